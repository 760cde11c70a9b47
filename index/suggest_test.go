package index

import (
	"slices"
	"testing"

	"github.com/google/go-cmp/cmp"

	"passend/index/place"
)

type onePlace struct{}

func (onePlace) Suggest(typed string, _ int) []place.Place {
	if typed != "helm" {
		return nil
	}
	return []place.Place{{Name: "Helmond", Population: 90_000}}
}

func TestSuggest(t *testing.T) {
	s := newSetup(t, Options{Names: slices.Values([]Suggestion{
		{Kind: SuggestOccupation, Text: "kok", ID: "5120"}, {Kind: SuggestOccupation, Text: "kokkin", ID: "5120"},
		{Kind: SuggestOccupation, Text: "zelfstandig werkend kok", ID: "5120"}, {Kind: SuggestCompetence, Text: "kokerellen", ID: "c1"},
		{Kind: SuggestCompetence, Text: "cliënten-contact", ID: "c2"},
	}), Places: onePlace{}})
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
		{"helm", 1, nil, []string{"Helmond"}},
		{"helm", 1, []SuggestKind{SuggestEmployer}, nil},
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
