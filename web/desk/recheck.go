package desk

import (
	"context"
	"time"

	"passend/index/archive"
	"passend/matcher/dossier"
)

// Look is what one visit to a vacancy's page shows.
type Look string

// The looks.
const (
	LookOpen    Look = "open"    // the vacancy is still there
	LookPage    Look = "page"    // the page is still there; whether it takes applications is for a person to read
	LookClosed  Look = "closed"  // it is gone, and closed
	LookMissing Look = "missing" // the page was not found; a second day decides
	LookFailed  Look = "failed"  // the page could not be reached
)

// Looks lists them.
var Looks = []Look{LookOpen, LookPage, LookClosed, LookMissing, LookFailed}

// Checker looks whether a vacancy is still on its site.
type Checker interface {
	// Check visits the page of the vacancy once, politely, and keeps what it
	// shows. A *dossier.InvalidError says in Dutch why nobody can look.
	Check(ctx context.Context, r *archive.Record) (Look, error)
}

const (
	// checksADay is how many pages one user may have visited on a day.
	checksADay = 60
	// freshFor is how long a look counts as now: a site is not asked again.
	freshFor = 10 * time.Minute
)

// Recheck visits the page of a vacancy and tells what it shows. Roles that may
// bring vacancies in may also have them looked at.
func (d *Desk) Recheck(ctx context.Context, a dossier.Actor, id string) (Look, error) {
	if a.UserID == "" || !dossier.MayAddVacancy(a.Role) {
		return "", dossier.ErrDenied
	}
	r, _, err := d.load(ctx, id)
	switch {
	case err != nil:
		return "", err
	case !r.ClosedAt.IsZero():
		return LookClosed, nil
	case r.Vacancy.URL == "":
		return "", &dossier.InvalidError{Text: "Van deze vacature is geen webadres bekend. Vraag het aan de werkgever."}
	case d.Clock().Sub(r.LastSeen) < freshFor:
		return LookOpen, nil
	case !d.checks.take(a.UserID, d.Clock(), 1, checksADay):
		return "", &dossier.InvalidError{Text: "Er is vandaag al heel vaak nagekeken. Morgen kan het weer."}
	}
	return d.Checker.Check(ctx, r)
}
