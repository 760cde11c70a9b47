package view

import (
	"strings"
	"testing"
	"time"

	"passend/matcher"
	"passend/matcher/dossier"
	"passend/web/desk"
)

// coachSamples are the pages of a coach, with every branch written. Lists,
// caseload and vacancy stand here as a coach sees them too.
func coachSamples() map[string]any {
	now := time.Date(2026, 11, 25, 9, 0, 0, 0, time.UTC)
	t := &Tabs{Label: "case-1"}
	for range 8 {
		t.Links = append(t.Links, Link{Href: "/t", Text: "tab", Current: len(t.Links) == 1})
	}
	decision := desk.Decision{ID: "1", At: now, By: "coach", VacancyID: "v", Title: "Planner", Employer: "Bedrijf", Proposal: "navragen", Replaced: true,
		Judgement: desk.Judgement{Verdict: "passend", Next: "ask", Motivation: "de uren kunnen", Asked: "hoe zwaar?", Answer: "licht"}}
	line := DecisionLine{Decision: decision, Href: "/v", Codes: []string{"uren"}}
	choice := []Choice{{Value: "a", Text: "A", Key: "1", Chosen: true}, {Value: "b", Text: "B"}}
	reach := Reach{Shown: true, Groups: []ReachLine{{"proposals", 1, 2}, {"outside", 2, 1}}, Warnings: []string{"Let op."}, Error: "Nee."}
	points := []desk.DistancePoint{{At: now, Total: 40}, {At: now.AddDate(0, 0, 7), Total: 30}}
	marks := []TimelineMark{{Name: "Plan", Who: "werkgever", Basis: "wet", Week: 8, Date: now, Past: true}, {Name: "WIA", Week: 93, Date: now, Near: true, Reason: "uitstel"}}
	rejected := full()
	rejected.Decision = &DecisionLine{Decision: desk.Decision{At: now, Judgement: desk.Judgement{Next: "reject"}}, Codes: []string{"uren"}}
	decided := full()
	decided.Decision = &line
	decided.Rubrics = []RubricMark{{1, "Persoonlijk functioneren", "none"}, {4, "Dynamische handelingen", "exceeds"}, {5, "Statische houdingen", "ask"}, {6, "Werktijden", "within"}}
	return map[string]any{
		"coach_overview": CoachOverview{Tabs: t, Conditions: "licht", Directions: []string{"planner"}, Proposals: 2, Tasks: []TaskLine{{"milestone", "Plan", "/p"}}, Week: 60,
			Timeline: marks, Upcoming: marks[1:], Passed: marks[:1], Distance: points, Decisions: []DecisionLine{line}, Corrections: []CorrectionLine{{"work", "anders", now}}, Saved: true,
			Sick: TrajectoryForm{Action: "/a", Error: "Nee.", FirstSickDay: "2026-01-01", Interruptions: []InterruptionRow{{Maternity: true}}, Milestones: choice}},
		"coach_person":  PersonForm{Tabs: t, Error: "Nee.", Confirm: true, Gaps: []string{"Vraag?"}, Transport: choice, Work: "bakker; 3"},
		"coach_profile": CoachProfile{Saved: true, Edit: "/e", Tabs: t, Sections: []ProfileSection{{"Werk", []string{"planner"}}}, Warnings: []string{"x"}, Gaps: []string{"y"}},
		"coach_search_profile": SearchForm{Tabs: t, Action: "/a", Error: "Nee.", Confirm: true, Saved: true, Directions: []DirectionRow{{N: 1, Text: "planner"}}, Excluded: []DirectionRow{{N: 1}},
			LevelMin: choice, LevelMax: choice, Times: []TimeRow{{"day", "dag", choice}}, Travel: []TravelRow{{"car", "auto", "45"}}, Remote: choice, Contracts: choice,
			Wording: "Licht werk.", Approved: true, Abroad: true, Reach: reach, Version: 2},
		"coach_capacity": CapacityForm{Tabs: t, Action: "/a", Error: "Nee.", Confirm: true, Saved: true, Version: 2, Source: "FML_A", Sources: []Link{{Href: "/a", Text: "A", Current: true}},
			Errors: []FieldError{{"dag", "", "Nee."}, {"regels", "", "Regel 1: nee"}, {"w_lift", "4.14 Tillen", "Nee."}, {"opbouw_1", "", "Nee."}}, BuildUp: []StepRow{{N: 1, From: "2026-12-01", Week: "16"}, {N: 2}},
			Lines: "4.14 2", Read: []ReadLine{{N: 1, Code: "4.14", Name: "Tillen", Words: "beperkt"}, {N: 2, Error: "nee"}},
			Issuers: choice, Statuses: choice, NoUsable: true, DayQualifier: choice, WeekQualifier: choice, Warnings: []string{"x"}, Wording: "Licht werk.",
			Other: "B", Translated: []TranslatedItem{{Code: "4.14", Name: "Tillen of dragen", Refused: "twee punten"}, {"5.1", "Zitten", "5.1", "Zitten", ""}},
			Rubrics: []CapacityRubric{{Number: 4, Name: "Dynamisch", Stated: 1, Items: []CapacityItem{{Key: "lift", Code: "4.14", Name: "Tillen", Levels: choice, Stated: true, Numbers: true, More: true, Value: "5", Units: choice, Qualifiers: choice, Sides: choice, Severities: choice}, {Key: "x", Name: "X", Options: choice}}}}},
		"coach_log": CoachLog{Tabs: t, Saved: true, Entries: []LogLine{{At: now, Kind: "decision", Decision: &line}, {At: now, Kind: "activity", Title: "gesprek", Lines: []string{"klaar"}}, {At: now, Kind: "application", Title: "Planner", Href: "/v#sollicitatie"}}, Activity: ActivityForm{Error: "Nee.", Confirm: true, Phases: choice, Statuses: choice}},
		"coach_report": CoachReport{Tabs: t, Action: "/a", From: "2026-09-01", Until: "2026-11-25", Editions: choice, Error: "report.period.wrong", Word: "/w", Report: ReportText{"Verslag", []string{"case-1"},
			[]ReportSection{{"Kort", []string{"regel"}, []string{"punt"}, []string{"Wat", "Aantal"}, [][]string{{"gezien", "12"}}}}}},
		"worker_report":    WorkerReport{Until: "2026-11-25", Word: "/w", Error: "Nee.", Confirm: true, Saved: true, Report: ReportText{Title: "Verslag"}},
		"coach_placements": CoachPlacements{Tabs: t, Action: "/a", Saved: true, Placements: []PlacementLine{{"planner, De Vries", "/p", []string{"16 uur"}}}, Form: PlacementForm{Corrects: "1", Changing: "De Vries", Error: "Nee.", Confirm: true, Forms: choice}},
		"coach_notes":      CoachNotes{Tabs: t, Notes: []desk.NoteLine{{Note: dossier.Note{Text: "x", Purpose: "p", Agreed: "a", Next: "n"}, At: now, By: "coach", Confirmed: "nodig"}}, Error: "Nee.", Confirm: true, Saved: true},
		"coach_insight": CoachInsight{Tabs: t, Now: 1, Scanned: 9, Distance: points, Levers: []LeverLine{{matcher.Lever{Text: "Meer", Opens: 3, Medical: true}, []Link{{Href: "/v", Text: "Planner"}}}}, Medical: []LeverLine{{Lever: matcher.Lever{Text: "Meer", Opens: 3, Medical: true}}},
			Pairs: []LeverLine{{Lever: matcher.Lever{Kind: "pair", Text: "Meer En: verder", Opens: 3, Medical: true}}}, PairsShown: true, Least: 5,
			Directions: []matcher.Prospect{{Direction: "planner", Suggested: true}}, Gap: &matcher.Gap{Total: 30, Suggestions: []matcher.Suggestion{{Text: "Haal dit", Closes: 2, Effort: 3}},
				Directions: []matcher.DirectionGap{{Direction: "chef", Vacancies: 3}, {Direction: "planner", Vacancies: 9, Gap: 20, Elements: []matcher.GapElement{{Name: "Excel", Share: 20, Has: 50}}}}}},
		"coach_find": CoachFind{Box: "planner", Total: 1, Cards: []Card{full()}, Sectors: choice, Contracts: choice, Education: choice, Remotes: choice, Sorts: choice, NoShifts: true, Unknown: true,
			Facets: []FacetBox{{"find.sector", []FacetLine{{"Zorg", "/f", 2}}}}, UnknownLines: []string{"x"}, Corrected: []string{"y"}, Loosened: true, PlaceUnknown: true, Pager: Pager{Page: 2, Pages: 3, Prev: "/p", Next: "/n"}},
		"coach_vacancy": CoachVacancyFor{Card: full(), URL: "https://example.org", Text: "tekst", Saved: true, Fits: []FitLine{{desk.Fit{Worker: desk.Head{Label: "case-1"}, Verdict: "passend", Group: "proposals", Minutes: 20, Decision: &decision}, "/w"}}},
		"coach_open":    OpenPage{Error: "Nee.", Label: "case-1", Consent: true, Most: 40},
		"coach_add":     CoachAdd{Error: "Nee.", Address: "https://example.org"},
		"caseload":      CaseloadPage{Coach: true, Workers: []WorkerLine{{Href: "/w", Label: "case-1", File: "/f", Week: 60, Proposals: 2, Later: 1, Tasks: []TaskLine{{"gaps", "Vraag", "/p"}, {"call", "Bel", "/p"}}}}, Kinds: []KindLink{{Link{Href: "/c", Text: "Alle", Current: true}, 2}, {Link{Href: "/d", Text: "Bel"}, 1}, {Link{Href: "/d", Text: "Bel"}, 1}}},
		"list": ListPage{Tabs: t, Label: "case-1", Rules: []desk.RuleLine{{Kind: "up", Text: "planner", Times: 2}, {Kind: "down", Text: "chef", Times: 1}, {Kind: "employer", Text: "Bedrijf"}},
			Groups: []Group{{Key: "proposals", Count: 2, Cards: []Card{rejected, decided}}}},
		"vacancy": VacancyPage{Card: full(), Tabs: t, Groups: []ReasonGroup{{"no", full().Reasons}, {"ask", nil}, {"unstated", full().Reasons}},
			Coach: &CoachVacancy{Feedback: "yes", FeedbackReason: "leuk", Clients: "/c", Skip: "/n", Done: &line, Decisions: []DecisionLine{line}, Application: CoachApplication{Error: "Nee.", Confirm: true, Kept: true, Saved: true, Channels: choice, Outcomes: choice},
				Rubrics: []desk.RubricSides{{Name: "Dynamisch", Sides: []desk.Side{{Key: "lift", Code: "4.14", Label: "Tillen", Limit: "5 kg", Severity: 2, Asked: "veel", Level: 3, Basis: "task", State: "exceeds", Quote: "zwaar tillen"}, {Label: "X", Severity: -1, Level: -1, State: "not_stated", Asked: "niet genoemd"}}}},
				Form:    DecisionForm{Action: "/a", Error: "Nee.", Saved: true, Proposal: "navragen", Verdict: "passend", Next: "reject", Verdicts: choice, Steps: choice, Near: choice, Codes: choice, Sentences: choice, Taken: []string{"A"}, Last: true, Items: choice, Reasonable: "ja", Asked: "x", ExcludeEmployer: true}},
			Text: []Segment{{Text: "licht werk", Mark: 1, State: "within"}}},
	}
}

// TestCoachPagesRender writes what a coach sees on the shared pages too.
func TestCoachPagesRender(t *testing.T) {
	v := testViews(t)
	for name, body := range coachSamples() {
		for language := range v.byLanguage {
			var out strings.Builder
			if err := v.Render(&out, name, Page{Frame: Frame{Title: "T", Language: language}, Body: body}); err != nil {
				t.Errorf("%s in %s: %v", name, language, err)
			}
			if s := out.String(); strings.Contains(s, "<no value>") || strings.Contains(s, "%!") || strings.Contains(s, "style=") {
				t.Errorf("%s in %s has an empty value, a bad format or a style of its own", name, language)
			}
		}
	}
}

// TestLevelBar: the limit is hatched, and what the work asks is filled.
func TestLevelBar(t *testing.T) {
	for _, c := range []struct{ severity, level, beyond, filled int }{{0, 2, 0, 2}, {1, 3, 1, 3}, {2, 1, 2, 1}, {3, -1, 3, 0}, {-1, 1, 0, 1}} {
		s := string(levelBar(c.severity, c.level))
		if n := strings.Count(s, "<path"); n != c.beyond {
			t.Errorf("severity %d: %d beyond the limit", c.severity, n)
		}
		if n := strings.Count(s, `fill="var(--good)"`) + strings.Count(s, `fill="var(--bad)"`); n != c.filled {
			t.Errorf("level %d: %d filled", c.level, n)
		}
	}
}
