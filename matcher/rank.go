package matcher

import (
	"context"
	"fmt"
	"slices"
	"time"

	"passend/index/column"
	"passend/matcher/profile"
)

// Request asks for a page of a ranking.
type Request struct {
	Worker *profile.Worker
	// AsOf is the day of the request; ExpectedStart when work would start, four
	// weeks later when zero.
	AsOf, ExpectedStart time.Time
	// Band is the part of the list, proposals when empty; Offset and Top are
	// the page, 50 when Top is 0.
	Band        Band
	Offset, Top int
	// Ground keeps only matches of one group ("hours", "travel"), "" all.
	Ground string
	Rules  Rules
	// For is who reads the list; a job hunter's is ordered without what tells
	// of the capacity.
	For Role
	// Brief leaves the explanations out.
	Brief bool
}

const defaultTop = 50

// placed is a judged row that may be shown.
type placed struct {
	order float32
	row   int32
}

// tally is what a scan counts.
type tally struct {
	scanned  int
	verdicts [5]int
	outside  [8]int
	within   int // proposals within the search profile
	grounds  [groundCount]int
}

const groundCount = 32

// Rank judges and scores all open vacancies of the view and returns one page
// of one band. Load may be nil with Brief. The same inputs give the same
// bytes. It fails when a shown vacancy cannot be loaded.
func (m *Matcher) Rank(ctx context.Context, q Request, v *column.View, load Loader) (*Result, error) {
	if q.Worker == nil {
		return nil, fmt.Errorf("rank: a worker is needed")
	}
	if q.Band == "" {
		q.Band = BandProposals
	}
	if q.Top <= 0 {
		q.Top = defaultTop
	}
	if q.ExpectedStart.IsZero() {
		q.ExpectedStart = q.AsOf.AddDate(0, 0, 28)
	}
	res := &Result{
		WorkerID: q.Worker.ID, AsOf: q.AsOf.UTC(), ExpectedStart: q.ExpectedStart.UTC(), Band: q.Band, Offset: q.Offset,
		Counts: map[Band]int{}, Verdicts: map[string]int{}, Matches: []Match{}, Versions: m.versions(q.Worker),
	}
	if q.Worker.Capacity.NoUsableCapacity {
		res.Notice = "Er zijn nu geen benutbare mogelijkheden vastgesteld. Daarom zoeken we geen vacatures."
		return res, nil
	}
	p := m.Compile(q.Worker, v, q.AsOf, q.ExpectedStart, q.Rules)
	p.role = q.For
	list, t, err := p.scan(ctx, v.Open, q)
	if err != nil {
		return nil, err
	}
	t.fill(res)
	for _, x := range page(list, q.Offset, q.Top) {
		match, err := m.show(ctx, p, v, v.Open, x, q, load)
		if err != nil {
			return nil, err
		}
		res.Matches = append(res.Matches, match)
	}
	return res, nil
}

func (m *Matcher) versions(w *profile.Worker) Versions {
	return Versions{Taxonomy: m.world.Knowledge.Version(), Scoring: m.weights.Version,
		Capacity: w.Capacity.Version, Search: w.Search.Version, Person: w.Person.Version}
}

func page(list []placed, offset, top int) []placed {
	if offset >= len(list) || offset < 0 {
		return nil
	}
	return list[offset:min(offset+top, len(list))]
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

// scan judges every row and returns the best Offset+Top of the band, one of
// each duplicate group.
func (p *Plan) scan(ctx context.Context, s *column.Segment, q Request) ([]placed, *tally, error) {
	parts := shares(s.Len())
	found := make([]shortlist, len(parts))
	tallies := make([]tally, len(parts))
	err := forEach(len(parts), func(i int) error {
		found[i] = shortlist{s: s, most: q.Offset + q.Top}
		return p.scanPart(ctx, s, parts[i], q, &tallies[i], &found[i])
	})
	if err != nil {
		return nil, nil, err
	}
	all := shortlist{s: s, most: q.Offset + q.Top}
	for i := range parts {
		all.list = append(all.list, found[i].list...)
		if i > 0 {
			tallies[0].add(&tallies[i])
		}
	}
	all.cut()
	return all.list, &tallies[0], nil
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
	if len(l.list) >= 4*l.most+1024 {
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

// scanPart judges the rows of one part: gates first, then demands, then where
// it lies, and scores only what may be shown.
func (p *Plan) scanPart(ctx context.Context, s *column.Segment, part [2]int, q Request, t *tally, found *shortlist) error {
	var o Outcome
	var sc Scores
	gates := s.Gates()
	leftOut := p.leftOut[s]
	for i := part[0]; i < part[1]; i++ {
		if i&8191 == 0 {
			if err := ctx.Err(); err != nil {
				return err
			}
		}
		if s.Removed(i) || leftOut[int32(i)] {
			continue
		}
		t.scanned++
		if q.Band != BandHidden {
			if hard := p.barrier(&gates[i]); hard != 0 {
				t.verdicts[Unsuitable]++
				t.grounds[firstGround(hard)]++
				continue
			}
		}
		r := s.Row(i)
		if q.Band != BandHidden {
			p.stopped(r, &o)
		} else {
			p.judge(r, &o)
		}
		t.verdicts[o.Verdict]++
		if o.Verdict == Unsuitable {
			t.grounds[firstGround(o.Hard)]++
		}
		if o.Verdict >= Unlikely && q.Band != bandOf(o.Verdict, 0) {
			continue
		}
		p.place(r, &sc)
		if o.Verdict < Unlikely {
			t.place(&sc)
		}
		if bandOf(o.Verdict, sc.Outside) == q.Band && (q.Ground == "" || hasGround(&o, &sc, q.Ground)) {
			p.rest(r, &o, &sc)
			found.add(placed{order: p.orderFor(&sc), row: int32(i)})
		}
	}
	return nil
}

func (t *tally) place(sc *Scores) {
	if sc.Outside == 0 {
		t.within++
		return
	}
	for b := range t.outside {
		t.outside[b] += int(sc.Outside >> b & 1)
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

// show turns a card into a match, explained unless the request is brief.
func (m *Matcher) show(ctx context.Context, p *Plan, v *column.View, in *column.Segment, c placed, q Request, load Loader) (Match, error) {
	r := in.Row(int(c.row))
	var o Outcome
	var sc Scores
	p.judge(r, &o)
	p.score(r, &o, &sc)
	match := p.match(in.ID(int(c.row)), &o, &sc)
	match.Versions = m.versions(q.Worker)
	if r.Group != 0 {
		for _, row := range in.WithGroup(r.Group) {
			if int32(row) != c.row && !in.Removed(int(row)) && !p.leftOut[in][int32(row)] {
				match.Also = append(match.Also, in.ID(int(row)))
			}
		}
	}
	if q.Brief || load == nil {
		return match, nil
	}
	vac, rd, err := load.Load(ctx, match.VacancyID)
	if err != nil {
		return match, fmt.Errorf("rank: load %s: %w", match.VacancyID, err)
	}
	p.explain(&match, v.Dicts, r, &o, &sc, vac, rd)
	return match, nil
}

// match fills in all but the explanation.
func (p *Plan) match(id string, o *Outcome, s *Scores) Match {
	m := Match{
		VacancyID: id, Verdict: o.Verdict, Preference: round(s.Preference), Qualification: round(s.Qualification),
		Certainty: round(s.Certainty), Order: round(s.Order), Band: bandOf(o.Verdict, s.Outside),
	}
	preference, order := p.outsideHealth(s)
	m.shown.preference, m.shown.order = round(preference), round(order)
	for b := range 8 {
		if s.Outside>>b&1 != 0 {
			m.Outside = append(m.Outside, outsideTexts[b].key)
		}
	}
	if s.Direction >= 0 {
		m.Direction = p.Worker.Search.Directions[s.Direction].Text
	}
	if s.Minutes > 0 {
		m.Minutes = int(s.Minutes + 0.5)
	}
	return m
}

// round keeps one decimal, so that the JSON is short and the same everywhere.
func round(f float32) float64 { return float64(int(f*10+0.5)) / 10 }
