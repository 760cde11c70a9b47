package desk

import (
	"errors"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"passend/matcher/dossier"
	"passend/matcher/intake"
)

func intakeFile(t *testing.T, name string) []byte {
	t.Helper()
	data, err := os.ReadFile(filepath.Join("..", "..", "matcher", "intake", "testdata", name))
	if err != nil {
		t.Fatal(err)
	}
	return data
}

// refusal is the sentence of an error, "" when it is none.
func refusal(err error) string {
	var invalid *dossier.InvalidError
	if errors.As(err, &invalid) {
		return invalid.Text
	}
	return ""
}

func TestApprove(t *testing.T) {
	d, _, coach := caseloadDesk(t, 50, 1)
	ctx := t.Context()
	clients, err := d.Caseload(ctx, coach)
	if err != nil || len(clients) != 1 {
		t.Fatal(clients, err)
	}
	worker := clients[0].ID
	for name, want := range map[string]string{"sonar.csv.xlsx": "soort bestand", "leeg.txt": "geen tekst"} {
		data := map[string][]byte{"sonar.csv.xlsx": []byte("PK\x03\x04niets"), "leeg.txt": []byte("  \n")}[name]
		if _, err := d.ReadIn(ctx, coach, worker, name, data); !strings.Contains(refusal(err), want) {
			t.Errorf("%s: %v", name, err)
		}
	}
	if _, err := d.ReadIn(ctx, coach, worker, "groot.txt", make([]byte, MaxUpload+1)); !strings.Contains(refusal(err), "te groot") {
		t.Errorf("a large file: %v", err)
	}
	id, err := d.ReadIn(ctx, coach, worker, "fml.txt", intakeFile(t, "fml_a.txt"))
	if err != nil {
		t.Fatal(err)
	}
	before, err := d.Profile(ctx, coach, worker)
	if err != nil {
		t.Fatal(err)
	}
	in := Approval{Fields: []string{"capacity.items[4].key", "capacity.items[4].level", "capacity.hours_week"}, Values: map[string]string{}, IssuedOn: "2026-11-02"}
	if _, err := d.Approve(ctx, coach, worker, id, in); !strings.Contains(refusal(err), "vergeleken") {
		t.Errorf("without comparing: %v", err)
	}
	in.Compared, in.IssuedOn = true, ""
	if _, err := d.Approve(ctx, coach, worker, id, in); !strings.Contains(refusal(err), "datum") {
		t.Errorf("without a date: %v", err)
	}
	in.IssuedOn = "2026-11-02"
	kept, err := d.Approve(ctx, coach, worker, id, in)
	if err != nil || !slices.Equal(kept, []string{"capacity."}) {
		t.Fatalf("%v, %v", kept, err)
	}
	after, err := d.Profile(ctx, coach, worker)
	c := after.Worker.Capacity
	if err != nil || len(c.Items) != 1 || c.Items[0].Note != "" || c.Source != "FML_A" || c.Status != "active" || c.HoursWeek.Hours != 30 || c.HoursDay.Hours != 0 {
		t.Errorf("%+v, %v", c, err)
	}
	if len(after.Worker.Person.Work) != len(before.Worker.Person.Work) {
		t.Error("an FML changes the person profile")
	}
	if _, err := d.Draft(ctx, coach, worker, id); !errors.Is(err, dossier.ErrNotFound) {
		t.Errorf("the draft is still there: %v", err)
	}
}

// TestApproveInParts: a part that is refused leaves the draft with the rest, and
// what was kept is not kept twice.
func TestApproveInParts(t *testing.T) {
	d, _, coach := caseloadDesk(t, 50, 1)
	ctx := t.Context()
	clients, err := d.Caseload(ctx, coach)
	if err != nil {
		t.Fatal(err)
	}
	worker := clients[0].ID
	id, err := d.ReadIn(ctx, coach, worker, "vum.json", intakeFile(t, "vum2.json"))
	if err != nil {
		t.Fatal(err)
	}
	r, err := d.Draft(ctx, coach, worker, id)
	if err != nil {
		t.Fatal(err)
	}
	in := Approval{Values: map[string]string{"search.directions[0].text": "planner 123456782"}}
	for _, f := range r.Fields {
		in.Fields = append(in.Fields, f.Path)
	}
	kept, err := d.Approve(ctx, coach, worker, id, in)
	if refusal(err) == "" || !slices.Equal(kept, []string{"person."}) {
		t.Fatalf("%v, %v", kept, err)
	}
	if r, err = d.Draft(ctx, coach, worker, id); err != nil || slices.ContainsFunc(r.Fields, func(f intake.Field) bool { return strings.HasPrefix(f.Path, "person.") }) {
		t.Errorf("what was kept is in the draft still: %v", err)
	}
	versions, err := d.People.As(coach).Persons(ctx, worker)
	if err != nil || len(versions) != 2 {
		t.Fatalf("%d versions, %v", len(versions), err)
	}
	in.Values = nil
	if kept, err = d.Approve(ctx, coach, worker, id, in); err != nil || !slices.Equal(kept, []string{"search."}) {
		t.Errorf("%v, %v", kept, err)
	}
	if versions, err = d.People.As(coach).Persons(ctx, worker); err != nil || len(versions) != 2 {
		t.Errorf("%d versions of the person, %v", len(versions), err)
	}
}

// TestMissingIsForWhoSeesWhy: what is not known of the capacity is not told to a
// job hunter.
func TestMissingIsForWhoSeesWhy(t *testing.T) {
	d, _, coach := caseloadDesk(t, 200, 1)
	ctx := t.Context()
	clients, err := d.Caseload(ctx, coach)
	if err != nil {
		t.Fatal(err)
	}
	u, err := d.People.AddUser(ctx, dossier.System("test"), dossier.NewUser{Login: "hunter", Role: dossier.RoleJobHunter})
	if err == nil {
		err = d.People.Assign(ctx, dossier.System("test"), u.ID, clients[0].ID)
	}
	if err != nil {
		t.Fatal(err)
	}
	hunter := dossier.Actor{UserID: u.ID, Role: u.Role}
	if _, err := d.Missing(ctx, hunter, clients[0].ID); !errors.Is(err, dossier.ErrDenied) {
		t.Errorf("a job hunter gets %v", err)
	}
	for _, file := range []string{"cv.txt", "fml_a.txt"} {
		if _, err := d.ReadIn(ctx, hunter, clients[0].ID, file, intakeFile(t, file)); !errors.Is(err, dossier.ErrDenied) {
			t.Errorf("a job hunter reads %s in: %v", file, err)
		}
	}
	missing, err := d.Missing(ctx, coach, clients[0].ID)
	if err != nil || len(missing) == 0 {
		t.Errorf("%v, %v", missing, err)
	}
}
