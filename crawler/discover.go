package crawler

import (
	"context"
	"errors"
	"io"
	"net/url"

	"passend/crawler/extract"
	"passend/crawler/fetch"
	"passend/crawler/frontier"
	"passend/crawler/sitemap"
	"passend/index/vacancy"
)

const (
	// listBytes is how large one reply of a feed or API may be: job boards send
	// all their vacancies in one file.
	listBytes = 64 << 20
	// maxReplies bounds the replies of one list, one for each vacancy included.
	maxReplies = 5000
	// probeAfter is when the page of a vacancy from a feed is looked at for
	// whether it still exists.
	probeAfter = 3 * day
)

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
			return nil //nolint:nilerr // stopped, which is no error
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
	j.moved(resp, false)
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
		return nil //nolint:nilerr // counted; the rest of the source goes on
	}
	open := func(ctx context.Context, address string) (io.ReadCloser, error) {
		s := j.Fetcher.Open(ctx, j.request(ctx, address, j.src.AllowPrivate, func(r *fetch.Request) {
			r.MaxBytes, r.Raw = sitemap.MaxBytes+1, true
		}))
		j.truth(s.Response)
		j.moved(s.Response, false)
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
			return nil //nolint:nilerr // not an address of this source
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
