package matcher

import (
	"context"
	"slices"
	"testing"
	"time"

	"passend/index/column"
	"passend/index/column/columntest"
	"passend/index/demand"
	"passend/index/reading"
	"passend/index/taxonomy"
	"passend/matcher/profile"
)

var languageLevels = []string{"A1", "A2", "B1", "B2", "C1", "moedertaal"}

// fillIn gives, for a field, every worker that the field could turn out to be:
// many more values than the count tries.
func fillIn(v *column.View, w *profile.Worker, field string) (out []*profile.Worker) {
	with := func(change func(w *profile.Worker)) {
		next := *w
		change(&next)
		out = append(out, &next)
	}
	if told(&w.Capacity) && (field == "capacity.hours_week" || field == "capacity.hours_day") {
		return nil // an FML that does not name them sets no limit
	}
	switch field {
	case "search.directions":
		for _, code := range append(v.Dicts.Occupations.Names()[1:], "9999") {
			with(func(w *profile.Worker) {
				w.Search.Directions = []profile.Direction{{Text: "zzz", ISCO: []string{code}}}
			})
		}
	case "search.travel":
		for _, minutes := range []int{15, 30, 60, 120} {
			with(func(w *profile.Worker) {
				w.Search.Travel = []profile.Limit{{Means: profile.Car, Minutes: minutes}}
			})
		}
	case "person.licences":
		for _, l := range column.Licences {
			with(func(w *profile.Worker) { w.Person.Licences = []string{l} })
		}
		with(func(w *profile.Worker) { w.Person.Licences = column.Licences[:] })
	case "person.certificates":
		var all []profile.Certificate
		for _, name := range v.Dicts.Asked.Names() {
			all = append(all, profile.Certificate{Name: name})
		}
		with(func(w *profile.Worker) { w.Person.Certificates = all })
		for i := 1; i < len(all); i += 7 {
			with(func(w *profile.Worker) { w.Person.Certificates = all[i : i+1] })
		}
	case "person.education":
		for e := taxonomy.EducationNone; e <= taxonomy.EducationWO; e++ {
			for _, diploma := range []bool{false, true} {
				with(func(w *profile.Worker) {
					w.Person.Education = []profile.Study{{Name: "zzz", Level: e, Diploma: diploma}}
				})
			}
		}
	case "person.work":
		for _, code := range v.Dicts.Occupations.Names()[1:] {
			for _, years := range []float64{1, 60} {
				with(func(w *profile.Worker) { w.Person.Work = []profile.Job{{Title: "zzz", ISCO: code, Years: years}} })
			}
		}
	case "person.work.years":
		for _, years := range []float64{0.5, 2, 5, 10, 60} {
			with(func(w *profile.Worker) {
				w.Person.Work = slices.Clone(w.Person.Work)
				for i := range w.Person.Work {
					w.Person.Work[i].Years = years
				}
			})
		}
	case "person.languages":
		for _, level := range languageLevels {
			for _, language := range []string{"nl", "en", "zz"} {
				with(func(w *profile.Worker) {
					w.Person.Languages = []profile.LanguageSkill{{Language: language, Level: level}}
				})
			}
		}
	case "person.languages.level":
		for _, level := range languageLevels {
			with(func(w *profile.Worker) {
				w.Person.Languages = slices.Clone(w.Person.Languages)
				for i := range w.Person.Languages {
					w.Person.Languages[i].Level = level
				}
			})
		}
	case "capacity.hours_week":
		for h := 8.0; h <= 40; h += 4 {
			with(func(w *profile.Worker) { w.Capacity.HoursWeek.Hours = h })
		}
	case "capacity.hours_day":
		for h := 2.0; h <= 8; h += 2 {
			with(func(w *profile.Worker) { w.Capacity.HoursDay.Hours = h })
		}
	case "capacity.items":
		at := w.Capacity.Limitations(testDay)
		for severity := range 4 {
			with(func(w *profile.Worker) {
				w.Capacity.Items = slices.Clone(w.Capacity.Items)
				for k := demand.Key(1); k < demand.PhysicalGeneral; k++ {
					if at.Items[k].Severity == demand.Unknown && comparable(k) {
						w.Capacity.Items = append(w.Capacity.Items, profile.Item{Key: k, Severity: &severity})
					}
				}
			})
		}
	}
	return out
}

// demanding are invented vacancies of which many also ask a certificate, a
// language or years of experience.
func demanding(t *testing.T, n int) *column.Store {
	t.Helper()
	g := columntest.New(12)
	recs := make([]column.Record, n)
	for i := range recs {
		recs[i] = g.Next()
		facts := &recs[i].Reading.Facts
		need := []reading.Need{reading.NeedUnknown, reading.NeedPreferred, reading.NeedReplaceable, reading.NeedRequired}[i%4]
		if i%3 == 0 {
			facts.Certificates = []reading.Asked{{ID: []string{"vca", "bhv", "heftruck"}[i%9/3], Need: need}}
		}
		if i%5 == 0 {
			facts.Languages = []reading.LanguageFact{{Language: []string{"nl", "en"}[i%2], Level: []string{"", "A2", "B2"}[i%3], Need: need}}
		}
		if i%7 == 0 {
			facts.Experience = reading.ExperienceFact{Months: []int{0, 6, 36, 120}[i%28/7], Need: need}
		}
	}
	s := column.NewStore(columntest.Locator{})
	if err := s.Apply(context.Background(), recs, nil, 1); err != nil {
		t.Fatal(err)
	}
	return s
}

// TestCompletenessEqualsTrying fills every empty field in for real, with every
// value it could have, compiles the worker anew, and compares verdict and band of
// every vacancy.
func TestCompletenessEqualsTrying(t *testing.T) {
	m := newMatcher(t)
	s := demanding(t, 3000)
	v := s.View()
	bare := &profile.Worker{ID: "bare", Person: profile.Person{Home: profile.Home{Place: "Utrecht"}}, Search: profile.Search{Directions: []profile.Direction{{Text: "planner"}}}}
	izp := warehouseWorker()
	izp.Capacity.Source, izp.Capacity.Items = profile.IZP, items("lift_carry=2@5 stand=2")
	izp.Person.Work[0].Years, izp.Person.Languages = 0, []profile.LanguageSkill{{Language: "nl"}}
	none := careWorker()
	none.Person, none.Search.Directions = profile.Person{Home: none.Person.Home, Education: none.Person.Education}, nil
	fit := &profile.Worker{ID: "fit", Person: electrician().Person, Search: electrician().Search, Capacity: profile.Capacity{Source: profile.FMLA}}
	fit.Person.Work, fit.Person.Languages = []profile.Job{{Title: "Planner"}, {Title: "Orderpicker"}}, []profile.LanguageSkill{{Language: "nl"}, {Language: "en"}}
	tried := map[string]int{}
	for _, w := range []*profile.Worker{bare, izp, none, electrician(), fit} {
		got, err := m.Completeness(context.Background(), Request{Worker: w, AsOf: testDay}, v)
		if err != nil {
			t.Fatal(err)
		}
		if got.Scanned != 3000 {
			t.Fatalf("%d scanned", got.Scanned)
		}
		p := m.Compile(w, v, testDay, time.Time{}, Rules{})
		for i, x := range got.Missing {
			if i > 0 && x.Moves > got.Missing[i-1].Moves {
				t.Errorf("%s: %s stands below a smaller one", w.ID, x.Field)
			}
			moved := make([]bool, v.Open.Len())
			for _, other := range fillIn(v, w, x.Field) {
				q := m.Compile(other, v, testDay, time.Time{}, Rules{})
				for row := range moved {
					r := v.Open.Row(row)
					now, _ := p.standing(&r)
					then, _ := q.standing(&r)
					moved[row] = moved[row] || now != then
				}
			}
			want := 0
			for _, yes := range moved {
				if yes {
					want++
				}
			}
			if x.Moves != want {
				t.Errorf("%s: %s moves %d, trying gives %d", w.ID, x.Field, x.Moves, want)
			}
			tried[x.Field] += want
		}
	}
	for _, field := range []string{"search.directions", "search.travel", "person.licences", "person.certificates", "person.education",
		"person.work", "person.work.years", "person.languages", "person.languages.level", "capacity.hours_week", "capacity.hours_day", "capacity.items"} {
		if tried[field] == 0 {
			t.Errorf("%s moves nothing anywhere: the test proves nothing of it", field)
		}
	}
}

// TestCompletenessOfHome: with a home that is not known, everything with a place
// may lie too far.
func TestCompletenessOfHome(t *testing.T) {
	m := newMatcher(t)
	s, _ := invented(t, 2000)
	v := s.View()
	w := warehouseWorker()
	w.Person.Home = profile.Home{}
	got, err := m.Completeness(context.Background(), Request{Worker: w, AsOf: testDay}, v)
	if err != nil {
		t.Fatal(err)
	}
	p, want := m.Compile(w, v, testDay, time.Time{}, Rules{}), 0
	for i := range v.Open.Len() {
		r := v.Open.Row(i)
		if now, _ := p.standing(&r); now.verdict < Unlikely && !now.outside && r.Flags&column.PlaceKnown != 0 && r.Flags&column.FullRemote == 0 {
			want++
		}
	}
	i := slices.IndexFunc(got.Missing, func(x Missing) bool { return x.Field == "person.home" })
	if want == 0 || i < 0 || got.Missing[i].Moves != want {
		t.Errorf("%+v, want %d", got.Missing, want)
	}
	w.Capacity.NoUsableCapacity = true
	if got, err = m.Completeness(context.Background(), Request{Worker: w, AsOf: testDay}, v); err != nil || got.Missing[0].Moves != 0 {
		t.Errorf("nothing is sought, yet %+v, %v", got, err)
	}
}

// BenchmarkCompleteness counts over 500,000 vacancies for a worker with most
// fields empty.
func BenchmarkCompleteness(b *testing.B) {
	s, err := columntest.Store(1, 500_000)
	if err != nil {
		b.Fatal(err)
	}
	m := newMatcher(b)
	w := warehouseWorker()
	w.Person.Licences, w.Person.Education = nil, nil
	used := cpu()
	for b.Loop() {
		if _, err := m.Completeness(context.Background(), Request{Worker: w, AsOf: testDay}, s.View()); err != nil {
			b.Fatal(err)
		}
	}
	b.ReportMetric(float64((cpu()-used).Microseconds())/1000/float64(b.N), "cpu-ms")
}
