package page

import (
	"os"
	"path/filepath"
	"regexp"
	"testing"

	"passend/matcher"
	"passend/matcher/dossier"
	"passend/web/desk"
	"passend/web/locale"
)

// noted is where the dossiers write an action in the log, or name a kind of
// record, which is logged as "record." and its name.
var (
	noted = regexp.MustCompile(`(?:note|changeUser|noteUser)\([^"\n]*"([a-z]+(?:\.[a-z_]+)?)"`)
	kinds = regexp.MustCompile(`Kind\w+\s+Kind = "([a-z_]+)"`)
)

// TestActionsHaveWords: a privacy officer reads no codes.
func TestActionsHaveWords(t *testing.T) {
	all, err := locale.Load()
	if err != nil {
		t.Fatal(err)
	}
	files, err := filepath.Glob("../../matcher/dossier/*.go")
	if err != nil {
		t.Fatal(err)
	}
	found := map[string]bool{}
	for _, f := range files {
		body, err := os.ReadFile(f)
		if err != nil {
			t.Fatal(err)
		}
		for _, m := range noted.FindAllSubmatch(body, -1) {
			found[string(m[1])] = true
		}
		for _, m := range kinds.FindAllSubmatch(body, -1) {
			found["record."+string(m[1])] = true
		}
	}
	if len(found) < 15 || !found["signin"] {
		t.Fatalf("only %d actions found in the code", len(found))
	}
	for action := range found {
		for tag, c := range all {
			if what(c, action) == action {
				t.Errorf("%s has no words for %s", tag, action)
			}
		}
	}
}

// TestMilestonesAreTranslated: their names stand in the dossiers, in Dutch.
func TestMilestonesAreTranslated(t *testing.T) {
	all, err := locale.Load()
	if err != nil {
		t.Fatal(err)
	}
	for _, m := range (dossier.Trajectory{FirstSickDay: "2026-01-06"}).Milestones() {
		if all["en"].Sentence(m.Name) == m.Name {
			t.Errorf("en lacks %q", m.Name)
		}
	}
}

// TestAnswersAreTranslated: what an employer can answer about stands in the code.
func TestAnswersAreTranslated(t *testing.T) {
	all, err := locale.Load()
	if err != nil {
		t.Fatal(err)
	}
	for _, x := range desk.AnswerItems() {
		if all["en"].Sentence(x.Name) == x.Name {
			t.Errorf("en lacks %q", x.Name)
		}
	}
}

// TestLeverLine: a pair is said in the reader's language, each half of it.
func TestLeverLine(t *testing.T) {
	all, err := locale.Load()
	if err != nil {
		t.Fatal(err)
	}
	l := matcher.Lever{Kind: "pair", Medical: true, Text: "Eén stap meer mogelijk: tillen of dragen. En: Een kwart langer reizen." + matcher.DoctorOnly}
	for tag, want := range map[string]string{
		"nl": "Eén stap meer mogelijk: tillen of dragen. En: Een kwart langer reizen.",
		"en": "One step more possible: lifting or carrying. And: Travel a quarter longer.",
	} {
		if got := leverLine(all[tag], "/w", l, nil).Text; got != want {
			t.Errorf("%s: %q", tag, got)
		}
	}
}
