package index

import (
	"slices"
	"strings"

	"passend/index/dutch"
	"passend/index/taxonomy"
)

// Vocabulary is the taxonomy as search needs it: other words for a word, and
// names to suggest.
type Vocabulary struct {
	synonyms map[string][]string
	names    []Suggestion
}

// Limits on what is taken of a unit group: its labels stand commonest first,
// and the later ones drift away from each other.
const (
	askedLabels   = 10 // labels that have synonyms
	otherLabels   = 4  // labels that are synonyms
	suggestLabels = 40 // labels that are suggested
)

// NewVocabulary takes synonyms and names from a taxonomy.
func NewVocabulary(t *taxonomy.Taxonomy) *Vocabulary {
	v := &Vocabulary{synonyms: map[string][]string{}}
	for _, g := range t.Groups() {
		for i, label := range g.Labels[:min(suggestLabels, len(g.Labels))] {
			v.names = append(v.names, Suggestion{Kind: SuggestOccupation, Text: label, ID: g.Code, Weight: suggestLabels - i})
			if i < askedLabels {
				v.add(label, g.Labels[:min(otherLabels, len(g.Labels))])
			}
		}
	}
	for _, list := range [][]taxonomy.Term{t.Competences(), t.Certificates()} {
		for _, term := range list {
			v.names = append(v.names, Suggestion{Kind: SuggestCompetence, Text: term.Name, ID: term.ID})
			all := append([]string{term.Name}, term.Synonyms...)
			for _, name := range all {
				v.add(name, all)
			}
		}
	}
	return v
}

// add makes others synonyms of name, but for those that hold it as a word: who
// searches the one finds the other as it is.
func (v *Vocabulary) add(name string, others []string) {
	key := dutch.Fold(name)
	for _, o := range others {
		if f := dutch.Fold(o); !strings.Contains(" "+f+" ", " "+key+" ") && !slices.Contains(v.synonyms[key], o) {
			v.synonyms[key] = append(v.synonyms[key], o)
		}
	}
}

// Synonyms returns other words for a word or name, none when it has none.
func (v *Vocabulary) Synonyms(phrase string) []string { return v.synonyms[dutch.Fold(phrase)] }

// Names yields the occupations and competences that can be suggested.
func (v *Vocabulary) Names(yield func(Suggestion) bool) {
	for _, n := range v.names {
		if !yield(n) {
			return
		}
	}
}
