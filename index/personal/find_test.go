package personal

import (
	"strings"
	"testing"
	"unicode/utf8"

	"github.com/google/go-cmp/cmp"
)

func TestFind(t *testing.T) {
	tests := []struct {
		text string
		want []string
	}{
		{"Mail naar werk@voorbeeld.test voor meer.", []string{"email:werk@voorbeeld.test"}},
		{"Stuur je cv naar p.jansma [at] voorbeeld.test", []string{"email:p.jansma [at] voorbeeld.test"}},
		{"Bel 06 - 12 34 56 78 of 0522-123456.", []string{"phone:06 - 12 34 56 78", "phone:0522-123456"}},
		{"Bel +31 (0)20 123 45 67 voor vragen", []string{"phone:+31 (0)20 123 45 67"}},
		{"Neem contact op met Fenna Voorbeeld, teamleider.", []string{"name:Fenna Voorbeeld"}},
		{"Je kunt contact opnemen met onze recruiter J. van der Proef via 06-12345678.", []string{"name:J. van der Proef", "phone:06-12345678"}},
		{"Neem contact op met de afdeling personeelszaken.", nil},
		{"Neem contact op met ons.", nil},
		{"Bel Sietse op maandag.", []string{"name:Sietse"}},
		{"Reageer voor 01-12-2026. Salaris € 2.500 tot € 3.100 bij 36 uur.", nil},
		{"Vacaturenummer 2026001234567890123", nil},
		{"Contactpersoon: mevrouw T. Proefman", []string{"name:T. Proefman"}},
		{"Zie linkedin.com/in/voorbeeld-persoon of bel", []string{"profile:linkedin.com/in/voorbeeld-persoon"}},
		{"Het contact met Klanten is leuk", []string{"name:Klanten"}},
		{"", nil},
	}
	for _, tt := range tests {
		var got []string
		for _, r := range Find(tt.text) {
			got = append(got, string(r.Kind)+":"+tt.text[r.Start:r.End])
		}
		if diff := cmp.Diff(tt.want, got); diff != "" {
			t.Errorf("%q:\n%s", tt.text, diff)
		}
	}
}

func TestWithout(t *testing.T) {
	in := "Bel Één Proefman op 06-12345678."
	out := Without(in)
	if len(out) != len(in) || strings.Contains(out, "Proef") || strings.Contains(out, "0612") || !strings.HasPrefix(out, "Bel ") || !strings.HasSuffix(out, ".") {
		t.Errorf("%q", out)
	}
}

func FuzzFind(f *testing.F) {
	f.Add("Neem contact op met J. van der Proef via 06-12345678 of j@voorbeeld.test")
	f.Fuzz(func(t *testing.T, text string) {
		last := 0
		for _, r := range Find(text) {
			if r.Start < last || r.End <= r.Start || r.End > len(text) {
				t.Fatalf("bad range %+v", r)
			}
			last = r.End
		}
		if out := Without(text); len(out) != len(text) || utf8.ValidString(text) && !utf8.ValidString(out) {
			t.Fatal("changed length or broke a character")
		}
	})
}

func BenchmarkFind(b *testing.B) {
	text := strings.Repeat("Je werkt in een klein team aan mooie dingen en je hebt contact met klanten. ", 30) + "Bel 06-12345678 of mail werk@voorbeeld.test."
	b.SetBytes(int64(len(text)))
	for b.Loop() {
		Find(text)
	}
}
