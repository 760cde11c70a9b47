package main

import (
	"encoding/json"
	"fmt"
	"io"
	"net/http"
	"regexp"
	"slices"
	"strings"
	"testing"

	"passend/matcher/dossier"
	"passend/web/browsertest"
)

// TestWorkerPath is a worker's day on a telephone: judge five suggestions, see
// what the answers change, apply, search, correct the file, see who looked.
func TestWorkerPath(t *testing.T) {
	url, accounts := startDemo(t)
	b := browsertest.Open(t, url)
	a := accounts[dossier.RoleWorker]
	b.Width(browsertest.Phone)
	b.SignIn(a.login, a.password)
	if b.Path() != "/voor-mij" || b.Count("article.suggestion") != 1 || b.Count(".later li") != 4 {
		t.Fatalf("the worker comes to %s with %d suggestions and %d for later", b.Path(), b.Count("article.suggestion"), b.Count(".later li"))
	}
	if n := b.Count("#kaart-1 .why li"); n < 3 || n > 5 {
		t.Errorf("%d sentences of why, want three to five", n)
	}
	b.Shot("werknemer-nieuw")

	// Five answers at 390 px without JavaScript.
	b.Width(browsertest.Phone)
	b.NoScript(true)
	b.Go("/voor-mij")
	titles := map[string]bool{}
	for i, press := range []string{"[value=yes]", "[value=maybe]", "[value=work]", "[value=yes]", "[value=employer]"} {
		title := b.Text("#kaart-1 h2")
		if titles[title] {
			t.Errorf("%q is offered again", title)
		}
		titles[title] = true
		if strings.Contains(press, "work") || strings.Contains(press, "employer") {
			b.Tap("#kaart-1 summary.btn")
		}
		b.Click("#kaart-1 .judge " + press)
		if !strings.HasPrefix(b.Path(), "/voor-mij?gezegd=") || !strings.HasSuffix(b.Path(), "#kaart-1") {
			t.Errorf("answer %d leads to %s", i+1, b.Path())
		}
	}
	b.NoScript(false)
	b.Go("/voor-mij")
	if !strings.Contains(b.Text(".shelves"), "Bewaard 3") || !strings.Contains(b.Text(".shelves"), "Nee 2") {
		t.Errorf("the shelves hold %q", b.Text(".shelves"))
	}
	if b.Count("details.card .why li") == 0 {
		t.Error("no rule says what the answers change")
	}

	// Keyboard only: the keys of the first card, then tab and enter.
	before := b.Text("#kaart-1 h2")
	b.Press("j")
	b.Wait(`location.search === "?gezegd=yes"`)
	if now := b.Text("#kaart-1 h2"); now == before {
		t.Error("the key j does not say yes")
	}
	b.Go("/voor-mij")
	b.TabTo("#kaart-1 [value=maybe]")
	b.Press("\r")
	b.Wait(`location.search === "?gezegd=maybe"`)
	b.Shot("werknemer-gezegd")

	// Apply from the saved shelf, then change what came of it.
	b.Width(browsertest.Phone)
	b.Click(".shelves a[href$=bewaard]")
	b.Shot("werknemer-bewaard")
	b.Tap("#kaart-1 .apply summary")
	b.Click("#kaart-1 .apply button")
	b.Click(".shelves a[href$=gesolliciteerd]")
	if !strings.Contains(b.Text("#kaart-1"), "nog geen antwoord") {
		t.Errorf("the application is not kept: %s", b.Text("#kaart-1"))
	}
	b.Tap("#kaart-1 .apply summary")
	browsertest.Eval[bool](b, `(document.querySelector("#kaart-1 [name=stand]").value = "interview", true)`)
	b.Click("#kaart-1 .apply button")
	if !strings.Contains(b.Text("#kaart-1"), "gesprek") {
		t.Error("the change of the application is not kept")
	}
	b.Shot("werknemer-gesolliciteerd")

	b.Click("#kaart-1 h2 a")
	if b.Count(".adtext") != 1 {
		t.Errorf("%s has no text", b.Path())
	}
	b.Shot("werknemer-vacature")

	b.Go("/zoek-werk")
	b.Fill("#q", "receptionist")
	b.Click(".findbox button")
	if b.Count("article.suggestion") == 0 || b.Count("article.suggestion .verdict") == 0 {
		t.Errorf("the search finds nothing, or has no verdicts: %s", b.Text("main"))
	}
	b.Shot("werknemer-zoeken")
	b.Go("/zoek-werk/toevoegen")
	b.Shot("werknemer-toevoegen")

	b.Go("/mijn-gegevens")
	b.Shot("werknemer-gegevens")
	b.Fill("#voorstellen textarea", "Ik heb ook een jaar in een bloemenwinkel gewerkt.")
	b.Click("#voorstellen button")
	if !strings.Contains(b.Text("#voorstellen"), "bloemenwinkel") {
		t.Error("the correction is not kept")
	}
	b.Go("/mijn-gegevens/inzage")
	if !strings.Contains(b.Text("main"), "maakte jouw dossier") || b.Count("details .lines li") == 0 {
		t.Errorf("who looked: %s", b.Text("main"))
	}
	b.Shot("werknemer-inzage")
	b.Go("/mijn-gegevens/kopie")
	b.Shot("werknemer-kopie")
	workerPieces(t, b)

	// At 400 % zoom a screen of 1280 pixels is 320 wide: nobody scrolls sideways.
	b.Width(320)
	for _, path := range []string{"/voor-mij", "/voor-mij?toon=gesolliciteerd", "/zoek-werk?q=planner", "/zoek-werk/toevoegen", "/mijn-gegevens", "/mijn-gegevens/inzage", "/mijn-gegevens/kopie", "/account"} {
		b.Go(path)
		if over := browsertest.Eval[int](b, "document.documentElement.scrollWidth - document.documentElement.clientWidth"); over > 0 {
			t.Errorf("%s is %d pixels too wide at 320", path, over)
		}
	}
}

// workerPieces: long lists come in pieces by real links, the same ones again with
// more behind them, without JavaScript; and a vacancy is looked up on its site.
func workerPieces(t *testing.T, b *browsertest.Browser) {
	t.Helper()
	titles := func(css string) []string {
		return browsertest.Eval[[]string](b, fmt.Sprintf("[...document.querySelectorAll(%q)].map((x) => x.textContent)", css))
	}
	b.NoScript(true)
	b.Go("/voor-mij/alles?groep=hidden")
	few := titles(".later .title a")
	if len(few) != lineStepOfPage || b.Count("a[href*='aantal=40']") != 1 {
		t.Fatalf("%d lines at first", len(few))
	}
	b.Click("a[href*='aantal=40']")
	if more := titles(".later .title a"); len(more) <= len(few) || !slices.Equal(more[:len(few)], few) || !strings.HasSuffix(b.Path(), "#rij-21") {
		t.Errorf("%d lines became %d at %s", len(few), len(more), b.Path())
	}
	b.Go("/voor-mij/alles")
	b.Click(".later .title a")
	b.Click(".check button")
	if got := b.Text(".check .note"); !strings.Contains(got, "staat er nog") {
		t.Errorf("the look at the site says %q", got)
	}
	b.NoScript(false)
	b.Shot("werknemer-nagekeken")
	b.Go("/voor-mij/alles")
	b.Shot("werknemer-alles")
}

// lineStepOfPage is how many lines the whole list shows at first.
const lineStepOfPage = 20

// TestWorkerForms sends what a form should not send.
func TestWorkerForms(t *testing.T) {
	url, accounts := startDemo(t)
	client := signIn(t, url, accounts[dossier.RoleWorker])
	id := regexp.MustCompile(`name="vacature" value="([^"]+)"`).FindStringSubmatch(get(t, client, url+"/voor-mij", nil))
	if id == nil {
		t.Fatal("no suggestion")
	}
	for name, c := range map[string]struct {
		path   string
		form   map[string][]string
		status int
		text   string
	}{
		"no answer":   {"/voor-mij/oordeel", map[string][]string{"vacature": {id[1]}}, 422, "Kies ja, misschien of nee"},
		"no reason":   {"/voor-mij/oordeel", map[string][]string{"vacature": {id[1]}, "antwoord": {"no"}}, 422, "Kies waarom niet"},
		"no vacancy":  {"/voor-mij/oordeel", map[string][]string{"vacature": {"bestaat-niet"}, "antwoord": {"yes"}}, 404, "is er niet"},
		"other site":  {"/voor-mij/oordeel", map[string][]string{"vacature": {id[1]}, "antwoord": {"maybe"}, "terug": {"https://elders.example/"}}, 200, "Bewaard"},
		"no date":     {"/voor-mij/sollicitatie", map[string][]string{"vacature": {id[1]}, "hoe": {"email"}, "terug": {"/voor-mij?toon=bewaard"}}, 422, "datum"},
		"odd channel": {"/voor-mij/sollicitatie", map[string][]string{"vacature": {id[1]}, "hoe": {"duif"}, "datum": {"2026-11-25"}, "terug": {"/voor-mij/vacatures/" + id[1]}}, 422, "hoe er is gesolliciteerd"},
		"empty text":  {"/mijn-gegevens/voorstel", map[string][]string{"over": {"work"}}, 422, "Schrijf wat er anders moet"},
		"illness":     {"/mijn-gegevens/voorstel", map[string][]string{"over": {"work"}, "tekst": {"Ik heb een burn-out en een hernia."}}, 422, "burn-out"},
		"empty add":   {"/zoek-werk/toevoegen", map[string][]string{}, 422, "adres van de vacature"},
	} {
		resp, err := client.PostForm(url+c.path, c.form)
		if err != nil {
			t.Fatal(err)
		}
		body, err := io.ReadAll(resp.Body)
		resp.Body.Close()
		if err != nil || resp.StatusCode != c.status || !strings.Contains(string(body), c.text) {
			i := max(0, strings.Index(string(body), "<main"))
			t.Errorf("%s: %s, %v, want %d with %q: %.600s", name, resp.Status, err, c.status, c.text, body[i:])
		}
	}
	var export struct {
		WorkerID string `json:"worker_id"`
		Records  map[string][]json.RawMessage
	}
	get(t, client, url+"/mijn-gegevens/kopie.json", &export)
	if export.WorkerID == "" || len(export.Records["feedback"]) != 1 {
		t.Errorf("the copy holds %v", export)
	}
	if readable := get(t, client, url+"/mijn-gegevens/kopie.html", nil); !strings.Contains(readable, "orderpicker") {
		t.Error("the readable copy lacks the work history")
	}
	// The pages of a worker are for workers.
	coach := signIn(t, url, accounts[dossier.RoleCoach])
	for _, path := range []string{"/voor-mij", "/zoek-werk?q=x", "/mijn-gegevens", "/mijn-gegevens/inzage", "/mijn-gegevens/kopie.json", "/mijn-gegevens/kopie.html"} {
		resp, err := coach.Get(url + path)
		if err != nil {
			t.Fatal(err)
		}
		resp.Body.Close()
		if resp.StatusCode != http.StatusNotFound {
			t.Errorf("a coach gets %s at %s", resp.Status, path)
		}
	}
	// Adding a vacancy by its text shows it with its match at once.
	resp, err := client.PostForm(url+"/zoek-werk/toevoegen", map[string][]string{"titel": {"Medewerker balie"}, "plaats": {"Tilburg"},
		"tekst": {"Wij zoeken een medewerker voor onze balie. Je zit aan de balie en ontvangt bezoekers. Je werkt 24 uur per week, overdag."}})
	if err != nil {
		t.Fatal(err)
	}
	body, err := io.ReadAll(resp.Body)
	resp.Body.Close()
	if err != nil || resp.StatusCode != 200 || !strings.Contains(string(body), "Medewerker balie") || !strings.Contains(string(body), `class="verdict`) {
		t.Errorf("the added vacancy gives %s at %s, %v", resp.Status, resp.Request.URL.Path, err)
	}
}
