package dutch

import (
	"html"
	"strings"
	"unicode"
	"unicode/utf8"
)

// Kind is the kind of a token.
type Kind uint8

// The kinds. A Word may hold digits, hyphens and dots ("mbo-4", "24/7", "o.a.",
// ".NET"); a Number is digits with Dutch separators or a clock time ("2.600",
// "17,50", "07:30"); an Address is a web or mail address.
const (
	Word Kind = iota + 1
	Number
	Address
	Punct
	Symbol
)

// Gap is what stands between a token and the one before it.
type Gap uint8

// The gaps, weakest first.
const (
	Glued Gap = iota
	Spaced
	NewLine
	Paragraph
)

// Token is a word, number, address or single mark of a text.
type Token struct {
	// Start and End are byte offsets: Text is source[Start:End].
	Start, End int
	Text       string
	// Norm is Text folded, HTML entities resolved and the dots of abbreviations
	// dropped ("I.p.v." → "ipv", "bijv." → "bijv", "&eacute;" → "e").
	Norm string
	Kind Kind
	// Gap tells what precedes the token.
	Gap Gap
	// Upper is true when the first letter is a capital.
	Upper bool
}

// Tokens splits s into tokens.
func Tokens(s string) []Token {
	return AppendTokens(make([]Token, 0, len(s)/5+4), s)
}

// AppendTokens appends the tokens of s to dst. Besides the growth of dst it
// allocates one buffer for all words that had to be folded.
func AppendTokens(dst []Token, s string) []Token {
	t := tokenizer{s: s, out: dst, base: len(dst), gap: Paragraph}
	t.run()
	return t.out
}

type tokenizer struct {
	s     string
	out   []Token
	base  int // tokens before this index belong to the caller
	gap   Gap
	norms strings.Builder
}

func (t *tokenizer) run() {
	for i := 0; i < len(t.s); {
		r, n := decode(t.s, i)
		switch {
		case r == '\n' || r == '\r' || r == 0x2028 || r == 0x2029:
			i = t.lineEnd(i, n)
		case unicode.IsSpace(r):
			t.gap = max(t.gap, Spaced)
			i += n
		case ignorable(r) || unicode.Is(unicode.Mn, r):
			i += n
		default:
			end, kind := t.scan(i, r, n)
			if kind != 0 {
				t.emit(i, end, kind, unicode.IsUpper(r))
			}
			i = end
		}
	}
}

// lineEnd notes a new line, or a paragraph when the line before it is blank.
func (t *tokenizer) lineEnd(i, n int) int {
	if t.s[i] == '\r' && strings.HasPrefix(t.s[i:], "\r\n") {
		n = 2
	}
	if t.gap >= NewLine {
		t.gap = Paragraph
	} else {
		t.gap = NewLine
	}
	return i + n
}

func (t *tokenizer) emit(start, end int, kind Kind, upper bool) {
	tok := Token{Start: start, End: end, Text: t.s[start:end], Kind: kind, Gap: t.gap, Upper: upper}
	tok.Norm = t.norm(tok.Text, kind)
	t.out = append(t.out, tok)
	t.gap = Glued
}

// norm folds text into the shared buffer; strings taken from a builder stay
// valid when it grows, so all norms share few allocations.
func (t *tokenizer) norm(text string, kind Kind) string {
	dropDots := kind == Word && dotted(text)
	if !dropDots && folded(text) && !strings.ContainsAny(text, "&\\") {
		return text
	}
	if t.norms.Cap() == 0 {
		t.norms.Grow(len(t.s)/2 + 16)
	}
	from := t.norms.Len()
	for i := 0; i < len(text); {
		r, n := decode(text, i)
		i += n
		if dropDots && r == '.' || r >= utf8.RuneSelf && unicode.Is(unicode.Mn, r) {
			continue
		}
		foldRune(&t.norms, r)
	}
	return t.norms.String()[from:]
}

// dotted reports an abbreviation whose dots carry no meaning: a dot at its end.
func dotted(text string) bool {
	return len(text) > 1 && text[len(text)-1] == '.'
}

// decode reads the rune at i; an HTML entity counts as the rune it stands for,
// and a backslash before a mark (left over from Markdown) as part of the mark.
func decode(s string, i int) (rune, int) {
	c := s[i]
	if c == '\\' && escapes(s, i) {
		return rune(s[i+1]), 2
	}
	if c == '&' {
		if r, n := entity(s[i:]); n > 0 {
			return r, n
		}
	}
	if c < utf8.RuneSelf {
		return rune(c), 1
	}
	return utf8.DecodeRuneInString(s[i:])
}

// escapes reports a backslash that only protects the mark behind it.
func escapes(s string, i int) bool {
	return i+1 < len(s) && s[i] == '\\' && strings.IndexByte(".,:-+*_#()[]!&<>~|=/", s[i+1]) >= 0
}

// entityLen bounds the length of an HTML entity that stands for one character.
const entityLen = 10

func entity(s string) (rune, int) {
	end := strings.IndexByte(s[:min(len(s), entityLen)], ';')
	if end < 2 {
		return 0, 0
	}
	u := html.UnescapeString(s[:end+1])
	r, n := utf8.DecodeRuneInString(u)
	if n != len(u) || r == utf8.RuneError {
		return 0, 0
	}
	return r, end + 1
}

// scan finds the end and the kind of the token that starts at i with rune r.
func (t *tokenizer) scan(i int, r rune, n int) (int, Kind) {
	s := t.s
	if end := fixedToken(s, i); end > 0 {
		return end, Word
	}
	switch {
	case r == '.' && dotNet(s, i) && !wordBefore(s, i):
		return i + len(".net"), Word
	case isApostrophe(r) && !wordBefore(s, i):
		if end := t.clitic(i, n); end > 0 {
			return end, Word
		}
	case digitAt(s, i):
		return t.number(i)
	case unicode.IsLetter(r):
		if end := webAddress(s, i); end > 0 {
			return end, Address
		}
		return t.word(i)
	case r == '@' && len(t.out) > t.base && t.gap == Glued:
		if end := t.mailAddress(i + n); end > 0 {
			return end, 0
		}
	}
	if unicode.IsPunct(r) {
		return i + n, Punct
	}
	return i + n, Symbol
}

// clitic reads 's, 't, 'n and what is bound to it ('s-Hertogenbosch).
func (t *tokenizer) clitic(i, n int) int {
	s := t.s
	j := i + n
	if j >= len(s) || !strings.ContainsRune("stnkmrSTNKMR", rune(s[j])) {
		return 0
	}
	if j+1 >= len(s) {
		return j + 1
	}
	switch r, w := decode(s, j+1); {
	case unicode.IsSpace(r):
		return j + 1
	case isHyphen(r) && letterAt(s, j+1+w):
		end, _ := t.word(j + 1 + w)
		return end
	}
	return 0
}

// word scans a token that starts with a letter.
func (t *tokenizer) word(start int) (int, Kind) {
	s, i := t.s, start
	segment := start // start of the run of letters and digits in hand
	var prev rune
	for i < len(s) {
		r, n := decode(s, i)
		switch {
		case unicode.IsLetter(r):
			if unicode.IsUpper(r) && unicode.IsLower(prev) && lowerAt(s, i+n) && splitCamel(s, segment, i) {
				return i, Word
			}
		case unicode.IsDigit(r), ignorable(r):
		case r >= utf8.RuneSelf && unicode.Is(unicode.Mn, r):
			i += n
			continue
		case isHyphen(r), isApostrophe(r) && letterAt(s, i+n):
			if !letterAt(s, i+n) && !digitAt(s, i+n) {
				return i, Word
			}
			segment = i + n
		case r == '.':
			end, more, kind := t.dot(start, segment, i)
			if !more {
				return end, kind
			}
			segment = i + n
		case (r == '+' || r == '#') && i-start == 1:
			return sharp(s, start, i), Word
		default:
			return i, Word
		}
		prev = r
		i += n
	}
	return i, Word
}

// sharp keeps C++, C# and F# whole.
func sharp(s string, start, i int) int {
	c := s[start] | 0x20
	switch {
	case c == 'c' && strings.HasPrefix(s[i:], "++"):
		return i + 2
	case (c == 'c' || c == 'f') && s[i] == '#':
		return i + 1
	}
	return i
}

// dot decides what a dot after the segment means: part of an abbreviation or of
// a dotted name (more), the end of an abbreviation (included), or no part of
// the word at all.
func (t *tokenizer) dot(start, segment, i int) (end int, more bool, kind Kind) {
	s := t.s
	single := utf8.RuneCountInString(s[segment:i]) == 1
	if single && (segment == start || s[segment-1] == '.') {
		if letterAt(s, i+1) && !letterAt(s, i+1+runeLen(s, i+1)) {
			return 0, true, Word // "o.a", "i.p.v"
		}
		if segment > start {
			return i + 1, false, Word
		}
	}
	if letterAt(s, i+1) {
		if n, address := dottedSuffix(s, i+1); n > 0 {
			if address {
				return pathEnd(s, i+1+n), false, Address
			}
			return i + 1 + n, false, Word
		}
	}
	if segment == start && isAbbreviation(s[start:i]) {
		return i + 1, false, Word
	}
	return i, false, Word
}

// number scans a token that starts with a digit: a number, a clock time, or a
// word such as "2-ploegen", "4x9" or "3D".
func (t *tokenizer) number(start int) (int, Kind) {
	s, i := t.s, start
	for i < len(s) {
		c := s[i]
		switch {
		case c >= '0' && c <= '9':
			i++
			continue
		case (c == '.' || c == ',' || c == ':') && digitAt(s, i+1):
			i++
			continue
		case escapes(s, i) && strings.IndexByte(".,:", s[i+1]) >= 0 && digitAt(s, i+2):
			i += 2
			continue
		}
		break
	}
	if i >= len(s) {
		return i, Number
	}
	r, n := decode(s, i)
	switch {
	case unicode.IsLetter(r):
		if unitEnd(s, i) || capitalised(s, i) {
			return i, Number
		}
		end, _ := t.word(i)
		return end, Word
	case isHyphen(r) && letterAt(s, i+n):
		end, _ := t.word(i + n)
		return end, Word
	}
	return i, Number
}

func (t *tokenizer) mailAddress(after int) int {
	if !letterAt(t.s, after) && !digitAt(t.s, after) {
		return 0
	}
	first := len(t.out) - 1
	for first > t.base && t.out[first].Gap == Glued && strings.ContainsAny(t.out[first-1].Text[len(t.out[first-1].Text)-1:], "._-abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789") {
		first--
	}
	head := t.out[first]
	if head.Kind == Punct || head.Kind == Symbol {
		return 0
	}
	end := addressEnd(t.s, after)
	t.out = t.out[:first]
	t.gap = head.Gap
	t.emit(head.Start, end, Address, false)
	return end
}
