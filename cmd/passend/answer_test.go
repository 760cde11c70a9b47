package main

import (
	"path/filepath"
	"testing"
	"time"

	"passend/index/demand"
	"passend/index/vacancy"
	"passend/matcher/dossier"
	"passend/matcher/profile"
	"passend/web/desk"
)

// TestAnswerChangesTheVerdict: what an employer tells stands above the text, for
// everyone and at once.
func TestAnswerChangesTheVerdict(t *testing.T) {
	s, _ := testSession(t, t.Context())
	s.data, s.log = filepath.Join(s.dir, "data"), quiet()
	f, err := openFolder(s)
	if err != nil {
		t.Fatal(err)
	}
	defer f.close()
	ctx, d := t.Context(), f.desk()
	var ids []string
	for _, source := range []string{"test", "other"} { // the same advertisement on two sites
		kept, err := f.archive.Keep(ctx, &vacancy.Vacancy{Source: source, ExternalID: "1", Title: "Expeditiemedewerker", Employer: "De Korenaar",
			Text: "Expeditiemedewerker, 24 uur per week, van 14.00 tot 22.00 uur. Je tilt regelmatig dozen van 20 kg."}, time.Now())
		if err != nil {
			t.Fatal(err)
		}
		ids = append(ids, kept.ID)
	}
	if err := f.sync(ctx); err != nil {
		t.Fatal(err)
	}
	u, err := f.people.AddUser(ctx, dossier.System("test"), dossier.NewUser{Login: "coach", Role: dossier.RoleCoach})
	if err != nil {
		t.Fatal(err)
	}
	coach := dossier.Actor{UserID: u.ID, Role: u.Role}
	level := 2
	w := profile.Worker{Label: "case-1", Search: profile.Search{Directions: []profile.Direction{{Text: "expeditiemedewerker"}}}}
	w.Capacity = profile.Capacity{Source: profile.FMLB, HoursWeek: profile.HoursLimit{Hours: 16},
		Items: []profile.Item{{Key: demand.LiftCarry, Level: &level, Value: 5, Unit: "kg"}, {Key: demand.DayPeriods, Options: []string{"1", "2"}}}}
	if _, err := f.people.As(coach).AddWorker(ctx, w, coach.UserID); err != nil {
		t.Fatal(err)
	}
	for _, c := range []struct {
		answer *desk.EmployerAnswer
		want   string
	}{
		{nil, "niet_passend"},
		{&desk.EmployerAnswer{Key: "lift_carry", Kilos: 3, Text: "Tillen valt mee: 3 kilo."}, "niet_passend"},
		{&desk.EmployerAnswer{Key: "hours_per_week", Hours: 16, Text: "Met 16 uur kan het ook."}, "niet_passend"},
		{&desk.EmployerAnswer{Key: "day_periods", Level: 0, Text: "Het mag ook overdag, van 9 tot 4."}, "passend"},
		{&desk.EmployerAnswer{Key: "lift_carry", Kilos: 15, Text: "Toch tot 15 kilo."}, "niet_passend"},
	} {
		if c.answer != nil {
			if _, err := d.RecordAnswer(ctx, coach, ids[0], *c.answer); err != nil {
				t.Fatal(err)
			}
		}
		for _, id := range ids {
			_, _, fits, err := d.ClientsFor(ctx, coach, id)
			if err != nil || len(fits) != 1 {
				t.Fatalf("%+v, %v", fits, err)
			}
			if got := fits[0].Verdict; got != c.want {
				t.Errorf("%s after %+v: %s, want %s", id, c.answer, got, c.want)
			}
		}
	}
}
