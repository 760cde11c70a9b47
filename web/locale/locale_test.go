package locale

import (
	"strings"
	"testing"
	"time"
)

func TestCatalogues(t *testing.T) {
	all, err := Load() // fails when a language lacks a text
	if err != nil {
		t.Fatal(err)
	}
	nl := all[Default]
	for _, c := range []struct{ got, want string }{
		{nl.Date(time.Date(2026, 11, 24, 23, 30, 0, 0, time.UTC)), "25 november 2026"},
		{nl.Euro(285000), "€ 2.850"},
		{nl.Euro(1750), "€ 17,50"},
		{nl.Hours(30), "7,5"},
		{nl.Number(12345), "12.345"},
		{all["en"].Number(12345), "12,345"},
	} {
		if c.got != c.want {
			t.Errorf("got %q, want %q", c.got, c.want)
		}
	}
	if _, err := nl.T("no.such.text"); err == nil {
		t.Error("an unknown text gives no error")
	}
}

func TestOneAndMore(t *testing.T) {
	all, err := Load()
	if err != nil {
		t.Fatal(err)
	}
	for n, want := range map[int]string{0: "0 voorstellen", 1: "1 voorstel", 2: "2 voorstellen"} {
		if got, err := all[Default].T("caseload.proposals", n); err != nil || got != want {
			t.Errorf("%d is %q (%v), want %q", n, got, err, want)
		}
	}
	for _, c := range all {
		for key, one := range c.texts {
			if more, ok := strings.CutSuffix(key, ".one"); ok && strings.Count(one, "%") != strings.Count(c.texts[more], "%") {
				t.Errorf("%s: %s and %s fill in other things", c.Tag, key, more)
			}
		}
	}
}
