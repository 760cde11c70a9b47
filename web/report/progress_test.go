package report

import (
	"archive/zip"
	"bytes"
	"flag"
	"io"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"passend/matcher/dossier"
	"passend/matcher/profile"
	"passend/web/desk"
	"passend/web/locale"
)

var update = flag.Bool("update", false, "write the golden reports")

func period() *desk.Progress {
	at := func(d int) time.Time { return time.Date(2026, 11, d, 9, 0, 0, 0, time.UTC) }
	no := desk.Considered{Decision: desk.Decision{At: at(3), Title: "Orderpicker", Employer: "Van Dalen", Proposal: "niet_passend", Direction: "magazijn",
		Judgement: desk.Judgement{Verdict: "niet_passend", Next: "reject", Motivation: "Het tillen gaat boven wat kan.", Rejections: []dossier.Rejection{{Code: dossier.RejectCapacity, Key: "lift_carry"}, {Code: dossier.RejectTravel}}}},
		Place: "Zutphen", URL: "https://van-dalen.example/1", Hash: "0123456789abcdef", SeenAt: at(2), Quotes: []desk.ReasonQuote{{Name: "Tillen of dragen", Text: "je tilt tot 23 kg"}}}
	yes := desk.Considered{Decision: desk.Decision{At: at(4), Title: "Planner", Employer: "De Vries", Proposal: "passend", Direction: "planner",
		Judgement: desk.Judgement{Verdict: "passend", Next: "apply"}}, SeenAt: at(4)}
	ask := desk.Considered{Decision: desk.Decision{At: at(5), Title: "Receptionist", Judgement: desk.Judgement{Verdict: "navragen", Next: "ask"}}}
	return &desk.Progress{
		Head: desk.Head{Label: "case-1"}, Now: at(25), From: at(1), Until: at(25), Week: 60, Seen: 1234,
		Milestones: []desk.MilestoneOn{{Milestone: dossier.Milestone{Name: "Re-integratieverslag klaar", Basis: "Wet WIA art. 25 lid 3", Date: at(30), Reason: "uitstel"}}},
		Person:     profile.Person{Work: []profile.Job{{Title: "bakker", Years: 12}}, Licences: []string{"B"}, HoursBefore: 38},
		Search: profile.Search{Directions: []profile.Direction{{Text: "planner", Reason: "advies van de arbeidsdeskundige"}}, Excluded: []profile.Exclusion{{Text: "chauffeur", Reason: "geen rijbewijs C"}},
			Travel: []profile.Limit{{Means: "car", Minutes: 45}}, Conditions: "Overwegend zittend werk, overdag.", ConditionsApproved: true},
		Searches:   []dossier.Version[profile.Search]{{Version: 2, At: at(10), Body: profile.Search{Reason: "verbreed met receptie"}}},
		Capacities: []desk.CapacitySource{{Source: "FML_A", IssuedOn: "2026-10-30", IssuerRole: "company_doctor", HasBuildUp: true, Now: true}},
		Distance:   []desk.DistancePoint{{At: at(2), Total: 48}, {At: at(9), Total: 41}},
		Considered: []desk.Considered{no, yes, ask},
		Applied:    []dossier.Record[dossier.Application]{{Body: dossier.Application{Date: "2026-11-06", Channel: "email", Title: "Planner", Employer: "De Vries", Outcome: "interview", Response: "gesprek op de 12e"}}},
		Activities: []dossier.Record[dossier.Activity]{{Body: dossier.Activity{Phase: "activering", What: "Netwerktraining", Date: "2026-11-07", Status: "done", Result: "profiel staat online"}}},
		Read:       []dossier.Record[dossier.ReportRead]{{At: at(25), Body: dossier.ReportRead{Until: "2026-11-25", Remark: "het gesprek was op de 13e"}}},
		Placements: []dossier.Record[dossier.Placement]{{Body: dossier.Placement{Form: "trial_placement", Employer: "De Vries", Title: "planner", Hours: 16, From: "2026-11-16", Evaluation: "gaat goed"}}},
	}
}

func plain(d *Document) string {
	var b strings.Builder
	line := func(parts ...string) {
		b.WriteString(strings.ReplaceAll(strings.Join(parts, " | "), "\n", " // ") + "\n")
	}
	line("# " + d.Title)
	for _, l := range d.Lines {
		line(l)
	}
	for _, s := range d.Sections {
		line("\n## " + s.Heading)
		for _, l := range s.Lines {
			line(l)
		}
		for _, p := range s.Points {
			line("- " + p)
		}
		if len(s.Rows) > 0 {
			line(s.Head...)
		}
		for _, r := range s.Rows {
			line(r...)
		}
	}
	return b.String()
}

func TestProgress(t *testing.T) {
	all, err := locale.Load()
	if err != nil {
		t.Fatal(err)
	}
	for _, e := range []Edition{Full, Employer} {
		d, err := Progress(period(), e, all["nl"])
		if err != nil {
			t.Fatal(err)
		}
		for _, s := range d.Sections {
			for _, r := range s.Rows {
				if len(r) != len(s.Head) {
					t.Errorf("%s, %s: %d cells under %d heads", e, s.Heading, len(r), len(s.Head))
				}
			}
		}
		got, path := plain(d), filepath.Join("testdata", "progress-"+string(e)+".txt")
		if *update {
			if err := os.WriteFile(path, []byte(got), 0o600); err != nil {
				t.Fatal(err)
			}
		}
		want, err := os.ReadFile(path)
		if err != nil {
			t.Fatal(err)
		}
		if got != string(want) {
			t.Errorf("%s differs from %s:\n%s", e, path, got)
		}
	}
	if _, err := Progress(period(), Full, all["en"]); err != nil {
		t.Errorf("in English: %v", err)
	}
}

// The employer reads of no limitation, no quote of one, no document and no
// motivation.
func TestEmployerEditionTellsNoHealth(t *testing.T) {
	all, err := locale.Load()
	if err != nil {
		t.Fatal(err)
	}
	p := period()
	p.Searches = append(p.Searches, dossier.Version[profile.Search]{Version: 3, Confirmed: "nodig", Body: profile.Search{Reason: "na de operatie"}})
	p.Activities = append(p.Activities, dossier.Record[dossier.Activity]{Confirmed: "nodig", Body: dossier.Activity{Phase: "activering", What: "cursus bij pijn", Result: "minder moe", Status: "done"}})
	p.Placements = append(p.Placements, dossier.Record[dossier.Placement]{Confirmed: "nodig", Body: dossier.Placement{Form: "trial_placement", Evaluation: "uitval door migraine", Aftercare: "rust"}})
	full, err := Progress(p, Full, all["nl"])
	if err != nil {
		t.Fatal(err)
	}
	d, err := Progress(p, Employer, all["nl"])
	if err != nil {
		t.Fatal(err)
	}
	for _, kept := range []string{"na de operatie", "cursus bij pijn", "minder moe", "uitval door migraine", "advies van de arbeidsdeskundige", "geen rijbewijs C", "uitstel", "verbreed met receptie"} {
		if !strings.Contains(plain(full), kept) || strings.Contains(plain(d), kept) {
			t.Errorf("%q is not in the full edition alone", kept)
		}
	}
	text := plain(d)
	for _, secret := range []string{"Tillen", "tilt", "23 kg", "lift_carry", "FML", "bedrijfsarts", "opbouw", "boven wat kan", "gesprek op de 12e", "op de 13e"} {
		if strings.Contains(text, secret) {
			t.Errorf("the employer reads %q", secret)
		}
	}
	p.Search.ConditionsApproved = false
	if d, err = Progress(p, Employer, all["nl"]); err != nil || !strings.Contains(text, "Overwegend zittend") || strings.Contains(plain(d), "Overwegend zittend") {
		t.Errorf("the conditions are not shared when, and only when, the worker approved them: %v", err)
	}
	if !strings.Contains(text, "past niet binnen de belastbaarheid") {
		t.Error("the group of the reason is not told")
	}
}

func TestEmptyPeriod(t *testing.T) {
	all, err := locale.Load()
	if err != nil {
		t.Fatal(err)
	}
	d, err := Progress(&desk.Progress{Until: time.Date(2026, 11, 25, 0, 0, 0, 0, time.UTC)}, Full, all["nl"])
	if err != nil || len(d.Sections) != 2 {
		t.Fatalf("%d sections, %v", len(d.Sections), err)
	}
	if _, err := d.DOCX(); err != nil {
		t.Error(err)
	}
}

func TestDOCX(t *testing.T) {
	all, err := locale.Load()
	if err != nil {
		t.Fatal(err)
	}
	d, err := Progress(period(), Full, all["nl"])
	if err != nil {
		t.Fatal(err)
	}
	d.Lines = append(d.Lines, "Tekens <&> \u201cblijven\u201d")
	b, err := d.DOCX()
	if err != nil {
		t.Fatal(err)
	}
	z, err := zip.NewReader(bytes.NewReader(b), int64(len(b)))
	if err != nil {
		t.Fatal(err)
	}
	f, err := z.Open("word/document.xml")
	if err != nil {
		t.Fatal(err)
	}
	defer f.Close()
	xml, err := io.ReadAll(f)
	if err != nil {
		t.Fatal(err)
	}
	for _, want := range []string{"Voortgangsverslag spoor 2", "je tilt tot 23 kg", "Tekens &lt;&amp;&gt; “blijven”", "<w:tbl>"} {
		if !bytes.Contains(xml, []byte(want)) {
			t.Errorf("the document lacks %q", want)
		}
	}
}
