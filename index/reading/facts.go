package reading

import (
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
	factWish
	factPaper
	factSector
)

var factGroups = map[string]factGroup{"contract": factContract, "time": factTime, "negotiable": factNegotiable,
	"remote": factRemote, "travel": factTravel, "agency": factAgency, "openness": factOpenness,
	"target": factTarget, "need": factNeed, "education": factEducation,
	"language": factLanguage, "licence": factLicence, "bilingual": factBilingual,
	"title": factTitle, "start": factStart, "place": factPlace, "wish": factWish, "paper": factPaper, "sector": factSector}

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
	wishes      []wish
	experience  int32    // the sentence that asks the experience that was read
	papers      []paper  // certificates that are asked
	titleTools  []string // what the title names of what the taxonomy knows
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
	x.findWishes()
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
