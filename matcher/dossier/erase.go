package dossier

import (
	"context"
	"database/sql"
	"encoding/json"
	"errors"
	"fmt"
	"time"
)

// Proof says what an erasure removed; it holds nothing of the person.
type Proof struct {
	WorkerID string         `json:"worker_id"`
	At       time.Time      `json:"at"`
	By       string         `json:"by"`
	Reason   string         `json:"reason"`
	Rows     map[string]int `json:"rows"`
	// KeyGone is true when the dossier's key no longer exists: no backup of the
	// dossier can be read any more.
	KeyGone bool `json:"key_gone"`
	// Backups says of every folder with backups whether the key is gone there:
	// "" when it is, otherwise what went wrong. The next backup tries again.
	Backups map[string]string `json:"backups,omitempty"`
}

// HoldError: the dossier is under legal hold and may not be erased.
type HoldError struct{ Reason string }

func (e *HoldError) Error() string { return "legal hold: " + e.Reason }

// Erase destroys the key of a dossier and removes every row of it. The order
// matters: once the key is gone nothing can be read, also when the machine stops
// before the rows are removed; erasing again finishes the work. Only the privacy
// officer erases, and not under legal hold; what is due goes by Sweep.
func (s *Store) Erase(ctx context.Context, by Actor, workerID string) (Proof, error) {
	if by.Role != RolePrivacyOfficer {
		return Proof{}, ErrDenied
	}
	if err := wantReason(by.Reason, "Geef de reden van het wissen."); err != nil {
		return Proof{}, err
	}
	return s.erase(ctx, by, workerID)
}

// erase is Erase for who may.
func (s *Store) erase(ctx context.Context, by Actor, workerID string) (Proof, error) {
	p := Proof{WorkerID: workerID, At: s.now(), By: by.UserID, Reason: by.Reason, Rows: map[string]int{}}
	var hold string
	err := s.db.QueryRowContext(ctx, `SELECT legal_hold FROM worker WHERE id = ?`, workerID).Scan(&hold)
	switch {
	case errors.Is(err, sql.ErrNoRows):
		return p, ErrNotFound
	case err != nil:
		return p, fmt.Errorf("erase: %w", err)
	case hold != "":
		return p, &HoldError{hold}
	}
	if _, err := s.keys.ExecContext(ctx, `DELETE FROM data_key WHERE worker_id = ?`, workerID); err != nil {
		return p, fmt.Errorf("erase: %w", err)
	}
	if err := s.write(ctx, func(tx *sql.Tx) error { return s.removeRows(ctx, tx, by, &p) }); err != nil {
		return p, err
	}
	// The write-ahead log still holds the pages that were removed.
	for _, db := range []*sql.DB{s.keys, s.db} {
		if _, err := db.ExecContext(ctx, `PRAGMA wal_checkpoint(TRUNCATE)`); err != nil {
			return p, fmt.Errorf("erase: %w", err)
		}
	}
	_, err = s.dataKey(ctx, workerID)
	p.KeyGone = errors.Is(err, ErrErased)
	if p.Backups, err = s.renewBackups(ctx); err != nil {
		return p, err
	}
	return p, nil
}

// removeRows removes every row of the dossier and keeps the proof.
func (s *Store) removeRows(ctx context.Context, tx *sql.Tx, by Actor, p *Proof) error {
	if err := s.removeAccount(ctx, tx, p.WorkerID); err != nil {
		return err
	}
	for _, table := range []string{"record", "profile", "capacity", "assignment", "draft"} {
		r, err := tx.ExecContext(ctx, `DELETE FROM `+table+` WHERE worker_id = ?`, p.WorkerID)
		if err != nil {
			return fmt.Errorf("erase %s: %w", table, err)
		}
		n, err := r.RowsAffected()
		if err != nil {
			return fmt.Errorf("erase %s: %w", table, err)
		}
		p.Rows[table] = int(n)
	}
	if _, err := tx.ExecContext(ctx, `UPDATE worker SET label = '', erased_at = ? WHERE id = ?`, p.At.UnixMilli(), p.WorkerID); err != nil {
		return fmt.Errorf("erase: %w", err)
	}
	counts, err := json.Marshal(p.Rows)
	if err != nil {
		return fmt.Errorf("erase: %w", err)
	}
	if _, err := tx.ExecContext(ctx, `INSERT OR REPLACE INTO erasure (worker_id, at, by_user, reason, counts) VALUES (?,?,?,?,?)`,
		p.WorkerID, p.At.UnixMilli(), p.By, p.Reason, string(counts)); err != nil {
		return fmt.Errorf("erase: %w", err)
	}
	return s.audit(ctx, tx, by, "worker.erase", p.WorkerID, "")
}

// removeAccount closes the worker's own account and takes every trace of a
// person out of it. The row stays, because the audit names its random id.
func (s *Store) removeAccount(ctx context.Context, tx *sql.Tx, workerID string) error {
	const own = `(SELECT a.user_id FROM assignment a JOIN user u ON u.id = a.user_id WHERE u.role = 'worker' AND a.worker_id = ?)`
	for _, query := range []string{
		`DELETE FROM login WHERE user_id IN ` + own, `DELETE FROM invitation WHERE user_id IN ` + own,
		`DELETE FROM second_factor WHERE user_id IN ` + own, `DELETE FROM passkey WHERE user_id IN ` + own,
		`DELETE FROM api_token WHERE user_id IN ` + own, `DELETE FROM recovery_code WHERE user_id IN ` + own,
		`UPDATE user SET disabled = 1, login = id, label = '', password_hash = '' WHERE id IN ` + own,
	} {
		if _, err := tx.ExecContext(ctx, query, workerID); err != nil {
			return fmt.Errorf("erase account: %w", err)
		}
	}
	return nil
}

// wantReason asks a reason that may stand in the audit: without health words.
func wantReason(reason, otherwise string) error {
	if err := wantText(reason, otherwise); err != nil {
		return err
	}
	return guard("", inside(reason))
}

// End marks the end of a trajectory, from which retention counts; a zero time
// opens it again.
func (v *View) End(ctx context.Context, workerID string, at time.Time) error {
	if v.a.Role != RoleCoach {
		return ErrDenied
	}
	if err := v.allow(ctx, DataDecisions, workerID); err != nil {
		return err
	}
	action, ended := "worker.end", sql.NullInt64{Int64: at.UnixMilli(), Valid: !at.IsZero()}
	if at.IsZero() {
		action = "worker.reopen"
	}
	return v.s.write(ctx, func(tx *sql.Tx) error {
		// Another end is announced anew.
		if _, err := tx.ExecContext(ctx, `UPDATE worker SET ended_at = ?, warned_at = 0 WHERE id = ?`, ended, workerID); err != nil {
			return fmt.Errorf("end: %w", err)
		}
		return v.s.audit(ctx, tx, v.a, action, workerID, "")
	})
}

// Hold keeps a dossier from erasure for a reason, or lifts that with none; what
// is due then is announced anew.
func (s *Store) Hold(ctx context.Context, by Actor, workerID, reason string) error {
	if by.Role != RolePrivacyOfficer {
		return ErrDenied
	}
	if err := guard("", inside(reason)); err != nil {
		return err
	}
	return s.write(ctx, func(tx *sql.Tx) error {
		r, err := tx.ExecContext(ctx, `UPDATE worker SET legal_hold = ?, warned_at = 0 WHERE id = ? AND erased_at IS NULL`, reason, workerID)
		if err != nil {
			return fmt.Errorf("hold: %w", err)
		}
		if n, err := r.RowsAffected(); err != nil || n == 0 {
			return errors.Join(ErrNotFound, err) // nobody may believe that a hold stands where none does
		}
		return s.audit(ctx, tx, by, "worker.hold", workerID, reason)
	})
}
