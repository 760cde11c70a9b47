package dossier

import (
	"context"
	"database/sql"
	"fmt"
	"strings"
	"time"
)

// EmployerContact is a contact of the agency with an employer. It belongs to no
// worker and holds nothing about a person.
type EmployerContact struct {
	ID       string    `json:"id"`
	Employer string    `json:"employer"`
	At       time.Time `json:"at"`
	By       string    `json:"by"`
	Channel  string    `json:"channel"` // phone, mail, visit, event
	Outcome  string    `json:"outcome"`
	// FollowUp is a date (YYYY-MM-DD), or empty.
	FollowUp string `json:"follow_up,omitempty"`
	Note     string `json:"note,omitempty"`
}

// AddEmployerContact keeps a contact; coach and job hunter. Nothing about health
// may stand in it, also not with a reason.
func (v *View) AddEmployerContact(ctx context.Context, c EmployerContact) (string, error) {
	if !May(v.a.Role, DataEmployers) {
		return "", ErrDenied
	}
	if err := wantText(c.Employer, "Vul de werkgever in."); err != nil {
		return "", err
	}
	if c.FollowUp != "" {
		if err := wantDate(c.FollowUp, "Vul een datum in voor het vervolg."); err != nil {
			return "", err
		}
	}
	if err := guard("", plain(c.Note, c.Outcome)); err != nil {
		return "", &InvalidError{Text: err.Error()}
	}
	c.ID, c.At, c.By = newID(), v.s.now(), v.a.UserID
	return c.ID, v.s.write(ctx, func(tx *sql.Tx) error {
		_, err := tx.ExecContext(ctx, `INSERT INTO employer_contact (id, employer, at, by_user, channel, outcome, follow_up, note) VALUES (?,?,?,?,?,?,?,?)`,
			c.ID, strings.TrimSpace(c.Employer), c.At.UnixMilli(), c.By, c.Channel, c.Outcome, c.FollowUp, c.Note)
		if err != nil {
			return fmt.Errorf("employer contact: %w", err)
		}
		return v.s.audit(ctx, tx, v.a, "employer.contact", "", "")
	})
}

// EmployerContacts lists contacts, newest first: of one employer, or of all
// when the name is empty. At most limit.
func (v *View) EmployerContacts(ctx context.Context, employer string, limit int) ([]EmployerContact, error) {
	if !May(v.a.Role, DataEmployers) {
		return nil, ErrDenied
	}
	rows, err := v.s.db.QueryContext(ctx, `SELECT id, employer, at, by_user, channel, outcome, follow_up, note FROM employer_contact
		WHERE ? = '' OR employer = ? COLLATE NOCASE ORDER BY at DESC, rowid DESC LIMIT ?`, employer, employer, limit)
	if err != nil {
		return nil, fmt.Errorf("employer contacts: %w", err)
	}
	defer rows.Close()
	var all []EmployerContact
	for rows.Next() {
		var c EmployerContact
		var at int64
		if err := rows.Scan(&c.ID, &c.Employer, &at, &c.By, &c.Channel, &c.Outcome, &c.FollowUp, &c.Note); err != nil {
			return nil, fmt.Errorf("employer contacts: %w", err)
		}
		c.At = time.UnixMilli(at).UTC()
		all = append(all, c)
	}
	return all, rows.Err()
}
