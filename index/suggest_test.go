package index

import (
	"slices"
	"testing"

	"github.com/google/go-cmp/cmp"
)

func TestSuggest(t *testing.T) {
	s := newSetup(t, Options{Names: slices.Values([]Suggestion{
		{Kind: SuggestOccupation, Text: "kok", ID: "5120"}, {Kind: SuggestOccupation, Text: "kokkin", ID: "5120"},
		{Kind: SuggestOccupation, Text: "zelfstandig werkend kok", ID: "5120"}, {Kind: SuggestCompetence, Text: "kokerellen", ID: "c1"},
		{Kind: SuggestPlace, Text: "Den Helder"}, {Kind: SuggestPlace, Text: "Helmond", Weight: 9}, {Kind: SuggestPlace, Text: "Hellendoorn", Weight: 3},
		{Kind: SuggestCompetence, Text: "cliënten-contact", ID: "c2"},
	})})
	s.keep(t, ads()...)
	for _, c := range []struct {
		text string
		n    int
		only []SuggestKind
		want []string
	}{
		{"", 5, nil, nil},
		{"xq", 5, nil, nil},
		{"kok", 5, nil, []string{"kok", "kokkin", "kokerellen", "zelfstandig werkend kok"}},
		{"ko", 1, nil, []string{"kok", "kokerellen"}},
		{"KO", 5, []SuggestKind{SuggestCompetence}, []string{"kokerellen"}},
		{"hel", 5, nil, []string{"Helmond", "Hellendoorn", "Den Helder"}},
		{"contact", 5, nil, []string{"cliënten-contact"}},
		{"cliente", 5, nil, []string{"cliënten-contact"}},
		{"snel t", 5, nil, []string{"Snel Transport B.V."}},
		{"breda", 5, []SuggestKind{SuggestEmployer}, []string{"Gemeente Breda"}},
	} {
		var got []string
		for _, x := range s.Suggest(c.text, c.n, c.only...) {
			got = append(got, x.Text)
		}
		if diff := cmp.Diff(c.want, got); diff != "" {
			t.Errorf("%q (-want +got):\n%s", c.text, diff)
		}
	}
	if got := s.Suggest("snel", 1)[0]; got.Weight != 2 {
		t.Errorf("weight %d", got.Weight)
	}
}
