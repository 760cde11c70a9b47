package profile

import (
	"fmt"
	"slices"
	"time"

	"passend/index/demand"
	"passend/index/taxonomy"
)

// Warning is a remark on a file for the person who edits it; it stops nothing.
type Warning struct {
	// Code is stable: capacity_old, capacity_unusable, capacity_empty,
	// item_unreadable, hours_over_capacity, day_over_capacity, times_over_capacity,
	// pay_below_65, no_direction, direction_excluded, no_travel, no_home,
	// medical_word, bsn.
	Code string
	// Field is the place in the file ("search.hours_min").
	Field string
	// Text is a plain Dutch sentence.
	Text string
}

// freshFor is how long a capacity counts as up to date; older ones are asked
// about (a new consultation often changes the list).
const freshFor = 6 // months

// payShare is the share of the wage before illness that a satisfactory result
// asks for (Beleidsregels beoordelingskader poortwachter).
const payShare = 0.65

// Warnings returns what should be looked at in the file as it is on a date. What
// needs the vacancies (too narrow a search) is counted elsewhere.
func (w *Worker) Warnings(at time.Time) []Warning {
	var out []Warning
	add := func(code, field, format string, args ...any) {
		out = append(out, Warning{code, field, fmt.Sprintf(format, args...)})
	}
	c := &w.Capacity
	if err := c.Usable(at); err != nil {
		add("capacity_unusable", "capacity", "De belastbaarheid kan nu niet worden gebruikt: %s.", after(err))
	}
	if issued, err := time.Parse(DateLayout, c.IssuedOn); err == nil && issued.AddDate(0, freshFor, 0).Before(at) {
		add("capacity_old", "capacity.issued_on", "De belastbaarheid is ouder dan een half jaar. Is zij nog actueel?")
	}
	if len(c.Items) == 0 && c.HoursWeek.Hours == 0 && !c.NoUsableCapacity {
		add("capacity_empty", "capacity.items", "Er staan geen punten in de belastbaarheid.")
	}
	l := c.Limitations(at)
	for _, err := range l.Problems {
		add("item_unreadable", "capacity.items", "Een punt van de belastbaarheid klopt niet met de schaal: %v.", err)
	}
	w.searchWarnings(&l, add)
	w.textWarnings(add)
	return out
}

func after(err error) string {
	text := err.Error()
	return text[min(len(text), len(ErrNotUsable.Error())+2):]
}

type addWarning func(code, field, format string, args ...any)

func (w *Worker) searchWarnings(l *Limits, add addWarning) {
	s := &w.Search
	if l.Week.Final > 0 && s.HoursMin > l.Week.Final {
		add("hours_over_capacity", "search.hours_min", "Het zoekprofiel vraagt minstens %g uur per week; de belastbaarheid is %g.", s.HoursMin, l.Week.Final)
	}
	if l.Day.Final > 0 && s.HoursDayMax > l.Day.Final {
		add("day_over_capacity", "search.hours_day_max", "Het zoekprofiel laat %g uur per dag toe; de belastbaarheid is %g.", s.HoursDayMax, l.Day.Final)
	}
	for _, r := range l.Clock {
		if r.From == evening && !r.Partly && s.Times.Evening == "yes" || r.From != evening && s.Times.Night == "yes" {
			add("times_over_capacity", "search.times", "Het zoekprofiel zoekt uren die de belastbaarheid uitsluit.")
		}
	}
	if p := &w.Person; s.PayFloor > 0 && p.WageBefore > 0 && s.PayFloor < payShare*p.WageBefore {
		add("pay_below_65", "search.pay_floor", "De ondergrens van het loon ligt onder 65 procent van het loon voor de ziekte (€ %.0f). Dit is ter informatie.", payShare*p.WageBefore)
	}
	if len(s.Directions) == 0 {
		add("no_direction", "search.directions", "Er is geen zoekrichting. Zonder richting telt alleen de werkervaring.")
	}
	for _, d := range s.Directions {
		for _, x := range s.Excluded {
			if d.Text == x.Text || slices.ContainsFunc(d.ISCO, func(code string) bool { return slices.Contains(x.ISCO, code) }) {
				add("direction_excluded", "search.directions", "De richting %q staat ook bij de uitsluitingen.", d.Text)
			}
		}
	}
	if len(s.Travel) == 0 {
		add("no_travel", "search.travel", "Er is geen grens voor de reistijd. Alle afstanden tellen mee.")
	}
	if w.Person.Home == (Home{}) {
		add("no_home", "person.home", "Er is geen woonplaats. De reistijd kan niet worden geschat.")
	}
}

// textWarnings guards the free text that may be shown outside the circle.
func (w *Worker) textWarnings(add addWarning) {
	texts := map[string]string{"search.conditions": w.Search.Conditions, "search.reason": w.Search.Reason, "label": w.Label}
	for i, d := range w.Search.Directions {
		texts[fmt.Sprintf("search.directions[%d].reason", i)] = d.Reason
	}
	for _, list := range []struct {
		name  string
		lines []string
	}{{"person.wishes", w.Person.Wishes}, {"person.obstacles", w.Person.Obstacles}, {"person.qualities", w.Person.Qualities}, {"person.ambitions", w.Person.Ambitions}} {
		for i, text := range list.lines {
			texts[fmt.Sprintf("%s[%d]", list.name, i)] = text
		}
	}
	fields := make([]string, 0, len(texts))
	for f := range texts {
		fields = append(fields, f)
	}
	slices.Sort(fields)
	for _, f := range fields {
		for _, finding := range Guard(texts[f]) {
			if finding.Kind == BSN {
				add("bsn", f, "Hier staat een nummer dat een BSN kan zijn. Haal het weg.")
				continue
			}
			add("medical_word", f, "Het woord %q kan over gezondheid gaan. Schrijf liever wat iemand kan.", finding.Text)
		}
	}
}

// Gap is an empty field of the profile that would tell vacancies apart.
type Gap struct {
	Field string
	// Question is what to ask, in plain Dutch.
	Question string
}

// Gaps returns the empty fields, the ones that usually matter most first. How
// many vacancies each would move is counted by the matcher.
func (w *Worker) Gaps() []Gap {
	p, s, c := &w.Person, &w.Search, &w.Capacity
	unknown := 0
	if c.Source != FMLA && c.Source != FMLB {
		l := c.Limitations(time.Time{})
		for k := 1; k < int(demand.PhysicalGeneral); k++ {
			if l.Items[k].Severity == demand.Unknown {
				unknown++
			}
		}
	}
	all := []struct {
		empty bool
		gap   Gap
	}{
		{len(s.Directions) == 0, Gap{"search.directions", "Welk soort werk wordt gezocht?"}},
		{c.HoursWeek.Hours == 0 && s.HoursMax == 0, Gap{"capacity.hours_week", "Hoeveel uur per week kan deze persoon werken?"}},
		{p.Home == (Home{}), Gap{"person.home", "Waar woont deze persoon? Vier cijfers van de postcode zijn genoeg."}},
		{!hasLevel(p.Education), Gap{"person.education", "Wat is de hoogste opleiding, en is er een diploma?"}},
		{len(p.Transport) == 0, Gap{"person.transport", "Hoe kan deze persoon reizen?"}},
		{len(s.Travel) == 0, Gap{"search.travel", "Hoe lang mag de reis naar het werk duren?"}},
		{len(p.Work) == 0, Gap{"person.work", "Welk werk heeft deze persoon gedaan?"}},
		{len(p.Licences) == 0, Gap{"person.licences", "Welke rijbewijzen heeft deze persoon?"}},
		{unknown > 0, Gap{"capacity.items", "Het document noemt niet alle punten. Vraag de bedrijfsarts naar de rest."}},
		{s.Times == (Times{}), Gap{"search.times", "Op welke dagen en tijden wordt werk gezocht?"}},
		{len(p.Competences) == 0, Gap{"person.competences", "Wat kan deze persoon goed?"}},
		{len(p.Languages) == 0, Gap{"person.languages", "Hoe goed zijn het Nederlands en andere talen?"}},
		{p.DigitalSkill == 0, Gap{"person.digital_skill", "Hoe handig is deze persoon met de computer?"}},
		{len(p.Certificates) == 0, Gap{"person.certificates", "Zijn er certificaten, zoals VCA, BHV of heftruck?"}},
		{s.HoursDayMax == 0 && c.HoursDay.Hours == 0, Gap{"capacity.hours_day", "Hoe lang mag een werkdag zijn?"}},
	}
	var gaps []Gap
	for _, a := range all {
		if a.empty {
			gaps = append(gaps, a.gap)
		}
	}
	return gaps
}

func hasLevel(studies []Study) bool {
	return slices.ContainsFunc(studies, func(s Study) bool { return s.Level != taxonomy.EducationUnknown })
}
