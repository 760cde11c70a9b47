package dossier

import (
	"errors"
	"strings"
	"testing"
)

func TestLogins(t *testing.T) {
	s := testStore(t, t.TempDir())
	ctx := t.Context()
	u := addUser(t, s, "werknemer", RoleWorker)
	other := addUser(t, s, "ander", RoleWorker)
	var ids []string
	for _, agent := range []string{"telefoon", strings.Repeat("é", 300)} {
		id, err := s.OpenLogin(ctx, u.UserID, agent)
		if err != nil {
			t.Fatal(err)
		}
		ids = append(ids, id)
	}
	list, err := s.Logins(ctx, u.UserID)
	if err != nil || len(list) != 2 {
		t.Fatalf("%d logins, %v", len(list), err)
	}
	if err := s.EndLogin(ctx, other.UserID, ids[0]); err != nil {
		t.Fatal(err)
	}
	if got, err := s.LoginUser(ctx, ids[0]); err != nil || got.ID != u.UserID {
		t.Fatalf("another user ended the login: %v", err)
	}
	if err := s.EndLogin(ctx, u.UserID, ids[0]); err != nil {
		t.Fatal(err)
	}
	if _, err := s.LoginUser(ctx, ids[0]); !errors.Is(err, ErrNotFound) {
		t.Errorf("an ended login gives %v", err)
	}
	if _, err := s.LoginUser(ctx, ids[1]); err != nil {
		t.Errorf("the login that stays gives %v", err)
	}
}

func TestChangePassword(t *testing.T) {
	s := testStore(t, t.TempDir())
	ctx := t.Context()
	u := addUser(t, s, "werknemer", RoleWorker)
	keep, err := s.OpenLogin(ctx, u.UserID, "hier")
	if err != nil {
		t.Fatal(err)
	}
	gone, err := s.OpenLogin(ctx, u.UserID, "daar")
	if err != nil {
		t.Fatal(err)
	}
	if err := s.ChangePassword(ctx, u, "verkeerd wachtwoord", "een nieuw wachtwoord", keep); !errors.Is(err, ErrSignIn) {
		t.Errorf("a wrong password gives %v", err)
	}
	var invalid *InvalidError
	if err := s.ChangePassword(ctx, u, "een lang wachtwoord", "kort", keep); !errors.As(err, &invalid) {
		t.Errorf("a short password gives %v", err)
	}
	if err := s.ChangePassword(ctx, u, "een lang wachtwoord", "een nieuw wachtwoord", keep); err != nil {
		t.Fatal(err)
	}
	if _, err := s.LoginUser(ctx, keep); err != nil {
		t.Errorf("the own login ended: %v", err)
	}
	if _, err := s.LoginUser(ctx, gone); !errors.Is(err, ErrNotFound) {
		t.Errorf("another login stays: %v", err)
	}
	if _, err := s.SignIn(ctx, "werknemer", "een nieuw wachtwoord"); err != nil {
		t.Errorf("the new password: %v", err)
	}
}

func TestPreferences(t *testing.T) {
	s := testStore(t, t.TempDir())
	u := addUser(t, s, "werknemer", RoleWorker)
	if err := s.SetPreferences(t.Context(), u.UserID, "en", "dark"); err != nil {
		t.Fatal(err)
	}
	got, err := s.User(t.Context(), u.UserID)
	if err != nil || got.Language != "en" || got.Theme != "dark" {
		t.Errorf("kept %+v, %v", got, err)
	}
	if err := s.SetPreferences(t.Context(), u.UserID, "en", "paars"); err == nil {
		t.Error("an unknown theme is kept")
	}
}

// TestTrail: a worker sees who looked; nobody else asks this way.
func TestTrail(t *testing.T) {
	s := testStore(t, t.TempDir())
	ctx := t.Context()
	coach, worker := addUser(t, s, "coach", RoleCoach), addUser(t, s, "werknemer", RoleWorker)
	id, err := s.As(coach).AddWorker(ctx, testWorker(), worker.UserID)
	if err != nil {
		t.Fatal(err)
	}
	if _, err := s.As(coach).Worker(ctx, id); err != nil {
		t.Fatal(err)
	}
	trail, err := s.As(worker).Trail(ctx, id)
	if err != nil || len(trail) != 2 || trail[0].Action != "capacity.read" || trail[0].Label != "coach" || trail[0].Own {
		t.Errorf("trail %+v, %v", trail, err)
	}
	if _, err := s.As(coach).Trail(ctx, id); !errors.Is(err, ErrDenied) {
		t.Errorf("a coach gets %v", err)
	}
	stranger := addUser(t, s, "vreemde", RoleWorker)
	if _, err := s.As(stranger).Trail(ctx, id); !errors.Is(err, ErrDenied) {
		t.Errorf("another worker gets %v", err)
	}
}
