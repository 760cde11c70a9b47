package reading

import (
	"cmp"
	"fmt"
	"slices"
	"strings"
	"sync"

	"passend/index/dutch"
	"passend/index/vacancy"
)

// factGroup is a group of facts that the lexicon names: of one group the reader
// keeps one value or a set of them.
type factGroup uint8

const (
	factNone factGroup = iota
	factContract
	factTime
	factNegotiable
	factRemote
	factTravel
	factAgency
	factOpenness
	factTarget
	factNeed
	factEducation
	factLanguage
	factLicence
	factBilingual
	factTitle
	factStart
	factPlace
)

var factGroups = map[string]factGroup{"contract": factContract, "time": factTime, "negotiable": factNegotiable,
	"remote": factRemote, "travel": factTravel, "agency": factAgency, "openness": factOpenness,
	"target": factTarget, "need": factNeed, "education": factEducation,
	"language": factLanguage, "licence": factLicence, "bilingual": factBilingual,
	"title": factTitle, "start": factStart, "place": factPlace}

// factHead reads "@fact group value in=…".
func (l *loader) factHead(f []string, r rule) (rule, error) {
	if len(f) < 3 || factGroups[f[1]] == factNone {
		return r, fmt.Errorf("bad fact %q", f)
	}
	r.fact, r.id = factGroups[f[1]], f[2]
	for _, o := range f[3:] {
		if err := l.option(&r, o); err != nil {
			return r, fmt.Errorf("fact %s %s: %w", f[1], f[2], err)
		}
	}
	return r, nil
}

// factFinder gathers the facts of one vacancy from what has been found in it.
type factFinder struct {
	r     *Reader
	v     *vacancy.Vacancy
	d     *document
	found *found
	// text and title are the Dutch tokens with numbers and units, of the text
	// without the backslashes of mark-up.
	text, title dutch.Text
	clean       cleaned
	clocks      []dutch.Clock
	quantities  []dutch.Quantity
	prospect    Tag // a permanent contract that is held out
	out         *Facts
}

var finders = sync.Pool{New: func() any { return new(factFinder) }}

// facts fills out.Facts. Fields of the source win over the text.
func (r *Reader) facts(v *vacancy.Vacancy, d *document, f *found, out *Facts) {
	x := finders.Get().(*factFinder)
	x.r, x.v, x.d, x.found, x.out = r, v, d, f, out
	x.clean.clean(v.Text)
	x.text.Reset(x.clean.text)
	x.title.Reset(v.Title)
	x.readHours()
	x.readClock()
	x.readPay()
	x.readEducation()
	x.readExperience()
	x.readLicences()
	x.readLanguages()
	x.readTerms()
	x.readRequirements()
	x.readTags()
	x.readStart()
	x.readPlaces()
	x.readOccupations()
	x.readSector()
	x.release()
}

// release gives the buffers back without what they hold of the vacancy.
func (x *factFinder) release() {
	clear(x.text.Tokens)
	clear(x.title.Tokens)
	x.text.Source, x.title.Source, x.clean.text = "", "", ""
	x.r, x.v, x.d, x.found, x.out = nil, nil, nil, nil, nil
	finders.Put(x)
}

// inData is the quote of a fact that comes from a field of the source.
func inData(text string) Quote { return Quote{Field: InData, Text: text} }

// spanAt finds the tokens that cover bytes [start,end) of a field.
func (d *document) spanAt(field Field, start, end int) (from, to int32, ok bool) {
	titles := int32(0)
	for int(titles) < len(d.tokens) && d.tokens[titles].inTitle {
		titles++
	}
	lo, list := titles, d.tokens[titles:]
	if field == InTitle {
		lo, list = 0, d.tokens[:titles]
	}
	at, _ := slices.BinarySearchFunc(list, int32(start), func(t token, s int32) int {
		if t.end <= s {
			return -1
		}
		return 1
	})
	last := at
	for last < len(list) && int(list[last].start) < end {
		last++
	}
	return lo + int32(at), lo + int32(last), last > at
}

// span finds the tokens of the document that cover bytes [start,end) of the
// cleaned text or the title.
func (x *factFinder) span(field Field, start, end int) (from, to int32, ok bool) {
	if field == InText {
		start, end = x.clean.source(start, end)
	}
	return x.d.spanAt(field, start, end)
}

// reach of the words of need around a thing, in tokens.
const (
	needBefore = 10
	needAfter  = 8
)

// need says how strictly the thing named by tokens [from,to) is asked: by the
// nearest words of need that speak of it, else it is required. Words before it
// must stand in its clause; words behind it may open the next one ("VCA, is een
// pré") but not name another thing there ("rijbewijs B, BE is een pré").
func (x *factFinder) need(from, to int32) Need {
	d := x.d
	s := d.sentences[d.tokens[from].sentence]
	c := d.clauses[d.tokens[from].clause]
	last := d.clauses[d.tokens[to-1].clause].last
	need, best := NeedRequired, int32(1<<30)
	i, _ := slices.BinarySearchFunc(x.found.facts, max(s.first, from-needBefore), func(m match, t int32) int { return cmp.Compare(m.from, t) })
	for ; i < len(x.found.facts); i++ {
		m := &x.found.facts[i]
		if m.from >= min(s.last, to+needAfter) {
			break
		}
		r := &x.r.lexicon.rules[m.rule]
		if r.fact != factNeed {
			continue
		}
		dist := m.from - to
		switch {
		case m.from == s.first && m.to <= from: // "Pré: …" holds for the whole sentence
		case m.from >= to && m.to < s.last && forwardWords[string(d.wordBytes(int(m.from)))]:
			continue // "hbo, bij voorkeur op het gebied van …" wishes what follows
		case m.to <= from && m.from < c.first, m.from >= last && !x.continues(last, m.from):
			continue
		case m.to <= from:
			dist = from - m.to + 2
		case m.from < to:
			dist = 0
		}
		if dist < best {
			need, best = needOf[r.id], dist
		}
	}
	return need
}

// continues reports whether the tokens from the end of a clause to a word of
// need speak of what stood before: nothing but words such as "is een".
func (x *factFinder) continues(from, to int32) bool {
	for i := from; i < to; i++ {
		if !linkWords[string(x.d.wordBytes(int(i)))] {
			return false
		}
	}
	return true
}

// forwardWords open a wish about what follows them.
var forwardWords = setOf(`bij liefst liever idealiter voorkeur preferably ideally`)

var linkWords = setOf(`is zijn een dit dat dan of en ook zeker wel strekt tot heel groot grote absoluut maar je bent om te bereid bereidheid ben kan kunt jij`)

var needOf = map[string]Need{"preferred": NeedPreferred, "replaceable": NeedReplaceable, "willing": NeedReplaceable,
	"notneeded": NeedUnknown, "firm": NeedRequired}

// each calls do for every match of a group, in text order.
func (x *factFinder) each(group factGroup, do func(value string, m match)) {
	for _, m := range x.found.facts {
		if r := &x.r.lexicon.rules[m.rule]; r.fact == group {
			do(r.id, m)
		}
	}
}

// asked reports whether a thing at token i can be something that is asked: what
// stands in the parts about the company and the offer is not.
func (x *factFinder) asked(i int32) bool {
	switch x.d.section(int(i)) {
	case sectionCompany, sectionOffer, sectionApply:
		return false
	}
	return true
}

// setOf makes a set of the words of a list.
func setOf(words string) map[string]bool {
	m := map[string]bool{}
	for _, w := range strings.Fields(words) {
		m[w] = true
	}
	return m
}

// mostListed bounds the lists of facts, against texts that are no advertisement.
const mostListed = 24
