package reading

import (
	"slices"
	"testing"

	"passend/index/demand"
	"passend/index/taxonomy"
	"passend/index/vacancy"
)

// TestEverydayWords reads words that name a skill in one advertisement and are
// plain Dutch in the next: in the duties they ask nothing.
func TestEverydayWords(t *testing.T) {
	r, err := New(taxonomy.Default())
	if err != nil {
		t.Fatal(err)
	}
	for _, c := range []struct {
		text string
		id   string
		want bool
	}{
		{"Wat ga je doen?\n- Je werkt in het TMS en het WMS", "stralingsbescherming", false},
		{"Functie-eisen\n- Ervaring met een TMS", "tms", true},
		{"Wat ga je doen?\n- Je zit in een rustig kantoor", "geduldig", false},
		{"Functie-eisen\n- Je bent geduldig", "geduldig", true},
		{"Wat ga je doen?\n- Je neemt de bus naar de stad", "bus", false},
		{"Wat ga je doen?\n- Je bukt voor de onderste bakken", "bakken", false},
		{"Functie-eisen\n- Ervaring met brood bakken", "bakken", true},
		{"Wat ga je doen?\n- Je geeft de sleutels uit", "auto_s_repareren", false},
		{"Functie-eisen\n- Ervaring met auto's repareren", "auto_s_repareren", true},
		{"Wat ga je doen?\n- Je zet koffie en geeft de planten water", "planten_verzorgen", false},
		{"Wij bieden\n- Korting op gereedschap", "handgereedschap", false},
		{"Functie-eisen\n- Je kunt werken met een warmtepomp", "koeltechniek", false},
		{"Wat ga je doen?\n- Je krijgt vriendelijke collega's", "klantvriendelijk_zijn", false},
		{"Wat ga je doen?\n- Je weet precies wat waar ligt", "nauwkeurig", false},
		{"Functie-eisen\n- Je werkt precies en je weet precies wat waar ligt", "nauwkeurig", false},
		{"Functie-eisen\n- Je werkt nauwkeurig", "nauwkeurig", true},
		{"Wat ga je doen?\n- Je meldt vrachtwagens aan bij de poort", "vrachtwagen", false},
		{"Wat ga je doen?\n- Chauffeurs komen aan het loket", "visma", false},
	} {
		got := r.Read(&vacancy.Vacancy{ID: "x", Title: "Medewerker", Text: c.text}).Facts
		has := slices.ContainsFunc(append(slices.Clone(got.Competences), got.Certificates...), func(a Asked) bool { return a.ID == c.id })
		if has != c.want {
			t.Errorf("%q: %s %v, want %v (%v, %v)", c.text, c.id, has, c.want, got.Competences, got.Certificates)
		}
	}
}

// TestDeniedBehind reads denials behind the verb, work that others do, what the
// reader did before and upper bounds in words. A level of Unknown means that
// the text must not raise the key.
func TestDeniedBehind(t *testing.T) {
	r := testReader(t)
	for _, c := range []struct {
		text  string
		key   demand.Key
		level demand.Level
		value float64
	}{
		{"Tillen doe je niet, hooguit een sleutelbos.", demand.LiftCarry, 0, 0},
		{"Tillen doen anderen.", demand.LiftCarry, 0, 0},
		{"Tillen doe je niet alleen.", demand.LiftCarry, 2, 0},
		{"Hier til je niets zwaarders dan een map.", demand.LiftCarry, 1, 0},
		{"Je tilt niks zwaarder dan een laptop.", demand.LiftCarry, 1, 0},
		{"Je tilt dozen tot 15 kg.", demand.LiftCarry, 3, 15},
		{"Wellicht werkte je jarenlang in een magazijn en heb je vrachtwagens gelost.", demand.LiftCarry, demand.Unknown, 0},
		{"Je schat in hoe lang het lossen van een trailer duurt.", demand.LiftCarry, demand.Unknown, 0},
		{"Rondes door het gebouw horen er niet bij.", demand.WalkAtWork, 0, 0},
		{"Je loopt een ronde over het terrein.", demand.WalkAtWork, 2, 0},
		{"De buitenronde, die loopt de surveillant.", demand.WalkAtWork, demand.Unknown, 0},
		{"De buitenronde, die loopt de surveillant.", demand.Conflict, demand.Unknown, 0},
		{"Klachten afhandelen hoort er niet bij.", demand.Conflict, demand.Unknown, 0},
		{"Je kijkt op de camerabeelden of er iets gebeurt.", demand.AttentionSustain, 2, 0},
		{"Je volgt de hele dienst de camerabeelden.", demand.AttentionSustain, 3, 0},
		{"Je staat maximaal 1 uur per dag.", demand.StandAtWork, 1, 1},
		{"Bukken doe je niet vaak.", demand.Bend, 1, 0},
		{"Je staat 8 uur per dag klaar voor klanten.", demand.StandAtWork, demand.Unknown, 0},
		{"Je staat ongeveer 6 uur per dag.", demand.StandAtWork, 3, 6},
	} {
		got := r.Read(&vacancy.Vacancy{ID: "x", Title: "Medewerker", Text: c.text})
		level, value := demand.Unknown, 0.0
		if d := got.Demand(c.key); d != nil {
			level, value = d.Level, d.Value
		}
		if level != c.level || value != c.value {
			t.Errorf("%q: %s %d (%v), want %d (%v)", c.text, c.key, level, value, c.level, c.value)
		}
	}
}

// TestEmployerByName: a sentence that begins with the employer's name tells of
// the employer, unless it speaks to the reader.
func TestEmployerByName(t *testing.T) {
	r := testReader(t)
	for text, want := range map[string]bool{
		"Verdano snijdt en verpakt groenten voor de winkels.":   false,
		"Bij Verdano snijd je groenten voor de winkels.":        true,
		"Groenten snijden en verpakken hoort bij het werk.":     true,
		"De Verdano Groep verpakt elke dag groenten en salade.": false,
	} {
		v := &vacancy.Vacancy{Title: "Medewerker", Employer: "Verdano Groep", Text: text}
		got := r.Read(v)
		if d := got.Demand(demand.HandFingerUse); (d != nil && d.Level > 0) != want {
			t.Errorf("%q: handwork %v, want %v", text, d, want)
		}
	}
}
