package reading

import (
	"strings"

	"passend/index/dutch"
)

// Bounds of a believable working week in quarter hours.
const (
	weekLeast = 1 * 4
	weekMost  = 60 * 4
)

// fullTimeLeast and fullTimeMost are what "fulltime" means without a number:
// the norms of Dutch collective agreements lie between 36 and 40 hours.
const (
	fullTimeLeast = 36 * 4
	fullTimeMost  = 40 * 4
)

// readHours finds the weekly working time: the field of the source, else the
// strongest statement of the text, else what "fulltime" implies.
func (x *factFinder) readHours() {
	h := &x.out.Hours
	x.readTime(h)
	if f := x.v.Hours; !f.IsZero() {
		h.Min, h.Max, h.Quote = f.Min, f.Max, inData("")
		return
	}
	best := 0
	for _, field := range [2]Field{InTitle, InText} {
		text := x.tokensOf(field)
		x.hours = dutch.AppendHours(x.hours[:0], text.Tokens)
		for i := range x.hours {
			c := &x.hours[i]
			score := x.weekScore(text, c, field)
			if c.PerDay > h.PerDay && c.Per == dutch.PerWeek {
				h.PerDay = c.PerDay
			}
			if score <= best {
				continue
			}
			from, to, ok := x.span(field, c.Start, c.End)
			if !ok {
				continue
			}
			best = score
			h.Min, h.Max, h.Derived, h.Quote = c.Min, c.Max, c.FTE, x.d.quote(from, to)
		}
	}
	if best == 0 && h.Time == "fulltime" {
		h.Min, h.Max, h.Derived = fullTimeLeast, fullTimeMost, true
	}
}

func (x *factFinder) tokensOf(f Field) *dutch.Text {
	if f == InTitle {
		return &x.title
	}
	return &x.text
}

// weekScore says how surely hours are the working week; 0 when they are not.
func (x *factFinder) weekScore(text *dutch.Text, h *dutch.Hours, field Field) int {
	if h.Per != "" && h.Per != dutch.PerWeek {
		return 0
	}
	if h.Max > weekMost || h.Min > weekMost || max(h.Min, h.Max) < weekLeast {
		return 0
	}
	score := 1
	if h.Per == dutch.PerWeek {
		score += 4
	}
	if h.Min > 0 && h.Max > h.Min {
		score += 2
	}
	if field == InTitle {
		score += 3
	}
	s := text.SentenceAt(h.First)
	if s < 0 {
		return 0
	}
	first, last := max(text.Sentences[s].First, h.First-10), min(text.Sentences[s].Last, h.Last+8)
	for i := first; i < last; i++ {
		if i >= h.First && i < h.Last {
			continue
		}
		w := text.Tokens[i].Norm
		switch {
		case notWeek[w] || strings.Contains(w, "vakantie") || strings.Contains(w, "verlof") || strings.Contains(w, "reis"):
			return 0
		case weekContext[w]:
			score += 2
		}
	}
	if score < 2 || score < 3 && max(h.Min, h.Max) < 8*4 {
		return 0
	}
	return score
}

var notWeek = setOf(`adv atv overwerk reistijd bereikbaar bereikbaarheid minuten verlofuren vakantie-uren per-dag
binnen cursus scholing lestijd training les lessen slapen slaap begeleiding overuren meerwerk onderwijs lesuren jobstudent
adv-uren atv-uren reactie antwoord dag etmaal ploegentoeslag uurloon verjaardag studie`)

var weekContext = setOf(`contract dienstverband aanstelling werkweek fulltime parttime part-time full-time uren functie
betrekking week weken baan uur werken contractomvang arbeidsduur omvang vacature werkuren voltijds deeltijds hours arbeidsovereenkomst
arbeidsuren dienst beschikbaar werktijden aanstellingsomvang`)

func setOf(words string) map[string]bool {
	m := map[string]bool{}
	for _, w := range strings.Fields(words) {
		m[w] = true
	}
	return m
}

// readTime notes "fulltime", "parttime" or both, and whether hours may be talked
// about.
func (x *factFinder) readTime(h *HoursFact) {
	for i := range x.found.facts {
		m := &x.found.facts[i]
		r := &x.r.lexicon.rules[m.rule]
		if r.fact == factNegotiable {
			h.Negotiable = true
			continue
		}
		if r.fact != factTime {
			continue
		}
		if h.Time == "" {
			h.Time, h.Quote = r.id, x.d.quote(m.from, m.to)
		} else if h.Time != r.id {
			h.Time = "both"
		}
	}
}

// readClock finds the stated times of the working day.
func (x *factFinder) readClock() {
	x.clocks = dutch.AppendClocks(x.clocks[:0], x.text.Tokens)
	for i := range x.clocks {
		c := &x.clocks[i]
		from, to, ok := x.span(InText, c.Start, c.End)
		if !ok || x.d.section(int(from)) == sectionApply {
			continue
		}
		x.out.Clock = append(x.out.Clock, ClockFact{From: c.From, To: c.To, Quote: x.d.quote(from, to)})
		if len(x.out.Clock) == mostListed {
			return
		}
	}
}

// mostListed bounds the lists of facts, against texts that are no advertisement.
const mostListed = 24
