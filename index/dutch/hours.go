package dutch

import (
	"math"
	"strings"
)

// FullTimeWeek is the number of hours of a full-time week that fte figures are
// multiplied by when the collective agreement is unknown: 36, 38 and 40 occur.
const FullTimeWeek = 38

// Hours is stated working time in quarter hours; 0 is an open bound.
type Hours struct {
	Min, Max int
	// Per is PerWeek, PerDay, PerMonth, PerYear, or "" when not said.
	Per Period
	// PerDay is the length of one day ("4x9": 36 quarters), 0 when not said.
	PerDay int
	// FTE is true when the figure was in fte and FullTimeWeek was assumed.
	FTE         bool
	First, Last int
	Start, End  int
}

// Period is the unit of time that hours or pay are counted by.
type Period string

// The periods.
const (
	PerHour  Period = "hour"
	PerDay   Period = "day"
	PerWeek  Period = "week"
	PerMonth Period = "month"
	PerYear  Period = "year"
)

// quarters converts hours to quarter hours.
func quarters(hours float64) int { return int(math.Round(hours * 4)) }

// FindHours returns the stated working times of tokens: "32-40 uur", "min. 24
// uur per week", "0,6–0,8 fte", "4x9", "36-urige werkweek". Whether a time
// without a period is the working week is the caller's judgement.
func FindHours(tokens []Token) []Hours { return AppendHours(nil, tokens) }

// AppendHours appends the working times of tokens to dst.
func AppendHours(dst []Hours, tokens []Token) []Hours {
	for i := 0; i < len(tokens); i++ {
		if h, ok := dayPattern(tokens, i); ok {
			dst = append(dst, h)
			i = h.Last - 1
			continue
		}
		q, ok := quantityAt(tokens, i)
		if !ok {
			continue
		}
		if h, ok := hoursOf(tokens, q); ok {
			dst = append(dst, h)
		} else if first, ok := weekHeading(tokens, q.First); ok && q.Unit == NoUnit && q.Max <= maxWeek {
			dst = append(dst, Hours{Min: quarters(q.Min), Max: quarters(q.Max), Per: PerWeek, First: first, Last: q.Last,
				Start: tokens[first].Start, End: q.End})
		}
		i = q.Last - 1
	}
	return dst
}

// maxWeek is the highest number that is taken for hours a week.
const maxWeek = 60

// weekHeading reports a bare number behind "Uren per week:" and returns the
// first token of the heading.
func weekHeading(tokens []Token, i int) (int, bool) {
	i--
	if normAt(tokens, i) == ":" {
		i--
	}
	if normAt(tokens, i) == "week" && normAt(tokens, i-1) == "per" && unitNames[normAt(tokens, i-2)] == Hour {
		return i - 2, true
	}
	return 0, false
}

func hoursOf(tokens []Token, q Quantity) (Hours, bool) {
	factor := 1.0
	switch {
	case q.Unit == Hour && tokens[q.Last-1].Norm != "c":
	case q.Unit == FTE && q.Max <= 2:
		factor = FullTimeWeek
	default:
		return Hours{}, false
	}
	h := Hours{First: q.First, Last: q.Last, FTE: q.Unit == FTE}
	if q.HasMin {
		h.Min = quarters(q.Min * factor)
	}
	if q.HasMax {
		h.Max = quarters(q.Max * factor)
	}
	h.Per, h.Last = periodAfter(tokens, q.Last)
	if h.FTE {
		h.Per = PerWeek
	}
	if h.Per == "" && weekWord(normAt(tokens, q.Last)) {
		h.Per, h.Last = PerWeek, q.Last+1
	}
	if h.Per == PerDay {
		h.PerDay = h.Max
	}
	h.Start, h.End = tokens[h.First].Start, tokens[h.Last-1].End
	return h, true
}

func weekWord(norm string) bool {
	return norm == "werkweek" || norm == "contract" || norm == "week" || norm == "dienstverband" || norm == "weekcontract"
}

// dayPattern reads "4x9", "4 x 9 uur", "4 dagen van 9 uur" and "36-urige".
func dayPattern(tokens []Token, i int) (Hours, bool) {
	t := &tokens[i]
	if t.Kind == Word {
		if n, rest, ok := strings.Cut(t.Norm, "-"); ok && (strings.HasPrefix(rest, "urig") || strings.HasPrefix(rest, "uurs") || rest == "uur") {
			if v, ok := ParseNumber(n); ok && v <= 60 {
				h := Hours{Min: quarters(v), Max: quarters(v), First: i, Last: i + 1, Start: t.Start, End: t.End}
				if strings.HasPrefix(rest, "urig") || weekWord(normAt(tokens, i+1)) || rest == "uursweek" {
					h.Per = PerWeek
				}
				return h, true
			}
		}
		if days, per, ok := strings.Cut(t.Norm, "x"); ok {
			return dayHours(tokens, i, i+1, days, per)
		}
		return Hours{}, false
	}
	if t.Kind != Number {
		return Hours{}, false
	}
	if x := normAt(tokens, i+1); x == "x" || x == "×" || x == "keer" {
		return dayHours(tokens, i, i+3, t.Norm, normAt(tokens, i+2))
	}
	if normAt(tokens, i+1) == "dagen" && normAt(tokens, i+2) == "van" {
		if u := normAt(tokens, i+4); u == "uur" || u == "u" {
			return dayHours(tokens, i, i+4, t.Norm, normAt(tokens, i+3))
		}
	}
	return Hours{}, false
}

// dayHours makes hours of a number of days times hours a day; other products
// ("2x3 meter") are refused by their size.
func dayHours(tokens []Token, first, last int, days, perDay string) (Hours, bool) {
	d, ok1 := ParseNumber(days)
	h, ok2 := ParseNumber(strings.TrimRight(perDay, "u"))
	if !ok1 || !ok2 || d < 1 || d > 7 || h < 2 || h > 12 || last > len(tokens) {
		return Hours{}, false
	}
	if u := unitNames[normAt(tokens, last)]; u == Hour {
		last++
	} else if u != NoUnit {
		return Hours{}, false
	}
	total := quarters(d * h)
	return Hours{Min: total, Max: total, Per: PerWeek, PerDay: quarters(h), First: first, Last: last,
		Start: tokens[first].Start, End: tokens[last-1].End}, true
}

var periodNames = map[string]Period{
	"uur": PerHour, "u": PerHour, "hour": PerHour, "h": PerHour, "dag": PerDay, "day": PerDay, "d": PerDay, "dienst": PerDay,
	"week": PerWeek, "w": PerWeek, "wk": PerWeek, "maand": PerMonth, "m": PerMonth, "month": PerMonth, "mnd": PerMonth,
	"jaar": PerYear, "j": PerYear, "year": PerYear, "annum": PerYear,
}

var periodWords = map[string]Period{
	"pu": PerHour, "pw": PerWeek, "pm": PerMonth, "pj": PerYear, "pd": PerDay, "uurloon": PerHour, "maandsalaris": PerMonth, "maandloon": PerMonth,
	"jaarsalaris": PerYear, "uurtarief": PerHour, "dagtarief": PerDay, "weekloon": PerWeek, "jaarinkomen": PerYear,
	"hourly": PerHour, "monthly": PerMonth, "yearly": PerYear, "weekly": PerWeek, "annually": PerYear, "maandelijks": PerMonth, "wekelijks": PerWeek,
}

// periodAfter reads "per week", "p/w", "in de week", "/maand", "a month" at
// token i and returns the token after it; i itself when there is none.
func periodAfter(tokens []Token, i int) (Period, int) {
	w := normAt(tokens, i)
	if p, ok := periodWords[w]; ok {
		return p, i + 1
	}
	next := normAt(tokens, i+1)
	switch {
	case w == "per" || w == "/" || w == "elke" || w == "iedere":
		if p, ok := periodNames[next]; ok {
			return p, i + 2
		}
	case w == "p" && next == "/":
		if p, ok := periodNames[normAt(tokens, i+2)]; ok {
			return p, i + 3
		}
	case (w == "in" || w == "op") && (next == "de" || next == "een"):
		if p, ok := periodNames[normAt(tokens, i+2)]; ok {
			return p, i + 3
		}
	case w == "a" || w == "an" || w == "'s":
		if p, ok := periodNames[strings.TrimSuffix(next, "s")]; ok {
			return p, i + 2
		}
	}
	return "", i
}
