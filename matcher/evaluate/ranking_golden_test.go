package evaluate

import (
	"bytes"
	"context"
	"flag"
	"fmt"
	"os"
	"path/filepath"
	"testing"

	"passend/crawler/demosite"
	"passend/index/column"
	"passend/matcher"
	"passend/matcher/profile"
)

var update = flag.Bool("update", false, "write the golden rankings anew")

// TestGoldenRankings holds what the demonstration shows against change that
// nobody meant: after a change that is meant, look at the difference and run
// with -update.
func TestGoldenRankings(t *testing.T) {
	ctx, in := context.Background(), testInput(t)
	store, texts := column.NewStore(in.Locator), readings{}
	vacancies := must(demosite.Vacancies(in.AsOf))
	for i := range vacancies {
		v := &vacancies[i]
		rd := in.Reader.Read(v)
		texts[v.ID] = column.Record{Vacancy: v, Reading: &rd, FirstSeen: v.Posted}
		if err := store.Upsert(texts[v.ID]); err != nil {
			t.Fatal(err)
		}
	}
	for _, w := range must(profile.Demo()) {
		t.Run(w.ID, func(t *testing.T) {
			got := goldenRanking(ctx, t, in.Matcher, &w, store.View(), texts)
			file := filepath.Join("testdata", "golden", w.ID+".txt")
			if *update {
				if err := os.MkdirAll(filepath.Dir(file), 0o755); err != nil {
					t.Fatal(err)
				}
				if err := os.WriteFile(file, got, 0o644); err != nil {
					t.Fatal(err)
				}
			}
			if want := must(os.ReadFile(file)); !bytes.Equal(got, want) {
				t.Errorf("the ranking of %s changed; if that is meant, run with -update\ngot\n%swant\n%s", w.ID, got, want)
			}
		})
	}
}

// goldenRanking writes the counts and the first ten proposals with the grounds
// of each, twice: the same inputs must give the same bytes.
func goldenRanking(ctx context.Context, t *testing.T, m *matcher.Matcher, w *profile.Worker, v *column.View, load matcher.Loader) []byte {
	t.Helper()
	var runs [2]bytes.Buffer
	for i := range runs {
		res, err := m.Rank(ctx, matcher.Request{Worker: w, AsOf: column.Date(20782), Top: 10}, v, load)
		if err != nil {
			t.Fatal(err)
		}
		b := &runs[i]
		fmt.Fprintf(b, "scanned %d: proposals %d, outside %d, collapsed %d, hidden %d\n", res.Scanned, res.Counts[matcher.BandProposals],
			res.Counts[matcher.BandOutside], res.Counts[matcher.BandCollapsed], res.Counts[matcher.BandHidden])
		for n, x := range res.Matches {
			vac, _, err := load.Load(ctx, x.VacancyID)
			if err != nil {
				t.Fatal(err)
			}
			fmt.Fprintf(b, "%2d %s %q wens %.0f kans %.0f\n", n+1, x.Verdict, vac.Title, x.Preference, x.Qualification)
			for _, r := range x.Reasons {
				if r.Effect != "" {
					fmt.Fprintf(b, "     %s %s %s\n", r.Effect, r.Key, r.Basis)
				}
			}
		}
	}
	if !bytes.Equal(runs[0].Bytes(), runs[1].Bytes()) {
		t.Error("two runs differ")
	}
	return runs[0].Bytes()
}
