package reading

import (
	"sync/atomic"
	"testing"

	"passend/index/taxonomy"
	"passend/index/vacancy"
)

// BenchmarkFacts reads one advertisement of our own, with the taxonomy.
func BenchmarkFacts(b *testing.B) {
	r, err := New(taxonomy.Default())
	if err != nil {
		b.Fatal(err)
	}
	v := &vacancy.Vacancy{Title: "Orderpicker (32-40 uur)", Text: advertisement}
	b.SetBytes(int64(len(v.Text)))
	b.ReportAllocs()
	for b.Loop() {
		r.Read(v)
	}
}

// BenchmarkFactsCorpus reads real advertisements, with the taxonomy, on all cores.
func BenchmarkFactsCorpus(b *testing.B) {
	list := corpusVacancies(b)
	r, err := New(taxonomy.Default())
	if err != nil {
		b.Fatal(err)
	}
	n := 0
	for i := range list {
		n += len(list[i].Text)
	}
	b.SetBytes(int64(n / len(list)))
	b.ReportAllocs()
	var next atomic.Int64
	b.RunParallel(func(pb *testing.PB) {
		for pb.Next() {
			r.Read(&list[int(next.Add(1))%len(list)])
		}
	})
}

const advertisement = `Orderpicker bij Voorbeeld Logistiek in Tiel

Over ons
Voorbeeld Logistiek bestaat 85 jaar en heeft 40 collega's. Wij leveren 24/7 aan winkels door heel Nederland.

Wat ga je doen?
- Je verzamelt bestellingen met een reachtruck en tilt dozen tot 15 kg
- Je controleert de pakbonnen en werkt met een scanner
- Je houdt het magazijn netjes

Wie ben jij?
- Mbo werk- en denkniveau 2, of ervaring in een magazijn
- Minimaal 1 jaar ervaring als orderpicker
- Je bent in het bezit van een geldig reachtruckcertificaat; VCA is een pré
- Rijbewijs B, BE is mooi meegenomen
- Je spreekt goed Nederlands of Engels
- Je werkt nauwkeurig en bent stressbestendig

Wat bieden wij?
- Een salaris tussen € 14,20 en € 16,80 bruto per uur
- Een contract voor 32-40 uur per week, eerst een jaarcontract met uitzicht op een vast contract
- 25 vakantiedagen en een reiskostenvergoeding van € 0,23 per kilometer
- Werktijden van 7:00 tot 15:30, ma t/m vr

Interesse? Bel dan met Jan, telefoonnummer op de website.
`
