//go:build unix

package main

import (
	"bytes"
	"compress/gzip"
	"context"
	"errors"
	"fmt"
	"io"
	"log/slog"
	"net/http"
	"net/url"
	"os"
	"path/filepath"
	"regexp"
	"slices"
	"strconv"
	"strings"
	"sync/atomic"
	"syscall"
	"testing"
	"time"

	vegeta "github.com/tsenart/vegeta/v12/lib"

	"passend/index/archive/archivetest"
	"passend/index/vacancy"
	"passend/matcher/dossier"
	"passend/matcher/profile"
	"passend/web"
)

// The benchmarks of this file measure the service over loopback, on generated
// vacancies and invented workers. PASSEND_BENCH_DOCS says how many vacancies
// (2,000 when not set), PASSEND_BENCH_DATA in which folder they are kept for a
// next time: making 100,000 takes minutes.

// Who visits: an organisation of fifty people with sixty workers in hand.
const (
	benchWorkers  = 25 // workers with an account
	benchCoaches  = 15
	benchHunters  = 10
	benchDossiers = 60
	ofCoach       = 12 // dossiers of one coach; some are shared
	ofHunter      = 20

	// benchThink is how long a visitor looks at a page before the next.
	benchThink = 2 * time.Second
)

// benchVisitor is a person with an open session.
type benchVisitor struct {
	role   dossier.Role
	client *http.Client
	cookie string
	// worker is one of the dossiers in hand, vacancy one in its list, employer
	// one with vacancies.
	worker, vacancy, employer string
}

// loaded is a running service with its visitors.
type loaded struct {
	url      string
	visitors []benchVisitor
}

func benchDocs() int {
	if n, err := strconv.Atoi(os.Getenv("PASSEND_BENCH_DOCS")); err == nil {
		return n
	}
	return 2000
}

// startLoad fills the folder where that was not done before, and serves it.
func startLoad(b *testing.B) *loaded {
	b.Helper()
	dir := os.Getenv("PASSEND_BENCH_DATA")
	if dir == "" {
		dir = b.TempDir()
	}
	b.Setenv("PASSEND_MASTER_KEY_FILE", filepath.Join(dir, "key", "master.key"))
	ctx, cancel := context.WithCancel(context.Background())
	s := &session{ctx: ctx, stdin: strings.NewReader(""), stdout: io.Discard, stderr: io.Discard, dir: dir, data: filepath.Join(dir, "data"), log: slog.New(slog.DiscardHandler)}
	f, err := openFolder(s)
	if err != nil {
		b.Fatal(err)
	}
	ok(b, fillVacancies(ctx, f, benchDocs()))
	people, err := fillPeople(ctx, f.people)
	ok(b, err)
	l, err := listen(s, "127.0.0.1:0")
	ok(b, err)
	ready, done := make(chan string, 1), make(chan error, 1)
	// Each visitor comes from an address of its own, as behind a proxy.
	go func() {
		done <- f.serve(s, l, web.Config{TrustedProxies: []string{"127.0.0.1"}, WithoutFactor: true}, func(url string) { ready <- url })
	}()
	b.Cleanup(func() {
		cancel()
		ok(b, errors.Join(<-done, f.close()))
	})
	x := &loaded{url: <-ready}
	for i, p := range people {
		x.visitors = append(x.visitors, x.enter(b, p, i))
	}
	return x
}

func ok(b *testing.B, err error) {
	b.Helper()
	if err != nil {
		b.Fatal(err)
	}
}

// fillVacancies generates what is lacking, and waits until all can be found.
func fillVacancies(ctx context.Context, f *folder, n int) error {
	_, have, err := f.archive.Count(ctx)
	if err != nil {
		return err
	}
	now := time.Now().UTC()
	g := archivetest.Generator{Seed: 1, Newest: now}
	const batch = 1000
	for from := have; from < n; from += batch {
		var vs []*vacancy.Vacancy
		for i := from; i < min(n, from+batch); i++ {
			vs = append(vs, g.Vacancy(i))
		}
		if _, err := f.archive.KeepAll(ctx, vs, now); err != nil {
			return err
		}
	}
	if err := f.sync(ctx); err != nil {
		return err
	}
	// A folder of an earlier version of the program is read anew first.
	for {
		status, err := f.index.Status(ctx)
		if err != nil {
			return err
		}
		stale, err := f.archive.Stale(ctx, f.reader.Version(), 0, 1)
		if err != nil || status.Current() && len(stale) == 0 {
			return err
		}
		time.Sleep(time.Second)
	}
}

// benchPerson is somebody who can sign in.
type benchPerson struct {
	login string
	role  dossier.Role
}

// benchPassword is that of every invented account.
const benchPassword = "een lange zin voor de meting"

// fillPeople makes accounts and dossiers where they are not there yet.
func fillPeople(ctx context.Context, people *dossier.Store) (all []benchPerson, err error) {
	fresh := true
	for role, n := range map[dossier.Role]int{dossier.RoleWorker: benchWorkers, dossier.RoleCoach: benchCoaches, dossier.RoleJobHunter: benchHunters} {
		for i := range n {
			all = append(all, benchPerson{fmt.Sprintf("%s-%02d", role, i), role})
		}
	}
	slices.SortFunc(all, func(a, b benchPerson) int { return strings.Compare(a.login, b.login) })
	system := dossier.System("meting")
	by := map[dossier.Role][]string{}
	for _, p := range all {
		u, err := people.AddUser(ctx, system, dossier.NewUser{Login: p.login, Label: p.login, Role: p.role, Password: benchPassword})
		if errors.Is(err, dossier.ErrTaken) {
			fresh = false
			continue
		}
		if err != nil {
			return nil, err
		}
		by[p.role] = append(by[p.role], u.ID)
	}
	if !fresh {
		return all, nil
	}
	workers, err := profile.Demo()
	if err != nil {
		return nil, err
	}
	for i := range benchDossiers {
		w := workers[i%len(workers)]
		w.Label = fmt.Sprintf("meting-%03d", i)
		users := holders(by[dossier.RoleCoach], i, ofCoach)
		users = append(users, holders(by[dossier.RoleJobHunter], i, ofHunter)...)
		if i < benchWorkers {
			users = append(users, by[dossier.RoleWorker][i])
		}
		id, err := people.As(system).AddWorker(ctx, w, users...)
		if err != nil {
			return nil, err
		}
		coach := people.As(dossier.Actor{UserID: users[0], Role: dossier.RoleCoach})
		sick := time.Now().AddDate(0, 0, -7*(30+i)).Format(time.DateOnly)
		if _, err := coach.Add(ctx, dossier.New{WorkerID: id, Body: dossier.Trajectory{FirstSickDay: sick}}); err != nil {
			return nil, err
		}
	}
	return all, nil
}

// holders are the users who have dossier i in hand: each has a row of n of them.
func holders(users []string, i, n int) (out []string) {
	for u, id := range users {
		if first := u * benchDossiers / len(users); (i-first+benchDossiers)%benchDossiers < n {
			out = append(out, id)
		}
	}
	return out
}

// enter signs a person in and looks for what there is to open.
func (x *loaded) enter(b *testing.B, p benchPerson, number int) benchVisitor {
	b.Helper()
	v := benchVisitor{role: p.role, client: &http.Client{Timeout: time.Minute, CheckRedirect: func(*http.Request, []*http.Request) error { return http.ErrUseLastResponse }}}
	form := url.Values{"naam": {p.login}, "wachtwoord": {benchPassword}}
	req, err := http.NewRequest(http.MethodPost, x.url+"/inloggen", strings.NewReader(form.Encode()))
	ok(b, err)
	req.Header.Set("Content-Type", "application/x-www-form-urlencoded")
	req.Header.Set("X-Forwarded-For", fmt.Sprintf("10.0.%d.1", number))
	resp, err := v.client.Do(req)
	ok(b, err)
	resp.Body.Close()
	for _, c := range resp.Cookies() {
		v.cookie = c.Name + "=" + c.Value
	}
	if v.cookie == "" {
		b.Fatalf("sign-in of %s: %s", p.login, resp.Status)
	}
	find := func(path, pattern string) string {
		body, _, _ := x.get(b, &v, path)
		if m := regexp.MustCompile(pattern).FindStringSubmatch(body); m != nil {
			return m[1]
		}
		b.Fatalf("%s of %s has nothing like %s", path, p.login, pattern)
		return ""
	}
	if p.role == dossier.RoleWorker {
		v.vacancy = find("/voor-mij", `/voor-mij/vacatures/([0-9a-f-]{36})`)
		return v
	}
	v.worker = find("/api/v1/workers", `"id": ?"([0-9a-f-]{36})"`)
	v.vacancy = find("/werknemers/"+v.worker, `/vacatures/([0-9a-f-]{36})`)
	v.employer = find("/api/v1/employers?limit=1", `"key": ?"([^"]+)"`)
	return v
}

// get asks for a page and fails unless it comes. The size is in bytes as sent.
func (x *loaded) get(b *testing.B, v *benchVisitor, path string) (body string, size int, took time.Duration) {
	b.Helper()
	req, err := http.NewRequest(http.MethodGet, x.url+path, nil)
	ok(b, err)
	req.Header.Set("Cookie", v.cookie)
	req.Header.Set("Accept-Encoding", "gzip")
	start := time.Now()
	resp, err := v.client.Do(req)
	ok(b, err)
	defer resp.Body.Close()
	text, err := io.ReadAll(resp.Body)
	ok(b, err)
	took, size = time.Since(start), len(text)
	if resp.Header.Get("Content-Encoding") == "gzip" {
		z, err := gzip.NewReader(bytes.NewReader(text))
		ok(b, err)
		text, err = io.ReadAll(z)
		ok(b, err)
	}
	if resp.StatusCode != http.StatusOK {
		b.Fatalf("%s for %s: %s\n%s", path, v.role, resp.Status, text)
	}
	return string(text), size, took
}

// processor is the processor time that this process has used: where others work
// on the machine it tells more than the clock.
func processor() time.Duration {
	var u syscall.Rusage
	if err := syscall.Getrusage(syscall.RUSAGE_SELF, &u); err != nil {
		return 0
	}
	return time.Duration(u.Utime.Nano() + u.Stime.Nano())
}

// pages are what a role opens in a day's work, the more often the more often named.
func (v *benchVisitor) pages() []string {
	w := "/werknemers/" + v.worker
	e := url.PathEscape(v.employer)
	switch v.role {
	case dossier.RoleWorker:
		return []string{"/voor-mij", "/voor-mij", "/zoek-werk?q=administratief+medewerker", "/zoek-werk?q=planner", "/voor-mij/vacatures/" + v.vacancy, "/voor-mij/vacatures/" + v.vacancy, "/voor-mij/alles", "/mijn-gegevens"}
	case dossier.RoleCoach:
		return []string{"/caseload", w + "/overzicht", w, w, w + "?groep=collapsed", w + "/vacatures/" + v.vacancy, w + "/vacatures/" + v.vacancy, "/coach/zoeken", "/coach/zoeken?q=magazijn&uren_max=32",
			"/coach/vacatures/" + v.vacancy, w + "/inzicht", "/api/v1/workers/" + v.worker + "/matches", "/api/v1/search?q=telefoon"}
	default:
		return []string{"/caseload", w, "/werkgevers", "/werkgevers?voor=" + v.worker, "/werkgevers/" + e, "/belscripts?werkgever=" + e, "/vacatures-per-werkgever", "/contacten", "/api/v1/vacancies?limit=50", "/api/v1/employers"}
	}
}

// BenchmarkPages opens the pages of each role one after the other, alone on the
// machine, and reports the time to the last byte over loopback. The first call is
// told apart: then nothing is remembered yet.
func BenchmarkPages(b *testing.B) {
	x := startLoad(b)
	for _, role := range []dossier.Role{dossier.RoleWorker, dossier.RoleCoach, dossier.RoleJobHunter} {
		var of []*benchVisitor
		for i := range x.visitors {
			if v := &x.visitors[i]; v.role == role {
				of = append(of, v)
			}
		}
		for i, path := range slices.Compact(of[0].pages()) {
			name := strings.ReplaceAll(path, of[0].vacancy, "V")
			if of[0].worker != "" {
				name = strings.ReplaceAll(name, of[0].worker, "W")
			}
			b.Run(string(role)+" "+name, func(b *testing.B) {
				var all []float64
				most, used := 0, processor()
				for n := 0; b.Loop(); n++ {
					v := of[n%len(of)]
					_, size, took := x.get(b, v, slices.Compact(v.pages())[i])
					most = max(most, size)
					all = append(all, float64(took.Microseconds())/1000)
				}
				slices.Sort(all)
				b.ReportMetric(all[len(all)/2], "p50-ms")
				b.ReportMetric(all[len(all)*95/100], "p95-ms")
				b.ReportMetric(all[len(all)-1], "max-ms")
				b.ReportMetric(float64((processor()-used).Microseconds())/1000/float64(len(all)), "cpu-ms")
				b.ReportMetric(float64(most)/1024, "kB")
				b.ReportMetric(0, "ns/op")
			})
		}
	}
}

// BenchmarkVisitors has fifty people at work at the same time, with vegeta: each
// opens a page, looks at it and opens the next. Server and visitors share the
// machine.
func BenchmarkVisitors(b *testing.B) {
	x := startLoad(b)
	for _, c := range []struct {
		name  string
		think time.Duration
	}{{"thinking", benchThink}, {"hasty", 0}} {
		b.Run(c.name, func(b *testing.B) {
			for b.Loop() {
				m := x.attack(c.think, 30*time.Second)
				b.ReportMetric(float64(m.Latencies.P50.Microseconds())/1000, "p50-ms")
				b.ReportMetric(float64(m.Latencies.P95.Microseconds())/1000, "p95-ms")
				b.ReportMetric(float64(m.Latencies.Max.Microseconds())/1000, "max-ms")
				b.ReportMetric(m.Throughput, "pages/s")
				b.ReportMetric(0, "ns/op")
				if m.Success < 1 {
					b.Errorf("%.4f of the requests succeed: %v", m.Success, m.Errors)
				}
			}
		})
	}
}

func (x *loaded) attack(think, length time.Duration) *vegeta.Metrics {
	var turn atomic.Int64
	target := func(t *vegeta.Target) error {
		n := int(turn.Add(1))
		v := &x.visitors[n%len(x.visitors)]
		pages := v.pages()
		// Everybody begins at another page and goes through all of them.
		t.Method, t.URL = http.MethodGet, x.url+pages[(n/len(x.visitors)+n)%len(pages)]
		t.Header = http.Header{"Cookie": {v.cookie}, "Accept-Encoding": {"gzip"}}
		return nil
	}
	n := uint64(len(x.visitors))
	rate := vegeta.Rate{}
	if think > 0 {
		rate = vegeta.Rate{Freq: len(x.visitors), Per: think}
	}
	attacker := vegeta.NewAttacker(vegeta.Workers(n), vegeta.MaxWorkers(n), vegeta.Connections(len(x.visitors)), vegeta.Redirects(vegeta.NoFollow))
	var m vegeta.Metrics
	for res := range attacker.Attack(target, rate, length, "visitors") {
		m.Add(res)
	}
	m.Close()
	return &m
}
