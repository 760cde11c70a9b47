package dossier

import (
	"context"
	"database/sql"
	"encoding/json"
	"errors"
	"fmt"
)

// KeepMapping keeps which column of a caseload file means what, under a name,
// for all who import. It holds headers and nothing of a person.
func (v *View) KeepMapping(ctx context.Context, name string, columns map[string]string) error {
	if v.a.Role != RoleCoach && !manages(v.a) {
		return ErrDenied
	}
	if err := wantText(name, "Geef de indeling een naam."); err != nil {
		return err
	}
	body, err := json.Marshal(columns)
	if err != nil {
		return fmt.Errorf("mapping: %w", err)
	}
	return v.s.write(ctx, func(tx *sql.Tx) error {
		_, err := tx.ExecContext(ctx, `INSERT INTO import_mapping (name, at, body) VALUES (?,?,?)
			ON CONFLICT (name) DO UPDATE SET at = excluded.at, body = excluded.body`, name, v.s.now().UnixMilli(), string(body))
		if err != nil {
			return fmt.Errorf("mapping: %w", err)
		}
		return v.s.audit(ctx, tx, v.a, "mapping.save", "", "")
	})
}

// Mapping returns a kept mapping, or ErrNotFound.
func (v *View) Mapping(ctx context.Context, name string) (map[string]string, error) {
	if v.a.Role != RoleCoach && !manages(v.a) {
		return nil, ErrDenied
	}
	var body string
	err := v.s.db.QueryRowContext(ctx, `SELECT body FROM import_mapping WHERE name = ?`, name).Scan(&body)
	if errors.Is(err, sql.ErrNoRows) {
		return nil, ErrNotFound
	}
	columns := map[string]string{}
	if err == nil {
		err = json.Unmarshal([]byte(body), &columns)
	}
	if err != nil {
		return nil, fmt.Errorf("mapping: %w", err)
	}
	return columns, nil
}

// Mappings lists the names of the kept mappings.
func (v *View) Mappings(ctx context.Context) ([]string, error) {
	if v.a.Role != RoleCoach && !manages(v.a) {
		return nil, ErrDenied
	}
	rows, err := v.s.db.QueryContext(ctx, `SELECT name FROM import_mapping ORDER BY name`)
	if err != nil {
		return nil, fmt.Errorf("mappings: %w", err)
	}
	defer rows.Close()
	var all []string
	for rows.Next() {
		var name string
		if err := rows.Scan(&name); err != nil {
			return nil, fmt.Errorf("mappings: %w", err)
		}
		all = append(all, name)
	}
	return all, rows.Err()
}
