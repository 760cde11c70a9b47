package crawler

import (
	"context"
	"time"

	"passend/crawler/fetch"
	"passend/crawler/frontier"
	"passend/index/archive"
)

const (
	// batch is how many addresses or vacancies are kept in one transaction,
	// listSize how many are read at once.
	batch    = 200
	listSize = 500
	// forgetAfter is how long an address that nothing shows is remembered.
	forgetAfter = 180 * day
	day         = 24 * time.Hour
)

// job is one source in one crawl. Its methods run on one goroutine at a time,
// fetching aside.
type job struct {
	*engine
	src     *Source
	run     archive.Run
	started time.Time
	// complete is true while everything that the source lists was seen; evidence
	// when that is evidence of absence (a sitemap, an API, files).
	complete, evidence bool
	// failed counts visits in which the host or the line failed.
	failed int
	// closings wait for the end of the run; judged are vacancies whose page was
	// visited, so that absence from a listing says nothing more.
	closings []closing
	judged   map[string]bool
	// open are the open vacancies of the source, with their last day.
	open   map[string]time.Time
	health archive.Health
	frozen string
	// taken counts requests for pages and replies, against the source's own bound.
	taken int
	// queued is how many pages this run has put in the progress as known.
	queued int
	// noted is when the run was last written while it goes on.
	noted time.Time
}

// noteEvery is how often a run that goes on is written, for people who look on.
const noteEvery = 3 * time.Second

// note writes what the run counted so far, now and then.
func (j *job) note(ctx context.Context) error {
	now := j.Now()
	if j.run.ID == 0 || now.Sub(j.noted) < noteEvery {
		return nil
	}
	j.noted, j.run.Known = now, max(j.queued, j.run.Pages)
	return j.Archive.PutRun(ctx, j.run)
}

// source crawls one source. live is the caller's context: when a limit ends
// ctx, what was found is still written.
func (e *engine) source(ctx, live context.Context, src *Source) (SourceReport, error) {
	j := &job{engine: e, src: src, started: e.Now(), complete: true, judged: map[string]bool{}}
	keep := context.WithoutCancel(live)
	if err := j.begin(keep); err != nil {
		return SourceReport{}, err
	}
	err := j.discover(ctx, keep)
	if err == nil {
		err = j.visitAll(ctx, keep)
	}
	if err != nil {
		return SourceReport{Run: j.run}, err
	}
	return j.finish(ctx, keep)
}

func (j *job) begin(ctx context.Context) (err error) {
	j.run = archive.Run{Source: j.src.Name, Started: j.started, Errors: map[string]int{}}
	s := archive.Source{Name: j.src.Name, Kind: j.src.Kind, URL: j.src.URL, Terms: j.src.Terms, Added: j.started}
	if err := j.Archive.PutSource(ctx, s); err != nil {
		return err
	}
	if j.run.ID, err = j.Archive.StartRun(ctx, j.src.Name, j.started); err != nil {
		return err
	}
	if j.health, err = j.Archive.Health(ctx, j.src.Name); err != nil {
		return err
	}
	j.frozen = j.health.FrozenWhy
	return j.loadOpen(ctx)
}

// loadOpen reads which vacancies of the source are open.
func (j *job) loadOpen(ctx context.Context) error {
	j.open = map[string]time.Time{}
	for cursor := ""; ; {
		found, err := j.Archive.List(ctx, archive.Filter{State: archive.OnlyOpen, Source: j.src.Name}, cursor, listSize)
		if err != nil {
			return err
		}
		for i := range found.Records {
			j.open[found.Records[i].ID] = found.Records[i].ValidThrough
		}
		if cursor = found.Next; cursor == "" {
			return nil
		}
	}
}

// wrong counts what went wrong; host is "" when no host was asked.
func (j *job) wrong(kind, host string) {
	j.run.Errors[kind]++
	j.Log.Info("crawl", "source", j.src.Name, "host", host, "outcome", kind)
	j.meter.add(func(p *Progress) { p.Errors++; p.Source = j.src.Name })
}

// broken counts a way into the source that failed: the source is then not seen
// completely.
func (j *job) broken(kind, host string) {
	j.complete = false
	j.failed++
	j.wrong(kind, host)
}

// add gives addresses to the frontier.
func (j *job) add(ctx context.Context, found []frontier.Found) error {
	if len(found) == 0 {
		return nil
	}
	added, err := j.Frontier.Add(ctx, j.src.Name, found, j.Now())
	if err != nil {
		return err
	}
	if added.Trapped > 0 {
		j.run.Errors["trap"] += added.Trapped
	}
	if !found[0].Probe { // probes are for later
		j.known(added.New + added.Again)
	}
	return nil
}

// more asks for one more request within the bounds of source and crawl.
func (j *job) more() bool {
	j.taken++
	return (j.src.MaxPages == 0 || j.taken <= j.src.MaxPages) && j.take()
}

// known tells the progress of n more pages to visit.
func (j *job) known(n int) {
	if n > 0 {
		j.queued += n
		j.meter.add(func(p *Progress) { p.Known += n })
	}
}

// moved tells the progress that a request went to a host; planned is true for
// pages, which are known before.
func (j *job) moved(resp *fetch.Response, planned bool) {
	j.run.Pages++
	j.meter.add(func(p *Progress) {
		p.Pages++
		if !planned {
			p.Known++
		}
		p.Known = max(p.Known, p.Pages)
		p.Bytes += int64(len(resp.Body))
		p.Source, p.Host = j.src.Name, hostOf(resp)
	})
}

func hostOf(resp *fetch.Response) string {
	if resp.URL == nil {
		return ""
	}
	return resp.URL.Host
}
