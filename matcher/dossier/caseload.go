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
// all. Roles without a caseload get ErrDenied.
func (v *View) CaseloadPage(ctx context.Context, p Page) (part []Summary, total int, err error) {
	// Who is in it and in which order: from one index, before a worker is read.
	from, args := `assignment WHERE user_id = ? AND (expires_at IS NULL OR expires_at > ?)`, []any{v.a.UserID, v.s.now().UnixMilli()}
	columns := `worker_id AS id, label`
	switch table[v.a.Role][DataConditions] {
	case denied:
		return nil, 0, ErrDenied
	case everywhere:
		from, args, columns = `worker WHERE erased_at IS NULL`, nil, `id, label`
	}
	if p.Match != "" {
		from += ` AND instr(lower(label), ?) > 0`
		args = append(args, strings.ToLower(p.Match))
	}
	limit := p.Limit
	if limit < 1 {
		limit = -1
	} else if err := v.s.db.QueryRowContext(ctx, `SELECT count(*) FROM `+from, args...).Scan(&total); err != nil {
		return nil, 0, fmt.Errorf("caseload: %w", sqlite.Explain(err))
	}
	rows, err := v.s.db.QueryContext(ctx, `SELECT w.id, w.label, w.created_at, w.ended_at FROM
		(SELECT `+columns+` FROM `+from+` ORDER BY label, id LIMIT ? OFFSET ?) x JOIN worker w ON w.id = x.id ORDER BY w.label, w.id`,
		append(args, limit, max(0, p.Offset))...)
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
		w.Created, w.Ended = time.UnixMilli(created).UTC(), optionalTime(ended)
		part = append(part, w)
	}
	if limit < 0 {
		total = max(0, p.Offset) + len(part)
	}
	return part, total, rows.Err()
}
