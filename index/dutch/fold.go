package dutch

import (
	"strings"
	"sync"
	"unicode"
	"unicode/utf8"

	"golang.org/x/text/unicode/norm"
)

// latinEnd is the first rune that the folding table does not hold: Latin-1 and
// Latin Extended-A cover nearly all of what Dutch texts contain.
const latinEnd = 0x180

// unmarked holds letters that have no decomposition but a plain spelling.
var unmarked = map[rune]string{
	'ß': "ss", 'æ': "ae", 'œ': "oe", 'ø': "o", 'ł': "l", 'đ': "d", 'ð': "d", 'þ': "th", 'ĳ': "ij", 'ı': "i",
	'’': "'", '‘': "'", '`': "'", '´': "'", '‑': "-", '‐': "-", '\u00a0': " ",
}

var foldTable = sync.OnceValue(func() *[latinEnd]string {
	var t [latinEnd]string
	for r := range rune(latinEnd) {
		t[r] = foldSlow(r)
	}
	return &t
})

// foldSlow lower-cases one rune and drops its diacritics; marks and invisible
// characters fold to nothing.
func foldSlow(r rune) string {
	if ignorable(r) || unicode.Is(unicode.Mn, r) {
		return ""
	}
	r = unicode.ToLower(r)
	if s, ok := unmarked[r]; ok {
		return s
	}
	if r < utf8.RuneSelf {
		return string(r)
	}
	var b strings.Builder
	for _, d := range norm.NFKD.String(string(r)) {
		if unicode.Is(unicode.Mn, d) {
			continue
		}
		d = unicode.ToLower(d)
		if s, ok := unmarked[d]; ok {
			b.WriteString(s)
			continue
		}
		b.WriteRune(d)
	}
	return b.String()
}

// ignorable reports characters that are invisible inside a word: soft hyphen,
// zero-width space and joiners, byte-order mark.
func ignorable(r rune) bool {
	return r == 0xad || (r >= 0x200b && r <= 0x200d) || r == 0x2060 || r == 0xfeff
}

func foldRune(b *strings.Builder, r rune) {
	if r < utf8.RuneSelf {
		if 'A' <= r && r <= 'Z' {
			r += 'a' - 'A'
		}
		if r == '`' {
			r = '\''
		}
		b.WriteByte(byte(r))
		return
	}
	if r < latinEnd {
		b.WriteString(foldTable()[r])
		return
	}
	b.WriteString(foldSlow(r))
}

// Fold lower-cases s and takes its diacritics off ("Café" → "cafe"), writes
// typographic apostrophes and hyphens plainly and drops invisible characters.
// A string that is folded already is returned without allocation.
func Fold(s string) string {
	if folded(s) {
		return s
	}
	var b strings.Builder
	b.Grow(len(s))
	for _, r := range s {
		foldRune(&b, r)
	}
	return b.String()
}

// folded reports whether s is plain lower-case ASCII.
func folded(s string) bool {
	for i := range len(s) {
		if c := s[i]; c >= utf8.RuneSelf || ('A' <= c && c <= 'Z') || c == '`' {
			return false
		}
	}
	return true
}
