package crawler

import (
	"context"
	"net/url"

	"passend/crawler/fetch"
	"passend/crawler/robots"
	"passend/crawler/source"
)

// Visitor fetches single pages outside a crawl, within the rules of robots.txt:
// to look at a new source, or at one page.
type Visitor struct {
	engine *engine
	// Private permits addresses in private networks.
	private bool
}

var _ source.Fetcher = (*Visitor)(nil)

// NewVisitor makes a visitor; of cfg only Fetcher, Robots and Now are used.
func NewVisitor(cfg Config, allowPrivate bool) *Visitor {
	return &Visitor{newEngine(cfg), allowPrivate}
}

// Rules returns what robots.txt says about the host of an address.
func (v *Visitor) Rules(ctx context.Context, u *url.URL) *robots.Rules {
	return v.engine.rules(ctx, u, v.private)
}

// Fetch fetches one page. The error is a *fetch.Error, whose outcome has a
// sentence for people.
func (v *Visitor) Fetch(ctx context.Context, address string) (source.Page, error) {
	resp := v.engine.get(ctx, address, v.private, func(r *fetch.Request) { r.MaxBytes = listBytes })
	if resp.Outcome != fetch.OK {
		return source.Page{}, &fetch.Error{Outcome: resp.Outcome, Host: hostOf(resp)}
	}
	p := source.Page{URL: resp.URL, Body: resp.Body, ContentType: resp.ContentType + "; charset=utf-8"}
	for word, said := range map[string]bool{"noindex": resp.NoIndex, "nofollow": resp.NoFollow, "nosnippet": resp.NoSnippet} {
		if said {
			p.Robots = append(p.Robots, word)
		}
	}
	return p, nil
}
