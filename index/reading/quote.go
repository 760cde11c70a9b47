package reading

import (
	"math"
	"unicode/utf8"
)

// A quote is a clause that a person can judge: the sentence when it is short,
// else the clauses around the cue, else the words around it.
const (
	quoteShort = 60  // bytes below which a clause is widened
	quoteLong  = 240 // bytes above which a clause is cut
)

// quote cuts the clause around tokens [from,to) out of its field.
func (d *document) quote(from, to int32) Quote {
	sent := d.sentences[d.tokens[from].sentence]
	if d.width(sent.first, sent.last) <= quoteLong {
		return d.cut(sent.first, sent.last)
	}
	lo := d.clauses[d.tokens[from].clause].first
	hi := d.clauses[d.tokens[to-1].clause].last
	if d.width(lo, hi) > quoteLong {
		return d.window(lo, hi, from, to)
	}
	for d.width(lo, hi) < quoteShort && (lo > sent.first || hi < sent.last) {
		wide := false
		if hi < sent.last {
			if n := d.clauses[d.tokens[hi].clause].last; d.width(lo, n) <= quoteLong {
				hi, wide = n, true
			}
		}
		if lo > sent.first && d.width(lo, hi) < quoteShort {
			if n := d.clauses[d.tokens[lo-1].clause].first; d.width(n, hi) <= quoteLong {
				lo, wide = n, true
			}
		}
		if !wide {
			break
		}
	}
	return d.cut(lo, hi)
}

// What makes a quote harder to judge, in bytes of reading: a place that tells
// less (placeRank), a cue that stands later in the lexicon; and what makes it
// easier: further evidence that it covers, and being an item of a list.
const (
	costPlace   = 200
	costRule    = 100
	gainCovered = 400
	mostCovered = 4
	gainItem    = 200
	costWidest  = 300
	mostWeighed = 2 * moreEvidence
)

// clearest moves that of the strongest evidence to the front whose quote a
// person can judge most easily, and returns the quote: short, where the tasks
// are told, in the plainest words, with most of what the text says of it.
func (d *document) clearest(list []candidate) Quote {
	best, quote, least := 0, Quote{}, math.MaxInt32
	rules := 0
	for i := range list {
		if i > mostWeighed || list[i].strength(&list[0]) != 0 {
			break
		}
		if i > 0 && list[i].match.rule != list[i-1].match.rule {
			rules++
		}
		q, covered := d.mainQuote(list, i)
		sent := &d.sentences[d.tokens[list[i].match.from].sentence]
		cost := costPlace*int(list[i].place) + costRule*rules - gainCovered*min(covered, mostCovered) +
			min(int(d.width(sent.first, sent.last)), costWidest)
		if sent.item {
			cost -= gainItem
		}
		if cost < least {
			best, quote, least = i, q, cost
		}
	}
	main := list[best]
	copy(list[1:best+1], list[:best])
	list[0] = main
	return quote
}

// mainQuote is the quote of evidence i, widened over what the same or the two
// next sentences say of it too, as long as it stays a quote to read at a glance. It
// also returns how many pieces of evidence it covers.
func (d *document) mainQuote(list []candidate, i int) (Quote, int) {
	lo, hi := list[i].match.from, list[i].match.to
	covered, wide := 1, false
	for j := range list {
		if j > moreEvidence {
			break
		}
		m := list[j].match
		if j == i || d.tokens[m.from].inTitle != d.tokens[lo].inTitle || (list[j].level == 0) != (list[i].level == 0) {
			continue
		}
		a, b := min(lo, m.from), max(hi, m.to)
		if a == lo && b == hi {
			continue // within the words already
		}
		first, last := d.tokens[a].sentence, d.tokens[b-1].sentence
		if last-first > 2 || d.sentences[first].section != d.sentences[last].section {
			continue // across a head stands another story
		}
		if d.width(d.sentences[first].first, d.sentences[last].last) <= quoteLong {
			lo, hi, wide = a, b, first != last || wide
			covered++
		} else if first == last && d.width(a, b) <= quoteLong {
			lo, hi = a, b
			covered++
		}
	}
	if wide {
		return d.cut(d.sentences[d.tokens[lo].sentence].first, d.sentences[d.tokens[hi-1].sentence].last), covered
	}
	return d.quote(lo, hi), covered
}

// window takes the words around [from,to) within [lo,hi), evenly.
func (d *document) window(lo, hi, from, to int32) Quote {
	a, b := from, to
	for {
		grew := false
		if b < hi && d.width(a, b+1) <= quoteLong {
			b, grew = b+1, true
		}
		if a > lo && d.width(a-1, b) <= quoteLong {
			a, grew = a-1, true
		}
		if !grew {
			return d.cut(a, b)
		}
	}
}

// width is the length in bytes of the text of tokens [lo,hi).
func (d *document) width(lo, hi int32) int32 { return d.tokens[hi-1].end - d.tokens[lo].start }

// cut makes the quote of tokens [lo,hi), with a closing mark that belongs to it.
func (d *document) cut(lo, hi int32) Quote {
	src, field := d.raw(int(lo))
	start, end := d.tokens[lo].start, d.tokens[hi-1].end
	if r, n := utf8.DecodeRuneInString(src[end:]); r == ')' || r == '%' || r == '!' {
		end += int32(n)
	}
	return Quote{Field: field, Start: int(start), End: int(end), Text: src[start:end]}
}

// within reports whether the words of q all stand in o.
func (q *Quote) within(o *Quote) bool {
	return q.Field == o.Field && q.Start >= o.Start && q.End <= o.End
}
