package desk

import (
	"errors"
	"testing"
	"time"

	"passend/index/column"
	"passend/index/demand"
	"passend/index/place"
	"passend/index/reading"
	"passend/index/vacancy"
	"passend/matcher/dossier"
	"passend/matcher/profile"
)

func TestProgress(t *testing.T) {
	d, now, hunter := hunterDesk(t)
	ctx := t.Context()
	d.Columns = column.NewStore(column.FromGazetteer(place.Default()))
	u, err := d.People.AddUser(ctx, dossier.System("test"), dossier.NewUser{Login: "coach", Role: dossier.RoleCoach})
	if err != nil {
		t.Fatal(err)
	}
	coach := dossier.Actor{UserID: u.ID, Role: u.Role}
	id, err := d.People.As(coach).AddWorker(ctx, profile.Worker{Label: "case-1"}, coach.UserID, hunter.UserID)
	if err != nil {
		t.Fatal(err)
	}
	begin := *now
	today := func() time.Time { return now.Truncate(24 * time.Hour) }
	add := func(n dossier.New) string {
		t.Helper()
		n.WorkerID = id
		rec, err := d.People.As(coach).Add(ctx, n)
		if err != nil {
			t.Fatal(err)
		}
		return rec
	}
	weighed := func(vacancyID, corrects, next string, codes ...dossier.Rejection) string {
		return add(dossier.New{VacancyID: vacancyID, Corrects: corrects, Body: dossier.Consideration{
			Vacancy: vacancy.Vacancy{Title: "Orderpicker " + vacancyID}, Proposal: "niet_passend", Verdict: "niet_passend", Next: next, Rejections: codes,
			Motivation: "Dit werk gaat boven wat mogelijk is.",
			Reading:    reading.Reading{Demands: []reading.Demand{{Key: demand.LiftCarry, Level: 3, Quote: reading.Quote{Text: "je tilt tot 23 kg"}}}},
		}})
	}
	weighed("before", "", "reject", dossier.Rejection{Code: dossier.RejectTravel})
	*now = begin.AddDate(0, 0, 10)
	from := today()
	first := weighed("a", "", "keep")
	weighed("a", first, "reject", dossier.Rejection{Code: dossier.RejectCapacity, Key: demand.LiftCarry.String()})
	for _, list := range [][]string{{"a", "b"}, {"b", "c"}} {
		if err := d.People.As(coach).Show(ctx, id, dossier.Shown{To: "coach", Vacancies: list}); err != nil {
			t.Fatal(err)
		}
	}
	add(dossier.New{Body: dossier.Activity{What: "oud gesprek", Date: begin.Format(time.DateOnly)}})
	add(dossier.New{Body: dossier.Activity{What: "training"}})
	p := dossier.Placement{Form: "trial_placement", Employer: "De Vries", Hours: 16, From: "2026-11-16"}
	if err := d.KeepPlacement(ctx, coach, id, "", p, ""); err != nil {
		t.Fatal(err)
	}
	_, placed, err := d.Placements(ctx, coach, id)
	if err != nil || len(placed) != 1 {
		t.Fatalf("%d placements, %v", len(placed), err)
	}
	p.Evaluation = "gaat goed"
	if err := d.KeepPlacement(ctx, coach, id, placed[0].ID, p, ""); err != nil {
		t.Fatal(err)
	}

	got, err := d.Progress(ctx, coach, id, from, today())
	if err != nil {
		t.Fatal(err)
	}
	if len(got.Considered) != 1 || got.Considered[0].Title != "Orderpicker a" || got.Considered[0].Next != "reject" {
		t.Errorf("considered %+v", got.Considered)
	} else if q := got.Considered[0].Quotes; len(q) != 1 || q[0].Text != "je tilt tot 23 kg" {
		t.Errorf("quotes %+v", q)
	}
	if got.Seen != 3 || len(got.Activities) != 1 || got.Activities[0].Body.What != "training" {
		t.Errorf("seen %d, activities %+v", got.Seen, got.Activities)
	}
	if len(got.Placements) != 1 || got.Placements[0].Body.Evaluation != "gaat goed" {
		t.Errorf("placements %+v", got.Placements)
	}
	if all, err := d.Progress(ctx, coach, id, time.Time{}, today()); err != nil || len(all.Considered) != 2 {
		t.Errorf("since the beginning %+v, %v", all, err)
	}
	own, err := d.People.AddUser(ctx, dossier.System("test"), dossier.NewUser{Login: "worker", Role: dossier.RoleWorker})
	if err != nil {
		t.Fatal(err)
	}
	if err := d.People.Assign(ctx, coach, own.ID, id); err != nil {
		t.Fatal(err)
	}
	worker := dossier.Actor{UserID: own.ID, Role: own.Role}
	if err := d.ReadReport(ctx, coach, id, dossier.ReportRead{Until: today().Format(time.DateOnly)}, ""); !errors.Is(err, dossier.ErrDenied) {
		t.Errorf("a coach reads for the worker: %v", err)
	}
	if err := d.ReadReport(ctx, worker, id, dossier.ReportRead{Until: today().Format(time.DateOnly), Remark: "klopt"}, ""); err != nil {
		t.Fatal(err)
	}
	if mine, err := d.Progress(ctx, worker, id, from, today()); err != nil || len(mine.Read) != 1 || mine.Read[0].Body.Remark != "klopt" || len(mine.Considered) != 1 {
		t.Errorf("the worker's own report %+v, %v", mine, err)
	}
	if later, err := d.Progress(ctx, coach, id, from, today().AddDate(0, 0, 7)); err != nil || len(later.Read) != 0 {
		t.Errorf("a later report counts as read, %v", err)
	}
	if _, err := d.Progress(ctx, hunter, id, from, today()); !errors.Is(err, dossier.ErrDenied) {
		t.Errorf("a job hunter gets the report: %v", err)
	}
}

func TestPlacementIsChecked(t *testing.T) {
	d, _, hunter := hunterDesk(t)
	for name, p := range map[string]dossier.Placement{
		"form":     {Form: "elders", Employer: "De Vries", From: "2026-11-16"},
		"employer": {Form: "secondment", From: "2026-11-16"},
		"hours":    {Form: "secondment", Employer: "De Vries", From: "2026-11-16", Hours: 80},
		"order":    {Form: "secondment", Employer: "De Vries", From: "2026-11-16", Until: "2026-11-01"},
	} {
		var invalid *dossier.InvalidError
		if err := d.KeepPlacement(t.Context(), hunter, "x", "", p, ""); !errors.As(err, &invalid) {
			t.Errorf("%s: %v", name, err)
		}
	}
}
