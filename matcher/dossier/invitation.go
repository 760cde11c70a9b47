package dossier

import (
	"context"
	"database/sql"
	"errors"
	"fmt"
	"time"
)

// InvitationLife is how long an invitation is valid: long enough to be read
// after a weekend, short enough that an old message opens nothing.
const InvitationLife = 7 * 24 * time.Hour

// Invite makes a link secret with which the user chooses a password; earlier
// invitations of the user end. Administrators only.
func (s *Store) Invite(ctx context.Context, by Actor, userID string) (secret string, expires time.Time, err error) {
	if err := accountsOnly(by); err != nil {
		return "", expires, err
	}
	if _, err := s.User(ctx, userID); err != nil {
		return "", expires, err
	}
	secret, hash, err := newSecret("")
	if err != nil {
		return "", expires, err
	}
	now := s.now()
	expires = now.Add(InvitationLife)
	return secret, expires, s.write(ctx, func(tx *sql.Tx) error {
		if _, err := tx.ExecContext(ctx, `DELETE FROM invitation WHERE user_id = ? AND used_at IS NULL`, userID); err != nil {
			return fmt.Errorf("invite: %w", err)
		}
		if _, err := tx.ExecContext(ctx, `INSERT INTO invitation (hash, user_id, by_user, created_at, expires_at) VALUES (?,?,?,?,?)`,
			hash, userID, by.UserID, now.UnixMilli(), expires.UnixMilli()); err != nil {
			return fmt.Errorf("invite: %w", err)
		}
		return s.audit(ctx, tx, by, "user.invite", "", "gebruiker "+userID)
	})
}

// Invited returns whom an invitation is for. An unknown, used or expired one is
// ErrNotFound, and so is one of a closed account.
func (s *Store) Invited(ctx context.Context, secret string) (User, error) {
	var id string
	err := s.db.QueryRowContext(ctx, `SELECT user_id FROM invitation WHERE hash = ? AND used_at IS NULL AND expires_at > ?`,
		hashSecret(secret), s.now().UnixMilli()).Scan(&id)
	if errors.Is(err, sql.ErrNoRows) {
		return User{}, ErrNotFound
	}
	if err != nil {
		return User{}, fmt.Errorf("invitation: %w", err)
	}
	u, err := s.User(ctx, id)
	if err == nil && u.Disabled {
		return User{}, ErrNotFound
	}
	return u, err
}

// Accept sets the invited user's password and uses the invitation up.
func (s *Store) Accept(ctx context.Context, secret, password string) (User, error) {
	u, err := s.Invited(ctx, secret)
	if err != nil {
		return u, err
	}
	if len([]rune(password)) < MinPassword {
		return u, &InvalidError{Text: fmt.Sprintf("Kies een wachtwoord van ten minste %d tekens.", MinPassword)}
	}
	hash, err := HashPassword(password)
	if err != nil {
		return u, err
	}
	return u, s.write(ctx, func(tx *sql.Tx) error {
		r, err := tx.ExecContext(ctx, `UPDATE invitation SET used_at = ? WHERE hash = ? AND used_at IS NULL`, s.now().UnixMilli(), hashSecret(secret))
		if err != nil {
			return fmt.Errorf("accept: %w", err)
		}
		if n, err := r.RowsAffected(); err != nil || n == 0 {
			return errors.Join(err, ErrNotFound) // somebody else was first
		}
		if _, err := tx.ExecContext(ctx, `UPDATE user SET password_hash = ? WHERE id = ?`, hash, u.ID); err != nil {
			return fmt.Errorf("accept: %w", err)
		}
		return s.audit(ctx, tx, Actor{UserID: u.ID, Role: u.Role}, "user.accept", "", "")
	})
}

// SetDisabled closes an account or opens it again. Nobody closes the own
// account: then nobody might be left to open it.
func (s *Store) SetDisabled(ctx context.Context, by Actor, userID string, disabled bool) error {
	if err := accountsOnly(by); err != nil {
		return err
	}
	if by.UserID == userID {
		return &InvalidError{Text: "U kunt uw eigen account niet sluiten. Vraag een andere beheerder."}
	}
	action := map[bool]string{true: "user.disable", false: "user.enable"}[disabled]
	return s.write(ctx, func(tx *sql.Tx) error {
		r, err := tx.ExecContext(ctx, `UPDATE user SET disabled = ? WHERE id = ?`, disabled, userID)
		if err != nil {
			return fmt.Errorf("%s: %w", action, err)
		}
		if n, err := r.RowsAffected(); err != nil || n == 0 {
			return errors.Join(err, ErrNotFound)
		}
		return s.audit(ctx, tx, by, action, "", "gebruiker "+userID)
	})
}

func accountsOnly(by Actor) error {
	if by.Role != RoleSystem && !May(by.Role, DataAccounts) {
		return ErrDenied
	}
	return nil
}
