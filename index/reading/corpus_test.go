package reading

import (
	"bufio"
	"encoding/json"
	"os"
	"slices"
	"strings"
	"testing"

	"passend/index/corpustest"
	"passend/index/vacancy"
)

// corpusVacancies loads the texts to develop on; the test skips without them.
func corpusVacancies(t testing.TB) []vacancy.Vacancy {
	t.Helper()
	f, err := os.Open(corpustest.Path(t, "corpus", "vacancies.jsonl"))
	if err != nil {
		t.Fatal(err)
	}
	defer f.Close()
	sc := bufio.NewScanner(f)
	sc.Buffer(nil, 4<<20)
	var list []vacancy.Vacancy
	for sc.Scan() {
		var v vacancy.Vacancy
		if err := json.Unmarshal(sc.Bytes(), &struct {
			*vacancy.Vacancy
			Posted any `json:"posted"`
		}{Vacancy: &v}); err != nil {
			t.Fatal(err)
		}
		list = append(list, v)
	}
	return list
}

// checkQuote reports a quote that is not a literal clause of its field.
func checkQuote(t *testing.T, v *vacancy.Vacancy, q Quote) {
	t.Helper()
	src := v.Text
	if q.Field == InTitle {
		src = v.Title
	}
	if q.Start < 0 || q.End > len(src) || q.Start >= q.End || src[q.Start:q.End] != q.Text {
		t.Errorf("%s: quote %q at %d-%d is not literal", v.ID, q.Text, q.Start, q.End)
	}
	if len(q.Text) > quoteLong+8 && strings.Contains(q.Text, " ") {
		t.Errorf("%s: quote of %d bytes", v.ID, len(q.Text))
	}
}

func TestCorpusQuotes(t *testing.T) {
	r := testReader(t)
	unread := 0
	for _, v := range corpusVacancies(t) {
		got := r.Read(&v)
		if got.Unread {
			unread++
		}
		var last Demand
		for _, d := range got.Demands {
			if d.Key <= last.Key {
				t.Errorf("%s: keys out of order", v.ID)
			}
			if d.Level < 0 || d.Level > 3 || d.Basis <= BasisPrior || d.Cue == "" {
				t.Errorf("%s: %+v", v.ID, d)
			}
			checkQuote(t, &v, d.Quote)
			if d.Softener != nil {
				checkQuote(t, &v, *d.Softener)
			}
			for _, e := range d.More {
				checkQuote(t, &v, e.Quote)
			}
			last = d
		}
	}
	t.Logf("%d texts in other languages", unread)
}

// silentCues is how many cues may stay silent on the corpus, beside the English
// ones: it holds no kilos, degrees, steps or hours of walking and few denials, so
// those cues rest on the sentences in testdata.
const silentCues = 16

// TestLexiconLint lists cues that never fire on the corpus and cues that fire
// on traps alone.
func TestLexiconLint(t *testing.T) {
	r := testReader(t)
	// Every match counts, also one that stronger evidence outshines.
	count := func(v *vacancy.Vacancy, into map[string]int) {
		d := newDocument(v)
		defer d.release()
		scan := r.lexicon.automaton.run(d)
		defer scan.release()
		for _, m := range r.lexicon.find(scan).cues {
			if rule := &r.lexicon.rules[m.rule]; rule.contextAllows(scan, m) {
				into[rule.id]++
			}
		}
	}
	fired, traps := map[string]int{}, map[string]int{}
	for _, v := range corpusVacancies(t) {
		count(&v, fired)
	}
	sentences(t, "testdata/traps.tsv", func(_ []string, sentence string) {
		count(&vacancy.Vacancy{Title: "Medewerker", Text: sentence}, traps)
	})
	var silent, trapped []string
	for _, rule := range r.lexicon.rules {
		if rule.kind != kindCue || fired[rule.id] > 0 || strings.HasPrefix(rule.id, "en-") {
			continue
		}
		if traps[rule.id] > 0 {
			trapped = append(trapped, rule.id)
		} else {
			silent = append(silent, rule.id)
		}
	}
	slices.Sort(silent)
	t.Logf("cues that never fire: %s", strings.Join(silent, " "))
	t.Logf("cues that fire on traps only: %s", strings.Join(trapped, " "))
	if n := len(silent) + len(trapped); n > silentCues {
		t.Errorf("%d cues never fire on a real text, want at most %d", n, silentCues)
	}
}
