package crawler

import (
	"context"
	"errors"
	"fmt"
	"io"
	"log/slog"
	"net/url"
	"sync"
	"sync/atomic"
	"time"

	"golang.org/x/sync/errgroup"

	"passend/crawler/fetch"
	"passend/crawler/frontier"
	"passend/crawler/robots"
	"passend/index/archive"
	"passend/index/vacancy"
)

// Keeper keeps vacancies and when they were seen.
type Keeper interface {
	KeepAll(ctx context.Context, vs []*vacancy.Vacancy, at time.Time) ([]archive.Kept, error)
	Seen(ctx context.Context, id string, at time.Time) error
	Checked(ctx context.Context, id string, at time.Time) error
}

// Closer keeps the evidence that a vacancy is gone.
type Closer interface {
	Miss(ctx context.Context, id, kind string, at time.Time) (archive.Miss, error)
	MarkClosed(ctx context.Context, id, evidence string, at time.Time) error
	Unseen(ctx context.Context, source string, before time.Time) ([]string, error)
	List(ctx context.Context, f archive.Filter, cursor string, limit int) (archive.Page, error)
}

// Runs keeps how sources and crawl runs do.
type Runs interface {
	PutSource(ctx context.Context, s archive.Source) error
	StartRun(ctx context.Context, source string, at time.Time) (int64, error)
	PutRun(ctx context.Context, r archive.Run) error
	Health(ctx context.Context, source string) (archive.Health, error)
	Freeze(ctx context.Context, source, why string, at time.Time) error
}

// Archive is what the crawl needs of the record of vacancies.
type Archive interface {
	Keeper
	Closer
	Runs
}

var _ Archive = (*archive.Archive)(nil)

// Fetcher fetches one address.
type Fetcher interface {
	Get(ctx context.Context, req fetch.Request) *fetch.Response
	Open(ctx context.Context, req fetch.Request) *fetch.Stream
	Product() string
}

var _ Fetcher = (*fetch.Client)(nil)

// Config is one crawl. Archive, Frontier and Fetcher must be set.
type Config struct {
	Sources  []Source
	Archive  Archive
	Frontier *frontier.Frontier
	Fetcher  Fetcher
	// Robots remembers rules between crawls; nil makes one for this crawl.
	Robots *robots.Cache
	// Now is the time; nil is that of the machine.
	Now func() time.Time
	// Parallel is how many sources are crawled at once; 8 when 0. Each asks one
	// host at a time.
	Parallel int
	// MaxPages and MaxTime end the crawl early; 0 means without limit.
	MaxPages int
	MaxTime  time.Duration
	// Progress is told after every step, never by two goroutines at once; it
	// must return quickly.
	Progress func(Progress)
	// Log gets source, host, outcome and counts; never what a page says. Nil
	// logs nothing.
	Log *slog.Logger
}

// engine is what all sources of one crawl share.
type engine struct {
	Config
	meter *meter
	pages atomic.Int64 // visited so far, against MaxPages
	// stopped is the first reason to end early.
	stopOnce sync.Once
	stopped  atomic.Value
	// unreached says why robots.txt of a host was not got, by host.
	unreached sync.Map
}

func newEngine(cfg Config) *engine {
	if cfg.Now == nil {
		cfg.Now = time.Now
	}
	if cfg.Log == nil {
		cfg.Log = slog.New(slog.DiscardHandler)
	}
	if cfg.Parallel <= 0 {
		cfg.Parallel = 8
	}
	if cfg.Robots == nil {
		cfg.Robots = robots.NewCache(cfg.Fetcher.Product(), cfg.Now)
	}
	e := &engine{Config: cfg}
	e.meter = &meter{hosts: map[string]bool{}, begun: cfg.Now(), now: cfg.Now, tell: cfg.Progress}
	e.meter.p.Of = len(cfg.Sources)
	return e
}

// Run crawls all sources once: it finds what there is, visits what is due, and
// closes what is gone. A source that fails is counted and the rest goes on. The
// error says that archive or frontier cannot be written; a crawl that was
// stopped by its context or a limit is no error, and goes on where it was when
// it is run again.
func Run(ctx context.Context, cfg Config) (Report, error) {
	e := newEngine(cfg)
	reports := make([]SourceReport, len(cfg.Sources))
	limited := ctx
	if cfg.MaxTime > 0 {
		var cancel context.CancelFunc
		limited, cancel = context.WithTimeout(ctx, cfg.MaxTime)
		defer cancel()
	}
	g, limited := errgroup.WithContext(limited)
	g.SetLimit(e.Parallel)
	for i := range cfg.Sources {
		g.Go(func() error {
			var err error
			reports[i], err = e.source(limited, ctx, &cfg.Sources[i])
			e.meter.add(func(p *Progress) { p.Sources++ })
			if err != nil {
				return fmt.Errorf("source %s: %w", cfg.Sources[i].Name, err)
			}
			return nil
		})
	}
	err := g.Wait()
	if ctx.Err() != nil {
		e.stop(StoppedCaller)
	} else if cfg.MaxTime > 0 && errors.Is(limited.Err(), context.DeadlineExceeded) {
		e.stop(StoppedTime)
	}
	e.meter.mu.Lock()
	defer e.meter.mu.Unlock()
	return Report{Progress: e.meter.p, Stopped: e.why(), BySource: reports}, err
}

func (e *engine) stop(why string) { e.stopOnce.Do(func() { e.stopped.Store(why) }) }

func (e *engine) why() string {
	why, _ := e.stopped.Load().(string)
	return why
}

// take asks for one more page within MaxPages.
func (e *engine) take() bool {
	if e.MaxPages > 0 && e.pages.Add(1) > int64(e.MaxPages) {
		e.stop(StoppedPages)
		return false
	}
	return true
}

// rules returns what robots.txt of the address's host says.
func (e *engine) rules(ctx context.Context, u *url.URL, private bool) *robots.Rules {
	return e.Robots.Rules(ctx, u, func(ctx context.Context, address string) robots.Reply {
		s := e.Fetcher.Open(ctx, fetch.Request{URL: address, AllowPrivate: private})
		defer s.Close()
		e.unreached.Delete(u.Host)
		reply := robots.Reply{Status: s.Status, Forget: s.Outcome == fetch.Private}
		outcome := s.Outcome
		if outcome == fetch.OK {
			var err error
			if reply.Body, err = io.ReadAll(io.LimitReader(s, robots.MaxBytes+1)); err != nil {
				outcome = fetch.OutcomeOf(err) // half a file is no rules
			}
		}
		if !speaks(outcome) {
			reply.Status, reply.Body = 0, nil
		}
		if _, reached := reply.Rules(""); !reached {
			e.unreached.Store(u.Host, outcome)
		}
		return reply
	})
}

// speaks reports whether an outcome is the host's own answer about robots.txt
// and not a failure on the way to it. A redirect that leads nowhere counts as
// an answer: there are no rules (RFC 9309, 2.3.1.2).
func speaks(o fetch.Outcome) bool {
	switch o {
	case fetch.OK, fetch.NotFound, fetch.Gone, fetch.Denied, fetch.TooMany, fetch.Unavailable,
		fetch.RedirectLoop, fetch.TooManyRedirects, fetch.BadRedirect:
		return true
	}
	return false
}

// get fetches one address within the rules of robots.txt.
func (e *engine) get(ctx context.Context, address string, private bool, more func(*fetch.Request)) *fetch.Response {
	resp := e.Fetcher.Get(ctx, e.request(ctx, address, private, more))
	e.truth(resp)
	return resp
}

func (e *engine) request(ctx context.Context, address string, private bool, more func(*fetch.Request)) fetch.Request {
	req := fetch.Request{URL: address, AllowPrivate: private,
		Allow: func(ctx context.Context, u *url.URL) bool { return e.rules(ctx, u, private).Allowed(u) }}
	if u, err := url.Parse(address); err == nil && u.Host != "" {
		req.CrawlDelay = e.rules(ctx, u, private).CrawlDelay()
	}
	if more != nil {
		more(&req)
	}
	return req
}

// truth puts the failure to get robots.txt in the place of the refusal that
// follows from it: the page is not forbidden, its host has trouble.
func (e *engine) truth(resp *fetch.Response) {
	if resp.Outcome == fetch.Refused {
		if o, ok := e.unreached.Load(hostOf(resp)); ok {
			resp.Outcome = o.(fetch.Outcome)
		}
	}
}
