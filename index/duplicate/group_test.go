package duplicate

import (
	"cmp"
	"slices"
)

// Match is a vacancy that is the same advertisement as the one asked about.
type Match struct {
	ID       string
	Relation Relation
	// Likeness is the larger of Jaccard and containment, 0–1.
	Likeness float64
}

// Index finds, among the sketches it holds, those that may be the same
// advertisement, by the sampled hashes they share. It is not safe for use by
// several goroutines at once.
type Index struct {
	ids      []string
	sketches []Sketch
	byHash   map[uint32][]int32
}

// NewIndex returns an empty index.
func NewIndex() *Index { return &Index{byHash: map[uint32][]int32{}} }

// Len is the number of sketches held.
func (x *Index) Len() int { return len(x.ids) }

// common is how many vacancies may share a hash before it says nothing: the
// phrases that stand under every advertisement of a board.
const common = 400

// Add takes in a vacancy. IDs are not checked for repeats.
func (x *Index) Add(id string, s Sketch) {
	n := int32(len(x.ids))
	x.ids = append(x.ids, id)
	x.sketches = append(x.sketches, s)
	for _, h := range s.Hashes {
		if list := x.byHash[h]; len(list) < common {
			x.byHash[h] = append(list, n)
		}
	}
}

// Find returns the matches of a sketch, the likest first; ties by ID.
func (x *Index) Find(s *Sketch) []Match {
	counts := map[int32]int{}
	for _, h := range s.Hashes {
		for _, n := range x.byHash[h] {
			counts[n]++
		}
	}
	var all []Match
	for n, count := range counts {
		if count < min(3, len(s.Hashes)) {
			continue
		}
		other := &x.sketches[n]
		if r := Compare(s, other); r != Different {
			j, c, _ := Overlap(s, other)
			all = append(all, Match{x.ids[n], r, max(j, c)})
		}
	}
	slices.SortFunc(all, func(a, b Match) int {
		return cmp.Or(cmp.Compare(b.Likeness, a.Likeness), cmp.Compare(a.ID, b.ID))
	})
	return all
}

// Groups joins what is the same advertisement: every group holds the IDs of
// one card, duplicates and variants for other places together, in the order
// they were added. Vacancies without a match form no group.
func (x *Index) Groups() [][]string {
	parent := make([]int32, len(x.ids))
	for i := range parent {
		parent[i] = int32(i)
	}
	root := func(n int32) int32 {
		for parent[n] != n {
			parent[n] = parent[parent[n]]
			n = parent[n]
		}
		return n
	}
	number := make(map[string]int32, len(x.ids))
	for i, id := range x.ids {
		number[id] = int32(i)
	}
	for i := range x.sketches {
		for _, m := range x.Find(&x.sketches[i]) {
			a, b := root(int32(i)), root(number[m.ID])
			parent[max(a, b)] = min(a, b)
		}
	}
	members := map[int32][]string{}
	var order []int32
	for i := range x.ids {
		r := root(int32(i))
		if len(members[r]) == 0 {
			order = append(order, r)
		}
		members[r] = append(members[r], x.ids[i])
	}
	var groups [][]string
	for _, r := range order {
		if len(members[r]) > 1 {
			groups = append(groups, members[r])
		}
	}
	return groups
}
