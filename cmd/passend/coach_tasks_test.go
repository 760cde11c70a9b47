package main

import (
	"fmt"
	"strings"
	"testing"
	"time"

	"passend/matcher/dossier"
	"passend/web/browsertest"
)

// How fast a person works who knows the keyboard a little.
const (
	perKey  = 120 * time.Millisecond
	perLook = 1500 * time.Millisecond
)

// person works with the keyboard alone and counts what a real one would need:
// the keys and the looks. The seconds are these and what the service and the
// browser took; nobody waits for them in the test.
type person struct {
	*browsertest.Browser
	keys, looks int
	began       time.Time
}

func (p *person) key(keys string) {
	p.keys += len([]rune(keys))
	p.Press(keys)
}

// open presses the key of a field. A real browser does not write that key into
// it; the debugger's keyboard does.
func (p *person) open(key, css string) {
	p.key(key)
	browsertest.Eval[bool](p.Browser, fmt.Sprintf("(document.activeElement.matches(%[1]q) && (document.querySelector(%[1]q).value = ''), true)", css))
}

// look is a moment to read and to choose.
func (p *person) look() { p.looks++ }

// leave presses escape, so that the keys of the page work again.
func (p *person) leave() { p.key("\x1b") }

func (p *person) save() {
	p.keys += 2
	p.Save()
}

func (p *person) tells(t *testing.T, task string) {
	total := time.Since(p.began) + time.Duration(p.keys)*perKey + time.Duration(p.looks)*perLook
	t.Logf("%s: %d keys, %d looks, %.0f s, of which the machine %.1f s", task, p.keys, p.looks, total.Seconds(), time.Since(p.began).Seconds())
}

// TestCoachTasks does two tasks of a coach as a person would, by keyboard, and
// tells how long they take: an FML of twelve deviations (at most 90 seconds is
// asked), and five vacancies found and decided on with reasons (at most four
// minutes).
func TestCoachTasks(t *testing.T) {
	base, accounts := startDemo(t)
	b := browsertest.Open(t, base)
	a := accounts[dossier.RoleCoach]
	b.SignIn(a.login, a.password)
	b.Click(".cards > li:first-child h2 a")
	worker := b.Path()
	t.Run("five vacancies", func(t *testing.T) {
		b.Go(worker)
		p := &person{Browser: b, began: time.Now()}
		p.look()
		for !browsertest.Eval[bool](b, "document.activeElement.matches('article.card h3 a')") {
			p.key("\t")
			if p.keys > 60 {
				t.Fatal("the keyboard does not reach the first vacancy")
			}
		}
		p.keys++
		p.Enter()
		decisions := map[string]int{}
		for i, step := range []struct{ keys, why string }{
			{"s", "Past bij de ervaring in het magazijn en is dichtbij."}, {"v", "Eerst vragen hoe vaak er getild moet worden."},
			{"a", "De reis met de bus duurt langer dan is afgesproken."}, {"b", "Goed voor later, als de uren zijn opgebouwd."}, {"a", "Te veel haast in dit werk voor wat nu kan."},
		} {
			before := b.Path()
			p.look() // at what fits and what does not
			p.look() // at the text
			p.key(step.keys)
			if step.keys == "a" {
				p.key("r\t ")
			}
			p.leave()
			p.open("m", "#motivering")
			p.key(step.why)
			p.look()
			p.save()
			if b.Count("#besluit .note.error") > 0 || b.Path() == before || !strings.Contains(b.Path(), "/vacatures/") {
				t.Fatalf("decision %d at %s: %s", i+1, before, b.Text("#besluit"))
			}
			decisions[before[:strings.IndexAny(before+"?", "?")]]++
		}
		if len(decisions) != 5 {
			t.Errorf("decided on %v", decisions)
		}
		p.tells(t, "five vacancies found and decided on with reasons")
	})
	t.Run("twelve deviations", func(t *testing.T) {
		b.Go(worker + "/belastbaarheid?lijst=FML_B")
		p := &person{Browser: b, began: time.Now()}
		p.look()
		p.key("\t")
		for !browsertest.Eval[bool](b, "document.activeElement.id === 'datum'") {
			p.key("\t")
			if p.keys > 40 {
				t.Fatal("the keyboard does not reach the date")
			}
		}
		p.SetDate("#datum", time.Now().AddDate(0, 0, -7).Format(time.DateOnly)) // in what order it is typed differs by browser
		p.keys += len("18112026")
		p.leave()
		p.open("k", "#regels")
		lines := []string{"1.8.4", "2.8 1", "3.7 1 geen heftruck", "4.9 1 ongeveer 60 graden", "4.10 2", "4.13 2 ongeveer 5 kg", "4.14 2 ongeveer 5 kg", "trappen 1", "knielen 2", "5.1 2 30 minuten", "5.4 2 1 uur", "6.3 20 uur"}
		for _, l := range lines {
			p.look() // at the paper
			p.key(l + "\r")
		}
		p.Wait(fmt.Sprintf("document.querySelectorAll('#gelezen li:not(.wrong)').length === %d", len(lines)))
		p.look()
		p.save()
		if b.Count(".note.ok") != 1 || b.Count(".item.stated") != len(lines)-1 || browsertest.Eval[string](b, "document.querySelector('#week').value") != "20" {
			t.Fatalf("not all is kept: %s", b.Text("main"))
		}
		p.tells(t, "an FML of twelve deviations")
	})
}
