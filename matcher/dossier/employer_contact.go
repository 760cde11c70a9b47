package dossier

import (
	"context"
	"database/sql"
	"fmt"
	"slices"
	"strings"
	"time"

	"passend/matcher/profile"
)

// The channels and outcomes of a contact with an employer, in the order of the
// form.
var (
	ContactChannels = []string{"phone", "email", "visit", "event", "other"}
	ContactOutcomes = []string{"no_answer", "spoken", "interested", "interview", "placed", "later", "refused"}
)

// OutcomePlaced is the outcome that counts as a placement.
const OutcomePlaced = "placed"

// EmployerContact is one contact with an employer. It belongs to the agency, not
// to a worker, and holds nothing about a person's health.
type EmployerContact struct {
	ID string `json:"id"`
	// Employer is the archive's key of the employer.
	Employer string    `json:"employer"`
	At       time.Time `json:"at"`
	By       string    `json:"by"`
	Channel  string    `json:"channel"`
	Outcome  string    `json:"outcome"`
	// FollowUp is the day (YYYY-MM-DD) on which to call again; a later contact
	// settles it.
	FollowUp string `json:"follow_up,omitempty"`
	Note     string `json:"note,omitempty"`
}

func (c *EmployerContact) check() error {
	switch {
	case strings.TrimSpace(c.Employer) == "":
		return &InvalidError{Text: "Kies een werkgever."}
	case !slices.Contains(ContactChannels, c.Channel):
		return &InvalidError{Text: "Kies hoe het contact was."}
	case !slices.Contains(ContactOutcomes, c.Outcome):
		return &InvalidError{Text: "Kies wat het contact opleverde."}
	}
	if c.FollowUp != "" {
		if err := wantDate(c.FollowUp, "De dag om weer contact te zoeken moet een datum zijn."); err != nil {
			return err
		}
	}
	for _, f := range profile.Guard(c.Note) {
		return &InvalidError{Text: "In een notitie over een werkgever staat niets over gezondheid en geen BSN. Haal dit weg: „" + f.Text + "”."}
	}
	return nil
}

// AddContact keeps a contact with an employer; coaches and job hunters.
func (v *View) AddContact(ctx context.Context, c EmployerContact) (string, error) {
	if !May(v.a.Role, DataEmployers) {
		return "", ErrDenied
	}
	if err := c.check(); err != nil {
		return "", err
	}
	id := newID()
	return id, v.s.write(ctx, func(tx *sql.Tx) error {
		_, err := tx.ExecContext(ctx, `INSERT INTO employer_contact (id, employer, at, by_user, channel, outcome, follow_up, note) VALUES (?,?,?,?,?,?,?,?)`,
			id, c.Employer, v.s.now().UnixMilli(), v.a.UserID, c.Channel, c.Outcome, c.FollowUp, strings.TrimSpace(c.Note))
		if err != nil {
			return fmt.Errorf("contact: %w", err)
		}
		return v.s.audit(ctx, tx, v.a, "employer.contact", "", "")
	})
}

// Contacts lists the contacts with one employer, or with all when the key is
// empty, newest first, at most limit.
func (v *View) Contacts(ctx context.Context, employer string, limit int) ([]EmployerContact, error) {
	return v.contacts(ctx, `WHERE ? = '' OR employer = ? ORDER BY at DESC, rowid DESC LIMIT ?`, employer, employer, limit)
}

// FollowUps lists the last contact of every employer that is to be called again
// on or before the day, the longest waiting first.
func (v *View) FollowUps(ctx context.Context, until time.Time) ([]EmployerContact, error) {
	return v.contacts(ctx, `c WHERE follow_up <> '' AND follow_up <= ? AND NOT EXISTS (
		SELECT 1 FROM employer_contact n WHERE n.employer = c.employer AND (n.at, n.rowid) > (c.at, c.rowid))
		ORDER BY follow_up, at`, until.Format(time.DateOnly))
}

func (v *View) contacts(ctx context.Context, where string, args ...any) ([]EmployerContact, error) {
	if !May(v.a.Role, DataEmployers) {
		return nil, ErrDenied
	}
	rows, err := v.s.db.QueryContext(ctx, `SELECT id, employer, at, by_user, channel, outcome, follow_up, note FROM employer_contact `+where, args...)
	if err != nil {
		return nil, fmt.Errorf("contacts: %w", err)
	}
	defer rows.Close()
	var all []EmployerContact
	for rows.Next() {
		var c EmployerContact
		var at int64
		if err := rows.Scan(&c.ID, &c.Employer, &at, &c.By, &c.Channel, &c.Outcome, &c.FollowUp, &c.Note); err != nil {
			return nil, fmt.Errorf("contacts: %w", err)
		}
		c.At = fromMillis(at)
		all = append(all, c)
	}
	return all, rows.Err()
}

// Approach sums up the contacts with one employer.
type Approach struct {
	Contacts, Placed int
	Last             time.Time
	// LastOutcome is how the last contact ended.
	LastOutcome string
}

// Approaches sums up the contacts by employer key.
func (v *View) Approaches(ctx context.Context) (map[string]Approach, error) {
	all, err := v.contacts(ctx, `ORDER BY at, rowid`)
	if err != nil {
		return nil, err
	}
	sum := map[string]Approach{}
	for _, c := range all {
		a := sum[c.Employer]
		a.Contacts++
		if c.Outcome == OutcomePlaced {
			a.Placed++
		}
		a.Last, a.LastOutcome = c.At, c.Outcome
		sum[c.Employer] = a
	}
	return sum, nil
}
