package main

import (
	"strings"
	"testing"

	"passend/index/reading"
	"passend/index/vacancy"
)

// TestPrintReading shows what a person sees: the words that prove, a number with
// its unit, and what leaves the limit open.
func TestPrintReading(t *testing.T) {
	r, err := reading.New(nil)
	if err != nil {
		t.Fatal(err)
	}
	for v, err := range plainText(strings.NewReader("Magazijnmedewerker\nJe tilt kisten van 45 kg met een tilhulpmiddel.\nEen rijbewijs is een pré.")) {
		if err != nil {
			t.Fatal(err)
		}
		if v.Title != "Magazijnmedewerker" || strings.Contains(v.Text, v.Title) {
			t.Errorf("title %q, text %q", v.Title, v.Text)
		}
		var out strings.Builder
		got := r.Read(&v)
		printReading(&out, &v, &got)
		for _, want := range []string{"[Je tilt kisten van 45 kg met een tilhulpmiddel]", "getal 45 kg, grens open", "lager of open door"} {
			if !strings.Contains(out.String(), want) {
				t.Errorf("no %q in:\n%s", want, out.String())
			}
		}
	}
	var out strings.Builder
	v := vacancy.Vacancy{Title: "Kierowca", Text: strings.Repeat("Szukamy kierowców z doświadczeniem, którzy chcą pracować w Holandii przez cały rok. ", 8)}
	got := r.Read(&v)
	printReading(&out, &v, &got)
	if !strings.Contains(out.String(), "Deze taal wordt niet gelezen") {
		t.Errorf("an unread language is not told:\n%s", out.String())
	}
}
