package evaluate

import (
	"context"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"passend/index/corpustest"
	"passend/matcher/profile"
)

// TestJudgedPairs measures on the judged pairs of the project; the vacancies
// stand outside it. The later sets were judged to see what holds for other
// workers than those that rules were made with.
func TestJudgedPairs(t *testing.T) {
	for _, c := range []struct {
		name  string
		harm  int
		right float64
	}{
		{"judged", 0, 0.85}, {"judged-b", 1, 0.88}, {"judged-c", 2, 0.8}, {"judged-d", 2, 0.83},
		{"judged-e", 4, 0.75}, {"judged-f", 4, 0.78}, {"judged-g", 6, 0.82},
	} {
		t.Run(c.name, func(t *testing.T) {
			rep := judgedReport(t, filepath.Join("testdata", c.name))
			if rep.Harm > c.harm || rep.Verdicts.Accuracy < c.right {
				t.Errorf("harm %d, verdicts %.2f", rep.Harm, rep.Verdicts.Accuracy)
			}
		})
	}
}

func judgedReport(t *testing.T, dir string) *RankingReport {
	t.Helper()
	vacancies := must(ReadVacancies(must(os.Open(corpustest.Path(t, "corpus", "vacancies.jsonl")))))
	in := testInput(t)
	in.Judgements = must(ReadJudgements(must(os.Open(filepath.Join(dir, "judgements.jsonl")))))
	judged := map[string]bool{}
	for _, j := range in.Judgements {
		judged[j.Vacancy] = true
	}
	for _, v := range vacancies {
		if judged[v.ID] {
			in.Vacancies = append(in.Vacancies, v)
		}
	}
	in.Text = baseline(t, in.Vacancies)
	for _, file := range must(filepath.Glob(filepath.Join(dir, "workers", "*.yaml"))) {
		in.Workers = append(in.Workers, must(profile.Load(must(os.Open(file)))))
	}
	rep, err := EvaluateRanking(context.Background(), in)
	if err != nil {
		t.Fatal(err)
	}
	var b strings.Builder
	if err := WriteRanking(&b, rep); err != nil {
		t.Fatal(err)
	}
	t.Log("\n" + b.String())
	for _, e := range rep.Errors {
		if e.Want != e.Match.Verdict || os.Getenv("PASSEND_ALL_PAIRS") != "" {
			t.Log(e.String())
		}
	}
	return rep
}
