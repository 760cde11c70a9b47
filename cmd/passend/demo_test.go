package main

import (
	"bytes"
	"context"
	"encoding/json"
	"io"
	"net/http"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"passend/crawler/demosite"
	"passend/index/archive"
	"passend/matcher/dossier"
	"passend/web/browsertest"
)

// testSession runs commands with their own data folder and master key.
func testSession(t *testing.T, ctx context.Context) (*session, *bytes.Buffer) {
	t.Helper()
	dir := t.TempDir()
	t.Setenv("PASSEND_MASTER_KEY_FILE", filepath.Join(dir, "key", "master.key"))
	t.Setenv("PASSEND_DATA", filepath.Join(dir, "data"))
	var out bytes.Buffer
	return &session{ctx: ctx, stdin: strings.NewReader(""), stdout: &out, stderr: io.Discard, dir: dir}, &out
}

// TestDemoFindsWhatIsServed crawls the demonstration and compares what is kept
// with what the site says that it serves.
func TestDemoFindsWhatIsServed(t *testing.T) {
	s, out := testSession(t, t.Context())
	if code := run(s, []string{"demo", "--no-serve"}); code != exitOK {
		t.Fatalf("exit code %d\n%s", code, out)
	}
	site, err := demosite.New(demosite.Options{Now: time.Now()})
	if err != nil {
		t.Fatal(err)
	}
	f, err := openFolder(s)
	if err != nil {
		t.Fatal(err)
	}
	defer f.close()
	found := map[string]int{}
	for cursor := ""; ; {
		page, err := f.archive.List(t.Context(), archive.Filter{State: archive.OnlyOpen}, cursor, 100)
		if err != nil {
			t.Fatal(err)
		}
		for _, r := range page.Records {
			found[r.Source+": "+r.Title]++
		}
		if cursor = page.Next; cursor == "" {
			break
		}
	}
	served := site.Served()
	missing := 0
	for _, l := range served.Found {
		key := l.Source + ": " + l.Title
		if found[key] == 0 {
			t.Errorf("not found: %s", key)
			missing++
		}
		found[key]--
	}
	for key, n := range found {
		if n > 0 {
			t.Errorf("kept but not served as open: %s", key)
		}
	}
	t.Logf("%d of %d served vacancies found; %d meant to fail", len(served.Found)-missing, len(served.Found), len(served.Failing))
	for _, label := range []string{"case-0417", "case-0533", "case-0608"} {
		if !strings.Contains(out.String(), label) {
			t.Errorf("the table lacks %s", label)
		}
	}
}

// startDemo runs the demonstration with its service until the test ends.
func startDemo(t *testing.T) (url string, accounts map[dossier.Role]demoAccount) {
	t.Helper()
	return startDemoWith(t, demoCmd{Top: 3})
}

// startDemoWith runs it as the command says, on a free port.
func startDemoWith(t *testing.T, c demoCmd) (url string, accounts map[dossier.Role]demoAccount) {
	t.Helper()
	if testing.Short() {
		t.Skip("browser tests are not run in short mode")
	}
	ctx, cancel := context.WithCancel(context.Background())
	s, out := testSession(t, ctx)
	s.data = filepath.Join(s.dir, "data")
	s.log = quiet()
	type started struct {
		url      string
		accounts []demoAccount
	}
	ready, done := make(chan started, 1), make(chan error, 1)
	c.Port, c.ready = 0, func(url string, a []demoAccount) { ready <- started{url, a} }
	go func() { done <- c.Run(s) }()
	t.Cleanup(func() {
		cancel()
		if err := <-done; err != nil {
			t.Errorf("the demonstration ends with %v", err)
		}
	})
	select {
	case x := <-ready:
		accounts = map[dossier.Role]demoAccount{}
		for _, a := range x.accounts {
			accounts[a.role] = a
		}
		return x.url, accounts
	case err := <-done:
		done <- err
		t.Fatalf("the demonstration did not start: %v\n%s", err, out)
	case <-time.After(2 * time.Minute):
		t.Fatal("the demonstration did not start in two minutes")
	}
	return "", nil
}

// TestMainPath is the path of each user in a real browser: sign in, the list,
// a vacancy with its quotes marked.
func TestMainPath(t *testing.T) {
	url, accounts := startDemo(t)
	b := browsertest.Open(t, url)
	b.Go("/")
	if !strings.HasPrefix(b.Path(), "/inloggen") {
		t.Errorf("a stranger comes to %s", b.Path())
	}
	b.Shot("inloggen")
	b.SignIn("coach", "een verkeerd wachtwoord")
	if !strings.Contains(b.Text("main"), "klopt niet") {
		t.Error("a wrong password gives no sentence")
	}
	a := accounts[dossier.RoleCoach]
	b.SignIn(a.login, a.password)
	if b.Path() != "/caseload" || b.Count(".cards > li") != 3 {
		t.Errorf("the coach comes to %s with %d workers", b.Path(), b.Count(".cards > li"))
	}
	b.Shot("caseload")
	for _, noScript := range []bool{false, true} {
		b.NoScript(noScript)
		b.Go("/caseload")
		b.Click(".cards > li:first-child h2 a")
		if n := b.Count("article.card"); n < 3 {
			t.Errorf("only %d proposals", n)
		}
		b.NoScript(false)
		b.Shot("lijst")
		b.NoScript(noScript)
		b.Click("article.card:has(q) h3 a")
		if b.Count("mark") == 0 || b.Count(".reasons li") == 0 {
			t.Errorf("%s has no marked quotes or no reasons", b.Path())
		}
	}
	b.NoScript(false)
	b.Shot("vacature")

	a = accounts[dossier.RoleWorker]
	b.Click(".who button")
	b.SignIn(a.login, a.password)
	if b.Path() != "/voor-mij" {
		t.Errorf("the worker comes to %s", b.Path())
	}
	b.Shot("voor-mij")
}

func signIn(t *testing.T, url string, a demoAccount) *http.Client {
	t.Helper()
	client := newClient(t)
	resp, err := client.PostForm(url+"/inloggen", map[string][]string{"naam": {a.login}, "wachtwoord": {a.password}})
	if err != nil {
		t.Fatal(err)
	}
	resp.Body.Close()
	if resp.StatusCode != http.StatusOK || strings.HasSuffix(resp.Request.URL.Path, "/inloggen") {
		t.Fatalf("sign-in as %s: %s at %s", a.login, resp.Status, resp.Request.URL)
	}
	return client
}

func get(t *testing.T, client *http.Client, url string, into any) string {
	t.Helper()
	resp, err := client.Get(url)
	if err != nil {
		t.Fatal(err)
	}
	defer resp.Body.Close()
	body, err := io.ReadAll(resp.Body)
	if err != nil || resp.StatusCode != http.StatusOK {
		t.Fatalf("%s: %s, %v\n%s", url, resp.Status, err, body)
	}
	if into != nil {
		if err := json.Unmarshal(body, into); err != nil {
			t.Fatalf("%s: %v in %s", url, err, body)
		}
	}
	return string(body)
}

// TestDemoLeavesNothing: without a folder of its own a demonstration leaves
// neither data nor a master key behind.
func TestDemoLeavesNothing(t *testing.T) {
	home, temp := t.TempDir(), t.TempDir()
	for name, value := range map[string]string{"HOME": home, "XDG_CONFIG_HOME": filepath.Join(home, "config"), "XDG_DATA_HOME": filepath.Join(home, "data"), "TMPDIR": temp} {
		t.Setenv(name, value)
	}
	for _, name := range []string{"PASSEND_DATA", "PASSEND_MASTER_KEY_FILE"} {
		t.Setenv(name, "") // so that it is put back
		if err := os.Unsetenv(name); err != nil {
			t.Fatal(err)
		}
	}
	var out, errs bytes.Buffer
	s := &session{ctx: t.Context(), stdin: strings.NewReader(""), stdout: &out, stderr: &errs, dir: t.TempDir()}
	if code := run(s, []string{"demo", "--no-serve"}); code != exitOK {
		t.Fatalf("exit code %d\n%s", code, errs.String())
	}
	for _, dir := range []string{home, temp} {
		left, err := os.ReadDir(dir)
		if err != nil || len(left) > 0 {
			t.Errorf("%v, %v is left behind", left, err)
		}
	}
	if strings.Contains(errs.String(), "hoofdsleutel") {
		t.Errorf("a key of a demonstration is told: %s", errs.String())
	}
}
