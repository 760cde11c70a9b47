package dossier

import (
	"context"
	"database/sql"
	"errors"
	"fmt"
	"time"
)

// AuditQuery chooses lines of the audit log; empty fields choose all.
type AuditQuery struct {
	WorkerID, UserID string
	// Action is the beginning of an action ("capacity", "worker.erase").
	Action      string
	From, Until time.Time
	// Before continues below a line; 0 starts at the newest.
	Before int64
	Limit  int
}

// maxAudit is the most lines that one search returns.
const maxAudit = 200

// SearchAudit returns lines of the audit log, newest first; the privacy officer
// only. Looking is itself noted.
func (s *Store) SearchAudit(ctx context.Context, by Actor, q AuditQuery) ([]Entry, error) {
	if !May(by.Role, DataAudit) {
		return nil, ErrDenied
	}
	if q.Limit < 1 || q.Limit > maxAudit {
		q.Limit = maxAudit
	}
	until := q.Until
	if until.IsZero() {
		until = s.now().Add(time.Hour)
	}
	rows, err := s.db.QueryContext(ctx, `SELECT seq, at, user_id, role, action, worker_id, detail, hash, coalesce(times, 0), coalesce(last_at, 0)
		FROM audit LEFT JOIN audit_repeat USING (seq) WHERE (? = '' OR worker_id = ?) AND (? = '' OR user_id = ?) AND (? = '' OR substr(action, 1, length(?)) = ?)
		AND at >= ? AND at < ? AND (? = 0 OR seq < ?) ORDER BY seq DESC LIMIT ?`,
		q.WorkerID, q.WorkerID, q.UserID, q.UserID, q.Action, q.Action, q.Action,
		max(0, q.From.UnixMilli()), until.UnixMilli(), q.Before, q.Before, q.Limit)
	if err != nil {
		return nil, fmt.Errorf("audit search: %w", err)
	}
	defer rows.Close()
	var all []Entry
	for rows.Next() {
		var again int
		var last int64
		e, err := scanEntry(rows, &again, &last)
		if err != nil {
			return nil, fmt.Errorf("audit search: %w", err)
		}
		if again > 0 {
			e.Again, e.LastAt = again, time.UnixMilli(last).UTC()
		}
		all = append(all, e)
	}
	if err := rows.Err(); err != nil {
		return nil, err
	}
	return all, s.note(ctx, by, "audit.read", q.WorkerID)
}

// UserID finds whose lines are asked for by a login name; a name that nobody
// has is taken as an id. For the privacy officer.
func (s *Store) UserID(ctx context.Context, by Actor, login string) (string, error) {
	if !May(by.Role, DataAudit) {
		return "", ErrDenied
	}
	id := login
	err := s.db.QueryRowContext(ctx, `SELECT id FROM user WHERE login = ?`, login).Scan(&id)
	if err != nil && !errors.Is(err, sql.ErrNoRows) {
		return "", fmt.Errorf("user: %w", err)
	}
	return id, nil
}
