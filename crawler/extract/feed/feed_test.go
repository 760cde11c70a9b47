package feed

import (
	"bytes"
	"errors"
	"io"
	"maps"
	"net/url"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"
	"time"

	"passend/crawler/extract/record"
	"passend/index/corpustest"
	"passend/index/vacancy"

	"github.com/google/go-cmp/cmp"
)

// dialectItems is one invented job in every dialect.
var dialectItems = map[string]string{
	"careerjet": `<jobs><job><id>j-1</id><title>Inpakker</title><url>https://jansma.test/1</url><location><city>Meppel</city><region>Drenthe</region><country>NL</country></location><company>Jansma</company><description><![CDATA[<p>Je tilt.</p>]]></description><working_hours>FULL_TIME</working_hours><salary>2400 - 2800</salary></job></jobs>`,
	"indeed":    `<source><publisher>Jansma</publisher><job><title>Inpakker</title><date>2026-06-17T00:00:00.000Z</date><referencenumber>j-1</referencenumber><url>https://jansma.test/1</url><company>Jansma</company><location>Meppel</location><city>Meppel</city><state>Drenthe</state><country>NL</country><remote> no </remote><postalcode>7941</postalcode><description>&lt;p&gt;Je tilt.&lt;/p&gt;</description><jobtype>FULL_TIME</jobtype><category>Productie</category><salary>2400 - 2800</salary></job></source>`,
	"jobatus":   `<jobatus><ad><url>https://jansma.test/1</url><title>Inpakker</title><content><![CDATA[<p>Je tilt.</p>]]></content><company>Jansma</company><contract>Voltijd</contract><salary>2400 - 2800</salary><city>Meppel</city><region>Drenthe</region></ad></jobatus>`,
	"jobrapido": `<source><jobs><job><title>Inpakker</title><location>Meppel</location><state>Drenthe</state><country>NL</country><postalcode>7941</postalcode><company>Jansma</company><website>https://jansma.test</website><publishdate>2026-06-17</publishdate><expirydate>2026-07-17</expirydate><url>https://jansma.test/1</url><description><p>Je tilt.</p></description><reference_id>j-1</reference_id><salary>2400 - 2800</salary><jobtype>FULL_TIME</jobtype></job></jobs></source>`,
	"jooble":    `<jobs><job id="j-1"><link>https://jansma.test/1</link><name>Inpakker</name><region>Meppel</region><country>NL</country><salary>2400 - 2800</salary><description><![CDATA[<p>Je tilt.</p>]]></description><company>Jansma</company><pubdate>17-06-2026</pubdate><updated>undisclosed</updated><expire>17-07-2026</expire><jobtype>Full time</jobtype></job></jobs>`,
	"jora":      `<source><publisher>Jansma</publisher><job><title>Inpakker</title><id>j-1</id><listed_date>2026-06-17</listed_date><closing_date>2026-07-17</closing_date><location>Meppel</location><city>Meppel</city><state>Drenthe</state><postalcode>7941</postalcode><country>NL</country><description><![CDATA[<p>Je tilt.</p>]]></description><salary><type>Monthly</type><min>2400</min><max>2800</max><currency>EUR</currency></salary><jobtype>Full time</jobtype><url>https://jansma.test/1</url></job></source>`,
	"talentcom": `<source><publisher>Jansma</publisher><job><title>Inpakker</title><company>Jansma</company><city>Meppel</city><state>Drenthe</state><country>NL</country><dateposted>2026-06-17</dateposted><expirationdate>2026-07-17</expirationdate><referencenumber>j-1</referencenumber><url>https://jansma.test/1</url><description><![CDATA[<p>Je tilt.</p>]]></description><salary><salary_max>2800</salary_max><salary_min>2400</salary_min><salary_currency>EUR</salary_currency><period>month</period></salary><jobtype>Full time</jobtype><isremote>no</isremote></job></source>`,
	"rss":       `<rss version="2.0"><channel><title>Jansma</title><item><title>Inpakker</title><link>https://jansma.test/1</link><description><![CDATA[<p>Je tilt.</p>]]></description><company>Jansma</company><city>Meppel</city></item></channel></rss>`,
}

func read(t testing.TB, r io.Reader, opt Options) []vacancy.Vacancy {
	t.Helper()
	var all []vacancy.Vacancy
	for v, err := range XML(r, opt) {
		if err != nil {
			t.Fatal(err)
		}
		all = append(all, v)
	}
	return all
}

// differ compares what both formats state; a field that one of them has no
// place for says nothing.
func differ(a, b vacancy.Vacancy) string {
	for _, v := range []*vacancy.Vacancy{&a, &b} {
		v.FoundBy, v.Industry, v.Occupation = nil, "", ""
	}
	both := func(x, y bool, clear func()) {
		if !x || !y {
			clear()
		}
	}
	both(a.ExternalID != a.URL, b.ExternalID != b.URL, func() { a.ExternalID, b.ExternalID = "", "" })
	both(a.Employer != "", b.Employer != "", func() { a.Employer, b.Employer = "", "" })
	both(!a.Posted.IsZero(), !b.Posted.IsZero(), func() { a.Posted, b.Posted = time.Time{}, time.Time{} })
	both(!a.ValidThrough.IsZero(), !b.ValidThrough.IsZero(), func() { a.ValidThrough, b.ValidThrough = time.Time{}, time.Time{} })
	both(!a.Pay.IsZero(), !b.Pay.IsZero(), func() { a.Pay, b.Pay = vacancy.Pay{}, vacancy.Pay{} })
	both(a.Pay.Period != "", b.Pay.Period != "", func() { a.Pay.Period, b.Pay.Period = "", "" })
	both(a.Pay.Currency != "", b.Pay.Currency != "", func() { a.Pay.Currency, b.Pay.Currency = "", "" })
	both(a.Remote, b.Remote, func() { a.Remote, b.Remote = false, false })
	both(len(a.EmploymentTypes) > 0, len(b.EmploymentTypes) > 0, func() { a.EmploymentTypes, b.EmploymentTypes = nil, nil })
	if len(a.Places) != 1 || len(b.Places) != 1 {
		a.Places, b.Places = nil, nil
	} else {
		p, q := a.Places[0], b.Places[0]
		both(p.Region != "", q.Region != "", func() { p.Region, q.Region = "", "" })
		both(p.Postcode != "", q.Postcode != "", func() { p.Postcode, q.Postcode = "", "" })
		both(p.Country != "", q.Country != "", func() { p.Country, q.Country = "", "" })
		a.Places, b.Places = []vacancy.Place{p}, []vacancy.Place{q}
	}
	return cmp.Diff(a, b)
}

func TestDialectsAgree(t *testing.T) {
	want := read(t, strings.NewReader(dialectItems["talentcom"]), Options{})[0]
	for name, doc := range dialectItems {
		t.Run(name, func(t *testing.T) {
			got := read(t, strings.NewReader("\ufeff<?xml version=\"1.0\"?>\n"+doc), Options{})
			if len(got) != 1 {
				t.Fatalf("%d vacancies", len(got))
			}
			if by := got[0].FoundBy["title"]; by != name {
				t.Errorf("taken for %s", by)
			}
			if diff := differ(want, got[0]); diff != "" {
				t.Error(diff)
			}
			if name != "rss" && got[0].Pay.MinCents != 240000 {
				t.Errorf("pay %+v", got[0].Pay)
			}
		})
	}
}

func TestOwnMapping(t *testing.T) {
	m, err := Dialect("algemeen")
	if err != nil {
		t.Fatal(err)
	}
	own := record.Mapping{Name: "eigen", Items: []string{"baan"}, Fields: maps.Clone(m.Fields)}
	own.Fields["title"], own.Fields["text"] = record.Paths{"naam"}, record.Paths{"wat + eis"}
	got := read(t, strings.NewReader(`<alles><baan><naam>Inpakker</naam><wat>Je tilt.</wat><eis>Je loopt.</eis><plaats>Meppel</plaats></baan></alles>`), Options{Mapping: &own, Employer: "Jansma"})
	if len(got) != 1 || got[0].Text != "Je tilt.\n\nJe loopt." || got[0].PlaceNames() != "Meppel" || got[0].Employer != "Jansma" {
		t.Errorf("%+v", got)
	}
}

func TestFeeds(t *testing.T) {
	rss := "\xef\xbb\xbf" + `<?xml version="1.0" encoding="utf-8"?><rss version="2.0" xmlns:content="http://purl.org/rss/1.0/modules/content/"><channel><title>x</title><language>nl</language>
<item><title>Inpakker &amp; vuller</title><link>/v/1</link><guid>g1</guid><pubDate>wo, 21 okt 2026 16:51:15 +0200</pubDate><description>kort</description><content:encoded><![CDATA[<p>Je tilt.</p><ul><li>dozen</li></ul>]]></content:encoded><company>Jansma</company><city>MEPPEL</city><province>Drenthe</province></item>
<item><link>/v/2</link><description>Zonder titel</description></item></channel></rss>`
	atom := `<feed xmlns="http://www.w3.org/2005/Atom"><title>x</title><entry><title>Inpakker</title><id>a1</id><link rel="alternate" href="https://jansma.test/a/1"/><updated>2026-10-21T14:51:15Z</updated><summary type="html">&lt;p&gt;Je tilt.&lt;/p&gt;</summary></entry></feed>`
	json := `{"version":"https://jsonfeed.org/version/1.1","title":"x","items":[{"id":"1","url":"https://jansma.test/j/1","title":"Inpakker","content_html":"<p>Je tilt.</p>","date_published":"2026-10-21T16:51:15+02:00"}]}`
	when := time.Date(2026, 10, 21, 14, 51, 15, 0, time.UTC)
	base := &url.URL{Scheme: "https", Host: "jansma.test", Path: "/feed"}
	got, err := Parse([]byte(rss), Options{Base: base})
	if err != nil || len(got) != 2 {
		t.Fatalf("%d, %v", len(got), err)
	}
	v := got[0]
	v.FoundBy = nil
	want := vacancy.Vacancy{ExternalID: "g1", URL: "https://jansma.test/v/1", Title: "Inpakker & vuller", Employer: "Jansma", Text: "Je tilt.\n\n- dozen", Language: "nl",
		Places: []vacancy.Place{{Name: "MEPPEL", Region: "Drenthe"}}, Posted: when}
	if diff := cmp.Diff(want, v); diff != "" {
		t.Error(diff)
	}
	for name, doc := range map[string]string{"atom": atom, "json": json} {
		got, err := Parse([]byte(doc), Options{})
		if err != nil || len(got) != 1 || got[0].Title != "Inpakker" || got[0].Text != "Je tilt." || !got[0].Posted.Equal(when) {
			t.Errorf("%s: %+v %v", name, got, err)
		}
	}
	if _, err := Parse([]byte("<html><body>Hallo</body></html>"), Options{}); !errors.Is(err, ErrNotFeed) {
		t.Error(err)
	}
}

// job is an address without its query, which names the dialect in some feeds.
func job(address string) string {
	path, _, _ := strings.Cut(address, "?")
	return path
}

// TestCorpusDialects wants the same job to be the same vacancy in all dialects.
func TestCorpusDialects(t *testing.T) {
	dates, err := filepath.Glob(filepath.Join(corpustest.Path(t, "corpus", "xml-dialects"), "*"))
	if err != nil {
		t.Fatal(err)
	}
	for _, dir := range dates {
		byDialect := map[string][]vacancy.Vacancy{}
		files, _ := filepath.Glob(filepath.Join(dir, "*.xml"))
		for _, path := range files {
			body, err := os.ReadFile(path)
			if err != nil {
				t.Fatal(err)
			}
			byDialect[strings.TrimSuffix(filepath.Base(path), ".xml")] = read(t, bytes.NewReader(body), Options{})
		}
		want := byDialect["talentcom"]
		byURL := map[string][]vacancy.Vacancy{}
		for _, v := range want {
			byURL[job(v.URL)] = append(byURL[job(v.URL)], v)
		}
		pairs, differences := 0, 0
		for name, all := range byDialect {
			for _, v := range all {
				same := byURL[job(v.URL)]
				if len(same) == 0 {
					continue
				}
				pairs++
				// One address can hold the job for several places.
				diffs := make([]string, 0, len(same))
				for _, w := range same {
					if name == "jobatus" {
						w.Places = v.Places // this feed translates the names itself
					}
					if diff := differ(w, v); diff != "" {
						diffs = append(diffs, diff)
					}
				}
				if len(diffs) == len(same) {
					if differences++; differences <= 3 {
						t.Logf("%s %s:\n%s", name, v.URL, diffs[0])
					}
				}
			}
		}
		t.Logf("%s: %d dialects, %d jobs, %d pairs, %d differ", filepath.Base(dir), len(byDialect), len(want), pairs, differences)
		if len(byDialect) < 9 || len(want) == 0 {
			t.Error("not all dialects were read")
		}
		if differences > pairs/50 {
			t.Errorf("%d of %d pairs differ", differences, pairs)
		}
	}
}

// TestCorpusFeeds counts what real feeds yield.
func TestCorpusFeeds(t *testing.T) {
	files, _ := filepath.Glob(filepath.Join(corpustest.Path(t, "corpus", "feeds"), "*.xml"))
	for _, path := range files {
		body, err := os.ReadFile(path)
		if err != nil {
			t.Fatal(err)
		}
		got, err := Parse(body, Options{})
		if err != nil {
			t.Errorf("%s: %v", filepath.Base(path), err)
		}
		if items := bytes.Count(body, []byte("<item>")); len(got) < items*99/100 || len(got) > items {
			t.Errorf("%s: %d of %d items", filepath.Base(path), len(got), items)
		}
		place := slices.IndexFunc(got, func(v vacancy.Vacancy) bool { return len(v.Places) > 0 && !v.Posted.IsZero() })
		if place < 0 {
			t.Errorf("%s: no item with place and date", filepath.Base(path))
		}
	}
}

func FuzzXML(f *testing.F) {
	for _, doc := range dialectItems {
		f.Add(doc)
	}
	f.Fuzz(func(t *testing.T, in string) {
		for v, err := range XML(strings.NewReader(in), Options{}) {
			if err == nil && v.Title == "" && v.Text == "" {
				t.Fatal("an empty vacancy")
			}
		}
	})
}

func FuzzParse(f *testing.F) {
	f.Add(dialectItems["rss"])
	f.Add(`{"version":"https://jsonfeed.org/version/1","items":[{"id":"1","title":"a"}]}`)
	f.Fuzz(func(t *testing.T, in string) { _, _ = Parse([]byte(in), Options{}) })
}

func BenchmarkXML(b *testing.B) {
	item := dialectItems["jooble"][len("<jobs>") : len(dialectItems["jooble"])-len("</jobs>")]
	doc := "<jobs>" + strings.Repeat(strings.ReplaceAll(item, "Je tilt.", strings.Repeat("Je tilt dozen en je loopt veel. ", 60)), 200) + "</jobs>"
	b.SetBytes(int64(len(doc)))
	for b.Loop() {
		for _, err := range XML(strings.NewReader(doc), Options{}) {
			if err != nil {
				b.Fatal(err)
			}
		}
	}
}
