package dutch

import (
	_ "embed"
	"strings"
	"sync"
)

//go:embed data/verbs.txt
var verbData string

//go:embed data/stems.tsv
var stemData string

// irregular maps word forms to stems: the listed exceptions and all forms of
// the listed verbs.
var irregular = sync.OnceValue(func() map[string]string {
	m := make(map[string]string, 1<<14)
	for line := range dataLines(verbData) {
		addVerb(m, strings.Fields(line))
	}
	for line := range dataLines(stemData) {
		f := strings.Fields(line)
		for _, form := range f[1:] {
			m[form] = f[0]
		}
		m[f[0]] = f[0]
	}
	return m
})

// dataLines yields the lines of an embedded list without comments.
func dataLines(data string) func(func(string) bool) {
	return func(yield func(string) bool) {
		for line := range strings.Lines(data) {
			line = strings.TrimSpace(line)
			if line != "" && line[0] != '#' && !yield(line) {
				return
			}
		}
	}
}

// Stem reduces a word to a key that its inflected forms share: "keukens" and
// "keuken", "foto's" and "foto", "tilt", "getild" and "tillen". The key is not
// always a word. Words with digits or signs ("C++", ".NET", "2-ploegen",
// "mbo-4") are returned folded and whole.
func Stem(word string) string {
	w := Fold(word)
	from := strings.LastIndexByte(w, '-') + 1
	for i := range len(w) {
		if c := w[i]; (c < 'a' || c > 'z') && c != '\'' && c != '-' {
			return w
		}
	}
	if from > 0 {
		if len(w)-from < 4 {
			return w
		}
		if head, stem := w[:from], stemPlain(w[from:]); stem != w[from:] {
			return head + stem
		}
		return w
	}
	return stemPlain(w)
}

func stemPlain(w string) string {
	if s, ok := irregular()[w]; ok {
		return s
	}
	if s, ok := strings.CutSuffix(w, "'s"); ok {
		return s
	}
	if len(w) < 4 {
		return w
	}
	if s, ok := diminutive(w); ok {
		return stemPlain(s)
	}
	w = stripS(w)
	if s, ok := irregular()[w]; ok {
		return s
	}
	switch {
	case strings.HasSuffix(w, "heden") && len(w) > 6:
		return w[:len(w)-4] + "eid"
	case strings.HasSuffix(w, "ieen"):
		return w[:len(w)-2]
	case strings.HasSuffix(w, "en") && len(w) > 4:
		return closeSyllable(w[:len(w)-2])
	case strings.HasSuffix(w, "e") && len(w) > 3 && !isVowel(w[len(w)-2]):
		return closeSyllable(w[:len(w)-1])
	}
	return w
}

// stripS takes the plural s off where Dutch puts one: after unstressed -el,
// -em, -en, -er, after vowels, and after the consonants of loan words.
func stripS(w string) string {
	if w[len(w)-1] != 's' || len(w) < 5 {
		return w
	}
	s := w[:len(w)-1]
	switch last := s[len(s)-1]; last {
	case 'r', 'n', 'l', 'm', 'k', 'p', 't', 'd', 'g', 'w':
		if last == 'g' && s[len(s)-2] != 'n' || last == 'n' && strings.HasSuffix(s, "gen") && len(s) < 5 {
			return w
		}
		return s
	case 'e':
		return s
	case 'y', 'o':
		return s
	}
	return w
}

func diminutive(w string) (string, bool) {
	w, _ = strings.CutSuffix(w, "s")
	base, ok := strings.CutSuffix(w, "je")
	if !ok || len(base) < 4 || strings.HasSuffix(w, "anje") {
		return "", false
	}
	switch {
	case strings.HasSuffix(base, "et") && len(base) > 4 && base[len(base)-3] == base[len(base)-4]:
		return base[:len(base)-3], true // "kammetje"
	case base[len(base)-1] == 't' && strings.IndexByte("aeiouylnrw", base[len(base)-2]) >= 0 && !strings.HasSuffix(base, "ket") && !strings.HasSuffix(base, "nt") && !strings.HasSuffix(base, "rt"):
		return base[:len(base)-1], true
	case strings.HasSuffix(base, "mp"):
		return base[:len(base)-1], true
	}
	return base, true
}

func isVowel(c byte) bool { return strings.IndexByte("aeiou", c) >= 0 }

// closeSyllable writes an open syllable as a closed one after an ending has
// been cut: "tak-" → "taak", "till-" → "til", "briev-" → "brief".
func closeSyllable(s string) string {
	n := len(s)
	if n < 3 {
		return s
	}
	last := s[n-1]
	switch {
	case isVowel(last):
		return s
	case s[n-2] == last:
		return s[:n-1]
	}
	if last == 'v' {
		s = s[:n-1] + "f"
	} else if last == 'z' {
		s = s[:n-1] + "s"
	}
	v := s[n-2]
	if strings.IndexByte("aeou", v) < 0 || isVowel(s[n-3]) || last == 'w' || last == 'j' || last == 'x' {
		return s
	}
	if v == 'e' && vowelGroups(s) > 1 || strings.HasSuffix(s, "or") && vowelGroups(s) > 1 {
		return s
	}
	return s[:n-1] + string(v) + s[n-1:]
}

func vowelGroups(s string) int {
	n, in := 0, false
	for i := range len(s) {
		v := isVowel(s[i]) || s[i] == 'y'
		if v && !in {
			n++
		}
		in = v
	}
	return n
}

// addVerb adds all forms of a verb: an infinitive with a bar after a separable
// part ("in|pakken"), followed by irregular forms of the inner verb ("nemen nam
// namen genomen").
func addVerb(m map[string]string, fields []string) {
	sep, base, ok := strings.Cut(fields[0], "|")
	if !ok {
		sep, base = "", fields[0]
	}
	stem := base
	if s, ok := strings.CutSuffix(base, "en"); ok && len(base) > 4 {
		stem = closeSyllable(s)
	} else if s, ok := strings.CutSuffix(base, "n"); ok {
		stem = s
	}
	key := sep + stem
	ending := "d"
	if raw := strings.TrimSuffix(base, "en"); raw != "" && strings.IndexByte("tkfsp", raw[len(raw)-1]) >= 0 || strings.HasSuffix(raw, "ch") {
		ending = "t"
	}
	forms := []string{stem, base, base + "d", base + "de"}
	withT := stem
	if stem[len(stem)-1] != 't' {
		withT += "t"
	}
	forms = append(forms, withT)
	if len(fields) == 1 {
		part := stem
		if part[len(part)-1] != ending[0] {
			part += ending
		}
		forms = append(forms, stem+ending+"e", stem+ending+"en")
		if prefixed(base) && sep == "" {
			forms = append(forms, part, part+"e")
		} else {
			forms = append(forms, "ge"+part, "ge"+part+"e")
		}
	}
	forms = append(forms, fields[1:]...)
	for _, f := range forms {
		if _, taken := m[sep+f]; !taken || f == base {
			m[sep+f] = key
		}
	}
}

func prefixed(verb string) bool {
	for _, p := range []string{"be", "ver", "ont", "her", "ge", "er", "over", "onder", "door", "mis"} {
		if rest, ok := strings.CutPrefix(verb, p); ok && len(rest) > 4 {
			return true
		}
	}
	return false
}
