package profile

import (
	"encoding/json"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"passend/index/demand"
	"passend/index/taxonomy"
)

const goodWorker = `
label: case-0417
person:
  home: {postcode4: 5038, place: Tilburg}
  work:
    - title: orderpicker
      years: 7,5
  education: [{name: logistiek, level: MBO-2, diploma: true}]
  licences: [b]
  transport: [auto, OV]
  languages: [{language: nl, level: Moedertaal}]
  available_from: 2026-12-01
search:
  directions: [{text: voorraadbeheer, origin: AD}]
  hours_max: 40
  times: {night: nee, evening: false}
  travel: [{means: auto, minutes: 45}]
capacity:
  source: fml-a
  issued_on: 2026-11-02
  items:
    - {key: lift_carry, code: "4.14", level: 2, value: 5, unit: kg, qualifier: ten hoogste, note: ~5 kg}
  hours_week: {hours: 20, qualifier: ten hoogste}
`

func TestLoad(t *testing.T) {
	w, err := Load(strings.NewReader(goodWorker))
	if err != nil {
		t.Fatal(err)
	}
	switch {
	case w.Person.Home.Postcode4 != "5038", w.Person.Work[0].Years != 7.5, w.Person.Education[0].Level != taxonomy.EducationMBO2,
		w.Person.Licences[0] != "B", w.Person.Transport[1] != PublicTransport, w.Person.Languages[0].Level != "moedertaal",
		w.Person.AvailableFrom != "2026-12-01", w.Search.Directions[0].Origin != "labour_expert", w.Search.Times.Night != "no",
		w.Search.Times.Evening != "no", w.Search.Travel[0] != (Limit{Car, 45}), w.Capacity.Source != FMLA,
		w.Capacity.Items[0].Key != demand.LiftCarry, *w.Capacity.Items[0].Level != 2, w.Capacity.HoursWeek != (HoursLimit{20, "at_most"}):
		t.Errorf("read as %+v", w)
	}
	// What was read can be written as JSON and read again.
	text, err := json.Marshal(w)
	if err != nil {
		t.Fatal(err)
	}
	again, err := Load(strings.NewReader(string(text)))
	if err != nil {
		t.Fatalf("%v in %s", err, text)
	}
	if b, _ := json.Marshal(again); string(b) != string(text) {
		t.Errorf("reads back as\n%s\nfrom\n%s", b, text)
	}
}

func TestLoadNamesLineFieldAndChoice(t *testing.T) {
	for _, c := range []struct {
		name, from, to string
		want           []string
	}{
		{"unknown means", "means: auto", "means: vliegtuig", []string{"regel 17", "search.travel[0].means", "vliegtuig", "public_transport"}},
		{"unknown field", "  hours_max: 40", "  urenmax: 40", []string{"regel 15", "search.urenmax", "bestaat niet"}},
		{"unknown key", "key: lift_carry", "key: tillen", []string{"regel 22", "capacity.items[0].key", "tillen", "lift_carry"}},
		{"bad date", "issued_on: 2026-11-02", "issued_on: 2 november", []string{"regel 20", "capacity.issued_on", "2026-11-25"}},
		{"too large", "hours_max: 40", "hours_max: 400", []string{"regel 15", "search.hours_max", "60"}},
		{"no number", "level: 2", "level: twee", []string{"regel 22", "capacity.items[0].level", "heel getal"}},
		{"missing source", "  source: fml-a\n", "", []string{"capacity", "source"}},
		{"syntax", "home: {", "home: {{", []string{"regel ", "geen geldige YAML"}},
	} {
		text := strings.Replace(goodWorker, c.from, c.to, 1)
		if text == goodWorker {
			t.Fatalf("%s: nothing was changed", c.name)
		}
		_, err := Load(strings.NewReader(text))
		if err == nil {
			t.Errorf("%s: no error", c.name)
			continue
		}
		for _, want := range c.want {
			if !strings.Contains(err.Error(), want) {
				t.Errorf("%s: %q lacks %q", c.name, err, want)
			}
		}
	}
	if _, err := Load(strings.NewReader("")); err == nil || !strings.Contains(err.Error(), "leeg") {
		t.Errorf("an empty file gives %v", err)
	}
}

// TestFormsExplainEveryPattern: a pattern without words would leave the user
// with a regular expression.
func TestFormsExplainEveryPattern(t *testing.T) {
	s, err := theSchema()
	if err != nil {
		t.Fatal(err)
	}
	var walk func(any)
	walk = func(v any) {
		switch v := v.(type) {
		case map[string]any:
			if p, ok := v["pattern"].(string); ok && forms[p] == "" {
				t.Errorf("pattern %q is not explained", p)
			}
			for _, x := range v {
				walk(x)
			}
		case []any:
			for _, x := range v {
				walk(x)
			}
		}
	}
	walk(s.document)
}

func FuzzLoad(f *testing.F) {
	f.Add(goodWorker)
	f.Add("person: &a {home: *a}")
	f.Add(`{"person":{},"search":{},"capacity":{"source":"IZP"}}`)
	f.Fuzz(func(t *testing.T, text string) {
		w, err := Load(strings.NewReader(text))
		if err != nil {
			return
		}
		if _, err := json.Marshal(w); err != nil {
			t.Errorf("read but not written: %v", err)
		}
	})
}

func TestDemoWorkersLoad(t *testing.T) {
	all, err := Demo()
	if err != nil || len(all) != 3 {
		t.Fatalf("%d workers, %v", len(all), err)
	}
	for _, w := range all {
		if len(w.Capacity.Items) < 10 || len(w.Search.Directions) < 4 || w.Person.Home.Place == "" {
			t.Errorf("%s is thin", w.ID)
		}
	}
}

// TestDocumentedExample: the example in the documentation is a good file.
func TestDocumentedExample(t *testing.T) {
	text, err := os.ReadFile(filepath.Join("..", "..", "docs", "worker-file.md"))
	if err != nil {
		t.Fatal(err)
	}
	_, rest, _ := strings.Cut(string(text), "```yaml\n")
	example, _, found := strings.Cut(rest, "```")
	if !found {
		t.Fatal("no example in the documentation")
	}
	w, err := Load(strings.NewReader(example))
	if err != nil || w.Label != "case-0417" || len(w.Capacity.Items) != 2 {
		t.Errorf("%+v, %v", w, err)
	}
}
