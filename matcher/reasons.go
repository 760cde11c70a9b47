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

// scoreReasons are the parts of both scores; the contributions of the reasons
// of one score add up to it.
func (p *Plan) scoreReasons(d *column.Dicts, r column.Row, s *Scores, v *vacancy.Vacancy, rd *reading.Reading) []Reason {
	var out []Reason
	for part := range partCount {
		kind, which := KindPreference, 0
		if part >= firstQualification {
			kind, which = KindQualification, 1
		}
		if !s.Known(part) {
			out = append(out, Reason{Kind: kind, Key: part.String(), State: NotStated, Note: unknownNotes[part]})
			continue
		}
		share := 100 * p.weights.part[part] / s.weight[which]
		if part == PartCompetences {
			out = append(out, p.competenceReasons(d, r, share, rd)...)
			continue
		}
		reason := Reason{
			Kind: kind, Key: part.String(), State: Found, Weight: float64(share), Contribution: float64(share * s.value[part]),
			Quote: partQuote(part, rd, v), Note: p.partNote(part, r, s),
		}
		if s.value[part] < 0.5 {
			reason.State = NotFound
		}
		p.soften(&reason, part, d, r, v, rd)
		out = append(out, reason)
	}
	return out
}

var unknownNotes = [partCount]string{
	PartDirection:   "Er zijn geen zoekrichtingen om mee te vergelijken.",
	PartTravel:      "De plaats van het werk is niet bekend.",
	PartHours:       "Het aantal uren is niet genoemd.",
	PartTimes:       "De werktijden zijn niet genoemd.",
	PartRemote:      "Thuiswerken is niet genoemd.",
	PartContract:    "Het soort contract is niet genoemd.",
	PartSector:      "De branche is niet bekend.",
	PartBackground:  "Het beroep is niet herkend.",
	PartCompetences: "De tekst vraagt geen vaardigheden die bekend zijn.",
	PartEducation:   "Er is geen opleiding genoemd.",
	PartExperience:  "Er is geen ervaring gevraagd.",
	PartLanguages:   "Er is geen taal gevraagd.",
}

// competenceReasons has one reason for each thing that is asked.
func (p *Plan) competenceReasons(d *column.Dicts, r column.Row, share float32, rd *reading.Reading) []Reason {
	var all float32
	for _, a := range r.Asked {
		if int(a.ID()) < len(p.cover) {
			all += p.weights.need[a.Need()] * p.rarity[a.ID()]
		}
	}
	var out []Reason
	for _, a := range r.Asked {
		id := a.ID()
		if int(id) >= len(p.cover) || all == 0 {
			continue
		}
		weight := share * p.weights.need[a.Need()] * p.rarity[id] / all
		name := d.Asked.Name(id)
		reason := Reason{Kind: KindQualification, Key: "competence:" + name, State: NotFound, Weight: float64(weight), Contribution: float64(weight * p.cover[id])}
		for _, list := range [][]reading.Asked{rd.Facts.Competences, rd.Facts.Certificates} {
			for i := range list {
				if list[i].ID == name {
					q := list[i].Quote
					reason.Quote = &q
					if list[i].Name != "" {
						name = list[i].Name
					}
				}
			}
		}
		switch {
		case p.cover[id] >= 0.6:
			reason.State, reason.Note = Found, "Gevraagd en aanwezig: "+name+"."
		case p.cover[id] > 0:
			reason.State, reason.Note = Found, "Gevraagd en deels aanwezig, door iets dat erop lijkt: "+name+"."
		default:
			reason.Note = "Gevraagd en niet bekend: " + name + "."
		}
		out = append(out, reason)
	}
	return out
}

// partQuote is the proof of a part, nil when it rests on fields or profile.
func partQuote(part Part, rd *reading.Reading, v *vacancy.Vacancy) *reading.Quote {
	f := &rd.Facts
	var q reading.Quote
	switch part {
	case PartDirection:
		q = reading.Quote{Field: reading.InTitle, End: len(v.Title), Text: v.Title}
	case PartHours:
		q = f.Hours.Quote
	case PartTimes:
		if len(f.Clock) > 0 {
			q = f.Clock[0].Quote
		}
	case PartRemote:
		q = f.Remote.Quote
	case PartContract:
		if len(f.Contracts) > 0 {
			q = f.Contracts[0].Quote
		}
	case PartSector:
		q = f.Sector.Quote
	case PartEducation:
		q = f.Education.Quote
	case PartExperience:
		q = f.Experience.Quote
	case PartLanguages:
		if len(f.Languages) > 0 {
			q = f.Languages[0].Quote
		}
	}
	if q.Text == "" {
		return nil
	}
	return &q
}

// partNote says a part in Dutch.
func (p *Plan) partNote(part Part, r column.Row, s *Scores) string {
	good := s.value[part] >= 0.5
	switch part {
	case PartDirection:
		if s.Direction >= 0 && good {
			return "Past bij de zoekrichting " + p.Worker.Search.Directions[s.Direction].Text + "."
		}
		return "Past niet goed bij de zoekrichtingen."
	case PartTravel:
		if s.Minutes < 0 {
			return pick(good, "Het werk kan thuis.", "Het werk is in een ander land.")
		}
		return fmt.Sprintf("Ongeveer %d minuten reizen (schatting).", int(s.Minutes+0.5))
	case PartHours:
		return pick(s.value[part] >= 0.99, "De uren passen bij de wens.", "De uren wijken af van de wens.")
	case PartTimes:
		return pick(good, "De werktijden passen bij de wens.", "De werktijden passen niet bij de wens.")
	case PartRemote:
		return pick(good, "Thuiswerken kan.", "Thuiswerken kan niet.")
	case PartContract:
		return pick(good, "Het soort contract past bij de wens.", "Een ander soort contract dan gewenst.")
	case PartSector:
		return pick(good, "Een branche die gewenst is.", "Een andere branche dan gewenst.")
	case PartBackground:
		return pick(good, "Sluit aan bij eerder werk of bij de zoekrichting.", "Sluit weinig aan bij eerder werk.")
	case PartEducation:
		return pick(s.value[part] >= 0.99, "De opleiding voldoet.", "De gevraagde opleiding wijkt af.")
	case PartExperience:
		return experienceNote(good)
	case PartLanguages:
		return pick(good, "De gevraagde talen zijn er.", "Een gevraagde taal is er niet of minder goed.")
	}
	return strings.ToUpper(part.String()[:1]) + part.String()[1:]
}

func experienceNote(good bool) string {
	return pick(good, "Er is ervaring in dit soort werk.", "Er wordt meer ervaring gevraagd dan er is.")
}

// soften takes back what a score alone would say too sharply: what is a pré or
// may be replaced does not lack, years in the very occupation are experience,
// and times that were not wished are a question.
func (p *Plan) soften(reason *Reason, part Part, d *column.Dicts, r column.Row, v *vacancy.Vacancy, rd *reading.Reading) {
	if part == PartTimes && reason.State == Found && r.Flags&p.unwished() != 0 {
		reason.State, reason.Note = NotStated, "Er is ook werk in de avond, de nacht, het weekend of in diensten. Vraag na of het rooster past bij de wens."
		if asked := rd.Demand(demand.DayPeriods); asked != nil {
			reason.Quote = &asked.Quote // the words that ask it, not those of the usual hours
		}
	}
	if reason.State != NotFound {
		return
	}
	f := &rd.Facts
	switch part {
	case PartEducation:
		reason.optional(f.Education.Need, "De gevraagde opleiding")
	case PartExperience:
		if p.monthsIn(d, r, v) >= max(12, f.Experience.Months) {
			reason.State, reason.Note = Found, experienceNote(true)
			return
		}
		reason.optional(f.Experience.Need, "De gevraagde ervaring")
	case PartLanguages:
		for _, l := range f.Languages {
			if l.Need != reading.NeedPreferred {
				return
			}
		}
		reason.optional(reading.NeedPreferred, "De gevraagde taal")
	}
}

// optional words what is not required neutrally.
func (reason *Reason) optional(need reading.Need, what string) {
	switch need {
	case reading.NeedPreferred:
		reason.State, reason.Note = NotStated, what+" is een pré."
	case reading.NeedReplaceable:
		reason.State, reason.Note = NotStated, what+" mag ook anders, bijvoorbeeld een gelijkwaardig niveau. Vraag na."
	}
}

// unwished are the times that the wish does not say yes to.
func (p *Plan) unwished() (f column.Flags) {
	t := &p.Worker.Search.Times
	for _, x := range []struct {
		wish string
		flag column.Flags
	}{{t.Evening, column.Evening}, {t.Night, column.Night}, {t.Saturday, column.Saturday}, {t.Sunday, column.Sunday}, {t.Shifts, column.Shifts}} {
		if x.wish != "yes" {
			f |= x.flag
		}
	}
	return f
}

// monthsIn is how long the worker worked in the very occupation of the vacancy,
// by its code or its title.
func (p *Plan) monthsIn(d *column.Dicts, r column.Row, v *vacancy.Vacancy) int {
	years := 0.0
	for _, job := range p.Worker.Person.Work {
		same := strings.EqualFold(job.Title, v.Title)
		for _, occ := range [2]uint16{r.Occupation, r.Second} {
			same = same || occ != 0 && job.ISCO != "" && job.ISCO == d.Occupations.Name(uint32(occ))
		}
		if same {
			years += job.Years
		}
	}
	return int(years * 12)
}

func pick(ok bool, yes, no string) string {
	if ok {
		return yes
	}
	return no
}

// oneReason joins a requirement that is not met with the part of the score that
// says the same: one thing is said once, with the effect of the requirement and
// the weight of the part.
func oneReason(requirements, scores []Reason) []Reason {
	same := map[string]string{"education": "education", "field": "education", "experience": "experience", "language": "languages"}
	for i := range requirements {
		req := &requirements[i]
		at := slices.IndexFunc(scores, func(s Reason) bool { return s.Key == same[req.Key] && s.Weight > 0 && s.State != Found })
		if at < 0 {
			continue
		}
		part := scores[at]
		scores = slices.Delete(scores, at, at+1)
		part.Effect, part.State, part.Note = req.Effect, req.State, req.Note
		if req.Quote != nil {
			part.Quote = req.Quote
		}
		*req = part
	}
	return scores
}
