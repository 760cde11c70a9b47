package reading

import "passend/index/taxonomy"

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
			e.Field = x.direction(m.to)
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
		case i >= m.from-2 && i < m.to+2 && (i < m.from && !endsClause(d.gap(int(m.from))) || i >= m.to || i >= m.from && m.to-m.from == 1) && notAsked[string(w)] && !(i > m.to && d.is(int(m.to), "in")):
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
