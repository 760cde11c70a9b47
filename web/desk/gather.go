package desk

import (
	"context"
	"errors"
	"fmt"

	"passend/index"
	"passend/index/archive"
	"passend/index/reading"
	"passend/matcher"
	"passend/matcher/dossier"
)

// gathered are vacancies of one page with their readings, loaded together: one
// vacancy at a time would be three questions to the record for each.
type gathered map[string]loaded

type loaded struct {
	record  *archive.Record
	reading *reading.Reading
}

type gatheredKey struct{}

// gather loads vacancies for what follows in this request. Those that the record
// does not have are left out.
func (d *Desk) gather(ctx context.Context, ids []string) (context.Context, error) {
	records, err := d.Vacancies.Records(ctx, ids)
	if err != nil {
		return ctx, fmt.Errorf("vacancies: %w", err)
	}
	return d.gatherRecords(ctx, records)
}

// gatherRecords adds the readings of records that were loaded already.
func (d *Desk) gatherRecords(ctx context.Context, records []archive.Record) (context.Context, error) {
	kept, err := d.Vacancies.Readings(ctx, d.Reader.Version(), records)
	if err != nil {
		return ctx, fmt.Errorf("vacancies: %w", err)
	}
	answers, err := d.Vacancies.Answers(ctx, records)
	if err != nil {
		return ctx, fmt.Errorf("vacancies: %w", err)
	}
	all := gathered{}
	for i := range records {
		r := &records[i]
		if kept[i] == nil {
			read := d.Reader.Read(&r.Vacancy)
			kept[i] = &read
		}
		all[r.ID] = loaded{r, index.Answered(kept[i], answers[i])}
	}
	return context.WithValue(ctx, gatheredKey{}, all), nil
}

// load returns a vacancy with its reading by the current reader.
func (d *Desk) load(ctx context.Context, id string) (*archive.Record, *reading.Reading, error) {
	if all, ok := ctx.Value(gatheredKey{}).(gathered); ok && all[id].record != nil {
		return all[id].record, all[id].reading, nil
	}
	r, err := d.Vacancies.Get(ctx, id)
	if errors.Is(err, archive.ErrNotFound) {
		return nil, nil, dossier.ErrNotFound
	}
	if err != nil {
		return nil, nil, fmt.Errorf("vacancy: %w", err)
	}
	ctx, err = d.gatherRecords(ctx, []archive.Record{*r})
	if err != nil {
		return nil, nil, err
	}
	return d.load(ctx, r.ID)
}

// idsOf are the vacancies of matches.
func idsOf(page []matcher.Match) []string {
	ids := make([]string, len(page))
	for i := range page {
		ids[i] = page[i].VacancyID
	}
	return ids
}

// withAlso are the vacancies of matches, and the same jobs elsewhere.
func withAlso(page []matcher.Match) []string {
	ids := idsOf(page)
	for i := range page {
		ids = append(ids, page[i].Also...)
	}
	return ids
}

// recordsOf are the vacancies of a search.
func recordsOf(hits []index.Hit) []archive.Record {
	all := make([]archive.Record, len(hits))
	for i := range hits {
		all[i] = hits[i].Record
	}
	return all
}
