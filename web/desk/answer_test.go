package desk

import (
	"context"
	"errors"
	"slices"
	"strings"
	"testing"
	"time"

	"passend/index/archive"
	"passend/index/demand"
	"passend/index/reading"
	"passend/index/vacancy"
	"passend/matcher/dossier"
)

// oneVacancy is a record with one vacancy and the answers on it.
type oneVacancy struct{ answers []archive.Answer }

func (oneVacancy) Get(_ context.Context, id string) (*archive.Record, error) {
	if id != "v" {
		return nil, archive.ErrNotFound
	}
	return &archive.Record{Vacancy: vacancy.Vacancy{ID: "v", Title: "Magazijnmedewerker"}}, nil
}

func (o oneVacancy) Records(ctx context.Context, ids []string) (all []archive.Record, err error) {
	for _, id := range ids {
		if r, err := o.Get(ctx, id); err == nil {
			all = append(all, *r)
		}
	}
	return all, nil
}

func (oneVacancy) Readings(context.Context, string, []archive.Record) ([]*reading.Reading, error) {
	return []*reading.Reading{{}}, nil
}

func (o *oneVacancy) Answers(context.Context, []archive.Record) ([][]archive.Answer, error) {
	return [][]archive.Answer{slices.Clone(o.answers)}, nil
}

func (o *oneVacancy) PutAnswers(_ context.Context, _ string, all ...archive.Answer) error {
	o.answers = append(o.answers, all...)
	return nil
}

// oldReader has a version; what it reads is in the record.
type oldReader struct{}

func (oldReader) Read(*vacancy.Vacancy) reading.Reading { return reading.Reading{} }
func (oldReader) Version() string                       { return "1" }

func TestRecordAnswer(t *testing.T) {
	d, now, hunter := hunterDesk(t)
	record := &oneVacancy{}
	d.Vacancies, d.Answering, d.Reader = record, record, oldReader{}
	good := EmployerAnswer{Key: "lift_carry", Level: 2, Kilos: 3, Text: " Tillen valt mee:\n3 kilo. "}
	for name, c := range map[string]func(*EmployerAnswer){
		"another item":     func(x *EmployerAnswer) { x.Key = "hours_per_day" },
		"no item":          func(x *EmployerAnswer) { x.Key = "tillen" },
		"no level":         func(x *EmployerAnswer) { x.Level = 4 },
		"no hours":         func(x *EmployerAnswer) { x.Key = "hours_per_week" },
		"no words":         func(x *EmployerAnswer) { x.Text = " \n" },
		"too many words":   func(x *EmployerAnswer) { x.Text = strings.Repeat("licht werk ", 60) },
		"a lorry":          func(x *EmployerAnswer) { x.Kilos = 3500 },
		"health":           func(x *EmployerAnswer) { x.Text = "Prima voor iemand met een hernia" },
		"a service number": func(x *EmployerAnswer) { x.Text = "Tillen valt mee, BSN 111222333" },
		"a phone number":   func(x *EmployerAnswer) { x.Text = "Tillen valt mee, bel 06-12345678" },
		"a mail address":   func(x *EmployerAnswer) { x.Text = "Tillen valt mee, zegt p@bedrijf.example" },
	} {
		bad := good
		c(&bad)
		var invalid *dossier.InvalidError
		if _, err := d.RecordAnswer(t.Context(), hunter, "v", bad); !errors.As(err, &invalid) || len(record.answers) > 0 {
			t.Errorf("%s: %v", name, err)
		}
	}
	for _, r := range []dossier.Role{dossier.RoleWorker, dossier.RoleAdmin, dossier.RolePrivacyOfficer, dossier.RoleLabourExpert, dossier.RoleClient, dossier.RoleCompanyDoctor} {
		if _, err := d.RecordAnswer(t.Context(), dossier.Actor{UserID: "u", Role: r}, "v", good); !errors.Is(err, dossier.ErrDenied) {
			t.Errorf("%s records: %v", r, err)
		}
	}
	if _, err := d.RecordAnswer(t.Context(), hunter, "unknown", good); !errors.Is(err, dossier.ErrNotFound) {
		t.Errorf("an unknown vacancy: %v", err)
	}
	all, err := d.RecordAnswer(t.Context(), hunter, "v", good)
	if err != nil || len(all) != 1 {
		t.Fatalf("%+v, %v", all, err)
	}
	want := Answered{AnswerItem: AnswerItem{Key: "lift_carry", Name: "tillen of dragen", Question: all[0].Question, Kilos: true}, Level: 1, Value: 3, Text: "Tillen valt mee: 3 kilo.", By: "hunter", Role: dossier.RoleJobHunter, At: *now}
	if all[0] != want || all[0].Question == "" {
		t.Errorf("got %+v, want %+v", all[0], want)
	}
	var keys []demand.Key
	for _, x := range record.answers {
		keys = append(keys, x.Key)
	}
	if !slices.Equal(keys, []demand.Key{demand.LiftCarry, demand.Lift, demand.Carry}) {
		t.Errorf("kept for %v", keys)
	}
	*now = now.Add(time.Hour)
	if all, err = d.RecordAnswer(t.Context(), hunter, "v", EmployerAnswer{Key: "noise", Level: 0, Kilos: 3, Text: "Het is er stil."}); err != nil || len(all) != 2 || all[0].Key != "noise" || all[0].Value != 0 {
		t.Errorf("a second answer: %+v, %v", all, err)
	}
	lines, err := d.People.SearchAudit(t.Context(), dossier.Actor{UserID: "p", Role: dossier.RolePrivacyOfficer}, dossier.AuditQuery{Action: "vacancy.answer"})
	if err != nil || len(lines) != 2 || !strings.Contains(lines[0].Detail+lines[1].Detail, "punt lift_carry") {
		t.Errorf("audit %+v, %v", lines, err)
	}
	for range addsADay {
		_, err = d.RecordAnswer(t.Context(), hunter, "v", good)
	}
	var invalid *dossier.InvalidError
	if !errors.As(err, &invalid) {
		t.Errorf("more than a day holds: %v", err)
	}
}

// TestAnswerItems: every item that a form offers has words of its own.
func TestAnswerItems(t *testing.T) {
	seen := map[string]bool{}
	for _, x := range AnswerItems() {
		if x.Name == "" || x.Question == "" || seen[x.Key] {
			t.Errorf("%+v", x)
		}
		if strings.HasPrefix(x.Name, "geen ") || strings.HasPrefix(x.Name, "weinig ") {
			t.Errorf("much of %q says the opposite", x.Name)
		}
		seen[x.Key] = true
	}
}
