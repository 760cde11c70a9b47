package profile

import (
	_ "embed"
	"strings"
	"sync"

	"passend/index/dutch"
)

// FindingKind is the kind of text that the guard warns of.
type FindingKind string

// The kinds.
const (
	MedicalWord FindingKind = "medical"
	BSN         FindingKind = "bsn"
)

// Finding is a stretch of a free-text field that should not stand there.
type Finding struct {
	Kind FindingKind
	// Start and End are byte offsets; Text is what stands there.
	Start, End int
	Text       string
}

//go:embed medical.txt
var medicalWords string

var medical = sync.OnceValues(func() (*dutch.Phrases, error) {
	var words []string
	for line := range strings.Lines(medicalWords) {
		if !strings.HasPrefix(line, "#") {
			words = append(words, strings.Fields(line)...)
		}
	}
	return dutch.CompilePhrases(words)
})

// Guard finds medical words and numbers that pass the test of a BSN in a free
// text. The writer rephrases, or confirms with a reason that is kept: a finding
// is a warning, and a text without findings is no proof.
func Guard(text string) []Finding {
	tokens := dutch.Tokens(text)
	var found []Finding
	if phrases, err := medical(); err == nil {
		for _, m := range phrases.Append(nil, tokens) {
			start, end := tokens[m.First].Start, tokens[m.Last-1].End
			if n := len(found); n > 0 && found[n-1].End > start {
				continue
			}
			found = append(found, Finding{MedicalWord, start, end, text[start:end]})
		}
	}
	return append(found, serviceNumbers(text)...)
}

// serviceNumbers finds nine digits, with dots, spaces or hyphens between them,
// that pass the test of eleven.
func serviceNumbers(text string) []Finding {
	var found []Finding
	for i := 0; i < len(text); i++ {
		if !isDigit(text[i]) || i > 0 && isDigit(text[i-1]) {
			continue
		}
		digits, end := make([]int, 0, 10), i
		for j := i; j < len(text) && len(digits) <= 9; j++ {
			if isDigit(text[j]) {
				digits, end = append(digits, int(text[j]-'0')), j+1
			} else if !strings.ContainsRune(" .-", rune(text[j])) || j+1 >= len(text) || !isDigit(text[j+1]) {
				break
			}
		}
		if len(digits) == 9 && elevenProof(digits) {
			found = append(found, Finding{BSN, i, end, text[i:end]})
			i = end
		}
	}
	return found
}

func isDigit(b byte) bool { return b >= '0' && b <= '9' }

// elevenProof is the check of the BSN: nine times the first digit, eight times
// the second …, two times the eighth, minus the ninth, is a multiple of eleven
// (Besluit burgerservicenummer, art. 2).
func elevenProof(d []int) bool {
	sum, any := -d[8], d[8]
	for i := range 8 {
		sum += d[i] * (9 - i)
		any += d[i]
	}
	return any > 0 && sum%11 == 0
}
