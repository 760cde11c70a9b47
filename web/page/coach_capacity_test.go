package page

import (
	"net/url"
	"reflect"
	"strings"
	"testing"
	"time"

	"passend/index/demand"
	"passend/matcher/profile"
	"passend/web/locale"
	"passend/web/view"
)

func catalogue(t *testing.T) *locale.Catalogue {
	t.Helper()
	all, err := locale.Load()
	if err != nil {
		t.Fatal(err)
	}
	return all[locale.Default]
}

var today = time.Date(2026, 11, 25, 9, 0, 0, 0, time.UTC)

// rich is a capacity with everything that the form can hold, and some things
// that it cannot.
func rich() profile.Capacity {
	return profile.Capacity{
		Source: profile.FMLB, IssuedOn: "2026-11-02", ValidFrom: "2026-11-02", IssuerRole: "company_doctor", Status: "active",
		HoursDay: profile.HoursLimit{Hours: 4, Qualifier: "about"},
		Items: []profile.Item{
			{Key: demand.CondNoDeadlines, Code: "1.8.4", Level: new(1), Note: "rustig"},
			{Key: demand.Lift, Code: "4.13", Level: new(2), Value: 7.5, Unit: "kg", Qualifier: "at_most", Side: "left", Note: "niet vaak"},
			{Key: demand.KneelSquat, Code: "4.20", Level: new(1), Severity: new(3), Note: "helemaal niet"},
			{Key: demand.DayPeriods, Code: "6.1", Options: []string{"1", "2 niet in de nacht"}},
			{Key: demand.HoursPerWeek, Code: "6.3", Level: new(3)},
			{Key: demand.LightObjectsFrequent, Level: new(1)}, // list B does not have it
		},
		BuildUp: []profile.Step{{From: "2026-12-01", HoursWeek: 8, HoursDay: 2}, {From: "2027-01-01", HoursWeek: 12.5}},
	}
}

// TestCapacityFormKeepsTheDocument: saving the form as it stands changes nothing.
func TestCapacityFormKeepsTheDocument(t *testing.T) {
	workers, err := profile.Demo()
	if err != nil {
		t.Fatal(err)
	}
	all := []profile.Capacity{rich()}
	for _, w := range workers {
		all = append(all, w.Capacity)
	}
	for _, c := range all {
		got, wrong := typedCapacity(catalogue(t), capacityFields(&c), today, &c)
		got.Version = c.Version
		byKey := func(c profile.Capacity) map[demand.Key]profile.Item {
			out := map[demand.Key]profile.Item{}
			for _, it := range c.Items {
				out[it.Key] = it
			}
			return out
		}
		if len(wrong) > 0 || !reflect.DeepEqual(byKey(got), byKey(c)) {
			t.Errorf("%v\n got %+v\nwant %+v", wrong, got.Items, c.Items)
		}
		got.Items, c.Items = nil, nil
		if !reflect.DeepEqual(got, c) {
			t.Errorf("got %+v, want %+v", got, c)
		}
	}
}

// TestCapacityFormReads: what is typed beside a level is kept; quick lines go
// over the fields.
func TestCapacityFormReads(t *testing.T) {
	old := rich()
	v := capacityFields(&old)
	for name, value := range map[string]string{
		"l_stand": "2", "z_stand": "both", "w_stand": "15", "u_stand": "min", "h_stand": "about",
		"l_walk": "1", "n_walk": "ten hoogste 20 minuten, rustig", "z_lift": "right", "dag": "6", "regels": "trappen 1\n4.13 3 2 kg",
		"n_lift_carry": "staat niet in deze lijst",
	} {
		v.Set(name, value)
	}
	c, wrong := typedCapacity(catalogue(t), v, today, &old)
	if len(wrong) > 0 {
		t.Fatal(wrong)
	}
	items := map[demand.Key]profile.Item{}
	for _, it := range c.Items {
		items[it.Key] = it
	}
	for key, want := range map[demand.Key]profile.Item{
		demand.Stand:  {Key: demand.Stand, Code: "5.3", Level: new(2), Value: 15, Unit: "min", Qualifier: "about", Side: "both"},
		demand.Walk:   {Key: demand.Walk, Code: "4.16", Level: new(1), Value: 20, Unit: "min", Qualifier: "at_most", Note: "rustig"},
		demand.Lift:   {Key: demand.Lift, Code: "4.13", Level: new(3), Value: 2, Unit: "kg"},
		demand.Stairs: {Key: demand.Stairs, Code: "4.18", Level: new(1)},
	} {
		if !reflect.DeepEqual(items[key], want) {
			t.Errorf("%s: %+v", key, items[key])
		}
	}
	if _, kept := items[demand.LiftCarry]; kept || c.HoursDay.Hours != 6 {
		t.Errorf("%+v, %+v", items[demand.LiftCarry], c.HoursDay)
	}
	// The hours of a week stood in an item; a number typed over it takes its place.
	v.Set("week", "24")
	c, _ = typedCapacity(catalogue(t), v, today, &old)
	for _, it := range c.Items {
		if it.Key == demand.HoursPerWeek {
			t.Error("the old hours stay beside the new")
		}
	}
}

// TestCapacityFormSaysWhere: every mistake stands at its field, and what was
// typed stays in the form.
func TestCapacityFormSaysWhere(t *testing.T) {
	for field, value := range map[string]string{
		"datum": "2027-01-01", "vanaf": "gisteren", "totmet": "2026-01-01", "dag": "25", "week": "veel", "w_lift": "zwaar", "n_kneel_squat": "", "regels": "9.9 1",
	} {
		old := rich()
		v := capacityFields(&old)
		v.Set(field, value)
		_, wrong := typedCapacity(catalogue(t), v, today, &old)
		if len(wrong) != 1 || wrong[0].Field != field || wrong[0].Text == "" {
			t.Errorf("%s %q: %+v", field, value, wrong)
		}
	}
	v := url.Values{"bron": {"FML_A"}, "datum": {"2026-11-02"}, "z_sit": {"left"}, "w_walk": {"5"}, "opbouw_vanaf": {"2026-12-01", "", "2026-12-01"}, "opbouw_week": {"", "8", "8"}, "opbouw_dag": {"", "", ""}}
	_, wrong := typedCapacity(catalogue(t), v, today, &profile.Capacity{})
	var fields []string
	for _, m := range wrong {
		fields = append(fields, m.Field)
	}
	if got := strings.Join(fields, " "); got != "opbouw_1 opbouw_2 opbouw_3 w_walk z_sit" {
		t.Errorf("wrong: %s", got)
	}
	f := view.CapacityForm{Errors: wrong}
	if !f.First("opbouw_1") || f.First("z_sit") || f.ErrorOf("z_sit") == "" || f.ErrorOf("datum") != "" {
		t.Errorf("%+v", f.Errors)
	}
}

// TestTranslated: names follow to the other list, what it divides is refused.
func TestTranslated(t *testing.T) {
	c := rich()
	other, lines := translated(&c)
	if other != "A" || len(lines) != 5 {
		t.Fatalf("%s: %+v", other, lines)
	}
	if lines[0].OtherCode != "1.9.7" || lines[1].Refused == "" || lines[2].OtherCode != "4.22" {
		t.Errorf("%+v", lines)
	}
	if other, lines := translated(&profile.Capacity{Source: profile.IZP, Items: c.Items}); other != "" || lines != nil {
		t.Errorf("no FML: %s %v", other, lines)
	}
}
