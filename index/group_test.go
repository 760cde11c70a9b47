package index

import (
	"fmt"
	"strings"
	"testing"

	"passend/index/archive"
	"passend/index/vacancy"
)

// advert is long enough to be told from others.
var advert = strings.Repeat("Je verzamelt bestellingen in ons magazijn en zet ze klaar voor de chauffeur. ", 3) +
	"Wij zijn een familiebedrijf met veertig collega's en een eigen kantine. Je werkt van maandag tot en met vrijdag, " +
	"van acht tot vijf, en je krijgt een contract voor een jaar. Je hebt ervaring met een scanner en je werkt netjes. " +
	"Het werk is afwisselend: soms sta je aan de inpaktafel, soms tel je de voorraad, en op vrijdag ruim je samen op."

func TestSameAdvertisementIsOneGroup(t *testing.T) {
	dir := t.TempDir()
	a := openArchive(t, dir)
	x := openIndex(t, dir, a, Options{})
	other := strings.ReplaceAll(advert, "magazijn", "laboratorium") + " Je analyseert watermonsters en schrijft rapporten over de kwaliteit van het drinkwater in de regio."
	for _, v := range []vacancy.Vacancy{
		{Source: "een", ExternalID: "1", Title: "Orderpicker", Employer: "De Vries Opslag B.V.", Places: []vacancy.Place{{Name: "Zwolle"}}, Text: advert},
		{Source: "twee", ExternalID: "9", Title: "Orderpicker", Employer: "De Vries Opslag", Places: []vacancy.Place{{Name: "Zwolle"}}, Text: advert},
		{Source: "een", ExternalID: "2", Title: "Laborant", Employer: "Waterlab", Places: []vacancy.Place{{Name: "Breda"}}, Text: other[len(other)/2:]},
	} {
		if _, err := a.Keep(t.Context(), &v, day0); err != nil {
			t.Fatal(err)
		}
	}
	// Setting a group is a change itself: twice in a row must come to rest.
	for range 2 {
		if err := x.Sync(t.Context()); err != nil {
			t.Fatal(err)
		}
	}
	seq, err := a.Seq(t.Context())
	if err != nil {
		t.Fatal(err)
	}
	group := func(source, id string) string {
		r, err := a.ByExternal(t.Context(), source, id)
		if err != nil {
			t.Fatal(err)
		}
		return r.Group
	}
	if g := group("een", "1"); g == "" || g != group("twee", "9") {
		t.Errorf("the same advertisement is in groups %q and %q", g, group("twee", "9"))
	}
	if g := group("een", "2"); g != "" {
		t.Errorf("another job is in group %q", g)
	}
	if err := x.Sync(t.Context()); err != nil {
		t.Fatal(err)
	}
	if now, err := a.Seq(t.Context()); err != nil || now != seq {
		t.Errorf("a sync without news goes from change %d to %d, %v", seq, now, err)
	}
}

// A chain publishes one text for every shop, more of them than a search looks at.
func TestCrowdIsOneGroup(t *testing.T) {
	dir := t.TempDir()
	a := openArchive(t, dir)
	x := openIndex(t, dir, a, Options{})
	shop := func(i int) *vacancy.Vacancy {
		return &vacancy.Vacancy{Source: "keten", ExternalID: fmt.Sprint(i), Title: "Orderpicker", Employer: "De Vries Opslag",
			Places: []vacancy.Place{{Name: fmt.Sprintf("Plaats %d", i)}}, Text: advert}
	}
	for round := range 3 {
		for i := range 50 {
			if _, err := a.Keep(t.Context(), shop(round*50+i), day0); err != nil {
				t.Fatal(err)
			}
		}
		if err := x.Sync(t.Context()); err != nil {
			t.Fatal(err)
		}
	}
	first, err := a.ByExternal(t.Context(), "keten", "0")
	if err != nil {
		t.Fatal(err)
	}
	if all, err := a.Group(t.Context(), first.Group); err != nil || len(all) != 150 {
		t.Errorf("%d of 150 in the group of the first, %v", len(all), err)
	}

	// What is closed is no candidate, and is one again when it opens.
	if err := a.MarkClosed(t.Context(), first.ID, "410", day0); err != nil {
		t.Fatal(err)
	}
	signed := func() int {
		if err := x.Sync(t.Context()); err != nil {
			t.Fatal(err)
		}
		versions, err := a.Signed(t.Context(), []archive.Record{*first})
		if err != nil {
			t.Fatal(err)
		}
		return versions[0]
	}
	if v := signed(); v != 0 {
		t.Errorf("closed, and still found by version %d", v)
	}
	if _, err := a.Keep(t.Context(), shop(0), day0.AddDate(0, 0, 1)); err != nil {
		t.Fatal(err)
	}
	if v := signed(); v != 1 {
		t.Errorf("open again, found by version %d", v)
	}
}
