package matcher

import (
	"context"
	"fmt"
	"slices"
	"strings"

	"passend/index/column"
	"passend/index/demand"
)

// Lever is one thing that could change, with what it would open.
type Lever struct {
	// Kind is limitation, hours, times, certificate, licence, education, travel
	// or direction. A limitation stands for those of its kin (lifting and heavy
	// loads), as the FML's steps go together.
	Kind string `json:"kind"`
	Key  string `json:"key"`
	Text string `json:"text"`
	// Medical levers change only when the company doctor changes the document.
	Medical bool `json:"medical,omitempty"`
	// Opens is how many vacancies become proposals within the search profile.
	Opens    int      `json:"opens"`
	Examples []string `json:"examples,omitempty"`
}

// WhatIfResult tells, for single blockers, what changing one would open.
type WhatIfResult struct {
	WorkerID string `json:"worker_id"`
	// Now is how many proposals there are.
	Now     int     `json:"now"`
	Scanned int     `json:"scanned"`
	Levers  []Lever `json:"levers"`
	// Pairs are blockers that only open vacancies together, on request.
	Pairs    []Lever  `json:"pairs,omitempty"`
	Versions Versions `json:"versions"`
}

// whatIfExamples bounds the examples of a lever.
const whatIfExamples = 3

// Steps that the levers try.
const (
	moreHours   = 4 * 4 // quarter hours a week
	moreMinutes = 1.25  // of the longest journey
)

// blocker numbers: a demand key, or one of these after the last key.
const (
	blockHours = uint32(demand.Count) + iota
	blockTimes
	blockTravel
	blockEducation
	blockFree // from here on certificates and licences by number
)

// WhatIf passes once over all open vacancies and finds those that one single
// blocker keeps from being proposals: one limitation a step better, one
// certificate or licence, a longer journey, more hours, other times, a level
// of education. With pairs it also finds those that two blockers keep away.
func (m *Matcher) WhatIf(ctx context.Context, q Request, v *column.View, pairs bool) (*WhatIfResult, error) {
	if q.Worker == nil {
		return nil, fmt.Errorf("what-if: a worker is needed")
	}
	p := m.plan(&q, v)
	parts := shares(v.Open.Len())
	scans := make([]whatIf, len(parts))
	err := forEach(len(parts), func(i int) error {
		scans[i] = whatIf{m: m, p: p, s: v.Open, pairs: pairs, opens: map[uint64]*opening{}}
		return scans[i].run(ctx, parts[i])
	})
	if err != nil {
		return nil, err
	}
	all := &scans[0]
	for i := range scans[1:] {
		all.merge(&scans[i+1])
	}
	res := &WhatIfResult{WorkerID: q.Worker.ID, Now: all.now, Scanned: all.scanned, Levers: []Lever{}, Versions: m.versions(q.Worker)}
	for key, o := range all.opens {
		l := all.lever(v, key)
		l.Opens = o.n
		for _, row := range o.rows {
			l.Examples = append(l.Examples, v.Open.ID(int(row)))
		}
		if key>>32 == 0 {
			res.Levers = append(res.Levers, l)
		} else {
			res.Pairs = append(res.Pairs, l)
		}
	}
	for _, list := range [][]Lever{res.Levers, res.Pairs} {
		slices.SortFunc(list, func(a, b Lever) int {
			if a.Opens != b.Opens {
				return b.Opens - a.Opens
			}
			if a.Key < b.Key {
				return -1
			}
			return 1
		})
	}
	return res, nil
}

type opening struct {
	n    int
	rows []int32
}

type whatIf struct {
	m            *Matcher
	p            *Plan
	s            *column.Segment
	pairs        bool
	now, scanned int
	opens        map[uint64]*opening
}

func (x *whatIf) run(ctx context.Context, part [2]int) error {
	var o Outcome
	var sc Scores
	for i := part[0]; i < part[1]; i++ {
		if i&8191 == 0 {
			if err := ctx.Err(); err != nil {
				return err
			}
		}
		if x.s.Removed(i) {
			continue
		}
		x.scanned++
		r := x.s.Row(i)
		// Where it lies is cheaper than what it asks, and most lie elsewhere.
		x.p.place(&r, &sc)
		if sc.Outside&^OutsideTravel != 0 || sc.Share > x.p.weights.TravelMost*moreMinutes {
			continue
		}
		x.p.judge(&r, &o)
		a, b, n := x.blockers(r, &o, &sc)
		switch {
		case n == 0 && o.Verdict < Unlikely:
			x.now++
		case n == 1:
			x.open(uint64(a), i)
		case n == 2 && x.pairs:
			x.open(uint64(min(a, b))|uint64(max(a, b)+1)<<32, i)
		}
	}
	return nil
}

// blockers returns what keeps a vacancy away, if it is at most two things; n is
// 3 for more, or for something that no lever moves.
func (x *whatIf) blockers(r column.Row, o *Outcome, sc *Scores) (a, b uint32, n int) {
	add := func(id uint32) {
		switch {
		case n == 0:
			a, n = id, 1
		case n == 1 && id != a:
			b, n = id, 2
		case n == 2 && id != a && id != b:
			n = 3
		}
	}
	if o.Hard&(GroundTarget|GroundLanguage|GroundExperience|GroundField|GroundHoursDay) != 0 {
		return 0, 0, 3
	}
	if sc.Outside&OutsideTravel != 0 {
		add(blockTravel)
	}
	if o.Hard&GroundHours != 0 {
		if int(r.HoursMin) > x.p.limits.weekFinal+moreHours {
			return 0, 0, 3
		}
		add(blockHours)
	}
	if o.Hard&GroundTimes != 0 {
		add(blockTimes)
	}
	if o.Hard&GroundEducation != 0 {
		if rankOf(r.EducationLevel()) > x.p.schooling+1 {
			return 0, 0, 3
		}
		add(blockEducation)
	}
	if o.Hard&GroundDriving != 0 {
		add(uint32(demand.ProfessionalDriving))
	}
	if o.Hard&GroundLicence != 0 {
		add(blockFree + uint32(r.Licences&^x.p.licences)<<8)
	}
	if o.Hard&GroundCertificate != 0 {
		for _, asked := range r.Asked {
			if asked.Certificate() && asked.Need() == 3 && !x.p.has(asked.ID()) {
				add(blockFree + 1 + asked.ID()<<8)
			}
		}
	}
	x.demands(r, o, add)
	return a, b, n
}

// demands adds the limitations that are in the way; one that a step would not
// mend counts double.
func (x *whatIf) demands(r column.Row, o *Outcome, add func(uint32)) {
	red := o.Red
	if o.Verdict == Unlikely {
		red = red.Or(o.PriorRed)
	}
	if !red.Any() {
		return
	}
	for i := range x.p.limits.list {
		l := &x.p.limits.list[i]
		if !red.Has(l.key) {
			continue
		}
		add(uint32(x.leverOf(l.stated)))
		if o.Red.Has(l.key) && (int(r.Levels.Level(l.key)) > l.red || o.Hard&GroundWeight != 0 && x.tooHeavy(r)) {
			add(^uint32(0) - 1) // more than one step away
		}
	}
}

// leverOf is the item that stands for those of one kin: a doctor who finds that
// more can be lifted moves "tillen of dragen" and "zware lasten" together. Times
// and travelling are apart.
func (x *whatIf) leverOf(k demand.Key) demand.Key {
	together := kinOf(k)
	for i := range x.p.limits.list {
		if l := &x.p.limits.list[i]; l.stated == l.key && together.Has(l.key) {
			return l.key
		}
	}
	return k
}

func kinOf(k demand.Key) column.Keys {
	for _, set := range kin[1:] {
		if set.Has(k) {
			return set
		}
	}
	return keySet(k)
}

// nextKilos is what can be lifted one step further.
func nextKilos(can float64) float64 {
	for _, step := range kiloSteps {
		if step > can {
			return step
		}
	}
	return can
}

// kiloSteps are the weights of the FML's steps of lifting and carrying.
var kiloSteps = [...]float64{1, 5, 10, 15, 25}

// tooHeavy reports that the kilos asked are too many one step further as well.
func (x *whatIf) tooHeavy(r column.Row) bool {
	for i, can := range x.p.limits.kilos {
		if can > 0 && float64(r.Kilos[i]) > nextKilos(can)*hardExcess {
			return true
		}
	}
	return false
}

func (x *whatIf) open(key uint64, row int) {
	if uint32(key) >= ^uint32(0)-1 || key>>32 >= uint64(^uint32(0)-1) {
		return
	}
	o := x.opens[key]
	if o == nil {
		o = &opening{}
		x.opens[key] = o
	}
	o.n++
	if len(o.rows) < whatIfExamples {
		o.rows = append(o.rows, int32(row))
	}
}

func (x *whatIf) merge(y *whatIf) {
	x.now += y.now
	x.scanned += y.scanned
	for key, o := range y.opens {
		mine := x.opens[key]
		if mine == nil {
			x.opens[key] = o
			continue
		}
		mine.n += o.n
		mine.rows = append(mine.rows, o.rows...)[:min(len(mine.rows)+len(o.rows), whatIfExamples)]
	}
}

// lever names a blocker, or two of them.
func (x *whatIf) lever(v *column.View, key uint64) Lever {
	l := x.single(v, uint32(key))
	if other := key >> 32; other != 0 {
		o := x.single(v, uint32(other)-1)
		l.Kind, l.Key, l.Text, l.Medical = "pair", l.Key+"+"+o.Key, strings.TrimSuffix(l.Text, DoctorOnly)+" En: "+o.Text, l.Medical || o.Medical
		if l.Medical {
			l.Text = strings.TrimSuffix(l.Text, DoctorOnly) + DoctorOnly
		}
	}
	return l
}

// DoctorOnly is said with every limitation.
const DoctorOnly = " Alleen als de bedrijfsarts dit wijzigt."

func (x *whatIf) single(v *column.View, id uint32) Lever {
	switch {
	case id < uint32(demand.Count):
		k := demand.Key(id)
		return Lever{Kind: "limitation", Key: k.String(), Medical: true, Text: "Eén stap meer mogelijk: " + topics()[k].name + "." + DoctorOnly}
	case id == blockHours:
		return Lever{Kind: "hours", Key: "hours", Medical: true, Text: "Vier uur per week meer." + DoctorOnly}
	case id == blockTimes:
		return Lever{Kind: "times", Key: "times", Medical: true, Text: "Ook werken op de tijden die nu niet kunnen." + DoctorOnly}
	case id == blockTravel:
		return Lever{Kind: "travel", Key: "travel", Text: "Een kwart langer reizen."}
	case id == blockEducation:
		return Lever{Kind: "education", Key: "education", Text: "Eén niveau hogere opleiding."}
	case (id-blockFree)&1 == 0:
		name := licenceNames(uint16((id - blockFree) >> 8))
		return Lever{Kind: "licence", Key: "licence:" + name, Text: "Rijbewijs " + name + "."}
	}
	key := v.Dicts.Asked.Name((id - blockFree - 1) >> 8)
	name, _ := x.m.term(key)
	return Lever{Kind: "certificate", Key: "certificate:" + key, Text: "Certificaat of registratie: " + name + "."}
}

func licenceNames(mask uint16) string {
	out := ""
	for i, n := range column.Licences {
		if mask>>i&1 != 0 {
			if out != "" {
				out += " en "
			}
			out += n
		}
	}
	return out
}
