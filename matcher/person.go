package matcher

import (
	"math"
	"time"

	"passend/index/column"
	"passend/index/taxonomy"
	"passend/matcher/profile"
)

func (p *Plan) has(id uint32) bool { return int(id) < len(p.cover) && p.cover[id] >= 0.99 }

// knowsField reports whether one of the asked fields of study is one that the
// worker learnt or worked in.
func (p *Plan) knowsField(r *column.Row) bool { return r.Fields&p.learnt != 0 }

func (p *Plan) compilePerson(m *Matcher, v *column.View) {
	w := &p.Worker.Person
	for _, l := range w.Licences {
		p.licences |= column.LicenceBit(l)
	}
	p.licences = impliedLicences(p.licences)
	p.schooling = -1
	for _, s := range w.Education {
		r := s.Level.Rank()
		if !s.Diploma && r > 0 {
			r--
		}
		p.schooling = max(p.schooling, r)
	}
	p.tongues = map[uint16]uint8{}
	for _, l := range w.Languages {
		p.tongues[uint16(v.Dicts.Languages.ID(l.Language))] = column.LanguageLevel(l.Level)
	}
	p.cover = make([]float32, v.Dicts.Asked.Len())
	p.rarity = make([]float32, len(p.cover))
	names := v.Dicts.Asked.Names()
	total := float64(v.Open.Live() + 1)
	for i := range p.rarity {
		p.rarity[i] = float32(math.Log((total+1)/float64(len(v.Open.WithAsked(uint32(i)))+1)) + 0.5)
		if _, trait := m.term(names[i]); trait {
			p.rarity[i] *= m.weights.Trait
		}
	}
	for id, sure := range m.known(w, &m.weights) {
		for i, f := range m.relations(id, names) {
			p.cover[i] = max(p.cover[i], f*sure)
		}
	}
	p.held = p.heldCertificates(m)
	for id := range p.held {
		if n, ok := v.Dicts.Asked.Find(id); ok && n != 0 {
			p.cover[n] = 1
		}
	}
	for _, e := range w.Education {
		p.learnt |= taxonomy.LearntFields(e.Name)
	}
	for _, j := range w.Work {
		p.learnt |= taxonomy.LearntFields(j.Title)
	}
	p.field, p.worked = p.learnt, len(w.Work) > 0
	for _, d := range p.Worker.Search.Directions {
		p.field |= taxonomy.LearntFields(d.Text)
	}
	p.compileLevel()
}

// seniorYears is from how many years of work a senior place is within reach.
const seniorYears = 5

// compileLevel marks titles above the level of work done before: leading for
// who never led, senior for who worked shortly.
func (p *Plan) compileLevel() {
	p.level = column.Leads | column.Senior
	years := 0.0
	for _, j := range p.Worker.Person.Work {
		p.level &^= column.TitleFlags(j.Title)
		years += j.Years
	}
	for _, d := range p.Worker.Search.Directions {
		p.level &^= column.TitleFlags(d.Text)
	}
	if years >= seniorYears {
		p.level &^= column.Senior
	}
}

func validOn(until string, day time.Time) bool {
	t, err := time.Parse(profile.DateLayout, until)
	return err != nil || !t.Before(day)
}

// soughtShare is what a fitting direction counts as background.
const soughtShare = 0.85

// background is how near the occupation is to work done before; a direction
// that fits counts partly, for the search profile rests on what the worker can.
func (p *Plan) background(r *column.Row, s *Scores) {
	if r.Occupation == 0 {
		return
	}
	f := p.occupations[r.Occupation].background
	if second := p.occupations[r.Second].background * float32(r.SecondScore) / 255; r.Second != 0 {
		f = max(f, second)
	}
	p.set(s, PartBackground, max(f, soughtShare*s.value[PartDirection]))
}

// competences is the share of what is asked that the worker has.
func (p *Plan) competences(r *column.Row, s *Scores) {
	var have, all float32
	for _, a := range r.Asked {
		id := a.ID()
		if int(id) >= len(p.cover) {
			continue
		}
		w := p.weights.need[a.Need()] * p.rarity[id]
		all += w
		have += w * p.cover[id]
	}
	if all > 0 {
		p.set(s, PartCompetences, have/all)
	}
}

// requirements are education, experience and languages. Higher schooling than
// asked counts full, one step lower half when the vacancy leaves room.
func (p *Plan) requirements(r *column.Row, s *Scores) {
	if asked := rankOf(r.EducationLevel()); asked >= 0 && p.schooling >= 0 {
		switch d := p.schooling - asked; {
		case d >= 3:
			p.set(s, PartEducation, 0.6)
		case d >= 0:
			p.set(s, PartEducation, 1)
		case d == -1:
			p.set(s, PartEducation, 0.4)
		default:
			p.set(s, PartEducation, 0)
		}
	}
	if r.Flags&(column.ExperienceRequired|column.ExperiencePreferred) != 0 && r.Occupation != 0 {
		years, asked := max(p.occupations[r.Occupation].years, p.occupations[r.Second].years), float32(12)
		if r.Months != column.NoMonths && r.Months > 0 {
			asked = float32(r.Months)
		}
		p.set(s, PartExperience, years*12/asked)
	}
	if len(p.tongues) > 0 && r.Languages[0] != 0 {
		v := float32(1)
		for _, packed := range r.Languages {
			if l, ok := column.UnpackLanguage(packed); ok {
				if level, speaks := p.tongues[l.Code]; !speaks || (level != 0 && level < l.Level) {
					v -= 0.5
				}
			}
		}
		p.set(s, PartLanguages, v)
	}
}
