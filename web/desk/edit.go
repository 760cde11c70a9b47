package desk

import (
	"context"
	"fmt"

	"passend/matcher"
	"passend/matcher/dossier"
	"passend/matcher/profile"
)

// Profile is a worker's file as a coach edits it.
type Profile struct {
	Head   Head
	Worker profile.Worker
	// Wording is the proposal for shareable conditions from the capacity of now.
	Wording  string
	Warnings []profile.Warning
}

// Profile loads the file for roles that may see the capacity.
func (d *Desk) Profile(ctx context.Context, a dossier.Actor, workerID string) (Profile, error) {
	if !d.People.As(a).May(ctx, dossier.DataCapacity, workerID) {
		return Profile{}, dossier.ErrDenied
	}
	s, err := d.subject(ctx, a, workerID)
	if err != nil {
		return Profile{}, err
	}
	now := d.Clock()
	return Profile{
		Head: s.head, Worker: s.worker, Wording: s.worker.Capacity.Shareable(now.Add(startAfter)),
		Warnings: s.worker.Warnings(now),
	}, nil
}

// Reach is what a profile would give: the number of vacancies by group, now and
// with the change, and what should be looked at.
type Reach struct {
	Now, Then map[string]int
	Warnings  []profile.Warning
}

// Try counts what a changed search profile or capacity would give; nothing is
// saved. A nil part stays as it is.
func (d *Desk) Try(ctx context.Context, a dossier.Actor, workerID string, search *profile.Search, capacity *profile.Capacity) (Reach, error) {
	p, err := d.Profile(ctx, a, workerID)
	if err != nil {
		return Reach{}, err
	}
	rules, err := d.rules(ctx, a, workerID)
	if err != nil {
		return Reach{}, err
	}
	var r Reach
	if r.Now, err = d.count(ctx, &p.Worker, rules); err != nil {
		return Reach{}, err
	}
	if search != nil {
		p.Worker.Search = *search
	}
	if capacity != nil {
		p.Worker.Capacity = *capacity
	}
	r.Warnings = p.Worker.Warnings(d.Clock())
	r.Then, err = d.count(ctx, &p.Worker, rules)
	return r, err
}

func (d *Desk) count(ctx context.Context, w *profile.Worker, rules matcher.Rules) (map[string]int, error) {
	now := d.Clock()
	r, err := d.Matcher.Rank(ctx, matcher.Request{Worker: w, AsOf: now, ExpectedStart: now.Add(startAfter), Top: 1, Brief: true, Rules: rules}, d.Columns.View(), nil)
	if err != nil {
		return nil, fmt.Errorf("count: %w", err)
	}
	out := map[string]int{}
	for band, n := range r.Counts {
		out[string(band)] = n
	}
	return out, nil
}

// SaveSearch keeps a new version of the search profile, with its reason.
func (d *Desk) SaveSearch(ctx context.Context, a dossier.Actor, workerID string, s profile.Search, confirmed string) error {
	old, err := d.Profile(ctx, a, workerID)
	if err != nil {
		return err
	}
	s.Version, s.Date = old.Worker.Search.Version+1, d.Clock().Format(profile.DateLayout)
	return d.People.As(a).Confirming(confirmed).SaveSearch(ctx, workerID, s)
}

// SaveCapacity keeps a new version of the capacity as the document states it.
func (d *Desk) SaveCapacity(ctx context.Context, a dossier.Actor, workerID string, c profile.Capacity, confirmed string) error {
	old, err := d.Profile(ctx, a, workerID)
	if err != nil {
		return err
	}
	c.Version = old.Worker.Capacity.Version + 1
	return d.People.As(a).Confirming(confirmed).SaveCapacity(ctx, workerID, c)
}

// SavePerson keeps a new version of the person profile.
func (d *Desk) SavePerson(ctx context.Context, a dossier.Actor, workerID string, p profile.Person, confirmed string) error {
	old, err := d.Profile(ctx, a, workerID)
	if err != nil {
		return err
	}
	p.Version = old.Worker.Person.Version + 1
	return d.People.As(a).Confirming(confirmed).SavePerson(ctx, workerID, p)
}
