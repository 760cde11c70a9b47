package column_test

import (
	"bytes"
	"context"
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"testing"

	"passend/index/column"
	"passend/index/column/columntest"
	"passend/index/demand"
	"passend/index/reading"
	"passend/index/vacancy"
)

// records invents n records.
func records(n int) []column.Record {
	g := columntest.New(7)
	out := make([]column.Record, n)
	for i := range out {
		out[i] = g.Next()
	}
	return out
}

func store(t testing.TB, recs []column.Record) *column.Store {
	t.Helper()
	s := column.NewStore(columntest.Locator{})
	if err := s.Apply(context.Background(), recs, nil, 1); err != nil {
		t.Fatal(err)
	}
	return s
}

// TestRowsEqualReadings holds every row against the reading it came from.
func TestRowsEqualReadings(t *testing.T) {
	recs := records(3000)
	v := store(t, recs).View()
	for i := range recs {
		if diff := rowDiffers(v, v.Open.Row(i), &recs[i]); diff != "" {
			t.Fatalf("row %d: %s", i, diff)
		}
		if v.Open.ID(i) != recs[i].Vacancy.ID {
			t.Fatalf("row %d: id %q", i, v.Open.ID(i))
		}
	}
}

// rowDiffers compares field by field, with no help of the packing code.
func rowDiffers(v *column.View, r column.Row, rec *column.Record) string {
	f := &rec.Reading.Facts
	for k := demand.Key(1); int(k) < demand.Count; k++ {
		want, explicit, open := demand.Unknown, false, false
		if d := rec.Reading.Demand(k); d != nil {
			want, open = d.Level, d.Open
			explicit = d.Basis >= reading.BasisTask && !d.Optional
		}
		if got := r.Levels.Level(k); got != want {
			return fmt.Sprintf("%s is %d, want %d", k, got, want)
		}
		if r.Levels.Task.Has(k) != explicit || r.Levels.Open.Has(k) != open {
			return fmt.Sprintf("%s: explicit %t, open %t", k, r.Levels.Task.Has(k), r.Levels.Open.Has(k))
		}
	}
	if int(r.HoursMin) != f.Hours.Min || int(r.HoursMax) != f.Hours.Max {
		return fmt.Sprintf("hours %d–%d, want %+v", r.HoursMin, r.HoursMax, f.Hours)
	}
	if r.EducationLevel() != uint8(f.Education.Level) || r.EducationNeed() != f.Education.Need {
		return fmt.Sprintf("education %d %v, want %+v", r.EducationLevel(), r.EducationNeed(), f.Education)
	}
	if v.Dicts.Occupations.Name(uint32(r.Occupation)) != f.Occupations[0].ISCO {
		return "occupation"
	}
	if len(r.Asked) != len(f.Competences) {
		return fmt.Sprintf("%d asked, want %d", len(r.Asked), len(f.Competences))
	}
	for i, a := range r.Asked {
		if v.Dicts.Asked.Name(a.ID()) != f.Competences[i].ID || a.Need() != f.Competences[i].Need || a.Certificate() {
			return fmt.Sprintf("asked %d", i)
		}
	}
	if v.Dicts.Employers.Name(r.Employer) != rec.Vacancy.Employer || column.Date(r.Posted) != rec.Vacancy.Posted {
		return "employer or date"
	}
	return ""
}

func TestPostingsEqualScan(t *testing.T) {
	v := store(t, records(2000)).View()
	for id := uint32(1); int(id) < v.Dicts.Asked.Len(); id++ {
		var want []uint32
		for i := range v.Open.Len() {
			for _, a := range v.Open.Row(i).Asked {
				if a.ID() == id {
					want = append(want, uint32(i))
					break
				}
			}
		}
		if got := v.Open.WithAsked(id); fmt.Sprint(got) != fmt.Sprint(want) {
			t.Fatalf("%s: %v, want %v", v.Dicts.Asked.Name(id), got, want)
		}
	}
}

func TestReadersKeepTheirView(t *testing.T) {
	recs := records(300)
	s := store(t, recs[:200])
	before := s.View()
	changed := recs[5]
	changed.ClosedAt = columntest.Day
	changed.Seq = 999
	if err := s.Apply(context.Background(), append([]column.Record{changed}, recs[200:]...), []string{recs[7].Vacancy.ID, "unknown"}, 500); err != nil {
		t.Fatal(err)
	}
	after := s.View()
	if before.Open.Live() != 200 || before.Open.Removed(5) || before.Open.Removed(7) || before.Closed.Len() != 0 {
		t.Error("an earlier view changed")
	}
	if after.Open.Live() != 298 || !after.Open.Removed(5) || !after.Open.Removed(7) || after.Closed.Live() != 1 {
		t.Errorf("open %d, closed %d", after.Open.Live(), after.Closed.Live())
	}
	if after.Seq != 999 {
		t.Errorf("seq %d", after.Seq)
	}
	if err := s.Expire(column.Day(columntest.Day) + 1); err != nil || s.View().Closed.Live() != 0 {
		t.Errorf("expire left %d: %v", s.View().Closed.Live(), err)
	}
}

func TestApplyRefusesHalfRecords(t *testing.T) {
	s := store(t, records(3))
	bad := records(1)[0]
	bad.Reading = nil
	if err := s.Upsert(bad); err == nil || s.View().Open.Live() != 3 {
		t.Errorf("err %v, live %d", err, s.View().Open.Live())
	}
}

func TestCompaction(t *testing.T) {
	recs := records(5000)
	s := store(t, recs)
	var ids []string
	for _, r := range recs[:3000] {
		ids = append(ids, r.Vacancy.ID)
	}
	if err := s.Remove(2, ids...); err != nil {
		t.Fatal(err)
	}
	v := s.View()
	if v.Open.Len() != 2000 || v.Open.Live() != 2000 || v.Open.ID(0) != recs[3000].Vacancy.ID {
		t.Fatalf("len %d, live %d", v.Open.Len(), v.Open.Live())
	}
	if err := s.Upsert(recs[3000]); err != nil || s.View().Open.Live() != 2000 {
		t.Errorf("upsert after compaction: %v, live %d", err, s.View().Open.Live())
	}
}

func TestSnapshot(t *testing.T) {
	recs := records(1500)
	s := store(t, recs)
	if err := s.Remove(7777, recs[3].Vacancy.ID); err != nil {
		t.Fatal(err)
	}
	path := filepath.Join(t.TempDir(), "columns")
	if err := s.Save(path); err != nil {
		t.Fatal(err)
	}
	got, err := column.Open(path, columntest.Locator{})
	if err != nil {
		t.Fatal(err)
	}
	v := got.View()
	if v.Seq != 7777 || v.Open.Live() != 1499 || !v.Open.Removed(3) {
		t.Errorf("seq %d, live %d", v.Seq, v.Open.Live())
	}
	for i := range recs {
		if diff := rowDiffers(v, v.Open.Row(i), &recs[i]); diff != "" {
			t.Fatalf("row %d: %s", i, diff)
		}
	}
	if err := got.Upsert(recs[3]); err != nil || got.View().Open.Live() != 1500 {
		t.Errorf("upsert after opening: %v, live %d", err, got.View().Open.Live())
	}
	raw, err := os.ReadFile(path)
	if err != nil {
		t.Fatal(err)
	}
	for name, bad := range map[string][]byte{"cut": raw[:len(raw)/2], "empty": {}, "flipped": append(bytes.Clone(raw[:900]), append([]byte{raw[900] ^ 1}, raw[901:]...)...)} {
		if err := os.WriteFile(path, bad, 0o600); err != nil {
			t.Fatal(err)
		}
		if _, err := column.Open(path, nil); !errors.Is(err, column.ErrSnapshot) {
			t.Errorf("%s: %v", name, err)
		}
	}
	if _, err := column.Open(path+"-none", nil); !errors.Is(err, os.ErrNotExist) {
		t.Errorf("absent: %v", err)
	}
}

func TestStems(t *testing.T) {
	for title, want := range map[string]string{
		"Medewerker Magazijn (m/v/x) 32 uur": "[magazijn]",
		"Senior planners":                    "[plann]",
		"Data-analist":                       "[data analist]",
		"Data Analyst / verkoopmedewerker":   "[data analist verkoop]",
		"":                                   "[]",
	} {
		if got := fmt.Sprint(column.Stems(title)); got != want {
			t.Errorf("%q: %s, want %s", title, got, want)
		}
	}
}

func TestHours(t *testing.T) {
	for name, c := range map[string]struct {
		h     reading.HoursFact
		min   uint8
		flags column.Flags
	}{
		"stated":         {reading.HoursFact{Min: 96, Max: 128, Quote: reading.Quote{Field: reading.InText, Text: "24 tot 32 uur"}}, 96, column.HoursStated | column.HoursInText},
		"a field":        {reading.HoursFact{Min: 96, Quote: reading.Quote{Field: reading.InData}}, 96, column.HoursStated},
		"fulltime":       {reading.HoursFact{Min: 144, Max: 160, Derived: true, Time: "fulltime", Quote: reading.Quote{Text: "fulltime"}}, 144, column.HoursDerived | column.SaysFulltime},
		"fte":            {reading.HoursFact{Min: 61, Derived: true, Quote: reading.Quote{Text: "0,4 fte"}}, 61, column.HoursStated | column.HoursInText},
		"what pay is on": {reading.HoursFact{Min: 144, Max: 144, Quote: reading.Quote{Text: "€ 3.000 bruto op basis van 36 uur"}}, 0, 0},
	} {
		rec := records(1)[0]
		rd := *rec.Reading
		rd.Facts.Hours = c.h
		rec.Reading = &rd
		r := column.NewStore(nil).Pack(rec)
		const hours = column.HoursStated | column.HoursInText | column.HoursDerived | column.SaysFulltime
		if r.HoursMin != c.min || r.Flags&hours != c.flags {
			t.Errorf("%s: %d, flags %b, want %d and %b", name, r.HoursMin, r.Flags&hours, c.min, c.flags)
		}
	}
}

func TestNamesThatHideTheEmployer(t *testing.T) {
	s := column.NewStore(nil)
	for i, name := range []string{"Onze opdrachtgever", "", "Anoniem.", "Een opdrachtgever", "Bakkerij Opdrachtgever", "Voorbeeld BV"} {
		row := s.Pack(column.Record{Vacancy: &vacancy.Vacancy{ID: fmt.Sprint(i), Employer: name}, Reading: &reading.Reading{}})
		if hidden := i < 4; (row.Employer == 0) != hidden {
			t.Errorf("%q: employer %d", name, row.Employer)
		}
	}
}

func TestTitlesTellStudentsLeadersAndProtectedWork(t *testing.T) {
	for title, want := range map[string]column.Flags{
		"Stage Data Warehouse": column.ForStudents, "Afstudeeropdracht zonnepanelen": column.ForStudents, "Stagebegeleider": 0,
		"Senior inkoper": column.Senior, "Teamleider magazijn": column.Leads, "Lead developer": column.Senior | column.Leads,
		"Verpleegkundige in de wijk": column.Protected, "Leraar LB, groep 8 (0,6 fte)": column.Protected, "Leidingmonteur": 0, "Schoonmaker": 0,
	} {
		if got := column.TitleFlags(title); got != want {
			t.Errorf("%s: %b, want %b", title, got, want)
		}
	}
}
