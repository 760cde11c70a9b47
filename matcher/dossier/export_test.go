package dossier

import (
	"bytes"
	"encoding/json"
	"errors"
	"reflect"
	"strings"
	"testing"

	"passend/index/vacancy"
	"passend/matcher/profile"
)

func TestExport(t *testing.T) {
	s := testStore(t, t.TempDir())
	ctx := t.Context()
	coach, worker, hunter := addUser(t, s, "coach", RoleCoach), addUser(t, s, "worker", RoleWorker), addUser(t, s, "hunter", RoleJobHunter)
	id, err := s.As(coach).AddWorker(ctx, testWorker(), worker.UserID, hunter.UserID)
	if err != nil {
		t.Fatal(err)
	}
	for _, b := range []Body{
		Note{Text: "afgesproken: belt <b>vrijdag</b>"}, Trajectory{FirstSickDay: "2026-01-06"},
		Consideration{Vacancy: vacancy.Vacancy{Title: "Receptionist"}, Proposal: "ask", Verdict: "ask", Next: "ask"},
	} {
		if _, err := s.As(coach).Add(ctx, New{WorkerID: id, Body: b}); err != nil {
			t.Fatal(err)
		}
	}
	if _, err := s.As(hunter).Export(ctx, id); !errors.Is(err, ErrDenied) {
		t.Errorf("a job hunter exports: %v", err)
	}
	e, err := s.As(worker).Export(ctx, id)
	if err != nil {
		t.Fatal(err)
	}
	text, err := json.Marshal(e)
	if err != nil {
		t.Fatal(err)
	}
	var page bytes.Buffer
	if err := e.WriteHTML(&page); err != nil {
		t.Fatal(err)
	}
	for _, want := range []string{"case-0417", "mantelzorg", "planner", secretNote, "vrijdag", "Receptionist"} {
		if !bytes.Contains(text, []byte(want)) || !bytes.Contains(page.Bytes(), []byte(want)) {
			t.Errorf("the export misses %q", want)
		}
	}
	for _, want := range []string{"eerste ziektedag", "Eerstejaarsevaluatie", "dossier uitgegeven", "&lt;b&gt;vrijdag"} {
		if !strings.Contains(page.String(), want) {
			t.Errorf("the page misses %q", want)
		}
	}
	if e.Milestones == nil || len(e.Access) == 0 || e.Access[len(e.Access)-1].Action != "worker.export" && e.Access[len(e.Access)-2].Action != "worker.export" {
		t.Errorf("milestones or access are missing: %+v", e.Access)
	}
}

// TestLabelsNameEveryField: a worker reads the export, so no field of a profile
// or record goes without a Dutch name.
func TestLabelsNameEveryField(t *testing.T) {
	known := labels()
	seen := map[reflect.Type]bool{}
	var walk func(reflect.Type)
	walk = func(x reflect.Type) {
		for x.Kind() == reflect.Pointer || x.Kind() == reflect.Slice {
			x = x.Elem()
		}
		if x.Kind() != reflect.Struct || seen[x] || !strings.HasPrefix(x.PkgPath(), "passend/matcher") {
			return
		}
		seen[x] = true
		for i := range x.NumField() {
			name, _, _ := strings.Cut(x.Field(i).Tag.Get("json"), ",")
			if name == "-" || name == "" {
				continue
			}
			if known[name] == "" && !unreadable[name] && name != "id" && name != "vacancy" {
				t.Errorf("%s: field %q has no Dutch name in labels.txt", x, name)
			}
			walk(x.Field(i).Type)
		}
	}
	for _, v := range []any{profile.Worker{}, Version[int]{}, Record[int]{}, Milestone{}, Entry{}, Consideration{}, Application{},
		Note{}, Activity{}, Placement{}, Feedback{}, Proposal{}, Shown{}, Trajectory{}, Distance{}, ReportRead{}} {
		walk(reflect.TypeOf(v))
	}
	for kind := range rules {
		if known[kindLabel+string(kind)] == "" {
			t.Errorf("kind %q has no Dutch name", kind)
		}
	}
}
