package main

import (
	"fmt"
	"net/http"
	"net/http/httptest"
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

// TestReadAddress reads a page of a site with its facts; an address inside the own
// network only when that is allowed.
func TestReadAddress(t *testing.T) {
	site := httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		if r.URL.Path != "/vacature" {
			http.NotFound(w, r)
			return
		}
		w.Header().Set("Content-Type", "text/html; charset=utf-8")
		fmt.Fprint(w, `<html><head><title>Expeditiemedewerker</title><script type="application/ld+json">{"@context":"https://schema.org","@type":"JobPosting",
			"title":"Expeditiemedewerker","hiringOrganization":{"name":"De Korenaar"},"datePosted":"2026-11-20",
			"description":"<p>Je tilt dozen van 20 kg. Je werkt 24 tot 32 uur per week. Rijbewijs B is vereist. Wij bieden een vast contract en een fijne plek om te werken.</p>"}</script></head><body></body></html>`)
	}))
	defer site.Close()
	read := func(args ...string) (int, string) {
		return command(t, t.TempDir(), append([]string{"read", site.URL + "/vacature", "--contact", "beheer@passend.example"}, args...)...)
	}
	code, out := read("--allow-private")
	for _, want := range []string{"[Je tilt dozen van 20 kg]", "uren per week          24–32", "rijbewijs              B, vereist"} {
		if code != 0 || !strings.Contains(out, want) {
			t.Errorf("code %d, no %q in:\n%s", code, want, out)
		}
	}
	if code, out = read(); code == 0 || !strings.Contains(out, "besloten netwerk") {
		t.Errorf("an address inside the own network: code %d, %s", code, out)
	}
}
