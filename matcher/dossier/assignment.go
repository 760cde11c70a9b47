package dossier

import (
	"context"
	"database/sql"
	"errors"
	"fmt"
	"strings"
	"time"
)

// BreakGlassTerm is how long access outside the caseload lasts: a working day.
const BreakGlassTerm = 8 * time.Hour

// MinReason is the shortest reason in characters of access out of the ordinary.
const MinReason = 10

// Assignment is a user with access to a worker. The label is neutral; an
// administrator sees nothing else of the dossier.
type Assignment struct {
	UserID   string    `json:"user_id"`
	WorkerID string    `json:"worker_id"`
	Label    string    `json:"label"`
	Since    time.Time `json:"since"`
	// Until is set for access by break-glass.
	Until *time.Time `json:"until,omitempty"`
}

// Assignments lists who has access to whom, and workers without anybody (with
// an empty UserID), by label; administrators only.
func (s *Store) Assignments(ctx context.Context, by Actor) ([]Assignment, error) {
	if !manages(by) {
		return nil, ErrDenied
	}
	rows, err := s.db.QueryContext(ctx, `SELECT coalesce(a.user_id, ''), w.id, w.label, coalesce(a.created_at, w.created_at), a.expires_at
		FROM worker w LEFT JOIN assignment a ON a.worker_id = w.id AND (a.expires_at IS NULL OR a.expires_at > ?)
		WHERE w.erased_at IS NULL ORDER BY w.label, w.id, a.user_id`, s.now().UnixMilli())
	if err != nil {
		return nil, fmt.Errorf("assignments: %w", err)
	}
	defer rows.Close()
	var all []Assignment
	for rows.Next() {
		var a Assignment
		var since int64
		var until sql.NullInt64
		if err := rows.Scan(&a.UserID, &a.WorkerID, &a.Label, &since, &until); err != nil {
			return nil, fmt.Errorf("assignments: %w", err)
		}
		a.Since, a.Until = time.UnixMilli(since).UTC(), optionalTime(until)
		all = append(all, a)
	}
	return all, rows.Err()
}

// Assign gives a user access to a worker: the administrator anybody, a coach
// somebody else for a worker of the own caseload.
func (s *Store) Assign(ctx context.Context, by Actor, userID, workerID string) error {
	if err := s.mayAssign(ctx, by, workerID); err != nil {
		return err
	}
	u, err := s.User(ctx, userID)
	if err != nil {
		return err
	}
	if table[u.Role][DataContact] != caseload {
		return &InvalidError{Text: "Deze gebruiker heeft een rol zonder dossiers."}
	}
	if u.Role == RoleWorker {
		if err := s.ownAlone(ctx, userID, workerID); err != nil {
			return err
		}
	}
	return s.changeUser(ctx, by, "worker.assign", userID, `INSERT INTO assignment (user_id, worker_id, created_at)
		SELECT ?, id, ? FROM worker WHERE id = ? AND erased_at IS NULL
		ON CONFLICT (user_id, worker_id) DO UPDATE SET expires_at = NULL`, userID, s.now().UnixMilli(), workerID)
}

// ownAlone refuses a second dossier for the account of a worker, and a second such
// account for a dossier: a slip of the hand would show somebody's capacity to
// somebody else.
func (s *Store) ownAlone(ctx context.Context, userID, workerID string) error {
	var n int
	err := s.db.QueryRowContext(ctx, `SELECT count(*) FROM assignment a JOIN user u ON u.id = a.user_id
		WHERE u.role = ? AND (a.user_id = ?) <> (a.worker_id = ?)`, RoleWorker, userID, workerID).Scan(&n)
	if err != nil {
		return fmt.Errorf("assign: %w", err)
	}
	if n > 0 {
		return &InvalidError{Text: "Een werknemer ziet alleen het eigen dossier, en een dossier is van één werknemer. Haal eerst de andere toegang weg."}
	}
	return nil
}

// Unassign takes a user's access to a worker away.
func (s *Store) Unassign(ctx context.Context, by Actor, userID, workerID string) error {
	if err := s.mayAssign(ctx, by, workerID); err != nil {
		return err
	}
	return s.changeUser(ctx, by, "worker.unassign", userID, `DELETE FROM assignment WHERE user_id = ? AND worker_id = ?`, userID, workerID)
}

func (s *Store) mayAssign(ctx context.Context, by Actor, workerID string) error {
	switch {
	case manages(by):
		return nil
	case by.Role == RoleCoach:
		return s.As(by).allow(ctx, DataDecisions, workerID)
	}
	return ErrDenied
}

// BreakGlass gives a coach access to a worker outside the caseload for a
// working day, with a reason that the privacy officer reads. The worker is
// named by id or by the exact label; an unknown one gives ErrDenied.
func (s *Store) BreakGlass(ctx context.Context, by Actor, worker string) (workerID string, until time.Time, err error) {
	if by.Role != RoleCoach {
		return "", until, ErrDenied
	}
	if len([]rune(strings.TrimSpace(by.Reason))) < MinReason {
		return "", until, &InvalidError{Text: "Geef een reden van ten minste 10 tekens. De privacyfunctionaris leest hem."}
	}
	if err := guard("", inside(by.Reason)); err != nil {
		return "", until, err
	}
	// With two of one label nobody knows who is meant.
	err = s.db.QueryRowContext(ctx, `SELECT min(id) FROM worker WHERE (id = ? OR label = ?) AND erased_at IS NULL HAVING count(*) = 1`, worker, worker).Scan(&workerID)
	if errors.Is(err, sql.ErrNoRows) {
		return "", until, errors.Join(ErrDenied, s.note(ctx, by, "breakglass.refused", ""))
	}
	if err != nil {
		return "", until, fmt.Errorf("break glass: %w", err)
	}
	until = s.now().Add(BreakGlassTerm)
	return workerID, until, s.write(ctx, func(tx *sql.Tx) error {
		// Access that the coach has already is not made shorter.
		_, err := tx.ExecContext(ctx, `INSERT INTO assignment (user_id, worker_id, created_at, expires_at) VALUES (?,?,?,?)
			ON CONFLICT (user_id, worker_id) DO UPDATE SET expires_at = excluded.expires_at WHERE expires_at IS NOT NULL`,
			by.UserID, workerID, s.now().UnixMilli(), until.UnixMilli())
		if err != nil {
			return fmt.Errorf("break glass: %w", err)
		}
		return s.audit(ctx, tx, by, "breakglass", workerID, "tot "+until.Format(time.RFC3339))
	})
}
