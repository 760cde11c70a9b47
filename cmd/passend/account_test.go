package main

import (
	"io"
	"net/http"
	"regexp"
	"strings"
	"testing"
	"time"

	"github.com/pquerna/otp/totp"

	"passend/matcher/dossier"
	"passend/web/browsertest"
)

// TestAccountPages: language and look are kept, a passkey signs in without a
// password, and a login can be ended elsewhere.
func TestAccountPages(t *testing.T) {
	url, accounts := startDemo(t)
	// A passkey belongs to a name; an address of numbers has none.
	b := browsertest.Open(t, strings.Replace(url, "127.0.0.1", "localhost", 1))
	a := accounts[dossier.RoleWorker]
	b.Authenticator()
	b.SignIn(a.login, a.password)
	b.Go("/account")
	b.Shot("account")

	b.Tap("[name=taal][value=en]")
	b.Tap("[name=beeld][value=dark]")
	b.Click("#weergave button")
	if b.Count("html[lang=en][data-theme=dark]") != 1 || !strings.Contains(b.Text("main"), "My account") {
		t.Errorf("language or look is not kept: %s", b.Text("main"))
	}
	b.Shot("account-donker")
	b.Go("/voor-mij")
	if !strings.Contains(b.Text("h1"), "New for you") {
		t.Errorf("the page says %q", b.Text("h1"))
	}
	b.Shot("werknemer-engels-donker")
	b.Go("/account")
	b.Tap("[name=taal][value=nl]")
	b.Tap("[name=beeld][value=contrast]")
	b.Click("#weergave button")
	b.Go("/voor-mij")
	b.Shot("werknemer-contrast")

	b.Go("/account")
	b.Fill("#sleutelnaam", "telefoon")
	b.Fill("#sleutelwachtwoord", a.password)
	b.Tap("#sleutels [data-passkey] button")
	b.Wait(`location.search === "?klaar=sleutel"`)
	if !strings.Contains(b.Text("#sleutels"), "telefoon") {
		t.Errorf("the passkey is not kept: %s", b.Text("#sleutels"))
	}
	b.Click(".who button")
	b.Tap("#sleutel button")
	b.Wait(`location.pathname === "/voor-mij"`)

	// Another browser signs in; here it is seen and ended.
	other := signIn(t, url, a)
	b.Go("/account")
	if n := b.Count("#sessies li"); n != 2 {
		t.Errorf("%d logins, want this one and the other", n)
	}
	b.Click("#sessies li button")
	resp, err := other.Get(url + "/voor-mij")
	if err != nil {
		t.Fatal(err)
	}
	resp.Body.Close()
	if resp.Request.URL.Path != "/inloggen" {
		t.Errorf("an ended login still comes to %s", resp.Request.URL)
	}
	// Who finds the screen open takes no lock off.
	for _, try := range []struct {
		password string
		left     int
	}{{"geraden", 1}, {a.password, 0}} {
		b.Tap("#sleutels li summary")
		b.Shot("account-sleutel-weg")
		b.Fill("#ww-sleutel-0", try.password)
		b.Click("#sleutels li button")
		if n := b.Count("#sleutels li"); n != try.left {
			t.Fatalf("%d passkeys are left, want %d", n, try.left)
		}
	}
}

// TestSecondFactor: with the extra code on, a password alone is not enough, and
// a code works once.
func TestSecondFactor(t *testing.T) {
	url, accounts := startDemo(t)
	a := accounts[dossier.RoleCoach]
	client := signIn(t, url, a)
	if got := statusOf(t, client, url+"/account/code"); got == http.StatusOK {
		t.Error("a secret is made by asking for a page")
	}
	start := func(password string) string {
		t.Helper()
		resp, err := client.PostForm(url+"/account/code", map[string][]string{"wachtwoord": {password}})
		if err != nil {
			t.Fatal(err)
		}
		defer resp.Body.Close()
		page, err := io.ReadAll(resp.Body)
		if err != nil {
			t.Fatal(err)
		}
		if m := regexp.MustCompile(`<code>([A-Z2-7]+)</code>`).FindSubmatch(page); m != nil {
			return string(m[1])
		}
		return ""
	}
	if start("geraden wachtwoord") != "" {
		t.Error("a wrong password gives a secret")
	}
	secret := start(a.password)
	if secret == "" {
		t.Fatal("no secret on the page")
	}
	code := func(at time.Time) string {
		t.Helper()
		c, err := totp.GenerateCode(secret, at)
		if err != nil {
			t.Fatal(err)
		}
		return c
	}
	post := func(client *http.Client, path string, form map[string][]string) *http.Response {
		t.Helper()
		resp, err := client.PostForm(url+path, form)
		if err != nil {
			t.Fatal(err)
		}
		resp.Body.Close()
		return resp
	}
	if resp := post(client, "/account/code/aan", map[string][]string{"code": {"000000"}}); resp.StatusCode == http.StatusOK {
		t.Error("a wrong first code is taken")
	}
	// The page with the problem shows a new secret.
	secret = start(a.password)
	now := time.Now()
	if resp := post(client, "/account/code/aan", map[string][]string{"code": {code(now)}}); resp.StatusCode != http.StatusOK {
		t.Fatalf("the first code: %s", resp.Status)
	}
	fresh := newClient(t)
	resp := post(fresh, "/inloggen", map[string][]string{"naam": {a.login}, "wachtwoord": {a.password}})
	if resp.Request.URL.Path != "/inloggen/code" {
		t.Fatalf("the password alone leads to %s", resp.Request.URL)
	}
	if resp := post(fresh, "/caseload", nil); resp.StatusCode == http.StatusOK && resp.Request.URL.Path == "/caseload" {
		t.Error("the password alone opens a page")
	}
	if resp := post(fresh, "/inloggen/code", map[string][]string{"code": {code(now)}}); resp.StatusCode != http.StatusUnauthorized {
		t.Errorf("a code that was used: %s", resp.Status)
	}
	if resp := post(fresh, "/inloggen/code", map[string][]string{"code": {code(now.Add(30 * time.Second))}, "naar": {"/caseload"}}); resp.Request.URL.Path != "/caseload" {
		t.Errorf("the right code leads to %s", resp.Request.URL)
	}
	for i := range 8 {
		if resp := post(newClient(t), "/inloggen", map[string][]string{"naam": {"coach"}, "wachtwoord": {"geraden wachtwoord"}}); resp.StatusCode == http.StatusTooManyRequests {
			return
		} else if i == 7 {
			t.Error("guessing goes on without end")
		}
	}
}

// TestInvitation: an invited person chooses a password and is signed in; the
// link works once.
func TestInvitation(t *testing.T) {
	url, accounts := startDemo(t)
	admin := signIn(t, url, accounts[dossier.RoleAdmin])
	resp, err := admin.PostForm(url+"/beheer/accounts", map[string][]string{"naam": {"nieuw"}, "label": {"coach 2"}, "rol": {"coach"}})
	if err != nil {
		t.Fatal(err)
	}
	body, err := io.ReadAll(resp.Body)
	resp.Body.Close()
	link := regexp.MustCompile(`/uitnodiging/[A-Za-z0-9_-]+`).FindString(string(body))
	if err != nil || link == "" {
		t.Fatalf("no link on the page: %s, %v", resp.Status, err)
	}
	guest := newClient(t)
	for _, c := range []struct {
		link, password string
		status         int
		text           string
	}{
		{link + "x", "een lang wachtwoord", http.StatusNotFound, "te oud"},
		{link, "kort", http.StatusUnprocessableEntity, "te kort"},
		{link, "een lang wachtwoord", http.StatusOK, "Uitloggen"},
		{link, "nog een wachtwoord", http.StatusNotFound, "te oud"},
	} {
		resp, err := guest.PostForm(url+c.link, map[string][]string{"nieuw": {c.password}})
		if err != nil {
			t.Fatal(err)
		}
		body, err := io.ReadAll(resp.Body)
		resp.Body.Close()
		if err != nil || resp.StatusCode != c.status || !strings.Contains(string(body), c.text) {
			t.Errorf("%s with %q: %s, %v, want %d with %q", c.link, c.password, resp.Status, err, c.status, c.text)
		}
	}
	signIn(t, url, demoAccount{login: "nieuw", password: "een lang wachtwoord"})
}
