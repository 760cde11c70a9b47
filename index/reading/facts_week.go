package reading

import (
	"strings"

	"passend/index/dutch"
)

// week is a statement that may be the weekly hours; a bound of 0 is open.
type week struct {
	low, high   float64
	fte         bool
	labelled    bool // "uren per week: 32"
	zero        bool // "0 - 32 uur": a minimum of none
	day         float64
	first, last int
	score       int
	basis       bool // the hours that pay is reckoned by
}

// sameStatement is how many tokens apart two numbers of hours belong together:
// "parttime (32 uur) of fulltime (40 uur)".
const sameStatement = 8

// hourUnits stand behind a number of hours.
var hourUnits = setOf(`uur uren u h hour hours hrs uurs urige urig werkuren uursweek uurscontract urenweek urencontract uurs- ure`)

// weekAt reads "32-40 uur", "32, 36 of 40 uur", "36-urige", "4x9", "0,8 fte" or
// "uren per week: 32" at token i.
func weekAt(t []dutch.Token, i int) (week, bool) {
	if w, ok := daysAt(t, i); ok {
		return w, true
	}
	if w, ok := shareAt(t, i); ok {
		return w, true
	}
	if n, last := labelAt(t, i); last > i {
		w := n
		w.first = i
		return w, true
	}
	v, unit, last, ok := hoursNumber(t, i)
	if !ok {
		return week{}, false
	}
	w := week{low: v, high: v, first: i, last: last, fte: unit == unitFTE, zero: v == 0}
	counted, countedUnit := w, unit // up to the last number that has a unit
	for n := 1; n < mostLinked && !closed(t, last); n++ {
		next := rangeLink(t, last)
		if next == last {
			break
		}
		v2, unit2, end, ok := hoursNumber(t, next)
		if !ok || v2 > weekMost || unit == unitFTE != (unit2 == unitFTE) && unit2 != unitNone && unit != unitNone {
			break
		}
		if unit2 != unitNone {
			unit = unit2
		}
		comma := t[last].Norm == ","
		w.low, w.high, last = min(w.low, v2), max(w.high, v2), end
		if w.last = last; unit2 != unitNone || !comma {
			counted, countedUnit = w, unit
		}
	}
	if countedUnit != unitNone {
		w, unit = counted, countedUnit // "38 uur, 28 dagen verlof"
	}
	w.fte = unit == unitFTE
	if unit == unitNone {
		return week{}, false
	}
	if !w.fte && (w.high > weekMost || w.high < 1) || w.fte && w.high > 1.2 {
		return week{}, false
	}
	w.bound(t)
	if w.fte {
		w.low, w.high = w.low*dutch.FullTimeWeek, w.high*dutch.FullTimeWeek
	}
	return w, true
}

// shareAt reads the Flemish way to write part time, as hours of a full week of 38:
// "halftijds (19/38)".
func shareAt(t []dutch.Token, i int) (week, bool) {
	if i+2 >= len(t) || t[i].Kind != dutch.Number || t[i+1].Norm != "/" || t[i+2].Norm != "38" || t[i+2].Kind != dutch.Number {
		return week{}, false
	}
	v, ok := dutch.ParseNumber(t[i].Norm)
	if !ok || v < 1 || v > mostShare || i > 0 && t[i-1].Norm == "maat" {
		return week{}, false
	}
	last, said := i+3, false
	for k := max(0, i-shareReach); k < i; k++ {
		said = said || t[k].Norm == "(" || shareWords[t[k].Norm]
	}
	if last < len(t) && hourUnits[t[last].Norm] {
		last, said = last+1, true
	}
	if !said {
		return week{}, false // "een team van 30/38"
	}
	return week{low: v, high: v, first: i, last: last}, true
}

// shareReach is how many tokens before a share a word for part time may stand.
const shareReach = 4

var shareWords = setOf(`halftijds deeltijds deeltijd parttime halftime contract contractueel betrekking tewerkstelling`)

// mostShare is the most hours of such a share: four fifths of 38; "32/38 uur" is a
// range.
const mostShare = 30.4

// mostLinked is how many numbers one statement links: "24, 28, 32 of 36 uur".
const mostLinked = 6

type hourUnit uint8

const (
	unitNone hourUnit = iota
	unitHour
	unitFTE
)

// hoursNumber reads a number with or without its unit: "32", "32u", "36-urige".
func hoursNumber(t []dutch.Token, i int) (v float64, unit hourUnit, last int, ok bool) {
	if i >= len(t) {
		return 0, 0, 0, false
	}
	if t[i].Kind == dutch.Word {
		n, rest, cut := strings.Cut(t[i].Norm, "-")
		if !cut || !hourUnits[strings.TrimSuffix(rest, "-werkweek")] {
			return 0, 0, 0, false
		}
		v, ok = dutch.ParseNumber(n)
		return v, unitHour, i + 1, ok
	}
	if t[i].Kind != dutch.Number || strings.IndexByte(t[i].Norm, ':') >= 0 {
		return 0, 0, 0, false
	}
	v, ok = dutch.ParseNumber(t[i].Norm)
	if !ok || v <= 24 && len(t[i].Norm) >= 4 && t[i].Norm[len(t[i].Norm)-3] == '.' {
		return 0, 0, 0, false // "16.45 uur" is a time of day
	}
	last = i + 1
	if last < len(t) && t[last].Norm == "+" {
		last++
	}
	if last < len(t) && t[last].Norm == "-" && last+1 < len(t) && hourUnits[t[last+1].Norm] && t[last+1].Gap == dutch.Glued {
		last++
	}
	if last < len(t) && t[last].Gap < dutch.NewLine {
		switch w := t[last].Norm; {
		case hourUnits[w]:
			return v, unitHour, last + 1, true
		case w == "fte":
			return v, unitFTE, last + 1, true
		}
	}
	return v, unitNone, last, true
}

// rangeLink returns the token after a word that links two numbers, or i.
func rangeLink(t []dutch.Token, i int) int {
	at := func(n int) string {
		if i+n < len(t) {
			return t[i+n].Norm
		}
		return ""
	}
	n := 0
	switch at(0) {
	case "-", "–", "—", "tot", "/", "a", "of", "en", "to", ",", "&", "or", "and", "~", "t/m":
		n = 1
	case "t":
		if at(1) == "/" && at(2) == "m" {
			n = 3
		}
	default:
		return i
	}
	for _, w := range [...]string{"tot", "en", "met", "maximaal", "max", "circa", "ongeveer", "of"} {
		if at(n) == w {
			n++
		}
	}
	if isLine(at(n)) {
		n++
	}
	return i + n
}

// closed reports whether the line ends before token i.
func closed(t []dutch.Token, i int) bool { return i >= len(t) || t[i].Gap >= dutch.NewLine }

// bound opens one side: "minimaal 24 uur", "max. 20 uur", "32 uur of meer".
func (w *week) bound(t []dutch.Token) {
	if w.low != w.high {
		return
	}
	for i := w.first - 1; i >= max(0, w.first-3); i-- {
		switch t[i].Norm {
		case "minimaal", "min", "minimum", "vanaf", "minstens", "tenminste", "minste", "va", "from", "least", "minder":
			w.high = 0
			return
		case "maximaal", "max", "maximum", "hooguit", "tot", "hoogste", "meer":
			w.low = 0
			return
		case ",", ".", ";", "(", ":":
			return
		}
		if t[i].Kind == dutch.Number {
			return
		}
	}
	if w.last+1 < len(t) && (t[w.last].Norm == "of" || t[w.last].Norm == "+") && (t[w.last+1].Norm == "meer" || t[w.last].Norm == "+") || t[w.last-1].Norm == "+" {
		w.high = 0
	}
}

// labelAt reads a number behind its label: "uren per week: 32-40", "aantal uur
// 36", "FTE: 0,8".
func labelAt(t []dutch.Token, i int) (week, int) {
	fte := t[i].Norm == "fte"
	if !labelWords[t[i].Norm] && !fte || t[i].Gap == dutch.Glued && i > 0 && t[i-1].Kind == dutch.Number || i > 0 && t[i-1].Kind == dutch.Number {
		return week{}, i
	}
	j, said := i+1, t[i].Norm != "uur" && t[i].Norm != "uren" || i > 0 && t[i-1].Norm == "aantal"
	for j < len(t) && j < i+6 {
		switch t[j].Norm {
		case "per", "week", "p", "w", "pw", "/", "op", "weekbasis", "in", "de":
			said = said || t[j].Norm == "week" || t[j].Norm == "pw" || t[j].Norm == "w"
			j++
			continue
		case ":", "*", "|", ".", "-", "–":
			said = said || t[j].Norm == ":" && (t[i].Gap >= dutch.NewLine || i > 0 && bullets[t[i-1].Norm])
			j++
			continue
		}
		break
	}
	if !said && !fte {
		return week{}, i
	}
	v, _, last, ok := hoursNumber(t, j)
	if !ok || fte && v > 1.2 || !fte && (v > weekMost || v < 2) {
		return week{}, i
	}
	w := week{low: v, high: v, last: last, labelled: true, fte: fte}
	if next := rangeLink(t, last); next > last && !closed(t, last) && t[last].Norm != "," {
		if v2, _, end, ok := hoursNumber(t, next); ok && v2 <= weekMost && v2 > v {
			w.high, w.last = v2, end
		}
	}
	if fte {
		w.low, w.high = w.low*dutch.FullTimeWeek, w.high*dutch.FullTimeWeek
	}
	for k := i - 1; w.low == w.high && k >= max(0, i-3) && t[k+1].Gap < dutch.NewLine; k-- {
		switch t[k].Norm {
		case "minimaal", "minimum", "min":
			w.high = 0
		case "maximaal", "maximum", "max":
			w.low = 0
		}
	}
	return w, w.last
}

// bullets begin a line of a list, also where the text lost its line ends.
var bullets = setOf(`* • | · ● ▪ – -`)

var labelWords = setOf(`uren uur werkuren arbeidsuren contracturen urenaantal hours werkweek dienstverband contractomvang arbeidsduur omvang
aanstellingsomvang functieomvang weekuren uren/week urenomvang arbeidsomvang`)

// daysAt reads "4x9", "4 x 9 uur" and "4 dagen van 9 uur": the length of a day.
func daysAt(t []dutch.Token, i int) (week, bool) {
	at := func(n int) string {
		if i+n < len(t) {
			return t[i+n].Norm
		}
		return ""
	}
	var days, per string
	var last int
	switch {
	case t[i].Kind == dutch.Word && strings.Contains(t[i].Norm, "x"):
		days, per, _ = strings.Cut(t[i].Norm, "x")
		last = i + 1
	case t[i].Kind == dutch.Number && (at(1) == "x" || at(1) == "×" || at(1) == "*" || at(1) == "keer"):
		days, per, last = t[i].Norm, at(2), i+3
	case t[i].Kind == dutch.Number && at(1) == "dagen" && at(2) == "van" && (at(4) == "uur" || at(4) == "u"):
		days, per, last = t[i].Norm, at(3), i+4
	default:
		return week{}, false
	}
	d, ok1 := dutch.ParseNumber(days)
	h, ok2 := dutch.ParseNumber(strings.TrimRight(per, "u"))
	if !ok1 || !ok2 || d < 2 || d > 6 || h < 4 || h > 12 || last > len(t) {
		return week{}, false
	}
	if last < len(t) && hourUnits[t[last].Norm] {
		last++
	} else if last < len(t) && t[last].Kind == dutch.Word && t[last].Gap < dutch.NewLine && metric[t[last].Norm] {
		return week{}, false
	}
	return week{low: d * h, high: d * h, day: h, first: i, last: min(last, len(t)), basis: true}, true
}

var metric = setOf(`m meter cm mm kg gram ml liter l inch stuks km`)

// joins reports whether another number of hours belongs to the same statement.
func (w *week) joins(o *week, t []dutch.Token) bool {
	if w.fte != o.fte || o.basis != w.basis {
		return false
	}
	if w.labelled && o.labelled && (w.high == 0 && o.low == 0 || w.low == 0 && o.high == 0) {
		return true
	}
	for i := o.last; i < min(len(t), o.last+4); i++ {
		if t[i].Norm == "bespreekbaar" || t[i].Norm == "mogelijk" {
			return true
		}
	}
	for i := w.last; i < o.first; i++ {
		switch t[i].Norm {
		case "of", "en", "or", "(", "/", "tot":
		default:
			if t[i].Norm != ")" && t[i].Norm != "fulltime" && t[i].Norm != "parttime" && t[i].Norm != "beschikbaar" && t[i].Norm != "per" && t[i].Norm != "week" {
				return false
			}
		}
	}
	return o.first > w.last
}

// within reports whether a single number of hours is one of a range of another
// sure statement, which then says more.
func (w *week) within(o *week) bool {
	return w.low == w.high && o.low > 0 && o.high > o.low && w.low >= o.low && w.high <= o.high && o.score >= sureWeek && w.fte == o.fte && w.basis == o.basis
}

// sureWeek is the score from which a statement is surely the working week.
const sureWeek = 6

// join widens the statement by another one.
func (w *week) join(o *week) {
	w.low = least(w.low, o.low)
	w.high = max(w.high, o.high)
	w.last = o.last
}

// least is the lower of two bounds of which 0 is open.
func least(a, b float64) float64 {
	if a == 0 || b > 0 && b < a {
		return b
	}
	return a
}
