package taxonomy

import (
	"strings"
	"testing"
)

func TestStudyFields(t *testing.T) {
	var reader FieldReader
	for _, c := range []struct{ text, want string }{
		{"informatica, business information management of data science", "ict exact bedrijf"},
		{"IT, Technische Bedrijfskunde, Werktuigbouwkunde", "ict bedrijf werktuig techniek"},
		{"wiskunde, economie of econometrie", "exact economie"},
		{"een administratieve richting", "kantoor"},
		{"verpleegkunde", "zorg"},
		{"modelleren en handelen", ""},
		{"iets anders", ""},
	} {
		if got := strings.Join(AskedFields(c.text).Names(), " "); got != c.want {
			t.Errorf("%q asks %q, want %q", c.text, got, c.want)
		}
		if first, again := reader.Asked(c.text), reader.Asked(c.text); first != AskedFields(c.text) || again != first {
			t.Errorf("%q: %v, then %v", c.text, first.Names(), again.Names())
		}
	}
	for _, c := range []struct {
		learnt, asked string
		known         bool
	}{
		{"ICT-beheerder", "informatica", true},
		{"elektrotechniek", "een technische opleiding", true},
		{"bedrijfseconomie", "wiskunde, economie of econometrie", true},
		{"chauffeur goederenvervoer", "een administratieve richting", false},
		{"pabo leraar basisonderwijs", "(bedrijfs)economie of zorgmanagement", false},
		{"MTS", "werktuigbouwkunde", false}, // which technique is not said
	} {
		if known := LearntFields(c.learnt)&AskedFields(c.asked) != 0; known != c.known {
			t.Errorf("who learnt %q knows %q: %t, want %t", c.learnt, c.asked, known, c.known)
		}
	}
}
