package frontier

import (
	"context"
	"fmt"
	"net/url"
	"os"
	"os/exec"
	"path/filepath"
	"slices"
	"strings"
	"testing"
	"time"
)

var start = time.Date(2026, 3, 2, 8, 0, 0, 0, time.UTC)

func open(t *testing.T, path string) *Frontier {
	t.Helper()
	f, err := Open(t.Context(), path)
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { f.Close() })
	return f
}

func temp(t *testing.T) *Frontier { return open(t, filepath.Join(t.TempDir(), "frontier.db")) }

func (f *Frontier) mustAdd(t *testing.T, at time.Time, found ...Found) Added {
	t.Helper()
	a, err := f.Add(t.Context(), "s", found, at)
	if err != nil {
		t.Fatal(err)
	}
	return a
}

func (f *Frontier) mustDue(t *testing.T, now, listed time.Time) []Page {
	t.Helper()
	pages, err := f.Due(t.Context(), "s", now, listed, 100)
	if err != nil {
		t.Fatal(err)
	}
	return pages
}

func addresses(pages []Page) string {
	var out []string
	for _, p := range pages {
		out = append(out, strings.TrimPrefix(p.URL, "https://a.example"))
	}
	return strings.Join(out, " ")
}

func TestCanonical(t *testing.T) {
	for in, want := range map[string]string{
		"HTTP://A.Example:80/x#top":                   "http://a.example/x",
		"https://a.example:443":                       "https://a.example/",
		"https://a.example:8443/":                     "https://a.example:8443/",
		"https://a.example/x?utm_source=n&id=4&sid=9": "https://a.example/x?id=4",
		"https://a.example/x?PHPSESSID=aa":            "https://a.example/x",
		"https://a.example/x;jsessionid=A1B2?q=1":     "https://a.example/x?q=1",
		"https://a.example/x?b=2&a=1":                 "https://a.example/x?b=2&a=1",
		"https://a.example/x?":                        "https://a.example/x",
		"https://a.example/caf%C3%A9":                 "https://a.example/caf%C3%A9",
		"https://a.example/a%2Fb;sid=1":               "https://a.example/a%2Fb",
	} {
		u, err := url.Parse(in)
		if err != nil {
			t.Fatal(err)
		}
		if got := Canonical(u); got != want {
			t.Errorf("%s: %s, want %s", in, got, want)
		}
		again, _ := url.Parse(want)
		if got := Canonical(again); got != want {
			t.Errorf("%s is not stable: %s", want, got)
		}
	}
}

func TestShapes(t *testing.T) {
	for in, want := range map[string]int{
		"/vacature/12345-bakker":                 perShape,
		"/agenda/2026/03/02":                     perDated,
		"/agenda/2026-03":                        perDated,
		"/agenda/maart/2-3-2026":                 perDated,
		"/agenda/2026/maart":                     perDated,
		"/agenda?month=3&year=2026":              perDated,
		"/zoek?q=bakker":                         perQuery,
		"/a/b/a/b/a/b":                           0,
		"/nl/nl/nl/x":                            0,
		"/" + strings.Repeat("x/", 20):           0,
		"/" + strings.Repeat("x", 3000):          0,
		"/vacature/magazijn-2026-nieuw":          perShape,
		"/x?sid=" + strings.Repeat("a", 20):      perShape,
		"/1/2/3/4/5/6/7/8/9/10/11/12/13/14/15/x": perShape,
	} {
		u, err := url.Parse("https://a.example" + in)
		if err != nil {
			t.Fatal(err)
		}
		if _, got := shapeOf(u); got != want {
			t.Errorf("%.60s: %d, want %d", in, got, want)
		}
	}
	a, _ := url.Parse("https://a.example/x/123e4567-e89b-12d3-a456-426614174000?b=1&a=2")
	b, _ := url.Parse("https://a.example/x/00000000-e89b-12d3-a456-426614174fff?a=9&b=9")
	sa, _ := shapeOf(a)
	sb, _ := shapeOf(b)
	if sa != sb {
		t.Errorf("two shapes: %s, %s", sa, sb)
	}
}

// TestTraps follows links that never end, as a crawl would.
func TestTraps(t *testing.T) {
	for name, tt := range map[string]struct {
		link func(i int) string
		want int
	}{
		"calendar":         {func(i int) string { return start.AddDate(0, 0, i).Format("/agenda/2006/01/02") }, perDated},
		"calendar in text": {func(i int) string { return fmt.Sprintf("/agenda?maand=%d&jaar=%d", i%12+1, 2026+i/12) }, perDated},
		"session id":       {func(i int) string { return fmt.Sprintf("/lijst?PHPSESSID=%032x", i) }, 1},
		"unknown session":  {func(i int) string { return fmt.Sprintf("/lijst?zz=%032x", i) }, perQuery},
		"session in path":  {func(i int) string { return fmt.Sprintf("/lijst;jsessionid=%032x", i) }, 1},
		"growing path":     {func(i int) string { return strings.Repeat("/nl", i+1) }, maxRepeats},
	} {
		f := temp(t)
		var found []Found
		for i := range 500 {
			found = append(found, Found{URL: "https://a.example" + tt.link(i), Depth: 1})
		}
		if a := f.mustAdd(t, start, found...); a.New != tt.want {
			t.Errorf("%s: %+v, want %d", name, a, tt.want)
		}
	}
}

func TestAddAgain(t *testing.T) {
	f := temp(t)
	url := "https://a.example/1"
	if a := f.mustAdd(t, start, Found{URL: url, Listed: true, Depth: 1}, Found{URL: url + "#x", Listed: true, Depth: 1}, Found{URL: "mailto:x@y"}); a != (Added{New: 1, Other: 1}) {
		t.Errorf("%+v", a)
	}
	visit := func(outcome string, next time.Duration, ids ...string) {
		t.Helper()
		p, _, err := f.Find(t.Context(), "s", url)
		if err != nil {
			t.Fatal(err)
		}
		if err := f.Done(t.Context(), p.ID, Visit{At: start, Next: start.Add(next), Outcome: outcome, Answered: true, ETag: "e", Vacancies: ids}); err != nil {
			t.Fatal(err)
		}
	}
	visit("ok", 100*time.Hour, "v1")
	for name, tt := range map[string]struct {
		found Found
		after time.Duration
		want  bool
	}{
		"plain":            {Found{Depth: 1}, time.Hour, false},
		"older lastmod":    {Found{Depth: 1, LastMod: start.Add(-time.Hour)}, time.Hour, false},
		"newer lastmod":    {Found{Depth: 1, LastMod: start.Add(time.Minute)}, time.Hour, true},
		"no overview":      {Found{Depth: 1, Fresh: start.Add(time.Minute)}, time.Hour, false},
		"start page":       {Found{Depth: 0, Fresh: start.Add(time.Minute)}, time.Hour, true},
		"start page, seen": {Found{Depth: 0, Fresh: start.Add(-time.Minute)}, time.Hour, false},
	} {
		visit("ok", 100*time.Hour)
		tt.found.URL = url
		if a := f.mustAdd(t, start.Add(tt.after), tt.found); (a.Again == 1) != tt.want {
			t.Errorf("%s: %+v", name, a)
		}
	}
	visit(Overview, 100*time.Hour)
	if a := f.mustAdd(t, start.Add(time.Hour), Found{URL: url, Depth: 1, Fresh: start.Add(time.Minute)}); a.Again != 1 {
		t.Errorf("overview: %+v", a)
	}
	visit(Retired, 1000*time.Hour)
	if a := f.mustAdd(t, start.Add(24*time.Hour), Found{URL: url, Depth: 1}); a.Again != 0 {
		t.Errorf("retired a day ago: %+v", a)
	}
	if a := f.mustAdd(t, start.Add(8*24*time.Hour), Found{URL: url, Depth: 1}); a.Again != 1 {
		t.Errorf("retired a week ago: %+v", a)
	}
}

func TestVisits(t *testing.T) {
	f := temp(t)
	f.mustAdd(t, start, Found{URL: "https://a.example/1", Depth: 1}, Found{URL: "https://a.example/2", Depth: 1}, Found{URL: "https://a.example/3", Depth: 1, Due: start.Add(time.Hour), Probe: true, Vacancies: []string{"v3"}})
	pages := f.mustDue(t, start, time.Time{})
	if got := addresses(pages); got != "/1 /2" {
		t.Errorf("due: %s", got)
	}
	if err := f.Done(t.Context(), pages[0].ID, Visit{At: start, Next: start.Add(48 * time.Hour), Outcome: "ok", Answered: true, ETag: "e", LastModified: "m", Vacancies: []string{"v1", "v1b"}}); err != nil {
		t.Fatal(err)
	}
	if err := f.Done(t.Context(), pages[1].ID, Visit{At: start, Next: start.Add(time.Hour), Outcome: "timeout"}); err != nil {
		t.Fatal(err)
	}
	later := f.mustDue(t, start.Add(time.Hour), time.Time{})
	if got := addresses(later); got != "/2 /3" || later[0].Failures != 1 || !later[0].Fetched.IsZero() || !later[1].Probe || later[1].Vacancies[0] != "v3" {
		t.Errorf("later: %+v", later)
	}
	p, found, err := f.Find(t.Context(), "s", "https://a.example/1?utm_source=x")
	if err != nil || !found || p.ETag != "e" || p.LastModified != "m" || len(p.Vacancies) != 2 || !p.Fetched.Equal(start) {
		t.Errorf("%+v, %v, %v", p, found, err)
	}
	// A visit without vacancies of its own leaves them; an empty list clears.
	f.Done(t.Context(), p.ID, Visit{At: start.Add(time.Minute), Next: start.Add(48 * time.Hour), Outcome: "not modified", Answered: true})
	if p, _, _ := f.Find(t.Context(), "s", p.URL); len(p.Vacancies) != 2 {
		t.Errorf("%+v", p)
	}
	if ids, err := f.Listed(t.Context(), "s", start); err != nil || !slices.Equal(ids, []string{"v3"}) {
		t.Errorf("listed: %v, %v", ids, err)
	}
	f.mustAdd(t, start.Add(2*time.Hour), Found{URL: "https://a.example/1", Depth: 1})
	if ids, _ := f.Listed(t.Context(), "s", start.Add(time.Hour)); !slices.Equal(ids, []string{"v1", "v1b"}) {
		t.Errorf("listed later: %v", ids)
	}
	if got := addresses(f.mustDue(t, start.Add(99*time.Hour), start.Add(time.Hour))); got != "/1" {
		t.Errorf("due and listed: %s", got)
	}
	pagesN, due, err := f.Stats(t.Context(), "s", start.Add(time.Hour))
	if err != nil || pagesN != 3 || due != 2 {
		t.Errorf("stats: %d, %d, %v", pagesN, due, err)
	}
	if err := f.Prune(t.Context(), start.Add(time.Hour)); err != nil {
		t.Fatal(err)
	}
	if got := addresses(f.mustDue(t, start.Add(999*time.Hour), time.Time{})); got != "/1" {
		t.Errorf("pruned: %s", got)
	}
	if err := f.Forget(t.Context(), "s"); err != nil {
		t.Fatal(err)
	}
	if n, _, _ := f.Stats(t.Context(), "s", start); n != 0 {
		t.Errorf("%d pages after Forget", n)
	}
}

func TestSpend(t *testing.T) {
	f := temp(t)
	for i, tt := range []struct {
		host, day string
		want      bool
	}{{"a", "2026-03-02", true}, {"a", "2026-03-02", true}, {"a", "2026-03-02", false}, {"b", "2026-03-02", true}, {"a", "2026-03-03", true}} {
		if ok, err := f.Spend(t.Context(), tt.host, tt.day, 2); err != nil || ok != tt.want {
			t.Errorf("%d: %v, %v", i, ok, err)
		}
	}
}

const killed = "PASSEND_TEST_FRONTIER"

// TestKill writes in a child process that is killed without warning, and reads
// what it acknowledged.
func TestKill(t *testing.T) {
	if path := os.Getenv(killed); path != "" {
		writeForEver(t, path)
		return
	}
	path := filepath.Join(t.TempDir(), "frontier.db")
	cmd := exec.CommandContext(t.Context(), os.Args[0], "-test.run=^TestKill$")
	cmd.Env = append(os.Environ(), killed+"="+path)
	out, err := cmd.StdoutPipe()
	if err != nil {
		t.Fatal(err)
	}
	if err := cmd.Start(); err != nil {
		t.Fatal(err)
	}
	var added, done int
	for done < 40 {
		var word string
		if _, err := fmt.Fscan(out, &word); err != nil {
			t.Fatal(err)
		}
		switch word {
		case "added":
			added++
		case "done":
			done++
		}
	}
	cmd.Process.Kill()
	cmd.Wait()
	f := open(t, path)
	pages, due, err := f.Stats(t.Context(), "s", start)
	// The child may be ahead of what was read of it, but has one page in hand.
	if err != nil || pages < added || pages-due < done || due > 1 {
		t.Errorf("%d pages, %d due, %v; acknowledged were %d added and %d done", pages, due, err, added, done)
	}
	for _, p := range f.mustDue(t, start.Add(1000*time.Hour), time.Time{}) {
		if p.Outcome == "ok" && len(p.Vacancies) != 1 {
			t.Errorf("half a visit: %+v", p)
		}
	}
}

func writeForEver(t *testing.T, path string) {
	f := open(t, path)
	for i := 0; ; i++ {
		f.mustAdd(t, start, Found{URL: fmt.Sprintf("https://a.example/%d", i), Depth: 1, Listed: true})
		fmt.Println("added")
		pages, err := f.Due(context.Background(), "s", start, time.Time{}, 1)
		if err != nil || len(pages) == 0 {
			t.Fatal(err)
		}
		if err := f.Done(context.Background(), pages[0].ID, Visit{At: start, Next: start.Add(time.Hour), Outcome: "ok", Answered: true, Vacancies: []string{"v"}}); err != nil {
			t.Fatal(err)
		}
		fmt.Println("done")
	}
}

func FuzzCanonical(f *testing.F) {
	f.Add("https://a.example/x;jsessionid=1?utm_a=b&c#d")
	f.Fuzz(func(t *testing.T, address string) {
		u, err := url.Parse(address)
		if err != nil || u.Host == "" {
			return
		}
		once := Canonical(u)
		v, err := url.Parse(once)
		if err != nil {
			return
		}
		if twice := Canonical(v); once != twice {
			t.Errorf("%q, then %q", once, twice)
		}
		shapeOf(u)
	})
}

func BenchmarkAdd(b *testing.B) {
	f, err := Open(b.Context(), filepath.Join(b.TempDir(), "f.db"))
	if err != nil {
		b.Fatal(err)
	}
	defer f.Close()
	n := 0
	for b.Loop() {
		var found []Found
		for range 200 {
			n++
			found = append(found, Found{URL: fmt.Sprintf("https://a.example/vacature/%d", n), Depth: 1, Listed: true})
		}
		if _, err := f.Add(b.Context(), "s", found, start); err != nil {
			b.Fatal(err)
		}
	}
	b.ReportMetric(float64(n)/b.Elapsed().Seconds(), "addresses/s")
}
