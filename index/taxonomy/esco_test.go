package taxonomy

import (
	"errors"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"passend/index/corpustest"
)

func writeESCO(t *testing.T, files map[string]string) string {
	t.Helper()
	dir := t.TempDir()
	for name, text := range files {
		if err := os.WriteFile(filepath.Join(dir, name), []byte(text), 0o600); err != nil {
			t.Fatal(err)
		}
	}
	return dir
}

func smallESCO() map[string]string {
	return map[string]string{
		"occupations_nl.csv": "conceptType,conceptUri,iscoGroup,preferredLabel,altLabels\n" +
			"Occupation,urn:o1,8332,vrachtwagenchauffeur,\"trucker\nvrachtrijder\"\nOccupation,urn:o2,C7512,bakker,\nOccupation,,7512,zonder uri,\n",
		"skills_nl.csv":                   "\ufeffconceptUri,preferredLabel,skillType\nurn:s1,vrachtwagens besturen,skill/competence\nurn:s2,deegsoorten,knowledge\n",
		"occupationSkillRelations_nl.csv": "occupationUri,relationType,skillUri\nurn:o1,essential,urn:s1\nurn:o2,optional,urn:s2\nurn:o9,optional,urn:s2\n",
	}
}

func TestImportESCO(t *testing.T) {
	snap, rep, err := ImportESCO(writeESCO(t, smallESCO()))
	if err != nil {
		t.Fatal(err)
	}
	if rep.Occupations != 2 || rep.Skills != 2 || rep.Relations != 2 || rep.Labels != 4 || rep.Skipped != 2 {
		t.Errorf("report: %+v", rep)
	}
	path := filepath.Join(t.TempDir(), SnapshotName)
	if err := snap.WriteFile(path); err != nil {
		t.Fatal(err)
	}
	tax, err := OpenSnapshot(path)
	if err != nil {
		t.Fatal(err)
	}
	links := tax.LinkTitle("vrachtrijder", 3)
	if len(links) == 0 || links[0].Concept != "urn:o1" || links[0].ISCO != "8332" {
		t.Errorf("links: %v", links)
	}
	if !tax.HasESCO() || !strings.Contains(tax.Version(), "esco-") {
		t.Errorf("version %q", tax.Version())
	}
}

func TestImportESCORefusesHalf(t *testing.T) {
	for _, gone := range []string{"occupations_nl.csv", "skills_nl.csv", "occupationSkillRelations_nl.csv"} {
		files := smallESCO()
		delete(files, gone)
		_, _, err := ImportESCO(writeESCO(t, files))
		var half *IncompleteError
		if !errors.As(err, &half) || len(half.Missing) == 0 {
			t.Errorf("without %s: %v", gone, err)
		}
	}
}

func TestImportESCORefusesCutFiles(t *testing.T) {
	files := smallESCO()
	files["occupations_nl.csv"] += "Occupation,urn:o3,7512,banketbakker,\nOccupation,urn:o4,7512,chocolatier,\nOccupation,urn:o5,7512,suikerbakker,\n"
	_, _, err := ImportESCO(writeESCO(t, files))
	var half *IncompleteError
	if !errors.As(err, &half) {
		t.Errorf("most occupations without skills: %v", err)
	}
	files = smallESCO()
	files["skills_nl.csv"] = "conceptUri,preferredLabel,skillType\nurn:other,anders,knowledge\n"
	if _, _, err = ImportESCO(writeESCO(t, files)); !errors.As(err, &half) {
		t.Errorf("relations to unknown skills: %v", err)
	}
}

func TestSnapshotDamaged(t *testing.T) {
	snap, _, err := ImportESCO(writeESCO(t, smallESCO()))
	if err != nil {
		t.Fatal(err)
	}
	path := filepath.Join(t.TempDir(), SnapshotName)
	if err := snap.WriteFile(path); err != nil {
		t.Fatal(err)
	}
	data, err := os.ReadFile(path)
	if err != nil {
		t.Fatal(err)
	}
	data[len(data)-3] ^= 1
	if err := os.WriteFile(path, data, 0o600); err != nil {
		t.Fatal(err)
	}
	if _, err := OpenSnapshot(path); !errors.Is(err, ErrSnapshot) {
		t.Errorf("damaged snapshot: %v", err)
	}
}

func TestLoadWithoutSnapshot(t *testing.T) {
	tax, err := Load(t.TempDir())
	if err != nil || tax.HasESCO() {
		t.Errorf("Load: %v", err)
	}
}

func TestImportOfficialESCO(t *testing.T) {
	snap, rep, err := ImportESCO(corpustest.Path(t, "data", "esco"))
	if err != nil {
		t.Fatal(err)
	}
	t.Logf("%+v", rep)
	if rep.Occupations < 3000 || rep.Relations < 120000 {
		t.Errorf("report: %+v", rep)
	}
	tax, err := build(snap)
	if err != nil {
		t.Fatal(err)
	}
	if l := tax.LinkTitle("toneelmeester", 1); len(l) == 0 || l[0].Concept == "" && l[0].ISCO == "" {
		t.Errorf("links: %v", l)
	}
}

func BenchmarkOpenSnapshot(b *testing.B) {
	snap, _, err := ImportESCO(corpustest.Path(b, "data", "esco"))
	if err != nil {
		b.Fatal(err)
	}
	path := filepath.Join(b.TempDir(), SnapshotName)
	if err := snap.WriteFile(path); err != nil {
		b.Fatal(err)
	}
	b.ReportAllocs()
	for b.Loop() {
		if _, err := OpenSnapshot(path); err != nil {
			b.Fatal(err)
		}
	}
}

func FuzzImportESCO(f *testing.F) {
	f.Add("conceptUri,preferredLabel,iscoGroup\nurn:a,bakker,7512\n")
	f.Add("\ufeffconceptUri;\"x\n")
	f.Fuzz(func(t *testing.T, text string) {
		files := smallESCO()
		files["occupations_nl.csv"] = text
		_, rep, err := ImportESCO(writeESCO(t, files))
		if err == nil && rep.Occupations == 0 {
			t.Error("an import without occupations was taken")
		}
	})
}

func BenchmarkLinkTitleESCO(b *testing.B) {
	snap, _, err := ImportESCO(corpustest.Path(b, "data", "esco"))
	if err != nil {
		b.Fatal(err)
	}
	t, err := build(snap)
	if err != nil {
		b.Fatal(err)
	}
	b.ReportAllocs()
	for i := 0; b.Loop(); i++ {
		t.LinkTitle(benchTitles[i%len(benchTitles)], 3)
	}
}
