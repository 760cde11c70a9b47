package evaluate

import (
	"cmp"
	"context"
	"fmt"
	"io"
	"maps"
	"math"
	"slices"
	"strings"

	"passend/index/column"
	"passend/index/vacancy"
)

// bm25 is the plain ranking by words (Robertson and Zaragoza 2009, k1 1.2,
// b 0.75) that a match must beat.
type bm25 struct{}

const (
	bm25K1 = 1.2
	bm25B  = 0.75
)

// RankText orders the vacancies by the words of the query.
func (bm25) RankText(ctx context.Context, vacancies []*vacancy.Vacancy, query string) ([]string, error) {
	words := column.Stems(query)
	counts := make([]map[string]int, len(vacancies))
	lengths := make([]float64, len(vacancies))
	df := map[string]int{}
	var mean float64
	for i, v := range vacancies {
		if err := ctx.Err(); err != nil {
			return nil, err
		}
		counts[i], lengths[i] = count(v.Title + "\n" + v.Text)
		mean += lengths[i] / float64(len(vacancies))
		for _, w := range words {
			if counts[i][w] > 0 {
				df[w]++
			}
		}
	}
	scores := map[string]float64{}
	n := float64(len(vacancies))
	for i, v := range vacancies {
		for _, w := range words {
			tf := float64(counts[i][w])
			if tf == 0 {
				continue
			}
			idf := math.Log(1 + (n-float64(df[w])+0.5)/(float64(df[w])+0.5))
			scores[v.ID] += idf * tf * (bm25K1 + 1) / (tf + bm25K1*(1-bm25B+bm25B*lengths[i]/mean))
		}
	}
	ids := slices.Collect(maps.Keys(scores))
	slices.SortFunc(ids, func(a, b string) int {
		return cmp.Or(cmp.Compare(scores[b], scores[a]), cmp.Compare(a, b))
	})
	return ids, nil
}

func count(text string) (map[string]int, float64) {
	out := map[string]int{}
	n := 0.0
	for _, f := range strings.Fields(text) {
		for _, s := range column.Stems(f) {
			out[s]++
			n++
		}
	}
	return out, n
}

// WriteRanking writes the figures for a person.
func WriteRanking(w io.Writer, r *RankingReport) error {
	var b strings.Builder
	fmt.Fprintf(&b, "workers %d, judged pairs %d\n", r.Workers, r.Pairs)
	row := func(name string, f RankingFigures) {
		fmt.Fprintf(&b, "%-10s nDCG@10 %.3f  MAP %.3f  P@5 %.2f  impossible in 10 %.1f\n", name, f.NDCG, f.MAP, f.P5, f.Impossible)
	}
	row("passend", r.Figures)
	for _, name := range slices.Sorted(maps.Keys(r.Baselines)) {
		row(name, r.Baselines[name])
	}
	for _, name := range slices.Sorted(maps.Keys(r.ByWorker)) {
		row("  "+name, r.ByWorker[name])
	}
	fmt.Fprintf(&b, "verdicts   accuracy %.3f, niet passend or not %.3f\n", r.Verdicts.Accuracy, r.Verdicts.Binary)
	fmt.Fprintf(&b, "harm %d, loss %.3f\n", r.Harm, r.Loss)
	for _, want := range slices.Sorted(maps.Keys(r.Verdicts.Confusion)) {
		for _, got := range slices.Sorted(maps.Keys(r.Verdicts.Confusion[want])) {
			fmt.Fprintf(&b, "  judged %-28s called %-28s %d\n", want, got, r.Verdicts.Confusion[want][got])
		}
	}
	_, err := io.WriteString(w, b.String())
	return err
}

// String says one pair with what decided it.
func (e *RankingError) String() string {
	var b strings.Builder
	fmt.Fprintf(&b, "%s %2d grade %d judged %s called %s %v wens %.0f kans %.0f order %.0f %s %q", e.Worker, e.Place, e.Grade, e.Want, e.Match.Verdict,
		e.Match.Outside, e.Match.Preference, e.Match.Qualification, e.Match.Order, e.Vacancy, e.Title)
	for _, r := range e.Match.Reasons {
		if r.Effect == "" {
			continue
		}
		quote := ""
		if r.Quote != nil {
			quote = r.Quote.Text
		}
		fmt.Fprintf(&b, "\n      %s %s %s level %d %q", r.Effect, r.Key, r.Basis, r.Level, quote)
	}
	return b.String()
}
