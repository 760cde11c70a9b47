package desk

import (
	"context"
	"fmt"
	"math"
	"os"
	"strconv"
	"strings"
	"sync/atomic"
	"syscall"
	"testing"
	"time"

	"passend/index/archive"
	"passend/index/column"
	"passend/index/column/columntest"
	"passend/index/place"
	"passend/index/taxonomy"
	"passend/index/vacancy"
	"passend/matcher"
	"passend/matcher/dossier"
	"passend/matcher/profile"
)

// anyVacancy is a record that has every vacancy, first seen yesterday.
type anyVacancy struct {
	Vacancies
	asked atomic.Int64
	now   time.Time
}

func (a *anyVacancy) Records(_ context.Context, ids []string) ([]archive.Record, error) {
	a.asked.Add(1)
	all := make([]archive.Record, len(ids))
	for i, id := range ids {
		all[i] = archive.Record{Vacancy: vacancy.Vacancy{ID: id, Title: "Planner " + id}, FirstSeen: a.now.AddDate(0, 0, -1)}
	}
	return all, nil
}

// noneAdded is a record to which no user added a vacancy.
type noneAdded struct{ Hiring }

func (noneAdded) List(context.Context, archive.Filter, string, int) (archive.Page, error) {
	return archive.Page{}, nil
}

func (noneAdded) AnsweredBy(context.Context) ([]archive.AnsweredBy, error) { return nil, nil }

// caseloadDesk is a desk over n made-up vacancies with a coach who has workers.
func caseloadDesk(t testing.TB, n, workers int) (*Desk, *column.Store, dossier.Actor) {
	t.Helper()
	now := time.Date(2026, 11, 25, 9, 0, 0, 0, time.UTC)
	clock := func() time.Time { return now }
	people, err := dossier.Open(t.Context(), t.TempDir(), dossier.Options{MasterKey: dossier.MasterKey{1}, Clock: clock})
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { people.Close() })
	u, err := people.AddUser(t.Context(), dossier.System("test"), dossier.NewUser{Login: "coach", Role: dossier.RoleCoach})
	if err != nil {
		t.Fatal(err)
	}
	m, err := matcher.New(matcher.World{Knowledge: matcher.FromTaxonomy(taxonomy.Default()), Places: matcher.FromGazetteer(place.Default(), place.DefaultModel().Paces)})
	if err != nil {
		t.Fatal(err)
	}
	s, err := columntest.Store(1, n)
	if err != nil {
		t.Fatal(err)
	}
	d := &Desk{People: people, Matcher: m, Columns: s, Vacancies: &anyVacancy{now: now}, Hiring: noneAdded{}, Clock: clock}
	coach := dossier.Actor{UserID: u.ID, Role: u.Role}
	demo, err := profile.Demo()
	if err != nil {
		t.Fatal(err)
	}
	for i := range workers {
		w := demo[i%len(demo)]
		w.Label = fmt.Sprintf("case-%03d", i)
		if _, err := people.As(dossier.System("test")).AddWorker(t.Context(), w, coach.UserID); err != nil {
			t.Fatal(err)
		}
	}
	return d, s, coach
}

// TestRankingsAreKept: a caseload that is opened again is not counted again, one
// after a change is; and what was counted for a coach is not given to a hunter.
func TestRankingsAreKept(t *testing.T) {
	d, s, coach := caseloadDesk(t, 400, 3)
	ctx := t.Context()
	open := func(a dossier.Actor) []Client {
		t.Helper()
		all, err := d.Caseload(ctx, a)
		if err != nil || len(all) != 3 {
			t.Fatalf("%d workers, %v", len(all), err)
		}
		return all
	}
	counted := d.Vacancies.(*anyVacancy)
	first := open(coach)
	before := counted.asked.Load()
	if before == 0 || first[0].Proposals == 0 || first[0].ID == first[1].ID {
		t.Fatalf("%d asked: %+v", before, first)
	}
	if again := open(coach); counted.asked.Load() != before || again[0].Proposals != first[0].Proposals {
		t.Error("the same caseload is counted again")
	}
	// Another version of a profile.
	w, err := d.Profile(ctx, coach, first[0].ID)
	if err != nil {
		t.Fatal(err)
	}
	search := w.Worker.Search
	search.Travel, search.Reason = []profile.Limit{{Means: profile.Walking, Minutes: 1}}, "alleen om de hoek"
	if err := d.SaveSearch(ctx, coach, first[0].ID, search, ""); err != nil {
		t.Fatal(err)
	}
	if narrow := open(coach); narrow[0].Proposals >= first[0].Proposals || narrow[1].Proposals != first[1].Proposals {
		t.Errorf("from %d to %d proposals with a search around the corner", first[0].Proposals, narrow[0].Proposals)
	}
	// A hunter of the same workers is counted for apart.
	u, err := d.People.AddUser(ctx, dossier.System("test"), dossier.NewUser{Login: "hunter", Role: dossier.RoleJobHunter})
	if err != nil {
		t.Fatal(err)
	}
	for _, c := range first {
		if err := d.People.Assign(ctx, dossier.System("test"), u.ID, c.ID); err != nil {
			t.Fatal(err)
		}
	}
	kept := len(d.recent.all)
	for _, c := range open(dossier.Actor{UserID: u.ID, Role: u.Role}) {
		if c.Tasks != nil || c.Week != 0 {
			t.Errorf("a hunter sees %+v", c)
		}
	}
	if len(d.recent.all) != kept+3 {
		t.Errorf("%d kept, then %d: a hunter gets what was counted for a coach", kept, len(d.recent.all))
	}
	// A vacancy changes.
	gone := s.View().Open.ID(0)
	if err := s.Remove(s.View().Seq+1, gone); err != nil {
		t.Fatal(err)
	}
	before = counted.asked.Load()
	if open(coach); counted.asked.Load() == before || len(d.recent.all) != 3 {
		t.Errorf("after a change %d are kept", len(d.recent.all))
	}
}

// decisionsEach is how many decisions a dossier of the benchmark holds, each with
// the vacancy of about four kilobytes that it rests on.
const decisionsEach = 20

// BenchmarkCaseload opens a caseload of fifty, with a thousand decisions, over
// 20,000 vacancies (or PASSEND_BENCH_DOCS): counted anew, and opened again.
func BenchmarkCaseload(b *testing.B) {
	n := 20_000
	if x, err := strconv.Atoi(os.Getenv("PASSEND_BENCH_DOCS")); err == nil {
		n = x
	}
	d, _, coach := caseloadDesk(b, n, 50)
	lines, err := d.People.As(coach).Caseload(b.Context())
	if err != nil {
		b.Fatal(err)
	}
	made := columntest.New(2)
	for _, l := range lines {
		for range decisionsEach {
			rec := made.Next()
			v := *rec.Vacancy
			v.Text = strings.Repeat("Je verzamelt orders in het magazijn en controleert ze. ", 75)
			body := dossier.Consideration{Vacancy: v, Reading: *rec.Reading, Proposal: "navragen", Verdict: "navragen", Next: "keep"}
			if _, err := d.People.As(coach).Add(b.Context(), dossier.New{WorkerID: l.ID, VacancyID: v.ID, Body: body}); err != nil {
				b.Fatal(err)
			}
		}
	}
	for _, again := range []bool{false, true} {
		b.Run(map[bool]string{false: "counted", true: "again"}[again], func(b *testing.B) {
			used := processor()
			for b.Loop() {
				if !again {
					d.recent.all, d.recent.weight = nil, 0
				}
				if _, err := d.Caseload(b.Context(), coach); err != nil {
					b.Fatal(err)
				}
			}
			b.ReportMetric(float64((processor()-used).Microseconds())/1000/float64(b.N), "cpu-ms")
		})
	}
}

// processor is the processor time that this process has used.
func processor() time.Duration {
	var u syscall.Rusage
	if err := syscall.Getrusage(syscall.RUSAGE_SELF, &u); err != nil {
		return 0
	}
	return time.Duration(u.Utime.Nano() + u.Stime.Nano())
}

// TestListBeyondItsEnd: a place that no list has is answered, and at once: the
// numbers of the machine are not run past.
func TestListBeyondItsEnd(t *testing.T) {
	d, _, coach := caseloadDesk(t, 10, 1)
	d.Vacancies, d.Reader = &oneVacancy{}, oldReader{}
	all, err := d.Caseload(t.Context(), coach)
	if err != nil {
		t.Fatal(err)
	}
	for _, from := range []int{math.MaxInt, math.MaxInt - 800, math.MaxInt / 2, -1000} {
		l, err := d.List(t.Context(), coach, all[0].ID, Query{Group: GroupHidden + "x", Offset: from, Limit: 1})
		if err != nil || len(l.Groups) == 0 || from > 0 && len(l.Groups[0].Items) > 0 {
			t.Errorf("from %d: %+v, %v", from, l.Groups, err)
		}
	}
}

// TestHunterTriesNoOtherDay: a schedule of building up cannot be read from lists
// for several first days of work.
func TestHunterTriesNoOtherDay(t *testing.T) {
	d, _, coach := caseloadDesk(t, 10, 1)
	ctx := t.Context()
	u, err := d.People.AddUser(ctx, dossier.System("test"), dossier.NewUser{Login: "hunter", Role: dossier.RoleJobHunter})
	if err != nil {
		t.Fatal(err)
	}
	all, err := d.Caseload(ctx, coach)
	if err != nil {
		t.Fatal(err)
	}
	if err := d.People.Assign(ctx, dossier.System("test"), u.ID, all[0].ID); err != nil {
		t.Fatal(err)
	}
	d.Vacancies, d.Reader = &oneVacancy{}, oldReader{}
	far := d.Clock().AddDate(0, 6, 0)
	for a, want := range map[dossier.Actor]time.Time{coach: far, {UserID: u.ID, Role: u.Role}: d.Clock().Add(startAfter)} {
		l, err := d.List(ctx, a, all[0].ID, Query{ExpectedStart: far, Offset: 1000})
		if err != nil || !l.ExpectedStart.Equal(want) {
			t.Errorf("%s: the list is for %v, want %v, %v", a.Role, l.ExpectedStart, want, err)
		}
	}
}
