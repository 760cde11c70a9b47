package matcher

import (
	"context"

	"passend/index/column"
)

// listOrder is the order in which the bands stand in the list.
var listOrder = [...]Band{BandProposals, BandOutside, BandCollapsed, BandHidden}

// All returns every open vacancy as the list has it, for evaluation and export;
// without a loader it leaves the explanations out.
func (m *Matcher) All(ctx context.Context, q Request, v *column.View, load Loader) ([]Match, error) {
	var out []Match
	q.Offset, q.Top = 0, v.Open.Len()+1
	for _, q.Band = range listOrder {
		r, err := m.Rank(ctx, q, v, load)
		if err != nil {
			return nil, err
		}
		out = append(out, r.Matches...)
	}
	return out, nil
}
