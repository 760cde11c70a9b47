package demosite

import (
	"compress/gzip"
	"context"
	"encoding/json"
	"encoding/xml"
	"io"
	"net/http"
	"strings"
	"testing"
	"time"

	"github.com/goccy/go-yaml"
)

// serve starts the demonstration for one test.
func serve(t *testing.T) (*Site, *Running) {
	t.Helper()
	s, err := New(Options{Now: testNow, Slow: time.Millisecond})
	if err != nil {
		t.Fatal(err)
	}
	run, err := s.Serve(t.Context())
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { _ = run.Close() })
	return s, run
}

// get fetches an address and wants the status.
func get(t *testing.T, url string, status int) (string, http.Header) {
	t.Helper()
	r, err := http.Get(url)
	if err != nil {
		t.Fatal(err)
	}
	defer r.Body.Close()
	body, err := io.ReadAll(r.Body)
	if err != nil {
		t.Fatal(err)
	}
	if r.StatusCode != status {
		t.Fatalf("%s: status %d, want %d", url, r.StatusCode, status)
	}
	return string(body), r.Header
}

func TestEveryServedPageIsThere(t *testing.T) {
	s, run := serve(t)
	m := s.Served()
	if len(m.Found) < 115 {
		t.Errorf("%d ads to find, want at least 115", len(m.Found))
	}
	perSite, records := map[string]int{}, map[string]bool{}
	for _, l := range m.Found {
		perSite[l.Source]++
		records[l.Vacancy] = true
		body, _ := get(t, run.URLs[l.Source]+l.Path, http.StatusOK)
		for _, want := range []string{"Dit is een demonstratie", "<h1", "</article>"} {
			if !strings.Contains(body, want) {
				t.Errorf("%s%s lacks %q", l.Source, l.Path, want)
			}
		}
	}
	for _, o := range outlets {
		if perSite[o.name] < 5 {
			t.Errorf("%s carries %d ads", o.name, perSite[o.name])
		}
	}
	vs, err := Vacancies(testNow)
	if err != nil {
		t.Fatal(err)
	}
	if len(vs) != len(records) {
		t.Errorf("%d records, but the sites carry %d", len(vs), len(records))
	}
	for _, v := range vs {
		if !records[v.ID] {
			t.Errorf("%s is on no site", v.ID)
		}
	}
	if len(m.Found) <= len(records) {
		t.Error("no ad is served twice")
	}
	reasons := map[string]bool{}
	for _, f := range m.Failing {
		reasons[f.Why] = true
	}
	if len(reasons) < 3 {
		t.Errorf("reasons to fail: %v, want three", reasons)
	}
	get(t, run.URLs[siteBoard]+missingPath, http.StatusNotFound)
}

func TestSitemapLeadsToJSONLD(t *testing.T) {
	_, run := serve(t)
	base := run.URLs[siteBoard]
	robots, _ := get(t, base+"/robots.txt", http.StatusOK)
	if !strings.Contains(robots, "Disallow: /intern/") || !strings.Contains(robots, "Sitemap: "+base+"/sitemap-index.xml.gz") {
		t.Errorf("robots.txt: %q", robots)
	}
	quirks := map[string]int{}
	for _, part := range locs(t, base+"/sitemap-index.xml.gz") {
		for _, page := range locs(t, part) {
			if strings.Contains(page, forbiddenRoot) {
				t.Errorf("draft in the sitemap: %s", page)
			}
			if strings.HasSuffix(page, missingPath) {
				continue
			}
			body, _ := get(t, page, http.StatusOK)
			_, ld, _ := strings.Cut(body, `<script type="application/ld+json">`)
			ld, _, _ = strings.Cut(ld, "</script>")
			quirks[checkPosting(t, page, ld)]++
		}
	}
	for _, shape := range []string{"object", "array", "graph", "string organisation"} {
		if quirks[shape] == 0 {
			t.Errorf("no posting of the shape %q (%v)", shape, quirks)
		}
	}
}

// checkPosting finds the JobPosting and names the shape it came in.
func checkPosting(t *testing.T, page, ld string) string {
	t.Helper()
	var doc any
	if err := json.Unmarshal([]byte(ld), &doc); err != nil {
		t.Fatalf("%s: %v in %.80q", page, err, ld)
	}
	shape := "object"
	var nodes []any
	switch d := doc.(type) {
	case []any:
		shape, nodes = "array", d
	case map[string]any:
		nodes = []any{d}
		if g, ok := d["@graph"].([]any); ok {
			shape, nodes = "graph", g
		}
	}
	for _, n := range nodes {
		p, _ := n.(map[string]any)
		if p["@type"] != "JobPosting" {
			continue
		}
		if s, _ := p["description"].(string); !strings.HasPrefix(s, "<p>") && !strings.HasPrefix(s, "<h2>") {
			t.Errorf("%s: description %.40q", page, s)
		}
		if _, ok := p["hiringOrganization"].(string); ok {
			return "string organisation"
		}
		return shape
	}
	t.Errorf("%s: no JobPosting", page)
	return ""
}

// locs reads a sitemap or sitemap index, gzipped or not.
func locs(t *testing.T, url string) []string {
	t.Helper()
	body, _ := get(t, url, http.StatusOK)
	if strings.HasSuffix(url, ".gz") {
		z, err := gzip.NewReader(strings.NewReader(body))
		if err != nil {
			t.Fatal(err)
		}
		raw, err := io.ReadAll(z)
		if err != nil {
			t.Fatal(err)
		}
		body = string(raw)
	}
	var doc struct {
		Maps []sitemapEntry `xml:"sitemap"`
		URLs []sitemapEntry `xml:"url"`
	}
	if err := xml.Unmarshal([]byte(body), &doc); err != nil {
		t.Fatal(err)
	}
	var out []string
	for _, e := range append(doc.Maps, doc.URLs...) {
		if e.LastMod == "" {
			t.Errorf("%s: %s has no lastmod", url, e.Loc)
		}
		out = append(out, e.Loc)
	}
	return out
}

func TestFeedHoldsTheFullText(t *testing.T) {
	s, run := serve(t)
	body, header := get(t, run.URLs[siteAgency]+"/vacatures.rss", http.StatusOK)
	if got := header.Get("Content-Type"); !strings.HasPrefix(got, "application/rss+xml") {
		t.Errorf("content type %q", got)
	}
	var doc struct {
		Items []struct {
			Link    string `xml:"link"`
			PubDate string `xml:"pubDate"`
			Content string `xml:"encoded"`
		} `xml:"channel>item"`
	}
	if err := xml.Unmarshal([]byte(body), &doc); err != nil {
		t.Fatal(err)
	}
	want, dutch := 0, 0
	for _, l := range s.Served().Found {
		if l.Source == siteAgency {
			want++
		}
	}
	for _, it := range doc.Items {
		if len(strings.Fields(it.Content)) < 120 {
			t.Errorf("%s: short text", it.Link)
		}
		if _, err := time.Parse(time.RFC1123Z, it.PubDate); err != nil {
			dutch++
		}
	}
	if len(doc.Items) != want || dutch == 0 {
		t.Errorf("%d items, want %d; %d with a Dutch date, want some", len(doc.Items), want, dutch)
	}
}

func TestOffersHaveTheShapeOfRecruitee(t *testing.T) {
	_, run := serve(t)
	body, _ := get(t, run.URLs[siteCare]+"/api/offers/", http.StatusOK)
	var doc struct {
		Offers []struct {
			ID           int    `json:"id"`
			Title        string `json:"title"`
			Company      string `json:"company_name"`
			Description  string `json:"description"`
			Requirements string `json:"requirements"`
			URL          string `json:"careers_url"`
			Published    string `json:"published_at"`
			MinHours     int    `json:"min_hours"`
		} `json:"offers"`
	}
	if err := json.Unmarshal([]byte(body), &doc); err != nil {
		t.Fatal(err)
	}
	for _, o := range doc.Offers {
		if o.ID == 0 || o.Title == "" || o.Company == "" || o.MinHours == 0 {
			t.Errorf("incomplete offer: %+v", o)
		}
		if len(strings.Fields(o.Description+o.Requirements)) < 120 {
			t.Errorf("%s: short text", o.Title)
		}
		if _, err := time.Parse("2006-01-02 15:04:05 MST", o.Published); err != nil {
			t.Error(err)
		}
		get(t, o.URL, http.StatusOK)
	}
}

func TestMicrodata(t *testing.T) {
	s, run := serve(t)
	for _, l := range s.Served().Found {
		if l.Source != siteShop {
			continue
		}
		body, _ := get(t, run.URLs[siteShop]+l.Path, http.StatusOK)
		for _, prop := range []string{"title", "description", "hiringOrganization", "addressLocality", "datePosted"} {
			if !strings.Contains(body, `itemprop="`+prop+`"`) {
				t.Errorf("%s lacks %s", l.Path, prop)
			}
		}
	}
}

func TestOverviewTurnsPages(t *testing.T) {
	s, run := serve(t)
	seen := map[string]bool{}
	next := "/"
	for pages := 0; next != "" && pages < 20; pages++ {
		body, _ := get(t, run.URLs[siteSchool]+next, http.StatusOK)
		for _, part := range strings.Split(body, `href="/vacature/`)[1:] {
			id, _, _ := strings.Cut(part, `"`)
			seen[id] = true
		}
		_, after, ok := strings.Cut(body, `rel="next" href="`)
		if next = ""; ok {
			href, _, _ := strings.Cut(after, `"`)
			next = "/" + href
		}
	}
	want := 0
	for _, l := range s.Served().Found {
		if l.Source == siteSchool {
			want++
		}
	}
	if len(seen) != want {
		t.Errorf("turned to %d ads, want %d", len(seen), want)
	}
	for _, bad := range []string{"0", "99", "x"} {
		get(t, run.URLs[siteSchool]+"/?pagina="+bad, http.StatusNotFound)
	}
}

func TestConditionalRequests(t *testing.T) {
	s, run := serve(t)
	l := s.Served().Found[0]
	url := run.URLs[l.Source] + l.Path
	_, header := get(t, url, http.StatusOK)
	for condition, value := range map[string]string{
		"If-None-Match":     header.Get("ETag"),
		"If-Modified-Since": header.Get("Last-Modified"),
	} {
		req, err := http.NewRequestWithContext(t.Context(), http.MethodGet, url, nil)
		if err != nil {
			t.Fatal(err)
		}
		req.Header.Set(condition, value)
		r, err := http.DefaultClient.Do(req)
		if err != nil {
			t.Fatal(err)
		}
		r.Body.Close()
		if value == "" || r.StatusCode != http.StatusNotModified {
			t.Errorf("%s %q: status %d, want 304", condition, value, r.StatusCode)
		}
	}
}

func TestSlowPageEndsWithTheVisitor(t *testing.T) {
	s, err := New(Options{Now: testNow, Slow: time.Hour})
	if err != nil {
		t.Fatal(err)
	}
	run, err := s.Serve(t.Context())
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { _ = run.Close() })
	for i := range s.ads {
		if s.ads[i].Quirk != quirkSlow {
			continue
		}
		ctx, cancel := context.WithTimeout(t.Context(), 50*time.Millisecond)
		defer cancel()
		req, err := http.NewRequestWithContext(ctx, http.MethodGet, run.URLs[s.ads[i].by.Site]+"/vacature/"+s.ads[i].ID, nil)
		if err != nil {
			t.Fatal(err)
		}
		if r, err := http.DefaultClient.Do(req); err == nil {
			r.Body.Close()
			t.Error("the slow page was quick")
		}
		return
	}
	t.Error("there is no slow page")
}

func TestSourcesAndTheOneHostHandler(t *testing.T) {
	s, run := serve(t)
	raw, err := run.SourcesYAML()
	if err != nil {
		t.Fatal(err)
	}
	var doc struct {
		Sources []Source `yaml:"sources"`
	}
	if err := yaml.Unmarshal(raw, &doc); err != nil {
		t.Fatal(err)
	}
	if len(doc.Sources) != len(outlets) {
		t.Errorf("%d sources, want %d", len(doc.Sources), len(outlets))
	}
	for _, src := range doc.Sources {
		get(t, src.URL, http.StatusOK)
	}
	one := &http.Server{Handler: s.Handler(), ReadHeaderTimeout: time.Second}
	l, err := listen(t.Context(), 1)
	if err != nil {
		t.Fatal(err)
	}
	go func() { _ = one.Serve(l) }()
	t.Cleanup(func() { _ = one.Close() })
	base := "http://" + l.Addr().String()
	get(t, base+"/", http.StatusOK)
	for _, f := range s.Served().Found {
		get(t, base+"/"+f.Source+f.Path, http.StatusOK)
	}
}
