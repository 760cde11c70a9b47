package desk

import (
	"cmp"
	"context"
	"slices"
	"time"

	"passend/matcher/dossier"
)

// The channels and outcomes of a contact with an employer, in the order of the
// form.
var (
	ContactChannels = []string{"phone", "mail", "visit", "event"}
	ContactOutcomes = []string{"no_answer", "spoken", "interested", OutcomeInterview, OutcomePlaced, "later", "refused"}
)

// Contact is a contact with an employer as shown: who is written by label.
type Contact struct {
	dossier.EmployerContact
	Name  string `json:"name"` // of the employer
	Label string `json:"label"`
}

// Contacts lists contacts, newest first; of all employers when key is empty.
func (d *Desk) Contacts(ctx context.Context, a dossier.Actor, key string, limit int) ([]Contact, error) {
	all, err := d.People.As(a).EmployerContacts(ctx, key, limit)
	if err != nil {
		return nil, err
	}
	return d.named(ctx, all), nil
}

// named adds the names of employers and of who had the contact; an employer
// that is no longer in the record keeps its key.
func (d *Desk) named(ctx context.Context, all []dossier.EmployerContact) []Contact {
	out := []Contact{}
	names, labels := map[string]string{}, map[string]string{}
	for _, c := range all {
		if _, ok := names[c.Employer]; !ok {
			names[c.Employer] = c.Employer
			if e, err := d.Hiring.Employer(ctx, c.Employer); err == nil {
				names[c.Employer] = e.Name
			}
		}
		if _, ok := labels[c.By]; !ok {
			if u, err := d.People.User(ctx, c.By); err == nil {
				labels[c.By] = u.Label
			}
		}
		out = append(out, Contact{c, names[c.Employer], labels[c.By]})
	}
	return out
}

// FollowUps lists the contacts to follow up, the longest waiting first. A later
// contact with the same employer settles an earlier one.
func (d *Desk) FollowUps(ctx context.Context, a dossier.Actor) ([]Contact, error) {
	all, err := d.People.As(a).EmployerContacts(ctx, "", maxContacts)
	if err != nil {
		return nil, err
	}
	seen := map[string]bool{}
	var open []dossier.EmployerContact
	for _, c := range all { // newest first
		if !seen[c.Employer] && c.FollowUp != "" {
			open = append(open, c)
		}
		seen[c.Employer] = true
	}
	slices.SortStableFunc(open, func(a, b dossier.EmployerContact) int { return cmp.Compare(a.FollowUp, b.FollowUp) })
	return d.named(ctx, open), nil
}

// Due reports whether the follow-up is for today or earlier.
func (c *Contact) Due(now time.Time) bool {
	return c.FollowUp != "" && c.FollowUp <= now.Format(time.DateOnly)
}

// AddContact keeps a contact with an employer that is in the record.
func (d *Desk) AddContact(ctx context.Context, a dossier.Actor, c dossier.EmployerContact) error {
	switch {
	case !slices.Contains(ContactChannels, c.Channel):
		return &dossier.InvalidError{Text: "Kies hoe het contact was."}
	case !slices.Contains(ContactOutcomes, c.Outcome):
		return &dossier.InvalidError{Text: "Kies wat het contact opleverde."}
	}
	if _, err := d.Hiring.Employer(ctx, c.Employer); err != nil {
		return dossier.ErrNotFound
	}
	_, err := d.People.As(a).AddEmployerContact(ctx, c)
	return err
}
