package desk

import (
	"context"
	"encoding/json"
	"errors"
	"testing"
	"time"

	"passend/index/archive"
	"passend/index/vacancy"
	"passend/matcher"
	"passend/matcher/dossier"
)

// oneEmployer is a record with one employer.
type oneEmployer struct{ Hiring }

func (oneEmployer) Employer(_ context.Context, key string) (archive.Employer, error) {
	if key != "korenaar" {
		return archive.Employer{}, archive.ErrNotFound
	}
	return archive.Employer{Key: key, Name: "Bakkerij De Korenaar"}, nil
}

func (oneEmployer) Activity(context.Context, string, string) ([]archive.Month, error) {
	return []archive.Month{{Month: "2026-03", Opened: 2}, {Month: "2026-11", Opened: 1, Closed: 1}}, nil
}

func hunterDesk(t *testing.T) (d *Desk, now *time.Time, hunter dossier.Actor) {
	t.Helper()
	at := time.Date(2026, 11, 25, 9, 0, 0, 0, time.UTC)
	clock := func() time.Time { return at }
	people, err := dossier.Open(t.Context(), t.TempDir(), dossier.Options{MasterKey: dossier.MasterKey{1}, Clock: clock})
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { people.Close() })
	u, err := people.AddUser(t.Context(), dossier.System("test"), dossier.NewUser{Login: "hunter", Role: dossier.RoleJobHunter})
	if err != nil {
		t.Fatal(err)
	}
	return &Desk{People: people, Hiring: oneEmployer{}, Clock: clock}, &at, dossier.Actor{UserID: u.ID, Role: u.Role}
}

func TestContacts(t *testing.T) {
	d, now, hunter := hunterDesk(t)
	good := dossier.EmployerContact{Employer: "korenaar", Channel: "phone", Outcome: "later", FollowUp: "2026-11-27"}
	for name, change := range map[string]func(*dossier.EmployerContact){
		"channel": func(c *dossier.EmployerContact) { c.Channel = "fax" },
		"outcome": func(c *dossier.EmployerContact) { c.Outcome = "" },
		"date":    func(c *dossier.EmployerContact) { c.FollowUp = "vrijdag" },
		"health":  func(c *dossier.EmployerContact) { c.Note = "heeft een depressie" },
	} {
		bad := good
		change(&bad)
		var invalid *dossier.InvalidError
		if err := d.AddContact(t.Context(), hunter, bad); !errors.As(err, &invalid) {
			t.Errorf("%s: %v", name, err)
		}
	}
	unknown := good
	unknown.Employer = "nobody"
	if err := d.AddContact(t.Context(), hunter, unknown); !errors.Is(err, dossier.ErrNotFound) {
		t.Errorf("an employer that is not in the record: %v", err)
	}
	if err := d.AddContact(t.Context(), dossier.Actor{UserID: "w", Role: dossier.RoleWorker}, good); !errors.Is(err, dossier.ErrDenied) {
		t.Errorf("a worker notes a contact: %v", err)
	}
	if err := d.AddContact(t.Context(), hunter, good); err != nil {
		t.Fatal(err)
	}
	open, err := d.FollowUps(t.Context(), hunter)
	if err != nil || len(open) != 1 || open[0].Name != "Bakkerij De Korenaar" || open[0].Label != "hunter" {
		t.Fatalf("FollowUps = %+v, %v", open, err)
	}
	if open[0].Due(*now) || !open[0].Due(now.AddDate(0, 0, 2)) {
		t.Error("due on the wrong day")
	}
	*now = now.AddDate(0, 0, 3)
	good.Outcome, good.FollowUp = OutcomePlaced, ""
	if err := d.AddContact(t.Context(), hunter, good); err != nil {
		t.Fatal(err)
	}
	if open, err = d.FollowUps(t.Context(), hunter); err != nil || len(open) != 0 {
		t.Errorf("a later contact does not settle: %v, %v", open, err)
	}
	sum, err := d.approaches(t.Context(), hunter)
	if x := sum["korenaar"]; err != nil || x.Contacts != 2 || x.Placed != 1 || x.Clients != 1 || x.outcome != OutcomePlaced || !x.LastContact.Equal(*now) {
		t.Errorf("approaches = %+v, %v", x, err)
	}
}

func TestMonthsLeaveNoneOut(t *testing.T) {
	d, _, _ := hunterDesk(t)
	got, err := d.months(t.Context(), "korenaar")
	if err != nil || len(got) != 12 || got[0].Month != "2025-12" || got[3].Opened != 2 || got[11] != (archive.Month{Month: "2026-11", Opened: 1, Closed: 1}) {
		t.Errorf("months = %v, %v", got, err)
	}
}

func TestJobPosting(t *testing.T) {
	p := Posted{Vacancy: vacancy.Vacancy{
		ID: "v", Title: "Bakker", Employer: "Bakkerij De Korenaar", Text: "Wij zoeken een bakker.", Remote: true,
		Places: []vacancy.Place{{Name: "Tilburg", Country: "NL", Lat: 51.5, Lon: 5}}, Hours: vacancy.Hours{Min: 96, Max: 130},
		Pay: vacancy.Pay{MinCents: 1750, Period: vacancy.PerHour}, Posted: time.Date(2026, 11, 1, 0, 0, 0, 0, time.UTC),
	}}
	b, err := json.Marshal(p.JobPosting())
	if err != nil {
		t.Fatal(err)
	}
	var got struct {
		Type      string `json:"@type"`
		WorkHours string
		Posted    string `json:"datePosted"`
		Location  []struct {
			Address struct{ AddressLocality, AddressCountry string }
			Geo     struct{ Latitude float64 }
		} `json:"jobLocation"`
		Salary struct {
			Currency string
			Value    struct {
				MinValue float64
				MaxValue *float64
				UnitText string
			}
		} `json:"baseSalary"`
	}
	if err := json.Unmarshal(b, &got); err != nil {
		t.Fatal(err)
	}
	if got.Type != "JobPosting" || got.WorkHours != "24-32.5" || got.Posted != "2026-11-01T00:00:00Z" || len(got.Location) != 1 || got.Location[0].Address.AddressLocality != "Tilburg" ||
		got.Location[0].Geo.Latitude != 51.5 || got.Salary.Currency != "EUR" || got.Salary.Value.MinValue != 17.5 || got.Salary.Value.MaxValue != nil || got.Salary.Value.UnitText != "HOUR" {
		t.Errorf("JobPosting = %s", b)
	}
}

// TestAgencyByName: an agency is one too when its advertisements do not say so.
func TestAgencyByName(t *testing.T) {
	for name, want := range map[string]bool{"Molen Uitzendbureau": true, "Bakkerij De Korenaar": false} {
		if got := prospect(&matcher.Employer{Name: name}, nil, nil, nil).Agency; got != want {
			t.Errorf("%s: %v", name, got)
		}
	}
	if !prospect(&matcher.Employer{Name: "De Inktpot", Agency: true}, nil, nil, nil).Agency {
		t.Error("the texts of an agency count no more")
	}
}
