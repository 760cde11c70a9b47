package matcher

import (
	"cmp"
	"context"
	"errors"
	"math"
	"slices"

	"passend/index/column"
	"passend/index/demand"
	"passend/index/taxonomy"
	"passend/matcher/profile"
)

// Completeness tells which empty field of a profile keeps most open vacancies
// undecided.
type Completeness struct {
	WorkerID string `json:"worker_id"`
	// Scanned is how many open vacancies were looked at.
	Scanned  int       `json:"scanned"`
	Missing  []Missing `json:"missing"`
	Versions Versions  `json:"versions"`
}

// Missing is an empty field, those that move most vacancies first.
type Missing struct {
	Field string `json:"field"`
	// Question is what to ask, in plain Dutch.
	Question string `json:"question"`
	// Moves is how many open vacancies could get another verdict or another band
	// once the field is known; 0 for fields that only order the list.
	Moves int `json:"moves"`
	// Most names what those vacancies ask most often (driving licences,
	// certificates, languages, items of the capacity), the commonest first.
	Most []string `json:"most,omitempty"`
}

// mostNamed bounds the names of a field.
const mostNamed = 3

// unknown is an empty field with what it could turn out to be.
type unknown struct {
	field, question string
	// with are plans of the same worker with the field filled in: the values
	// that can differ most from an empty one. What lies between moves no row
	// that none of these moves.
	with []*Plan
	// touches passes over rows that the field cannot move.
	touches func(r *column.Row, o *Outcome) bool
	// asks names what a row asks of the field, by number; nil names nothing.
	asks func(r *column.Row, add func(id uint32))
	name func(id uint32) string
}

// Completeness passes once over all open vacancies and counts, for every empty
// field of the profile, those whose verdict or band the field could change.
func (m *Matcher) Completeness(ctx context.Context, q Request, v *column.View) (*Completeness, error) {
	if q.Worker == nil {
		return nil, errors.New("completeness: a worker is needed")
	}
	if q.ExpectedStart.IsZero() {
		q.ExpectedStart = q.AsOf.AddDate(0, 0, 28)
	}
	res := &Completeness{WorkerID: q.Worker.ID, Missing: []Missing{}, Versions: m.versions(q.Worker)}
	for _, g := range q.Worker.Gaps() {
		res.Missing = append(res.Missing, Missing{Field: g.Field, Question: g.Question})
	}
	if q.Worker.Capacity.NoUsableCapacity {
		return res, nil
	}
	p := m.plan(&q, v)
	fields := (&variants{m, v, p, q}).all()
	parts := shares(v.Open.Len())
	counts := make([]moveCount, len(parts))
	err := forEach(len(parts), func(i int) error {
		counts[i] = moveCount{moves: make([]int, len(fields)), asked: make([]map[uint32]int, len(fields))}
		return counts[i].run(ctx, p, fields, v.Open, parts[i])
	})
	if err != nil {
		return nil, err
	}
	for i := range counts {
		res.Scanned += counts[i].scanned
	}
	for i, f := range fields {
		x := Missing{Field: f.field, Question: f.question}
		asked := map[uint32]int{}
		for _, c := range counts {
			x.Moves += c.moves[i]
			for id, n := range c.asked[i] {
				asked[id] += n
			}
		}
		x.Most = commonest(asked, f.name)
		res.set(x)
	}
	slices.SortStableFunc(res.Missing, func(a, b Missing) int { return b.Moves - a.Moves })
	return res, nil
}

// set counts a field that the profile asks about, or adds one that it does not.
func (c *Completeness) set(x Missing) {
	i := slices.IndexFunc(c.Missing, func(y Missing) bool { return y.Field == x.Field })
	switch {
	case i >= 0:
		c.Missing[i].Moves, c.Missing[i].Most = x.Moves, x.Most
	case x.Question != "" && x.Moves > 0:
		c.Missing = append(c.Missing, x)
	}
}

func commonest(asked map[uint32]int, name func(uint32) string) []string {
	ids := make([]uint32, 0, len(asked))
	for id := range asked {
		ids = append(ids, id)
	}
	slices.SortFunc(ids, func(a, b uint32) int { return cmp.Or(asked[b]-asked[a], cmp.Compare(a, b)) })
	var out []string
	for _, id := range ids[:min(len(ids), mostNamed)] {
		out = append(out, name(id))
	}
	return out
}

// moveCount is what one part of the rows adds.
type moveCount struct {
	scanned int
	moves   []int
	asked   []map[uint32]int
}

func (c *moveCount) run(ctx context.Context, p *Plan, fields []unknown, s *column.Segment, part [2]int) error {
	leftOut := p.leftOut[s]
	for i := part[0]; i < part[1]; i++ {
		if i&8191 == 0 {
			if err := ctx.Err(); err != nil {
				return err
			}
		}
		if s.Removed(i) || leftOut[int32(i)] {
			continue
		}
		c.scanned++
		row := s.Row(i)
		r := &row
		now, o := p.standing(r)
		for j := range fields {
			f := &fields[j]
			if !f.touches(r, &o) || !slices.ContainsFunc(f.with, func(q *Plan) bool { then, _ := q.standing(r); return then != now }) {
				continue
			}
			c.moves[j]++
			if f.asks == nil {
				continue
			}
			if c.asked[j] == nil {
				c.asked[j] = map[uint32]int{}
			}
			f.asks(r, func(id uint32) { c.asked[j][id]++ })
		}
	}
	return nil
}

// standing is the verdict on a row and whether it lies within the search
// profile, which together are its band.
type standing struct {
	verdict Verdict
	outside bool
}

func (p *Plan) standing(r *column.Row) (standing, Outcome) {
	var o Outcome
	p.judge(r, &o)
	out := standing{verdict: o.Verdict}
	if o.Verdict < Unlikely {
		var sc Scores
		p.place(r, &sc)
		out.outside = sc.Outside != 0
	}
	return out, o
}

// variants makes the plans of a worker with one field filled in.
type variants struct {
	m *Matcher
	v *column.View
	p *Plan
	q Request
}

// vary is the plan with one thing changed.
func (x *variants) vary(change func(q *Plan)) []*Plan {
	q := *x.p
	change(&q)
	return []*Plan{&q}
}

func (x *variants) all() []unknown {
	var out []unknown
	for _, f := range []func() (unknown, bool){
		x.directions, x.home, x.travel, x.licences, x.certificates, x.education, x.work, x.workYears, x.languages, x.languageLevels,
		x.hoursWeek, x.hoursDay, x.items,
	} {
		if u, empty := f(); empty {
			out = append(out, u)
		}
	}
	return out
}

// within: only the band of what could be proposed can change.
func within(_ *column.Row, o *Outcome) bool { return o.Verdict < Unlikely }

// worsens passes over what is unsuitable already: more requirements that count
// can only make a vacancy fit less.
func worsens(f func(r *column.Row) bool) func(*column.Row, *Outcome) bool {
	return func(r *column.Row, o *Outcome) bool { return o.Verdict != Unsuitable && f(r) }
}

// grounds passes over rows without one of the grounds.
func grounds(g Grounds) func(*column.Row, *Outcome) bool {
	return func(_ *column.Row, o *Outcome) bool { return (o.Hard|o.AskAbout)&g != 0 }
}

func (x *variants) directions() (unknown, bool) {
	// One that no vacancy has, and one that each has: what is sought may stand for
	// work that was done.
	with := append(x.vary(func(q *Plan) { q.directions = 1 }), x.vary(func(q *Plan) {
		q.directions = 1
		q.occupations = slices.Clone(q.occupations)
		for i := range q.occupations {
			q.occupations[i].direction = 1
		}
	})...)
	return unknown{field: "search.directions", with: with, touches: func(_ *column.Row, o *Outcome) bool {
		return o.Verdict < Unlikely || o.Hard&(GroundExperience|GroundEducation) != 0
	}}, x.p.directions == 0
}

// shortJourney is the shortest that people set as the longest, in minutes.
const shortJourney = 15

// faraway puts the home where nothing is within reach.
func faraway(q *Plan) { q.home, q.lat, q.lon, q.cos = true, 0, 0, 1 }

// journey compiles the travel of a worker who would travel a quarter of an hour
// at most.
func (x *variants) journey(q *Plan) {
	w := *x.p.Worker
	means := profile.Car
	if len(w.Person.Transport) > 0 {
		means = w.Person.Transport[0]
	}
	w.Search.Travel = []profile.Limit{{Means: means, Minutes: shortJourney}}
	q.Worker, q.reach = &w, nil
	q.compileTravel(x.m)
}

func (x *variants) home() (unknown, bool) {
	return unknown{field: "person.home", touches: within, with: x.vary(func(q *Plan) {
		if len(q.reach) == 0 {
			x.journey(q)
		}
		faraway(q)
	})}, x.p.Worker.Person.Home == (profile.Home{})
}

func (x *variants) travel() (unknown, bool) {
	return unknown{field: "search.travel", touches: within, with: x.vary(func(q *Plan) {
		x.journey(q)
		if !q.home {
			faraway(q)
		}
	})}, len(x.p.Worker.Search.Travel) == 0
}

func (x *variants) licences() (unknown, bool) {
	return unknown{
		field: "person.licences", touches: grounds(GroundLicence), with: x.vary(func(q *Plan) { q.licences = math.MaxUint16 }),
		asks: func(r *column.Row, add func(uint32)) {
			for i := range column.Licences {
				if r.Licences>>i&1 != 0 {
					add(uint32(i))
				}
			}
		},
		name: func(id uint32) string { return "rijbewijs " + column.Licences[id] },
	}, len(x.p.Worker.Person.Licences) == 0
}

func (x *variants) certificates() (unknown, bool) {
	return unknown{
		field: "person.certificates", touches: grounds(GroundCertificate),
		with: x.vary(func(q *Plan) { q.cover = slices.Repeat([]float32{1}, len(q.cover)) }),
		asks: func(r *column.Row, add func(uint32)) {
			for _, a := range r.Asked {
				if a.Certificate() && !x.p.has(a.ID()) {
					add(a.ID())
				}
			}
		},
		name: func(id uint32) string { name, _ := x.m.term(x.v.Dicts.Asked.Name(id)); return name },
	}, len(x.p.Worker.Person.Certificates) == 0
}

func (x *variants) education() (unknown, bool) {
	var with []*Plan
	// The lowest misses the level, the highest has it in another direction.
	for _, rank := range []int{taxonomy.EducationNone.Rank(), taxonomy.EducationWO.Rank()} {
		with = append(with, x.vary(func(q *Plan) { q.schooling = rank })...)
	}
	return unknown{field: "person.education", with: with, touches: worsens(func(r *column.Row) bool {
		return rankOf(r.EducationLevel()) >= 0 || r.Flags&(column.Protected|column.EducationField) != 0
	})}, x.p.schooling < 0
}

// manyYears is longer than any experience that is asked.
const manyYears = 60

func (x *variants) work() (unknown, bool) {
	// Work like every vacancy, and work like none.
	with := append(x.vary(func(q *Plan) {
		q.worked, q.occupations = true, slices.Clone(q.occupations)
		for i := range q.occupations {
			q.occupations[i].background, q.occupations[i].years = 1, manyYears
		}
	}), x.vary(func(q *Plan) { q.worked = true })...)
	return unknown{
		field: "person.work", touches: grounds(GroundExperience | GroundField | GroundEducation), with: with,
	}, len(x.p.Worker.Person.Work) == 0
}

func (x *variants) workYears() (unknown, bool) {
	w := *x.p.Worker
	w.Person.Work = slices.Clone(w.Person.Work)
	empty := false
	for i := range w.Person.Work {
		if w.Person.Work[i].Years == 0 {
			w.Person.Work[i].Years, empty = manyYears, true
		}
	}
	return unknown{
		field: "person.work.years", question: "Hoeveel jaar heeft deze persoon het werk gedaan waar geen jaren bij staan?",
		touches: grounds(GroundExperience | GroundField | GroundEducation),
		with:    x.vary(func(q *Plan) { q.Worker = &w; q.compileOccupations(x.m, x.v, x.q.Rules) }),
	}, empty
}

// noLanguage is the number of a language that no vacancy asks.
const noLanguage = math.MaxUint16

func (x *variants) languages() (unknown, bool) {
	return unknown{
		field: "person.languages", touches: worsens(func(r *column.Row) bool { return r.Languages[0] != 0 }),
		with: x.vary(func(q *Plan) { q.tongues = map[uint16]uint8{noLanguage: 0} }),
		asks: func(r *column.Row, add func(uint32)) {
			for _, packed := range r.Languages {
				if l, ok := column.UnpackLanguage(packed); ok {
					add(uint32(l.Code))
				}
			}
		},
		name: func(id uint32) string { code := x.v.Dicts.Languages.Name(id); return cmp.Or(languageNames[code], code) },
	}, len(x.p.tongues) == 0
}

func (x *variants) languageLevels() (unknown, bool) {
	lowest := map[uint16]uint8{}
	empty := false
	for code, level := range x.p.tongues {
		empty = empty || level == 0
		lowest[code] = max(level, 1)
	}
	return unknown{
		field: "person.languages.level", question: "Hoe goed zijn de talen waar geen niveau bij staat?",
		touches: worsens(func(r *column.Row) bool { return r.Languages[0] != 0 }),
		with:    x.vary(func(q *Plan) { q.tongues = lowest }),
	}, empty
}

// told reports that what a document does not name counts as no limitation.
func told(c *profile.Capacity) bool { return c.Source == profile.FMLA || c.Source == profile.FMLB }

// capacity is the plan with another capacity.
func (x *variants) capacity(change func(c *profile.Capacity)) *Plan {
	q, w := *x.p, *x.p.Worker
	change(&w.Capacity)
	q.Worker = &w
	q.limits = newLimits(&w.Capacity, plannedDay(&w, x.q.ExpectedStart), x.q.ExpectedStart)
	q.compilePriors(x.m, x.v)
	return &q
}

// fewHours is the least of a week that capacities state (FML 6.3: less than 10).
const fewHours = 8

func (x *variants) hoursWeek() (unknown, bool) {
	c := &x.p.Worker.Capacity
	return unknown{
		field: "capacity.hours_week", touches: worsens(func(*column.Row) bool { return true }),
		with: []*Plan{x.capacity(func(c *profile.Capacity) { c.HoursWeek.Hours = fewHours })},
	}, c.HoursWeek.Hours == 0 && x.p.limits.weekFinal == 0 && !told(c)
}

// dayHours are the steps of a day (FML 6.2). They move a row up as well as down:
// a shorter day asks less of what takes all day.
var dayHours = [...]float64{2, 4, 6, 8}

func (x *variants) hoursDay() (unknown, bool) {
	c := &x.p.Worker.Capacity
	if told(c) || x.p.limits.day != 0 {
		return unknown{}, false
	}
	u := unknown{field: "capacity.hours_day", touches: func(*column.Row, *Outcome) bool { return true }}
	for _, h := range dayHours {
		u.with = append(u.with, x.capacity(func(c *profile.Capacity) { c.HoursDay.Hours = h }))
	}
	return u, true
}

func (x *variants) items() (unknown, bool) {
	at := x.p.Worker.Capacity.Limitations(x.q.ExpectedStart)
	var open column.Keys
	for k := demand.Key(1); int(k) < int(demand.PhysicalGeneral); k++ {
		if comparable(k) && at.Items[k].Severity == demand.Unknown {
			open.Set(k)
		}
	}
	u := unknown{
		field: "capacity.items", touches: func(*column.Row, *Outcome) bool { return true },
		asks: func(r *column.Row, add func(uint32)) {
			for k := range demand.Count {
				if open.Has(demand.Key(k)) && r.Levels.Task.Has(demand.Key(k)) {
					add(uint32(k))
				}
			}
		},
		name: func(id uint32) string { return topics()[id].name },
	}
	for _, severity := range []int{0, 3} {
		u.with = append(u.with, x.capacity(func(c *profile.Capacity) {
			c.Items = slices.Clone(c.Items)
			for k := range demand.Count {
				if open.Has(demand.Key(k)) {
					c.Items = append(c.Items, profile.Item{Key: demand.Key(k), Severity: &severity})
				}
			}
		}))
	}
	return u, open.Any()
}
