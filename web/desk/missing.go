package desk

import (
	"context"
	"fmt"
	"time"

	"passend/matcher"
	"passend/matcher/dossier"
	"passend/matcher/profile"
)

// Missing lists the empty fields of a worker's profile with how many open
// vacancies each keeps undecided, the ones that move most first. It is for roles
// that may see why a vacancy fits: what is not known of the capacity is in it.
func (d *Desk) Missing(ctx context.Context, a dossier.Actor, workerID string) ([]matcher.Missing, error) {
	if !d.People.As(a).May(ctx, dossier.DataMatch, workerID) {
		return nil, dossier.ErrDenied
	}
	s, err := d.subject(ctx, a, workerID)
	if err != nil {
		return nil, err
	}
	rules, err := d.rules(ctx, a, workerID)
	if err != nil {
		return nil, err
	}
	return d.missing(ctx, a.Role, &s.worker, rules)
}

// missing counts them, or gives what it gave before when nothing has changed.
func (d *Desk) missing(ctx context.Context, role dossier.Role, w *profile.Worker, rules matcher.Rules) ([]matcher.Missing, error) {
	r := d.rankingOf(role, w, time.Time{}, rules)
	return remembered(ctx, d, r.view, light, r.key+" missing", func(ctx context.Context) ([]matcher.Missing, error) {
		c, err := d.Matcher.Completeness(ctx, r.q, r.view)
		if err != nil {
			return nil, fmt.Errorf("missing: %w", err)
		}
		return c.Missing, nil
	})
}

// gapTask is the question that decides most vacancies, nil when none does.
func (d *Desk) gapTask(ctx context.Context, role dossier.Role, f *file) (*Task, error) {
	all, err := d.missing(ctx, role, &f.worker, rulesOf(f.decisions, dossier.Current(f.feedback)))
	if err != nil || len(all) == 0 || all[0].Moves == 0 {
		return nil, err
	}
	return &Task{Kind: TaskGaps, N: all[0].Moves, Name: all[0].Question}, nil
}

// End notes on which day a trajectory ended, from which the retention counts; a
// zero day opens it again.
func (d *Desk) End(ctx context.Context, a dossier.Actor, workerID string, day time.Time) error {
	if day.After(d.Clock()) {
		return &dossier.InvalidError{Text: "Kies een dag die al is geweest."}
	}
	return d.People.As(a).End(ctx, workerID, day)
}
