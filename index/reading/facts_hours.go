package reading

import (
	"strings"

	"passend/index/dutch"
)

// weekMost bounds a believable working week in hours.
const weekMost = 60

// fullTimeLeast and fullTimeMost are what "fulltime" means without a number, in
// quarter hours: the norms of Dutch collective agreements are 36 to 40 hours.
const (
	fullTimeLeast = 36 * 4
	fullTimeMost  = 40 * 4
)

// readHours finds the weekly working time: the field of the source, else the
// strongest statement of the text, else fte times the norm, else what
// "fulltime" implies.
func (x *factFinder) readHours() {
	h := &x.out.Hours
	x.readTime(h)
	if f := x.v.Hours; !f.IsZero() {
		h.Min, h.Max, h.Quote = f.Min, f.Max, inData("")
		h.timeOf()
		return
	}
	best, bestField := week{}, InText
	for _, field := range [2]Field{InTitle, InText} {
		t := x.tokensOf(field)
		for i := 0; i < len(t.Tokens); i++ {
			w, ok := weekAt(t.Tokens, i)
			if !ok {
				continue
			}
			i = w.last - 1
			h.PerDay = max(h.PerDay, quarters(w.day))
			if w.judge(t, field); w.score <= 0 {
				continue
			}
			switch near := bestField == field && best.score > 0 && w.first-best.last < sameStatement; {
			case near && best.joins(&w, t.Tokens):
				best.join(&w)
			case w.score > best.score:
				best, bestField = w, field
			}
		}
	}
	if best.score > 0 {
		h.Min, h.Max, h.Derived = quarters(best.low), quarters(best.high), best.fte
		t := x.tokensOf(bestField).Tokens
		if from, to, ok := x.span(bestField, t[best.first].Start, t[best.last-1].End); ok {
			h.Quote = x.d.quote(from, to)
		}
		h.timeOf()
		return
	}
	if h.Time == "fulltime" {
		h.Min, h.Max, h.Derived = fullTimeLeast, fullTimeMost, true
	}
}

// timeOf lets stated hours say whether the job is full time, part time or both.
func (h *HoursFact) timeOf() {
	switch low, high := h.Min, h.Max; {
	case high > 0 && high < fullTimeLeast:
		h.Time = "parttime"
	case low >= fullTimeLeast:
		h.Time = "fulltime"
	case high >= fullTimeLeast || high == 0 && low > 0:
		h.Time = "both"
	}
}

func quarters(hours float64) int { return int(hours*4 + 0.5) }

func (x *factFinder) tokensOf(f Field) *dutch.Text {
	if f == InTitle {
		return &x.title
	}
	return &x.text
}

// week is a statement that may be the weekly hours; a bound of 0 is open.
type week struct {
	low, high   float64
	fte         bool
	labelled    bool // "uren per week: 32"
	day         float64
	first, last int
	score       int
	basis       bool // the hours that pay is reckoned by
}

// sameStatement is how many tokens apart two numbers of hours belong together:
// "parttime (32 uur) of fulltime (40 uur)".
const sameStatement = 8

// hourUnits stand behind a number of hours.
var hourUnits = setOf(`uur uren u h hour hours hrs uurs urige urig werkuren uursweek uurscontract urenweek urencontract uurs- ure`)

// weekAt reads "32-40 uur", "32, 36 of 40 uur", "36-urige", "4x9", "0,8 fte" or
// "uren per week: 32" at token i.
func weekAt(t []dutch.Token, i int) (week, bool) {
	if w, ok := daysAt(t, i); ok {
		return w, true
	}
	if n, last := labelAt(t, i); last > i {
		w := n
		w.first = i
		return w, true
	}
	v, unit, last, ok := hoursNumber(t, i)
	if !ok {
		return week{}, false
	}
	w := week{low: v, high: v, first: i, last: last, fte: unit == unitFTE}
	for n := 1; n < mostLinked && !closed(t, last); n++ {
		next := rangeLink(t, last)
		if next == last {
			break
		}
		v2, unit2, end, ok := hoursNumber(t, next)
		if !ok || v2 > weekMost || unit == unitFTE != (unit2 == unitFTE) && unit2 != unitNone && unit != unitNone {
			break
		}
		if unit2 != unitNone {
			unit = unit2
		}
		w.low, w.high, last = min(w.low, v2), max(w.high, v2), end
	}
	w.last, w.fte = last, unit == unitFTE
	if unit == unitNone {
		return week{}, false
	}
	if !w.fte && (w.high > weekMost || w.high < 1) || w.fte && w.high > 1.2 {
		return week{}, false
	}
	w.bound(t)
	if w.fte {
		w.low, w.high = w.low*dutch.FullTimeWeek, w.high*dutch.FullTimeWeek
	}
	return w, true
}

// mostLinked is how many numbers one statement links: "24, 28, 32 of 36 uur".
const mostLinked = 6

type hourUnit uint8

const (
	unitNone hourUnit = iota
	unitHour
	unitFTE
)

// hoursNumber reads a number with or without its unit: "32", "32u", "36-urige".
func hoursNumber(t []dutch.Token, i int) (v float64, unit hourUnit, last int, ok bool) {
	if i >= len(t) {
		return 0, 0, 0, false
	}
	if t[i].Kind == dutch.Word {
		n, rest, cut := strings.Cut(t[i].Norm, "-")
		if !cut || !hourUnits[strings.TrimSuffix(rest, "-werkweek")] {
			return 0, 0, 0, false
		}
		v, ok = dutch.ParseNumber(n)
		return v, unitHour, i + 1, ok
	}
	if t[i].Kind != dutch.Number || strings.IndexByte(t[i].Norm, ':') >= 0 {
		return 0, 0, 0, false
	}
	v, ok = dutch.ParseNumber(t[i].Norm)
	if !ok || v <= 24 && len(t[i].Norm) >= 4 && t[i].Norm[len(t[i].Norm)-3] == '.' {
		return 0, 0, 0, false // "16.45 uur" is a time of day
	}
	last = i + 1
	if last < len(t) && t[last].Norm == "+" {
		last++
	}
	if last < len(t) && t[last].Norm == "-" && last+1 < len(t) && hourUnits[t[last+1].Norm] && t[last+1].Gap == dutch.Glued {
		last++
	}
	if last < len(t) && t[last].Gap < dutch.NewLine {
		switch w := t[last].Norm; {
		case hourUnits[w]:
			return v, unitHour, last + 1, true
		case w == "fte":
			return v, unitFTE, last + 1, true
		}
	}
	return v, unitNone, last, true
}

// rangeLink returns the token after a word that links two numbers, or i.
func rangeLink(t []dutch.Token, i int) int {
	at := func(n int) string {
		if i+n < len(t) {
			return t[i+n].Norm
		}
		return ""
	}
	n := 0
	switch at(0) {
	case "-", "–", "—", "tot", "/", "a", "of", "en", "to", ",", "&", "or", "and", "~", "t/m":
		n = 1
	case "t":
		if at(1) == "/" && at(2) == "m" {
			n = 3
		}
	default:
		return i
	}
	for _, w := range [...]string{"tot", "en", "met", "maximaal", "max", "circa", "ongeveer", "of"} {
		if at(n) == w {
			n++
		}
	}
	if isLine(at(n)) {
		n++
	}
	return i + n
}

// closed reports whether the line ends before token i.
func closed(t []dutch.Token, i int) bool { return i >= len(t) || t[i].Gap >= dutch.NewLine }

// bound opens one side: "minimaal 24 uur", "max. 20 uur", "32 uur of meer".
func (w *week) bound(t []dutch.Token) {
	if w.low != w.high {
		return
	}
	for i := w.first - 1; i >= max(0, w.first-3); i-- {
		switch t[i].Norm {
		case "minimaal", "min", "minimum", "vanaf", "minstens", "tenminste", "minste", "va", "from", "least", "minder":
			w.high = 0
			return
		case "maximaal", "max", "maximum", "hooguit", "tot", "hoogste", "meer":
			w.low = 0
			return
		case ",", ".", ";", "(", ":":
			return
		}
		if t[i].Kind == dutch.Number {
			return
		}
	}
	if w.last+1 < len(t) && (t[w.last].Norm == "of" || t[w.last].Norm == "+") && (t[w.last+1].Norm == "meer" || t[w.last].Norm == "+") || t[w.last-1].Norm == "+" {
		w.high = 0
	}
}

// labelAt reads a number behind its label: "uren per week: 32-40", "aantal uur
// 36", "FTE: 0,8".
func labelAt(t []dutch.Token, i int) (week, int) {
	fte := t[i].Norm == "fte"
	if !labelWords[t[i].Norm] && !fte || t[i].Gap == dutch.Glued && i > 0 && t[i-1].Kind == dutch.Number || i > 0 && t[i-1].Kind == dutch.Number {
		return week{}, i
	}
	j, said := i+1, t[i].Norm != "uur" && t[i].Norm != "uren" || i > 0 && t[i-1].Norm == "aantal"
	for j < len(t) && j < i+6 {
		switch t[j].Norm {
		case "per", "week", "p", "w", "pw", "/", "op", "weekbasis", "in", "de":
			said = said || t[j].Norm == "week" || t[j].Norm == "pw" || t[j].Norm == "w"
			j++
			continue
		case ":", "*", "|", ".", "-", "–":
			said = said || t[j].Norm == ":" && t[i].Gap >= dutch.NewLine
			j++
			continue
		}
		break
	}
	if !said && !fte {
		return week{}, i
	}
	v, unit, last, ok := hoursNumber(t, j)
	if !ok || fte && v > 1.2 || !fte && (v > weekMost || v < 2) {
		return week{}, i
	}
	w := week{low: v, high: v, last: last, labelled: true, fte: fte}
	if next := rangeLink(t, last); next > last && !closed(t, last) && t[last].Norm != "," {
		if v2, _, end, ok := hoursNumber(t, next); ok && v2 <= weekMost && v2 > v {
			w.high, w.last = v2, end
		}
	}
	_ = unit
	if fte {
		w.low, w.high = w.low*dutch.FullTimeWeek, w.high*dutch.FullTimeWeek
	}
	for k := i - 1; w.low == w.high && k >= max(0, i-3) && t[k+1].Gap < dutch.NewLine; k-- {
		switch t[k].Norm {
		case "minimaal", "minimum", "min":
			w.high = 0
		case "maximaal", "maximum", "max":
			w.low = 0
		}
	}
	return w, w.last
}

var labelWords = setOf(`uren uur werkuren arbeidsuren contracturen urenaantal hours werkweek dienstverband contractomvang arbeidsduur omvang
aanstellingsomvang functieomvang weekuren uren/week urenomvang arbeidsomvang`)

// daysAt reads "4x9", "4 x 9 uur" and "4 dagen van 9 uur": the length of a day.
func daysAt(t []dutch.Token, i int) (week, bool) {
	at := func(n int) string {
		if i+n < len(t) {
			return t[i+n].Norm
		}
		return ""
	}
	days, per, last := "", "", i
	switch {
	case t[i].Kind == dutch.Word && strings.Contains(t[i].Norm, "x"):
		days, per, _ = strings.Cut(t[i].Norm, "x")
		last = i + 1
	case t[i].Kind == dutch.Number && (at(1) == "x" || at(1) == "×" || at(1) == "*" || at(1) == "keer"):
		days, per, last = t[i].Norm, at(2), i+3
	case t[i].Kind == dutch.Number && at(1) == "dagen" && at(2) == "van" && (at(4) == "uur" || at(4) == "u"):
		days, per, last = t[i].Norm, at(3), i+4
	default:
		return week{}, false
	}
	d, ok1 := dutch.ParseNumber(days)
	h, ok2 := dutch.ParseNumber(strings.TrimRight(per, "u"))
	if !ok1 || !ok2 || d < 2 || d > 6 || h < 4 || h > 12 || last > len(t) {
		return week{}, false
	}
	if last < len(t) && hourUnits[t[last].Norm] {
		last++
	} else if last < len(t) && t[last].Kind == dutch.Word && t[last].Gap < dutch.NewLine && metric[t[last].Norm] {
		return week{}, false
	}
	return week{low: d * h, high: d * h, day: h, first: i, last: min(last, len(t)), basis: true}, true
}

var metric = setOf(`m meter cm mm kg gram ml liter l inch stuks km`)

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
	for i := max(first, w.first-weekBefore); i < min(last, w.last+weekAfter); i++ {
		if i >= w.first && i < w.last {
			continue
		}
		word := t[i].Norm
		near := i >= w.first-4 && i < w.last+3 && !parted(t, i, w)
		switch {
		case near && notWeek(word):
			w.score = 0
			return
		case i < w.first && basisWords[word], i < w.first && word == "€":
			w.basis = true
		case weekWords[word]:
			w.score += 2
		}
	}
	if w.first > 0 && t[w.first-1].Norm == "voor" || w.first == first || w.first > 0 && t[w.first-1].Norm == "(" {
		w.score++
	}
	if w.basis && max(w.low, w.high) < basisLeast {
		w.score = 0
	} else if w.basis {
		w.score = 1
	}
}

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
dag etmaal verjaardag studie uiterlijk hackathon coaching supervisie`)

func setOf(words string) map[string]bool {
	m := map[string]bool{}
	for _, w := range strings.Fields(words) {
		m[w] = true
	}
	return m
}

// joins reports whether another number of hours belongs to the same statement.
func (w *week) joins(o *week, t []dutch.Token) bool {
	if w.fte != o.fte || o.basis != w.basis {
		return false
	}
	if w.labelled && o.labelled && (w.high == 0 && o.low == 0 || w.low == 0 && o.high == 0) {
		return true
	}
	for i := o.last; i < min(len(t), o.last+4); i++ {
		if t[i].Norm == "bespreekbaar" || t[i].Norm == "mogelijk" {
			return true
		}
	}
	for i := w.last; i < o.first; i++ {
		switch t[i].Norm {
		case "of", "en", "or", "(", "/", "tot":
		default:
			if t[i].Norm != ")" && t[i].Norm != "fulltime" && t[i].Norm != "parttime" && t[i].Norm != "beschikbaar" && t[i].Norm != "per" && t[i].Norm != "week" {
				return false
			}
		}
	}
	return o.first > w.last
}

// join widens the statement by another one.
func (w *week) join(o *week) {
	w.low = least(w.low, o.low)
	w.high = max(w.high, o.high)
	w.last = o.last
}

// least is the lower of two bounds of which 0 is open.
func least(a, b float64) float64 {
	if a == 0 || b > 0 && b < a {
		return b
	}
	return a
}

// readTime notes "fulltime", "parttime" or both, and whether hours may be talked
// about, which is a sign of openness too.
func (x *factFinder) readTime(h *HoursFact) {
	for i := range x.found.facts {
		m := &x.found.facts[i]
		r := &x.r.lexicon.rules[m.rule]
		if r.fact == factNegotiable {
			h.Negotiable = true
			x.out.Openness = x.addTag(x.out.Openness, r.id+"_negotiable", *m)
			continue
		}
		if r.fact != factTime || x.d.basisBefore(m.from) {
			continue
		}
		if h.Time == "" {
			h.Time, h.Quote = r.id, x.d.quote(m.from, m.to)
		} else if h.Time != r.id {
			h.Time = "both"
		}
	}
}

// basisBefore reports whether words before token i say that full time is only
// what pay is reckoned by: "bij een fulltime dienstverband".
func (d *document) basisBefore(i int32) bool {
	s := d.sentences[d.tokens[i].sentence]
	for j := i - 1; j >= s.first && j >= i-3; j-- {
		if w := string(d.wordBytes(int(j))); w == "basis" || w == "bij" || w == "obv" || w == "gebaseerd" || w == "inclusief" {
			return true
		}
	}
	return false
}

// readClock finds the stated times of the working day.
func (x *factFinder) readClock() {
	x.clocks = dutch.AppendClocks(x.clocks[:0], x.text.Tokens)
	for i := range x.clocks {
		c := &x.clocks[i]
		from, to, ok := x.span(InText, c.Start, c.End)
		if !ok || x.d.section(int(from)) == sectionApply {
			continue
		}
		x.out.Clock = append(x.out.Clock, ClockFact{From: c.From, To: c.To, Days: x.days(c), Quote: x.d.quote(from, to)})
		if len(x.out.Clock) == mostListed {
			return
		}
	}
}

// dayBits are the days of the week as bits, Monday first.
var dayBits = map[string]uint8{"maandag": 1, "ma": 1, "dinsdag": 2, "di": 2, "woensdag": 4, "wo": 4, "donderdag": 8, "do": 8,
	"vrijdag": 16, "vr": 16, "vrij": 16, "zaterdag": 32, "za": 32, "zondag": 64, "zo": 64, "monday": 1, "friday": 16, "saturday": 32, "sunday": 64,
	"weekend": 96, "weekdagen": 31, "werkdagen": 31, "doordeweeks": 31, "doordeweekse": 31}

// daysReach is how many tokens from a clock time its days may stand.
const daysReach = 8

// days reads the days that belong to a clock time: "ma t/m vr van 7:00 tot 15:30".
func (x *factFinder) days(c *dutch.Clock) uint8 {
	t := &x.text
	s := t.SentenceAt(c.First)
	if s < 0 {
		return 0
	}
	var bits, prev uint8
	through := false
	for i := max(t.Sentences[s].First, c.First-daysReach); i < min(t.Sentences[s].Last, c.Last+daysReach/2); i++ {
		w := t.Tokens[i].Norm
		b := dayBits[w]
		switch {
		case b != 0 && through && prev != 0:
			for d := prev; d != 0 && d <= b; d <<= 1 {
				bits |= d
			}
			through = false
		case b != 0:
			bits |= b
		case w == "m" || w == "tot" || w == "-" || w == "–" || w == "t/m":
			through = true
			continue
		case w != "t" && w != "/" && w != "en" && w != "met":
			through = false
		}
		if b != 0 {
			prev = b
		}
	}
	return bits
}

// mostListed bounds the lists of facts, against texts that are no advertisement.
const mostListed = 24
