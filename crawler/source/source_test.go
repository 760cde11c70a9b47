package source

import (
	"context"
	"errors"
	"fmt"
	"net/url"
	"strings"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"
)

const example = `# Onze bronnen
sources:
  - name: jansma # de bakker
    kind: site
    url: https://jansma.test/werken-bij
    skip: ["/archief/"]

  # een feed
  - name: noord-feed
    kind: xml
    url: https://noord.test/jobs.xml
    items: [vacature]
    mapping:
      title: naam
      text: [tekst, "intro + eisen"]
# einde
`

func TestParse(t *testing.T) {
	f, err := Parse([]byte(example))
	if err != nil {
		t.Fatal(err)
	}
	if len(f.Sources) != 2 || f.Sources[1].Mapping["title"][0] != "naam" || len(f.Sources[1].Mapping["text"]) != 2 {
		t.Errorf("%+v", f)
	}
	rules, err := f.Sources[0].Rules()
	if err != nil || rules("https://jansma.test/archief/1") || !rules("https://jansma.test/vacature/1") {
		t.Errorf("rules: %v", err)
	}
	if m, err := f.Sources[1].Map(); err != nil || m.Items[0] != "vacature" {
		t.Errorf("map: %+v %v", m, err)
	}
}

func TestParseErrors(t *testing.T) {
	tests := []struct {
		name, in, field string
		line            int
	}{
		{"unknown field", "sources:\n  - name: a\n    kind: site\n    adres: https://a.test\n", "adres", 4},
		{"unknown kind", "sources:\n  - name: a\n    kind: boek\n    url: https://a.test\n", "kind", 3},
		{"no url", "sources:\n  - name: a\n    kind: feed\n", "url", 2},
		{"double name", "sources:\n  - name: a\n    kind: site\n    url: https://a.test\n  - name: a\n    kind: site\n    url: https://b.test\n", "name", 5},
		{"bad pattern", "sources:\n  - name: a\n    kind: site\n    url: https://a.test\n    follow: ['(']\n", "follow", 5},
		{"unknown mapping", "sources:\n  - name: a\n    kind: xml\n    url: https://a.test\n    mapping: {titel: naam}\n", "mapping", 5},
		{"wrong type", "sources:\n  - name: a\n    kind: site\n    url: https://a.test\n    depth: diep\n", "", 5},
		{"no system", "sources:\n  - name: a\n    kind: ats\n    url: https://a.test\n", "url", 4},
		{"broken", "sources:\n  - name: [\n", "", 2},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			_, err := Parse([]byte(tt.in))
			var e *Error
			if !errors.As(err, &e) || e.Field != tt.field || e.Line != tt.line {
				t.Errorf("got %#v, want field %q in line %d", err, tt.field, tt.line)
			}
		})
	}
}

func TestAddKeepsTheRest(t *testing.T) {
	s := Source{Name: "zuid", Kind: KindFeed, URL: "https://zuid.test/feed"}
	for _, in := range []string{"", "sources: []\n", example, "# niets\n", "sources:\n- name: a\n  kind: site\n  url: https://a.test\n\n# later\n"} {
		out, err := Add([]byte(in), s)
		if err != nil {
			t.Fatalf("%q: %v", in, err)
		}
		for line := range strings.Lines(in) {
			if strings.Contains(line, "#") && !strings.Contains(string(out), strings.TrimSpace(line)) {
				t.Errorf("lost %q in\n%s", line, out)
			}
		}
		f, err := Parse(out)
		if err != nil || f.Sources[len(f.Sources)-1].Name != "zuid" {
			t.Errorf("%v\n%s", err, out)
		}
	}
	if _, err := Add([]byte(example), Source{Name: "jansma", Kind: KindSite, URL: "https://x.test"}); err == nil {
		t.Error("took a name twice")
	}
}

func FuzzParse(f *testing.F) {
	f.Add(example)
	f.Add("sources:\n  - {name: a, kind: files, path: x}\n")
	f.Fuzz(func(t *testing.T, in string) {
		if len(in) > 4096 {
			return
		}
		got, err := Parse([]byte(in))
		if err != nil {
			return
		}
		for _, s := range got.Sources {
			if s.check() != nil {
				t.Fatalf("let through %+v", s)
			}
		}
	})
}

// web is a fetcher over pages in memory.
type web map[string]string

func (w web) Fetch(_ context.Context, address string) (Page, error) {
	body, ok := w[address]
	if !ok {
		return Page{}, fmt.Errorf("404 %s", address)
	}
	u, err := url.Parse(address)
	return Page{URL: u, Body: []byte(body)}, err
}

func jobPage(title string) string {
	return `<html><head><title>` + title + `</title><script type="application/ld+json">{"@type":"JobPosting","title":"` + title +
		`","hiringOrganization":"Jansma","description":"<p>Je werkt in de bakkerij en pakt brood in voor de winkels.</p>","jobLocation":{"address":{"addressLocality":"Meppel"}}}</script></head><body><h1>` + title + `</h1></body></html>`
}

func TestDetect(t *testing.T) {
	tests := []struct {
		name, address string
		web           web
		kind          Kind
		titles        []string
	}{
		{"applicant system", "https://jansma.recruitee.com", web{
			"https://jansma.recruitee.com/api/offers/": `{"offers":[{"id":1,"title":"Inpakker","careers_url":"https://jansma.recruitee.com/o/inpakker","description":"<p>Inpakken</p>","company_name":"Jansma"}]}`,
		}, KindATS, []string{"Inpakker"}},
		{"careers page with an applicant system in it", "https://jansma.test/werken", web{
			"https://jansma.test/werken":               `<html><body><h1>Werken bij Jansma</h1><iframe src="https://jansma.recruitee.com/embed"></iframe></body></html>`,
			"https://jansma.recruitee.com/api/offers/": `{"offers":[{"id":1,"title":"Inpakker","careers_url":"https://x.test/1","description":"Inpakken"}]}`,
		}, KindATS, []string{"Inpakker"}},
		{"sitemap", "jansma.test", web{
			"https://jansma.test":                   `<html><body><h1>Jansma</h1></body></html>`,
			"https://jansma.test/robots.txt":        "User-agent: *\nSitemap: https://jansma.test/index.xml\n",
			"https://jansma.test/index.xml":         `<sitemapindex><sitemap><loc>https://jansma.test/nieuws.xml</loc></sitemap><sitemap><loc>https://jansma.test/vacatures.xml</loc></sitemap></sitemapindex>`,
			"https://jansma.test/nieuws.xml":        `<urlset><url><loc>https://jansma.test/nieuws/feest</loc></url></urlset>`,
			"https://jansma.test/vacatures.xml":     `<urlset><url><loc>https://jansma.test/vacature/inpakker</loc></url><url><loc>https://jansma.test/vacature/bakker</loc></url></urlset>`,
			"https://jansma.test/vacature/inpakker": jobPage("Inpakker"),
			"https://jansma.test/vacature/bakker":   jobPage("Bakker"),
		}, KindSite, []string{"Inpakker", "Bakker"}},
		{"careers page", "https://jansma.test/", web{
			"https://jansma.test/":                   `<html><body><h1>Bakkerij</h1><a href="/vacatures">Vacatures</a></body></html>`,
			"https://jansma.test/vacatures":          `<html><body><h1>Vacatures</h1><a href="/vacatures/inpakker">Inpakker</a></body></html>`,
			"https://jansma.test/vacatures/inpakker": jobPage("Inpakker"),
		}, KindSite, []string{"Inpakker"}},
		{"feed", "https://jansma.test/feed", web{
			"https://jansma.test/feed": `<?xml version="1.0"?><rss version="2.0"><channel><title>x</title><item><title>Inpakker</title><link>https://jansma.test/vacature/1</link><description>Inpakken</description></item></channel></rss>`,
		}, KindFeed, []string{"Inpakker"}},
		{"xml", "https://jansma.test/jobs.xml", web{
			"https://jansma.test/jobs.xml": `<?xml version="1.0"?><jobs><job id="1"><name>Inpakker</name><link>https://jansma.test/1</link><region>Meppel</region><description>Inpakken</description></job></jobs>`,
		}, KindXML, []string{"Inpakker"}},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			f, err := Detect(t.Context(), tt.web, tt.address, time.Time{})
			if err != nil {
				t.Fatal(err)
			}
			var titles []string
			for _, v := range f.Preview {
				titles = append(titles, v.Title)
			}
			if diff := cmp.Diff(tt.titles, titles); diff != "" || f.Source.Kind != tt.kind {
				t.Errorf("%s %s", f.Source.Kind, diff)
			}
			if _, err := Add(nil, f.Source); err != nil {
				t.Errorf("cannot be added: %v", err)
			}
		})
	}
	if _, err := Detect(t.Context(), web{"https://leeg.test/": "<html><body>Welkom</body></html>"}, "https://leeg.test/", time.Time{}); !errors.Is(err, ErrNothing) {
		t.Errorf("empty site: %v", err)
	}
}
