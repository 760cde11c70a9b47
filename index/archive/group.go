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

// PutSignature keeps the near-duplicate signature of a vacancy and the bands by
// which it is found; an earlier one is replaced.
func (a *Archive) PutSignature(ctx context.Context, id string, signature []byte, bands []uint64) error {
	return a.onVacancy(ctx, "keep signature of", id, func(c *change, v known) error {
		if err := c.exec("INSERT INTO signature (vacancy, bytes) VALUES (?, ?) ON CONFLICT DO UPDATE SET bytes = excluded.bytes", v.n, signature); err != nil {
			return err
		}
		if err := c.exec("DELETE FROM band WHERE vacancy = ?", v.n); err != nil {
			return err
		}
		for _, b := range bands {
			if err := c.exec("INSERT OR IGNORE INTO band (hash, vacancy) VALUES (?, ?)", int64(b), v.n); err != nil {
				return err
			}
		}
		return nil
	})
}

// Candidates returns the vacancies that share at least one band, in order of
// arrival.
func (a *Archive) Candidates(ctx context.Context, bands []uint64) ([]Candidate, error) {
	hashes := make([]int64, len(bands))
	for i, b := range bands {
		hashes[i] = int64(b)
	}
	list, err := json.Marshal(hashes)
	if err != nil {
		return nil, fmt.Errorf("find duplicates: %w", err)
	}
	return rows(ctx, a, "find duplicates", `SELECT v.id, v.grp, e.key, v.open, s.bytes FROM vacancy v JOIN employer e ON e.n = v.employer
		JOIN signature s ON s.vacancy = v.n WHERE v.n IN (SELECT vacancy FROM band WHERE hash IN (SELECT value FROM json_each(?))) ORDER BY v.n`,
		[]any{string(list)}, func(c *Candidate, scan func(...any) error) error {
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
			if err := c.exec("UPDATE vacancy SET grp = ?, seq = ? WHERE n = ?", group, c.next(), v.n); err != nil {
				return err
			}
			if err := c.event(v.n, at, EventGrouped, v.version, group); err != nil {
				return err
			}
		}
		return nil
	})
}

// Group returns the members of a duplicate group, oldest arrival first.
func (a *Archive) Group(ctx context.Context, group string) ([]Record, error) {
	if group == "" {
		return nil, nil
	}
	return a.records(ctx, "read group "+group, selectRecord+"WHERE v.grp = ? AND v.grp <> '' ORDER BY v.n", group)
}
