package index

import (
	"fmt"
	"math/rand/v2"
	"slices"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"passend/index/archive/archivetest"
	"passend/index/taxonomy"
	"passend/index/vacancy"
)

// TestAgainstBruteForce compares filters, counts and words with a look at every
// vacancy by itself.
func TestAgainstBruteForce(t *testing.T) {
	const n = 400
	s := newSetup(t, Options{})
	g := archivetest.Generator{Seed: 3, Newest: day0}
	var vs []*vacancy.Vacancy
	for i := range n {
		vs = append(vs, g.Vacancy(i))
	}
	s.keep(t, vs...)
	r := rand.New(rand.NewPCG(5, 6))
	levels := []taxonomy.Education{0, 0, taxonomy.EducationNone, taxonomy.EducationMBO2, taxonomy.EducationHBO}
	for range 200 {
		f := Filter{Education: levels[r.IntN(len(levels))]}
		if r.IntN(2) == 0 {
			f.HoursMin = 64 + 16*r.IntN(5)
			f.HoursMax = f.HoursMin + 16*r.IntN(3)
		}
		if r.IntN(2) == 0 {
			f.Sectors = []string{"G", "V"}[:1+r.IntN(2)]
		}
		if r.IntN(3) == 0 {
			f.Remote = "full"
		}
		for c := range conditions {
			if r.IntN(3) == 0 {
				f.Unknown = f.Unknown.With(c)
			}
		}
		word := []string{"", "rolsteiger", "facturen", "ladders"}[r.IntN(4)]
		want, unknown := bruteForce(vs, f, word)
		res := s.search(t, Request{Box: word, Filter: f, Size: n, Facets: true})
		var got []string
		for _, h := range res.Hits {
			got = append(got, h.ExternalID)
		}
		slices.Sort(got)
		name := fmt.Sprintf("%q %+v", word, f)
		if diff := cmp.Diff(want, got); diff != "" || res.Total != len(want) {
			t.Fatalf("%s: total %d (-want +got):\n%s", name, res.Total, diff)
		}
		for c, n := range res.Unknown {
			if n != unknown[c] {
				t.Fatalf("%s: %d unknown on %v, want %d", name, n, c, unknown[c])
			}
		}
		total := 0
		for _, c := range res.Facets.Sectors {
			total += c.N
		}
		if total != len(want) {
			t.Fatalf("%s: sectors count %d of %d", name, total, len(want))
		}
	}
}

// bruteForce filters by reading each vacancy's fields.
func bruteForce(vs []*vacancy.Vacancy, f Filter, word string) (ids []string, unknowns map[Condition]int) {
	unknowns = map[Condition]int{}
	for _, v := range vs {
		if word != "" && !strings.Contains(strings.ToLower(v.Title+" "+v.Text), word) {
			continue
		}
		says := map[Condition]answer{}
		if f.HoursMin > 0 {
			says[OnHours] = answerOf(!v.Hours.IsZero(), v.Hours.Min <= f.HoursMax && v.Hours.Max >= f.HoursMin)
		}
		if f.Education != 0 {
			asked, _ := taxonomy.ParseEducation(v.Education)
			says[OnEducation] = answerOf(asked != 0, asked.Rank() <= f.Education.Rank())
		}
		if len(f.Sectors) > 0 {
			says[OnSector] = answerOf(true, slices.Contains(f.Sectors, v.Industry[:1]))
		}
		if f.Remote != "" {
			says[OnRemote] = answerOf(v.Remote, v.Remote)
		}
		var refused, missing, met []Condition
		for c, a := range says {
			switch {
			case a == no:
				refused = append(refused, c)
			case a == unknown && !f.Unknown.Has(c):
				missing = append(missing, c)
			case a == unknown:
				met = append(met, c)
			}
		}
		switch {
		case len(refused) > 0 || len(missing) > 1:
		case len(missing) == 1:
			unknowns[missing[0]]++
		default:
			for _, c := range met {
				unknowns[c]++
			}
			ids = append(ids, v.ExternalID)
		}
	}
	slices.Sort(ids)
	return ids, unknowns
}
