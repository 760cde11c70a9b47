package desk

import (
	"context"
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
	s, err := d.sit(ctx, a, workerID)
	if err != nil {
		return Finding{}, err
	}
	r, err := d.Search.Search(ctx, index.Request{Box: box, From: max(0, from), Size: min(size, maxLimit)})
	if err != nil {
		return Finding{}, fmt.Errorf("find: %w", err)
	}
	if ctx, err = d.gatherRecords(ctx, recordsOf(r.Hits)); err != nil {
		return Finding{}, err
	}
	out := Finding{Total: r.Total, Loosened: r.Loosened}
	for _, word := range slices.Sorted(maps.Keys(r.Corrected)) {
		out.Corrected = append(out.Corrected, strings.TrimSpace(r.Corrected[word]))
	}
	for i := range r.Hits {
		h := &r.Hits[i]
		x, err := d.suggestion(ctx, s, h.ID)
		if err != nil {
			return out, err
		}
		if x.Gone {
			// Found, but not packed yet: shown without a verdict.
			_, read, err := d.load(ctx, h.ID)
			if err != nil {
				return out, err
			}
			x.Gone, x.Vacancy = false, card(h.ID, &h.Vacancy, read)
		}
		out.Items = append(out.Items, x)
	}
	return out, d.noteShown(ctx, a, workerID, out.Items)
}
