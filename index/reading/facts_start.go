package reading

import (
	"time"

	"passend/index/dutch"
)

// startReach is how many tokens behind the words of a start its date may stand.
const startReach = 7

// readStart finds when the work starts: the field of the source, a date
// (2026-11-02), else "direct".
func (x *factFinder) readStart() {
	if !x.v.Start.IsZero() {
		x.out.Start = Tag{x.v.Start.UTC().Format(time.DateOnly), inData("")}
		return
	}
	dated := false
	x.each(factStart, func(value string, m match) {
		d := x.d
		if dated || d.tokens[m.from].inTitle || x.applies(m) {
			return
		}
		if value == "direct" {
			x.setTag(&x.out.Start, value, m)
			return
		}
		if day, ok := x.dateAfter(m); ok {
			x.out.Start = Tag{day.Format(time.DateOnly), d.quote(m.from, m.to)}
			dated = true
		}
	})
}

// applies reports whether the words are about applying for the job.
func (x *factFinder) applies(m match) bool {
	d := x.d
	s := d.sentences[d.tokens[m.from].sentence]
	for i := max(s.first, m.from-8); i < min(s.last, m.to+8); i++ {
		switch string(d.wordBytes(int(i))) {
		case "sluitingsdatum", "solliciteren", "reageren", "reageer", "solliciteer", "sollicitatie", "gesprekken":
			return true
		}
	}
	return false
}

// dateAfter reads the date in or behind a match. Without a day of publication
// only dates that name their year count, so that a reading needs no clock.
func (x *factFinder) dateAfter(m match) (time.Time, bool) {
	d := x.d
	lo := int(d.tokens[m.from].start)
	last := min(int32(len(d.tokens)), m.to+startReach) - 1
	hi := int(d.tokens[last].end)
	if hi <= lo {
		return time.Time{}, false
	}
	for _, f := range dutch.AppendDates(nil, dutch.Tokens(d.text[lo:hi]), x.v.Posted) {
		if !f.Relative && f.Day.Year() > 1990 {
			return f.Day, true
		}
	}
	return time.Time{}, false
}
