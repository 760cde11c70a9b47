package desk

import (
	"context"
	"fmt"

	"passend/matcher"
	"passend/matcher/dossier"
)

// Match explains one vacancy for a worker, with its full text. A job hunter
// gets the text with the reasons outside health.
func (d *Desk) Match(ctx context.Context, a dossier.Actor, workerID, vacancyID string) (Detail, error) {
	s, err := d.subject(ctx, a, workerID)
	if err != nil {
		return Detail{}, err
	}
	rec, read, err := d.load(ctx, vacancyID)
	if err != nil {
		return Detail{}, err
	}
	now := d.Clock()
	m, err := d.Matcher.One(ctx, matcher.Request{Worker: &s.worker, AsOf: now, ExpectedStart: now.Add(startAfter)}, d.Columns.View(), rec.ID, d)
	if err != nil {
		return Detail{}, fmt.Errorf("match: %w", err)
	}
	item, err := d.item(ctx, m, s.full)
	if err != nil {
		return Detail{}, err
	}
	return Detail{
		Item: item, Worker: s.head, Text: rec.Vacancy.Text, Unread: read.Unread, NoSnippet: rec.Vacancy.NoSnippet,
		CheckedOn: rec.LastChecked, Closed: !rec.ClosedAt.IsZero(), Versions: versions(m.Versions, s.full),
	}, nil
}
