package desk

import (
	"testing"
	"time"

	"passend/index/column/columntest"
	"passend/index/place"
	"passend/index/taxonomy"
	"passend/matcher"
	"passend/matcher/dossier"
	"passend/matcher/profile"
)

// TestKeepDistances: every open dossier with a direction once a week, whoever
// looks or does not look.
func TestKeepDistances(t *testing.T) {
	d, now, _ := hunterDesk(t)
	ctx := t.Context()
	var err error
	if d.Matcher, err = matcher.New(matcher.World{Knowledge: matcher.FromTaxonomy(taxonomy.Default()), Places: matcher.FromGazetteer(place.Default(), place.DefaultModel().Paces)}); err != nil {
		t.Fatal(err)
	}
	if d.Columns, err = columntest.Store(1, 400); err != nil {
		t.Fatal(err)
	}
	u, err := d.People.AddUser(ctx, dossier.System("test"), dossier.NewUser{Login: "coach", Role: dossier.RoleCoach})
	if err != nil {
		t.Fatal(err)
	}
	coach := dossier.Actor{UserID: u.ID, Role: u.Role}
	add := func(label string, directions ...profile.Direction) string {
		t.Helper()
		id, err := d.People.As(coach).AddWorker(ctx, profile.Worker{Label: label, Search: profile.Search{Directions: directions}}, coach.UserID)
		if err != nil {
			t.Fatal(err)
		}
		return id
	}
	demo, err := profile.Demo()
	if err != nil {
		t.Fatal(err)
	}
	sought := demo[0].Search.Directions[0]
	open, closed, _ := add("case-1", sought), add("case-2", sought), add("case-3")
	// Nothing is measured where there are no vacancies: no distance is not 0.
	nowhere := add("case-4", profile.Direction{Text: "vuurtorenwachter"})
	if err := d.People.As(coach).End(ctx, closed, *now); err != nil {
		t.Fatal(err)
	}
	begin := *now
	for _, c := range []struct {
		after time.Duration
		kept  int
	}{{0, 1}, {time.Hour, 0}, {5 * 24 * time.Hour, 0}, {7 * 24 * time.Hour, 1}, {7*24*time.Hour + time.Minute, 0}, {14 * 24 * time.Hour, 1}} {
		*now = begin.Add(c.after)
		if kept, failed, err := d.KeepDistances(ctx); err != nil || failed != 0 || kept != c.kept {
			t.Errorf("after %s: kept %d, failed %d, %v; want %d", c.after, kept, failed, err, c.kept)
		}
	}
	points, err := d.distances(ctx, coach, open)
	if err != nil || len(points) != 3 || !points[2].At.Equal(*now) {
		t.Errorf("points %+v, %v", points, err)
	}
	if points, err := d.distances(ctx, coach, nowhere); err != nil || len(points) > 0 {
		t.Errorf("a direction without vacancies: %+v, %v", points, err)
	}
	if points, err := d.distances(ctx, coach, closed); err != nil || len(points) > 0 {
		t.Errorf("a closed dossier: %+v, %v", points, err)
	}
}
