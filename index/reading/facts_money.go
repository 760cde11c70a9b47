package reading

import (
	"math"
	"strings"

	"passend/index/dutch"
)

// moneyAt reads one amount at token i: "€ 2.600,-", "2600 euro", "€ 60k".
func moneyAt(t []dutch.Token, i int) (cents int64, money bool, last int, ok bool) {
	for n := 0; n < 4 && i < len(t) && (isMoney(t[i].Norm) || money && t[i].Norm == "*"); n++ { // "€**2800**,-"
		money = true
		i++
	}
	if i >= len(t) || t[i].Kind != dutch.Number {
		return 0, false, 0, false
	}
	v, ok := dutch.ParseNumber(t[i].Norm)
	if !ok {
		return 0, false, 0, false
	}
	last = i + 1
	for money && last < len(t) && t[last].Norm == "*" && t[last].Gap == dutch.Glued {
		last++
	}
	if n, ok := grouped(t, i, money); ok {
		v, last = v*1000+n, last+1
	}
	if thousandths(t[i].Norm) && (hourAhead(t, last) || money && v >= 10000 && v < wageLeast) {
		v /= 1000 // "€ 18,191 per uur", as wages in Belgium are stated
	}
	if money && last+1 < len(t) && t[last].Norm == "," && t[last+1].Kind == dutch.Number && len(t[last+1].Norm) == 2 {
		if c, ok := dutch.ParseNumber(t[last+1].Norm); ok { // "€ 5.212, 93"
			v, last = v+c/100, last+2
		}
	}
	if last < len(t) && t[last].Norm == "k" && v < 1000 {
		v, last = v*1000, last+1
	}
	for last < len(t) && (t[last].Norm == "," || t[last].Norm == "=" || t[last].Norm == ".") && last+1 < len(t) && isLine(t[last+1].Norm) &&
		t[last].Gap == dutch.Glued && (last+2 >= len(t) || t[last+2].Kind != dutch.Number) {
		last += 2
	}
	if last+1 < len(t) && t[last].Norm == "," && t[last].Gap == dutch.Glued && (isLine(t[last+1].Norm) || t[last+1].Norm == "=") {
		last += 2 // ",-" before a range
	}
	if last < len(t) && isLine(t[last].Norm) && t[last].Gap == dutch.Glued && last+1 < len(t) && !isLine(t[last+1].Norm) &&
		t[last+1].Kind != dutch.Number && !isMoney(t[last+1].Norm) {
		last++ // "3.173,46- en"
	}
	if last < len(t) && isMoney(t[last].Norm) && (last+1 >= len(t) || t[last+1].Kind != dutch.Number || t[last].Norm != "€") {
		money, last = true, last+1
	}
	return int64(math.Round(v * 100)), money, last, true
}

// grouped reads the last three digits of an amount whose thousands a space parts:
// "1 335 euro".
func grouped(t []dutch.Token, i int, money bool) (float64, bool) {
	if i+1 >= len(t) || i > 0 && scaleWords[t[i-1].Norm] || t[i+1].Kind != dutch.Number || t[i+1].Gap != dutch.Spaced || len(t[i].Norm) > 3 {
		return 0, false
	}
	if whole, _, _ := strings.Cut(t[i+1].Norm, ","); len(whole) != 3 {
		return 0, false
	}
	for k := i + 2; !money && k < min(len(t), i+2+rangeReach); k++ {
		money = isMoney(t[k].Norm)
	}
	if !money {
		return 0, false
	}
	return dutch.ParseNumber(t[i+1].Norm)
}

// wageLeast is less than a full year pays in the Netherlands and Belgium: what
// looks like less is a wage by the hour to the tenth of a cent.
const wageLeast = 20000

// thousandths reports whether a number is written as "18,191".
func thousandths(n string) bool {
	return len(n) >= 5 && len(n) <= 6 && n[len(n)-4] == ','
}

// hourAhead reports whether "per uur" or "/uur" follows within a few tokens.
func hourAhead(t []dutch.Token, i int) bool {
	for k := i; k < min(len(t), i+5); k++ {
		if t[k].Norm == "uur" || strings.HasSuffix(t[k].Norm, "/uur") {
			return true
		}
	}
	return false
}

func isMoney(w string) bool { return w == "€" || w == "eur" || w == "euro" || w == "euro's" }

func isLine(w string) bool { return w == "-" || w == "–" || w == "—" || w == "--" }
