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
	// stated is the item of the document: key itself, or the one that this is a
	// part of (lifting, of "tillen of dragen"). A part counts where the text
	// names it; its silence does not.
	stated demand.Key
}

// limits is a capacity on a date, ready for comparison.
type limits struct {
	list []limit
	// conflict[n] and red[n] hold the keys for which level n or more is a
	// conflict, or red.
	conflict, red [4]column.Keys
	// all are the restricted keys that demands are compared on, severe those
	// of severity 2 and more, unknown those that the document does not cover,
	// derived those that follow from another item.
	all, severe, unknown, derived column.Keys
	kilos                         [len(column.NumberKeys)]float64
	weighs                        bool
	// weekStart and weekFinal are quarter hours a week at the expected start
	// and at the end of the build-up scheme; 0 is no limit. day is quarter
	// hours a day.
	weekStart, weekFinal, day int
	// times are parts of day and week that are excluded, partly those of which
	// a little is possible.
	times, partly column.Flags
	noDriving     bool
}

// fullDay is the day that levels "during work" are stated for (FML manual: a
// whole working day of at least 8 hours).
const fullDay = 8

// newLimits turns a capacity, as valid on the day of the expected start, into
// thresholds.
func newLimits(c *profile.Capacity, planned float64, start time.Time) limits {
	var l limits
	at := c.Limitations(start)
	l.readHours(&at)
	l.readTimes(&at)
	if planned <= 0 || planned > fullDay {
		planned = fullDay
	}
	if len(c.Items) == 0 {
		return l
	}
	for k := demand.Key(1); int(k) < demand.Count; k++ {
		if !comparable(k) {
			continue
		}
		item := &at.Items[k]
		switch {
		case item.Severity == demand.Unknown && k != demand.PhysicalGeneral:
			l.unknown.Set(k)
		case item.Severity >= 1:
			x := limit{key: k, severity: int(item.Severity), stated: k}
			if item.From != demand.None {
				x.stated = item.From
			}
			l.add(x, item, planned)
		}
	}
	l.noDriving = at.Items[demand.ProfessionalDriving].Severity >= 2 || at.Items[demand.Transport].Severity >= 2
	return l
}

func (l *limits) add(x limit, item *profile.Limitation, planned float64) {
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
	if x.stated != x.key {
		l.derived.Set(x.key)
	}
	if x.severity >= 2 {
		l.severe.Set(x.key)
	}
	for i, k := range column.NumberKeys {
		if k == x.key && item.Value > 0 && strings.HasPrefix(item.Unit, "kg") {
			l.kilos[i] = item.Value
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
func (l *limits) readHours(at *profile.Limits) {
	now, final := at.Week.Now, at.Week.Final
	if byDay := at.Day.Final * 5; byDay > 0 && (final == 0 || byDay < final) {
		final = byDay
	}
	if byDay := at.Day.Now * 5; byDay > 0 && (now == 0 || byDay < now) {
		now = byDay
	}
	if now == 0 || now > final {
		now = final
	}
	l.day, l.weekFinal, l.weekStart = quarters(at.Day.Final), quarters(final), quarters(now)
}

func quarters(hours float64) int { return int(hours*4 + 0.5) }

// midnight in minutes: a range that starts before it is an evening, one that
// ends after it a night.
const midnight = 24 * 60

// readTimes takes over which parts of day and week are excluded.
func (l *limits) readTimes(at *profile.Limits) {
	for _, c := range at.Clock {
		f := column.Evening
		if c.To > midnight {
			f = column.Night
		}
		if c.Partly {
			l.partly |= f
		} else {
			l.times |= f
		}
	}
	for _, d := range []struct {
		bit  uint8
		flag column.Flags
	}{{1 << 5, column.Saturday}, {1 << 6, column.Sunday}} {
		if at.Days&d.bit != 0 {
			l.times |= d.flag
		}
	}
	if at.NoShifts {
		l.times |= column.Shifts
	}
}

// otherTimes reports that the work has times outside the day, none of which is one
// that the capacity excludes: evenings, for who may not work at night. Shifts
// leave open which times they have.
func (l *limits) otherTimes(f column.Flags) bool {
	const known = column.Evening | column.Night | column.Saturday | column.Sunday
	excluded := l.times | l.partly
	return excluded&known != 0 && f&known != 0 && f&(excluded|column.Shifts) == 0
}
