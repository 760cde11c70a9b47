package dossier

import (
	"fmt"
	"slices"
	"testing"
	"time"
)

// benchStore holds a caseload of n workers of one coach, encryption on.
func benchStore(b *testing.B, n int) (*Store, Actor, []string) {
	b.Helper()
	ctx := b.Context()
	s, err := Open(ctx, b.TempDir(), Options{MasterKey: testKey})
	if err != nil {
		b.Fatal(err)
	}
	b.Cleanup(func() { s.Close() })
	u, err := s.AddUser(ctx, System("bench"), NewUser{Login: "coach", Role: RoleCoach})
	if err != nil {
		b.Fatal(err)
	}
	// A caseload that grows one by one is synced one by one; here the disk may wait.
	for _, db := range []interface{ SetMaxOpenConns(int) }{s.db, s.keys} {
		db.SetMaxOpenConns(1)
	}
	if _, err := s.db.Exec(`PRAGMA synchronous=OFF`); err != nil {
		b.Fatal(err)
	}
	if _, err := s.keys.Exec(`PRAGMA synchronous=OFF`); err != nil {
		b.Fatal(err)
	}
	coach := Actor{UserID: u.ID, Role: u.Role}
	ids := make([]string, n)
	for i := range ids {
		w := testWorker()
		w.Label = fmt.Sprintf("case-%05d", i)
		if ids[i], err = s.As(coach).AddWorker(ctx, w); err != nil {
			b.Fatal(err)
		}
	}
	for _, db := range []interface{ SetMaxOpenConns(int) }{s.db, s.keys} {
		db.SetMaxOpenConns(4)
	}
	if _, err := s.db.Exec(`PRAGMA synchronous=FULL`); err != nil {
		b.Fatal(err)
	}
	return s, coach, ids
}

// p95 reports the 95th percentile of the durations in milliseconds.
func p95(b *testing.B, all []time.Duration) {
	slices.Sort(all)
	b.ReportMetric(float64(all[len(all)*95/100].Microseconds())/1000, "p95-ms")
}

// BenchmarkCaseload measures pages, a search and one dossier among 10,000.
func BenchmarkCaseload(b *testing.B) {
	s, coach, ids := benchStore(b, 10_000)
	ctx := b.Context()
	run := func(name string, f func(i int) error) {
		b.Run(name, func(b *testing.B) {
			var took []time.Duration
			for i := 0; b.Loop(); i++ {
				start := time.Now()
				if err := f(i); err != nil {
					b.Fatal(err)
				}
				took = append(took, time.Since(start))
			}
			p95(b, took)
		})
	}
	run("first page", func(int) error { _, _, err := s.As(coach).CaseloadPage(ctx, Page{Limit: 50}); return err })
	run("page in the middle", func(int) error { _, _, err := s.As(coach).CaseloadPage(ctx, Page{Offset: 5000, Limit: 50}); return err })
	run("search", func(int) error { _, _, err := s.As(coach).CaseloadPage(ctx, Page{Match: "417", Limit: 50}); return err })
	run("all", func(int) error { _, err := s.As(coach).Caseload(ctx); return err })
	run("one dossier", func(i int) error { _, err := s.As(coach).Worker(ctx, ids[i%len(ids)]); return err })
	run("fifty dossiers", func(i int) error { _, err := s.As(coach).Workers(ctx, ids[i%100*50:i%100*50+50]); return err })
	run("add a note", func(i int) error {
		_, err := s.As(coach).Add(ctx, New{WorkerID: ids[i%len(ids)], Body: Note{Text: "belt vrijdag"}})
		return err
	})
}
