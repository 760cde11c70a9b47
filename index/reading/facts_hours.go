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

// bothLeast is the open minimum ("vanaf 32 uur"), in quarter hours, from which
// full time is within reach.
const bothLeast = 32 * 4

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
			case near && best.within(&w):
				best.low, best.high = w.low, w.high
			case w.score > best.score && !(bestField == field && w.within(&best)):
				best, bestField = w, field
			}
		}
	}
	if best.score > 0 {
		h.Min, h.Max, h.Derived = quarters(best.low), quarters(best.high), best.fte
		h.FromZero = best.zero && best.low == 0
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

// timeOf lets stated hours say whether the job is full time, part time or both;
// words that leave open or narrow what the hours allow speak louder.
func (h *HoursFact) timeOf() {
	said := h.Time
	switch low, high := h.Min, h.Max; {
	case high == 0 && low > 0 && low < bothLeast:
		h.Time = "parttime"
	case high > 0 && high < fullTimeLeast:
		h.Time = "parttime"
	case low >= fullTimeLeast:
		h.Time = "fulltime"
	case high >= fullTimeLeast || high == 0 && low > 0:
		h.Time = "both"
	}
	if said == "both" && h.Max != h.Min || said == "parttime" && h.Time == "both" && h.Max > 0 && h.Max <= fullTimeLeast {
		h.Time = said
	}
}

func quarters(hours float64) int { return int(hours*4 + 0.5) }

func (x *factFinder) tokensOf(f Field) *dutch.Text {
	if f == InTitle {
		return &x.title
	}
	return &x.text
}

// readTime notes "fulltime", "parttime" or both, and whether hours may be talked
// about, which is a sign of openness too.
func (x *factFinder) readTime(h *HoursFact) {
	only := int32(-1) // the sentence that rules part time out
	for i := range x.found.facts {
		m := &x.found.facts[i]
		r := &x.r.lexicon.rules[m.rule]
		if r.fact == factNegotiable {
			if d := x.d; !d.is(int(m.to-2), "niet") && !d.is(int(m.from-1), "niet") && !d.is(int(m.from-2), "niet") {
				h.Negotiable = true
				x.out.Openness = x.addTag(x.out.Openness, r.id+"_negotiable", *m)
			}
			continue
		}
		if r.fact != factTime || x.d.basisBefore(m.from) {
			continue
		}
		sentence := x.d.tokens[m.from].sentence
		if r.id == "full_only" {
			if x.onlyFull(m) {
				h.FullOnly, h.Time, h.Quote, only = true, "fulltime", x.d.quote(m.from, m.to), sentence
			}
			continue
		}
		if h.FullOnly && sentence == only {
			continue // "geen parttime"
		}
		if h.Time == "" {
			h.Time, h.Quote = r.id, x.d.quote(m.from, m.to)
		} else if h.Time != r.id {
			h.Time = "both"
		}
	}
	h.FullOnly = h.FullOnly && h.Time == "fulltime" && !h.Negotiable
}

// onlyFull reports that a sentence rules part time out without a "but", and of the
// job: not "niet alleen fulltime", "in de zomer niet" or "alleen fulltime
// medewerkers krijgen …".
func (x *factFinder) onlyFull(m *match) bool {
	d := x.d
	s := d.sentences[d.tokens[m.from].sentence]
	if d.is(int(m.from-1), "niet") || d.question(m.from) {
		return false
	}
	if timeWords[string(d.wordBytes(int(m.to-1)))] && m.to < s.last && d.gap(int(m.to)) == " " && !jobWords[string(d.wordBytes(int(m.to)))] {
		return false
	}
	for i := s.first; i < s.last; i++ {
		if butWords[string(d.wordBytes(int(i)))] {
			return false
		}
	}
	return true
}

// jobWords may stand behind a word for full or part time that is said of the job.
var (
	timeWords = setOf(`fulltime voltijd voltijds parttime deeltijd deeltijds`)
	jobWords  = setOf(`beschikbaar mogelijk functie dienstverband contract baan job inzetbaar`)
)

var butWords = setOf(`ook daarna later wel probleem zomer zaterdag eerste tijdelijk moedigen tenzij soms`)

// basisBefore reports whether words before token i say that full time is only
// what pay is reckoned by: "bij een fulltime dienstverband".
func (d *document) basisBefore(i int32) bool {
	s := d.sentences[d.tokens[i].sentence]
	for j := i - 1; j >= s.first && j >= i-3; j-- {
		if w := string(d.wordBytes(int(j))); w == "basis" || w == "bij" || w == "obv" || w == "gebaseerd" || w == "inclusief" {
			return true
		}
	}
	for j := s.first; j < s.last; j++ {
		if w := d.wordBytes(int(j)); len(w) > 10 && strings.HasSuffix(string(w), "dagen") {
			return true // "25 vakantiedagen op fulltime basis"
		}
	}
	return i-1 >= s.first && (d.is(int(i-1), "vakantie") || d.is(int(i-1), "verlof"))
}
