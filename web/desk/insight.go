package desk

import (
	"context"
	"errors"
	"fmt"
	"slices"
	"strings"
	"time"

	"passend/index"
	"passend/matcher"
	"passend/matcher/dossier"
	"passend/matcher/profile"
)

// Insight is what could change for a worker, and how far the live vacancies are.
type Insight struct {
	Head       Head                  `json:"head"`
	WhatIf     *matcher.WhatIfResult `json:"what_if"`
	Gap        *matcher.Gap          `json:"gap"`
	Directions []matcher.Prospect    `json:"directions"`
	Distance   []DistancePoint       `json:"distance"`
	// Titles are the titles of the examples, by vacancy id.
	Titles map[string]string `json:"titles,omitempty"`
}

// DistancePoint is the distance on a day, 0 (nothing lacks) to 100.
type DistancePoint struct {
	At    time.Time `json:"at"`
	Total float64   `json:"total"`
}

// distanceEvery is how old the last kept distance must be before a new one is
// kept: a week, less what a nightly run may come early.
const distanceEvery = 7*24*time.Hour - 12*time.Hour

// Insight computes what-if, distance and directions over all open vacancies, and
// keeps the distance once a week.
func (d *Desk) Insight(ctx context.Context, a dossier.Actor, workerID string) (Insight, error) {
	f, err := d.file(ctx, a, workerID)
	if err != nil {
		return Insight{}, err
	}
	k, err := d.ranking(ctx, &f.subject, time.Time{}, rulesOf(f.decisions, dossier.Current(f.feedback)))
	if err != nil {
		return Insight{}, err
	}
	in, err := k.insight(ctx)
	if err != nil {
		return in, fmt.Errorf("insight: %w", err)
	}
	in.Head, in.Titles = f.head, map[string]string{}
	var examples []string
	for _, l := range in.WhatIf.Levers {
		examples = append(examples, l.Examples...)
	}
	records, err := d.Vacancies.Records(ctx, examples)
	if err != nil {
		return in, fmt.Errorf("insight: %w", err)
	}
	for i := range records {
		in.Titles[records[i].ID] = records[i].Title
	}
	if in.Distance, err = d.distances(ctx, a, workerID); err != nil {
		return in, err
	}
	if in.Gap.Measured() && d.distanceDue(in.Distance) {
		if err := d.keepDistance(ctx, a, workerID, in.Gap); err != nil {
			return in, err
		}
		in.Distance = append(in.Distance, DistancePoint{d.Clock(), in.Gap.Total})
	}
	return in, nil
}

// gap computes the distance of now. What a worker liked or refused changes the
// order of a list, not the distance.
func (d *Desk) gap(ctx context.Context, w *profile.Worker) (*matcher.Gap, error) {
	now := d.Clock()
	g, err := d.Matcher.Gap(ctx, matcher.Request{Worker: w, AsOf: now, ExpectedStart: now.Add(startAfter)}, d.Columns.View())
	if err != nil {
		return nil, fmt.Errorf("distance: %w", err)
	}
	return g, nil
}

func (d *Desk) distanceDue(kept []DistancePoint) bool {
	n := len(kept)
	return n == 0 || kept[n-1].At.Before(d.Clock().Add(-distanceEvery))
}

// KeepDistances keeps the distance of every worker whose last one is a week old:
// of all dossiers that are open and have a search direction with vacancies. One that fails does
// not hold up the others; err joins what went wrong.
func (d *Desk) KeepDistances(ctx context.Context) (kept, failed int, err error) {
	system := dossier.System("wekelijkse afstand")
	lines, err := d.People.As(system).Caseload(ctx)
	if err != nil {
		return 0, 0, err
	}
	var errs []error
	for _, l := range lines {
		if ctx.Err() != nil {
			return kept, failed, ctx.Err()
		}
		if l.Ended != nil {
			continue
		}
		done, err := d.weekly(ctx, system, l.ID)
		switch {
		case err != nil:
			failed++
			errs = append(errs, fmt.Errorf("%s: %w", l.ID, err))
		case done:
			kept++
		}
	}
	return kept, failed, errors.Join(errs...)
}

// weekly keeps the distance of one worker, when it is time.
func (d *Desk) weekly(ctx context.Context, system dossier.Actor, workerID string) (bool, error) {
	before, err := d.distances(ctx, system, workerID)
	if err != nil || !d.distanceDue(before) {
		return false, err
	}
	w, err := d.People.As(system).Worker(ctx, workerID)
	if err != nil || len(w.Search.Directions) == 0 {
		return false, err
	}
	g, err := d.gap(ctx, &w)
	if err != nil || !g.Measured() {
		return false, err
	}
	return true, d.keepDistance(ctx, system, workerID, g)
}

func (d *Desk) distances(ctx context.Context, a dossier.Actor, workerID string) ([]DistancePoint, error) {
	all, err := dossier.Records[dossier.Distance](ctx, d.People.As(a), workerID, "")
	if err != nil {
		return nil, err
	}
	var out []DistancePoint
	for _, r := range all {
		out = append(out, DistancePoint{r.At, r.Body.Total})
	}
	return out, nil
}

// keepDistance notes the distance of now; a role that may not write it, a
// labour expert, only looks.
func (d *Desk) keepDistance(ctx context.Context, a dossier.Actor, workerID string, g *matcher.Gap) error {
	by := map[string]float64{}
	for _, x := range g.Directions {
		by[x.Direction] = x.Gap
	}
	_, err := d.People.As(a).Add(ctx, dossier.New{WorkerID: workerID, Body: dossier.Distance{Total: g.Total, Directions: by, Versions: versions(g.Versions, true)}})
	if errors.Is(err, dossier.ErrDenied) {
		return nil
	}
	return err
}

// Fit is what a vacancy means for one of the actor's workers.
type Fit struct {
	Worker  Head   `json:"worker"`
	Verdict string `json:"verdict"`
	// Group is where the vacancy stands in the worker's list.
	Group         string    `json:"group"`
	Preference    int       `json:"preference"`
	Qualification int       `json:"qualification"`
	Direction     string    `json:"direction,omitempty"`
	Minutes       int       `json:"minutes,omitempty"`
	Decision      *Decision `json:"decision,omitempty"`
	order         float64
}

// ClientsFor judges one vacancy for every worker of the actor who may be matched,
// best first: the same verdicts and order as in their own lists.
func (d *Desk) ClientsFor(ctx context.Context, a dossier.Actor, vacancyID string) (Card, string, []Fit, error) {
	ctx, err := d.gather(ctx, []string{vacancyID})
	if err != nil {
		return Card{}, "", nil, err
	}
	rec, read, err := d.load(ctx, vacancyID)
	if err != nil {
		return Card{}, "", nil, err
	}
	lines, err := d.People.As(a).Caseload(ctx)
	if err != nil {
		return Card{}, "", nil, err
	}
	if !dossier.May(a.Role, dossier.DataMatch) || !dossier.May(a.Role, dossier.DataDecisions) {
		return card(rec.ID, &rec.Vacancy, read), rec.Vacancy.Text, nil, nil
	}
	files, err := d.files(ctx, a, lines)
	if err != nil {
		return Card{}, "", nil, err
	}
	out := make([]Fit, len(files))
	err = each(len(files), func(i int) error {
		f := &files[i]
		m, err := d.oneBy(ctx, &f.subject, rulesOf(f.decisions, dossier.Current(f.feedback)), rec.ID)
		if err != nil {
			return err
		}
		out[i] = Fit{
			Worker: f.head, Verdict: m.Verdict.String(), Group: string(m.Band), Preference: percent(m.Preference), Qualification: percent(m.Qualification),
			Direction: m.Direction, Minutes: m.Minutes, Decision: standing(f.decisions)[rec.ID], order: m.Order,
		}
		return nil
	})
	if err != nil {
		return Card{}, "", nil, err
	}
	place := func(f Fit) int {
		return slices.Index([]string{GroupProposals, GroupOutside, GroupCollapsed, GroupHidden}, f.Group)
	}
	slices.SortStableFunc(out, func(x, y Fit) int {
		if p, q := place(x), place(y); p != q {
			return p - q
		}
		switch {
		case x.order > y.order:
			return -1
		case x.order < y.order:
			return 1
		}
		return strings.Compare(x.Worker.Label, y.Worker.Label)
	})
	return card(rec.ID, &rec.Vacancy, read), rec.Vacancy.Text, out, nil
}

// Browsing is a page of a search over all open vacancies.
type Browsing struct {
	*index.Result
	Cards []Card
}

// Browse searches all open vacancies by words and filters, for any signed-in user.
func (d *Desk) Browse(ctx context.Context, a dossier.Actor, q index.Request) (Browsing, error) {
	if a.UserID == "" {
		return Browsing{}, dossier.ErrDenied
	}
	r, err := d.Search.Search(ctx, q)
	if err != nil {
		return Browsing{}, fmt.Errorf("search: %w", err)
	}
	if ctx, err = d.gatherRecords(ctx, recordsOf(r.Hits)); err != nil {
		return Browsing{}, err
	}
	f := Browsing{Result: r}
	for i := range r.Hits {
		v, read, err := d.Load(ctx, r.Hits[i].ID)
		if err != nil {
			return Browsing{}, err
		}
		f.Cards = append(f.Cards, card(r.Hits[i].ID, v, read))
	}
	return f, nil
}
