package desk

import (
	"context"
	"fmt"

	"passend/matcher"
	"passend/matcher/dossier"
)

// Pairs are the things that only together would open vacancies for a worker, the
// most first, with the titles of the examples by id.
func (d *Desk) Pairs(ctx context.Context, a dossier.Actor, workerID string) ([]matcher.Lever, map[string]string, error) {
	f, err := d.file(ctx, a, workerID)
	if err != nil {
		return nil, nil, err
	}
	now := d.Clock()
	r, err := d.Matcher.WhatIf(ctx, matcher.Request{Worker: &f.worker, AsOf: now, ExpectedStart: now.Add(startAfter), Rules: rulesOf(f.decisions, dossier.Current(f.feedback))}, d.Columns.View(), true)
	if err != nil {
		return nil, nil, fmt.Errorf("pairs: %w", err)
	}
	pairs := r.Pairs[:min(len(r.Pairs), pairsMost)]
	titles := map[string]string{}
	for _, l := range pairs {
		for _, id := range l.Examples {
			if rec, err := d.Vacancies.Get(ctx, id); err == nil {
				titles[id] = rec.Title
			}
		}
	}
	return pairs, titles, nil
}

// pairsMost is how many pairs a page shows: those behind open few vacancies.
const pairsMost = 20
