package page

import (
	"bytes"
	"net/url"
	"os"
	"strings"
	"testing"
	"time"

	"passend/index/vacancy"

	"github.com/PuerkitoBio/goquery"
	"github.com/google/go-cmp/cmp"
	"golang.org/x/text/encoding/charmap"
)

func parse(t testing.TB, name, address string) Result {
	t.Helper()
	body, err := os.ReadFile("testdata/" + name)
	if err != nil {
		t.Fatal(err)
	}
	u, err := url.Parse(address)
	if err != nil {
		t.Fatal(err)
	}
	return Parse(body, u, Options{Now: time.Date(2026, 11, 25, 0, 0, 0, 0, time.UTC)})
}

func day(y int, m time.Month, d int) time.Time { return time.Date(y, m, d, 0, 0, 0, 0, time.UTC) }

func TestVacancies(t *testing.T) {
	shop := vacancy.Vacancy{
		URL: "https://brug.test/kassa", Title: "Kassamedewerker", Employer: "Buurtwinkel De Brug",
		Places: []vacancy.Place{{Name: "Hengelo", Street: "Brugstraat 1", Postcode: "7551 AA", Country: "NL"}},
		Text:   "Je zit achter de kassa.\n\n- afrekenen\n- vakken spiegelen", EmploymentTypes: []string{"PART_TIME"},
		Pay: vacancy.Pay{MinCents: 1450, MaxCents: 1600, Period: vacancy.PerHour}, Posted: day(2026, 9, 14),
	}
	tests := []struct {
		file, address string
		by            map[string]string
		want          vacancy.Vacancy
	}{
		{"jsonld-broken.html", "https://jansma.test/vacature/inpakker", map[string]string{"title": "json-ld", "hours": "label"}, vacancy.Vacancy{
			ExternalID: "77", URL: "https://jansma.test/vacature/inpakker?x=1", Title: "Inpakker (m/v)", Employer: "Bakkerij Jansma B.V.",
			Places: []vacancy.Place{{Name: "Meppel"}}, Text: "Je pakt brood in en tilt kratten tot 10 kilo.\n\n- staand werk\n- café op zaterdag",
			Hours: vacancy.Hours{Min: 96, Max: 128}, EmploymentTypes: []string{"FULL_TIME", "PART_TIME"}, Education: "vmbo", Posted: day(2026, 7, 27), ValidThrough: day(2026, 8, 9),
		}},
		{"jsonld-cut.html", "https://oost.test/planner", map[string]string{"text": "page"}, vacancy.Vacancy{
			URL: "https://oost.test/planner", Title: "Planner", Employer: "Vervoer Oost", Posted: day(2026, 10, 1),
			Text: "Vervoer Oost zoekt een planner.\n\nJe plant ritten voor de hele week en belt met chauffeurs.\n\nWij vragen\n\n- mbo niveau 3\n- rustig aan de telefoon",
		}},
		{"microdata.html", "https://brug.test/kassa", map[string]string{"pay": "microdata"}, shop},
		{"rdfa.html", "https://brug.test/kassa", map[string]string{"pay": "rdfa"}, shop},
		{"plain.html", "https://ruit.test/vacature", map[string]string{"pay": "label", "text": "page", "employer": "page"}, vacancy.Vacancy{
			URL: "https://ruit.test/vacature", Title: "Glaszetter", Employer: "Glashandel De Ruit", Places: []vacancy.Place{{Name: "Dokkum"}},
			Hours: vacancy.Hours{Min: 128, Max: 160}, Pay: vacancy.Pay{MinCents: 260000, MaxCents: 320000, Period: vacancy.PerMonth}, ValidThrough: day(2026, 12, 12),
		}},
	}
	for _, tt := range tests {
		t.Run(tt.file, func(t *testing.T) {
			r := parse(t, tt.file, tt.address)
			if r.Kind != KindVacancy || len(r.Vacancies) != 1 {
				t.Fatalf("%s with %d vacancies", r.Kind, len(r.Vacancies))
			}
			got := r.Vacancies[0]
			for name, by := range tt.by {
				if got.FoundBy[name] != by {
					t.Errorf("%s found by %q, want %q", name, got.FoundBy[name], by)
				}
			}
			got.FoundBy = nil
			if tt.want.Text == "" {
				for _, s := range []string{"Je tilt ruiten samen", "- rijbewijs B", "\n\nWat vragen wij?\n\n"} {
					if !strings.Contains(got.Text, s) {
						t.Errorf("text without %q", s)
					}
				}
				for _, s := range []string{"Contact", "Privacy"} {
					if strings.Contains(got.Text, s) {
						t.Errorf("text with the menu's %q", s)
					}
				}
				got.Text = ""
			}
			if diff := cmp.Diff(tt.want, got); diff != "" {
				t.Error(diff)
			}
		})
	}
}

func TestOverview(t *testing.T) {
	r := parse(t, "overview.html", "https://jansma.test/vacatures")
	if r.Kind != KindOverview || len(r.Vacancies) != 0 || !r.NoSnippet || r.NoIndex {
		t.Errorf("%s, %d vacancies, %v %v", r.Kind, len(r.Vacancies), r.NoSnippet, r.NoIndex)
	}
	var jobs, next []string
	for _, l := range r.Links {
		if l.Vacancy {
			jobs = append(jobs, l.URL)
		}
		if l.Next {
			next = append(next, l.URL)
		}
	}
	if diff := cmp.Diff([]string{"https://jansma.test/vacatures/inpakker-meppel", "https://jansma.test/vacatures/bakker-assen", "https://jansma.test/vacature-chauffeur-bakwagen/"}, jobs); diff != "" {
		t.Error(diff)
	}
	if diff := cmp.Diff([]string{"https://jansma.test/vacatures?page=2"}, next); diff != "" {
		t.Error(diff)
	}
	if diff := cmp.Diff([]string{"https://jansma.test/feed"}, r.Feeds); diff != "" {
		t.Error(diff)
	}
}

func TestSeveralOnOnePage(t *testing.T) {
	r := parse(t, "several.html", "https://veld.test/werken")
	var titles []string
	for _, v := range r.Vacancies {
		titles = append(titles, v.Title)
		if !strings.Contains(v.Text, "- VCA") || strings.Contains(v.Text, "Bel ons") || v.ExternalID == "" {
			t.Errorf("%+v", v)
		}
	}
	if diff := cmp.Diff([]string{"kraanmachinist", "grondwerker"}, titles); diff != "" {
		t.Error(diff)
	}
}

func TestNoVacancy(t *testing.T) {
	for file, want := range map[string]Kind{"closed.html": KindClosed, "none.html": KindNone, "news.html": KindNone} {
		if r := parse(t, file, "https://jansma.test/x"); r.Kind != want || len(r.Vacancies) != 0 {
			t.Errorf("%s: %s with %d vacancies", file, r.Kind, len(r.Vacancies))
		}
	}
}

func TestRobots(t *testing.T) {
	tests := []struct {
		name, html       string
		header           []string
		noIndex, noQuote bool
		links            int
	}{
		{"none stated", "", nil, false, false, 1},
		{"meta", `<meta name="ROBOTS" content="NoIndex, nofollow">`, nil, true, false, 0},
		{"for another agent", `<meta name="anderbot" content="noindex">`, []string{"anderbot: noindex"}, false, false, 1},
		{"for us", `<meta name="passend" content="nosnippet">`, []string{"passend: noindex"}, true, true, 1},
		{"header", "", []string{"noindex, max-snippet:0"}, true, true, 1},
		{"header without end", "", []string{"unavailable_after: 25 Jun 2030 15:00:00 PST", "none"}, true, false, 0},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			r := Parse([]byte("<html><head>"+tt.html+"</head><body><a href='https://a.test/'>a</a></body></html>"), nil, Options{Robots: tt.header, Agent: "passend"})
			if r.NoIndex != tt.noIndex || r.NoSnippet != tt.noQuote || len(r.Links) != tt.links {
				t.Errorf("%v %v %d", r.NoIndex, r.NoSnippet, len(r.Links))
			}
		})
	}
}

func TestCharset(t *testing.T) {
	html := `<html><head><script type="application/ld+json">{"@type":"JobPosting","title":"Bediende café","description":"één","employmentType":"x"}</script></head></html>`
	old, err := charmap.Windows1252.NewEncoder().String(html)
	if err != nil {
		t.Fatal(err)
	}
	for _, in := range []struct{ body, contentType string }{{html, "text/html; charset=utf-8"}, {old, "text/html; charset=iso-8859-1"}, {old, ""}} {
		r := Parse([]byte(in.body), nil, Options{ContentType: in.contentType})
		if len(r.Vacancies) != 1 || r.Vacancies[0].Title != "Bediende café" {
			t.Errorf("%q: %+v", in.contentType, r.Vacancies)
		}
	}
}

func FuzzParse(f *testing.F) {
	files, err := os.ReadDir("testdata")
	if err != nil {
		f.Fatal(err)
	}
	for _, e := range files {
		if body, err := os.ReadFile("testdata/" + e.Name()); err == nil {
			f.Add(body)
		}
	}
	base := &url.URL{Scheme: "https", Host: "jansma.test", Path: "/x"}
	f.Fuzz(func(t *testing.T, body []byte) {
		for _, v := range Parse(body, base, Options{}).Vacancies {
			if v.Title == "" && v.Text == "" {
				t.Fatal("an empty vacancy")
			}
		}
	})
}

// bulky is a page of the size of real ones: a menu, scripts and one vacancy.
func bulky(tb testing.TB, name string) []byte {
	body, err := os.ReadFile("testdata/" + name)
	if err != nil {
		tb.Fatal(err)
	}
	menu := strings.Repeat(`<nav class="menu"><ul><li><a href="/over/`+"ons"+`">Over ons</a></li></ul></nav><div class="blok"><span>Kijk ook eens hier</span><img src="x.png"></div>`, 300)
	script := "<script>" + strings.Repeat("var a = {b: function() { return 1; }};\n", 500) + "</script>"
	return bytes.Replace(body, []byte("</body>"), []byte(menu+script+"</body>"), 1)
}

func BenchmarkParse(b *testing.B) {
	base := &url.URL{Scheme: "https", Host: "jansma.test", Path: "/x"}
	for _, name := range []string{"jsonld-broken.html", "microdata.html", "plain.html"} {
		body := bulky(b, name)
		b.Run(name, func(b *testing.B) {
			b.SetBytes(int64(len(body)))
			for b.Loop() {
				Parse(body, base, Options{})
			}
		})
	}
}

func BenchmarkGoqueryAlone(b *testing.B) {
	body := bulky(b, "plain.html")
	b.SetBytes(int64(len(body)))
	for b.Loop() {
		if _, err := goquery.NewDocumentFromReader(bytes.NewReader(body)); err != nil {
			b.Fatal(err)
		}
	}
}
