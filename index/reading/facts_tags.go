package reading

import (
	"slices"
	"unicode/utf8"
)

// readTags takes the facts that the lexicon names: contract, place of work,
// travel, agency, openness, target group.
func (x *factFinder) readTags() {
	o := x.out
	if x.v.Remote {
		o.Remote = Tag{"full", inData("")}
	}
	stipp := match{}
	for i := range x.found.facts {
		m := x.found.facts[i]
		r := &x.r.lexicon.rules[m.rule]
		if r.fact > factTarget && r.fact != factTitle || r.fact == factTime || r.fact == factNegotiable || r.fact == factNeed {
			continue
		}
		if sec := x.d.section(int(m.from)); r.in != 0 && !r.in.has(sec) || r.notIn.has(sec) {
			continue
		}
		if _, denied := x.d.denied(m); denied && r.negation != negationKeep && r.id != "none" {
			continue
		}
		if r.id == other || x.meansOther(i, r.fact) {
			continue
		}
		switch r.fact {
		case factTitle:
			if x.d.tokens[m.from].inTitle {
				o.Contracts = x.addTag(o.Contracts, r.id, m)
			}
		case factContract:
			switch {
			case r.id == "uitzicht":
				x.setTag(&x.prospect, r.id, m)
			case r.id == "stipp":
				stipp = m
			case r.id == "vast" && (x.heldOut(i) || x.personal(m.from)):
			default:
				o.Contracts = x.addTag(o.Contracts, r.id, m)
			}
		case factOpenness:
			o.Openness = x.addTag(o.Openness, r.id, m)
		case factRemote:
			x.remote(r.id, m)
		case factTravel:
			x.setTag(&o.Travel, r.id, m)
		case factAgency:
			x.setTag(&o.Agency, r.id, m)
		case factTarget:
			x.setTag(&o.Target, r.id, m)
		}
	}
	if len(o.Contracts) == 0 && stipp.to > 0 {
		o.Contracts = x.addTag(o.Contracts, "uitzend", stipp)
	}
	if len(o.Contracts) == 0 && x.prospect.Value != "" {
		o.Contracts = append(o.Contracts, Tag{"tijdelijk", x.prospect.Quote}) // what may become permanent is not yet
	}
	x.prospect = Tag{}
}

// personal reports whether a colleague speaks of his or her own work.
func (x *factFinder) personal(i int32) bool {
	s := x.d.sentences[x.d.tokens[i].sentence]
	for k := s.first; k < s.last; k++ {
		if w := x.d.wordBytes(int(k)); string(w) == "ik" || string(w) == "mijn" {
			return true
		}
	}
	return false
}

// heldOut reports whether the permanent contract of match i is only a prospect:
// "uitzicht op een vast contract".
func (x *factFinder) heldOut(i int) bool {
	m := x.found.facts[i]
	for k := max(0, i-heldOutReach); k < min(len(x.found.facts), i+heldOutReach); k++ {
		if o := x.found.facts[k]; o.from < m.to && o.to > m.from && x.r.lexicon.rules[o.rule].id == "uitzicht" {
			return true
		}
	}
	return false
}

// other is the value of rules for words that mean something else than the fact.
const other = "other"

// meansOther reports whether words that mean something else overlap match i.
func (x *factFinder) meansOther(i int, group factGroup) bool {
	m := x.found.facts[i]
	for k := max(0, i-heldOutReach); k < min(len(x.found.facts), i+heldOutReach); k++ {
		o := x.found.facts[k]
		if r := &x.r.lexicon.rules[o.rule]; r.fact == group && r.id == other && o.from < m.to && o.to > m.from {
			return true
		}
	}
	return false
}

// heldOutReach is how many matches around one may overlap it.
const heldOutReach = 8

func (x *factFinder) addTag(list []Tag, value string, m match) []Tag {
	if slices.ContainsFunc(list, func(t Tag) bool { return t.Value == value }) {
		return list
	}
	return append(list, Tag{value, x.d.quote(m.from, m.to)})
}

func (x *factFinder) setTag(t *Tag, value string, m match) {
	if t.Value == "" {
		*t = Tag{value, x.d.quote(m.from, m.to)}
	}
}

// remote keeps the strongest word on where the work is done: in part beats none.
func (x *factFinder) remote(value string, m match) {
	t := &x.out.Remote
	if t.Quote.Field == InData {
		return
	}
	if t.Value == "" || t.Value == "none" || value == "full" {
		*t = Tag{value, x.d.quote(m.from, m.to)}
	}
}

// occupationsKept is how many candidate occupations a reading holds.
const occupationsKept = 5

// sureTitle is the score from which a title alone says the occupation, and
// occupationHead how many bytes of text are heard when it does not: an
// advertisement names its job at the start, later come those of others.
const (
	sureTitle      = 0.75
	occupationHead = 600
)

// beginning is the start of a text, not cut within a character.
func beginning(s string, n int) string {
	if len(s) <= n {
		return s
	}
	for n > 0 && !utf8.RuneStart(s[n]) {
		n--
	}
	return s[:n]
}

func (x *factFinder) readOccupations() {
	tax := x.r.taxonomy
	if tax == nil {
		return
	}
	links := tax.LinkTitle(x.v.Title, occupationsKept)
	if len(links) == 0 || links[0].Score < sureTitle {
		links = tax.LinkOccupation(x.v.Title, beginning(x.clean.text, occupationHead), occupationsKept)
	}
	for _, l := range links {
		x.out.Occupations = append(x.out.Occupations, OccupationFact{ISCO: l.ISCO, Concept: l.Concept, Score: l.Score})
	}
}
