package account

import (
	"context"
	"errors"
	"testing"
	"time"

	"github.com/pquerna/otp/totp"

	"passend/matcher/dossier"
	"passend/web/desk"
)

const password = "een lang wachtwoord"

// testAccounts makes accounts with one user over a store whose clock the test
// sets, and a context with an empty session.
func testAccounts(t *testing.T, c Config) (*Accounts, dossier.User, context.Context, *time.Time) {
	t.Helper()
	now := time.Date(2026, 11, 25, 9, 0, 0, 0, time.UTC)
	people, err := dossier.Open(t.Context(), t.TempDir(), dossier.Options{MasterKey: dossier.MasterKey{1}, Clock: func() time.Time { return now }})
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { people.Close() })
	u, err := people.AddUser(t.Context(), dossier.System("test"), dossier.NewUser{Login: "coach", Role: dossier.RoleCoach, Password: password})
	if err != nil {
		t.Fatal(err)
	}
	a := New(people, c)
	a.now = func() time.Time { return now }
	ctx, err := a.Sessions.Load(t.Context(), "")
	if err != nil {
		t.Fatal(err)
	}
	return a, u, ctx, &now
}

func TestSignInAndOut(t *testing.T) {
	a, u, ctx, _ := testAccounts(t, Config{})
	if err := a.SignIn(ctx, Client{Address: "1"}, "coach", "geraden wachtwoord"); !errors.Is(err, dossier.ErrSignIn) {
		t.Errorf("a wrong password gives %v", err)
	}
	if _, ok := a.User(ctx); ok {
		t.Error("somebody is signed in after a wrong password")
	}
	if err := a.SignIn(ctx, Client{Address: "1", Agent: "proef"}, "coach", password); err != nil {
		t.Fatal(err)
	}
	if got, ok := a.User(ctx); !ok || got.ID != u.ID {
		t.Errorf("signed in as %+v", got)
	}
	id := a.Login(ctx)
	if err := a.SignOut(ctx); err != nil {
		t.Fatal(err)
	}
	if _, err := a.people.LoginUser(t.Context(), id); !errors.Is(err, dossier.ErrNotFound) {
		t.Errorf("the login stays after signing out: %v", err)
	}
}

// TestGuessingIsSlow: by address, and by name from many addresses.
func TestGuessingIsSlow(t *testing.T) {
	a, _, ctx, _ := testAccounts(t, Config{})
	a.attempts, a.names = newLimiter(2, time.Hour), newLimiter(4, time.Hour)
	for i, c := range []struct {
		address, name string
		want          error
	}{
		{"1", "a", dossier.ErrSignIn}, {"1", "b", dossier.ErrSignIn}, {"1", "c", desk.ErrTooOften},
		{"2", "coach", dossier.ErrSignIn}, {"3", "Coach", dossier.ErrSignIn}, {"4", " coach ", dossier.ErrSignIn}, {"5", "coach", dossier.ErrSignIn},
		{"6", "coach", desk.ErrTooOften},
	} {
		if err := a.SignIn(ctx, Client{Address: c.address}, c.name, "geraden wachtwoord"); !errors.Is(err, c.want) {
			t.Errorf("try %d: %v, want %v", i+1, err, c.want)
		}
	}
}

func TestConfirmingIsSlow(t *testing.T) {
	a, u, _, _ := testAccounts(t, Config{})
	a.codes = newLimiter(2, time.Hour)
	for i, want := range []error{nil, nil, desk.ErrTooOften} {
		if err := a.MayConfirm(u.ID); !errors.Is(err, want) {
			t.Errorf("try %d: %v, want %v", i+1, err, want)
		}
	}
	if err := a.MayConfirm("another"); err != nil {
		t.Errorf("another user waits too: %v", err)
	}
}

func TestCodeFollowsPassword(t *testing.T) {
	a, u, ctx, now := testAccounts(t, Config{})
	by := dossier.Actor{UserID: u.ID, Role: u.Role}
	secret, _, err := a.people.StartTOTP(ctx, by)
	if err != nil {
		t.Fatal(err)
	}
	code := func() string {
		t.Helper()
		c, err := totp.GenerateCode(secret, *now)
		if err != nil {
			t.Fatal(err)
		}
		return c
	}
	if err := a.people.ConfirmTOTP(ctx, by, code()); err != nil {
		t.Fatal(err)
	}
	*now = now.Add(time.Minute)
	if err := a.Code(ctx, Client{}, code()); !errors.Is(err, dossier.ErrSignIn) {
		t.Errorf("a code without a password gives %v", err)
	}
	signIn := func() {
		t.Helper()
		if err := a.SignIn(ctx, Client{Address: "1"}, "coach", password); !errors.Is(err, ErrCode) {
			t.Fatalf("the password alone gives %v", err)
		}
	}
	signIn()
	if _, ok := a.User(ctx); ok || !a.Pending(ctx) {
		t.Error("the password alone signs in")
	}
	*now = now.Add(pendingLife + time.Second)
	if a.Pending(ctx) {
		t.Error("a code may follow after too long")
	}
	signIn()
	if err := a.Code(ctx, Client{}, "000000"); !errors.Is(err, dossier.ErrSignIn) {
		t.Errorf("a wrong code gives %v", err)
	}
	if err := a.Code(ctx, Client{}, code()); err != nil {
		t.Fatal(err)
	}
	if _, ok := a.User(ctx); !ok || a.Pending(ctx) {
		t.Error("the right code does not sign in")
	}
}

// TestPasskeysBelongToTheSite: never to a host that a client names.
func TestPasskeysBelongToTheSite(t *testing.T) {
	for _, c := range []struct {
		origin, host, party string
	}{
		{"", "localhost:8080", "localhost"},
		{"", "localhost", "localhost"},
		{"", "127.0.0.1:8080", ""},
		{"", "elders.example", ""},
		{"", "localhost.elders.example", ""},
		{"https://passend.example/", "elders.example", "passend.example"},
	} {
		a, _, _, _ := testAccounts(t, Config{Origin: c.origin})
		w, err := a.relying(c.host)
		party := ""
		if err == nil {
			party = w.Config.RPID
		}
		if party != c.party || a.HasPasskeys(c.host) != (c.party != "") {
			t.Errorf("at %q with origin %q the party is %q, %v", c.host, c.origin, party, err)
		}
	}
}

func TestPasskeyNeedsItsCeremony(t *testing.T) {
	a, u, ctx, _ := testAccounts(t, Config{})
	c := Client{Address: "1", Host: "localhost"}
	if err := a.FinishPasskeySignIn(ctx, c, []byte(`{}`)); !errors.Is(err, dossier.ErrSignIn) {
		t.Errorf("an answer without a question gives %v", err)
	}
	if _, err := a.BeginPasskeySignIn(ctx, c); err != nil {
		t.Fatal(err)
	}
	for range 2 { // a wrong answer uses the question up
		if err := a.FinishPasskeySignIn(ctx, c, []byte(`{"id":"x"}`)); !errors.Is(err, dossier.ErrSignIn) {
			t.Errorf("a wrong answer gives %v", err)
		}
	}
	var invalid *dossier.InvalidError
	if err := a.FinishPasskey(ctx, c, dossier.Actor{UserID: u.ID, Role: u.Role}, u, " ", nil); !errors.As(err, &invalid) {
		t.Errorf("a passkey without a name gives %v", err)
	}
}
