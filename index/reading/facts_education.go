package reading

import (
	"passend/index/dutch"
	"passend/index/taxonomy"
)

// readEducation finds the lowest level of education that is accepted.
func (x *factFinder) readEducation() {
	e := &x.out.Education
	if x.r.taxonomy == nil {
		return
	}
	if x.v.Education != "" {
		for _, h := range x.r.taxonomy.LinkEducation(x.v.Education) {
			if e.Level == taxonomy.EducationUnknown || h.Level.Rank() < e.Level.Rank() {
				e.Level, e.Need, e.Quote = h.Level, NeedRequired, inData(x.v.Education)
			}
		}
		if e.Level != taxonomy.EducationUnknown {
			return
		}
	}
	sentence := int32(-1)
	for _, h := range x.r.taxonomy.LinkEducation(x.clean.text) {
		from, to, ok := x.span(InText, h.Start, h.End)
		if !ok || !x.asked(from) {
			continue
		}
		if _, denied := x.d.denied(match{span: span{from, to, -1}}); denied && h.Level != taxonomy.EducationNone {
			continue
		}
		s := x.d.tokens[from].sentence
		need := x.need(from, to)
		switch {
		case e.Level == taxonomy.EducationUnknown:
		case s == sentence && h.Level.Rank() < e.Level.Rank():
		case need > e.Need && e.Need <= NeedPreferred:
		default:
			continue
		}
		sentence = s
		e.Level, e.Need, e.Quote = h.Level, need, x.d.quote(from, to)
	}
}

// readExperience finds how long an experience is asked.
func (x *factFinder) readExperience() {
	e := &x.out.Experience
	x.quantities = dutch.AppendQuantities(x.quantities[:0], x.text.Tokens)
	for i := range x.quantities {
		q := &x.quantities[i]
		months := 0.0
		switch q.Unit {
		case dutch.Year:
			months = 12
		case dutch.Month:
			months = 1
		default:
			continue
		}
		if !x.nearExperience(q) {
			continue
		}
		from, to, ok := x.span(InText, q.Start, q.End)
		if !ok || !x.asked(from) || x.d.clauses[x.d.tokens[from].clause].subject == subjectWe {
			continue
		}
		v := q.Min
		if !q.HasMin {
			v = 0
		}
		need := x.need(from, to)
		if e.Months > 0 && need <= e.Need {
			continue
		}
		e.Months, e.Need, e.Quote = int(v*months+0.5), need, x.d.quote(from, to)
	}
	if e.Quote.Text != "" {
		return
	}
	d := x.d
	for i := range d.tokens {
		if !experienceWords[string(d.wordBytes(i))] || !x.asked(int32(i)) {
			continue
		}
		at := int32(i)
		_, denied := d.denied(match{span: span{at, at + 1, -1}})
		need := x.need(at, at+1)
		if denied {
			need = NeedUnknown
		}
		if e.Quote.Text != "" && need <= e.Need {
			continue
		}
		e.Months, e.Need, e.Quote = -1, need, d.quote(at, at+1)
	}
}

// experienceReach is how many words from a length of time the word experience
// may stand.
const experienceReach = 8

func (x *factFinder) nearExperience(q *dutch.Quantity) bool {
	t := &x.text
	s := t.SentenceAt(q.First)
	if s < 0 {
		return false
	}
	for i := max(t.Sentences[s].First, q.First-experienceReach); i < min(t.Sentences[s].Last, q.Last+experienceReach); i++ {
		if experienceWords[t.Tokens[i].Norm] {
			return true
		}
	}
	return false
}

var experienceWords = setOf(`ervaring werkervaring praktijkervaring beroepservaring experience ervaren werkervaringen leservaring
managementervaring salonervaring horecaervaring`)
