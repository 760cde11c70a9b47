package intake

import (
	"archive/zip"
	"bytes"
	"encoding/json"
	"encoding/xml"
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"reflect"
	"strings"
	"testing"
	"time"

	"codeberg.org/go-pdf/fpdf"
	"github.com/xuri/excelize/v2"

	"passend/index/demand"
	"passend/index/taxonomy"
	"passend/matcher/profile"
)

var today = time.Date(2026, 11, 25, 0, 0, 0, 0, time.UTC)

func file(t testing.TB, name string) []byte {
	t.Helper()
	body, err := os.ReadFile(filepath.Join("testdata", name))
	if err != nil {
		t.Fatal(err)
	}
	return body
}

// one reads a file of one draft.
func one(t *testing.T, name string, data []byte) Draft {
	t.Helper()
	all, err := Read(name, data, today)
	if err != nil || len(all) != 1 {
		t.Fatalf("%s: %d drafts, %v", name, len(all), err)
	}
	return all[0]
}

// docx packs a text as a word processor does: a paragraph a line, a table row
// for a line with tabs.
func docx(t testing.TB, text string) []byte {
	t.Helper()
	var body strings.Builder
	body.WriteString(`<w:document xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"><w:body>`)
	run := func(s string) {
		body.WriteString(`<w:p><w:r><w:t>`)
		_ = xml.EscapeText(&body, []byte(s))
		body.WriteString(`</w:t></w:r></w:p>`)
	}
	for l := range strings.Lines(text) {
		l = strings.TrimRight(l, "\n")
		if !strings.Contains(l, "\t") {
			run(l)
			continue
		}
		body.WriteString(`<w:tbl><w:tr>`)
		for c := range strings.SplitSeq(l, "\t") {
			body.WriteString(`<w:tc>`)
			run(c)
			body.WriteString(`</w:tc>`)
		}
		body.WriteString(`</w:tr></w:tbl>`)
	}
	body.WriteString(`</w:body></w:document>`)
	var out bytes.Buffer
	z := zip.NewWriter(&out)
	w, err := z.Create("word/document.xml")
	if err == nil {
		_, err = w.Write([]byte(body.String()))
	}
	if err = errors.Join(err, z.Close()); err != nil {
		t.Fatal(err)
	}
	return out.Bytes()
}

// asPDF prints a text, cells at 70 mm, with an attached file when it is given.
func asPDF(t testing.TB, text string, attached []byte) []byte {
	t.Helper()
	doc := fpdf.New("P", "mm", "A4", "")
	doc.AddPage()
	doc.SetFont("Helvetica", "", 9)
	tr := doc.UnicodeTranslatorFromDescriptor("")
	y := 12.0
	for l := range strings.Lines(text) {
		for i, c := range strings.Split(strings.TrimRight(l, "\n"), "\t") {
			doc.Text(15+float64(i)*70, y, tr(c))
		}
		y += 5
	}
	if attached != nil {
		doc.SetAttachments([]fpdf.Attachment{{Content: attached, Filename: "attachment.xml"}})
	}
	var out bytes.Buffer
	if err := doc.Output(&out); err != nil {
		t.Fatal(err)
	}
	return out.Bytes()
}

func TestReadCV(t *testing.T) {
	text := string(file(t, "cv.txt"))
	want := profile.Person{
		Home: profile.Home{Postcode4: "5038", Place: "Tilburg"}, Licences: []string{"B", "BE"},
		Transport: []profile.Means{profile.Car, profile.Bicycle},
		Work: []profile.Job{
			{Title: "Orderpicker", Years: 14, Tasks: []string{"orders verzamelen met scanner", "voorraad tellen"}},
			{Title: "Heftruckchauffeur", Years: 7, Tasks: []string{"laden en lossen"}},
			{Title: "Productiemedewerker", Years: 3},
		},
		Education: []profile.Study{
			{Name: "MBO niveau 2 Logistiek medewerker", Level: taxonomy.EducationMBO2, Diploma: true},
			{Name: "LTS Metaal (geen diploma", Level: taxonomy.EducationVMBO},
		},
		Certificates: []profile.Certificate{{Name: "VCA-basis"}, {Name: "Heftruckcertificaat"}, {Name: "BHV"}},
		Languages:    []profile.LanguageSkill{{Language: "nl", Level: "moedertaal"}, {Language: "en", Level: "B1"}, {Language: "de", Level: "A2"}},
		Competences:  []profile.Competence{{Name: "Excel", Confidence: 1}, {Name: "WMS", Confidence: 1}, {Name: "voorraadbeheer", Confidence: 1}},
		Qualities:    []string{"nauwkeurig", "rustig"},
	}
	want.Education[1].Name = "LTS Metaal"
	for name, data := range map[string][]byte{"cv.txt": []byte(text), "cv.docx": docx(t, text), "cv.pdf": asPDF(t, text, nil)} {
		d := one(t, name, data)
		got := d.Worker.Person
		if d.Format != FormatCV || !reflect.DeepEqual(got, want) {
			t.Errorf("%s: %s\n got %+v\nwant %+v", name, d.Format, got, want)
		}
		anonymous(t, name, d)
	}
}

// anonymous checks that no name, contact data or employer of the test files is
// in a draft, also not in a source, and that every field has one.
func anonymous(t *testing.T, name string, d Draft) {
	t.Helper()
	body, err := json.Marshal(d)
	if err != nil {
		t.Fatal(err)
	}
	text := string(body)
	for _, secret := range []string{"Jan", "J. Voorbeeld", "M. Voorbeeld", "example.org", "06-12345678", "Kerkstraat", "1978"} {
		if strings.Contains(strings.ReplaceAll(text, "https://example.org/occupation", ""), secret) {
			t.Errorf("%s: the draft holds %q: %s", name, secret, text)
		}
	}
	for _, f := range d.Fields {
		if f.Path == "" || f.Value == "" || f.Place == "" {
			t.Errorf("%s: field without path, value or place: %+v", name, f)
		}
	}
}

func level(n int) *int { return &n }

func TestReadCapacity(t *testing.T) {
	text := string(file(t, "fml_a.txt"))
	want := profile.Capacity{
		Source: profile.FMLA, Status: "draft", IssuedOn: "2026-11-02", IssuerRole: "company_doctor",
		Items: []profile.Item{
			{Key: demand.CondNoDeadlines, Code: "1.9.7", Options: []string{"ja"}},
			{Key: demand.Vibration, Code: "3.8", Level: level(1), Note: "niet langer dan een uur per dag"},
			{Key: demand.Bend, Code: "4.10", Level: level(1), Value: 60, Unit: "°", Qualifier: "about", Note: "ongeveer 60 graden"},
			{Key: demand.BendFrequent, Code: "4.11", Level: level(1)},
			{Key: demand.LiftCarry, Code: "4.14", Level: level(2), Value: 5, Unit: "kg", Qualifier: "about", Side: "right", Note: "ongeveer 5 kg rechts"},
			{Key: demand.HandFingerUse, Code: "4.3", Options: []string{"6", "8"}, Note: "6 en 8"},
			{Key: demand.Sit, Code: "5.1", Level: level(3)},
			{Key: demand.PostureAlternation, Code: "5.9", Level: level(1), Note: "elk half uur van houding wisselen"},
		},
		HoursDay:  profile.HoursLimit{Hours: 6, Qualifier: "at_most"},
		HoursWeek: profile.HoursLimit{Hours: 30, Qualifier: "about"},
	}
	for name, data := range map[string][]byte{"fml.txt": []byte(text), "fml.docx": docx(t, text), "fml.pdf": asPDF(t, text, nil)} {
		d := one(t, name, data)
		if d.Format != FormatCapacity {
			t.Errorf("%s is read as %s", name, d.Format)
			continue
		}
		got := d.Worker.Capacity
		if !reflect.DeepEqual(got, want) {
			t.Errorf("%s:\n got %+v\nwant %+v", name, got, want)
			for i := range min(len(got.Items), len(want.Items)) {
				if !reflect.DeepEqual(got.Items[i], want.Items[i]) {
					t.Errorf("item %d: %+v, want %+v", i, got.Items[i], want.Items[i])
				}
			}
		}
		notes := strings.Join(d.Notes, "\n")
		if !strings.Contains(notes, "4.99") || !strings.Contains(notes, "Trappenlopen") {
			t.Errorf("%s: what was not read is not named: %s", name, notes)
		}
		if l := got.Limitations(today); len(l.Problems) > 0 {
			t.Errorf("%s: the matcher cannot read %v", name, l.Problems)
		}
		anonymous(t, name, d)
	}
}

func TestReadOtherCapacities(t *testing.T) {
	b := one(t, "fml_b.txt", file(t, "fml_b.txt")).Worker.Capacity
	var keys []demand.Key
	for _, it := range b.Items {
		keys = append(keys, it.Key)
	}
	if b.Source != profile.FMLB || b.IssuerRole != "insurance_physician" || b.IssuedOn != "2026-10-12" || b.HoursWeek.Hours != 20 ||
		!reflect.DeepEqual(keys, []demand.Key{demand.AttentionSustain, demand.CondNoDeadlines, demand.Lift, demand.Carry, demand.Walk}) {
		t.Errorf("list B: %v, %+v", keys, b)
	}
	izp := one(t, "izp.txt", file(t, "izp.txt")).Worker.Capacity
	if izp.Source != profile.IZP || izp.IssuedOn != "2026-10-05" || len(izp.Items) != 3 ||
		izp.Items[1].Key != demand.LiftCarry || *izp.Items[1].Level != 3 || izp.Items[1].Qualifier != "at_most" {
		t.Errorf("IZP: %+v", izp)
	}
	for _, c := range []profile.Capacity{b, izp} {
		if l := c.Limitations(today); len(l.Problems) > 0 {
			t.Errorf("%s: the matcher cannot read %v", c.Source, l.Problems)
		}
	}
	if l := izp.Limitations(today); l.Items[demand.LiftCarry].Severity != 3 {
		t.Errorf("IZP: lifting has severity %v", l.Items[demand.LiftCarry].Severity)
	}
	gbm := one(t, "gbm.txt", []byte("Functionele mogelijkhedenlijst\nBeschikt niet over duurzaam benutbare mogelijkheden"))
	if !gbm.Worker.Capacity.NoUsableCapacity {
		t.Errorf("no usable capacity: %+v", gbm)
	}
}

func TestReadVUM(t *testing.T) {
	d := one(t, "vum3.json", file(t, "vum3.json"))
	p, s := d.Worker.Person, d.Worker.Search
	if d.Format != FormatVUM3 || p.Home.Postcode4 != "5038" || s.HoursMin != 16 || s.HoursMax != 24 || s.Times.Shifts != "no" ||
		!reflect.DeepEqual(s.Travel, []profile.Limit{{Means: profile.Bicycle, Minutes: 45}}) || p.AvailableFrom != "2026-12-01" ||
		!reflect.DeepEqual(p.Languages, []profile.LanguageSkill{{Language: "nl", Level: "C1"}, {Language: "en", Level: "B1"}}) ||
		len(p.Work) != 1 || p.Work[0].Title != "Verzorgende" || p.Work[0].Years != 5.5 || !p.Education[0].Diploma {
		t.Errorf("v3: %+v %+v", p, s)
	}
	anonymous(t, "vum3", d)
	d = one(t, "vum2.json", file(t, "vum2.json"))
	p, s = d.Worker.Person, d.Worker.Search
	if d.Format != FormatVUM2 || len(s.Directions) != 1 || s.Directions[0].Text != "Receptionist" || p.Work[0].Title != "Kassamedewerker" ||
		len(p.Competences) != 2 || p.Competences[0].Name != "kwaliteit leveren" || p.Education[0].Level != taxonomy.EducationVMBO {
		t.Errorf("v2: %+v %+v", p, s)
	}
}

func TestReadEuropass(t *testing.T) {
	want := profile.Person{
		Home: profile.Home{Place: "Utrecht"}, Work: []profile.Job{{Title: "Verkoper", Years: 3.5, Tasks: []string{"klanten helpen", "kassa"}}},
		Education: []profile.Study{{Name: "MBO 3 Verkoopspecialist", Level: taxonomy.EducationMBO3}},
		Languages: []profile.LanguageSkill{{Language: "en", Level: "B2"}, {Language: "nl", Level: "moedertaal"}},
	}
	xmlFile := file(t, "europass.xml")
	for name, data := range map[string][]byte{"cv.xml": xmlFile, "cv.pdf": asPDF(t, "Europass cv", xmlFile)} {
		d := one(t, name, data)
		if d.Format != FormatEuropass || !reflect.DeepEqual(d.Worker.Person, want) {
			t.Errorf("%s:\n got %+v\nwant %+v", name, d.Worker.Person, want)
		}
		anonymous(t, name, d)
	}
	p := one(t, "old.xml", file(t, "europass_v3.xml")).Worker.Person
	if p.Home.Place != "Breda" || p.Work[0].Years != 4.5 || p.Education[0].Level != taxonomy.EducationMBO4 || len(p.Languages) != 2 || len(p.Licences) != 1 {
		t.Errorf("SkillsPassport: %+v", p)
	}
}

func TestReadJSONResume(t *testing.T) {
	d := one(t, "resume.json", file(t, "resume.json"))
	p := d.Worker.Person
	if d.Format != FormatJSONResume || p.Home.Place != "Zwolle" || p.Work[0].Years != 10 || p.Education[0].Level != taxonomy.EducationMBO4 ||
		p.Languages[0] != (profile.LanguageSkill{Language: "en", Level: "goed"}) || p.Certificates[0].Name != "VCA" {
		t.Errorf("%+v", p)
	}
	anonymous(t, "resume", d)
}

func TestReadCaseload(t *testing.T) {
	text := file(t, "sonar.csv")
	book := excelize.NewFile()
	for i, l := range strings.Split(strings.TrimSpace(string(text)), "\n") {
		cells := strings.Split(l, ";")
		if err := book.SetSheetRow("Sheet1", fmt.Sprintf("A%d", i+1), &cells); err != nil {
			t.Fatal(err)
		}
	}
	var xlsx bytes.Buffer
	if err := book.Write(&xlsx); err != nil {
		t.Fatal(err)
	}
	for name, data := range map[string][]byte{"sonar.csv": text, "sonar.xlsx": xlsx.Bytes()} {
		c, err := ReadCaseload(name, data, nil)
		if err != nil {
			t.Fatal(err)
		}
		if len(c.Rows) != 2 || len(c.Rejected) != 1 || c.Rejected[0].Number != 3 {
			t.Fatalf("%s: %d rows, rejected %+v", name, len(c.Rows), c.Rejected)
		}
		refused := strings.Join(c.Refused, "\n")
		for _, column := range []string{"BSN", "Volledige naam", "Nummer"} {
			if !strings.Contains(refused, "Kolom "+column+" ") || c.Mapping[column] != TargetRefused {
				t.Errorf("%s: column %s is not refused by name: %s", name, column, refused)
			}
		}
		w := c.Rows[0].Draft.Worker
		if w.Label != "1001" || w.Search.HoursMax != 24 || len(w.Search.Directions) != 2 || w.Person.Home.Postcode4 != "5038" ||
			len(w.Person.Licences) != 2 || len(w.Person.Transport) != 2 || w.Person.Languages[0].Level != "goed" || w.Person.Education[0].Level != taxonomy.EducationMBO2 {
			t.Errorf("%s: %+v", name, w)
		}
		if notes := strings.Join(c.Rows[1].Draft.Notes, "\n"); !strings.Contains(notes, "veel") || !strings.Contains(notes, "onbekend") {
			t.Errorf("%s: what was not read is not named: %s", name, notes)
		}
		if all := fmt.Sprint(c); strings.Contains(all, "123456782") || strings.Contains(all, "Voorbeeld") {
			t.Errorf("%s: a BSN or a name comes through", name)
		}
		// A mapping cannot let a BSN in, and decides about the rest.
		c, err = ReadCaseload(name, data, Mapping{"BSN": TargetLabel, "Plaats": TargetIgnored, "ID_WZ": TargetLabel})
		if err != nil || c.Mapping["BSN"] != TargetRefused || c.Rows[0].Draft.Worker.Person.Home.Place != "" {
			t.Errorf("%s with a mapping: %+v, %v", name, c.Mapping, err)
		}
	}
}

func TestReadRefuses(t *testing.T) {
	for _, c := range []struct {
		name string
		data []byte
		want error
	}{
		{"empty", nil, ErrNoText},
		{"blank", []byte(" \n\n "), ErrNoText},
		{"binary", []byte{0xff, 0xfe, 1, 2}, ErrFormat},
		{"zip", []byte("PK\x03\x04 broken"), ErrFormat},
		{"pdf", []byte("%PDF-1.4 broken"), ErrFormat},
		{"xml", []byte("<a><b></b></a>"), ErrFormat},
		{"json", []byte(`{"a": 1}`), ErrFormat},
		{"json cut short", []byte(`{"matches": [`), ErrFormat},
		{"scan", asPDF(t, "", nil), ErrNoText},
		{"large", make([]byte, MaxFile+1), ErrTooLarge},
	} {
		if got, err := Read(c.name, c.data, today); !errors.Is(err, c.want) {
			t.Errorf("%s: %v, %v, want %v", c.name, got, err, c.want)
		}
	}
	var book bytes.Buffer
	if err := excelize.NewFile().Write(&book); err != nil {
		t.Fatal(err)
	}
	if _, err := Read("book.xlsx", book.Bytes(), today); !errors.Is(err, ErrTable) {
		t.Errorf("a workbook: %v", err)
	}
}

func TestHealthWordsAreNamed(t *testing.T) {
	d := one(t, "cv.txt", []byte("Eigenschappen\nrustig, herstellend van een burn-out\nBSN 123456782"))
	if notes := strings.Join(d.Notes, "\n"); !strings.Contains(notes, "burn-out") || !strings.Contains(notes, "BSN") {
		t.Errorf("notes: %s", notes)
	}
}

func FuzzRead(f *testing.F) {
	for _, name := range []string{"cv.txt", "fml_a.txt", "izp.txt", "vum3.json", "vum2.json", "europass.xml", "europass_v3.xml", "resume.json"} {
		f.Add(file(f, name))
	}
	f.Add(docx(f, "Werkervaring\n2010 - 2012\tKok"))
	f.Add(asPDF(f, "4.14 Tillen of dragen: 2", nil))
	f.Fuzz(func(t *testing.T, data []byte) {
		all, err := Read("fuzz", data, today)
		if (err == nil) == (len(all) == 0) {
			t.Errorf("%d drafts, %v", len(all), err)
		}
		for _, d := range all {
			if d.Worker.ID != "" || d.Worker.Search.ConditionsApproved {
				t.Errorf("a draft claims what only a person may: %+v", d.Worker)
			}
		}
	})
}

func FuzzReadCaseload(f *testing.F) {
	f.Add(file(f, "sonar.csv"))
	f.Add([]byte("a,b\n1,\"2\n"))
	f.Fuzz(func(t *testing.T, data []byte) {
		c, err := ReadCaseload("fuzz", data, nil)
		if err == nil && len(c.Headers) == 0 {
			t.Error("no headers and no error")
		}
	})
}

func BenchmarkRead(b *testing.B) {
	text := string(file(b, "cv.txt"))
	for name, data := range map[string][]byte{"txt": []byte(text), "docx": docx(b, text), "pdf": asPDF(b, text, nil)} {
		b.Run(name, func(b *testing.B) {
			for b.Loop() {
				if _, err := Read(name, data, today); err != nil {
					b.Fatal(err)
				}
			}
		})
	}
}

// TestTableInPlaceOfCV: a caseload that is given where a CV is asked is named.
func TestTableInPlaceOfCV(t *testing.T) {
	for _, data := range [][]byte{file(t, "sonar.csv"), []byte("Kenmerk,Uren per week,Toestemming\n1,24,Ja\n")} {
		if _, err := Read("lijst.csv", data, today); !errors.Is(err, ErrTable) {
			t.Errorf("%v", err)
		}
	}
	if _, err := Read("cv.txt", []byte("Naam, plaats, datum\nWerkervaring\n2001 - 2004 Kok\n"), today); err != nil {
		t.Errorf("a text is taken for a table: %v", err)
	}
}
