package index

import (
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
)

func TestParseBox(t *testing.T) {
	for box, want := range map[string][]Clause{
		"":                        nil,
		"  -  : \" ":              nil,
		"kok":                     {{Text: "kok"}},
		"kok  zwolle":             {{Text: "kok"}, {Text: "zwolle"}},
		`"chef de partie" -nacht`: {{Text: "chef de partie", Phrase: true}, {Text: "nacht", Not: true}},
		`titel:kok werkgever:"De Zon" -plaats:Ede`: {{Field: "title", Text: "kok"}, {Field: "employer", Text: "De Zon", Phrase: true}, {Field: "place", Text: "Ede", Not: true}},
		"Plaats:Zwolle":   {{Field: "place", Text: "Zwolle"}},
		"functie: kok":    {{Text: "functie:"}, {Text: "kok"}},
		"24/7 hbo-v c++":  {{Text: "24/7"}, {Text: "hbo-v"}, {Text: "c++"}},
		"naam:waarde":     {{Text: "naam:waarde"}},
		`-"zware arbeid"`: {{Text: "zware arbeid", Phrase: true, Not: true}},
		`“open einde`:     {{Text: "open einde", Phrase: true}},
		`kok"chef"`:       {{Text: "kok"}, {Text: "chef", Phrase: true}},
		"kok - zwolle":    {{Text: "kok"}, {Text: "zwolle"}},
	} {
		if diff := cmp.Diff(want, ParseBox(box)); diff != "" {
			t.Errorf("%q (-want +got):\n%s", box, diff)
		}
	}
	if n := len(ParseBox(strings.Repeat("a ", maxBox))); n != maxBox/2 {
		t.Errorf("a long box has %d words", n)
	}
}

func FuzzParseBox(f *testing.F) {
	for _, s := range []string{"kok", `titel:"a b" -c`, "--x", `-""`, "a:b:c", "„x", "\xff\"", "-titel:-x", `titel:-"x`} {
		f.Add(s)
	}
	f.Fuzz(func(t *testing.T, box string) {
		got := ParseBox(box)
		for _, c := range got {
			if !strings.Contains(strings.ToValidUTF8(box, " "), c.Text) {
				t.Fatalf("%q was not typed in %q", c.Text, box)
			}
		}
		// A word that begins with a sign or a field's name cannot be typed
		// after a field; all else reads back alike.
		for _, c := range got {
			if !c.Phrase && (strings.HasPrefix(c.Text, "-") || strings.Contains(c.Text, ":")) {
				return
			}
		}
		if diff := cmp.Diff(got, ParseBox(typed(got))); diff != "" && len(box) < maxBox/2 {
			t.Fatalf("%q reads back as (-want +got):\n%s", typed(got), diff)
		}
	})
}

// typed writes clauses as they would be typed; ParseBox reads them back alike.
func typed(clauses []Clause) string {
	var b strings.Builder
	for i, c := range clauses {
		if i > 0 {
			b.WriteByte(' ')
		}
		if c.Not {
			b.WriteByte('-')
		}
		if c.Field != "" {
			b.WriteString(map[string]string{fieldTitle: "titel:", fieldEmployer: "werkgever:", fieldPlace: "plaats:"}[c.Field])
		}
		if c.Phrase {
			b.WriteString(`"` + c.Text + `"`)
		} else {
			b.WriteString(c.Text)
		}
	}
	return b.String()
}
