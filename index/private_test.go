package index

import (
	"strings"
	"testing"

	"passend/index/dutch"
)

func TestPrivate(t *testing.T) {
	for text, want := range map[string]string{
		"Bel 06-12345678 of mail naar info@zon.example.":          "06-12345678 info@zon.example",
		"Tel. +31 (0)20 123 45 67, kantoor 9.00 - 17.00 uur":      "+ 31 ( 0 ) 20 123 45 67",
		"020 1234567 (maandag)":                                   "020 1234567",
		"0031 6 1234 5678":                                        "0031 6 1234 5678",
		"Salaris 2.600 - 3.400 euro, 32 - 40 uur, per 01-05-2026": "",
		"Wil je meer weten? Bel dan met Roos van den Heuvel.":     "Roos Heuvel",
		"Neem contact op met mevrouw A. Kuiper":                   "A Kuiper",
		"Recruiter Bo Post helpt je":                              "Bo Post",
		"Je werkt samen met Python en met Excel.":                 "",
		"Je rijdt naar Zwolle en werkt bij Philips.":              "",
		"Vragen?\nBel ons.\nZwolle is onze plaats.":               "",
		"Kosten 0,50 per km en 0.5 punt":                          "",
	} {
		tokens := dutch.Tokens(text)
		var got []string
		for i, m := range private(text, tokens) {
			if m {
				got = append(got, tokens[i].Text)
			}
		}
		if g := strings.Join(got, " "); strings.ReplaceAll(g, " ", "") != strings.ReplaceAll(want, " ", "") {
			t.Errorf("%q: %q, want %q", text, g, want)
		}
	}
}

func FuzzPrivate(f *testing.F) {
	for _, s := range []string{"Bel met Jan A. de Wit 06 12345678", "+", "0", "met", "contact met A."} {
		f.Add(s)
	}
	f.Fuzz(func(t *testing.T, text string) {
		tokens := dutch.Tokens(text)
		if n := len(private(text, tokens)); n != len(tokens) {
			t.Fatalf("%d marks for %d tokens", n, len(tokens))
		}
		(&analyzer{words: newWords()}).Analyze([]byte(text))
	})
}
