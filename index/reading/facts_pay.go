package reading

import (
	"passend/index/dutch"
	"passend/index/vacancy"
)

// payBounds are the believable gross amounts per period in cents; others are
// budgets, bonuses and prices.
var payBounds = map[dutch.Period][2]int64{
	dutch.PerHour: {400, 25000}, dutch.PerDay: {5000, 150000}, dutch.PerWeek: {15000, 500000},
	dutch.PerMonth: {30000, 2000000}, dutch.PerYear: {1000000, 30000000},
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
	best := 0
	for _, field := range [2]Field{InText, InTitle} {
		text := x.tokensOf(field)
		x.pay = dutch.AppendPay(x.pay[:0], text.Source, text.Tokens)
		for i := range x.pay {
			c := &x.pay[i]
			from, to, ok := x.d.spanAt(field, c.Start, c.End)
			if !ok {
				continue
			}
			if c.Scale != "" && c.MinCents+c.MaxCents == 0 {
				if p.Text == "" {
					p.Text = c.Scale
					if best == 0 {
						p.Quote = x.d.quote(from, to)
					}
				}
				continue
			}
			score := payScore(text, c)
			if score <= best {
				continue
			}
			best = score
			p.MinCents, p.MaxCents, p.Period = c.MinCents, c.MaxCents, vacancy.Period(c.Per)
			p.Quote = x.d.quote(from, to)
		}
	}
	p.hourly(x.out.Hours)
}

// payScore says how surely an amount is the pay; 0 when it is not.
func payScore(text *dutch.Text, p *dutch.Pay) int {
	per := p.Per
	if per == "" {
		per = guessPeriod(p)
	}
	b, ok := payBounds[per]
	if !ok || max(p.MinCents, p.MaxCents) < b[0] || max(p.MinCents, p.MaxCents) > b[1] {
		return 0
	}
	score := 1
	if p.Per != "" {
		score += 2
	}
	if p.MinCents > 0 && p.MaxCents > p.MinCents {
		score += 2
	}
	s := text.SentenceAt(p.First)
	if s < 0 {
		return 0
	}
	for i := max(text.Sentences[s].First, p.First-12); i < min(text.Sentences[s].Last, p.Last+8); i++ {
		switch w := text.Tokens[i].Norm; {
		case notPay[w]:
			return 0
		case payWords[w]:
			score += 2
		}
	}
	if score < 3 {
		return 0
	}
	p.Per = per
	return score
}

// guessPeriod reads the period off the size of an amount.
func guessPeriod(p *dutch.Pay) dutch.Period {
	switch top := max(p.MinCents, p.MaxCents); {
	case top < 10000:
		return dutch.PerHour
	case top < 1500000:
		return dutch.PerMonth
	default:
		return dutch.PerYear
	}
}

var payWords = setOf(`salaris bruto loon brutoloon brutosalaris salarisindicatie maandsalaris uurloon verdienen verdien verdient verdiensten
brutomaandsalaris uurtarief jaarsalaris bruto-maandsalaris salary salarisschaal schaal inschaling beloning verloning cao gross
maandloon basissalaris startsalaris betaalt salarisrange functieschaal vergoeding stagevergoeding compensation pay wage`)

var notPay = setOf(`bonus reiskosten reiskostenvergoeding km kilometer omzet miljoen miljard budget opleidingsbudget thuiswerkvergoeding
maaltijdcheques maaltijdcheque ecocheques ecocheque netto-vergoeding onkostenvergoeding tekenbonus welkomstbonus premie korting
aanbrengbonus woon-werkverkeer projecten investering thuiswerkvergoeding internetvergoeding telefoonvergoeding
persoonlijk-budget cadeau tegoed fietsplan eindejaarspremie bonussen keuzebudget opleidingen mln mld onkosten internet`)

// hoursPerWeek is assumed for monthly pay when the hours are not stated: the
// middle of the norms.
const hoursPerWeek = dutch.FullTimeWeek

// weeksPerYear converts between weeks, months and years (365.25/7).
const weeksPerYear = 52.18

// hourly fills the equivalents per hour, by the full-time hours of a month or
// year: amounts are stated on the basis of full time.
func (p *PayFact) hourly(h HoursFact) {
	week := float64(hoursPerWeek)
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
