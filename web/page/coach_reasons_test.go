package page

import (
	"testing"

	"passend/web/desk"
	"passend/web/view"
)

func TestMerged(t *testing.T) {
	ask := func(text string) view.Reason { return view.Reason{State: "not_stated", Effect: "ask", Text: text} }
	got := merged([]view.Reason{
		ask("Hoe streng? Vraag na."), ask("Vaak meer nodig: bukken (inschatting)."), {State: "within", Text: "Past: zitten.", Quote: "zit"},
		ask("Vaak meer nodig: tillen (inschatting)."), ask("Anders: lopen."), ask("Anders: staan."), ask("Vaak meer nodig: duwen (inschatting)."), {State: "within", Text: "Vaak meer nodig: zien (inschatting)."},
	})
	want := []string{"Hoe streng? Vraag na.", "Vaak meer nodig: bukken, tillen, duwen (inschatting).", "Past: zitten.", "Anders: lopen.", "Anders: staan.", "Vaak meer nodig: zien (inschatting)."}
	if len(got) != len(want) {
		t.Fatalf("%+v", got)
	}
	for i := range want {
		if got[i].Text != want[i] {
			t.Errorf("%d: %q, want %q", i, got[i].Text, want[i])
		}
	}
}

// TestRubricMarks: the worst counts, and without reasons of capacity there are
// none: a job hunter's card says nothing of rubrics.
func TestRubricMarks(t *testing.T) {
	got := rubricMarks([]desk.Reason{
		{Kind: "capacity", Key: "lift_carry", State: "within"}, {Kind: "capacity", Key: "bend", State: "exceeds", Effect: "red"}, {Kind: "capacity", Key: "sit", State: "not_stated", Effect: "ask"},
		{Kind: "capacity", Key: "attention_sustain", State: "exceeds", Effect: "ask"}, {Kind: "capacity", Key: "heat", State: "usual"}, {Kind: "preference", Key: "travel", State: "exceeds"},
	})
	states := ""
	for _, m := range got {
		states += m.State + " "
	}
	if states != "ask none none exceeds ask none " || got[3].Number != 4 {
		t.Errorf("%+v", got)
	}
	if rubricMarks([]desk.Reason{{Kind: "preference", Key: "travel", State: "found"}}) != nil {
		t.Error("marks without reasons of capacity")
	}
}

// TestBrief: a card says why a vacancy is hidden, also when a field and not the
// text says it, and then what does not fit or must be asked before what fits.
func TestBrief(t *testing.T) {
	r := func(state, effect, text, quote string) view.Reason {
		return view.Reason{State: state, Effect: effect, Text: text, Quote: quote}
	}
	got := brief([]view.Reason{
		r("within", "", "tillen", "licht"), r("within", "", "tijden", "overdag"), r("found", "", "richting", "titel"), r("found", "", "ervaring", "jaren"),
		r("not_stated", "ask", "taal", "Duits"), r("exceeds", "hard", "Minimaal 28 uur.", ""),
	})
	want := []string{"Minimaal 28 uur.", "taal", "tillen", "tijden"}
	if len(got) != len(want) {
		t.Fatalf("%+v", got)
	}
	for i := range want {
		if got[i].Text != want[i] {
			t.Errorf("%d: %q, want %q", i, got[i].Text, want[i])
		}
	}
}
