package taxonomy

import (
	"bufio"
	"embed"
	"fmt"
	"slices"
	"strings"

	"passend/index/dutch"
)

//go:embed data/occupations-*.tsv
var occupationFiles embed.FS

// readGroups reads the unit groups: code, Dutch title and job titles separated
// by bars. A job title that means another group more often starts with "~".
func readGroups() ([]UnitGroup, error) {
	files, err := occupationFiles.ReadDir("data")
	if err != nil {
		return nil, fmt.Errorf("read occupations: %w", err)
	}
	var groups []UnitGroup
	for _, f := range files {
		data, err := occupationFiles.ReadFile("data/" + f.Name())
		if err != nil {
			return nil, fmt.Errorf("read occupations: %w", err)
		}
		sc := bufio.NewScanner(strings.NewReader(string(data)))
		sc.Buffer(nil, 1<<16)
		for n := 1; sc.Scan(); n++ {
			line := sc.Text()
			if line == "" || line[0] == '#' {
				continue
			}
			code, rest, ok := strings.Cut(line, "\t")
			title, labels, ok2 := strings.Cut(rest, "\t")
			if !ok || !ok2 || len(code) != 4 {
				return nil, fmt.Errorf("%s:%d: want code, title and labels", f.Name(), n)
			}
			groups = append(groups, UnitGroup{Code: code, Title: title, Labels: strings.Split(labels, "|")})
		}
		if err := sc.Err(); err != nil {
			return nil, fmt.Errorf("%s: %w", f.Name(), err)
		}
	}
	slices.SortFunc(groups, func(a, b UnitGroup) int { return strings.Compare(a.Code, b.Code) })
	return groups, nil
}

// label is a title that links to a unit group, and to an ESCO concept when it
// came from there.
type label struct {
	text    string
	folded  string
	group   int32
	concept int32 // index of the ESCO occupation, or -1
	weight  float32
}

// labels lists what titles are compared with.
func (t *Taxonomy) labels() []label {
	var out []label
	for i := range t.groups {
		g := &t.groups[i]
		out = append(out, label{g.Title, dutch.Fold(g.Title), int32(i), -1, 0.9})
		for j, l := range g.Labels {
			w := float32(1)
			if rest, ok := strings.CutPrefix(l, "~"); ok {
				l, w = rest, 0.8
				g.Labels[j] = rest
			}
			out = append(out, label{l, dutch.Fold(l), int32(i), -1, w})
		}
	}
	if t.esco == nil {
		return out
	}
	for c, o := range t.esco.Occupations {
		i, ok := t.byCode[o.ISCO]
		if !ok {
			continue
		}
		out = append(out, label{o.Label, dutch.Fold(o.Label), int32(i), int32(c), 1})
		for _, l := range o.AltLabels {
			out = append(out, label{l, dutch.Fold(l), int32(i), int32(c), 0.95})
		}
	}
	return out
}

// titleIndex finds labels by their exact word parts, in any order, and by
// likeness.
type titleIndex struct {
	labels []label
	ranker *Ranker
	exact  map[uint64][]int32
}

func newTitleIndex(labels []label) *titleIndex {
	x := &titleIndex{labels: labels, exact: make(map[uint64][]int32, len(labels))}
	words := make([][]titleWord, len(labels))
	for i, l := range labels {
		words[i] = titleWords(nil, l.text)
	}
	x.ranker = newRanker(words, false)
	for i, ws := range words {
		if len(ws) > 0 {
			var key uint64
			for _, w := range ws {
				key += x.ranker.sum(w.root)
			}
			x.exact[key] = append(x.exact[key], int32(i))
		}
	}
	return x
}
