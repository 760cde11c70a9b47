package matcher

import (
	"testing"
	"time"

	"passend/index/column"
	"passend/index/demand"
	"passend/index/reading"
	"passend/index/taxonomy"
	"passend/index/vacancy"
	"passend/matcher/profile"
)

// example is a vacancy of the domain's worked table, as its text reads.
type example struct {
	title   string
	facts   reading.Facts
	demands string
	want    [3]Verdict
}

func hours(from, to int) reading.HoursFact { return reading.HoursFact{Min: from * 4, Max: to * 4} }

// The domain's table of eight vacancies and three workers, as given there. The
// demands are what the texts state; what they leave unsaid comes from the
// priors of fakePriors.
var table = []example{
	{"Orderpicker", reading.Facts{Hours: hours(36, 40)}, "lift_carry=3!20 walk_at_work=3 stand_at_work=3 day_periods=2",
		[3]Verdict{Unsuitable, Unsuitable, Unsuitable}},
	{"Logistiek administratief medewerker", reading.Facts{Hours: hours(24, 32)}, "lift_carry=2? sit=1 stand=1 posture_alternation=0 keyboard_mouse_work=2~ walk=1 bend=0 bend_frequent=0 twist=0 push_pull=0 heavy_loads_frequent=0 kneel_squat=0 kneeling_active=0 bent_twisted_active=0 vibration=0",
		[3]Verdict{Ask, Unsuitable, Ask}},
	{"Medewerker archief en scan", reading.Facts{Hours: hours(12, 20)}, "cond_no_customers=0 cond_no_distraction=0 cond_fixed_methods=0",
		[3]Verdict{Ask, Suitable, Ask}},
	{"Receptionist", reading.Facts{Hours: hours(32, 32)}, "attention_divide=3 cond_no_interruptions=3 cond_no_customers=3 day_periods=2 cond_fallback_colleagues=2",
		[3]Verdict{Suitable, Unsuitable, Unsuitable}},
	{"Calculator installatietechniek", reading.Facts{Hours: hours(24, 40), Education: reading.EducationFact{Level: taxonomy.EducationMBO4, Field: "elektrotechniek", Need: reading.NeedRequired}},
		"cond_no_deadlines=3", [3]Verdict{Unsuitable, Unsuitable, Ask}},
	{"Onderhoudsmonteur", reading.Facts{Hours: hours(36, 36)}, "climb=3 day_periods=3",
		[3]Verdict{Unlikely, Unsuitable, Unsuitable}},
	{"Medewerker facturatie", reading.Facts{Hours: hours(16, 24)}, "cond_no_deadlines=0 cond_fixed_methods=0",
		[3]Verdict{Ask, Ask, Ask}},
	{"Chauffeur leerlingenvervoer", reading.Facts{Hours: hours(15, 15), Licences: []reading.Asked{{ID: "B", Need: reading.NeedRequired}}},
		"attention_divide=3 cond_fallback_colleagues=3 push_pull=1 professional_driving=3", [3]Verdict{Ask, Unsuitable, Ask}},
}

func (e *example) record(id string) column.Record {
	f := e.facts
	f.Occupations = fakeKnowledge{}.Occupations(e.title)
	return column.Record{Vacancy: &vacancy.Vacancy{ID: id, Title: e.title}, Reading: &reading.Reading{Facts: f, Demands: asks(e.demands)}}
}

func TestVerdictTable(t *testing.T) {
	m := newMatcher(t)
	for i := range table {
		e := &table[i]
		s := column.NewStore(nil)
		if err := s.Upsert(e.record("v")); err != nil {
			t.Fatal(err)
		}
		for j, w := range []*profile.Worker{warehouseWorker(), careWorker(), electrician()} {
			p := m.Compile(w, s.View(), testDay, time.Time{}, Rules{})
			var o Outcome
			r := s.View().Open.Row(0)
			p.judge(&r, &o)
			if o.Verdict != e.want[j] {
				t.Errorf("V%d %s, %s: %s, want %s: %s", i+1, e.title, w.ID, o.Verdict, e.want[j], describe(&o))
			}
		}
	}
}

func names(s column.Keys) (out []string) {
	for k := demand.Key(1); int(k) < demand.Count; k++ {
		if s.Has(k) {
			out = append(out, k.String())
		}
	}
	return out
}

func describe(o *Outcome) string {
	text := ""
	for name, s := range map[string]column.Keys{"red": o.Red, "amber": o.Amber, "soft": o.Soft, "open": o.Open, "prior red": o.PriorRed, "prior amber": o.PriorAmber, "silent": o.Silent} {
		if s.Any() {
			text += name + " "
			for _, n := range names(s) {
				text += n + " "
			}
		}
	}
	for i, g := range groundTexts {
		if o.Hard>>i&1 != 0 {
			text += "hard:" + g.key + " "
		}
		if o.AskAbout>>i&1 != 0 {
			text += "ask:" + g.key + " "
		}
	}
	return text
}

// TestVerdictRules takes one rule at a time.
func TestVerdictRules(t *testing.T) {
	full := func(items []profile.Item) *profile.Worker {
		return &profile.Worker{ID: "x", Capacity: profile.Capacity{Source: profile.FMLA, Items: items}}
	}
	withHours := func(week float64, steps ...profile.Step) *profile.Worker {
		return &profile.Worker{ID: "x", Capacity: profile.Capacity{Source: profile.FMLA, HoursWeek: profile.HoursLimit{Hours: week}, BuildUp: steps}}
	}
	build := withHours(20, profile.Step{From: "2026-11-01", HoursWeek: 9}, profile.Step{From: "2027-06-01", HoursWeek: 20})
	halfDay := full(items("sit_at_work=2"))
	halfDay.Capacity.HoursDay = profile.HoursLimit{Hours: 4}
	izp := full(items("conflict=2"))
	izp.Capacity.Source = profile.IZP
	mbo2 := &profile.Worker{ID: "x", Person: profile.Person{Education: []profile.Study{{Level: taxonomy.EducationMBO2, Diploma: true}}}}
	asksLevel := func(level taxonomy.Education, need reading.Need) reading.Facts {
		return reading.Facts{Education: reading.EducationFact{Level: level, Need: need}}
	}
	cases := []struct {
		name    string
		w       *profile.Worker
		demands string
		facts   reading.Facts
		want    Verdict
	}{
		{"no limits, no demands", full(nil), "", reading.Facts{}, Suitable},
		{"severity 1 stands level 2", full(items("conflict=1")), "conflict=2", reading.Facts{}, Suitable},
		{"severity 1 and level 3 is amber", full(items("conflict=1")), "conflict=3", reading.Facts{}, Conditional},
		{"severity 2 and level 2 is amber", full(items("conflict=2")), "conflict=2", reading.Facts{}, Conditional},
		{"severity 2 and level 3 is red", full(items("conflict=2")), "conflict=3", reading.Facts{}, Unsuitable},
		{"severity 3 and level 1 is amber", full(items("conflict=3")), "conflict=1", reading.Facts{}, Conditional},
		{"severity 3 and level 2 is red", full(items("conflict=3")), "conflict=2", reading.Facts{}, Unsuitable},
		{"silence is asked about", full(items("conflict=1")), "", reading.Facts{}, Ask},
		{"a trait is asked about", full(items("conflict=3")), "conflict=3~", reading.Facts{}, Ask},
		{"a softener leaves it open", full(items("lift_carry=2")), "lift_carry=2?", reading.Facts{}, Ask},
		{"an open limit does not touch severity 1", full(items("lift_carry=1")), "lift_carry=2?", reading.Facts{}, Suitable},
		{"kilos within override the level", full(items("lift_carry=2@15")), "lift_carry=3!12", reading.Facts{}, Suitable},
		{"a fifth over is marginal", full(items("lift_carry=2@10")), "lift_carry=3!12", reading.Facts{}, Conditional},
		{"half over is hard", full(items("lift_carry=1@10")), "lift_carry=3!16", reading.Facts{}, Unsuitable},
		{"free text on an item decides nothing", full(items("personal_other=2")), "", reading.Facts{}, Suitable},
		{"hours within", withHours(20), "", reading.Facts{Hours: hours(16, 32)}, Suitable},
		{"hours beyond are hard", withHours(30), "", reading.Facts{Hours: hours(32, 32)}, Unsuitable},
		{"hours silent", withHours(30), "", reading.Facts{}, Ask},
		{"fulltime alone", withHours(30), "", reading.Facts{Hours: reading.HoursFact{Min: 144, Max: 160, Derived: true, Time: "fulltime"}}, Ask},
		{"hours negotiable", withHours(30), "", reading.Facts{Hours: reading.HoursFact{Min: 144, Max: 144, Negotiable: true}}, Ask},
		{"at most within", withHours(30), "", reading.Facts{Hours: reading.HoursFact{Max: 24 * 4}}, Suitable},
		{"within the step", build, "", reading.Facts{Hours: hours(8, 16)}, Suitable},
		{"within the final value", build, "", reading.Facts{Hours: hours(16, 20)}, Conditional},
		{"beyond the final value", build, "", reading.Facts{Hours: hours(24, 24)}, Unsuitable},
		{"sitting is scaled by the planned hours", halfDay, "sit_at_work=2", reading.Facts{Hours: hours(16, 20)}, Suitable},
		{"a document that is no FML leaves the rest unknown", izp, "conflict=0 lift_carry=3", reading.Facts{}, Ask},
		{"education required", mbo2, "", asksLevel(taxonomy.EducationHBO, reading.NeedRequired), Unsuitable},
		{"education preferred", mbo2, "", asksLevel(taxonomy.EducationHBO, reading.NeedPreferred), Suitable},
		{"education replaceable, one below", mbo2, "", asksLevel(taxonomy.EducationMBO3, reading.NeedReplaceable), Suitable},
		{"licence lacking", full(nil), "", reading.Facts{Licences: []reading.Asked{{ID: "B", Need: reading.NeedRequired}}}, Unsuitable},
		{"licence preferred", full(nil), "", reading.Facts{Licences: []reading.Asked{{ID: "B", Need: reading.NeedPreferred}}}, Suitable},
		{"certificate lacking", full(nil), "", reading.Facts{Certificates: []reading.Asked{{ID: "big", Need: reading.NeedRequired}}}, Unsuitable},
		{"students only", full(nil), "", reading.Facts{Target: reading.Tag{Value: "student"}}, Unsuitable},
	}
	m := newMatcher(t)
	for _, c := range cases {
		t.Run(c.name, func(t *testing.T) {
			s := column.NewStore(nil)
			rec := column.Record{Vacancy: &vacancy.Vacancy{ID: "v", Title: "Iets"}, Reading: &reading.Reading{Facts: c.facts, Demands: asks(c.demands)}}
			if err := s.Upsert(rec); err != nil {
				t.Fatal(err)
			}
			p := m.Compile(c.w, s.View(), testDay, time.Time{}, Rules{})
			var o Outcome
			r := s.View().Open.Row(0)
			p.judge(&r, &o)
			if o.Verdict != c.want {
				t.Errorf("%s, want %s: %s", o.Verdict, c.want, describe(&o))
			}
		})
	}
}
