package dossier

import (
	"context"
	"crypto/rand"
	"crypto/sha256"
	"database/sql"
	"encoding/base64"
	"errors"
	"fmt"
	"slices"
	"strings"
	"time"
)

// Scope is a part of the API that a token opens. A token never opens more than
// its user may see.
type Scope string

// The scopes.
const (
	ScopeVacancies Scope = "vacancies" // vacancies and search
	ScopeWorkers   Scope = "workers"   // workers and their profiles
	ScopeMatches   Scope = "matches"   // matches, employers, distance, what-if
	ScopeDecisions Scope = "decisions" // decisions, reading and writing
	ScopeSources   Scope = "sources"   // sources and crawl runs
)

// Scopes lists all scopes in the order of the form.
var Scopes = []Scope{ScopeVacancies, ScopeWorkers, ScopeMatches, ScopeDecisions, ScopeSources}

// MaxTokenLife is the longest that a token is valid: a year, so that a forgotten
// one does not open dossiers for ever.
const MaxTokenLife = 366 * 24 * time.Hour

// tokenPrefix makes a leaked token easy to find for scanners of secrets.
const tokenPrefix = "passend_"

// secretBytes is the length of a token or invitation; it cannot be guessed.
const secretBytes = 32

// Token is a personal key to the API. The secret itself is shown once and kept
// as a hash only.
type Token struct {
	ID      string    `json:"id"`
	UserID  string    `json:"user_id"`
	Name    string    `json:"name"`
	Scopes  []Scope   `json:"scopes"`
	Created time.Time `json:"created"`
	Expires time.Time `json:"expires"`
	Used    time.Time `json:"used,omitzero"`
	Revoked time.Time `json:"revoked,omitzero"`
}

// Has reports whether the token opens the scope.
func (t *Token) Has(s Scope) bool { return slices.Contains(t.Scopes, s) }

func newSecret(prefix string) (secret string, hash []byte, err error) {
	b := make([]byte, secretBytes)
	if _, err := rand.Read(b); err != nil {
		return "", nil, fmt.Errorf("secret: %w", err)
	}
	secret = prefix + base64.RawURLEncoding.EncodeToString(b)
	return secret, hashSecret(secret), nil
}

// hashSecret needs no salt: a secret of 256 random bits is not guessed.
func hashSecret(secret string) []byte {
	h := sha256.Sum256([]byte(secret))
	return h[:]
}

// NewToken makes a token for the actor. It returns the secret, which is not
// kept. A token without a name, scopes or a future expiry is an *InvalidError.
func (s *Store) NewToken(ctx context.Context, by Actor, name string, scopes []Scope, expires time.Time) (Token, string, error) {
	name = strings.TrimSpace(name)
	now := s.now()
	switch {
	case name == "":
		return Token{}, "", &InvalidError{Text: "Geef de sleutel een naam, zodat u hem later herkent."}
	case len(scopes) == 0:
		return Token{}, "", &InvalidError{Text: "Kies ten minste één onderdeel dat de sleutel opent."}
	case !expires.After(now) || expires.After(now.Add(MaxTokenLife)):
		return Token{}, "", &InvalidError{Text: "Kies een einddatum vanaf morgen tot over een jaar."}
	}
	for _, x := range scopes {
		if !slices.Contains(Scopes, x) {
			return Token{}, "", &InvalidError{Text: "Dit onderdeel bestaat niet: " + string(x)}
		}
	}
	secret, hash, err := newSecret(tokenPrefix)
	if err != nil {
		return Token{}, "", err
	}
	t := Token{ID: newID(), UserID: by.UserID, Name: name, Scopes: scopes, Created: now, Expires: expires.UTC()}
	err = s.write(ctx, func(tx *sql.Tx) error {
		_, err := tx.ExecContext(ctx, `INSERT INTO api_token (id, user_id, name, hash, scopes, created_at, expires_at) VALUES (?,?,?,?,?,?,?)`,
			t.ID, t.UserID, t.Name, hash, joinScopes(scopes), now.UnixMilli(), t.Expires.UnixMilli())
		if err != nil {
			return fmt.Errorf("token: %w", err)
		}
		return s.audit(ctx, tx, by, "token.add", "", "sleutel "+t.ID+" voor "+joinScopes(scopes))
	})
	return t, secret, err
}

// Tokens lists the actor's own tokens, newest first.
func (s *Store) Tokens(ctx context.Context, by Actor) ([]Token, error) {
	rows, err := s.db.QueryContext(ctx, `SELECT `+tokenColumns+` FROM api_token WHERE user_id = ? ORDER BY created_at DESC, id`, by.UserID)
	if err != nil {
		return nil, fmt.Errorf("tokens: %w", err)
	}
	defer rows.Close()
	var all []Token
	for rows.Next() {
		t, err := scanToken(rows)
		if err != nil {
			return nil, fmt.Errorf("tokens: %w", err)
		}
		all = append(all, t)
	}
	return all, rows.Err()
}

// RevokeToken ends one of the actor's own tokens at once.
func (s *Store) RevokeToken(ctx context.Context, by Actor, id string) error {
	return s.write(ctx, func(tx *sql.Tx) error {
		r, err := tx.ExecContext(ctx, `UPDATE api_token SET revoked_at = ? WHERE id = ? AND user_id = ? AND revoked_at IS NULL`,
			s.now().UnixMilli(), id, by.UserID)
		if err != nil {
			return fmt.Errorf("revoke token: %w", err)
		}
		if n, err := r.RowsAffected(); err != nil || n == 0 {
			return errors.Join(err, ErrNotFound)
		}
		return s.audit(ctx, tx, by, "token.revoke", "", "sleutel "+id)
	})
}

// UseToken finds who a secret belongs to. An unknown, ended or expired one, or
// one of a closed account, is ErrSignIn.
func (s *Store) UseToken(ctx context.Context, secret string) (User, Token, error) {
	if !strings.HasPrefix(secret, tokenPrefix) {
		return User{}, Token{}, ErrSignIn
	}
	t, err := scanToken(s.db.QueryRowContext(ctx, `SELECT `+tokenColumns+` FROM api_token WHERE hash = ?`, hashSecret(secret)))
	if errors.Is(err, sql.ErrNoRows) {
		return User{}, Token{}, ErrSignIn
	}
	if err != nil {
		return User{}, Token{}, fmt.Errorf("token: %w", err)
	}
	now := s.now()
	u, err := s.User(ctx, t.UserID)
	if err != nil || u.Disabled || !t.Revoked.IsZero() || !now.Before(t.Expires) {
		return User{}, Token{}, errors.Join(ErrSignIn, err)
	}
	// To the hour: a write for every request would make reading slow.
	if now.Sub(t.Used) > time.Hour {
		if _, err := s.db.ExecContext(ctx, `UPDATE api_token SET used_at = ? WHERE id = ?`, now.UnixMilli(), t.ID); err != nil {
			return User{}, Token{}, fmt.Errorf("token: %w", err)
		}
		t.Used = now
	}
	return u, t, nil
}

const tokenColumns = `id, user_id, name, scopes, created_at, expires_at, used_at, revoked_at`

func scanToken(row interface{ Scan(...any) error }) (Token, error) {
	var t Token
	var scopes string
	var created, expires int64
	var used, revoked sql.NullInt64
	err := row.Scan(&t.ID, &t.UserID, &t.Name, &scopes, &created, &expires, &used, &revoked)
	for _, x := range strings.Fields(scopes) {
		t.Scopes = append(t.Scopes, Scope(x))
	}
	t.Created, t.Expires = fromMillis(created), fromMillis(expires)
	if used.Valid {
		t.Used = fromMillis(used.Int64)
	}
	if revoked.Valid {
		t.Revoked = fromMillis(revoked.Int64)
	}
	return t, err
}

func joinScopes(all []Scope) string {
	var texts []string
	for _, x := range all {
		texts = append(texts, string(x))
	}
	return strings.Join(texts, " ")
}

func fromMillis(ms int64) time.Time { return time.UnixMilli(ms).UTC() }
