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
	bands    map[Band]int
	grounds  [groundCount]int
	outside  [8]int
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

func page(list []card, offset, top int) []card {
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

// card is a place in the list with its duplicates.
type card struct {
	placed
	also []int32
}

// scan judges every row. It keeps the best Offset+Top cards of the band.
func (p *Plan) scan(ctx context.Context, s *column.Segment, q Request) ([]card, *tally, error) {
	parts := shares(s.Len())
	lists := make([][]placed, len(parts))
	tallies := make([]*tally, len(parts))
	err := forEach(len(parts), func(i int) error {
		tallies[i] = &tally{bands: map[Band]int{}}
		var err error
		lists[i], err = p.scanPart(ctx, s, parts[i], q, tallies[i])
		return err
	})
	if err != nil {
		return nil, nil, err
	}
	var all []placed
	t := tallies[0]
	for i := range parts {
		all = append(all, lists[i]...)
		if i > 0 {
			t.add(tallies[i])
		}
	}
	return group(s, all), t, nil
}

// group makes one card of each duplicate group, the best row first.
func group(s *column.Segment, all []placed) []card {
	slices.SortFunc(all, func(a, b placed) int { return better(s, a, b) })
	out := make([]card, 0, len(all))
	at := map[uint32]int{}
	for _, x := range all {
		g := s.Row(int(x.row)).Group
		if g == 0 {
			out = append(out, card{placed: x})
			continue
		}
		if i, ok := at[g]; ok {
			out[i].also = append(out[i].also, x.row)
			continue
		}
		at[g] = len(out)
		out = append(out, card{placed: x})
	}
	return out
}

// scanPart judges the rows of one part.
func (p *Plan) scanPart(ctx context.Context, s *column.Segment, part [2]int, q Request, t *tally) ([]placed, error) {
	var out []placed
	var o Outcome
	var sc Scores
	for i := part[0]; i < part[1]; i++ {
		if i&8191 == 0 {
			if err := ctx.Err(); err != nil {
				return nil, err
			}
		}
		if s.Removed(i) {
			continue
		}
		r := s.Row(i)
		p.judge(r, &o)
		p.score(r, &o, &sc)
		band := bandOf(o.Verdict, sc.Outside)
		t.count(&o, &sc, band)
		if band == q.Band && (q.Ground == "" || hasGround(&o, &sc, q.Ground)) {
			out = append(out, placed{order: sc.Order, row: int32(i)})
		}
	}
	return out, nil
}

func (t *tally) count(o *Outcome, sc *Scores, band Band) {
	t.scanned++
	t.verdicts[o.Verdict]++
	t.bands[band]++
	switch band {
	case BandHidden:
		for g := o.Hard; g != 0; g &= g - 1 {
			t.grounds[trailing(g)]++
		}
		if o.Red.Any() {
			t.grounds[groundCount-1]++
		}
	case BandOutside:
		for b := range 8 {
			if sc.Outside>>b&1 != 0 {
				t.outside[b]++
			}
		}
	}
}

func (t *tally) add(o *tally) {
	t.scanned += o.scanned
	for i := range t.verdicts {
		t.verdicts[i] += o.verdicts[i]
	}
	for b, n := range o.bands {
		t.bands[b] += n
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
	for b, n := range t.bands {
		res.Counts[b] = n
	}
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
func (m *Matcher) show(ctx context.Context, p *Plan, v *column.View, in *column.Segment, c card, q Request, load Loader) (Match, error) {
	r := in.Row(int(c.row))
	var o Outcome
	var sc Scores
	p.judge(r, &o)
	p.score(r, &o, &sc)
	match := p.match(in.ID(int(c.row)), &o, &sc)
	match.Versions = m.versions(q.Worker)
	for _, row := range c.also {
		match.Also = append(match.Also, in.ID(int(row)))
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
