package evaluate

import (
	"context"
	"encoding/json"
	"os"
	"strings"
	"testing"
	"time"

	"passend/index/column"
	"passend/index/corpustest"
	"passend/index/demand"
	"passend/index/place"
	"passend/index/reading"
	"passend/index/taxonomy"
	"passend/index/vacancy"
	"passend/matcher"
	"passend/matcher/profile"
)

// goldWorker is a worker as the judged set describes one, in either of its two
// shapes.
type goldWorker struct {
	ID     string `json:"id"`
	Worker string `json:"worker"`
	Person struct {
		HomePlace string    `json:"home_place"`
		Postcode  string    `json:"home_postcode4"`
		HomeArea  string    `json:"home_area"`
		History   []goldJob `json:"employment_history"`
		Jobs      []goldJob `json:"jobs"`
		Education []struct {
			Name    string `json:"name"`
			Level   string `json:"level"`
			Diploma bool   `json:"diploma"`
		} `json:"education"`
		Certificates []string `json:"certificates"`
		Licences     []string `json:"driving_licences"`
		Transport    []string `json:"transport"`
		Languages    []struct {
			Lang  string `json:"lang"`
			Level string `json:"level"`
		} `json:"languages"`
		Software    []string `json:"software"`
		Competences []string `json:"competences"`
		Digital     struct {
			Skills []string `json:"skills"`
		} `json:"digital"`
	} `json:"person_profile"`
	Search struct {
		Directions []string `json:"directions"`
		Excluded   []string `json:"excluded_occupations"`
		Excluded2  []string `json:"excluded"`
		HoursMin   float64  `json:"hours_per_week_min"`
		HoursMax   float64  `json:"hours_per_week_max"`
		HoursMin2  float64  `json:"hours_week_min"`
		HoursMax2  float64  `json:"hours_week_max"`
		DayMax     float64  `json:"hours_per_day_max"`
		DayMax2    float64  `json:"hours_day_max"`
		Evenings   *bool    `json:"evenings"`
		Nights     *bool    `json:"nights"`
		Weekends   *bool    `json:"weekends"`
		Times      struct {
			Saturday *bool `json:"saturday"`
			Sunday   *bool `json:"sunday"`
			Night    *bool `json:"night"`
		} `json:"working_times"`
		Travel struct {
			Mode    string `json:"mode"`
			Minutes int    `json:"max_minutes_one_way"`
		} `json:"travel"`
		TravelMax  int      `json:"travel_max_minutes_one_way"`
		TravelMode string   `json:"travel_mode"`
		Remote     string   `json:"remote_preference"`
		RemoteOK   bool     `json:"remote_ok"`
		Contract   []string `json:"contract"`
	} `json:"search_profile"`
	Items []goldItem `json:"fml_items"`
	FML   struct {
		Items []goldItem `json:"items"`
	} `json:"fml"`
}

type goldJob struct {
	Occupation string   `json:"occupation"`
	Title      string   `json:"title"`
	ISCO       string   `json:"isco08"`
	Years      float64  `json:"years"`
	Tasks      []string `json:"tasks"`
}

type goldItem struct {
	Key       demand.Key `json:"key"`
	Level     *int       `json:"level"`
	Severity  *int       `json:"normalised_severity"`
	Sev       *int       `json:"sev"`
	Note      string     `json:"note"`
	Note2     string     `json:"note_functional"`
	Value     float64    `json:"value"`
	Value2    float64    `json:"value_num"`
	Unit      string     `json:"unit"`
	Qualifier string     `json:"qualifier"`
	Options   []string   `json:"options"`
}

func means(s string) profile.Means {
	switch s {
	case "OV", "public_transport":
		return profile.PublicTransport
	case "car", "auto":
		return profile.Car
	case "e_bike":
		return profile.EBike
	}
	return profile.Bicycle
}

func (g *goldWorker) worker() profile.Worker {
	w := profile.Worker{ID: firstOf(g.ID, g.Worker)}
	p := &w.Person
	p.Home = profile.Home{Place: g.Person.HomePlace, Postcode4: g.Person.Postcode}
	if a := g.Person.HomeArea; a != "" {
		if i := strings.Index(a, "("); i >= 0 {
			p.Home.Postcode4 = strings.Trim(a[i:], "()")
			a = strings.TrimSpace(a[:i])
		}
		p.Home.Place, _, _ = strings.Cut(a, "/")
	}
	for _, j := range append(g.Person.History, g.Person.Jobs...) {
		p.Work = append(p.Work, profile.Job{Title: firstOf(j.Title, j.Occupation), ISCO: j.ISCO, Years: j.Years, Tasks: j.Tasks})
	}
	for _, e := range g.Person.Education {
		level, _ := taxonomy.ParseEducation(e.Level)
		p.Education = append(p.Education, profile.Study{Name: e.Name, Level: level, Diploma: e.Diploma})
	}
	for _, c := range g.Person.Certificates {
		p.Certificates = append(p.Certificates, profile.Certificate{Name: c})
	}
	p.Licences = g.Person.Licences
	for _, l := range g.Person.Languages {
		p.Languages = append(p.Languages, profile.LanguageSkill{Language: l.Lang, Level: l.Level})
	}
	for _, c := range append(append(g.Person.Competences, g.Person.Software...), g.Person.Digital.Skills...) {
		p.Competences = append(p.Competences, profile.Competence{Name: c})
	}
	g.search(&w.Search)
	w.Capacity.Source = profile.FMLA
	for _, it := range append(g.Items, g.FML.Items...) {
		x := profile.Item{Key: it.Key, Level: it.Level, Note: firstOf(it.Note, it.Note2), Value: it.Value + it.Value2,
			Unit: it.Unit, Qualifier: it.Qualifier, Options: it.Options, Severity: it.Severity}
		if it.Sev != nil {
			x.Severity = it.Sev
		}
		switch it.Key {
		case demand.HoursPerWeek:
			w.Capacity.HoursWeek = profile.HoursLimit{Hours: x.Value, Qualifier: "at_most"}
		case demand.HoursPerDay:
			w.Capacity.HoursDay = profile.HoursLimit{Hours: x.Value, Qualifier: "at_most"}
		default:
			w.Capacity.Items = append(w.Capacity.Items, x)
		}
	}
	return w
}

func (g *goldWorker) search(s *profile.Search) {
	q := &g.Search
	for _, d := range q.Directions {
		s.Directions = append(s.Directions, profile.Direction{Text: d})
	}
	for _, e := range append(q.Excluded, q.Excluded2...) {
		s.Excluded = append(s.Excluded, profile.Exclusion{Text: e})
	}
	s.HoursMin, s.HoursMax, s.HoursDayMax = q.HoursMin+q.HoursMin2, q.HoursMax+q.HoursMax2, q.DayMax+q.DayMax2
	no := func(b *bool) string {
		if b != nil && !*b {
			return "no"
		}
		return ""
	}
	s.Times = profile.Times{Evening: no(q.Evenings), Night: no(q.Nights) + no(q.Times.Night), Saturday: no(q.Weekends) + no(q.Times.Saturday), Sunday: no(q.Weekends) + no(q.Times.Sunday)}
	minutes := q.Travel.Minutes + q.TravelMax
	s.Travel = []profile.Limit{{Means: means(firstOf(q.Travel.Mode, q.TravelMode)), Minutes: minutes}}
	s.Remote, s.Contracts = q.Remote, q.Contract
	if q.RemoteOK {
		s.Remote = "hybrid_or_full"
	}
}

func firstOf(a, b string) string {
	if a != "" {
		return a
	}
	return b
}

// TestGoldRanking logs the figures on the judged pairs that are kept outside
// the project, and holds what must always hold.
func TestGoldRanking(t *testing.T) {
	raw, err := os.ReadFile(corpustest.Path(t, "gold", "match-dev", "workers.json"))
	if err != nil {
		t.Fatal(err)
	}
	var file struct {
		Workers []goldWorker `json:"workers"`
	}
	if err := json.Unmarshal(raw, &file); err != nil {
		t.Fatal(err)
	}
	in := testInput(t)
	for i := range file.Workers {
		in.Workers = append(in.Workers, file.Workers[i].worker())
	}
	in.Vacancies = must(ReadVacancies(must(os.Open(corpustest.Path(t, "gold", "match-dev", "vacancies.jsonl")))))
	in.Judgements = must(ReadJudgements(must(os.Open(corpustest.Path(t, "gold", "match-dev", "judgements.jsonl")))))
	rep, err := EvaluateRanking(context.Background(), in)
	if err != nil {
		t.Fatal(err)
	}
	var b strings.Builder
	if err := WriteRanking(&b, rep); err != nil {
		t.Fatal(err)
	}
	t.Log("\n" + b.String())
	if testing.Verbose() {
		for _, e := range rep.Errors {
			t.Log(e.String())
		}
	}
	if rep.Harm > 0 {
		t.Errorf("harm %d", rep.Harm)
	}
}

func testInput(t *testing.T) RankingInput {
	t.Helper()
	tax := taxonomy.Default()
	m, err := matcher.New(matcher.World{Knowledge: matcher.FromTaxonomy(tax), Places: matcher.FromGazetteer(place.Default(), place.DefaultModel().Paces)})
	if err != nil {
		t.Fatal(err)
	}
	r, err := reading.New(tax)
	if err != nil {
		t.Fatal(err)
	}
	amend := func(v *vacancy.Vacancy, r *reading.Reading) {
		if len(r.Facts.Occupations) == 0 {
			r.Facts.Occupations = matcher.FromTaxonomy(tax).Occupations(v.Title)
		}
	}
	return RankingInput{amend: amend, Matcher: m, Reader: r, Locator: column.FromGazetteer(place.Default()), AsOf: time.Date(2026, 11, 25, 0, 0, 0, 0, time.UTC)}
}

func must[T any](v T, err error) T {
	if err != nil {
		panic(err)
	}
	return v
}
