package dossier

import (
	"context"
	"crypto/sha256"
	"database/sql"
	"encoding/binary"
	"fmt"
	"time"
)

// Entry is one line of the audit chain. It says who did what to which dossier
// and why, and never holds a health value.
type Entry struct {
	Seq      int64     `json:"seq"`
	At       time.Time `json:"at"`
	UserID   string    `json:"user_id"`
	Role     Role      `json:"role"`
	Action   string    `json:"action"`
	WorkerID string    `json:"worker_id,omitempty"`
	Detail   string    `json:"detail,omitempty"`
	Hash     []byte    `json:"hash"`
	// Again is how often the same was read again that day, LastAt when last. They
	// stand beside the chain, which holds the first time.
	Again  int       `json:"again,omitempty"`
	LastAt time.Time `json:"last_at,omitzero"`
}

// sum is the hash of the entry over its fields and the hash before it: a
// changed, removed or inserted line breaks every hash after it.
func (e Entry) sum(before []byte) []byte {
	h := sha256.New()
	h.Write(before)
	var n [8]byte
	number := func(v int64) {
		binary.BigEndian.PutUint64(n[:], uint64(v))
		h.Write(n[:])
	}
	number(e.Seq)
	number(e.At.UnixMilli())
	for _, s := range []string{e.UserID, string(e.Role), e.Action, e.WorkerID, e.Detail} {
		number(int64(len(s)))
		h.Write([]byte(s))
	}
	return h.Sum(nil)
}

// audit appends one entry within tx.
func (s *Store) audit(ctx context.Context, tx *sql.Tx, a Actor, action, workerID, detail string) error {
	e := Entry{At: s.now(), UserID: a.UserID, Role: a.Role, Action: action, WorkerID: workerID, Detail: detailOf(a, detail)}
	var before []byte
	err := tx.QueryRowContext(ctx, `SELECT seq, hash FROM audit ORDER BY seq DESC LIMIT 1`).Scan(&e.Seq, &before)
	if err != nil && err != sql.ErrNoRows { //nolint:errorlint // database/sql returns it bare
		return fmt.Errorf("audit: %w", err)
	}
	e.Seq++
	_, err = tx.ExecContext(ctx,
		`INSERT INTO audit (seq, at, user_id, role, action, worker_id, detail, hash) VALUES (?,?,?,?,?,?,?,?)`,
		e.Seq, e.At.UnixMilli(), e.UserID, string(e.Role), e.Action, e.WorkerID, e.Detail, e.sum(before))
	if err != nil {
		return fmt.Errorf("audit: %w", err)
	}
	return nil
}

// detailOf adds the actor's reason to a detail.
func detailOf(a Actor, detail string) string {
	if a.Reason == "" {
		return detail
	}
	return joinDetail(detail, "reden: "+a.Reason)
}

func joinDetail(parts ...string) string {
	out := ""
	for _, p := range parts {
		if p == "" {
			continue
		}
		if out != "" {
			out += "; "
		}
		out += p
	}
	return out
}

// TamperedError says where the audit chain breaks.
type TamperedError struct{ Seq int64 }

// Error names the first line that is not what was written.
func (e *TamperedError) Error() string {
	return fmt.Sprintf("audit chain broken at line %d", e.Seq)
}

// VerifyAudit walks the whole chain. It returns the number of lines and the
// last hash, or a *TamperedError at the first line that was changed, removed or
// inserted. Lines cut from the end show only against a hash kept elsewhere.
func (s *Store) VerifyAudit(ctx context.Context) (lines int64, last []byte, err error) {
	rows, err := s.db.QueryContext(ctx,
		`SELECT seq, at, user_id, role, action, worker_id, detail, hash FROM audit ORDER BY seq`)
	if err != nil {
		return 0, nil, fmt.Errorf("audit verify: %w", err)
	}
	defer rows.Close()
	for rows.Next() {
		e, err := scanEntry(rows)
		if err != nil {
			return lines, last, fmt.Errorf("audit verify: %w", err)
		}
		if e.Seq != lines+1 || string(e.sum(last)) != string(e.Hash) {
			return lines, last, &TamperedError{Seq: lines + 1}
		}
		lines, last = e.Seq, e.Hash
	}
	return lines, last, rows.Err()
}

func scanEntry(rows *sql.Rows, more ...any) (Entry, error) {
	var e Entry
	var at int64
	err := rows.Scan(append([]any{&e.Seq, &at, &e.UserID, &e.Role, &e.Action, &e.WorkerID, &e.Detail, &e.Hash}, more...)...)
	e.At = time.UnixMilli(at).UTC()
	return e, err
}
