package desk

import (
	"context"
	"fmt"
	"runtime"
	"time"

	"golang.org/x/sync/errgroup"

	"passend/matcher"
	"passend/matcher/dossier"
	"passend/matcher/profile"
)

// Caseload lists the workers of the actor with the number of proposals, and for
// roles that see decisions with what needs doing.
func (d *Desk) Caseload(ctx context.Context, a dossier.Actor) ([]Client, error) {
	lines, err := d.People.As(a).Caseload(ctx)
	if err != nil {
		return nil, err
	}
	switch {
	case !dossier.May(a.Role, dossier.DataBand):
		return d.known(ctx, a, lines)
	case dossier.May(a.Role, dossier.DataDecisions) && dossier.May(a.Role, dossier.DataMatch):
		return d.toDo(ctx, a, lines)
	}
	return d.counted(ctx, a, lines)
}

// toDo is the caseload of who decides.
func (d *Desk) toDo(ctx context.Context, a dossier.Actor, lines []dossier.Summary) ([]Client, error) {
	files, err := d.files(ctx, a, lines)
	if err != nil {
		return nil, err
	}
	now := d.Clock()
	clients := make([]Client, len(files))
	return clients, each(len(files), func(i int) (err error) {
		f := &files[i]
		c := &clients[i]
		*c = Client{ID: f.head.ID, Label: f.head.Label, Directions: f.head.Directions, Week: f.trajectory.WeekOn(now)}
		// What moves most of all that is to be asked costs more than the whole list:
		// here it is the first empty field.
		var gap *Task
		if all := f.worker.Gaps(); len(all) > 0 {
			gap = &Task{Kind: TaskGaps, Name: all[0].Question}
		}
		c.Tasks, c.Proposals, err = d.tasks(ctx, a.Role, f, gap, now)
		return err
	})
}

// counted is the caseload of who sees bands alone.
func (d *Desk) counted(ctx context.Context, a dossier.Actor, lines []dossier.Summary) ([]Client, error) {
	shown, err := d.People.As(a).Workers(ctx, ids(lines))
	if err != nil {
		return nil, err
	}
	// The service itself matches; its line in the audit names who made it look.
	whole, err := d.People.As(bandFor(a)).Workers(ctx, ids(lines))
	if err != nil {
		return nil, err
	}
	added, err := d.addedFor(ctx, a)
	if err != nil {
		return nil, err
	}
	clients := make([]Client, len(lines))
	return clients, each(len(lines), func(i int) error {
		without, err := d.unreleased(ctx, a, lines[i].ID, added)
		if err != nil {
			return err
		}
		r, err := d.glance(ctx, a.Role, &whole[i], matcher.Rules{Without: without})
		clients[i] = Client{ID: lines[i].ID, Label: lines[i].Label, Directions: directions(&shown[i]), Proposals: r.proposals}
		return err
	})
}

// known is the caseload of who may see no vacancies of a worker: the label, and
// the directions where the role has them.
func (d *Desk) known(ctx context.Context, a dossier.Actor, lines []dossier.Summary) ([]Client, error) {
	clients := make([]Client, 0, len(lines))
	for _, l := range lines {
		c := Client{ID: l.ID, Label: l.Label}
		if dossier.May(a.Role, dossier.DataPerson) {
			w, err := d.People.As(a).Worker(ctx, l.ID)
			if err != nil {
				return nil, err
			}
			c.Directions = directions(&w)
		}
		clients = append(clients, c)
	}
	return clients, nil
}

// files loads what a coach may see of several workers, with one line of audit
// each in a single write.
func (d *Desk) files(ctx context.Context, a dossier.Actor, lines []dossier.Summary) ([]file, error) {
	workers, err := d.People.As(a).Workers(ctx, ids(lines))
	if err != nil {
		return nil, err
	}
	out := make([]file, len(lines))
	return out, each(len(lines), func(i int) error {
		out[i] = file{subject: subject{worker: workers[i], role: a.Role, head: headOf(&workers[i]), full: true}, created: lines[i].Created, ended: lines[i].Ended}
		return d.records(ctx, a, &out[i])
	})
}

func ids(lines []dossier.Summary) []string {
	out := make([]string, len(lines))
	for i, l := range lines {
		out[i] = l.ID
	}
	return out
}

// each runs f for 0…n-1, as many at a time as there are processors, and returns
// the first error.
func each(n int, f func(i int) error) error {
	var g errgroup.Group
	g.SetLimit(runtime.GOMAXPROCS(0))
	for i := range n {
		g.Go(func() error { return f(i) })
	}
	return g.Wait()
}

// glance is what a caseload shows of a worker's list.
type glance struct {
	proposals int
	// best are the first proposals.
	best []seen
}

// seen is a vacancy with when it was first seen.
type seen struct {
	id, title string
	first     time.Time
}

// glance ranks all open vacancies for a worker, or gives what it gave before
// when nothing has changed since.
func (d *Desk) glance(ctx context.Context, role dossier.Role, w *profile.Worker, rules matcher.Rules) (glance, error) {
	r := d.rankingOf(role, w, time.Time{}, rules)
	return remembered(ctx, d, r.view, light, r.key+" glance", func(ctx context.Context) (glance, error) {
		q := r.q
		q.Top, q.Brief = bestOf, true
		res, err := d.Matcher.Rank(ctx, q, r.view, nil)
		if err != nil {
			return glance{}, fmt.Errorf("caseload: %w", err)
		}
		records, err := d.Vacancies.Records(ctx, idsOf(res.Matches))
		if err != nil {
			return glance{}, fmt.Errorf("caseload: %w", err)
		}
		g := glance{proposals: res.Counts[matcher.BandProposals]}
		for i := range records {
			g.best = append(g.best, seen{records[i].ID, records[i].Title, records[i].FirstSeen})
		}
		return g, nil
	})
}
