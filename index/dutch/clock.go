package dutch

import "strings"

// Clock is a range of time of day in minutes since midnight; To may exceed
// 1440 when the range ends the next day.
type Clock struct {
	From, To    int
	First, Last int
	Start, End  int
}

// FindClocks returns the ranges of clock time in tokens: "07:00 - 15:30",
// "van 7.00 tot 15.30 uur", "van 8 tot 17 uur".
func FindClocks(tokens []Token) []Clock { return AppendClocks(nil, tokens) }

// AppendClocks appends the clock ranges in tokens to dst.
func AppendClocks(dst []Clock, tokens []Token) []Clock {
	for i := 0; i < len(tokens); i++ {
		if c, ok := clockAt(tokens, i); ok {
			dst = append(dst, c)
			i = c.Last - 1
		}
	}
	return dst
}

func clockAt(tokens []Token, i int) (Clock, bool) {
	from, exact, next, ok := timeAt(tokens, i)
	if !ok {
		return Clock{}, false
	}
	switch w := normAt(tokens, next); {
	case isDash(w), w == "tot", w == "t/m", w == "en" && normAt(tokens, i-1) == "tussen", w == "to":
		next++
	default:
		return Clock{}, false
	}
	if normAt(tokens, next) == "en" && normAt(tokens, next+1) == "met" || normAt(tokens, next) == "ongeveer" {
		next += 2
	}
	to, exact2, last, ok := timeAt(tokens, next)
	if !ok {
		return Clock{}, false
	}
	said := normAt(tokens, last-1) == "uur" || normAt(tokens, last-1) == "u"
	bare := !exact && !exact2
	if bare && (!said || normAt(tokens, i-1) != "van" || to <= from || normAt(tokens, last) == "per" || weekly[normAt(tokens, i-2)]) {
		return Clock{}, false
	}
	if to <= from {
		to += 24 * 60
	}
	return Clock{From: from, To: to, First: i, Last: last, Start: tokens[i].Start, End: tokens[last-1].End}, true
}

// weekly are the words after which hours are those of a week: "een contract van 16
// tot 24 uur".
var weekly = wordSet("contract contracten urencontract aanstelling dienstverband baan functie werkweek parttimecontract deeltijdcontract")

// timeAt reads a time at token i; exact is false for a bare hour.
func timeAt(tokens []Token, i int) (minutes int, exact bool, next int, ok bool) {
	if i < 0 || i >= len(tokens) {
		return 0, false, 0, false
	}
	t := &tokens[i]
	text := t.Norm
	next = i + 1
	if t.Kind == Word { // "8u30"
		h, m, found := strings.Cut(text, "u")
		if !found || len(m) != 2 {
			return 0, false, 0, false
		}
		text = h + ":" + m
	} else if t.Kind != Number {
		return 0, false, 0, false
	}
	sep := strings.IndexAny(text, ":.,")
	hour, minute := text, "00"
	if sep >= 0 {
		hour, minute, exact = text[:sep], text[sep+1:], true
	}
	h, okH := small(hour)
	m, okM := small(minute)
	if !okH || !okM || len(minute) != 2 || h > 24 || m > 59 {
		return 0, false, 0, false
	}
	if u := normAt(tokens, next); u == "uur" || u == "u" || u == "h" {
		next++
	}
	return h*60 + m, exact, next, true
}

// small reads one or two digits.
func small(s string) (int, bool) {
	if len(s) == 0 || len(s) > 2 {
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
