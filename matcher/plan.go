package matcher

import (
	"math"
	"strings"
	"time"

	"passend/index/column"
	"passend/index/reading"
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

// stemFit is what a stem adds to the titles that the directions name.
type stemFit [mostTitles]float32

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
	fields []bool

	lat, lon, cos float64
	home          bool
	reach         []reach
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

// bounds are squares of distances in metres: up to within every journey is
// within the search profile, beyond the other none is.
type bounds struct{ within, beyond float64 }

// reach is one means of travel with its longest journey in minutes.
type reach struct {
	means   profile.Means
	minutes float64
	// a and b give the minutes of a straight distance in metres: a + b·metres.
	table [reachSteps + 1]float32
}

// Travel times are tabulated by steps of reachStep metres.
const (
	reachStep  = 1000
	reachSteps = 250
)

func (p *Plan) has(id uint32) bool { return int(id) < len(p.cover) && p.cover[id] >= 0.99 }

func rankOf(level uint8) int { return taxonomy.Education(level).Rank() }

// knowsField reports whether the asked direction of education is one that the
// worker learnt or worked in.
func (p *Plan) knowsField(r *column.Row) bool {
	if int(r.Field) < len(p.fields) && p.fields[r.Field] {
		return true
	}
	return p.occupations[r.Occupation].background >= 0.75
}

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

// A title is linked to an occupation that is likelier than not, and to others
// that are nearly as likely.
const (
	linkLeast = 0.62
	linkNear  = 0.85
)

// directionCodes are the ISCO codes of a direction with how sure they are.
func (m *Matcher) directionCodes(text string, isco []string) []reading.OccupationFact {
	if len(isco) > 0 {
		out := make([]reading.OccupationFact, len(isco))
		for i, c := range isco {
			out[i] = reading.OccupationFact{ISCO: c, Score: 1}
		}
		return out
	}
	var out []reading.OccupationFact
	for _, part := range splitDirection(text) {
		found := m.world.Knowledge.Occupations(part)
		for _, o := range found {
			if o.Score >= linkLeast && o.Score >= linkNear*found[0].Score {
				out = append(out, o)
			}
		}
	}
	return out
}

// splitDirection cuts "data steward / databeheerder" into its titles; what
// stands between brackets only narrows one.
func splitDirection(text string) []string {
	var out []string
	if i := strings.IndexByte(text, '('); i > 0 {
		text = text[:i]
	}
	for _, part := range strings.FieldsFunc(text, func(r rune) bool { return r == '/' || r == ',' || r == ';' }) {
		if part = strings.TrimSpace(part); part != "" {
			out = append(out, part)
		}
	}
	return out
}

// compilePriors tells what the usual demands of each occupation mean.
func (p *Plan) compilePriors(m *Matcher, v *column.View) {
	names := v.Dicts.Occupations.Names()
	p.priors = make([]priorOutcome, len(names))
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

func (p *Plan) compileDirectionWords(v *column.View, rules Rules) {
	p.stemAt = make([]uint16, v.Dicts.Stems.Len())
	p.stemFits = make([]stemFit, 1)
	total := float64(v.Open.Live() + 1)
	for d := range p.directions {
		for _, title := range splitDirection(p.Worker.Search.Directions[d].Text) {
			if p.titles < mostTitles {
				p.title(v, uint8(d), title, total)
			}
		}
	}
	for _, e := range p.Worker.Search.Excluded {
		var ids []uint32
		for _, stem := range column.Stems(e.Text) {
			id, ok := v.Dicts.Stems.Find(stem)
			if !ok {
				ids = nil
				break
			}
			ids = append(ids, id)
		}
		if len(ids) > 0 {
			p.barred = append(p.barred, ids)
		}
	}
}

// title weighs the stems of one title of a direction, the rarer the heavier.
func (p *Plan) title(v *column.View, d uint8, text string, total float64) {
	words := column.Words(text)
	if len(words) == 0 {
		return
	}
	i := p.titles
	p.titles++
	p.whose[i] = d
	before := float32(0)
	for k, w := range words {
		weight := float32(math.Log((total+1)/float64(openWith(v, w.Stem)+1)) + 1)
		p.whole[i] += weight
		p.fits(v, w.Stem, i, weight)
		// "keyuser" is also written as "key user", and the other way round.
		if a, b, ok := halves(v, w); ok {
			p.fits(v, a, i, weight/2)
			p.fits(v, b, i, weight/2)
		}
		if k > 0 {
			p.fits(v, column.StemOf(words[k-1].Text+w.Text), i, before+weight)
		}
		before = weight
	}
}

// fits lets a stem count for a title, if there are vacancies with it.
func (p *Plan) fits(v *column.View, stem string, title int, weight float32) {
	id, ok := v.Dicts.Stems.Find(stem)
	if !ok || id == 0 {
		return
	}
	if p.stemAt[id] == 0 {
		p.stemAt[id] = uint16(len(p.stemFits))
		p.stemFits = append(p.stemFits, stemFit{})
	}
	p.stemFits[p.stemAt[id]][title] += weight
}

// openWith is how many open vacancies have the stem in their title.
func openWith(v *column.View, stem string) int {
	if id, ok := v.Dicts.Stems.Find(stem); ok {
		return len(v.Open.WithStem(id))
	}
	return 0
}

// leastHalf is the shortest part of a word that is written as one or as two.
const leastHalf = 3

// halves splits a word in two whose stems titles use more than that of the whole.
func halves(v *column.View, w column.Word) (a, b string, ok bool) {
	whole := openWith(v, w.Stem)
	for i := leastHalf; i <= len(w.Text)-leastHalf; i++ {
		x, y := column.StemOf(w.Text[:i]), column.StemOf(w.Text[i:])
		if n := min(openWith(v, x), openWith(v, y)); n > whole {
			a, b, ok, whole = x, y, true, n
		}
	}
	return a, b, ok
}

func (p *Plan) compilePerson(m *Matcher, v *column.View) {
	w := &p.Worker.Person
	for _, l := range w.Licences {
		p.licences |= column.LicenceBit(l)
	}
	p.licences = impliedLicences(p.licences)
	p.schooling = -1
	for _, s := range w.Education {
		r := s.Level.Rank()
		if !s.Diploma && r > 0 {
			r--
		}
		p.schooling = max(p.schooling, r)
	}
	p.tongues = map[uint16]uint8{}
	for _, l := range w.Languages {
		p.tongues[uint16(v.Dicts.Languages.ID(l.Language))] = column.LanguageLevel(l.Level)
	}
	p.cover = make([]float32, v.Dicts.Asked.Len())
	p.rarity = make([]float32, len(p.cover))
	names := v.Dicts.Asked.Names()
	total := float64(v.Open.Live() + 1)
	for i := range p.rarity {
		p.rarity[i] = float32(math.Log((total+1)/float64(len(v.Open.WithAsked(uint32(i)))+1)) + 0.5)
		if _, trait := m.term(names[i]); trait {
			p.rarity[i] *= m.weights.Trait
		}
	}
	for id, sure := range m.known(w, &m.weights) {
		for i, f := range m.relations(id, names) {
			p.cover[i] = max(p.cover[i], f*sure)
		}
	}
	p.held = p.heldCertificates(m)
	for id := range p.held {
		if n, ok := v.Dicts.Asked.Find(id); ok && n != 0 {
			p.cover[n] = 1
		}
	}
	p.compileFields(v)
	p.compileLevel()
}

// seniorYears is from how many years of work a senior place is within reach.
const seniorYears = 5

// compileLevel marks titles above the level of work done before: leading for
// who never led, senior for who worked shortly.
func (p *Plan) compileLevel() {
	p.level = column.Leads | column.Senior
	years := 0.0
	for _, j := range p.Worker.Person.Work {
		p.level &^= column.TitleFlags(j.Title)
		years += j.Years
	}
	for _, d := range p.Worker.Search.Directions {
		p.level &^= column.TitleFlags(d.Text)
	}
	if years >= seniorYears {
		p.level &^= column.Senior
	}
}

func validOn(until string, day time.Time) bool {
	t, err := time.Parse(profile.DateLayout, until)
	return err != nil || !t.Before(day)
}

// compileFields marks the directions of education that share a word with what
// the worker learnt or did.
func (p *Plan) compileFields(v *column.View) {
	mine := map[string]bool{}
	for _, s := range p.Worker.Person.Education {
		for _, stem := range column.Stems(s.Name) {
			mine[stem] = true
		}
	}
	for _, j := range p.Worker.Person.Work {
		for _, stem := range column.Stems(j.Title) {
			mine[stem] = true
		}
	}
	names := v.Dicts.Fields.Names()
	p.fields = make([]bool, len(names))
	for i, n := range names {
		for _, stem := range column.Stems(n) {
			for have := range mine {
				if have == stem || len(stem) >= 5 && strings.Contains(have, stem) || len(have) >= 5 && strings.Contains(stem, have) {
					p.fields[i] = true
				}
			}
		}
	}
}

func (p *Plan) compileTravel(m *Matcher) {
	lat, lon, ok := m.world.Places.Home(p.Worker.Person.Home)
	p.lat, p.lon, p.home = lat, lon, ok
	p.cos = math.Cos(lat * math.Pi / 180)
	for _, t := range p.Worker.Search.Travel {
		if t.Minutes <= 0 || m.world.Places.Minutes(reachStep, t.Means) < 0 {
			continue
		}
		r := reach{means: t.Means, minutes: float64(t.Minutes)}
		for i := range r.table {
			r.table[i] = float32(m.world.Places.Minutes(float64(i*reachStep), t.Means))
			r.table[i] = max(r.table[i], r.table[max(i-1, 0)]) // further never takes less
		}
		p.reach = append(p.reach, r)
	}
	if len(p.reach) > 0 {
		p.bounds = [2]bounds{p.boundsOf(p.weights.TravelMost), p.boundsOf(p.weights.TravelMost * roughMore)}
	}
}

// boundsOf finds the bounds for the longest share of a journey. The distances
// between them are those where rounding or a step of the table decides.
func (p *Plan) boundsOf(longest float32) bounds {
	const near = 1e-4
	b := bounds{within: -1, beyond: math.Inf(1)}
	share := func(step int) float32 {
		f, _ := p.journey(float64(step*reachStep) * float64(step*reachStep))
		return f
	}
	for i := 0; i <= reachSteps && share(i) <= longest*(1-near); i++ {
		b.within = float64(i*reachStep) * float64(i*reachStep)
	}
	for i := reachSteps; i >= 0 && share(i) > longest*(1+near); i-- {
		b.beyond = float64(i*reachStep) * float64(i*reachStep)
	}
	return b
}
