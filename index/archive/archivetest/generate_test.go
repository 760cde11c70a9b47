package archivetest_test

import (
	"strings"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"

	"passend/index/archive/archivetest"
)

func TestGenerator(t *testing.T) {
	g := archivetest.Generator{Seed: 1, Newest: time.Date(2026, 11, 1, 0, 0, 0, 0, time.UTC)}
	const n = 2000
	size, texts, titles, hours := 0, map[string]bool{}, map[string]bool{}, 0
	for i := range n {
		v := g.Vacancy(i)
		if diff := cmp.Diff(v, g.Vacancy(i)); diff != "" {
			t.Fatalf("vacancy %d differs from itself:\n%s", i, diff)
		}
		if strings.ContainsAny(v.Text, "{}") || v.Title == "" || v.Employer == "" {
			t.Fatalf("vacancy %d is not filled in: %+v", i, v)
		}
		size += len(v.Text)
		texts[v.Text], titles[v.Title] = true, true
		if !v.Hours.IsZero() {
			hours++
		}
	}
	if mean := size / n; mean < 1400 || mean > 2100 {
		t.Errorf("mean text of %d bytes", mean)
	}
	if len(texts) != n || len(titles) < 200 || hours < n/2 || hours > n*3/4 {
		t.Errorf("%d texts, %d titles, %d with hours", len(texts), len(titles), hours)
	}
	if cmp.Equal(g.Vacancy(1), (archivetest.Generator{Seed: 2, Newest: g.Newest}).Vacancy(1)) {
		t.Error("the seed does not matter")
	}
}
