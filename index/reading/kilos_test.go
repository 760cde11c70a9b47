package reading

import (
	"testing"

	"passend/index/demand"
	"passend/index/vacancy"
)

// TestKilos holds the rules for weights (domain 2.4): the highest number that a
// person may have to lift counts, tools and helping hands leave it standing but
// open, and the weight of vehicles or of a harvest is none.
func TestKilos(t *testing.T) {
	r := testReader(t)
	for _, c := range []struct {
		text  string
		kg    float64 // 0 for no number
		level demand.Level
		open  bool
	}{
		{"Je tilt (max.) 15 kg.", 15, 3, false},
		{"Je tilt dozen tot 25 kilo.", 25, 3, false},
		{"Tillen tot maximaal 23 kg per keer.", 23, 3, false},
		{"Tilwerk: 10-15 kg.", 15, 3, false},
		{"Je kunt tillen (5 tot 10 kg).", 10, 2, false},
		{"Zakken van 25kg verplaatsen.", 25, 3, false},
		{"Dozen van ca. 12,5 kilogram stapel je op pallets.", 12.5, 3, false},
		{"Pakketten van gemiddeld 3 kg, maximaal 31,5 kg.", 31.5, 3, false},
		{"Je tilt machines van 45 kg met een tilhulpmiddel.", 45, 3, true},
		{"Wasmachines van 70 kilo draag je met z'n tweeën.", 70, 3, true},
		{"Het gewicht van de dozen ligt tussen de 5 en 15 kilo.", 15, 3, false},
		{"Je bent niet bang om 20 kg te tillen.", 20, 3, false},
		{"Je hoeft niet meer dan 5 kg te tillen.", 5, 1, false},
		{"Tillen: niet zwaarder dan 10 kg.", 10, 2, false},
		{"De bakken vis wegen 18kg.", 18, 3, false},
		{"De tilgrens van 23 kg wordt bewaakt.", 23, 3, false},
		{"Je rijdt in een voertuig van 3.500 kg.", 0, demand.Unknown, false},
		{"Je bedient een kraan met een hefvermogen van 50 kg per meter.", 0, demand.Unknown, false},
		{"Met rijbewijs B en een aanhanger van 75 kg rijd je naar het werk.", 0, demand.Unknown, false},
		{"Onze kas levert 40.000 kilo tomaten per week.", 0, demand.Unknown, false},
	} {
		got := r.Read(&vacancy.Vacancy{Title: "Medewerker", Text: c.text})
		d := got.Demand(demand.LiftCarry)
		if d == nil {
			if c.level != demand.Unknown {
				t.Errorf("%q: nothing read", c.text)
			}
			continue
		}
		if d.Level != c.level || d.Value != c.kg || d.Open != c.open {
			t.Errorf("%q: level %d, %v kg, open %v; want %d, %v, %v", c.text, d.Level, d.Value, d.Open, c.level, c.kg, c.open)
		}
	}
}
