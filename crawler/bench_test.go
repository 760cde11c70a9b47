package crawler_test

import (
	"fmt"
	"io"
	"net/http"
	"net/http/httptest"
	"net/url"
	"os"
	"path/filepath"
	"strconv"
	"strings"
	"testing"
	"time"

	"passend/crawler"
	"passend/crawler/extract/page"
	"passend/crawler/fetch"
	"passend/crawler/frontier"
	"passend/index/archive"
)

const benchPages = 2000

// largeSite serves a sitemap with benchPages pages of 50 to 300 KB, each a
// vacancy within the markup that real pages carry around it.
func largeSite(b *testing.B) *httptest.Server {
	row := `<div class="card"><ul class="list"><li><a href="/over/%d">Lees meer over ons</a></li><li><span data-x="%d">Samen bouwen wij aan een plek waar mensen graag werken.</span></li></ul><p>Heb je vragen? Kijk dan op de pagina met antwoorden of loop eens binnen.</p></div>` + "\n"
	var filler strings.Builder
	for i := 0; filler.Len() < 300<<10; i++ {
		fmt.Fprintf(&filler, row, i, i)
	}
	var s *httptest.Server
	s = httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		id, isPage := strings.CutPrefix(r.URL.Path, "/vacature/")
		switch n, err := strconv.Atoi(id); {
		case r.URL.Path == "/sitemap.xml":
			io.WriteString(w, "<urlset>")
			for i := range benchPages {
				fmt.Fprintf(w, "<url><loc>%s/vacature/%d</loc></url>", s.URL, i)
			}
			io.WriteString(w, "</urlset>")
		case isPage && err == nil:
			w.Header().Set("Content-Type", "text/html; charset=utf-8")
			head, tail, _ := strings.Cut(ad(fmt.Sprintf("Magazijnmedewerker %d", n)), "</body>")
			io.WriteString(w, head)
			io.WriteString(w, filler.String()[:50<<10+(n*7919)%(250<<10)])
			io.WriteString(w, "</body>"+tail)
		default:
			http.NotFound(w, r)
		}
	}))
	b.Cleanup(s.Close)
	return s
}

// bare fetches and extracts the same pages with nothing around it.
func bare(b *testing.B, base string) (vacancies int) {
	for i := range benchPages {
		address := fmt.Sprintf("%s/vacature/%d", base, i)
		resp, err := http.Get(address)
		if err != nil {
			b.Fatal(err)
		}
		body, err := io.ReadAll(resp.Body)
		resp.Body.Close()
		if err != nil {
			b.Fatal(err)
		}
		u, _ := url.Parse(address)
		vacancies += len(page.Parse(body, u, page.Options{}).Vacancies)
	}
	return vacancies
}

// BenchmarkCrawl compares a whole crawl (robots.txt, sitemap, frontier, limits,
// archive) with the bare loop, in one run. With -cpu 1 the figures are those of
// one core; the server takes its share of it in both.
func BenchmarkCrawl(b *testing.B) {
	s := largeSite(b)
	var crawled, looped, crawledCPU, loopedCPU time.Duration
	n := 0
	for b.Loop() {
		dir := b.TempDir()
		kept, err := archive.Open(b.Context(), filepath.Join(dir, "archive.db"), archive.Options{})
		if err != nil {
			b.Fatal(err)
		}
		queue, err := frontier.Open(b.Context(), filepath.Join(dir, "frontier.db"))
		if err != nil {
			b.Fatal(err)
		}
		client, err := fetch.New(fetch.Config{Contact: "crawl@passend.example", Ledger: queue, Pace: fetch.Pace{Min: -1, Factor: -1}})
		if err != nil {
			b.Fatal(err)
		}
		begun, cpu := time.Now(), spent()
		report, err := crawler.Run(b.Context(), crawler.Config{Archive: kept, Frontier: queue, Fetcher: client,
			Sources: []crawler.Source{{Name: "groot", URL: s.URL, AllowPrivate: true, Sitemaps: []string{s.URL + "/sitemap.xml"}}}})
		crawled += time.Since(begun)
		crawledCPU += spent() - cpu
		if err != nil || report.New != benchPages {
			b.Fatalf("%d vacancies, %v", report.New, err)
		}
		client.Close()
		queue.Close()
		kept.Close()
		begun, cpu = time.Now(), spent()
		if got := bare(b, s.URL); got != benchPages {
			b.Fatalf("the bare loop found %d", got)
		}
		looped += time.Since(begun)
		loopedCPU += spent() - cpu
		n += benchPages
	}
	b.ReportMetric(float64(n)/crawled.Seconds(), "pages/s")
	b.ReportMetric(float64(n)/looped.Seconds(), "bare-pages/s")
	b.ReportMetric(looped.Seconds()/crawled.Seconds(), "of-bare")
	if crawledCPU > 0 {
		b.ReportMetric(float64(n)/crawledCPU.Seconds(), "pages/cpu-s")
		b.ReportMetric(loopedCPU.Seconds()/crawledCPU.Seconds(), "of-bare-cpu")
	}
	b.ReportMetric(peakMB(), "peak-MB")
}

// spent is the processor time of this process, where the system tells; it is
// steadier than the clock when others use the machine.
func spent() time.Duration {
	stat, err := os.ReadFile("/proc/self/stat")
	if err != nil {
		return 0
	}
	_, rest, _ := strings.Cut(string(stat), ") ")
	var ticks int // of 10 ms: user and system
	for _, field := range strings.Fields(rest)[11:13] {
		t, _ := strconv.Atoi(field)
		ticks += t
	}
	return time.Duration(ticks) * 10 * time.Millisecond
}

// peakMB is the most memory that this process held, where the system tells.
func peakMB() float64 {
	status, err := os.ReadFile("/proc/self/status")
	if err != nil {
		return 0
	}
	_, rest, _ := strings.Cut(string(status), "VmHWM:")
	kb, _ := strconv.ParseFloat(strings.Fields(rest + " 0")[0], 64)
	return kb / 1024
}
