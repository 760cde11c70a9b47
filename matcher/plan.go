package matcher

import (
	"time"

	"passend/index/column"
	"passend/index/taxonomy"
	"passend/matcher/profile"
)

// mostDirections bounds the directions of one worker that are told apart, and
// mostTitles the titles that they name ("data steward / databeheerder").
const (
	mostDirections = 16
	mostTitles     = 32
)

// priorOutcome is what an occupation's usual demands mean for a worker.
type priorOutcome struct{ red, amber, known column.Keys }

// occupationFit is what an occupation means for a worker.
type occupationFit struct {
	// direction is how well it fits the best search direction, 0–1, and which.
	direction float32
	best      uint8
	// background is how near it is to work done before, 0–1; years are those
	// of related work.
	background, years float32
	excluded          bool
}

// Plan is a worker made ready for a scan: everything that depends on the worker
// alone, in tables by dictionary number. A plan is read-only after Compile.
type Plan struct {
	Worker  *profile.Worker
	AsOf    time.Time
	weights *Weights
	limits  limits

	licences  uint16
	held      map[string]bool // certificates by id
	schooling int
	tongues   map[uint16]uint8

	priors      []priorOutcome
	desk        priorOutcome // of work at a screen
	occupations []occupationFit
	// cover is how much of an asked competence or certificate the worker has,
	// 0–1; rarity how much it counts, both by number.
	cover, rarity []float32
	// stemAt gives the place in stemFits of a stem, 0 for none.
	stemAt   []uint16
	stemFits []stemFit
	// factors are the weights of the directions; whole is what a full match of
	// a title's stems adds up to, of whose direction it is.
	factors    [mostDirections]float32
	directions int
	whole      [mostTitles]float32
	whose      [mostTitles]uint8
	titles     int
	// barred are stems per excluded direction that must all occur.
	barred [][]uint32
	// learnt are the fields of study that the worker learnt or worked in.
	// field are those and the fields that the directions name.
	learnt, field taxonomy.StudyFields
	// worked is false where no earlier work is stated.
	worked bool

	// cos is that of the home's latitude, turn by how much it is less halfway to
	// a place one degree up.
	lat, lon, cos, turn float64
	home                bool
	reach               []reach
	// bounds are those of an exact place and of the middle of a region.
	bounds    [2]bounds
	contracts uint16
	sectors   [256]bool
	anySector bool
	// level are titles above the worker's level of work.
	level      column.Flags
	wishTimes  column.Flags
	hoursMin   int
	hoursMax   int
	barredEmpl map[uint32]bool
	// leftOut are rows that take no part at all, see Rules.Without.
	leftOut map[*column.Segment]map[int32]bool
	// role orders the list: for a job hunter without what tells of the capacity.
	role Role
	// openTotal is the weight of all of openWishes.
	openTotal float32
}

func rankOf(level uint8) int { return taxonomy.Education(level).Rank() }

// Compile makes a worker ready for scanning the view on a date. Expected is
// when work would start; zero means four weeks after asOf.
func (m *Matcher) Compile(w *profile.Worker, v *column.View, asOf, expected time.Time, rules Rules) *Plan {
	if expected.IsZero() {
		expected = asOf.AddDate(0, 0, 28)
	}
	p := &Plan{Worker: w, AsOf: asOf, weights: &m.weights}
	for _, part := range openWishes {
		p.openTotal += m.weights.part[part]
	}
	planned := plannedDay(w, expected)
	p.limits = newLimits(&w.Capacity, planned, expected)
	p.compileSearch(m, v)
	p.compilePriors(m, v)
	p.compileOccupations(m, v, rules)
	p.compileDirectionWords(v, rules)
	p.compilePerson(m, v)
	p.compileTravel(m)
	p.barredEmpl = map[uint32]bool{}
	for _, e := range rules.ExcludedEmployers {
		if id, ok := v.Dicts.Employers.Find(e); ok && id != 0 {
			p.barredEmpl[id] = true
		}
	}
	if len(rules.Without) > 0 {
		p.leaveOut(v, rules.Without)
	}
	return p
}

// plan is the plan that the request brings, or one made now.
func (m *Matcher) plan(q *Request, v *column.View) *Plan {
	if q.Plan != nil {
		return q.Plan
	}
	return m.Compile(q.Worker, v, q.AsOf, q.ExpectedStart, q.Rules)
}

// leaveOut finds the rows of the ids.
func (p *Plan) leaveOut(v *column.View, ids map[string]bool) {
	p.leftOut = map[*column.Segment]map[int32]bool{}
	for _, s := range []*column.Segment{v.Open, v.Closed} {
		rows := map[int32]bool{}
		for id := range ids {
			if row, ok := s.Find(id); ok && ids[id] {
				rows[int32(row)] = true
			}
		}
		p.leftOut[s] = rows
	}
}

// plannedDay is how many hours a day the worker would work.
func plannedDay(w *profile.Worker, start time.Time) float64 {
	var l limits
	at := w.Capacity.Limitations(start)
	l.readHours(&at)
	day := float64(fullDay)
	if l.day > 0 {
		day = min(day, float64(l.day)/4)
	}
	if w.Search.HoursDayMax > 0 {
		day = min(day, w.Search.HoursDayMax)
	}
	return day
}

func (p *Plan) compileSearch(m *Matcher, v *column.View) {
	s := &p.Worker.Search
	for _, c := range s.Contracts {
		p.contracts |= column.ContractBit(c)
	}
	for _, c := range s.Sectors {
		if c != "" {
			p.sectors[c[0]] = true
			p.anySector = true
		}
	}
	for _, t := range []struct {
		wish string
		flag column.Flags
	}{
		{s.Times.Evening, column.Evening}, {s.Times.Night, column.Night}, {s.Times.Saturday, column.Saturday},
		{s.Times.Sunday, column.Sunday}, {s.Times.Shifts, column.Shifts},
	} {
		if t.wish == "no" {
			p.wishTimes |= t.flag
		}
	}
	p.hoursMin, p.hoursMax = quarters(s.HoursMin), quarters(s.HoursMax)
}

// compilePriors tells what the usual demands of each occupation mean.
func (p *Plan) compilePriors(m *Matcher, v *column.View) {
	names := v.Dicts.Occupations.Names()
	p.priors = make([]priorOutcome, len(names))
	p.desk = p.limits.prior(m.prior(deskWork))
	for i, code := range names {
		if i > 0 {
			p.priors[i] = p.limits.prior(m.prior(code))
		}
	}
}

func (p *Plan) compileOccupations(m *Matcher, v *column.View, rules Rules) {
	names := v.Dicts.Occupations.Names()
	p.occupations = make([]occupationFit, len(names))
	s := &p.Worker.Search
	p.directions = min(len(s.Directions), mostDirections)
	for d := range p.directions {
		dir := &s.Directions[d]
		rank := d
		if dir.Priority > 0 {
			rank = dir.Priority - 1
		}
		p.factors[d] = max(0.5, 1-p.weights.PriorityStep*float32(rank)) * rules.factor(dir.Text)
		for _, o := range m.directionCodes(dir.Text, dir.ISCO) {
			sim := m.similarities(o.ISCO, names)
			sure := p.factors[d] * float32(0.6+0.4*min(o.Score, 1))
			for i := range names {
				if f := sim[i] * sure; f > p.occupations[i].direction {
					p.occupations[i].direction, p.occupations[i].best = f, uint8(d)
				}
			}
		}
	}
	for _, job := range p.Worker.Person.Work {
		// A title may mean several occupations: its years count once, for the one
		// that is nearest to what is asked.
		near := make([]float32, len(names))
		for _, o := range m.directionCodes(job.Title, nonEmpty(job.ISCO)) {
			sim := m.similarities(o.ISCO, names)
			for i := range names {
				f := sim[i] * float32(0.6+0.4*min(o.Score, 1))
				fit := &p.occupations[i]
				fit.background = max(fit.background, f*float32(0.8+0.2*min(job.Years/5, 1)))
				near[i] = max(near[i], countsAs(sim[i]))
			}
		}
		for i := range names {
			p.occupations[i].years += float32(max(job.Years, 0.5)) * near[i]
		}
	}
	for _, e := range s.Excluded {
		for _, o := range m.directionCodes(e.Text, e.ISCO) {
			if o.Score < 0.5 {
				continue
			}
			for i, f := range m.similarities(o.ISCO, names) {
				if f >= 0.99 && p.occupations[i].direction < 0.9 {
					p.occupations[i].excluded = true
				}
			}
		}
	}
}

// Years count as experience from workLeast likeness on, in full from workFull.
const (
	workLeast = 0.3
	workFull  = 0.8
)

// countsAs is what a year in work of some likeness counts as experience: an
// electrician has done part of what a planner of electrical work does.
func countsAs(likeness float32) float32 {
	return min(max((likeness-workLeast)/(workFull-workLeast), 0), 1)
}

func nonEmpty(s string) []string {
	if s == "" {
		return nil
	}
	return []string{s}
}

// prior tells what the usual demands of an occupation mean within the limits.
func (l *limits) prior(levels Levels, ok bool) (out priorOutcome) {
	if !ok {
		return out
	}
	for _, x := range l.list {
		d := int(levels[x.key])
		if d < 0 {
			continue
		}
		out.known.Set(x.key)
		switch {
		case d >= x.red:
			out.red.Set(x.key)
		case d >= x.conflict:
			out.amber.Set(x.key)
		}
	}
	return out
}
