package index

import (
	"slices"
	"strings"
	"testing"

	"passend/index/taxonomy"
)

func TestVocabulary(t *testing.T) {
	v := NewVocabulary(taxonomy.Default())
	if got := v.Synonyms("Magazijnmedewerker"); len(got) == 0 || slices.ContainsFunc(got, func(s string) bool { return strings.Contains(s, "magazijnmedewerker") }) {
		t.Errorf("magazijnmedewerker: %q", got)
	}
	if got := v.Synonyms("xylofonist"); got != nil {
		t.Errorf("xylofonist: %q", got)
	}
	kinds := map[SuggestKind]int{}
	for n := range v.Names {
		if n.Text == "" || n.ID == "" {
			t.Fatalf("%+v", n)
		}
		kinds[n.Kind]++
	}
	if kinds[SuggestOccupation] < 1000 || kinds[SuggestCompetence] < 50 {
		t.Errorf("%v", kinds)
	}
}
