package dossier

import (
	"context"
	"database/sql"
	"fmt"
	"time"
	"unicode/utf8"
)

// Login is one place where an account is open.
type Login struct {
	ID string `json:"id"`
	// Agent is what the browser calls itself.
	Agent   string    `json:"agent,omitempty"`
	Created time.Time `json:"created"`
	Seen    time.Time `json:"seen"`
}

const (
	// loginAge is the longest that a login can last; older rows are removed.
	loginAge = 24 * time.Hour
	// seenStep keeps a page view from being a write: it is noted once a minute.
	seenStep = time.Minute
	// maxAgent bounds what a browser can make the store keep, in bytes.
	maxAgent = 200
)

// OpenLogin notes that a user signed in with a browser and returns the id of
// the login.
func (s *Store) OpenLogin(ctx context.Context, userID, agent string) (string, error) {
	if len(agent) > maxAgent {
		agent = agent[:maxAgent]
	}
	for !utf8.ValidString(agent) {
		agent = agent[:len(agent)-1]
	}
	id, now := newID(), s.now()
	return id, s.write(ctx, func(tx *sql.Tx) error {
		if _, err := tx.ExecContext(ctx, `DELETE FROM login WHERE created_at < ?`, now.Add(-loginAge).UnixMilli()); err != nil {
			return fmt.Errorf("login: %w", err)
		}
		_, err := tx.ExecContext(ctx, `INSERT INTO login (id, user_id, agent, created_at, seen_at) VALUES (?,?,?,?,?)`,
			id, userID, agent, now.UnixMilli(), now.UnixMilli())
		if err != nil {
			return fmt.Errorf("login: %w", err)
		}
		return nil
	})
}

// LoginUser returns the user of a login. It fails with ErrNotFound when the
// login was ended or the account closed.
func (s *Store) LoginUser(ctx context.Context, loginID string) (User, error) {
	var seen int64
	u, err := scanUser(s.db.QueryRowContext(ctx, `SELECT `+qualified+`, login.seen_at FROM login JOIN user ON user.id = login.user_id
		WHERE login.id = ? AND user.disabled = 0`, loginID), &seen)
	if err != nil {
		return User{}, err
	}
	if now := s.now(); now.Sub(time.UnixMilli(seen)) >= seenStep {
		if _, err := s.db.ExecContext(ctx, `UPDATE login SET seen_at = ? WHERE id = ?`, now.UnixMilli(), loginID); err != nil {
			return User{}, fmt.Errorf("login: %w", err)
		}
	}
	return u, nil
}

// qualified names the columns of scanUser in a join.
const qualified = `user.id, user.login, user.role, user.label, user.language, user.theme, user.disabled, user.created_at`

// Logins lists where an account is open, the newest first.
func (s *Store) Logins(ctx context.Context, userID string) ([]Login, error) {
	rows, err := s.db.QueryContext(ctx, `SELECT id, agent, created_at, seen_at FROM login
		WHERE user_id = ? AND created_at >= ? ORDER BY seen_at DESC, id`, userID, s.now().Add(-loginAge).UnixMilli())
	if err != nil {
		return nil, fmt.Errorf("logins: %w", err)
	}
	defer rows.Close()
	var all []Login
	for rows.Next() {
		var l Login
		var created, seen int64
		if err := rows.Scan(&l.ID, &l.Agent, &created, &seen); err != nil {
			return nil, fmt.Errorf("logins: %w", err)
		}
		l.Created, l.Seen = time.UnixMilli(created).UTC(), time.UnixMilli(seen).UTC()
		all = append(all, l)
	}
	return all, rows.Err()
}

// EndLogin ends one login of the user at once.
func (s *Store) EndLogin(ctx context.Context, userID, loginID string) error {
	return s.endLogins(ctx, userID, `id = ?`, loginID)
}

// EndOtherLogins ends all logins of the user but one; keep "" ends all.
func (s *Store) EndOtherLogins(ctx context.Context, userID, keep string) error {
	return s.endLogins(ctx, userID, `id <> ?`, keep)
}

func (s *Store) endLogins(ctx context.Context, userID, where, id string) error {
	return s.write(ctx, func(tx *sql.Tx) error {
		if _, err := tx.ExecContext(ctx, `DELETE FROM login WHERE user_id = ? AND `+where, userID, id); err != nil {
			return fmt.Errorf("login: %w", err)
		}
		return s.audit(ctx, tx, Actor{UserID: userID}, "signout", "", "")
	})
}

// Themes are the looks that a user can keep; "" follows the device.
var themes = map[string]bool{"": true, "light": true, "dark": true, "contrast": true}

// SetPreferences keeps the language (a tag of a catalogue) and the look of a
// user.
func (s *Store) SetPreferences(ctx context.Context, userID, language, theme string) error {
	if !themes[theme] {
		return &InvalidError{Text: "Kies een weergave uit de lijst."}
	}
	if _, err := s.db.ExecContext(ctx, `UPDATE user SET language = ?, theme = ? WHERE id = ?`, language, theme, userID); err != nil {
		return fmt.Errorf("preferences: %w", err)
	}
	return nil
}
