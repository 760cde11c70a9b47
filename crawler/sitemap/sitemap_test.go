package sitemap

import (
	"bytes"
	"compress/gzip"
	"context"
	"errors"
	"fmt"
	"io"
	"net/url"
	"runtime"
	"strings"
	"testing"
	"time"
)

var base, _ = url.Parse("https://werk.example/kaart/sitemap.xml")

func read(t *testing.T, body string) (string, Result, error) {
	t.Helper()
	var out []string
	res, err := Read(strings.NewReader(body), base, func(e Entry) error {
		s := e.URL
		if !e.LastMod.IsZero() {
			s += " " + e.LastMod.Format(time.RFC3339)
		}
		out = append(out, s)
		return nil
	})
	return strings.Join(out, "\n"), res, err
}

func gz(s string) string {
	var b bytes.Buffer
	z := gzip.NewWriter(&b)
	io.WriteString(z, s)
	z.Close()
	return b.String()
}

func TestRead(t *testing.T) {
	const set = `<?xml version="1.0" encoding="UTF-8"?><urlset xmlns="http://www.sitemaps.org/schemas/sitemap/0.9">`
	tests := []struct {
		name, body, want string
		kind             Kind
		skipped          int
		partial          string
	}{
		{"plain", set + `<url><loc>https://werk.example/a</loc><lastmod>2026-02-03</lastmod></url><url><loc> /b?x=1&amp;y=2 </loc></url></urlset>`,
			"https://werk.example/a 2026-02-03T00:00:00Z\nhttps://werk.example/b?x=1&y=2", URLSet, 0, ""},
		{"gzipped", gz(set + `<url><loc>https://werk.example/a</loc></url></urlset>`), "https://werk.example/a", URLSet, 0, ""},
		{"image has its own address", `<urlset xmlns:image="x"><url><image:image><image:loc>https://img.example/1.png</image:loc></image:image><loc>https://werk.example/a</loc></url></urlset>`,
			"https://werk.example/a", URLSet, 0, ""},
		{"image after", `<urlset><url><loc>https://werk.example/a</loc><image:image><image:loc>https://img.example/1.png</image:loc></image:image><lastmod>2026-01-01T10:00:00+01:00</lastmod></url></urlset>`,
			"https://werk.example/a 2026-01-01T09:00:00Z", URLSet, 0, ""},
		{"cdata", `<urlset><url><loc><![CDATA[https://werk.example/a?b&c]]></loc></url></urlset>`, "https://werk.example/a?b&c", URLSet, 0, ""},
		{"prefixed names", `<s:urlset xmlns:s="y"><s:url><s:loc>https://werk.example/a</s:loc></s:url></s:urlset>`, "https://werk.example/a", URLSet, 0, ""},
		{"index", `<sitemapindex><sitemap><loc>part-1.xml</loc></sitemap></sitemapindex>`, "https://werk.example/kaart/part-1.xml", Index, 0, ""},
		{"rss", `<rss><channel><link>https://werk.example/</link><item><title>x</title><link>https://werk.example/a</link><atom:link href="z"/><pubDate>Tue, 03 Mar 2026 10:00:00 +0100</pubDate></item></channel></rss>`,
			"https://werk.example/a 2026-03-03T09:00:00Z", RSS, 0, ""},
		{"atom", `<feed><link href="https://werk.example/"/><entry><link rel="self" href="/no"/><link href="/a"/><updated>2026-03-03T10:00:00Z</updated><published>2020-01-01T00:00:00Z</published></entry></feed>`,
			"https://werk.example/a 2026-03-03T10:00:00Z", Atom, 0, ""},
		{"text", "\ufeffhttps://werk.example/a\r\n\r\nhttps://werk.example/b\nnonsense\n", "https://werk.example/a\nhttps://werk.example/b", Text, 1, ""},
		{"windows-1252", "<?xml version=\"1.0\" encoding=\"windows-1252\"?><urlset><url><loc>https://werk.example/caf\xe9</loc></url></urlset>", "https://werk.example/caf%C3%A9", URLSet, 0, ""},
		{"bad addresses", `<urlset><url><loc>javascript:x()</loc></url><url><loc>ftp://werk.example/a</loc></url><url><loc></loc></url><url/><url><loc>https://u:p@werk.example/</loc></url><url><loc>https://werk.example/ok#part</loc></url></urlset>`,
			"https://werk.example/ok", URLSet, 5, ""},
		{"bad date", `<urlset><url><loc>/a</loc><lastmod>gisteren</lastmod></url></urlset>`, "https://werk.example/a", URLSet, 0, ""},
		{"cut off", `<urlset><url><loc>/a</loc></url><url><loc>/b</lo`, "https://werk.example/a", URLSet, 0, PartialBroken},
		{"bare ampersand", `<urlset><url><loc>/a?b=1&c=2</loc></url></urlset>`, "https://werk.example/a?b=1&c=2", URLSet, 0, ""},
		{"empty", `<urlset></urlset>`, "", URLSet, 0, ""},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			got, res, err := read(t, tt.body)
			if err != nil || got != tt.want {
				t.Errorf("got %q, %v\nwant %q", got, err, tt.want)
			}
			if res.Kind != tt.kind || res.Skipped != tt.skipped || res.Partial != tt.partial {
				t.Errorf("result %+v", res)
			}
		})
	}
}

func TestNotList(t *testing.T) {
	for _, body := range []string{"", "hello", "<!doctype html><html><body>404</body></html>", "<x/>", "{}", "\x1f\x8bnope", "<"} {
		if _, res, err := read(t, body); !errors.Is(err, ErrNotList) {
			t.Errorf("%q: %+v, %v", body, res, err)
		}
	}
}

func TestEmitErrorEnds(t *testing.T) {
	want := errors.New("disk full")
	if _, err := Read(strings.NewReader("https://werk.example/a\n"), base, func(Entry) error { return want }); !errors.Is(err, want) {
		t.Error(err)
	}
}

// generated is a site of many sitemaps, made while it is read.
type generated struct {
	files, each int
	opened      int
	filler      string
}

func (g *generated) open(_ context.Context, address string) (io.ReadCloser, error) {
	g.opened++
	pr, pw := io.Pipe()
	go func() {
		w := &strings.Builder{}
		flush := func() bool {
			_, err := io.WriteString(pw, w.String())
			w.Reset()
			return err == nil
		}
		if strings.HasSuffix(address, "/index.xml") {
			w.WriteString("<sitemapindex>")
			for i := range g.files {
				fmt.Fprintf(w, "<sitemap><loc>/part-%d.xml</loc></sitemap>", i)
			}
			w.WriteString("</sitemapindex>")
		} else {
			w.WriteString("<urlset>")
			for i := range g.each {
				fmt.Fprintf(w, "<url><loc>%s/%d</loc>%s</url>", address, i, g.filler)
				if i%500 == 0 && !flush() {
					return
				}
			}
			w.WriteString("</urlset>")
		}
		flush()
		pw.Close()
	}()
	return pr, nil
}

func TestMillionAddresses(t *testing.T) {
	g := &generated{files: 20, each: 50_000}
	var before, after runtime.MemStats
	runtime.ReadMemStats(&before)
	var high uint64
	n := 0
	total, err := Walk(t.Context(), "https://werk.example/index.xml", g.open, func(Entry) error {
		if n++; n%50_000 == 0 {
			runtime.GC()
			runtime.ReadMemStats(&after)
			high = max(high, after.HeapAlloc)
		}
		return nil
	})
	if err != nil || total.Entries != MaxTotal || n != MaxTotal || total.Partial != PartialTotal {
		t.Errorf("%+v, %v, handed out %d", total, err, n)
	}
	if g.opened > 1+MaxTotal/50_000+1 {
		t.Errorf("opened %d files after the limit", g.opened)
	}
	if grown := int64(high) - int64(before.HeapAlloc); grown > 8<<20 {
		t.Errorf("heap grew by %d bytes", grown)
	}
}

func TestFileLimits(t *testing.T) {
	for name, tt := range map[string]struct {
		g    generated
		want string
	}{
		"entries": {generated{each: MaxEntries + 10}, PartialEntries},
		"bytes":   {generated{each: 6000, filler: "<x>" + strings.Repeat("filler ", 1300) + "</x>"}, PartialBytes},
	} {
		total, err := Walk(t.Context(), "https://werk.example/part.xml", tt.g.open, func(Entry) error { return nil })
		if err != nil || total.Partial != tt.want || total.Entries == 0 {
			t.Errorf("%s: %+v, %v", name, total, err)
		}
	}
}

func TestWalk(t *testing.T) {
	site := map[string]string{
		"/i": `<sitemapindex><sitemap><loc>/a</loc></sitemap><sitemap><loc>/gone</loc></sitemap><sitemap><loc>/i</loc></sitemap><sitemap><loc>/html</loc></sitemap><sitemap><loc>/b</loc></sitemap></sitemapindex>`,
		"/a": "https://werk.example/1\n", "/b": "https://werk.example/2\n", "/html": "<html>",
		"/d0": `<sitemapindex><sitemap><loc>/d1</loc></sitemap></sitemapindex>`,
		"/d1": `<sitemapindex><sitemap><loc>/d2</loc></sitemap></sitemapindex>`,
		"/d2": `<sitemapindex><sitemap><loc>/a</loc></sitemap></sitemapindex>`,
	}
	open := func(_ context.Context, address string) (io.ReadCloser, error) {
		u, _ := url.Parse(address)
		if s, ok := site[u.Path]; ok {
			return io.NopCloser(strings.NewReader(s)), nil
		}
		return nil, errors.New("404")
	}
	for _, tt := range []struct {
		start                  string
		files, failed, entries int
		partial                string
	}{
		{"/i", 4, 2, 2, PartialFetch},
		{"/a", 1, 0, 1, ""},
		{"/d0", 3, 0, 0, PartialDepth},
	} {
		total, err := Walk(t.Context(), "https://werk.example"+tt.start, open, func(Entry) error { return nil })
		if err != nil || total.Files != tt.files || total.Failed != tt.failed || total.Entries != tt.entries || total.Partial != tt.partial {
			t.Errorf("%s: %+v, %v", tt.start, total, err)
		}
	}
	for _, start := range []string{"/gone", "/html"} {
		if _, err := Walk(t.Context(), "https://werk.example"+start, open, func(Entry) error { return nil }); err == nil {
			t.Errorf("%s: no error", start)
		}
	}
}

func FuzzRead(f *testing.F) {
	for _, s := range []string{"", "https://a.example/", "<urlset><url><loc>/a</loc></url>", "<feed><entry><link href='/a'/></entry></feed>", gz("<rss><item><link>/a</link></item></rss>")} {
		f.Add([]byte(s))
	}
	f.Fuzz(func(t *testing.T, body []byte) {
		n := 0
		res, err := Read(bytes.NewReader(body), base, func(e Entry) error {
			n++
			if u, err := url.Parse(e.URL); err != nil || u.Host == "" {
				t.Errorf("bad address %q", e.URL)
			}
			return nil
		})
		if n != res.Entries || err == nil && res.Kind == Unknown {
			t.Errorf("%d entries, %+v, %v", n, res, err)
		}
	})
}

func BenchmarkRead(b *testing.B) {
	var s strings.Builder
	s.WriteString("<urlset>")
	for i := range 10_000 {
		fmt.Fprintf(&s, "<url><loc>https://werk.example/vacature/%d</loc><lastmod>2026-03-01T10:00:00Z</lastmod></url>", i)
	}
	s.WriteString("</urlset>")
	b.SetBytes(int64(s.Len()))
	for b.Loop() {
		if _, err := Read(strings.NewReader(s.String()), base, func(Entry) error { return nil }); err != nil {
			b.Fatal(err)
		}
	}
}
