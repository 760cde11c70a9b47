package dossier

import (
	"context"
	"database/sql"
	"errors"
	"fmt"
	"slices"
)

// Assigned is one worker, by the neutral label alone, with the users who have
// the dossier in their caseload.
type Assigned struct {
	WorkerID string   `json:"worker_id"`
	Label    string   `json:"label"`
	Users    []string `json:"users"`
}

// Assignments lists all workers by label with their users; administrators only.
func (s *Store) Assignments(ctx context.Context, by Actor) ([]Assigned, error) {
	if err := accountsOnly(by); err != nil {
		return nil, err
	}
	rows, err := s.db.QueryContext(ctx, `SELECT w.id, w.label, coalesce(a.user_id, '') FROM worker w
		LEFT JOIN assignment a ON a.worker_id = w.id WHERE w.erased_at IS NULL ORDER BY w.label, w.id, a.created_at`)
	if err != nil {
		return nil, fmt.Errorf("assignments: %w", err)
	}
	defer rows.Close()
	var all []Assigned
	for rows.Next() {
		var id, label, user string
		if err := rows.Scan(&id, &label, &user); err != nil {
			return nil, fmt.Errorf("assignments: %w", err)
		}
		if n := len(all); n == 0 || all[n-1].WorkerID != id {
			all = append(all, Assigned{WorkerID: id, Label: label})
		}
		if last := &all[len(all)-1]; user != "" {
			last.Users = append(last.Users, user)
		}
	}
	return all, rows.Err()
}

// assignable are the roles that have a caseload, the worker's own among them.
var assignable = []Role{RoleWorker, RoleCoach, RoleJobHunter, RoleLabourExpert, RoleCompanyDoctor, RoleClient}

// Assign puts a worker in a user's caseload. Administrators only.
func (s *Store) Assign(ctx context.Context, by Actor, workerID, userID string) error {
	if err := accountsOnly(by); err != nil {
		return err
	}
	u, err := s.User(ctx, userID)
	if err != nil {
		return err
	}
	if !slices.Contains(assignable, u.Role) {
		return &InvalidError{Text: "Deze rol werkt niet met dossiers. Kies een ander account."}
	}
	return s.write(ctx, func(tx *sql.Tx) error {
		var one int
		err := tx.QueryRowContext(ctx, `SELECT 1 FROM worker WHERE id = ? AND erased_at IS NULL`, workerID).Scan(&one)
		if errors.Is(err, sql.ErrNoRows) {
			return ErrNotFound
		}
		if err != nil {
			return fmt.Errorf("assign: %w", err)
		}
		if _, err := tx.ExecContext(ctx, `INSERT OR IGNORE INTO assignment (user_id, worker_id, created_at) VALUES (?,?,?)`,
			userID, workerID, s.now().UnixMilli()); err != nil {
			return fmt.Errorf("assign: %w", err)
		}
		return s.audit(ctx, tx, by, "worker.assign", workerID, "gebruiker "+userID)
	})
}

// Unassign takes a worker out of a user's caseload. Administrators only.
func (s *Store) Unassign(ctx context.Context, by Actor, workerID, userID string) error {
	if err := accountsOnly(by); err != nil {
		return err
	}
	return s.write(ctx, func(tx *sql.Tx) error {
		r, err := tx.ExecContext(ctx, `DELETE FROM assignment WHERE user_id = ? AND worker_id = ?`, userID, workerID)
		if err != nil {
			return fmt.Errorf("unassign: %w", err)
		}
		if n, err := r.RowsAffected(); err != nil || n == 0 {
			return errors.Join(err, ErrNotFound)
		}
		return s.audit(ctx, tx, by, "worker.unassign", workerID, "gebruiker "+userID)
	})
}
