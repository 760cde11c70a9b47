package robots

import (
	"bytes"
	"context"
	"fmt"
	"net/url"
	"strings"
	"testing"
	"time"
)

func TestAllowed(t *testing.T) {
	// Each case: the file, the agent, and addresses with the verdict ("+" may,
	// "-" may not). The rules are those of RFC 9309, sections 2.2.1 to 2.2.3.
	tests := []struct {
		name, file, agent string
		want              []string
	}{
		{"empty file", "", "Passend", []string{"+/", "+/a?b"}},
		{"disallow all", "User-agent: *\nDisallow: /", "Passend", []string{"-/", "-/a", "+/robots.txt"}},
		{"empty disallow", "User-agent: *\nDisallow:", "Passend", []string{"+/", "+/a"}},
		{"allow wins a tie", "User-agent: *\nDisallow: /a\nAllow: /a", "Passend", []string{"+/a", "+/ab"}},
		{"tie the other way round", "User-agent: *\nAllow: /a\nDisallow: /a", "Passend", []string{"+/a"}},
		{"longest wins", "User-agent: *\nAllow: /p\nDisallow: /", "Passend", []string{"+/page", "-/other"}},
		{"longest disallow wins", "User-agent: *\nAllow: /folder\nDisallow: /folder/x", "Passend", []string{"+/folder/a", "-/folder/x1"}},
		{"order is nothing", "User-agent: *\nDisallow: /a/b\nAllow: /a\nDisallow: /", "Passend", []string{"-/a/b", "+/a/c", "-/c"}},
		{"letter case of paths counts", "User-agent: *\nDisallow: /A", "Passend", []string{"-/A", "+/a"}},
		{"keys in any case", "uSER-aGENT: *\ndISALLOW: /a", "Passend", []string{"-/a"}},
		{"prefix, not folder", "User-agent: *\nDisallow: /fish", "Passend", []string{"-/fish", "-/fish.html", "-/fishheads/y", "+/Fish", "+/catfish"}},
		{"folder", "User-agent: *\nDisallow: /fish/", "Passend", []string{"+/fish", "-/fish/", "-/fish/a", "-/fish/?q=1"}},

		{"star", "User-agent: *\nDisallow: /*.php", "Passend", []string{"-/a.php", "-/b/c.php?x", "+/a.html", "-/a.php5/x"}},
		{"star at the end", "User-agent: *\nDisallow: /a*", "Passend", []string{"-/a", "-/ab"}},
		{"star in the middle", "User-agent: *\nDisallow: /a*/c*/e", "Passend", []string{"-/ab/cd/e", "+/ab/e", "-/a/c/x/ee"}},
		{"end mark", "User-agent: *\nDisallow: /*.php$", "Passend", []string{"-/a.php", "+/a.php?x", "+/a.phpx"}},
		{"end mark and repeats", "User-agent: *\nDisallow: /a*b$", "Passend", []string{"-/ab", "-/abab", "+/aba"}},
		{"end mark alone", "User-agent: *\nDisallow: /$", "Passend", []string{"-/", "+/a"}},
		{"dollar inside is a dollar", "User-agent: *\nDisallow: /a$b", "Passend", []string{"-/a$b", "+/a"}},
		{"star without slash", "User-agent: *\nDisallow: *session=", "Passend", []string{"-/a?session=1", "+/a"}},
		{"pattern without slash is no pattern", "User-agent: *\nDisallow: a", "Passend", []string{"+/a"}},
		{"query", "User-agent: *\nDisallow: /*?s=", "Passend", []string{"-/?s=x", "-/a?s=x", "+/a?t=x", "+/a"}},

		{"encoded letters are letters", "User-agent: *\nDisallow: /%61b", "Passend", []string{"-/ab", "-/%61%62"}},
		{"small hexadecimal", "User-agent: *\nDisallow: /a%3cd", "Passend", []string{"-/a%3Cd", "-/a%3cd"}},
		{"encoded slash is no slash", "User-agent: *\nDisallow: /a%2fb", "Passend", []string{"-/a%2Fb", "+/a/b"}},
		{"unicode in the file", "User-agent: *\nDisallow: /café", "Passend", []string{"-/caf%C3%A9", "-/café", "+/cafe"}},
		{"tilde", "User-agent: *\nDisallow: /~jan", "Passend", []string{"-/%7Ejan", "-/~jan"}},
		{"percent sign that encodes nothing", "User-agent: *\nDisallow: /a%zz", "Passend", []string{"+/a"}},

		{"own group instead of star", "User-agent: *\nDisallow: /\nUser-agent: passend\nDisallow: /x", "Passend", []string{"+/a", "-/x"}},
		{"whole token", "User-agent: Pass\nDisallow: /\n", "Passend", []string{"+/a"}},
		{"whole token, longer", "User-agent: PassendBot\nDisallow: /\n", "Passend", []string{"+/a"}},
		{"token before version", "User-agent: Passend/2.1\nDisallow: /", "Passend/1.0", []string{"-/a"}},
		{"own group allows by saying nothing", "User-agent: *\nDisallow: /\nUser-agent: Passend\n", "Passend", []string{"+/a"}},
		{"groups are joined", "User-agent: Passend\nDisallow: /a\n\nUser-agent: other\nDisallow: /c\n\nUser-agent: Passend\nDisallow: /b", "Passend", []string{"-/a", "-/b", "+/c"}},
		{"several agents, one group", "User-agent: a\nUser-agent: Passend\nUser-agent: b\nDisallow: /x", "Passend", []string{"-/x"}},
		{"blank line does not end a group", "User-agent: *\n\nDisallow: /x", "Passend", []string{"-/x"}},
		{"sitemap line does not end a group", "User-agent: *\nSitemap: https://a.example/s.xml\nDisallow: /x", "Passend", []string{"-/x"}},
		{"unknown line does not end a group", "User-agent: *\nNoindex: /y\nDisallow: /x", "Passend", []string{"-/x", "+/y"}},
		{"rules before any agent", "Disallow: /x\nUser-agent: *\nDisallow: /y", "Passend", []string{"+/x", "-/y"}},

		{"byte order mark", "\ufeffUser-agent: *\nDisallow: /x", "Passend", []string{"-/x"}},
		{"carriage returns", "User-agent: *\r\nDisallow: /x\r\rDisallow: /y", "Passend", []string{"-/x", "-/y"}},
		{"comments", "# hello\nUser-agent: * # all\nDisallow: /x # not this\n#Disallow: /y", "Passend", []string{"-/x", "+/y"}},
		{"spaces", "  User-agent :  *  \n\tDisallow :\t/x  ", "Passend", []string{"-/x"}},
		{"html in place of rules", "<!doctype html><html><body>User-agent</body>", "Passend", []string{"+/a"}},
		{"bytes in place of text", "\x00\xff\xfe:\x01\nUser-agent: *\nDisallow: /x", "Passend", []string{"-/x"}},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			r := Parse([]byte(tt.file), tt.agent)
			for _, w := range tt.want {
				u, err := url.Parse("https://site.example" + w[1:])
				if err != nil {
					t.Fatal(err)
				}
				if got := r.Allowed(u); got != (w[0] == '+') {
					t.Errorf("%s: allowed = %v", w[1:], got)
				}
			}
		})
	}
}

func TestAddressWithoutPath(t *testing.T) {
	r := Parse([]byte("User-agent: *\nDisallow: /$"), "Passend")
	u, _ := url.Parse("https://site.example")
	if r.Allowed(u) {
		t.Error("an address without a path is the path /")
	}
}

func TestSizeLimit(t *testing.T) {
	var b bytes.Buffer
	b.WriteString("User-agent: *\nDisallow: /first\n")
	b.WriteString(strings.Repeat("# padding padding padding padding\n", 300_000)) // 10 MB
	b.WriteString("Disallow: /last\n")
	r := Parse(b.Bytes(), "Passend")
	for path, want := range map[string]bool{"/first": false, "/last": true} {
		u, _ := url.Parse("https://site.example" + path)
		if got := r.Allowed(u); got != want {
			t.Errorf("%s: allowed = %v, want %v", path, got, want)
		}
	}
	// A line that the limit cuts in two must not become a broader rule.
	head := "User-agent: *\n"
	line := "\nDisallow: /secret/only/this"
	fill := "#" + strings.Repeat("x", MaxBytes-len(head)-len(line)+5)
	u, _ := url.Parse("https://site.example/secret/other")
	if !Parse([]byte(head+fill+line), "Passend").Allowed(u) {
		t.Error("a cut line was used as a rule")
	}
}

func TestHostilePatternIsLinear(t *testing.T) {
	r := Parse([]byte("User-agent: *\nDisallow: /"+strings.Repeat("*a", 10_000)+"b$"), "Passend")
	u, _ := url.Parse("https://site.example/" + strings.Repeat("a", 100_000))
	if !r.Allowed(u) {
		t.Error("matched")
	}
}

func TestDelayAndSitemaps(t *testing.T) {
	tests := []struct {
		file string
		want time.Duration
	}{
		{"User-agent: *\nCrawl-delay: 10", 10 * time.Second},
		{"User-agent: *\nCrawl-delay: 0.5", 500 * time.Millisecond},
		{"User-agent: *\nCrawl-delay: 1,5", 1500 * time.Millisecond},
		{"User-agent: *\nCrawl-delay: -3", 0},
		{"User-agent: *\nCrawl-delay: NaN", 0},
		{"User-agent: *\nCrawl-delay: 1e300", time.Hour},
		{"User-agent: *\nCrawl-delay: soon", 0},
		{"User-agent: *\nCrawl-delay: 3\nUser-agent: Passend\nCrawl-delay: 7", 7 * time.Second},
		{"User-agent: *\nCrawl-delay: 3\nUser-agent: Passend\nDisallow:", 0},
	}
	for _, tt := range tests {
		if got := Parse([]byte(tt.file), "Passend").CrawlDelay(); got != tt.want {
			t.Errorf("%q: delay %v, want %v", tt.file, got, tt.want)
		}
	}
	r := Parse([]byte("Sitemap: https://a.example/1.xml\nUser-agent: other\nDisallow: /\nsitemap:https://a.example/2.xml"), "Passend")
	if got := fmt.Sprint(r.Sitemaps); got != "[https://a.example/1.xml https://a.example/2.xml]" {
		t.Error(got)
	}
}

func TestStatus(t *testing.T) {
	refuse := []byte("User-agent: *\nDisallow: /")
	u, _ := url.Parse("https://site.example/a")
	for status, want := range map[int]struct{ allowed, reached bool }{
		200: {false, true}, 204: {false, true}, 304: {true, true}, 301: {true, true},
		400: {true, true}, 401: {true, true}, 403: {true, true}, 404: {true, true}, 410: {true, true},
		429: {false, false}, 500: {false, false}, 503: {false, false}, 0: {false, false},
	} {
		rules, reached := Reply{Status: status, Body: refuse}.Rules("Passend")
		if rules.Allowed(u) != want.allowed || reached != want.reached {
			t.Errorf("%d: allowed %v reached %v, want %v", status, rules.Allowed(u), reached, want)
		}
	}
}

func TestCache(t *testing.T) {
	now := time.Date(2026, 3, 1, 12, 0, 0, 0, time.UTC)
	c := NewCache("Passend", func() time.Time { return now })
	u, _ := url.Parse("https://site.example/x/1")
	asked := 0
	reply := Reply{Status: 200, Body: []byte("User-agent: *\nDisallow: /x")}
	get := func(_ context.Context, address string) Reply {
		asked++
		if address != "https://site.example/robots.txt" {
			t.Errorf("asked for %s", address)
		}
		return reply
	}
	step := func(name string, wait time.Duration, wantAsked int, wantAllowed bool) {
		t.Helper()
		now = now.Add(wait)
		if got := c.Rules(t.Context(), u, get).Allowed(u); got != wantAllowed || asked != wantAsked {
			t.Errorf("%s: allowed %v after %d questions, want %v after %d", name, got, asked, wantAllowed, wantAsked)
		}
	}
	step("first", 0, 1, false)
	step("within a day", 23*time.Hour, 1, false)
	reply = Reply{Status: 404}
	step("after a day", 2*time.Hour, 2, true)
	reply = Reply{Status: 503}
	step("unreachable, last answer stands", 25*time.Hour, 3, true)
	step("not asked at once again", time.Minute, 3, true)
	step("asked again after ten minutes", 10*time.Minute, 4, true)
	step("unreachable for 30 days", 31*24*time.Hour, 5, false)
	reply = Reply{Status: 200}
	step("back", time.Hour, 6, true)

	ctx, cancel := context.WithCancel(t.Context())
	cancel()
	other, _ := url.Parse("http://site.example/x")
	fail := func(context.Context, string) Reply { return Reply{} }
	if c.Rules(ctx, other, fail).Allowed(other) {
		t.Error("a stopped question must not allow")
	}
	forget := func(context.Context, string) Reply { return Reply{Forget: true} }
	if c.Rules(t.Context(), other, forget).Allowed(other) {
		t.Error("an unreachable host must not allow")
	}
	ok := func(context.Context, string) Reply { return Reply{Status: 404} }
	if !c.Rules(t.Context(), other, ok).Allowed(other) {
		t.Error("a stopped question was remembered")
	}
}

func FuzzParse(f *testing.F) {
	for _, s := range []string{"", "User-agent: *\nDisallow: /*a$", "\ufeffSitemap:x\rCrawl-delay: 9", "Allow: %4"} {
		f.Add(s, "/a%2fb?c")
	}
	f.Fuzz(func(t *testing.T, file, path string) {
		r := Parse([]byte(file), "Passend")
		u := &url.URL{Scheme: "https", Host: "site.example", Path: path}
		first := r.Allowed(u)
		if first != r.Allowed(u) {
			t.Error("two answers")
		}
		if n := normalize(path); normalize(n) != n {
			t.Errorf("normalize is not stable: %q, %q", n, normalize(n))
		}
	})
}

func BenchmarkAllowed(b *testing.B) {
	var file strings.Builder
	file.WriteString("User-agent: *\n")
	for i := range 200 {
		fmt.Fprintf(&file, "Disallow: /map%d/*.php$\n", i)
	}
	r := Parse([]byte(file.String()), "Passend")
	u, _ := url.Parse("https://site.example/vacature/12345-medewerker-magazijn?bron=x")
	for b.Loop() {
		r.Allowed(u)
	}
}
