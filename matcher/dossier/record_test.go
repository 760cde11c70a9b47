package dossier

import (
	"errors"
	"testing"

	"passend/matcher/profile"
)

func TestConsiderationsAreKeptAndReasoned(t *testing.T) {
	s := testStore(t, t.TempDir())
	ctx := t.Context()
	coach, hunter := addUser(t, s, "coach", RoleCoach), addUser(t, s, "hunter", RoleJobHunter)
	id, err := s.As(coach).AddWorker(ctx, testWorker(), hunter.UserID)
	if err != nil {
		t.Fatal(err)
	}
	reasoned := "De werkgever zegt dat tillen tot vijf kilo blijft."
	for _, c := range []struct {
		name string
		a    Actor
		body Body
		want any // nil, an error to match, or *InvalidError
	}{
		{"as proposed", coach, Consideration{Proposal: "ask", Verdict: "ask", Next: "ask"}, nil},
		{"departs without reason", coach, Consideration{Proposal: "ask", Verdict: "suitable", Next: "apply", Motivation: "kan best"}, &InvalidError{}},
		{"departs with reason", coach, Consideration{Proposal: "ask", Verdict: "suitable", Next: "apply", Motivation: reasoned}, nil},
		{"rejected without code", coach, Consideration{Proposal: "ask", Verdict: "ask", Next: "reject", Motivation: reasoned}, &InvalidError{}},
		{"rejected with code", coach, Consideration{Proposal: "ask", Verdict: "ask", Next: "reject", Motivation: reasoned, Rejections: []Rejection{{Code: RejectTravel}}}, nil},
		{"a job hunter decides nothing", hunter, Consideration{Proposal: "ask", Verdict: "ask", Next: "ask"}, ErrDenied},
		{"a job hunter writes no notes", hunter, Note{Text: "belt morgen"}, ErrDenied},
	} {
		_, err := s.As(c.a).Add(ctx, New{WorkerID: id, VacancyID: "v1", Body: c.body})
		var invalid *InvalidError
		switch want := c.want.(type) {
		case nil:
			if err != nil {
				t.Errorf("%s: %v", c.name, err)
			}
		case *InvalidError:
			if !errors.As(err, &invalid) {
				t.Errorf("%s: %v, want an InvalidError", c.name, err)
			}
		case error:
			if !errors.Is(err, want) {
				t.Errorf("%s: %v, want %v", c.name, err, want)
			}
		}
	}
	all, err := Records[Consideration](ctx, s.As(coach), id, "v1")
	if err != nil || len(all) != 3 {
		t.Fatalf("Records = %d, %v", len(all), err)
	}
	if _, err := Records[Consideration](ctx, s.As(hunter), id, ""); !errors.Is(err, ErrDenied) {
		t.Errorf("a job hunter reads decisions: %v", err)
	}
	fix, err := s.As(coach).Add(ctx, New{WorkerID: id, VacancyID: "v1", Corrects: all[0].ID, Body: Consideration{Proposal: "ask", Verdict: "ask", Next: "keep"}})
	if err != nil {
		t.Fatal(err)
	}
	all, err = Records[Consideration](ctx, s.As(coach), id, "")
	if now := Current(all); err != nil || len(all) != 4 || len(now) != 3 || now[2].ID != fix {
		t.Errorf("after a correction %d records, %d current, %v", len(all), len(now), err)
	}
	if _, err := s.As(coach).Add(ctx, New{WorkerID: id, Corrects: "elders", Body: Note{Text: "x"}}); !errors.Is(err, ErrNotFound) {
		t.Errorf("a correction of nothing: %v", err)
	}
}

func TestVersionsAreKept(t *testing.T) {
	s := testStore(t, t.TempDir())
	ctx := t.Context()
	coach := addUser(t, s, "coach", RoleCoach)
	id, err := s.As(coach).AddWorker(ctx, testWorker())
	if err != nil {
		t.Fatal(err)
	}
	v := s.As(coach)
	var invalid *InvalidError
	if err := v.SaveSearch(ctx, id, profile.Search{}); !errors.As(err, &invalid) {
		t.Errorf("a search profile without a reason: %v", err)
	}
	if err := v.SaveSearch(ctx, id, profile.Search{Reason: "verbreed na week 52", Directions: []profile.Direction{{Text: "receptionist"}}}); err != nil {
		t.Fatal(err)
	}
	all, err := v.Searches(ctx, id)
	if err != nil || len(all) != 2 || all[0].Body.Directions[0].Text != "planner" || all[1].Body.Directions[0].Text != "receptionist" {
		t.Errorf("Searches = %+v, %v", all, err)
	}
	if w, err := v.Worker(ctx, id); err != nil || w.Search.Reason != "verbreed na week 52" {
		t.Errorf("Worker has search %+v, %v", w.Search, err)
	}
}
