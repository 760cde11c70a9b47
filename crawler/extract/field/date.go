package field

import (
	"regexp"
	"strconv"
	"strings"
	"time"
)

// stamps are the layouts with a time of day that occur in feeds and APIs.
var stamps = []string{
	time.RFC3339Nano, "2006-01-02T15:04:05", "2006-01-02T15:04", "2006-01-02T15:04:05-0700", "2006-01-02T15:04:05.999999999",
	"2006-01-02 15:04:05 MST", "2006-01-02 15:04:05 -0700", "2006-01-02 15:04:05", "2006-01-02 15:04",
	"2 Jan 2006 15:04:05 -0700", "2 Jan 2006 15:04:05 MST", "2 Jan 2006 15:04 -0700", "2 Jan 2006 15:04:05",
	"02-01-2006 15:04:05", "02-01-2006 15:04", "02/01/2006 15:04", "2006/01/02 15:04:05",
}

var months = map[string]time.Month{
	"jan": 1, "feb": 2, "mrt": 3, "maa": 3, "mar": 3, "apr": 4, "mei": 5, "may": 5, "jun": 6,
	"jul": 7, "aug": 8, "sep": 9, "okt": 10, "oct": 10, "nov": 11, "dec": 12,
}

var (
	weekday   = regexp.MustCompile(`(?i)^(?:ma|di|wo|do|vr|za|zo|mon|tue|wed|thu|fri|sat|sun)[a-z]*\.?,?\s+`)
	yearFirst = regexp.MustCompile(`^(\d{4})[-/.](\d{1,2})[-/.](\d{1,2})(?:$|[^\d])`)
	dayFirst  = regexp.MustCompile(`^(\d{1,2})[-/.](\d{1,2})[-/.](\d{4})$`)
	dayMonth  = regexp.MustCompile(`(?i)(\d{1,2})\s*(?:e|ste|de)?[\s-]+([a-z]{3})[a-z]*\.?,?[\s-]+(\d{4})`)
	monthDay  = regexp.MustCompile(`(?i)\b([a-z]{3})[a-z]*\.?\s+(\d{1,2})(?:st|nd|rd|th)?,\s*(\d{4})`)
	ago       = regexp.MustCompile(`(?i)(\d+|een)\s+(uur|uren|dag|dagen|week|weken|maand|maanden|hours?|days?|weeks?|months?)\s+(?:geleden|ago)`)
	clock     = regexp.MustCompile(`\b\d{1,2}:\d{2}(?::\d{2})?`)
)

// Date reads a moment in the notations that sources use: ISO 8601 also without
// leading zeros, RFC 822 also with Dutch names, Dutch and English days with
// the month in words, day-month-year in figures, Unix seconds and
// milliseconds, and, when now is given, "3 dagen geleden", "gisteren",
// "vandaag". A day without a time is midnight UTC of that day; a moment
// without a zone is taken as UTC. The result is UTC. False means not a date.
func Date(s string, now time.Time) (time.Time, bool) {
	s = strings.Join(strings.Fields(s), " ")
	if s == "" || len(s) > 80 {
		return time.Time{}, false
	}
	s = weekday.ReplaceAllString(s, "")
	if t, ok := stamp(s); ok {
		return t, true
	}
	if m := yearFirst.FindStringSubmatch(s); m != nil {
		return day(m[1], m[2], m[3])
	}
	if m := dayFirst.FindStringSubmatch(s); m != nil {
		return day(m[3], m[2], m[1])
	}
	if m := dayMonth.FindStringSubmatch(s); m != nil {
		return named(m[3], m[2], m[1], s)
	}
	if m := monthDay.FindStringSubmatch(s); m != nil {
		return named(m[3], m[1], m[2], "")
	}
	return relative(strings.ToLower(s), now)
}

func stamp(s string) (time.Time, bool) {
	if n, err := strconv.ParseInt(s, 10, 64); err == nil {
		switch len(s) {
		case 10:
			return time.Unix(n, 0).UTC(), true
		case 13:
			return time.UnixMilli(n).UTC(), true
		}
		return time.Time{}, false
	}
	if !clock.MatchString(s) {
		return time.Time{}, false
	}
	for _, layout := range stamps {
		if t, err := time.Parse(layout, s); err == nil {
			return plausible(t.UTC())
		}
	}
	return time.Time{}, false
}

// plausible refuses the zero dates and far futures that systems fill in.
func plausible(t time.Time) (time.Time, bool) {
	if t.Year() < 1990 || t.Year() > 2100 {
		return time.Time{}, false
	}
	return t, true
}

func day(year, month, dayOfMonth string) (time.Time, bool) {
	y, _ := strconv.Atoi(year)
	m, _ := strconv.Atoi(month)
	d, _ := strconv.Atoi(dayOfMonth)
	t := time.Date(y, time.Month(m), d, 0, 0, 0, 0, time.UTC)
	if m < 1 || m > 12 || t.Day() != d {
		return time.Time{}, false
	}
	return plausible(t)
}

// named reads a day with its month in words; a time of day and a zone after it
// are kept ("21 dec 2016 16:51:15 +0100").
func named(year, month, dayOfMonth, whole string) (time.Time, bool) {
	m, ok := months[strings.ToLower(month)]
	if !ok {
		return time.Time{}, false
	}
	t, ok := day(year, strconv.Itoa(int(m)), dayOfMonth)
	if !ok {
		return t, false
	}
	if i := clock.FindStringIndex(whole); i != nil {
		rest := t.Format("2 Jan 2006 ") + whole[i[0]:]
		for _, layout := range stamps {
			if full, err := time.Parse(layout, rest); err == nil {
				return full.UTC(), true
			}
		}
	}
	return t, true
}

func relative(s string, now time.Time) (time.Time, bool) {
	if now.IsZero() {
		return time.Time{}, false
	}
	today := now.UTC().Truncate(24 * time.Hour)
	switch {
	case strings.Contains(s, "eergisteren"):
		return today.AddDate(0, 0, -2), true
	case strings.Contains(s, "gisteren") || strings.Contains(s, "yesterday"):
		return today.AddDate(0, 0, -1), true
	case strings.Contains(s, "vandaag") || strings.Contains(s, "zojuist") || strings.Contains(s, "today"):
		return today, true
	}
	m := ago.FindStringSubmatch(s)
	if m == nil {
		return time.Time{}, false
	}
	n, err := strconv.Atoi(m[1])
	if err != nil {
		n = 1
	}
	switch m[2][0] {
	case 'u', 'h':
		return now.UTC().Add(-time.Duration(min(n, 10000)) * time.Hour).Truncate(24 * time.Hour), true
	case 'd':
		return today.AddDate(0, 0, -min(n, 10000)), true
	case 'w':
		return today.AddDate(0, 0, -7*min(n, 1000)), true
	default:
		return today.AddDate(0, -min(n, 1000), 0), true
	}
}
