package dossier

import (
	"bytes"
	"errors"
	"os"
	"path/filepath"
	"testing"
	"time"
)

// TestDrafts: a draft is for its maker, is unreadable on the disk, ends by
// itself and goes with the dossier.
func TestDrafts(t *testing.T) {
	now := time.Date(2026, 11, 25, 9, 0, 0, 0, time.UTC)
	dir := t.TempDir()
	s := movingStore(t, dir, &now)
	ctx := t.Context()
	coach, second, hunter := addUser(t, s, "coach", RoleCoach), addUser(t, s, "second", RoleCoach), addUser(t, s, "hunter", RoleJobHunter)
	officer := addUser(t, s, "officer", RolePrivacyOfficer)
	worker, err := s.As(coach).AddWorker(ctx, testWorker(), second.UserID, hunter.UserID)
	if err != nil {
		t.Fatal(err)
	}
	type body struct{ Text string }
	var drafts [2]string
	for i, of := range []string{worker, ""} {
		if drafts[i], err = s.As(coach).KeepDraft(ctx, of, body{secretNote}); err != nil {
			t.Fatal(err)
		}
		var got body
		if err := s.As(coach).Draft(ctx, drafts[i], of, &got); err != nil || got.Text != secretNote {
			t.Errorf("%q, %v", got.Text, err)
		}
		if err := s.As(second).Draft(ctx, drafts[i], of, &got); !errors.Is(err, ErrNotFound) {
			t.Errorf("another coach gets %v", err)
		}
		for _, a := range []Actor{hunter, officer} {
			if err := s.As(a).Draft(ctx, drafts[i], of, &got); !errors.Is(err, ErrDenied) {
				t.Errorf("%s gets %v", a.Role, err)
			}
			if _, err := s.As(a).KeepDraft(ctx, of, body{}); !errors.Is(err, ErrDenied) {
				t.Errorf("%s keeps a draft: %v", a.Role, err)
			}
		}
		if err := s.As(coach).ReplaceDraft(ctx, drafts[i], of, body{"anders"}); err != nil {
			t.Fatal(err)
		}
		if err := s.As(coach).Draft(ctx, drafts[i], of, &got); err != nil || got.Text != "anders" {
			t.Errorf("after the change %q, %v", got.Text, err)
		}
	}
	// With the id of one worker's draft nobody opens it as another's.
	if err := s.As(coach).Draft(ctx, drafts[0], "", &body{}); !errors.Is(err, ErrNotFound) {
		t.Errorf("as a table: %v", err)
	}
	files, err := os.ReadDir(dir)
	if err != nil {
		t.Fatal(err)
	}
	for _, f := range files {
		if text, err := os.ReadFile(filepath.Join(dir, f.Name())); err != nil || bytes.Contains(text, []byte(secretNote)) || bytes.Contains(text, []byte("anders")) {
			t.Errorf("%s holds the draft in plain text (%v)", f.Name(), err)
		}
	}
	if list, err := s.As(coach).Drafts(ctx, worker); err != nil || len(list) != 1 {
		t.Errorf("%+v, %v", list, err)
	}
	now = now.Add(DraftTerm)
	if err := s.As(coach).Draft(ctx, drafts[0], worker, &body{}); !errors.Is(err, ErrNotFound) {
		t.Errorf("too old: %v", err)
	}
	if _, err := s.Sweep(ctx, System("nacht")); err != nil {
		t.Fatal(err)
	}
	fresh, err := s.As(coach).KeepDraft(ctx, worker, body{secretNote})
	if err != nil {
		t.Fatal(err)
	}
	if err := s.As(second).DropDraft(ctx, fresh, worker); !errors.Is(err, ErrNotFound) {
		t.Errorf("another coach throws it away: %v", err)
	}
	officer.Reason = "verzoek van de werknemer"
	if _, err := s.Erase(ctx, officer, worker); err != nil {
		t.Fatal(err)
	}
	var n int
	if err := s.db.QueryRow(`SELECT count(*) FROM draft`).Scan(&n); err != nil || n != 0 {
		t.Errorf("%d drafts are left, %v", n, err)
	}
}
