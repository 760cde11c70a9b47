package main

import (
	"io"
	"net/http"
	"strings"
	"testing"
	"time"

	"github.com/pquerna/otp/totp"

	"passend/matcher/dossier"
	"passend/web/browsertest"
)

// TestStaffSetUpAFactor: with only a password, staff come to one page: that where
// a second factor is set up. Then everything opens; a recovery code stands in for
// a lost telephone, once.
func TestStaffSetUpAFactor(t *testing.T) {
	url, accounts := startDemoWith(t, demoCmd{Top: 3, Factor: true})
	for _, role := range []dossier.Role{dossier.RoleCoach, dossier.RoleJobHunter, dossier.RoleAdmin, dossier.RolePrivacyOfficer} {
		closedBefore(t, signIn(t, url, accounts[role]), url, role)
	}
	worker := signIn(t, url, accounts[dossier.RoleWorker])
	if resp, err := worker.Get(url + "/voor-mij"); err != nil || resp.Request.URL.Path != "/voor-mij" {
		t.Errorf("a worker comes to %v, %v", resp.Request.URL, err)
	}

	b := browsertest.Open(t, url)
	a := accounts[dossier.RoleCoach]
	b.SignIn(a.login, a.password)
	if b.Path() != "/account" || b.Count("#weergave") != 0 {
		t.Fatalf("the coach comes to %s: %s", b.Path(), b.Text("main"))
	}
	look(b, "account-instellen")
	b.NoScript(true)
	b.Go("/account")
	b.Fill("#ww-nieuw", a.password)
	b.Click("#code button")
	b.NoScript(false)
	secret := b.Text("#code code")
	look(b, "account-instellen-code")
	code, err := totp.GenerateCode(secret, time.Now())
	if err != nil {
		t.Fatal(err)
	}
	b.Fill("#eerste", code)
	b.Click("#code form button")
	if b.Count("#codes li") != 10 {
		t.Fatalf("no recovery codes: %s", b.Text("main"))
	}
	look(b, "account-herstelcodes")
	recovery := b.Text("#codes li")
	b.Click("a.btn.primary")
	if b.Path() != "/caseload" {
		t.Errorf("after setting up the coach comes to %s", b.Path())
	}
	b.Go("/account")
	if b.Count("#weergave") != 1 || !strings.Contains(b.Text("#herstel"), "10") {
		t.Errorf("the account page: %s", b.Text("main"))
	}
	look(b, "account-eigen")
	for i, want := range []string{"/caseload", "/inloggen/code"} {
		b.Click(".who button")
		b.SignIn(a.login, a.password)
		if b.Path() != "/inloggen/code?naar=%2F" {
			t.Fatalf("the password leads to %s", b.Path())
		}
		if i == 0 {
			look(b, "inloggen-code")
		}
		b.Tap("details summary")
		b.Fill("#herstelcode", recovery)
		b.Click("#herstel button")
		if b.Path() != want {
			t.Errorf("try %d with a recovery code leads to %s, want %s", i+1, b.Path(), want)
		}
		if i == 0 {
			continue
		}
		if !strings.Contains(b.Text(".note.error"), "klopt niet") {
			t.Errorf("a used code: %s", b.Text("main"))
		}
	}
}

// closedBefore checks that nothing but setting up is open to who owes a factor.
func closedBefore(t *testing.T, client *http.Client, url string, role dossier.Role) {
	t.Helper()
	for _, path := range []string{"/", "/caseload", "/account/sleutels", "/beheer/accounts", "/privacy/logboek", "/coach/zoeken", "/werkgevers", "/account/api"} {
		resp, err := client.Get(url + path)
		if err != nil {
			t.Fatal(err)
		}
		resp.Body.Close()
		if resp.Request.URL.Path != "/account" {
			t.Errorf("%s without a second factor gets %s of %s", role, resp.Status, resp.Request.URL)
		}
	}
	resp, err := client.Get(url + "/api/v1/workers")
	if err != nil {
		t.Fatal(err)
	}
	body, err := io.ReadAll(resp.Body)
	resp.Body.Close()
	if err != nil || resp.StatusCode != http.StatusForbidden || strings.Contains(string(body), "case-") {
		t.Errorf("%s without a second factor gets %s of the API: %s", role, resp.Status, body)
	}
}

// TestPasskeyIsAFactor: a coach who set up a passkey signs in with it; the
// password alone no longer opens the account.
func TestPasskeyIsAFactor(t *testing.T) {
	url, accounts := startDemoWith(t, demoCmd{Top: 3, Factor: true})
	b := browsertest.Open(t, strings.Replace(url, "127.0.0.1", "localhost", 1))
	a := accounts[dossier.RoleCoach]
	b.Authenticator()
	b.SignIn(a.login, a.password)
	b.Fill("#sleutelnaam", "telefoon")
	b.Fill("#sleutelwachtwoord", a.password)
	b.Tap("#sleutels [data-passkey] button")
	b.Wait(`location.search === "?klaar=sleutel"`)
	if b.Count("#herstel .note") != 1 {
		t.Errorf("nothing asks for recovery codes: %s", b.Text("main"))
	}
	b.Fill("#ww-herstel", a.password)
	b.Click("#herstel button")
	if b.Count("#codes li") != 10 {
		t.Errorf("no recovery codes: %s", b.Text("main"))
	}
	b.Click(".who button")
	b.SignIn(a.login, a.password)
	if !strings.HasPrefix(b.Path(), "/inloggen/code") || b.Count("#code") != 0 {
		t.Errorf("the password leads to %s: %s", b.Path(), b.Text("main"))
	}
	look(b, "inloggen-sleutel")
	b.Tap("#sleutel button")
	b.Wait(`location.pathname === "/caseload"`)
}
