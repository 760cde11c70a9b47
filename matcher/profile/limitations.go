package profile

import (
	"errors"
	"fmt"
	"slices"
	"strings"
	"time"

	"passend/index/demand"
)

// Limitation is what a capacity says about one key.
type Limitation struct {
	// Severity is 0–3, or demand.Unknown when the document does not tell.
	Severity demand.Level
	Basis    Basis
	// Value, Unit and Qualifier are the number as the document states it.
	Value     float64
	Unit      string
	Qualifier string
	Options   []string
	Side      string
	Note      string
	// From is the key that the document names, when this one follows from it
	// (lifting from "tillen of dragen").
	From demand.Key
}

// ClockRange is a part of the day that the capacity excludes, in minutes since
// midnight; To above 1440 is the next day. Partly is true for "not every
// evening": sometimes is allowed.
type ClockRange struct {
	From, To int
	Partly   bool
}

// HoursAt is a limit of hours on a date and after the build-up; 0 is no limit.
type HoursAt struct {
	Now, Final float64
	// Qualifier is "about" or "at_most".
	Qualifier string
}

// Limits is a capacity on one date, by key.
type Limits struct {
	At time.Time
	// NoUsableCapacity stops matching (geen benutbare mogelijkheden).
	NoUsableCapacity bool
	Items            [demand.Count]Limitation
	Day, Week        HoursAt
	// Clock holds the excluded parts of the day, Days the excluded days as bits
	// Monday=1 … Sunday=64; NoShifts excludes changing shifts.
	Clock    []ClockRange
	Days     uint8
	NoShifts bool
	// Problems are items that could not be read: their severity is Unknown.
	Problems []error
}

// Restricted returns the keys with severity 1 or more, in key order.
func (l *Limits) Restricted() []demand.Key {
	var keys []demand.Key
	for k := 1; k < demand.Count; k++ {
		if l.Items[k].Severity >= 1 {
			keys = append(keys, demand.Key(k))
		}
	}
	return keys
}

// Limitations returns what the capacity says on a date (the expected start of
// work; by custom four weeks ahead). An item that an FML does not name is no
// limitation; in any other document it is unknown.
func (c Capacity) Limitations(at time.Time) Limits {
	l := Limits{At: at, NoUsableCapacity: c.NoUsableCapacity}
	absent := demand.Unknown
	if c.Source == FMLA || c.Source == FMLB {
		absent = 0
	}
	for k := range l.Items {
		l.Items[k].Severity = absent
	}
	for _, it := range c.Items {
		if it.Key == demand.None || int(it.Key) >= demand.Count {
			l.Problems = append(l.Problems, errors.New("item without key"))
			continue
		}
		sev, basis, err := c.Source.SeverityOf(it)
		if err != nil {
			l.Problems = append(l.Problems, err)
		}
		next := Limitation{sev, basis, it.Value, it.Unit, it.Qualifier, it.Options, it.Side, it.Note, demand.None}
		if old := l.Items[it.Key]; old.Basis == BasisNone || sev > old.Severity {
			l.Items[it.Key] = next
		}
		l.readTimes(c.Source, it, sev)
	}
	l.joinLifting()
	l.Day = c.hours(demand.HoursPerDay, c.HoursDay, at, func(s Step) float64 { return s.HoursDay })
	l.Week = c.hours(demand.HoursPerWeek, c.HoursWeek, at, func(s Step) float64 { return s.HoursWeek })
	return l
}

// joinLifting fills lifting and carrying from "tillen of dragen" (list A) and
// the other way round (list B): the most severe, with its number.
func (l *Limits) joinLifting() {
	both, lift, carry := &l.Items[demand.LiftCarry], &l.Items[demand.Lift], &l.Items[demand.Carry]
	stated := func(x *Limitation) bool { return x.Basis != BasisNone }
	switch {
	case stated(both):
		for _, part := range []*Limitation{lift, carry} {
			if !stated(part) {
				*part = *both
				part.From = demand.LiftCarry
			}
		}
	case stated(lift) && (!stated(carry) || lift.Severity >= carry.Severity):
		*both = *lift
		both.From = demand.Lift
	case stated(carry):
		*both = *carry
		both.From = demand.Carry
	}
}

// hours returns the limit of hours on the date: the step of the build-up that
// holds then (before its first step, the first), never more than the final one.
func (c Capacity) hours(key demand.Key, final HoursLimit, at time.Time, of func(Step) float64) HoursAt {
	h := HoursAt{Final: final.Hours, Qualifier: final.Qualifier}
	for _, it := range c.Items {
		if it.Key == key && h.Final == 0 {
			h.Final, h.Qualifier = itemHours(c.Source, it), it.Qualifier
		}
	}
	steps := slices.Clone(c.BuildUp)
	steps = slices.DeleteFunc(steps, func(s Step) bool { return of(s) <= 0 })
	slices.SortStableFunc(steps, func(a, b Step) int { return strings.Compare(a.From, b.From) })
	h.Now = h.Final
	if len(steps) == 0 {
		return h
	}
	if h.Final == 0 && key == demand.HoursPerWeek {
		h.Final = of(steps[len(steps)-1])
	}
	day := at.Format(DateLayout)
	h.Now = of(steps[0])
	for _, s := range steps {
		if s.From <= day {
			h.Now = of(s)
		}
	}
	if h.Final > 0 {
		h.Now = min(h.Now, h.Final)
	}
	return h
}

// itemHours reads the hours of items 6.2 and 6.3: the number, or what the level
// stands for; 0 is no limit.
func itemHours(source SourceType, it Item) float64 {
	if it.Value > 0 {
		return it.Value
	}
	if it.Level == nil || *it.Level <= 0 {
		return 0
	}
	values := demand.Lookup(it.Key).Values(source.List())
	if *it.Level >= len(values) {
		return 0
	}
	return values[*it.Level].Amount
}

// Parts of the day in minutes. Source: FML 6.1; list B has evening 18–22 h and
// night 22–6 h, list A evening 18–24 h and night 0–6 h.
const (
	evening   = 18 * 60
	eveningB  = 22 * 60
	midnight  = 24 * 60
	nightEnds = 30 * 60
)

const (
	saturday = 1 << 5
	sunday   = 1 << 6
)

// readTimes reads which parts of day and week items 6.1 and 6.4 exclude.
func (l *Limits) readTimes(source SourceType, it Item, sev demand.Level) {
	if sev < 1 || it.Key != demand.DayPeriods && it.Key != demand.HoursOther {
		return
	}
	words := strings.ToLower(strings.Join(it.Options, ", ") + ", " + it.Note)
	if it.Key == demand.DayPeriods {
		l.readPeriods(source, it, words)
	}
	for clause := range strings.FieldsFuncSeq(words, func(r rune) bool { return strings.ContainsRune(",;.", r) }) {
		if allows(clause) {
			continue
		}
		if strings.Contains(clause, "zaterdag") || strings.Contains(clause, "weekend") && !strings.Contains(clause, "vast weekend") {
			l.Days |= saturday
		}
		if strings.Contains(clause, "zondag") || strings.Contains(clause, "weekend") && !strings.Contains(clause, "vast weekend") {
			l.Days |= sunday
		}
		if strings.Contains(clause, "ploeg") || strings.Contains(clause, "wisseldienst") || strings.Contains(clause, "wisselende dienst") {
			l.NoShifts = true
		}
	}
}

// allows reports a clause that permits what it names.
func allows(clause string) bool {
	for _, w := range []string{" mag", " wel ", "mogelijk", "toegestaan"} {
		if strings.Contains(" "+clause+" ", w) && !strings.Contains(clause, "niet") && !strings.Contains(clause, "geen") {
			return true
		}
	}
	return false
}

func (l *Limits) readPeriods(source SourceType, it Item, words string) {
	numbers := map[int]bool{}
	for _, o := range it.Options {
		numbers[optionNumber(o)] = true
	}
	if it.Level != nil && len(it.Options) == 0 {
		numbers[*it.Level] = true
	}
	eveningEnd, night := eveningB, ClockRange{From: eveningB, To: nightEnds}
	if source == FMLA {
		eveningEnd, night = midnight, ClockRange{From: midnight, To: nightEnds}
	}
	if numbers[1] || strings.Contains(words, "avond") {
		partly := strings.Contains(words, "niet elke") || strings.Contains(words, "niet iedere") || strings.Contains(words, "hooguit")
		l.Clock = append(l.Clock, ClockRange{From: evening, To: eveningEnd, Partly: partly})
	}
	if numbers[2] || strings.Contains(words, "nacht") {
		l.Clock = append(l.Clock, night)
	}
}

// ErrNotUsable is returned by Usable for a capacity that may not be matched on.
var ErrNotUsable = errors.New("capacity is not usable")

// Usable reports why a capacity may not be matched on at a date: a draft, a
// superseded one, one that is not valid yet or no longer, or no usable capacity.
func (c Capacity) Usable(at time.Time) error {
	day := at.Format(DateLayout)
	switch {
	case c.NoUsableCapacity:
		return fmt.Errorf("%w: geen benutbare mogelijkheden", ErrNotUsable)
	case c.Status == "draft":
		return fmt.Errorf("%w: concept, nog niet vastgesteld", ErrNotUsable)
	case c.Status == "superseded":
		return fmt.Errorf("%w: vervangen door een nieuwer document", ErrNotUsable)
	case c.ValidFrom != "" && day < c.ValidFrom:
		return fmt.Errorf("%w: geldt pas vanaf %s", ErrNotUsable, c.ValidFrom)
	case c.ValidUntil != "" && day > c.ValidUntil:
		return fmt.Errorf("%w: gold tot en met %s", ErrNotUsable, c.ValidUntil)
	}
	return nil
}
