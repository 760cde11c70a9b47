package dossier

import (
	"testing"
	"time"
)

// movingStore is a store whose clock the test moves.
func movingStore(t *testing.T, dir string, now *time.Time) *Store {
	t.Helper()
	s, err := Open(t.Context(), dir, Options{MasterKey: testKey, Clock: func() time.Time { return *now }})
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { s.Close() })
	return s
}

// TestRepeatedReadsAreOneLine opens a list again and again: who was shown what
// stands there once a day, with how often it was opened.
func TestRepeatedReadsAreOneLine(t *testing.T) {
	now := time.Date(2026, 11, 25, 9, 0, 0, 0, time.UTC)
	s := movingStore(t, t.TempDir(), &now)
	ctx := t.Context()
	coach, other := addUser(t, s, "coach", RoleCoach), addUser(t, s, "other", RoleCoach)
	officer := addUser(t, s, "officer", RolePrivacyOfficer)
	worker := addUser(t, s, "worker", RoleWorker)
	id, err := s.As(coach).AddWorker(ctx, testWorker(), other.UserID, worker.UserID)
	if err != nil {
		t.Fatal(err)
	}
	open := func(a Actor, versions string, vacancies ...string) {
		t.Helper()
		shown := Shown{To: a.UserID, Versions: versions}
		for _, v := range vacancies {
			shown.Put(v[:1], v)
		}
		if _, err := s.As(a).Worker(ctx, id); err != nil {
			t.Fatal(err)
		}
		if err := s.As(a).Show(ctx, id, shown); err != nil {
			t.Fatal(err)
		}
		now = now.Add(time.Minute)
	}
	count := func() (lines, records int) {
		t.Helper()
		if err := s.db.QueryRow(`SELECT (SELECT count(*) FROM audit), (SELECT count(*) FROM record)`).Scan(&lines, &records); err != nil {
			t.Fatal(err)
		}
		return lines, records
	}
	open(coach, "v1", "a1", "b1")
	lines, records := count()
	for range 100 {
		open(coach, "v1", "a1", "b1")
	}
	if l, r := count(); l != lines || r != records {
		t.Errorf("100 lists that were opened again add %d lines and %d records", l-lines, r-records)
	}
	found, err := s.SearchAudit(ctx, officer, AuditQuery{WorkerID: id, Action: "capacity.read"})
	if err != nil || len(found) != 1 || found[0].Again != 100 || !found[0].LastAt.Equal(now.Add(-time.Minute)) {
		t.Errorf("the officer sees %+v, %v", found, err)
	}
	trail, err := s.As(worker).Trail(ctx, id)
	if err != nil || trail[1].Action != "record.shown" || trail[1].Again != 100 {
		t.Errorf("the worker sees %+v, %v", trail, err)
	}
	// What is new is noted: another vacancy, another text of one, other versions.
	for _, c := range []struct {
		versions string
		list     []string
		added    int
	}{{"v1", []string{"a1", "c1"}, 1}, {"v1", []string{"a2"}, 1}, {"v2", []string{"a1"}, 1}, {"v1", []string{"c1", "b1"}, 0}} {
		_, before := count()
		open(coach, c.versions, c.list...)
		if _, after := count(); after-before != c.added {
			t.Errorf("%s %v adds %d records, want %d", c.versions, c.list, after-before, c.added)
		}
	}
	all, err := Records[Shown](ctx, s.As(coach), id, "")
	if err != nil || len(all) != 4 || len(all[1].Body.Vacancies) != 1 || all[1].Body.Vacancies[0] != "c" || all[1].Body.Hashes[0] != "c1" {
		t.Errorf("what was shown: %+v, %v", all, err)
	}
	// Somebody else, another reason and another day are lines of their own.
	lines, records = count()
	open(other, "v1", "a1")
	if l, r := count(); l != lines+2 || r != records+1 {
		t.Errorf("another coach adds %d lines, %d records", l-lines, r-records)
	}
	coach.Reason = "waarneming voor een collega"
	open(coach, "v1", "a1")
	if l, _ := count(); l != lines+4 {
		t.Errorf("another reason adds %d lines", l-lines-2)
	}
	now = now.AddDate(0, 0, 1)
	open(other, "v1", "a1")
	if l, r := count(); l != lines+6 || r != records+2 {
		t.Errorf("another day adds %d lines, %d records", l-lines-4, r-records-1)
	}
	if _, _, err := s.VerifyAudit(ctx); err != nil {
		t.Error(err)
	}
}
