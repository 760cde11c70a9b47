package matcher

import (
	"cmp"
	"context"
	"fmt"
	"math/bits"
	"slices"
	"time"

	"passend/index/column"
	"passend/matcher/profile"
)

// EmployerHistory is what the dossier and the archive know of an employer
// beyond its vacancies.
type EmployerHistory struct {
	// Contacts and Placed are earlier approaches and good outcomes; Clients is
	// how many workers of the organisation were brought there in the last
	// twelve months; LastContact is zero when there was none.
	Contacts, Placed, Clients int
	LastContact               time.Time
}

// EmployersRequest asks which employers to approach for the workers.
type EmployersRequest struct {
	Workers             []*profile.Worker
	Rules               map[string]Rules
	AsOf, ExpectedStart time.Time
	// Of narrows the answer to the employers with these keys, and then every
	// vacancy that fits is named; empty asks for all employers.
	Of []string
	// Top bounds each list, 25 when 0.
	Top int
	// History is by employer name; nil knows nothing.
	History func(employer string) EmployerHistory
	// MostClients is the cap on clients brought to one employer, 3 when 0;
	// RestDays how long an employer is left alone after a contact, 14 when 0.
	MostClients, RestDays int
	// Remember, which may be nil, gives what find found before for a worker in
	// the same view, dates and rules, or calls it. Not asked with Of.
	Remember func(w *profile.Worker, find func() (EmployerFits, error)) (EmployerFits, error)
}

// EmployerFits is what fits one worker, one entry for each employer with a fit,
// in the order of the first. It does not change.
type EmployerFits []fitCount

// Employer is an employer with what speaks for an approach.
type Employer struct {
	// Name is as most of its vacancies write it; the names under which it
	// publishes count together.
	Name string `json:"name"`
	// Names are the others.
	Names []string `json:"names,omitempty"`
	// Fits names the vacancies behind Open, of a request that narrows.
	Fits []Fit `json:"fits,omitempty"`
	// Open and Past count fitting vacancies now and in the last twelve months,
	// over the workers; Workers names those with a fit now (or, for an open
	// application, in the past).
	Open    int      `json:"open"`
	Past    int      `json:"past"`
	Workers []string `json:"workers"`
	// Active is all vacancies open now, Year all in the last twelve months.
	Active int `json:"active"`
	Year   int `json:"year"`
	// Parttime is the share (0–100) of vacancies open below 32 hours.
	Parttime float64 `json:"parttime"`
	// parttime of hours vacancies make the share; clients counts the workers,
	// group is under which its names count together.
	parttime, hours, clients int
	group                    uint32
	// Minutes is the shortest estimated journey, 0 unknown.
	Minutes  int  `json:"minutes,omitempty"`
	Openness int  `json:"openness"`
	Agency   bool `json:"agency,omitempty"`
	Contacts int  `json:"contacts,omitempty"`
	Placed   int  `json:"placed,omitempty"`
	Clients  int  `json:"clients,omitempty"`
	// Full is true at the cap on clients, Resting while left alone.
	Full    bool `json:"full,omitempty"`
	Resting bool `json:"resting,omitempty"`
	// Score orders the list; Parts add up to it, but for an agency (four fifths
	// of it) and one to wait with (half). Reasons say it in Dutch.
	Score    float64  `json:"score"`
	Parts    []Credit `json:"parts,omitempty"`
	Reasons  []string `json:"reasons"`
	Examples []string `json:"examples,omitempty"`
}

// Fit is an open vacancy that fits a worker.
type Fit struct {
	VacancyID string `json:"vacancy_id"`
	WorkerID  string `json:"worker_id"`
}

// EmployersResult holds two lists that are never mixed.
type EmployersResult struct {
	// WithVacancy are employers with a fitting vacancy open now, Speculative
	// those for an open application (open sollicitatie).
	WithVacancy []Employer `json:"with_vacancy"`
	Speculative []Employer `json:"speculative"`
	Scanned     int        `json:"scanned"`
}

// fitCount is what one worker finds at one employer.
type fitCount struct {
	employer   uint32 // group
	open, past int32
	minutes    float32
	example    [3]int32
	examples   uint8
	rows       []int32 // all that are open, when they are asked for
}

// Employers ranks employers by vacancies that fit, open and past. Fitting is
// a proposal within the search profile.
func (m *Matcher) Employers(ctx context.Context, q EmployersRequest, v *column.View) (*EmployersResult, error) {
	if q.Top <= 0 {
		q.Top = 25
	}
	if q.MostClients <= 0 {
		q.MostClients = 3
	}
	if q.RestDays <= 0 {
		q.RestDays = 14
	}
	scan := employerScan{m: m, q: &q, v: v, groups: m.employers.groups(v.Dicts.Employers)}
	if len(q.Of) > 0 {
		scan.only = m.employers.among(q.Of)
		scan.rows = map[*column.Segment][]uint64{v.Open: scan.of(v.Open), v.Closed: scan.of(v.Closed)}
	}
	if q.Remember == nil || scan.only != nil {
		q.Remember = func(_ *profile.Worker, find func() (EmployerFits, error)) (EmployerFits, error) { return find() }
	}
	fits := make([]EmployerFits, len(q.Workers))
	parts := spread(len(q.Workers))
	slots := make([][]int32, len(parts))
	for i := range slots {
		slots[i] = make([]int32, len(scan.groups))
	}
	err := forEach(len(parts), func(i int) error {
		for w := parts[i][0]; w < parts[i][1]; w++ {
			var err error
			fits[w], err = q.Remember(q.Workers[w], func() (EmployerFits, error) { return scan.fits(ctx, q.Workers[w], slots[i]) })
			if err != nil {
				return err
			}
		}
		return nil
	})
	if err != nil {
		return nil, fmt.Errorf("employers: %w", err)
	}
	return scan.collect(fits), nil
}

// employerScan is one pass over the vacancies.
type employerScan struct {
	m      *Matcher
	q      *EmployersRequest
	v      *column.View
	groups []uint32
	only   map[uint32]bool // groups asked for; nil is all
	// rows are those of the groups asked for, a bit for each.
	rows map[*column.Segment][]uint64
}

// of marks the rows of the groups asked for: the same for every worker.
func (x *employerScan) of(s *column.Segment) []uint64 {
	set := make([]uint64, (s.Len()+63)/64)
	for i, g := range s.Gates() {
		if _, wanted := x.group(g.Employer); wanted {
			set[i>>6] |= 1 << (i & 63)
		}
	}
	return set
}

// group is the employer of a row, false for one that is not asked for.
func (x *employerScan) group(name uint32) (uint32, bool) {
	if name == 0 || int(name) >= len(x.groups) { // given out after this began
		return 0, false
	}
	g := x.groups[name]
	return g, x.only == nil || x.only[g]
}

// fits finds what fits one worker, by employer. slots, one for each group and
// all zero, says where in the answer an employer stands, counted from one; it is
// handed back as it was.
func (x *employerScan) fits(ctx context.Context, w *profile.Worker, slots []int32) (EmployerFits, error) {
	m, q, v := x.m, x.q, x.v
	var out EmployerFits
	defer func() {
		for i := range out {
			slots[out[i].employer] = 0
		}
	}()
	if w.Capacity.NoUsableCapacity {
		return out, nil
	}
	p := m.Compile(w, v, q.AsOf, q.ExpectedStart, q.Rules[w.ID])
	var o Outcome
	var sc Scores
	for _, s := range []*column.Segment{v.Open, v.Closed} {
		if err := ctx.Err(); err != nil {
			return nil, err
		}
		gates := s.Gates()
		leftOut := p.leftOut[s]
		for word, set := range p.candidates(s) {
			if x.only != nil {
				set &= x.rows[s][word]
			}
			for ; set != 0; set &= set - 1 {
				i := word<<6 + bits.TrailingZeros64(set)
				if i >= len(gates) {
					continue
				}
				employer, wanted := x.group(gates[i].Employer)
				if !wanted || s.Removed(i) || leftOut[int32(i)] || p.barrier(&gates[i]) != 0 || p.far(&gates[i]) {
					continue
				}
				r := s.Row(i)
				if p.stopped(&r, &o) || o.Verdict >= Unlikely {
					continue
				}
				if p.place(&r, &sc); sc.Outside != 0 {
					continue
				}
				if slots[employer] == 0 {
					out = append(out, fitCount{employer: employer, minutes: -1})
					slots[employer] = int32(len(out))
				}
				f := &out[slots[employer]-1]
				f.add(s == v.Open, int32(i), sc.Minutes)
				if x.only != nil && s == v.Open {
					f.rows = append(f.rows, int32(i))
				}
			}
		}
	}
	return out, nil
}

func (f *fitCount) add(open bool, row int32, minutes float32) {
	if minutes >= 0 && (f.minutes < 0 || minutes < f.minutes) {
		f.minutes = minutes
	}
	if !open {
		f.past++
		return
	}
	f.open++
	if int(f.examples) < len(f.example) {
		f.example[f.examples] = row
		f.examples++
	}
}

// far reports, by the gate alone, a place beyond the longest journey sought.
func (p *Plan) far(g *column.Gate) bool {
	return g.Flags&column.FullRemote == 0 && p.tooFar(g)
}

func (x *employerScan) collect(fits []EmployerFits) *EmployersResult {
	q, v := x.q, x.v
	act := make([]activity, len(x.groups))
	scanned := 0
	for _, s := range []*column.Segment{v.Open, v.Closed} {
		gates := s.Gates()
		for i := range gates {
			if s.Removed(i) || int(gates[i].Employer) >= len(act) {
				continue
			}
			scanned++
			act[gates[i].Employer].add(&gates[i], s == v.Open)
		}
	}
	name := published(x.groups, act)
	for id, group := range x.groups {
		if int(group) != id {
			act[group].merge(&act[id])
		}
	}
	all := x.tally(fits)
	var open, past []*Employer
	for i := range all {
		e := &all[i]
		e.Name = v.Dicts.Employers.Name(name[e.group])
		q.finish(e, &act[e.group])
		if e.Open > 0 {
			open = append(open, e)
		} else {
			past = append(past, e)
		}
	}
	kept := make([]*Employer, len(x.groups))
	res := &EmployersResult{WithVacancy: first(open, q.Top, kept), Speculative: first(past, q.Top, kept), Scanned: scanned}
	for w := range fits {
		for i := range fits[w] {
			if e := kept[fits[w][i].employer]; e != nil {
				e.detail(q.Workers[w].ID, &fits[w][i], v)
			}
		}
	}
	for id, group := range x.groups {
		if e := kept[group]; e != nil && act[id].year > 0 && uint32(id) != name[group] {
			e.Names = append(e.Names, v.Dicts.Employers.Name(uint32(id)))
		}
	}
	for _, e := range kept {
		if e != nil {
			slices.Sort(e.Workers)
			e.explain()
		}
	}
	return res
}

// tally adds up what the workers find, by employer.
func (x *employerScan) tally(fits []EmployerFits) []Employer {
	var all []Employer
	slots := make([]int32, len(x.groups)) // places in all, counted from one
	for w := range fits {
		for i := range fits[w] {
			f := &fits[w][i]
			if slots[f.employer] == 0 {
				all = append(all, Employer{group: f.employer})
				slots[f.employer] = int32(len(all))
			}
			all[slots[f.employer]-1].count(f)
		}
	}
	return all
}

// first gives the n that come first, and notes where each stands by its group.
func first(list []*Employer, n int, kept []*Employer) []Employer {
	slices.SortFunc(list, func(a, b *Employer) int {
		return cmp.Or(cmp.Compare(b.Score, a.Score), cmp.Compare(a.Name, b.Name))
	})
	out := make([]Employer, min(len(list), n))
	for i := range out {
		out[i] = *list[i]
		kept[out[i].group] = &out[i]
	}
	return out
}

// count adds what one worker finds there.
func (e *Employer) count(f *fitCount) {
	e.Open += int(f.open)
	e.Past += int(f.past)
	e.clients++
	if f.minutes > 0 && (e.Minutes == 0 || int(f.minutes+0.5) < e.Minutes) {
		e.Minutes = int(f.minutes + 0.5)
	}
}

// detail names the worker and the vacancies behind the count.
func (e *Employer) detail(worker string, f *fitCount, v *column.View) {
	e.Workers = append(e.Workers, worker)
	for _, row := range f.example[:f.examples] {
		if len(e.Examples) == len(f.example) {
			break
		}
		if id := v.Open.ID(int(row)); !slices.Contains(e.Examples, id) {
			e.Examples = append(e.Examples, id)
		}
	}
	for _, row := range f.rows {
		e.Fits = append(e.Fits, Fit{v.Open.ID(int(row)), worker})
	}
}
