package file

import (
	"bytes"
	"errors"
	"iter"
	"os"
	"strings"
	"testing"
	"time"

	"passend/crawler/extract/record"
	"passend/index/corpustest"
	"passend/index/vacancy"

	"github.com/google/go-cmp/cmp"
	"github.com/xuri/excelize/v2"
	"golang.org/x/text/encoding/charmap"
)

// collect gives the titles and the lines with errors.
func collect(seq iter.Seq2[vacancy.Vacancy, error]) (all []vacancy.Vacancy, bad []int) {
	for v, err := range seq {
		var line *LineError
		switch {
		case errors.As(err, &line):
			bad = append(bad, line.Line)
		case err != nil:
			bad = append(bad, -1)
		default:
			all = append(all, v)
		}
	}
	return all, bad
}

func TestJSONLines(t *testing.T) {
	in := "\ufeff" + `{"id":"1","source":"a","title":"Inpakker","employer":"Jansma","place":"Meppel, Nederland","text":"Je tilt.","posted":"2026-10-21","country":"NL"}
niet goed
{"id":2,"title":"Bakker","text":"Je bakt.","places":[{"name":"Assen","country":"NL"}],"hours":{"min":96,"max":128},"posted":"2026-10-21T12:00:00Z"}

{"id":"3"}
[1]
{"id":"4","title":"Chauffeur","text":"Je rijdt."}`
	all, bad := collect(JSONLines(strings.NewReader(in), time.Time{}))
	if diff := cmp.Diff([]int{2, 5, 6}, bad); diff != "" {
		t.Error(diff)
	}
	if len(all) != 3 || all[1].ID != "2" || all[1].Hours.Max != 128 || all[1].Posted.Hour() != 12 {
		t.Fatalf("%+v", all)
	}
	all[0].FoundBy = nil
	want := vacancy.Vacancy{ID: "1", ExternalID: "1", Source: "a", Title: "Inpakker", Employer: "Jansma", Text: "Je tilt.",
		Places: []vacancy.Place{{Name: "Meppel", Country: "NL"}}, Posted: time.Date(2026, 10, 21, 0, 0, 0, 0, time.UTC)}
	if diff := cmp.Diff(want, all[0]); diff != "" {
		t.Error(diff)
	}
}

func TestLineTooLong(t *testing.T) {
	in := `{"title":"` + strings.Repeat("x", maxLine) + "\"}\n" + `{"title":"Inpakker"}`
	all, bad := collect(JSONLines(strings.NewReader(in), time.Time{}))
	if len(all) != 1 || !cmp.Equal(bad, []int{1}) {
		t.Errorf("%d, %v", len(all), bad)
	}
}

func TestCSV(t *testing.T) {
	dutch := "Vacaturenummer;Functie;Werkgever;Standplaats;Uren/week;Salaris;Sluitingsdatum;Omschrijving\r\n" +
		"1;Inpakker;Café Jansma;Meppel;24-32 uur;€ 15 per uur;12-12-2026;\"Je tilt.\r\nJe loopt.\"\r\n;;;;;;;\r\n2;;Jansma;;;;;\r\n3;Bakker;Jansma;Assen;36;;;Je bakt.\r\n"
	old, err := charmap.Windows1252.NewEncoder().String(dutch)
	if err != nil {
		t.Fatal(err)
	}
	for name, in := range map[string]string{"utf-8 with mark": "\ufeff" + dutch, "windows-1252": old} {
		all, bad := collect(CSV(strings.NewReader(in), nil, time.Time{}))
		if len(all) != 2 || !cmp.Equal(bad, []int{5}) {
			t.Fatalf("%s: %d vacancies, bad %v", name, len(all), bad)
		}
		v := all[0]
		if v.ID != "1" || v.Employer != "Café Jansma" || v.PlaceNames() != "Meppel" || v.Hours != (vacancy.Hours{Min: 96, Max: 128}) || v.Pay.MinCents != 1500 || v.Pay.Period != vacancy.PerHour || v.Text != "Je tilt.\nJe loopt." || v.ValidThrough.Day() != 12 {
			t.Errorf("%s: %+v", name, v)
		}
	}
	own := &record.Mapping{Fields: map[string]record.Paths{"title": {"naam van de baan"}, "employer": {"=Jansma"}}}
	if all, bad := collect(CSV(strings.NewReader("Naam van de baan,plaats\nInpakker,Meppel\n"), own, time.Time{})); len(all) != 1 || len(bad) != 0 || all[0].Employer != "Jansma" || all[0].PlaceNames() != "Meppel" {
		t.Errorf("%+v %v", all, bad)
	}
	if _, bad := collect(CSV(strings.NewReader("a,b\n1,2\n"), nil, time.Time{})); !cmp.Equal(bad, []int{1}) {
		t.Error("a table without a title passed")
	}
}

func TestXLSX(t *testing.T) {
	f := excelize.NewFile()
	for i, row := range [][]any{{"Functie", "Plaats", "Uren min", "Uren max"}, {"Inpakker", "Meppel", 24, 32}, {"", "Assen"}, {"Bakker", "Assen"}} {
		if err := f.SetSheetRow("Sheet1", "A"+string(rune('1'+i)), &row); err != nil {
			t.Fatal(err)
		}
	}
	var b bytes.Buffer
	if err := f.Write(&b); err != nil {
		t.Fatal(err)
	}
	all, bad := collect(XLSX(bytes.NewReader(b.Bytes()), nil, time.Time{}))
	if len(all) != 2 || !cmp.Equal(bad, []int{3}) || all[0].Hours != (vacancy.Hours{Min: 96, Max: 128}) {
		t.Errorf("%+v %v", all, bad)
	}
	if _, bad := collect(XLSX(strings.NewReader("PK\x03\x04geen zip"), nil, time.Time{})); len(bad) != 1 {
		t.Error("a broken workbook passed")
	}
}

func TestVUM(t *testing.T) {
	v3 := `{"bronID":"b","vacature":{"idVacature":"v-1","naamVacature":"Inpakker","omschrijvingVacature":"Je tilt.","sluitingsdatumVacature":"2026-12-12","codeWerkEnDenkniveauMinimaal":"3",
	 "beroep":{"codeBeroepsnaam":"https://linkeddata.competentnl.nl/uwv/id/occupation/0000000001"},"adres":{"postcode":"7941AB","straatnaam":"Brugstraat","huisnummer":1},
	 "arbeidsVoorwaarden":{"salarisIndicatie":"€ 15 per uur","datumAanvangWerkzaamheden":"2027-01-04"},"contractvorm":[{"codeTypeArbeidscontract":"B","codeTypeOvereenkomst":"01"}],
	 "werktijden":{"aantalWerkurenPerWeekMinimaal":24,"aantalWerkurenPerWeekMaximaal":32},"rijbewijs":[{"codeSoortRijbewijs":"B"}],"werkgever":{"handelsnaamOrganisatie":"Jansma"},
	 "flexibiliteit":{"indicatieOnregelmatigWerkOfPloegendienst":1},"sollicitatiewijze":[{"webadres":{"url":"https://jansma.test/1"}}]}}`
	v, err := Object([]byte(v3), time.Time{})
	if err != nil {
		t.Fatal(err)
	}
	v.FoundBy = nil
	want := vacancy.Vacancy{
		ID: "v-1", ExternalID: "v-1", URL: "https://jansma.test/1", Title: "Inpakker", Employer: "Jansma",
		Text:   "Je tilt.\n\nWerk- en denkniveau: vmbo\nRijbewijs: B\nOnregelmatig werk of ploegendienst: ja",
		Places: []vacancy.Place{{Street: "Brugstraat 1", Postcode: "7941AB", Country: "NL"}}, Hours: vacancy.Hours{Min: 96, Max: 128},
		Pay: vacancy.Pay{MinCents: 1500, MaxCents: 1500, Period: vacancy.PerHour}, EmploymentTypes: []string{"TEMPORARY"}, Education: "vmbo",
		Occupation:   "https://linkeddata.competentnl.nl/uwv/id/occupation/0000000001",
		ValidThrough: time.Date(2026, 12, 12, 0, 0, 0, 0, time.UTC), Start: time.Date(2027, 1, 4, 0, 0, 0, 0, time.UTC),
	}
	if diff := cmp.Diff(want, v); diff != "" {
		t.Error(diff)
	}
	v2 := `{"idVacature":12,"naamVacature":"Bakker","omschrijvingVacature":"Je bakt.","beroep":{"beroepsnaamOngecodeerd":{"naamBeroepOngecodeerd":"Banketbakker"}},"codeWerkEnDenkniveauMinimaal":"0","vakvaardigheid":[{"omschrijving":"deeg maken"}]}`
	v, err = Object([]byte(v2), time.Time{})
	if err != nil || v.Occupation != "Banketbakker" || v.Education != "" || !cmp.Equal(v.Skills, []string{"deeg maken"}) || v.ID != "12" {
		t.Errorf("%+v %v", v, err)
	}
}

func TestObjects(t *testing.T) {
	for _, in := range []string{`[{"title":"a"},{"title":"b"}]`, `{"vacatures":[{"naamVacature":"a"},{"naamVacature":"b"}]}`} {
		if all, bad := collect(Objects([]byte(in), time.Time{})); len(all) != 2 || len(bad) != 0 {
			t.Errorf("%s: %v %v", in, all, bad)
		}
	}
	if all, _ := collect(Objects([]byte(`{"title":"a"}`), time.Time{})); len(all) != 1 {
		t.Error("one object")
	}
	if _, bad := collect(Objects([]byte(`{`), time.Time{})); len(bad) != 1 {
		t.Error("broken")
	}
}

func TestCorpusFiles(t *testing.T) {
	f, err := os.Open(corpustest.Path(t, "corpus", "vacancies.jsonl"))
	if err != nil {
		t.Fatal(err)
	}
	defer f.Close()
	all, bad := collect(JSONLines(f, time.Time{}))
	posted := 0
	for _, v := range all {
		if !v.Posted.IsZero() {
			posted++
		}
	}
	t.Logf("%d vacancies, %d with date, %d bad lines", len(all), posted, len(bad))
	if len(all) < 1900 || len(bad) > 0 || posted < 1700 {
		t.Error("not all read")
	}
	g, err := os.Open(corpustest.Path(t, "corpus", "feeds", "ggz-jobs.csv"))
	if err != nil {
		t.Fatal(err)
	}
	defer g.Close()
	rows, bad := collect(CSV(g, nil, time.Time{}))
	t.Logf("%d rows, %d bad", len(rows), len(bad))
	if len(rows) < 50 || len(bad) > 0 || rows[0].PlaceNames() == "" || rows[0].Pay.MinCents == 0 || rows[0].URL == "" {
		t.Errorf("rows not read: %+v", rows[:1])
	}
}

func FuzzLines(f *testing.F) {
	f.Add([]byte(`{"id":1,"title":"a","place":"b","posted":"gisteren"}` + "\n" + `{"naamVacature":"x"}`))
	f.Fuzz(func(t *testing.T, in []byte) {
		for range JSONLines(bytes.NewReader(in), time.Unix(1e9, 0)) {
		}
		for range Objects(in, time.Time{}) {
		}
	})
}

func FuzzCSV(f *testing.F) {
	f.Add([]byte("titel;plaats\n\"a\";b\n"))
	f.Fuzz(func(t *testing.T, in []byte) {
		n := 0
		for range CSV(bytes.NewReader(in), nil, time.Time{}) {
			if n++; n > len(in)+2 {
				t.Fatal("no end")
			}
		}
	})
}
