package dutch

import (
	"strings"
	"time"
)

// Date is a date found in a text: midnight UTC of the day.
type Date struct {
	Day time.Time
	// Relative is true for "over twee weken" and the like; Immediate for "per
	// direct", which is the reference day.
	Relative, Immediate bool
	// MonthOnly is true when no day was stated ("november 2026"): the first.
	MonthOnly   bool
	First, Last int
	Start, End  int
}

var monthNames = map[string]time.Month{
	"januari": 1, "jan": 1, "january": 1, "februari": 2, "feb": 2, "febr": 2, "february": 2, "maart": 3, "mrt": 3, "march": 3, "mar": 3,
	"april": 4, "apr": 4, "mei": 5, "may": 5, "juni": 6, "jun": 6, "june": 6, "juli": 7, "jul": 7, "july": 7, "augustus": 8, "aug": 8, "august": 8,
	"september": 9, "sep": 9, "sept": 9, "oktober": 10, "okt": 10, "october": 10, "oct": 10, "november": 11, "nov": 11, "december": 12, "dec": 12,
}

var weekdays = map[string]time.Weekday{
	"maandag": 1, "dinsdag": 2, "woensdag": 3, "donderdag": 4, "vrijdag": 5, "zaterdag": 6, "zondag": 0,
}

// AppendDates appends the dates in tokens to dst. A date without a year is the
// one nearest to ref, at most half a year back.
func AppendDates(dst []Date, tokens []Token, ref time.Time) []Date {
	ref = midnight(ref)
	for i := 0; i < len(tokens); i++ {
		d, ok := dateAt(tokens, i, ref)
		if !ok {
			continue
		}
		d.First = i
		d.Start, d.End = tokens[i].Start, tokens[d.Last-1].End
		dst = append(dst, d)
		i = d.Last - 1
	}
	return dst
}

func midnight(t time.Time) time.Time {
	return time.Date(t.Year(), t.Month(), t.Day(), 0, 0, 0, 0, time.UTC)
}

func dateAt(tokens []Token, i int, ref time.Time) (Date, bool) {
	if tokens[i].Kind == Number {
		if d, ok := numericDate(tokens, i, ref); ok {
			return d, true
		}
		if d, ok := dayMonth(tokens, i, ref); ok {
			return d, true
		}
	}
	if d, ok := monthYear(tokens, i, ref); ok {
		return d, true
	}
	return relativeDate(tokens, i, ref)
}

// integer reads a whole number of at most four digits.
func integer(s string) (int, bool) {
	if len(s) == 0 || len(s) > 4 {
		return 0, false
	}
	n := 0
	for i := range len(s) {
		if s[i] < '0' || s[i] > '9' {
			return 0, false
		}
		n = n*10 + int(s[i]-'0')
	}
	return n, true
}

func makeDate(y, m, d int) (time.Time, bool) {
	if y < 100 {
		y += 2000
	}
	if y < 1950 || y > 2100 || m < 1 || m > 12 || d < 1 || d > 31 {
		return time.Time{}, false
	}
	t := time.Date(y, time.Month(m), d, 0, 0, 0, 0, time.UTC)
	return t, t.Day() == d
}

// numericDate reads "2-11-2026", "02/11/26", "2.11.2026" and "2026-11-02".
func numericDate(tokens []Token, i int, ref time.Time) (Date, bool) {
	var n [3]int
	last := i + 1
	if parts := strings.Split(tokens[i].Norm, "."); len(parts) == 3 {
		for k, p := range parts {
			v, ok := integer(p)
			if !ok {
				return Date{}, false
			}
			n[k] = v
		}
	} else {
		sep := normAt(tokens, i+1)
		if !isDash(sep) && sep != "/" || normAt(tokens, i+3) != sep || i+4 >= len(tokens) {
			return Date{}, false
		}
		for k := range n {
			v, ok := integer(tokens[i+2*k].Norm)
			if !ok || tokens[i+2*k].Gap != Glued && k > 0 {
				return Date{}, false
			}
			n[k] = v
		}
		last = i + 5
	}
	if n[0] > 31 {
		n[0], n[2] = n[2], n[0]
	}
	t, ok := makeDate(n[2], n[1], n[0])
	return Date{Day: t, Last: last}, ok
}

// dayMonth reads "2 november 2026" and "2 nov", also "2-november-2026".
func dayMonth(tokens []Token, i int, ref time.Time) (Date, bool) {
	day, ok := integer(tokens[i].Norm)
	if !ok || day > 31 {
		return Date{}, false
	}
	next := i + 1
	if normAt(tokens, next) == "e" || normAt(tokens, next) == "th" {
		next++
	}
	month, ok := monthNames[normAt(tokens, next)]
	if !ok {
		return Date{}, false
	}
	if y, ok := integer(normAt(tokens, next+1)); ok && y >= 1950 {
		t, valid := makeDate(y, int(month), day)
		return Date{Day: t, Last: next + 2}, valid
	}
	t, valid := makeDate(ref.Year(), int(month), day)
	if !valid {
		return Date{}, false
	}
	return Date{Day: nearest(t, ref), Last: next + 1}, true
}

// nearest moves a date without a year to the year that brings it within half a
// year before ref or else after it.
func nearest(t, ref time.Time) time.Time {
	if t.Before(ref.AddDate(0, -6, 0)) {
		return t.AddDate(1, 0, 0)
	}
	if t.After(ref.AddDate(0, 6, 0)) {
		return t.AddDate(-1, 0, 0)
	}
	return t
}

func monthYear(tokens []Token, i int, ref time.Time) (Date, bool) {
	month, ok := monthNames[tokens[i].Norm]
	if !ok || tokens[i].Norm == "mar" || tokens[i].Norm == "may" {
		return Date{}, false
	}
	if day, ok := integer(normAt(tokens, i+1)); ok && day <= 31 { // "November 2, 2026"
		if y, ok := integer(normAt(tokens, i+3)); ok && normAt(tokens, i+2) == "," && y >= 1950 {
			t, valid := makeDate(y, int(month), day)
			return Date{Day: t, Last: i + 4}, valid
		}
	}
	y, ok := integer(normAt(tokens, i+1))
	if !ok || y < 1950 {
		return Date{}, false
	}
	t, valid := makeDate(y, int(month), 1)
	return Date{Day: t, MonthOnly: true, Last: i + 2}, valid
}

var nearDays = map[string]int{
	"vandaag": 0, "gisteren": -1, "eergisteren": -2, "morgen": 1, "overmorgen": 2, "today": 0, "yesterday": -1, "tomorrow": 1,
}

func relativeDate(tokens []Token, i int, ref time.Time) (Date, bool) {
	w, next := tokens[i].Norm, normAt(tokens, i+1)
	if days, ok := nearDays[w]; ok {
		return Date{Day: ref.AddDate(0, 0, days), Relative: true, Last: i + 1}, true
	}
	switch {
	case w == "per" && (next == "direct" || next == "heden" || next == "omgaande"),
		w == "zo" && (next == "snel" || next == "spoedig") && normAt(tokens, i+2) == "mogelijk":
		last := i + 2
		if w == "zo" {
			last++
		}
		return Date{Day: ref, Relative: true, Immediate: true, Last: last}, true
	case w == "direct" && next == "beschikbaar", w == "just" && next == "now", w == "net" && next == "geplaatst":
		return Date{Day: ref, Relative: true, Immediate: true, Last: i + 2}, true
	case w == "volgende" || w == "komende" || w == "vorige" || w == "afgelopen" || w == "aanstaande":
		return adjacent(w, next, i, ref)
	case w == "over" || w == "binnen":
		n, ok := numberAt(tokens, i+1)
		if !ok {
			return Date{}, false
		}
		day, ok := shift(ref, int(n), normAt(tokens, i+2))
		return Date{Day: day, Relative: true, Last: i + 3}, ok && w == "over"
	}
	n, ok := numberAt(tokens, i)
	if !ok {
		return Date{}, false
	}
	at := i + 1
	if normAt(tokens, at) == "+" {
		at++
	}
	if ago := normAt(tokens, at+1); ago != "geleden" && ago != "ago" {
		return Date{}, false
	}
	day, ok := shift(ref, -int(n), normAt(tokens, at))
	return Date{Day: day, Relative: true, Last: at + 2}, ok
}

// shift moves ref by n units of time; hours and minutes stay within the day.
func shift(ref time.Time, n int, unit string) (time.Time, bool) {
	switch unitNames[unit] {
	case Hour, Minute:
		return ref, true
	case Day:
		return ref.AddDate(0, 0, n), true
	case Week:
		return ref.AddDate(0, 0, 7*n), true
	case Month:
		return ref.AddDate(0, n, 0), true
	case Year:
		return ref.AddDate(n, 0, 0), true
	}
	return time.Time{}, false
}

func adjacent(word, unit string, i int, ref time.Time) (Date, bool) {
	sign := 1
	if word == "vorige" || word == "afgelopen" {
		sign = -1
	}
	if day, ok := weekdays[unit]; ok {
		diff := (int(day-ref.Weekday())*sign + 7) % 7
		if diff == 0 {
			diff = 7
		}
		return Date{Day: ref.AddDate(0, 0, sign*diff), Relative: true, Last: i + 2}, true
	}
	day, ok := shift(ref, sign, unit)
	return Date{Day: day, Relative: true, Last: i + 2}, ok && unit != "dagen" && unit != "weken"
}
