package dossier

import (
	"context"
	"crypto/rand"
	"database/sql"
	"encoding/base32"
	"errors"
	"fmt"
	"strings"
	"time"

	"github.com/pquerna/otp/totp"

	"passend/index/sqlite"
)

// Time-based one-time passwords (RFC 6238): six digits of thirty seconds, one
// step of skew for a clock that is off.
const (
	totpStep = 30 // seconds
	totpSkew = 1  // steps
	issuer   = "Passend"
)

// StartTOTP makes a new secret for the actor, to be confirmed with a first
// code. The address is for a QR code. A factor that is in use stays until then.
func (s *Store) StartTOTP(ctx context.Context, by Actor) (secret, address string, err error) {
	u, err := s.User(ctx, by.UserID)
	if err != nil {
		return "", "", err
	}
	key, err := totp.Generate(totp.GenerateOpts{Issuer: issuer, AccountName: u.Login, Period: totpStep, Rand: rand.Reader})
	if err != nil {
		return "", "", fmt.Errorf("second factor: %w", err)
	}
	sealed, err := seal(s.root.derive("totp"), []byte(key.Secret()), u.ID)
	if err != nil {
		return "", "", fmt.Errorf("second factor: %w", err)
	}
	return key.Secret(), key.URL(), s.write(ctx, func(tx *sql.Tx) error {
		r, err := tx.ExecContext(ctx, `INSERT INTO second_factor (user_id, secret) VALUES (?,?)
			ON CONFLICT (user_id) DO UPDATE SET secret = excluded.secret WHERE confirmed_at IS NULL`, u.ID, sealed)
		if err != nil {
			return fmt.Errorf("second factor: %w", err)
		}
		if n, err := r.RowsAffected(); err != nil || n == 0 {
			return errors.Join(ErrTaken, err)
		}
		return s.audit(ctx, tx, by, "factor.start", "", "")
	})
}

// ConfirmTOTP puts the actor's new factor in use when the code is right.
func (s *Store) ConfirmTOTP(ctx context.Context, by Actor, code string) error {
	return s.useCode(ctx, by, code, "factor.confirm", false)
}

// CheckTOTP checks a code at sign-in, and that it was not used before. A wrong
// one gives ErrSignIn.
func (s *Store) CheckTOTP(ctx context.Context, userID, code string) error {
	u, err := s.User(ctx, userID)
	if err != nil {
		return err
	}
	return s.useCode(ctx, Actor{UserID: u.ID, Role: u.Role}, code, "factor.used", true)
}

func (s *Store) useCode(ctx context.Context, by Actor, code, action string, confirmed bool) error {
	var sealed []byte
	var last int64
	err := s.db.QueryRowContext(ctx, `SELECT secret, last_step FROM second_factor WHERE user_id = ? AND (confirmed_at IS NOT NULL) = ?`,
		by.UserID, confirmed).Scan(&sealed, &last)
	if errors.Is(err, sql.ErrNoRows) {
		return ErrSignIn
	}
	if err != nil {
		return fmt.Errorf("second factor: %w", err)
	}
	secret, err := open(s.root.derive("totp"), sealed, by.UserID)
	if err != nil {
		return fmt.Errorf("second factor: %w", err)
	}
	step := stepOf(string(secret), strings.TrimSpace(code), s.now(), last)
	if step == 0 {
		return errors.Join(ErrSignIn, s.note(ctx, by, "factor.refused", ""))
	}
	// last_step makes a code good for one use, also for two at the same time.
	err = s.changeUser(ctx, by, action, by.UserID,
		`UPDATE second_factor SET last_step = ?, confirmed_at = coalesce(confirmed_at, ?) WHERE user_id = ? AND last_step < ?`,
		step, s.now().UnixMilli(), by.UserID, step)
	if errors.Is(err, ErrNotFound) {
		return ErrSignIn
	}
	return err
}

// stepOf returns the time step that the code is of, later than last, or 0.
func stepOf(secret, code string, now time.Time, last int64) int64 {
	current := now.Unix() / totpStep
	for step := current - totpSkew; step <= current+totpSkew; step++ {
		want, err := totp.GenerateCode(secret, time.Unix(step*totpStep, 0))
		if err == nil && step > last && constantEqual(want, code) {
			return step
		}
	}
	return 0
}

// HasTOTP reports whether sign-in of the user asks for a code.
func (s *Store) HasTOTP(ctx context.Context, userID string) (bool, error) {
	var n int
	err := s.db.QueryRowContext(ctx, `SELECT count(*) FROM second_factor WHERE user_id = ? AND confirmed_at IS NOT NULL`, userID).Scan(&n)
	if err != nil {
		return false, fmt.Errorf("second factor: %w", err)
	}
	return n > 0, nil
}

// RemoveTOTP takes the second factor of a user away; the user itself or the
// administrator, when a telephone is lost.
func (s *Store) RemoveTOTP(ctx context.Context, by Actor, userID string) error {
	if !self(by, userID) {
		return ErrDenied
	}
	return s.changeUser(ctx, by, "factor.remove", userID, `DELETE FROM second_factor WHERE user_id = ?`, userID)
}

// Passkey is a public-key credential of a user (WebAuthn). It holds no secret.
type Passkey struct {
	ID     []byte
	UserID string
	Name   string
	// Credential is the credential as the web keeps it.
	Credential []byte
	Created    time.Time
	Used       *time.Time
}

// AddPasskey keeps a new credential of the actor.
func (s *Store) AddPasskey(ctx context.Context, by Actor, id []byte, name string, credential []byte) error {
	return s.write(ctx, func(tx *sql.Tx) error {
		_, err := tx.ExecContext(ctx, `INSERT INTO passkey (id, user_id, name, credential, created_at) VALUES (?,?,?,?,?)`,
			id, by.UserID, name, credential, s.now().UnixMilli())
		if sqlite.IsUnique(err) {
			return ErrTaken
		}
		if err != nil {
			return fmt.Errorf("passkey: %w", err)
		}
		return s.audit(ctx, tx, by, "passkey.add", "", "sleutel "+passkeyName(id))
	})
}

// Passkeys lists the credentials of a user; of nobody when the user is closed.
func (s *Store) Passkeys(ctx context.Context, userID string) ([]Passkey, error) {
	rows, err := s.db.QueryContext(ctx, `SELECT id, user_id, name, credential, created_at, used_at FROM passkey
		WHERE user_id = ? AND user_id IN (SELECT id FROM user WHERE disabled = 0) ORDER BY created_at`, userID)
	if err != nil {
		return nil, fmt.Errorf("passkeys: %w", err)
	}
	defer rows.Close()
	var all []Passkey
	for rows.Next() {
		var p Passkey
		var created int64
		var used sql.NullInt64
		if err := rows.Scan(&p.ID, &p.UserID, &p.Name, &p.Credential, &created, &used); err != nil {
			return nil, fmt.Errorf("passkeys: %w", err)
		}
		p.Created, p.Used = time.UnixMilli(created).UTC(), optionalTime(used)
		all = append(all, p)
	}
	return all, rows.Err()
}

// UsedPasskey keeps the credential with its new counter after a sign-in.
func (s *Store) UsedPasskey(ctx context.Context, userID string, id, credential []byte) error {
	u, err := s.User(ctx, userID)
	if err != nil {
		return err
	}
	return s.changeUser(ctx, Actor{UserID: u.ID, Role: u.Role}, "signin", u.ID,
		`UPDATE passkey SET credential = ?, used_at = ? WHERE id = ? AND user_id = ?`, credential, s.now().UnixMilli(), id, u.ID)
}

// RemovePasskey takes a credential away; the user itself or the administrator.
func (s *Store) RemovePasskey(ctx context.Context, by Actor, userID string, id []byte) error {
	if !self(by, userID) {
		return ErrDenied
	}
	return s.changeUser(ctx, by, "passkey.remove", userID, `DELETE FROM passkey WHERE id = ? AND user_id = ?`, id, userID)
}

// passkeyName is the short form of an id for the audit.
func passkeyName(id []byte) string {
	return strings.ToLower(base32.StdEncoding.WithPadding(base32.NoPadding).EncodeToString(id[:min(len(id), 5)]))
}

func optionalTime(ms sql.NullInt64) *time.Time {
	if !ms.Valid {
		return nil
	}
	t := time.UnixMilli(ms.Int64).UTC()
	return &t
}
