package crawler_test

import (
	"errors"
	"fmt"
	"net/http"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"passend/crawler"
	"passend/crawler/fetch"
	"passend/crawler/source"
	"passend/index/archive"
)

const longText = "Wij zoeken een collega voor onze bakkerij in het centrum van de stad. Je bakt brood, vult de winkel en helpt klanten. " +
	"Je werkt van maandag tot en met vrijdag van zes tot twee uur, staat veel en tilt tot tien kilo. Wij bieden een vast contract, " +
	"een goed loon, reiskosten en een team dat voor elkaar klaarstaat. Ervaring is mooi maar niet nodig, want wij leren je het vak. " +
	"Je spreekt Nederlands, je komt op tijd en je houdt van aanpakken. Reageren kan tot het einde van de maand."

// TestPlan crawls one source of each kind from a sources file.
func TestPlan(t *testing.T) {
	s, b := newSite(t), newBench(t, fetch.Limits{})
	s.set("/feed", `<rss version="2.0"><channel><title>x</title><item><title>Hele bakker</title><link>`+s.URL+`/heel</link><description>`+longText+`</description></item>
		<item><title>Halve bakker</title><link>`+s.URL+`/vacature/half</link><description>Lees meer</description></item></channel></rss>`)
	s.set("/vacature/half", ad("Halve bakker"))
	s.set("/heel", "<p>de hele bakker</p>")
	s.set("/jobs.xml", `<jobs><job><id>x1</id><title>Bakker uit XML</title><company>Bakkerij Voorbeeld</company><city>Utrecht</city><url>`+s.URL+`/x1</url><description>`+longText+`</description></job></jobs>`)
	s.set("/robots.txt", "Sitemap: "+s.URL+"/kaart.xml")
	s.set("/kaart.xml", "<urlset>"+loc(s.URL, "/vacature/1-bakker", "/over-ons")+"</urlset>")
	s.set("/vacature/1-bakker", ad("Bakker van de kaart"))
	s.set("/", `<html><body><h1>Welkom</h1></body></html>`)
	dir := t.TempDir()
	for name, text := range map[string]string{
		"een.jsonl":    `{"id":"f1","title":"Bakker uit een bestand","text":"` + longText + `"}` + "\n",
		"pagina.html":  ad("Bakker van een opgeslagen pagina"),
		"notities.bin": "\x00\x01 geen vacatures",
	} {
		if err := os.WriteFile(filepath.Join(dir, name), []byte(text), 0o600); err != nil {
			t.Fatal(err)
		}
	}
	file, err := source.Parse([]byte(fmt.Sprintf(`sources:
  - {name: feed, kind: feed, url: "%[1]s/feed", allow_private: true}
  - {name: xml, kind: xml, url: "%[1]s/jobs.xml", allow_private: true}
  - {name: site, kind: site, url: "%[1]s/", allow_private: true}
  - {name: uit, kind: site, url: "%[1]s/", off: true}
  - {name: map, kind: files, path: "%[2]s"}
`, s.URL, dir)))
	if err != nil {
		t.Fatal(err)
	}
	plan, err := crawler.Plan(file.Sources, b.clock.Now)
	if err != nil || len(plan) != 4 {
		t.Fatalf("%d sources, %v", len(plan), err)
	}
	r := b.crawl(0, plan...)
	for _, one := range r.BySource {
		if one.Outcome != archive.RunComplete || len(one.Errors) > 0 {
			t.Errorf("%s: %s, %v", one.Source, one.Outcome, one.Errors)
		}
	}
	b.want("all kinds", "Bakker uit XML, Bakker uit een bestand, Bakker van de kaart, Bakker van een opgeslagen pagina, Halve bakker, Hele bakker")
	for _, p := range s.visits() {
		if p == "/over-ons" {
			t.Error("a page that looks like no vacancy was fetched from a sitemap of robots.txt")
		}
	}

	plan[0].MaxPages = 1
	if r := b.crawl(4*aDay, plan[0]); r.BySource[0].Pages != 1 || r.BySource[0].Outcome != archive.RunPartial {
		t.Errorf("bounded source: %+v", r.BySource[0])
	}
}

func TestVisitor(t *testing.T) {
	s, b := newSite(t), newBench(t, fetch.Limits{})
	s.set("/robots.txt", "User-agent: passend\nDisallow: /geheim\nCrawl-delay: 3")
	s.handle("/a", func(w http.ResponseWriter, _ *http.Request) {
		w.Header().Set("X-Robots-Tag", "nosnippet")
		fmt.Fprint(w, ad("Bakker"))
	})
	s.set("/geheim/b", ad("Bakker"))
	v := crawler.NewVisitor(b.config, true)
	p, err := v.Fetch(t.Context(), s.URL+"/a")
	if err != nil || !strings.Contains(string(p.Body), "Bakker") || fmt.Sprint(p.Robots) != "[nosnippet]" {
		t.Errorf("%+v, %v", p.Robots, err)
	}
	if d := v.Rules(t.Context(), p.URL).CrawlDelay(); d != 3*time.Second {
		t.Errorf("crawl delay %v", d)
	}
	for path, want := range map[string]fetch.Outcome{"/geheim/b": fetch.Refused, "/weg": fetch.NotFound} {
		_, err := v.Fetch(t.Context(), s.URL+path)
		if bad := (*fetch.Error)(nil); !errors.As(err, &bad) || bad.Outcome != want {
			t.Errorf("%s: %v", path, err)
		}
	}
	if _, err := crawler.NewVisitor(b.config, false).Fetch(t.Context(), "http://127.0.0.2:1/"); err == nil || !strings.Contains(err.Error(), "private address") {
		t.Errorf("private: %v", err)
	}
	found, err := source.Detect(t.Context(), v, s.URL+"/a", b.clock.Now())
	if err != nil || len(found.Preview) != 1 {
		t.Errorf("detected %+v, %v", found, err)
	}
}
