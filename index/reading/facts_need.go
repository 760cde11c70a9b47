package reading

import (
	"cmp"
	"slices"
	"strings"
)

// reach of the words of need around a thing, in tokens.
const (
	needBefore = 10
	needList   = 24 // before a colon that opens a list
	needAfter  = 10
)

// need says how strictly the thing named by tokens [from,to) is asked: by the
// nearest words of need that speak of it, else it is required. Words before it
// must stand in its clause; words behind it may open the next one ("VCA, is een
// pré") but not name another thing there ("rijbewijs B, BE is een pré").
func (x *factFinder) need(from, to int32) Need {
	need, _ := x.needOf(from, to, false)
	return need
}

// needOf is need, and whether words say so; of a level of education "denkniveau"
// is such a word too.
func (x *factFinder) needOf(from, to int32, level bool) (n Need, said bool) {
	need, said := x.nearestNeed(from, to, level)
	switch {
	case need == NeedRequired && x.otherWay(from, to):
		return NeedReplaceable, true
	case need == NeedRequired && x.wishAfterQuestion(from):
		return NeedPreferred, true
	case need == NeedRequired && !said && (x.wished(from) || x.wishAtEnd(from, to)):
		return NeedPreferred, true
	}
	return need, said
}

// nearestNeed is what the nearest words of need say.
func (x *factFinder) nearestNeed(from, to int32, level bool) (n Need, said bool) {
	d := x.d
	s := d.sentences[d.tokens[from].sentence]
	c := d.clauses[d.tokens[from].clause]
	last := d.clauses[d.tokens[to-1].clause].last
	need, best := NeedRequired, int32(1<<30)
	i, _ := slices.BinarySearchFunc(x.found.facts, max(s.first, from-needList), func(m match, t int32) int { return cmp.Compare(m.from, t) })
	for ; i < len(x.found.facts); i++ {
		m := &x.found.facts[i]
		if m.from >= min(s.last, to+needAfter) {
			break
		}
		r := &x.r.lexicon.rules[m.rule]
		if r.fact != factNeed || r.id == "otherwise" || r.id == "level" && !level {
			continue
		}
		dist := m.from - to
		switch {
		case d.is(int(m.from), "pre") && m.to < s.last && d.gap(int(m.to)) == "-":
			continue // "pre-employment screening"
		case d.flat && d.tokens[m.from].clause != d.tokens[m.to-1].clause:
			continue // words of two former lines
		case level && r.id == "replaceable" && !x.d.gapsHold(min(to, m.from), max(from, m.to-1), ";"): // "graduaat, bachelor of gelijkwaardig door ervaring"
			dist = max(dist, from-m.to+2)
		case r.id == "replaceable" && m.to <= from:
			continue // what stood before may be replaced by the thing
		case m.to <= from && x.opensList(m.to, from): // "in bezit van, of bereid te halen: VCA, …"
			dist = from - m.to + 2
		case m.to <= from && m.from < from-needBefore:
			continue
		case m.from == s.first && m.to <= from: // "Pré: …" holds for the whole sentence
		case m.from >= to && m.to < s.last && forwardWords[string(d.wordBytes(int(m.from)))]:
			continue // "hbo, bij voorkeur op het gebied van …" wishes what follows
		case m.from >= to && x.inBrackets(to, m.from):
			continue
		case m.to < from && forwardWords[string(d.wordBytes(int(m.from)))] && x.continues(m.to, from):
			dist = from - m.to // "en liefst ook Engels"
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
	return need, best < 1<<30
}

// opensList reports whether a colon behind a word of need that ends at token to
// opens a list in which token from stands; in a text without line ends the head
// of another line may hold the colon.
func (x *factFinder) opensList(to, from int32) bool {
	d := x.d
	for i := to; i <= from; i++ {
		if strings.Contains(d.gap(int(i)), ":") {
			return !d.flat || i == to || d.tokens[i-1].clause == d.tokens[to-1].clause
		}
	}
	return false
}

// continues reports whether the tokens from the end of a clause to a word of
// need speak of what stood before: nothing but words such as "is een", behind a
// word or two in brackets ("ervaring in inkoop (procurement) is een plus").
func (x *factFinder) continues(from, to int32) bool {
	d := x.d
	if from < to && strings.Contains(d.gap(int(from)), "(") {
		for i := from + 1; i <= min(to, from+bracketMost); i++ {
			if strings.Contains(d.gap(int(i)), ")") {
				from = i
				break
			}
		}
	}
	for i := from; i < to; i++ {
		if !linkWords[string(d.wordBytes(int(i)))] {
			return false
		}
	}
	return true
}

// bracketMost is how many words in brackets explain what stood before them.
const bracketMost = 3

// gapsHold reports whether a mark stands before one of the tokens [from,to].
func (d *document) gapsHold(from, to int32, mark string) bool {
	for i := from; i <= to; i++ {
		if strings.Contains(d.gap(int(i)), mark) {
			return true
		}
	}
	return false
}

// inBrackets reports whether a bracket opens between a thing and a word of need
// in which something else is named: "tweetalig EN/FR (Nederlands is een pluspunt)".
func (x *factFinder) inBrackets(from, to int32) bool {
	open := int32(-1)
	for i := from; i <= to; i++ {
		gap := x.d.gap(int(i))
		if strings.Contains(gap, ")") {
			open = -1
		}
		if strings.Contains(gap, "(") {
			open = i
		}
	}
	return open >= 0 && !x.continues(open, to)
}

// forwardWords open a wish about what follows them.
var forwardWords = setOf(`eventueel bij liefst liever idealiter voorkeur preferably ideally`)

var linkWords = setOf(`is zijn een dit dat dan of en ook zeker wel strekt tot heel groot grote dikke mooie mega enorme sterke duidelijke are highly considered a an strong zeer altijd absoluut maar je bent om te bereid bereidheid ben kan kunt jij`)

var needOf = map[string]Need{"preferred": NeedPreferred, "replaceable": NeedReplaceable, "level": NeedReplaceable, "willing": NeedReplaceable,
	"notneeded": NeedUnknown, "firm": NeedRequired}

// otherWay reports whether the rest of the sentence of a thing, or the start of
// the next one, tells what happens without it: "heb je het niet, dan …".
func (x *factFinder) otherWay(from, to int32) bool {
	d := x.d
	own := d.tokens[from].sentence
	i, _ := slices.BinarySearchFunc(x.found.facts, to, func(m match, t int32) int { return cmp.Compare(m.from, t) })
	for ; i < len(x.found.facts) && x.found.facts[i].from < to+otherReach; i++ {
		m := &x.found.facts[i]
		r := &x.r.lexicon.rules[m.rule]
		if r.fact != factNeed || r.id != "otherwise" {
			continue
		}
		switch s := d.tokens[m.from].sentence; {
		case s == own, s == own+1 && m.from-d.sentences[s].first <= 1:
			return true
		}
	}
	return false
}

// wishAfterQuestion reports whether a thing is asked about and the answer told to
// be a wish: "heb je een certificaat? Dat is een pluspunt".
func (x *factFinder) wishAfterQuestion(from int32) bool {
	d := x.d
	if !d.question(from) || d.gapsHold(from+1, d.sentences[d.tokens[from].sentence].last-1, ";") {
		return false
	}
	n := d.tokens[from].sentence + 1
	if int(n) >= len(d.sentences) || !linkWords[string(d.wordBytes(int(d.sentences[n].first)))] {
		return false
	}
	s := &d.sentences[n]
	i, _ := slices.BinarySearchFunc(x.found.facts, s.first, func(m match, t int32) int { return cmp.Compare(m.from, t) })
	for ; i < len(x.found.facts) && x.found.facts[i].from < min(s.last, s.first+5); i++ {
		if r := &x.r.lexicon.rules[x.found.facts[i].rule]; r.fact == factNeed && r.id == "preferred" {
			return true
		}
	}
	return false
}

// otherReach is how many tokens behind a thing another way may be told.
const otherReach = 24

// wish is a run of tokens below a head such as "nice to have".
type wish struct{ from, to int32 }

// findWishes finds the parts of the text that hold wishes. A head is a short
// line or opens with a colon; in a text without line ends it is known by its
// two words and its capital.
func (x *factFinder) findWishes() {
	d := x.d
	x.wishes = x.wishes[:0]
	x.findWishLists()
	x.each(factWish, func(_ string, m match) {
		n := d.tokens[m.from].sentence
		s := &d.sentences[n]
		head := m.from-s.first <= 1 && (s.colon || s.last-s.first <= wishHead)
		if !head && !(m.to-m.from >= 2 && d.tokens[m.from].capital) {
			return
		}
		w := wish{m.to, s.last}
		for k := n + 1; int(k) < len(d.sentences) && k <= n+wishSentences; k++ {
			next := &d.sentences[k]
			if next.section != s.section || next.colon && next.last-next.first <= wishHead {
				break
			}
			w.to = next.last
		}
		x.wishes = append(x.wishes, w)
	})
}

// findWishLists finds the items below a line that ends in a wish and a colon: "bij
// voorkeur heb je:".
func (x *factFinder) findWishLists() {
	d := x.d
	x.each(factNeed, func(value string, m match) {
		n := d.tokens[m.from].sentence
		s := &d.sentences[n]
		if value != "preferred" || !s.colon || s.last-m.to > 3 || d.question(m.from) || int(n+1) >= len(d.sentences) || !d.sentences[n+1].item {
			return
		}
		w := wish{d.sentences[n+1].first, 0}
		for k := n + 1; int(k) < len(d.sentences) && d.sentences[k].item && k <= n+wishSentences; k++ {
			w.to = d.sentences[k].last
		}
		x.wishes = append(x.wishes, w)
	})
}

// A head of wishes has few words, and few sentences belong to it.
const (
	wishHead      = 4
	wishSentences = 8
)

// wished reports whether token i stands below a head of wishes.
func (x *factFinder) wished(i int32) bool {
	return slices.ContainsFunc(x.wishes, func(w wish) bool { return i >= w.from && i < w.to })
}

// wishAtEnd reports whether the sentence that a thing opens ends in a wish: "een
// diploma in techniek, economie of rechten is een pluspunt".
func (x *factFinder) wishAtEnd(from, to int32) bool {
	d := x.d
	s := d.sentences[d.tokens[from].sentence]
	if from-s.first > 2 {
		return false
	}
	for i := to; i < s.last; i++ {
		if otherThings[string(d.wordBytes(int(i)))] {
			return false
		}
	}
	i, _ := slices.BinarySearchFunc(x.found.facts, s.last-2, func(m match, t int32) int { return cmp.Compare(m.from, t) })
	for ; i < len(x.found.facts) && x.found.facts[i].from < s.last; i++ {
		m := &x.found.facts[i]
		if r := &x.r.lexicon.rules[m.rule]; r.fact == factNeed && r.id == "preferred" && m.to >= s.last && !x.inBrackets(to, m.from) && linkWords[string(d.wordBytes(int(m.from-1)))] {
			return true
		}
	}
	return false
}

// otherThings are what a wish at the end of a sentence may be about instead.
var otherThings = setOf(`kennis ervaring werkervaring affiniteit rijbewijs certificaat vaardigheden beheersing`)
