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
	PutSignature(ctx context.Context, id string, signature []byte, bands []uint64) error
	SetGroup(ctx context.Context, group string, ids []string, at time.Time) error
}

// group puts what is the same advertisement in one group, so that people see one
// card for it. A group gets the id of the first vacancy in it. Setting a group is
// a change that comes by here once more, and then finds everything as it is.
func (x *Index) group(ctx context.Context, changes []change) error {
	for i := range changes {
		c := &changes[i]
		if !c.ClosedAt.IsZero() {
			continue
		}
		if err := x.groupOne(ctx, c.Record); err != nil {
			return fmt.Errorf("group %s: %w", c.ID, err)
		}
	}
	return nil
}

func (x *Index) groupOne(ctx context.Context, r *archive.Record) error {
	sketch := duplicate.Of(&r.Vacancy)
	bands := sketch.Bands()
	same, err := x.sameAs(ctx, r.ID, &sketch, bands)
	if err != nil {
		return err
	}
	stored, err := sketch.MarshalBinary()
	if err != nil {
		return err
	}
	if err := x.opt.Archive.PutSignature(ctx, r.ID, stored, bands); err != nil {
		return err
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
	if len(join) == 0 {
		return nil
	}
	return x.opt.Archive.SetGroup(ctx, want, join, x.opt.Now())
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
