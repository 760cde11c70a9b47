package matcher

import (
	"testing"
	"time"

	"passend/index/column"
	"passend/index/reading"
	"passend/index/vacancy"
	"passend/matcher/profile"
)

func TestLicencesIncludeLowerOnes(t *testing.T) {
	for held, want := range map[string][]string{"CE": {"C", "C1", "C1E", "BE", "B", "AM"}, "BE": {"B"}, "D": {"D1", "B"}, "A": {"A2", "A1", "AM"}} {
		got := impliedLicences(column.LicenceBit(held))
		for _, w := range want {
			if got&column.LicenceBit(w) == 0 {
				t.Errorf("%s does not include %s", held, w)
			}
		}
	}
	if got := impliedLicences(column.LicenceBit("B")); got&(column.LicenceBit("BE")|column.LicenceBit("C")) != 0 {
		t.Errorf("B includes %b", got)
	}
}

func TestCertificatesIncludeOthersUntilTheyExpire(t *testing.T) {
	w := electrician()
	w.Person.Certificates = []profile.Certificate{{Name: "vca_vol"}, {Name: "reachtruck", ValidUntil: "2020-01-01"}}
	p := &Plan{Worker: w, AsOf: testDay}
	held := p.heldCertificates(newMatcher(t))
	if !held["vca"] || !held["vca_vol"] || held["ept"] || held["reachtruck"] {
		t.Errorf("held: %v", held)
	}
}

func TestWorkPartlyAlikeCountsPartly(t *testing.T) {
	for _, c := range []struct{ likeness, want float32 }{{0.1, 0}, {0.3, 0}, {0.55, 0.5}, {0.8, 1}, {1, 1}} {
		if got := countsAs(c.likeness); got < c.want-0.001 || got > c.want+0.001 {
			t.Errorf("%.2f counts as %.2f, want %.2f", c.likeness, got, c.want)
		}
	}
}

// twoMeanings is knowledge in which a title may mean either of two occupations.
type twoMeanings struct{ fakeKnowledge }

func (twoMeanings) Occupations(string) []reading.OccupationFact {
	return []reading.OccupationFact{{ISCO: "9333", Score: 0.9}, {ISCO: "4321", Score: 0.85}}
}

// TestYearsCountForEveryMeaning: a title with two meanings does not halve what
// was done.
func TestYearsCountForEveryMeaning(t *testing.T) {
	m, err := New(World{Knowledge: twoMeanings{}, Places: fakePlaces{}})
	if err != nil {
		t.Fatal(err)
	}
	s := column.NewStore(nil)
	for _, code := range []string{"9333", "4321"} {
		rd := reading.Reading{Facts: reading.Facts{Occupations: []reading.OccupationFact{{ISCO: code, Score: 0.9}}}}
		if err := s.Upsert(column.Record{Vacancy: &vacancy.Vacancy{ID: code, Title: code}, Reading: &rd}); err != nil {
			t.Fatal(err)
		}
	}
	w := &profile.Worker{Person: profile.Person{Work: []profile.Job{{Title: "orderpicker", Years: 12}, {Title: "magazijnmedewerker", Years: 3}}}}
	p := m.Compile(w, s.View(), testDay, time.Time{}, Rules{})
	for i, code := range s.View().Dicts.Occupations.Names() {
		if i > 0 && p.occupations[i].years != 15 {
			t.Errorf("%s: %.1f years, want 15", code, p.occupations[i].years)
		}
	}
}

// TestDirectionsWrittenOtherwise: one word or two, with a hyphen, in another
// order.
func TestDirectionsWrittenOtherwise(t *testing.T) {
	m := newMatcher(t)
	for _, c := range []struct{ direction, title string }{
		{"WMS-keyuser", "Key-user WMS"}, {"WMS-keyuser", "Key user WMS"}, {"key user WMS", "WMS keyuser"},
		{"key-user (WMS)", "Keyuser"}, {"medewerker orderverwerking", "Orderverwerker"},
	} {
		s := column.NewStore(nil)
		for i, title := range []string{c.title, "Lasser", "Kok"} {
			if err := s.Upsert(column.Record{Vacancy: &vacancy.Vacancy{ID: title, Title: title}, Reading: &reading.Reading{Facts: reading.Facts{
				Occupations: []reading.OccupationFact{{ISCO: []string{"3512", "7212", "5120"}[i], Score: 0.9}}}}}); err != nil {
				t.Fatal(err)
			}
		}
		w := &profile.Worker{Search: profile.Search{Directions: []profile.Direction{{Text: c.direction, ISCO: []string{"9999"}}}}}
		v := s.View()
		p := m.Compile(w, v, testDay, time.Time{}, Rules{})
		for i := range v.Open.Len() {
			r := v.Open.Row(i)
			fit, _ := p.words(&r)
			if want := float32(share01(v.Open.ID(i) == c.title)); fit < want-0.01 || fit > want+0.01 {
				t.Errorf("%q against %q: %.2f, want %.0f", c.direction, v.Open.ID(i), fit, want)
			}
		}
	}
}
