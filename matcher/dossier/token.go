package dossier

import (
	"context"
	"crypto/subtle"
	"database/sql"
	"errors"
	"fmt"
	"slices"
	"strings"
	"time"
)

// Scope is what a token of the API may be used for; the role of its user still
// decides what is seen.
type Scope string

// The scopes.
const (
	ScopeRead  Scope = "read"  // lists, vacancies, profiles
	ScopeWrite Scope = "write" // decisions, notes, profiles
	ScopeAdmin Scope = "admin" // accounts and sources
)

// Scopes lists all scopes.
var Scopes = []Scope{ScopeRead, ScopeWrite, ScopeAdmin}

// TokenTerm is the longest that a token may be good for.
const TokenTerm = 366 * 24 * time.Hour

// Token is a token of the API, without its secret.
type Token struct {
	ID      string    `json:"id"`
	UserID  string    `json:"user_id"`
	Name    string    `json:"name"`
	Scopes  []Scope   `json:"scopes"`
	Created time.Time `json:"created"`
	Expires time.Time `json:"expires"`
}

// May reports whether the token may be used for the scope.
func (t Token) May(s Scope) bool { return slices.Contains(t.Scopes, s) }

// NewToken makes a token of the actor's own. The secret is shown once and only
// its hash is kept.
func (s *Store) NewToken(ctx context.Context, by Actor, name string, scopes []Scope, expires time.Time) (secret string, t Token, err error) {
	now := s.now()
	switch {
	case len(scopes) == 0 || strings.TrimSpace(name) == "":
		return "", t, &InvalidError{Text: "Geef een naam en kies waarvoor de sleutel is."}
	case !expires.After(now) || expires.After(now.Add(TokenTerm)):
		return "", t, &InvalidError{Text: "Kies een einddatum binnen een jaar."}
	}
	texts := make([]string, len(scopes))
	for i, x := range scopes {
		if !slices.Contains(Scopes, x) || x == ScopeAdmin && !May(by.Role, DataAccounts) {
			return "", t, ErrDenied
		}
		texts[i] = string(x)
	}
	secret, hash := newToken()
	t = Token{ID: newID(), UserID: by.UserID, Name: strings.TrimSpace(name), Scopes: scopes, Created: now, Expires: expires.UTC()}
	return secret, t, s.write(ctx, func(tx *sql.Tx) error {
		_, err := tx.ExecContext(ctx, `INSERT INTO api_token (id, hash, user_id, name, scopes, created_at, expires_at) VALUES (?,?,?,?,?,?,?)`,
			t.ID, hash, t.UserID, t.Name, strings.Join(texts, " "), now.UnixMilli(), expires.UnixMilli())
		if err != nil {
			return fmt.Errorf("token: %w", err)
		}
		return s.audit(ctx, tx, by, "token.add", "", "sleutel "+t.ID+" voor "+strings.Join(texts, " "))
	})
}

const tokenColumns = `id, user_id, name, scopes, created_at, expires_at`

func scanToken(row interface{ Scan(...any) error }) (Token, error) {
	var t Token
	var scopes string
	var created, expires int64
	err := row.Scan(&t.ID, &t.UserID, &t.Name, &scopes, &created, &expires)
	for x := range strings.FieldsSeq(scopes) {
		t.Scopes = append(t.Scopes, Scope(x))
	}
	t.Created, t.Expires = time.UnixMilli(created).UTC(), time.UnixMilli(expires).UTC()
	return t, err
}

// TokenUser returns the token of a secret and its user, or ErrSignIn when it
// has ended, was revoked, or the account is closed.
func (s *Store) TokenUser(ctx context.Context, secret string) (User, Token, error) {
	t, err := scanToken(s.db.QueryRowContext(ctx,
		`SELECT `+tokenColumns+` FROM api_token WHERE hash = ? AND expires_at > ? AND revoked_at IS NULL`, tokenHash(secret), s.now().UnixMilli()))
	if errors.Is(err, sql.ErrNoRows) {
		return User{}, t, ErrSignIn
	}
	if err != nil {
		return User{}, t, fmt.Errorf("token: %w", err)
	}
	u, err := s.User(ctx, t.UserID)
	if err == nil && u.Disabled {
		err = ErrSignIn
	}
	return u, t, err
}

// Tokens lists the actor's own tokens; the administrator's list is of everybody.
func (s *Store) Tokens(ctx context.Context, by Actor) ([]Token, error) {
	rows, err := s.db.QueryContext(ctx, `SELECT `+tokenColumns+` FROM api_token
		WHERE revoked_at IS NULL AND expires_at > ? AND (user_id = ? OR ?) ORDER BY created_at`, s.now().UnixMilli(), by.UserID, manages(by))
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

// RevokeToken ends a token; its user or the administrator.
func (s *Store) RevokeToken(ctx context.Context, by Actor, id string) error {
	return s.changeUser(ctx, by, "token.revoke", by.UserID,
		`UPDATE api_token SET revoked_at = ? WHERE id = ? AND revoked_at IS NULL AND (user_id = ? OR ?)`, s.now().UnixMilli(), id, by.UserID, manages(by))
}

func constantEqual(a, b string) bool { return subtle.ConstantTimeCompare([]byte(a), []byte(b)) == 1 }
