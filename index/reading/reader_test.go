package reading

import (
	"encoding/json"
	"reflect"
	"strings"
	"sync"
	"testing"

	"passend/index/demand"
	"passend/index/vacancy"
)

func demandOf(t *testing.T, r *Reader, title, text string, key demand.Key) *Demand {
	t.Helper()
	got := r.Read(&vacancy.Vacancy{Title: title, Text: text})
	return got.Demand(key)
}

// TestExamples reads the eight examples of the domain (invented texts that
// test a softener, pseudo-negations, a false friend and the like).
func TestExamples(t *testing.T) {
	r := testReader(t)
	for _, c := range []struct {
		name, title, text string
		key               demand.Key
		level             demand.Level
		basis             Basis
		open              bool
	}{
		{"kilos speak", "Orderpicker", "Je tilt regelmatig dozen tot 20 kg en bent de hele dag in beweging.", demand.LiftCarry, 3, BasisNumber, false},
		{"moving all day", "Orderpicker", "Je tilt regelmatig dozen tot 20 kg en bent de hele dag in beweging.", demand.WalkAtWork, 3, BasisTask, false},
		{"two shifts", "Orderpicker", "36-40 uur, 2-ploegen.", demand.DayPeriods, 3, BasisTask, false},
		{"a softener leaves it open", "Logistiek medewerker", "Geen zwaar tilwerk.", demand.LiftCarry, 2, BasisTask, true},
		{"none at all", "Medewerker", "Je hoeft niet te tillen.", demand.LiftCarry, 0, BasisTask, false},
		{"light kilos", "Medewerker", "Je tilt pakketten tot maximaal 5 kg.", demand.LiftCarry, 1, BasisNumber, false},
		{"no customers", "Medewerker archief", "Een rustige afdeling, geen klantcontact.", demand.CondNoCustomers, 0, BasisTask, false},
		{"multitasking", "Receptionist", "Je bent goed in multitasken.", demand.AttentionDivide, 3, BasisTask, false},
		{"tight deadlines", "Calculator", "Strakke aanbestedingsdeadlines.", demand.CondNoDeadlines, 3, BasisTask, false},
		{"no nine to five", "Monteur", "Geen 9-tot-5-mentaliteit.", demand.HoursOther, 2, BasisTask, false},
		{"no fear of heights", "Monteur", "Je hebt geen hoogtevrees.", demand.Climb, 2, BasisTask, false},
		{"heights are no risk denied", "Monteur", "Je hebt geen hoogtevrees.", demand.CondNoPersonalRisk, 2, BasisTask, false},
		{"outdoors, not afraid", "Monteur", "Je bent niet bang om buiten te werken.", demand.Cold, 2, BasisTask, false},
		{"no targets", "Medewerker facturatie", "Kantooruren, geen targets, vaste taken.", demand.CondNoDeadlines, 0, BasisTask, false},
	} {
		t.Run(c.name, func(t *testing.T) {
			d := demandOf(t, r, c.title, c.text, c.key)
			if d == nil {
				t.Fatalf("%s: not found", c.key)
			}
			if d.Level != c.level || d.Basis != c.basis || d.Open != c.open {
				t.Errorf("%s: level %d, basis %s, open %v (cue %s)", c.key, d.Level, d.Basis, d.Open, d.Cue)
			}
		})
	}
	if d := demandOf(t, r, "Medewerker facturatie", "Je tilt ons team naar een hoger niveau!", demand.LiftCarry); d != nil {
		t.Errorf("figurative lifting: %+v", d)
	}
}

func TestUnreadLanguages(t *testing.T) {
	r := testReader(t)
	german := strings.Repeat("Wir suchen einen Mitarbeiter für unser Lager, der schwere Kisten hebt und gerne im Team arbeitet. ", 4)
	if got := r.Read(&vacancy.Vacancy{Title: "Lagerist", Text: german}); !got.Unread || got.Language != "de" || len(got.Demands) > 0 {
		t.Errorf("German: language %q, unread %v", got.Language, got.Unread)
	}
	english := strings.Repeat("You will work closely with the team and you are not afraid of heavy lifting in our warehouse. ", 4)
	got := r.Read(&vacancy.Vacancy{Title: "Warehouse worker", Text: english})
	if got.Language != "en" || got.Demand(demand.LiftCarry) == nil || got.Demand(demand.Cooperation) == nil {
		t.Errorf("English: language %q, %d demands", got.Language, len(got.Demands))
	}
}

func TestSections(t *testing.T) {
	v := &vacancy.Vacancy{Title: "Medewerker", Text: "Wij zijn een fijn bedrijf.\n\nWat ga je doen?\n- Je tilt dozen\n\nFunctie-eisen:\n- Stressbestendig\n\nWij bieden\n- Een gezellig team\n"}
	got := testReader(t).Read(v)
	for key, section := range map[demand.Key]string{demand.LiftCarry: "tasks", demand.CondNoDeadlines: "requirements", demand.Cooperation: "offer"} {
		if d := got.Demand(key); d == nil || d.Section != section {
			t.Errorf("%s: %+v", key, d)
		}
	}
}

func TestConcurrentReadsAgree(t *testing.T) {
	r := testReader(t)
	v := &vacancy.Vacancy{Title: "Stratenmaker", Text: sampleText}
	want := r.Read(v)
	var wg sync.WaitGroup
	for range 8 {
		wg.Go(func() {
			for range 20 {
				if got := r.Read(v); !reflect.DeepEqual(got, want) {
					t.Error("two readings differ")
					return
				}
			}
		})
	}
	wg.Wait()
}

func TestGuideJSON(t *testing.T) {
	v := &vacancy.Vacancy{ID: "a1", Title: "Hovenier", Text: "Je bukt veel en zit op je knieën."}
	got := testReader(t).Read(v)
	line, err := GuideJSON(v, &got)
	if err != nil {
		t.Fatal(err)
	}
	var g Guide
	if err := json.Unmarshal(line, &g); err != nil {
		t.Fatal(err)
	}
	if g.ID != "a1" || len(g.Demands) != 1 || g.Demands[0].Key != "bend_kneel" || len(g.Demands[0].Keys) != 2 {
		t.Errorf("%s", line)
	}
}

// sampleText is an invented advertisement of ordinary length.
var sampleText = strings.Repeat("Voor ons team in de regio zoeken wij een collega die graag buiten werkt. "+
	"Je legt tegels en klinkers, tilt materiaal tot 25 kg en werkt in weer en wind. Wij bieden een goed salaris, "+
	"een vaste ploeg en ruimte om te leren.\n\nWat vragen we?\n- Je bent niet bang om vies te worden\n"+
	"- Je kunt zelfstandig werken, maar ook samen met collega's\n- Je hebt rijbewijs B\n", 9)

// TestHostileTexts reads texts that would take minutes if any step were more
// than linear: one endless sentence, and a megabyte of the same words.
func TestHostileTexts(t *testing.T) {
	r := testReader(t)
	for _, words := range []string{"tillen ", "geen zwaar tilwerk tilhulpmiddelen ", "je til 25 kg ", "niet ", "geen a, b, ",
		"van de grond tillen ", "(", "· ", "aA", "é ", "samenwerken met het team en "} {
		text := strings.Repeat(words, 100_000/len(words))
		got := r.Read(&vacancy.Vacancy{Title: words, Text: text})
		for _, d := range got.Demands {
			if len(d.More) > moreEvidence || len(d.Quote.Text) > quoteLong+8 {
				t.Errorf("%q: %d further quotes, %d bytes", words, len(d.More), len(d.Quote.Text))
			}
		}
	}
}

func BenchmarkRead(b *testing.B) {
	r := testReader(b)
	v := &vacancy.Vacancy{Title: "Stratenmaker", Text: sampleText[:3000]}
	b.SetBytes(int64(len(v.Text)))
	b.ReportAllocs()
	b.RunParallel(func(pb *testing.PB) {
		for pb.Next() {
			r.Read(v)
		}
	})
}

func BenchmarkReadCorpus(b *testing.B) {
	list := corpusVacancies(b)
	r := testReader(b)
	n := 0
	for i := range list {
		n += len(list[i].Text)
	}
	b.SetBytes(int64(n / len(list)))
	b.ReportAllocs()
	i := 0
	for b.Loop() {
		r.Read(&list[i%len(list)])
		i++
	}
}

func BenchmarkReadMegabyte(b *testing.B) {
	r := testReader(b)
	v := &vacancy.Vacancy{Text: strings.Repeat(sampleText, 1<<20/len(sampleText)+1)}
	b.SetBytes(int64(len(v.Text)))
	for b.Loop() {
		r.Read(v)
	}
}

func FuzzRead(f *testing.F) {
	r := testReader(f)
	for _, s := range []string{"Je tilt dozen tot 25 kg.", "geen\x00\xff\xfe", "• a\n• b", "10-20kg 1.000,5 kilo",
		"ervaringMinimaal 2 jaar", "een ́ accent", strings.Repeat("til ", 50), "€1.234,56 per uur (bruto)"} {
		f.Add("Medewerker", s)
	}
	f.Fuzz(func(t *testing.T, title, text string) {
		v := &vacancy.Vacancy{Title: title, Text: text}
		got := r.Read(v)
		for _, d := range got.Demands {
			src := v.Text
			if d.Quote.Field == InTitle {
				src = v.Title
			}
			if src[d.Quote.Start:d.Quote.End] != d.Quote.Text {
				t.Errorf("quote %q is not literal", d.Quote.Text)
			}
		}
	})
}
