package fetch

import (
	"context"
	"errors"
	"fmt"
	"io"
	"net/http"
	"net/http/httptest"
	"net/url"
	"slices"
	"strings"
	"sync"
	"testing"
	"time"
)

// stillClock moves only when slept through, and remembers the sleeps.
type stillClock struct {
	mu    sync.Mutex
	now   time.Time
	slept []time.Duration
}

func newClock() *stillClock {
	return &stillClock{now: time.Date(2026, 3, 2, 8, 0, 0, 0, time.UTC)}
}

func (c *stillClock) Now() time.Time {
	c.mu.Lock()
	defer c.mu.Unlock()
	return c.now
}

func (c *stillClock) Sleep(ctx context.Context, d time.Duration) error {
	c.mu.Lock()
	defer c.mu.Unlock()
	c.now = c.now.Add(d)
	c.slept = append(c.slept, d)
	return ctx.Err()
}

func client(t *testing.T, cfg Config) *Client {
	t.Helper()
	if cfg.Contact == "" {
		cfg.Contact = "crawl@passend.example"
	}
	if cfg.Clock == nil {
		cfg.Clock = newClock()
	}
	if cfg.Pace.Factor == 0 {
		cfg.Pace.Factor = -1 // the time that loopback takes is no measure
	}
	c, err := New(cfg)
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(c.Close)
	return c
}

func serve(t *testing.T, h http.HandlerFunc) *httptest.Server {
	s := httptest.NewServer(h)
	t.Cleanup(s.Close)
	return s
}

func TestContactIsRequired(t *testing.T) {
	for contact, want := range map[string]string{
		"":                              "",
		"jan":                           "",
		"ftp://passend.example/":        "",
		"x@y\r\nEvil: 1":                "",
		"crawl@passend.example":         "Passend/1 (+mailto:crawl@passend.example)",
		"mailto:crawl@passend.example":  "Passend/1 (+mailto:crawl@passend.example)",
		"https://passend.example/robot": "Passend/1 (+https://passend.example/robot)",
	} {
		c, err := New(Config{Contact: contact})
		if want == "" {
			if !errors.Is(err, ErrNoContact) {
				t.Errorf("%q: %v", contact, err)
			}
		} else if err != nil || c.UserAgent() != want {
			t.Errorf("%q: %v", contact, err)
		}
	}
}

func TestHeadersBothWays(t *testing.T) {
	s := serve(t, func(w http.ResponseWriter, r *http.Request) {
		if r.UserAgent() != "Passend/1 (+mailto:crawl@passend.example)" || r.Header.Get("From") != "crawl@passend.example" || r.Header.Get("Cookie") != "" {
			t.Errorf("request headers %v", r.Header)
		}
		w.Header().Set("ETag", `"x"`)
		w.Header().Set("Last-Modified", "Mon, 02 Mar 2026 07:00:00 GMT")
		w.Header().Set("Set-Cookie", "a=b")
		w.Header().Set("Content-Type", "Text/HTML; charset=UTF-8")
		if r.Header.Get("If-None-Match") == `"x"` && r.Header.Get("If-Modified-Since") != "" {
			w.WriteHeader(304)
			return
		}
		io.WriteString(w, "één")
	})
	c := client(t, Config{})
	r := c.Get(t.Context(), Request{URL: s.URL, AllowPrivate: true})
	if r.Outcome != OK || string(r.Body) != "één" || r.ContentType != "text/html" || r.ETag != `"x"` {
		t.Errorf("%+v", r)
	}
	r = c.Get(t.Context(), Request{URL: s.URL, AllowPrivate: true, ETag: r.ETag, LastModified: r.LastModified})
	if r.Outcome != NotModified || r.Body != nil {
		t.Errorf("%+v", r)
	}
}

func TestStatuses(t *testing.T) {
	s := serve(t, func(w http.ResponseWriter, r *http.Request) {
		var code int
		fmt.Sscanf(r.URL.Path, "/%d", &code)
		w.WriteHeader(code)
	})
	for code, want := range map[int]Outcome{
		200: OK, 204: OK, 300: BadStatus, 301: BadRedirect, 304: NotModified, 400: Denied, 401: Denied, 402: Denied, 403: Denied,
		404: NotFound, 410: Gone, 429: TooMany, 451: Denied, 500: Unavailable, 503: Unavailable, 999: Unavailable,
	} {
		c := client(t, Config{})
		r := c.Get(t.Context(), Request{URL: fmt.Sprintf("%s/%d", s.URL, code), AllowPrivate: true})
		if r.Outcome != want || r.Status != code {
			t.Errorf("%d: %v, %d, want %v", code, r.Outcome, r.Status, want)
		}
	}
}

func TestEveryOutcomeHasWords(t *testing.T) {
	seen := map[string]bool{}
	for o := OK; o <= Stopped; o++ {
		if o.String() == "" || seen[o.String()] || !strings.HasSuffix(o.Sentence(), ".") {
			t.Errorf("outcome %d: %q, %q", o, o.String(), o.Sentence())
		}
		seen[o.String()] = true
	}
}

func TestPace(t *testing.T) {
	var mu sync.Mutex
	at, most := 0, 0
	s := serve(t, func(http.ResponseWriter, *http.Request) {
		mu.Lock()
		at++
		most = max(most, at)
		mu.Unlock()
		time.Sleep(time.Millisecond)
		mu.Lock()
		at--
		mu.Unlock()
	})
	clock := newClock()
	c := client(t, Config{Clock: clock, Pace: Pace{Min: 3 * time.Second}})
	var wg sync.WaitGroup
	for range 5 {
		wg.Go(func() { c.Get(t.Context(), Request{URL: s.URL, AllowPrivate: true}) })
	}
	wg.Wait()
	if most != 1 {
		t.Errorf("%d requests at once to one host", most)
	}
	if got := clock.Now().Sub(newClock().Now()); got != 12*time.Second {
		t.Errorf("five requests took %v, want four pauses of 3 s", got)
	}
	for _, delay := range []time.Duration{10 * time.Second, 10 * time.Minute} {
		clock.slept = nil
		for range 2 {
			c.Get(t.Context(), Request{URL: s.URL, AllowPrivate: true, CrawlDelay: delay})
		}
		if len(clock.slept) != 2 || clock.slept[1] != delay {
			t.Errorf("crawl delay: slept %v", clock.slept)
		}
		c.Get(t.Context(), Request{URL: s.URL, AllowPrivate: true, CrawlDelay: delay})
	}
}

func TestPauseFollowsResponseTime(t *testing.T) {
	hs := &hosts{pace: Pace{Factor: 2, Min: time.Second, Max: 30 * time.Second}.withDefaults(), clock: newClock(), known: map[string]*host{}}
	for took, want := range map[time.Duration]time.Duration{
		100 * time.Millisecond: time.Second, 3 * time.Second: 6 * time.Second, time.Minute: 30 * time.Second,
	} {
		h, _, _ := hs.take(t.Context(), took.String(), 0)
		hs.give(h, OK, took, 0, 0)
		if got := h.next.Sub(hs.clock.Now()); got != want {
			t.Errorf("after %v a pause of %v, want %v", took, got, want)
		}
	}
}

func TestTooManyRequests(t *testing.T) {
	asked, retry := 0, ""
	s := serve(t, func(w http.ResponseWriter, _ *http.Request) {
		asked++
		if retry != "" {
			w.Header().Set("Retry-After", retry)
		}
		w.WriteHeader(429)
	})
	clock := newClock()
	c := client(t, Config{Clock: clock})
	get := func() *Response { return c.Get(t.Context(), Request{URL: s.URL, AllowPrivate: true}) }

	// A storm of refusals: each rest is twice as long, until waiting is useless.
	for range 50 {
		if r := get(); r.Outcome != TooMany {
			t.Fatal(r.Outcome)
		}
	}
	if asked > 4 {
		t.Errorf("asked %d times in a storm of 429", asked)
	}
	if r := get(); r.Status != 0 || r.RetryAfter < 2*time.Minute {
		t.Errorf("a resting host: %+v", r)
	}

	clock.Sleep(t.Context(), 2*time.Hour)
	before := asked
	for header, want := range map[string]time.Duration{
		"7200": 2 * time.Hour, clock.Now().Add(3 * time.Hour).Format(http.TimeFormat): 3 * time.Hour, "99999999999": 24 * time.Hour,
	} {
		c = client(t, Config{Clock: clock})
		retry = header
		if r := get(); r.RetryAfter != want {
			t.Errorf("Retry-After %q: %v, want %v", header, r.RetryAfter, want)
		}
		if r := get(); r.Outcome != TooMany || r.Status != 0 {
			t.Errorf("Retry-After %q was not kept to: %+v", header, r)
		}
	}
	if asked != before+3 {
		t.Errorf("asked %d times, want 3", asked-before)
	}
}

func TestDayBudget(t *testing.T) {
	s := serve(t, func(http.ResponseWriter, *http.Request) {})
	clock := newClock()
	c := client(t, Config{Clock: clock, Pace: Pace{PerDay: 3}})
	var got []Outcome
	for range 4 {
		got = append(got, c.Get(t.Context(), Request{URL: s.URL, AllowPrivate: true}).Outcome)
	}
	clock.Sleep(t.Context(), 24*time.Hour)
	got = append(got, c.Get(t.Context(), Request{URL: s.URL, AllowPrivate: true}).Outcome)
	if want := []Outcome{OK, OK, OK, Budget, OK}; !slices.Equal(got, want) {
		t.Errorf("%v, want %v", got, want)
	}
}

func TestAllowIsAskedForRedirects(t *testing.T) {
	asked := ""
	s := serve(t, func(w http.ResponseWriter, r *http.Request) {
		asked += r.URL.Path
		if r.URL.Path == "/a" {
			http.Redirect(w, r, "/geheim", http.StatusFound)
		}
	})
	allow := func(_ context.Context, u *url.URL) bool { return u.Path != "/geheim" }
	r := client(t, Config{}).Get(t.Context(), Request{URL: s.URL + "/a", AllowPrivate: true, Allow: allow})
	if r.Outcome != Refused || asked != "/a" {
		t.Errorf("%v after %q", r.Outcome, asked)
	}
}

func TestStopped(t *testing.T) {
	ctx, cancel := context.WithCancel(t.Context())
	s := serve(t, func(w http.ResponseWriter, r *http.Request) {
		w.WriteHeader(200)
		w.(http.Flusher).Flush()
		cancel()
		<-r.Context().Done()
	})
	c := client(t, Config{})
	if r := c.Get(ctx, Request{URL: s.URL, AllowPrivate: true}); r.Outcome != Stopped {
		t.Errorf("%v: %v", r.Outcome, r.Err)
	}
	if r := c.Get(ctx, Request{URL: s.URL, AllowPrivate: true}); r.Outcome != Stopped {
		t.Errorf("%v: %v", r.Outcome, r.Err)
	}
}

func TestRobotsTag(t *testing.T) {
	now := newClock().Now()
	for line, want := range map[string]Directives{
		"noindex":                          {NoIndex: true},
		"NoIndex, NoFollow":                {NoIndex: true, NoFollow: true},
		"none":                             {NoIndex: true, NoFollow: true},
		"all":                              {},
		"nosnippet":                        {NoSnippet: true},
		"max-snippet: 0, index":            {NoSnippet: true},
		"max-snippet:50":                   {},
		"otherbot: noindex, nofollow":      {},
		"passend: noindex":                 {NoIndex: true},
		"otherbot: noindex, passend: none": {NoIndex: true, NoFollow: true},
		"unavailable_after: Sun, 01 Mar 2026 10:00:00 GMT":           {NoIndex: true},
		"unavailable_after: 01 Jun 2026 10:00:00 GMT":                {},
		"passend: unavailable_after: Sun, 01 Mar 2026 10:00:00 GMT":  {NoIndex: true},
		"otherbot: unavailable_after: Sun, 01 Mar 2026 10:00:00 GMT": {},
	} {
		if got := robotsTag(http.Header{"X-Robots-Tag": {line}}, "Passend", now); got != want {
			t.Errorf("%q: %+v, want %+v", line, got, want)
		}
	}
	two := http.Header{"X-Robots-Tag": {"otherbot: noindex", "nosnippet"}}
	if got := robotsTag(two, "Passend", now); got != (Directives{NoSnippet: true}) {
		t.Errorf("two headers: %+v", got)
	}
}

func TestAddresses(t *testing.T) {
	c := client(t, Config{})
	for _, address := range []string{"", "x", "/a", "ftp://a.example/", "file:///etc/passwd", "http://", "http://u:p@a.example/", "javascript:1", "http://a b/", "http://[::1"} {
		if r := c.Get(t.Context(), Request{URL: address}); r.Outcome != BadAddress {
			t.Errorf("%q: %v", address, r.Outcome)
		}
	}
}

// FuzzHeaders reads headers that anyone may send.
func FuzzHeaders(f *testing.F) {
	f.Add("noindex, max-snippet:0", "120", "text/html; charset=x", "../a")
	f.Add("passend: unavailable_after: Sun, 01 Mar 2026 10:00:00 GMT", "Mon, 02 Mar 2026 09:00:00 GMT", "", "//[::1")
	f.Add(":,:", "-1", "charset=", "\x00")
	now := newClock().Now()
	from, _ := url.Parse("https://a.example/b")
	f.Fuzz(func(t *testing.T, tag, retry, contentType, location string) {
		robotsTag(http.Header{"X-Robots-Tag": {tag}}, "Passend", now)
		if d := retryAfter(http.Header{"Retry-After": {retry}}, now); d < 0 || d > maxRetryAfter {
			t.Errorf("Retry-After %q is %v", retry, d)
		}
		labelOf(contentType)
		textual(contentType)
		if u, err := redirect(from, location); err == nil && (u.Hostname() == "" || u.User != nil || u.Scheme != "http" && u.Scheme != "https") {
			t.Errorf("redirect to %q", u)
		}
	})
}
