package extract

import (
	"crypto/sha256"
	"encoding/hex"
	"errors"
	"fmt"
	"net/url"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"
	"time"

	"passend/crawler/extract/page"
	"passend/index/corpustest"
	"passend/index/vacancy"

	"github.com/PuerkitoBio/goquery"
)

func TestKindOf(t *testing.T) {
	tests := []struct {
		name, head string
		want       Kind
	}{
		{"a.jsonl", "", KindJSONLines}, {"a.CSV", "", KindCSV}, {"a.xlsx", "", KindXLSX}, {"a.htm", "", KindHTML}, {"a", "<!DOCTYPE html>", KindHTML},
		{"a.xml", "\ufeff<?xml version='1.0'?><rss>", KindFeed}, {"a.xml", "<?xml version='1.0'?><jobs>", KindXML}, {"a.json", "[{", KindJSON},
		{"a.json", `{"version":"https://jsonfeed.org/version/1.1"`, KindFeed}, {"a", "{\"a\":1}\n{\"a\":2}", KindJSONLines}, {"a", "", ""}, {"a.txt", "hallo", ""},
	}
	for _, tt := range tests {
		if got := KindOf(tt.name, []byte(tt.head)); got != tt.want {
			t.Errorf("KindOf(%q, %q) = %q, want %q", tt.name, tt.head, got, tt.want)
		}
	}
}

// TestSameJobInEveryFormat reads one job from a page, a feed, XML, a table and
// JSON lines.
func TestSameJobInEveryFormat(t *testing.T) {
	files := map[string]string{
		"job.html":  `<html><body><script type="application/ld+json">{"@type":"JobPosting","identifier":"1","url":"https://jansma.test/1","title":"Inpakker","hiringOrganization":"Jansma","description":"<p>Je tilt.</p><p>Je loopt.</p>","datePosted":"2026-10-21","jobLocation":{"address":{"addressLocality":"Meppel"}}}</script></body></html>`,
		"job.rss":   `<rss version="2.0"><channel><title>x</title><item><guid>1</guid><link>https://jansma.test/1</link><title>Inpakker</title><company>Jansma</company><description><![CDATA[<p>Je tilt.</p><p>Je loopt.</p>]]></description><pubDate>Wed, 21 Oct 2026 00:00:00 +0000</pubDate><city>Meppel</city></item></channel></rss>`,
		"job.xml":   `<?xml version="1.0"?><jobs><job id="1"><link>https://jansma.test/1</link><name>Inpakker</name><company>Jansma</company><description>&lt;p&gt;Je tilt.&lt;/p&gt;&lt;p&gt;Je loopt.&lt;/p&gt;</description><pubdate>21-10-2026</pubdate><region>Meppel</region></job></jobs>`,
		"job.csv":   "id,titel,werkgever,plaats,tekst,geplaatst,url\n1,Inpakker,Jansma,Meppel,\"Je tilt.\n\nJe loopt.\",21 oktober 2026,https://jansma.test/1\n",
		"job.jsonl": `{"id":"1","title":"Inpakker","employer":"Jansma","place":"Meppel","text":"Je tilt.\n\nJe loopt.","posted":"2026-10-21","url":"https://jansma.test/1"}`,
	}
	want := vacancy.Vacancy{Title: "Inpakker", Employer: "Jansma", URL: "https://jansma.test/1", ExternalID: "1", Text: "Je tilt.\n\nJe loopt.",
		Places: []vacancy.Place{{Name: "Meppel"}}, Posted: time.Date(2026, 10, 21, 0, 0, 0, 0, time.UTC)}
	for name, body := range files {
		n := 0
		for v, err := range File(name, strings.NewReader(body), FileOptions{}) {
			n++
			if err != nil {
				t.Errorf("%s: %v", name, err)
			}
			if v.Fingerprint() != want.Fingerprint() || v.URL != want.URL || v.ExternalID != want.ExternalID {
				t.Errorf("%s: %+v", name, v)
			}
		}
		if n != 1 {
			t.Errorf("%s: %d vacancies", name, n)
		}
	}
	for _, err := range File("x.bin", strings.NewReader("\x00\x01"), FileOptions{}) {
		if !errors.Is(err, ErrKind) {
			t.Error(err)
		}
	}
}

func hash(s string) string {
	if s == "" {
		return "-"
	}
	sum := sha256.Sum256([]byte(strings.ToLower(strings.TrimSpace(s))))
	return hex.EncodeToString(sum[:])[:8]
}

func span[T int | int64](low, high T) string {
	if high == 0 {
		return "-"
	}
	return fmt.Sprintf("%d-%d", low, high)
}

func date(t time.Time) string {
	if t.IsZero() {
		return "-"
	}
	return t.Format(time.DateOnly)
}

// values are those of a vacancy in the order of testdata/pages.txt.
func values(v vacancy.Vacancy) []string {
	return []string{hash(v.Title), hash(v.Employer), hash(v.PlaceNames()), span(v.Hours.Min, v.Hours.Max), span(v.Pay.MinCents, v.Pay.MaxCents),
		date(v.Posted), date(v.ValidThrough), hash(strings.Join(v.EmploymentTypes, " ")), hash(v.Education)}
}

var fields = []string{"title", "employer", "place", "hours", "pay", "posted", "valid through", "types", "education"}

// TestSavedPages measures field by field on real pages.
func TestSavedPages(t *testing.T) {
	dir := corpustest.Path(t, "corpus", "pages")
	table, err := os.ReadFile("testdata/pages.txt")
	if err != nil {
		t.Fatal(err)
	}
	want := map[string][][]string{}
	var order []string
	for line := range strings.Lines(string(table)) {
		cells := strings.Fields(line)
		if len(cells) < 2 || cells[0] == "#" {
			continue
		}
		if want[cells[0]] == nil {
			order = append(order, cells[0])
		}
		want[cells[0]] = append(want[cells[0]], cells[1:])
	}
	right, stated := map[string]int{}, map[string]int{}
	wrong := 0
	kinds, found, expected, extra := 0, 0, 0, 0
	for _, name := range order {
		body, err := os.ReadFile(filepath.Join(dir, name))
		if err != nil {
			t.Fatal(err)
		}
		// Saved pages lay in the folder that their name shows.
		u := &url.URL{Scheme: "https", Host: "voorbeeld.test", Path: "/" + strings.ReplaceAll(name[strings.Index(name, "__")+1:], "_", "/")}
		r := Page(body, u, PageOptions{})
		if string(r.Kind) == want[name][0][0] {
			kinds++
		} else {
			t.Logf("%s: kind %s, want %s", name, r.Kind, want[name][0][0])
		}
		rest := slices.Clone(r.Vacancies)
		for _, row := range want[name] {
			if len(row) < 2 {
				continue
			}
			expected++
			i := slices.IndexFunc(rest, func(v vacancy.Vacancy) bool { return values(v)[0] == row[1] })
			if i < 0 {
				t.Logf("%s: a vacancy not found", name)
				for k := range fields {
					if row[k+1] != "-" {
						stated[fields[k]]++
					}
				}
				continue
			}
			found++
			for k, got := range values(rest[i]) {
				switch w := row[k+1]; {
				case w == "-" && got != "-":
					wrong++
					t.Logf("%s: %s found though not stated (by %v)", name, fields[k], rest[i].FoundBy)
				case w != "-":
					stated[fields[k]]++
					if got == w {
						right[fields[k]]++
					} else {
						t.Logf("%s: %s wrong or missing", name, fields[k])
					}
				}
			}
			rest = slices.Delete(rest, i, i+1)
		}
		extra += len(rest)
	}
	t.Logf("pages: kind right %d of %d; vacancies found %d of %d, %d too many; %d fields found that are not stated", kinds, len(order), found, expected, extra, wrong)
	sum, all := 0, 0
	for _, f := range fields {
		t.Logf("%-14s %d of %d", f, right[f], stated[f])
		sum += right[f]
		all += stated[f]
	}
	t.Logf("%-14s %d of %d", "all", sum, all)
	if sum*100 < all*85 || extra > 1 || found*10 < expected*9 {
		t.Error("reading of saved pages became worse")
	}
}

// realPages are the saved pages, for measurements.
func realPages(tb testing.TB) (bodies [][]byte, size int64) {
	for _, sub := range []string{"pages", "pages-other-languages"} {
		files, _ := filepath.Glob(filepath.Join(corpustest.Path(tb, "corpus", sub), "*.html"))
		for _, f := range files {
			b, err := os.ReadFile(f)
			if err != nil {
				tb.Fatal(err)
			}
			bodies = append(bodies, b)
			size += int64(len(b))
		}
	}
	return bodies, size
}

func BenchmarkSavedPages(b *testing.B) {
	bodies, size := realPages(b)
	base := &url.URL{Scheme: "https", Host: "voorbeeld.test", Path: "/vacatures/"}
	b.Run("extract", func(b *testing.B) {
		b.SetBytes(size)
		for b.Loop() {
			for _, body := range bodies {
				page.Parse(body, base, page.Options{})
			}
		}
	})
	b.Run("goquery alone", func(b *testing.B) {
		b.SetBytes(size)
		for b.Loop() {
			for _, body := range bodies {
				if _, err := goquery.NewDocumentFromReader(strings.NewReader(string(body))); err != nil {
					b.Fatal(err)
				}
			}
		}
	})
}
