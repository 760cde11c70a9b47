package job

import (
	"context"
	"errors"
	"log/slog"
	"testing"
	"time"
)

func TestJobsRunWhenDueAndSurviveARestart(t *testing.T) {
	dir := t.TempDir()
	now := time.Date(2026, 11, 25, 1, 0, 0, 0, time.UTC)
	clock := func() time.Time { return now }
	runs := map[string]int{}
	job := func(name string, every time.Duration, hour int, err error) Job {
		return Job{Name: name, Every: every, Hour: hour, Run: func(context.Context) (string, error) {
			runs[name]++
			return "gedaan", err
		}}
	}
	jobs := []Job{job("hourly", time.Hour, -1, nil), job("nightly", 20*time.Hour, 3, nil), job("failing", time.Hour, -1, errors.New("kapot"))}
	r, err := New(dir, clock, slog.New(slog.DiscardHandler), jobs...)
	if err != nil {
		t.Fatal(err)
	}
	for _, c := range []struct {
		at      time.Duration
		restart bool
		want    map[string]int
	}{
		{0, false, map[string]int{"hourly": 1, "failing": 1}},
		{30 * time.Minute, false, map[string]int{"hourly": 1, "failing": 1}},
		{2 * time.Hour, true, map[string]int{"hourly": 2, "nightly": 1, "failing": 2}},
		{2*time.Hour + time.Minute, true, map[string]int{"hourly": 2, "nightly": 1, "failing": 2}},
	} {
		now = time.Date(2026, 11, 25, 1, 0, 0, 0, time.UTC).Add(c.at)
		if c.restart {
			if r, err = New(dir, clock, slog.New(slog.DiscardHandler), jobs...); err != nil {
				t.Fatal(err)
			}
		}
		if err := r.Once(t.Context()); err != nil {
			t.Fatal(err)
		}
		for name, n := range c.want {
			if runs[name] != n {
				t.Errorf("after %s %s ran %d times, want %d", c.at, name, runs[name], n)
			}
		}
	}
	states := r.States()
	if len(states) != 3 || states[0].Outcome != "gedaan" || !states[2].Failed || states[2].Outcome != "kapot" {
		t.Errorf("States = %+v", states)
	}
}
