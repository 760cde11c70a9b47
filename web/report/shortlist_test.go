package report

import (
	"bytes"
	"encoding/csv"
	"strings"
	"testing"

	"github.com/xuri/excelize/v2"

	"passend/web/desk"
	"passend/web/locale"
)

func TestShortlist(t *testing.T) {
	all, err := locale.Load()
	if err != nil {
		t.Fatal(err)
	}
	l := desk.Shortlist{
		WithVacancy: []desk.Prospect{{Name: "=HYPERLINK(\"x\")", Open: 3, Agency: true, Workers: []desk.Ref{{ID: "1", Label: "case-1"}, {ID: "2", Label: "case-2"}}}},
		Speculative: []desk.Prospect{{Name: "Bakkerij De Korenaar", Past: 2, Reasons: []string{"Een.", "Twee."}}},
	}
	b, err := Shortlist(&l, all["nl"], CSV)
	if err != nil {
		t.Fatal(err)
	}
	r := csv.NewReader(strings.NewReader(strings.TrimPrefix(string(b), "\ufeff")))
	r.Comma = ';'
	rows, err := r.ReadAll()
	if err != nil || len(rows) != 3 {
		t.Fatalf("%d rows, %v", len(rows), err)
	}
	if rows[1][0] != "'=HYPERLINK(\"x\")" || rows[1][6] != "case-1, case-2" || rows[1][10] != "ja" || rows[2][9] != "Een. Twee." {
		t.Errorf("rows %q", rows)
	}
	if b, err = Shortlist(&l, all["en"], XLSX); err != nil {
		t.Fatal(err)
	}
	f, err := excelize.OpenReader(bytes.NewReader(b))
	if err != nil {
		t.Fatal(err)
	}
	defer f.Close()
	got, err := f.GetRows("Sheet1")
	if err != nil || len(got) != 3 || got[0][0] != "Employer" || got[1][2] != "3" || got[2][0] != "Bakkerij De Korenaar" {
		t.Errorf("sheet %q, %v", got, err)
	}
	if got[1][0] != "'=HYPERLINK(\"x\")" {
		t.Errorf("the sheet holds %q", got[1][0])
	}
	if formula, err := f.GetCellFormula("Sheet1", "A2"); err != nil || formula != "" {
		t.Errorf("a name became the formula %q, %v", formula, err)
	}
}

func TestHarmless(t *testing.T) {
	for text, want := range map[string]string{
		"": "", "Bakkerij": "Bakkerij", "A=1": "A=1", "=1": "'=1", "+31": "'+31", "-1": "'-1", "@x": "'@x",
		" =1": "'=1", "\u00a0=1": "'=1", "\t\r\n=1": "'=1", "\ufeff\u200b=1": "'=1", "\uff1d1": "'\uff1d1", "\uff20x": "'\uff20x",
		"  Bakkerij ": "Bakkerij ",
	} {
		if got := harmless(text); got != want {
			t.Errorf("%q becomes %q, want %q", text, got, want)
		}
	}
}
