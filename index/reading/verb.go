package reading

import "strings"

// verbForms gives the forms of a regular Dutch verb that advertisements use:
// "repareren" as repareer, repareert, repareren and gerepareerd. Where spelling
// does not tell whether a vowel is long ("leveren" gives lever, "sorteren"
// sorteer) it gives both; a form that does not exist harms nothing.
// A verb with a part that comes off ("aansturen") also has "aangestuurd".
// Rules: Woordenlijst Nederlandse Taal, spelling of conjugated verbs.
func verbForms(infinitive string) []string {
	forms := regularForms(infinitive)
	forms = append(forms, irregular[infinitive]...)
	for _, part := range parts {
		if rest, ok := strings.CutPrefix(infinitive, part); ok && len(rest) > 4 {
			for _, f := range append(regularForms(rest), irregular[rest]...) {
				forms = append(forms, part+f)
			}
		}
	}
	return forms
}

// parts come off a verb: "ik stuur aan".
var parts = []string{"aan", "af", "bij", "door", "in", "mee", "na", "om", "op", "toe", "uit", "weg"}

// irregular are the forms that the rules do not give.
var irregular = map[string][]string{
	"staan": {"sta", "staat"}, "gaan": {"ga", "gaat"}, "slaan": {"sla", "slaat", "geslagen"}, "doen": {"doe", "doet", "gedaan"}, "zien": {"zie", "ziet", "gezien"},
	"rijden": {"rij", "gereden"}, "houden": {"hou", "gehouden"}, "snijden": {"snij", "gesneden"}, "dragen": {"gedragen"}, "brengen": {"gebracht"},
	"nemen": {"genomen"}, "geven": {"gegeven"}, "helpen": {"geholpen"}, "schrijven": {"geschreven"}, "wassen": {"gewassen"}, "lopen": {"gelopen"},
	"klimmen": {"geklommen"}, "trekken": {"getrokken"}, "sluiten": {"gesloten"}, "graven": {"gegraven"}, "bezoeken": {"bezocht"}, "halen": {"gehaald"},
	"kijken": {"gekeken"}, "buigen": {"gebogen"}, "hangen": {"gehangen"}, "verkopen": {"verkocht"}, "ontvangen": {"ontvangen"}, "liggen": {"lig", "ligt"},
}

func regularForms(infinitive string) []string {
	base, ok := strings.CutSuffix(infinitive, "en")
	if !ok || len(base) < 2 {
		return []string{infinitive}
	}
	forms := []string{infinitive}
	for _, stem := range stems(base) {
		forms = append(forms, stem)
		ending := pastEnding(base)
		if strings.HasSuffix(stem, "t") {
			ending = ""
		} else {
			forms = append(forms, stem+"t")
			if strings.HasSuffix(stem, "d") {
				ending = ""
			}
		}
		if hasInseparablePrefix(stem) {
			forms = append(forms, stem+ending)
		} else {
			forms = append(forms, "ge"+stem+ending)
		}
	}
	return forms
}

// stems gives the spellings of the first person for the infinitive without -en.
func stems(base string) []string {
	n := len(base)
	last := base[n-1]
	if n > 2 && last == base[n-2] && !vowel(last) {
		return []string{base[:n-1]}
	}
	voiceless := func(s string) string {
		switch s[len(s)-1] {
		case 'v':
			return s[:len(s)-1] + "f"
		case 'z':
			return s[:len(s)-1] + "s"
		}
		return s
	}
	if vowel(last) || !strings.ContainsRune("aeou", rune(base[n-2])) || n > 2 && vowel(base[n-3]) {
		return []string{voiceless(base)}
	}
	long := voiceless(base[:n-1] + base[n-2:])
	if base[n-2] != 'e' || !strings.ContainsAny(base[:n-2], "aeiou") {
		return []string{long}
	}
	return []string{long, voiceless(base)}
}

// pastEnding is -t after a voiceless consonant, else -d.
func pastEnding(base string) string {
	if strings.HasSuffix(base, "ch") || strings.ContainsRune("tkfspx", rune(base[len(base)-1])) {
		return "t"
	}
	return "d"
}

func hasInseparablePrefix(stem string) bool {
	for _, p := range []string{"be", "ge", "ver", "her", "ont"} {
		if strings.HasPrefix(stem, p) {
			return true
		}
	}
	return false
}

func vowel(c byte) bool { return strings.IndexByte("aeiouy", c) >= 0 }
