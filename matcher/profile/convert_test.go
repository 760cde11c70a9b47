package profile

import (
	"encoding/json"
	"fmt"
	"os"
	"strings"
	"testing"

	"passend/index/corpustest"
	"passend/index/demand"
)

// TestForeignWorkers converts worker files of two other shapes, as others wrote
// them down, to the file format of this room: it can carry all they say, Load
// accepts it, and the severities of the rules are those that a person noted.
func TestForeignWorkers(t *testing.T) {
	text, err := os.ReadFile(corpustest.Path(t, "gold", "match-dev", "workers.json"))
	if err != nil {
		t.Fatal(err)
	}
	var file struct{ Workers []map[string]any }
	if err := json.Unmarshal(text, &file); err != nil {
		t.Fatal(err)
	}
	for _, raw := range file.Workers {
		f := foreign{raw}
		doc, noted := f.worker()
		out, err := json.Marshal(doc)
		if err != nil {
			t.Fatal(err)
		}
		w, err := Load(strings.NewReader(string(out)))
		if err != nil {
			t.Fatalf("%v\n%s", err, out)
		}
		if len(w.Search.Directions) < 3 || len(w.Search.Excluded) < 2 || len(w.Search.Travel) != 1 || len(w.Person.Work) < 2 || len(w.Person.Languages) < 2 {
			t.Errorf("%s lost something: %+v", w.ID, w)
		}
		l := w.Capacity.Limitations(day("2026-12-23"))
		if len(l.Problems) > 0 || l.Week.Final == 0 {
			t.Errorf("%s: %v, %+v", w.ID, l.Problems, l.Week)
		}
		for k, sev := range noted {
			if k == demand.HoursPerDay || k == demand.HoursPerWeek {
				continue
			}
			if got := l.Items[k].Severity; int(got) != sev {
				t.Errorf("%s %s: severity %d by rule, %d as noted", w.ID, k, got, sev)
			}
		}
	}
}

// foreign reads a worker whose fields go by several names.
type foreign struct{ m map[string]any }

func (f foreign) first(names ...string) any {
	for _, n := range names {
		if v, ok := f.m[n]; ok && v != nil {
			return v
		}
	}
	return nil
}

func (f foreign) in(names ...string) foreign {
	m, _ := f.first(names...).(map[string]any)
	return foreign{m}
}

func (f foreign) each(names ...string) []foreign {
	list, _ := f.first(names...).([]any)
	var out []foreign
	for _, x := range list {
		if m, ok := x.(map[string]any); ok {
			out = append(out, foreign{m})
		}
	}
	return out
}

func (f foreign) texts(names ...string) []string {
	list, _ := f.first(names...).([]any)
	var out []string
	for _, x := range list {
		out = append(out, fmt.Sprint(x))
	}
	return out
}

func (f foreign) text(names ...string) string {
	if v := f.first(names...); v != nil {
		return fmt.Sprint(v)
	}
	return ""
}

type object = map[string]any

// worker returns the file and the severities that the foreign file notes.
func (f foreign) worker() (object, map[demand.Key]int) {
	p, s := f.in("person_profile"), f.in("search_profile")
	person := object{
		"home":          object{"postcode4": p.first("home_postcode4"), "place": p.first("home_place", "home_area")},
		"certificates":  named(p.texts("certificates"), "name"),
		"licences":      p.texts("driving_licences"),
		"transport":     p.texts("transport"),
		"digital_skill": foreign{object{"a": p.first("digital_skill_1_to_5"), "b": p.in("digital").first("level_1_5")}}.first("a", "b"),
		"competences":   named(append(p.texts("competences"), append(p.texts("software"), p.in("digital").texts("skills")...)...), "name"),
		"wishes":        p.texts("wishes"),
		"obstacles":     p.texts("practical_obstacles", "obstacles"),
		"hours_before":  p.first("hours_before"),
	}
	var work, languages, education []object
	for _, j := range p.each("employment_history", "jobs") {
		work = append(work, object{"title": j.first("occupation", "title"), "isco": j.first("isco08"), "years": j.first("years"), "sector": j.first("sector"), "tasks": j.texts("tasks")})
	}
	for _, x := range p.each("languages") {
		languages = append(languages, object{"language": x.first("lang"), "level": x.first("level")})
	}
	for _, x := range p.each("education") {
		education = append(education, object{"name": x.first("name"), "level": x.first("level"), "diploma": x.first("diploma")})
	}
	person["work"], person["languages"], person["education"] = work, languages, education
	items, noted := f.items()
	source := "FML_A"
	if t := f.in("fml").in("source").text("type"); t != "" {
		source = t
	}
	from := f.in("fml").in("source")
	return object{
		"id": f.text("id", "worker"), "person": person, "search": s.search(p),
		"capacity": object{"source": source, "issued_on": from.first("issued_on"), "issuer_role": from.first("issuer_role"), "status": from.first("status"), "items": items},
	}, noted
}

func named(texts []string, field string) []object {
	out := []object{}
	for _, x := range texts {
		out = append(out, object{field: x})
	}
	return out
}

func (s foreign) search(p foreign) object {
	travel := s.in("travel")
	if travel.m == nil {
		travel = foreign{object{"mode": s.first("travel_mode"), "max_minutes_one_way": s.first("travel_max_minutes_one_way")}}
	}
	times := object{}
	wt := s.in("working_times")
	if wt.m == nil {
		wt = foreign{object{"evening": s.first("evenings"), "night": s.first("nights"), "saturday": s.first("weekends"), "sunday": s.first("weekends")}}
	}
	for field, name := range map[string]string{"day": "daytime", "evening": "evening", "night": "night", "saturday": "saturday", "sunday": "sunday"} {
		switch v := wt.first(name).(type) {
		case bool:
			times[field] = fmt.Sprint(v)
		case string: // "at most one evening a week" is a wish, kept as text
		}
	}
	remote := s.text("remote_preference")
	if s.text("remote_ok") == "true" {
		remote = "hybrid"
	}
	out := object{
		"version": s.first("version"), "directions": named(s.texts("directions"), "text"), "excluded": named(s.texts("excluded_occupations", "excluded"), "text"),
		"level_max": s.first("max_education_level", "level_max"), "hours_min": s.first("hours_per_week_min", "hours_week_min"),
		"hours_max": s.first("hours_per_week_max", "hours_week_max"), "hours_day_max": s.first("hours_per_day_max", "hours_day_max"),
		"times": times, "travel": []object{{"means": travel.first("mode"), "minutes": travel.first("max_minutes_one_way")}},
		"contracts": s.texts("contract"), "conditions": s.first("shareable_text"),
		"training_months": foreign{object{"a": s.first("training_max_months"), "b": p.first("willing_training_months")}}.first("a", "b"),
		"abroad":          s.text("cross_border_BE") == "yes",
	}
	if remote != "" {
		out["remote"] = remote
	}
	return out
}

func (f foreign) items() ([]object, map[demand.Key]int) {
	var items []object
	noted := map[demand.Key]int{}
	list := f.each("fml_items")
	if len(list) == 0 {
		list = f.in("fml").each("items")
	}
	for _, x := range list {
		items = append(items, object{
			"key": x.first("key"), "code": x.first("fml_code_list_a", "source_code"), "level": x.first("level"), "options": x.texts("options"),
			"value": x.first("value", "value_num"), "unit": x.first("unit"), "qualifier": x.first("qualifier"), "note": x.first("note", "note_functional"),
		})
		if k, ok := demand.ParseKey(x.text("key")); ok {
			if sev, ok := x.first("normalised_severity", "sev").(float64); ok {
				noted[k] = int(sev)
			}
		}
	}
	return items, noted
}
