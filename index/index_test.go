package index

import (
	"context"
	"fmt"
	"hash/fnv"
	"path/filepath"
	"testing"
	"time"

	"passend/index/archive"
	"passend/index/column"
	"passend/index/reading"
	"passend/index/taxonomy"
	"passend/index/vacancy"
)

var day0 = time.Date(2026, 3, 2, 8, 0, 0, 0, time.UTC)

// plainReader reads what the fields of a vacancy state: enough for filters, and
// quick.
type plainReader struct{ version string }

func (r plainReader) Version() string { return r.version }

func (r plainReader) Read(v *vacancy.Vacancy) reading.Reading {
	out := reading.Reading{Version: r.version, Language: "nl"}
	f := &out.Facts
	f.Hours = reading.HoursFact{Min: v.Hours.Min, Max: v.Hours.Max}
	if v.Occupation != "" {
		h := fnv.New32a()
		h.Write([]byte(v.Occupation))
		f.Occupations = []reading.OccupationFact{{ISCO: fmt.Sprint(1000 + h.Sum32()%9000), Score: 0.8}}
	}
	if v.Industry != "" {
		f.Sector.Value = v.Industry[:1]
	}
	if e, ok := taxonomy.ParseEducation(v.Education); ok {
		f.Education.Level = e
	}
	if v.Remote {
		f.Remote.Value = "full"
	}
	for _, s := range v.Skills {
		f.Competences = append(f.Competences, reading.Asked{ID: s})
	}
	for _, t := range v.EmploymentTypes {
		f.Contracts = append(f.Contracts, reading.Tag{Value: map[string]string{"TEMPORARY": "tijdelijk"}[t]})
	}
	return out
}

// towns is a locator of three places.
type towns struct{}

func (towns) Locate(v *vacancy.Vacancy, _ *reading.Facts) (column.Spot, bool) {
	p, ok := map[string]column.Spot{
		"Zwolle": {Lat: 52.51, Lon: 6.09}, "Deventer": {Lat: 52.25, Lon: 6.16}, "Breda": {Lat: 51.59, Lon: 4.78},
	}[v.PlaceNames()]
	return p, ok
}

type setup struct {
	*Index
	archive *archive.Archive
	root    string
}

func openArchive(t testing.TB, dir string) *archive.Archive {
	t.Helper()
	a, err := archive.Open(context.Background(), filepath.Join(dir, "archive.db"), archive.Options{})
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { a.Close() })
	return a
}

func openIndex(t testing.TB, dir string, a *archive.Archive, opt Options) *setup {
	t.Helper()
	opt.Archive = a
	opt.Locator = towns{}
	if opt.Reader == nil {
		opt.Reader = plainReader{"plain 1"}
	}
	if opt.Now == nil {
		opt.Now = func() time.Time { return day0 }
	}
	root := filepath.Join(dir, "index")
	x, err := Open(context.Background(), root, opt)
	if err != nil {
		t.Fatal(err)
	}
	<-x.healed
	return &setup{x, a, root}
}

func newSetup(t testing.TB, opt Options) *setup {
	t.Helper()
	dir := t.TempDir()
	s := openIndex(t, dir, openArchive(t, dir), opt)
	t.Cleanup(func() { s.Close() })
	return s
}

func (s *setup) keep(t testing.TB, vs ...*vacancy.Vacancy) []archive.Kept {
	t.Helper()
	kept, err := s.archive.KeepAll(context.Background(), vs, day0)
	if err != nil {
		t.Fatal(err)
	}
	if err := s.Sync(context.Background()); err != nil {
		t.Fatal(err)
	}
	return kept
}

func (s *setup) search(t testing.TB, req Request) *Result {
	t.Helper()
	res, err := s.Search(context.Background(), req)
	if err != nil {
		t.Fatal(err)
	}
	return res
}

// ads are a handful of invented vacancies that tests speak of by number.
func ads() []*vacancy.Vacancy {
	list := []*vacancy.Vacancy{
		{Title: "Vrachtwagenchauffeur CE", Employer: "Snel Transport B.V.", Text: "Je rijdt met een trekker. Bel met Karel de Winter op 06 12 34 56 78 of mail karel@snel.example.",
			Places: []vacancy.Place{{Name: "Zwolle"}}, Hours: vacancy.Hours{Min: 144, Max: 160}, Industry: "H", Occupation: "chauffeur", Education: "vmbo"},
		{Title: "Taxichauffeur", Employer: "Rustig Vervoer", Text: "Je haalt leerlingen op. Geen ervaring vereist. Zware arbeid komt niet voor.",
			Places: []vacancy.Place{{Name: "Deventer"}}, Hours: vacancy.Hours{Min: 64, Max: 96}, Industry: "H", Occupation: "chauffeur"},
		{Title: "Magazijnmedewerker", Employer: "Snel Transport B.V.", Text: "Je tilt zware dozen in het magazijn. Ervaring vereist met een heftruck.",
			Places: []vacancy.Place{{Name: "Breda"}}, Industry: "H", Occupation: "magazijn", Education: "mbo2", Skills: []string{"heftruck"}},
		{Title: "Administratief medewerker", Employer: "Gemeente Breda", Text: "Je werkt zonder zware arbeid aan de administratie van financiële cijfers in Excel.",
			Places: []vacancy.Place{{Name: "Breda"}}, Hours: vacancy.Hours{Min: 96, Max: 128}, Industry: "O", Occupation: "administratie", Education: "mbo4", Remote: true},
		{Title: "Verpleegkundige", Employer: "Zorg Nabij", Text: "Je verpleegt cliënten thuis in Zwolle.",
			Hours: vacancy.Hours{Min: 64, Max: 128}, Industry: "Q", Occupation: "zorg", Education: "hbo", EmploymentTypes: []string{"TEMPORARY"}},
	}
	for i, v := range list {
		v.Source, v.ExternalID = "test", fmt.Sprint(i)
	}
	return list
}

func numbers(res *Result) (s string) {
	for _, h := range res.Hits {
		s += h.ExternalID
	}
	return s
}

// allNight reads the same hours in every vacancy, and a place in one.
type allNight struct{ plainReader }

func (r allNight) Read(v *vacancy.Vacancy) reading.Reading {
	out := r.plainReader.Read(v)
	out.Facts.Hours = reading.HoursFact{Min: 40, Max: 40}
	if v.ExternalID == "1" {
		out.Facts.Places = []reading.PlaceFact{{Name: "Meppel"}}
	}
	return out
}
