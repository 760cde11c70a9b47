package demosite

import (
	"regexp"
	"strings"
	"testing"
	"time"
)

var testNow = time.Date(2026, 11, 25, 12, 0, 0, 0, time.UTC)

func TestAdsAreManyAndVaried(t *testing.T) {
	ads, err := load()
	if err != nil {
		t.Fatal(err)
	}
	count := func(of func(*ad) string) int {
		seen := map[string]bool{}
		for i := range ads {
			seen[of(&ads[i])] = true
		}
		return len(seen)
	}
	for _, c := range []struct {
		what     string
		got, min int
	}{
		{"vacancies", count(func(a *ad) string { return a.ID }), 115},
		{"different texts", count(func(a *ad) string { return a.Body }), 115},
		{"sectors", count(func(a *ad) string { return a.Sector }), 12},
		{"employers", count(func(a *ad) string { return a.by.Name }), 25},
		{"places", count(func(a *ad) string { return a.Place }), 20},
		{"agencies", count(func(a *ad) string {
			if a.by.Agency {
				return a.by.Name
			}
			return ""
		}) - 1, 2},
	} {
		if c.got < c.min {
			t.Errorf("%s: %d, want at least %d", c.what, c.got, c.min)
		}
	}
}

var (
	mailAddress = regexp.MustCompile(`[\w.]+@[\w.-]+`)
	phoneNumber = regexp.MustCompile(`(?:^|[\s,(])(?:0\d{1,3}-|\+3[12] \d{1,3} |06[ -]?)([\d ]{5,})`)
)

func TestAdsReadAsAdsAndNameNoOneReal(t *testing.T) {
	ads, err := load()
	if err != nil {
		t.Fatal(err)
	}
	for i := range ads {
		a := &ads[i]
		if n := len(strings.Fields(a.Body)); n < 120 || n > 520 {
			t.Errorf("%s: %d words, want 120 to 520", a.ID, n)
		}
		for _, m := range mailAddress.FindAllString(a.Body, -1) {
			if !strings.HasSuffix(strings.TrimRight(m, "."), ".example") {
				t.Errorf("%s: mail address %q is not under .example", a.ID, m)
			}
		}
		for _, m := range phoneNumber.FindAllStringSubmatch(a.Body, -1) {
			if strings.Trim(m[1], "0 ") != "" {
				t.Errorf("%s: phone number %q could be real", a.ID, m[0])
			}
		}
		if strings.ContainsAny(textOf(a.Body), "<>*_#`\t") {
			t.Errorf("%s: mark-up left in the text", a.ID)
		}
		if a.Sector == "" || a.Postcode == "" || a.Posted < 0 {
			t.Errorf("%s: front matter is incomplete", a.ID)
		}
	}
}

func TestParseAdRefuses(t *testing.T) {
	for name, raw := range map[string]string{
		"no front matter": "title: X\n",
		"no end":          "---\ntitle: X\n",
		"unknown field":   "---\ntitle: X\nplace: Y\nsalaris: 3\n---\nbody",
		"no title":        "---\nplace: Y\n---\nbody",
		"bad hours":       "---\ntitle: X\nplace: Y\nhours: veel\n---\nbody",
		"hours reversed":  "---\ntitle: X\nplace: Y\nhours: 32-24\n---\nbody",
	} {
		if _, err := parseAd([]byte(raw)); err == nil {
			t.Errorf("%s: accepted", name)
		}
	}
}

func FuzzParseAd(f *testing.F) {
	f.Add([]byte("---\ntitle: X\nplace: Y\nhours: 24-32\n---\n## A\n- b\n"))
	f.Fuzz(func(t *testing.T, raw []byte) {
		a, err := parseAd(raw)
		if err != nil {
			return
		}
		if got := string(htmlOf(a.Body)); strings.Contains(got, "<script") {
			t.Errorf("body was not escaped: %q", got)
		}
		_ = textOf(a.Body)
	})
}

func TestMarkup(t *testing.T) {
	const body = "Een regel\nloopt door.\n\n## Kop & staart\n- een\n- twee\nDan tekst."
	wantText := "Een regel loopt door.\n\nKop & staart\n\n- een\n- twee\n\nDan tekst."
	if got := textOf(body); got != wantText {
		t.Errorf("text %q, want %q", got, wantText)
	}
	wantHTML := "<p>Een regel loopt door.</p>\n<h2>Kop &amp; staart</h2>\n<ul>\n<li>een</li>\n<li>twee</li>\n</ul>\n<p>Dan tekst.</p>\n"
	if got := string(htmlOf(body)); got != wantHTML {
		t.Errorf("html %q, want %q", got, wantHTML)
	}
}

func TestVacancies(t *testing.T) {
	vs, err := Vacancies(testNow)
	if err != nil {
		t.Fatal(err)
	}
	seen := map[string]bool{}
	for _, v := range vs {
		if seen[v.ID] {
			t.Errorf("%s twice", v.ID)
		}
		seen[v.ID] = true
		if v.Title == "" || v.Employer == "" || v.Text == "" || v.Places[0].Name == "" {
			t.Errorf("%s is incomplete", v.ID)
		}
		if v.Posted.After(testNow) || (!v.ValidThrough.IsZero() && v.ValidThrough.Before(testNow)) {
			t.Errorf("%s is not open on the day: %v to %v", v.ID, v.Posted, v.ValidThrough)
		}
	}
}
