package crawler_test

import (
	"bytes"
	"compress/gzip"
	"context"
	"fmt"
	"io"
	"log/slog"
	"net"
	"net/http"
	"net/http/httptest"
	"os"
	"os/exec"
	"path/filepath"
	"runtime"
	"slices"
	"strings"
	"sync/atomic"
	"testing"
	"time"

	"golang.org/x/text/encoding/charmap"
	"golang.org/x/text/encoding/unicode"

	"passend/crawler"
	"passend/crawler/extract"
	"passend/crawler/fetch"
	"passend/crawler/frontier"
	"passend/index/archive"
)

// quick are limits with which a bad page is seen through quickly.
var quick = fetch.Limits{Header: time.Second, Idle: 700 * time.Millisecond, Total: 20 * time.Second}

// badPages are what a hostile or broken site can serve in place of a page, with
// what it is counted as.
var badPages = map[string]struct {
	serve http.HandlerFunc
	kind  string
}{
	"/bom": {func(w http.ResponseWriter, _ *http.Request) {
		w.Header().Set("Content-Encoding", "gzip")
		z, _ := gzip.NewWriterLevel(w, gzip.BestSpeed)
		for range 1000 {
			if _, err := z.Write(make([]byte, 64<<10)); err != nil {
				return
			}
		}
		z.Close()
	}, "too large"},
	"/eindeloos": {func(w http.ResponseWriter, _ *http.Request) {
		for {
			if _, err := w.Write([]byte(strings.Repeat("<p>meer</p>", 1000))); err != nil {
				return
			}
		}
	}, "too large"},
	"/traag": {func(w http.ResponseWriter, r *http.Request) {
		for r.Context().Err() == nil {
			io.WriteString(w, "x")
			w.(http.Flusher).Flush()
			time.Sleep(10 * time.Millisecond)
		}
	}, "too slow"},
	"/stil": {func(_ http.ResponseWriter, r *http.Request) { <-r.Context().Done() }, "timeout"},
	"/rond": {func(w http.ResponseWriter, r *http.Request) { http.Redirect(w, r, "/rond", http.StatusFound) }, "redirect loop"},
	"/ver": {func(w http.ResponseWriter, r *http.Request) {
		http.Redirect(w, r, fmt.Sprintf("/ver?n=%d", len(r.URL.RawQuery)), http.StatusFound)
	}, "redirect loop"},
	"/bestand": {func(w http.ResponseWriter, r *http.Request) {
		http.Redirect(w, r, "file:///etc/passwd", http.StatusFound)
	}, "bad redirect"},
	"/breuk": {func(w http.ResponseWriter, _ *http.Request) {
		conn, _, err := w.(http.Hijacker).Hijack()
		if err != nil {
			return
		}
		conn.(*net.TCPConn).SetLinger(0)
		conn.Close()
	}, "no connection"},
	"/storing": {func(w http.ResponseWriter, _ *http.Request) { w.WriteHeader(500) }, "server error"},
	"/muur":    {func(w http.ResponseWriter, _ *http.Request) { w.WriteHeader(403) }, "denied"},
	"/weg":     {func(w http.ResponseWriter, _ *http.Request) { w.WriteHeader(404) }, "not found"},
	"/plaatje": {func(w http.ResponseWriter, _ *http.Request) {
		w.Header().Set("Content-Type", "image/png")
		w.Write([]byte("\x89PNG"))
	}, "unreadable"},
}

// TestHostileSite mixes good pages, in every character set, with bad ones of
// every kind: the good ones are kept and read right, the bad ones counted.
func TestHostileSite(t *testing.T) {
	s, b := newSite(t), newBench(t, quick)
	s.handle("/robots.txt", func(w http.ResponseWriter, _ *http.Request) {
		io.WriteString(w, "User-agent: *\nDisallow: /verboden\n")
		w.Write(bytes.Repeat([]byte("# vulling vulling vulling\n"), 400_000)) // 10 MB
	})
	var paths []string
	for path, bad := range badPages {
		paths = append(paths, path)
		s.handle(path, bad.serve)
	}
	utf16, _ := unicode.UTF16(unicode.LittleEndian, unicode.UseBOM).NewEncoder().String(ad("Één bakker"))
	latin, _ := charmap.Windows1252.NewEncoder().String(ad("Één bakker"))
	for path, page := range map[string]struct{ body, contentType string }{
		"/utf16":  {utf16, "text/html"},
		"/latin":  {latin, "text/html; charset=windows-1252"},
		"/liegt":  {latin, "text/html; charset=utf-8"},
		"/mixed":  {strings.Replace(ad("Één bakker"), "</body>", "caf\xe9</body>", 1), "text/html; charset=utf-8"},
		"/gewoon": {ad("Één bakker"), "text/html"},
	} {
		paths = append(paths, path)
		s.handle(path, func(w http.ResponseWriter, _ *http.Request) {
			w.Header().Set("Content-Type", page.contentType)
			io.WriteString(w, page.body)
		})
	}
	// A page that only asks to accept cookies is no vacancy and no error.
	s.set("/cookies", "<html><title>Cookies</title><body><h1>Wij gebruiken cookies</h1><button>Akkoord</button></body></html>")
	s.set("/verboden", ad("Geheime bakker"))
	paths = append(paths, "/cookies", "/verboden")
	slices.Sort(paths)
	s.sitemap(paths...)

	r := b.crawl(0, viaSitemap(s, "vijand"))
	b.want("kept", strings.TrimSuffix(strings.Repeat("Één bakker, ", 5), ", "))
	want := map[string]int{"refused by rules": 1}
	for _, bad := range badPages {
		want[bad.kind]++
	}
	if got := r.BySource[0].Errors; fmt.Sprint(got) != fmt.Sprint(want) {
		t.Errorf("errors %v\nwant %v", got, want)
	}
	if r.BySource[0].Outcome != archive.RunPartial {
		t.Errorf("outcome %s", r.BySource[0].Outcome)
	}
	s.CloseClientConnections()
}

// TestStormAndDeadHost: a host that refuses or fails all the time is left alone
// after a few requests, and its pages wait.
func TestStormAndDeadHost(t *testing.T) {
	var asked atomic.Int64
	for name, tt := range map[string]struct {
		status int
		most   int64
	}{"429": {429, 6}, "500": {500, 12}} {
		s, b := newSite(t), newBench(t, quick)
		asked.Store(0)
		var paths []string
		for i := range 200 {
			paths = append(paths, fmt.Sprintf("/v%d", i))
			s.handle(paths[i], func(w http.ResponseWriter, _ *http.Request) {
				asked.Add(1)
				w.WriteHeader(tt.status)
			})
		}
		s.sitemap(paths...)
		r := b.crawl(0, viaSitemap(s, "storm"))
		if n := asked.Load(); n > tt.most {
			t.Errorf("%s: asked %d times", name, n)
		}
		if got := r.BySource[0]; got.Outcome == archive.RunComplete || got.Left < 150 {
			t.Errorf("%s: %+v", name, got)
		}
	}
}

// TestTraps crawls a site whose links never end.
func TestTraps(t *testing.T) {
	if testing.Short() {
		t.Skip("visits some hundreds of pages")
	}
	b := newBench(t, quick)
	var asked atomic.Int64
	s := httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		n := asked.Add(1)
		w.Header().Set("Content-Type", "text/html")
		fmt.Fprintf(w, `<html><body><h1>Vacatures</h1><a href="/vacature/1-bakker?PHPSESSID=%032x">Bakker</a>`, n)
		for i := range 20 {
			d := time.Date(2026, 1, 1, 0, 0, 0, 0, time.UTC).AddDate(0, 0, int(n)*20+i)
			fmt.Fprintf(w, `<a href="/vacatures/kalender/%s">dag</a><a href="/vacature/x?token=%d-%d">sessie</a>`, d.Format("2006/01/02"), n, i)
		}
		io.WriteString(w, "</body></html>")
	}))
	defer s.Close()
	src := crawler.Source{Name: "val", URL: s.URL, AllowPrivate: true, Starts: []string{s.URL + "/vacatures"}, MaxDepth: 10}
	src.Follow = func(extract.Link) bool { return true }
	r := b.crawl(0, src)
	if n := asked.Load(); n > 450 || r.BySource[0].Errors["trap"] == 0 {
		t.Errorf("%d pages of a site without end; errors %v", n, r.BySource[0].Errors)
	}
}

func TestMemoryStaysFlat(t *testing.T) {
	s, b := newSite(t), newBench(t, quick)
	var paths []string
	for i := range 15 {
		p := fmt.Sprintf("/groot%d", i)
		paths = append(paths, p)
		s.handle(p, func(w http.ResponseWriter, _ *http.Request) {
			for range 300 << 4 {
				if _, err := w.Write(make([]byte, 64<<10)); err != nil {
					return
				}
			}
		})
	}
	s.sitemap(paths...)
	var before, after runtime.MemStats
	runtime.GC()
	runtime.ReadMemStats(&before)
	b.crawl(0, viaSitemap(s, "groot"))
	runtime.GC()
	runtime.ReadMemStats(&after)
	if grown := int64(after.HeapAlloc) - int64(before.HeapAlloc); grown > 16<<20 {
		t.Errorf("heap grew by %d bytes over 15 pages of 300 MB", grown)
	}
}

// TestNothingPersonalInLogs looks for what a page says in logs and reports.
func TestNothingPersonalInLogs(t *testing.T) {
	s, b := newSite(t), newBench(t, quick)
	const secret = "Bel Pietje Precies, 06-12345678, pietje@bakker.example"
	s.set("/a", strings.Replace(ad("Bakker"), "Wij zoeken", secret+" zoekt", 1))
	s.set("/b", "<html>"+secret)
	s.set("/c", strings.Replace(ad("Bakker"), `"title"`, secret+`{"title"`, 1))
	s.handle("/pietje@bakker.example", func(w http.ResponseWriter, _ *http.Request) { w.WriteHeader(500) })
	s.sitemap("/a", "/b", "/c", "/pietje@bakker.example")
	var logged bytes.Buffer
	b.config.Log = slog.New(slog.NewTextHandler(&logged, &slog.HandlerOptions{Level: slog.LevelDebug}))
	report := b.crawl(0, viaSitemap(s, "bakkers"))
	all := logged.String() + fmt.Sprintf("%+v", report)
	if logged.Len() == 0 || report.New == 0 {
		t.Fatal("nothing was logged or kept")
	}
	for _, part := range []string{"Pietje", "12345678", "pietje@"} {
		if strings.Contains(all, part) {
			t.Errorf("%q is in the logs or the report", part)
		}
	}
}

const killed = "PASSEND_TEST_CRAWL"

// TestKill kills a crawl in the middle and goes on with it: nothing that was
// kept is lost, and no more pages are asked for again than were in flight.
func TestKill(t *testing.T) {
	if dir := os.Getenv(killed); dir != "" {
		crawlIn(t, dir, os.Getenv(killed+"_URL"))
		return
	}
	const pages = 60
	asked := map[string]int{}
	half := make(chan struct{})
	s := newSite(t)
	var paths []string
	for i := range pages {
		p := fmt.Sprintf("/v%03d", i)
		paths = append(paths, p)
		s.handle(p, func(w http.ResponseWriter, _ *http.Request) {
			s.mu.Lock()
			asked[p]++
			n := len(asked)
			s.mu.Unlock()
			if n == pages/2 {
				select {
				case <-half:
				default:
					close(half)
				}
			}
			fmt.Fprint(w, ad("Bakker "+p))
		})
	}
	s.sitemap(paths...)
	dir := t.TempDir()
	cmd := exec.CommandContext(t.Context(), os.Args[0], "-test.run=^TestKill$")
	cmd.Env = append(os.Environ(), killed+"="+dir, killed+"_URL="+s.URL)
	if err := cmd.Start(); err != nil {
		t.Fatal(err)
	}
	<-half
	cmd.Process.Kill()
	cmd.Wait()
	report := crawlIn(t, dir, s.URL)
	again := 0
	for _, n := range asked {
		again += n - 1
	}
	// In flight are the page being fetched, those waiting, and the one being kept.
	if len(asked) != pages || again > 4 {
		t.Errorf("%d pages asked, %d of them twice", len(asked), again)
	}
	if n := report.BySource[0].Vacancies(); report.BySource[0].Outcome != archive.RunComplete || n != pages {
		t.Errorf("in the end %d vacancies, %s", n, report.BySource[0].Outcome)
	}
}

func crawlIn(t *testing.T, dir, base string) crawler.Report {
	kept, err := archive.Open(t.Context(), filepath.Join(dir, "archive.db"), archive.Options{})
	if err != nil {
		t.Fatal(err)
	}
	defer kept.Close()
	queue, err := frontier.Open(t.Context(), filepath.Join(dir, "frontier.db"))
	if err != nil {
		t.Fatal(err)
	}
	defer queue.Close()
	client, err := fetch.New(fetch.Config{Contact: "crawl@passend.example", Ledger: queue, Pace: fetch.Pace{Min: -1, Factor: -1}})
	if err != nil {
		t.Fatal(err)
	}
	defer client.Close()
	report, err := crawler.Run(context.Background(), crawler.Config{Archive: kept, Frontier: queue, Fetcher: client, Sources: []crawler.Source{
		{Name: "bakkers", URL: base, AllowPrivate: true, Sitemaps: []string{base + "/sitemap.xml"}}}})
	if err != nil {
		t.Fatal(err)
	}
	return report
}
