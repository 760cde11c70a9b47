package main

import (
	"fmt"
	"io"
	"strings"

	"passend/index/reading"
	"passend/index/taxonomy"
)

// printFacts lists the facts of a reading, each with its proof.
func printFacts(out io.Writer, f *reading.Facts) {
	p := factPrinter{out}
	p.fact("uren per week", hoursOf(&f.Hours), f.Hours.Quote)
	for _, c := range f.Clock {
		p.fact("tijden", clock(c.From)+"–"+clock(c.To), c.Quote)
	}
	for _, t := range f.Contracts {
		p.fact("contract", dutchOf(t.Value), t.Quote)
	}
	if !f.Pay.IsZero() {
		p.fact("loon", payOf(&f.Pay), f.Pay.Quote)
	}
	p.fact("opleiding", needed(strings.TrimSpace(levelOf(f.Education.Level)+" "+f.Education.Field), f.Education.Need), f.Education.Quote)
	if f.Experience.Need != reading.NeedUnknown {
		length := "ervaring"
		if f.Experience.Months > 0 {
			length = comma("%g jaar", float64(f.Experience.Months)/12)
		}
		p.fact("ervaring", needed(length, f.Experience.Need), f.Experience.Quote)
	}
	for _, a := range f.Licences {
		p.fact("rijbewijs", needed(a.ID, a.Need), a.Quote)
	}
	for _, a := range f.Certificates {
		p.fact("certificaat", needed(named(&a), a.Need), a.Quote)
	}
	for _, l := range f.Languages {
		what := strings.TrimSpace(dutchOf(l.Language) + " " + l.Level)
		if l.OneOf {
			what += ", één van deze talen is genoeg"
		} else {
			what = needed(what, l.Need)
		}
		p.fact("taal", what, l.Quote)
	}
	for _, a := range f.Competences {
		what := needed(named(&a), a.Need)
		if a.Core {
			what += ", met ervaring"
		}
		p.fact("kennis of vaardigheid", what, a.Quote)
	}
	for _, x := range []struct {
		name string
		tag  reading.Tag
	}{{"thuiswerken", f.Remote}, {"reizen voor het werk", f.Travel}, {"begin", f.Start}, {"bureau", f.Agency}, {"sector (SBI)", f.Sector}, {"doelgroep", f.Target}} {
		p.fact(x.name, dutchOf(x.tag.Value), x.tag.Quote)
	}
	for _, x := range f.Places {
		p.fact("plaats", x.Name, x.Quote)
	}
	for _, t := range f.Openness {
		p.fact("ruimte", dutchOf(t.Value), t.Quote)
	}
	for _, o := range f.Occupations {
		fmt.Fprintf(out, "%-*s ISCO %s (%s)\n", factWidth, "beroep", o.ISCO, comma("%.2f", o.Score))
	}
}

// factWords are the values of a reading in Dutch; others are Dutch already.
var factWords = map[string]string{
	"fulltime": "voltijd", "parttime": "deeltijd", "both": "voltijd of deeltijd",
	"none": "nee", "hybrid": "deels", "full": "helemaal", "work": "ja", "agency": "ja", "direct": "meteen",
	"over65": "65-plus", "other": "andere groep", "adaptable": "aanpassing bespreekbaar", "training": "leren op de werkplek",
	"parttime_negotiable": "deeltijd bespreekbaar", "hours_negotiable": "uren bespreekbaar",
	"hour": "per uur", "day": "per dag", "week": "per week", "month": "per maand", "year": "per jaar",
	"nl": "Nederlands", "en": "Engels", "de": "Duits", "fr": "Frans",
}

func dutchOf(value string) string {
	if w := factWords[value]; w != "" {
		return w
	}
	return value
}

// factWidth is the width of the names of facts.
const factWidth = 22

type factPrinter struct{ out io.Writer }

func (p factPrinter) fact(name, value string, q reading.Quote) {
	if value == "" {
		return
	}
	fmt.Fprintf(p.out, "%-*s %s", factWidth, name, value)
	switch {
	case q.Text != "":
		fmt.Fprintf(p.out, ": «%s»", oneLine(q.Text))
	case q.Field == reading.InData:
		fmt.Fprint(p.out, " (veld van de bron)")
	}
	fmt.Fprintln(p.out)
}

func named(a *reading.Asked) string {
	if a.Name != "" {
		return a.Name
	}
	return a.ID
}

// needed adds how strictly something is asked; nothing stays nothing.
func needed(what string, n reading.Need) string {
	words := map[reading.Need]string{reading.NeedPreferred: "graag", reading.NeedReplaceable: "of gelijkwaardig", reading.NeedRequired: "vereist"}[n]
	if what == "" || words == "" {
		return what
	}
	return what + ", " + words
}

// levelOf names a rung; "none" is said as no diploma.
func levelOf(e taxonomy.Education) string {
	if e == taxonomy.EducationNone {
		return "geen diploma nodig"
	}
	return e.String()
}

func hoursOf(h *reading.HoursFact) string {
	var out string
	switch from, to := comma("%g", float64(h.Min)/4), comma("%g", float64(h.Max)/4); {
	case h.Min == 0 && h.Max == 0:
		out = dutchOf(h.Time)
	case h.Min == h.Max:
		out = from
	case h.Min == 0 && !h.FromZero:
		out = "tot " + to
	case h.Max == 0:
		out = "vanaf " + from
	default:
		out = from + "–" + to
	}
	if h.Derived {
		out += ", afgeleid"
	}
	if h.FullOnly {
		out += ", alleen voltijd"
	}
	if h.Negotiable {
		out += ", in overleg"
	}
	return strings.TrimPrefix(out, ", ")
}

func payOf(p *reading.PayFact) string {
	amount := func(cents int64) string { return "€ " + comma("%.2f", float64(cents)/100) }
	switch {
	case p.MinCents == 0 && p.MaxCents == 0:
		return oneLine(p.Text)
	case p.MinCents == p.MaxCents || p.MaxCents == 0:
		return strings.TrimSpace(amount(p.MinCents) + " " + dutchOf(string(p.Period)))
	}
	return strings.TrimSpace(amount(p.MinCents) + "–" + amount(p.MaxCents) + " " + dutchOf(string(p.Period)))
}

func clock(minutes int) string { return fmt.Sprintf("%02d.%02d", minutes/60%24, minutes%60) }
