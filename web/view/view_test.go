package view

import (
	"io"
	"maps"
	"strings"
	"testing"
	"time"

	"github.com/jba/templatecheck"

	"passend/web/desk"
	"passend/web/locale"
	"passend/web/static"
)

// bodies names the struct of every page; a page that is not here fails the test.
var bodies = samples(map[string]any{
	"account_own": OwnAccountPage{}, "signin_code": SignInPage{}, "invitation": InvitationPage{}, "worker_shelf": ShelfPage{}, "worker_all": WorkerListPage{}, "answer": AnswerPage{}, "worker_vacancy": WorkerVacancyPage{},
	"account_factor": OwnAccountPage{}, "account_recovery": RecoveryPage{},
	"coach_intake": IntakePage{}, "coach_draft": DraftPage{}, "coach_table": IntakePage{}, "coach_open": OpenPage{}, "coach_import": ImportPage{},
	"worker_find": FindPage{}, "worker_add": AddPage{}, "worker_problem": Problem{}, "worker_file": FilePage{}, "worker_trail": TrailPage{}, "worker_export": ExportPage{},
	"caseload": CaseloadPage{}, "error": ErrorPage{},
	"list": ListPage{}, "signin": SignInPage{}, "vacancy": VacancyPage{},
})

// samples adds the filled-in pages of the roles to all.
func samples(all map[string]any) map[string]any {
	for name, body := range coachSamples() {
		if _, shared := all[name]; !shared {
			all[name] = body
		}
	}
	maps.Copy(all, hunterSamples())
	return all
}

func testViews(t *testing.T) *Views {
	t.Helper()
	catalogues, err := locale.Load()
	if err != nil {
		t.Fatal(err)
	}
	assets, err := static.New()
	if err != nil {
		t.Fatal(err)
	}
	v, err := New(catalogues, assets)
	if err != nil {
		t.Fatal(err)
	}
	return v
}

// TestTemplatesFitTheirStructs: every field that a template uses exists.
func TestTemplatesFitTheirStructs(t *testing.T) {
	for name, tmpl := range testViews(t).byLanguage[locale.Default] {
		body, ok := bodies[name]
		if !ok {
			t.Errorf("page %s has no struct in this test", name)
			continue
		}
		content := tmpl.Lookup("content")
		if err := templatecheck.CheckHTML(content, struct {
			Frame Frame
			Body  any
		}{Body: body}); err != nil {
			t.Errorf("%s: %v", name, err)
		}
	}
}

// full has every field of a card set, so that every branch is written.
func full() Card {
	return Card{
		Href: "/x", Title: "Planner", Employer: "Bedrijf", Places: "Tilburg", Hours: "24–32", Pay: "€ 2.800", TravelMinutes: 20,
		Verdict: "navragen", Preference: 70, Qualification: 60, Certainty: 50, MorePlaces: 2, Questions: []string{"Hoeveel uur?"}, Open: 1,
		Reasons: []Reason{{State: "within", Text: "past", Quote: "licht werk", Mark: 1}, {State: "exceeds", Text: "te zwaar"},
			{State: "found", Text: "rijbewijs"}, {State: "not_found", Text: "diploma"}, {State: "not_stated", Text: "onbekend"}},
	}
}

func suggestion() SuggestionCard {
	return SuggestionCard{
		Card: full(), ID: "1", Number: 1, Why: []WhyLine{{"heart", "past"}}, Quote: "licht werk", Answer: "maybe", Reason: "te ver", AnsweredAt: time.Now(), Advised: true,
		Applied: &AppliedLine{Date: time.Now(), FollowUp: time.Now(), Channel: "email", Outcome: "open", Response: "later"},
		Form:    ApplyForm{ID: "1", Again: true, Channel: "email", Outcome: "open", Channels: []string{"email", "coach"}, Outcomes: []string{"open", "hired"}, Error: "fout"},
		Judge:   JudgeForm{ID: "1", Title: "Planner", Answer: "yes", Number: 1, Keys: true, Refusals: []string{"far", "employer"}},
	}
}

func file() FilePage {
	return FilePage{
		Parts:    []FilePart{{Key: "work", Lines: []FileLine{{"done", "planner"}, {"done", "chauffeur"}}}, {Key: "hours"}},
		Possible: []string{"licht werk"}, IssuedOn: time.Now(), Proposals: []ProposalLine{{Field: "work", Text: "x"}}, Fields: []string{"work", "other"}, Field: "work", Error: "fout", Done: true,
	}
}

func TestPagesRender(t *testing.T) {
	pages := samples(map[string]any{
		"account_own": OwnAccountPage{Login: "x", Role: "admin", Language: "nl", Theme: "dark", Languages: []string{"nl", "en"}, Done: "weergave",
			Problem: &Problem{Form: "wachtwoord", Text: "fout"}, Secret: "ABC", Passkeys: true, Keys: []PasskeyLine{{ID: "1", Name: "x", Used: time.Now()}},
			Logins: []LoginLine{{ID: "1", Browser: "Firefox", Device: "phone", Here: true}, {ID: "2", Device: "unknown"}}},
		"signin_code": SignInPage{To: "/", Error: "error.code"},
		"worker_shelf": ShelfPage{Shelf: "new", Tabs: []ShelfTab{{Key: "new", Count: -1, Current: true}, {Key: "saved", Count: 2}}, Said: "yes", Notice: "x",
			Cards: []SuggestionCard{suggestion(), {Card: Card{Title: "weg"}, Gone: true, Answer: "yes"}}, Left: 9, More: "/m", Later: []SuggestionCard{{Card: full(), Number: 2}},
			Rules: []RuleLine{{"up", "planner", 2}, {"down", "chef", 1}, {"employer", "Bedrijf", 0}}},
		"worker_all": WorkerListPage{Scanned: 9, More: "/m", Next: "/n", First: "/f",
			Groups: []WorkerGroup{{Key: "proposals", Count: 3, Cards: []Card{full()}, From: 20}, {Key: "hidden", Count: 2, Href: "/h"}}},
		"worker_vacancy": WorkerVacancyPage{Check: CheckForm{ID: "1", Said: "missing", CheckedOn: time.Now()}, SuggestionCard: suggestion(), URL: "https://example.org", Closed: true, Unread: true, Said: "no",
			Fits: full().Reasons, Not: full().Reasons, Open: full().Reasons, Text: []Segment{{Text: "licht", Mark: 1, State: "within"}}},
		"worker_find": FindPage{Query: "planner", Searched: true, Total: 1, Corrected: []string{"x"}, Loosened: true, Cards: []SuggestionCard{suggestion()},
			Pager: Pager{Page: 2, Pages: 3, Prev: "/p", Next: "/n"}},
		"worker_add": AddPage{Text: "x", Error: "fout"},
		"answer": AnswerPage{Title: "Planner", Employer: "Bedrijf", URL: "https://example.org", Back: "/", Saved: true, Levels: []string{"0", "3"}, Level: "3", Key: "sit", Items: []desk.AnswerItem{{Key: "sit", Name: "zitten"}}, Error: "Nee.",
			Answers: []AnswerLine{{Name: "zitten", Level: 2, Kilos: "3", Role: "coach", Text: "valt mee", At: time.Now()}, {Name: "lopen"}}},
		"worker_problem": Problem{Form: "/", Text: "fout"},
		"worker_file":    file(),
		"worker_trail":   TrailPage{Others: []TrailLine{{Label: "coach", Role: "coach", Action: "read", Times: 2}}, Own: []TrailLine{{Own: true, Action: "other", Times: 1}}},
		"worker_export": ExportPage{FilePage: file(), Label: "case-1", Saved: []SuggestionCard{suggestion()}, Applications: []SuggestionCard{suggestion()},
			Trail: []TrailLine{{Role: "system", Action: "export", Times: 1}}},
		"invitation": InvitationPage{Login: "x", Least: 12, Error: "invite.short"},
		"caseload":   CaseloadPage{Workers: []WorkerLine{{Href: "/w", Label: "case-1", Directions: []string{"planner"}, Proposals: 3}}},
		"error":      ErrorPage{Text: "error.busy", Request: "1"},
		"signin":     SignInPage{To: "/", Error: "error.signin", Demo: true},
		"list": ListPage{Label: "case-1", Directions: []string{"planner"}, Conditions: "licht werk", Scanned: 9,
			Groups: []Group{{Key: "proposals", Count: 1, Cards: []Card{full()}}, {Key: "outside", Count: 2, Href: "/o"}, {Key: "collapsed"}, {Key: "hidden"}},
			Pager:  Pager{Page: 2, Pages: 3, Prev: "/p", Next: "/n"}},
		"vacancy": VacancyPage{Card: full(), URL: "https://example.org", Changes: []string{"minder tillen"}, Closed: true, Unread: true,
			Text: []Segment{{Text: "a <b> "}, {Text: "licht werk", Mark: 1, State: "within"}}},
	})
	v := testViews(t)
	for name := range bodies {
		for language := range v.byLanguage {
			f := Frame{Title: "T", Language: language, Demo: true, User: &User{Label: "x", Role: "coach"}, Nav: []Link{{Href: "/", Text: "n", Current: true}}}
			if err := v.Render(io.Discard, name, Page{Frame: f, Body: pages[name]}); err != nil {
				t.Errorf("%s in %s: %v", name, language, err)
			}
		}
	}
	var out strings.Builder
	if err := v.Render(&out, "vacancy", Page{Frame: Frame{Language: "nl"}, Body: pages["vacancy"]}); err != nil {
		t.Fatal(err)
	}
	if !strings.Contains(out.String(), "a &lt;b&gt;") || !strings.Contains(out.String(), `<mark id="citaat-1"`) {
		t.Error("the text is not escaped, or has no mark")
	}
}
