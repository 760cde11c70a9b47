package reading

import (
	"strings"

	"passend/index/taxonomy"
)

// readEducation finds the lowest level of education that is accepted: the field
// of the source, else the surest statement of the text, with the alternatives
// that its sentence names.
func (x *factFinder) readEducation() {
	e := &x.out.Education
	if x.v.Education != "" && x.r.taxonomy != nil {
		for _, h := range x.r.taxonomy.LinkEducation(x.v.Education) {
			if e.Level == taxonomy.EducationUnknown || h.Level.Rank() < e.Level.Rank() {
				e.Level, e.Need, e.Quote = h.Level, NeedRequired, inData(x.v.Education)
			}
		}
		if e.Level != taxonomy.EducationUnknown {
			return
		}
	}
	best, sentence := 0, int32(-1)
	x.each(factEducation, func(value string, m match) {
		level := x.level(value, &m)
		score := x.educationScore(level, m)
		if score <= 0 {
			return
		}
		need := x.levelNeed(m.from, m.to)
		switch {
		case level == taxonomy.EducationNone:
			need = NeedUnknown
		case need == NeedUnknown:
			return // "a bachelor's degree is not required"
		}
		s := x.d.tokens[m.from].sentence
		switch {
		case s == sentence && level != taxonomy.EducationUnknown && level.Rank() < e.Level.Rank() && m.from-e.at < alternatives:
			e.Level, e.at, e.Need = level, m.from, min(e.Need, need)
		case s == sentence && m.from-e.at < alternatives && e.Level != taxonomy.EducationUnknown && level != taxonomy.EducationUnknown:
		case score > best:
			best, sentence = score, s
			e.Level, e.Need, e.at, e.Quote = level, need, m.from, x.d.quote(m.from, m.to)
			if e.Field = x.studyField(m.to); e.Field == "" && level == taxonomy.EducationUnknown {
				if name := x.d.cut(m.from, m.to).Text; taxonomy.AskedFields(name) != 0 {
					e.Field = name // "een technische opleiding"
				}
			}
		}
	})
}

// levelNeed is how strictly a level is asked; experience may stand before it as
// the other way: "ervaring als inkoper of een bachelor".
func (x *factFinder) levelNeed(from, to int32) Need {
	need, _ := x.needOf(from, to, true)
	d := x.d
	s := d.sentences[d.tokens[from].sentence]
	if need == NeedReplaceable && x.wishBefore(from) {
		return NeedPreferred // "bij voorkeur hbo werk- en denkniveau"
	}
	if need == NeedRequired && x.orWilling(to) {
		return NeedReplaceable
	}
	i := from - 1
	for i > s.first && i > from-3 && !d.is(int(i), "of") {
		i--
	}
	if need != NeedRequired || i <= s.first || !d.is(int(i), "of") {
		return need
	}
	for k := i - 1; k >= s.first && k > i-alternatives/2; k-- {
		if namesExperience(d.wordBytes(int(k))) && !x.levelIn(s.first, k) {
			return NeedReplaceable
		}
	}
	return need
}

// orWilling reports whether a sentence goes on with another way in than the level
// that ends at token to: "of wil je je in deze richting ontwikkelen", "of je volgt
// nu een van deze opleidingen".
func (x *factFinder) orWilling(to int32) bool {
	d := x.d
	last := d.sentences[d.tokens[to-1].sentence].last
	for i := to; i+1 < min(last, to+willingReach); i++ {
		if !d.is(int(i), "of") || whether[string(d.wordBytes(int(i-1)))] {
			continue
		}
		next := i + 1
		for next < last && pronouns[string(d.wordBytes(int(next)))] {
			next++
		}
		if next < last && willingWords[string(d.wordBytes(int(next)))] {
			return true
		}
	}
	return false
}

// whether are words behind which "of" asks.
var whether = setOf(`kijken weten bespreken vragen samen bekijken`)

var pronouns = setOf(`je jij bent ben`)

// willingReach is how many words behind a level another way in may be told.
const willingReach = 24

var willingWords = setOf(`wil wilt bereid volgt volg start begint studeert`)

// wishBefore reports whether a word of a wish stands just before token i.
func (x *factFinder) wishBefore(i int32) (found bool) {
	d := x.d
	x.each(factNeed, func(value string, m match) {
		found = found || value == "preferred" && m.to <= i && i-m.to <= 3 && d.tokens[m.from].clause == d.tokens[i].clause
	})
	return found
}

// levelIn reports whether tokens [from,to) name a level of education.
func (x *factFinder) levelIn(from, to int32) (found bool) {
	x.each(factEducation, func(_ string, m match) { found = found || m.from >= from && m.to <= to })
	return found
}

// alternatives is how many tokens apart two levels are alternatives of each
// other: "mbo of hbo".
const alternatives = 12

// level is the level that a match names, with the number of an mbo level, which
// may stand behind "werk- en denkniveau".
func (x *factFinder) level(value string, m *match) taxonomy.Education {
	level, _ := taxonomy.ParseEducation(value)
	if level != taxonomy.EducationMBO {
		return level
	}
	d := x.d
	for i := m.to; int(i) < len(d.tokens) && i < m.to+5 && d.tokens[i].inTitle == d.tokens[m.from].inTitle; i++ {
		w := d.wordBytes(int(i))
		if len(w) == 1 && w[0] >= '1' && w[0] <= '4' {
			m.to = i + 1
			return taxonomy.EducationMBO1 + taxonomy.Education(w[0]-'1')
		}
		if !levelWords[string(w)] {
			break
		}
	}
	return level
}

func (x *factFinder) levelWord(i int32) bool {
	return int(i) < len(x.d.tokens) && levelWords[string(x.d.wordBytes(int(i)))]
}

var levelWords = setOf(`niveau werk en denk denkniveau opleiding diploma niv werkniveau of`)

// educationScore says how surely a level is asked; 0 when it is not.
func (x *factFinder) educationScore(level taxonomy.Education, m match) int {
	d := x.d
	if d.tokens[m.from].inTitle && level != taxonomy.EducationUnknown {
		return 1
	}
	score := 0
	if level != taxonomy.EducationUnknown {
		score = 2
	}
	switch d.section(int(m.from)) {
	case sectionRequirements:
		score += 3
	case sectionCompany, sectionOffer:
		if !d.flat {
			score -= 2
		}
	}
	if d.is(int(m.from), "wo") && !d.tokens[m.from].capital && !d.is(int(m.from-1), "hbo") && !x.levelWord(m.to) {
		return 0 // Wednesday
	}
	if level == taxonomy.EducationNone {
		return score + 4
	}
	s := d.sentences[d.tokens[m.from].sentence]
	if s.subject == subjectYou {
		score++
	}
	for i := max(s.first, m.from-5); i < min(s.last, m.to+5); i++ {
		w := d.wordBytes(int(i))
		switch {
		case i < m.from && holdsVerb[string(w)]:
			score += 2 // a sentence says more than the label of a list of facts
		case i >= m.from-2 && i < m.to+2 && (i < m.from && !endsClause(d.gap(int(m.from))) || i >= m.to || i >= m.from && m.to-m.from == 1) && notAsked[string(w)] && !(i > m.to && (d.is(int(m.to), "in") || masterOf[string(w)])):
			return 0
		case i >= m.to && i < m.to+3 && string(w) == "volgen":
			return 0 // what the employer lets people study
		case asksLevel[string(w)]:
			score++
		}
	}
	if s.last-s.first <= 4 {
		score++ // a line of the head: "HBO/WO"
	}
	if _, denied := d.denied(m); denied {
		return 0
	}
	if level == taxonomy.EducationUnknown {
		return min(score-2, 2)
	}
	return score - 1
}

// holdsVerb are verbs of a candidate who has a level of education.
var holdsVerb = setOf(`hebt heb heeft beschikt bezit volgde rondde`)

// asksLevel are words that make a level of education a demand.
var asksLevel = setOf(`niveau denkniveau opleiding diploma afgeronde afgerond werk minimaal opleidingsniveau studie minstens beschikt
bezit opleidingsniveaus degree opgeleid denk geschoold niv achtergrond gelijkwaardig gelijkwaardige ervaring`)

// notAsked are words that make a level of education somebody else's.
var notAsked = setOf(`class classes studenten student leerlingen leerling docent docenten cao stagiairs stagiair scholen school studentes instellingen
scholieren klas leraar onderwijsinstelling salesforce data scrum product cursus thesis theses scriptie`)

// masterOf are words that "master" describes, right behind it: "master data".
var masterOf = setOf(`data product class classes`)

// fieldReach is how many words behind a level its field of study may begin, and
// fieldMost how many words name it.
const (
	fieldReach = 8
	fieldMost  = 16
)

// studyField is the text behind a level that names fields of study: "richting
// elektrotechniek", "in wiskunde, economie of econometrie", "(Data Science of
// vergelijkbaar)". What is only wished for is none.
func (x *factFinder) studyField(to int32) string {
	d := x.d
	if int(to) >= len(d.tokens) || d.tokens[to].sentence != d.tokens[to-1].sentence {
		return ""
	}
	last := d.sentences[d.tokens[to].sentence].last
	for i := to; i < min(last, to+fieldReach); i++ {
		w, text := d.wordBytes(int(i)), ""
		switch bracket := strings.Contains(d.gap(int(i)), "("); {
		case (bracket || exampleWords[string(w)]) && !x.school(to-2, i):
			return "" // an example of a level: "mbo 4 niveau (bijvoorbeeld Officemanagement)"
		case strings.Contains(d.gap(int(i)), ";") || fieldWished[string(w)] || d.otherLine(i) && i > to:
			return ""
		case fieldOpens[string(w)] && !(beside[string(w)] && i > to && !schoolWords[string(d.wordBytes(int(i-1)))] && !strings.Contains(d.gap(int(i)), ")")):
			text = x.fieldText(i+1, last, bracket)
		case bracket && i <= to+2, i == to+1 && schoolWords[string(d.wordBytes(int(to)))] && !notField[string(w)] && !strings.ContainsAny(d.gap(int(i)), ",.:"):
			text = x.fieldText(i, last, bracket)
		}
		if taxonomy.AskedFields(text) != 0 || text != "" && surelyField[string(w)] {
			return text
		}
	}
	return ""
}

// school reports a word for a study, and not only for a level, in tokens [from,to).
func (x *factFinder) school(from, to int32) bool {
	for i := max(from, 0); i < to; i++ {
		w := x.d.word(int(i))
		for _, s := range [...]string{"opleiding", "diploma", "studie", "richting"} {
			if strings.HasSuffix(w, s) {
				return true
			}
		}
		if schoolWords[w] {
			return true
		}
	}
	return false
}

// fieldText is the text of the fields that begin at token from; in brackets they
// end with them.
func (x *factFinder) fieldText(from, last int32, bracket bool) string {
	d := x.d
	to := from
	for to < last && to < from+fieldMost {
		w, gap := d.wordBytes(int(to)), d.gap(int(to))
		if fieldWished[string(w)] {
			return ""
		}
		if strings.Contains(gap, ";") || bracket && to > from && strings.Contains(gap, ")") || fieldEnds[string(w)] || willingWords[string(w)] || to > from && d.otherLine(to) {
			break
		}
		to++
	}
	for to > from && fieldJoins[string(d.wordBytes(int(to-1)))] {
		to--
	}
	if to == from {
		return ""
	}
	return d.cut(from, to).Text
}

var (
	// fieldOpens are words that a field of study follows.
	fieldOpens   = setOf(`richting richtingen gebied vakgebied in zoals bijvoorbeeld bijv denk tot`)
	exampleWords = setOf(`zoals bijvoorbeeld bijv denk`)
	// beside are those of them that open a field only right behind a word for a
	// study: not "een hbo-diploma en woont in Utrecht".
	beside = setOf(`in tot`)
	// surelyField are those that open a field even where nobody knows it.
	surelyField = setOf(`richting richtingen gebied vakgebied`)
	// fieldWished make a field a wish.
	fieldWished = setOf(`voorkeur liefst pre pluspunt plus idealiter interesse affiniteit`)
	fieldJoins  = setOf(`of en een iets aanverwant aanverwante gerelateerd gerelateerde andere`)
	fieldEnds   = setOf(`met is maakt heb hebt ben bent waarbij waarmee die dat minimaal aangevuld behaald vergelijkbaar vergelijkbare gelijkwaardig gelijkwaardige je jij`)
	// schoolWords are words for a study that its field may follow without more.
	schoolWords = setOf(`diploma opleiding studie bachelor master bachelordiploma masterdiploma degree`)
	notField    = setOf(`of en met op is die dat niveau werk denkniveau afgerond behaald hebt heeft nodig vereist gevolgd van voor als of/ en/of binnen plus minimaal werkervaring
ervaring gaat hebben bezit kan kunt wordt naar om bij uit aan je jij te niet recent relevante`)
)
