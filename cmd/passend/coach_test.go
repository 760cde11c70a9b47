package main

import (
	"net/http"
	"net/url"
	"regexp"
	"strings"
	"testing"
	"time"

	"passend/matcher/dossier"
	"passend/web/browsertest"
)

// TestCoachPath is the day of a coach in a real browser: the caseload, a vacancy
// decided on with the keyboard, the dates, both profiles, the log, notes with
// the guard, insight, search and a vacancy that is added.
func TestCoachPath(t *testing.T) {
	base, accounts := startDemo(t)
	b := browsertest.Open(t, base)
	a := accounts[dossier.RoleCoach]
	b.SignIn(a.login, a.password)
	if b.Count(".tasks li") < 3 {
		t.Errorf("only %d tasks for three workers", b.Count(".tasks li"))
	}
	look(b, "coach-caseload")
	b.Click(".cards > li:first-child h2 a")
	worker := b.Path()

	t.Run("decide", func(t *testing.T) { coachDecides(t, b, worker) })
	t.Run("dates", func(t *testing.T) {
		b.Go(worker + "/overzicht")
		browsertest.Eval[bool](b, "document.querySelector('#traject').open = true")
		setDate(b, "#ziektedag", time.Now().AddDate(0, 0, -7*90))
		b.Click("#traject button")
		if b.Count(".milestones li") < 10 || b.Count("svg.timeline") != 1 || !strings.Contains(b.Text(".head .tag"), "90") {
			t.Errorf("%d milestones, week %q", b.Count(".milestones li"), b.Text(".head .tag"))
		}
		look(b, "coach-overzicht")
	})
	t.Run("search profile", func(t *testing.T) { coachSearchProfile(t, b, worker) })
	t.Run("capacity", func(t *testing.T) { coachCapacity(t, b, worker) })
	t.Run("notes", func(t *testing.T) {
		b.Go(worker + "/notities")
		b.Fill("#tekst", "Gesprek over de depressie van vorig jaar.")
		b.Click("form.card button")
		if b.Count(".note.error") != 1 || b.Count("#bevestig") != 1 {
			t.Fatalf("the guard does not ask for a reason: %s", b.Text("main"))
		}
		look(b, "coach-notities-vraag")
		b.Fill("#bevestig", "de werknemer vroeg hierom")
		b.Click("form.card button")
		if !strings.Contains(b.Text("article.card"), "vorig jaar") {
			t.Error("the note is not kept")
		}
	})
	t.Run("log and insight", func(t *testing.T) {
		b.Go(worker + "/afwegingen")
		b.Fill("#wat", "Kennismaking bij een bedrijf")
		b.Click("form.card button")
		if b.Count(".log li.decision") < 2 || b.Count(".log li.activity") != 1 || b.Count(".log li.search") < 2 {
			t.Errorf("the log lacks something: %s", b.Text(".log"))
		}
		look(b, "coach-afwegingen")
		b.Go(worker + "/inzicht")
		if b.Count("svg.plot circle") != 1 || b.Count("table") == 0 {
			t.Error("no distance or no directions")
		}
		look(b, "coach-inzicht")
		b.Go(worker + "/profiel")
		look(b, "coach-profiel")
		b.Click(".head a.btn")
		look(b, "coach-persoon")
		b.Fill("#talen", "nl; B2")
		b.Click("#persoon .btn.primary")
		if b.Count(".note.ok") != 1 || !strings.Contains(b.Text("main"), "Nederlands B2") {
			t.Errorf("the person profile is not kept: %s", b.Text("main"))
		}
	})
	t.Run("search", func(t *testing.T) {
		b.Go("/coach/zoeken")
		b.Fill("#q", "administratie")
		b.Click("form[role=search] button")
		if b.Count("article.card") == 0 || b.Count(".facets li") == 0 {
			t.Fatalf("nothing found: %s", b.Text("main"))
		}
		look(b, "coach-zoeken")
		b.Click("article.card h3 a")
		if b.Count(".cards .verdict") != 3 {
			t.Errorf("%d clients for a vacancy", b.Count(".cards .verdict"))
		}
		look(b, "coach-voor-wie")
	})
	t.Run("zoom", func(t *testing.T) {
		// 320 pixels is a screen of 1280 at 400 %.
		for _, page := range []string{"/caseload", worker, worker + "/overzicht", worker + "/profiel/wijzig", worker + "/zoekprofiel", worker + "/belastbaarheid", worker + "/afwegingen", worker + "/inzicht?paren=1", "/coach/zoeken"} {
			b.Go(page)
			b.Width(320)
			if over := browsertest.Eval[int](b, "document.documentElement.scrollWidth - document.documentElement.clientWidth"); over > 0 {
				t.Errorf("%s is %d pixels too wide at 400 %%", page, over)
			}
		}
		b.Width(browsertest.Desk)
	})
	t.Run("add", func(t *testing.T) {
		b.Go("/toevoegen")
		look(b, "coach-toevoegen")
		b.Fill("#tekst", "te kort")
		b.Click("#toevoegen button")
		if b.Count(".note.error") != 1 {
			t.Error("a text that is too short gives no sentence")
		}
		b.Fill("#titel", "Logistiek administrateur De Wilg")
		b.Fill("#tekst", "Je verwerkt orders en beheert de voorraad in ons systeem. Je zit de hele dag achter een beeldscherm. Wij vragen mbo 3. 32 uur per week.")
		b.Click("#toevoegen button")
		if !strings.HasPrefix(b.Path(), "/coach/vacatures/") || b.Count(".cards .verdict") != 3 {
			t.Fatalf("after adding at %s: %s", b.Path(), b.Text("main"))
		}
		b.Go("/coach/zoeken?q=" + url.QueryEscape("Wilg"))
		if b.Count("article.card") != 1 {
			t.Errorf("what was added is found %d times", b.Count("article.card"))
		}
	})
}

// coachDecides rejects a vacancy by keyboard, and decides on the next without
// JavaScript.
func coachDecides(t *testing.T, b *browsertest.Browser, worker string) {
	b.Click("article.card h3 a")
	if b.Count(".sides tbody") == 0 || b.Count(".effect") == 0 {
		t.Error("no capacity beside demands, or no groups of reasons")
	}
	look(b, "coach-vacature")
	b.Press("?")
	if b.Count("#toetsen dt") < 10 {
		t.Errorf("the list of keys has %d keys", b.Count("#toetsen dt"))
	}
	browsertest.Eval[bool](b, "(document.getElementById('toetsen').remove(), true)")
	b.Press("a")
	if !browsertest.Eval[bool](b, "document.querySelector('[name=stap][value=reject]').checked") {
		t.Error("the key for rejecting does nothing")
	}
	b.Click("#besluit [value=blijf]")
	if !strings.Contains(b.Text("#besluit .note.error"), "25 tekens") {
		t.Errorf("a rejection without motivation: %q", b.Text("#besluit"))
	}
	b.Fill("#motivering", "De reistijd met de bus is langer dan is afgesproken.")
	browsertest.Eval[bool](b, "(document.activeElement.blur(), document.querySelector('[name=reden][value=REISTIJD]').click(), true)")
	b.Click("#besluit [value=blijf]")
	if b.Count("#besluit .note.ok") != 1 || b.Count(".history li") != 1 {
		t.Fatalf("the decision is not kept: %s", b.Text("#besluit"))
	}
	b.Go(worker)
	if b.Count("article.rejected") != 1 {
		t.Errorf("%d rejected vacancies in the list", b.Count("article.rejected"))
	}
	look(b, "coach-lijst")
	b.NoScript(true)
	b.Click("article.card:not(.rejected) h3 a")
	before := b.Path()
	b.NoScript(false)
	browsertest.Eval[bool](b, "(document.querySelector('[name=stap][value=apply]').checked = true)")
	b.Fill("#motivering", "Dit werk past goed bij de ervaring in het magazijn.")
	b.Click("#besluit [value=volgende]")
	if b.Path() == before || !strings.Contains(b.Path(), "/vacatures/") || b.Count(".note.ok a") != 1 {
		t.Errorf("from %s to %s", before, b.Path())
	}
	coachApplies(t, b, before)
}

// coachApplies records an application, without JavaScript, and finds it back in
// the log.
func coachApplies(t *testing.T, b *browsertest.Browser, vacancy string) {
	b.Go(vacancy)
	b.NoScript(true)
	b.Tap("#sollicitatie summary")
	b.SetDate("#sol-bellen", time.Now().AddDate(0, 0, -1).Format(time.DateOnly))
	b.Fill("#sol-reactie", "Zij bellen na het weekend terug over de depressie.")
	b.Click("#sollicitatie .btn.primary")
	b.NoScript(false)
	if b.Count("#sollicitatie #bevestig") != 1 || !strings.Contains(browsertest.Eval[string](b, "document.querySelector('#sol-reactie').value"), "weekend") {
		t.Fatalf("the guard does not ask: %s", b.Text("#sollicitatie"))
	}
	b.Fill("#sol-reactie", "Zij bellen na het weekend terug.")
	b.Click("#sollicitatie .btn.primary")
	if b.Count("#sollicitatie .note.ok") != 1 {
		t.Fatalf("the application is not kept: %s", b.Text("#sollicitatie"))
	}
	look(b, "coach-sollicitatie")
	worker, _, _ := strings.Cut(strings.TrimPrefix(vacancy, "/werknemers/"), "/")
	b.Go("/werknemers/" + worker + "/overzicht")
	if b.Count(".tasks .call") != 1 {
		t.Error("nobody is asked to call")
	}
	b.Go("/werknemers/" + worker + "/afwegingen")
	if !strings.Contains(b.Text(".log li.application"), "na het weekend") {
		t.Errorf("the log: %s", b.Text(".log"))
	}
}

func coachSearchProfile(t *testing.T, b *browsertest.Browser, worker string) {
	b.Go(worker + "/zoekprofiel")
	b.Fill("#v_car", "20")
	browsertest.Eval[bool](b, "(document.querySelector('#v_car').dispatchEvent(new Event('input', {bubbles: true})), true)")
	// The page asks the service and shows the counts by itself.
	shown := browsertest.Eval[bool](b, `new Promise((done) => { let n = 0; const look = () => document.querySelector('#telling table') ? done(true) : ++n > 100 ? done(false) : setTimeout(look, 100); look(); })`)
	if !shown {
		t.Error("no counts while editing")
	}
	look(b, "coach-zoekprofiel")
	b.Click("form.two .btn.primary")
	if !strings.Contains(b.Text(".note.error"), "reden") {
		t.Error("a change without reason is kept")
	}
	b.Fill("#reden", "Reizen blijkt vermoeiend in de spits; eerst dichterbij zoeken.")
	b.Click("form.two .btn.primary")
	if b.Count(".note.ok") != 1 || browsertest.Eval[string](b, "document.querySelector('#v_car').value") != "20" {
		t.Errorf("the search profile is not kept: %s", b.Text("main"))
	}
	b.NoScript(true)
	b.Go(worker + "/zoekprofiel")
	b.Click("[name=doe][value=tel]")
	b.NoScript(false)
	if b.Count("#telling table") != 1 {
		t.Error("no counts without JavaScript")
	}
}

func coachCapacity(t *testing.T, b *browsertest.Browser, worker string) {
	b.Go(worker + "/belastbaarheid")
	before := b.Count(".item.stated")
	b.Fill("#regels", "4.14 9")
	b.Wait("document.querySelector('#gelezen .wrong')")
	b.Click("form.stack .btn.primary")
	if !strings.Contains(b.Text(".note.error"), "Regel 1") || !browsertest.Eval[bool](b, "document.activeElement.id === 'regels' && document.activeElement.value === '4.14 9'") {
		t.Errorf("a level that does not exist: %s", b.Text("main"))
	}
	look(b, "coach-belastbaarheid-fout")
	b.Fill("#regels", "4.14 3 ongeveer 1 kg\r3.7 1\r1.9.7")
	b.Wait("document.querySelectorAll('#gelezen li:not(.wrong)').length === 3")
	b.Click("form.stack .btn.primary")
	if n := b.Count(".item.stated"); b.Count(".note.ok") != 1 || n != before+2 {
		t.Errorf("%d items became %d", before, n)
	}
	lift := func() string {
		return browsertest.Eval[string](b, "['l', 'h', 'w', 'u', 'z', 's'].map((x) => document.querySelector(`[name=${x}_lift_carry]`).value).join(' ')")
	}
	if v := lift(); v != "3 about 1 kg  " {
		t.Errorf("lifting became %q", v)
	}
	// Side and number in their own fields, without JavaScript.
	b.NoScript(true)
	b.Select("#z_lift_carry", "left")
	b.Fill("#w_lift_carry", "een")
	b.Click("form.stack .btn.primary")
	if b.Count("#w_lift_carry[aria-invalid=true][aria-describedby=w_lift_carry-fout]") != 1 || b.Count("#w_lift_carry-fout") != 1 {
		t.Errorf("no sentence beside the number: %s", b.Text("main"))
	}
	b.Fill("#w_lift_carry", "1,5")
	b.Click("form.stack .btn.primary")
	b.NoScript(false)
	if v := lift(); v != "3 about 1,5 kg left " {
		t.Errorf("lifting became %q", v)
	}
	if b.Count("#andere-lijst .refused") == 0 {
		t.Error("lifting or carrying has no one place in the other list")
	}
	browsertest.Eval[bool](b, "(document.querySelector('#andere-lijst').open = true)")
	look(b, "coach-belastbaarheid")
}

// setDate fills a field for a date, which takes no typed text.
func setDate(b *browsertest.Browser, css string, day time.Time) {
	browsertest.Eval[bool](b, "(document.querySelector('"+css+"').value = '"+day.Format(time.DateOnly)+"', true)")
}

// TestOnlyCoachesEdit: the pages of a coach, and what their forms send to, are
// not there for other roles; and the pages that they share hold none of the
// coach's pictures of the capacity.
func TestOnlyCoachesEdit(t *testing.T) {
	base, accounts := startDemo(t)
	coach := signIn(t, base, accounts[dossier.RoleCoach])
	var clients struct{ Items []struct{ ID string } }
	get(t, coach, base+"/api/v1/workers", &clients)
	worker := base + "/werknemers/" + clients.Items[0].ID
	list := get(t, coach, worker, nil)
	first := regexp.MustCompile(`href="(/werknemers/[^"/]+/vacatures/[^"]+)"`).FindStringSubmatch(list)
	if first == nil || !strings.Contains(list, `class="matrix"`) || !strings.Contains(list, "verdict-bar") {
		t.Fatal("the coach's list has no vacancy or no pictures")
	}
	vacancy := base + first[1]
	for _, role := range []dossier.Role{dossier.RoleWorker, dossier.RoleJobHunter} {
		client := signIn(t, base, accounts[role])
		for _, page := range []string{worker + "/overzicht", worker + "/profiel", worker + "/zoekprofiel", worker + "/belastbaarheid", worker + "/belastbaarheid?lijst=FML_B", worker + "/afwegingen", worker + "/notities",
			worker + "/inzicht", worker + "/inzicht?paren=1", vacancy + "/volgende"} {
			if got := statusOf(t, client, page); got != http.StatusNotFound {
				t.Errorf("%s gets %d of %s", role, got, page)
			}
		}
		for _, form := range []string{worker + "/belastbaarheid", worker + "/belastbaarheid/regels", worker + "/traject", worker + "/activiteiten", vacancy + "/besluit", vacancy + "/sollicitatie"} {
			post(t, client, form, url.Values{"bron": {"FML_A"}, "regels": {"4.14 2"}, "datum": {"2026-11-02"}, "hoe": {"phone"}, "oordeel": {"passend"}, "stap": {"keep"}}, http.StatusNotFound)
		}
		for _, page := range []string{base + "/caseload", base + "/caseload?taak=warnings", worker, vacancy} {
			text := get(t, client, page, nil)
			for _, word := range []string{`class="matrix"`, "verdict-bar", `class="tasks"`, `class="kinds"`, `id="besluit"`, `id="sollicitatie"`} {
				if strings.Contains(text, word) {
					t.Errorf("%s gets %s on %s", role, word, page)
				}
			}
		}
	}
}

// look keeps a picture of the page and lets axe-core, where it is installed,
// look for what keeps people out.
func look(b *browsertest.Browser, name string) {
	b.Shot(name)
	b.Axe(name)
}
