package index

import (
	"fmt"
	"math"
	"slices"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"passend/index/taxonomy"
	"passend/index/vacancy"
)

func sorted(s string) string {
	b := []byte(s)
	slices.Sort(b)
	return string(b)
}

func TestSearchWords(t *testing.T) {
	s := newSetup(t, Options{Synonyms: oneSynonym{}})
	s.keep(t, append(ads(), &vacancy.Vacancy{Source: "test", ExternalID: "5", Title: "Planner", Text: "Je plant vrachtwagenritten."})...)
	for _, c := range []struct{ box, want string }{
		{"", "012345"},
		{"chauffeur", "01"},
		{"chauffeurs", "01"},
		{"vrachtwagenchauffeur", "0"}, // the question is not split
		{"vrachtwagen", "05"},
		{"magazijn medewerker", "2"},
		{"chauffeur zwolle", "0"},
		{"chauffeur -taxichauffeur", "0"},
		{"-chauffeur", "2345"},
		{`"zware arbeid"`, "13"},
		{`"zonder zware arbeid"`, "3"},
		{`"ervaring vereist"`, "12"},
		{`"geen ervaring vereist"`, "1"},
		{`"dozen in het magazijn"`, "2"}, // stop words keep their place
		{`"dozen magazijn"`, ""},
		{"titel:magazijn", "2"},
		{"werkgever:snel", "02"},
		{`werkgever:"snel transport"`, "02"},
		{"plaats:breda", "23"},
		{"-plaats:breda chauffeur", "01"},
		{"financiele", "3"},
		{"FINANCIËLE", "3"},
		{"de het een", "012345"},
		{"kassier", "3"}, // by synonym
		{"office manager", "3"},
		{"breda office manager", "3"},
		{"office manager zwolle", ""},
	} {
		res := s.search(t, Request{Box: c.box})
		if res.Loosened { // nothing has all the words
			res = &Result{}
		}
		got := sorted(numbers(res))
		if got != c.want {
			t.Errorf("%q finds %q, want %q", c.box, got, c.want)
		}
		if res.Total != len(c.want) {
			t.Errorf("%q: total %d", c.box, res.Total)
		}
	}
}

type oneSynonym struct{}

func (oneSynonym) Synonyms(phrase string) []string {
	if phrase == "kassier" || phrase == "office manager" {
		return []string{"administratief medewerker", "geldteller"}
	}
	return nil
}

func TestPersonalDataIsNotFound(t *testing.T) {
	s := newSetup(t, Options{})
	s.keep(t, ads()...)
	for _, box := range []string{"karel", "winter", "0612345678", "12", "78", "karel@snel.example", `"06 12 34 56 78"`} {
		if res := s.search(t, Request{Box: box}); res.Total != 0 {
			t.Errorf("%q finds %q", box, numbers(res))
		}
	}
}

func TestTitleBeforeBody(t *testing.T) {
	s := newSetup(t, Options{})
	s.keep(t, ads()...)
	body := &vacancy.Vacancy{Source: "test", ExternalID: "5", Title: "Planner", Text: "Je plant de ritten van iedere vrachtwagenchauffeur."}
	s.keep(t, body)
	if got := numbers(s.search(t, Request{Box: "vrachtwagenchauffeur"})); got != "05" {
		t.Errorf("order %q", got)
	}
}

func TestTypingErrors(t *testing.T) {
	s := newSetup(t, Options{})
	s.keep(t, ads()...)
	s.keep(t, &vacancy.Vacancy{Source: "test", ExternalID: "5", Title: "Manager", Text: "Je leidt een team."})
	for _, c := range []struct {
		box, want string
		corrected map[string]string
	}{
		{"verpleegkunidge", "4", map[string]string{"verpleegkunidge": "verpleegkundige"}},
		{"manger", "", nil},              // too short to be corrected
		{"magazijnmedewerker", "2", nil}, // found as it is
		{"taxichauf", "1", nil},          // the beginning of a title word
		{"xylofonist", "", nil},
	} {
		res := s.search(t, Request{Box: c.box})
		if got := numbers(res); got != c.want {
			t.Errorf("%q finds %q, want %q", c.box, got, c.want)
		}
		if diff := cmp.Diff(c.corrected, res.Corrected); diff != "" {
			t.Errorf("%q (-want +got):\n%s", c.box, diff)
		}
	}
}

func TestLoosening(t *testing.T) {
	s := newSetup(t, Options{})
	s.keep(t, ads()...)
	res := s.search(t, Request{Box: "taxichauffeur excel"})
	if !res.Loosened || !res.AnyWord || sorted(numbers(res)) != "13" {
		t.Errorf("%q, loosened %v", numbers(res), res.Loosened)
	}
	// A filter that leaves nothing is no reason to loosen.
	res = s.search(t, Request{Box: "taxichauffeur", Filter: Filter{Sectors: []string{"Q"}}})
	if res.Loosened || res.Total != 0 {
		t.Errorf("%q, loosened %v", numbers(res), res.Loosened)
	}
	res = s.search(t, Request{Box: "wij zoeken iemand die trekker leerlingen dozen excel cliënten rijdt"})
	if !res.AnyWord || res.Loosened || res.Total != 5 {
		t.Errorf("long box: %d, any %v, loosened %v", res.Total, res.AnyWord, res.Loosened)
	}
}

func TestWordsThatHit(t *testing.T) {
	s := newSetup(t, Options{})
	s.keep(t, ads()...)
	res := s.search(t, Request{Box: "chauffeurs zwolle trekker"})
	if len(res.Hits) != 1 {
		t.Fatal(res.Total)
	}
	var got []string
	for _, w := range res.Hits[0].Words {
		got = append(got, w.Field+":"+w.Text)
		switch w.Field {
		case fieldTitle:
			if res.Hits[0].Title[w.Start:w.End] != w.Text {
				t.Errorf("%+v", w)
			}
		case fieldBody:
			if res.Hits[0].Text[w.Start:w.End] != w.Text {
				t.Errorf("%+v", w)
			}
		}
	}
	want := []string{"title:Vrachtwagenchauffeur", "place:Zwolle", "body:trekker"}
	if diff := cmp.Diff(want, got); diff != "" {
		t.Errorf("-want +got:\n%s", diff)
	}
}

func TestFilters(t *testing.T) {
	s := newSetup(t, Options{})
	s.keep(t, ads()...)
	zwolle := &Point{52.51, 6.09}
	for _, c := range []struct {
		name    string
		filter  Filter
		want    string
		unknown map[Condition]int
	}{
		{"hours", Filter{HoursMin: 64, HoursMax: 96}, "134", map[Condition]int{OnHours: 1}},
		{"hours and unknown", Filter{HoursMin: 64, HoursMax: 96, Unknown: Conditions(0).With(OnHours)}, "1234", map[Condition]int{OnHours: 1}},
		{"distance", Filter{Near: zwolle, Within: 40_000}, "01", map[Condition]int{OnDistance: 1}},
		{"near", Filter{Near: zwolle, Within: 10_000}, "0", map[Condition]int{OnDistance: 1}},
		{"sector", Filter{Sectors: []string{"O", "Q"}}, "34", map[Condition]int{OnSector: 0}},
		{"education", Filter{Education: taxonomy.EducationMBO2}, "02", map[Condition]int{OnEducation: 1}},
		{"contract", Filter{Contracts: []string{"tijdelijk"}}, "4", map[Condition]int{OnContract: 4}},
		{"remote", Filter{Remote: "hybrid"}, "3", map[Condition]int{OnRemote: 4}},
		{"employer", Filter{Employers: []string{"Snel Transport B.V."}}, "02", map[Condition]int{OnEmployer: 0}},
		{"seen", Filter{SeenSince: day0.AddDate(0, 0, 1)}, "", map[Condition]int{OnFirstSeen: 0}},
		{"two", Filter{HoursMin: 64, HoursMax: 96, Sectors: []string{"H"}}, "1", map[Condition]int{OnHours: 1, OnSector: 0}},
	} {
		res := s.search(t, Request{Filter: c.filter})
		if got := sorted(numbers(res)); got != c.want || res.Total != len(c.want) {
			t.Errorf("%s: %q (%d), want %q", c.name, got, res.Total, c.want)
		}
		if diff := cmp.Diff(c.unknown, res.Unknown); diff != "" {
			t.Errorf("%s (-want +got):\n%s", c.name, diff)
		}
	}
	occupation := plainReader{}.Read(ads()[0]).Facts.Occupations[0].ISCO
	if got := numbers(s.search(t, Request{Filter: Filter{Occupations: []string{occupation[:3]}}, Box: "taxichauffeur"})); got != "1" {
		t.Errorf("occupation: %q", got)
	}
}

func TestFacets(t *testing.T) {
	s := newSetup(t, Options{})
	s.keep(t, ads()...)
	f := s.search(t, Request{Facets: true, Filter: Filter{Sectors: []string{"H"}}}).Facets
	want := &Facets{
		Sectors: []Count{{"H", 3}}, Employers: []Count{{"Snel Transport B.V.", 2}, {"Rustig Vervoer", 1}},
		Education: []Count{{"", 1}, {"vmbo", 1}, {"mbo2", 1}}, Contracts: []Count{{"", 3}}, Remote: []Count{{"", 3}},
		Hours: []Count{{"16-24", 1}, {"36-40", 1}, {"", 1}}, Occupations: f.Occupations,
	}
	if diff := cmp.Diff(want, f); diff != "" {
		t.Errorf("-want +got:\n%s", diff)
	}
	if len(f.Occupations) != 2 || f.Occupations[0].N != 2 {
		t.Errorf("occupations %v", f.Occupations)
	}
}

func TestSortAndPages(t *testing.T) {
	s := newSetup(t, Options{})
	var vs []*vacancy.Vacancy
	for i := range 25 {
		vs = append(vs, &vacancy.Vacancy{Source: "test", ExternalID: fmt.Sprintf("%02d ", i), Title: "Kok", Text: strings.Repeat("kok en keuken ", 1+i%7)})
	}
	for i, place := range []string{"Breda", "Zwolle", "Deventer"} {
		vs[i].Places = []vacancy.Place{{Name: place}}
	}
	s.keep(t, vs...)
	var got string
	for from := 0; from < 30; from += 10 {
		res := s.search(t, Request{Box: "kok", From: from, Size: 10})
		if res.Total != 25 {
			t.Errorf("total %d", res.Total)
		}
		got += numbers(res)
	}
	for i := range 25 {
		if n := strings.Count(got, fmt.Sprintf("%02d ", i)); n != 1 {
			t.Errorf("vacancy %d is on %d pages", i, n)
		}
	}
	near := s.search(t, Request{Box: "kok", Sort: ByDistance, Filter: Filter{Near: &Point{52.5, 6.1}}, Size: 4})
	if got := numbers(near); got[:9] != "01 02 00 " {
		t.Errorf("by distance %q", got)
	}
	if near.Hits[0].Metres < 0 || near.Hits[0].Metres > 2000 || near.Hits[3].Metres != -1 {
		t.Errorf("distances %v %v", near.Hits[0].Metres, near.Hits[3].Metres)
	}
	if got := numbers(s.search(t, Request{Sort: ByNewest, Size: 2})); got != "24 23 " {
		t.Errorf("newest %q", got)
	}
	if _, err := s.Search(t.Context(), Request{From: math.MaxInt - 5, Size: 10}); err == nil {
		t.Error("a page beyond all numbers is given")
	}
	if _, err := s.Search(t.Context(), Request{From: maxDepth}); err == nil {
		t.Error("a page beyond the depth is given")
	}
}

func TestDuplicatesAreOneHit(t *testing.T) {
	s := newSetup(t, Options{})
	kept := s.keep(t, ads()...)
	if err := s.archive.SetGroup(t.Context(), "g", []string{kept[0].ID, kept[1].ID}, day0); err != nil {
		t.Fatal(err)
	}
	if err := s.Sync(t.Context()); err != nil {
		t.Fatal(err)
	}
	res := s.search(t, Request{Box: "chauffeur", Facets: true})
	if res.Total != 1 || len(res.Hits) != 1 || res.Hits[0].Group != "g" || res.Facets.Sectors[0].N != 1 {
		t.Errorf("%d: %q", res.Total, numbers(res))
	}
	if res = s.search(t, Request{Box: "chauffeur", Duplicates: true}); res.Total != 2 {
		t.Errorf("all members: %d", res.Total)
	}
	if res = s.search(t, Request{}); res.Total != 4 {
		t.Errorf("everything: %d", res.Total)
	}
}
