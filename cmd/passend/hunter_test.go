package main

import (
	"archive/zip"
	"bytes"
	"html"
	"io"
	"net/http"
	"net/url"
	"regexp"
	"slices"
	"strings"
	"testing"

	"passend/matcher/dossier"
	"passend/web/browsertest"
)

// healthWords are words and numbers of the three capacities, their keys and
// severities, and the sentences that tell of them.
var healthWords = []string{"severity", "lift_carry", "belastbaarheid", "capacity\"", "kgf", "huishoudtrap", "trillingen", "dwingt", "mantelzorg", "zorgtaak",
	"duidelijk meer dan kan", "net meer dan kan", "ten hoogste", "opbouw", "bedrijfsarts", "waarschijnlijk_niet_passend", "niet_passend\"", "navragen\""}

// workerWords are those that no vacancy's own text holds.
var workerWords = []string{"severity", "lift_carry", "capacity\"", "kgf", "huishoudtrap", "duidelijk meer dan kan", "net meer dan kan", "waarschijnlijk_niet_passend",
	"niet_passend\"", "navragen\""}

// TestJobHunterSeesNoHealthData looks at the raw answers: every page, export and
// operation of the API that the job hunter can open.
func TestJobHunterSeesNoHealthData(t *testing.T) {
	base, accounts := startDemo(t)
	client := signIn(t, base, accounts[dossier.RoleJobHunter])
	var clients struct{ Items []struct{ ID string } }
	get(t, client, base+"/api/v1/workers", &clients)
	if len(clients.Items) != 3 {
		t.Fatalf("%d workers", len(clients.Items))
	}
	var list struct {
		WithVacancy []struct{ Key string } `json:"with_vacancy"`
	}
	get(t, client, base+"/api/v1/shortlist", &list)
	if len(list.WithVacancy) == 0 {
		t.Fatal("no employers")
	}
	key := list.WithVacancy[0].Key
	paths := []string{"/caseload", "/werkgevers", "/werkgevers.csv", "/werkgevers.xlsx", "/vacatures-per-werkgever", "/contacten", "/account", "/account/sleutels",
		"/werkgevers/" + url.PathEscape(key), "/belscripts?werkgever=" + url.QueryEscape(key), "/api/v1/employers/" + url.PathEscape(key),
		"/belscripts?eerste=10", "/werkgevers?bureaus=zonder", "/werkgevers.csv?bureaus=zonder",
		"/api/v1/workers", "/api/v1/shortlist", "/api/v1/employers", "/api/v1/contacts", "/api/v1/sources", "/api/v1/runs"}
	for _, c := range clients.Items {
		for _, p := range []string{"/api/v1/workers/%", "/api/v1/workers/%/matches?limit=200", "/werknemers/%", "/werknemers/%?groep=hidden", "/werkgevers?voor=%", "/belscripts?eerste=10&voor=%", "/werkgevers.csv?voor=%", "/api/v1/shortlist?worker=%"} {
			paths = append(paths, strings.ReplaceAll(p, "%", c.ID))
		}
		var groups struct{ Groups []struct{ Key string } }
		get(t, client, base+"/api/v1/workers/"+c.ID+"/matches", &groups)
		for _, g := range groups.Groups {
			if g.Key == "hidden" || g.Key == "collapsed" {
				t.Errorf("the job hunter sees the group %s", g.Key)
			}
		}
		for _, p := range []string{"gap", "what-if", "directions", "decisions"} {
			if status := statusOf(t, client, base+"/api/v1/workers/"+c.ID+"/"+p); status != http.StatusNotFound {
				t.Errorf("%s answers the job hunter with %d", p, status)
			}
		}
	}
	for _, path := range paths {
		body := plain(t, get(t, client, base+path, nil))
		for _, w := range healthWords {
			if strings.Contains(body, w) {
				t.Errorf("%s holds %q", path, w)
			}
		}
	}
	// Where a vacancy's own text stands, its words are public: what could only
	// come from the worker may not be there.
	var vacancies struct{ Items []struct{ ID string } }
	get(t, client, base+"/api/v1/vacancies?limit=200", &vacancies)
	// What is not in the list is not found: its answer would tell of the capacity.
	var shown struct {
		Scanned int
		Groups  []struct {
			Items []struct{ Vacancy struct{ ID string } }
		}
	}
	listed := map[string]bool{}
	for _, group := range []string{"proposals", "outside"} {
		get(t, client, base+"/api/v1/workers/"+clients.Items[0].ID+"/matches?limit=200&group="+group, &shown)
		for _, g := range shown.Groups {
			for _, x := range g.Items {
				listed[x.Vacancy.ID] = true
			}
		}
	}
	if shown.Scanned != 0 || len(listed) == 0 {
		t.Errorf("%d scanned, %d listed", shown.Scanned, len(listed))
	}
	hidden := 0
	for _, v := range vacancies.Items {
		status := statusOf(t, client, base+"/api/v1/workers/"+clients.Items[0].ID+"/matches/"+v.ID)
		if status != http.StatusOK && status != http.StatusNotFound || listed[v.ID] && status != http.StatusOK {
			t.Errorf("%s, listed %t, gives %d", v.ID, listed[v.ID], status)
		}
		if status == http.StatusNotFound {
			hidden++
		}
	}
	if hidden == 0 {
		t.Error("every vacancy is told of, also what the capacity rules out")
	}
	for id := range listed {
		v := struct{ ID string }{id}
		for _, path := range []string{"/werknemers/" + clients.Items[0].ID + "/vacatures/" + v.ID, "/api/v1/workers/" + clients.Items[0].ID + "/matches/" + v.ID} {
			body := get(t, client, base+path, nil)
			for _, w := range workerWords {
				if strings.Contains(body, w) {
					t.Errorf("%s holds %q", path, w)
				}
			}
		}
	}
	neutralForm(t, client, base, vacancies.Items[0].ID, vacancies.Items[1].ID)
	// What the job hunter writes may not tell of health either.
	resp, err := client.PostForm(base+"/werkgevers/"+url.PathEscape(key), url.Values{"hoe": {"phone"}, "uitkomst": {"spoken"}, "notitie": {"de kandidaat heeft een depressie"}})
	if err != nil {
		t.Fatal(err)
	}
	defer resp.Body.Close()
	body, err := io.ReadAll(resp.Body)
	if err != nil || resp.StatusCode != http.StatusUnprocessableEntity || !strings.Contains(string(body), "depressie</textarea>") {
		t.Errorf("a note about health: %s, %v; what was typed must stay", resp.Status, err)
	}
}

// neutralForm: what an employer can be asked is the same list for every vacancy,
// the one that the API gives to everyone.
func neutralForm(t *testing.T, client *http.Client, base string, vacancies ...string) {
	t.Helper()
	var items []struct{ Key, Name string }
	get(t, client, base+"/api/v1/answer-items", &items)
	options := `<option value=""></option>`
	for _, x := range items {
		options += `<option value="` + x.Key + `">` + html.EscapeString(x.Name) + `</option>`
	}
	for _, v := range vacancies {
		body := get(t, client, base+"/vacatures/"+v+"/antwoord?terug=/contacten", nil)
		if !strings.Contains(body, options) {
			t.Errorf("the form of %s asks other things than the list", v)
		}
		rest := strings.Replace(body, options, "", 1)
		for _, w := range healthWords {
			if strings.Contains(rest, w) {
				t.Errorf("the form of %s holds %q", v, w)
			}
		}
	}
}

// plain opens what is packed (a sheet), so that its words can be read.
func plain(t *testing.T, body string) string {
	t.Helper()
	if !strings.HasPrefix(body, "PK") {
		return body
	}
	z, err := zip.NewReader(bytes.NewReader([]byte(body)), int64(len(body)))
	if err != nil {
		t.Fatal(err)
	}
	var out strings.Builder
	for _, f := range z.File {
		r, err := f.Open()
		if err != nil {
			t.Fatal(err)
		}
		if _, err := io.Copy(&out, r); err != nil {
			t.Fatal(err)
		}
		r.Close()
	}
	return out.String()
}

func statusOf(t *testing.T, client *http.Client, url string) int {
	t.Helper()
	resp, err := client.Get(url)
	if err != nil {
		t.Fatal(err)
	}
	resp.Body.Close()
	return resp.StatusCode
}

// TestRolesOpenTheirOwn asks every page and operation as every role: who may not
// see it gets "not found", as for what does not exist.
func TestRolesOpenTheirOwn(t *testing.T) {
	base, accounts := startDemo(t)
	roles := []dossier.Role{dossier.RoleCoach, dossier.RoleJobHunter, dossier.RoleWorker, dossier.RoleAdmin, dossier.RolePrivacyOfficer}
	clients := map[dossier.Role]*http.Client{}
	for _, r := range roles {
		clients[r] = signIn(t, base, accounts[r])
	}
	var found struct{ Items []struct{ ID string } }
	get(t, clients[dossier.RoleWorker], base+"/api/v1/workers", &found)
	own := found.Items[0].ID
	get(t, clients[dossier.RoleCoach], base+"/api/v1/workers", &found)
	other := found.Items[slices.IndexFunc(found.Items, func(x struct{ ID string }) bool { return x.ID != own })].ID
	get(t, clients[dossier.RoleCoach], base+"/api/v1/vacancies?limit=1", &found)
	vacancy := found.Items[0].ID
	// One letter for each role in the order above; "-" is not found.
	for path, open := range map[string]string{
		"/caseload":                              "chw--", // the worker: the own dossier alone
		"/werknemers/" + own:                     "chw--",
		"/werknemers/" + other:                   "ch---",
		"/toevoegen":                             "chw--",
		"/coach/zoeken":                          "c----",
		"/coach/vacatures/" + vacancy:            "c----",
		"/werknemers/" + own + "/overzicht":      "c----",
		"/werknemers/" + own + "/profiel":        "c----",
		"/werknemers/" + own + "/zoekprofiel":    "c----",
		"/werknemers/" + own + "/belastbaarheid": "c----",
		"/werknemers/" + own + "/afwegingen":     "c----",
		"/werknemers/" + own + "/plaatsingen":    "c----",
		"/werknemers/" + own + "/verslag":        "c----",
		"/werknemers/" + own + "/notities":       "c----",
		"/werknemers/" + own + "/inzicht":        "c----",
		"/voor-mij":                              "--w--",
		"/voor-mij/alles":                        "--w--",
		"/voor-mij/vacatures/" + vacancy:         "--w--",
		"/zoek-werk":                             "--w--",
		"/zoek-werk/toevoegen":                   "--w--",
		"/mijn-gegevens":                         "--w--",
		"/mijn-gegevens/inzage":                  "--w--",
		"/mijn-gegevens/verslag":                 "--w--",
		"/mijn-gegevens/kopie":                   "--w--",
		"/mijn-gegevens/kopie.json":              "--w--",
		"/account":                               "chwap",
		"/werkgevers":                            "ch---",
		"/werkgevers.xlsx":                       "ch---",
		"/werkgevers.csv":                        "ch---",
		"/vacatures-per-werkgever":               "ch---",
		"/contacten":                             "ch---",
		"/belscripts":                            "ch---",
		"/beheer/accounts":                       "---a-",
		"/beheer/toewijzingen":                   "---a-",
		"/beheer/bronnen":                        "---a-",
		"/beheer/ophalen":                        "---a-",
		"/beheer/versies":                        "---a-",
		"/privacy/logboek":                       "----p",
		"/privacy/bewaren":                       "----p",
		"/account/sleutels":                      "chwap",
		"/account/api":                           "chwap",

		"/api/v1/workers":                              "chw--",
		"/api/v1/workers/" + own:                       "chw--",
		"/api/v1/workers/" + other:                     "ch---",
		"/api/v1/workers/" + other + "/matches":        "ch---",
		"/api/v1/workers/" + own + "/gap":              "c-w--",
		"/api/v1/workers/" + other + "/gap":            "c----",
		"/api/v1/workers/" + other + "/what-if":        "c----",
		"/api/v1/workers/" + other + "/directions":     "c----",
		"/api/v1/workers/" + other + "/decisions":      "c----",
		"/api/v1/vacancies":                            "chwap",
		"/api/v1/vacancies/" + vacancy:                 "chwap",
		"/api/v1/vacancies/" + vacancy + "/jobposting": "chwap",
		"/api/v1/vacancies/" + vacancy + "/workers":    "c-w--",
		"/api/v1/vacancies/" + vacancy + "/answers":    "chwap",
		"/api/v1/answer-items":                         "chwap",
		"/vacatures/" + vacancy + "/antwoord":          "ch---",
		"/api/v1/search?q=planner":                     "chwap",
		"/api/v1/employers":                            "ch---",
		"/api/v1/shortlist":                            "ch---",
		"/api/v1/contacts":                             "ch---",
		"/api/v1/sources":                              "ch-a-",
		"/api/v1/runs":                                 "ch-a-",
		"/api/v1/accounts":                             "---a-",
		"/api/v1/versions":                             "---a-",
	} {
		for i, r := range roles {
			want := http.StatusOK
			if open[i] == '-' {
				want = http.StatusNotFound
			}
			if got := statusOf(t, clients[r], base+path); got != want {
				t.Errorf("%s as %s gives %d, want %d", path, r, got, want)
			}
		}
	}
	stranger := newClient(t)
	if got := statusOf(t, stranger, base+"/api/v1/vacancies"); got != http.StatusUnauthorized {
		t.Errorf("a stranger gets %d from the API", got)
	}
}

// TestAPITokens: a token opens its scope and nothing else, with the rights of
// its user, and is worth nothing once it is revoked.
func TestAPITokens(t *testing.T) {
	base, accounts := startDemo(t)
	client := signIn(t, base, accounts[dossier.RoleJobHunter])
	page := post(t, client, base+"/account/sleutels", url.Values{"naam": {"rekenblad"}, "onderdeel": {"read"}, "tot": {"2000-01-01"}, "wachtwoord": {accounts[dossier.RoleJobHunter].password}}, http.StatusUnprocessableEntity)
	if !strings.Contains(page, `value="rekenblad"`) {
		t.Error("what was typed is lost")
	}
	until := regexp.MustCompile(`name="tot" type="date" required value="([0-9-]+)"`).FindStringSubmatch(get(t, client, base+"/account/sleutels", nil))
	if until == nil {
		t.Fatal("no date is proposed")
	}
	page = post(t, client, base+"/account/sleutels", url.Values{"naam": {"rekenblad"}, "onderdeel": {"read"}, "tot": {until[1]}, "wachtwoord": {"geraden wachtwoord"}}, http.StatusUnauthorized)
	if strings.Contains(page, `id="sleutel"`) {
		t.Error("a token is made without the password")
	}
	page = post(t, client, base+"/account/sleutels", url.Values{"naam": {"rekenblad"}, "onderdeel": {"read"}, "tot": {until[1]}, "wachtwoord": {accounts[dossier.RoleJobHunter].password}}, http.StatusOK)
	secret := regexp.MustCompile(`id="sleutel">([^<]+)<`).FindStringSubmatch(page)
	if secret == nil {
		t.Fatal("no token is shown")
	}
	ask := func(method, path, body string) int {
		t.Helper()
		req, err := http.NewRequestWithContext(t.Context(), method, base+path, strings.NewReader(body))
		if err != nil {
			t.Fatal(err)
		}
		req.Header.Set("Authorization", "Bearer "+secret[1])
		req.Header.Set("Content-Type", "application/json")
		resp, err := http.DefaultClient.Do(req)
		if err != nil {
			t.Fatal(err)
		}
		resp.Body.Close()
		if resp.StatusCode >= http.StatusBadRequest && resp.Header.Get("Content-Type") != "application/problem+json" {
			t.Errorf("%s %s: an error of type %s", method, path, resp.Header.Get("Content-Type"))
		}
		return resp.StatusCode
	}
	for _, c := range []struct {
		method, path, body string
		want               int
	}{
		{"GET", "/api/v1/shortlist", "", http.StatusOK},
		{"GET", "/api/v1/employers?limit=1&cursor=nonsense", "", http.StatusUnprocessableEntity},
		{"GET", "/api/v1/accounts", "", http.StatusForbidden},
		{"POST", "/api/v1/vacancies", `{"text":"x"}`, http.StatusForbidden},
		{"GET", "/api/v1/workers/nobody", "", http.StatusNotFound},
	} {
		if got := ask(c.method, c.path, c.body); got != c.want {
			t.Errorf("%s %s gives %d, want %d", c.method, c.path, got, c.want)
		}
	}
	// A list in parts holds the same as the whole list, once each.
	var all, some struct {
		Items []struct{ Key string }
		Next  string
	}
	get(t, client, base+"/api/v1/employers?limit=200", &all)
	seen := 0
	for cursor, more := "", true; more; cursor, more = some.Next, some.Next != "" {
		some.Items, some.Next = nil, ""
		get(t, client, base+"/api/v1/employers?limit=3&cursor="+cursor, &some)
		for _, x := range some.Items {
			if seen >= len(all.Items) || all.Items[seen].Key != x.Key {
				t.Fatalf("employer %d is %s in parts", seen, x.Key)
			}
			seen++
		}
	}
	if seen != len(all.Items) {
		t.Errorf("%d of %d employers in parts", seen, len(all.Items))
	}
	id := regexp.MustCompile(`/account/sleutels/([^/]+)/intrekken`).FindStringSubmatch(page)
	post(t, client, base+"/account/sleutels/"+id[1]+"/intrekken", nil, http.StatusOK)
	if got := ask("GET", "/api/v1/shortlist", ""); got != http.StatusUnauthorized {
		t.Errorf("a revoked token gets %d", got)
	}
}

func post(t *testing.T, client *http.Client, url string, form url.Values, want int) string {
	t.Helper()
	resp, err := client.PostForm(url, form)
	if err != nil {
		t.Fatal(err)
	}
	defer resp.Body.Close()
	body, err := io.ReadAll(resp.Body)
	if err != nil || resp.StatusCode != want {
		t.Fatalf("%s: %s, %v, want %d\n%s", url, resp.Status, err, want, body)
	}
	return string(body)
}

// TestHunterPath: from the shortlist to call sheets and a contact with a
// follow-up, without JavaScript.
func TestHunterPath(t *testing.T) {
	base, accounts := startDemo(t)
	b := browsertest.Open(t, base)
	a := accounts[dossier.RoleJobHunter]
	b.SignIn(a.login, a.password)
	b.NoScript(true)
	b.Go("/werkgevers")
	if n := b.Count("svg.map .mark"); n == 0 || b.Count("ol.numbered > li") < n {
		t.Errorf("%d markers for %d employers", n, b.Count("ol.numbered > li"))
	}
	b.Go("/belscripts")
	b.Go("/werkgevers")
	b.Check("ol.numbered > li:nth-child(1) input[name=werkgever]", "ol.numbered > li:nth-child(2) input[name=werkgever]")
	b.Click("#lijst button")
	if n := b.Count(".sheet"); n != 2 {
		t.Errorf("%d call sheets, want 2", n)
	}
	first := b.Text(".sheet h2")
	if b.Count("#bel-1 h3 + .entries a[href*='/vacatures/']") == 0 {
		t.Errorf("no fitting vacancy comes first: %s", b.Text("#bel-1"))
	}
	b.Tap("#bel-2 .log summary")
	b.Select("#uitkomst-2", "spoken")
	b.Click("#contact-2 button")
	if !strings.HasSuffix(b.Path(), "#bel-2") || b.Count("#bel-2 .note.ok") != 1 || b.Count(".sheet") != 2 {
		t.Errorf("a contact noted on the sheet leads to %s", b.Path())
	}
	hunterRecordsAnswer(t, b)
	b.Click(".sheet h2 a")
	b.Select("#uitkomst", "later")
	b.Fill("#notitie", "Vraagt om volgende week te bellen")
	b.SetDate("#vervolg", "2026-01-05")
	b.Click("#contact button")
	if !strings.Contains(b.Path(), "bewaard") || !strings.Contains(b.Text("main"), "volgende week") {
		t.Errorf("the contact is not shown at %s", b.Path())
	}
	b.Go("/contacten")
	if got := b.Text("main"); !strings.Contains(got, first) || !strings.Contains(got, "Nu bellen") {
		t.Errorf("no follow-up for %s in %s", first, got)
	}
	b.Go("/werkgevers")
	b.Click("#eerste")
	if n := b.Count(".sheet"); n != 10 {
		t.Errorf("%d call sheets with one button, want 10", n)
	}
	b.NoScript(false)
	for _, name := range []string{"werkgevers", "contacten", "vacatures-per-werkgever"} {
		b.Go("/" + name)
		b.Shot(name)
	}
	b.Click("tbody a")
	b.Shot("werkgever")
	b.Click("a[href^='/belscripts']")
	b.Shot("belscript")
}

// hunterRecordsAnswer records what an employer answers, from the call sheet and
// back to it; nothing about a person is taken. From then on the vacancy says
// nothing of whether it fits, until a coach goes on with it.
func hunterRecordsAnswer(t *testing.T, b *browsertest.Browser) {
	t.Helper()
	b.Click("#bel-1 a[href*='/antwoord']")
	vacancy, _, _ := strings.Cut(strings.TrimPrefix(b.Path(), "/vacatures/"), "/")
	b.Select("#punt", "lift_carry")
	b.Check("[name=hoeveel][value='1']")
	b.Fill("#getal", "3")
	b.Fill("#tekst", "Hij heeft een hernia gehad, dus 3 kilo.")
	b.Click("#antwoord .btn.primary")
	if got := b.Text("#antwoord-fout"); !strings.Contains(got, "hernia") || browsertest.Eval[string](b, "document.querySelector('#getal').value") != "3" {
		t.Errorf("an answer about a person: %q", got)
	}
	b.Fill("#tekst", "Tillen valt mee: hooguit 3 kilo.")
	b.Click("#antwoord .btn.primary")
	if got := b.Text("#antwoorden"); !strings.Contains(got, "hooguit 3 kilo") || !strings.Contains(got, "jobhunter") {
		t.Errorf("the answer is not shown: %q", got)
	}
	b.NoScript(false)
	b.Shot("antwoord")
	b.NoScript(true)
	b.Click("main a")
	if !strings.HasPrefix(b.Path(), "/belscripts") || !strings.HasSuffix(b.Path(), "#bel-1") {
		t.Errorf("the way back leads to %s", b.Path())
	}
	if n := b.Count("a[href*='/vacatures/" + vacancy + "']"); n != 0 {
		t.Errorf("%d links to a vacancy that a job hunter tried a limit on", n)
	}
}

// TestAdminPath: an account is made, invited and used; a worker is assigned; the
// privacy officer finds it in the log and erases a dossier.
func TestAdminPath(t *testing.T) {
	base, accounts := startDemo(t)
	b := browsertest.Open(t, base)
	admin := accounts[dossier.RoleAdmin]
	b.SignIn(admin.login, admin.password)
	if b.Path() != "/beheer/accounts" {
		t.Errorf("the administrator comes to %s", b.Path())
	}
	b.NoScript(true)
	b.Fill("#nieuw-account #naam", "nieuwe-coach")
	b.Select("#rol", "coach")
	b.Click("#nieuw-account button")
	link := b.Text("#link")
	if !strings.HasPrefix(link, base+"/uitnodiging/") {
		t.Fatalf("the link is %q", link)
	}
	b.NoScript(false)
	b.Shot("accounts")
	for path, name := range map[string]string{"/beheer/toewijzingen": "toewijzingen", "/beheer/bronnen": "bronnen", "/beheer/ophalen": "ophalen", "/beheer/versies": "versies", "/account/sleutels": "sleutels", "/account/api": "api"} {
		b.Go(path)
		b.Shot(name)
	}
	b.NoScript(true)
	b.Go("/beheer/toewijzingen")
	before := b.Count(".account")
	b.Click("main .cards > li:first-child .account button")
	if after := b.Count(".account"); after != before-1 {
		t.Errorf("%d assignments after taking one of %d away", after, before)
	}
	officer := accounts[dossier.RolePrivacyOfficer]
	b.NoScript(false)
	b.Go("/account")
	b.Click(".who button")
	b.SignIn(officer.login, officer.password)
	b.Go("/privacy/logboek?wat=worker.")
	if got := b.Text("tbody"); !strings.Contains(got, "nam toegang") {
		t.Errorf("the log does not tell who took a dossier away: %s", got)
	}
	b.Shot("logboek")
	b.Go("/privacy/logboek?wat=worker.add")
	b.Click("tbody td.id a")
	id := browsertest.Eval[string](b, "document.querySelector('#dossier').value")
	b.Go("/privacy/bewaren")
	b.Shot("bewaren")
	b.Fill("#dossier", id)
	b.Fill("#reden", "verzoek van de werknemer zelf")
	b.Click("button[value=wis]")
	if !strings.Contains(b.Text("main"), "Vink aan") {
		t.Error("a dossier is erased without being sure")
	}
	b.Check("input[name=zeker]")
	b.Click("button[value=wis]")
	if got := b.Text("main"); !strings.Contains(got, "is gewist") || !strings.Contains(got, "sleutel bestaat niet meer") {
		t.Errorf("no proof of the erasure: %s", got)
	}
}
