package robots

import (
	"context"
	"net/http"
	"net/url"
	"sync"
	"time"
)

const (
	// freshFor is how long an answer is used (RFC 9309, 2.4: at most 24 hours).
	freshFor = 24 * time.Hour
	// retryAfter is how soon an unreachable robots.txt is asked for again.
	retryAfter = 10 * time.Minute
	// staleFor is how long the last good answer stands in for an unreachable
	// one; RFC 9309, 2.3.1.4 mentions 30 days.
	staleFor = 30 * 24 * time.Hour
)

// Reply is what a host answered to GET /robots.txt, after redirects.
type Reply struct {
	// Status is the HTTP status; 0 when the host could not be reached.
	Status int
	Body   []byte
	// Forget says that the answer depends on who asked, and is not kept.
	Forget bool
}

// Rules turns a reply into rules for the agent. reached is false when the
// answer says nothing about what is allowed (no connection, 5xx, and 429, which
// is a server asking to be left alone); the rules then refuse everything. Every
// other 4xx allows everything (RFC 9309, 2.3.1).
func (r Reply) Rules(agent string) (rules *Rules, reached bool) {
	switch {
	case r.Status >= 200 && r.Status < 300:
		return Parse(r.Body, agent), true
	case r.Status == http.StatusTooManyRequests:
		return RefuseAll(), false
	case r.Status >= 300 && r.Status < 500:
		// A redirect that led nowhere counts as unavailable (2.3.1.2).
		return AllowAll(), true
	default:
		return RefuseAll(), false
	}
}

// Getter fetches the robots.txt at this address. It follows redirects.
type Getter func(ctx context.Context, address string) Reply

// Cache holds the rules of every host that was asked, for a day. It is safe for
// concurrent use; one host is asked once at a time.
type Cache struct {
	agent string
	now   func() time.Time

	mu    sync.Mutex
	hosts map[string]*entry
}

type entry struct {
	mu    sync.Mutex
	rules *Rules
	until time.Time // rules hold until then
	good  time.Time // when the host last answered; zero if never
}

// NewCache makes an empty cache for the crawler with this product token.
func NewCache(agent string, now func() time.Time) *Cache {
	return &Cache{agent: agent, now: now, hosts: map[string]*entry{}}
}

// Rules returns the rules for the host, scheme and port of u, asking for them
// with get when they are not known or older than a day. A host that cannot be
// reached keeps its last good rules for 30 days; without those it refuses all
// and is asked again after ten minutes.
func (c *Cache) Rules(ctx context.Context, u *url.URL, get Getter) *Rules {
	origin := u.Scheme + "://" + u.Host
	c.mu.Lock()
	e := c.hosts[origin]
	if e == nil {
		e = &entry{}
		c.hosts[origin] = e
	}
	c.mu.Unlock()

	e.mu.Lock()
	defer e.mu.Unlock()
	if e.rules != nil && c.now().Before(e.until) {
		return e.rules
	}
	reply := get(ctx, origin+"/robots.txt")
	if ctx.Err() != nil {
		return RefuseAll() // says nothing about the host, so is not kept
	}
	rules, reached := reply.Rules(c.agent)
	if reply.Forget {
		return rules
	}
	now := c.now()
	switch {
	case reached:
		e.rules, e.until, e.good = rules, now.Add(freshFor), now
	case e.rules != nil && !e.good.IsZero() && now.Sub(e.good) < staleFor:
		e.until = now.Add(retryAfter)
	default:
		e.rules, e.until, e.good = rules, now.Add(retryAfter), time.Time{}
	}
	return e.rules
}
