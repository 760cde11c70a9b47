package reading

import "passend/index/dutch"

// readClock finds the stated times of the working day.
func (x *factFinder) readClock() {
	x.clocks = dutch.AppendClocks(x.clocks[:0], x.text.Tokens)
	for i := range x.clocks {
		c := &x.clocks[i]
		from, to, ok := x.span(InText, c.Start, c.End)
		if !ok || x.d.section(int(from)) == sectionApply {
			continue
		}
		x.out.Clock = append(x.out.Clock, ClockFact{From: c.From, To: c.To, Days: x.days(c), Quote: x.d.quote(from, to)})
		if len(x.out.Clock) == mostListed {
			return
		}
	}
}

// dayBits are the days of the week as bits, Monday first.
var dayBits = map[string]uint8{"maandag": 1, "ma": 1, "dinsdag": 2, "di": 2, "woensdag": 4, "wo": 4, "donderdag": 8, "do": 8,
	"vrijdag": 16, "vr": 16, "vrij": 16, "zaterdag": 32, "za": 32, "zondag": 64, "zo": 64, "monday": 1, "friday": 16, "saturday": 32, "sunday": 64,
	"weekend": 96, "weekdagen": 31, "werkdagen": 31, "doordeweeks": 31, "doordeweekse": 31}

// daysReach is how many tokens from a clock time its days may stand.
const daysReach = 8

// days reads the days that belong to a clock time: "ma t/m vr van 7:00 tot 15:30".
func (x *factFinder) days(c *dutch.Clock) uint8 {
	t := &x.text
	s := t.SentenceAt(c.First)
	if s < 0 {
		return 0
	}
	var bits, prev uint8
	through := false
	for i := max(t.Sentences[s].First, c.First-daysReach); i < min(t.Sentences[s].Last, c.Last+daysReach/2); i++ {
		w := t.Tokens[i].Norm
		b := dayBits[w]
		switch {
		case b != 0 && through && prev != 0:
			for d := prev; d != 0 && d <= b; d <<= 1 {
				bits |= d
			}
			through = false
		case b != 0:
			bits |= b
		case w == "m" || w == "tot" || w == "-" || w == "–" || w == "t/m":
			through = true
			continue
		case w != "t" && w != "/" && w != "en" && w != "met":
			through = false
		}
		if b != 0 {
			prev = b
		}
	}
	return bits
}
