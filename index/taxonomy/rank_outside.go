package taxonomy

import (
	"cmp"
	"slices"

	"passend/index/dutch"
)

// TitleRanker ranks outside labels with what the taxonomy knows of them.
type TitleRanker struct {
	t      *Taxonomy
	r      *Ranker
	keys   []uint64 // by label: its word parts, the same for variants of gender and number
	folded []string
	first  []bool          // by label: the one its concept is called by
	groups [][]groupWeight // by label: the unit groups it likely means
}

type groupWeight struct {
	group int32
	score float32
}

// NewRanker builds a ranker of labels that raises those which mean the same
// unit group as the phrase. preferred tells by index which labels are the ones
// that their concept is called by; they come before an alternative label of the
// same words. It may be nil.
func (t *Taxonomy) NewRanker(labels []string, preferred func(i int) bool) *TitleRanker {
	x := &TitleRanker{t: t, r: NewRanker(labels), groups: make([][]groupWeight, len(labels))}
	for i, l := range labels {
		x.groups[i] = t.groupsOf(l)
		x.keys = append(x.keys, x.r.key(l))
		x.folded = append(x.folded, dutch.Fold(l))
		x.first = append(x.first, preferred != nil && preferred(i))
	}
	return x
}

// groupsDepth is how many unit groups of a label are kept.
const groupsDepth = 4

func (t *Taxonomy) groupsOf(title string) []groupWeight {
	var out []groupWeight
	for _, l := range t.LinkTitle(title, groupsDepth) {
		out = append(out, groupWeight{int32(t.byCode[l.ISCO]), float32(l.Score)})
	}
	return out
}

// groupBoost is how much a shared unit group adds to the likeness.
const groupBoost = 0.35

// literalLabel is what a label gains that equals the phrase letter by letter,
// before its variants of gender and number.
const literalLabel = 0.1

// preferredLabel is what the label gains that a concept is called by.
const preferredLabel = 0.03

// Rank returns the n labels most like the phrase, best first.
func (x *TitleRanker) Rank(phrase string, n int) []Ranked {
	top := x.r.Rank(phrase, max(n, 400))
	mine, folded := x.t.groupsOf(phrase), dutch.Fold(phrase)
	for i := range top {
		best := float32(0)
		for _, a := range mine {
			for _, b := range x.groups[top[i].Label] {
				if a.group == b.group {
					best = max(best, a.score*b.score)
				}
			}
		}
		top[i].Score += groupBoost * float64(best)
		if x.folded[top[i].Label] == folded {
			top[i].Score += literalLabel
		}
		if x.first[top[i].Label] {
			top[i].Score += preferredLabel
		}
	}
	slices.SortStableFunc(top, func(a, b Ranked) int { return cmp.Compare(b.Score, a.Score) })
	x.spread(top)
	if len(top) > n {
		top = top[:n]
	}
	return top
}

// Variants of one label would fill the top alone: each further one loses a
// step, up to a bound.
const (
	variantStep = 0.08
	variantMost = 4
)

// spread lowers labels that are variants of a better one.
func (x *TitleRanker) spread(top []Ranked) {
	seen := map[uint64]int{}
	for i := range top {
		k := x.keys[top[i].Label]
		top[i].Score -= variantStep * float64(min(seen[k], variantMost))
		seen[k]++
	}
	slices.SortStableFunc(top, func(a, b Ranked) int { return cmp.Compare(b.Score, a.Score) })
}
