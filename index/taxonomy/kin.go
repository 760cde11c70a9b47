package taxonomy

import (
	_ "embed"
	"slices"
	"strings"
)

//go:embed data/kin.txt
var kinData string

// kin gives for the root of a word or word part the sets of related words that
// it stands in, named by their first word. Words of one set mean about the same
// in a job title, though not enough to be joined to one root: "binnenvaart" and
// "scheepvaart", "chef" and "manager". A word may stand in several sets.
var kin = func() map[string][]string {
	m := map[string][]string{}
	for line := range strings.Lines(kinData) {
		if line[0] == '#' {
			continue
		}
		words := strings.Fields(line)
		for _, w := range words {
			if r := root(w); !slices.Contains(m[r], words[0]) {
				m[r] = append(m[r], words[0])
			}
		}
	}
	return m
}()
