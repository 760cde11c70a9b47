package index

import (
	"container/heap"
	"math"

	"passend/index/column"
)

// found is one vacancy in a result: order is what it is sorted by, the highest
// first.
type found struct {
	row   int32
	score float64
	order float64
}

// top keeps the best so many; it is a heap with the worst on top.
type top struct {
	best []found
	size int
}

func (t *top) Len() int           { return len(t.best) }
func (t *top) Less(i, j int) bool { return worse(t.best[i], t.best[j]) }
func (t *top) Swap(i, j int)      { t.best[i], t.best[j] = t.best[j], t.best[i] }

// Push and Pop belong to container/heap.
func (t *top) Push(v any) { t.best = append(t.best, v.(found)) }

// Pop takes the last one off.
func (t *top) Pop() any {
	last := t.best[len(t.best)-1]
	t.best = t.best[:len(t.best)-1]
	return last
}

// worse orders: ties go to the vacancy that came later.
func worse(a, b found) bool {
	if a.order != b.order {
		return a.order < b.order
	}
	return a.row < b.row
}

func (t *top) take(f found) {
	if len(t.best) < t.size {
		heap.Push(t, f)
		return
	}
	if worse(t.best[0], f) {
		t.best[0] = f
		heap.Fix(t, 0)
	}
}

// sorted empties the heap into a slice, best first.
func (t *top) sorted() []found {
	all := make([]found, len(t.best))
	for i := len(all) - 1; i >= 0; i-- {
		all[i] = heap.Pop(t).(found)
	}
	return all
}

// collector filters, counts and keeps the best.
type collector struct {
	sieve
	open   *column.Segment
	gates  []column.Gate
	top    *top
	facets *counter
	order  func(g *column.Gate, score float64) float64
	// matched had the words; total passed the filter as well.
	matched, total int
	// groups are the duplicate groups that have a vacancy in the result, a bit
	// for each; nil when all members are wanted.
	groups []uint64
}

func (s *searching) collect(req Request, q *question) *collector {
	c := &collector{
		sieve: sieve{tests: req.Filter.tests(s.view.Dicts), allowed: req.Filter.Unknown},
		open:  s.view.Open,
		gates: s.view.Open.Gates(),
		top:   &top{size: req.From + req.Size},
		order: func(_ *column.Gate, score float64) float64 { return score },
	}
	if !req.Duplicates {
		c.groups = make([]uint64, s.view.Dicts.Groups.Len()/64+1)
	}
	if req.Facets {
		c.facets = newCounter(s.view.Dicts)
	}
	newest := func(g *column.Gate, _ float64) float64 { return float64(g.FirstSeen) }
	switch {
	case req.Sort == ByDistance && req.Filter.Near != nil:
		near := *req.Filter.Near
		c.order = func(g *column.Gate, _ float64) float64 {
			if !g.Has(column.PlaceKnown) {
				return math.Inf(-1)
			}
			return -distance(near, g)
		}
	case req.Sort == ByNewest, len(q.terms) == 0:
		c.order = newest
	}
	return c
}

func (c *collector) take(row int32, score float64) {
	c.matched++
	g := &c.gates[row]
	if !c.passes(g) {
		return
	}
	if c.groups != nil {
		if group := c.open.Row(int(row)).Group; group != 0 {
			word, bit := &c.groups[group/64], uint64(1)<<(group%64)
			if *word&bit != 0 {
				return
			}
			*word |= bit
		}
	}
	c.total++
	if c.facets != nil {
		c.facets.add(g)
	}
	c.top.take(found{row, score, c.order(g, score)})
}

// unknowns names the counts of the conditions that were asked.
func (c *collector) unknowns() map[Condition]int {
	if len(c.tests) == 0 {
		return nil
	}
	m := make(map[Condition]int, len(c.tests))
	for _, t := range c.tests {
		m[t.on] = c.unknown[t.on]
	}
	return m
}
