package duplicate

import (
	"regexp"
	"slices"
	"strings"

	"passend/index/place"
)

var (
	bracketed  = regexp.MustCompile(`^(.*\S)\s*[(\[]([^()\[\]]+)[)\]]\s*$`)
	branchWord = regexp.MustCompile(`(?i)^(?:vestiging|locatie|filiaal)\s+(\S.*)$`)
	branchTail = regexp.MustCompile(`(?i)^(.*\S)\s+((?:vestiging|locatie|filiaal)\s+\S.*)$`)
)

// forms are the words that end the name of a company in law: what follows is not
// the name.
var forms = []string{"bv", "nv", "vof", "cv", "bvba", "gmbh"}

// general are words that many employers share: a place behind them tells which
// one it is.
var general = map[string]bool{
	"gemeente": true, "provincie": true, "waterschap": true, "politie": true, "brandweer": true, "rechtbank": true, "ggd": true, "ggz": true,
	"hogeschool": true, "universiteit": true, "school": true, "basisschool": true, "college": true, "lyceum": true, "kinderopvang": true,
	"hotel": true, "restaurant": true, "cafe": true, "brasserie": true, "eetcafe": true, "bakkerij": true, "slagerij": true, "apotheek": true,
	"huisartsenpraktijk": true, "huisartsen": true, "tandartspraktijk": true, "tandarts": true, "fysiotherapie": true, "praktijk": true,
	"ziekenhuis": true, "zorg": true, "thuiszorg": true, "zorgcentrum": true, "verpleeghuis": true, "bibliotheek": true, "museum": true, "theater": true,
	"autobedrijf": true, "garage": true, "bouwbedrijf": true, "makelaardij": true, "notariskantoor": true, "advocaten": true, "centrum": true, "en": true,
}

// withoutBranch leaves out where a branch is, when the name says itself that it
// is a branch: in brackets, behind a dash or comma, behind "vestiging", or behind
// a legal form. A place that is part of the name stays ("Gemeente Voorstad"): two
// employers in one line are worse than one employer in two.
func withoutBranch(name string) string {
	if m := bracketed.FindStringSubmatch(name); m != nil && isBranch(m[2]) && own(m[1]) {
		return withoutBranch(m[1])
	}
	for _, mark := range []string{" - ", " – ", " | ", ", "} {
		if i := strings.LastIndex(name, mark); i > 0 && isBranch(name[i+len(mark):]) && own(name[:i]) {
			return withoutBranch(name[:i])
		}
	}
	if m := branchTail.FindStringSubmatch(name); m != nil && isBranch(m[2]) && own(m[1]) {
		return m[1]
	}
	words := strings.Fields(name)
	for i := len(words) - 2; i > 0; i-- {
		if isForm(words[i]) {
			if isPlace(strings.Join(words[i+1:], " ")) {
				return strings.Join(words[:i+1], " ")
			}
			break
		}
	}
	return name
}

func isForm(word string) bool {
	return slices.Contains(forms, strings.ToLower(strings.ReplaceAll(word, ".", "")))
}

// own reports whether a name tells an employer apart by itself: it has a legal
// form, or two words of which one is not shared by many.
func own(name string) bool {
	words := nameWords(name)
	telling := 0
	for _, w := range words {
		if slices.Contains(forms, w) {
			return true
		}
		if !general[w] && !legal[w] {
			telling++
		}
	}
	return telling > 0 && len(words) >= 2
}

func isBranch(tail string) bool {
	if m := branchWord.FindStringSubmatch(strings.TrimSpace(tail)); m != nil {
		tail = m[1]
	}
	return isPlace(tail)
}

// branchWords is how many words the place of a branch has at most.
const branchWords = 3

func isPlace(text string) bool {
	text = strings.TrimSpace(text)
	if text == "" || len(strings.Fields(text)) > branchWords || strings.ContainsAny(text, ",;/|0123456789") {
		return false
	}
	_, ok := place.Default().Resolve(text)
	return ok
}
