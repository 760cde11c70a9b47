package dossier

import (
	"bytes"
	"context"
	"errors"
	"os"
	"path/filepath"
	"sync"
	"testing"
	"time"

	"passend/index/demand"
	"passend/matcher/profile"
)

var testKey = MasterKey{1, 2, 3}

// testStore opens a store in dir with a clock that stands still.
func testStore(t *testing.T, dir string) *Store {
	t.Helper()
	now := time.Date(2026, 11, 25, 9, 0, 0, 0, time.UTC)
	s, err := Open(t.Context(), dir, Options{MasterKey: testKey, Clock: func() time.Time { return now }})
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { s.Close() })
	return s
}

const secretNote = "hooguit vijf kilo met de rechterarm"

func testWorker() profile.Worker {
	level := 2
	return profile.Worker{
		Label:  "case-0417",
		Person: profile.Person{Obstacles: []string{"mantelzorg"}, Licences: []string{"B"}},
		Search: profile.Search{Conditions: "licht werk", Directions: []profile.Direction{{Text: "planner"}}},
		Capacity: profile.Capacity{Source: profile.FMLA,
			Items: []profile.Item{{Key: demand.LiftCarry, Level: &level, Note: secretNote}}},
	}
}

// testHash is of "een lang wachtwoord", made once: it is slow by design.
var testHash = sync.OnceValue(func() string {
	hash, err := HashPassword("een lang wachtwoord")
	if err != nil {
		panic(err)
	}
	return hash
})

func addUser(t *testing.T, s *Store, login string, role Role) Actor {
	t.Helper()
	u, err := s.AddUser(context.Background(), System("test"), NewUser{Login: login, Role: role})
	if err == nil {
		_, err = s.db.Exec(`UPDATE user SET password_hash = ? WHERE id = ?`, testHash(), u.ID)
	}
	if err != nil {
		t.Fatal(err)
	}
	return Actor{UserID: u.ID, Role: u.Role}
}

// TestRoleTable checks every cell of the table over a real dossier: what the
// role may not see must not even be loaded.
func TestRoleTable(t *testing.T) {
	s := testStore(t, t.TempDir())
	ctx := t.Context()
	actors := map[Role]Actor{}
	var assigned []string
	for _, r := range Roles {
		actors[r] = addUser(t, s, string(r), r)
		assigned = append(assigned, actors[r].UserID)
	}
	mine, err := s.As(System("test")).AddWorker(ctx, testWorker(), assigned...)
	if err != nil {
		t.Fatal(err)
	}
	other, err := s.As(System("test")).AddWorker(ctx, testWorker())
	if err != nil {
		t.Fatal(err)
	}
	// Rows as in the table of roles: person, search, capacity.
	want := map[Role][3]bool{
		RoleWorker: {true, true, true}, RoleCoach: {true, true, true}, RoleLabourExpert: {true, true, true},
		RoleJobHunter: {true, true, false}, RoleClient: {true, true, false},
		RoleCompanyDoctor: {false, false, true}, RoleAdmin: {}, RolePrivacyOfficer: {},
	}
	for role, a := range actors {
		v := s.As(a)
		got := [3]bool{v.May(ctx, DataPerson, mine), v.May(ctx, DataSearch, mine), v.May(ctx, DataCapacity, mine)}
		if got != want[role] {
			t.Errorf("%s may see %v, want %v", role, got, want[role])
		}
		for _, d := range []Data{DataPerson, DataSearch, DataCapacity, DataBand, DataMatch, DataNotes, DataDecisions} {
			if v.May(ctx, d, other) {
				t.Errorf("%s may see %s of a worker outside the caseload", role, d)
			}
		}
		w, err := v.Worker(ctx, mine)
		if (err == nil) != want[role][0] {
			t.Errorf("%s: Worker gives %v", role, err)
		}
		if err == nil && (len(w.Capacity.Items) > 0) != want[role][2] {
			t.Errorf("%s: capacity loaded: %v", role, w.Capacity.Items)
		}
		if err == nil && !want[role][2] && (w.Search.Conditions != "" || w.Person.Obstacles != nil) {
			t.Errorf("%s: sees conditions that nobody approved, or obstacles", role)
		}
		if _, err := v.Worker(ctx, other); !errors.Is(err, ErrDenied) {
			t.Errorf("%s: worker outside the caseload gives %v, want ErrDenied", role, err)
		}
	}
}

func TestSignIn(t *testing.T) {
	s := testStore(t, t.TempDir())
	addUser(t, s, "Coach", RoleCoach)
	for _, c := range []struct {
		login, password string
		ok              bool
	}{
		{"coach", "een lang wachtwoord", true},
		{" COACH ", "een lang wachtwoord", true},
		{"coach", "een ander wachtwoord", false},
		{"coach", "", false},
		{"nobody", "een lang wachtwoord", false},
	} {
		u, err := s.SignIn(t.Context(), c.login, c.password)
		if c.ok != (err == nil) || !c.ok && !errors.Is(err, ErrSignIn) {
			t.Errorf("SignIn(%q, %q) = %v, %v", c.login, c.password, u, err)
		}
	}
	if _, err := HashPassword("kort"); err == nil {
		t.Error("a short password is taken")
	}
}

func TestAuditShowsChange(t *testing.T) {
	s := testStore(t, t.TempDir())
	for range 3 {
		addUser(t, s, newID(), RoleCoach)
	}
	lines, _, err := s.VerifyAudit(t.Context())
	if err != nil || lines != 3 {
		t.Fatalf("VerifyAudit = %d, %v", lines, err)
	}
	if _, err := s.db.Exec(`UPDATE audit SET detail = 'niets' WHERE seq = 2`); err != nil {
		t.Fatal(err)
	}
	var tampered *TamperedError
	if _, _, err := s.VerifyAudit(t.Context()); !errors.As(err, &tampered) || tampered.Seq != 2 {
		t.Errorf("a changed line gives %v", err)
	}
}

func TestFilesTellNothing(t *testing.T) {
	dir := t.TempDir()
	s := testStore(t, dir)
	if _, err := s.As(System("test")).AddWorker(t.Context(), testWorker()); err != nil {
		t.Fatal(err)
	}
	files, err := os.ReadDir(dir)
	if err != nil {
		t.Fatal(err)
	}
	for _, f := range files {
		body, err := os.ReadFile(filepath.Join(dir, f.Name()))
		if err != nil {
			t.Fatal(err)
		}
		for _, secret := range []string{secretNote, "case-0417", "lift_carry", "SQLite format"} {
			if bytes.Contains(body, []byte(secret)) {
				t.Errorf("%s holds %q in plain text", f.Name(), secret)
			}
		}
	}
	s.Close()
	if _, err := Open(t.Context(), dir, Options{MasterKey: MasterKey{9}}); err == nil {
		t.Error("another master key opens the store")
	}
}

func TestMasterKeyFile(t *testing.T) {
	path := filepath.Join(t.TempDir(), "key", "master.key")
	a, created, err := LoadMasterKey(path)
	if err != nil || !created {
		t.Fatalf("first: %v, created %v", err, created)
	}
	b, created, err := LoadMasterKey(path)
	if err != nil || created || a != b {
		t.Fatalf("second: %v, created %v, same %v", err, created, a == b)
	}
	info, err := os.Stat(path)
	if err != nil || info.Mode().Perm() != 0o600 {
		t.Errorf("mode %v, %v", info.Mode(), err)
	}
}
