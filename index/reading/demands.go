package reading

import (
	"cmp"
	"slices"

	"passend/index/demand"
)

// candidate is one piece of evidence before the strongest is chosen.
type candidate struct {
	key      demand.Key
	level    demand.Level
	basis    Basis
	match    match
	open     bool
	optional bool
	weak     bool // said of the employer, or in the offer
	place    int8 // how telling the place is: tasks before requirements before the rest
	value    float64
	negator  int32 // token that denied the cue, -1 for none
	softener int32 // index of the softener's match in found.softeners, -1 for none
}

// demands weighs all evidence and keeps the strongest per key.
func (l *lexicon) demands(s *scan, f found) []Demand {
	d := s.doc
	f.softeners = firstPerRule(f.softeners)
	list := make([]candidate, 0, len(f.cues)+4)
	for _, m := range f.cues {
		list = l.weigh(s, &f, m, list)
	}
	list = l.aloneSofteners(s, &f, list)
	for i := range list {
		l.soften(s, &f, &list[i])
	}
	slices.SortStableFunc(list, func(a, b candidate) int {
		return cmp.Or(cmp.Compare(a.key, b.key), a.compare(&b))
	})
	keys := 0
	for i := range list {
		if i == 0 || list[i].key != list[i-1].key {
			keys++
		}
	}
	out := make([]Demand, 0, keys)
	for i := 0; i < len(list); {
		j := i
		for j < len(list) && list[j].key == list[i].key {
			j++
		}
		out = append(out, l.demand(d, &f, list[i:j]))
		i = j
	}
	return out
}

// firstPerRule keeps the first match of each rule: a softener that is said a
// thousand times softens no more than once, and costs no more.
func firstPerRule(list []match) []match {
	seen := map[int32]bool{}
	return slices.DeleteFunc(list, func(m match) bool {
		again := seen[m.rule]
		seen[m.rule] = true
		return again
	})
}

// compare puts the stronger evidence first; of equals the cue that stands first
// in the lexicon, where the plainest words of a key come first, and then where
// it stands. A denial counts only where nothing of its strength affirms.
func (c *candidate) compare(o *candidate) int {
	return cmp.Or(c.strength(o), cmp.Compare(c.match.rule, o.match.rule), cmp.Compare(c.place, o.place),
		-cmp.Compare(c.match.to-c.match.from, o.match.to-o.match.from), cmp.Compare(c.match.from, o.match.from))
}

// strength compares what decides the demand itself, not the quote for it.
func (c *candidate) strength(o *candidate) int {
	return cmp.Or(-cmp.Compare(c.basis, o.basis), -cmp.Compare(c.level, o.level), compareBool(c.weak, o.weak))
}

// placeRank orders evidence that is equal otherwise by how much it says to a
// person: what "je" does before lists, both before the employer's words, the
// name of the occupation last.
func (d *document) placeRank(r *rule, m match) int8 {
	rank := int8(2)
	switch d.section(int(m.from)) {
	case sectionTasks, sectionRequirements:
		rank = 1
	}
	switch t := &d.tokens[m.from]; {
	case t.inTitle:
		rank = 4
	case d.clauses[t.clause].subject == subjectYou:
		rank--
	}
	if r.job {
		rank += 3
	}
	return rank
}

// weigh adds the evidence that one cue gives.
func (l *lexicon) weigh(s *scan, f *found, m match, list []candidate) []candidate {
	d, r := s.doc, &l.rules[m.rule]
	sec := d.section(int(m.from))
	if d.sentences[d.tokens[m.from].sentence].catalogue || r.in != 0 && !r.in.has(sec) || r.notIn.has(sec) || d.former(m) || !r.contextAllows(s, m) {
		return list
	}
	inTitle := d.tokens[m.from].inTitle
	if r.job && !inTitle && !l.namesJob(s, m) {
		return list
	}
	negator, denied := int32(-1), false
	if r.negation != negationKeep {
		if negator, denied = d.denied(m); !denied {
			negator = -1
		} else if r.negation == negationDrop {
			return list
		}
	}
	var step demand.Level
	if r.frequency && r.scale == nil {
		step = d.frequencyStep(m)
	}
	optional := d.isOptional(m)
	// What the employer says that it does itself is no demand on the reader, and
	// figures of speech in advertisements of work at a desk are none on the body.
	own := !inTitle && r.ownWords && d.ofEmployer(m)
	figurative := f.desk && !f.hand && r.scale == nil || own
	weak := !r.anywhere && !inTitle && (sec == sectionOffer || sec == sectionCompany || sec == sectionApply)
	for i, kl := range r.keys {
		if f.blocked(l, m, kl.key) || kl.level > 0 && (figurative && bodily(kl.key) || own) {
			continue
		}
		c := candidate{key: kl.key, level: kl.level, basis: kl.basis, match: m, negator: negator,
			open: r.open, optional: optional, weak: weak, softener: -1, place: d.placeRank(r, m)}
		if i == 0 && m.level >= 0 {
			c.level = demand.Level(m.level)
		}
		if r.scale != nil && !c.measure(d, r.scale) {
			continue
		}
		c.adjust(step, denied)
		list = append(list, c)
	}
	return list
}

// bodily reports whether the key is of the rubrics III to V or about people who
// need care; work at a screen is not.
func bodily(k demand.Key) bool {
	switch k {
	case demand.KeyboardMouseWork, demand.KeyboardOperate, demand.SitAtWork, demand.Sit:
		return false
	case demand.CondNoPatients, demand.EmotionalProblemsOthers, demand.CondNoPersonalRisk, demand.PhysicalGeneral,
		demand.ProfessionalDriving:
		return true
	}
	return k >= demand.Heat && k <= demand.StaticOther
}

// measure takes the level from the number in the match.
func (c *candidate) measure(d *document, sc *scale) bool {
	if c.match.number < 0 {
		return false
	}
	c.value = d.number(int(c.match.number))
	if c.level = sc.level(c.value); c.level == demand.Unknown {
		return false
	}
	c.basis = BasisNumber
	return true
}

// adjust applies denial, frequency, choice and the weight of the section.
func (c *candidate) adjust(step demand.Level, denied bool) {
	if denied {
		c.level = 0
		return
	}
	if c.level == 0 {
		return
	}
	level := c.level + step
	if c.optional {
		level--
	}
	if c.weak {
		level--
		c.basis = min(c.basis, BasisTrait)
	}
	c.level = min(max(level, 1), 3)
}

// namesJob reports whether a word such as "als", "een" or "functie" stands
// shortly before the name of an occupation, so that it is the job on offer.
func (l *lexicon) namesJob(s *scan, m match) bool {
	first := s.doc.sentences[s.doc.tokens[m.from].sentence].first
	for i := m.from - 1; i >= first && i >= m.from-3; i-- {
		if s.has(i, l.jobIntro) {
			return true
		}
	}
	return false
}

// ofEmployer reports whether the employer speaks of itself in the clause, or
// in the sentence when no clause says more.
func (d *document) ofEmployer(m match) bool {
	t := &d.tokens[m.from]
	who := d.clauses[t.clause].subject
	if who == subjectNone {
		who = d.sentences[t.sentence].subject
	}
	return who == subjectWe && d.sentences[t.sentence].subject != subjectYou
}

func (d *document) isOptional(m match) bool {
	sent := d.sentences[d.tokens[m.from].sentence]
	for i := max(sent.first, m.from-4); i < min(sent.last, m.to+6); i++ {
		if mk := d.tokens[i].marks; mk&markOptional != 0 || mk&markPreferred != 0 && d.tokens[i].clause == d.tokens[m.to-1].clause {
			return true
		}
	}
	return false
}

// aloneSofteners adds the softeners that speak for themselves: "geen zwaar
// tilwerk" says that there is some.
func (l *lexicon) aloneSofteners(s *scan, f *found, list []candidate) []candidate {
	for i, m := range f.softeners {
		r := &l.rules[m.rule]
		if r.alone == demand.Unknown || !r.contextAllows(s, m) {
			continue
		}
		for _, kl := range r.keys {
			if !f.blocked(l, m, kl.key) {
				list = append(list, candidate{key: kl.key, level: r.alone, basis: BasisTask, match: m,
					open: r.open, negator: -1, softener: int32(i)})
			}
		}
	}
	return list
}

// soften applies the first softener of the key that has something to say.
func (l *lexicon) soften(s *scan, f *found, c *candidate) {
	if c.level <= 0 || c.softener >= 0 {
		return
	}
	for i, m := range f.softeners {
		r := &l.rules[m.rule]
		if !r.mask.has(c.key) || !r.contextAllows(s, m) {
			continue
		}
		level := c.level
		if r.capAt != demand.Unknown {
			level = min(level, r.capAt)
		}
		level = max(level-r.minus, 1)
		if c.basis == BasisNumber {
			// Tools and helping hands leave the number standing, but who reads it
			// must know of them.
			if r.minus > 0 && r.open {
				c.softener, c.open = int32(i), true
				return
			}
			continue
		}
		if level < c.level {
			c.level, c.softener = level, int32(i)
			c.open = c.open || r.open
			return
		}
	}
}

// moreEvidence bounds the further evidence that is kept per key.
const moreEvidence = 8

// demand makes the result of one key out of its evidence, strongest first.
func (l *lexicon) demand(d *document, f *found, list []candidate) Demand {
	quote := d.clearest(list)
	c := &list[0]
	r := &l.rules[c.match.rule]
	out := Demand{Key: c.key, Level: c.level, Basis: c.basis, Quote: quote,
		Open: c.open, Optional: c.optional, Section: d.section(int(c.match.from)).String(), Cue: r.id}
	if c.basis == BasisNumber && r.scale != nil {
		out.Value, out.Unit = c.value, r.scale.unit
	}
	if c.softener >= 0 && f.softeners[c.softener].span != c.match.span {
		q := d.quote(f.softeners[c.softener].from, f.softeners[c.softener].to)
		out.Softener = &q
	}
	if len(list) == 1 {
		return out
	}
	rest := list[1:]
	slices.SortStableFunc(rest, func(a, b candidate) int { return cmp.Compare(a.match.from, b.match.from) })
	out.More = make([]Evidence, 0, min(len(rest), moreEvidence))
	for _, e := range rest {
		if len(out.More) == moreEvidence {
			break
		}
		q := d.quote(e.match.from, e.match.to)
		if q.within(&out.Quote) || len(out.More) > 0 && q.within(&out.More[len(out.More)-1].Quote) {
			continue // read already
		}
		out.More = append(out.More, Evidence{Level: e.level, Basis: e.basis, Quote: q, Cue: l.rules[e.match.rule].id})
	}
	return out
}

func compareBool(a, b bool) int {
	switch {
	case a == b:
		return 0
	case a:
		return 1
	}
	return -1
}
