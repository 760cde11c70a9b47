package dossier

import (
	"context"
	"fmt"

	"passend/index/sqlite"
)

// Checked says what a full check of the store found.
type Checked struct {
	// Workers are dossiers that open, Rows their sealed rows.
	Workers, Rows int
	// Closed are dossiers whose key is gone: they were erased and cannot open.
	Closed []string
	// AuditLines is the length of the chain, AuditHash its last hash.
	AuditLines int64
	AuditHash  []byte
}

// Check reads both files whole, walks the audit chain and opens every sealed
// row. It fails at the first thing that is wrong.
func (s *Store) Check(ctx context.Context) (c Checked, err error) {
	for _, db := range []struct {
		name string
		err  error
	}{{PeopleFile, sqlite.Check(ctx, s.db)}, {KeyFile, sqlite.Check(ctx, s.keys)}} {
		if db.err != nil {
			return c, fmt.Errorf("%s: %w", db.name, db.err)
		}
	}
	if c.AuditLines, c.AuditHash, err = s.VerifyAudit(ctx); err != nil {
		return c, err
	}
	keys, err := s.allKeys(ctx)
	if err != nil {
		return c, err
	}
	ids, err := s.workerIDs(ctx)
	if err != nil {
		return c, err
	}
	for _, id := range ids {
		if keys[id] == nil {
			c.Closed = append(c.Closed, id)
			continue
		}
		c.Workers++
	}
	c.Rows, err = s.openRows(ctx, keys)
	return c, err
}

func (s *Store) workerIDs(ctx context.Context) ([]string, error) {
	rows, err := s.db.QueryContext(ctx, `SELECT id FROM worker WHERE erased_at IS NULL ORDER BY id`)
	if err != nil {
		return nil, fmt.Errorf("check: %w", err)
	}
	defer rows.Close()
	var ids []string
	for rows.Next() {
		var id string
		if err := rows.Scan(&id); err != nil {
			return nil, fmt.Errorf("check: %w", err)
		}
		ids = append(ids, id)
	}
	return ids, rows.Err()
}

// allKeys opens the data key of every dossier.
func (s *Store) allKeys(ctx context.Context) (map[string][]byte, error) {
	rows, err := s.keys.QueryContext(ctx, `SELECT worker_id, wrapped FROM data_key`)
	if err != nil {
		return nil, fmt.Errorf("check: %w", err)
	}
	defer rows.Close()
	keys := map[string][]byte{}
	for rows.Next() {
		var id string
		var wrapped []byte
		if err := rows.Scan(&id, &wrapped); err != nil {
			return nil, fmt.Errorf("check: %w", err)
		}
		if keys[id], err = open(s.root.derive("wrap"), wrapped, id); err != nil {
			return nil, fmt.Errorf("check: key of %s: %w", id, err)
		}
	}
	return keys, rows.Err()
}

// openRows opens every sealed row of the dossiers that have a key.
func (s *Store) openRows(ctx context.Context, keys map[string][]byte) (n int, err error) {
	rows, err := s.db.QueryContext(ctx, `
		SELECT worker_id, worker_id||'/'||kind||'/'||version, body, confirmed FROM profile UNION ALL
		SELECT worker_id, worker_id||'/capacity/'||version, body, confirmed FROM capacity UNION ALL
		SELECT worker_id, worker_id||'/'||kind||'/'||id, body, confirmed FROM record UNION ALL
		SELECT worker_id, 'draft/'||id, body, NULL FROM draft WHERE worker_id <> ''`)
	if err != nil {
		return 0, fmt.Errorf("check: %w", err)
	}
	defer rows.Close()
	for rows.Next() {
		var id, where string
		var body, why []byte
		if err := rows.Scan(&id, &where, &body, &why); err != nil {
			return n, fmt.Errorf("check: %w", err)
		}
		key := keys[id]
		if key == nil {
			continue
		}
		if _, err := open(key, body, where); err != nil {
			return n, fmt.Errorf("check: %s: %w", where, err)
		}
		if _, err := openReason(key, why, where); err != nil {
			return n, fmt.Errorf("check: %w", err)
		}
		n++
	}
	return n, rows.Err()
}
