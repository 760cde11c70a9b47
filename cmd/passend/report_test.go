package main

import (
	"io"
	"net/http"
	"strings"
	"testing"
	"time"

	"passend/matcher/dossier"
	"passend/web/browsertest"
)

// TestReportPath: a placement is noted and added to, and the report on the period
// shows it, for UWV and for the employer, on the page and in Word.
func TestReportPath(t *testing.T) {
	base, accounts := startDemo(t)
	b := browsertest.Open(t, base)
	a := accounts[dossier.RoleCoach]
	b.SignIn(a.login, a.password)
	b.Click(".cards > li:first-child h2 a")
	worker := b.Path()

	b.Go(worker + "/plaatsingen")
	look(b, "coach-plaatsingen-leeg")
	b.Fill("#bedrijf", "De Vries Opslag")
	b.Fill("#functie", "planner")
	b.Fill("#uren", "zestien")
	setDate(b, "#van", time.Now())
	b.Click("form.card .primary")
	if b.Count(".note.error") != 1 {
		t.Error("hours in words are taken")
	}
	b.Fill("#uren", "16,5")
	b.Click("form.card .primary")
	if got := b.Text("article.card"); !strings.Contains(got, "De Vries Opslag") || !strings.Contains(got, "16,5") {
		t.Errorf("the placement is not kept: %s", got)
	}
	b.Click("article.card a")
	b.Fill("#evaluatie", "Het gaat goed.")
	b.Click("form.card .primary")
	if b.Count("article.card") != 1 || !strings.Contains(b.Text("article.card"), "Het gaat goed.") {
		t.Errorf("adding to it: %s", b.Text("main"))
	}
	look(b, "coach-plaatsingen")

	b.Go(worker + "/verslag")
	if got := b.Text("article.report"); !strings.Contains(got, "De Vries Opslag") || b.Count("article.report section") < 5 {
		t.Errorf("the report: %s", got)
	}
	look(b, "coach-verslag")
	b.Go(worker + "/verslag?van=2026-02-01&tot=2026-01-01")
	if b.Count(".note.error") != 1 {
		t.Error("a period that ends before it begins is taken")
	}

	w := accounts[dossier.RoleWorker]
	mine := browsertest.Open(t, base)
	mine.SignIn(w.login, w.password)
	mine.Go("/mijn-gegevens/verslag")
	look(mine, "werknemer-verslag")
	mine.Fill("#opmerking", "Zo ging het.")
	mine.Click("#gelezen button")
	if got := mine.Text("main"); mine.Count(".note.ok") != 1 || !strings.Contains(got, "Zo ging het.") {
		t.Errorf("read by the worker: %s", got)
	}

	client := signIn(t, base, a)
	resp, err := client.Get(base + worker + "/verslag?voor=werkgever&als=docx")
	if err != nil {
		t.Fatal(err)
	}
	defer resp.Body.Close()
	body, err := io.ReadAll(resp.Body)
	if err != nil || resp.StatusCode != http.StatusOK || resp.Header.Get("Content-Type") != "application/vnd.openxmlformats-officedocument.wordprocessingml.document" || !strings.HasPrefix(string(body), "PK") {
		t.Errorf("the Word file: %s %s %v", resp.Status, resp.Header.Get("Content-Type"), err)
	}
	for _, role := range []dossier.Role{dossier.RoleJobHunter, dossier.RoleWorker, dossier.RoleAdmin} {
		other := signIn(t, base, accounts[role])
		for _, page := range []string{"/verslag", "/plaatsingen"} {
			resp, err := other.Get(base + worker + page)
			if err != nil {
				t.Fatal(err)
			}
			resp.Body.Close()
			if resp.StatusCode == http.StatusOK {
				t.Errorf("%s sees %s", role, page)
			}
		}
	}
}
