package archive

import (
	"context"
	"encoding/json"
	"fmt"
	"strings"

	"passend/index/reading"
)

// Read is the reading of one version of a vacancy. Its Reading.Version names
// the reader.
type Read struct {
	ID      string
	Version int
	Reading *reading.Reading
}

// PutReadings keeps readings, one for each version and reader; one that is
// there already is replaced. A version that is not in the archive is an error.
func (a *Archive) PutReadings(ctx context.Context, reads []Read) error {
	bodies := make([][]byte, len(reads))
	if err := parallel(ctx, len(reads), func(i int) (err error) {
		bodies[i], err = json.Marshal(reads[i].Reading)
		return err
	}); err != nil {
		return fmt.Errorf("keep readings: %w", err)
	}
	return a.write(ctx, "keep readings", func(c *change) error {
		readers := map[string]int64{}
		for i, r := range reads {
			reader, err := c.reader(readers, r.Reading.Version)
			if err != nil {
				return err
			}
			if err := c.putReading(r, reader, bodies[i]); err != nil {
				return fmt.Errorf("%s version %d: %w", r.ID, r.Version, err)
			}
		}
		return nil
	})
}

func (c *change) reader(known map[string]int64, version string) (n int64, err error) {
	if n, ok := known[version]; ok {
		return n, nil
	}
	_, err = c.one("INSERT INTO reader (version) VALUES (?) ON CONFLICT (version) DO UPDATE SET version = version RETURNING n", []any{version}, &n)
	known[version] = n
	return n, err
}

func (c *change) putReading(r Read, reader int64, body []byte) error {
	var n, version int64
	found, err := c.one("SELECT v.n, b.id FROM vacancy v JOIN version b ON b.vacancy = v.n AND b.version = ? WHERE v.id = ?", []any{r.Version, r.ID}, &n, &version)
	if err != nil {
		return err
	}
	if !found {
		return ErrNotFound
	}
	if err := c.exec("INSERT INTO reading (version, reader, body) VALUES (?, ?, ?) ON CONFLICT (version, reader) DO UPDATE SET body = excluded.body", version, reader, body); err != nil {
		return err
	}
	return c.exec("UPDATE vacancy SET reader = ? WHERE n = ? AND current = ?", reader, n, version)
}

// Readings returns the readings that this reader made of the current versions
// of the records, in their order; nil where there is none.
func (a *Archive) Readings(ctx context.Context, reader string, records []Record) ([]*reading.Reading, error) {
	numbers := make([]int64, len(records))
	for i := range records {
		numbers[i] = records[i].Number
	}
	list, err := json.Marshal(numbers)
	if err != nil {
		return nil, fmt.Errorf("get readings: %w", err)
	}
	type row struct {
		at   int
		body []byte
	}
	found, err := rows(ctx, a, "get readings", `SELECT j.key, r.body FROM json_each(?) j JOIN vacancy v ON v.n = j.value
		JOIN reading r ON r.version = v.current AND r.reader = (SELECT n FROM reader WHERE version = ?)`, []any{string(list), reader},
		func(r *row, scan func(...any) error) error { return scan(&r.at, &r.body) })
	if err != nil {
		return nil, err
	}
	all := make([]*reading.Reading, len(records))
	return all, parallel(ctx, len(found), func(i int) error {
		r := new(reading.Reading)
		if err := json.Unmarshal(found[i].body, r); err != nil {
			return fmt.Errorf("reading of %s: %w", records[found[i].at].ID, err)
		}
		all[found[i].at] = r
		return nil
	})
}

// Reading returns the reading of one version of a vacancy by one reader.
func (a *Archive) Reading(ctx context.Context, id string, version int, reader string) (*reading.Reading, error) {
	what := fmt.Sprintf("get reading of %s version %d", id, version)
	var body []byte
	err := a.db.QueryRowContext(ctx, `SELECT r.body FROM vacancy v JOIN version b ON b.vacancy = v.n AND b.version = ?
		JOIN reading r ON r.version = b.id JOIN reader w ON w.n = r.reader AND w.version = ? WHERE v.id = ?`, version, reader, id).Scan(&body)
	if err != nil {
		return nil, explain(what, err)
	}
	r := new(reading.Reading)
	if err := json.Unmarshal(body, r); err != nil {
		return nil, explain(what, err)
	}
	return r, nil
}

// Stale returns vacancies, open or closed, whose current version was last read
// by another reader or by none, in order of arrival after the number given.
func (a *Archive) Stale(ctx context.Context, reader string, after int64, limit int) ([]Record, error) {
	others, err := rows(ctx, a, "list readers", "SELECT 0 UNION ALL SELECT n FROM reader WHERE version <> ?", []any{reader},
		func(n *int64, scan func(...any) error) error { return scan(n) })
	if err != nil {
		return nil, err
	}
	// One branch for each reader, so that each can walk its part of the index.
	var branches []string
	var args []any
	for _, n := range others {
		branches = append(branches, "SELECT * FROM (SELECT n FROM vacancy WHERE reader = ? AND n > ? ORDER BY n LIMIT ?)")
		args = append(args, n, after, limit)
	}
	return a.records(ctx, "find stale readings", selectRecord+"WHERE v.n IN ("+strings.Join(branches, " UNION ALL ")+") ORDER BY v.n LIMIT ?", append(args, limit)...)
}

// DropReadings deletes the readings by all readers but the ones named, and
// returns how many. Readings of a decision are kept with the decision.
func (a *Archive) DropReadings(ctx context.Context, keep ...string) (dropped int64, err error) {
	list, err := json.Marshal(keep)
	if err != nil {
		return 0, fmt.Errorf("drop readings: %w", err)
	}
	err = a.write(ctx, "drop readings", func(c *change) error {
		res, err := c.ExecContext(ctx, "DELETE FROM reading WHERE reader NOT IN (SELECT n FROM reader WHERE version IN (SELECT value FROM json_each(?)))", string(list))
		if err != nil {
			return err
		}
		dropped, err = res.RowsAffected()
		return err
	})
	return dropped, err
}
