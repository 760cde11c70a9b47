package dossier

import (
	"errors"
	"testing"
	"time"
)

// movable is a store whose clock the test moves.
func movable(t *testing.T) (*Store, *time.Time) {
	t.Helper()
	now := time.Date(2026, 11, 25, 9, 0, 0, 0, time.UTC)
	s, err := Open(t.Context(), t.TempDir(), Options{MasterKey: testKey, Clock: func() time.Time { return now }})
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { s.Close() })
	return s, &now
}

func TestTokens(t *testing.T) {
	s, now := movable(t)
	ctx := t.Context()
	coach, admin := addUser(t, s, "coach", RoleCoach), addUser(t, s, "admin", RoleAdmin)
	month := now.AddDate(0, 1, 0)
	for name, try := range map[string]func() error{
		"no name":   func() error { _, _, err := s.NewToken(ctx, coach, " ", []Scope{ScopeWorkers}, month); return err },
		"no scope":  func() error { _, _, err := s.NewToken(ctx, coach, "x", nil, month); return err },
		"odd scope": func() error { _, _, err := s.NewToken(ctx, coach, "x", []Scope{"all"}, month); return err },
		"past":      func() error { _, _, err := s.NewToken(ctx, coach, "x", Scopes, *now); return err },
		"for ever":  func() error { _, _, err := s.NewToken(ctx, coach, "x", Scopes, now.AddDate(3, 0, 0)); return err },
	} {
		var invalid *InvalidError
		if err := try(); !errors.As(err, &invalid) {
			t.Errorf("%s: %v", name, err)
		}
	}
	made, secret, err := s.NewToken(ctx, coach, "rekenblad", []Scope{ScopeWorkers}, month)
	if err != nil {
		t.Fatal(err)
	}
	u, used, err := s.UseToken(ctx, secret)
	if err != nil || u.ID != coach.UserID || !used.Has(ScopeWorkers) || used.Has(ScopeDecisions) {
		t.Errorf("UseToken = %v, %v, %v", u, used, err)
	}
	refused := func(why, secret string) {
		t.Helper()
		if _, _, err := s.UseToken(ctx, secret); !errors.Is(err, ErrSignIn) {
			t.Errorf("%s: %v, want ErrSignIn", why, err)
		}
	}
	refused("another secret", secret+"x")
	refused("no secret", "")
	if err := s.SetDisabled(ctx, admin, coach.UserID, true); err != nil {
		t.Fatal(err)
	}
	refused("closed account", secret)
	if err := s.SetDisabled(ctx, admin, coach.UserID, false); err != nil {
		t.Fatal(err)
	}
	if err := s.RevokeToken(ctx, admin, made.ID); !errors.Is(err, ErrNotFound) {
		t.Errorf("another user ends the token: %v", err)
	}
	*now = month
	refused("expired", secret)
	*now = month.AddDate(0, 0, -1)
	if err := s.RevokeToken(ctx, coach, made.ID); err != nil {
		t.Fatal(err)
	}
	refused("ended", secret)
	if all, err := s.Tokens(ctx, coach); err != nil || len(all) != 1 || all[0].Revoked.IsZero() {
		t.Errorf("Tokens = %v, %v", all, err)
	}
}

func TestInvitation(t *testing.T) {
	s, now := movable(t)
	ctx := t.Context()
	admin, coach := addUser(t, s, "admin", RoleAdmin), addUser(t, s, "coach", RoleCoach)
	u, err := s.AddUser(ctx, admin, NewUser{Login: "nieuw", Role: RoleJobHunter})
	if err != nil {
		t.Fatal(err)
	}
	if _, _, err := s.Invite(ctx, coach, u.ID); !errors.Is(err, ErrDenied) {
		t.Errorf("a coach invites: %v", err)
	}
	old, _, err := s.Invite(ctx, admin, u.ID)
	if err != nil {
		t.Fatal(err)
	}
	secret, expires, err := s.Invite(ctx, admin, u.ID)
	if err != nil {
		t.Fatal(err)
	}
	if _, err := s.Invited(ctx, old); !errors.Is(err, ErrNotFound) {
		t.Errorf("an older invitation still works: %v", err)
	}
	var invalid *InvalidError
	if _, err := s.Accept(ctx, secret, "kort"); !errors.As(err, &invalid) {
		t.Errorf("a short password: %v", err)
	}
	*now = expires
	if _, err := s.Accept(ctx, secret, "een lang wachtwoord"); !errors.Is(err, ErrNotFound) {
		t.Errorf("an expired invitation: %v", err)
	}
	*now = expires.Add(-time.Minute)
	if _, err := s.Accept(ctx, secret, "een lang wachtwoord"); err != nil {
		t.Fatal(err)
	}
	if _, err := s.Accept(ctx, secret, "nog een wachtwoord"); !errors.Is(err, ErrNotFound) {
		t.Errorf("an invitation works twice: %v", err)
	}
	if _, err := s.SignIn(ctx, "nieuw", "een lang wachtwoord"); err != nil {
		t.Errorf("sign-in after the invitation: %v", err)
	}
	if err := s.SetDisabled(ctx, admin, admin.UserID, true); !errors.As(err, &invalid) {
		t.Errorf("the administrator closes the own account: %v", err)
	}
}

func TestAssignments(t *testing.T) {
	s, _ := movable(t)
	ctx := t.Context()
	admin, coach := addUser(t, s, "admin", RoleAdmin), addUser(t, s, "coach", RoleCoach)
	id, err := s.As(System("test")).AddWorker(ctx, testWorker())
	if err != nil {
		t.Fatal(err)
	}
	if err := s.Assign(ctx, coach, id, coach.UserID); !errors.Is(err, ErrDenied) {
		t.Errorf("a coach takes a dossier: %v", err)
	}
	var invalid *InvalidError
	if err := s.Assign(ctx, admin, id, admin.UserID); !errors.As(err, &invalid) {
		t.Errorf("an administrator gets a dossier: %v", err)
	}
	if err := s.Assign(ctx, admin, "nothing", coach.UserID); !errors.Is(err, ErrNotFound) {
		t.Errorf("a dossier that is not there: %v", err)
	}
	if err := s.Assign(ctx, admin, id, coach.UserID); err != nil {
		t.Fatal(err)
	}
	all, err := s.Assignments(ctx, admin)
	if err != nil || len(all) != 1 || len(all[0].Users) != 1 || !s.As(coach).May(ctx, DataCapacity, id) {
		t.Errorf("after assigning: %v, %v", all, err)
	}
	if err := s.Unassign(ctx, admin, id, coach.UserID); err != nil {
		t.Fatal(err)
	}
	if s.As(coach).May(ctx, DataPerson, id) {
		t.Error("the coach still has the dossier")
	}
}

func TestEmployerContacts(t *testing.T) {
	s, now := movable(t)
	ctx := t.Context()
	hunter, worker := s.As(addUser(t, s, "hunter", RoleJobHunter)), s.As(addUser(t, s, "worker", RoleWorker))
	c := EmployerContact{Employer: "bakkerij de korenaar", Channel: "phone", Outcome: "later", FollowUp: "2026-11-27", Note: "vraag naar de chef"}
	if _, err := worker.AddContact(ctx, c); !errors.Is(err, ErrDenied) {
		t.Errorf("a worker writes a contact: %v", err)
	}
	for name, change := range map[string]func(*EmployerContact){
		"no channel":  func(c *EmployerContact) { c.Channel = "" },
		"no outcome":  func(c *EmployerContact) { c.Outcome = "good" },
		"odd date":    func(c *EmployerContact) { c.FollowUp = "vrijdag" },
		"health word": func(c *EmployerContact) { c.Note = "kandidaat heeft een depressie" },
	} {
		bad := c
		change(&bad)
		var invalid *InvalidError
		if _, err := hunter.AddContact(ctx, bad); !errors.As(err, &invalid) {
			t.Errorf("%s: %v", name, err)
		}
	}
	if _, err := hunter.AddContact(ctx, c); err != nil {
		t.Fatal(err)
	}
	due := func(day int) int {
		all, err := hunter.FollowUps(ctx, time.Date(2026, 11, day, 0, 0, 0, 0, time.UTC))
		if err != nil {
			t.Fatal(err)
		}
		return len(all)
	}
	if due(26) != 0 || due(27) != 1 {
		t.Errorf("due on the 26th: %d, on the 27th: %d", due(26), due(27))
	}
	*now = now.AddDate(0, 0, 3)
	c.Outcome, c.FollowUp = OutcomePlaced, ""
	if _, err := hunter.AddContact(ctx, c); err != nil {
		t.Fatal(err)
	}
	if due(30) != 0 {
		t.Error("a later contact does not settle the follow-up")
	}
	sum, err := hunter.Approaches(ctx)
	if a := sum[c.Employer]; err != nil || a.Contacts != 2 || a.Placed != 1 || !a.Last.Equal(*now) {
		t.Errorf("Approaches = %+v, %v", a, err)
	}
}

func TestSearchAudit(t *testing.T) {
	s, _ := movable(t)
	ctx := t.Context()
	officer, coach := addUser(t, s, "officer", RolePrivacyOfficer), addUser(t, s, "coach", RoleCoach)
	id, err := s.As(coach).AddWorker(ctx, testWorker())
	if err != nil {
		t.Fatal(err)
	}
	if _, err := s.SearchAudit(ctx, coach, AuditQuery{}); !errors.Is(err, ErrDenied) {
		t.Errorf("a coach reads the log: %v", err)
	}
	for name, c := range map[string]struct {
		q    AuditQuery
		want int
	}{
		"worker": {AuditQuery{WorkerID: id, Action: "worker"}, 1},
		"action": {AuditQuery{Action: "user."}, 2},
		"user":   {AuditQuery{UserID: coach.UserID}, 1},
		"newest": {AuditQuery{Action: "user.", Limit: 1}, 1},
		"below":  {AuditQuery{Action: "user.", Before: 2}, 1},
		"time":   {AuditQuery{Until: s.now().Add(-time.Hour)}, 0},
	} {
		all, err := s.SearchAudit(ctx, officer, c.q)
		if err != nil || len(all) != c.want {
			t.Errorf("%s: %d lines, %v; want %d", name, len(all), err, c.want)
		}
	}
}
