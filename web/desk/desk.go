package desk

import (
	"context"
	"time"

	"passend/index"
	"passend/index/archive"
	"passend/index/column"
	"passend/index/reading"
	"passend/index/vacancy"
	"passend/matcher"
	"passend/matcher/dossier"
	"passend/matcher/profile"
)

// Vacancies is the record of vacancies as far as the desk needs it.
type Vacancies interface {
	Get(ctx context.Context, id string) (*archive.Record, error)
	Records(ctx context.Context, ids []string) ([]archive.Record, error)
	Readings(ctx context.Context, reader string, records []archive.Record) ([]*reading.Reading, error)
	Answers(ctx context.Context, records []archive.Record) ([][]archive.Answer, error)
}

// Searcher finds open vacancies by words, filters and facets.
type Searcher interface {
	Search(ctx context.Context, q index.Request) (*index.Result, error)
}

// Columns gives the packed vacancies of this moment.
type Columns interface{ View() *column.View }

// Reader reads a vacancy that has no kept reading yet.
type Reader interface {
	Read(v *vacancy.Vacancy) reading.Reading
	Version() string
}

// Desk ties dossier, vacancies and matcher together for one service.
type Desk struct {
	People    *dossier.Store
	Vacancies Vacancies
	Columns   Columns
	Reader    Reader
	Matcher   *matcher.Matcher
	// Search finds vacancies by words and filters.
	Search Searcher
	// Adder brings single vacancies into the record.
	Adder Adder
	// Answering keeps what employers answer.
	Answering Answering
	// Hiring and Crawls are the record's employers and sources.
	Hiring Hiring
	Crawls Crawls
	// Checker looks whether a vacancy is still on its site.
	Checker Checker
	// adds counts what users bring in, checks what they have looked at.
	adds, checks daily
	// recent keeps what was computed a short while ago.
	recent recent
	// Clock tells the time; it must be set.
	Clock func() time.Time
}

// startAfter is when work starts when nobody says otherwise (domain brief 2.1).
const startAfter = 28 * 24 * time.Hour

// Load makes the desk a matcher.Loader.
func (d *Desk) Load(ctx context.Context, id string) (*vacancy.Vacancy, *reading.Reading, error) {
	r, read, err := d.load(ctx, id)
	if err != nil {
		return nil, nil, err
	}
	return &r.Vacancy, read, nil
}

// subject is a worker as a match needs it.
type subject struct {
	worker profile.Worker
	// role is that of who asks: it decides how much of the worker is loaded.
	role dossier.Role
	// head is what the actor may see of the worker.
	head Head
	// full says whether the actor may see reasons of capacity.
	full bool
}

// subject loads what a match needs of a worker. For a role that may see bands
// only, the service itself matches, and what the actor sees is loaded as the
// actor: conditions that nobody approved are not even read for a job hunter.
func (d *Desk) subject(ctx context.Context, a dossier.Actor, id string) (subject, error) {
	view := d.People.As(a)
	full := view.May(ctx, dossier.DataMatch, id)
	if !full && !view.May(ctx, dossier.DataBand, id) {
		return subject{}, dossier.ErrDenied
	}
	w, err := view.Worker(ctx, id)
	if err != nil {
		return subject{}, err
	}
	s := subject{worker: w, role: a.Role, head: headOf(&w), full: full}
	if !full {
		s.worker, err = d.People.As(bandFor(a)).Worker(ctx, id)
	}
	return s, err
}

// bandFor is the service that matches for a role that sees bands only; its line
// in the audit names who made it look.
func bandFor(a dossier.Actor) dossier.Actor {
	return dossier.System("band voor " + string(a.Role) + " " + a.UserID)
}

func headOf(w *profile.Worker) Head {
	return Head{ID: w.ID, Label: w.Label, Conditions: w.Search.Conditions, Directions: directions(w)}
}

func directions(w *profile.Worker) []string {
	var texts []string
	for _, x := range w.Search.Directions {
		texts = append(texts, x.Text)
	}
	return texts
}
