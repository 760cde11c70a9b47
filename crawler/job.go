package crawler

import (
	"context"
	"errors"
	"fmt"
	"io"
	"net/url"
	"time"

	"passend/crawler/extract"
	"passend/crawler/fetch"
	"passend/crawler/frontier"
	"passend/crawler/sitemap"
	"passend/index/archive"
	"passend/index/vacancy"
)

const (
	// batch is how many addresses or vacancies are kept in one transaction,
	// listSize how many are read at once.
	batch    = 200
	listSize = 500
	// listBytes is how large one reply of a feed or API may be: job boards send
	// all their vacancies in one file.
	listBytes = 64 << 20
	// maxReplies bounds the replies of one list, one for each vacancy included.
	maxReplies = 5000
	// probeAfter is when the page of a vacancy from a feed is looked at for
	// whether it still exists.
	probeAfter = 3 * day
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

// discover finds what the source has now.
func (j *job) discover(ctx, keep context.Context) error {
	j.evidence = len(j.src.Starts) == 0
	if err := j.local(ctx, keep); err != nil {
		return err
	}
	for _, address := range j.src.Lists {
		if err := j.list(ctx, keep, address); err != nil {
			return err
		}
	}
	for _, address := range j.sitemaps(ctx) {
		if err := j.sitemap(ctx, keep, address); err != nil {
			return err
		}
	}
	var starts []frontier.Found
	for _, address := range j.src.Starts {
		starts = append(starts, frontier.Found{URL: address, Fresh: j.started})
	}
	return j.add(keep, starts)
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

// local keeps the vacancies of files.
func (j *job) local(ctx, keep context.Context) error {
	if j.src.Local == nil {
		return nil
	}
	var vs []vacancy.Vacancy
	flush := func() error {
		_, err := j.keep(keep, vs)
		vs = vs[:0]
		return err
	}
	for v, err := range j.src.Local {
		if ctx.Err() != nil {
			j.complete = false
			break
		}
		if err != nil {
			j.broken("file", "")
			continue
		}
		if vs = append(vs, v); len(vs) == batch {
			if err := flush(); err != nil {
				return err
			}
		}
	}
	return flush()
}

// list reads a feed or API reply by reply.
func (j *job) list(ctx, keep context.Context, address string) error {
	queue := []extract.Request{{URL: address}}
	seen := map[string]bool{address: true}
	for len(queue) > 0 {
		req := queue[0]
		queue = queue[1:]
		if ctx.Err() != nil || !j.more() {
			j.complete = false
			return nil
		}
		l, err := j.reply(ctx, keep, req)
		if err != nil {
			return err
		}
		for _, next := range l.Next {
			switch {
			case seen[next.URL]:
			case len(seen) >= maxReplies:
				j.complete = false
			default:
				seen[next.URL] = true
				queue = append(queue, next)
			}
		}
	}
	return nil
}

// reply fetches and keeps one reply of a list.
func (j *job) reply(ctx, keep context.Context, req extract.Request) (Listing, error) {
	resp := j.get(ctx, req.URL, j.src.AllowPrivate, func(r *fetch.Request) { r.MaxBytes = listBytes })
	j.moved(resp, 1)
	switch {
	case resp.Outcome == fetch.OK:
	case resp.Outcome == fetch.Stopped:
		j.complete = false
		return Listing{}, nil
	case req.Detail && (resp.Outcome == fetch.Gone || resp.Outcome == fetch.NotFound):
		j.wrong(resp.Outcome.String(), hostOf(resp)) // closed since the list was made
		return Listing{}, nil
	default:
		j.broken(resp.Outcome.String(), hostOf(resp))
		return Listing{}, nil
	}
	l, err := j.src.Read(req, resp.Body, resp.URL)
	if err != nil {
		j.broken("unreadable list", hostOf(resp))
	}
	if !l.Complete {
		j.evidence = false
	}
	return l, j.listed(keep, l, resp)
}

// listed keeps what one reply of a list holds.
func (j *job) listed(ctx context.Context, l Listing, resp *fetch.Response) error {
	now := j.Now()
	for start := 0; start < len(l.Vacancies); start += batch {
		vs := l.Vacancies[start:min(start+batch, len(l.Vacancies))]
		for i := range vs {
			vs[i].NoSnippet = vs[i].NoSnippet || resp.NoSnippet
		}
		ids, err := j.keep(ctx, vs)
		if err != nil {
			return err
		}
		if l.Complete {
			continue
		}
		// What drops out of a news feed is only found gone on its page.
		var probes []frontier.Found
		for i, v := range vs {
			if ids[i] != "" && v.URL != "" {
				probes = append(probes, frontier.Found{URL: v.URL, Depth: 1, Probe: true, Due: now.Add(probeAfter), Vacancies: []string{ids[i]}})
			}
		}
		if err := j.add(ctx, probes); err != nil {
			return err
		}
	}
	var pages []frontier.Found
	for _, address := range l.Pages {
		pages = append(pages, frontier.Found{URL: address, Depth: 1, Listed: true})
	}
	return j.add(ctx, pages)
}

// sitemaps are those of the source and those of its robots.txt.
func (j *job) sitemaps(ctx context.Context) []string {
	list := j.src.Sitemaps
	if !j.src.FromRobots {
		return list
	}
	u, err := url.Parse(j.src.URL)
	if err != nil || u.Host == "" {
		return list
	}
	named := j.rules(ctx, u, j.src.AllowPrivate).Sitemaps
	if len(named)+len(list)+len(j.src.Starts) == 0 {
		named = []string{u.Scheme + "://" + u.Host + "/sitemap.xml"}
	}
	return append(append([]string(nil), list...), named...)
}

// errUnfetched carries an outcome through the walk.
type errUnfetched struct {
	outcome fetch.Outcome
	host    string
}

func (e errUnfetched) Error() string { return "not fetched: " + e.outcome.String() }

// sitemap gives the addresses of a sitemap, and of all below it, to the frontier.
func (j *job) sitemap(ctx, keep context.Context, address string) error {
	base, err := url.Parse(address)
	if err != nil {
		j.broken(fetch.BadAddress.String(), "")
		return nil
	}
	open := func(ctx context.Context, address string) (io.ReadCloser, error) {
		s := j.Fetcher.Open(ctx, j.request(ctx, address, j.src.AllowPrivate, func(r *fetch.Request) {
			r.MaxBytes, r.Raw = sitemap.MaxBytes+1, true
		}))
		j.truth(s.Response)
		j.moved(s.Response, 1)
		if s.Outcome != fetch.OK {
			s.Close()
			return nil, errUnfetched{s.Outcome, hostOf(s.Response)}
		}
		return s, nil
	}
	var found []frontier.Found
	total, err := sitemap.Walk(ctx, address, open, func(e sitemap.Entry) error {
		u, err := url.Parse(e.URL)
		if err != nil || !sameSite(base, u) || j.src.Take != nil && !j.src.Take(e.URL) {
			return nil
		}
		found = append(found, frontier.Found{URL: e.URL, Depth: 1, LastMod: e.LastMod, Listed: true})
		if len(found) < batch {
			return nil
		}
		err = j.add(keep, found)
		found = found[:0]
		if err != nil {
			return keepError{err}
		}
		return nil
	})
	if kept := (keepError{}); errors.As(err, &kept) {
		return kept.error
	}
	if err := j.add(keep, found); err != nil {
		return err
	}
	if total.Kind == sitemap.RSS || total.Kind == sitemap.Atom {
		j.evidence = false // the latest items only
	}
	j.walked(ctx, total, err, base.Host)
	return nil
}

// keepError tells an error of the frontier from one of the sitemap.
type keepError struct{ error }

// walked judges how a walk went.
func (j *job) walked(ctx context.Context, total sitemap.Total, err error, host string) {
	var un errUnfetched
	switch {
	case ctx.Err() != nil:
		j.complete = false
	case errors.As(err, &un):
		j.broken(un.outcome.String(), un.host)
	case err != nil:
		j.broken("unreadable sitemap", host)
	case total.Partial != "":
		j.broken("sitemap: "+total.Partial, host)
	}
}

// moved tells the progress that n requests went to a host.
func (j *job) moved(resp *fetch.Response, n int) {
	j.run.Pages += n
	j.meter.add(func(p *Progress) {
		p.Pages += n
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

// readUpTo reads at most n bytes; what is beyond is left unread.
func readUpTo(r io.Reader, n int64) ([]byte, error) {
	b, err := io.ReadAll(io.LimitReader(r, n))
	if err != nil {
		return nil, fmt.Errorf("read: %w", err)
	}
	return b, nil
}
