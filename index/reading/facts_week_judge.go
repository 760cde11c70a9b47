package reading

import (
	"strings"

	"passend/index/dutch"
)

// Evidence around a number of hours, in tokens.
const (
	weekBefore = 9
	weekAfter  = 7
)

// judge sets how surely the hours are the working week; 0 when they are not.
func (w *week) judge(text *dutch.Text, field Field) {
	t := text.Tokens
	s := text.SentenceAt(w.first)
	if s < 0 {
		return
	}
	sent := text.Sentences[s]
	w.score = 1
	per := w.period(t)
	if per == "other" {
		w.score = 0
		return
	}
	if per == "week" {
		w.score += 4
	}
	if w.labelled {
		w.score += 6
	}
	if w.low > 0 && w.high > w.low {
		w.score += 2
	}
	if field == InTitle {
		w.score += 5
	}
	if s > 0 && field == InText && labelLine(t, text.Sentences[s-1]) && w.first == sent.First {
		w.score += 4
	}
	if w.first < headTokens && field == InText && w.first-sent.First < 4 {
		w.score++ // the head of an advertisement lists its facts
	}
	w.context(t, sent.First, sent.Last)
	if w.score > 0 && w.fte {
		w.score = 1
	}
	if h := max(w.low, w.high); w.score > 0 && (w.score < 3 && !w.fte && !w.basis || h < 8 && w.score < 5) {
		w.score = 0
	}
}

// headStart is how many words may stand before the hours in a head that lost its
// line ends: places and the name of the job.
const headStart = 8

// labelLine reports whether a sentence is the label of what follows on the next
// line: "Werktijden", "Aantal uren:".
func labelLine(t []dutch.Token, s dutch.Sentence) bool {
	if s.Last-s.First > 4 {
		return false
	}
	for i := s.First; i < s.Last; i++ {
		if labelWords[t[i].Norm] || t[i].Norm == "werktijden" || t[i].Norm == "beschikbaarheid" {
			return true
		}
	}
	return false
}

// headTokens is how many words the head of an advertisement has.
const headTokens = 40

// context adds what the words around the hours say.
func (w *week) context(t []dutch.Token, first, last int) {
	leave := false
	for i := max(first, w.first-weekBefore); i < min(last, w.last+weekAfter); i++ {
		if i >= w.first && i < w.last {
			continue
		}
		word := t[i].Norm
		leave = leave || (strings.HasPrefix(word, "vakantie") || strings.HasPrefix(word, "verlof")) && !parted(t, i, w)
		near := i >= w.first-4 && i < w.last+3 && !parted(t, i, w)
		switch {
		case near && notWeek(word):
			w.score = 0
			return
		case i < w.first && word == "bij" && i+2 < len(t) && (available[t[i+1].Norm] || available[t[i+2].Norm]):
			w.score += 2 // "bij een beschikbaarheid van 16 uur"
		case i < w.first && basisWords[word], i < w.first && word == "€":
			w.basis = true
		case weekWords[word]:
			w.score += 2
		}
	}
	if w.first > 0 && t[w.first-1].Norm == "voor" || w.first == first || w.first > 0 && t[w.first-1].Norm == "(" {
		w.score++
	}
	if w.low >= shortWeek && (w.alone(t, first, last) || w.bracketed(t) || !w.fte && w.first < headStart && w.low == w.high) {
		w.score += 2 // "40 uur - Dordrecht", and the same in a head that lost its line ends
	}
	if w.basis && (leave || max(w.low, w.high) < basisLeast) {
		w.score = 0
	} else if w.basis {
		w.score = 1
	}
}

// alone reports whether the hours open a short line, or a short run between
// marks of emphasis.
func (w *week) alone(t []dutch.Token, first, last int) bool {
	bold := w.first > first && t[w.first-1].Norm == "*"
	for i := w.last; bold && i < min(last, w.last+shortLine); i++ {
		if t[i].Norm == "*" {
			return true
		}
	}
	return (w.first == first || t[w.first-1].Norm == "/" || t[w.first-1].Norm == "|") && last-first <= shortLine
}

// bracketed reports whether the hours stand alone between brackets, as behind the
// name of a job.
func (w *week) bracketed(t []dutch.Token) bool {
	return w.first > 0 && t[w.first-1].Norm == "(" && w.last < len(t) && t[w.last].Norm == ")"
}

// available are words of what the candidate or the contract offers.
var available = setOf(`beschikbaarheid inzet inzetbaarheid aanstelling contract`)

// shortLine is how many tokens a line has that states little but hours, and
// shortWeek the fewest hours that are believed there.
const (
	shortLine = 6
	shortWeek = 16
)

// basisLeast is the shortest week in hours that pay is reckoned by.
const basisLeast = 32

// parted reports whether a mark stands between token i and the hours.
func parted(t []dutch.Token, i int, w *week) bool {
	lo, hi := i, w.first
	if i >= w.last {
		lo, hi = w.last, i
	}
	for ; lo < hi; lo++ {
		switch t[lo].Norm {
		case ",", ".", ";", ":", "|", "+":
			return true
		}
	}
	return false
}

// period says what the hours are counted by: "week", "other", or "" when not said.
func (w *week) period(t []dutch.Token) string {
	at := func(n int) string {
		if w.last+n < len(t) && (n == 0 || w.last+n > 0) && w.last+n >= 0 {
			return t[w.last+n].Norm
		}
		return ""
	}
	unit := at(-1)
	if strings.HasSuffix(t[w.last-1].Norm, "urige") || strings.HasSuffix(unit, "week") || unit == "urig" {
		if n := at(0); strings.Contains(n, "dag") && n != "" && !strings.Contains(n, "week") || n == "hackathon" || n == "cursus" || n == "training" || n == "opleiding" {
			return "other"
		}
		return "week"
	}
	n := 0
	if at(n) == ")" {
		n++
	}
	switch at(n) {
	case "per", "/", "elke", "iedere", "p", "in", "op", "a":
		m := n + 1
		if at(m) == "/" || at(m) == "." || at(m) == "de" || at(m) == "een" {
			m++
		}
		switch at(m) {
		case "week", "w", "wk", "weekbasis":
			return "week"
		case "dag", "dagen", "d", "maand", "m", "jaar", "kwartaal", "j", "dienst", "keer", "kalenderjaar", "etmaal", "day", "month", "year":
			return "other"
		}
	case "week", "pw", "werkweek", "weekly", "wekelijks", "contract", "weekcontract", "p/w", "dienstverband", "arbeidsovereenkomst":
		return "week"
	case "dienst", "diensten", "minuten", "geleden", "per-dag":
		return "other"
	}
	return ""
}

// basisWords say that the hours are what pay or leave is reckoned by.
var basisWords = setOf(`basis obv gebaseerd gerekend based volledig volledige voltijds fulltime-basis salaris maandsalaris brutosalaris jaarsalaris
vakantiedagen verlofdagen fulltimebasis normaal standaard schaal bij`)

var weekWords = setOf(`contract dienstverband aanstelling werkweek fulltime parttime part-time full-time functie betrekking werkweken
baan contractomvang arbeidsduur omvang vacature voltijd deeltijd deeltijds hours arbeidsovereenkomst contracturen functieomvang
arbeidsuren beschikbaar werktijden aanstellingsomvang inzetbaar jaarcontract werken werk job tijd uren positie stage werkzaam full part m/v zoeken v/m commitment fte`)

// notWeek reports words that make hours something else than the working week.
func notWeek(w string) bool {
	for _, part := range [...]string{"vakantie", "verlof", "reis", "overwerk", "cursus", "scholing", "oppas", "reactie", "toeslag"} {
		if strings.Contains(w, part) {
			return true
		}
	}
	return notWeekWords[w]
}

var notWeekWords = setOf(`adv atv bereikbaar bereikbaarheid minuten binnen training les lessen slapen slaap overuren meerwerk lesuren
dag etmaal verjaardag studie uiterlijk hackathon coaching supervisie kiest kiezen keuzetijd`)
