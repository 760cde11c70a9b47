package crawler

import (
	"context"
	"errors"
	"fmt"
	"maps"
	"slices"
	"time"

	"passend/crawler/fetch"
	"passend/crawler/frontier"
	"passend/index/archive"
)

const (
	// usualLeast is how many vacancies a source must usually have before a drop
	// says anything, dropTo below what share of them is a sudden drop.
	usualLeast = 10
	dropTo     = 0.5
	// failedShare is what share of the pages may fail in a run that still counts
	// as complete, failedFew how many may in any case.
	failedShare = 0.05
	failedFew   = 2
)

// closing is a vacancy with the evidence that it is gone, and the page that it
// was on.
type closing struct {
	id, evidence string
	page         frontier.Page
}

// close notes evidence against vacancies of a page.
func (j *job) close(ids []string, p frontier.Page, evidence string) {
	for _, id := range ids {
		j.closings = append(j.closings, closing{id, evidence, p})
	}
	j.judge(ids)
}

// absent notes that a page is not there: 410 is evidence at once, 404 on its
// second day.
func (j *job) absent(ctx context.Context, f fetched, at time.Time) error {
	j.run.Errors[f.resp.Outcome.String()]++
	if f.resp.Outcome != fetch.Gone {
		return j.missed(ctx, f.Vacancies, f.Page, "404", at)
	}
	j.close(f.Vacancies, f.Page, "410")
	return j.each(f.Vacancies, func(id string) error { return j.Archive.Checked(ctx, id, at) })
}

// missed notes a miss of a kind that is evidence on two different days.
func (j *job) missed(ctx context.Context, ids []string, p frontier.Page, kind string, at time.Time) error {
	j.judge(ids)
	return j.each(ids, func(id string) error {
		m, err := j.Archive.Miss(ctx, id, kind, at)
		if err == nil && m.Count >= 2 && m.First.Format(time.DateOnly) != m.Last.Format(time.DateOnly) {
			j.closings = append(j.closings, closing{id, kind + " on 2 days", p})
		}
		return err
	})
}

// finish ends the run: it says how it went, closes what is gone when the run is
// complete and the source in good health, and keeps the figures.
func (j *job) finish(ctx, keep context.Context) (SourceReport, error) {
	j.run.Outcome = j.outcome(ctx)
	if j.run.Outcome == archive.RunComplete {
		if err := j.closeGone(keep); err != nil {
			return SourceReport{Run: j.run}, err
		}
	}
	j.run.Ended, j.run.Known = j.Now(), max(j.queued, j.run.Pages)
	if err := j.Archive.PutRun(keep, j.run); err != nil {
		return SourceReport{Run: j.run}, err
	}
	if err := j.Frontier.Prune(keep, j.run.Ended.Add(-forgetAfter)); err != nil {
		return SourceReport{Run: j.run}, err
	}
	_, left, err := j.Frontier.Stats(keep, j.src.Name, j.run.Ended)
	j.Log.Info("crawled", "source", j.src.Name, "outcome", string(j.run.Outcome), "pages", j.run.Pages,
		"new", j.run.New, "changed", j.run.Changed, "same", j.run.Same, "closed", j.run.Closed)
	return SourceReport{Run: j.run, Frozen: j.frozen, Left: left}, err
}

// outcome says how the run went. A run in which nothing was reached has failed;
// one that was cut short, or in which much failed, is partial.
func (j *job) outcome(ctx context.Context) archive.RunOutcome {
	visited := max(j.run.Pages, 1)
	switch {
	case j.failed > 0 && j.run.Vacancies() == 0 && j.failed >= visited:
		return archive.RunFailed
	case ctx.Err() != nil, !j.complete, j.failed > failedFew && float64(j.failed) > failedShare*float64(visited):
		return archive.RunPartial
	}
	return archive.RunComplete
}

// closeGone closes what there is evidence against.
func (j *job) closeGone(ctx context.Context) error {
	// What the source lists but was not fetched, because it was not due, is seen.
	listed, err := j.Frontier.Listed(ctx, j.src.Name, j.started)
	if err != nil {
		return err
	}
	if err := j.unchanged(ctx, listed, j.Now()); err != nil {
		return err
	}
	if err := j.watch(ctx); err != nil {
		return err
	}
	closings := j.late()
	if j.frozen == "" {
		closings = append(closings, j.closings...)
		if j.evidence {
			gone, err := j.unlisted(ctx)
			if err != nil {
				return err
			}
			closings = append(closings, gone...)
		}
	}
	return j.carryOut(ctx, closings)
}

// late are the vacancies whose last day is past.
func (j *job) late() (late []closing) {
	now := j.Now()
	for _, id := range slices.Sorted(maps.Keys(j.open)) {
		if through := j.open[id]; expired(through, now) {
			late = append(late, closing{id: id, evidence: "valid through " + through.Format(time.DateOnly)})
		}
	}
	return late
}

// watch freezes closing when the source suddenly has far fewer vacancies, and
// lifts that when it has them again.
func (j *job) watch(ctx context.Context) error {
	usual, seen := j.health.Usual, j.run.Vacancies()
	why := ""
	if usual >= usualLeast && float64(seen) < dropTo*float64(usual) {
		why = fmt.Sprintf("Deze bron had meestal %d vacatures en nu %d. Daarom sluiten wij niets tot het weer klopt.", usual, seen)
		j.run.Note = "sudden drop"
	}
	if why == "" && j.frozen == "" {
		return nil
	}
	if why != "" && j.frozen != "" {
		return nil // since when it is frozen stays
	}
	j.frozen = why
	return j.Archive.Freeze(ctx, j.src.Name, why, j.Now())
}

// unlisted notes what a complete listing does not show, and returns what two of
// them in a row did not.
func (j *job) unlisted(ctx context.Context) (gone []closing, err error) {
	ids, err := j.Archive.Unseen(ctx, j.src.Name, j.started)
	if err != nil {
		return nil, err
	}
	now := j.Now()
	err = j.each(ids, func(id string) error {
		if j.judged[id] {
			return nil
		}
		m, err := j.Archive.Miss(ctx, id, "listing", now)
		if err == nil && m.Count >= 2 {
			gone = append(gone, closing{id: id, evidence: "absent from 2 complete listings"})
		}
		return err
	})
	return gone, err
}

// carryOut closes, and lets the pages of closed vacancies rest.
func (j *job) carryOut(ctx context.Context, closings []closing) error {
	now := j.Now()
	for _, c := range closings {
		if !j.isOpen(c.id) {
			continue
		}
		delete(j.open, c.id)
		if err := j.Archive.MarkClosed(ctx, c.id, c.evidence, now); err != nil && !errors.Is(err, archive.ErrNotFound) {
			return err
		}
		j.run.Closed++
		j.meter.add(func(p *Progress) { p.Closed++ })
		if c.page.ID == 0 || slices.ContainsFunc(c.page.Vacancies, j.isOpen) {
			continue
		}
		rest := frontier.Visit{At: now, Next: now.Add(nextClosed), Outcome: frontier.Retired, Answered: true, Vacancies: []string{}}
		if err := j.Frontier.Done(ctx, c.page.ID, rest); err != nil {
			return err
		}
	}
	return nil
}

func (j *job) isOpen(id string) bool {
	_, open := j.open[id]
	return open
}
