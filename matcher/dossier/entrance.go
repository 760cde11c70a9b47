package dossier

import (
	"context"
	"database/sql"
	"errors"
	"fmt"
	"time"
)

// Entrance tells of the ways into an account.
type Entrance struct {
	// Round counts how often every way in was ended at once: what was given in
	// an earlier round (a right password that waits for a code) is worth nothing.
	Round int64
	// Reset is when an administrator last had the password set anew; zero when
	// that never was.
	Reset time.Time
}

// Entrance returns the ways into the account of a user, or ErrNotFound.
func (s *Store) Entrance(ctx context.Context, userID string) (Entrance, error) {
	var a Entrance
	var reset int64
	err := s.db.QueryRowContext(ctx, `SELECT access_round, reset_at FROM user WHERE id = ?`, userID).Scan(&a.Round, &reset)
	if errors.Is(err, sql.ErrNoRows) {
		return a, ErrNotFound
	}
	if err != nil {
		return a, fmt.Errorf("access: %w", err)
	}
	if reset > 0 {
		a.Reset = time.UnixMilli(reset).UTC()
	}
	return a, nil
}

// endAccess ends every way in that the user was given before: logins (but one,
// "" is none), tokens of the API, invitations, and sign-ins that wait for a
// code. Whoever had the old password may have made them.
func (s *Store) endAccess(ctx context.Context, tx *sql.Tx, userID, keepLogin string) error {
	for _, x := range []struct {
		query string
		args  []any
	}{
		{`UPDATE user SET access_round = access_round + 1 WHERE id = ?`, []any{userID}},
		{`DELETE FROM login WHERE user_id = ? AND id <> ?`, []any{userID, keepLogin}},
		{`DELETE FROM invitation WHERE user_id = ?`, []any{userID}},
		{`UPDATE api_token SET revoked_at = ? WHERE user_id = ? AND revoked_at IS NULL`, []any{s.now().UnixMilli(), userID}},
	} {
		if _, err := tx.ExecContext(ctx, x.query, x.args...); err != nil {
			return fmt.Errorf("end access: %w", err)
		}
	}
	return nil
}

// CheckPassword asks the actor once more who it is. A wrong password is
// ErrSignIn, and stands in the audit.
func (s *Store) CheckPassword(ctx context.Context, by Actor, password string) error {
	var hash string
	err := s.db.QueryRowContext(ctx, `SELECT password_hash FROM user WHERE id = ? AND disabled = 0`, by.UserID).Scan(&hash)
	if errors.Is(err, sql.ErrNoRows) {
		return ErrNotFound
	}
	if err != nil {
		return fmt.Errorf("password: %w", err)
	}
	if !checkPassword(hash, password) {
		return errors.Join(ErrSignIn, s.note(ctx, by, "password.refused", ""))
	}
	return nil
}

// ChangePassword sets a new password of the actor after checking the old one,
// and ends every other way in. A wrong old password is ErrSignIn, a short new
// one an *InvalidError.
func (s *Store) ChangePassword(ctx context.Context, by Actor, old, password, keepLogin string) error {
	if err := s.CheckPassword(ctx, by, old); err != nil {
		return err
	}
	if len([]rune(password)) < MinPassword {
		return &InvalidError{Text: fmt.Sprintf("Kies een wachtwoord van ten minste %d tekens.", MinPassword)}
	}
	next, err := HashPassword(password)
	if err != nil {
		return err
	}
	return s.write(ctx, func(tx *sql.Tx) error {
		if _, err := tx.ExecContext(ctx, `UPDATE user SET password_hash = ? WHERE id = ?`, next, by.UserID); err != nil {
			return fmt.Errorf("password: %w", err)
		}
		if err := s.endAccess(ctx, tx, by.UserID, keepLogin); err != nil {
			return err
		}
		return s.audit(ctx, tx, by, "password.change", "", "")
	})
}

// SetPassword gives a user a new password and ends every way in; for the
// administrator. A user gives the old one too: see ChangePassword.
func (s *Store) SetPassword(ctx context.Context, by Actor, userID, password string) error {
	if !manages(by) {
		return ErrDenied
	}
	hash, err := HashPassword(password)
	if err != nil {
		return err
	}
	return s.write(ctx, func(tx *sql.Tx) error {
		if err := s.setUser(ctx, tx, by, "user.password", userID,
			`UPDATE user SET password_hash = ?, reset_at = ? WHERE id = ?`, hash, s.now().UnixMilli(), userID); err != nil {
			return err
		}
		return s.endAccess(ctx, tx, userID, "")
	})
}

// Disable closes an account or opens it again. Closing ends every way in, so
// that opening brings back none. An administrator cannot close the own account:
// nobody could open it.
func (s *Store) Disable(ctx context.Context, by Actor, userID string, disabled bool) error {
	if !manages(by) || by.UserID == userID {
		return ErrDenied
	}
	action := "user.enable"
	if disabled {
		action = "user.disable"
	}
	return s.write(ctx, func(tx *sql.Tx) error {
		err := s.setUser(ctx, tx, by, action, userID, `UPDATE user SET disabled = ? WHERE id = ?`, disabled, userID)
		if err != nil || !disabled {
			return err
		}
		return s.endAccess(ctx, tx, userID, "")
	})
}
