package column

import (
	"strings"

	"passend/index/dutch"
)

// stop are words of titles that say nothing of the work.
var stop = map[string]bool{
	"de": true, "het": true, "een": true, "en": true, "of": true, "in": true, "van": true, "voor": true, "bij": true,
	"met": true, "op": true, "te": true, "aan": true, "als": true, "ben": true, "jij": true, "onze": true, "nieuwe": true,
	"m": true, "v": true, "x": true, "mv": true, "uur": true, "per": true, "week": true, "parttime": true, "fulltime": true,
	"regio": true, "omgeving": true, "junior": true, "senior": true, "medior": true, "ervaren": true, "allround": true,
	"medewerker": true, "functie": true, "vacature": true, "wij": true, "zoeken": true, "gezocht": true, "the": true, "a": true,
	"o": true, "e": true, "i": true, "s": true,
}

// Word is a word of a title, or a part of a compound, with its stem.
type Word struct{ Text, Stem string }

// Stems returns the stems of a title or of the text of a search direction, in
// order and without repeats; the parts of a compound count as stems too. Words
// that say nothing of the work are left out.
func Stems(title string) []string {
	var out []string
	for _, w := range Words(title) {
		out = append(out, w.Stem)
	}
	return out
}

// Words returns the words that Stems makes its stems of.
func Words(title string) []Word {
	var out []Word
	seen := map[string]bool{}
	add := func(text string) {
		if w := StemOf(text); len(w) > 1 && !stop[w] && !seen[w] {
			seen[w] = true
			out = append(out, Word{text, w})
		}
	}
	for _, t := range dutch.Tokens(title) {
		for w := range strings.FieldsFuncSeq(t.Norm, func(r rune) bool { return r == '/' || r == '-' }) {
			if !strings.ContainsFunc(w, isLetter) || stop[w] {
				continue
			}
			parts := dutch.Split(w)
			for _, part := range parts {
				if !stop[part] {
					add(part)
				}
			}
			if len(parts) == 0 {
				add(w)
			}
		}
	}
	return out
}

func isLetter(r rune) bool { return r >= 'a' && r <= 'z' }

// spelling joins the English and the Dutch writing of words that titles mix.
var spelling = strings.NewReplacer("analyst", "analist", "assistant", "assistent")

// StemOf takes the endings of the doer and of the doing off the common stem of a
// word in folded form, so that "planner", "planners" and "planning" meet.
func StemOf(w string) string {
	w = spelling.Replace(dutch.Stem(w))
	for _, end := range []string{"ster", "ing", "er"} {
		if base, ok := strings.CutSuffix(w, end); ok && len(base) >= 4 {
			return base
		}
	}
	return w
}
