package dossier

import (
	"context"
	"database/sql"
	"encoding/json"
	"errors"
	"fmt"
	"time"
)

// DraftTerm is how long a draft waits for somebody to approve it.
const DraftTerm = 14 * 24 * time.Hour

// DraftLine is a draft that waits, without its content.
type DraftLine struct {
	ID          string
	At, Expires time.Time
}

// draftContext binds a sealed draft to its id.
func draftContext(id string) string { return "draft/" + id }

// draftKey is the key of a draft: of its dossier, or of the store for a table of
// people who have no dossier yet. Drafts are for coaches, of a worker for those
// who may see the capacity: a file may hold it.
func (v *View) draftKey(ctx context.Context, workerID string) ([]byte, error) {
	if v.a.Role != RoleCoach {
		return nil, ErrDenied
	}
	if workerID == "" {
		return v.s.root.derive("draft"), nil
	}
	if err := v.allow(ctx, DataCapacity, workerID); err != nil {
		return nil, err
	}
	return v.s.dataKey(ctx, workerID)
}

// KeepDraft keeps what a file was read to, for its reader alone, until it is
// approved, thrown away or too old. workerID is empty for a table of people.
func (v *View) KeepDraft(ctx context.Context, workerID string, body any) (id string, err error) {
	key, err := v.draftKey(ctx, workerID)
	if err != nil {
		return "", err
	}
	id = newID()
	sealed, err := sealDraft(key, id, body)
	if err != nil {
		return "", err
	}
	now := v.s.now()
	return id, v.s.write(ctx, func(tx *sql.Tx) error {
		if _, err := tx.ExecContext(ctx, `INSERT INTO draft (id, worker_id, user_id, at, expires_at, body) VALUES (?,?,?,?,?,?)`,
			id, workerID, v.a.UserID, now.UnixMilli(), now.Add(DraftTerm).UnixMilli(), sealed); err != nil {
			return fmt.Errorf("draft: %w", err)
		}
		return v.s.audit(ctx, tx, v.a, "draft.add", workerID, "")
	})
}

func sealDraft(key []byte, id string, body any) ([]byte, error) {
	text, err := json.Marshal(body)
	if err != nil {
		return nil, fmt.Errorf("draft: %w", err)
	}
	return seal(key, text, draftContext(id))
}

// ReplaceDraft keeps a draft as it was changed.
func (v *View) ReplaceDraft(ctx context.Context, id, workerID string, body any) error {
	key, err := v.draftKey(ctx, workerID)
	if err != nil {
		return err
	}
	sealed, err := sealDraft(key, id, body)
	if err != nil {
		return err
	}
	return v.changeDraft(ctx, "draft.change", workerID,
		`UPDATE draft SET body = ? WHERE id = ? AND worker_id = ? AND user_id = ?`, sealed, id, workerID, v.a.UserID)
}

// DropDraft throws a draft away.
func (v *View) DropDraft(ctx context.Context, id, workerID string) error {
	if _, err := v.draftKey(ctx, workerID); err != nil {
		return err
	}
	return v.changeDraft(ctx, "draft.drop", workerID,
		`DELETE FROM draft WHERE id = ? AND worker_id = ? AND user_id = ?`, id, workerID, v.a.UserID)
}

func (v *View) changeDraft(ctx context.Context, action, workerID, query string, args ...any) error {
	return v.s.write(ctx, func(tx *sql.Tx) error {
		r, err := tx.ExecContext(ctx, query, args...)
		if err != nil {
			return fmt.Errorf("draft: %w", err)
		}
		if n, err := r.RowsAffected(); err != nil || n == 0 {
			return errors.Join(ErrNotFound, err)
		}
		return v.s.audit(ctx, tx, v.a, action, workerID, "")
	})
}

// Draft opens a draft of the actor's own into out, or fails with ErrNotFound.
// Looking at one of a worker is audited: it may hold a capacity.
func (v *View) Draft(ctx context.Context, id, workerID string, out any) error {
	key, err := v.draftKey(ctx, workerID)
	if err != nil {
		return err
	}
	var sealed []byte
	err = v.s.db.QueryRowContext(ctx, `SELECT body FROM draft WHERE id = ? AND worker_id = ? AND user_id = ? AND expires_at > ?`,
		id, workerID, v.a.UserID, v.s.now().UnixMilli()).Scan(&sealed)
	if errors.Is(err, sql.ErrNoRows) {
		return ErrNotFound
	}
	if err := unseal(err, key, sealed, draftContext(id), out); err != nil {
		return err
	}
	if workerID == "" {
		return nil
	}
	return v.s.noteRead(ctx, v.a, "draft.read", workerID)
}

// Drafts lists the actor's own drafts of a worker, or with "" those of tables,
// the newest first.
func (v *View) Drafts(ctx context.Context, workerID string) ([]DraftLine, error) {
	if _, err := v.draftKey(ctx, workerID); err != nil {
		return nil, err
	}
	rows, err := v.s.db.QueryContext(ctx, `SELECT id, at, expires_at FROM draft WHERE worker_id = ? AND user_id = ? AND expires_at > ? ORDER BY at DESC, id`,
		workerID, v.a.UserID, v.s.now().UnixMilli())
	if err != nil {
		return nil, fmt.Errorf("drafts: %w", err)
	}
	defer rows.Close()
	var all []DraftLine
	for rows.Next() {
		var d DraftLine
		var at, expires int64
		if err := rows.Scan(&d.ID, &at, &expires); err != nil {
			return nil, fmt.Errorf("drafts: %w", err)
		}
		d.At, d.Expires = time.UnixMilli(at).UTC(), time.UnixMilli(expires).UTC()
		all = append(all, d)
	}
	return all, rows.Err()
}
