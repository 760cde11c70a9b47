package index

import (
	"strings"

	"passend/index/dutch"
)

// The length of a telephone number in digits, with the country code of
// international ones (ITU-T E.164).
const minPhone, maxPhone = 10, 15

// phones returns the byte ranges of telephone numbers in any common spelling:
// they begin with 0 or + and have single signs between their digits.
func phones(text string) (found [][2]int) {
	for i := 0; i < len(text); i++ {
		c := text[i]
		if c != '0' && c != '+' || i > 0 && (isDigit(text[i-1]) || isLetter(text[i-1])) {
			continue
		}
		digits, end := 0, i+1
		for j, gap := i, 0; j < len(text) && gap <= 2; j++ {
			switch c := text[j]; {
			case isDigit(c):
				digits, end, gap = digits+1, j+1, 0
			case j == i || strings.IndexByte(" -()./", c) >= 0:
				gap++
			default:
				gap = 3
			}
		}
		if digits >= minPhone && digits <= maxPhone {
			found = append(found, [2]int{i, end})
			i = end
		}
	}
	return found
}

func isDigit(c byte) bool { return '0' <= c && c <= '9' }

func isLetter(c byte) bool { return 'a' <= c|0x20 && c|0x20 <= 'z' }

// nameCues stand before the name of a contact person; contactCues make clear,
// a few words earlier, that it is about contact.
var (
	nameCues = map[string]bool{"met": true, "naar": true, "via": true, "bij": true, "aan": true, "tav": true, "mevrouw": true, "mevr": true,
		"meneer": true, "heer": true, "dhr": true, "mw": true, "recruiter": true, "contactpersoon": true, "is": true}
	contactCues = map[string]bool{"contact": true, "contactpersoon": true, "bel": true, "bellen": true, "mail": true, "mailen": true, "app": true, "appen": true,
		"whatsapp": true, "vragen": true, "informatie": true, "recruiter": true, "tav": true, "mevrouw": true, "mevr": true, "heer": true, "dhr": true, "mw": true, "collega": true}
	particles = map[string]bool{"de": true, "den": true, "der": true, "het": true, "ter": true, "te": true, "ten": true, "van": true, "von": true, "el": true, "al": true}
)

// contactWindow is how many words may stand between the sign of contact and the
// name ("Heb je vragen over deze functie? Bel dan met …").
const contactWindow = 8

// private marks the tokens that may not be indexed: e-mail addresses, telephone
// numbers and the names of contact persons (data minimisation, GDPR art. 5(1)c).
// They stay readable in the text that is shown.
func private(text string, tokens []dutch.Token) []bool {
	marks := make([]bool, len(tokens))
	numbers := phones(text)
	contact := -contactWindow - 1
	for i := 0; i < len(tokens); i++ {
		t := &tokens[i]
		for len(numbers) > 0 && numbers[0][1] <= t.Start {
			numbers = numbers[1:]
		}
		if len(numbers) > 0 && t.Start >= numbers[0][0] || t.Kind == dutch.Address && strings.Contains(t.Text, "@") {
			marks[i] = true
			continue
		}
		if contactCues[t.Norm] {
			contact = i
		}
		if nameCues[t.Norm] && i-contact <= contactWindow {
			i = markName(tokens, i+1, marks) - 1
		}
	}
	return marks
}

// markName marks capitalised words and particles from i on, and returns where
// the name ends.
func markName(tokens []dutch.Token, i int, marks []bool) int {
	for ; i < len(tokens); i++ {
		t := &tokens[i]
		isName := t.Upper && t.Gap < dutch.NewLine
		if t.Kind != dutch.Word || !isName && !particles[t.Norm] && !nameCues[t.Norm] {
			if t.Kind == dutch.Punct && t.Text == "." && marks[i-1] && len(tokens[i-1].Text) == 1 {
				continue // an initial
			}
			break
		}
		marks[i] = isName
	}
	return i
}
