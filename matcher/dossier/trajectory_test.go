package dossier

import (
	"testing"
	"time"

	"pgregory.net/rapid"
)

func day(s string) time.Time {
	t, err := time.Parse(time.DateOnly, s)
	if err != nil {
		panic(err)
	}
	return t
}

func TestAtWeek(t *testing.T) {
	first := "2026-01-06"
	for _, c := range []struct {
		name string
		in   []Interruption
		week int
		want string
	}{
		{"no interruption", nil, 42, "2026-10-27"},
		{"end of waiting", nil, 104, "2028-01-04"},
		{"recovery of two weeks does not count", []Interruption{{From: "2026-03-02", Until: "2026-03-15"}}, 42, "2026-11-10"},
		{"recovery after the date has no effect on it", []Interruption{{From: "2026-12-01", Until: "2026-12-07"}}, 42, "2026-10-27"},
		{"recovery of four weeks begins anew", []Interruption{{From: "2026-03-02", Until: "2026-03-29"}}, 6, "2026-05-11"},
		{"maternity leave of sixteen weeks is counted out", []Interruption{{From: "2026-03-02", Until: "2026-06-21", Maternity: true}}, 42, "2027-02-16"},
		{"periods that overlap count once", []Interruption{{From: "2026-03-02", Until: "2026-03-15"}, {From: "2026-03-10", Until: "2026-03-15"}}, 42, "2026-11-10"},
	} {
		got := Trajectory{FirstSickDay: first, Interruptions: c.in}.AtWeek(c.week)
		if !got.Equal(day(c.want)) {
			t.Errorf("%s: week %d is %s, want %s", c.name, c.week, got.Format(time.DateOnly), c.want)
		}
	}
}

func TestMilestoneOverride(t *testing.T) {
	tr := Trajectory{FirstSickDay: "2026-01-06", Overrides: []Override{{Milestone: "week_42", Date: "2026-10-20", Reason: "eerder gemeld"}}}
	for _, m := range tr.Milestones() {
		if m.Key == "week_42" && (!m.Date.Equal(day("2026-10-20")) || m.Reason != "eerder gemeld") {
			t.Errorf("override gives %v", m)
		}
	}
	if (Trajectory{}).Milestones() != nil {
		t.Error("milestones without a first sick day")
	}
}

// TestTrajectoryProperties: later weeks are later days, an interruption never
// makes a date earlier, and WeekOn is the reverse of AtWeek outside of one.
func TestTrajectoryProperties(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		start := day("2026-01-06")
		tr := Trajectory{FirstSickDay: start.Format(time.DateOnly)}
		plain := tr
		for range rapid.IntRange(0, 4).Draw(t, "interruptions") {
			from := start.AddDate(0, 0, rapid.IntRange(1, 700).Draw(t, "from"))
			maternity := rapid.Bool().Draw(t, "maternity")
			longest := 26
			if maternity {
				longest = 112
			}
			until := from.AddDate(0, 0, rapid.IntRange(0, longest).Draw(t, "length"))
			tr.Interruptions = append(tr.Interruptions, Interruption{From: from.Format(time.DateOnly), Until: until.Format(time.DateOnly), Maternity: maternity})
		}
		n := rapid.IntRange(0, 120).Draw(t, "week")
		a, b := tr.AtWeek(n), tr.AtWeek(n+1)
		if !b.After(a) {
			t.Fatalf("week %d is %s, week %d is %s", n, a, n+1, b)
		}
		if a.Before(plain.AtWeek(n)) {
			t.Fatalf("an interruption made week %d earlier", n)
		}
		if got := tr.WeekOn(a); got != n {
			t.Fatalf("WeekOn(AtWeek(%d)) = %d", n, got)
		}
	})
}
