package evaluate

import (
	"bufio"
	"cmp"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"maps"
	"slices"
	"strings"

	"passend/index/reading"
	"passend/index/vacancy"
)

// Vacancies are judged one to a line; lineLimit bounds a line in bytes.
const lineLimit = 4 << 20

// frequentKey is how many cases a key needs to count in the macro average.
const frequentKey = 10

// ReadingReport holds the figures of readings against labels made by people.
type ReadingReport struct {
	Version   string                 `json:"version"`
	Vacancies int                    `json:"vacancies"`
	Demands   DemandFigures          `json:"demands"`
	Facts     map[string]FactFigures `json:"facts"`
	ISCO      map[string]float64     `json:"isco"`
	Groups    map[string]KeyFigures  `json:"groups"`
	Errors    []ReadingError         `json:"-"`
}

// DemandFigures are the figures over (vacancy, key) with level 1 and more.
type DemandFigures struct {
	Precision float64 `json:"precision"`
	Recall    float64 `json:"recall"`
	F1        float64 `json:"f1"`
	// LevelExact and LevelWithinOne are shares of the demands found rightly.
	LevelExact     float64 `json:"level_exact"`
	LevelWithinOne float64 `json:"level_within_one"`
	// QuotesLiteral is the share of all quotes that stand in the text, byte for
	// byte; QuotesOverlap the share that shares half the shorter one's bytes
	// with the labelled quote.
	QuotesLiteral float64 `json:"quotes_literal"`
	QuotesOverlap float64 `json:"quotes_overlap"`
	// QuotesOverlapAny counts also the quotes of further evidence.
	QuotesOverlapAny float64 `json:"quotes_overlap_any"`
	// MacroF1 is the mean F1 over keys with ten cases and more.
	MacroF1 float64 `json:"macro_f1"`
	// ZeroFound is the share of labelled "not asked" that was read as such.
	ZeroFound float64               `json:"zero_found"`
	ByKey     map[string]KeyFigures `json:"by_key"`
}

// KeyFigures are the figures of one key or group.
type KeyFigures struct {
	Cases     int     `json:"cases"`
	Found     int     `json:"found"`
	Right     int     `json:"right"`
	Precision float64 `json:"precision"`
	Recall    float64 `json:"recall"`
	F1        float64 `json:"f1"`
}

// FactFigures are the figures of one fact.
type FactFigures struct {
	Cases         int     `json:"cases"`
	Accuracy      float64 `json:"accuracy"`
	FalseWhenNull float64 `json:"false_when_null"`
}

// ReadingError is one difference from the labels, for a person to look at.
type ReadingError struct {
	ID, Key string
	// Want and Got are levels; -1 for none.
	Want, Got           int
	WantQuote, GotQuote string
	Cue                 string
}

// labelled is one line of judged vacancies.
type labelled struct {
	ID       string         `json:"id"`
	Title    string         `json:"title"`
	Employer string         `json:"employer"`
	Place    string         `json:"place"`
	Text     string         `json:"text"`
	Facts    map[string]any `json:"facts"`
	Demands  []struct {
		Key   string `json:"key"`
		Level int    `json:"level"`
		Quote string `json:"quote"`
	} `json:"demands"`
}

func (l *labelled) vacancy() *vacancy.Vacancy {
	v := &vacancy.Vacancy{ID: l.ID, Title: l.Title, Employer: l.Employer, Text: l.Text}
	if l.Place != "" {
		v.Places = []vacancy.Place{{Name: l.Place}}
	}
	return v
}

// keyGroup gives the group of a coarse key.
func keyGroup(key string) string {
	switch key {
	case "day_periods", "overtime_flex_hours":
		return "hours_times"
	case "attention_sustain", "attention_divide", "deadlines_peaks", "high_pace", "interruptions", "unpredictable",
		"independence", "emotional_load", "conflict_aggression", "cooperation", "customer_contact", "care_contact",
		"leading", "working_alone":
		return "mind_social"
	}
	return "body_environment"
}

// EvaluateReadings reads every labelled vacancy of the file (one JSON object a
// line) and compares. It fails on a file that cannot be read or decoded.
func EvaluateReadings(r *reading.Reader, file io.Reader) (ReadingReport, error) {
	t := newReadingTally()
	in := bufio.NewScanner(file)
	in.Buffer(make([]byte, 64<<10), lineLimit)
	for n := 1; in.Scan(); n++ {
		if len(in.Bytes()) == 0 {
			continue
		}
		var l labelled
		if err := json.Unmarshal(in.Bytes(), &l); err != nil {
			return ReadingReport{}, fmt.Errorf("line %d: %w", n, err)
		}
		v := l.vacancy()
		got := r.Read(v)
		t.add(&l, v, &got)
	}
	if err := in.Err(); err != nil {
		return ReadingReport{}, fmt.Errorf("labelled vacancies: %w", err)
	}
	if t.vacancies == 0 {
		return ReadingReport{}, errors.New("no labelled vacancies")
	}
	return t.report(r.Version()), nil
}

// readingTally gathers counts over vacancies.
type readingTally struct {
	vacancies                               int
	keys                                    map[string]*KeyFigures
	exact, near, overlap, anyOverlap, right int
	quotes, literal                         int
	zeros, zerosFound                       int
	facts                                   factTally
	errors                                  []ReadingError
}

func newReadingTally() *readingTally {
	return &readingTally{keys: map[string]*KeyFigures{}, facts: newFactTally()}
}

func (t *readingTally) key(name string) *KeyFigures {
	k := t.keys[name]
	if k == nil {
		k = &KeyFigures{}
		t.keys[name] = k
	}
	return k
}

func (t *readingTally) add(l *labelled, v *vacancy.Vacancy, got *reading.Reading) {
	t.vacancies++
	t.countQuotes(v, got)
	g := reading.AsGuide(v, got)
	t.facts.add(l, &g)
	byKey := map[string]*reading.GuideDemand{}
	for i := range g.Demands {
		byKey[g.Demands[i].Key] = &g.Demands[i]
	}
	labelledKeys := map[string]bool{}
	for _, want := range l.Demands {
		labelledKeys[want.Key] = true
		t.compare(l, want.Key, want.Level, want.Quote, byKey[want.Key])
	}
	for _, d := range g.Demands {
		if d.Level >= 1 && !labelledKeys[d.Key] {
			t.key(d.Key).Found++
			t.errors = append(t.errors, ReadingError{l.ID, d.Key, -1, d.Level, "", d.Quote, d.Cue})
		}
	}
}

// compare counts one labelled demand against what was read.
func (t *readingTally) compare(l *labelled, key string, level int, quote string, d *reading.GuideDemand) {
	if level == 0 {
		t.zeros++
		if d != nil && d.Level == 0 {
			t.zerosFound++
		} else if d != nil {
			t.key(key).Found++
			t.errors = append(t.errors, ReadingError{l.ID, key, 0, d.Level, quote, d.Quote, d.Cue})
		} else {
			t.errors = append(t.errors, ReadingError{l.ID, key, 0, -1, quote, "", ""})
		}
		return
	}
	k := t.key(key)
	k.Cases++
	if d == nil || d.Level < 1 {
		e := ReadingError{l.ID, key, level, -1, quote, "", ""}
		if d != nil {
			e.Got, e.GotQuote, e.Cue = d.Level, d.Quote, d.Cue
		}
		t.errors = append(t.errors, e)
		return
	}
	k.Found++
	k.Right++
	t.right++
	if d.Level == level {
		t.exact++
	} else {
		t.errors = append(t.errors, ReadingError{l.ID, key, level, d.Level, quote, d.Quote, d.Cue})
	}
	if d.Level-level <= 1 && level-d.Level <= 1 {
		t.near++
	}
	if overlaps(l, quote, d.Field, d.Start, d.Quote) {
		t.overlap++
		t.anyOverlap++
	} else if slices.ContainsFunc(d.More, func(q reading.Quote) bool { return overlaps(l, quote, q.Field, q.Start, q.Text) }) {
		t.anyOverlap++
	} else if d.Level == level {
		t.errors = append(t.errors, ReadingError{l.ID, key + " (quote)", level, d.Level, quote, d.Quote, d.Cue})
	}
}

// overlaps reports whether an occurrence of the labelled quote shares at least
// half of the shorter one's bytes with the quote that was found.
func overlaps(l *labelled, quote string, field reading.Field, at int, found string) bool {
	src := l.Text
	if field == reading.InTitle {
		src = l.Title
	}
	if quote == "" {
		return false
	}
	for from := 0; ; {
		i := strings.Index(src[from:], quote)
		if i < 0 {
			return false
		}
		start := from + i
		both := min(start+len(quote), at+len(found)) - max(start, at)
		if both*2 >= min(len(quote), len(found)) {
			return true
		}
		from = start + 1
	}
}

func (t *readingTally) countQuotes(v *vacancy.Vacancy, r *reading.Reading) {
	count := func(q reading.Quote) {
		t.quotes++
		src := v.Text
		if q.Field == reading.InTitle {
			src = v.Title
		}
		if q.Start >= 0 && q.End <= len(src) && q.Start < q.End && src[q.Start:q.End] == q.Text {
			t.literal++
		}
	}
	for i := range r.Demands {
		count(r.Demands[i].Quote)
		for _, e := range r.Demands[i].More {
			count(e.Quote)
		}
	}
}

func (t *readingTally) report(version string) ReadingReport {
	all, groups := KeyFigures{}, map[string]*KeyFigures{}
	rep := ReadingReport{Version: version, Vacancies: t.vacancies, Groups: map[string]KeyFigures{}, Errors: t.errors}
	rep.Demands.ByKey = map[string]KeyFigures{}
	var macro float64
	frequent := 0
	for _, name := range slices.Sorted(maps.Keys(t.keys)) {
		k := t.keys[name]
		k.finish()
		rep.Demands.ByKey[name] = *k
		if k.Cases >= frequentKey {
			macro += k.F1
			frequent++
		}
		g := groups[keyGroup(name)]
		if g == nil {
			g = &KeyFigures{}
			groups[keyGroup(name)] = g
		}
		for _, sum := range []*KeyFigures{&all, g} {
			sum.Cases, sum.Found, sum.Right = sum.Cases+k.Cases, sum.Found+k.Found, sum.Right+k.Right
		}
	}
	for name, g := range groups {
		g.finish()
		rep.Groups[name] = *g
	}
	all.finish()
	d := &rep.Demands
	d.Precision, d.Recall, d.F1 = all.Precision, all.Recall, all.F1
	d.LevelExact, d.LevelWithinOne = share(t.exact, t.right), share(t.near, t.right)
	d.QuotesLiteral, d.QuotesOverlap = share(t.literal, t.quotes), share(t.overlap, t.right)
	d.QuotesOverlapAny = share(t.anyOverlap, t.right)
	d.MacroF1, d.ZeroFound = macro/float64(max(frequent, 1)), share(t.zerosFound, t.zeros)
	rep.Facts, rep.ISCO = t.facts.report()
	slices.SortStableFunc(rep.Errors, func(a, b ReadingError) int { return cmp.Compare(a.Key, b.Key) })
	return rep
}

func (k *KeyFigures) finish() {
	k.Precision, k.Recall = share(k.Right, k.Found), share(k.Right, k.Cases)
	if k.Precision+k.Recall > 0 {
		k.F1 = 2 * k.Precision * k.Recall / (k.Precision + k.Recall)
	}
}

func share(part, whole int) float64 {
	if whole == 0 {
		return 0
	}
	return float64(part) / float64(whole)
}

// Worst returns the names of the n keys with the lowest F1 among those with
// cases, worst first.
func (r *ReadingReport) Worst(n int) []string {
	var names []string
	for _, name := range slices.Sorted(maps.Keys(r.Demands.ByKey)) {
		if r.Demands.ByKey[name].Cases > 0 {
			names = append(names, name)
		}
	}
	slices.SortStableFunc(names, func(a, b string) int {
		return cmp.Compare(r.Demands.ByKey[a].F1, r.Demands.ByKey[b].F1)
	})
	return names[:min(n, len(names))]
}
