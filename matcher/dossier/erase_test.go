package dossier

import (
	"errors"
	"os"
	"path/filepath"
	"testing"
	"time"
)

func TestEraseDestroysTheKey(t *testing.T) {
	dir := t.TempDir()
	s := testStore(t, dir)
	ctx := t.Context()
	coach, officer := addUser(t, s, "coach", RoleCoach), addUser(t, s, "officer", RolePrivacyOfficer)
	id, err := s.As(coach).AddWorker(ctx, testWorker())
	if err != nil {
		t.Fatal(err)
	}
	if _, err := s.As(coach).Add(ctx, New{WorkerID: id, Body: Note{Text: secretNote}}); err != nil {
		t.Fatal(err)
	}
	// What a backup of the people's file would hold, made before the erasure.
	backup := filepath.Join(t.TempDir(), PeopleFile)
	if _, err := s.db.ExecContext(ctx, `PRAGMA wal_checkpoint(TRUNCATE)`); err != nil {
		t.Fatal(err)
	}
	body, err := os.ReadFile(filepath.Join(dir, PeopleFile))
	if err == nil {
		err = os.WriteFile(backup, body, 0o600)
	}
	if err != nil {
		t.Fatal(err)
	}

	if _, err := s.Erase(ctx, coach, id); !errors.Is(err, ErrDenied) {
		t.Errorf("a coach erases: %v", err)
	}
	officer.Reason = "verzoek van de werknemer"
	if err := s.Hold(ctx, officer, id, "bezwaar loopt"); err != nil {
		t.Fatal(err)
	}
	var hold *HoldError
	if _, err := s.Erase(ctx, officer, id); !errors.As(err, &hold) {
		t.Errorf("erased under legal hold: %v", err)
	}
	if err := s.Hold(ctx, officer, id, ""); err != nil {
		t.Fatal(err)
	}
	p, err := s.Erase(ctx, officer, id)
	if err != nil || !p.KeyGone || p.Rows["record"] != 1 || p.Rows["capacity"] != 1 || p.Rows["profile"] != 2 {
		t.Errorf("Erase = %+v, %v", p, err)
	}
	if _, err := s.As(coach).Worker(ctx, id); !errors.Is(err, ErrDenied) {
		t.Errorf("after erasure: %v", err)
	}

	// Put the old people's file back beside today's keys: it must not open.
	s.Close()
	for _, end := range []string{"-wal", "-shm"} {
		_ = os.Remove(filepath.Join(dir, PeopleFile+end))
	}
	if err := os.WriteFile(filepath.Join(dir, PeopleFile), body, 0o600); err != nil {
		t.Fatal(err)
	}
	restored := testStore(t, dir)
	if _, err := restored.As(coach).Worker(ctx, id); !errors.Is(err, ErrErased) {
		t.Errorf("a restored backup opens the dossier: %v", err)
	}
}

func TestEraseClosesTheAccount(t *testing.T) {
	s := testStore(t, t.TempDir())
	ctx := t.Context()
	coach, officer, worker := addUser(t, s, "coach", RoleCoach), addUser(t, s, "officer", RolePrivacyOfficer), addUser(t, s, "p.voorbeeld", RoleWorker)
	id, err := s.As(coach).AddWorker(ctx, testWorker(), worker.UserID)
	if err != nil {
		t.Fatal(err)
	}
	if _, err := s.OpenLogin(ctx, worker.UserID, "browser"); err != nil {
		t.Fatal(err)
	}
	officer.Reason = "verzoek van de werknemer"
	if _, err := s.Erase(ctx, officer, id); err != nil {
		t.Fatal(err)
	}
	u, err := s.User(ctx, worker.UserID)
	if err != nil || !u.Disabled || u.Login == "p.voorbeeld" || u.Label != "" {
		t.Errorf("the account of the worker: %+v, %v", u, err)
	}
	if list, err := s.Logins(ctx, worker.UserID); err != nil || len(list) != 0 {
		t.Errorf("logins: %v, %v", list, err)
	}
	if u, err := s.User(ctx, coach.UserID); err != nil || u.Disabled {
		t.Errorf("the account of the coach: %+v, %v", u, err)
	}
}

func TestRetentionList(t *testing.T) {
	s := testStore(t, t.TempDir())
	ctx := t.Context()
	coach, officer := addUser(t, s, "coach", RoleCoach), addUser(t, s, "officer", RolePrivacyOfficer)
	id, err := s.As(coach).AddWorker(ctx, testWorker())
	if err != nil {
		t.Fatal(err)
	}
	ended := time.Date(2024, 11, 1, 0, 0, 0, 0, time.UTC)
	if err := s.As(coach).End(ctx, id, ended); err != nil {
		t.Fatal(err)
	}
	for _, c := range []struct {
		before string
		want   int
	}{{"2026-11-01", 0}, {"2026-11-02", 1}} {
		list, err := s.RetentionList(ctx, officer, day(c.before))
		if err != nil || len(list) != c.want {
			t.Errorf("before %s: %v, %v", c.before, list, err)
		}
	}
	if _, err := s.RetentionList(ctx, coach, day("2030-01-01")); !errors.Is(err, ErrDenied) {
		t.Errorf("a coach reads the retention list: %v", err)
	}
}
