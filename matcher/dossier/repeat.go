package dossier

import (
	"context"
	"database/sql"
	"encoding/json"
	"errors"
	"fmt"
	"slices"
	"time"
)

// today is the beginning of the day (UTC) that repeats are counted over.
func (s *Store) today() time.Time { return s.now().Truncate(24 * time.Hour) }

// noteRead is auditRead by itself.
func (s *Store) noteRead(ctx context.Context, a Actor, action, workerID string) error {
	return s.write(ctx, func(tx *sql.Tx) error { return s.auditRead(ctx, tx, a, action, workerID) })
}

// auditRead notes that somebody read something of a dossier: one line of the
// chain for each reader, role, act, reason and day, and beside it how often the
// same was done again that day and when last.
func (s *Store) auditRead(ctx context.Context, tx *sql.Tx, a Actor, action, workerID string) error {
	var seq int64
	err := tx.QueryRowContext(ctx, `SELECT seq FROM audit WHERE worker_id = ? AND at >= ? AND user_id = ? AND role = ? AND action = ? AND detail = ?
		ORDER BY seq DESC LIMIT 1`, workerID, s.today().UnixMilli(), a.UserID, string(a.Role), action, detailOf(a, "")).Scan(&seq)
	if errors.Is(err, sql.ErrNoRows) {
		return s.audit(ctx, tx, a, action, workerID, "")
	}
	if err == nil {
		_, err = tx.ExecContext(ctx, `INSERT INTO audit_repeat (seq, times, last_at) VALUES (?, 1, ?)
			ON CONFLICT (seq) DO UPDATE SET times = times + 1, last_at = excluded.last_at`, seq, s.now().UnixMilli())
	}
	if err != nil {
		return fmt.Errorf("audit: %w", err)
	}
	return nil
}

// Show notes a list that the actor was shown. What the same person in the same
// role was shown before today, with the same text and resting on the same
// versions, is not noted again: it stands there once a day, with its first time.
func (v *View) Show(ctx context.Context, workerID string, shown Shown) error {
	if !slices.Contains(rules[KindShown].writer, v.a.Role) {
		return ErrDenied
	}
	// Who is shown a list need not see the decisions: a job hunter's counts too.
	if err := v.allow(ctx, DataBand, workerID); err != nil {
		return err
	}
	key, err := v.s.dataKey(ctx, workerID)
	if err != nil {
		return err
	}
	return v.s.write(ctx, func(tx *sql.Tx) error {
		before, err := v.shownToday(ctx, tx, key, workerID, shown.Versions)
		if err != nil {
			return err
		}
		if fresh := shown.without(before); len(fresh.Vacancies) > 0 {
			if _, err := v.insert(ctx, tx, key, New{WorkerID: workerID, Body: fresh}, ""); err != nil {
				return err
			}
		}
		return v.s.auditRead(ctx, tx, v.a, "record."+string(KindShown), workerID)
	})
}

// shownToday are the vacancies that the actor was shown today under the versions.
func (v *View) shownToday(ctx context.Context, tx *sql.Tx, key []byte, workerID, versions string) (map[[2]string]bool, error) {
	rows, err := tx.QueryContext(ctx, `SELECT id, body FROM record WHERE worker_id = ? AND kind = ? AND at >= ? AND by_user = ? AND by_role = ?`,
		workerID, string(KindShown), v.s.today().UnixMilli(), v.a.UserID, string(v.a.Role))
	if err != nil {
		return nil, fmt.Errorf("shown: %w", err)
	}
	defer rows.Close()
	before := map[[2]string]bool{}
	for rows.Next() {
		var id string
		var sealed []byte
		var x Shown
		if err := rows.Scan(&id, &sealed); err != nil {
			return nil, fmt.Errorf("shown: %w", err)
		}
		text, err := open(key, sealed, recordContext(workerID, KindShown, id))
		if err == nil {
			err = json.Unmarshal(text, &x)
		}
		if err != nil {
			return nil, fmt.Errorf("shown: %w", err)
		}
		if x.Versions == versions {
			for i, vacancy := range x.Vacancies {
				before[[2]string{vacancy, x.hash(i)}] = true
			}
		}
	}
	return before, rows.Err()
}
