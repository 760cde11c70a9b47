package main

import (
	"strings"
	"testing"
	"time"

	"passend/matcher/dossier"
	"passend/web/browsertest"
)

// TestRetentionPages: a coach ends a trajectory, sees when the file goes, and can
// open it again; the privacy officer sees the same by number, without a label.
func TestRetentionPages(t *testing.T) {
	url, accounts := startDemo(t)
	b := browsertest.Open(t, url)
	coach, officer := accounts[dossier.RoleCoach], accounts[dossier.RolePrivacyOfficer]
	b.SignIn(coach.login, coach.password)
	label := b.Text(".cards > li:first-child h2 a")
	b.Click(".cards > li:first-child h2 a")
	worker := strings.SplitN(b.Path(), "?", 2)[0]
	b.Go(worker + "/overzicht")
	b.Tap("#einde summary")
	b.SetDate("#einde-dag", time.Now().AddDate(0, 1, 0).Format(time.DateOnly))
	b.Click("#einde button")
	if !strings.Contains(b.Text("#einde"), "al is geweest") {
		t.Errorf("a day to come: %s", b.Text("#einde"))
	}
	ended := time.Now().AddDate(0, -23, 0)
	b.SetDate("#einde-dag", ended.Format(time.DateOnly))
	b.Click("#einde button")
	if !strings.Contains(b.Text(".tasks"), "gewist vanaf") || b.Count("#einde [value=open]") != 1 {
		t.Errorf("the coach is not told: %s", b.Text("main"))
	}
	look(b, "coach-afronden")

	b.Click(".who button")
	b.SignIn(officer.login, officer.password)
	b.Go("/privacy/bewaren")
	page := b.Text("main")
	if b.Count(".cards li") != 1 || strings.Contains(page, label) || !strings.Contains(page, "Nog niet aangekondigd") {
		t.Errorf("the officer sees: %s", page)
	}
	look(b, "officer-bewaren")
	id := b.Text(".cards h3")
	b.Fill("#dossier", id)
	b.Fill("#reden", "verzoek van de werknemer")
	b.Check("[name=zeker]")
	b.Click("#handeling .danger")
	if b.Count(".note.ok") != 1 || b.Count("#gewist tbody tr") != 1 || !strings.Contains(b.Text("#gewist"), "weg") {
		t.Errorf("no proof: %s", b.Text("main"))
	}
	look(b, "officer-gewist")
	b.Go("/privacy/logboek?dossier=" + id)
	page = b.Text("main")
	if strings.Contains(page, label) || !strings.Contains(page, "wiste het dossier") || !strings.Contains(page, "alleen nummers") {
		t.Errorf("the log: %s", page)
	}
	look(b, "officer-logboek")
}
