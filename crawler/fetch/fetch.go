package fetch

import (
	"bytes"
	"context"
	"errors"
	"fmt"
	"io"
	"net"
	"net/http"
	"net/url"
	"strings"
	"time"
)

// Request is one address to fetch.
type Request struct {
	URL string
	// ETag and LastModified are what the last answer carried; with them the host
	// may answer NotModified.
	ETag, LastModified string
	// AllowPrivate permits addresses in private networks and on this machine.
	AllowPrivate bool
	// CrawlDelay is the pause that the host asks for in robots.txt.
	CrawlDelay time.Duration
	// Allow is asked before every request, redirects included; nil allows all.
	Allow func(context.Context, *url.URL) bool
	// MaxBytes bounds this body in place of Limits.Bytes.
	MaxBytes int64
	// Raw leaves the body as it is and takes any type: for spreadsheets. Else
	// it is text and becomes UTF-8.
	Raw bool
}

// Response is what came of a request. Body and what describes it are only there
// when Outcome is OK.
type Response struct {
	Outcome Outcome
	// Err is the cause of an outcome that is not a status; it may name the
	// address, but no content.
	Err    error
	Status int
	// URL is the last address asked, after Redirects redirects.
	URL       *url.URL
	Redirects int

	Body        []byte
	ContentType string // without parameters, lower case
	Charset     string // what the body was decoded from
	Directives
	ETag, LastModified string
	// RetryAfter is how long the host wants to be left alone; 0 when unknown.
	RetryAfter time.Duration
	// Took is from the request until the end of the body, without waiting for
	// the turn.
	Took time.Duration
}

// Client fetches. It is safe for concurrent use, and there should be one per
// process: turns and pace are kept per client.
type Client struct {
	cfg             Config
	agent, from     string
	hosts           *hosts
	guarded, inside *http.Client
}

// New makes a client; the error is ErrNoContact.
func New(cfg Config) (*Client, error) {
	isMail, err := checkContact(cfg.Contact)
	if err != nil {
		return nil, err
	}
	cfg = cfg.withDefaults()
	c := &Client{cfg: cfg, hosts: &hosts{pace: cfg.Pace, clock: cfg.Clock, known: map[string]*host{}}}
	contact := strings.TrimPrefix(cfg.Contact, "mailto:")
	if isMail {
		c.agent, c.from = fmt.Sprintf("%s/%s (+mailto:%s)", cfg.Product, cfg.Version, contact), contact
	} else {
		c.agent = fmt.Sprintf("%s/%s (+%s)", cfg.Product, cfg.Version, contact)
	}
	dialer := net.Dialer{Timeout: cfg.Limits.Connect, Resolver: cfg.Resolver}
	c.inside = c.client(dialer)
	dialer.Control = guard(cfg.public)
	c.guarded = c.client(dialer)
	return c, nil
}

// client makes an HTTP client that uses no proxy (it would connect for us, past
// the guard), keeps no cookie and follows no redirect by itself.
func (c *Client) client(d net.Dialer) *http.Client {
	l := c.cfg.Limits
	return &http.Client{
		Transport: &http.Transport{
			DialContext:            d.DialContext,
			TLSClientConfig:        c.cfg.TLS.Clone(),
			TLSHandshakeTimeout:    l.Connect,
			ResponseHeaderTimeout:  l.Header,
			MaxResponseHeaderBytes: l.HeaderBytes,
			MaxIdleConnsPerHost:    1,
			MaxIdleConns:           64,
			IdleConnTimeout:        30 * time.Second,
			DisableCompression:     true, // decompressed here, with a limit
			ForceAttemptHTTP2:      true,
		},
		CheckRedirect: func(*http.Request, []*http.Request) error { return http.ErrUseLastResponse },
	}
}

// UserAgent is how the client presents itself.
func (c *Client) UserAgent() string { return c.agent }

// Product is the token to look for in robots.txt.
func (c *Client) Product() string { return c.cfg.Product }

// Close closes idle connections.
func (c *Client) Close() {
	c.guarded.CloseIdleConnections()
	c.inside.CloseIdleConnections()
}

// Get fetches one address. It always returns a response; what went wrong is its
// outcome.
func (c *Client) Get(ctx context.Context, req Request) *Response {
	r := c.Open(ctx, req)
	if r.Outcome != OK {
		return r.Response
	}
	defer r.Close()
	buf := bytes.NewBuffer(make([]byte, 0, 64<<10))
	if _, err := buf.ReadFrom(r); err != nil {
		r.fail(err)
		return r.Response
	}
	r.Body = buf.Bytes()
	if !req.Raw {
		r.Body, r.Charset = toUTF8(r.Body, r.contentType)
		if bytes.IndexByte(r.Body[:min(len(r.Body), 1024)], 0) >= 0 {
			r.fail(fmt.Errorf("%w: not text", errBody))
		}
	}
	return r.Response
}

// Stream is a response whose body is read by the caller, decompressed but not
// decoded. Whatever its outcome it must be closed; the host has no other visitor
// of ours until then.
type Stream struct {
	*Response
	io.Reader
	contentType string
	close       func()
}

// Close ends the request.
func (s *Stream) Close() error {
	if s.close != nil {
		s.close()
		s.close = nil
	}
	return nil
}

// fail turns an error while reading the body into an outcome.
func (s *Stream) fail(err error) {
	s.Outcome, s.Err, s.Body = ofError(err), err, nil
}

// OutcomeOf says what an error of reading a Stream means.
func OutcomeOf(err error) Outcome { return ofError(err) }

// Open fetches one address up to its body, following redirects.
func (c *Client) Open(ctx context.Context, req Request) *Stream {
	resp := &Response{}
	failed := func(o Outcome, err error) *Stream {
		resp.Outcome, resp.Err = o, err
		return &Stream{Response: resp, Reader: bytes.NewReader(nil)}
	}
	next, err := parse(req.URL)
	if err != nil {
		return failed(BadAddress, err)
	}
	visited := map[string]bool{}
	for {
		resp.URL = next
		visited[next.String()] = true
		if req.Allow != nil && !req.Allow(ctx, next) {
			if ctx.Err() != nil {
				return failed(Stopped, ctx.Err())
			}
			return failed(Refused, nil)
		}
		stream, target := c.hop(ctx, req, resp)
		if target == "" {
			return stream
		}
		if next, err = redirect(next, target); err != nil {
			return failed(BadRedirect, err)
		}
		if visited[next.String()] {
			return failed(RedirectLoop, nil)
		}
		if resp.Redirects++; resp.Redirects > c.cfg.Limits.Redirects {
			return failed(TooManyRedirects, nil)
		}
	}
}

// parse accepts an absolute http or https address without credentials.
func parse(address string) (*url.URL, error) {
	u, err := url.Parse(address)
	if err != nil {
		return nil, err
	}
	if u.Host == "" || u.Hostname() == "" || u.Scheme != "http" && u.Scheme != "https" {
		return nil, errors.New("no absolute http or https address")
	}
	if u.User != nil {
		return nil, errors.New("an address with a user name")
	}
	u.Fragment, u.RawFragment = "", ""
	return u, nil
}

func redirect(from *url.URL, target string) (*url.URL, error) {
	u, err := from.Parse(target)
	if err != nil {
		return nil, err
	}
	return parse(u.String())
}

// hop makes one request to resp.URL. It returns either a stream or the target
// of a redirect.
func (c *Client) hop(ctx context.Context, req Request, resp *Response) (s *Stream, target string) {
	s = &Stream{Response: resp, Reader: bytes.NewReader(nil)}
	resp.Status = 0 // until this host has answered
	h, wait, err := c.hosts.take(ctx, resp.URL.Host, req.CrawlDelay)
	switch {
	case err != nil:
		resp.Outcome, resp.Err = Stopped, err
		return s, ""
	case h == nil:
		resp.Outcome, resp.RetryAfter = TooMany, wait
		return s, ""
	}
	ok, err := c.cfg.Ledger.Spend(ctx, resp.URL.Host, c.cfg.Clock.Now().UTC().Format(time.DateOnly), c.cfg.Pace.PerDay)
	if err != nil || !ok {
		h.turn <- struct{}{}
		resp.Outcome, resp.Err = Budget, err
		return s, ""
	}
	begun := time.Now()
	ctx, cancel := context.WithCancelCause(ctx)
	total := time.AfterFunc(c.cfg.Limits.Total, func() { cancel(errTotal) })
	s.close = func() {
		total.Stop()
		cancel(nil)
		resp.Took = time.Since(begun)
		c.hosts.give(h, resp.Outcome, resp.Took, req.CrawlDelay, resp.RetryAfter)
	}
	got, err := c.send(ctx, req, resp.URL) //nolint:bodyclose // closed with the stream
	if err != nil {
		resp.Outcome, resp.Err = ofError(err), err
		s.Close()
		return s, ""
	}
	closeTurn := s.close
	s.close = func() { got.Body.Close(); closeTurn() }
	c.headers(resp, got)
	if isRedirect(resp.Status) {
		target = got.Header.Get("Location")
		if target == "" {
			resp.Outcome = BadRedirect
		}
		s.Close()
		return s, target
	}
	if resp.Outcome == OK {
		err = c.body(ctx, cancel, req, s, got)
	}
	if err != nil {
		s.fail(err)
	}
	if resp.Outcome != OK {
		s.Close()
	}
	return s, ""
}

func isRedirect(status int) bool {
	return status == 301 || status == 302 || status == 303 || status == 307 || status == 308
}

func (c *Client) send(ctx context.Context, req Request, u *url.URL) (*http.Response, error) {
	hr, err := http.NewRequestWithContext(ctx, http.MethodGet, u.String(), nil)
	if err != nil {
		return nil, err
	}
	for key, value := range map[string]string{
		"User-Agent":        c.agent,
		"From":              c.from,
		"Accept":            "text/html,application/xhtml+xml,application/xml;q=0.9,application/json;q=0.9,*/*;q=0.5",
		"Accept-Language":   "nl,en;q=0.5",
		"Accept-Encoding":   "gzip, deflate",
		"If-None-Match":     req.ETag,
		"If-Modified-Since": req.LastModified,
	} {
		if value != "" {
			hr.Header.Set(key, value)
		}
	}
	client := c.guarded
	if req.AllowPrivate {
		client = c.inside
	}
	got, err := client.Do(hr)
	return got, because(ctx, err)
}

// headers takes over what the headers say.
func (c *Client) headers(resp *Response, got *http.Response) {
	now := c.cfg.Clock.Now()
	resp.Status, resp.Outcome, resp.Err = got.StatusCode, ofStatus(got.StatusCode), nil
	resp.ETag, resp.LastModified = got.Header.Get("ETag"), got.Header.Get("Last-Modified")
	resp.RetryAfter = 0
	if resp.Outcome == TooMany || resp.Outcome == Unavailable {
		resp.RetryAfter = retryAfter(got.Header, now)
	}
	resp.Directives = robotsTag(got.Header, c.cfg.Product, now)
	kind, _, _ := strings.Cut(got.Header.Get("Content-Type"), ";")
	resp.ContentType = strings.ToLower(strings.TrimSpace(kind))
}
