package desk

import (
	"cmp"
	"context"
	"slices"
	"time"

	"passend/index/reading"
	"passend/matcher/dossier"
	"passend/matcher/profile"
)

// Progress is what a report on a period holds: what was looked for, what was
// weighed and why, and what came of it (domain brief 4.3 and 4.4). Notes are not
// in it: only the worker and the coach may see those.
type Progress struct {
	Head        Head
	Now         time.Time
	From, Until time.Time // whole days, both included
	Week        int       // of the illness at the end of the period, 0 when not known
	Milestones  []MilestoneOn
	// Person and Search are the profiles as they stand; Searches the versions
	// that began in the period, oldest first.
	Person   profile.Person
	Search   profile.Search
	Searches []dossier.Version[profile.Search]
	// Capacities are the sources that came in during the period, without items.
	Capacities []CapacitySource
	Distance   []DistancePoint
	// Seen counts the vacancies that were shown to the worker or the coach,
	// each once.
	Seen       int
	Considered []Considered
	Applied    []dossier.Record[dossier.Application]
	Activities []dossier.Record[dossier.Activity]
	Placements []dossier.Record[dossier.Placement]
	// Read are what the worker said after reading a report on this period or on
	// a later one, oldest first.
	Read []dossier.Record[dossier.ReportRead]
}

// CapacitySource is a document that capacity was taken from.
type CapacitySource struct {
	Source                            profile.SourceType
	IssuedOn, IssuerRole, ValidFrom   string
	ValidUntil                        string
	At                                time.Time
	HasBuildUp, NoUsableCapacity, Now bool
}

// Considered is a decision with what it rests on. Vacancies vanish: title, place,
// address, hash and quotes are those of the day of the decision.
type Considered struct {
	Decision
	Place, URL, Hash string
	SeenAt           time.Time
	// Quotes are the words of the advertisement behind the limitations that were
	// given as reasons of rejection.
	Quotes []ReasonQuote
}

// ReasonQuote is a limitation, by its functional name, with the words that meet it.
type ReasonQuote struct{ Name, Text string }

// Progress gathers the report on a period; from and until are days of the
// calendar, a zero from means since the beginning. That a report was made is
// written in the audit log.
func (d *Desk) Progress(ctx context.Context, a dossier.Actor, workerID string, from, until time.Time) (*Progress, error) {
	view := d.People.As(a)
	if err := view.NoteReport(ctx, workerID); err != nil {
		return nil, err
	}
	f, err := d.file(ctx, a, workerID)
	if err != nil {
		return nil, err
	}
	p := &Progress{Head: f.head, Now: d.Clock(), From: from, Until: until, Week: f.trajectory.WeekOn(until), Milestones: milestones(f.trajectory, until),
		Person: f.worker.Person, Search: f.worker.Search}
	if p.Considered, err = d.considered(ctx, a, workerID, p.within); err != nil {
		return nil, err
	}
	if err := d.sources(ctx, view, workerID, p); err != nil {
		return nil, err
	}
	points, err := d.distances(ctx, a, workerID)
	if err != nil {
		return nil, err
	}
	p.Distance = slices.DeleteFunc(points, func(x DistancePoint) bool { return !p.within(x.At) })
	p.Applied = during(f.applied, func(x dossier.Application) string { return x.Date }, p.within)
	p.Activities = during(f.activities, func(x dossier.Activity) string { return x.Date }, p.within)
	placed, err := dossier.Records[dossier.Placement](ctx, view, workerID, "")
	if err != nil {
		return nil, err
	}
	p.Placements = dossier.Current(placed)
	read, err := dossier.Records[dossier.ReportRead](ctx, view, workerID, "")
	if err != nil {
		return nil, err
	}
	last := until.Format(time.DateOnly)
	p.Read = slices.DeleteFunc(read, func(r dossier.Record[dossier.ReportRead]) bool { return r.Body.Until < last })
	p.Seen, err = shownIn(ctx, view, workerID, p.within)
	return p, err
}

// within reports whether a moment falls in the period.
func (p *Progress) within(t time.Time) bool {
	return !t.Before(p.From) && t.Before(p.Until.AddDate(0, 0, 1))
}

// sources takes the versions of capacity and search profile that began in the
// period, and of capacity the one that stands as well.
func (d *Desk) sources(ctx context.Context, view *dossier.View, workerID string, p *Progress) error {
	searches, err := view.Searches(ctx, workerID)
	if err != nil {
		return err
	}
	p.Searches = slices.DeleteFunc(searches, func(v dossier.Version[profile.Search]) bool { return !p.within(v.At) })
	capacities, err := view.Capacities(ctx, workerID)
	if err != nil {
		return err
	}
	for i, v := range capacities {
		c, now := v.Body, i == len(capacities)-1
		if now || p.within(v.At) {
			p.Capacities = append(p.Capacities, CapacitySource{Source: c.Source, IssuedOn: c.IssuedOn, IssuerRole: c.IssuerRole, ValidFrom: c.ValidFrom,
				ValidUntil: c.ValidUntil, At: v.At, HasBuildUp: len(c.BuildUp) > 0, NoUsableCapacity: c.NoUsableCapacity, Now: now})
		}
	}
	return nil
}

// considered lists the decisions of a period that no later one replaces, oldest
// first.
func (d *Desk) considered(ctx context.Context, a dossier.Actor, workerID string, within func(time.Time) bool) ([]Considered, error) {
	decisions, err := d.Decisions(ctx, a, workerID, "")
	if err != nil {
		return nil, err
	}
	records, err := dossier.Records[dossier.Consideration](ctx, d.People.As(a), workerID, "")
	if err != nil {
		return nil, err
	}
	bodies := make(map[string]*dossier.Consideration, len(records))
	for i := range records {
		bodies[records[i].ID] = &records[i].Body
	}
	var out []Considered
	for _, x := range slices.Backward(decisions) {
		b := bodies[x.ID]
		if x.Replaced || b == nil || !within(x.At) {
			continue
		}
		out = append(out, Considered{Decision: x, Place: b.Vacancy.PlaceNames(), URL: b.Vacancy.URL, Hash: b.Hash, SeenAt: b.SeenAt, Quotes: quotes(x.Rejections, &b.Reading)})
	}
	return out, nil
}

func quotes(rejections []dossier.Rejection, r *reading.Reading) (out []ReasonQuote) {
	for _, x := range rejections {
		for _, dm := range r.Demands {
			if x.Code == dossier.RejectCapacity && dm.Key.String() == x.Key && dm.Quote.Text != "" {
				out = append(out, ReasonQuote{dm.Key.Label(), dm.Quote.Text})
			}
		}
	}
	return out
}

// during keeps what stands, no later record correcting it, and whose day is in the
// period; what has no day counts by when it was noted. Oldest first.
func during[T any](all []dossier.Record[T], day func(T) string, within func(time.Time) bool) []dossier.Record[T] {
	when := func(r *dossier.Record[T]) time.Time {
		if t, err := time.Parse(time.DateOnly, day(r.Body)); err == nil {
			return t
		}
		return r.At
	}
	out := slices.DeleteFunc(slices.Clone(dossier.Current(all)), func(r dossier.Record[T]) bool { return !within(when(&r)) })
	slices.SortStableFunc(out, func(x, y dossier.Record[T]) int { return cmp.Compare(when(&x).Unix(), when(&y).Unix()) })
	return out
}

// shownIn counts the vacancies of the lists that were shown in a period.
func shownIn(ctx context.Context, view *dossier.View, workerID string, within func(time.Time) bool) (int, error) {
	lists, err := dossier.Records[dossier.Shown](ctx, view, workerID, "")
	if err != nil {
		return 0, err
	}
	all := map[string]bool{}
	for _, l := range lists {
		if within(l.At) {
			for _, id := range l.Body.Vacancies {
				all[id] = true
			}
		}
	}
	return len(all), nil
}

// ReadReport keeps that the worker has read the report on a period.
func (d *Desk) ReadReport(ctx context.Context, a dossier.Actor, workerID string, r dossier.ReportRead, confirmed string) error {
	_, err := d.People.As(a).Confirming(confirmed).Add(ctx, dossier.New{WorkerID: workerID, Body: r})
	return err
}

// Placements lists work elsewhere that was tried or begun, newest first, as it
// stands after corrections.
func (d *Desk) Placements(ctx context.Context, a dossier.Actor, workerID string) (Head, []dossier.Record[dossier.Placement], error) {
	s, err := d.subject(ctx, a, workerID)
	if err != nil {
		return Head{}, nil, err
	}
	all, err := dossier.Records[dossier.Placement](ctx, d.People.As(a), workerID, "")
	if err != nil {
		return Head{}, nil, err
	}
	now := dossier.Current(all)
	slices.SortStableFunc(now, func(x, y dossier.Record[dossier.Placement]) int { return cmp.Compare(y.Body.From, x.Body.From) })
	return s.head, now, nil
}

// PlacementForms are the forms of work elsewhere, in the order of the form.
var PlacementForms = []string{"trial_placement", "secondment", "work_experience", "partial_resumption"}

// KeepPlacement keeps work elsewhere; corrects is the record that it takes the
// place of, "" for a new one.
func (d *Desk) KeepPlacement(ctx context.Context, a dossier.Actor, workerID, corrects string, p dossier.Placement, confirmed string) error {
	switch {
	case !slices.Contains(PlacementForms, p.Form):
		return &dossier.InvalidError{Text: "Kies de vorm van de plaatsing."}
	case p.Employer == "":
		return &dossier.InvalidError{Text: "Vul in bij welk bedrijf de plaatsing is."}
	case p.Hours < 0 || p.Hours > 60:
		return &dossier.InvalidError{Text: "Vul de uren per week in als getal tussen 0 en 60."}
	case p.Until != "" && p.Until < p.From:
		return &dossier.InvalidError{Text: "De einddatum ligt voor de begindatum."}
	}
	_, err := d.People.As(a).Confirming(confirmed).Add(ctx, dossier.New{WorkerID: workerID, Corrects: corrects, Body: p})
	return err
}
