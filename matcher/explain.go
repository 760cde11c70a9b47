package matcher

import (
	"fmt"
	"slices"
	"strings"

	"passend/index/column"
	"passend/index/demand"
	"passend/index/reading"
	"passend/index/vacancy"
)

// Role is who reads an explanation.
type Role string

// The roles that explanations differ for.
const (
	ForWorker    Role = "worker"
	ForCoach     Role = "coach"
	ForJobHunter Role = "job_hunter"
)

// explain fills in reasons, questions and what would change the verdict, for
// the coach. It reads the same outcome and scores that the ranking used.
func (p *Plan) explain(m *Match, d *column.Dicts, r column.Row, o *Outcome, s *Scores, v *vacancy.Vacancy, rd *reading.Reading) {
	m.Versions.Reading = rd.Version
	requirements := p.requirementReasons(r, o, rd, v.Title)
	scores := oneReason(requirements, p.scoreReasons(d, r, s, v, rd))
	m.Reasons = slices.Concat(m.Reasons, requirements, p.capacityReasons(o, rd), scores)
	m.Questions = p.questions(o)
	m.WhatWouldChange = p.changes(r, o)
}

// openKeys are the keys of reasons that a job hunter may see: what the vacancy
// asks beside what the worker brings and where the worker looks. A new key
// stays out until it is named here.
var openKeys = map[string]bool{
	"direction": true, "travel": true, "background": true, "competence": true, "certificate": true, "licence": true,
	"language": true, "languages": true, "education": true, "field": true, "experience": true, "sector": true, "contract": true,
}

// For returns the match as a role may see it. The worker reads the same as the
// coach. The job hunter gets the reasons of openKeys without weights, the same
// questions as for everybody, no verdict but a proposal or not, and wens and
// order without hours, times, working from home and limits. That a vacancy is
// in the list at all still rests on the capacity: what is left out tells
// something, and no cut of a single match can take that away (docs/privacy.md).
func (m Match) For(role Role) Match {
	if role != ForJobHunter {
		return m
	}
	var kept []Reason
	for _, r := range m.Reasons {
		key, _, _ := strings.Cut(r.Key, ":")
		if r.Kind == KindCapacity || !openKeys[key] {
			continue
		}
		kept = append(kept, Reason{Kind: r.Kind, Key: r.Key, State: r.State, Quote: r.Quote, Note: r.Note})
	}
	m.Reasons, m.Questions, m.WhatWouldChange = kept, NeutralQuestions(), nil
	m.Verdict, m.Certainty = Ask, 0
	m.Preference, m.Order = m.shown.preference, m.shown.order
	m.Versions.Capacity = 0
	return m
}

// capacityReasons has one reason for every restricted item.
func (p *Plan) capacityReasons(o *Outcome, rd *reading.Reading) []Reason {
	var out []Reason
	for _, x := range p.limits.list {
		if x.stated != x.key && !o.Red.Or(o.Amber).Or(o.Soft).Or(o.Open).Has(x.key) {
			continue
		}
		name := topics()[x.key].name
		reason := Reason{Kind: KindCapacity, Key: x.key.String(), Severity: x.severity, State: Within}
		d := rd.Demand(x.key)
		if d != nil {
			q := d.Quote
			reason.Quote, reason.Basis, reason.Level = &q, d.Basis.String(), int(d.Level)
		}
		switch {
		case o.Red.Has(x.key):
			reason.State, reason.Effect = Exceeds, "red"
			reason.Note = "Het werk vraagt duidelijk meer dan kan: " + name + "."
		case o.Amber.Has(x.key):
			reason.State, reason.Effect = Exceeds, "amber"
			reason.Note = "Het werk vraagt net meer dan kan: " + name + ". Maak hier afspraken over."
		case o.Soft.Has(x.key):
			reason.State, reason.Effect = Exceeds, "ask"
			reason.Note = "De tekst wijst op " + name + ", maar zegt weinig over het werk zelf. Vraag het na."
		case o.Open.Has(x.key):
			reason.State, reason.Effect = NotStated, "ask"
			reason.Note = "De tekst noemt een grens, maar niet hoeveel het is: " + name + "."
		case o.PriorRed.Has(x.key), o.PriorAmber.Has(x.key):
			reason.State, reason.Effect, reason.Basis = NotStated, "ask", reading.BasisPrior.String()
			reason.Note = "De tekst zegt niets. In dit beroep is vaak meer nodig dan kan: " + name + " (inschatting op basis van beroep)."
		case o.Silent.Has(x.key):
			reason.State, reason.Effect = NotStated, "ask"
			reason.Note = "De tekst zegt niets over " + name + "."
		case d == nil:
			reason.State, reason.Basis = Usual, reading.BasisPrior.String()
			reason.Note = "De tekst zegt niets. In dit beroep blijft het meestal binnen de grens: " + name + " (inschatting op basis van beroep)."
		default:
			reason.Note = "Blijft binnen de grens: " + name + "."
		}
		out = append(out, reason)
	}
	for k := demand.Key(1); int(k) < demand.Count; k++ {
		if p.limits.unknown.Has(k) && o.Soft.Has(k) {
			q := rd.Demand(k)
			out = append(out, Reason{Kind: KindCapacity, Key: k.String(), State: NotStated, Effect: "ask", Quote: &q.Quote, Basis: q.Basis.String(), Level: int(q.Level),
				Note: "Het werk vraagt veel van " + topics()[k].name + ". Het document over de belastbaarheid zegt hier niets over."})
		}
	}
	return out
}

// requirementReasons are hours, times and the requirements outside health.
func (p *Plan) requirementReasons(r column.Row, o *Outcome, rd *reading.Reading, title string) []Reason {
	var out []Reason
	all := o.Hard | o.AskAbout | o.Agree
	for i, t := range groundTexts {
		g := Grounds(1) << i
		if all&g == 0 {
			continue
		}
		reason := Reason{Kind: KindRequirement, Key: t.key, State: NotFound, Quote: p.groundQuote(g, &r, rd, title), Note: p.groundNote(g, r, o)}
		if g&healthGrounds != 0 {
			reason.Kind, reason.State = KindCapacity, Exceeds
		}
		switch {
		case o.Hard&g != 0:
			reason.Effect = "hard"
		case o.AskAbout&g != 0:
			reason.Effect, reason.State = "ask", NotStated
		default:
			reason.Effect = "amber"
		}
		out = append(out, reason)
	}
	return out
}

// healthGrounds follow from the capacity and are health data.
const healthGrounds = GroundHours | GroundHoursDay | GroundTimes | GroundDriving | GroundWeight

// groundQuote finds the words that state a ground, nil when a field does.
func (p *Plan) groundQuote(g Grounds, r *column.Row, rd *reading.Reading, title string) *reading.Quote {
	f := &rd.Facts
	var q reading.Quote
	switch g {
	case GroundHours, GroundHoursDay:
		q = f.Hours.Quote
	case GroundTimes:
		if d := rd.Demand(demand.DayPeriods); d != nil {
			q = d.Quote
		} else if d := rd.Demand(demand.HoursOther); d != nil {
			q = d.Quote
		} else if len(f.Clock) > 0 {
			q = f.Clock[0].Quote
		}
	case GroundWeight:
		for _, k := range column.NumberKeys {
			if d := rd.Demand(k); d != nil && d.Unit == "kg" {
				q = d.Quote
				break
			}
		}
	case GroundEducation, GroundField:
		q = f.Education.Quote
	case GroundLicence, GroundDriving:
		q = firstAsked(f.Licences, func(a reading.Asked) bool { return g == GroundDriving || p.licences&column.LicenceBit(a.ID) == 0 })
	case GroundCertificate:
		q = firstAsked(f.Certificates, func(a reading.Asked) bool { return column.CertificateNeed(&a) == reading.NeedRequired && !p.held[a.ID] })
	case GroundExperience:
		q = f.Experience.Quote
		if tool, ok := p.lackedTool(r, f); ok {
			q = tool
		}
	case GroundLanguage:
		if len(f.Languages) > 0 {
			q = f.Languages[0].Quote
		}
	case GroundTarget:
		q = f.Target.Quote
	}
	if q.Text == "" && g&(GroundLicence|GroundDriving) != 0 && len(f.Licences) == 0 {
		q = reading.Quote{Field: reading.InTitle, End: len(title), Text: title}
	}
	if q.Text == "" {
		return nil
	}
	return &q
}

// lackedTool is the words for a tool that the work turns on and that the worker
// does not know well. A row holds its competences in the order of the reading.
func (p *Plan) lackedTool(r *column.Row, f *reading.Facts) (reading.Quote, bool) {
	for i := range f.Competences[:min(len(f.Competences), len(r.Asked))] {
		if a := r.Asked[i]; f.Competences[i].Core && a.Core() && int(a.ID()) < len(p.cover) && p.cover[a.ID()] < knownTool {
			return f.Competences[i].Quote, true
		}
	}
	return reading.Quote{}, false
}

func firstAsked(list []reading.Asked, want func(reading.Asked) bool) reading.Quote {
	for _, a := range list {
		if want(a) {
			return a.Quote
		}
	}
	return reading.Quote{}
}

func (p *Plan) groundNote(g Grounds, r column.Row, o *Outcome) string {
	ask := o.AskAbout&g != 0
	switch g {
	case GroundHours:
		can := hoursText(p.limits.weekFinal)
		switch {
		case ask && r.HoursMin == 0:
			return "De vacature noemt geen minimum aantal uren. Mogelijk is " + can + " uur per week."
		case ask:
			return fmt.Sprintf("De vacature gaat uit van %s uur; mogelijk is %s uur per week. Vraag of minder kan.", hoursText(int(r.HoursMin)), can)
		case o.Agree&g != 0:
			return fmt.Sprintf("Minimaal %s uur past pas later in de opbouw. Spreek een opbouw af.", hoursText(int(r.HoursMin)))
		}
		return fmt.Sprintf("Minimaal %s uur per week; mogelijk is %s uur.", hoursText(int(r.HoursMin)), can)
	case GroundHoursDay:
		return fmt.Sprintf("Een werkdag van %s uur; mogelijk is %s uur per dag.", hoursText(int(r.PerDay)), hoursText(p.limits.day))
	case GroundTimes:
		return "De werktijden vallen buiten de tijden die kunnen."
	case GroundUnread:
		if r.Flags&column.CutOff != 0 {
			return "De tekst breekt af. Bekijk de hele vacature bij de bron."
		}
		return "De tekst is in een andere taal en is niet gelezen."
	case GroundTarget:
		if ask {
			return "De vacature noemt een doelgroep. Vraag na of dit past."
		}
		return "De vacature is alleen voor een andere doelgroep."
	}
	text := groundTexts[firstGround(g)].label
	if ask {
		return text + "? Vraag na hoe streng dit is."
	}
	return text + "."
}

// mostQuestions is how many questions somebody can ask in one talk.
const mostQuestions = 8

// questions are what the coach and the worker can ask the employer, those on
// restricted items marked and first, and of these first what the text or the
// occupation points at.
func (p *Plan) questions(o *Outcome) []Question {
	var out []Question
	seen := map[string]bool{}
	add := func(key, text string, marked bool) {
		if text != "" && !seen[text] && len(out) < mostQuestions {
			seen[text] = true
			out = append(out, Question{Key: key, Text: text, Marked: marked})
		}
	}
	for _, g := range []struct {
		ground Grounds
		key    demand.Key
	}{{GroundHours, demand.HoursPerWeek}, {GroundTimes, demand.DayPeriods}} {
		if o.AskAbout&g.ground != 0 {
			add(g.key.String(), questionOf(g.key), true)
		}
	}
	for _, open := range []column.Keys{o.Soft.Or(o.Open).Or(o.PriorRed), o.PriorAmber.Or(o.Silent)} {
		for _, x := range p.limits.list {
			if open.Has(x.key) {
				add(x.key.String(), questionOf(x.key), true)
			}
		}
		for k := demand.Key(1); int(k) < demand.Count; k++ {
			if p.limits.unknown.Has(k) && open.Has(k) {
				add(k.String(), questionOf(k), true)
			}
		}
	}
	for i, t := range groundTexts {
		g := Grounds(1) << i
		if o.AskAbout&g != 0 && g&healthGrounds == 0 && g != GroundUnread {
			add(t.key, "Hoe streng is deze eis: "+strings.ToLower(t.label[:1])+t.label[1:]+"?", false)
		}
	}
	for _, q := range neutral {
		add(q.Key, q.Text, false)
	}
	return out
}

// changes says which single thing would make the verdict better.
func (p *Plan) changes(r column.Row, o *Outcome) []Change {
	var out []Change
	base := o.Verdict
	try := func(key, text string, without func(*Outcome)) {
		c := *o
		without(&c)
		c.settle()
		if c.Verdict < base {
			out = append(out, Change{Key: key, Text: text, Verdict: c.Verdict})
		}
	}
	for i, t := range groundTexts {
		g := Grounds(1) << i
		if (o.Hard|o.AskAbout|o.Agree)&g != 0 {
			try(t.key, changeText(g, p), func(c *Outcome) { c.Hard &^= g; c.AskAbout &^= g; c.Agree &^= g; p.dropWeight(g, c) })
		}
	}
	for _, x := range p.limits.list {
		k := x.key
		if o.Red.Or(o.Amber).Or(o.Soft).Or(o.Open).Or(o.PriorRed).Or(o.PriorAmber).Or(o.Silent).Has(k) {
			try(k.String(), "Als het werk binnen de grens blijft: "+topics()[k].name+".", func(c *Outcome) { c.drop(k) })
		}
	}
	all := *o
	all.AskAbout, all.Soft, all.Open, all.PriorRed, all.PriorAmber, all.Silent = 0, column.Keys{}, column.Keys{}, column.Keys{}, column.Keys{}, column.Keys{}
	if all.settle(); all.Verdict < base && len(out) == 0 {
		out = append(out, Change{Key: "answers", Text: "Als de werkgever op alle vragen een gunstig antwoord geeft.", Verdict: all.Verdict})
	}
	return out
}

func (p *Plan) dropWeight(g Grounds, c *Outcome) {
	if g == GroundWeight {
		for _, k := range column.NumberKeys {
			c.drop(k)
		}
	}
}

func (o *Outcome) drop(k demand.Key) {
	for _, s := range []*column.Keys{&o.Red, &o.Amber, &o.Soft, &o.Open, &o.PriorRed, &o.PriorAmber, &o.Silent} {
		s.Clear(k)
	}
}

func changeText(g Grounds, p *Plan) string {
	switch g {
	case GroundHours:
		return "Als het werk in " + hoursText(p.limits.weekFinal) + " uur per week of minder kan."
	case GroundHoursDay:
		return "Als een werkdag van " + hoursText(p.limits.day) + " uur kan."
	case GroundTimes:
		return "Als het werk op andere tijden kan."
	case GroundDriving:
		return "Als rijden niet nodig is."
	case GroundWeight:
		return "Als het zware tillen vervalt."
	case GroundCertificate:
		return "Als het certificaat gehaald wordt of niet nodig is."
	case GroundLicence:
		return "Als het rijbewijs niet nodig is."
	case GroundTarget:
		return "Als de doelgroep ruimer is."
	case GroundUnread:
		return "Als iemand de tekst leest."
	}
	return "Als deze eis vervalt: " + groundTexts[firstGround(g)].label + "."
}
