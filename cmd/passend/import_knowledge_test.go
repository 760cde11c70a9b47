package main

import (
	"bytes"
	"os"
	"path/filepath"
	"strings"
	"testing"
)

// ownFiles writes files into a new folder and returns it.
func ownFiles(t *testing.T, files map[string]string) string {
	t.Helper()
	dir := t.TempDir()
	for name, text := range files {
		if err := os.WriteFile(filepath.Join(dir, name), []byte(text), 0o600); err != nil {
			t.Fatal(err)
		}
	}
	return dir
}

// command runs one command line on a data folder.
func command(t *testing.T, data string, args ...string) (code int, out string) {
	t.Helper()
	var buf bytes.Buffer
	s := &session{ctx: t.Context(), stdin: strings.NewReader(""), stdout: &buf, stderr: &buf, dir: data}
	code = run(s, append([]string{"--data", data}, args...))
	return code, buf.String()
}

func TestImportESCO(t *testing.T) {
	files := map[string]string{
		"occupations_nl.csv":              "conceptUri,iscoGroup,preferredLabel,altLabels\nurn:o1,7512,suikerwerkvlechter,\n",
		"skills_nl.csv":                   "conceptUri,preferredLabel,skillType\nurn:s1,suiker vlechten,skill/competence\n",
		"occupationSkillRelations_nl.csv": "occupationUri,relationType,skillUri\nurn:o1,essential,urn:s1\n",
	}
	data := t.TempDir()
	if code, out := command(t, data, "import", "esco", ownFiles(t, files)); code != exitOK || !strings.Contains(out, "1 beroepen") {
		t.Fatalf("code %d: %s", code, out)
	}
	k, err := loadKnowledge(data)
	if err != nil {
		t.Fatal(err)
	}
	if l := k.tax.LinkTitle("suikerwerkvlechter", 1); !k.tax.HasESCO() || len(l) == 0 || l[0].Concept != "urn:o1" {
		t.Errorf("links: %v", l)
	}
	delete(files, "skills_nl.csv")
	code, out := command(t, t.TempDir(), "import", "esco", ownFiles(t, files))
	if code != exitInput || !strings.Contains(out, "niet compleet") || strings.Count(strings.TrimSpace(out), "\n") > 0 {
		t.Errorf("half a download: code %d: %s", code, out)
	}
}

func TestImportPostcodes(t *testing.T) {
	dir := ownFiles(t, map[string]string{
		"codes.csv": "postcode,woonplaats,gemeente,provincie,latitude,longitude\n9999,Verzonnendam,Verzonnendam,Groningen,53.1,6.5\n",
		"wrong.csv": "naam,waarde\na,1\n",
	})
	data := t.TempDir()
	if code, out := command(t, data, "import", "postcodes", filepath.Join(dir, "codes.csv")); code != exitOK {
		t.Fatalf("code %d: %s", code, out)
	}
	k, err := loadKnowledge(data)
	if err != nil {
		t.Fatal(err)
	}
	if p, ok := k.places.Postcode("9999 AB", "NL"); !ok || p.Name != "Verzonnendam" {
		t.Errorf("place %v", p)
	}
	if code, out := command(t, data, "import", "postcodes", filepath.Join(dir, "wrong.csv")); code != exitInput {
		t.Errorf("wrong file: code %d: %s", code, out)
	}
	if k, err = loadKnowledge(data); err != nil || k.places == nil {
		t.Errorf("after a refused file: %v", err)
	}
}

func TestImportONET(t *testing.T) {
	dir := ownFiles(t, map[string]string{
		"context.txt": "O*NET-SOC Code\tElement ID\tScale ID\tData Value\n53-3032.00\t4.C.2.d.1.a\tCX\t4.5\n",
		"cross.csv":   "onet_soc,isco08\n53-3032.00,8332\n",
	})
	context, cross := filepath.Join(dir, "context.txt"), filepath.Join(dir, "cross.csv")
	for _, files := range [][]string{{context, cross}, {cross, context}} {
		if code, out := command(t, t.TempDir(), append([]string{"import", "onet"}, files...)...); code != exitOK || !strings.Contains(out, "1 beroepen gekoppeld") {
			t.Errorf("code %d: %s", code, out)
		}
	}
	if code, _ := command(t, t.TempDir(), "import", "onet", context); code != exitInput {
		t.Errorf("one file: code %d", code)
	}
}

func TestDamagedKnowledge(t *testing.T) {
	data := ownFiles(t, map[string]string{"esco.snapshot": "stuk"})
	if _, err := loadKnowledge(data); err == nil || !strings.Contains(err.Error(), "opnieuw") {
		t.Errorf("damaged snapshot: %v", err)
	}
}
