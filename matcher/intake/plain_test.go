package intake

import (
	"bytes"
	"encoding/json"
	"slices"
	"strings"
	"testing"

	"passend/index/demand"
	"passend/matcher/profile"
)

// plainFile holds two workers in the two shapes that judged sets use, with
// Dutch and English words, free text where a value is meant, and what nobody
// knows.
const plainFile = `{"about": "invented", "workers": [
 {"id": "A1", "person_profile": {"home_place": "Utrecht", "home_postcode4": "3512",
   "employment_history": [{"occupation": "planner", "isco08": "4323", "years": 10, "tasks": ["ritten"]}],
   "education": [{"name": "logistiek", "level": "mbo-4", "diploma": true}], "driving_licences": ["B"], "transport": ["public_transport", "bike"],
   "languages": [{"lang": "nl", "level": "C2"}, {"taal": "Engels", "niveau": "goed"}, {"lang": "Klingon", "level": "A1"}], "digital_skill_1_to_5": 4,
   "software": ["Excel"], "competences": ["plannen"]},
  "search_profile": {"directions": ["transportplanner"], "excluded_occupations": ["chauffeur"], "max_education_level": "hbo",
   "hours_per_week_min": 12, "hours_per_week_max": 20, "hours_per_day_max": 4, "evenings": false, "weekends": false,
   "travel": {"mode": "public_transport", "max_minutes_one_way": 60}, "remote_preference": "hybrid_or_full", "contract": ["vast"], "cross_border_BE": "no"},
  "fml_items": [{"fml_code_list_a": "1.1", "key": "attention_sustain", "level": 1, "normalised_severity": 2, "value": 30, "unit": "minutes"},
   {"key": "hours_per_week", "level": null, "value": 20, "qualifier": "ten_hoogste"}]},
 {"worker": "B2", "person_profile": {"home_area": "Rijswijk/Den Haag (2288)", "jobs": [{"title": "winkelmanager", "years": "11 jaar"}],
   "education": [{"name": "Manager detailhandel", "level": "mbo4"}], "rijbewijzen": "B", "transport": ["OV", "fiets"], "own_car": true,
   "talen": [{"taal": "Nederlands", "niveau": "moedertaal"}], "digital": {"level_1_5": 3, "skills": ["Outlook"]}, "hours_before": 36},
  "search_profile": {"directions": [{"text": "receptionist"}], "excluded": ["winkelwerk"], "level_max": "mbo4", "hours_week_min": 28, "hours_week_max": 36,
   "working_times": {"daytime": true, "evening": "hooguit 1 avond per week", "saturday": false, "night": "nee"},
   "travel_max_minutes_one_way": 60, "travel_mode": "auto of OV", "remote_ok": true},
  "fml": {"source": {"type": "FML-B", "issued_on": "2026-10-19"}, "items": [{"source_code": "4.13", "note_functional": "~10 kg", "level": "licht beperkt", "value_num": 10, "unit": "kg"},
   {"name_nl": "Knielen of hurken", "sev": 2}, {"key": "nothing", "name_nl": "iets anders"}], "hours_week": 36, "opbouw": [{"vanaf": "2026-12-01", "hours_week": 20}]}}
]}`

func TestPlain(t *testing.T) {
	if !IsPlain([]byte(plainFile)) || IsPlain([]byte("id: a\nperson: {}\n")) || IsPlain([]byte(`{"id":"a","person":{},"search":{},"capacity":{"source":"FML_A"}}`)) {
		t.Error("which files are plain")
	}
	workers, notes, err := Plain([]byte(plainFile))
	if err != nil || len(workers) != 2 {
		t.Fatalf("%d workers, %v", len(workers), err)
	}
	if len(notes) != 2 || !strings.Contains(notes[0], "Klingon") || !strings.Contains(notes[1], "iets anders") && !strings.Contains(notes[1], "nothing") {
		t.Errorf("notes %q", notes)
	}
	for i := range workers {
		text, err := json.Marshal(&workers[i])
		if err != nil {
			t.Fatal(err)
		}
		if _, err := profile.Load(bytes.NewReader(text)); err != nil {
			t.Errorf("%s is no worker file: %v", workers[i].ID, err)
		}
	}
	a, b := &workers[0], &workers[1]
	if a.ID != "A1" || a.Search.HoursMax != 20 || a.Capacity.HoursWeek != (profile.HoursLimit{Hours: 20, Qualifier: "at_most"}) || len(a.Capacity.Items) != 1 ||
		a.Search.Times != (profile.Times{Evening: "no", Saturday: "no", Sunday: "no"}) || a.Person.Languages[1] != (profile.LanguageSkill{Language: "en", Level: "goed"}) {
		t.Errorf("A1: %+v", a)
	}
	if !slices.Equal(a.Search.Travel, []profile.Limit{{Means: profile.PublicTransport, Minutes: 60}}) || !slices.Equal(a.Person.Transport, []profile.Means{profile.PublicTransport, profile.Bicycle}) {
		t.Errorf("A1 travels %v with %v", a.Search.Travel, a.Person.Transport)
	}
	if b.Person.Home != (profile.Home{Place: "Rijswijk", Postcode4: "2288"}) || b.Person.Work[0].Years != 11 || !b.Person.Education[0].Diploma ||
		b.Search.Times != (profile.Times{Day: "yes", Night: "no", Saturday: "no"}) || len(b.Search.Travel) != 2 || b.Search.Remote != "hybrid_or_full" {
		t.Errorf("B2: %+v", b)
	}
	items := b.Capacity.Items
	if b.Capacity.Source != profile.FMLB || len(items) != 2 || items[0].Key != demand.Lift || *items[0].Severity != 1 || items[1].Key != demand.KneelSquat ||
		b.Capacity.HoursWeek.Hours != 36 || len(b.Capacity.BuildUp) != 1 {
		t.Errorf("B2 can %+v", b.Capacity)
	}
}

func FuzzPlain(f *testing.F) {
	f.Add([]byte(plainFile))
	f.Add([]byte(`[{"person":{"home":[]},"search":{"travel":[1]},"capacity":{"items":{}}}]`))
	f.Fuzz(func(t *testing.T, data []byte) {
		workers, _, err := Plain(data)
		if err == nil && len(workers) == 0 {
			t.Error("no worker and no error")
		}
	})
}
