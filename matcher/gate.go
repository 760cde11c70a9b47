package matcher

import (
	"passend/index/column"
	"passend/index/demand"
	"passend/index/reading"
	"passend/index/taxonomy"
)

// gate checks the hard items and the hard requirements outside health that the
// barrier leaves.
func (p *Plan) gate(r *column.Row, o *Outcome) {
	g := r.Gate
	p.hours(r, o)
	p.times(r, o)
	p.education(r, o)
	p.experience(r, o)
	if g.Flags&column.CoreTool != 0 {
		p.tools(r, o)
	}
	if g.Flags&column.CertificateRequired != 0 {
		p.certificates(r, o)
	}
	p.languages(r, o)
	if g.Flags&column.ForOthers != 0 {
		o.AskAbout |= GroundTarget
	}
	if g.Flags&(column.Unread|column.CutOff) != 0 {
		o.AskAbout |= GroundUnread
	}
}

// barrier finds the hard grounds that the gate alone tells: those that a scan
// can stop at.
func (p *Plan) barrier(g *column.Gate) (hard Grounds) {
	if f := p.limits.weekFinal; f != 0 && int(g.HoursMin) > f && g.Flags&column.HoursStated != 0 && !negotiable(g) {
		hard |= GroundHours
	}
	if g.Licences != 0 {
		if g.Licences&^p.licences != 0 {
			hard |= GroundLicence
		}
		if p.limits.noDriving {
			hard |= GroundDriving
		}
	}
	if g.Flags&(column.ForStudents|column.ForOver65) != 0 {
		hard |= GroundTarget
	}
	return hard
}

func (p *Plan) certificates(r *column.Row, o *Outcome) {
	for _, a := range r.Asked {
		if a.Certificate() && a.Need() == reading.NeedRequired && !p.has(a.ID()) {
			if r.Flags&column.Trains != 0 {
				o.AskAbout |= GroundCertificate
			} else {
				o.Hard |= GroundCertificate
			}
		}
	}
}

// negotiable reports that less than the stated hours may be possible. Of a
// range that is stated, the range is what can be talked about.
func negotiable(g *column.Gate) bool {
	return g.Flags&column.HoursNegotiable != 0 && (g.HoursMax == 0 || g.HoursMin == g.HoursMax)
}

// hours compares the least hours offered with the capacity at the start and
// with the final one (build-up scheme). Only stated hours are hard: the label
// "fulltime" alone must be asked about.
func (p *Plan) hours(r *column.Row, o *Outcome) {
	lim := &p.limits
	if lim.weekFinal == 0 {
		return
	}
	g := r.Gate
	least := int(g.HoursMin)
	switch {
	case least == 0 && (g.HoursMax == 0 || int(g.HoursMax) > lim.weekFinal), g.Flags&column.HoursStated == 0 && least > lim.weekFinal:
		o.AskAbout |= GroundHours
	case least <= lim.weekStart:
	case least <= lim.weekFinal:
		o.Agree |= GroundHours
	case negotiable(g):
		o.AskAbout |= GroundHours // without that the barrier has it
	}
	if lim.day > 0 && int(r.PerDay) > lim.day && o.Hard&GroundHours == 0 {
		o.Hard |= GroundHoursDay
	}
}

// times checks the parts of day and week that the capacity excludes against
// what the text requires.
func (p *Plan) times(r *column.Row, o *Outcome) {
	if p.limits.partly&r.Flags != 0 {
		o.AskAbout |= GroundTimes
	}
	if p.limits.times&r.Flags == 0 {
		return
	}
	explicit := r.Levels.Task.Has(demand.DayPeriods) || r.Levels.Task.Has(demand.HoursOther) || r.ClockTo != 0
	if explicit {
		o.Hard |= GroundTimes
	} else {
		o.AskAbout |= GroundTimes
	}
}

// otherField is how near an occupation must be to earlier work for another
// direction of education to be a question only.
const otherField = 0.5

// higherRank is the rank of higher education (hbo).
var higherRank = taxonomy.EducationHBO.Rank()

func (p *Plan) education(r *column.Row, o *Outcome) {
	need := r.EducationNeed()
	if p.schooling < 0 || need == reading.NeedPreferred {
		return
	}
	asked := rankOf(r.EducationLevel())
	if above := asked - p.schooling; above > 0 {
		label := r.Flags&column.EducationLabel != 0
		switch {
		case need == reading.NeedRequired && (!label || above > 1),
			// What experience may stand for is not there either.
			need == reading.NeedReplaceable && !label && (above > 1 || p.otherTrade(r) || asked >= higherRank && !p.near(r, relatedWork)):
			o.Hard |= GroundEducation
		case label, above > 1, need == reading.NeedUnknown, !p.near(r, relatedWork): // like "fulltime", a label one step above is asked about
			o.AskAbout |= GroundEducation
		}
		return
	}
	if r.Flags&column.Protected != 0 && !p.near(r, relatedWork) {
		o.Hard |= GroundField
		return
	}
	if r.Flags&column.EducationField != 0 && need == reading.NeedRequired && !p.knowsField(r) {
		switch near := p.occupations[r.Occupation].background >= otherField; {
		case r.Fields == 0 && near: // "een relevante richting"
		case r.Fields == 0 || near || p.learnt == 0: // silence is no lack
			o.AskAbout |= GroundField
		default:
			o.Hard |= GroundField
		}
	}
}

// near reports that the likeliest occupation, or the next, is like earlier work.
func (p *Plan) near(r *column.Row, least float32) bool {
	return r.Occupation == 0 || p.occupations[r.Occupation].background >= least || p.occupations[r.Second].background >= least
}

// experience is hard where its length is asked and what the worker did is other
// work. Without a length it is hard where the work must have been like this and
// is not, or where the trade is another one altogether.
func (p *Plan) experience(r *column.Row, o *Outcome) {
	if r.Flags&column.ExperienceRequired == 0 || r.Occupation == 0 {
		return
	}
	if !p.worked { // silence is no lack
		o.AskAbout |= GroundExperience
		return
	}
	done, years, lacks := p.done(r)
	untimed := r.Months == column.NoMonths
	timed := !untimed && r.Months >= leastMonths
	inRole := r.Flags&column.ExperienceInRole != 0
	switch {
	case r.Flags&column.ExperienceAnyWork != 0:
	case timed && done < strangeWork,
		timed && r.Months >= longMonths && done < alikeWork,
		untimed && inRole && done < strangeWork,
		untimed && !inRole && r.OccupationScore >= surely && p.otherTrade(r) && (lacks || r.Flags&column.ExperienceWithThing == 0):
		o.Hard |= GroundExperience
	case timed && float32(r.Months) > years*12*marginalExcess,
		!timed && done < strangeWork && p.otherTrade(r):
		o.AskAbout |= GroundExperience
	}
}

// done is how near the experience that is asked is to what the worker did, 0–1:
// by the work itself, by the work that is named, and by what must be practised.
// It also tells how many years of such work there are, and that the worker lacks
// what must be practised.
func (p *Plan) done(r *column.Row) (done, years float32, lacks bool) {
	done, _ = p.likeness(r)
	years = max(p.occupations[r.Occupation].years, p.occupations[r.Second].years)
	for _, role := range r.Roles {
		done, years = max(done, p.occupations[role].background), max(years, p.occupations[role].years)
	}
	for _, a := range r.Asked {
		if id := a.ID(); a.Practised() && int(id) < len(p.cover) {
			if p.cover[id] >= knownTool {
				return max(done, alikeWork), years, false
			}
			lacks = true
		}
	}
	return done, years, lacks
}

// tools is hard where the work turns on experience with tools of which the worker
// has none, nor anything like them; one of several will do.
func (p *Plan) tools(r *column.Row, o *Outcome) {
	best := float32(0)
	for _, a := range r.Asked {
		if id := a.ID(); a.Core() && int(id) < len(p.cover) {
			best = max(best, p.cover[id])
		}
	}
	switch {
	case best >= knownTool:
	case best >= likeTool || len(p.Worker.Person.Competences) == 0: // silence is no lack
		o.AskAbout |= GroundExperience
	default:
		o.Hard |= GroundExperience
	}
}

// A tool is known from knownTool on, and something like it from likeTool on.
const (
	knownTool = 0.8
	likeTool  = 0.6
)

// Experience of less than leastMonths can be made up for; work less near than
// strangeWork is none of it. From longMonths on, only work that is alike does.
const (
	leastMonths = 12
	longMonths  = 24
	relatedWork = 0.45
	alikeWork   = 0.65
	surely      = 179 // of 255, a probability of 0.7
	strangeWork = 0.3
	// soughtWork is the fit from which work is sought rather than like it.
	soughtWork = 0.5
)

// likeness is how near the vacancy is to earlier work and to what is sought, by
// its likeliest occupation, and by the next as far as that is likely.
func (p *Plan) likeness(r *column.Row) (background, direction float32) {
	first, second := &p.occupations[r.Occupation], &p.occupations[r.Second]
	if r.OccupationScore == 0 {
		return first.background, first.direction
	}
	as := min(1, float32(r.SecondScore)/float32(r.OccupationScore))
	as *= as
	return max(first.background, as*second.background), max(first.direction, as*second.direction)
}

// otherTrade reports work that is neither like earlier work nor sought:
// experience in it, of whatever length, cannot be there.
func (p *Plan) otherTrade(r *column.Row) bool {
	background, direction := p.likeness(r)
	return r.Occupation != 0 && background < strangeWork && direction < soughtWork
}

// languages checks asked languages against those the worker states; a worker
// who states none is not judged on them.
func (p *Plan) languages(r *column.Row, o *Outcome) {
	if len(p.tongues) == 0 {
		return
	}
	one := r.Flags&column.OneLanguage == 0 // or one of those that are enough is spoken
	for _, packed := range r.Languages {
		l, ok := column.UnpackLanguage(packed)
		if !ok {
			break
		}
		level, speaks := p.tongues[l.Code]
		one = one || speaks && l.Need == reading.NeedReplaceable
		switch {
		case l.Need != reading.NeedRequired:
		case !speaks:
			o.Hard |= GroundLanguage
		case level != 0 && l.Level != 0 && level+1 < l.Level:
			o.Hard |= GroundLanguage
		case level != 0 && level < l.Level:
			o.AskAbout |= GroundLanguage
		}
	}
	if !one {
		o.AskAbout |= GroundLanguage // a list may go on where the reader stopped
	}
}
