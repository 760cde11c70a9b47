package crawler

import (
	"context"
	"crypto/sha256"
	"encoding/hex"
	"time"

	"passend/index/archive"
	"passend/index/vacancy"
)

// identify gives a vacancy without an id of its own one that lasts: the address
// of its page, with its title when the page has several.
func identify(v *vacancy.Vacancy, address string, several bool) {
	if v.ExternalID != "" && (!several || v.ExternalID != address && v.ExternalID != v.URL) {
		return
	}
	v.ExternalID = address
	if several {
		sum := sha256.Sum256([]byte(v.Title + "\n" + v.PlaceNames()))
		v.ExternalID += "#" + hex.EncodeToString(sum[:6])
	}
}

// keep keeps vacancies that are open and returns their archive ids, "" for
// those that were not kept.
func (j *job) keep(ctx context.Context, vs []vacancy.Vacancy) ([]string, error) {
	ids := make([]string, len(vs))
	now := j.Now()
	var open []*vacancy.Vacancy
	var places []int
	for i := range vs {
		v := &vs[i]
		v.Source = j.src.Name
		switch {
		case expired(v.ValidThrough, now):
			j.run.Errors["expired"]++
		case v.Title == "" || v.ExternalID == "" && v.ID == "" && v.URL == "":
			j.run.Errors["incomplete vacancy"]++
		default:
			open, places = append(open, v), append(places, i)
		}
	}
	if len(open) == 0 {
		return ids, nil
	}
	kept, err := j.Archive.KeepAll(ctx, open, now)
	if err != nil {
		return nil, err
	}
	for i, k := range kept {
		ids[places[i]] = k.ID
		j.open[k.ID] = open[i].ValidThrough
	}
	j.count(open, kept)
	return ids, nil
}

// expired reports whether the last day of a vacancy is past. The date is often
// given without a time and then means the whole day.
func expired(through, now time.Time) bool {
	return !through.IsZero() && through.Add(day).Before(now)
}

func (j *job) count(vs []*vacancy.Vacancy, kept []archive.Kept) {
	var fresh, changed int
	for i, k := range kept {
		switch k.Outcome {
		case archive.New:
			fresh++
		case archive.Changed:
			changed++
		}
		if len(vs[i].Places) > 0 {
			j.run.WithPlace++
		}
		if !vs[i].Hours.IsZero() {
			j.run.WithHours++
		}
		if !vs[i].Pay.IsZero() {
			j.run.WithPay++
		}
	}
	j.run.New += fresh
	j.run.Changed += changed
	j.run.Same += len(kept) - fresh - changed
	j.meter.add(func(p *Progress) {
		p.Vacancies += len(kept)
		p.New += fresh
		p.Changed += changed
		p.Source = j.src.Name
	})
}
