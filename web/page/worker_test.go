package page

import (
	"testing"

	"passend/web/desk"
	"passend/web/locale"
)

func TestWhy(t *testing.T) {
	all, err := locale.Load()
	if err != nil {
		t.Fatal(err)
	}
	nl := all[locale.Default]
	hours := func(state string, share float64) desk.Reason {
		return desk.Reason{Kind: "preference", Key: "hours", State: state, Weight: 10, Contribution: 10 * share}
	}
	fits := desk.Reason{Kind: "preference", Key: "direction", State: "found"}
	for name, c := range map[string]struct {
		x     desk.Suggestion
		want  []string
		quote string
	}{
		"all is known": {
			desk.Suggestion{Direction: "planner", Item: desk.Item{Verdict: "passend", Vacancy: desk.Card{Travel: 20}, Reasons: []desk.Reason{fits, hours("found", 1),
				{Kind: "capacity", State: "exceeds", Quote: "zwaar"}, {Kind: "capacity", Key: "lift_carry", State: "within", Quote: "licht werk"}, {Kind: "capacity", Key: "sit", State: "within"}}}},
			[]string{"Dit lijkt op werk dat je zoekt: planner.", "Wat het werk vraagt, past bij wat jij kunt.", "Dit past bij jou: tillen of dragen.", "De reis duurt ongeveer 20 minuten. De uren passen."}, "licht werk",
		},
		"other hours": {
			desk.Suggestion{Direction: "planner", Item: desk.Item{Verdict: "navragen", Vacancy: desk.Card{Travel: 20}, Reasons: []desk.Reason{fits, hours("found", 0.8)}}},
			[]string{"Dit lijkt op werk dat je zoekt: planner.", "De tekst zegt niet alles. Vraag eerst of het past.", "De reis duurt ongeveer 20 minuten. De uren zijn anders dan je wilt."}, "",
		},
		"does not fit": {
			desk.Suggestion{Item: desk.Item{Verdict: "niet_passend", Reasons: []desk.Reason{{Kind: "capacity", State: "within", Quote: "licht"}, {Kind: "capacity", State: "exceeds", Quote: "zwaar tillen"}}}},
			[]string{"Dit is ander werk dan je zoekt. Misschien is het toch iets.", "Dit werk vraagt iets wat voor jou niet kan.", "We weten niet hoe lang je reist. Kijk waar het is."}, "zwaar tillen",
		},
	} {
		lines, quote := why(nl, c.x)
		if len(lines) != len(c.want) || quote != c.quote {
			t.Errorf("%s: %v, %q", name, lines, quote)
			continue
		}
		for i, l := range lines {
			if l.Text != c.want[i] {
				t.Errorf("%s: %q, want %q", name, l.Text, c.want[i])
			}
		}
	}
}

// TestSaid: the way back stays on this site, and at the card.
func TestSaid(t *testing.T) {
	for _, c := range []struct{ back, number, want string }{
		{"/voor-mij", "3", "/voor-mij?gezegd=yes#kaart-3"},
		{"/zoek-werk?q=planner&blad=2", "1", "/zoek-werk?blad=2&gezegd=yes&q=planner#kaart-1"},
		{"https://elders.example/", "1", "/?gezegd=yes#kaart-1"},
		{"//elders.example", "x", "/?gezegd=yes#"},
	} {
		if got := said(c.back, "yes", c.number); got != c.want {
			t.Errorf("said(%q) = %q, want %q", c.back, got, c.want)
		}
	}
}

func TestAgent(t *testing.T) {
	for text, want := range map[string][2]string{
		"Mozilla/5.0 (X11; Linux x86_64) AppleWebKit/537.36 (KHTML, like Gecko) HeadlessChrome/150.0.0.0 Safari/537.36":                           {"Chrome", "computer"},
		"Mozilla/5.0 (iPhone; CPU iPhone OS 18_0 like Mac OS X) AppleWebKit/605.1.15 (KHTML, like Gecko) Version/18.0 Mobile/15E148 Safari/604.1": {"Safari", "phone"},
		"Mozilla/5.0 (Android 15; Mobile; rv:140.0) Gecko/140.0 Firefox/140.0":                                                                    {"Firefox", "phone"},
		"Mozilla/5.0 (Windows NT 10.0; Win64; x64) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/140.0.0.0 Safari/537.36 Edg/140.0.0.0":           {"Edge", "computer"},
		"Go-http-client/1.1": {"", "unknown"},
	} {
		if b, d := agent(text); b != want[0] || d != want[1] {
			t.Errorf("agent(%.60q) = %s, %s", text, b, d)
		}
	}
}
