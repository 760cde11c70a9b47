package index

import (
	"strings"
	"unicode"
	"unicode/utf8"
)

// Clause is one part of what a person typed in the search box.
type Clause struct {
	// Field is "" for any field, else "title", "employer" or "place".
	Field string
	// Text is the word or phrase as typed.
	Text string
	// Phrase is true for words between quotes, Not for what may not occur.
	Phrase, Not bool
}

// boxFields are the names that may stand before a colon.
var boxFields = map[string]string{
	"title": fieldTitle, "titel": fieldTitle, "functie": fieldTitle,
	"werkgever": fieldEmployer, "bedrijf": fieldEmployer, "employer": fieldEmployer,
	"plaats": fieldPlace, "place": fieldPlace, "stad": fieldPlace,
}

// maxBox bounds what is read of the search box, in bytes: a page of text.
const maxBox = 8 << 10

// ParseBox reads the search box: words, "phrases", -not, title:, werkgever: and
// plaats:. Everything that people type means something; there is no wrong
// input. A quote that is not closed closes at the end, and a colon after
// another word is part of the word.
func ParseBox(box string) []Clause {
	if len(box) > maxBox {
		box = box[:maxBox]
	}
	box = strings.ToValidUTF8(box, " ")
	var all []Clause
	for {
		box = strings.TrimLeftFunc(box, unicode.IsSpace)
		if box == "" {
			return all
		}
		var c Clause
		if rest, ok := strings.CutPrefix(box, "-"); ok && rest != "" && !startsWithSpace(rest) {
			c.Not, box = true, rest
		}
		if name, rest, ok := strings.Cut(box, ":"); ok && rest != "" && !startsWithSpace(rest) {
			if f := boxFields[strings.ToLower(name)]; f != "" {
				c.Field, box = f, rest
			}
		}
		c.Text, c.Phrase, box = cutText(box)
		if strings.ContainsFunc(c.Text, isWordRune) {
			all = append(all, c)
		}
	}
}

func cutText(box string) (text string, phrase bool, rest string) {
	if q, n := utf8.DecodeRuneInString(box); isQuote(q) {
		box = box[n:]
		if end := strings.IndexFunc(box, isQuote); end >= 0 {
			_, n := utf8.DecodeRuneInString(box[end:])
			return strings.TrimSpace(box[:end]), true, box[end+n:]
		}
		return strings.TrimSpace(box), true, ""
	}
	end := strings.IndexFunc(box, func(r rune) bool { return unicode.IsSpace(r) || isQuote(r) })
	if end < 0 {
		end = len(box)
	}
	return box[:end], false, box[end:]
}

func isQuote(r rune) bool { return r == '"' || r == '“' || r == '”' || r == '„' }

func isWordRune(r rune) bool { return unicode.IsLetter(r) || unicode.IsDigit(r) }

func startsWithSpace(s string) bool {
	r, _ := utf8.DecodeRuneInString(s)
	return unicode.IsSpace(r)
}
