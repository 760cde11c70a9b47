package reading

import (
	"strings"

	"passend/index/dutch"
)

// ownExperience reports whether experience is what pay follows from or what the
// candidate brings anyway: "afhankelijk van jouw ervaring".
func (x *factFinder) ownExperience(i int32) bool {
	d := x.d
	s := d.sentences[d.tokens[i].sentence]
	for k := max(s.first, i-6); k < min(s.last, i+countsReach); k++ {
		w := string(d.wordBytes(int(k)))
		if countsWords[w] || w == "op" && k > i && k < i+6 && d.is(int(k+1), "te") && d.is(int(k+2), "doen") {
			return true
		}
		if k >= i+6 {
			continue
		}
		if dependWords[w] || w == "jaren" && !fewWords[string(d.wordBytes(int(max(k-1, 0))))] {
			return true
		}
	}
	return false
}

var dependWords = setOf(`salarisschaal loonschaal barema afhankelijk salaris bruto schaal inschaling loon passend delen jouw uurloon ingeschaald leeftijd jarenlange
opdoen opdoet ontwikkelen depending salary`)

// countsWords tell that earlier work counts for pay: "wordt in aanmerking genomen",
// within countsReach words.
var countsWords = setOf(`aanmerking ancienniteit`)

const countsReach = 12

// fewWords make "jaren" a demand: "enkele jaren ervaring".
var fewWords = setOf(`enige enkele paar aantal meerdere wat tal`)

// longestExperience bounds a believable demand in months; longer ones are the
// age of the employer.
const longestExperience = 15 * 12

// readExperience finds how long an experience is asked: numbers of years or
// months near the word.
func (x *factFinder) readExperience() {
	e := &x.out.Experience
	t := &x.text
	for i := range t.Tokens {
		if !namesExperience(t.Tokens[i].Norm) {
			continue
		}
		s := t.SentenceAt(i)
		if s < 0 {
			continue
		}
		lo, hi := max(t.Sentences[s].First, i-experienceReach), min(t.Sentences[s].Last, i+experienceReach)
		x.quantities = dutch.AppendQuantities(x.quantities[:0], t.Tokens[lo:hi])
		for k := range x.quantities {
			x.takeExperience(e, &x.quantities[k])
		}
	}
	if e.Quote == (Quote{}) {
		x.anyExperience(e)
	}
	x.experienceIn(e)
}

// experienceReach is how many words before the word experience a length of time
// may stand.
const experienceReach = 9

// takeExperience keeps a length of experience; the strictest stays.
func (x *factFinder) takeExperience(e *ExperienceFact, q *dutch.Quantity) {
	var months float64
	switch q.Unit {
	case dutch.Year:
		months = 12
	case dutch.Month:
		months = 1
	default:
		return
	}
	from, to, ok := x.span(InText, q.Start, q.End)
	if !ok || max(q.Min, q.Max)*months > longestExperience || x.d.clauses[x.d.tokens[from].clause].subject == subjectWe {
		return
	}
	v := q.Min
	if !q.HasMin {
		v = 0
	}
	need := x.need(from, to)
	switch {
	case v == 0:
		need = NeedPreferred
	case need == NeedRequired && (x.d.is(int(x.d.sentences[x.d.tokens[from].sentence].first), "of") || x.insteadOfSchool(from)):
		need = NeedReplaceable // "Of je hebt twee jaar ervaring": instead of what stood before
	}
	if e.Quote != (Quote{}) && need <= e.Need {
		return
	}
	e.Months, e.Need, e.Quote = int(v*months+0.5), need, x.d.quote(from, to)
	x.experience = x.d.tokens[from].sentence
}

// anyExperience notes experience that is asked, or said not to be needed,
// without a length of time. A question ("heb je ervaring?") says it only where
// nothing else does.
func (x *factFinder) anyExperience(e *ExperienceFact) {
	d := x.d
	question := false
	for i := range d.tokens {
		t := &d.tokens[i]
		if t.to-t.from < 7 || !namesExperience(d.wordBytes(i)) {
			continue
		}
		at := int32(i)
		need, said := x.needOf(at, at+1, false)
		if !x.askedExperience(at, said) {
			continue
		}
		if x.little(at) {
			need = NeedUnknown
		}
		if need == NeedRequired && x.insteadOfSchool(at) {
			need = NeedReplaceable
		}
		asks := d.asksBack(at)
		if e.Quote != (Quote{}) && (asks || !question && need <= e.Need) {
			continue
		}
		e.Months, e.Need, e.Quote, question = -1, need, d.quote(at, at+1), asks
		x.experience = t.sentence
	}
}

// insteadOfSchool reports that the experience at token i stands in place of a
// level of education before it in the sentence: "mbo 2 of een paar jaar ervaring".
func (x *factFinder) insteadOfSchool(i int32) bool {
	d, school := x.d, int32(-1)
	x.each(factEducation, func(_ string, m match) {
		if m.from < i && d.tokens[m.from].sentence == d.tokens[i].sentence {
			school = max(school, m.from)
		}
	})
	if school < 0 {
		return false
	}
	for k := i - 1; k > school && k >= i-insteadReach; k-- {
		if d.is(int(k), "of") {
			return true
		}
		if d.is(int(k), "en") || d.is(int(k), "met") || strings.ContainsAny(d.gap(int(k)), ";.)\n") {
			return false
		}
	}
	return false
}

// insteadReach is how many words before experience the "of" may stand: further
// away it parts fields of study.
const insteadReach = 6

// askedExperience reports whether the experience named by token i is the
// candidate's and asked: outside of the parts about the company and the offer,
// or with words that say how strictly, or as what "je hebt".
func (x *factFinder) askedExperience(i int32, said bool) bool {
	d := x.d
	if x.ownExperience(i) || x.ofOthers(i) {
		return false
	}
	c := d.clauses[d.tokens[i].clause]
	if c.subject == subjectWe && !x.seeks(c.first, i) {
		return false // "combineren we meer dan tien jaar ervaring"
	}
	if d.is(int(i), "ervaren") {
		return x.sought(i)
	}
	switch d.section(int(i)) {
	case sectionCompany, sectionApply, sectionOffer:
		if x.opensItem(i) {
			return true
		}
		for k := i - 1; !said && k >= c.first && k >= i-5; k-- {
			said = holdsVerb[string(d.wordBytes(int(k)))] && c.subject == subjectYou
		}
		return said
	}
	return true
}

// opensItem reports whether the word experience at token i opens an item or a
// former line, as in a list of demands: "Ervaring met …".
func (x *factFinder) opensItem(i int32) bool {
	d := x.d
	t := &d.tokens[i]
	first := i == d.sentences[t.sentence].first && d.sentences[t.sentence].item || d.flat && i == d.clauses[t.clause].first
	return first && (t.capital || !d.flat) && int(i+1) < len(d.tokens) && experienceIn[string(d.wordBytes(int(i+1)))]
}

var experienceIn = setOf(`met in als binnen op van`)

// sought reports whether the adjective "ervaren" at token i describes the
// candidate: "wij zoeken een ervaren slager", "ben jij een ervaren kok".
func (x *factFinder) sought(i int32) bool {
	d := x.d
	s := d.sentences[d.tokens[i].sentence]
	if i+1 >= s.last || colleagues[string(d.wordBytes(int(i+1)))] {
		return false
	}
	if d.tokens[i].inTitle {
		return true
	}
	return x.seeks(s.first, i)
}

// seeks reports whether tokens [from,to) say that somebody is sought.
func (x *factFinder) seeks(from, to int32) bool {
	for k := from; k < to; k++ {
		if seekWords[string(x.d.wordBytes(int(k)))] {
			return true
		}
	}
	return false
}

var (
	seekWords  = setOf(`zoek zoeken zoekt gezocht uitbreiden versterken ben bent`)
	colleagues = setOf(`collega collega's collegae team teams professionals medewerkers vakmensen specialisten zij wij jij je we ze dat`)
)

// ofOthers reports whether the experience at token i is that of guests, of the
// employer or the head of what follows.
func (x *factFinder) ofOthers(i int32) bool {
	d := x.d
	s := d.sentences[d.tokens[i].sentence]
	if i+1 < s.last && strings.HasPrefix(d.gap(int(i+1)), ":") || i > s.first && ownersOfExperience[string(d.wordBytes(int(i-1)))] {
		return true
	}
	if i-2 >= s.first && d.is(int(i-1), "jaar") && d.tokens[i-2].number && d.number(int(i-2))*12 > longestExperience {
		return true
	}
	for k := i + 1; k < min(s.last, i+4) && !d.is(int(i), "ervaren"); k++ {
		if givesExperience[string(d.wordBytes(int(k)))] {
			return true
		}
	}
	return false
}

var (
	ownersOfExperience = setOf(`user customer employee candidate digital onvergetelijke geweldige fantastische unieke optimale fijne online`)
	givesExperience    = setOf(`krijgen krijgt bezorgen bezorgt bieden biedt geven geeft beleven`)
)

// little reports whether words before token i say that little or no experience
// will do.
func (x *factFinder) little(i int32) bool {
	d := x.d
	if _, denied := d.denied(match{span: span{i, i + 1, -1}}); denied {
		return true
	}
	s := d.sentences[d.tokens[i].sentence]
	return i > s.first && d.is(int(i-1), "weinig") || i-1 > s.first && d.is(int(i-2), "weinig")
}

// asksBack reports whether the sentence of token i ends in a question mark and
// no "dan …" follows, which makes the question a condition.
func (d *document) asksBack(i int32) bool {
	return d.question(i) && !d.is(int(d.sentences[d.tokens[i].sentence].last), "dan")
}

// question reports whether the sentence of token i ends in a question mark.
func (d *document) question(i int32) bool {
	s := &d.sentences[d.tokens[i].sentence]
	return s.colon && int(s.last) < len(d.tokens) && strings.HasPrefix(d.gap(int(s.last)), "?")
}

// namesExperience reports whether a word in folded form means experience with
// work; "klantervaring" and the like do not.
func namesExperience[T string | []byte](word T) bool {
	if len(word) < 7 {
		return false
	}
	switch w := string(word); w {
	case "ervaren", "experience":
		return true
	default:
		return strings.HasSuffix(w, "ervaring") && !otherExperience[w]
	}
}

var otherExperience = setOf(`klantervaring gastervaring gebruikerservaring klantervaringen inleefervaring leefervaring reiservaring levenservaring
patientervaring winkelbeleving merkervaring eetervaring gebruikservaring bezoekerservaring studentervaring leerlingervaring`)
