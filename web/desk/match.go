package desk

import (
	"context"
	"slices"

	"passend/index/reading"
	"passend/matcher"
	"passend/matcher/dossier"
)

// Match explains one vacancy for a worker, with its full text. A job hunter
// gets the text with the reasons outside health, and nothing on what is not in
// the own list.
func (d *Desk) Match(ctx context.Context, a dossier.Actor, workerID, vacancyID string) (Detail, error) {
	s, err := d.subject(ctx, a, workerID)
	if err != nil {
		return Detail{}, err
	}
	det, _, _, err := d.detail(ctx, a, &s, vacancyID)
	return det, err
}

// detail judges one vacancy and puts it in the words of the role.
func (d *Desk) detail(ctx context.Context, a dossier.Actor, s *subject, vacancyID string) (Detail, *matcher.Match, *reading.Reading, error) {
	ctx, err := d.gather(ctx, []string{vacancyID})
	if err != nil {
		return Detail{}, nil, nil, err
	}
	rec, read, err := d.load(ctx, vacancyID)
	if err != nil {
		return Detail{}, nil, nil, err
	}
	m, err := d.one(ctx, a, s, rec.ID)
	if err != nil {
		return Detail{}, nil, nil, err
	}
	if !s.full && (s.worker.Capacity.NoUsableCapacity || !slices.Contains(groupsFor(false), string(m.Band))) {
		return Detail{}, nil, nil, dossier.ErrNotFound // not in the list of this role
	}
	item, err := d.item(ctx, m, s.full)
	if err != nil {
		return Detail{}, nil, nil, err
	}
	return Detail{
		Item: item, Worker: s.head, Text: rec.Vacancy.Text, Unread: read.Unread, NoSnippet: rec.Vacancy.NoSnippet,
		CheckedOn: rec.LastChecked, Closed: !rec.ClosedAt.IsZero(), Versions: versions(m.Versions, s.full),
	}, m, read, nil
}
