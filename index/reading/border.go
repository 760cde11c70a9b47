package reading

import (
	"strings"
	"unicode"
	"unicode/utf8"
)

// border decides what the characters between the last token and the one that
// starts at next mean: nothing, a clause border or a sentence border.
func (c *cutter) border(gap string, next int) {
	d := c.d
	n := int32(len(d.tokens))
	if n == c.sentence {
		c.item = c.item || listMark(gap)
		return
	}
	switch {
	case c.endsSentence(gap, next):
		c.closeSentence(gap)
		c.item = listMark(gap)
	case gap == "" && c.src[next] >= 'A' && c.src[next] <= 'Z' && c.src[next-1] >= 'a':
		c.closeSentence(gap) // glued words: a lost line end
	case gap == "" && unicode.IsUpper(rune(c.src[next])) && glued(c.src[next:]) && d.tokens[n-1].number:
		c.closeSentence(gap)
	case endsClause(gap), c.formerLine(gap, next), c.conjunction(next):
		c.closeClause()
	}
}

// endsSentence reports whether the gap closes a sentence.
func (c *cutter) endsSentence(gap string, next int) bool {
	if i := strings.IndexByte(gap, '\n'); i >= 0 {
		return c.endsLine(gap, i, next)
	}
	if strings.ContainsAny(gap, "•▪●|✓✔➢►·*–") && strings.ContainsAny(gap, "•▪●✓✔➢►·") {
		return true
	}
	if strings.Contains(gap, ". -") || strings.Contains(gap, " - ") && c.d.flat && c.capitalAt(next) {
		return true
	}
	mark := strings.IndexAny(gap, ".!?…")
	if mark < 0 {
		return strings.HasPrefix(gap, ":") && c.capitalAt(next) && c.d.flat ||
			strings.HasPrefix(gap, ";")
	}
	if gap[mark] != '.' {
		return true
	}
	if c.abbreviated() {
		return false
	}
	// "ervaring.De": a full stop before a capital, with or without a space.
	return c.capitalAt(next) || len(gap) > mark+1 && c.src[next] >= '0' && c.src[next] <= '9'
}

// endsLine decides about a gap with a line end at byte i: a line ends the
// sentence, except where a sentence was wrapped in the middle.
func (c *cutter) endsLine(gap string, i, next int) bool {
	if strings.Count(gap, "\n") > 1 || listMark(gap[i:]) || strings.ContainsAny(gap, ".!?:;") {
		return true
	}
	line := c.src[:next-len(gap)]
	line = line[strings.LastIndexByte(line, '\n')+1:]
	// A wrapped line is long and goes on in lower case.
	return len(line) < 50 || !lowerAt(c.src, next)
}

func listMark(gap string) bool {
	i := strings.LastIndexByte(gap, '\n')
	return strings.ContainsAny(gap[i+1:], "-*•▪●✓✔➢►·–+>")
}

func (c *cutter) capitalAt(i int) bool {
	r, _ := utf8.DecodeRuneInString(c.src[i:])
	return unicode.IsUpper(r)
}

// abbreviations are words before a full stop that do not end a sentence.
var abbreviations = map[string]bool{"bijv": true, "bv": true, "ca": true, "max": true, "min": true,
	"incl": true, "excl": true, "evt": true, "resp": true, "nr": true, "tel": true, "dhr": true, "mevr": true,
	"mw": true, "st": true, "ing": true, "drs": true, "dr": true, "mr": true, "ir": true, "div": true,
	"vb": true, "jl": true, "plm": true, "gem": true, "cat": true, "vs": true, "eur": true}

// abbreviated reports whether the last token is an abbreviation or a letter of
// one ("o.a.", "d.m.v.").
func (c *cutter) abbreviated() bool {
	i := len(c.d.tokens) - 1
	w := c.d.wordBytes(i)
	if len(w) == 1 && !c.d.tokens[i].number {
		// "o.a. De": an inner letter follows a full stop itself; a lone "C." may end.
		return i > int(c.sentence) && strings.HasPrefix(c.d.gap(i), ".") || w[0] >= 'a' && !c.d.tokens[i].capital
	}
	return abbreviations[string(w)]
}

func endsClause(gap string) bool {
	return strings.ContainsAny(gap, ",;:()[]|–—\"“”/") && gap != "/"
}

// formerLine reports whether, in a text that lost its line ends, a capital in
// the middle of a sentence starts a former line.
func (c *cutter) formerLine(gap string, next int) bool {
	if !c.d.flat || !strings.HasPrefix(gap, " ") || !c.capitalAt(next) {
		return false
	}
	last := len(c.d.tokens) - 1
	if c.d.tokens[last].capital || int32(last) == c.clause {
		return false
	}
	return !beforeName[string(c.d.wordBytes(last))]
}

// beforeName are words that a name, not a new line, follows.
var beforeName = map[string]bool{"in": true, "van": true, "de": true, "het": true, "een": true, "bij": true,
	"te": true, "en": true, "of": true, "voor": true, "met": true, "naar": true, "als": true, "op": true, "uit": true,
	"aan": true, "rond": true, "regio": true, "omgeving": true, "over": true, "door": true, "via": true, "onze": true,
	"ons": true, "der": true, "den": true, "om": true, "zoals": true, "goed": true, "goede": true, "tussen": true}

// conjunctions open a clause of their own.
var conjunctions = map[string]bool{"maar": true, "waarbij": true, "zodat": true, "omdat": true, "terwijl": true,
	"want": true, "waardoor": true, "waarin": true, "but": true, "because": true, "while": true}

func (c *cutter) conjunction(next int) bool {
	end := next
	for end < len(c.src) && c.src[end] >= 'a' && c.src[end] <= 'z' {
		end++
	}
	return end-next >= 3 && end-next <= 8 && conjunctions[c.src[next:end]]
}

func (c *cutter) closeClause() {
	d := c.d
	n := int32(len(d.tokens))
	if n > c.clause {
		d.clauses = append(d.clauses, clause{first: c.clause, last: n})
		c.clause = n
	}
}

func (c *cutter) closeSentence(gap string) {
	d := c.d
	c.closeClause()
	n := int32(len(d.tokens))
	if n > c.sentence {
		d.sentences = append(d.sentences, sentence{first: c.sentence, last: n, item: c.item,
			question: strings.Contains(gap, "?"), colon: strings.ContainsAny(gap, ":?")})
		c.sentence = n
	}
	c.item = false
}

// subjects by word; the employer's own words lose to "je" in the same clause.
var subjectWords = map[string]subject{"wij": subjectWe, "we": subjectWe, "ons": subjectWe, "onze": subjectWe,
	"je": subjectYou, "jij": subjectYou, "jou": subjectYou, "jouw": subjectYou, "u": subjectYou, "uw": subjectYou,
	// The employer that asks speaks of the work: "wij zoeken iemand die …".
	"zoeken": subjectYou, "zoekt": subjectYou, "vragen": subjectYou, "vraagt": subjectYou, "verwachten": subjectYou,
	"gezocht": subjectYou, "wensen": subjectYou, "kandidaat": subjectYou, "you": subjectYou, "your": subjectYou, "our": subjectWe}

// findSubjects notes who acts in each clause and sentence.
func (d *document) findSubjects() {
	for s := range d.sentences {
		sent := &d.sentences[s]
		for i := sent.first; i < sent.last; i++ {
			t := &d.tokens[i]
			if t.to-t.from > 9 {
				continue
			}
			who := subjectWords[string(d.wordBytes(int(i)))]
			if who == subjectWe && i > d.clauses[t.clause].first && (d.is(int(i), "ons") || d.is(int(i), "onze")) {
				continue // "van ons", "voor onze klanten" do not act
			}
			if cl := &d.clauses[t.clause]; who > cl.subject {
				cl.subject = who
			}
			if who > sent.subject {
				sent.subject = who
			}
		}
	}
}
