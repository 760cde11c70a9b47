package reading

import (
	"testing"

	"passend/index/demand"
	"passend/index/vacancy"
)

// TestCatalogue holds that lines out of a catalogue of competences ask nothing,
// and that the reader's own lines beside them do.
func TestCatalogue(t *testing.T) {
	v := &vacancy.Vacancy{Title: "Bediende", Text: "Je werkt nauwkeurig en verwerkt bestellingen.\n" +
		"De activiteiten van een team coördineren Domein: Personeelsbeheer Nieuwe klanten werven\n" +
		"De noden van de klant analyseren\n" +
		"Flexibel, stressbestendig, met een hoge mate van zelfstandigheid en met ervaring in een gelijkaardige job of een opleiding\n"}
	got := testReader(t).Read(v)
	for key, want := range map[demand.Key]bool{demand.AttentionSustain: true, demand.CondNoCustomers: false,
		demand.AttentionDivide: false, demand.CondNoDeadlines: true} {
		if d := got.Demand(key); (d != nil) != want {
			t.Errorf("%s: %+v, want read %v", key, d, want)
		}
	}
}
