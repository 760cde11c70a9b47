package dossier

import (
	"context"
	"crypto/rand"
	"crypto/sha256"
	"database/sql"
	"encoding/base64"
	"errors"
	"fmt"
	"time"
)

// InvitationTerm is how long an invitation to set a password is good for.
const InvitationTerm = 7 * 24 * time.Hour

// newToken makes a secret of 256 random bits and the hash to keep. A hash
// without salt is enough: such a secret cannot be guessed.
func newToken() (text string, hash []byte) {
	raw := make([]byte, 32)
	_, _ = rand.Read(raw) // crypto/rand.Read never fails since Go 1.24
	text = base64.RawURLEncoding.EncodeToString(raw)
	return text, tokenHash(text)
}

func tokenHash(text string) []byte {
	h := sha256.Sum256([]byte(text))
	return h[:]
}

// manages reports whether the actor runs the accounts.
func manages(a Actor) bool { return a.Role == RoleSystem || May(a.Role, DataAccounts) }

// self reports whether the actor is the user, or runs the accounts.
func self(a Actor, userID string) bool { return a.UserID == userID || manages(a) }

// changeUser runs one statement on a user and notes it; ErrNotFound when there
// is no such user.
func (s *Store) changeUser(ctx context.Context, by Actor, action, userID, query string, args ...any) error {
	return s.write(ctx, func(tx *sql.Tx) error { return s.setUser(ctx, tx, by, action, userID, query, args...) })
}

// setUser is changeUser inside a transaction.
func (s *Store) setUser(ctx context.Context, tx *sql.Tx, by Actor, action, userID, query string, args ...any) error {
	r, err := tx.ExecContext(ctx, query, args...)
	if err != nil {
		return fmt.Errorf("%s: %w", action, err)
	}
	if n, err := r.RowsAffected(); err != nil || n == 0 {
		return errors.Join(ErrNotFound, err)
	}
	return s.audit(ctx, tx, by, action, "", "gebruiker "+userID)
}

// Invite makes a secret with which the user can set a password once, and when
// it ends. An older invitation of the user is worth nothing from then on.
func (s *Store) Invite(ctx context.Context, by Actor, userID string) (token string, expires time.Time, err error) {
	if !manages(by) {
		return "", expires, ErrDenied
	}
	if _, err := s.User(ctx, userID); err != nil {
		return "", expires, err
	}
	token, hash := newToken()
	expires = s.now().Add(InvitationTerm)
	return token, expires, s.write(ctx, func(tx *sql.Tx) error {
		if _, err := tx.ExecContext(ctx, `DELETE FROM invitation WHERE user_id = ? OR expires_at <= ?`, userID, s.now().UnixMilli()); err != nil {
			return fmt.Errorf("invite: %w", err)
		}
		_, err := tx.ExecContext(ctx, `INSERT INTO invitation (hash, user_id, by_user, created_at, expires_at) VALUES (?,?,?,?,?)`,
			hash, userID, by.UserID, s.now().UnixMilli(), expires.UnixMilli())
		if err != nil {
			return fmt.Errorf("invite: %w", err)
		}
		return s.audit(ctx, tx, by, "user.invite", "", "gebruiker "+userID)
	})
}

// Invited returns the user that an invitation is for, or ErrSignIn when it is
// not good any more.
func (s *Store) Invited(ctx context.Context, token string) (User, error) {
	u, err := scanUser(s.db.QueryRowContext(ctx, `SELECT `+userColumns+` FROM user WHERE disabled = 0 AND id =
		(SELECT user_id FROM invitation WHERE hash = ? AND expires_at > ?)`, tokenHash(token), s.now().UnixMilli()))
	if errors.Is(err, ErrNotFound) {
		return u, ErrSignIn
	}
	return u, err
}

// AcceptInvitation sets the password of the invited user, uses up the
// invitation and ends every other way in. It signs nobody in.
func (s *Store) AcceptInvitation(ctx context.Context, token, password string) (User, error) {
	u, err := s.Invited(ctx, token)
	if err != nil {
		return u, err
	}
	hash, err := HashPassword(password)
	if err != nil {
		return u, err
	}
	return u, s.write(ctx, func(tx *sql.Tx) error {
		// Two that accept at once: the second finds nothing to delete.
		r, err := tx.ExecContext(ctx, `DELETE FROM invitation WHERE hash = ?`, tokenHash(token))
		if err != nil {
			return fmt.Errorf("invitation: %w", err)
		}
		if n, err := r.RowsAffected(); err != nil || n == 0 {
			return errors.Join(ErrSignIn, err)
		}
		// A first password is no reset.
		if _, err := tx.ExecContext(ctx, `UPDATE user SET password_hash = ?, reset_at = iif(password_hash = '', 0, ?) WHERE id = ?`,
			hash, s.now().UnixMilli(), u.ID); err != nil {
			return fmt.Errorf("invitation: %w", err)
		}
		// Who came in with the old password does not any more.
		if err := s.endAccess(ctx, tx, u.ID, ""); err != nil {
			return err
		}
		return s.audit(ctx, tx, Actor{UserID: u.ID, Role: u.Role}, "user.accept", "", "")
	})
}
