package desk

import (
	"slices"
	"testing"
	"time"

	"passend/matcher/dossier"
)

func said(vacancy string, f dossier.Feedback) dossier.Record[dossier.Feedback] {
	return dossier.Record[dossier.Feedback]{ID: "r-" + vacancy, VacancyID: vacancy, Body: f}
}

// TestAnswersRuleTheList: only a reason that other vacancies share changes it.
func TestAnswersRuleTheList(t *testing.T) {
	r := rulesOf(nil, []dossier.Record[dossier.Feedback]{
		said("1", dossier.Feedback{Answer: "yes", Direction: "planner"}),
		said("2", dossier.Feedback{Answer: "maybe", Direction: "planner"}),
		said("3", dossier.Feedback{Answer: "no", Code: "far", Direction: "planner"}),
		said("4", dossier.Feedback{Answer: "no", Code: refusalWork, Direction: "portier"}),
		said("5", dossier.Feedback{Answer: "no", Code: refusalEmployer, Direction: "planner", Employer: "Bedrijf"}),
	})
	if !slices.Equal(r.Up, []string{"planner"}) || !slices.Equal(r.Down, []string{"portier"}) || !slices.Equal(r.ExcludedEmployers, []string{"Bedrijf"}) {
		t.Errorf("rules %+v", r)
	}
}

// TestEveryCodeHasWords: the dossier says in Dutch what the screen asked.
func TestEveryCodeHasWords(t *testing.T) {
	for _, c := range RefusalCodes {
		if refusals[c] == "" {
			t.Errorf("no words for %s", c)
		}
	}
	for _, f := range ProposalFields {
		if proposalWords[f] == "" {
			t.Errorf("no words for %s", f)
		}
	}
}

// TestWhatIsKeptRemains: a vacancy that vanished keeps its title, the answer
// and the application.
func TestWhatIsKeptRemains(t *testing.T) {
	at := time.Date(2026, 11, 25, 9, 0, 0, 0, time.UTC)
	f := said("1", dossier.Feedback{Answer: "yes", Title: "Planner", Employer: "Bedrijf"})
	f.At = at
	s := &sitting{
		feedback: map[string]dossier.Record[dossier.Feedback]{"1": f},
		applied: map[string]dossier.Record[dossier.Application]{"2": {ID: "a", VacancyID: "2",
			Body: dossier.Application{Date: "2026-11-24", Title: "Portier", Outcome: "open"}}},
		decided: map[string]*Decision{"1": {Judgement: Judgement{Next: "apply"}}},
	}
	if x := s.about("1"); x.Vacancy.Title != "Planner" || x.Answer != "yes" || !x.AnsweredAt.Equal(at) || !x.Advised || x.Applied != nil {
		t.Errorf("about an answer: %+v", x)
	}
	if x := s.about("2"); x.Vacancy.Title != "Portier" || x.Applied == nil || x.Applied.Date != "2026-11-24" || x.Advised {
		t.Errorf("about an application: %+v", x)
	}
}
