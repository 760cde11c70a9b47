package desk

import (
	"fmt"
	"slices"
	"strings"
	"testing"
	"time"

	"passend/matcher"
	"passend/matcher/dossier"
)

// TestTrackStarted: once track 2 has started, that day stands in the place of
// its two deadlines and is nothing to do any more.
func TestTrackStarted(t *testing.T) {
	now := time.Date(2026, 11, 25, 9, 0, 0, 0, time.UTC)
	names := func(started string) (out []string) {
		for _, m := range milestones(dossier.Trajectory{FirstSickDay: "2025-12-20", Started: started}, now) {
			if strings.Contains(strings.ToLower(m.Name), "spoor 2") {
				out = append(out, fmt.Sprint(m.Name, " ", m.Date.Format(time.DateOnly), " week ", m.Week, " past ", m.Past, " near ", m.Near))
			}
		}
		return out
	}
	for _, c := range []struct {
		started string
		want    []string
	}{
		{"", []string{"Start van spoor 2 (streefdatum) 2026-12-19 week 52 past false near true", "Start van spoor 2 (laatste dag) 2027-01-30 week 58 past false near false"}},
		{"2026-10-01", []string{"Spoor 2 gestart 2026-10-01 week 40 past true near false"}},
		{"2026-12-01", []string{"Start van spoor 2 (streefdatum) 2026-12-19 week 52 past false near true", "Start van spoor 2 (laatste dag) 2027-01-30 week 58 past false near false"}},
	} {
		if got := names(c.started); !slices.Equal(got, c.want) {
			t.Errorf("started %q: %q", c.started, got)
		}
	}
}

// TestOpenQuestions: a card counts what a vacancy leaves open for a worker; what a
// job hunter gets is the same for all, and counts for nothing.
func TestOpenQuestions(t *testing.T) {
	all := matcher.NeutralQuestions()
	if n := openQuestions(all); n != 0 {
		t.Errorf("%d open of what everyone is asked", n)
	}
	all[0].Marked = true
	if n := openQuestions(append(all, matcher.Question{Key: "education", Text: "Hoe streng is deze eis: opleiding?"})); n != 2 {
		t.Errorf("%d open, want 2", n)
	}
	m := (&matcher.Match{Questions: all}).For(matcher.ForJobHunter)
	if n := openQuestions(m.Questions); n != 0 {
		t.Errorf("a job hunter is told of %d", n)
	}
}
