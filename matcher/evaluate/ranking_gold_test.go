package evaluate

import (
	"context"
	"os"
	"strings"
	"testing"
	"time"

	"passend/index"
	"passend/index/column"
	"passend/index/corpustest"
	"passend/index/place"
	"passend/index/reading"
	"passend/index/taxonomy"
	"passend/index/vacancy"
	"passend/matcher"
	"passend/matcher/intake"
)

// TestGoldRanking logs the figures on the judged pairs that are kept outside
// the project, and holds what must always hold.
func TestGoldRanking(t *testing.T) {
	raw, err := os.ReadFile(corpustest.Path(t, "gold", "match-dev", "workers.json"))
	if err != nil {
		t.Fatal(err)
	}
	in := testInput(t)
	workers, notes, err := intake.Plain(raw)
	if err != nil || len(notes) > 0 {
		t.Fatal(notes, err)
	}
	in.Workers = workers
	in.Vacancies = must(ReadVacancies(must(os.Open(corpustest.Path(t, "gold", "match-dev", "vacancies.jsonl")))))
	in.Text = baseline(t, in.Vacancies)
	in.Judgements = must(ReadJudgements(must(os.Open(corpustest.Path(t, "gold", "match-dev", "judgements.jsonl")))))
	rep, err := EvaluateRanking(context.Background(), in)
	if err != nil {
		t.Fatal(err)
	}
	var b strings.Builder
	if err := WriteRanking(&b, rep); err != nil {
		t.Fatal(err)
	}
	t.Log("\n" + b.String())
	if testing.Verbose() {
		for _, e := range rep.Errors {
			t.Log(e.String())
		}
	}
	if rep.Harm > 0 {
		t.Errorf("harm %d", rep.Harm)
	}
}

func testInput(t *testing.T) RankingInput {
	t.Helper()
	tax := taxonomy.Default()
	m, err := matcher.New(matcher.World{Knowledge: matcher.FromTaxonomy(tax), Places: matcher.FromGazetteer(place.Default(), place.DefaultModel().Paces)})
	if err != nil {
		t.Fatal(err)
	}
	r, err := reading.New(tax)
	if err != nil {
		t.Fatal(err)
	}
	return RankingInput{Matcher: m, Reader: r, Locator: column.FromGazetteer(place.Default()), AsOf: time.Date(2026, 11, 25, 0, 0, 0, 0, time.UTC)}
}

// baseline is the search engine to compare with.
func baseline(t *testing.T, vacancies []*vacancy.Vacancy) TextRanker {
	t.Helper()
	b, err := index.NewBaseline(vacancies)
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { b.Close() })
	return b
}

func must[T any](v T, err error) T {
	if err != nil {
		panic(err)
	}
	return v
}
