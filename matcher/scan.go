package matcher

import (
	"context"
	"math/bits"

	"passend/index/column"
)

// tally is what a scan counts.
type tally struct {
	scanned  int
	verdicts [5]int
	outside  [8]int
	within   int // proposals within the search profile
	grounds  [groundCount]int
}

const groundCount = 32

// scan judges every row and returns the best Offset+Top of the band, one of
// each duplicate group. Which processor took which rows does not show.
func (p *Plan) scan(ctx context.Context, s *column.Segment, q Request) ([]placed, *tally, error) {
	near := p.candidates(s)
	scanners := make([]*scanner, processors(s.Len()))
	for i := range scanners {
		scanners[i] = p.scanner(s, q, near)
	}
	err := inPieces(ctx, s.Len(), len(scanners), func(i, from, to int) { scanners[i].rows(from, to) })
	if err != nil {
		return nil, nil, err
	}
	all := scanners[0]
	for _, x := range scanners[1:] {
		all.found.list = append(all.found.list, x.found.list...)
		all.tally.add(&x.tally)
	}
	all.found.cut()
	return all.found.list, &all.tally, nil
}

// scanner judges rows for one request, each on a processor of its own.
type scanner struct {
	p       *Plan
	s       *column.Segment
	q       Request
	leftOut map[int32]bool
	// near marks the rows that may lie within a direction.
	near  []uint64
	tally tally
	found shortlist
}

func (p *Plan) scanner(s *column.Segment, q Request, near []uint64) *scanner {
	return &scanner{p: p, s: s, q: q, leftOut: p.leftOut[s], near: near, found: shortlist{s: s, most: q.Offset + q.Top}}
}

// rows judges some rows: gates first, then demands, then where the work lies,
// and scores only what may be shown. It counts every row whole.
func (x *scanner) rows(from, to int) {
	var o Outcome
	var sc Scores
	gates := x.s.Gates()
	hidden := x.q.Band == BandHidden
	for i := from; i < to; i++ {
		if x.s.Removed(i) || len(x.leftOut) > 0 && x.leftOut[int32(i)] {
			continue
		}
		x.tally.scanned++
		if !hidden {
			if hard := x.p.barrier(&gates[i]); hard != 0 {
				x.tally.hide(hard)
				continue
			}
		}
		r := x.s.Row(i)
		if hidden {
			x.p.judge(&r, &o)
		} else {
			x.p.stopped(&r, &o)
		}
		switch {
		case o.Verdict < Unlikely:
			x.possible(i, &r, &o, &sc)
			continue
		case o.Verdict == Unsuitable:
			x.tally.hide(o.Hard)
		default:
			x.tally.verdicts[Unlikely]++
		}
		if x.q.Band == bandOf(o.Verdict, 0) {
			x.p.place(&r, &sc)
			x.show(i, &r, &o, &sc)
		}
	}
}

// possible counts a row that is not ruled out, in or outside the search profile.
func (x *scanner) possible(i int, r *column.Row, o *Outcome, sc *Scores) {
	x.tally.verdicts[o.Verdict]++
	if x.q.Band != BandOutside && x.near[i>>6]>>(i&63)&1 == 0 {
		x.tally.place(x.p.elsewhere(r))
		return
	}
	x.p.place(r, sc)
	x.tally.place(sc.Outside)
	if bandOf(o.Verdict, sc.Outside) == x.q.Band {
		x.show(i, r, o, sc)
	}
}

// show scores a row that is placed, unless it cannot come among the best.
func (x *scanner) show(i int, r *column.Row, o *Outcome, sc *Scores) {
	if x.q.Ground != "" && !hasGround(o, sc, x.q.Ground) {
		return
	}
	x.p.background(r, sc)
	if x.found.full && x.p.atMost(r, o, sc) < x.found.worst.order {
		return
	}
	x.p.finish(r, o, sc)
	x.found.add(placed{order: x.p.orderFor(sc), row: int32(i)})
}

// hide counts a row that is ruled out.
func (t *tally) hide(hard Grounds) {
	t.verdicts[Unsuitable]++
	t.grounds[firstGround(hard)]++
}

// place counts a proposal by where it lies.
func (t *tally) place(outside Outside) {
	if outside == 0 {
		t.within++
		return
	}
	for ; outside != 0; outside &= outside - 1 {
		t.outside[bits.TrailingZeros8(uint8(outside))]++
	}
}

func (t *tally) add(o *tally) {
	t.scanned += o.scanned
	t.within += o.within
	for i := range t.verdicts {
		t.verdicts[i] += o.verdicts[i]
	}
	for i := range t.grounds {
		t.grounds[i] += o.grounds[i]
	}
	for i := range t.outside {
		t.outside[i] += o.outside[i]
	}
}

func (t *tally) fill(res *Result) {
	res.Scanned = t.scanned
	possible := t.verdicts[Suitable] + t.verdicts[Conditional] + t.verdicts[Ask]
	res.Counts = map[Band]int{BandProposals: t.within, BandOutside: possible - t.within, BandCollapsed: t.verdicts[Unlikely], BandHidden: t.verdicts[Unsuitable]}
	for v, n := range t.verdicts {
		res.Verdicts[Verdict(v).String()] = n
	}
	for i, n := range t.grounds {
		if n > 0 {
			g := groundText(i)
			res.Hidden = append(res.Hidden, Group{Key: g.key, Label: g.label, Count: n})
		}
	}
	for i, n := range t.outside {
		if n > 0 {
			g := outsideTexts[i]
			res.OutsideGroups = append(res.OutsideGroups, Group{Key: g.key, Label: g.label, Count: n})
		}
	}
}
