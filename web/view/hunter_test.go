package view

import (
	"strings"
	"testing"
	"time"

	"passend/index/archive"
	"passend/matcher"
	"passend/matcher/dossier"
	"passend/web/desk"
)

// hunterSamples are the pages of job hunter, administrator, privacy officer and
// API, with every branch written.
func hunterSamples() map[string]any {
	now := time.Date(2026, 11, 25, 9, 0, 0, 0, time.UTC)
	contact := desk.Contact{EmployerContact: dossier.EmployerContact{Employer: "bakkerij", At: now, Channel: "phone", Outcome: "later", FollowUp: "2026-12-01", Note: "bel terug"}, Name: "Bakkerij", Label: "jobhunter"}
	prospect := desk.Prospect{Key: "bakkerij de korenaar", Name: "Bakkerij De Korenaar", Open: 2, Minutes: 20, Wait: true, LastContact: now, LastOutcome: "spoken", Reasons: []string{"Een."}, Agency: true, Parts: []matcher.Credit{{Key: "open", Points: 15, Most: 30, Count: 2}, {Key: "parttime", Points: 5, Most: 10, Count: 50}, {Key: "placed", Most: 10}},
		Workers: []desk.Ref{{ID: "1", Label: "case-1"}, {ID: "2", Label: "case-2"}}, Points: []desk.Point{{Lat: 51.56, Lon: 5.09}, {Lat: 52.1, Lon: 5.1}}}
	file := desk.EmployerFile{
		EmployerLine: desk.EmployerLine{Key: "bakkerij", Name: "Bakkerij", Open: 1, Total: 2, Agency: true},
		Fitting:      []desk.FittingCard{{Card: desk.Card{ID: "v", Title: "Bakker"}, Workers: prospect.Workers}},
		Vacancies:    []desk.Card{{Title: "Bakker", URL: "https://example.org", Places: "Tilburg", HoursMin: 96, HoursMax: 128, Posted: now}},
		Past:         []desk.PastCard{{Card: desk.Card{Title: "Verkoper"}, Closed: now}},
		Months:       []archive.Month{{Month: "2026-11", Opened: 2, Closed: 1}}, Contacts: []desk.Contact{contact},
		Points: prospect.Points, Questions: []string{"Hoeveel uur?"},
	}
	picture := MapPicture{Name: "kaart", Markers: []Marker{{Number: 1, Title: "Bakkerij", Open: true, Points: prospect.Points}, {Number: 2, Title: "B", Points: prospect.Points}}}
	user := dossier.User{ID: "u", Login: "coach", Label: "coach", Role: dossier.RoleCoach, Created: now}
	closed := user
	closed.Disabled = true
	form := ContactForm{Channel: "mail", Outcome: "spoken", Error: "Nee.", Saved: true, Channels: desk.ContactChannels, Outcomes: desk.ContactOutcomes}
	return map[string]any{
		"hunter_shortlist": ShortlistPage{Map: picture, Query: "?voor=1", Direct: true, First: 10, FirstHref: "/belscripts?eerste=10", Due: 2, Shortlist: desk.Shortlist{
			Workers: prospect.Workers, Chosen: "1", Spread: []desk.Share{{Ref: prospect.Workers[0], Employers: 2}, {Ref: prospect.Workers[1]}}, WithVacancy: []desk.Prospect{prospect}, Speculative: []desk.Prospect{{Key: "x", Name: "X", Past: 1}}, AsOf: now}},
		"hunter_employers":  EmployersPage{Lines: []desk.EmployerLine{file.EmployerLine}, Pager: Pager{Page: 2, Prev: "/p", Next: "/n"}},
		"hunter_employer":   EmployerPage{EmployerFile: file, Other: file.Vacancies, Map: picture, Form: form, Activity: Bars{Pair: true, Bars: []Bar{{Label: "11", Value: 2, Second: 1}}}},
		"hunter_contacts":   ContactsPage{FollowUps: []FollowUp{{Contact: contact, Due: true}, {Contact: contact}}, Contacts: []desk.Contact{contact}},
		"hunter_calls":      CallPage{Sheets: []CallSheet{{EmployerFile: file, Number: 1, Other: file.Vacancies, Form: form}, {EmployerFile: desk.EmployerFile{EmployerLine: file.EmployerLine}, Number: 2}}, Today: now, Saved: "bakkerij"},
		"admin_accounts":    AccountsPage{Accounts: []AccountLine{{User: user}, {User: closed}, {User: user, Self: true}}, Roles: dossier.Roles, Form: AccountForm{Role: "coach", Error: "Nee."}, Invitation: &Invitation{Login: "x", Link: "https://example.org/u", Expires: now}},
		"admin_assignments": AssignmentsPage{Workers: []AssignedWorker{{ID: "1", Label: "case-1", Users: []dossier.User{user}}, {ID: "2", Label: "case-2"}}, Users: []dossier.User{user}, Error: "Nee."},
		"admin_sources": SourcesPage{Sources: []SourcePicture{
			{SourceHealth: desk.SourceHealth{Name: "a", Kind: "sitemap", URL: "https://example.org", Usual: 3, Runs: []desk.RunLine{{}}, LastSuccess: now, FrozenWhy: "leeg"}, Picture: Bars{Usual: 3, Bars: []Bar{{Value: 2}, {Failed: true}}}, State: "frozen"},
			{SourceHealth: desk.SourceHealth{Name: "b"}, State: "new"}, {State: "good"}, {State: "low"}, {State: "failing"}}},
		"admin_runs":     RunsPage{Running: true, Here: "/beheer/ophalen", Source: "a", Now: []desk.RunLine{{Source: "a", Started: now, Pages: 2, Known: 8}}, Runs: []desk.RunLine{{Source: "a", Started: now, Outcome: "complete", Errors: map[string]int{"timeout": 2}, Note: "x"}}},
		"admin_versions": VersionsPage{Program: "dev"},
		"officer_audit":  AuditPage{Lines: []AuditLine{{Entry: dossier.Entry{Seq: 2, At: now, Action: "signin.refused"}}, {Entry: dossier.Entry{Seq: 1, At: now, Role: dossier.RoleSystem, Action: "worker.add", WorkerID: "w"}, Label: "x"}}, Older: "/o", Error: "Nee."},
		"officer_retention": RetentionPage{Due: []DueLine{{Due: dossier.Due{WorkerID: "w", Ended: now, EraseOn: now, Hold: "zaak"}}, {Due: dossier.Due{WorkerID: "v"}, Overdue: true}},
			Error: "Nee.", Proof: &dossier.Proof{WorkerID: "w", Rows: map[string]int{"record": 2}, KeyGone: true}},
		"api_tokens": TokensPage{Tokens: []dossier.Token{{ID: "t", Name: "x", Scopes: dossier.Scopes, Expires: now}}, Scopes: dossier.Scopes, Secret: "s", Error: "Nee."},
		"api_docs": DocsPage{Version: "1", Errors: []int{404}, Problem: "{}", Schemas: []Schema{{Name: "Card", Fields: []Parameter{{Name: "id", Type: "Card[]", Schema: "Card", Required: true}}}},
			Operations: []Operation{{Method: "GET", Path: "/workers", Summary: "x", Scope: "read", Status: "200", Answer: "Card[]", AnswerSchema: "Card", Example: "[]", Parameters: []Parameter{{Name: "id", In: "path", Type: "string", Required: true}}}, {Method: "POST", Takes: "{}"}}},
	}
}

// TestMapKeepsNumbersApart: markers at one place move aside and stay within the
// picture; what lies outside it is not drawn.
func TestMapKeepsNumbersApart(t *testing.T) {
	same := []desk.Point{{Lat: 51.56, Lon: 5.09}}
	var m MapPicture
	for i := range 12 {
		m.Markers = append(m.Markers, Marker{Number: i + 1, Title: "<b>", Open: i%2 == 0, Points: same})
	}
	m.Markers = append(m.Markers, Marker{Number: 99, Title: "far", Points: []desk.Point{{Lat: 12.1, Lon: -68.9}}})
	svg := string(drawMap(m))
	if strings.Count(svg, `class="mark`) != 12 || strings.Count(svg, "lead-line") != 11 || strings.Contains(svg, "far") {
		t.Errorf("%d markers, %d lines", strings.Count(svg, `class="mark`), strings.Count(svg, "lead-line"))
	}
	if strings.Contains(svg, "<b>") || !strings.Contains(svg, "&lt;b&gt;") {
		t.Error("a title is not escaped")
	}
	// Tilburg lies in the land: in the south, a third from the left of it.
	if x, y := project(same[0]); x < 150 || x > 190 || y < 190 || y > 230 {
		t.Errorf("Tilburg at %.0f, %.0f", x, y)
	}
}

func TestBars(t *testing.T) {
	svg := string(drawBars(Bars{Name: `a"b`, Usual: 4, Pair: true, Bars: []Bar{{Label: "11", Value: 4, Second: 2}, {Failed: true}}}))
	for _, want := range []string{"a&#34;b", `class="usual" d="M0 14.0`, `height="35.0"`, `class="failed"`} {
		if !strings.Contains(svg, want) {
			t.Errorf("no %s in %s", want, svg)
		}
	}
}
