package reading

import (
	"strings"
	"sync"
	"unicode"
	"unicode/utf8"

	"passend/index/dutch"
	"passend/index/vacancy"
)

// document is a vacancy's title and text prepared for reading. Tokens of the
// title come first; every token lies in one clause, every clause in one
// sentence, every sentence in one section.
type document struct {
	title, text string
	// parsedTitle and parsedText hold the same with punctuation, for facts.
	parsedTitle, parsedText *dutch.Text
	tokens                  []token
	sentences               []sentence
	clauses                 []clause
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
	// spelled is the value of a number in words, 0 for none.
	spelled uint8
	capital bool
	inTitle bool
	marks   mark
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
	// markFormer stands on words about what the reader did before.
	markFormer
)

// sentence is a run of tokens [first,last) that no pattern crosses.
type sentence struct {
	first, last int32
	section     section
	// item is true for an item of a list.
	item bool
	// colon is true when a colon or question mark closes the sentence, as in heads.
	colon bool
	// catalogue is true for lines out of a catalogue of competences.
	catalogue bool
	subject   subject
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
	d.parsedTitle, d.parsedText = parse(v.Title), parse(v.Text)
	d.addText(d.parsedTitle, true)
	d.addText(d.parsedText, false)
	d.findSubjects()
	d.findEmployer(v.Employer)
	d.findCatalogue()
	return d
}

// parsedTexts keeps the buffers of parsed texts between readings.
var parsedTexts = sync.Pool{New: func() any { return new(dutch.Text) }}

func parse(s string) *dutch.Text {
	t := parsedTexts.Get().(*dutch.Text)
	t.Reset(s)
	return t
}

// keptTokens bounds the buffers that are kept: one giant text must not hold its
// memory for ever.
const keptTokens = 1 << 16

// release gives the buffers of the parsed texts back.
func (d *document) release() {
	for _, t := range []*dutch.Text{d.parsedTitle, d.parsedText} {
		if cap(t.Tokens) <= keptTokens {
			t.Source = ""
			parsedTexts.Put(t)
		}
	}
	d.parsedTitle, d.parsedText = nil, nil
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
	if n := d.tokens[i].spelled; n > 0 {
		return float64(n)
	}
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

// addText adds the sentences and clauses of one field.
func (d *document) addText(t *dutch.Text, title bool) {
	for k := range t.Sentences {
		tokens := t.Of(t.Sentences[k])
		first := len(d.tokens)
		for i := 0; i < len(tokens); {
			_, last := dutch.Clause(tokens, i)
			last = max(last, i+1)
			clauseFirst := len(d.tokens)
			for ; i < last; i++ {
				if d.formerLine(&tokens[i], clauseFirst) {
					d.closeClause(clauseFirst)
					clauseFirst = len(d.tokens)
				}
				d.addWords(&tokens[i], title)
			}
			d.closeClause(clauseFirst)
		}
		if len(d.tokens) == first {
			continue
		}
		mark := tokens[len(tokens)-1].Norm
		d.sentences = append(d.sentences, sentence{first: int32(first), last: int32(len(d.tokens)),
			item: t.Sentences[k].Bullet, colon: mark == ":" || mark == "?"})
	}
}

func (d *document) closeClause(first int) {
	if n := len(d.tokens); n > first {
		d.clauses = append(d.clauses, clause{first: int32(first), last: int32(n)})
	}
}

// addWords cuts a token at hyphens and between letters and digits, so that
// "2-ploegendienst" and "25kg" are two words each.
func (d *document) addWords(t *dutch.Token, title bool) {
	if t.Kind != dutch.Word && t.Kind != dutch.Number {
		return
	}
	for i := 0; i < len(t.Text); {
		r, n := utf8.DecodeRuneInString(t.Text[i:])
		if !isWordRune(r) {
			i += n
			continue
		}
		end := wordEnd(t.Text, i, r)
		d.add(t.Text[i:end], t.Start+i, title)
		i = end
	}
}

func isWordRune(r rune) bool {
	return r >= 'a' && r <= 'z' || r >= 'A' && r <= 'Z' || r >= '0' && r <= '9' ||
		r > 127 && (unicode.IsLetter(r) || unicode.IsDigit(r) || unicode.Is(unicode.Mn, r))
}

// wordEnd finds the end of the word or number that starts at i.
func wordEnd(s string, i int, first rune) int {
	if first >= '0' && first <= '9' {
		for i++; i < len(s); i++ {
			if digit(s, i) || (s[i] == '.' || s[i] == ',') && digit(s, i+1) {
				continue
			}
			break
		}
		return i
	}
	for begin := i; i < len(s); {
		r, n := utf8.DecodeRuneInString(s[i:])
		if r >= '0' && r <= '9' || !isWordRune(r) && !(apostrophe(r) && i > begin && letterAt(s, i+n)) {
			break
		}
		i += n
	}
	return i
}

func digit(s string, i int) bool { return i < len(s) && s[i] >= '0' && s[i] <= '9' }

func apostrophe(r rune) bool { return r == '\'' || r == '’' || r == '‘' }

func letterAt(s string, i int) bool {
	r, _ := utf8.DecodeRuneInString(s[i:])
	return unicode.IsLetter(r)
}

// add appends one word in folded form.
func (d *document) add(word string, start int, title bool) {
	from := int32(len(d.folded))
	first, _ := utf8.DecodeRuneInString(word)
	d.folded = foldTo(d.folded, word)
	to := int32(len(d.folded))
	spelled := uint8(numeral(d.folded[from:to]))
	d.folded = append(d.folded, ' ')
	d.tokens = append(d.tokens, token{
		start: int32(start), end: int32(start + len(word)), from: from, to: to,
		number: first >= '0' && first <= '9', capital: unicode.IsUpper(first), inTitle: title, spelled: spelled,
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
