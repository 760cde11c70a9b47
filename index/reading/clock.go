package reading

import "passend/index/dutch"

// Times of day in minutes since midnight. The evening starts at 18 and the
// night lasts from 22 to 6 (FML item 6.1, newer list).
const (
	clockHour    = 60
	nightEnd     = 6 * clockHour
	eveningStart = 18 * clockHour
	nightStart   = 22 * clockHour
	wholeDay     = 24 * clockHour
)

// clockRule is the rule of the lexicon that stands for stated times of work.
const clockRule = "clock"

// clocks adds the ranges of time in the text that reach into the evening or
// the night as cues of their own.
func (l *lexicon) clocks(d *document, f *found) {
	if l.clock < 0 {
		return
	}
	for _, c := range dutch.FindClocks(d.parsedText.Tokens) {
		level := clockLevel(c.From, c.To)
		if level == 0 {
			continue
		}
		if from, to, ok := d.spanAt(InText, c.Start, c.End); ok {
			f.cues = append(f.cues, match{span{from, to, -1}, l.clock, level})
		}
	}
}

// clockLevel says how far work from one time to the other reaches beyond the
// day: 1 a start before six or the first of the evening, 2 the evening, 3 two hours
// of the night or more.
func clockLevel(from, to int) int8 {
	night := overlap(from, to, 0, nightEnd) + overlap(from, to, nightStart, wholeDay+nightEnd)
	evening := overlap(from, to, eveningStart, nightStart)
	switch {
	case night >= 2*clockHour:
		return 3
	case evening > clockHour:
		return 2
	case evening >= clockHour || night > 0:
		return 1
	}
	return 0
}

// overlap is how many minutes two ranges share.
func overlap(from, to, first, last int) int { return max(0, min(to, last)-max(from, first)) }
