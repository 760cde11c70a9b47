package dossier

import (
	"errors"
	"strings"
	"testing"

	"passend/matcher/profile"
)

// TestGuardStandsAtEveryFreeText writes a health word into every field that a
// person types; the reason to keep it is kept with it.
func TestGuardStandsAtEveryFreeText(t *testing.T) {
	s := testStore(t, t.TempDir())
	ctx := t.Context()
	coach, worker := addUser(t, s, "coach", RoleCoach), addUser(t, s, "worker", RoleWorker)
	id, err := s.As(coach).AddWorker(ctx, testWorker(), worker.UserID)
	if err != nil {
		t.Fatal(err)
	}
	bad := "heeft een hernia gehad en moet daarom oppassen"
	add := func(a Actor, b Body) func(*View) error {
		return func(v *View) error {
			_, err := (&View{s: v.s, a: a, confirmed: v.confirmed}).Add(ctx, New{WorkerID: id, Body: b})
			return err
		}
	}
	date := "2026-11-25"
	for name, write := range map[string]func(*View) error{
		"motivation":  add(coach, Consideration{Proposal: "ask", Verdict: "ask", Next: "reject", Motivation: bad, Rejections: []Rejection{{Code: RejectOther}}}),
		"rejection":   add(coach, Consideration{Proposal: "ask", Verdict: "ask", Next: "ask", Rejections: []Rejection{{Code: RejectOther, Note: bad}}}),
		"question":    add(coach, Consideration{Proposal: "ask", Verdict: "ask", Next: "ask", Asked: bad}),
		"application": add(coach, Application{Date: date, Response: bad}),
		"note":        add(coach, Note{Text: bad}),
		"activity":    add(coach, Activity{What: "training", Result: bad}),
		"placement":   add(coach, Placement{From: date, Evaluation: bad}),
		"feedback":    add(worker, Feedback{Answer: "no", Reason: bad}),
		"proposal":    add(worker, Proposal{Field: "wishes", Text: bad}),
		"report read": add(worker, ReportRead{Until: date, Remark: bad}),
		"override":    add(coach, Trajectory{FirstSickDay: date, Overrides: []Override{{Milestone: "week_42", Date: date, Reason: bad}}}),
		"obstacle":    func(v *View) error { return v.SavePerson(ctx, id, profile.Person{Obstacles: []string{bad}}) },
		"conditions":  func(v *View) error { return v.SaveSearch(ctx, id, profile.Search{Reason: "nieuw", Conditions: bad}) },
		"exclusion": func(v *View) error {
			return v.SaveSearch(ctx, id, profile.Search{Reason: "nieuw", Excluded: []profile.Exclusion{{Reason: bad}}})
		},
		"item": func(v *View) error {
			return v.SaveCapacity(ctx, id, profile.Capacity{Source: profile.Free, IssuedOn: date, Items: []profile.Item{{Note: bad}}})
		},
		"label": func(v *View) error { _, err := v.AddWorker(ctx, profile.Worker{Label: bad}); return err },
	} {
		var invalid *InvalidError
		if err := write(s.As(coach)); !errors.As(err, &invalid) || !invalid.Confirmable || !strings.Contains(invalid.Text, "hernia") {
			t.Errorf("%s: %v", name, err)
		}
		if err := write(s.As(coach).Confirming("staat zo in het document")); err != nil {
			t.Errorf("%s, confirmed: %v", name, err)
		}
	}
	notes, err := Records[Note](ctx, s.As(coach), id, "")
	if err != nil || len(notes) != 1 || notes[0].Confirmed != "staat zo in het document" {
		t.Errorf("the reason is not kept: %+v, %v", notes, err)
	}
	searches, err := s.As(coach).Searches(ctx, id)
	if err != nil || searches[len(searches)-1].Confirmed != "staat zo in het document" {
		t.Errorf("the reason is not kept: %+v, %v", searches, err)
	}
}

func TestGuardKnowsTradeAndProcess(t *testing.T) {
	for _, c := range []struct {
		texts []prose
		ok    bool
	}{
		{trade("medicatie delen", "verpleegkundige psychiatrie"), true},
		{trade("BSN 123456782"), false},
		{inside("past niet binnen de belastbaarheid"), true},
		{plain("past niet binnen de belastbaarheid"), false},
		{inside("rustige werkplek zonder klanten"), true},
	} {
		if err := guard("", c.texts); (err == nil) != c.ok {
			t.Errorf("guard(%v) = %v", c.texts, err)
		}
	}
}

// TestTextsHaveALongestLength: a document is no note, confirmed or not.
func TestTextsHaveALongestLength(t *testing.T) {
	long := strings.Repeat("é", mostProse+1)
	for name, err := range map[string]error{
		"text": guard("", plain(long)), "confirmed text": guard("staat zo in het document", inside(long)), "trade": guard("", trade(long)), "reason": guard(long, nil),
	} {
		var invalid *InvalidError
		if !errors.As(err, &invalid) || invalid.Confirmable {
			t.Errorf("%s: %v", name, err)
		}
	}
	if err := guard("", plain(long[:2*mostProse])); err != nil {
		t.Errorf("as long as may be: %v", err)
	}
}
