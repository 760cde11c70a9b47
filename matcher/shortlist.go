package matcher

import (
	"slices"

	"passend/index/column"
)

// placed is a judged row that may be shown.
type placed struct {
	order float32
	row   int32
}

// better orders a band: the order first, then the newer, then the id.
func better(s *column.Segment, a, b placed) int {
	switch {
	case a.order > b.order:
		return -1
	case a.order < b.order:
		return 1
	}
	g := s.Gates()
	if da, db := dateOf(&g[a.row]), dateOf(&g[b.row]); da != db {
		return int(db) - int(da)
	}
	return s.CompareIDs(int(a.row), int(b.row))
}

func dateOf(g *column.Gate) uint16 {
	if g.Posted != 0 {
		return g.Posted
	}
	return g.FirstSeen
}

// shortlist keeps the best rows seen so far. A row that is worse than the most
// that may be shown, each of another group, can never be shown, so it may go.
type shortlist struct {
	s    *column.Segment
	most int
	list []placed
	// worst is the last of a full list: what is worse need not be kept.
	worst placed
	full  bool
}

func (l *shortlist) add(x placed) {
	if l.full && better(l.s, x, l.worst) > 0 {
		return
	}
	l.list = append(l.list, x)
	if len(l.list) >= 2*l.most+128 {
		l.cut()
	}
}

// cut sorts the list, keeps the best row of each duplicate group and drops what
// comes after the most.
func (l *shortlist) cut() {
	slices.SortFunc(l.list, func(a, b placed) int { return better(l.s, a, b) })
	seen := map[uint32]bool{}
	kept := l.list[:0]
	for _, x := range l.list {
		if g := l.s.Row(int(x.row)).Group; g != 0 {
			if seen[g] {
				continue
			}
			seen[g] = true
		}
		if kept = append(kept, x); len(kept) == l.most {
			l.worst, l.full = x, true
			break
		}
	}
	l.list = kept
}
