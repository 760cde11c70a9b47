package reading

import (
	"strings"

	"passend/index/dutch"
	"passend/index/vacancy"
)

// payBounds are the believable gross amounts per period in cents; others are
// budgets, bonuses and prices.
var payBounds = map[vacancy.Period][2]int64{
	vacancy.PerHour: {400, 25000}, vacancy.PerDay: {5000, 150000}, vacancy.PerWeek: {15000, 400000},
	vacancy.PerMonth: {15000, 2000000}, vacancy.PerYear: {1000000, 30000000},
}

// readPay finds the stated pay: the field of the source, else the surest amount
// of the text, else the scale in words.
func (x *factFinder) readPay() {
	p := &x.out.Pay
	if f := x.v.Pay; !f.IsZero() {
		p.Pay, p.Quote = f, inData(f.Text)
		p.hourly(x.out.Hours)
		return
	}
	best := payEnough - 1
	for _, field := range [2]Field{InText, InTitle} {
		t := x.tokensOf(field)
		for i := 0; i < len(t.Tokens); i++ {
			a, ok := payAt(t.Tokens, i)
			if !ok {
				continue
			}
			i = a.last - 1
			if a.judge(t); a.score <= best {
				continue
			}
			if from, to, ok := x.span(field, t.Tokens[a.first].Start, t.Tokens[a.last-1].End); ok {
				best = a.score
				p.MinCents, p.MaxCents, p.Period, p.Quote = a.low, a.high, a.period, x.d.quote(from, to)
			}
		}
	}
	x.readScale(p)
	p.hourly(x.out.Hours)
}

// scaleWords stand before the number or letter of a pay scale.
var scaleWords = setOf(`schaal salarisschaal loonschaal functieschaal fwg functiegroep loongroep salarisgroep schalen functieloonschaal fwg-schaal`)

// readScale keeps the scale as written ("schaal 8", "FWG 35-40"). Tables of pay
// by scale are not part of the project, so a scale gives no amount.
func (x *factFinder) readScale(p *PayFact) {
	t := x.text.Tokens
	for i := 0; i+1 < len(t); i++ {
		if !scaleWords[t[i].Norm] || !scaleName(&t[i+1]) {
			continue
		}
		last := i + 2
		if last+1 < len(t) && (isLine(t[last].Norm) || t[last].Norm == "/" || t[last].Norm == "of" || t[last].Norm == "tot") && scaleName(&t[last+1]) {
			last += 2
		}
		from, to, ok := x.span(InText, t[i].Start, t[last-1].End)
		if !ok {
			continue
		}
		p.Text = x.d.cut(from, to).Text
		if p.Quote == (Quote{}) {
			p.Quote = x.d.quote(from, to)
		}
		return
	}
}

// scaleName reports whether a token is the number or letter of a scale.
func scaleName(t *dutch.Token) bool {
	if t.Kind == dutch.Number {
		v, ok := dutch.ParseNumber(t.Norm)
		return ok && v <= 100
	}
	return t.Kind == dutch.Word && t.Upper && len(t.Text) <= 3
}

// payAmount is an amount or a range of amounts that may be pay.
type payAmount struct {
	low, high   int64 // cents, 0 for an open bound
	money       bool  // a sign or word of money stands with it
	period      vacancy.Period
	first, last int
	score       int
}

// rangeWords may stand between the bounds of a range; those with true make it one.
var rangeWords = map[string]bool{"-": true, "–": true, "—": true, "tot": true, "en": true, "to": true, "and": true, "t": true,
	"max": true, "maximaal": true, "maximum": true, "a": true, "&": true, "of": false, "m": false, "met": false, "bruto": false,
	"/": false, "*": false, ".": false, ",": false, "van": false, "een": false, "de": false, "euro": true, "oplopend": true, "p": false, "per": false, "maand": false}

// rangeReach is how many words may stand between the bounds of a range.
const rangeReach = 6

// payAt reads an amount or a range at token i.
func payAt(t []dutch.Token, i int) (payAmount, bool) {
	c, money, last, ok := moneyAt(t, i)
	if !ok {
		return payAmount{}, false
	}
	a := payAmount{low: c, high: c, money: money, first: i, last: last}
	linked := false
	for j := last; j < len(t) && j <= last+rangeReach+3; j++ {
		if linked {
			if c2, m2, end, ok := moneyAt(t, j); ok {
				if m := money || m2; c2 > 10000 && c < 100000 && c2 > 100*c {
					break // "3 tot 5.500"
				} else if c2 >= c && c2 <= 5*c {
					a.high, a.money, a.last = c2, m, end
				}
				return a, true
			}
		}
		if t[j].Norm == "(" {
			j = bracketEnd(t, j)
			continue
		}
		makes, known := rangeWords[t[j].Norm]
		if !known || t[j].Gap >= dutch.NewLine {
			break
		}
		linked = linked || makes || t[j].Norm == "/" && j+1 < len(t) && isMoney(t[j+1].Norm)
	}
	return a, true
}

// bracketEnd is the token that closes a short remark between brackets, or i.
func bracketEnd(t []dutch.Token, i int) int {
	for k := i + 1; k < min(len(t), i+rangeReach); k++ {
		if t[k].Norm == ")" {
			return k
		}
		if t[k].Kind == dutch.Number {
			break
		}
	}
	return i
}

// payEnough is the score from which an amount counts as the pay.
const payEnough = 4

// judge sets the score, the open bounds and the period of the amount.
func (a *payAmount) judge(text *dutch.Text) {
	t := text.Tokens
	ranged := a.high > a.low
	before, after := a.window(text)
	a.score = 0
	if a.money {
		a.score = 2
	}
	said := a.readPeriod(t, before, after)
	if !said {
		a.period = guessPeriod(a.high)
	}
	b := payBounds[a.period]
	if a.high < b[0] || a.high > b[1] || a.low < b[0]/2 {
		a.score = 0
		return
	}
	for i := before; i < after; i++ {
		w := t[i].Norm
		near := i >= a.first-notPayBefore && i < a.last+notPayAfter
		switch {
		case i >= a.first && i < a.last:
		case i < a.last+2 && i >= a.last && !a.money && hourWords[w]:
			a.score = 0 // "32-40 uur", a bare number of hours
			return
		case near && !brokenOff(t, i, a) && notPay(w):
			a.score = 0
			return
		case payWord(w):
			a.score += 2
		}
	}
	if said {
		a.score += 2
	}
	if ranged {
		a.score += 2
	} else {
		a.bound(t)
	}
	if !a.money && !ranged && !a.named(t) {
		a.score = 0
	}
}

// named reports whether a bare number is called pay just before it or counted by
// a period just behind it: "uurloon: 15,40", "2833 bruto per maand".
func (a *payAmount) named(t []dutch.Token) bool {
	for i := a.first - 1; i >= 0 && i >= a.first-2; i-- {
		if payWord(t[i].Norm) && !scaleWords[t[i].Norm] && t[i].Norm != "schaal" {
			return true
		}
	}
	for i := a.last; i < len(t) && i < a.last+2; i++ {
		if _, ok := periodAt(t, i); ok {
			return true
		}
	}
	return false
}

// reach of the words around an amount that say what it is, in tokens.
const (
	payBefore    = 10
	payAfter     = 8
	notPayBefore = 5
	notPayAfter  = 3
)

// window is the range of tokens around the amount within its line or sentence.
func (a *payAmount) window(text *dutch.Text) (before, after int) {
	t := text.Tokens
	s := max(text.SentenceAt(a.first), 0)
	before, after = max(text.Sentences[s].First, a.first-payBefore), min(len(t), a.last+payAfter)
	if a.first-before < 2 && s > 0 { // "Salaris:⏎€ 2.600": the head of the line
		prev := text.Sentences[s-1]
		if prev.Last-prev.First <= 4 {
			before = prev.First
		}
	}
	for i := a.last; i < after; i++ {
		if t[i].Gap >= dutch.NewLine || t[i].Norm == ";" || t[i].Norm == "•" || t[i].Norm == "€" {
			after = i
		}
	}
	return before, after
}

// brokenOff reports whether a comma or full stop stands between token i and the
// amount.
func brokenOff(t []dutch.Token, i int, a *payAmount) bool {
	lo, hi := i, a.first
	if i >= a.last {
		lo, hi = a.last, i
	}
	for ; lo < hi; lo++ {
		switch t[lo].Norm {
		case ",", ".", ";", "+", "en", "plus", "exclusief", "excl", "inclusief", "incl", "(", ")", "daarnaast", "naast", "voor", "met":
			return true
		}
	}
	return false
}

// guessPeriod reads the period off the size of an amount in cents.
func guessPeriod(top int64) vacancy.Period {
	switch {
	case top < 15000:
		return vacancy.PerHour
	case top < 1700000:
		return vacancy.PerMonth
	default:
		return vacancy.PerYear
	}
}

// periodWords name the period themselves; periodUnits follow "per" or "/".
var (
	periodWords = map[string]vacancy.Period{"maandsalaris": vacancy.PerMonth, "brutomaandsalaris": vacancy.PerMonth, "maandloon": vacancy.PerMonth,
		"maandelijks": vacancy.PerMonth, "maandbasis": vacancy.PerMonth, "pm": vacancy.PerMonth, "uurloon": vacancy.PerHour, "uurtarief": vacancy.PerHour,
		"bruto-maandsalaris": vacancy.PerMonth, "jaarsalaris": vacancy.PerYear, "jaarbasis": vacancy.PerYear, "brutojaarsalaris": vacancy.PerYear,
		"jaarinkomen": vacancy.PerYear, "annually": vacancy.PerYear, "monthly": vacancy.PerMonth, "hourly": vacancy.PerHour, "dagtarief": vacancy.PerDay,
		"weekloon": vacancy.PerWeek, "uursalaris": vacancy.PerHour, "bruto-uurloon": vacancy.PerHour, "brutouurloon": vacancy.PerHour, "dagloon": vacancy.PerDay,
		"stagevergoeding": vacancy.PerMonth, "basisuurloon": vacancy.PerHour, "startuurloon": vacancy.PerHour, "bruto-jaarsalaris": vacancy.PerYear}
	periodUnits = map[string]vacancy.Period{"uur": vacancy.PerHour, "u": vacancy.PerHour, "hour": vacancy.PerHour, "dag": vacancy.PerDay, "day": vacancy.PerDay,
		"week": vacancy.PerWeek, "maand": vacancy.PerMonth, "m": vacancy.PerMonth, "mnd": vacancy.PerMonth, "month": vacancy.PerMonth,
		"jaar": vacancy.PerYear, "j": vacancy.PerYear, "year": vacancy.PerYear, "annum": vacancy.PerYear, "periode": vacancy.PerMonth, "4": vacancy.PerMonth, "vier": vacancy.PerMonth}
)

// readPeriod looks for the period behind the amount, then before it.
func (a *payAmount) readPeriod(t []dutch.Token, before, after int) bool {
	for i := a.first; i < after; i++ {
		if p, ok := periodAt(t, i); ok && i != a.first {
			a.period = p
			return true
		}
		if p, ok := periodWords[t[i].Norm]; ok {
			a.period = p
			return true
		}
	}
	for i := a.first - 1; i >= before; i-- {
		if p, ok := periodWords[t[i].Norm]; ok {
			a.period = p
			return true
		}
		if p, ok := periodAt(t, i); ok && (payWord(t[max(i-1, 0)].Norm) || t[i].Norm == "per" && a.first-i <= 4 && i > 0 && payWord(t[i-1].Norm)) {
			a.period = p
			return true
		}
	}
	return false
}

// periodAt reads "per maand", "/uur", "p/m", "a month" at token i.
func periodAt(t []dutch.Token, i int) (vacancy.Period, bool) {
	next := func(n int) string {
		if i+n < len(t) {
			return t[i+n].Norm
		}
		return ""
	}
	switch t[i].Norm {
	case "per", "/", "a", "an", "elke", "iedere", "de":
		if t[i].Norm == "de" && next(1) != "maand" {
			return "", false
		}
		if i > 0 && hourWords[t[i-1].Norm] {
			return "", false // "38 uur per week" is no pay
		}
		p, ok := periodUnits[next(1)]
		return p, ok
	case "p":
		if next(1) == "/" || next(1) == "." {
			p, ok := periodUnits[next(2)]
			return p, ok
		}
		p, ok := periodUnits[next(1)]
		return p, ok
	}
	return "", false
}

var hourWords = setOf(`uur uren u hours hour dagen dag days km kilometer werkweek keer`)

// bound opens one side of a single amount: "maximaal € 4.000", "vanaf € 14".
func (a *payAmount) bound(t []dutch.Token) {
	for i := a.first - 1; i >= max(0, a.first-4); i-- {
		switch t[i].Norm {
		case "maximaal", "max", "maximum", "tot", "oplopend", "hoogstens", "maximumsalaris":
			a.low = 0
			return
		case "minimaal", "min", "vanaf", "minimum", "minstens", "va", "from", "start", "startend", "startsalaris":
			a.high = 0
			return
		case ",", ".", ";", ":":
			return
		}
	}
	if a.last < len(t) && t[a.last].Norm == "+" {
		a.high = 0
	}
}

func payWord(w string) bool {
	return payWords[w] || strings.HasSuffix(w, "salaris") || strings.HasSuffix(w, "loon") || strings.HasPrefix(w, "salaris")
}

var payWords = setOf(`bruto salarisindicatie verdienen verdien verdient verdiensten uurtarief salary schaal inschaling beloning verloning gross
betaalt functieschaal stagevergoeding compensation pay wage wages earn fwg verdienste tarief netto ingeschaald loonschaal ingedeeld loonindicatie`)

// notPay reports words for money that is not the pay.
func notPay(w string) bool {
	for _, tail := range [...]string{"budget", "toeslag", "bonus", "cheque", "cheques", "toelage", "premie", "korting", "tegoed", "uitkering", "vergoeding", "kosten"} {
		if strings.HasSuffix(w, tail) {
			return w != "stagevergoeding" && w != "vergoeding"
		}
	}
	return notPayWords[w]
}

var notPayWords = setOf(`km kilometer omzet miljoen miljard mln mld cadeau fietsplan bonussen projecten investering budgetten
aanvraag order prijs abonnement kilometervergoedingen declareren internet reiskosten m2 deelnemers inwoners klanten boete`)

// weeksPerYear converts between weeks, months and years (365.25/7).
const weeksPerYear = 52.18

// hourly fills the equivalents per hour, by the full-time hours of a month or
// year: amounts are stated on the basis of full time.
func (p *PayFact) hourly(h HoursFact) {
	week := float64(dutch.FullTimeWeek)
	if m := max(h.Min, h.Max); m >= fullTimeLeast && !h.Derived {
		week = float64(m) / 4
	}
	var perHour float64
	switch p.Period {
	case vacancy.PerHour:
		perHour = 1
	case vacancy.PerDay:
		perHour = 1 / (week / 5)
	case vacancy.PerWeek:
		perHour = 1 / week
	case vacancy.PerMonth:
		perHour = 12 / (weeksPerYear * week)
	case vacancy.PerYear:
		perHour = 1 / (weeksPerYear * week)
	}
	p.HourlyMin = int64(float64(p.MinCents)*perHour + 0.5)
	p.HourlyMax = int64(float64(p.MaxCents)*perHour + 0.5)
}
