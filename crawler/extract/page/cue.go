package page

import (
	"regexp"
	"strings"
	"unicode"
	"unicode/utf8"
)

// cues are what the text of a vacancy says of work, by kind: its tasks, what
// it asks, what it offers, how to apply, for how long. A page that has most
// kinds is a vacancy; one that only speaks of working somewhere is not. They
// compare in lower case and begin at a word.
var cues = [...][]string{
	{"wat ga je doen", "wat je gaat doen", "werkzaamheden", "jouw taken", "je taken", "taken", "takenpakket", "jouw functie", "jouw rol", "je rol", "jouw dag", "je werkdag", "de functie", "functieomschrijving",
		"functie-inhoud", "verantwoordelijkheden", "in deze functie", "in je functie", "in deze rol", "in jouw rol", "in je rol", "responsibilities", "what you will do", "your mission",
		"funciones", "tareas", "tu misión", "arbetsuppgifter", "deine aufgaben", "ihre aufgaben"},
	{"wij vragen", "wat vragen wij", "wat vragen we", "we vragen", "functie-eisen", "functie eisen", "functieeisen", "profiel", "wie ben jij", "wat neem je mee", "dit ben jij", "dit breng jij", "wij zoeken", "we zoeken", "op zoek naar", "gezocht",
		"je beschikt over", "in bezit van", "in het bezit van", "je hebt minimaal", "je hebt een", "je hebt ervaring", "werkervaring", "requirements", "qualifications", "what you need", "wat breng je mee", "heb jij",
		"requisitos", "formación", "experiencia", "kvalifikationer", "dein profil"},
	{"wij bieden", "wat bieden wij", "wat bieden we", "we bieden", "wat krijg je", "dit bieden", "ons aanbod", "arbeidsvoorwaarden", "vakantiedagen", "reiskostenvergoeding", "pensioen", "marktconform", "bruto per maand", "vakantiegeld", "cao", "salaris",
		"we offer", "benefits", "ofrecemos", "se ofrece", "ofrece", "vi erbjuder", "wir bieten"},
	{"solliciteer", "sollicit", "motivatie", "apply", "stuur je cv", "stuur jouw cv", "stuur uw cv", "interesse?", "inscri", "candidatura", "ansök", "bewerb"},
	{"uur per week", "fulltime", "full-time", "parttime", "part-time", "voltijd", "deeltijd", "dienstverband", "jornada", "contrato", "heltid", "deltid", "vollzeit", "teilzeit"},
}

// The cues that are no fixed words, by the kind they belong to; each is only
// tried when its hint stands in the text.
var looseCues = [...]struct {
	kind int
	hint string
	re   *regexp.Regexp
}{
	{0, "als ", regexp.MustCompile(`\bals \w[\w /-]{2,40} (?:ben|ga|help|zorg|werk|ontwerp|weet) (?:je|jij)\b`)},
	{4, "uur", regexp.MustCompile(`\b\d{1,2} ?(?:uur|uren)\b`)},
}

var (
	closedHints = []string{"gesloten", "vervuld", "verlopen", "niet meer", "niet langer", "no longer", "been filled"}
	noneHints   = []string{"geen vacatures", "geen openstaande", "geen actuele", "no open", "no vacancies"}
)

// countCues counts the kinds of cues in a text in lower case.
func countCues(lower string) int {
	var found [len(cues)]bool
	for kind, words := range cues {
		for _, w := range words {
			if wordAt(lower, w) {
				found[kind] = true
				break
			}
		}
	}
	n := 0
	for kind := range found {
		for _, l := range looseCues {
			if !found[kind] && l.kind == kind && strings.Contains(lower, l.hint) {
				found[kind] = l.re.MatchString(lower)
			}
		}
		if found[kind] {
			n++
		}
	}
	return n
}

// wordAt reports whether a phrase stands in the text at the beginning of a word.
func wordAt(text, phrase string) bool {
	for from := 0; ; {
		i := strings.Index(text[from:], phrase)
		if i < 0 {
			return false
		}
		i += from
		if before, _ := utf8.DecodeLastRuneInString(text[:i]); i == 0 || !unicode.IsLetter(before) {
			return true
		}
		from = i + 1
	}
}

func holdsAny(text string, phrases []string) bool {
	for _, p := range phrases {
		if strings.Contains(text, p) {
			return true
		}
	}
	return false
}
