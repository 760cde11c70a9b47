package view

import (
	"fmt"
	"strings"
	"time"

	"passend/web/locale"
)

// concat joins texts of any string type.
func concat(parts ...any) string {
	var b strings.Builder
	for _, p := range parts {
		fmt.Fprint(&b, p)
	}
	return b.String()
}

// day writes a date that is kept as YYYY-MM-DD in full; what is no date stays.
func day(c *locale.Catalogue) func(string) string {
	return func(text string) string {
		t, err := time.Parse(time.DateOnly, text)
		if err != nil {
			return text
		}
		return c.Date(t)
	}
}

// amsterdam is the zone of times on the screen.
const amsterdam = "Europe/Amsterdam"

// clock writes a moment as a date with hours and minutes, in the Netherlands.
func clock() func(time.Time) (string, error) {
	return func(t time.Time) (string, error) {
		zone, err := time.LoadLocation(amsterdam)
		if err != nil {
			return "", fmt.Errorf("time zone: %w", err)
		}
		return t.In(zone).Format("02-01-2006 15:04"), nil
	}
}

// span writes a range of quarter hours a week: "24–32", "36"; "" is unknown.
func span(c *locale.Catalogue) func(lo, hi int) string {
	return func(lo, hi int) string {
		switch {
		case lo == 0 && hi == 0:
			return ""
		case lo == 0 || lo == hi:
			return c.Hours(max(lo, hi))
		case hi == 0:
			return c.Hours(lo)
		}
		return c.Hours(lo) + "–" + c.Hours(hi)
	}
}
