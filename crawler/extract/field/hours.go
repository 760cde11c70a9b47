package field

import (
	"math"
	"regexp"
	"strconv"
	"strings"

	"passend/index/vacancy"
)

var (
	hoursRange = regexp.MustCompile(`(\d{1,3}(?:[.,]\d{1,2})?)(?:\s*(?:uur|uren|hours?|h|u)?\s*(?:-|–|—|/|tot en met|t/m|tot|à|to|of)\s*(?:max(?:imaal)?\.?\s*)?(\d{1,3}(?:[.,]\d{1,2})?))?`)
	hoursUnit  = regexp.MustCompile(`(?i)uur|uren|hours?|hrs|\bh\b|\bu\b`)
	clockRange = regexp.MustCompile(`\d{1,2}[:.]\d{2}\s*(?:uur)?\s*(?:-|–|tot)\s*\d{1,2}[:.]\d{2}|\d{1,2}:\d{2}`)
	notWeekly  = regexp.MustCompile(`(?i)per (?:dag|maand|jaar|nacht)|(?:a|per) (?:day|month|year)|p/d`)
)

// maxWeek is the most hours a week that is taken as stated: the limit of the
// Dutch Arbeidstijdenwet (art. 5:7, 60 hours in one week).
const maxWeek = 60

// Hours reads a field that states weekly hours: "32-36 uur", "36", "24 tot 30
// uur per week", "38 hours". Clock times and hours a day or month are no
// weekly hours.
func Hours(s string) vacancy.Hours {
	s = clockRange.ReplaceAllString(Line(s), " ")
	if s == "" || notWeekly.MatchString(s) {
		return vacancy.Hours{}
	}
	m := hoursRange.FindStringSubmatch(s)
	if m == nil || !hoursUnit.MatchString(s) && strings.Trim(strings.ReplaceAll(s, m[0], ""), " .") != "" {
		return vacancy.Hours{}
	}
	return HoursRange(m[1], m[2])
}

// HoursRange makes a range of two numbers of hours; an empty or zero second
// one means the same as the first. Out of range gives none.
func HoursRange(low, high string) vacancy.Hours {
	a, b := quarters(low), quarters(high)
	switch {
	case a == 0 && b == 0:
		return vacancy.Hours{}
	case b == 0:
		b = a
	case b < a:
		a, b = b, a
	}
	return vacancy.Hours{Min: a, Max: b}
}

func quarters(s string) int {
	f, err := strconv.ParseFloat(strings.ReplaceAll(strings.TrimSpace(s), ",", "."), 64)
	if err != nil || !(f > 0 && f <= maxWeek) {
		return 0
	}
	return int(math.Round(f * 4))
}
