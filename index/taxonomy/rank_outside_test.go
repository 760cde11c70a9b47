package taxonomy

import "testing"

func TestRankerFindsRelatedWords(t *testing.T) {
	labels := []string{"boekhouder", "tegelzetter", "mandenmaker", "deksman", "wasserijmedewerker", "huwelijksconsulent", "mijnopzichter"}
	r := Default().NewRanker(labels, nil)
	for title, want := range map[string]string{
		"Vloerder":                     "tegelzetter",
		"Vlechtwerkmaakster":           "mandenmaker",
		"Matroos binnenvaart":          "deksman",
		"Medewerker textielverzorging": "wasserijmedewerker",
		"Relatiebemiddelaar":           "huwelijksconsulent",
		"Ploegbaas ontginning":         "mijnopzichter",
	} {
		got := r.Rank(title, 1)
		if len(got) == 0 || labels[got[0].Label] != want {
			t.Errorf("%s: got %v, want %s", title, got, want)
		}
	}
}

func TestRankerOrderOfEqualWords(t *testing.T) {
	labels := []string{"Kappers", "kapster", "kapper", "kapper"}
	r := Default().NewRanker(labels, func(i int) bool { return i == 3 })
	got := r.Rank("Kapper", 4)
	if len(got) != 4 || got[0].Label != 3 || got[1].Label != 2 {
		t.Errorf("want the preferred label of the same letters, then the other one: %v", got)
	}
}

func TestKinIsTidy(t *testing.T) {
	if len(kin) < 1000 {
		t.Errorf("%d words stand in sets", len(kin))
	}
	for w, sets := range kin {
		if len(sets) > 25 {
			t.Errorf("%q stands in %d sets and tells nothing any more", w, len(sets))
		}
	}
}
