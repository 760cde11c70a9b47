package crawler

import (
	"context"
	"fmt"

	"passend/crawler/fetch"
	"passend/crawler/frontier"
)

// Recheck visits one page of a source now, outside any run, so that a vacancy
// can be shown with the time at which it was last checked. What the page shows
// is kept as in a crawl; evidence that its vacancies are gone closes them. A page
// that no crawl knows is only looked at for whether it still exists, for the
// vacancies with these archive ids. The outcome says what came of the visit; the
// error is that of archive or frontier. cfg.Sources is not used.
func Recheck(ctx context.Context, cfg Config, src *Source, address string, ids ...string) (fetch.Outcome, error) {
	j := &job{engine: newEngine(cfg), src: src, judged: map[string]bool{}}
	j.started = j.Now()
	j.run.Errors = map[string]int{}
	if err := j.loadOpen(ctx); err != nil {
		return fetch.Stopped, fmt.Errorf("recheck: %w", err)
	}
	if _, err := j.Frontier.Add(ctx, src.Name, []frontier.Found{{URL: address, Depth: 1, Listed: true, Probe: len(ids) > 0, Vacancies: ids}}, j.started); err != nil {
		return fetch.Stopped, fmt.Errorf("recheck: %w", err)
	}
	p, found, err := j.Frontier.Find(ctx, src.Name, address)
	if err != nil {
		return fetch.Stopped, fmt.Errorf("recheck: %w", err)
	}
	if !found {
		return fetch.BadAddress, nil
	}
	resp := j.get(ctx, p.URL, src.AllowPrivate, conditional(p))
	if notAsked(resp) {
		return resp.Outcome, nil
	}
	if err := j.handle(ctx, fetched{p, resp}); err != nil {
		return resp.Outcome, fmt.Errorf("recheck: %w", err)
	}
	if err := j.carryOut(ctx, j.closings); err != nil {
		return resp.Outcome, fmt.Errorf("recheck: %w", err)
	}
	return resp.Outcome, nil
}
