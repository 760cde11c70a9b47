package evaluate

import (
	"strings"
	"testing"

	"passend/index/reading"
	"passend/index/taxonomy"
)

// labelledAds are two invented advertisements with their labels: the first is
// read rightly but for the languages, the second states nothing.
const labelledAds = `{"id":"a","title":"Timmerman","text":"Je werkt 32 tot 40 uur per week. Rijbewijs B is nodig. Salaris: € 2.800 - € 3.400 bruto per maand.","facts":{"isco08":"7115","isco_alt":["7119"],"hours_min":32,"hours_max":40,"licences":["B"],"licences_preferred":[],"languages":[{"lang":"nl","level":"goed","required":true}],"salary_min":2800,"salary_max":3400,"salary_period":"month","must":["Rijbewijs B"]},"demands":[]}
{"id":"b","title":"Timmerman","text":"Dit is een fulltime baan.","facts":{"isco08":"2512","hours_min":null,"hours_max":null,"licences":[]},"demands":[]}
`

func TestEvaluateFacts(t *testing.T) {
	r, err := reading.New(taxonomy.Default())
	if err != nil {
		t.Fatal(err)
	}
	rep, err := EvaluateReadings(r, strings.NewReader(labelledAds))
	if err != nil {
		t.Fatal(err)
	}
	for field, want := range map[string]FactFigures{
		"hours":     {Cases: 1, Accuracy: 1}, // "fulltime" is derived: neither right nor wrong
		"pay":       {Cases: 1, Accuracy: 1},
		"licences":  {Cases: 1, Accuracy: 1},
		"languages": {Cases: 1},
		"must":      {Cases: 1, Accuracy: 1},
	} {
		if got := rep.Facts[field]; got != want {
			t.Errorf("%s: %+v, want %+v", field, got, want)
		}
	}
	if rep.ISCO["4"] != 0.5 || rep.ISCO["1"] != 0.5 {
		t.Errorf("isco %v", rep.ISCO)
	}
}

func TestCanonical(t *testing.T) {
	for _, c := range []struct {
		value any
		want  string
	}{
		{nil, ""}, {[]any{}, ""}, {[]any{"VCA", "code 95"}, "code95 vca"}, {36.0, "36.00"}, {true, "true"}, {"havo_vwo", "havovwo"},
	} {
		if got := canonical(c.value); got != c.want {
			t.Errorf("canonical(%v) = %q, want %q", c.value, got, c.want)
		}
	}
}
