package main

import (
	"net/url"
	"testing"

	"passend/matcher/dossier"
	"passend/web/browsertest"
)

// TestAxe: axe-core finds nothing on any page, in light, dark and high contrast,
// on a phone and on a desk.
func TestAxe(t *testing.T) {
	if testing.Short() {
		t.Skip("every page in every theme takes minutes")
	}
	base, accounts := startDemo(t)
	b := browsertest.Open(t, base)
	b.Go("/inloggen")
	if !b.Axe("/inloggen") {
		t.Skip("axe-core is not there: .ci/run fetches it with npm")
	}
	var employers struct{ Items []struct{ Key string } }
	client := signIn(t, base, accounts[dossier.RoleJobHunter])
	get(t, client, base+"/api/v1/employers?limit=1", &employers)
	var workers, vacancies struct{ Items []struct{ ID string } }
	get(t, client, base+"/api/v1/workers", &workers)
	get(t, client, base+"/api/v1/vacancies?limit=1", &vacancies)
	worker, vacancy, key := workers.Items[0].ID, vacancies.Items[0].ID, employers.Items[0].Key
	for _, c := range []struct {
		role  dossier.Role
		paths []string
	}{
		{dossier.RoleJobHunter, []string{"/caseload", "/werkgevers", "/werkgevers/" + url.PathEscape(key), "/belscripts?werkgever=" + url.QueryEscape(key),
			"/belscripts?eerste=10", "/vacatures/" + vacancy + "/antwoord", "/vacatures-per-werkgever", "/contacten", "/account", "/account/sleutels", "/account/api", "/niets", "/werknemers/" + worker, "/werknemers/" + worker + "/vacatures/" + vacancy}},
		{dossier.RoleAdmin, []string{"/beheer/accounts", "/beheer/toewijzingen", "/beheer/bronnen", "/beheer/ophalen", "/beheer/versies"}},
		{dossier.RolePrivacyOfficer, []string{"/privacy/logboek", "/privacy/bewaren"}},
		{dossier.RoleCoach, coachPaths(worker, vacancy)},
		{dossier.RoleWorker, workerPaths(vacancy)},
	} {
		a := accounts[c.role]
		b.SignIn(a.login, a.password)
		for _, path := range c.paths {
			b.Go(path)
			b.Axe(path)
		}
		b.Click(".who button")
	}
}

// coachPaths and workerPaths are the pages of coach and worker.
func coachPaths(worker, vacancy string) []string {
	file := "/werknemers/" + worker
	paths := []string{"/caseload", "/coach/zoeken", "/coach/vacatures/" + vacancy, "/toevoegen", file, file + "/vacatures/" + vacancy}
	for _, p := range []string{"overzicht", "profiel", "zoekprofiel", "belastbaarheid", "afwegingen", "plaatsingen", "notities", "inzicht", "verslag"} {
		paths = append(paths, file+"/"+p)
	}
	return paths
}

func workerPaths(vacancy string) []string {
	return []string{"/voor-mij", "/voor-mij/alles", "/voor-mij/vacatures/" + vacancy, "/zoek-werk?q=planner", "/zoek-werk/toevoegen",
		"/mijn-gegevens", "/mijn-gegevens/inzage", "/mijn-gegevens/verslag", "/mijn-gegevens/kopie", "/account"}
}
