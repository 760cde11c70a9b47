package desk

import (
	"context"
	"errors"
	"fmt"
	"slices"
	"strings"
	"time"

	"golang.org/x/sync/errgroup"

	"passend/index/column"
	"passend/matcher"
	"passend/matcher/dossier"
	"passend/matcher/profile"
)

// ranking answers what a worker can be asked over all open vacancies of one
// moment, and remembers the answers for a while.
type ranking struct {
	d    *Desk
	view *column.View
	key  string
	q    matcher.Request
}

// ranking makes a worker ready for questions. Only profiles as they are kept may
// be asked about: their versions stand for their content. A start of zero is four
// weeks ahead.
func (d *Desk) ranking(ctx context.Context, s *subject, start time.Time, rules matcher.Rules) (*ranking, error) {
	r := d.rankingOf(s.role, &s.worker, start, rules)
	var err error
	r.q.Plan, err = remembered(ctx, d, r.view, heavy, r.key, func(context.Context) (*matcher.Plan, error) {
		return d.Matcher.Compile(r.q.Worker, r.view, r.q.AsOf, r.q.ExpectedStart, r.q.Rules), nil
	})
	return r, err
}

// rankingOf is a ranking for one question alone: the worker is not made ready.
func (d *Desk) rankingOf(role dossier.Role, w *profile.Worker, start time.Time, rules matcher.Rules) *ranking {
	now := d.Clock()
	if start.IsZero() {
		start = now.Add(startAfter)
	}
	r := &ranking{d: d, view: d.Columns.View(), q: matcher.Request{Worker: w, AsOf: now, ExpectedStart: start, Rules: rules}}
	r.key = rankingKey(role, &r.q)
	return r
}

// rankingKey names everything that the answers rest on besides the vacancies.
// Of dates the day counts, as it does in profiles and documents. The role is part
// of it: what was computed for one is never shown to another.
func rankingKey(role dossier.Role, q *matcher.Request) string {
	w := q.Worker
	without := make([]string, 0, len(q.Rules.Without))
	for id, out := range q.Rules.Without {
		if out {
			without = append(without, id)
		}
	}
	slices.Sort(without)
	return fmt.Sprintf("%s %s %d %d %d %s %s %q %q %q %s", w.ID, role, w.Person.Version, w.Search.Version, w.Capacity.Version,
		q.AsOf.UTC().Format(time.DateOnly), q.ExpectedStart.UTC().Format(time.DateOnly),
		q.Rules.ExcludedEmployers, q.Rules.Up, q.Rules.Down, strings.Join(without, " "))
}

// topLeast is how much of a list is kept at least: ten pages.
const topLeast = 200

// top returns the counts and at least the best n of a band, without
// explanations, in the order for the reader. It is shared and must not be
// changed.
func (r *ranking) top(ctx context.Context, reader matcher.Role, band matcher.Band, n int) (*matcher.Result, error) {
	q := r.q
	q.For, q.Band, q.Brief, q.Top = reader, band, true, topLeast
	for q.Top < n {
		q.Top *= 2
	}
	return remembered(ctx, r.d, r.view, heavy, fmt.Sprintf("%s top %s %s %d", r.key, reader, band, q.Top), func(ctx context.Context) (*matcher.Result, error) {
		return r.d.Matcher.Rank(ctx, q, r.view, nil)
	})
}

// one judges and explains a single vacancy.
func (r *ranking) one(ctx context.Context, id string) (*matcher.Match, error) {
	m, err := r.d.Matcher.One(ctx, r.q, r.view, id, r.d)
	if errors.Is(err, matcher.ErrUnknownVacancy) {
		return nil, dossier.ErrNotFound // closed for more than a year
	}
	if err != nil {
		return nil, fmt.Errorf("match: %w", err)
	}
	return m, nil
}

// insight is what could change for the worker and how far the live vacancies
// are. The caller may change the lists.
func (r *ranking) insight(ctx context.Context) (Insight, error) {
	in, err := remembered(ctx, r.d, r.view, heavy, r.key+" insight", func(ctx context.Context) (in Insight, err error) {
		g, ctx := errgroup.WithContext(ctx)
		g.Go(func() (err error) { in.WhatIf, err = r.d.Matcher.WhatIf(ctx, r.q, r.view, false); return err })
		g.Go(func() (err error) { in.Gap, err = r.d.gap(ctx, r.q.Worker); return err })
		g.Go(func() (err error) { in.Directions, err = r.d.Matcher.Directions(ctx, r.q, r.view); return err })
		err = g.Wait()
		return in, err
	})
	if err != nil {
		return in, err
	}
	whatIf, gap := *in.WhatIf, *in.Gap
	whatIf.Levers, gap.Suggestions = slices.Clone(whatIf.Levers), slices.Clone(gap.Suggestions)
	in.WhatIf, in.Gap, in.Directions = &whatIf, &gap, slices.Clone(in.Directions)
	return in, nil
}
