package evaluate

import (
	"fmt"
	"io"
	"maps"
	"slices"
	"strings"
)

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
