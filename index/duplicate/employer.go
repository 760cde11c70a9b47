package duplicate

import (
	_ "embed"
	"strings"
	"sync"
	"unicode"

	"passend/index/dutch"
)

// legal are the words of a name that say what an organisation is in law or in
// its group, not which one it is.
var legal = map[string]bool{
	"bv": true, "nv": true, "vof": true, "cv": true, "ua": true, "bvba": true, "gmbh": true, "ltd": true, "inc": true, "llc": true,
	"plc": true, "ag": true, "sa": true, "ab": true, "holding": true, "holdings": true, "groep": true, "group": true, "beheer": true,
	"nederland": true, "netherlands": true, "benelux": true, "stichting": true, "vereniging": true, "cooperatie": true, "cooperatief": true,
	"the": true, "de": true, "het": true, "co": true,
}

// NormalizeEmployer brings the names under which one employer publishes to one
// key: without case, accents, legal form ("B.V.", "N.V.", "Holding"), articles,
// web address, the place of a branch ("B.V. Zwolle", "vestiging Zwolle") and the
// agency behind "via". It is a key, not a name to show.
// A name of nothing but such words is kept as it is, folded.
func NormalizeEmployer(name string) string {
	name, _ = SplitVia(name)
	words := nameWords(withoutBranch(name))
	kept := words[:0:0]
	for _, w := range words {
		if !legal[w] {
			kept = append(kept, w)
		}
	}
	if len(kept) == 0 {
		kept = words
	}
	return strings.Join(kept, " ")
}

// nameWords are the folded words of a name; letters parted by points are one
// word ("B.V." is "bv"), "&" and "+" read as "en".
func nameWords(name string) []string {
	name = dutch.Fold(name)
	name = strings.TrimPrefix(strings.TrimPrefix(strings.TrimPrefix(name, "https://"), "http://"), "www.")
	name = strings.NewReplacer("&", " en ", "+", " en ", "'", "", "’", "").Replace(name)
	for _, end := range []string{".nl", ".com", ".be", ".eu", ".org"} {
		name = strings.TrimSuffix(strings.TrimSpace(name), end)
	}
	var words []string
	for _, w := range strings.FieldsFunc(name, func(r rune) bool {
		return !unicode.IsLetter(r) && !unicode.IsDigit(r) && r != '.'
	}) {
		if joined := strings.ReplaceAll(w, ".", ""); len(joined) <= 4 || !strings.Contains(w, ".") {
			if joined != "" {
				words = append(words, joined)
			}
			continue
		}
		words = append(words, strings.FieldsFunc(w, func(r rune) bool { return r == '.' })...)
	}
	return words
}

var viaWords = []string{" via ", " namens ", " door tussenkomst van "}

// SplitVia parts "Bakkerij Voorbeeld via Bureau Flex" into the employer and the
// intermediary; the second is empty when there is none.
func SplitVia(name string) (employer, via string) {
	lower := strings.ToLower(name)
	for _, w := range viaWords {
		i := strings.Index(lower, w)
		if i <= 0 || len(lower) != len(name) {
			continue
		}
		before, after := strings.Trim(name[:i], " ,-("), strings.Trim(name[i+len(w):], " ,-)")
		if w == " namens " {
			return after, before
		}
		return before, after
	}
	return strings.TrimSpace(name), ""
}

//go:embed data/agency.txt
var agencyData string

type agencyWords struct{ name, strong, weak []string }

// agency reads the list once; it is never changed after.
var agency = sync.OnceValue(func() agencyWords {
	var a agencyWords
	for line := range strings.Lines(agencyData) {
		line, _, _ = strings.Cut(strings.TrimSpace(line), "#")
		kind, phrase, _ := strings.Cut(line, " ")
		switch phrase = strings.TrimSpace(phrase); kind {
		case "name":
			a.name = append(a.name, phrase)
		case "strong":
			a.strong = append(a.strong, phrase)
		case "weak":
			a.weak = append(a.weak, phrase)
		}
	}
	return a
})

// IsAgency reports whether a vacancy comes from an agency or another
// intermediary: by the name of who publishes it or by how its text speaks of
// the employer. Pass an empty text to judge the name alone.
func IsAgency(name, text string) bool {
	a := agency()
	if _, via := SplitVia(name); via != "" {
		return true
	}
	lower := strings.ToLower(name)
	for _, w := range a.name {
		if strings.Contains(lower, w) {
			return true
		}
	}
	lower = strings.ToLower(text)
	for _, p := range a.strong {
		if strings.Contains(lower, p) {
			return true
		}
	}
	weak := 0
	for _, p := range a.weak {
		if strings.Contains(lower, p) {
			weak++
		}
	}
	return weak >= 2
}
