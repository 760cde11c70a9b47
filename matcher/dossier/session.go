package dossier

import (
	"context"
	"database/sql"
	"errors"
	"fmt"
	"time"
)

// Sessions keeps web sessions in the encrypted file. It has the methods of
// scs.CtxStore; the manager is to hash the tokens that it passes.
type Sessions struct{ s *Store }

// Sessions returns the session store.
func (s *Store) Sessions() *Sessions { return &Sessions{s} }

// FindCtx returns the data of a session that has not expired.
func (x *Sessions) FindCtx(ctx context.Context, token string) ([]byte, bool, error) {
	var data []byte
	err := x.s.db.QueryRowContext(ctx, `SELECT data FROM session WHERE token = ? AND expires > ?`,
		token, x.s.now().UnixMilli()).Scan(&data)
	if errors.Is(err, sql.ErrNoRows) {
		return nil, false, nil
	}
	if err != nil {
		return nil, false, fmt.Errorf("session: %w", err)
	}
	return data, true, nil
}

// CommitCtx keeps a session until expiry. Where only the expiry moved, by less
// than seenStep, nothing is written: every page view would be a write.
func (x *Sessions) CommitCtx(ctx context.Context, token string, data []byte, expiry time.Time) error {
	var same bool
	err := x.s.db.QueryRowContext(ctx, `SELECT data = ? AND expires BETWEEN ? AND ? FROM session WHERE token = ?`,
		data, expiry.Add(-seenStep).UnixMilli(), expiry.UnixMilli(), token).Scan(&same)
	if err == nil && same {
		return nil
	}
	_, err = x.s.db.ExecContext(ctx,
		`INSERT INTO session (token, data, expires) VALUES (?,?,?)
		 ON CONFLICT (token) DO UPDATE SET data = excluded.data, expires = excluded.expires`,
		token, data, expiry.UnixMilli())
	if err != nil {
		return fmt.Errorf("session: %w", err)
	}
	return nil
}

// DeleteCtx ends a session.
func (x *Sessions) DeleteCtx(ctx context.Context, token string) error {
	_, err := x.s.db.ExecContext(ctx, `DELETE FROM session WHERE token = ? OR expires <= ?`, token, x.s.now().UnixMilli())
	if err != nil {
		return fmt.Errorf("session: %w", err)
	}
	return nil
}

// Find, Commit and Delete are the methods of scs.Store without a context.
func (x *Sessions) Find(token string) ([]byte, bool, error) {
	return x.FindCtx(context.Background(), token)
}

// Commit keeps a session until expiry.
func (x *Sessions) Commit(token string, data []byte, expiry time.Time) error {
	return x.CommitCtx(context.Background(), token, data, expiry)
}

// Delete ends a session.
func (x *Sessions) Delete(token string) error { return x.DeleteCtx(context.Background(), token) }
