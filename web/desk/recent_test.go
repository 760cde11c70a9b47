package desk

import (
	"context"
	"fmt"
	"sync"
	"sync/atomic"
	"testing"
	"time"

	"passend/index/column"
	"passend/matcher"
	"passend/matcher/dossier"
	"passend/matcher/profile"
)

func TestRemembered(t *testing.T) {
	now := time.Date(2026, 3, 2, 9, 0, 0, 0, time.UTC)
	d := &Desk{Clock: func() time.Time { return now }}
	first, second := &column.View{Seq: 1}, &column.View{Seq: 2}
	computed := 0
	ask := func(view *column.View, key string) int {
		n, err := remembered(t.Context(), d, view, heavy, key, func(context.Context) (int, error) { computed++; return computed, nil })
		if err != nil {
			t.Fatal(err)
		}
		return n
	}
	for _, c := range []struct {
		what string
		view *column.View
		key  string
		want int
	}{
		{"asked first", first, "a", 1},
		{"asked again", first, "a", 1},
		{"something else", first, "b", 2},
		{"other vacancies", second, "a", 3},
		{"again", second, "a", 3},
		{"of vacancies that are no longer so", first, "a", 4},
		{"and that is not kept", second, "a", 3},
	} {
		if got := ask(c.view, c.key); got != c.want {
			t.Errorf("%s: computation %d, want %d", c.what, got, c.want)
		}
	}
	now = now.Add(recentFor + time.Second)
	if got := ask(second, "a"); got != 5 {
		t.Errorf("after a sitting the answer is still number %d", got)
	}
	for i := range 2 * recentMost / heavy {
		now = now.Add(time.Millisecond)
		ask(second, fmt.Sprint(i))
		ask(second, "a")
	}
	if n := computed; ask(second, "a") != 5 || computed != n {
		t.Error("what is asked for all the time was forgotten")
	}
	now = now.Add(recentFor + time.Second)
	if d.recent.sweep(d.Clock); len(d.recent.all) != 0 || d.recent.weight != 0 || d.recent.sweeping {
		t.Errorf("after a sitting %d answers stay in memory", len(d.recent.all))
	}
}

func TestRememberedIsBounded(t *testing.T) {
	d := &Desk{Clock: time.Now}
	view := &column.View{Seq: 1}
	for i := range 2 * recentMost / heavy {
		if _, err := remembered(t.Context(), d, view, heavy, fmt.Sprint(i), func(context.Context) (int, error) { return i, nil }); err != nil {
			t.Fatal(err)
		}
	}
	if d.recent.weight > recentMost || len(d.recent.all)*heavy != d.recent.weight {
		t.Errorf("%d answers are kept, weight %d", len(d.recent.all), d.recent.weight)
	}
}

// TestRememberedOnce: many who ask at the same time wait for one computation,
// also when the first of them leaves.
func TestRememberedOnce(t *testing.T) {
	d := &Desk{Clock: time.Now}
	view := &column.View{Seq: 1}
	var computed atomic.Int32
	begun, goOn := make(chan bool), make(chan bool)
	ctx, leave := context.WithCancel(t.Context())
	ask := func(ctx context.Context) error {
		_, err := remembered(ctx, d, view, light, "a", func(ctx context.Context) (int, error) {
			if computed.Add(1) == 1 {
				begun <- true
			}
			<-goOn
			return 1, ctx.Err()
		})
		return err
	}
	var all sync.WaitGroup
	errs := make(chan error, 9)
	all.Go(func() { errs <- ask(ctx) })
	<-begun
	for range 8 {
		all.Go(func() { errs <- ask(t.Context()) })
	}
	leave()
	close(goOn)
	all.Wait()
	close(errs)
	for err := range errs {
		if err != nil {
			t.Error(err)
		}
	}
	if n := computed.Load(); n != 1 {
		t.Errorf("computed %d times", n)
	}
}

// TestRankingKey: whatever an answer rests on changes the key.
func TestRankingKey(t *testing.T) {
	day := time.Date(2026, 3, 2, 9, 0, 0, 0, time.UTC)
	request := func() (dossier.Role, *matcher.Request) {
		return dossier.RoleCoach, &matcher.Request{Worker: &profile.Worker{ID: "w"}, AsOf: day, ExpectedStart: day.AddDate(0, 0, 28)}
	}
	role, q := request()
	plain := rankingKey(role, q)
	q.AsOf = q.AsOf.Add(time.Hour)
	if rankingKey(role, q) != plain {
		t.Error("an hour later is another question")
	}
	for name, change := range map[string]func(*dossier.Role, *matcher.Request){
		"worker":   func(_ *dossier.Role, q *matcher.Request) { q.Worker.ID = "x" },
		"role":     func(r *dossier.Role, _ *matcher.Request) { *r = dossier.RoleJobHunter },
		"person":   func(_ *dossier.Role, q *matcher.Request) { q.Worker.Person.Version++ },
		"search":   func(_ *dossier.Role, q *matcher.Request) { q.Worker.Search.Version++ },
		"capacity": func(_ *dossier.Role, q *matcher.Request) { q.Worker.Capacity.Version++ },
		"day":      func(_ *dossier.Role, q *matcher.Request) { q.AsOf = q.AsOf.AddDate(0, 0, 1) },
		"start":    func(_ *dossier.Role, q *matcher.Request) { q.ExpectedStart = q.ExpectedStart.AddDate(0, 0, 1) },
		"employer": func(_ *dossier.Role, q *matcher.Request) { q.Rules.ExcludedEmployers = []string{"a"} },
		"up":       func(_ *dossier.Role, q *matcher.Request) { q.Rules.Up = []string{"a"} },
		"down":     func(_ *dossier.Role, q *matcher.Request) { q.Rules.Down = []string{"a"} },
		"without":  func(_ *dossier.Role, q *matcher.Request) { q.Rules.Without = map[string]bool{"v": true} },
	} {
		role, q := request()
		change(&role, q)
		if rankingKey(role, q) == plain {
			t.Errorf("another %s has the same key", name)
		}
	}
}
