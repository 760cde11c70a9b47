package reading

import (
	"strings"

	"passend/index/dutch"
)

func endsClause(gap string) bool { return strings.ContainsAny(gap, ",;:()[]|–—\"“”") }

// formerLine reports whether, in a text that lost its line ends, the token
// starts a former line: a capital in the middle of a sentence that is no name.
func (d *document) formerLine(t *dutch.Token, clauseFirst int) bool {
	n := len(d.tokens) - 1
	if !d.flat || !t.Upper || t.Kind != dutch.Word || n < clauseFirst || d.tokens[n].inTitle || d.tokens[n].capital {
		return false
	}
	return n > clauseFirst && !beforeName[string(d.wordBytes(n))]
}

// beforeName are words that a name, not a new line, follows.
var beforeName = map[string]bool{"in": true, "van": true, "de": true, "het": true, "een": true, "bij": true,
	"te": true, "en": true, "of": true, "voor": true, "met": true, "naar": true, "als": true, "op": true, "uit": true,
	"aan": true, "rond": true, "regio": true, "omgeving": true, "over": true, "door": true, "via": true, "onze": true,
	"ons": true, "der": true, "den": true, "om": true, "zoals": true, "goed": true, "goede": true, "tussen": true}

// subjects by word; the employer's own words lose to "je" in the same clause.
var subjectWords = map[string]subject{"wij": subjectWe, "we": subjectWe, "ons": subjectWe, "onze": subjectWe,
	"je": subjectYou, "jij": subjectYou, "jou": subjectYou, "jouw": subjectYou, "u": subjectYou, "uw": subjectYou,
	// The employer that asks speaks of the work: "wij zoeken iemand die …".
	"zoeken": subjectYou, "zoekt": subjectYou, "zoek": subjectYou, "vragen": subjectYou, "vraagt": subjectYou, "verwachten": subjectYou,
	"gezocht": subjectYou, "wensen": subjectYou, "kandidaat": subjectYou, "you": subjectYou, "your": subjectYou, "our": subjectWe}

// findSubjects notes who acts in each clause and sentence.
func (d *document) findSubjects() {
	for s := range d.sentences {
		sent := &d.sentences[s]
		for i := sent.first; i < sent.last; i++ {
			t := &d.tokens[i]
			if t.to-t.from > 9 {
				continue
			}
			who := subjectWords[string(d.wordBytes(int(i)))]
			if who == subjectWe && i > d.clauses[t.clause].first && (d.is(int(i), "ons") || d.is(int(i), "onze")) {
				continue // "van ons", "voor onze klanten" do not act
			}
			if cl := &d.clauses[t.clause]; who > cl.subject {
				cl.subject = who
			}
			if who > sent.subject {
				sent.subject = who
			}
		}
	}
}

// leastName is the shortest first word of an employer's name, in bytes, that is
// taken for the name.
const leastName = 4

// findEmployer notes sentences that begin with the employer's name, or with "bij"
// or an article before it, and in which nobody else acts: there the employer
// speaks of itself.
func (d *document) findEmployer(employer string) {
	name := ""
	for _, w := range strings.Fields(dutch.Fold(employer)) {
		if w = strings.Trim(w, ".,&()"); len(w) >= leastName && w != "gemeente" && w != "onze" && w != "groep" {
			name = w
			break
		}
	}
	if name == "" {
		return
	}
	for s := range d.sentences {
		sent := &d.sentences[s]
		if sent.subject != subjectNone {
			continue
		}
		for i := sent.first; i < min(sent.first+2, sent.last); i++ {
			if t := &d.tokens[i]; !t.inTitle && t.capital && d.is(int(i), name) {
				sent.subject = subjectWe
				break
			}
			if !d.is(int(i), "bij") && !d.is(int(i), "de") && !d.is(int(i), "het") {
				break
			}
		}
	}
}
