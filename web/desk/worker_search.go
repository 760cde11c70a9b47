package desk

import (
	"context"
	"errors"
	"fmt"
	"maps"
	"slices"
	"strings"

	"passend/index"
	"passend/matcher/dossier"
)

// Finding is a page of what a worker searched for, each with the own match.
type Finding struct {
	Total int          `json:"total"`
	Items []Suggestion `json:"items"`
	// Corrected are words that occur nowhere, with what was searched instead.
	Corrected []string `json:"corrected,omitempty"`
	// Loosened: no vacancy has all the words, so those with some are shown.
	Loosened bool `json:"loosened,omitempty"`
}

// Find searches all open vacancies and judges every hit for the worker. The
// words are kept nowhere: what somebody searches for is theirs.
func (d *Desk) Find(ctx context.Context, a dossier.Actor, workerID, box string, from, size int) (Finding, error) {
	s, err := d.subject(ctx, a, workerID)
	if err != nil {
		return Finding{}, err
	}
	said, err := d.answers(ctx, d.People.As(a), workerID)
	if err != nil {
		return Finding{}, err
	}
	r, err := d.Search.Search(ctx, index.Request{Box: box, From: max(0, from), Size: min(size, maxLimit)})
	if err != nil {
		return Finding{}, fmt.Errorf("find: %w", err)
	}
	out := Finding{Total: r.Total, Loosened: r.Loosened}
	for _, word := range slices.Sorted(maps.Keys(r.Corrected)) {
		out.Corrected = append(out.Corrected, strings.TrimSpace(r.Corrected[word]))
	}
	for i := range r.Hits {
		h := &r.Hits[i]
		x, err := d.suggestion(ctx, a, &s, h.ID, said, nil)
		if x.Gone {
			// Found, but not packed yet: shown without a verdict.
			_, read, lerr := d.load(ctx, h.ID)
			if lerr != nil {
				return out, errors.Join(err, lerr)
			}
			x.Gone, x.Vacancy = false, card(h.ID, &h.Vacancy, read)
		}
		if err != nil {
			return out, err
		}
		out.Items = append(out.Items, x)
	}
	return out, d.noteShown(ctx, d.People.As(a), workerID, a.UserID, out.Items)
}
