package main

import (
	"testing"
	"time"

	"passend/matcher/dossier"
	"passend/web/browsertest"
)

// visitor works with a finger or a mouse and counts taps and looks; nobody waits
// for them in the test.
type visitor struct {
	*browsertest.Browser
	taps, looks int
	began       time.Time
}

// tap looks where to tap and taps; with a page it waits for the page that it
// leads to.
func (p *visitor) tap(css string, page bool) {
	p.looks++
	p.taps++
	if page {
		p.Click(css)
	} else {
		p.Tap(css)
	}
}

// read is a longer look, at what is new on the screen.
func (p *visitor) read() { p.looks += 2 }

func (p *visitor) tells(t *testing.T, task string) {
	t.Helper()
	machine := time.Since(p.began)
	t.Logf("%s: %d taps, %.0f s, of which the machine %.1f s", task, p.taps, (machine + time.Duration(p.looks)*perLook).Seconds(), machine.Seconds())
}

// TestHunterTask makes a shortlist of ten employers with their call sheets, as a
// person would who has just signed in, and tells how long it takes (at most two
// minutes is asked): the first ten of the list, and ten of the own choice.
func TestHunterTask(t *testing.T) {
	base, accounts := startDemo(t)
	b := browsertest.Open(t, base)
	a := accounts[dossier.RoleJobHunter]
	b.SignIn(a.login, a.password)
	p := &visitor{Browser: b, began: time.Now()}
	p.tap(".bar a[href='/werkgevers']", true)
	p.read()
	p.tap("#eerste", true)
	p.read()
	if n := b.Count(".sheet"); n != 10 {
		t.Fatalf("%d call sheets", n)
	}
	p.tells(t, "the first ten employers with call sheets")

	b.Go("/caseload")
	p = &visitor{Browser: b, began: time.Now()}
	p.tap(".bar a[href='/werkgevers']", true)
	p.read()
	boxes := browsertest.Eval[int](b, "document.querySelectorAll('[name=werkgever]').forEach((x, i) => x.id = 'keus-' + i) || document.querySelectorAll('[name=werkgever]').length")
	for i := range 10 {
		p.tap("#keus-"+string(rune('0'+(i+3)%min(boxes, 10))), false)
	}
	p.tap("#lijst .dock button", true)
	p.read()
	if n := b.Count(".sheet"); n != 10 {
		t.Fatalf("%d call sheets of the own choice", n)
	}
	p.tells(t, "ten employers of the own choice with call sheets")
}

// TestNothingMoves: no page of worker or job hunter shifts while it loads.
func TestNothingMoves(t *testing.T) {
	base, accounts := startDemo(t)
	b := browsertest.Open(t, base)
	for _, c := range []struct {
		role  dossier.Role
		width int64
		paths []string
	}{
		{dossier.RoleWorker, browsertest.Phone, []string{"/voor-mij", "/voor-mij/alles", "/zoek-werk?q=planner", "/mijn-gegevens", "/mijn-gegevens/inzage"}},
		{dossier.RoleJobHunter, browsertest.Desk, []string{"/werkgevers", "/belscripts?eerste=3", "/contacten", "/vacatures-per-werkgever", "/account/api"}},
	} {
		a := accounts[c.role]
		b.Width(c.width)
		b.SignIn(a.login, a.password)
		for _, path := range c.paths {
			b.Go(path)
			if shift := browsertest.Eval[float64](b, layoutShift); shift > 0.001 {
				t.Errorf("%s moves by %.3f while it loads", path, shift)
			}
		}
		b.Click(".who button")
	}
}

// layoutShift is the sum of what moved since the page began to load.
const layoutShift = `new Promise((done) => {
	let sum = 0
	new PerformanceObserver((l) => l.getEntries().forEach((e) => { sum += e.value })).observe({type: 'layout-shift', buffered: true})
	setTimeout(() => done(sum), 300)
})`

// TestWorkerTask judges five suggestions on a telephone, two of them no with a
// reason, and tells how long it takes (at most one minute is asked).
func TestWorkerTask(t *testing.T) {
	base, accounts := startDemo(t)
	b := browsertest.Open(t, base)
	b.Width(browsertest.Phone)
	a := accounts[dossier.RoleWorker]
	b.SignIn(a.login, a.password)
	p := &visitor{Browser: b, began: time.Now()}
	for _, answer := range []string{"yes", "maybe", "work", "yes", "far"} {
		p.read()
		if answer == "work" || answer == "far" {
			p.tap("#kaart-1 summary.btn", false)
		}
		p.tap("#kaart-1 .judge [value="+answer+"]", true)
	}
	if got := b.Text(".shelves"); got == "" || b.Count(".shelves a[href$=bewaard] .num") != 1 {
		t.Fatalf("the shelves hold %q", got)
	}
	p.tells(t, "five suggestions judged at 390 px")
}
