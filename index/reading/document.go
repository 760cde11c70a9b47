package reading

import (
	"strings"
	"unicode"
	"unicode/utf8"

	"passend/index/vacancy"
)

// document is a vacancy's title and text prepared for reading. Tokens of the
// title come first; every token lies in one clause, every clause in one
// sentence, every sentence in one section.
type document struct {
	title, text string
	tokens      []token
	sentences   []sentence
	clauses     []clause
	// folded holds the folded tokens, one space before, between and after.
	folded []byte
	// flat is true for texts whose line ends were lost: capitals then mark the
	// starts of former lines.
	flat bool
}

// token is one word or number. Start and End are byte offsets in its field.
type token struct {
	start, end int32
	// from and to bound the folded form in document.folded.
	from, to int32
	sentence int32
	clause   int32
	number   bool
	capital  bool
	inTitle  bool
	marks    mark
}

// mark is what the words of grammar say about a token.
type mark uint16

const (
	// markNegator stands on the words that deny what follows in the clause.
	markNegator mark = 1 << iota
	// markNegatorAfter stands on words that deny what precedes ("komt niet voor").
	markNegatorAfter
	// markOptional stands on words that leave a duty to choice.
	markOptional
	// markRare, markSome, markMost stand on words of frequency (domain 2.3).
	markRare
	markSome
	markMost
	// markPreferred stands on words that make a requirement a wish.
	markPreferred
	// markAffirms stands on denials that affirm ("niet bang om").
	markAffirms
)

// sentence is a run of tokens [first,last) that no pattern crosses.
type sentence struct {
	first, last int32
	section     section
	// item is true for an item of a list.
	item bool
	// question is true when the sentence ends in a question mark.
	question bool
	subject  subject
	// ended is true when a colon or question mark closes the sentence, as heads do.
	colon bool
}

// clause is a run of tokens [first,last) within a sentence, bounded by
// punctuation or a conjunction.
type clause struct {
	first, last int32
	subject     subject
}

// subject says who acts in a clause.
type subject uint8

const (
	subjectNone subject = iota
	subjectWe           // "wij", "ons bedrijf": the employer speaks of itself
	subjectYou          // "je", "u", "de kandidaat"
)

// newDocument cuts the vacancy into tokens, clauses and sentences. It is pure
// and linear in the length of title and text.
func newDocument(v *vacancy.Vacancy) *document {
	d := &document{title: v.Title, text: v.Text}
	size := len(v.Title) + len(v.Text)
	d.tokens = make([]token, 0, size/5+8)
	d.folded = append(make([]byte, 0, size+size/16+16), ' ')
	d.sentences = make([]sentence, 0, size/60+4)
	d.clauses = make([]clause, 0, size/40+8)
	d.flat = isFlat(v.Text)
	c := cutter{d: d, src: v.Title, title: true}
	c.cut()
	c = cutter{d: d, src: v.Text}
	c.cut()
	d.findSubjects()
	return d
}

// isFlat reports whether a longer text has lost its line ends.
func isFlat(text string) bool {
	return len(text) > 300 && strings.Count(text, "\n")*400 < len(text)
}

// word returns the folded form of a token: lower case without accents.
func (d *document) word(i int) string { return string(d.wordBytes(i)) }

func (d *document) wordBytes(i int) []byte {
	t := &d.tokens[i]
	return d.folded[t.from:t.to]
}

// is reports whether the folded form of token i is w; it does not allocate.
func (d *document) is(i int, w string) bool {
	return i >= 0 && i < len(d.tokens) && string(d.wordBytes(i)) == w
}

// raw returns the field that token i was cut from.
func (d *document) raw(i int) (string, Field) {
	if d.tokens[i].inTitle {
		return d.title, InTitle
	}
	return d.text, InText
}

// number returns the value of a number token; decimal comma and thousands
// point are understood.
func (d *document) number(i int) float64 {
	w := d.wordBytes(i)
	var v, scale float64
	scale = 1
	point := false
	for k, b := range w {
		switch {
		case b >= '0' && b <= '9':
			v = v*10 + float64(b-'0')
			if point {
				scale *= 10
			}
		case len(w)-k == 4 && b == '.': // thousands: "1.500"
		default:
			point = true
		}
		if v > 1e15 {
			break
		}
	}
	return v / scale
}

// section returns the section of token i.
func (d *document) section(i int) section {
	return d.sentences[d.tokens[i].sentence].section
}

// gap returns the literal characters between token i-1 and token i.
func (d *document) gap(i int) string {
	t := &d.tokens[i]
	src, _ := d.raw(i)
	if i == 0 || d.tokens[i-1].inTitle != t.inTitle {
		return src[:t.start]
	}
	return src[d.tokens[i-1].end:t.start]
}

// cutter walks one field once.
type cutter struct {
	d     *document
	src   string
	title bool

	sentence, clause int32 // first token of the open sentence and clause
	item             bool
}

func (c *cutter) cut() {
	d := c.d
	c.sentence, c.clause = int32(len(d.tokens)), int32(len(d.tokens))
	gapFrom := 0
	for i := 0; i < len(c.src); {
		r, n := utf8.DecodeRuneInString(c.src[i:])
		if !isWordRune(r) {
			i += n
			continue
		}
		start := i
		i = c.wordEnd(i, r)
		c.border(c.src[gapFrom:start], start)
		c.add(start, i)
		gapFrom = i
	}
	c.closeSentence(c.src[gapFrom:])
}

func isWordRune(r rune) bool {
	return r >= 'a' && r <= 'z' || r >= 'A' && r <= 'Z' || r >= '0' && r <= '9' ||
		r > 127 && (unicode.IsLetter(r) || unicode.IsDigit(r) || unicode.Is(unicode.Mn, r))
}

// wordEnd finds the end of the word or number that starts at i. Letters and
// digits part ("25kg"); so do two words glued by a lost line end
// ("ervaringMinimaal").
func (c *cutter) wordEnd(i int, first rune) int {
	src := c.src
	if first >= '0' && first <= '9' {
		for i < len(src) {
			b := src[i]
			if b >= '0' && b <= '9' {
				i++
				continue
			}
			if (b == '.' || b == ',') && i+1 < len(src) && src[i+1] >= '0' && src[i+1] <= '9' {
				i++
				continue
			}
			break
		}
		return i
	}
	begin, lower := i, 0
	for i < len(src) {
		r, n := utf8.DecodeRuneInString(src[i:])
		if !isWordRune(r) {
			if apostrophe(r) && i > begin && i+n < len(src) && lowerAt(src, i+n) {
				i += n // foto's, z'n
				continue
			}
			return i
		}
		if r >= '0' && r <= '9' {
			return i
		}
		if unicode.IsUpper(r) {
			if lower >= 3 && glued(src[i:]) {
				return i
			}
			lower = 0
		} else {
			lower++
		}
		i += n
	}
	return i
}

func apostrophe(r rune) bool { return r == '\'' || r == '’' || r == '‘' }

func lowerAt(s string, i int) bool {
	r, _ := utf8.DecodeRuneInString(s[i:])
	return unicode.IsLower(r)
}

// brandTails are second halves of names that are written with an inner capital.
var brandTails = []string{"In", "Script", "Point", "Hub", "Tube", "App", "Office", "Flow",
	"Force", "Desk", "Box", "Book", "Shop", "Works", "Ops", "Base", "Query", "Lab", "Time"}

// glued reports whether s starts a new word of its own: an upper-case letter
// with two lower-case ones, not the tail of a brand name.
func glued(s string) bool {
	n := 0
	for i, r := range s {
		if i == 0 {
			continue
		}
		if !unicode.IsLower(r) {
			break
		}
		if n++; n == 2 {
			break
		}
	}
	if n < 1 {
		return false
	}
	for _, t := range brandTails {
		if strings.HasPrefix(s, t) && (len(s) == len(t) || !isWordRune(rune(s[len(t)]))) {
			return false
		}
	}
	return n >= 2 || len(s) > 2
}

// add appends the token src[start:end] in folded form.
func (c *cutter) add(start, end int) {
	d := c.d
	from := int32(len(d.folded))
	first, _ := utf8.DecodeRuneInString(c.src[start:])
	number := first >= '0' && first <= '9'
	d.folded = foldTo(d.folded, c.src[start:end])
	to := int32(len(d.folded))
	d.folded = append(d.folded, ' ')
	d.tokens = append(d.tokens, token{
		start: int32(start), end: int32(end), from: from, to: to,
		number: number, capital: unicode.IsUpper(first), inTitle: c.title,
		sentence: int32(len(d.sentences)), clause: int32(len(d.clauses)),
	})
}

// foldTo appends s in lower case without accents and apostrophe forms.
func foldTo(dst []byte, s string) []byte {
	for i := 0; i < len(s); {
		b := s[i]
		if b < utf8.RuneSelf {
			if b >= 'A' && b <= 'Z' {
				b += 'a' - 'A'
			}
			dst = append(dst, b)
			i++
			continue
		}
		r, n := utf8.DecodeRuneInString(s[i:])
		i += n
		dst = foldRune(dst, r)
	}
	return dst
}

// foldedLatin folds U+00C0 to U+017F, one letter each; '-' stands for letters
// that fold to two or to none.
const foldedLatin = "aaaaaa-ceeeeiiiidnooooo-ouuuuy--aaaaaa-ceeeeiiiidnooooo-ouuuuy-y" +
	"aaaaaaccccccccddddeeeeeeeeeegggggggghhhhiiiiiiiiii--jjkkkllllllllllnnnnnn-nnoooooo--" +
	"rrrrrrssssssssttttttuuuuuuuuuuuuwwyyyzzzzzzs"

func foldRune(dst []byte, r rune) []byte {
	switch {
	case apostrophe(r):
		return append(dst, '\'')
	case r == 'æ' || r == 'Æ':
		return append(dst, "ae"...)
	case r == 'ß':
		return append(dst, "ss"...)
	case r == 0x133 || r == 0x132: // the ligature ij
		return append(dst, "ij"...)
	case r >= 0xC0 && int(r-0xC0) < len(foldedLatin) && foldedLatin[r-0xC0] != '-':
		return append(dst, foldedLatin[r-0xC0])
	case unicode.Is(unicode.Mn, r):
		return dst // a combining accent
	}
	return utf8.AppendRune(dst, unicode.ToLower(r))
}
