package personal

import (
	"cmp"
	"regexp"
	"slices"
	"strings"
	"unicode"
	"unicode/utf8"
)

// Kind is a kind of personal data.
type Kind string

// The kinds that are found.
const (
	Email Kind = "email"
	Phone Kind = "phone"
	Name  Kind = "name"
	// Profile is the address of a person's page on a network.
	Profile Kind = "profile"
)

// Range is a byte range of the text, [Start, End).
type Range struct {
	Start, End int
	Kind       Kind
}

var (
	email   = regexp.MustCompile(`(?i)[\p{L}\p{N}._%+'-]+\s?(?:@|\[at\]|\(at\))\s?[\p{L}\p{N}-]+(?:\.[\p{L}\p{N}-]+)*\.\p{L}{2,}`)
	phone   = regexp.MustCompile(`^(?:(?:\+|00)\d{2}[\s.\-/]*(?:\(0\))?[\s.\-/]*\d(?:[\s.\-/()]*\d){6,10}|\(?0\d{1,3}\)?(?:[\s.\-–/]*\d){6,8})`)
	profile = regexp.MustCompile(`(?i)(?:https?://)?(?:[a-z]{2,3}\.)?(?:linkedin\.com/in|wa\.me|facebook\.com/profile)[^\s,;)>\]]*`)
	date    = regexp.MustCompile(`^\d{1,2}[-/.]\d{1,2}[-/.]\d{4}`)
	// before are the words after which a person is named.
	before = regexp.MustCompile(`^(?i)(?:contact(?:\s+op(?:nemen)?)?\s+(?:op\s*(?:nemen)?\s+)?met|contact\s+op\s+met|contactpersoon(?:\s+is)?\s*:?|neem\s+(?:dan\s+|gerust\s+|even\s+)*contact\s+op\s+met|bel(?:len)?\s+(?:dan\s+|gerust\s+|even\s+|naar\s+|met\s+)*|mail(?:en)?\s+(?:dan\s+|gerust\s+|even\s+|naar\s+)*|app(?:en)?\s+(?:dan\s+|gerust\s+|even\s+|naar\s+|met\s+)*|vragen\s+(?:kun je stellen\s+)?aan|richt(?:en)?\s+(?:\p{L}+\s+){0,3}aan|ter attentie van|t\.a\.v\.|(?:informatie|inlichtingen)\s+(?:bij|via)|te bereiken(?:\s+via)?\s+bij|recruiter\s*:?|contact\s+with|contact\s*:)\s*`)
	role   = regexp.MustCompile(`^(?:(?i:onze|je|de|het|een|met|mevrouw|mevr\.?|meneer|de heer|dhr\.?|mw\.?|dr\.?|drs\.?|ir\.?|ing\.?|mr\.?|recruiter|(?:corporate )?recruiter|teamleider|manager|hr-?adviseur|hr|intercedent|contactpersoon|collega|afdelingshoofd|leidinggevende|directeur|locatiemanager|praktijkmanager|voorzitter|unitmanager|teammanager|vestigingsmanager|rayonmanager|bedrijfsleider|consultant)[\s:,]+)*`)
	person = regexp.MustCompile(`^(?:\p{Lu}\.(?:\s?\p{Lu}\.)*|\p{Lu}[\p{Ll}'’-]+(?:-\p{Lu}\p{Ll}+)?)(?:\s+(?:(?i:van|de|den|der|het|ten|ter|te|el|al|von|’t|'t|in)\s+)*(?:\p{Lu}\.|\p{Lu}[\p{L}'’-]+)){0,3}`)
)

// common are capitalised words after "bel" or "contact met" that are no names.
var common = map[string]bool{
	"ons": true, "wij": true, "we": true, "jou": true, "je": true, "hr": true, "het": true, "de": true, "afdeling": true, "personeelszaken": true, "p&o": true, "hrm": true, "human": true,
	"whatsapp": true, "uitzendbureau": true, "stichting": true, "gemeente": true, "bureau": true, "team": true, "onderstaand": true, "ma": true, "maandag": true, "voor": true, "via": true, "dan": true, "nu": true, "naar": true,
}

// Find returns where personal data stands in a text, in order and without
// overlap. It looks at the form only: a number of an organisation is found as
// well as a person's. False finds cost a word in the index; what is missed
// would be kept, so it finds rather too much.
func Find(text string) []Range {
	var all []Range
	if strings.ContainsAny(text, "@[(") {
		for _, m := range email.FindAllStringIndex(text, -1) {
			all = append(all, Range{m[0], m[1], Email})
		}
	}
	if strings.Contains(text, "linkedin") || strings.Contains(text, "wa.me") || strings.Contains(text, "facebook") {
		for _, m := range profile.FindAllStringIndex(text, -1) {
			all = append(all, Range{m[0], m[1], Profile})
		}
	}
	for i := 0; i < len(text); i++ {
		switch c := text[i]; {
		case c == '+' || c == '(' || c == '0':
			if n := phoneAt(text, i); n > 0 {
				all = append(all, Range{i, i + n, Phone})
				i += n - 1
			}
		case startsName(c) && (i == 0 || !letterBefore(text, i)):
			if from, to := nameAt(text, i); to > from {
				all = append(all, Range{from, to, Name})
			}
		}
	}
	return disjoint(all)
}

// window is how far from where it begins a number or a phrase is looked for.
const window = 120

func phoneAt(text string, i int) int {
	if i > 0 && text[i-1] >= '0' && text[i-1] <= '9' {
		return 0
	}
	part := text[i:min(len(text), i+window)]
	n := len(phone.FindString(part))
	if n == 0 || date.MatchString(part) || !bounded(text, i, i+n) {
		return 0
	}
	return n
}

// startsName reports whether one of the phrases before a name can begin so.
func startsName(c byte) bool { return strings.IndexByte("cnbmavritCNBMAVRIT", c) >= 0 }

// stems are the first three letters of those phrases.
var stems = map[string]bool{"con": true, "nee": true, "bel": true, "mai": true, "app": true, "vra": true, "ric": true, "ter": true, "t.a": true, "inf": true, "inl": true, "te ": true, "rec": true}

func nameAt(text string, i int) (from, to int) {
	if i+3 > len(text) || !stems[strings.ToLower(text[i:i+3])] {
		return 0, 0
	}
	m := before.FindStringIndex(text[i:])
	if m == nil {
		return 0, 0
	}
	from = i + m[1]
	from += len(role.FindString(text[from:]))
	return from, from + nameEnd(text[from:])
}

func letterBefore(text string, at int) bool {
	r, _ := utf8.DecodeLastRuneInString(text[:at])
	return unicode.IsLetter(r)
}

// bounded refuses digits cut out of a longer number.
func bounded(text string, from, to int) bool {
	return (from == 0 || text[from-1] < '0' || text[from-1] > '9') && (to == len(text) || text[to] < '0' || text[to] > '9')
}

func nameEnd(s string) int {
	m := person.FindString(s)
	first, _, _ := strings.Cut(m, " ")
	if m == "" || common[strings.ToLower(first)] {
		return 0
	}
	return len(m)
}

func disjoint(all []Range) []Range {
	slices.SortFunc(all, func(a, b Range) int { return cmp.Or(cmp.Compare(a.Start, b.Start), cmp.Compare(b.End, a.End)) })
	kept := all[:0]
	for _, r := range all {
		if n := len(kept); n > 0 && r.Start < kept[n-1].End {
			kept[n-1].End = max(kept[n-1].End, r.End)
			continue
		}
		kept = append(kept, r)
	}
	return kept
}

// Without returns the text with every range replaced by spaces of the same
// number of bytes, so that offsets into it stay true.
func Without(text string) string {
	found := Find(text)
	if len(found) == 0 {
		return text
	}
	b := []byte(text)
	for _, r := range found {
		for i := r.Start; i < r.End; i++ {
			b[i] = ' '
		}
	}
	return string(b)
}
