package matcher

import (
	"context"
	"fmt"
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
	// Plan is what Compile made earlier of the same worker, dates and rules for
	// the same view; nil makes one.
	Plan *Plan
}

const defaultTop = 50

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
	plan := *m.plan(&q, v)
	p := &plan
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

// show turns a card into a match, explained unless the request is brief.
func (m *Matcher) show(ctx context.Context, p *Plan, v *column.View, in *column.Segment, c placed, q Request, load Loader) (Match, error) {
	r := in.Row(int(c.row))
	var o Outcome
	var sc Scores
	p.judge(&r, &o)
	p.score(&r, &o, &sc)
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
