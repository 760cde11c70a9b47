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
// request only worker, dates, rules and plan count.
func (m *Matcher) One(ctx context.Context, q Request, v *column.View, id string, load Loader) (*Match, error) {
	if q.Worker == nil {
		return nil, errors.New("match: a worker is needed")
	}
	if q.ExpectedStart.IsZero() {
		q.ExpectedStart = q.AsOf.AddDate(0, 0, 28)
	}
	for _, s := range []*column.Segment{v.Open, v.Closed} {
		row, ok := s.Find(id)
		if !ok || q.Rules.Without[id] {
			continue
		}
		match, err := m.show(ctx, m.plan(&q, v), v, s, placed{row: int32(row)}, q, load)
		return &match, err
	}
	return nil, fmt.Errorf("match %s: %w", id, ErrUnknownVacancy)
}
