package dossier

import (
	"errors"
	"slices"
	"testing"
	"time"
)

// TestEveryWayInEnds: a new password and a closed account end tokens, other
// logins, invitations and sign-ins that wait for a code.
func TestEveryWayInEnds(t *testing.T) {
	const old, next = "een lang wachtwoord", "een nieuw wachtwoord"
	for name, c := range map[string]struct {
		do    func(s *Store, user, admin Actor, keep, invitation string) error
		keeps bool // the present login stays
		reset bool // the user is to be told
	}{
		"change": {func(s *Store, user, _ Actor, keep, _ string) error {
			return s.ChangePassword(t.Context(), user, old, next, keep)
		}, true, false},
		"reset": {func(s *Store, user, admin Actor, _, _ string) error {
			return s.SetPassword(t.Context(), admin, user.UserID, next)
		}, false, true},
		"invitation": {func(s *Store, _, _ Actor, _, invitation string) error {
			_, err := s.AcceptInvitation(t.Context(), invitation, next)
			return err
		}, false, true},
		"closed and opened": {func(s *Store, user, admin Actor, _, _ string) error {
			return errors.Join(s.Disable(t.Context(), admin, user.UserID, true), s.Disable(t.Context(), admin, user.UserID, false))
		}, false, false},
	} {
		var now time.Time
		s := clockStore(t, &now)
		ctx := t.Context()
		user, admin := addUser(t, s, "coach", RoleCoach), addUser(t, s, "admin", RoleAdmin)
		secret, _, err := s.NewToken(ctx, user, "koppeling", []Scope{ScopeRead}, now.AddDate(0, 1, 0))
		if err != nil {
			t.Fatal(err)
		}
		var logins [2]string
		for i := range logins {
			if logins[i], err = s.OpenLogin(ctx, user.UserID, ""); err != nil {
				t.Fatal(err)
			}
		}
		invitation, _, err := s.Invite(ctx, admin, user.UserID)
		if err != nil {
			t.Fatal(err)
		}
		before, err := s.Entrance(ctx, user.UserID)
		if err != nil {
			t.Fatal(err)
		}
		if err := c.do(s, user, admin, logins[0], invitation); err != nil {
			t.Fatalf("%s: %v", name, err)
		}
		if _, _, err := s.TokenUser(ctx, secret); !errors.Is(err, ErrSignIn) {
			t.Errorf("%s: the token gives %v", name, err)
		}
		if _, err := s.LoginUser(ctx, logins[1]); !errors.Is(err, ErrNotFound) {
			t.Errorf("%s: another login gives %v", name, err)
		}
		if _, err := s.LoginUser(ctx, logins[0]); (err == nil) != c.keeps {
			t.Errorf("%s: the present login gives %v", name, err)
		}
		if _, err := s.Invited(ctx, invitation); !errors.Is(err, ErrSignIn) {
			t.Errorf("%s: the invitation gives %v", name, err)
		}
		after, err := s.Entrance(ctx, user.UserID)
		if err != nil || after.Round <= before.Round || !after.Reset.IsZero() != c.reset {
			t.Errorf("%s: %+v after %+v, %v", name, after, before, err)
		}
	}
}

func TestFirstPasswordIsNoReset(t *testing.T) {
	s := testStore(t, t.TempDir())
	ctx := t.Context()
	admin := addUser(t, s, "admin", RoleAdmin)
	u, err := s.AddUser(ctx, admin, NewUser{Login: "nieuw", Role: RoleCoach})
	if err != nil {
		t.Fatal(err)
	}
	invitation, _, err := s.Invite(ctx, admin, u.ID)
	if err != nil {
		t.Fatal(err)
	}
	if _, err := s.AcceptInvitation(ctx, invitation, "een lang wachtwoord"); err != nil {
		t.Fatal(err)
	}
	if e, err := s.Entrance(ctx, u.ID); err != nil || !e.Reset.IsZero() {
		t.Errorf("Entrance = %+v, %v", e, err)
	}
}

func TestWrongPasswordIsAudited(t *testing.T) {
	s := testStore(t, t.TempDir())
	ctx := t.Context()
	user := addUser(t, s, "coach", RoleCoach)
	if err := s.CheckPassword(ctx, user, "een lang wachtwoord"); err != nil {
		t.Fatal(err)
	}
	if err := s.CheckPassword(ctx, user, "geraden wachtwoord"); !errors.Is(err, ErrSignIn) {
		t.Errorf("a wrong password gives %v", err)
	}
	if err := s.ChangePassword(ctx, user, "geraden wachtwoord", "een nieuw wachtwoord", ""); !errors.Is(err, ErrSignIn) {
		t.Errorf("a change with a wrong password gives %v", err)
	}
	rows, err := s.db.QueryContext(ctx, `SELECT action FROM audit WHERE user_id = ?`, user.UserID)
	if err != nil {
		t.Fatal(err)
	}
	defer rows.Close()
	var actions []string
	for rows.Next() {
		var a string
		if err := rows.Scan(&a); err != nil {
			t.Fatal(err)
		}
		actions = append(actions, a)
	}
	if want := []string{"password.refused", "password.refused"}; rows.Err() != nil || !slices.Equal(actions, want) {
		t.Errorf("audited %q, want %q", actions, want)
	}
}
