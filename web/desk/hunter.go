package desk

import (
	"cmp"
	"context"
	"fmt"
	"slices"
	"strings"
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
	AnsweredBy(ctx context.Context) ([]archive.AnsweredBy, error)
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
	// Spread says for how many of these employers each worker is; only for a
	// whole caseload.
	Spread []Share   `json:"spread,omitempty"`
	AsOf   time.Time `json:"as_of"`
}

// Share is a worker's part of a shortlist.
type Share struct {
	Ref
	Employers int `json:"employers"`
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
	// Parts say where the score comes from.
	Parts   []matcher.Credit `json:"parts,omitempty"`
	Workers []Ref            `json:"workers"`
	Points  []Point          `json:"points,omitempty"`
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

// hunt is for whom employers are looked for.
type hunt struct {
	refs    []Ref // the whole caseload
	labels  map[string]string
	workers []*profile.Worker
	rules   map[string]matcher.Rules
}

// hunt loads a worker of the caseload, or all of them when workerID is empty.
func (d *Desk) hunt(ctx context.Context, a dossier.Actor, workerID string) (hunt, error) {
	h := hunt{labels: map[string]string{}, rules: map[string]matcher.Rules{}}
	if !dossier.May(a.Role, dossier.DataEmployers) {
		return h, dossier.ErrDenied
	}
	lines, err := d.People.As(a).Caseload(ctx)
	if err != nil {
		return h, err
	}
	added, err := d.addedFor(ctx, a)
	if err != nil {
		return h, err
	}
	for _, l := range lines {
		h.refs = append(h.refs, Ref{l.ID, l.Label})
		h.labels[l.ID] = l.Label
	}
	if workerID != "" {
		lines = slices.DeleteFunc(lines, func(l dossier.Summary) bool { return l.ID != workerID })
		if len(lines) == 0 {
			return h, dossier.ErrDenied
		}
	}
	by := a
	if !dossier.May(a.Role, dossier.DataMatch) {
		by = bandFor(a)
	}
	workers, err := d.People.As(by).Workers(ctx, ids(lines))
	if err != nil {
		return h, err
	}
	for i := range workers {
		w := &workers[i]
		without, err := d.unreleased(ctx, a, w.ID, added)
		if err != nil {
			return h, err
		}
		h.rules[w.ID] = matcher.Rules{Without: without}
		h.workers = append(h.workers, w)
	}
	return h, nil
}

// key names for whom employers are looked for, as rankingKey does for one.
func (h *hunt) key(d *Desk, role dossier.Role) string {
	var b strings.Builder
	for _, w := range h.workers {
		b.WriteString("\n" + d.rankingOf(role, w, time.Time{}, h.rules[w.ID]).key)
	}
	return b.String()
}

// Shortlist ranks employers for a worker of the caseload, or for all of them
// when workerID is empty. top bounds each of the two lists; 0 is 25.
func (d *Desk) Shortlist(ctx context.Context, a dossier.Actor, workerID string, top int) (Shortlist, error) {
	s := Shortlist{Chosen: workerID, AsOf: d.Clock(), WithVacancy: []Prospect{}, Speculative: []Prospect{}}
	h, err := d.hunt(ctx, a, workerID)
	if err != nil {
		return s, err
	}
	s.Workers = h.refs
	known, err := d.approaches(ctx, a)
	if err != nil {
		return s, err
	}
	f, err := d.found(ctx, a.Role, &h, known, top)
	if err != nil {
		return s, err
	}
	prospects := func(all []matcher.Employer) []Prospect {
		out := []Prospect{}
		for i := range all {
			out = append(out, prospect(&all[i], known, h.labels, f.points))
		}
		return out
	}
	s.WithVacancy, s.Speculative = prospects(f.WithVacancy), prospects(f.Speculative)
	if workerID == "" && len(h.refs) > 1 {
		s.Spread = spread(h.refs, s.WithVacancy, s.Speculative)
	}
	return s, nil
}

// foundEmployers are ranked employers with where they have work.
type foundEmployers struct {
	*matcher.EmployersResult
	points map[string][]Point
}

// found ranks the employers for a hunt, or gives what it gave before when
// nothing has changed since. Contacts are only added: their number and the last
// one tell whether there are new ones.
func (d *Desk) found(ctx context.Context, role dossier.Role, h *hunt, known map[string]approach, top int) (foundEmployers, error) {
	contacts, last := 0, time.Time{}
	for _, x := range known {
		contacts += x.Contacts
		if x.LastContact.After(last) {
			last = x.LastContact
		}
	}
	key := fmt.Sprintf("employers %d %d %d%s", top, contacts, last.UnixMilli(), h.key(d, role))
	view, now := d.Columns.View(), d.Clock()
	return remembered(ctx, d, view, heavy, key, func(ctx context.Context) (f foundEmployers, err error) {
		f.EmployersResult, err = d.Matcher.Employers(ctx, matcher.EmployersRequest{
			Workers: h.workers, Rules: h.rules, AsOf: now, ExpectedStart: now.Add(startAfter), Top: top,
			History: func(name string) matcher.EmployerHistory { return known[employerKey(name)].EmployerHistory },
			// A colleague's caseload has some of the same workers, and a new contact
			// changes the order alone.
			Remember: func(w *profile.Worker, find func() (matcher.EmployerFits, error)) (matcher.EmployerFits, error) {
				r := d.rankingOf(role, w, time.Time{}, h.rules[w.ID])
				return remembered(ctx, d, view, middling, r.key+" employers", func(context.Context) (matcher.EmployerFits, error) { return find() })
			},
		}, view)
		if err != nil {
			return f, fmt.Errorf("shortlist: %w", err)
		}
		f.points = pointsOf(view, slices.Concat(f.WithVacancy, f.Speculative))
		return f, nil
	})
}

// spread counts the employers for each worker, the fewest first: who is easily
// passed over stands on top.
func spread(workers []Ref, lists ...[]Prospect) []Share {
	out := make([]Share, len(workers))
	for i, w := range workers {
		out[i].Ref = w
		for _, list := range lists {
			for _, p := range list {
				if slices.Contains(p.Workers, w) {
					out[i].Employers++
				}
			}
		}
	}
	slices.SortStableFunc(out, func(a, b Share) int { return cmp.Compare(a.Employers, b.Employers) })
	return out
}

func prospect(e *matcher.Employer, known map[string]approach, labels map[string]string, points map[string][]Point) Prospect {
	key := employerKey(e.Name)
	p := Prospect{
		Key: key, Name: e.Name, Score: percent(e.Score), Open: e.Open, Past: e.Past, Active: e.Active, Year: e.Year, Minutes: e.Minutes,
		// Most texts of an agency do not say that it is one; its name does.
		Agency: e.Agency || duplicate.IsAgency(e.Name, ""), Wait: e.Full || e.Resting, Contacts: e.Contacts, LastContact: known[key].LastContact, LastOutcome: known[key].outcome,
		Reasons: e.Reasons, Parts: e.Parts, Points: points[e.Name],
	}
	for _, id := range e.Workers {
		p.Workers = append(p.Workers, Ref{id, labels[id]})
	}
	return p
}

func employerKey(name string) string { return duplicate.NormalizeEmployer(name) }

// pointsOf finds where the employers have work, under all their names: the
// places of their open vacancies, and of those of the last year for who has none
// open. A region is no place.
func pointsOf(v *column.View, all []matcher.Employer) map[string][]Point {
	wanted := map[uint32]string{}
	for i := range all {
		for _, n := range append([]string{all[i].Name}, all[i].Names...) {
			if id, ok := v.Dicts.Employers.Find(n); ok {
				wanted[id] = all[i].Name
			}
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
