package dossier

import (
	"context"
	"crypto/rand"
	"database/sql"
	"encoding/base32"
	"errors"
	"fmt"
	"strings"
)

// Recovery codes: enough for some lost telephones, and of so many random bits
// that a hash without salt is enough.
const (
	recoveryCodes = 10
	recoveryBytes = 10 // 80 bits
	recoveryGroup = 4  // characters between dashes
)

// AsksFactor reports whether people of the role must have a second factor:
// whoever works with the dossiers of others or runs the accounts. A worker sees
// the own dossier alone, a client no capacity.
func AsksFactor(r Role) bool { return r != RoleWorker && r != RoleClient }

// HasFactor reports whether the user set up more than a password: codes of an
// app, or a passkey.
func (s *Store) HasFactor(ctx context.Context, userID string) (bool, error) {
	var n int
	err := s.db.QueryRowContext(ctx, `SELECT (SELECT count(*) FROM second_factor WHERE user_id = ?1 AND confirmed_at IS NOT NULL)
		+ (SELECT count(*) FROM passkey WHERE user_id = ?1)`, userID).Scan(&n)
	if err != nil {
		return false, fmt.Errorf("second factor: %w", err)
	}
	return n > 0, nil
}

// RemoveFactors takes away every second factor of somebody who lost it: codes of an
// app, passkeys and recovery codes, so that who finds them has nothing; and ends
// every login, token and invitation. The next sign-in sets up a new one. For
// administrators, and not for the own account: its page asks for the password.
func (s *Store) RemoveFactors(ctx context.Context, by Actor, userID string) error {
	if !manages(by) || by.UserID == userID {
		return ErrDenied
	}
	if _, err := s.User(ctx, userID); err != nil {
		return err
	}
	return s.write(ctx, func(tx *sql.Tx) error {
		for _, table := range []string{"second_factor", "passkey", "recovery_code"} {
			if _, err := tx.ExecContext(ctx, `DELETE FROM `+table+` WHERE user_id = ?`, userID); err != nil {
				return fmt.Errorf("remove factors: %w", err)
			}
		}
		if err := s.endAccess(ctx, tx, userID, ""); err != nil {
			return err
		}
		return s.audit(ctx, tx, by, "factor.lost", "", "gebruiker "+userID)
	})
}

// NewRecoveryCodes makes new codes for the actor, to be shown once; older ones
// are worth nothing from then on.
func (s *Store) NewRecoveryCodes(ctx context.Context, by Actor) ([]string, error) {
	codes := make([]string, recoveryCodes)
	for i := range codes {
		raw := make([]byte, recoveryBytes)
		_, _ = rand.Read(raw) // crypto/rand.Read never fails since Go 1.24
		text := base32.StdEncoding.WithPadding(base32.NoPadding).EncodeToString(raw)
		for at := recoveryGroup; at < len(text); at += recoveryGroup + 1 {
			text = text[:at] + "-" + text[at:]
		}
		codes[i] = text
	}
	return codes, s.write(ctx, func(tx *sql.Tx) error {
		if _, err := tx.ExecContext(ctx, `DELETE FROM recovery_code WHERE user_id = ?`, by.UserID); err != nil {
			return fmt.Errorf("recovery codes: %w", err)
		}
		for _, c := range codes {
			if _, err := tx.ExecContext(ctx, `INSERT INTO recovery_code (hash, user_id, created_at) VALUES (?,?,?)`,
				recoveryHash(c), by.UserID, s.now().UnixMilli()); err != nil {
				return fmt.Errorf("recovery codes: %w", err)
			}
		}
		return s.audit(ctx, tx, by, "recovery.new", "", "")
	})
}

// recoveryHash is the hash of a code however it is typed.
func recoveryHash(code string) []byte {
	return tokenHash(strings.Map(func(r rune) rune {
		if r == '-' || r == ' ' {
			return -1
		}
		return r
	}, strings.ToUpper(code)))
}

// RecoveryLeft is how many codes of the user were not used yet.
func (s *Store) RecoveryLeft(ctx context.Context, userID string) (n int, err error) {
	if err := s.db.QueryRowContext(ctx, `SELECT count(*) FROM recovery_code WHERE user_id = ?`, userID).Scan(&n); err != nil {
		return 0, fmt.Errorf("recovery codes: %w", err)
	}
	return n, nil
}

// UseRecoveryCode takes a code in the place of the second factor at sign-in; it
// works once. A wrong one gives ErrSignIn.
func (s *Store) UseRecoveryCode(ctx context.Context, userID, code string) error {
	u, err := s.User(ctx, userID)
	if err != nil {
		return err
	}
	by := Actor{UserID: u.ID, Role: u.Role}
	err = s.changeUser(ctx, by, "recovery.used", u.ID, `DELETE FROM recovery_code WHERE hash = ? AND user_id = ?`, recoveryHash(code), u.ID)
	if errors.Is(err, ErrNotFound) {
		return errors.Join(ErrSignIn, s.note(ctx, by, "factor.refused", ""))
	}
	return err
}
