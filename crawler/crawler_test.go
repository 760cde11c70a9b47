package crawler_test

import (
	"context"
	"fmt"
	"maps"
	"net/http"
	"net/http/httptest"
	"net/url"
	"path/filepath"
	"slices"
	"strings"
	"sync"
	"testing"
	"time"

	"passend/crawler"
	"passend/crawler/extract"
	"passend/crawler/fetch"
	"passend/crawler/frontier"
	"passend/index/archive"
	"passend/index/vacancy"
)

// clock is a time that moves only when it is told to, or slept through.
type clock struct {
	mu  sync.Mutex
	now time.Time
}

func (c *clock) Now() time.Time {
	c.mu.Lock()
	defer c.mu.Unlock()
	return c.now
}

func (c *clock) Sleep(ctx context.Context, d time.Duration) error {
	c.mu.Lock()
	defer c.mu.Unlock()
	c.now = c.now.Add(d)
	return ctx.Err()
}

// site is a small web site that a test changes between crawls.
type site struct {
	*httptest.Server
	mu    sync.Mutex
	pages map[string]http.HandlerFunc
	asked []string
}

func newSite(t *testing.T) *site {
	s := &site{pages: map[string]http.HandlerFunc{}}
	s.Server = httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		s.mu.Lock()
		s.asked = append(s.asked, r.URL.RequestURI())
		h := s.pages[r.URL.Path]
		s.mu.Unlock()
		if h == nil {
			http.NotFound(w, r)
			return
		}
		h(w, r)
	}))
	t.Cleanup(s.Close)
	return s
}

// set replaces pages; an empty text removes one.
func (s *site) set(path, body string) {
	s.handle(path, func(w http.ResponseWriter, _ *http.Request) {
		w.Header().Set("Content-Type", "text/html; charset=utf-8")
		fmt.Fprint(w, body)
	})
}

func (s *site) handle(path string, h http.HandlerFunc) {
	s.mu.Lock()
	defer s.mu.Unlock()
	s.pages[path] = h
}

func (s *site) status(path string, code int) {
	s.handle(path, func(w http.ResponseWriter, _ *http.Request) { w.WriteHeader(code) })
}

// visits returns and forgets what was asked, robots.txt left out.
func (s *site) visits() []string {
	s.mu.Lock()
	defer s.mu.Unlock()
	asked := slices.DeleteFunc(s.asked, func(p string) bool { return p == "/robots.txt" })
	s.asked = nil
	return asked
}

// sitemap publishes these paths.
func (s *site) sitemap(paths ...string) {
	var b strings.Builder
	b.WriteString("<urlset>")
	for _, p := range paths {
		fmt.Fprintf(&b, "<url><loc>%s%s</loc></url>", s.URL, p)
	}
	b.WriteString("</urlset>")
	s.set("/sitemap.xml", b.String())
}

// ad is a page with one vacancy in JSON-LD.
func ad(title string, more ...string) string {
	return fmt.Sprintf(`<html><head><title>%s</title><script type="application/ld+json">
{"@context":"https://schema.org","@type":"JobPosting","title":%q,"hiringOrganization":{"@type":"Organization","name":"Bakkerij Voorbeeld"},
"jobLocation":{"@type":"Place","address":{"addressLocality":"Utrecht","addressCountry":"NL"}},%s
"description":"<p>Wij zoeken iemand die brood bakt en verkoopt. Je werkt staand en tilt tot 10 kilo. Je krijgt een goed loon en een vast team om je heen.</p>"}
</script></head><body><h1>%s</h1></body></html>`, title, title, strings.Join(more, ""), title)
}

// bench is a crawl with everything real but the time and the pause.
type bench struct {
	t        *testing.T
	clock    *clock
	archive  *archive.Archive
	frontier *frontier.Frontier
	config   crawler.Config
}

func newBench(t *testing.T, limits fetch.Limits) *bench {
	t.Helper()
	dir := t.TempDir()
	b := &bench{t: t, clock: &clock{now: time.Date(2026, 3, 2, 8, 0, 0, 0, time.UTC)}}
	var err error
	if b.archive, err = archive.Open(t.Context(), filepath.Join(dir, "archive.db"), archive.Options{}); err != nil {
		t.Fatal(err)
	}
	if b.frontier, err = frontier.Open(t.Context(), filepath.Join(dir, "frontier.db")); err != nil {
		t.Fatal(err)
	}
	client, err := fetch.New(fetch.Config{Contact: "crawl@passend.example", Clock: b.clock, Limits: limits, Pace: fetch.Pace{Factor: -1}})
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { client.Close(); b.archive.Close(); b.frontier.Close() })
	b.config = crawler.Config{Archive: b.archive, Frontier: b.frontier, Fetcher: client, Now: b.clock.Now}
	return b
}

// crawl runs the sources after the clock has moved on.
func (b *bench) crawl(after time.Duration, sources ...crawler.Source) crawler.Report {
	b.t.Helper()
	b.clock.Sleep(b.t.Context(), after)
	cfg := b.config
	cfg.Sources = sources
	report, err := crawler.Run(b.t.Context(), cfg)
	if err != nil {
		b.t.Fatal(err)
	}
	return report
}

// titles lists the vacancies by title with what closed them.
func (b *bench) titles() string {
	b.t.Helper()
	page, err := b.archive.List(b.t.Context(), archive.Filter{State: archive.OpenAndClosed}, "", 1000)
	if err != nil {
		b.t.Fatal(err)
	}
	var out []string
	for _, r := range page.Records {
		s := r.Title
		if !r.Open() {
			s += " (" + r.CloseReason + ")"
		}
		out = append(out, s)
	}
	slices.Sort(out)
	return strings.Join(out, ", ")
}

func (b *bench) want(step, want string) {
	b.t.Helper()
	if got := b.titles(); got != want {
		b.t.Errorf("%s: archive holds %q, want %q", step, got, want)
	}
}

func viaSitemap(s *site, name string) crawler.Source {
	return crawler.Source{Name: name, Kind: "site", URL: s.URL, AllowPrivate: true, Sitemaps: []string{s.URL + "/sitemap.xml"}}
}

const aDay = 24 * time.Hour

func TestLifeOfAVacancy(t *testing.T) {
	s, b := newSite(t), newBench(t, fetch.Limits{})
	for _, n := range []string{"a", "b", "c", "d", "e"} {
		s.set("/"+n, ad("Bakker "+n))
	}
	s.set("/e", ad("Bakker e", `"validThrough":"2026-03-20",`))
	s.sitemap("/a", "/b", "/c", "/d", "/e")
	src := viaSitemap(s, "bakkers")

	r := b.crawl(0, src)
	b.want("first", "Bakker a, Bakker b, Bakker c, Bakker d, Bakker e")
	if got := r.BySource[0]; got.Outcome != archive.RunComplete || got.New != 5 || got.WithPlace != 5 || len(got.Errors) != 0 {
		t.Errorf("first run: %+v", got)
	}

	// One changes, one is gone for good, one is not found, one leaves the list.
	s.set("/a", ad("Bakker a, nu vast"))
	s.status("/b", http.StatusGone)
	s.status("/c", http.StatusNotFound)
	s.sitemap("/a", "/b", "/c", "/e")
	r = b.crawl(25*time.Hour, src)
	b.want("second day", "Bakker a, nu vast, Bakker b (410), Bakker c, Bakker d, Bakker e")
	if got := r.BySource[0]; got.Changed != 1 || got.Closed != 1 || got.Errors["gone"] != 1 {
		t.Errorf("second run: %+v", got)
	}

	r = b.crawl(25*time.Hour, src)
	b.want("third day", "Bakker a, nu vast, Bakker b (410), Bakker c (404 on 2 days), Bakker d (absent from 2 complete listings), Bakker e")
	if r.BySource[0].Closed != 2 {
		t.Errorf("third run: %+v", r.BySource[0])
	}

	// Past its last day, whatever the page still shows.
	b.crawl(20*aDay, src)
	b.want("weeks later", "Bakker a, nu vast, Bakker b (410), Bakker c (404 on 2 days), Bakker d (absent from 2 complete listings), Bakker e (valid through 2026-03-20)")
	b.crawl(2*aDay, src)
	b.want("and stays so", "Bakker a, nu vast, Bakker b (410), Bakker c (404 on 2 days), Bakker d (absent from 2 complete listings), Bakker e (valid through 2026-03-20)")

	// One that comes back is open again.
	s.set("/d", ad("Bakker d"))
	s.sitemap("/a", "/d")
	b.crawl(2*aDay, src)
	if got := b.titles(); !strings.Contains(got, "Bakker d,") {
		t.Errorf("came back: %s", got)
	}
}

// TestRunTellsHowFarItIs: a run that goes on is written now and then, so that
// somebody can look on.
func TestRunTellsHowFarItIs(t *testing.T) {
	s, b := newSite(t), newBench(t, fetch.Limits{})
	paths := []string{}
	for i := range 8 {
		p := fmt.Sprintf("/v%d", i)
		paths = append(paths, p)
		s.handle(p, func(w http.ResponseWriter, r *http.Request) {
			b.clock.Sleep(r.Context(), 10*time.Second)
			if runs, err := b.archive.Runs(r.Context(), "bakkers", 1); i == 7 {
				if err != nil || len(runs) != 1 || runs[0].Outcome != archive.RunUnfinished || runs[0].Pages < 3 || runs[0].Known < 8 {
					t.Errorf("half-way the run is %+v, %v", runs, err)
				}
			}
			fmt.Fprint(w, ad("Bakker "+p))
		})
	}
	s.sitemap(paths...)
	r := b.crawl(0, viaSitemap(s, "bakkers"))
	if got := r.BySource[0]; got.Outcome != archive.RunComplete || got.Known < got.Pages {
		t.Errorf("at the end %+v", got)
	}
}

func TestSameDay404IsNotEnough(t *testing.T) {
	s, b := newSite(t), newBench(t, fetch.Limits{})
	s.set("/a", ad("Bakker a"))
	s.sitemap("/a")
	src := viaSitemap(s, "bakkers")
	b.crawl(0, src)
	s.status("/a", 404)
	b.crawl(25*time.Hour, src) // 3 March 09:00
	if _, err := crawler.Recheck(t.Context(), b.config, &src, s.URL+"/a"); err != nil {
		t.Fatal(err)
	}
	b.want("twice on one day", "Bakker a")
	b.clock.Sleep(t.Context(), aDay)
	if _, err := crawler.Recheck(t.Context(), b.config, &src, s.URL+"/a"); err != nil {
		t.Fatal(err)
	}
	b.want("next day", "Bakker a (404 on 2 days)")
}

func TestPageThatSaysItIsClosed(t *testing.T) {
	s, b := newSite(t), newBench(t, fetch.Limits{})
	s.set("/a", ad("Bakker a"))
	s.set("/b", ad("Bakker b"))
	s.sitemap("/a", "/b")
	src := viaSitemap(s, "bakkers")
	b.crawl(0, src)
	s.handle("/a", func(w http.ResponseWriter, r *http.Request) {
		w.Header().Set("ETag", `"dicht"`)
		if r.Header.Get("If-None-Match") == `"dicht"` {
			w.WriteHeader(http.StatusNotModified)
			return
		}
		fmt.Fprint(w, "<html><body><h1>Bakker a</h1><p>Deze vacature is gesloten.</p></body></html>")
	})
	s.set("/b", "<html><body><h1>Wij gebruiken cookies</h1></body></html>")
	b.crawl(25*time.Hour, src)
	b.want("once", "Bakker a, Bakker b")
	b.crawl(25*time.Hour, src)
	b.want("on two days", "Bakker a (said closed on 2 days), Bakker b")
}

func TestNothingClosesAfterABadRun(t *testing.T) {
	s, b := newSite(t), newBench(t, fetch.Limits{})
	paths := []string{}
	for i := range 4 {
		p := fmt.Sprintf("/v%d", i)
		paths = append(paths, p)
		s.set(p, ad(fmt.Sprintf("Bakker %d", i)))
	}
	s.sitemap(paths...)
	src := viaSitemap(s, "bakkers")
	b.crawl(0, src)
	all := "Bakker 0, Bakker 1, Bakker 2, Bakker 3"
	b.want("first", all)

	for step, bad := range map[string]func(){
		"sitemap fails":   func() { s.status("/sitemap.xml", 500) },
		"sitemap is html": func() { s.set("/sitemap.xml", "<html>onderhoud</html>") },
		"sitemap breaks": func() {
			s.set("/sitemap.xml", "<urlset><url><loc>/v0</loc></url><url><lo")
		},
		"robots fails": func() { s.status("/robots.txt", 503) },
	} {
		s.sitemap()
		s.status("/robots.txt", 404)
		bad()
		for range 2 {
			r := b.crawl(25*time.Hour, src)
			if got := r.BySource[0].Outcome; got == archive.RunComplete {
				t.Errorf("%s: the run counts as complete", step)
			}
		}
		b.want(step, all)
	}

	// A complete but stopped run closes nothing either.
	s.status("/robots.txt", 404)
	s.sitemap()
	b.config.MaxPages = 0
	ctx, cancel := context.WithCancel(t.Context())
	cancel()
	cfg := b.config
	cfg.Sources = []crawler.Source{src}
	r, err := crawler.Run(ctx, cfg)
	if err != nil || r.Stopped != crawler.StoppedCaller {
		t.Errorf("stopped run: %q, %v", r.Stopped, err)
	}
	b.want("stopped", all)
}

func TestSuddenDropFreezesClosing(t *testing.T) {
	s, b := newSite(t), newBench(t, fetch.Limits{})
	var paths []string
	for i := range 20 {
		p := fmt.Sprintf("/v%02d", i)
		paths = append(paths, p)
		s.set(p, ad(fmt.Sprintf("Bakker %02d", i)))
	}
	s.sitemap(paths...)
	src := viaSitemap(s, "bakkers")
	b.crawl(0, src)
	b.crawl(25*time.Hour, src)
	full := b.titles()

	s.sitemap(paths[:5]...)
	for range 3 {
		r := b.crawl(25*time.Hour, src)
		if r.BySource[0].Frozen == "" || r.BySource[0].Closed != 0 {
			t.Errorf("not frozen: %+v", r.BySource[0])
		}
	}
	b.want("frozen", full)
	h, err := b.archive.Health(t.Context(), "bakkers")
	if err != nil || h.FrozenAt.IsZero() {
		t.Errorf("health: %+v, %v", h, err)
	}

	// With 18 of 20 it is in good health again, and two that are gone may close.
	s.sitemap(paths[:18]...)
	for range 2 {
		b.crawl(25*time.Hour, src)
	}
	if got := b.titles(); strings.Count(got, "absent") != 2 {
		t.Errorf("thawed: %s", got)
	}
}

func TestStopAndGoOn(t *testing.T) {
	s, b := newSite(t), newBench(t, fetch.Limits{})
	var paths []string
	for i := range 30 {
		p := fmt.Sprintf("/v%02d", i)
		paths = append(paths, p)
		s.set(p, ad("Bakker "+p))
	}
	s.sitemap(paths...)
	src := viaSitemap(s, "bakkers")
	cfg := b.config
	cfg.Sources, cfg.MaxPages = []crawler.Source{src}, 10
	r, err := crawler.Run(t.Context(), cfg)
	if err != nil || r.Stopped != crawler.StoppedPages || r.New != 10 || r.BySource[0].Outcome != archive.RunPartial || r.BySource[0].Left != 20 {
		t.Errorf("limited: %+v, %v", r, err)
	}
	s.visits()
	b.crawl(time.Minute, src)
	visits := s.visits()
	if len(visits) != 21 || slices.Contains(visits, "/v00") {
		t.Errorf("went on with %d pages: %v", len(visits), visits)
	}
	if n := len(strings.Split(b.titles(), ", ")); n != 30 {
		t.Errorf("%d vacancies in the end", n)
	}
}

func TestConditionalAndRules(t *testing.T) {
	s, b := newSite(t), newBench(t, fetch.Limits{})
	s.set("/robots.txt", "User-agent: *\nDisallow: /geheim\nSitemap: "+s.URL+"/kaart.xml")
	s.handle("/a", func(w http.ResponseWriter, r *http.Request) {
		w.Header().Set("ETag", `"1"`)
		if r.Header.Get("If-None-Match") == `"1"` {
			w.WriteHeader(304)
			return
		}
		fmt.Fprint(w, ad("Bakker a"))
	})
	s.set("/geheim/b", ad("Bakker b"))
	s.set("/c", strings.Replace(ad("Bakker c"), "<head>", `<head><meta name="robots" content="noindex">`, 1))
	s.handle("/d", func(w http.ResponseWriter, _ *http.Request) {
		w.Header().Set("X-Robots-Tag", "noindex")
		fmt.Fprint(w, ad("Bakker d"))
	})
	s.handle("/e", func(w http.ResponseWriter, _ *http.Request) {
		w.Header().Set("X-Robots-Tag", "nosnippet")
		fmt.Fprint(w, ad("Bakker e"))
	})
	s.set("/kaart.xml", "<urlset>"+loc(s.URL, "/a", "/geheim/b", "/c", "/d", "/e")+"<url><loc>https://elders.example/x</loc></url></urlset>")
	src := viaSitemap(s, "bakkers")
	src.Sitemaps, src.FromRobots = nil, true
	r := b.crawl(0, src)
	b.want("first", "Bakker a, Bakker e")
	if got := r.BySource[0].Errors; got["refused by rules"] != 1 || got["noindex"] != 2 {
		t.Errorf("errors: %v", got)
	}
	if v := s.visits(); slices.Contains(v, "/geheim/b") {
		t.Errorf("asked for a page that robots.txt refuses: %v", v)
	}
	list, err := b.archive.List(t.Context(), archive.Filter{}, "", 10)
	if err != nil {
		t.Fatal(err)
	}
	for _, v := range list.Records {
		if v.NoSnippet != (v.Title == "Bakker e") {
			t.Errorf("%s: nosnippet %v", v.Title, v.NoSnippet)
		}
	}
	if r = b.crawl(25*time.Hour, src); r.BySource[0].Same != 2 || r.BySource[0].New != 0 {
		t.Errorf("second run: %+v", r.BySource[0])
	}
}

func loc(base string, paths ...string) string {
	var b strings.Builder
	for _, p := range paths {
		fmt.Fprintf(&b, "<url><loc>%s%s</loc></url>", base, p)
	}
	return b.String()
}

func TestLinksFromAStartPage(t *testing.T) {
	s, b := newSite(t), newBench(t, fetch.Limits{})
	s.set("/vacatures", `<html><body><a href="/vacature/1-bakker">Bakker</a><a href="/over-ons">Over ons</a>
		<a href="https://elders.example/vacature/9-x">Elders</a><a rel="next" href="/vacatures?pagina=2">Volgende</a></body></html>`)
	s.handle("/vacatures", func(w http.ResponseWriter, r *http.Request) {
		w.Header().Set("ETag", `"list"`)
		if r.Header.Get("If-None-Match") != "" {
			t.Error("a list of links was asked for conditionally")
		}
		if r.URL.RawQuery == "" {
			fmt.Fprint(w, `<html><body><h1>Vacatures</h1><a href="/vacature/1-bakker">Bakker</a><a href="/over-ons">Over ons</a>
				<a href="https://elders.example/vacature/9-x">Elders</a><a rel="next" href="/vacatures?pagina=2">Volgende</a></body></html>`)
			return
		}
		fmt.Fprint(w, `<html><body><h1>Vacatures</h1><a href="/vacature/2-slager">Slager</a><a href="/vacature/3-kok">Kok</a></body></html>`)
	})
	for path, title := range map[string]string{"/vacature/1-bakker": "Bakker", "/vacature/2-slager": "Slager", "/vacature/3-kok": "Kok"} {
		s.set(path, ad(title))
	}
	src := crawler.Source{Name: "winkel", Kind: "list", URL: s.URL, AllowPrivate: true, Starts: []string{s.URL + "/vacatures"}}
	b.crawl(0, src)
	b.want("first", "Bakker, Kok, Slager")
	s.visits()
	b.crawl(time.Hour, src)
	if v := s.visits(); !slices.Contains(v, "/vacatures") || slices.Contains(v, "/vacature/1-bakker") || slices.Contains(v, "/over-ons") {
		t.Errorf("an hour later it asked for %v", v)
	}
}

func TestListsAndFiles(t *testing.T) {
	s, b := newSite(t), newBench(t, fetch.Limits{})
	s.set("/api", "1 2 3>/api2")
	s.set("/api2", "4 5")
	read := func(complete bool) crawler.ReadList {
		return func(_ extract.Request, body []byte, from *url.URL) (crawler.Listing, error) {
			items, next, more := strings.Cut(string(body), ">")
			l := crawler.Listing{Complete: complete}
			for _, id := range strings.Fields(items) {
				l.Vacancies = append(l.Vacancies, vacancy.Vacancy{ExternalID: id, Title: "Baan " + id, Text: "Werk.", URL: from.ResolveReference(&url.URL{Path: "/" + id}).String()})
			}
			if more {
				l.Next = []extract.Request{{URL: from.ResolveReference(&url.URL{Path: next}).String()}}
			}
			return l, nil
		}
	}
	api := crawler.Source{Name: "api", Kind: "ats", AllowPrivate: true, URL: s.URL, Lists: []string{s.URL + "/api"}, Read: read(true)}
	if r := b.crawl(0, api); r.New != 5 || r.BySource[0].Outcome != archive.RunComplete {
		t.Errorf("api: %+v", r)
	}
	s.set("/api2", "4")
	b.crawl(aDay, api)
	b.want("absent once", "Baan 1, Baan 2, Baan 3, Baan 4, Baan 5")
	s.status("/api2", 502)
	b.crawl(aDay, api)
	b.want("half a list", "Baan 1, Baan 2, Baan 3, Baan 4, Baan 5")
	s.set("/api2", "4")
	b.crawl(aDay, api)
	b.want("absent twice", "Baan 1, Baan 2, Baan 3, Baan 4, Baan 5 (absent from 2 complete listings)")

	// A feed shows the latest only; what drops out is looked at on its page.
	s.set("/feed", "8 9")
	s.set("/8", "page")
	s.set("/9", "page")
	feed := crawler.Source{Name: "feed", Kind: "feed", AllowPrivate: true, URL: s.URL, Lists: []string{s.URL + "/feed"}, Read: read(false)}
	b.crawl(0, feed)
	s.set("/feed", "9")
	s.status("/8", 410)
	s.visits()
	b.crawl(aDay, feed)
	if v := s.visits(); len(v) != 1 {
		t.Errorf("a day later: %v", v)
	}
	b.crawl(3*aDay, feed)
	if got := b.titles(); !strings.Contains(got, "Baan 8 (410), Baan 9") {
		t.Errorf("feed: %s", got)
	}

	file := crawler.Source{Name: "file", Kind: "file", Local: func(yield func(vacancy.Vacancy, error) bool) {
		_ = yield(vacancy.Vacancy{ID: "x1", Title: "Uit een bestand", Text: "Werk."}, nil) &&
			yield(vacancy.Vacancy{}, fmt.Errorf("line 2")) && yield(vacancy.Vacancy{Title: "zonder id"}, nil)
	}}
	r := b.crawl(0, file)
	if got := r.BySource[0]; got.New != 1 || got.Outcome != archive.RunPartial || got.Errors["file"] != 1 || got.Errors["incomplete vacancy"] != 1 {
		t.Errorf("file: %+v", got)
	}
}

func TestOneBadSourceLeavesTheRest(t *testing.T) {
	s, b := newSite(t), newBench(t, fetch.Limits{})
	s.set("/a", ad("Bakker a"))
	s.sitemap("/a")
	good := viaSitemap(s, "goed")
	gone := httptest.NewServer(nil)
	gone.Close()
	bad := crawler.Source{Name: "weg", URL: gone.URL, AllowPrivate: true, Sitemaps: []string{gone.URL + "/sitemap.xml"}}
	private := good
	private.Name, private.AllowPrivate = "besloten", false
	var steps []crawler.Progress
	b.config.Progress = func(p crawler.Progress) { steps = append(steps, p) }
	r := b.crawl(0, bad, private, good)
	b.want("all", "Bakker a")
	var outcomes []archive.RunOutcome
	for _, one := range r.BySource {
		outcomes = append(outcomes, one.Outcome)
	}
	if !slices.Equal(outcomes, []archive.RunOutcome{archive.RunFailed, archive.RunFailed, archive.RunComplete}) {
		t.Errorf("outcomes %v, errors %v", outcomes, slices.Collect(maps.Keys(r.Errors())))
	}
	last := steps[len(steps)-1]
	if last.Sources != 3 || last.Of != 3 || last.Vacancies != 1 || last.Errors != 2 || last.Pages > last.Known {
		t.Errorf("progress: %+v", last)
	}
}
