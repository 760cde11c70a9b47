package crawler

import (
	"context"
	"errors"
	"slices"
	"time"

	"passend/crawler/extract/page"
	"passend/crawler/fetch"
	"passend/crawler/frontier"
)

const (
	// pageBytes is how large a page may be: a vacancy with everything around it
	// is rarely over one megabyte, and reading takes time with size.
	pageBytes = 4 << 20
	// dueBatch is how many pages are taken from the frontier at once.
	dueBatch = 64
	// ahead is how many fetched pages may wait for extraction.
	ahead = 2
	// maxInARow is how many failures in a row end a source for this run: its
	// host has other things to do.
	maxInARow = 10

	// When a page is visited again: a vacancy whose list says when it changed,
	// another vacancy, a page without one, a page that is not there, and a page
	// that we cannot have. A passing failure waits an hour, doubled each time.
	nextStated = 7 * day
	nextOpen   = day
	nextNone   = 7 * day
	nextAbsent = 20 * time.Hour
	nextBarred = 7 * day
	nextClosed = 90 * day
	retryFirst = time.Hour
	retryMost  = 3 * day
)

// fetched is a page with what came of fetching it.
type fetched struct {
	frontier.Page
	resp *fetch.Response
}

// visitAll visits the pages that are due. The next page is fetched while the
// last is extracted and kept.
func (j *job) visitAll(ctx, keep context.Context) error {
	// A complete list of pages leaves out what is gone: that is not asked for.
	var listed time.Time
	if j.evidence && j.complete && (len(j.src.Sitemaps) > 0 || j.src.FromRobots) {
		listed = j.started
	}
	_, due, err := j.Frontier.Stats(keep, j.src.Name, j.Now())
	if err != nil {
		return err
	}
	j.known(due - j.queued) // left over from an earlier crawl
	for {
		pages, err := j.Frontier.Due(keep, j.src.Name, j.Now(), listed, dueBatch)
		if err != nil || len(pages) == 0 {
			return err
		}
		more, err := j.visitBatch(ctx, keep, pages)
		if err != nil || !more {
			return err
		}
	}
}

// visitBatch reports false when the source is to be left for this run.
func (j *job) visitBatch(ctx, keep context.Context, pages []frontier.Page) (more bool, err error) {
	ctx, cancel := context.WithCancel(ctx)
	defer cancel()
	done := make(chan fetched, ahead)
	all := false
	go func() {
		defer close(done)
		all = j.fetchAll(ctx, pages, done)
	}()
	for f := range done {
		if err == nil {
			if err = errors.Join(j.handle(keep, f), j.note(keep)); err != nil {
				cancel()
			}
		}
	}
	if !all {
		j.complete = false
	}
	return all, err
}

// fetchAll fetches the pages one by one and reports whether it came to the end.
func (j *job) fetchAll(ctx context.Context, pages []frontier.Page, done chan<- fetched) bool {
	inARow := 0
	for _, p := range pages {
		if ctx.Err() != nil || !j.more() {
			return false
		}
		resp := j.get(ctx, p.URL, j.src.AllowPrivate, conditional(p))
		switch {
		case notAsked(resp): // the page stays due
			if resp.Outcome != fetch.Stopped {
				done <- fetched{resp: resp}
			}
			return false
		case resp.Outcome.Passing():
			inARow++
		default:
			inARow = 0
		}
		done <- fetched{p, resp}
		if inARow >= maxInARow {
			return false
		}
	}
	return true
}

// conditional asks for a page only if it changed.
func conditional(p frontier.Page) func(*fetch.Request) {
	return func(r *fetch.Request) {
		r.ETag, r.LastModified, r.MaxBytes = p.ETag, p.LastModified, pageBytes
	}
}

// notAsked reports whether the host was not asked at all.
func notAsked(resp *fetch.Response) bool {
	return resp.Outcome == fetch.Stopped || resp.Outcome == fetch.Budget || resp.Outcome == fetch.TooMany && resp.Status == 0
}

// handle keeps what a visit yields and notes the visit, in this order: a crash
// in between repeats the page and loses nothing.
func (j *job) handle(ctx context.Context, f fetched) error {
	if f.ID == 0 {
		j.broken(f.resp.Outcome.String(), hostOf(f.resp))
		return nil
	}
	j.moved(f.resp, true)
	at := j.Now()
	v := frontier.Visit{At: at, Outcome: f.resp.Outcome.String(), Answered: true, ETag: f.resp.ETag, LastModified: f.resp.LastModified}
	var err error
	switch o := f.resp.Outcome; {
	case o == fetch.OK && f.Probe:
		v.Next, err = at.Add(probeAfter), j.each(f.Vacancies, func(id string) error { return j.Archive.Checked(ctx, id, at) })
	case o == fetch.OK:
		err = j.page(ctx, f, &v)
	case o == fetch.NotModified:
		v.Next = at.Add(nextFor(f.Page))
		if v.ETag == "" {
			v.ETag = f.ETag
		}
		if v.LastModified == "" {
			v.LastModified = f.LastModified
		}
		err = j.unchanged(ctx, f.Vacancies, at)
	case o == fetch.Gone || o == fetch.NotFound:
		v.Next = at.Add(nextAbsent)
		if len(f.Vacancies) == 0 {
			v.Next = at.Add(nextClosed)
		}
		err = j.absent(ctx, f, at)
	case o.Passing():
		v.Answered, v.Next = false, at.Add(min(retryFirst<<min(f.Failures, 10), retryMost))
		j.failed++
		j.wrong(o.String(), hostOf(f.resp))
	default:
		v.Next = at.Add(nextBarred)
		j.judge(f.Vacancies)
		j.wrong(o.String(), hostOf(f.resp))
	}
	if err != nil {
		return err
	}
	if o := f.resp.Outcome; f.Depth == 0 && o != fetch.OK && o != fetch.NotModified {
		j.complete = false
		if v.Answered {
			j.failed++
		}
	}
	return j.Frontier.Done(ctx, f.ID, v)
}

func nextFor(p frontier.Page) time.Duration {
	switch {
	case p.Probe:
		return probeAfter
	case len(p.Vacancies) == 0:
		return nextNone
	case !p.LastMod.IsZero():
		return nextStated
	}
	return nextOpen
}

func (j *job) each(ids []string, do func(string) error) error {
	for _, id := range ids {
		if err := do(id); err != nil {
			return err
		}
	}
	return nil
}

func (j *job) judge(ids []string) {
	for _, id := range ids {
		j.judged[id] = true
	}
}

// unchanged marks the vacancies of a page that did not change as seen. One that
// was closed meanwhile, because its last day is past, stays closed.
func (j *job) unchanged(ctx context.Context, ids []string, at time.Time) error {
	return j.each(ids, func(id string) error {
		if !j.isOpen(id) {
			return nil
		}
		j.run.Same++
		j.meter.add(func(p *Progress) { p.Vacancies++ })
		return j.Archive.Seen(ctx, id, at)
	})
}

// page keeps what a page yields.
func (j *job) page(ctx context.Context, f fetched, v *frontier.Visit) error {
	r, ok := j.extract(f.resp)
	if !ok {
		j.judge(f.Vacancies)
		v.Next = v.At.Add(nextBarred)
		j.wrong("unreadable page", hostOf(f.resp))
		return nil
	}
	if err := j.follow(ctx, f, r); err != nil {
		return err
	}
	ids, err := j.keepPage(ctx, f, r)
	if err != nil {
		return err
	}
	had := f.Vacancies
	f.Vacancies = ids
	v.Next = v.At.Add(nextFor(f.Page))
	if len(ids) > 0 {
		v.Vacancies = ids
	}
	if len(ids) == 0 || f.Depth == 0 {
		// Links are wanted every time, and "not modified" must not mean that
		// vacancies are seen which the page no longer has.
		v.ETag, v.LastModified = "", ""
	}
	switch gone := without(had, ids); {
	case r.Kind == page.KindOverview && len(ids) == 0:
		v.Outcome = frontier.Overview
		j.judge(gone)
	case r.Kind == page.KindClosed && len(gone) > 0:
		v.Next = v.At.Add(nextAbsent)
		return j.missed(ctx, gone, f.Page, "said closed", v.At)
	default:
		j.judge(gone) // neither seen nor known to be gone
	}
	return nil
}

// keepPage keeps the vacancies of a page and returns their archive ids.
func (j *job) keepPage(ctx context.Context, f fetched, r page.Result) ([]string, error) {
	if f.resp.NoIndex || r.NoIndex {
		j.run.Errors["noindex"]++
		j.close(f.Vacancies, f.Page, "noindex")
		return nil, nil
	}
	for i := range r.Vacancies {
		v := &r.Vacancies[i]
		v.NoSnippet = v.NoSnippet || r.NoSnippet || f.resp.NoSnippet
		if v.URL == "" {
			v.URL = f.URL
		}
		identify(v, f.URL, len(r.Vacancies) > 1)
	}
	ids, err := j.keep(ctx, r.Vacancies)
	return slices.DeleteFunc(ids, func(id string) bool { return id == "" }), err
}

// extract reads a page. The extractors read what anyone may write, so that a
// panic in them is the page's fault and costs that page only.
func (j *job) extract(resp *fetch.Response) (r page.Result, ok bool) {
	defer func() { ok = recover() == nil }()
	r = page.Parse(resp.Body, resp.URL, page.Options{
		ContentType: "text/html; charset=utf-8", Agent: j.Fetcher.Product(), Employer: j.src.Employer, Now: j.Now()})
	return r, true
}

// follow gives the links of a page to the frontier.
func (j *job) follow(ctx context.Context, f fetched, r page.Result) error {
	if len(j.src.Starts) == 0 || f.Depth >= j.src.depth() || f.resp.NoFollow {
		return nil
	}
	var found []frontier.Found
	for _, l := range r.Links {
		if j.src.follows(f.resp.URL, l) {
			found = append(found, frontier.Found{URL: l.URL, Depth: f.Depth + 1, Fresh: j.started})
		}
	}
	return j.add(ctx, found)
}

func without(ids, gone []string) (left []string) {
	for _, id := range ids {
		if !slices.Contains(gone, id) {
			left = append(left, id)
		}
	}
	return left
}
