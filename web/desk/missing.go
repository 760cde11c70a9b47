package desk

import (
	"context"
	"time"

	"passend/matcher"
	"passend/matcher/dossier"
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
	g, err := d.glance(ctx, a.Role, &s.worker, rules)
	return g.missing, err
}

// End notes on which day a trajectory ended, from which the retention counts; a
// zero day opens it again.
func (d *Desk) End(ctx context.Context, a dossier.Actor, workerID string, day time.Time) error {
	if day.After(d.Clock()) {
		return &dossier.InvalidError{Text: "Kies een dag die al is geweest."}
	}
	return d.People.As(a).End(ctx, workerID, day)
}
