package reading

import (
	"passend/index/dutch"
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
		need := x.need(m.from, m.to)
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
			e.Field = x.direction(m.to)
		}
	})
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
		case i >= m.from-2 && i < m.to+2 && notAsked[string(w)]:
			return 0
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

// asksLevel are words that make a level of education a demand.
var asksLevel = setOf(`niveau denkniveau opleiding diploma afgeronde afgerond werk minimaal opleidingsniveau studie minstens beschikt
bezit opleidingsniveaus degree opgeleid denk geschoold niv achtergrond gelijkwaardig gelijkwaardige ervaring`)

// notAsked are words that make a level of education somebody else's.
var notAsked = setOf(`studenten student leerlingen leerling docent docenten cao stagiairs stagiair scholen school studentes instellingen
scholieren klas leraar onderwijsinstelling salesforce data scrum product cursus thesis theses scriptie`)

// directionReach is how many words the direction of an education has.
const directionReach = 6

// direction is the stated field of study behind a level: "richting elektrotechniek".
func (x *factFinder) direction(to int32) string {
	d := x.d
	if int(to) >= len(d.tokens) || d.tokens[to].sentence != d.tokens[to-1].sentence {
		return ""
	}
	c := d.clauses[d.tokens[to].clause]
	for i := to; i < min(c.last, to+directionReach); i++ {
		switch w := string(d.wordBytes(int(i))); {
		case w == "richting" || w == "gebied" || w == "in" && i == to:
			lo := i + 1
			for lo < c.last && (d.is(int(lo), "van") || d.is(int(lo), "de") || d.is(int(lo), "een")) {
				lo++
			}
			if hi := min(c.last, lo+directionReach); hi > lo {
				return d.cut(lo, hi).Text
			}
		}
	}
	return ""
}

// ownExperience reports whether experience is what pay follows from or what the
// candidate brings anyway: "afhankelijk van jouw ervaring".
func (x *factFinder) ownExperience(i int32) bool {
	d := x.d
	s := d.sentences[d.tokens[i].sentence]
	for k := max(s.first, i-6); k < min(s.last, i+6); k++ {
		if dependWords[string(d.wordBytes(int(k)))] {
			return true
		}
	}
	return false
}

var dependWords = setOf(`afhankelijk salaris bruto schaal inschaling loon passend delen jouw uurloon ingeschaald leeftijd jarenlange jaren
opdoen opdoet ontwikkelen depending salary`)

// longestExperience bounds a believable demand in months; longer ones are the
// age of the employer.
const longestExperience = 15 * 12

// readExperience finds how long an experience is asked: numbers of years or
// months near the word.
func (x *factFinder) readExperience() {
	e := &x.out.Experience
	t := &x.text
	done := 0
	for i := range t.Tokens {
		if i < done || len(t.Tokens[i].Norm) < 7 || !experienceWords[t.Tokens[i].Norm] {
			continue
		}
		s := t.SentenceAt(i)
		if s < 0 {
			continue
		}
		lo := max(t.Sentences[s].First, i-experienceReach, done)
		done = min(t.Sentences[s].Last, i+experienceReach-2)
		x.quantities = dutch.AppendQuantities(x.quantities[:0], t.Tokens[lo:done])
		for k := range x.quantities {
			x.takeExperience(e, &x.quantities[k])
		}
	}
	if e.Quote == (Quote{}) {
		x.anyExperience(e)
	}
}

// experienceReach is how many words before the word experience a length of time
// may stand.
const experienceReach = 9

// takeExperience keeps a length of experience; the strictest stays.
func (x *factFinder) takeExperience(e *ExperienceFact, q *dutch.Quantity) {
	months := 0.0
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
	if v == 0 {
		need = NeedPreferred
	}
	if e.Quote != (Quote{}) && need <= e.Need {
		return
	}
	e.Months, e.Need, e.Quote = int(v*months+0.5), need, x.d.quote(from, to)
}

// anyExperience notes experience that is asked, or said not to be needed,
// without a length of time.
func (x *factFinder) anyExperience(e *ExperienceFact) {
	d := x.d
	for i := range d.tokens {
		if t := &d.tokens[i]; t.to-t.from < 6 || !experienceWords[string(d.wordBytes(i))] {
			continue
		}
		at := int32(i)
		if s := d.section(i); s == sectionCompany || s == sectionApply || s == sectionOffer || x.ownExperience(at) {
			continue
		}
		need := x.need(at, at+1)
		if _, denied := d.denied(match{span: span{at, at + 1, -1}}); denied {
			need = NeedUnknown
		}
		if e.Quote != (Quote{}) && need <= e.Need {
			continue
		}
		e.Months, e.Need, e.Quote = -1, need, d.quote(at, at+1)
	}
}

var experienceWords = setOf(`ervaring werkervaring praktijkervaring beroepservaring experience ervaren leservaring
managementervaring salonervaring horecaervaring rijervaring leidinggevende-ervaring vakervaring winkelervaring bouwervaring kantoorervaring`)
