package matcher

import (
	"context"
	"fmt"
	"strings"
	"testing"
	"time"

	"passend/index/column"
	"passend/index/column/columntest"
	"passend/index/demand"
	"passend/index/reading"
	"passend/index/taxonomy"
	"passend/index/vacancy"
	"passend/matcher/profile"
)

// fakeKnowledge knows a few occupations by the first word of their title.
type fakeKnowledge struct{}

func (fakeKnowledge) Version() string { return "fake" }

var fakeTitles = map[string]string{
	"orderpicker": "9333", "administratief": "4110", "archief": "4415", "receptionist": "4226", "calculator": "3112",
	"onderhoudsmonteur": "7233", "facturatie": "4311", "leerlingenvervoer": "8322", "verzorgende": "5321", "elektromonteur": "7411",
	"magazijnmedewerker": "4321", "data-analist": "2521", "planner": "4323", "verkoper": "5223",
}

func (fakeKnowledge) Occupations(title string) []reading.OccupationFact {
	for word, code := range fakeTitles {
		if strings.Contains(strings.ToLower(title), word) {
			return []reading.OccupationFact{{ISCO: code, Score: 0.9}}
		}
	}
	return nil
}

// Similarity counts equal leading digits.
func (fakeKnowledge) Similarity(a, b string) float64 {
	n := 0
	for n < len(a) && n < len(b) && a[n] == b[n] {
		n++
	}
	return float64(n) / 4
}

// fakePriors are a few rows of usual demands on a full day.
var fakePriors = map[string]string{
	"9333": "lift_carry=3 walk_at_work=3 stand_at_work=3 bend_frequent=2 twist=2 push_pull=2 reach_frequent=2 cond_no_high_pace=3 day_periods=2 sit=0 sit_at_work=0 vibration=1",
	"4110": "attention_sustain=2 attention_divide=1 cond_no_interruptions=2 cond_no_distraction=2 keyboard_mouse_work=3 sit=2 sit_at_work=2 lift_carry=0 stand=0 stand_at_work=0 walk_at_work=0 climb=0 above_shoulder=0 posture_alternation=2 day_periods=0",
	"4415": "attention_sustain=1 attention_divide=0 cond_predictable=0 cond_no_interruptions=0 cond_no_distraction=0 cond_no_deadlines=0 cond_no_high_pace=0 keyboard_mouse_work=2 lift_carry=2 heavy_loads_frequent=0 push_pull=1 bend=1 bend_frequent=1 twist=2 stand=1 stand_at_work=2 walk=1 walk_at_work=2 climb=1 kneel_squat=0 sit=1 sit_at_work=2 kneeling_active=0 bent_twisted_active=0 above_shoulder=1 posture_alternation=1 vibration=0 emotional_problems_others=0 conflict=0 cond_no_patients=0 cond_fallback_colleagues=0 cond_no_leadership=0 day_periods=0 hand_finger_use=1 reach=1 reach_frequent=1 screwing=1 cond_no_personal_risk=0 cond_fixed_methods=0",
	"4226": "lift_carry=0 heavy_loads_frequent=0 push_pull=0 bend=0 bend_frequent=0 twist=0 stand=1 stand_at_work=1 walk=0 walk_at_work=1 climb=0 kneel_squat=0 sit=1 sit_at_work=2 kneeling_active=0 bent_twisted_active=0 posture_alternation=1 vibration=0 keyboard_mouse_work=2 day_periods=1",
	"3112": "attention_sustain=3 cond_no_deadlines=3 keyboard_mouse_work=3 sit=2 sit_at_work=2 lift_carry=0 climb=0 above_shoulder=0 hand_finger_use=0",
	"7233": "lift_carry=3 kneel_squat=3 vibration=2 climb=3 above_shoulder=2 stand_at_work=2 bend_frequent=2 walk_at_work=2 push_pull=2 day_periods=3",
	"4311": "attention_sustain=3 attention_divide=1 cond_no_interruptions=1 cond_no_distraction=1 cond_no_deadlines=2 keyboard_mouse_work=3 sit=2 sit_at_work=2 lift_carry=0 posture_alternation=2 day_periods=0",
	"8322": "attention_divide=3 sit=3 vibration=2 sit_at_work=2 lift_carry=0 push_pull=2 bend_frequent=1 walk_at_work=0 stand_at_work=0 climb=0 cond_no_personal_risk=3 posture_alternation=2 professional_driving=3 day_periods=2",
}

func (fakeKnowledge) Prior(isco string) (out Levels, ok bool) {
	row, ok := fakePriors[isco]
	for k := range out {
		out[k] = demand.Unknown
	}
	for _, f := range strings.Fields(row) {
		name, level, _ := strings.Cut(f, "=")
		k, known := demand.ParseKey(name)
		if !known {
			panic("unknown key " + name)
		}
		out[k] = demand.Level(level[0] - '0')
	}
	return out, ok
}

func (fakeKnowledge) Competence(name string) string  { return strings.ToLower(name) }
func (fakeKnowledge) Certificate(name string) string { return strings.ToLower(name) }
func (fakeKnowledge) Term(id string) (string, bool) {
	return strings.ToUpper(id), id == "enthousiast"
}
func (fakeKnowledge) Related(known, asked string) float64 {
	if known[0] == asked[0] {
		return 0.4
	}
	return 0
}

type fakePlaces struct{}

func (fakePlaces) Home(h profile.Home) (float64, float64, bool) { return 52.09, 5.12, h.Place != "" }
func (fakePlaces) Minutes(metres float64, by profile.Means) float64 {
	return 10 + metres/1000
}

var testDay = time.Date(2026, 11, 25, 0, 0, 0, 0, time.UTC)

func newMatcher(t testing.TB) *Matcher {
	t.Helper()
	m, err := New(World{Knowledge: fakeKnowledge{}, Places: fakePlaces{}})
	if err != nil {
		t.Fatal(err)
	}
	return m
}

// items reads "key=severity" and "key=severity@kilos".
func items(list string) (out []profile.Item) {
	for _, f := range strings.Fields(list) {
		name, rest, _ := strings.Cut(f, "=")
		k, ok := demand.ParseKey(name)
		if !ok {
			panic("unknown key " + name)
		}
		s := int(rest[0] - '0')
		it := profile.Item{Key: k, Severity: &s}
		if _, kilos, has := strings.Cut(rest, "@"); has {
			fmt.Sscan(kilos, &it.Value)
			it.Unit = "kg"
		}
		out = append(out, it)
	}
	return out
}

// The three workers of the domain's worked examples.
func warehouseWorker() *profile.Worker {
	return &profile.Worker{
		ID: "w1",
		Person: profile.Person{Home: profile.Home{Place: "Utrecht"}, Licences: []string{"B"},
			Work:      []profile.Job{{Title: "Orderpicker", Years: 18}},
			Education: []profile.Study{{Name: "logistiek", Level: taxonomy.EducationMBO2, Diploma: true}}},
		Search: profile.Search{
			Directions: []profile.Direction{{Text: "logistiek administratief medewerker"}, {Text: "planner"}, {Text: "receptionist"}},
			HoursMin:   32, HoursMax: 40, Travel: []profile.Limit{{Means: profile.Car, Minutes: 45}}},
		Capacity: profile.Capacity{Source: profile.FMLA, Items: items("vibration=2 bend=2 bend_frequent=2 twist=2 push_pull=2 lift_carry=2@5 heavy_loads_frequent=2 walk=1 walk_at_work=1 climb=1 kneel_squat=2 sit=2 sit_at_work=1 stand=2 stand_at_work=2 kneeling_active=2 bent_twisted_active=2 posture_alternation=2")},
	}
}

func careWorker() *profile.Worker {
	w := &profile.Worker{
		ID: "w2",
		Person: profile.Person{Home: profile.Home{Place: "Utrecht"}, Licences: []string{"B"},
			Work:      []profile.Job{{Title: "Verzorgende", Years: 22}},
			Education: []profile.Study{{Name: "verzorging", Level: taxonomy.EducationMBO3, Diploma: true}}},
		Search: profile.Search{Directions: []profile.Direction{{Text: "administratief medewerker zorg"}, {Text: "archief"}}, HoursMin: 12, HoursMax: 20},
		Capacity: profile.Capacity{Source: profile.FMLB,
			Items:    items("attention_sustain=2 attention_divide=2 cond_no_distraction=2 cond_predictable=2 cond_no_interruptions=2 cond_no_deadlines=2 cond_no_high_pace=2 cond_fixed_methods=2 emotional_problems_others=2 conflict=2 cond_no_patients=2 cond_fallback_colleagues=2 cond_no_leadership=2 day_periods=2"),
			HoursDay: profile.HoursLimit{Hours: 4, Qualifier: "at_most"}, HoursWeek: profile.HoursLimit{Hours: 20, Qualifier: "at_most"},
			BuildUp: []profile.Step{{From: "2026-11-01", HoursWeek: 9}, {From: "2026-12-01", HoursWeek: 12}, {From: "2027-02-01", HoursWeek: 20}}},
	}
	for i := range w.Capacity.Items {
		if w.Capacity.Items[i].Key == demand.DayPeriods {
			w.Capacity.Items[i].Note = "geen avond, geen nacht"
		}
	}
	return w
}

func electrician() *profile.Worker {
	return &profile.Worker{
		ID: "w3",
		Person: profile.Person{Home: profile.Home{Place: "Utrecht"}, Licences: []string{"B", "BE"},
			Work:      []profile.Job{{Title: "Elektromonteur", Years: 24}},
			Education: []profile.Study{{Name: "elektrotechniek", Level: taxonomy.EducationMBO4, Diploma: true}}},
		Search: profile.Search{Directions: []profile.Direction{{Text: "calculator"}, {Text: "planner"}, {Text: "receptionist"}}, HoursMin: 24, HoursMax: 30},
		Capacity: profile.Capacity{Source: profile.FMLA,
			Items:    items("hand_finger_use=2 keyboard_mouse_work=1 screwing=2 reach=1 reach_frequent=1 push_pull=2 lift_carry=2@5 heavy_loads_frequent=2 climb=2 above_shoulder=3 vibration=2 cond_no_personal_risk=2"),
			HoursDay: profile.HoursLimit{Hours: 6, Qualifier: "about"}, HoursWeek: profile.HoursLimit{Hours: 30, Qualifier: "about"}},
	}
}

// asks reads "key=level" with suffixes: ~ trait, ! number of kilos, ? open.
func asks(list string) (out []reading.Demand) {
	for _, f := range strings.Fields(list) {
		name, rest, _ := strings.Cut(f, "=")
		k, ok := demand.ParseKey(name)
		if !ok {
			panic("unknown key " + name)
		}
		d := reading.Demand{Key: k, Level: demand.Level(rest[0] - '0'), Basis: reading.BasisTask, Quote: reading.Quote{Field: reading.InText, End: 1, Text: "x"}}
		for i, c := range rest[1:] {
			switch c {
			case '~':
				d.Basis = reading.BasisTrait
			case '?':
				d.Open = true
			case '!':
				d.Basis, d.Unit = reading.BasisNumber, "kg"
				fmt.Sscan(rest[i+2:], &d.Value)
			}
		}
		out = append(out, d)
	}
	return out
}

// library is a loader over records.
type library map[string]column.Record

func (l library) Load(_ context.Context, id string) (*vacancy.Vacancy, *reading.Reading, error) {
	r, ok := l[id]
	if !ok {
		return nil, nil, fmt.Errorf("no vacancy %s", id)
	}
	return r.Vacancy, r.Reading, nil
}

// invented returns a store of n invented vacancies and their loader.
func invented(t testing.TB, n int) (*column.Store, library) {
	t.Helper()
	g := columntest.New(11)
	l := library{}
	recs := make([]column.Record, n)
	for i := range recs {
		recs[i] = g.Next()
		l[recs[i].Vacancy.ID] = recs[i]
	}
	s := column.NewStore(columntest.Locator{})
	if err := s.Apply(context.Background(), recs, nil, 1); err != nil {
		t.Fatal(err)
	}
	return s, l
}
