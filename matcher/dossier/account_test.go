package dossier

import (
	"errors"
	"testing"
	"time"

	"github.com/pquerna/otp/totp"
)

// clockStore opens a store whose time the test sets.
func clockStore(t *testing.T, now *time.Time) *Store {
	t.Helper()
	*now = time.Date(2026, 11, 25, 9, 0, 0, 0, time.UTC)
	s, err := Open(t.Context(), t.TempDir(), Options{MasterKey: testKey, Clock: func() time.Time { return *now }})
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { s.Close() })
	return s
}

func TestInvitation(t *testing.T) {
	var now time.Time
	s := clockStore(t, &now)
	ctx := t.Context()
	admin := addUser(t, s, "admin", RoleAdmin)
	u, err := s.AddUser(ctx, admin, NewUser{Login: "nieuw", Role: RoleCoach})
	if err != nil {
		t.Fatal(err)
	}
	if _, _, err := s.Invite(ctx, Actor{UserID: u.ID, Role: u.Role}, u.ID); !errors.Is(err, ErrDenied) {
		t.Errorf("a coach invites: %v", err)
	}
	first, _, err := s.Invite(ctx, admin, u.ID)
	if err != nil {
		t.Fatal(err)
	}
	second, expires, err := s.Invite(ctx, admin, u.ID)
	if err != nil || !expires.Equal(now.Add(InvitationTerm)) {
		t.Fatal(expires, err)
	}
	if _, err := s.Invited(ctx, first); !errors.Is(err, ErrSignIn) {
		t.Errorf("an older invitation: %v", err)
	}
	if _, err := s.AcceptInvitation(ctx, second, "kort"); err == nil {
		t.Error("a short password is taken")
	}
	if got, err := s.AcceptInvitation(ctx, second, "een heel lang wachtwoord"); err != nil || got.ID != u.ID {
		t.Fatalf("AcceptInvitation = %v, %v", got, err)
	}
	if _, err := s.AcceptInvitation(ctx, second, "een ander lang wachtwoord"); !errors.Is(err, ErrSignIn) {
		t.Errorf("used twice: %v", err)
	}
	if _, err := s.SignIn(ctx, "nieuw", "een heel lang wachtwoord"); err != nil {
		t.Errorf("sign-in: %v", err)
	}
	third, _, err := s.Invite(ctx, admin, u.ID)
	if err != nil {
		t.Fatal(err)
	}
	now = now.Add(InvitationTerm)
	if _, err := s.Invited(ctx, third); !errors.Is(err, ErrSignIn) {
		t.Errorf("after its term: %v", err)
	}
}

func TestSecondFactor(t *testing.T) {
	var now time.Time
	s := clockStore(t, &now)
	ctx := t.Context()
	coach, admin := addUser(t, s, "coach", RoleCoach), addUser(t, s, "admin", RoleAdmin)
	secret, _, err := s.StartTOTP(ctx, coach)
	if err != nil {
		t.Fatal(err)
	}
	code := func() string {
		c, err := totp.GenerateCode(secret, now)
		if err != nil {
			t.Fatal(err)
		}
		return c
	}
	if has, err := s.HasTOTP(ctx, coach.UserID); err != nil || has {
		t.Errorf("before the first code: %v, %v", has, err)
	}
	if err := s.ConfirmTOTP(ctx, coach, "000000"); !errors.Is(err, ErrSignIn) {
		t.Errorf("a wrong first code: %v", err)
	}
	if err := s.ConfirmTOTP(ctx, coach, code()); err != nil {
		t.Fatal(err)
	}
	if err := s.CheckTOTP(ctx, coach.UserID, code()); !errors.Is(err, ErrSignIn) {
		t.Errorf("a code that was used: %v", err)
	}
	now = now.Add(31 * time.Second)
	if err := s.CheckTOTP(ctx, coach.UserID, code()); err != nil {
		t.Errorf("the next code: %v", err)
	}
	old := code()
	now = now.Add(2 * time.Minute)
	if err := s.CheckTOTP(ctx, coach.UserID, old); !errors.Is(err, ErrSignIn) {
		t.Errorf("an old code: %v", err)
	}
	if _, _, err := s.StartTOTP(ctx, coach); !errors.Is(err, ErrTaken) {
		t.Errorf("a factor in use is put aside: %v", err)
	}
	if err := s.RemoveTOTP(ctx, Actor{UserID: newID(), Role: RoleCoach}, coach.UserID); !errors.Is(err, ErrDenied) {
		t.Errorf("somebody else removes it: %v", err)
	}
	if err := s.RemoveTOTP(ctx, admin, coach.UserID); err != nil {
		t.Error(err)
	}
	if has, err := s.HasTOTP(ctx, coach.UserID); err != nil || has {
		t.Errorf("after removal: %v, %v", has, err)
	}
}

func TestPasskeys(t *testing.T) {
	var now time.Time
	s := clockStore(t, &now)
	ctx := t.Context()
	coach, other := addUser(t, s, "coach", RoleCoach), addUser(t, s, "other", RoleCoach)
	id := []byte{1, 2, 3}
	if err := s.AddPasskey(ctx, coach, id, "telefoon", []byte(`{"count":1}`)); err != nil {
		t.Fatal(err)
	}
	if err := s.AddPasskey(ctx, other, id, "telefoon", []byte("{}")); !errors.Is(err, ErrTaken) {
		t.Errorf("a passkey of two users: %v", err)
	}
	if err := s.UsedPasskey(ctx, other.UserID, id, []byte("{}")); !errors.Is(err, ErrNotFound) {
		t.Errorf("used by somebody else: %v", err)
	}
	if err := s.UsedPasskey(ctx, coach.UserID, id, []byte(`{"count":2}`)); err != nil {
		t.Fatal(err)
	}
	all, err := s.Passkeys(ctx, coach.UserID)
	if err != nil || len(all) != 1 || string(all[0].Credential) != `{"count":2}` || all[0].Used == nil {
		t.Errorf("Passkeys = %+v, %v", all, err)
	}
	if err := s.RemovePasskey(ctx, other, coach.UserID, id); !errors.Is(err, ErrDenied) {
		t.Errorf("removed by somebody else: %v", err)
	}
	if err := s.RemovePasskey(ctx, coach, coach.UserID, id); err != nil {
		t.Error(err)
	}
}

func TestTokens(t *testing.T) {
	var now time.Time
	s := clockStore(t, &now)
	ctx := t.Context()
	coach, admin := addUser(t, s, "coach", RoleCoach), addUser(t, s, "admin", RoleAdmin)
	month := now.AddDate(0, 1, 0)
	var invalid *InvalidError
	if _, _, err := s.NewToken(ctx, coach, "koppeling", []Scope{ScopeAdmin}, month); !errors.Is(err, ErrDenied) {
		t.Errorf("a coach gets the scope of an administrator: %v", err)
	}
	for _, end := range []time.Time{now, now.AddDate(2, 0, 0)} {
		if _, _, err := s.NewToken(ctx, coach, "koppeling", []Scope{ScopeRead}, end); !errors.As(err, &invalid) {
			t.Errorf("until %v: %v", end, err)
		}
	}
	secret, _, err := s.NewToken(ctx, coach, "koppeling", []Scope{ScopeRead}, month)
	if err != nil {
		t.Fatal(err)
	}
	u, tok, err := s.TokenUser(ctx, secret)
	if err != nil || u.ID != coach.UserID || !tok.May(ScopeRead) || tok.May(ScopeWrite) {
		t.Errorf("TokenUser = %v, %v, %v", u, tok, err)
	}
	if _, _, err := s.TokenUser(ctx, secret+"x"); !errors.Is(err, ErrSignIn) {
		t.Errorf("a wrong secret: %v", err)
	}
	if err := s.Disable(ctx, admin, coach.UserID, true); err != nil {
		t.Fatal(err)
	}
	if _, _, err := s.TokenUser(ctx, secret); !errors.Is(err, ErrSignIn) {
		t.Errorf("of a closed account: %v", err)
	}
	if err := s.Disable(ctx, admin, coach.UserID, false); err != nil {
		t.Fatal(err)
	}
	if _, _, err := s.TokenUser(ctx, secret); !errors.Is(err, ErrSignIn) {
		t.Errorf("opening the account brings a token back: %v", err)
	}
	secret, made, err := s.NewToken(ctx, coach, "koppeling", []Scope{ScopeRead}, month)
	if err != nil {
		t.Fatal(err)
	}
	if all, err := s.Tokens(ctx, admin); err != nil || len(all) != 1 {
		t.Errorf("Tokens = %v, %v", all, err)
	}
	if err := s.RevokeToken(ctx, coach, made.ID); err != nil {
		t.Fatal(err)
	}
	if _, _, err := s.TokenUser(ctx, secret); !errors.Is(err, ErrSignIn) {
		t.Errorf("revoked: %v", err)
	}
}

func TestEmployerContacts(t *testing.T) {
	s := testStore(t, t.TempDir())
	ctx := t.Context()
	hunter, worker := addUser(t, s, "hunter", RoleJobHunter), addUser(t, s, "worker", RoleWorker)
	v := s.As(hunter)
	var invalid *InvalidError
	for _, c := range []EmployerContact{{}, {Employer: "Bakkerij Zon", FollowUp: "morgen"}, {Employer: "Bakkerij Zon", Note: "kandidaat heeft een hernia"}} {
		if _, err := v.AddEmployerContact(ctx, c); !errors.As(err, &invalid) {
			t.Errorf("%+v: %v", c, err)
		}
	}
	if _, err := v.AddEmployerContact(ctx, EmployerContact{Employer: "Bakkerij Zon", Channel: "phone", Outcome: "belt terug", FollowUp: "2026-12-01"}); err != nil {
		t.Fatal(err)
	}
	all, err := v.EmployerContacts(ctx, "bakkerij zon", 10)
	if err != nil || len(all) != 1 || all[0].By != hunter.UserID {
		t.Errorf("EmployerContacts = %+v, %v", all, err)
	}
	if _, err := s.As(worker).AddEmployerContact(ctx, EmployerContact{Employer: "Bakkerij Zon"}); !errors.Is(err, ErrDenied) {
		t.Errorf("a worker adds one: %v", err)
	}
}
