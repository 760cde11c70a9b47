package intake

import (
	"flag"
	"os"
	"path/filepath"
	"strings"
	"testing"
)

var update = flag.Bool("update", false, "write the golden files anew")

// TestShapesOfCVs reads CVs of different shapes (chronological, by skills, two
// columns, English, Flemish) to what stands in the golden files, each line of
// which was checked by hand.
func TestShapesOfCVs(t *testing.T) {
	paths, err := filepath.Glob("testdata/cv_*.txt")
	if err != nil || len(paths) != 5 {
		t.Fatalf("%d files, %v", len(paths), err)
	}
	for _, path := range paths {
		name := filepath.Base(path)
		d := one(t, name, file(t, name))
		anonymous(t, name, d)
		for _, private := range []string{"Voorbeeld", "voorbeeld", "Example", "Molenweg", "Lindelaan", "Kerkplein", "87654321", "12345678", "0470"} {
			for _, f := range d.Fields {
				if strings.Contains(f.Value+f.Source, private) {
					t.Errorf("%s: %s holds %q", name, f.Path, private)
				}
			}
		}
		got := found(d)
		golden := strings.TrimSuffix(path, ".txt") + ".golden"
		if *update {
			if err := os.WriteFile(golden, []byte(got), 0o600); err != nil {
				t.Fatal(err)
			}
		}
		if want := string(file(t, filepath.Base(golden))); got != want {
			t.Errorf("%s:\n got %s\nwant %s", name, got, want)
		}
		// Printed on paper and made a Word file it tells the same.
		for kind, data := range map[string][]byte{".pdf": asPDF(t, string(file(t, name)), nil), ".docx": docx(t, string(file(t, name)))} {
			if also := found(one(t, name+kind, data)); also != got {
				t.Errorf("%s%s:\n got %s\nwant %s", name, kind, also, got)
			}
		}
	}
}

// found writes the fields of a draft without their places.
func found(d Draft) string {
	var b strings.Builder
	for _, f := range d.Fields {
		b.WriteString(f.Path + "\t" + f.Value + "\n")
	}
	return b.String()
}

func TestHeadings(t *testing.T) {
	for text, want := range map[string]section{
		"WERKERVARING": secWork, "Ervaring in de techniek": secWork, "Professional experience": secWork, "Beroepservaring:": secWork,
		"Opleiding en vorming": secCertificates, "Talen en vaardigheden": secLanguagesSkills, "Kernkwaliteiten": secQualities, "Rijbewijs": secLicence,
		"Vrije tijd": secSkip, "Diploma’s": secEducation,
		// Not a heading: a sentence, a job, a value.
		"Ik heb veel ervaring in de zorg opgedaan": secNone, "- ervaring met Excel": secNone, "Ervaring met lassen: tien jaar": secNone, "MBO opleiding 2004": secNone,
	} {
		if got, _, ok := heading(text); got != want || ok != (want != secNone) {
			t.Errorf("%q: part %d, %v, want %d", text, got, ok, want)
		}
	}
}

func TestEdited(t *testing.T) {
	d := one(t, "cv.txt", file(t, "cv.txt"))
	got, err := d.Edited(map[string]string{
		"person.work[1].title": "Reachtruckchauffeur", "person.work[1].years": "6,5", "person.education[0].level": "mbo3", "person.education[0].diploma": "nee",
		"person.licences[0]": "C", "person.nothing": "x",
	})
	if err != nil {
		t.Fatal(err)
	}
	p := got.Worker.Person
	if p.Work[1].Title != "Reachtruckchauffeur" || p.Work[1].Years != 6.5 || p.Education[0].Level.String() != "mbo3" || p.Education[0].Diploma || p.Licences[0] != "C" {
		t.Errorf("%+v", p)
	}
	if d.Worker.Person.Work[1].Title != "Heftruckchauffeur" || found(got) == found(d) {
		t.Error("the draft itself changed, or its fields did not")
	}
	for path, value := range map[string]string{"person.work[1].years": "lang", "person.work[0].years": "90", "person.education[0].level": "hoog", "person.education[0].diploma": "misschien", "person.work[1].title": " "} {
		if _, err := d.Edited(map[string]string{path: value}); err == nil {
			t.Errorf("%s: %q is taken", path, value)
		}
	}
	fml := one(t, "fml_a.txt", file(t, "fml_a.txt"))
	for path, value := range map[string]string{"capacity.items[1].level": "9", "capacity.items[2].level": "1,5", "capacity.hours_week": "200"} {
		if _, err := fml.Edited(map[string]string{path: value}); err == nil {
			t.Errorf("%s: %q is taken", path, value)
		}
	}
	if got, err := fml.Edited(map[string]string{"capacity.hours_week": "24"}); err != nil || got.Worker.Capacity.HoursWeek.Hours != 24 || got.Worker.Capacity.HoursWeek.Qualifier == "" {
		t.Errorf("hours: %+v, %v", got.Worker.Capacity.HoursWeek, err)
	}
}

func TestMerge(t *testing.T) {
	old := one(t, "cv.txt", file(t, "cv.txt")).Worker
	old.Person.Work[0].ISCO, old.Person.WageBefore, old.Search.PayFloor = "9333", 2500, 1800
	next := one(t, "cv_functional.txt", file(t, "cv_functional.txt")).Worker
	next.Person.Work = append(next.Person.Work, old.Person.Work[0])
	next.Person.Work[len(next.Person.Work)-1].ISCO, next.Person.Work[len(next.Person.Work)-1].Title = "", "orderpicker"
	got := Merge(old, next)
	p := got.Person
	if len(p.Work) != 6 || p.Work[0].ISCO != "9333" || p.Work[3].Title != "Lasser" || p.WageBefore != 2500 || got.Search.PayFloor != 1800 {
		t.Errorf("work %+v", p.Work)
	}
	if len(p.Licences) != 2 || len(p.Languages) != 4 || p.Languages[2].Level != "goed" || p.Home.Place != "Heerlen" {
		t.Errorf("%+v", p)
	}
	if len(got.Capacity.Items) != len(old.Capacity.Items) {
		t.Error("a CV changes the capacity")
	}
	fml := one(t, "fml_a.txt", file(t, "fml_a.txt")).Worker
	if got = Merge(old, fml); len(got.Capacity.Items) != len(fml.Capacity.Items) || len(got.Person.Work) != 3 {
		t.Errorf("an FML gives %+v", got)
	}
}
