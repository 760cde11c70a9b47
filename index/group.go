package index

import (
	"context"
	"fmt"
	"slices"
	"time"

	"passend/index/archive"
	"passend/index/duplicate"
)

// Grouping keeps which vacancies are one advertisement.
type Grouping interface {
	Candidates(ctx context.Context, bands []uint64) ([]archive.Candidate, error)
	PutSignatures(ctx context.Context, all []archive.Signature) error
	Signed(ctx context.Context, records []archive.Record) ([]int, error)
	SetGroup(ctx context.Context, group string, ids []string, at time.Time) error
}

// group puts what is the same advertisement in one group, so that people see one
// card for it. A group gets the id of the first vacancy in it. A version is looked
// at once: its signature is kept after its group, so what a crash interrupts is
// done again. What is closed is forgotten, and looked at anew when it opens again.
func (x *Index) group(ctx context.Context, changes []change) error {
	records := make([]archive.Record, len(changes))
	for i := range changes {
		records[i] = *changes[i].Record
	}
	signed, err := x.opt.Archive.Signed(ctx, records)
	if err != nil {
		return err
	}
	fresh := newBatch(len(changes))
	var keep []archive.Signature
	for i := range records {
		r := &records[i]
		switch {
		case !r.Open() && signed[i] == 0, r.Open() && signed[i] == r.Version:
		case !r.Open():
			keep = append(keep, archive.Signature{ID: r.ID})
		default:
			s, err := x.groupOne(ctx, r, fresh)
			if err != nil {
				return fmt.Errorf("group %s: %w", r.ID, err)
			}
			keep = append(keep, s)
		}
	}
	return x.opt.Archive.PutSignatures(ctx, keep)
}

// batch holds the vacancies that were looked at but have no signature in the
// archive yet.
type batch struct {
	all    []archive.Candidate
	sketch []duplicate.Sketch
	byBand map[uint64][]int
	// group is where members of this batch went since they were read.
	group map[string]string
}

func newBatch(n int) *batch {
	return &batch{byBand: make(map[uint64][]int, n), group: map[string]string{}}
}

func (x *Index) groupOne(ctx context.Context, r *archive.Record, fresh *batch) (archive.Signature, error) {
	sketch := duplicate.Of(&r.Vacancy)
	signature := archive.Signature{ID: r.ID, Version: r.Version, Bands: sketch.Bands()}
	same, err := x.sameAs(ctx, r.ID, &sketch, signature.Bands)
	if err != nil {
		return signature, err
	}
	same = append(same, fresh.sameAs(&sketch, signature.Bands)...)
	if signature.Bytes, err = sketch.MarshalBinary(); err != nil {
		return signature, err
	}
	want := groupFor(r, same)
	var join []string
	if r.Group != want {
		join = append(join, r.ID)
	}
	for _, s := range same {
		if s.Group != want {
			join = append(join, s.ID)
		}
	}
	fresh.add(archive.Candidate{ID: r.ID, Group: want}, sketch, signature.Bands)
	if len(join) == 0 {
		return signature, nil
	}
	for _, id := range join {
		fresh.group[id] = want
	}
	return signature, x.opt.Archive.SetGroup(ctx, want, join, x.opt.Now())
}

func (b *batch) add(c archive.Candidate, s duplicate.Sketch, bands []uint64) {
	for _, band := range bands {
		b.byBand[band] = append(b.byBand[band], len(b.all))
	}
	b.all, b.sketch = append(b.all, c), append(b.sketch, s)
}

// sameAs finds the members of the batch that are the same advertisement.
func (b *batch) sameAs(sketch *duplicate.Sketch, bands []uint64) (same []archive.Candidate) {
	looked := map[int]bool{}
	for _, band := range bands {
		for _, i := range b.byBand[band] {
			if looked[i] {
				continue
			}
			looked[i] = true
			if duplicate.Compare(sketch, &b.sketch[i]) == duplicate.Different {
				continue
			}
			c := b.all[i]
			if g, moved := b.group[c.ID]; moved {
				c.Group = g
			}
			same = append(same, c)
		}
	}
	return same
}

// groupFor names the group of a vacancy and what is the same: the first group
// that one of them is in, else the oldest id (ids are in order of time). A vacancy
// that stands alone leaves its group when its text has changed; before that it
// was put there by somebody who knows better.
func groupFor(r *archive.Record, same []archive.Candidate) string {
	if len(same) == 0 {
		if r.Version == 1 {
			return r.Group
		}
		return ""
	}
	var groups []string
	ids := []string{r.ID}
	if r.Group != "" {
		groups = append(groups, r.Group)
	}
	for _, s := range same {
		ids = append(ids, s.ID)
		if s.Group != "" {
			groups = append(groups, s.Group)
		}
	}
	if len(groups) == 0 {
		groups = ids
	}
	return slices.Min(groups)
}

// sameAs finds the open vacancies that are the same advertisement, another place
// included. A signature of an earlier version of the program is passed over: its
// vacancy gets a new one when it changes.
func (x *Index) sameAs(ctx context.Context, id string, sketch *duplicate.Sketch, bands []uint64) ([]archive.Candidate, error) {
	candidates, err := x.opt.Archive.Candidates(ctx, bands)
	if err != nil {
		return nil, err
	}
	var same []archive.Candidate
	for _, c := range candidates {
		var other duplicate.Sketch
		if c.ID == id || !c.Open || other.UnmarshalBinary(c.Signature) != nil {
			continue
		}
		if duplicate.Compare(sketch, &other) != duplicate.Different {
			same = append(same, c)
		}
	}
	return same, nil
}
