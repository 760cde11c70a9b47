package evaluate

import (
	"encoding/json"
	"math"
	"os"
	"strings"
	"testing"

	"passend/index/corpustest"
	"passend/index/reading"
)

func readingReader(t testing.TB) *reading.Reader {
	t.Helper()
	r, err := reading.New(nil)
	if err != nil {
		t.Fatal(err)
	}
	return r
}

// The floors of the judged set, below the figures at the time of writing so
// that a real loss shows and a reworded rule does not.
func TestReadingsOnJudgedSet(t *testing.T) {
	f, err := os.Open(corpustest.Path(t, "gold", "readings-dev.jsonl"))
	if err != nil {
		t.Fatal(err)
	}
	defer f.Close()
	rep, err := EvaluateReadings(readingReader(t), f)
	if err != nil {
		t.Fatal(err)
	}
	d := &rep.Demands
	for _, c := range []struct {
		name       string
		got, floor float64
	}{
		{"f1", d.F1, 0.89}, {"macro f1", d.MacroF1, 0.87},
		{"level within one", d.LevelWithinOne, 0.97}, {"level exact", d.LevelExact, 0.70},
		{"quotes literal", d.QuotesLiteral, 1}, {"quotes overlap", d.QuotesOverlap, 0.79},
		{"quotes overlap, any", d.QuotesOverlapAny, 0.93},
		{"body recall", rep.Groups["body_environment"].Recall, 0.91},
		{"body precision", rep.Groups["body_environment"].Precision, 0.80},
		{"mind f1", rep.Groups["mind_social"].F1, 0.89}, {"hours f1", rep.Groups["hours_times"].F1, 0.93},
	} {
		t.Logf("%-20s %.3f", c.name, c.got)
		if c.got < c.floor {
			t.Errorf("%s %.3f, want %.2f", c.name, c.got, c.floor)
		}
	}
	for _, name := range rep.Worst(5) {
		k := d.ByKey[name]
		t.Logf("%-24s %2d cases, precision %.2f, recall %.2f", name, k.Cases, k.Precision, k.Recall)
	}
}

const judgedLines = `{"id":"1","title":"Sjouwer","text":"Je tilt dozen tot 25 kg. Je werkt buiten.","facts":{},"demands":[` +
	`{"key":"lift_carry","level":2,"quote":"tilt dozen tot 25 kg"},{"key":"cold_outdoors","level":2,"quote":"werkt buiten"},{"key":"noise","level":1,"quote":"x"}]}
{"id":"2","title":"Medewerker","text":"Geen klantcontact. Je bent stressbestendig.","facts":{},"demands":[{"key":"customer_contact","level":0,"quote":"Geen klantcontact"}]}
`

func TestEvaluateReadingsCounts(t *testing.T) {
	rep, err := EvaluateReadings(readingReader(t), strings.NewReader(judgedLines))
	if err != nil {
		t.Fatal(err)
	}
	d := rep.Demands
	// Right: lifting (3 read for 2) and cold; missed: noise; too much: deadlines.
	for _, c := range []struct {
		name      string
		got, want float64
	}{
		{"precision", d.Precision, 2. / 3}, {"recall", d.Recall, 2. / 3}, {"exact", d.LevelExact, 0.5},
		{"within one", d.LevelWithinOne, 1}, {"literal", d.QuotesLiteral, 1}, {"overlap", d.QuotesOverlap, 1},
		{"zero found", d.ZeroFound, 1}, {"body recall", rep.Groups["body_environment"].Recall, 2. / 3},
	} {
		if math.Abs(c.got-c.want) > 1e-9 {
			t.Errorf("%s %.3f, want %.3f", c.name, c.got, c.want)
		}
	}
	if rep.Vacancies != 2 || len(rep.Errors) != 3 {
		t.Errorf("%d vacancies, errors %+v", rep.Vacancies, rep.Errors)
	}
	if _, err := EvaluateReadings(readingReader(t), strings.NewReader("{")); err == nil {
		t.Error("half a line was accepted")
	}
	if _, err := EvaluateReadings(readingReader(t), strings.NewReader("\n")); err == nil {
		t.Error("an empty file was accepted")
	}
}

func TestReadingReportJSON(t *testing.T) {
	rep, err := EvaluateReadings(readingReader(t), strings.NewReader(judgedLines))
	if err != nil {
		t.Fatal(err)
	}
	line, err := json.Marshal(rep)
	if err != nil {
		t.Fatal(err)
	}
	for _, field := range []string{`"demands"`, `"precision"`, `"recall"`, `"f1"`, `"level_exact"`, `"level_within_one"`,
		`"quotes_literal"`, `"quotes_overlap"`, `"by_key"`, `"facts"`, `"isco"`} {
		if !strings.Contains(string(line), field) {
			t.Errorf("no %s in %s", field, line)
		}
	}
}

func TestCompareReadings(t *testing.T) {
	before := ReadingReport{Demands: DemandFigures{F1: 0.8, Recall: 0.7, ByKey: map[string]KeyFigures{"noise": {F1: 0.5}}}}
	after := ReadingReport{Demands: DemandFigures{F1: 0.8, Recall: 0.75, ByKey: map[string]KeyFigures{"noise": {F1: 0.2}}}}
	got := CompareReadings(&before, &after)
	if len(got) != 2 || got[0].Name != "key noise" || got[1].Name != "recall" {
		t.Errorf("%+v", got)
	}
}
