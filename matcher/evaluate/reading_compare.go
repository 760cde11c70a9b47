package evaluate

import (
	"cmp"
	"maps"
	"math"
	"slices"
)

// Change is a figure that differs between two reports.
type Change struct {
	Name          string
	Before, After float64
}

// smallestChange is the difference below which a figure counts as the same.
const smallestChange = 0.0005

// CompareReadings lists what differs from an earlier report, the greatest
// loss first, the greatest gain last.
func CompareReadings(before, after *ReadingReport) []Change {
	var out []Change
	note := func(name string, b, a float64) {
		if math.Abs(a-b) >= smallestChange {
			out = append(out, Change{name, b, a})
		}
	}
	b, a := &before.Demands, &after.Demands
	note("precision", b.Precision, a.Precision)
	note("recall", b.Recall, a.Recall)
	note("f1", b.F1, a.F1)
	note("macro_f1", b.MacroF1, a.MacroF1)
	note("level_exact", b.LevelExact, a.LevelExact)
	note("level_within_one", b.LevelWithinOne, a.LevelWithinOne)
	note("quotes_literal", b.QuotesLiteral, a.QuotesLiteral)
	note("quotes_overlap", b.QuotesOverlap, a.QuotesOverlap)
	for _, name := range unionKeys(b.ByKey, a.ByKey) {
		note("key "+name, b.ByKey[name].F1, a.ByKey[name].F1)
	}
	for _, name := range unionKeys(before.Groups, after.Groups) {
		note("group "+name, before.Groups[name].F1, after.Groups[name].F1)
	}
	for _, name := range unionKeys(before.Facts, after.Facts) {
		note("fact "+name, before.Facts[name].Accuracy, after.Facts[name].Accuracy)
		note("fact "+name+" false", -before.Facts[name].FalseWhenNull, -after.Facts[name].FalseWhenNull)
	}
	for _, digits := range unionKeys(before.ISCO, after.ISCO) {
		note("isco "+digits, before.ISCO[digits], after.ISCO[digits])
	}
	slices.SortStableFunc(out, func(x, y Change) int { return cmp.Compare(x.After-x.Before, y.After-y.Before) })
	return out
}

func unionKeys[V any](a, b map[string]V) []string {
	seen := map[string]bool{}
	for k := range a {
		seen[k] = true
	}
	for k := range b {
		seen[k] = true
	}
	return slices.Sorted(maps.Keys(seen))
}
