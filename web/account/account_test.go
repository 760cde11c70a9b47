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

// TestGuessingIsSlow: by address, by name and network, and by name from
// everywhere.
func TestGuessingIsSlow(t *testing.T) {
	a, _, ctx, _ := testAccounts(t, Config{})
	a.attempts, a.names, a.slow = newLimiter(2, time.Hour), newLimiter(3, time.Hour), newLimiter(4, time.Hour)
	for i, c := range []struct {
		address, name string
		want          error
	}{
		{"1", "a", dossier.ErrSignIn}, {"1", "b", dossier.ErrSignIn}, {"1", "c", desk.ErrTooOften},
		// One network guesses until it may not; another goes on with the same name.
		{"192.0.2.1", "coach", dossier.ErrSignIn}, {"192.0.2.2", "Coach", dossier.ErrSignIn}, {"192.0.2.3", " coach ", dossier.ErrSignIn},
		{"192.0.2.4", "coach", desk.ErrTooOften},
		{"198.51.100.1", "coach", dossier.ErrSignIn},
		// From everywhere together it is slow too.
		{"203.0.113.1", "coach", desk.ErrTooOften},
		// A subscriber has a whole /64.
		{"2001:db8::1", "d", dossier.ErrSignIn}, {"2001:db8::2", "e", dossier.ErrSignIn}, {"2001:db8::3", "f", desk.ErrTooOften},
		{"2001:db8:0:1::1", "f", dossier.ErrSignIn},
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

// secondFactor turns the code on for a user and returns how to make one.
func secondFactor(t *testing.T, a *Accounts, u dossier.User, now *time.Time) func() string {
	t.Helper()
	by := dossier.Actor{UserID: u.ID, Role: u.Role}
	secret, _, err := a.people.StartTOTP(t.Context(), by)
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
	if err := a.people.ConfirmTOTP(t.Context(), by, code()); err != nil {
		t.Fatal(err)
	}
	*now = now.Add(time.Minute)
	return code
}

var admin = dossier.Actor{UserID: "beheer", Role: dossier.RoleAdmin}

// TestInvitationIsNoSecondFactor: it stands in place of the password alone, and
// the user is told at every sign-in for a while.
func TestInvitationIsNoSecondFactor(t *testing.T) {
	a, u, ctx, now := testAccounts(t, Config{})
	code := secondFactor(t, a, u, now)
	token, _, err := a.people.Invite(ctx, admin, u.ID)
	if err != nil {
		t.Fatal(err)
	}
	if err := a.Accept(ctx, Client{Address: "1"}, token, "een nieuw wachtwoord"); !errors.Is(err, ErrCode) {
		t.Fatalf("an invitation gives %v", err)
	}
	if _, ok := a.User(ctx); ok || !a.Pending(ctx) {
		t.Error("an invitation goes past the code")
	}
	if err := a.Code(ctx, Client{}, code()); err != nil {
		t.Fatal(err)
	}
	set := *now
	for _, c := range []struct {
		later time.Duration
		told  bool
	}{{time.Hour, true}, {29 * 24 * time.Hour, true}, {40 * 24 * time.Hour, false}} {
		*now = set.Add(c.later)
		fresh, err := a.Sessions.Load(t.Context(), "")
		if err != nil {
			t.Fatal(err)
		}
		if err := a.SignIn(fresh, Client{Address: c.later.String()}, "coach", "een nieuw wachtwoord"); !errors.Is(err, ErrCode) {
			t.Fatal(err)
		}
		if err := a.Code(fresh, Client{}, code()); err != nil {
			t.Fatal(err)
		}
		if at := a.TellReset(fresh); at.Equal(set) != c.told {
			t.Errorf("after %v the user is told of %v", c.later, at)
		}
		if at := a.TellReset(fresh); !at.IsZero() {
			t.Error("the user is told twice")
		}
	}
}

// TestNewPasswordEndsWaitingCode: who gave the old password and waits for a
// code does not come in after a reset.
func TestNewPasswordEndsWaitingCode(t *testing.T) {
	a, u, ctx, now := testAccounts(t, Config{})
	code := secondFactor(t, a, u, now)
	if err := a.SignIn(ctx, Client{Address: "1"}, "coach", password); !errors.Is(err, ErrCode) {
		t.Fatal(err)
	}
	if err := a.people.SetPassword(ctx, admin, u.ID, "een nieuw wachtwoord"); err != nil {
		t.Fatal(err)
	}
	if err := a.Code(ctx, Client{}, code()); !errors.Is(err, dossier.ErrSignIn) {
		t.Errorf("the code after a reset gives %v", err)
	}
}

// TestPasswordInsideSession: the limits of signing in count inside a session
// too, and this session stays after a change.
func TestPasswordInsideSession(t *testing.T) {
	a, u, ctx, _ := testAccounts(t, Config{})
	a.names = newLimiter(5, time.Hour)
	c := Client{Address: "192.0.2.1"}
	if err := a.SignIn(ctx, c, "coach", password); err != nil {
		t.Fatal(err)
	}
	if err := a.Confirm(ctx, c, u, "geraden wachtwoord"); !errors.Is(err, dossier.ErrSignIn) || a.Confirmed(ctx) {
		t.Errorf("a wrong password gives %v", err)
	}
	if err := a.Confirm(ctx, c, u, password); err != nil || !a.Confirmed(ctx) {
		t.Errorf("the right password gives %v", err)
	}
	if err := a.ChangePassword(ctx, c, u, password, "een nieuw wachtwoord"); err != nil {
		t.Fatal(err)
	}
	if _, ok := a.User(ctx); !ok {
		t.Error("the present session ends with the change")
	}
	if err := a.ChangePassword(ctx, c, u, "geraden wachtwoord", "een nieuw wachtwoord"); !errors.Is(err, dossier.ErrSignIn) {
		t.Errorf("a change with a wrong password gives %v", err)
	}
	if err := a.Confirm(ctx, c, u, "een nieuw wachtwoord"); !errors.Is(err, desk.ErrTooOften) {
		t.Errorf("the sixth try gives %v", err)
	}
	if err := a.SignIn(ctx, c, "coach", "een nieuw wachtwoord"); !errors.Is(err, desk.ErrTooOften) {
		t.Errorf("signing in after it gives %v", err)
	}
}

func TestPasskeyAsksPassword(t *testing.T) {
	a, u, ctx, _ := testAccounts(t, Config{})
	c := Client{Address: "1", Host: "localhost"}
	if _, err := a.BeginPasskey(ctx, c, u, "geraden wachtwoord"); !errors.Is(err, dossier.ErrSignIn) {
		t.Errorf("a wrong password gives %v", err)
	}
	if err := a.FinishPasskey(ctx, c, dossier.Actor{UserID: u.ID, Role: u.Role}, u, "telefoon", []byte(`{}`)); !errors.Is(err, dossier.ErrSignIn) {
		t.Errorf("the second step without the first gives %v", err)
	}
	if _, err := a.BeginPasskey(ctx, c, u, password); err != nil {
		t.Errorf("the right password gives %v", err)
	}
}

// TestFullLimiterForgetsTheOldest: strangers cannot wash away what somebody
// tried just now.
func TestFullLimiterForgetsTheOldest(t *testing.T) {
	l := newLimiter(1, time.Hour)
	l.most = 2
	for i, c := range []struct {
		key  string
		want bool
	}{{"a", true}, {"b", true}, {"a", false}, {"c", true}, {"a", false}, {"b", true}} {
		if got := l.allow(c.key); got != c.want {
			t.Errorf("try %d of %s: %v, want %v", i+1, c.key, got, c.want)
		}
	}
}

func TestLinkIsOfTheSite(t *testing.T) {
	for _, c := range []struct {
		Config
		want string
	}{
		{Config{}, "http://elders.example/x"},
		{Config{Secure: true}, "https://elders.example/x"},
		{Config{Origin: "https://passend.example/"}, "https://passend.example/x"},
	} {
		a, _, _, _ := testAccounts(t, c.Config)
		if got := a.Link("elders.example", "/x"); got != c.want {
			t.Errorf("%+v gives %s, want %s", c.Config, got, c.want)
		}
	}
}
