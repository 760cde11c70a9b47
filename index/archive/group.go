package archive

import (
	"context"
	"encoding/json"
	"fmt"
	"time"
)

// Candidate is a vacancy that may be a duplicate: it shares a band of its
// signature.
type Candidate struct {
	ID, Group, EmployerKey string
	Open                   bool
	Signature              []byte
}

// Signature is what a vacancy is recognised by when it is published again: the
// near-duplicate signature of one of its versions and the bands by which it is
// found. Without bytes it is forgotten.
type Signature struct {
	ID      string
	Version int
	Bytes   []byte
	Bands   []uint64
}

// PutSignatures keeps signatures, all or none; earlier ones are replaced.
func (a *Archive) PutSignatures(ctx context.Context, all []Signature) error {
	if len(all) == 0 {
		return nil
	}
	return a.write(ctx, "keep signatures", func(c *change) error {
		for i := range all {
			if err := c.putSignature(&all[i]); err != nil {
				return fmt.Errorf("%s: %w", all[i].ID, err)
			}
		}
		return nil
	})
}

func (c *change) putSignature(s *Signature) error {
	v, err := c.known(s.ID)
	if err != nil {
		return err
	}
	if err := c.exec("DELETE FROM band WHERE vacancy = ?", v.n); err != nil {
		return err
	}
	if s.Bytes == nil {
		return c.exec("DELETE FROM signature WHERE vacancy = ?", v.n)
	}
	if err := c.exec("INSERT INTO signature (vacancy, version, bytes) VALUES (?, ?, ?) ON CONFLICT DO UPDATE SET version = excluded.version, bytes = excluded.bytes", v.n, s.Version, s.Bytes); err != nil {
		return err
	}
	for _, b := range s.Bands {
		if err := c.exec("INSERT OR IGNORE INTO band (hash, vacancy) VALUES (?, ?)", int64(b), v.n); err != nil {
			return err
		}
	}
	return nil
}

// Signed returns of which version each record has a signature, in their order;
// 0 where it has none.
func (a *Archive) Signed(ctx context.Context, records []Record) ([]int, error) {
	numbers := make([]int64, len(records))
	for i := range records {
		numbers[i] = records[i].Number
	}
	list, err := json.Marshal(numbers)
	if err != nil {
		return nil, fmt.Errorf("find signatures: %w", err)
	}
	type row struct{ at, version int }
	found, err := rows(ctx, a, "find signatures", "SELECT j.key, s.version FROM json_each(?) j JOIN signature s ON s.vacancy = j.value", []any{string(list)},
		func(r *row, scan func(...any) error) error { return scan(&r.at, &r.version) })
	if err != nil {
		return nil, err
	}
	versions := make([]int, len(records))
	for _, r := range found {
		versions[r.at] = r.version
	}
	return versions, nil
}

// A phrase that stands under every advertisement of a board is a band of
// thousands, and a chain publishes one text for hundreds of shops. One member is
// enough to join a group, so a search looks at the newest of a band, and of
// those at the ones with most bands in common: its cost does not grow with the
// archive.
const (
	bandNewest = 20
	bandBest   = 24
)

// Candidates returns the vacancies that share bands, those with most in common
// first, at most 24.
func (a *Archive) Candidates(ctx context.Context, bands []uint64) ([]Candidate, error) {
	hashes := make([]int64, len(bands))
	for i, b := range bands {
		hashes[i] = int64(b)
	}
	list, err := json.Marshal(hashes)
	if err != nil {
		return nil, fmt.Errorf("find duplicates: %w", err)
	}
	return rows(ctx, a, "find duplicates", `WITH best AS (
			SELECT b.vacancy, count(*) AS shared FROM json_each(?1) j JOIN band b ON b.hash = j.value
				AND b.vacancy >= ifnull((SELECT vacancy FROM band WHERE hash = j.value ORDER BY vacancy DESC LIMIT 1 OFFSET ?2), 0)
			GROUP BY b.vacancy ORDER BY shared DESC, b.vacancy LIMIT ?3)
		SELECT v.id, v.grp, e.key, v.open, s.bytes FROM best JOIN vacancy v ON v.n = best.vacancy JOIN employer e ON e.n = v.employer
			JOIN signature s ON s.vacancy = v.n ORDER BY best.shared DESC, v.n`,
		[]any{string(list), bandNewest - 1, bandBest}, func(c *Candidate, scan func(...any) error) error {
			return scan(&c.ID, &c.Group, &c.EmployerKey, &c.Open, &c.Signature)
		})
}

// SetGroup puts vacancies in a duplicate group; group "" takes them out of
// theirs. The group's identity is for the caller to choose: the id of its
// oldest member is a good one.
func (a *Archive) SetGroup(ctx context.Context, group string, ids []string, at time.Time) error {
	return a.write(ctx, "group vacancies", func(c *change) error {
		for _, id := range ids {
			v, err := c.known(id)
			if err != nil {
				return fmt.Errorf("%s: %w", id, err)
			}
			var old string
			if _, err := c.one("SELECT grp FROM vacancy WHERE n = ?", []any{v.n}, &old); err != nil {
				return err
			}
			if old == group {
				continue
			}
			if err := c.shareAnswers(old); err != nil {
				return err
			}
			if err := c.exec("UPDATE vacancy SET grp = ?, seq = ? WHERE n = ?", group, c.next(), v.n); err != nil {
				return err
			}
			if err := c.event(v.n, at, EventGrouped, v.version, group); err != nil {
				return err
			}
			if err := c.shareAnswers(group); err != nil {
				return err
			}
		}
		return nil
	})
}

// shareAnswers tells the change sequence of a group in which there are answers
// of employers: who is in it changes, and with it for whom those hold.
func (c *change) shareAnswers(group string) error {
	answered, err := c.one("SELECT 1 FROM answer x JOIN vacancy v ON v.n = x.vacancy WHERE v.grp = ? AND v.grp <> '' LIMIT 1", []any{group}, new(int))
	if err != nil || !answered {
		return err
	}
	return c.touch(0, group)
}

// Group returns the members of a duplicate group, oldest arrival first.
func (a *Archive) Group(ctx context.Context, group string) ([]Record, error) {
	if group == "" {
		return nil, nil
	}
	return a.records(ctx, "read group "+group, selectRecord+"WHERE v.grp = ? AND v.grp <> '' ORDER BY v.n", group)
}
