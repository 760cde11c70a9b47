package evaluate

import (
	"bufio"
	"encoding/json"
	"fmt"
	"maps"
	"os"
	"slices"
	"testing"

	"passend/index/corpustest"
	"passend/index/reading"
	"passend/index/taxonomy"
	"passend/index/vacancy"
)

// handRead is what a person read in one real advertisement before any reading
// was seen: values only, the text stays with the data.
type handRead struct {
	ID string `json:"id"`
	// Batch tells the round: the rules that a batch asked for were written before
	// the next one was labelled, so that at its first sight each is an honest measure.
	Batch string         `json:"batch"`
	Facts map[string]any `json:"facts"`
}

// Floors of facts, below the figures at the time of writing, and the most false
// values where none is stated.
var (
	handFloors = map[string]float64{"hours": 0.95, "pay": 0.95, "education": 0.9, "education_required": 0.9, "licences": 0.97,
		"contract": 0.9, "remote": 0.95, "languages": 0.95, "experience_years": 0.95, "experience_required": 0.9}
	goldFloors = map[string]float64{"hours": 0.95, "pay": 0.95, "education": 0.9, "education_required": 0.9, "licences": 0.97,
		"certificates": 0.8, "contract": 0.85, "remote": 0.9, "languages": 0.93, "experience_years": 0.95, "experience_required": 0.87,
		"must_concepts": 0.8}
)

const mostFalse = 0.07

func TestFactsByHand(t *testing.T) {
	texts := corpusTexts(t)
	r := factsReader(t)
	tallies := map[string]*factTally{}
	for _, batch := range []string{"a", "b", "c", "d", "e"} {
		tallies[batch] = newLoggedTally(t, batch)
	}
	eachLine(t, "testdata/facts-labels.jsonl", func(line []byte) error {
		var h handRead
		if err := json.Unmarshal(line, &h); err != nil {
			return err
		}
		v := texts[h.ID]
		if v == nil {
			return fmt.Errorf("%s: no such advertisement", h.ID)
		}
		read := r.Read(v)
		g := reading.AsGuide(v, &read)
		tallies[h.Batch].add(&labelled{ID: h.ID, Facts: h.Facts}, &g)
		return nil
	})
	tallies["a"].check(t, "a", nil)
	tallies["e"].check(t, "e", nil) // no rule was written after it: its figures are first sight
	for _, batch := range []string{"b", "c", "d"} {
		tallies[batch].check(t, batch, handFloors)
	}
}

func TestFactsOnJudgedSet(t *testing.T) {
	path := corpustest.Path(t, "gold", "readings-dev.jsonl")
	r, tally := factsReader(t), newLoggedTally(t, "gold")
	eachLine(t, path, func(line []byte) error {
		var l labelled
		if err := json.Unmarshal(line, &l); err != nil {
			return err
		}
		v := l.vacancy()
		read := r.Read(v)
		g := reading.AsGuide(v, &read)
		tally.add(&l, &g)
		return nil
	})
	tally.check(t, "gold", goldFloors)
}

func factsReader(t *testing.T) *reading.Reader {
	t.Helper()
	r, err := reading.New(taxonomy.Default())
	if err != nil {
		t.Fatal(err)
	}
	return r
}

func newLoggedTally(t *testing.T, set string) *factTally {
	n := newFactTally()
	n.differs = func(id, field, want, got string) { t.Logf("%s %-8s %-22s want %q got %q", set, id, field, want, got) }
	return &n
}

// check logs the figures and holds them to their floors.
func (t *factTally) check(tb testing.TB, set string, floors map[string]float64) {
	tb.Helper()
	figures, _ := t.report()
	for _, name := range slices.Sorted(maps.Keys(figures)) {
		c := figures[name]
		tb.Logf("%s figure %-24s %.3f of %2d, false %.3f of %d", set, name, c.Accuracy, c.Cases, c.FalseWhenNull, t.fields[name].nulls)
		if c.Accuracy < floors[name] {
			tb.Errorf("%s %.3f, want %.2f", name, c.Accuracy, floors[name])
		}
		if floors[name] > 0 && c.FalseWhenNull > mostFalse {
			tb.Errorf("%s: false values %.3f", name, c.FalseWhenNull)
		}
	}
}

// eachLine calls do for every line of a file.
func eachLine(t *testing.T, path string, do func(line []byte) error) {
	t.Helper()
	f, err := os.Open(path)
	if err != nil {
		t.Fatal(err)
	}
	defer f.Close()
	sc := bufio.NewScanner(f)
	sc.Buffer(nil, lineLimit)
	for sc.Scan() {
		if err := do(sc.Bytes()); err != nil {
			t.Fatal(err)
		}
	}
}

// corpusTexts are the advertisements to develop on by id.
func corpusTexts(t *testing.T) map[string]*vacancy.Vacancy {
	t.Helper()
	texts := map[string]*vacancy.Vacancy{}
	eachLine(t, corpustest.Path(t, "corpus", "vacancies.jsonl"), func(line []byte) error {
		var v struct{ ID, Title, Employer, Text string }
		if err := json.Unmarshal(line, &v); err != nil {
			return err
		}
		texts[v.ID] = &vacancy.Vacancy{ID: v.ID, Title: v.Title, Employer: v.Employer, Text: v.Text}
		return nil
	})
	return texts
}
