package column

import (
	"strings"

	"passend/index/demand"
	"passend/index/reading"
)

func packHours(g *Gate, n *Need, f *reading.Facts) {
	h := &f.Hours
	g.HoursMin, g.HoursMax = small(h.Min), small(h.Max)
	switch {
	case h.Min == 0 && h.Max == 0:
	case payBasis(h):
		g.HoursMin, g.HoursMax = 0, 0
	case h.FullOnly && h.Derived:
		g.Flags |= HoursStated | HoursInText
	case h.Derived && !strings.Contains(strings.ToLower(h.Quote.Text), "fte"):
		g.Flags |= HoursDerived
	default:
		g.Flags |= HoursStated
		if h.Quote.Field != reading.InData {
			g.Flags |= HoursInText
		}
	}
	if h.Negotiable {
		g.Flags |= HoursNegotiable
	}
	switch h.Time {
	case "fulltime":
		g.Flags |= SaysFulltime
	case "parttime":
		g.Flags |= SaysParttime
	case "both":
		g.Flags |= SaysFulltime | SaysParttime
	}
	n.PerDay = small(h.PerDay)
}

// payBasis reports that the number is what the pay is counted on ("€ 3.000 op
// basis van een 36-urige werkweek"), not the hours that are asked.
func payBasis(h *reading.HoursFact) bool {
	q := strings.ToLower(h.Quote.Text)
	if h.Min != h.Max || h.Min < 32*4 || h.Quote.Field == reading.InData {
		return false
	}
	for _, w := range []string{"basis van", "o.b.v", "obv", "bij een fulltime", "bij fulltime", "bij een volledige", "bruto", "salaris"} {
		if strings.Contains(q, w) {
			return true
		}
	}
	return false
}

// Evening starts at 18:00 and night lasts from 22:00 to 06:00 (FML item 6.1,
// list B).
const (
	eveningFrom = 18 * 60
	nightFrom   = 22 * 60
	nightTo     = 6 * 60
)

// packClock keeps the widest stated times. A working day that ends at 18:30 at
// the latest is no evening work.
func packClock(g *Gate, n *Need, r *reading.Reading) {
	for i, c := range r.Facts.Clock {
		from, to := small(c.From/15), small((c.To+14)/15)
		if i == 0 || from < n.ClockFrom {
			n.ClockFrom = from
		}
		n.ClockTo = max(n.ClockTo, to)
		n.Days |= c.Days
		if c.To > eveningFrom+30 && c.To > c.From {
			g.Flags |= Evening
		}
		if c.To > nightFrom+60 || (c.From < nightTo && c.To > c.From) {
			g.Flags |= Night
		}
		if c.Days&(1<<5) != 0 {
			g.Flags |= Saturday
		}
		if c.Days&(1<<6) != 0 {
			g.Flags |= Sunday
		}
	}
	for _, k := range []demand.Key{demand.DayPeriods, demand.HoursOther} {
		d := r.Demand(k)
		if d == nil || d.Level < 2 || d.Optional || d.Section == "company" || d.Section == "offer" && d.Level < 3 {
			continue // "een welverdiend weekend" is offered, not asked
		}
		g.Flags |= timesIn(d.Quote.Text)
		for _, m := range d.More {
			if m.Level >= 2 {
				g.Flags |= timesIn(m.Quote.Text)
			}
		}
	}
}

// timesIn reads the part of day and week from the words of a quote.
func timesIn(quote string) (f Flags) {
	q := strings.ToLower(quote)
	for _, w := range []struct {
		word string
		flag Flags
	}{
		{"avond", Evening}, {"nacht", Night}, {"zaterdag", Saturday}, {"zondag", Sunday},
		{"weekend", Saturday | Sunday}, {"feestdag", Sunday}, {"ploeg", Shifts}, {"wissel", Shifts}, {"onregelmatig", Shifts},
		{"24/7", Shifts | Night}, {"volcontinu", Shifts | Night}, {"dienst", Shifts}, {"evening", Evening}, {"night", Night},
	} {
		if strings.Contains(q, w.word) {
			f |= w.flag
		}
	}
	return f
}
