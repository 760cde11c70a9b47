package dossier

import (
	"context"
	"fmt"
	"time"
)

// Access is one line of who did what with a dossier, as its worker may read it.
type Access struct {
	At     time.Time `json:"at"`
	Role   Role      `json:"role"`
	Label  string    `json:"label,omitempty"`
	Own    bool      `json:"own,omitempty"` // the worker's own doing
	Action string    `json:"action"`
	Detail string    `json:"detail,omitempty"`
	// Again is how often the same was read again that day.
	Again int `json:"again,omitempty"`
}

// maxTrail bounds what one page reads.
const maxTrail = 1000

// Trail lists who did what with the own dossier, the newest first: a worker has
// the right to know (AVG art. 15). Other roles ask the privacy officer.
func (v *View) Trail(ctx context.Context, workerID string) ([]Access, error) {
	if v.a.Role != RoleWorker {
		return nil, ErrDenied
	}
	if err := v.allow(ctx, DataContact, workerID); err != nil {
		return nil, err
	}
	rows, err := v.s.db.QueryContext(ctx, `SELECT a.at, a.role, coalesce(u.label, ''), a.user_id = ?, a.action, a.detail, coalesce(r.times, 0)
		FROM audit a LEFT JOIN user u ON u.id = a.user_id LEFT JOIN audit_repeat r ON r.seq = a.seq WHERE a.worker_id = ? ORDER BY a.seq DESC LIMIT ?`, v.a.UserID, workerID, maxTrail)
	if err != nil {
		return nil, fmt.Errorf("trail: %w", err)
	}
	defer rows.Close()
	var all []Access
	for rows.Next() {
		var x Access
		var at int64
		if err := rows.Scan(&at, &x.Role, &x.Label, &x.Own, &x.Action, &x.Detail, &x.Again); err != nil {
			return nil, fmt.Errorf("trail: %w", err)
		}
		x.At = time.UnixMilli(at).UTC()
		all = append(all, x)
	}
	return all, rows.Err()
}
