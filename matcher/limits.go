package matcher

import (
	"strings"
	"time"

	"passend/index/column"
	"passend/index/demand"
	"passend/matcher/profile"
)

// never is above every level: nothing conflicts.
const never = 4

// limit is one restricted item with what the work may ask at most.
type limit struct {
	key      demand.Key
	severity int
	// conflict and red are the least levels that conflict and that are red.
	conflict, red int
	item          *profile.Item
}

// limits is a capacity on a date, ready for comparison.
type limits struct {
	list []limit
	// conflict[n] and red[n] hold the keys for which level n or more is a
	// conflict, or red.
	conflict, red [4]column.Keys
	// all are the restricted keys that demands are compared on, severe those
	// of severity 2 and more, unknown those that the document does not cover.
	all, severe, unknown column.Keys
	kilos                [len(column.NumberKeys)]float64
	weighs               bool
	// weekStart and weekFinal are quarter hours a week at the expected start
	// and at the end of the build-up scheme; 0 is no limit. day is quarter
	// hours a day.
	weekStart, weekFinal, day int
	// times are parts of day and week that are excluded.
	times     column.Flags
	noDriving bool
}

// fullDay is the day that levels "during work" are stated for (FML manual: a
// whole working day of at least 8 hours).
const fullDay = 8

// newLimits compares nothing yet: it turns a capacity, as valid on the day of
// the expected start, into thresholds.
func newLimits(c *profile.Capacity, planned float64, start time.Time) limits {
	var l limits
	l.readHours(c, start)
	if planned <= 0 || planned > fullDay {
		planned = fullDay
	}
	stated := column.Keys{}
	for i := range c.Items {
		it := &c.Items[i]
		stated.Set(it.Key)
		l.readTimes(it)
		s := severityOf(it, c.Source)
		if s < 1 || !comparable(it.Key) {
			continue
		}
		l.add(limit{key: it.Key, severity: s, item: it}, planned)
	}
	for _, x := range l.list {
		if (x.key == demand.ProfessionalDriving || x.key == demand.Transport) && x.severity >= 2 {
			l.noDriving = true
		}
	}
	if c.Source != profile.FMLA && c.Source != profile.FMLB && len(c.Items) > 0 {
		for k := demand.Key(1); int(k) < demand.Count; k++ {
			if !stated.Has(k) && comparable(k) && k != demand.PhysicalGeneral {
				l.unknown.Set(k)
			}
		}
	}
	return l
}

func (l *limits) add(x limit, planned float64) {
	x.conflict, x.red = never, never
	for n := 3; n >= 1; n-- {
		d := scaled(x.key, n, planned)
		if d >= 4-x.severity {
			x.conflict = n
		}
		if d >= 5-x.severity {
			x.red = n
		}
	}
	for n := 1; n <= 3; n++ {
		if n >= x.conflict {
			l.conflict[n].Set(x.key)
		}
		if n >= x.red {
			l.red[n].Set(x.key)
		}
	}
	l.all.Set(x.key)
	if x.severity >= 2 {
		l.severe.Set(x.key)
	}
	for i, k := range column.NumberKeys {
		if k == x.key && x.item.Value > 0 && strings.HasPrefix(x.item.Unit, "kg") {
			l.kilos[i] = x.item.Value
			l.weighs = true
		}
	}
	l.list = append(l.list, x)
}

// comparable reports whether a demand level is compared for the key; hours are
// compared as numbers and the side of a limitation is no demand.
func comparable(k demand.Key) bool {
	switch k {
	case demand.None, demand.HandDominance, demand.LimitationSide, demand.HoursPerDay, demand.HoursPerWeek:
		return false
	}
	return true
}

// duringWork gives, for items "tijdens het werk", the hours of a full day that
// stand for the levels 1–3, and the hours from which a level begins.
func duringWork(k demand.Key) (typical, from [4]float64, ok bool) {
	switch k {
	case demand.WalkAtWork, demand.StandAtWork, demand.KeyboardMouseWork, demand.HeadFixed:
		return [4]float64{0, 0.8, 3, 6.4}, [4]float64{0, 0.5, 1, 4}, true
	case demand.SitAtWork:
		return [4]float64{0, 3, 6.4, 8}, [4]float64{0, 0.5, 4, 7.5}, true
	}
	return typical, from, false
}

// scaled is the level that n on a full day amounts to at the planned hours: a
// sitting job (80 %) of 4 hours a day is 3.2 hours of sitting.
func scaled(k demand.Key, n int, planned float64) int {
	typical, from, ok := duringWork(k)
	if !ok || planned >= fullDay {
		return n
	}
	hours := typical[n] * planned / fullDay
	for n > 1 && hours <= from[n] {
		n--
	}
	return n
}

// readHours takes the hours valid at the start and the final ones. A limit of
// hours a day also bounds the week, at five days.
func (l *limits) readHours(c *profile.Capacity, start time.Time) {
	day, week := c.HoursDay.Hours, c.HoursWeek.Hours
	for _, it := range c.Items {
		if it.Key == demand.HoursPerDay && day == 0 {
			day = it.Value
		}
		if it.Key == demand.HoursPerWeek && week == 0 {
			week = it.Value
		}
	}
	if len(c.BuildUp) > 0 && week == 0 {
		week = c.BuildUp[len(c.BuildUp)-1].HoursWeek
	}
	if byDay := day * 5; day > 0 && (week == 0 || byDay < week) {
		week = byDay
	}
	now := week
	for i, s := range c.BuildUp {
		from, err := time.Parse(profile.DateLayout, s.From)
		if i == 0 || (err == nil && !from.After(start)) {
			now = min(s.HoursWeek, week)
		}
	}
	l.day, l.weekFinal, l.weekStart = quarters(day), quarters(week), quarters(now)
}

func quarters(hours float64) int { return int(hours*4 + 0.5) }

// readTimes reads which parts of day and week the capacity excludes, from the
// options and the explanation of items 6.1 and 6.4.
func (l *limits) readTimes(it *profile.Item) {
	if it.Key != demand.DayPeriods && it.Key != demand.HoursOther {
		return
	}
	words := strings.ToLower(strings.Join(it.Options, " ") + " " + it.Note)
	for _, w := range []struct {
		word string
		flag column.Flags
	}{
		{"avond", column.Evening}, {"evening", column.Evening}, {"nacht", column.Night}, {"night", column.Night},
		{"zaterdag", column.Saturday}, {"zondag", column.Sunday}, {"ploeg", column.Shifts}, {"wisselende dienst", column.Shifts},
	} {
		if strings.Contains(words, w.word) {
			l.times |= w.flag
		}
	}
	if strings.Contains(words, "weekend") && !strings.Contains(words, "zaterdag") && !strings.Contains(words, "zondag") {
		l.times |= column.Saturday | column.Sunday
	}
	if l.times == 0 && it.Key == demand.DayPeriods && severityOf(it, profile.FMLA) > 0 {
		l.times = column.Night
	}
}

// severityOf gives the normalised severity 0–3 of an item.
func severityOf(it *profile.Item, source profile.SourceType) int {
	if it.Severity != nil {
		return *it.Severity
	}
	if it.Level == nil {
		if len(it.Options) > 0 || it.Note != "" || it.Value > 0 {
			return 2
		}
		return 0
	}
	return min(*it.Level, 3)
}
