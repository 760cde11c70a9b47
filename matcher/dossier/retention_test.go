package dossier

import (
	"errors"
	"testing"
	"time"
)

// TestSweep lets the time pass over four dossiers: one that is due, one under
// legal hold, one that ended lately and one that goes on.
func TestSweep(t *testing.T) {
	now := time.Date(2026, 11, 25, 4, 0, 0, 0, time.UTC)
	s := movingStore(t, t.TempDir(), &now)
	ctx := t.Context()
	coach, officer := addUser(t, s, "coach", RoleCoach), addUser(t, s, "officer", RolePrivacyOfficer)
	ids := map[string]string{}
	for _, name := range []string{"due", "held", "late", "open"} {
		id, err := s.As(coach).AddWorker(ctx, testWorker())
		if err != nil {
			t.Fatal(err)
		}
		ids[name] = id
	}
	ended := now
	for _, name := range []string{"due", "held"} {
		if err := s.As(coach).End(ctx, ids[name], ended); err != nil {
			t.Fatal(err)
		}
	}
	if err := s.Hold(ctx, officer, ids["held"], "bezwaar bij UWV loopt"); err != nil {
		t.Fatal(err)
	}
	sweep := func(warned, erased, held int) {
		t.Helper()
		got, err := s.Sweep(ctx, System("bewaartermijn verstreken"))
		if err != nil || got.Warned != warned || len(got.Erased) != erased || got.Held != held {
			t.Errorf("%s: %+v, %v; want %d warned, %d erased, %d held", now.Format(time.DateOnly), got, err, warned, erased, held)
		}
	}
	if _, err := s.Sweep(ctx, officer); !errors.Is(err, ErrDenied) {
		t.Errorf("a person sweeps: %v", err)
	}
	sweep(0, 0, 0)
	now = EraseOn(ended).Add(-warnAhead + time.Hour)
	sweep(1, 0, 1)
	sweep(0, 0, 1) // it is announced once
	list, err := s.RetentionList(ctx, officer, now.AddDate(0, 3, 0))
	if err != nil || len(list) != 2 || list[0].Warned.IsZero() && list[1].Warned.IsZero() {
		t.Errorf("the officer sees %+v, %v", list, err)
	}
	// One whose end is noted long after: nothing goes before it was announced.
	if err := s.As(coach).End(ctx, ids["late"], ended.AddDate(0, -6, 0)); err != nil {
		t.Fatal(err)
	}
	sweep(1, 0, 1)
	now = EraseOn(ended)
	sweep(0, 2, 1) // "late" was announced 60 days ago
	for _, name := range []string{"due", "late"} {
		if _, err := s.dataKey(ctx, ids[name]); !errors.Is(err, ErrErased) {
			t.Errorf("%s still has a key: %v", name, err)
		}
	}
	for _, name := range []string{"held", "open"} {
		if _, err := s.As(coach).Worker(ctx, ids[name]); err != nil {
			t.Errorf("%s: %v", name, err)
		}
	}
	proofs, err := s.Erasures(ctx, officer, 10)
	if err != nil || len(proofs) != 2 || !proofs[0].KeyGone || proofs[0].By != "system" || proofs[0].Rows["profile"] != 2 {
		t.Errorf("proofs %+v, %v", proofs, err)
	}
	if _, err := s.Erasures(ctx, coach, 10); !errors.Is(err, ErrDenied) {
		t.Errorf("a coach reads proofs: %v", err)
	}
	// A hold that is lifted is announced anew, and waits 30 days.
	if err := s.Hold(ctx, officer, ids["held"], ""); err != nil {
		t.Fatal(err)
	}
	sweep(1, 0, 0)
	now = now.Add(warnLeast - time.Hour)
	sweep(0, 0, 0)
	now = now.Add(time.Hour)
	sweep(0, 1, 0)
	lines, err := s.SearchAudit(ctx, officer, AuditQuery{WorkerID: ids["held"]})
	if err != nil || lines[0].Action != "worker.erase" || lines[0].Role != RoleSystem || lines[1].Action != "retention.warn" {
		t.Errorf("the audit says %+v, %v", lines, err)
	}
}

// TestReopened: a trajectory that is opened again is kept.
func TestReopened(t *testing.T) {
	now := time.Date(2026, 11, 25, 4, 0, 0, 0, time.UTC)
	s := movingStore(t, t.TempDir(), &now)
	ctx := t.Context()
	coach := addUser(t, s, "coach", RoleCoach)
	id, err := s.As(coach).AddWorker(ctx, testWorker())
	if err != nil {
		t.Fatal(err)
	}
	for _, ended := range []time.Time{now.AddDate(-3, 0, 0), {}} {
		if err := s.As(coach).End(ctx, id, ended); err != nil {
			t.Fatal(err)
		}
		if _, err := s.Sweep(ctx, System("nacht")); err != nil {
			t.Fatal(err)
		}
		now = now.AddDate(1, 0, 0)
	}
	if got, err := s.Sweep(ctx, System("nacht")); err != nil || got.Warned+len(got.Erased) != 0 {
		t.Errorf("%+v, %v", got, err)
	}
	all, err := s.As(coach).Caseload(ctx)
	if err != nil || len(all) != 1 || all[0].Ended != nil {
		t.Errorf("the caseload is %+v, %v", all, err)
	}
}
