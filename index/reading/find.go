package reading

import (
	"cmp"
	"slices"

	"passend/index/demand"
)

// match is a rule that fired on tokens [from,to).
type match struct {
	span
	rule  int32
	level int8 // the pattern's own level, -1 for the rule's
}

// found is everything the lexicon found in a document, in text order.
type found struct {
	cues, blocks, softeners []match
	facts                   []match
	// desk and hand say what kind of work the title names.
	desk, hand bool
}

// find runs all patterns; marks go onto the tokens, heads into the sections.
func (l *lexicon) find(s *scan) found {
	d := s.doc
	var f found
	var heads []head
	f.cues = make([]match, 0, len(d.tokens)/12+8)
	for t := int32(0); int(t) < len(d.tokens); t++ {
		sent := &d.sentences[d.tokens[t].sentence]
		for _, e := range s.hits[s.start[t]:s.start[t+1]] {
			for _, pi := range l.byAnchor[e] {
				p := &l.patterns[pi]
				sp, ok := p.match(s, t, sent.first, sent.last)
				if !ok {
					continue
				}
				m := match{sp, p.rule, p.level}
				switch r := &l.rules[p.rule]; r.kind {
				case kindCue:
					f.cues = append(f.cues, m)
				case kindBlock:
					f.blocks = append(f.blocks, m)
				case kindSoften:
					f.softeners = append(f.softeners, m)
				case kindMark:
					for i := sp.from; i < sp.to; i++ {
						d.tokens[i].marks |= r.marks
					}
				case kindDesk:
					if d.tokens[t].inTitle {
						f.hand = f.hand || r.byHand
						f.desk = f.desk || !r.byHand
					}
				case kindFact:
					f.facts = append(f.facts, m)
				case kindSection:
					heads = append(heads, head{sp.from, sp.to, r.section})
				}
			}
		}
	}
	l.clocks(d, &f)
	slices.SortStableFunc(heads, func(a, b head) int {
		return cmp.Or(cmp.Compare(a.from, b.from), cmp.Compare(a.to, b.to))
	})
	slices.SortStableFunc(f.facts, func(a, b match) int { return cmp.Compare(a.from, b.from) })
	slices.SortStableFunc(f.blocks, func(a, b match) int { return cmp.Compare(a.from, b.from) })
	d.assignSections(heads)
	return f
}

// blockReach is the most tokens a block spans; it bounds the search back.
const blockReach = 24

// blocked reports whether a figurative use covers a token of the match.
func (f *found) blocked(l *lexicon, m match, k demand.Key) bool {
	i, _ := slices.BinarySearchFunc(f.blocks, m.from-blockReach, func(b match, from int32) int {
		return cmp.Compare(b.from, from)
	})
	for ; i < len(f.blocks) && f.blocks[i].from < m.to; i++ {
		b := &f.blocks[i]
		if b.to > m.from && l.rules[b.rule].mask.has(k) {
			return true
		}
	}
	return false
}

// contextAllows checks the forbidden and required words of a rule.
func (r *rule) contextAllows(s *scan, m match) bool {
	d := s.doc
	t := &d.tokens[m.from]
	if len(r.forbid) > 0 {
		c := d.clauses[t.clause]
		lo, hi := max(c.first, m.from-contextReach), min(max(c.last, m.to), m.to+contextReach)
		for i := lo; i < hi; i++ {
			if s.hasAny(i, r.forbid) {
				return false
			}
		}
	}
	if len(r.require) == 0 {
		return true
	}
	sent := d.sentences[t.sentence]
	lo, hi := max(sent.first, m.from-contextReach), min(sent.last, m.to+contextReach)
	for i := lo; i < hi; i++ {
		if s.hasAny(i, r.require) {
			return true
		}
	}
	return false
}

// contextReach is how many words away context is looked for: it keeps the
// reading linear where a text has no sentences.
const contextReach = 30

func (s *scan) hasAny(t int32, elements []int32) bool {
	for _, e := range elements {
		if s.has(t, e) {
			return true
		}
	}
	return false
}

// negatorReach is how many tokens before a cue a negator may stand (domain 2.5).
const negatorReach = 5

// endsDenial are words behind which a denial has ended: "geen hoogtevrees en
// bent fysiek sterk".
var endsDenial = map[string]bool{"maar": true, "wel": true, "bent": true, "hebt": true, "kunt": true, "kan": true,
	"wilt": true, "beschikt": true, "houdt": true, "vindt": true, "werkt": true}

// denied reports whether the text denies the match: a negator before it in the
// clause, or in an earlier member of the same "geen a, b of c", or words such
// as "komt niet voor" behind it.
func (d *document) denied(m match) (token int32, ok bool) {
	c := d.clauses[d.tokens[m.from].clause]
	sent := d.sentences[d.tokens[m.from].sentence]
	for i := m.from - 1; i >= sent.first && i >= m.from-negatorReach-3; i-- {
		t := &d.tokens[i]
		if i < c.first && !d.enumerates(i, m) {
			break
		}
		if t.marks&markAffirms != 0 || endsDenial[string(d.wordBytes(int(i)))] {
			break
		}
		if t.marks&markNegator != 0 && (i >= m.from-negatorReach || i < c.first) {
			return i, true
		}
	}
	last := d.clauses[d.tokens[m.to-1].clause].last
	for i := m.to; i < last && i < m.to+negatorReach; i++ {
		if d.tokens[i].marks&markNegatorAfter != 0 {
			return i, !d.partly(i, last)
		}
	}
	return 0, false
}

// limitsDenial are words that make less of the denial before them: "tillen doe
// je niet alleen", "niet vaak".
var limitsDenial = map[string]bool{"alleen": true, "vaak": true, "veel": true, "elke": true, "iedere": true,
	"dagelijks": true, "altijd": true, "continu": true}

// partly reports whether the denial that starts at token i denies only a part.
func (d *document) partly(i, last int32) bool {
	for ; i < last && d.tokens[i].marks&markNegatorAfter != 0; i++ {
	}
	return i < last && limitsDenial[string(d.wordBytes(int(i)))]
}

// former reports whether the sentence has spoken, before the match, of what the
// reader may have done elsewhere.
func (d *document) former(m match) bool {
	first := d.sentences[d.tokens[m.from].sentence].first
	for i := m.from; i >= first && i >= m.from-contextReach; i-- {
		if d.tokens[i].marks&markFormer != 0 {
			return true
		}
	}
	return false
}

// enumerates reports whether tokens i and the match belong to one enumeration
// that "of" or "noch" closes.
func (d *document) enumerates(i int32, m match) bool {
	sent := d.sentences[d.tokens[m.from].sentence]
	for j := i; j < sent.last && j < m.to+3; j++ {
		if d.is(int(j), "of") || d.is(int(j), "noch") || d.is(int(j), "or") {
			return true
		}
	}
	return false
}

// frequencyReach is how many tokens from a cue a word of frequency counts.
const frequencyReach = 6

// frequencyStep is what the nearest word of frequency in the clause does to
// the level of the match (domain 2.3).
func (d *document) frequencyStep(m match) demand.Level {
	c := d.clauses[d.tokens[m.from].clause]
	last := d.clauses[d.tokens[m.to-1].clause].last
	for dist := int32(1); dist <= frequencyReach; dist++ {
		for _, i := range [2]int32{m.from - dist, m.to - 1 + dist} {
			if i < c.first || i >= last {
				continue
			}
			switch mk := d.tokens[i].marks; {
			case mk&markRare != 0:
				return -2
			case mk&markSome != 0:
				return -1
			case mk&markMost != 0:
				return 1
			}
		}
	}
	return 0
}
