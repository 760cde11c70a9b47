package desk

import (
	"context"
	"errors"
	"fmt"
	"time"

	"passend/index/archive"
	"passend/index/column"
	"passend/index/duplicate"
	"passend/matcher"
	"passend/matcher/dossier"
	"passend/matcher/profile"
)

// Hiring is what the record of vacancies knows of employers.
type Hiring interface {
	Employer(ctx context.Context, key string) (archive.Employer, error)
	Employers(ctx context.Context, offset, limit int) ([]archive.Employer, error)
	Activity(ctx context.Context, key, since string) ([]archive.Month, error)
	List(ctx context.Context, f archive.Filter, cursor string, limit int) (archive.Page, error)
}

// Ref is a worker by id and neutral label.
type Ref struct {
	ID    string `json:"id"`
	Label string `json:"label"`
}

// Point is a place on the map, in WGS 84 degrees.
type Point struct {
	Lat float64 `json:"lat"`
	Lon float64 `json:"lon"`
}

// Shortlist is which employers to approach, for one worker or a whole caseload.
type Shortlist struct {
	// Workers are the choice; Chosen is the one that the list is for, or empty.
	Workers []Ref  `json:"workers"`
	Chosen  string `json:"chosen,omitempty"`
	// WithVacancy have a fitting vacancy open now; Speculative are for an open
	// application. The two are never mixed.
	WithVacancy []Prospect `json:"with_vacancy"`
	Speculative []Prospect `json:"speculative"`
	AsOf        time.Time  `json:"as_of"`
}

// Prospect is an employer with what speaks for an approach. Nothing in it comes
// from a worker's capacity but the count of what is proposed.
type Prospect struct {
	Key         string    `json:"key"`
	Name        string    `json:"name"`
	Score       int       `json:"score"` // 0–100
	Open        int       `json:"open"`  // fitting and open now
	Past        int       `json:"past"`  // fitting and closed in the last year
	Active      int       `json:"active"`
	Year        int       `json:"year"`
	Minutes     int       `json:"minutes,omitempty"`
	Agency      bool      `json:"agency,omitempty"`
	Wait        bool      `json:"wait,omitempty"` // approached a short while ago, or often enough
	Contacts    int       `json:"contacts,omitempty"`
	LastContact time.Time `json:"last_contact,omitzero"`
	LastOutcome string    `json:"last_outcome,omitempty"`
	Reasons     []string  `json:"reasons"`
	Workers     []Ref     `json:"workers"`
	Points      []Point   `json:"points,omitempty"`
}

// OutcomePlaced and OutcomeInterview are the outcomes of a contact by which a
// worker was brought to an employer.
const (
	OutcomeInterview = "interview"
	OutcomePlaced    = "placed"
)

// maxContacts is how many contacts are summed up: years of work of an agency.
const maxContacts = 20_000

// approach sums up the contacts with one employer.
type approach struct {
	matcher.EmployerHistory
	outcome string
}

// approaches sums up the contacts by the employer's key.
func (d *Desk) approaches(ctx context.Context, a dossier.Actor) (map[string]approach, error) {
	all, err := d.People.As(a).EmployerContacts(ctx, "", maxContacts)
	if err != nil {
		return nil, err
	}
	year := d.Clock().AddDate(-1, 0, 0)
	sum := map[string]approach{}
	for _, c := range all { // newest first
		x := sum[c.Employer]
		if x.Contacts++; x.Contacts == 1 {
			x.LastContact, x.outcome = c.At, c.Outcome
		}
		if c.Outcome == OutcomePlaced {
			x.Placed++
		}
		if (c.Outcome == OutcomePlaced || c.Outcome == OutcomeInterview) && c.At.After(year) {
			x.Clients++
		}
		sum[c.Employer] = x
	}
	return sum, nil
}

// Shortlist ranks employers for a worker of the caseload, or for all of them
// when workerID is empty. top bounds each of the two lists; 0 is 25.
func (d *Desk) Shortlist(ctx context.Context, a dossier.Actor, workerID string, top int) (Shortlist, error) {
	s := Shortlist{Chosen: workerID, AsOf: d.Clock(), WithVacancy: []Prospect{}, Speculative: []Prospect{}}
	if !dossier.May(a.Role, dossier.DataEmployers) {
		return s, dossier.ErrDenied
	}
	lines, err := d.People.As(a).Caseload(ctx)
	if err != nil {
		return s, err
	}
	added, err := d.addedFor(ctx, a)
	if err != nil {
		return s, err
	}
	rules := map[string]matcher.Rules{}
	labels := map[string]string{}
	var workers []*profile.Worker
	for _, l := range lines {
		s.Workers = append(s.Workers, Ref{l.ID, l.Label})
		labels[l.ID] = l.Label
		if workerID != "" && l.ID != workerID {
			continue
		}
		x, err := d.subject(ctx, a, l.ID)
		if err != nil {
			return s, err
		}
		without, err := d.unreleased(ctx, a, l.ID, added)
		if err != nil {
			return s, err
		}
		rules[l.ID] = matcher.Rules{Without: without}
		workers = append(workers, &x.worker)
	}
	if workerID != "" && len(workers) == 0 {
		return s, dossier.ErrDenied
	}
	known, err := d.approaches(ctx, a)
	if err != nil {
		return s, err
	}
	view := d.Columns.View()
	r, err := d.Matcher.Employers(ctx, matcher.EmployersRequest{
		Workers: workers, Rules: rules, AsOf: s.AsOf, ExpectedStart: s.AsOf.Add(startAfter), Top: top,
		History: func(name string) matcher.EmployerHistory { return known[employerKey(name)].EmployerHistory },
	}, view)
	if err != nil {
		return s, fmt.Errorf("shortlist: %w", err)
	}
	points := pointsOf(view, append(names(r.WithVacancy), names(r.Speculative)...))
	prospects := func(all []matcher.Employer) []Prospect {
		out := []Prospect{}
		for i := range all {
			out = append(out, prospect(&all[i], known, labels, points))
		}
		return out
	}
	s.WithVacancy, s.Speculative = prospects(r.WithVacancy), prospects(r.Speculative)
	return s, nil
}

func prospect(e *matcher.Employer, known map[string]approach, labels map[string]string, points map[string][]Point) Prospect {
	key := employerKey(e.Name)
	p := Prospect{
		Key: key, Name: e.Name, Score: percent(e.Score), Open: e.Open, Past: e.Past, Active: e.Active, Year: e.Year, Minutes: e.Minutes,
		Agency: e.Agency, Wait: e.Full || e.Resting, Contacts: e.Contacts, LastContact: known[key].LastContact, LastOutcome: known[key].outcome,
		Reasons: e.Reasons, Points: points[e.Name],
	}
	for _, id := range e.Workers {
		p.Workers = append(p.Workers, Ref{id, labels[id]})
	}
	return p
}

func employerKey(name string) string { return duplicate.NormalizeEmployer(name) }

func names(all []matcher.Employer) []string {
	out := make([]string, len(all))
	for i := range all {
		out[i] = all[i].Name
	}
	return out
}

// pointsOf finds where the employers have work: the places of their open
// vacancies, and of those of the last year for who has none open. A region is
// no place.
func pointsOf(v *column.View, names []string) map[string][]Point {
	wanted := map[uint32]string{}
	for _, n := range names {
		if id, ok := v.Dicts.Employers.Find(n); ok {
			wanted[id] = n
		}
	}
	points := map[string][]Point{}
	seen := map[string]map[Point]bool{}
	for _, s := range []*column.Segment{v.Open, v.Closed} {
		found := map[string][]Point{}
		gates := s.Gates()
		for i := range gates {
			g := &gates[i]
			name, ok := wanted[g.Employer]
			if !ok || s.Removed(i) || g.Flags&(column.PlaceKnown|column.LocationRough) != column.PlaceKnown {
				continue
			}
			p := Point{Lat: float64(g.Lat), Lon: float64(g.Lon)}
			if seen[name] == nil {
				seen[name] = map[Point]bool{}
			}
			if !seen[name][p] {
				seen[name][p] = true
				found[name] = append(found[name], p)
			}
		}
		for name, p := range found {
			if points[name] == nil {
				points[name] = p
			}
		}
	}
	return points
}

// EmployerLine is one employer in the list of all.
type EmployerLine struct {
	Key    string `json:"key"`
	Name   string `json:"name"`
	Open   int    `json:"open"`
	Total  int    `json:"total"`
	Agency bool   `json:"agency,omitempty"`
}

// Employers lists all employers with vacancies, the most open ones first.
func (d *Desk) Employers(ctx context.Context, a dossier.Actor, offset, limit int) ([]EmployerLine, error) {
	if !dossier.May(a.Role, dossier.DataEmployers) {
		return nil, dossier.ErrDenied
	}
	all, err := d.Hiring.Employers(ctx, max(0, offset), max(1, min(limit, maxLimit)))
	if err != nil {
		return nil, fmt.Errorf("employers: %w", err)
	}
	out := []EmployerLine{}
	for _, e := range all {
		out = append(out, EmployerLine{e.Key, e.Name, e.Open, e.Total, e.Agency})
	}
	return out, nil
}

// EmployerFile is what is known of one employer.
type EmployerFile struct {
	EmployerLine
	FirstSeen time.Time       `json:"first_seen"`
	Vacancies []Card          `json:"vacancies"` // open, newest first
	Past      []PastCard      `json:"past"`
	Months    []archive.Month `json:"months"` // the last twelve, oldest first, none left out
	Contacts  []Contact       `json:"contacts"`
	Points    []Point         `json:"points,omitempty"`
	// Questions are neutral: the same for every employer and every worker.
	Questions []string `json:"questions"`
}

// PastCard is a vacancy that is closed.
type PastCard struct {
	Card
	Closed time.Time `json:"closed"`
}

// shownVacancies bounds each list of an employer's page.
const shownVacancies = 50

// months is how much hiring activity is shown: a year.
const months = 12

// Employer opens the file of one employer.
func (d *Desk) Employer(ctx context.Context, a dossier.Actor, key string) (EmployerFile, error) {
	if !dossier.May(a.Role, dossier.DataEmployers) {
		return EmployerFile{}, dossier.ErrDenied
	}
	e, err := d.Hiring.Employer(ctx, key)
	if errors.Is(err, archive.ErrNotFound) {
		return EmployerFile{}, dossier.ErrNotFound
	}
	if err != nil {
		return EmployerFile{}, fmt.Errorf("employer: %w", err)
	}
	f := EmployerFile{EmployerLine: EmployerLine{e.Key, e.Name, e.Open, e.Total, e.Agency}, FirstSeen: e.FirstSeen, Vacancies: []Card{}, Past: []PastCard{}}
	for _, state := range []archive.State{archive.OnlyOpen, archive.OnlyClosed} {
		page, err := d.Hiring.List(ctx, archive.Filter{State: state, Employer: key}, "", shownVacancies)
		if err != nil {
			return f, fmt.Errorf("employer: %w", err)
		}
		for i := range page.Records {
			r := &page.Records[i]
			v, read, err := d.Load(ctx, r.ID)
			if err != nil {
				return f, err
			}
			if c := card(r.ID, v, read); state == archive.OnlyOpen {
				f.Vacancies = append(f.Vacancies, c)
			} else {
				f.Past = append(f.Past, PastCard{c, r.ClosedAt})
			}
		}
	}
	if f.Months, err = d.months(ctx, key); err != nil {
		return f, err
	}
	f.Points = pointsOf(d.Columns.View(), []string{e.Name})[e.Name]
	for _, q := range matcher.NeutralQuestions() {
		f.Questions = append(f.Questions, q.Text)
	}
	f.Contacts, err = d.Contacts(ctx, a, key, shownVacancies)
	return f, err
}

// months fills the months without activity in.
func (d *Desk) months(ctx context.Context, key string) ([]archive.Month, error) {
	now := d.Clock().UTC()
	first := time.Date(now.Year(), now.Month(), 1, 0, 0, 0, 0, time.UTC).AddDate(0, 1-months, 0)
	active, err := d.Hiring.Activity(ctx, key, first.Format("2006-01"))
	if err != nil {
		return nil, fmt.Errorf("activity: %w", err)
	}
	by := map[string]archive.Month{}
	for _, m := range active {
		by[m.Month] = m
	}
	out := make([]archive.Month, months)
	for i := range out {
		name := first.AddDate(0, i, 0).Format("2006-01")
		out[i] = by[name]
		out[i].Month = name
	}
	return out, nil
}
