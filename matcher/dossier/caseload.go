package dossier

import (
	"context"
	"database/sql"
	"fmt"
	"strings"
	"time"

	"passend/index/sqlite"
)

// Summary is one line of a caseload. Nothing is unsealed for it.
type Summary struct {
	ID      string     `json:"id"`
	Label   string     `json:"label"`
	Created time.Time  `json:"created"`
	Ended   *time.Time `json:"ended,omitempty"`
}

// Page asks for a part of the caseload.
type Page struct {
	// Match narrows to labels that hold this text; empty is all.
	Match string
	// Offset and Limit choose the part; a Limit of 0 is no limit.
	Offset, Limit int
}

// Caseload lists the workers assigned to the actor, by label.
func (v *View) Caseload(ctx context.Context) ([]Summary, error) {
	all, _, err := v.CaseloadPage(ctx, Page{})
	return all, err
}

// CaseloadPage lists a part of the caseload by label, and how many there are in
// all. Roles that see no persons get ErrDenied.
func (v *View) CaseloadPage(ctx context.Context, p Page) (part []Summary, total int, err error) {
	from, args := ` FROM worker w WHERE w.erased_at IS NULL`, []any{}
	switch table[v.a.Role][DataPerson] {
	case denied:
		if !May(v.a.Role, DataCapacity) {
			return nil, 0, ErrDenied
		}
		fallthrough // the company doctor has a caseload without profiles
	case caseload:
		from += ` AND w.id IN (SELECT worker_id FROM assignment WHERE user_id = ? AND (expires_at IS NULL OR expires_at > ?))`
		args = append(args, v.a.UserID, v.s.now().UnixMilli())
	}
	if p.Match != "" {
		from += ` AND instr(lower(w.label), ?) > 0`
		args = append(args, strings.ToLower(p.Match))
	}
	limit := p.Limit
	if limit < 1 {
		limit = -1
	}
	rows, err := v.s.db.QueryContext(ctx,
		`SELECT w.id, w.label, w.created_at, w.ended_at`+from+` ORDER BY w.label, w.id LIMIT ? OFFSET ?`, append(args, limit, max(0, p.Offset))...)
	if err != nil {
		return nil, 0, fmt.Errorf("caseload: %w", sqlite.Explain(err))
	}
	defer rows.Close()
	for rows.Next() {
		var w Summary
		var created int64
		var ended sql.NullInt64
		if err := rows.Scan(&w.ID, &w.Label, &created, &ended); err != nil {
			return nil, 0, fmt.Errorf("caseload: %w", err)
		}
		w.Created = time.UnixMilli(created).UTC()
		if ended.Valid {
			t := time.UnixMilli(ended.Int64).UTC()
			w.Ended = &t
		}
		part = append(part, w)
	}
	if err := rows.Err(); err != nil {
		return nil, 0, fmt.Errorf("caseload: %w", err)
	}
	if limit < 0 {
		return part, len(part) + max(0, p.Offset), nil
	}
	err = v.s.db.QueryRowContext(ctx, `SELECT count(*)`+from, args...).Scan(&total)
	if err != nil {
		return nil, 0, fmt.Errorf("caseload: %w", err)
	}
	return part, total, nil
}
