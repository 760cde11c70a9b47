package matcher

import (
	"context"
	"errors"
	"fmt"

	"passend/index/column"
)

// ErrUnknownVacancy: the view holds no vacancy with this id, open or closed in
// the last year.
var ErrUnknownVacancy = errors.New("vacancy is not among the columns")

// One judges, scores and explains a single vacancy, open or closed. Of the
// request only worker, dates and rules count.
func (m *Matcher) One(ctx context.Context, q Request, v *column.View, id string, load Loader) (*Match, error) {
	if q.Worker == nil {
		return nil, errors.New("match: a worker is needed")
	}
	if q.ExpectedStart.IsZero() {
		q.ExpectedStart = q.AsOf.AddDate(0, 0, 28)
	}
	for _, s := range []*column.Segment{v.Open, v.Closed} {
		row, ok := rowOf(s, id)
		if !ok || q.Rules.Without[id] {
			continue
		}
		p := m.Compile(q.Worker, v, q.AsOf, q.ExpectedStart, q.Rules)
		match, err := m.show(ctx, p, v, s, placed{row: row}, q, load)
		return &match, err
	}
	return nil, fmt.Errorf("match %s: %w", id, ErrUnknownVacancy)
}

// rowOf finds the row of an id: a pass over the names, for one vacancy only.
func rowOf(s *column.Segment, id string) (int32, bool) {
	for i := range s.Len() {
		if !s.Removed(i) && s.ID(i) == id {
			return int32(i), true
		}
	}
	return 0, false
}
