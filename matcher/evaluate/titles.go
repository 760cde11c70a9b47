package evaluate

import (
	"bufio"
	"fmt"
	"os"
	"path/filepath"
	"strings"

	"passend/index/taxonomy"
)

// TitlesReport holds how well titles find the labels that mean the same, as the
// MELO benchmark measures it (Retyk et al., 2024), and over concepts beside it.
type TitlesReport struct {
	Queries int `json:"queries"`
	TitleFigures
	Concepts TitleFigures `json:"concepts"`
}

// TitleFigures are means over the queries: MRR is the mean of one over the rank
// of the first right answer, SuccessAt1 and SuccessAt10 the share with a right
// answer on that depth, MAP the mean average precision.
type TitleFigures struct {
	MRR         float64 `json:"mrr"`
	SuccessAt1  float64 `json:"success_at_1"`
	SuccessAt10 float64 `json:"success_at_10"`
	MAP         float64 `json:"map"`
}

// titlesDepth is how many labels are ranked for a query; later ones count as
// not found.
const titlesDepth = 1000

// EvaluateTitles ranks the labels of corpus_elements.tsv for every line of
// queries.tsv in dir and compares with annotations.tsv. Concepts are those of
// concept_mapping.tsv; without that file their figures are zero.
func EvaluateTitles(dir string) (TitlesReport, error) {
	queries, err := readPairs(filepath.Join(dir, "queries.tsv"))
	if err != nil {
		return TitlesReport{}, err
	}
	elements, err := readPairs(filepath.Join(dir, "corpus_elements.tsv"))
	if err != nil {
		return TitlesReport{}, err
	}
	right, err := readAnnotations(filepath.Join(dir, "annotations.tsv"))
	if err != nil {
		return TitlesReport{}, err
	}
	concepts := map[string]string{}
	mapping, err := readPairs(filepath.Join(dir, "concept_mapping.tsv"))
	if err != nil && !os.IsNotExist(err) {
		return TitlesReport{}, err
	}
	for _, m := range mapping {
		concepts[m[0]] = m[1]
	}
	return rankTitles(newTitleRanker(elements, concepts), queries, elements, right, concepts), nil
}

// newTitleRanker ranks the labels; the first of a concept is its preferred one.
func newTitleRanker(elements [][2]string, concepts map[string]string) *taxonomy.TitleRanker {
	labels := make([]string, len(elements))
	preferred := make([]bool, len(elements))
	seen := map[string]bool{}
	for i, e := range elements {
		labels[i] = e[1]
		c := concepts[e[0]]
		preferred[i] = c != "" && !seen[c]
		seen[c] = true
	}
	return taxonomy.Default().NewRanker(labels, func(i int) bool { return preferred[i] })
}

func rankTitles(r *taxonomy.TitleRanker, queries, elements [][2]string, right map[string]map[string]bool, concepts map[string]string) TitlesReport {
	rep := TitlesReport{}
	for _, q := range queries {
		want := right[q[0]]
		if len(want) == 0 {
			continue
		}
		rep.Queries++
		wantConcepts := map[string]bool{}
		for id := range want {
			wantConcepts[concepts[id]] = true
		}
		var hits, conceptHits []bool
		seen := map[string]bool{}
		for _, x := range r.Rank(q[1], titlesDepth) {
			id := elements[x.Label][0]
			hits = append(hits, want[id])
			if c := concepts[id]; c != "" && !seen[c] {
				seen[c] = true
				conceptHits = append(conceptHits, wantConcepts[c])
			}
		}
		rep.TitleFigures.add(hits, len(want))
		if len(concepts) > 0 {
			rep.Concepts.add(conceptHits, len(wantConcepts))
		}
	}
	rep.TitleFigures.divide(rep.Queries)
	rep.Concepts.divide(rep.Queries)
	return rep
}

// add counts one query by whether each ranked answer was right.
func (f *TitleFigures) add(hits []bool, want int) {
	found, precision := 0, 0.0
	for i, hit := range hits {
		if !hit {
			continue
		}
		found++
		precision += float64(found) / float64(i+1)
		if found > 1 {
			continue
		}
		f.MRR += 1 / float64(i+1)
		if i == 0 {
			f.SuccessAt1++
		}
		if i < 10 {
			f.SuccessAt10++
		}
	}
	f.MAP += precision / float64(want)
}

func (f *TitleFigures) divide(n int) {
	if n == 0 {
		return
	}
	for _, v := range []*float64{&f.MRR, &f.SuccessAt1, &f.SuccessAt10, &f.MAP} {
		*v /= float64(n)
	}
}

// readPairs reads lines of an id and a text with a tab between.
func readPairs(path string) ([][2]string, error) {
	var out [][2]string
	err := readTSV(path, 2, func(f []string) { out = append(out, [2]string{f[0], f[1]}) })
	return out, err
}

// readAnnotations reads query, a zero, element and relevance.
func readAnnotations(path string) (map[string]map[string]bool, error) {
	out := map[string]map[string]bool{}
	err := readTSV(path, 4, func(f []string) {
		if f[3] == "0" {
			return
		}
		if out[f[0]] == nil {
			out[f[0]] = map[string]bool{}
		}
		out[f[0]][f[2]] = true
	})
	return out, err
}

func readTSV(path string, fields int, line func([]string)) error {
	file, err := os.Open(path)
	if err != nil {
		return err // names the path already
	}
	defer file.Close()
	sc := bufio.NewScanner(file)
	sc.Buffer(nil, 1<<20)
	for n := 1; sc.Scan(); n++ {
		if sc.Text() == "" {
			continue
		}
		f := strings.Split(strings.TrimRight(sc.Text(), "\r"), "\t")
		if len(f) < fields {
			return fmt.Errorf("%s:%d: want %d fields", path, n, fields)
		}
		line(f)
	}
	return sc.Err()
}
