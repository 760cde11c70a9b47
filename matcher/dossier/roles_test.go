package dossier

import (
	"context"
	"errors"
	"testing"
	"time"

	"passend/matcher/profile"
)

// cells is the table of roles (domain brief 5.3), row by row: who may see the
// kind of data of an assigned worker. "prospective" is an employer to be, a role
// that cannot even sign in: it gets a report and never the dossier.
var cells = []struct {
	data Data
	// columns: worker, coach, job hunter, client, company doctor, labour expert,
	// prospective employer, administrator, privacy officer
	may string
}{
	{DataContact, "111111000"},
	{DataCapacity, "110011000"},
	{DataConditions, "111111000"},
	{DataPerson, "111101000"},
	{DataSearch, "111101000"},
	{DataBand, "111001000"},  // vacancies with the verdict alone
	{DataMatch, "110001000"}, // vacancies with the reasons of health
	{DataDecisions, "110001000"},
	{DataNotes, "110000000"},
	{DataReports, "110101000"},
	{DataAudit, "000000001"},
	{DataAccounts, "000000010"},
	{DataEmployers, "011000000"},
}

var columns = []Role{RoleWorker, RoleCoach, RoleJobHunter, RoleClient, RoleCompanyDoctor, RoleLabourExpert, "prospective", RoleAdmin, RolePrivacyOfficer}

// operations reads each kind of data by the operation that serves it.
var operations = map[Data]func(ctx context.Context, s *Store, a Actor, id string) error{
	DataCapacity: func(ctx context.Context, s *Store, a Actor, id string) error {
		_, err := s.As(a).Capacities(ctx, id)
		return err
	},
	DataPerson: func(ctx context.Context, s *Store, a Actor, id string) error {
		_, err := s.As(a).Persons(ctx, id)
		return err
	},
	DataSearch: func(ctx context.Context, s *Store, a Actor, id string) error {
		_, err := s.As(a).Searches(ctx, id)
		return err
	},
	DataDecisions: func(ctx context.Context, s *Store, a Actor, id string) error {
		_, err := Records[Consideration](ctx, s.As(a), id, "")
		return err
	},
	DataNotes: func(ctx context.Context, s *Store, a Actor, id string) error {
		_, err := Records[Note](ctx, s.As(a), id, "")
		return err
	},
	DataAudit: func(ctx context.Context, s *Store, a Actor, id string) error {
		_, err := s.SearchAudit(ctx, a, AuditQuery{WorkerID: id})
		return err
	},
	DataAccounts: func(ctx context.Context, s *Store, a Actor, _ string) error {
		_, err := s.Assignments(ctx, a)
		return err
	},
	DataEmployers: func(ctx context.Context, s *Store, a Actor, _ string) error {
		_, err := s.As(a).EmployerContacts(ctx, "", 10)
		return err
	},
}

func TestEveryCellOfTheRoleTable(t *testing.T) {
	s := testStore(t, t.TempDir())
	ctx := t.Context()
	actors := map[Role]Actor{"prospective": {UserID: newID(), Role: "prospective"}}
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
	// agency kinds are bound to no worker: they are the same for all.
	agency := map[Data]bool{DataAudit: true, DataAccounts: true, DataEmployers: true}
	for _, row := range cells {
		for i, role := range columns {
			a, want := actors[role], row.may[i] == '1'
			if got := s.As(a).May(ctx, row.data, mine); got != want {
				t.Errorf("%s, %s: May = %v, want %v", row.data, role, got, want)
			}
			if got := s.As(a).May(ctx, row.data, other); got != (want && agency[row.data]) {
				t.Errorf("%s, %s: May of a worker outside the caseload = %v", row.data, role, got)
			}
			read, ok := operations[row.data]
			if !ok {
				continue
			}
			if err := read(ctx, s, a, mine); (err == nil) != want || err != nil && !errors.Is(err, ErrDenied) {
				t.Errorf("%s, %s: reading gives %v, want allowed %v", row.data, role, err, want)
			}
			if err := read(ctx, s, a, other); !agency[row.data] && !errors.Is(err, ErrDenied) {
				t.Errorf("%s, %s: reading outside the caseload gives %v", row.data, role, err)
			}
		}
	}
	if len(cells) != 13 || len(columns) != len(Roles)+1 {
		t.Errorf("the table has %d rows and %d columns: a kind or role is missing", len(cells), len(columns))
	}
}

// TestWhatIsCut compares every field that a role without capacity gets: what is
// not named stays out.
func TestWhatIsCut(t *testing.T) {
	s := testStore(t, t.TempDir())
	ctx := t.Context()
	hunter, client := addUser(t, s, "hunter", RoleJobHunter), addUser(t, s, "client", RoleClient)
	w := testWorker()
	w.Person.WageBefore, w.Person.HoursBefore, w.Person.Wishes = 2780, 38, []string{"overdag"}
	w.Search = profile.Search{
		Reason: "eerste zoekprofiel", HoursMax: 24, HoursDayMax: 4, PayFloor: 1807, Times: profile.Times{Night: "no"},
		Conditions: "licht werk", ConditionsApproved: true, Travel: []profile.Limit{{Means: profile.Car, Minutes: 45}},
		Directions: []profile.Direction{{Text: "planner", Reason: "zittend werk", Origin: "coach"}},
		Excluded:   []profile.Exclusion{{Text: "orderpicker", Reason: "te zwaar"}},
	}
	id, err := s.As(System("test")).AddWorker(ctx, w, hunter.UserID, client.UserID)
	if err != nil {
		t.Fatal(err)
	}
	for _, a := range []Actor{hunter, client} {
		got, err := s.As(a).Worker(ctx, id)
		if err != nil {
			t.Fatal(err)
		}
		all, err := s.As(a).Searches(ctx, id)
		if err != nil || len(all) != 1 {
			t.Fatal(all, err)
		}
		for _, x := range []profile.Search{got.Search, all[0].Body} {
			if x.HoursMax != 0 || x.HoursDayMax != 0 || x.PayFloor != 0 || x.Times != (profile.Times{}) || x.Excluded != nil {
				t.Errorf("%s sees %+v", a.Role, x)
			}
			if x.Conditions != "licht werk" || len(x.Travel) != 1 || x.Directions[0].Text != "planner" {
				t.Errorf("%s misses what the role needs: %+v", a.Role, x)
			}
			if x.Reason != "" || x.Directions[0].Reason != "" {
				t.Errorf("%s sees the reasons: %+v", a.Role, x)
			}
		}
		p := got.Person
		if p.WageBefore != 0 || p.HoursBefore != 0 || p.Wishes != nil || p.Obstacles != nil || len(got.Capacity.Items) != 0 {
			t.Errorf("%s sees %+v, %+v", a.Role, p, got.Capacity)
		}
		if len(p.Licences) != 1 {
			t.Errorf("%s misses the licences", a.Role)
		}
	}
}

func TestBreakGlass(t *testing.T) {
	now := time.Date(2026, 11, 25, 9, 0, 0, 0, time.UTC)
	s, err := Open(t.Context(), t.TempDir(), Options{MasterKey: testKey, Clock: func() time.Time { return now }})
	if err != nil {
		t.Fatal(err)
	}
	defer s.Close()
	ctx := t.Context()
	coach, hunter, officer := addUser(t, s, "coach", RoleCoach), addUser(t, s, "hunter", RoleJobHunter), addUser(t, s, "officer", RolePrivacyOfficer)
	id, err := s.As(System("test")).AddWorker(ctx, testWorker())
	if err != nil {
		t.Fatal(err)
	}
	with := func(a Actor, reason string) Actor { a.Reason = reason; return a }
	reason := "collega is ziek, gesprek vandaag"
	var invalid *InvalidError
	for _, c := range []struct {
		name   string
		by     Actor
		worker string
		want   error
	}{
		{"no reason", coach, id, &InvalidError{}},
		{"a reason with a health word", with(coach, "klant belt over een operatie"), id, &InvalidError{}},
		{"not a coach", with(hunter, reason), id, ErrDenied},
		{"unknown worker", with(coach, reason), "case-9999", ErrDenied},
	} {
		_, _, err := s.BreakGlass(ctx, c.by, c.worker)
		if errors.As(c.want, &invalid) {
			if !errors.As(err, &invalid) {
				t.Errorf("%s: %v", c.name, err)
			}
		} else if !errors.Is(err, c.want) {
			t.Errorf("%s: %v", c.name, err)
		}
	}
	got, until, err := s.BreakGlass(ctx, with(coach, reason), "case-0417")
	if err != nil || got != id || !until.Equal(now.Add(BreakGlassTerm)) {
		t.Fatalf("BreakGlass = %s, %v, %v", got, until, err)
	}
	if _, err := s.As(coach).Worker(ctx, id); err != nil {
		t.Errorf("after break-glass: %v", err)
	}
	lines, err := s.SearchAudit(ctx, officer, AuditQuery{WorkerID: id, Action: "breakglass"})
	if err != nil || len(lines) != 1 || lines[0].UserID != coach.UserID {
		t.Errorf("the privacy officer sees %v, %v", lines, err)
	}
	now = now.Add(BreakGlassTerm)
	if _, err := s.As(coach).Worker(ctx, id); !errors.Is(err, ErrDenied) {
		t.Errorf("after the term: %v", err)
	}
	if list, err := s.As(coach).Caseload(ctx); err != nil || len(list) != 0 {
		t.Errorf("after the term the caseload is %v, %v", list, err)
	}
}

func TestAssignments(t *testing.T) {
	s := testStore(t, t.TempDir())
	ctx := t.Context()
	admin, coach, hunter := addUser(t, s, "admin", RoleAdmin), addUser(t, s, "coach", RoleCoach), addUser(t, s, "hunter", RoleJobHunter)
	id, err := s.As(System("test")).AddWorker(ctx, testWorker())
	if err != nil {
		t.Fatal(err)
	}
	if err := s.Assign(ctx, coach, hunter.UserID, id); !errors.Is(err, ErrDenied) {
		t.Errorf("a coach assigns outside the caseload: %v", err)
	}
	var invalid *InvalidError
	if err := s.Assign(ctx, admin, admin.UserID, id); !errors.As(err, &invalid) {
		t.Errorf("an administrator gets a dossier: %v", err)
	}
	for _, step := range []struct {
		by   Actor
		user string
	}{{admin, coach.UserID}, {coach, hunter.UserID}, {admin, coach.UserID}} {
		if err := s.Assign(ctx, step.by, step.user, id); err != nil {
			t.Fatal(err)
		}
	}
	all, err := s.Assignments(ctx, admin)
	if err != nil || len(all) != 2 || all[0].Label != "case-0417" {
		t.Errorf("Assignments = %+v, %v", all, err)
	}
	other, err := s.As(System("test")).AddWorker(ctx, testWorker(), coach.UserID)
	if err != nil {
		t.Fatal(err)
	}
	one, two := addUser(t, s, "one", RoleWorker), addUser(t, s, "two", RoleWorker)
	for range 2 {
		if err := s.Assign(ctx, admin, one.UserID, id); err != nil {
			t.Fatal(err)
		}
	}
	for name, pair := range map[string][2]string{"a second dossier": {one.UserID, other}, "a second worker": {two.UserID, id}} {
		if err := s.Assign(ctx, admin, pair[0], pair[1]); !errors.As(err, &invalid) {
			t.Errorf("%s: %v", name, err)
		}
	}
	if err := s.Assign(ctx, admin, two.UserID, other); err != nil {
		t.Errorf("a dossier that nobody has: %v", err)
	}
	if err := s.Unassign(ctx, coach, hunter.UserID, id); err != nil {
		t.Fatal(err)
	}
	if s.As(hunter).May(ctx, DataPerson, id) {
		t.Error("a job hunter keeps access")
	}
	if err := s.Unassign(ctx, admin, hunter.UserID, id); !errors.Is(err, ErrNotFound) {
		t.Errorf("no such assignment: %v", err)
	}
}
