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

// TestRequirements takes the hard requirements outside health one rule at a time,
// for a clerk who looks for work as an archivist or planner.
func TestRequirements(t *testing.T) {
	clerk := profile.Worker{ID: "x",
		Person: profile.Person{
			Work:        []profile.Job{{Title: "Administratief medewerker", ISCO: "4110", Years: 10}},
			Education:   []profile.Study{{Name: "bedrijfsadministratie", Level: taxonomy.EducationMBO4, Diploma: true}},
			Competences: []profile.Competence{{Name: "zoho"}},
			Languages:   []profile.LanguageSkill{{Language: "nl"}},
		},
		Search:   profile.Search{Directions: []profile.Direction{{Text: "archief"}, {Text: "planner"}}},
		Capacity: profile.Capacity{Source: profile.FMLA, HoursWeek: profile.HoursLimit{Hours: 32}},
	}
	nameless := clerk
	nameless.Person.Competences = nil
	jobless := clerk
	jobless.Person.Work = nil
	oneOf := func(codes ...string) (f reading.Facts) {
		for _, c := range codes {
			f.Languages = append(f.Languages, reading.LanguageFact{Language: c, Need: reading.NeedReplaceable, OneOf: true})
		}
		return f
	}
	night := clerk
	night.Capacity.Items = []profile.Item{{Key: demand.DayPeriods, Options: []string{"2"}}}

	exp := func(e reading.ExperienceFact) reading.Facts {
		e.Need, e.Quote = reading.NeedRequired, reading.Quote{Text: "ervaring"}
		return reading.Facts{Experience: e}
	}
	tool := func(names ...string) reading.Facts {
		var f reading.Facts
		for _, n := range names {
			f.Competences = append(f.Competences, reading.Asked{ID: n, Need: reading.NeedRequired, Core: true})
		}
		return f
	}
	study := func(level taxonomy.Education, need reading.Need, field string) reading.Facts {
		return reading.Facts{Education: reading.EducationFact{Level: level, Need: need, Field: field, Quote: reading.Quote{Text: "opleiding"}}}
	}
	for _, c := range []struct {
		name       string
		w          *profile.Worker
		occupation string // of the vacancy
		times      string // that the text asks
		facts      reading.Facts
		hard, ask  Grounds
	}{
		{"long experience in own work", &clerk, "4110", "", exp(reading.ExperienceFact{Months: 36}), 0, 0},
		{"long experience in work that is only somewhat near", &clerk, "4120", "", exp(reading.ExperienceFact{Months: 36}), GroundExperience, 0},
		{"a year of it will do", &clerk, "4120", "", exp(reading.ExperienceFact{Months: 12}), 0, 0},
		{"experience in own work that is named", &clerk, "4415", "", exp(reading.ExperienceFact{Months: 36, Occupations: []string{"4110"}}), 0, 0},
		{"years without a number", &clerk, "7233", "", reading.Facts{Experience: reading.ExperienceFact{Months: -1, Need: reading.NeedRequired, Quote: reading.Quote{Text: "meerdere jaren ervaring"}}}, GroundExperience, 0},
		{"work like this, without a length", &clerk, "4323", "", exp(reading.ExperienceFact{Months: -1, Alike: true}), GroundExperience, 0},
		{"sought work, without a length", &clerk, "4323", "", exp(reading.ExperienceFact{Months: -1}), 0, 0},
		{"another trade, without a length", &clerk, "7233", "", exp(reading.ExperienceFact{Months: -1}), GroundExperience, 0},
		{"another trade, with some thing", &clerk, "7233", "", exp(reading.ExperienceFact{Months: -1, Thing: true}), 0, GroundExperience},
		{"a few months can be made up for", &clerk, "4323", "", exp(reading.ExperienceFact{Months: 6, Alike: true}), 0, 0},
		{"nothing is known of earlier work", &jobless, "7233", "", exp(reading.ExperienceFact{Months: 36}), 0, GroundExperience},
		{"none of the languages of which one is enough", &clerk, "4110", "", oneOf("pl", "ro"), 0, GroundLanguage},
		{"one of the languages of which one is enough", &clerk, "4110", "", oneOf("pl", "nl"), 0, 0},
		{"any work will do", &clerk, "7233", "", exp(reading.ExperienceFact{Months: 12, AnyWork: true}), 0, 0},

		{"a core tool that is lacking", &clerk, "4110", "", tool("salesforce"), GroundExperience, 0},
		{"one of two core tools", &clerk, "4110", "", tool("salesforce", "zoho"), 0, 0},
		{"a core tool, and no competences stated", &nameless, "4110", "", tool("salesforce"), 0, GroundExperience},

		{"a field learnt", &clerk, "7233", "", study(taxonomy.EducationMBO4, reading.NeedRequired, "financiële administratie"), 0, 0},
		{"another field", &clerk, "7233", "", study(taxonomy.EducationMBO4, reading.NeedRequired, "werktuigbouw of mechatronica"), GroundField, 0},
		{"another field in near work", &clerk, "4120", "", study(taxonomy.EducationMBO4, reading.NeedRequired, "informatica"), 0, GroundField},
		{"a field that nobody knows", &clerk, "7233", "", study(taxonomy.EducationMBO4, reading.NeedRequired, "wichelroedelopen"), 0, GroundField},
		{"a relevant field, in near work", &clerk, "4120", "", study(taxonomy.EducationMBO4, reading.NeedRequired, "een relevante richting"), 0, 0},
		{"a field that is only one way in", &clerk, "7233", "", study(taxonomy.EducationMBO4, reading.NeedReplaceable, "informatica"), 0, 0},
		{"a field without a level", &clerk, "7233", "", study(taxonomy.EducationUnknown, reading.NeedRequired, "verpleegkunde"), GroundField, 0},
		{"hbo level of thinking in near work", &clerk, "4110", "", study(taxonomy.EducationHBO, reading.NeedReplaceable, ""), 0, 0},
		{"hbo level of thinking elsewhere", &clerk, "2521", "", study(taxonomy.EducationHBO, reading.NeedReplaceable, ""), GroundEducation, 0},

		{"full time that may be less", &clerk, "4110", "", reading.Facts{Hours: reading.HoursFact{Min: 144, Max: 160, Derived: true, Time: "fulltime"}}, 0, GroundHours},
		{"full time alone", &clerk, "4110", "", reading.Facts{Hours: reading.HoursFact{Min: 144, Max: 160, Derived: true, Time: "fulltime", FullOnly: true}}, GroundHours, 0},

		{"nights, for who may not", &night, "4110", "nacht", reading.Facts{}, GroundTimes, 0},
		{"evenings, for who may not at night", &night, "4110", "avond", reading.Facts{}, 0, 0},
	} {
		t.Run(c.name, func(t *testing.T) {
			f := c.facts
			if f.Hours == (reading.HoursFact{}) {
				f.Hours = hours(24, 24)
			}
			f.Occupations = []reading.OccupationFact{{ISCO: c.occupation, Score: 0.95}}
			rd := &reading.Reading{Facts: f}
			if c.times != "" {
				rd.Demands = asks("day_periods=2")
				rd.Demands[0].Quote.Text = "je werkt in de " + c.times
			}
			s := column.NewStore(nil)
			if err := s.Upsert(column.Record{Vacancy: &vacancy.Vacancy{ID: "v", Title: "Iets"}, Reading: rd}); err != nil {
				t.Fatal(err)
			}
			p := newMatcher(t).Compile(c.w, s.View(), testDay, time.Time{}, Rules{})
			var o Outcome
			r := s.View().Open.Row(0)
			p.judge(&r, &o)
			if o.Hard != c.hard || o.AskAbout != c.ask {
				t.Errorf("%s: hard %b, ask %b; want %b and %b", describe(&o), o.Hard, o.AskAbout, c.hard, c.ask)
			}
		})
	}
}

// TestTitleField checks that a title with another field of work fits a direction
// less than one with the field that is sought, or with none.
func TestTitleField(t *testing.T) {
	w := profile.Worker{ID: "x", Search: profile.Search{Directions: []profile.Direction{{Text: "planner bouw"}}}, Capacity: profile.Capacity{Source: profile.FMLA}}
	fit := map[string]float32{}
	for _, title := range []string{"Planner", "Planner woningbouw", "Planner werktuigbouw"} {
		s := column.NewStore(nil)
		rd := &reading.Reading{Facts: reading.Facts{Occupations: []reading.OccupationFact{{ISCO: "4323", Score: 0.9}}}}
		if err := s.Upsert(column.Record{Vacancy: &vacancy.Vacancy{ID: "v", Title: title}, Reading: rd}); err != nil {
			t.Fatal(err)
		}
		m := newMatcher(t)
		p := m.Compile(&w, s.View(), testDay, time.Time{}, Rules{})
		r := s.View().Open.Row(0)
		var sc Scores
		p.direction(&r, &sc)
		fit[title] = sc.value[PartDirection]
	}
	if fit["Planner woningbouw"] < fit["Planner"] || fit["Planner werktuigbouw"] >= fit["Planner"] {
		t.Errorf("fits %v", fit)
	}
}
