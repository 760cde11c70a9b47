package index

import (
	"slices"
	"testing"

	"passend/index/vacancy"
)

func TestBaseline(t *testing.T) {
	x, err := NewBaseline([]*vacancy.Vacancy{
		{ID: "a", Title: "Bakker", Text: "Je bakt brood, en plant soms een rit."},
		{ID: "b", Title: "Transportplanner", Text: "Je plant de ritten van onze chauffeurs en houdt de planning bij."},
		{ID: "c", Title: "Kapper", Text: "Je knipt."},
	})
	if err != nil {
		t.Fatal(err)
	}
	defer x.Close()
	for text, want := range map[string][]string{"ritten": {"a", "b"}, "ritten planning": {"b", "a"}, "transport": {"b"}, "de": nil, "lasser": {}} {
		if got, err := x.RankText(t.Context(), text); err != nil || !slices.Equal(got, want) {
			t.Errorf("%q: %v, %v; want %v", text, got, err, want)
		}
	}
}
