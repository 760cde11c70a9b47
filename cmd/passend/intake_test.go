package main

import (
	"encoding/base64"
	"fmt"
	"net/http"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"passend/matcher/dossier"
	"passend/web/browsertest"
)

// chooseFile puts a file in the field of the form, as a person who picks it does.
func chooseFile(b *browsertest.Browser, name string, data []byte) {
	browsertest.Eval[bool](b, fmt.Sprintf(`(() => {
		const bytes = Uint8Array.from(atob(%q), (c) => c.charCodeAt(0)), box = new DataTransfer();
		box.items.add(new File([bytes], %q));
		document.querySelector('#bestand').files = box.files;
		return true;
	})()`, base64.StdEncoding.EncodeToString(data), name))
}

func testFile(t *testing.T, name string) []byte {
	t.Helper()
	data, err := os.ReadFile(filepath.Join("..", "..", "matcher", "intake", "testdata", name))
	if err != nil {
		t.Fatal(err)
	}
	return data
}

// TestReadIn: a coach reads in a CV, an FML and a caseload, sees every field
// beside its source, and nothing changes before it is approved.
func TestReadIn(t *testing.T) {
	url, accounts := startDemo(t)
	b := browsertest.Open(t, url)
	b.SignIn(accounts[dossier.RoleCoach].login, accounts[dossier.RoleCoach].password)
	b.Click(".cards > li:first-child h2 a")
	worker := strings.SplitN(b.Path(), "?", 2)[0]

	t.Run("cv", func(t *testing.T) { readsCV(t, b, worker) })
	t.Run("fml", func(t *testing.T) { readsFML(t, b, worker) })
	t.Run("caseload", func(t *testing.T) { readsCaseload(t, b) })
	t.Run("one", func(t *testing.T) { opensOne(t, b) })
	t.Run("others", func(t *testing.T) {
		for _, role := range []dossier.Role{dossier.RoleWorker, dossier.RoleJobHunter, dossier.RoleAdmin, dossier.RolePrivacyOfficer} {
			client := signIn(t, url, accounts[role])
			for _, path := range []string{worker + "/inlezen", "/caseload/inlezen", "/caseload/nieuw"} {
				if status := statusOf(t, client, url+path); status != http.StatusNotFound {
					t.Errorf("%s gets %d of %s", role, status, path)
				}
			}
		}
	})
}

func readsCV(t *testing.T, b *browsertest.Browser, worker string) {
	b.Go(worker + "/profiel")
	b.Click(".head a[href$='/inlezen']")
	look(b, "coach-inlezen")
	b.Click("#inlezen button")
	if b.Count(".note.error") != 1 {
		t.Error("nothing chosen, and no sentence")
	}
	chooseFile(b, "foto.png", []byte("\x89PNG\r\n\x1a\n\x00\x00\x00"))
	b.Click("#inlezen button")
	if !strings.Contains(b.Text(".note.error"), "soort bestand") {
		t.Errorf("a picture: %s", b.Text("main"))
	}
	chooseFile(b, "cv.txt", testFile(t, "cv.txt"))
	b.Click("#inlezen button")
	if !strings.Contains(b.Path(), "/inlezen/") || b.Count("tbody q") < 20 {
		t.Fatalf("%d fields with a source at %s", b.Count("tbody q"), b.Path())
	}
	look(b, "coach-concept")
	draft := b.Path()
	b.Go(worker + "/profiel")
	if strings.Contains(b.Text("main"), "Heftruckchauffeur") {
		t.Error("a draft is in the profile before anybody approved it")
	}
	b.Go(worker + "/inlezen")
	if b.Count("#concepten li") != 1 {
		t.Errorf("%d drafts wait", b.Count("#concepten li"))
	}
	b.NoScript(true)
	b.Go(draft)
	b.Fill("[name='waarde.person.work[1].title']", "Heftruckchauffeur haven")
	b.Fill("[name='waarde.person.work[1].years']", "veel")
	b.Check("[value='person.work[2].title']", "[value='person.qualities[1]']")
	b.Click("#concept .primary")
	if !strings.Contains(b.Text(".note.error"), "past niet") {
		t.Errorf("years of 'veel': %s", b.Text("main"))
	}
	b.Fill("[name='waarde.person.work[1].years']", "6,5")
	b.Click("#concept .primary")
	b.NoScript(false)
	page := b.Text("main")
	if b.Count(".note.ok") != 1 || !strings.Contains(page, "Heftruckchauffeur haven; 6,5") || strings.Contains(page, "Productiemedewerker") {
		t.Errorf("the profile after approving: %s", page)
	}
	b.Go(worker + "/inlezen")
	if b.Count("#concepten") != 0 {
		t.Error("an approved draft still waits")
	}
}

func readsFML(t *testing.T, b *browsertest.Browser, worker string) {
	b.Go(worker + "/belastbaarheid")
	before := b.Count(".item.stated")
	b.Go(worker + "/inlezen")
	chooseFile(b, "fml.txt", testFile(t, "fml_a.txt"))
	b.Click("#inlezen button")
	if b.Count("tbody input:checked") != 0 {
		t.Error("an item of a capacity is ticked before anybody compared it")
	}
	look(b, "coach-concept-fml")
	items := b.Count("[name=veld][value$='.key']")
	browsertest.Eval[bool](b, "(document.querySelectorAll('[name=veld]').forEach((box) => box.checked = true), true)")
	b.Click("#concept .primary")
	if !strings.Contains(b.Text(".note.error"), "vergeleken") {
		t.Errorf("without comparing: %s", b.Text("main"))
	}
	b.Check("[name=vergeleken]")
	b.Click("#concept .primary")
	if n := b.Count(".item.stated"); items < 5 || n != items || n == before || b.Count(".note.ok") != 1 {
		t.Errorf("%d items in the file, %d in the capacity at %s", items, n, b.Path())
	}
}

// opensOne: a coach begins a dossier by hand.
func opensOne(t *testing.T, b *browsertest.Browser) {
	b.Go("/caseload")
	b.Click(".head a[href='/caseload/nieuw']")
	look(b, "coach-nieuw-dossier")
	b.Fill("#kenmerk", "case-0417")
	b.Check("[name=toestemming]")
	b.Click("#nieuw button")
	if !strings.Contains(b.Text(".note.error"), "bestaat al") {
		t.Errorf("a label twice: %s", b.Text("main"))
	}
	b.Fill("#kenmerk", "nieuw-1")
	b.Click("#nieuw button")
	if !strings.Contains(b.Path(), "/overzicht") || b.Text("h1") != "nieuw-1" {
		t.Errorf("at %s: %s", b.Path(), b.Text("main"))
	}
	b.Go("/caseload")
	if !strings.Contains(b.Text("main"), "nieuw-1") {
		t.Error("the new dossier is not in the caseload")
	}
}

func readsCaseload(t *testing.T, b *browsertest.Browser) {
	b.Go("/caseload/inlezen")
	look(b, "coach-caseload-inlezen")
	table := "Nummer;BSN;Naam;Zoekt;Rijbewijs;Toestemming\nwz-1;123456782;P. Voorbeeld;Receptionist;B;Ja\nwz-2;111222333;Q. Voorbeeld;Kok;;Ja\nwz-3;;R. Voorbeeld;Kok;;Nee\n"
	chooseFile(b, "lijst.csv", []byte(table))
	b.Click("#inlezen button")
	page := b.Text("main")
	if !strings.Contains(b.Text("#geweigerd"), "BSN") || strings.Contains(page, "123456782") || strings.Contains(page, "P. Voorbeeld") {
		t.Errorf("a BSN or a name comes in: %s", page)
	}
	if !strings.Contains(b.Text("#proef"), "Rij 4") {
		t.Errorf("a row without consent: %s", b.Text("#proef"))
	}
	b.Select("#kolommen tr:nth-child(1) select", "label")
	b.Select("#kolommen tr:nth-child(4) select", "direction")
	b.Fill("#naam", "onze lijst")
	b.NoScript(true)
	b.Click("#kolommen button")
	b.NoScript(false)
	if !strings.Contains(b.Text("#proef tbody"), "Receptionist") || !strings.Contains(b.Text("#proef tbody"), "wz-2") {
		t.Errorf("after mapping: %s", b.Text("#proef"))
	}
	look(b, "coach-caseload-proef")
	b.Click("#proef .primary")
	if !strings.Contains(b.Text(".note.ok"), "2") {
		t.Errorf("after saving: %s", b.Text("main"))
	}
	b.Go("/caseload")
	if page := b.Text("main"); !strings.Contains(page, "wz-1") || strings.Contains(page, "wz-3") {
		t.Errorf("the caseload: %s", page)
	}
	b.Go("/caseload/inlezen")
	if b.Count("#indeling option") != 2 || b.Count("#concepten") != 0 {
		t.Error("the mapping is not kept, or the table still waits")
	}
	chooseFile(b, "lijst.csv", []byte(table))
	b.Select("#indeling", "onze lijst")
	b.Click("#inlezen button")
	if !strings.Contains(b.Text("#proef tbody"), "Receptionist") {
		t.Errorf("with the kept mapping: %s", b.Text("#proef"))
	}
	b.Click("#proef button:not(.primary)")
	if b.Count("#concepten") != 0 {
		t.Error("what was thrown away still waits")
	}
}
