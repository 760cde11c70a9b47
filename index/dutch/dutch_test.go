package dutch

import (
	_ "embed"
	"slices"
	"strings"
	"testing"
	"time"
	"unicode/utf8"
)

//go:embed testdata/compounds.txt
var compoundList string

func TestSplitCompounds(t *testing.T) {
	var total, split, right int
	for line := range dataLines(compoundList) {
		for entry := range strings.FieldsSeq(line) {
			if !strings.Contains(entry, "|") {
				continue
			}
			total++
			var want []string
			for part := range strings.SplitSeq(entry, "|") {
				want = append(want, strings.Split(part, "-")...)
			}
			got := Split(strings.ReplaceAll(entry, "|", ""))
			if len(got) > 1 {
				split++
			}
			if sameParts(got, want) {
				right++
			} else if len(got) > 1 {
				t.Logf("split %s as %v", entry, got)
			} else {
				t.Logf("not split: %s", entry)
			}
		}
	}
	precision, recall := float64(right)/float64(split), float64(right)/float64(total)
	t.Logf("%d compounds, precision %.3f, recall %.3f", total, precision, recall)
	if total < 300 || precision < 0.95 || recall < 0.90 {
		t.Errorf("%d compounds, precision %.3f, recall %.3f; want 300, 0.95, 0.90", total, precision, recall)
	}
}

// sameParts compares parts; linking letters may stand on either side of a bar.
func sameParts(got, want []string) bool {
	return slices.EqualFunc(got, want, func(g, w string) bool {
		return g == w || strings.TrimSuffix(w, "s") == g || strings.TrimSuffix(w, "en") == g || strings.TrimSuffix(w, "n") == g || strings.TrimSuffix(w, "e") == g
	})
}

func TestSplitLeavesWhole(t *testing.T) {
	for _, w := range strings.Fields(`loodgieter verpleegkundige medewerker werkgever werknemer verkeer vervoer onderhoud belasting
		monteur chauffeur nauwkeurig flexibel enthousiast zelfstandig verantwoordelijkheid organisatie opleiding ervaring
		samenwerken controleren analyseren verkopen wetenschappers reserveringen personeel restaurant vertegenwoordiger
		kinderen mensen keuken keukens magazijn machines C++ 24/7 mbo`) {
		if got := Split(w); len(got) != 1 {
			t.Errorf("Split(%s) = %v", w, got)
		}
	}
}

func norms(tokens []Token) string {
	var n []string
	for _, t := range tokens {
		n = append(n, t.Norm)
	}
	return strings.Join(n, " ")
}

func TestTokens(t *testing.T) {
	for in, want := range map[string]string{
		"C++, C# en .NET":                  "c++ , c# en .net",
		"ASP.NET, Node.js":                 "asp.net , node.js",
		"HBO-V of mbo-4":                   "hbo-v of mbo-4",
		"2-ploegen, 24/7, e-mail":          "2-ploegen , 24/7 , e-mail",
		"geen 9-tot-5-mentaliteit":         "geen 9-tot-5-mentaliteit",
		"m/v/x (M/V)":                      "m/v/x ( m/v )",
		"o.a. bijv. i.p.v. B.V.":           "oa bijv ipv bv",
		"'s-Hertogenbosch en ’s nachts":    "'s-hertogenbosch en 's nachts",
		"foto's, auto’s":                   "foto's , auto's",
		"jan.p@bedrijf.nl bel!":            "jan.p@bedrijf.nl bel !",
		"zie www.bedrijf.nl/werk.":         "zie www.bedrijf.nl/werk .",
		"werken-bij.nl":                    "werken-bij.nl",
		"caf\u00e9 cafe\u0301 caf&eacute;": "cafe cafe cafe",
		"&euro; 2.600,50":                  "€ 2.600,50",
		"zorg&amp;welzijn":                 "zorg & welzijn",
		"schoon\u00admaak":                 "schoonmaak",
		"a\u00a0b\r\nc":                    "a b c",
		"25kg tot 3m":                      "25 kg tot 3 m",
		"36u 40uur":                        "36 u 40 uur",
		"4x9 3D H2O":                       "4x9 3d h2o",
		"32-40 0,6–0,8":                    "32 - 40 0,6 – 0,8",
		"07:30-16.00":                      "07:30 - 16.00",
		"kostenIntensieve":                 "kosten intensieve",
		"JavaScript LinkedIn":              "javascript linkedin",
		"Utrecht.Wat ga":                   "utrecht . wat ga",
		"2026Wij zoeken":                   "2026 wij zoeken",
		"laad- en loswerk":                 "laad - en loswerk",
		`28\-36 uur, € 2\.200 \* zit\-sta`: "28 - 36 uur , € 2.200 * zit-sta",
		"coördinator één":                  "coordinator een",
		"":                                 "",
		"\xff\xfe":                         "\ufffd \ufffd",
	} {
		got := norms(Tokens(in))
		if got != want {
			t.Errorf("Tokens(%q) = %q, want %q", in, got, want)
		}
	}
}

func TestSentences(t *testing.T) {
	for _, c := range []struct{ in, want string }{
		{"Je werkt o.a. met Excel. Je tilt niet.", "Je werkt o.a. met Excel.|Je tilt niet."},
		{"(1 jaar ervaring)25 vakantiedagen", "(1 jaar ervaring)|25 vakantiedagen"},
		{"in Utrecht.Wat ga je doen?", "in Utrecht.|Wat ga je doen?"},
		{"Taken:\n- tillen\n- sjouwen", "Taken:|- tillen|- sjouwen"},
		{"• rijbewijs B • heftruck", "• rijbewijs B|• heftruck"},
		{"Max. 25 kg. Min. 3 jaar.", "Max. 25 kg.|Min. 3 jaar."},
		{"Een medewerker m/v/x. Bijv. in Tiel.", "Een medewerker m/v/x.|Bijv. in Tiel."},
		{"Excel, Word e.d. Je werkt alleen.", "Excel, Word e.d.|Je werkt alleen."},
		{"Kom jij? Bel! 's Avonds ook.", "Kom jij?|Bel!|'s Avonds ook."},
		{"Eigen kantineGoede sfeer", "Eigen kantine|Goede sfeer"},
		{"Een lange regel die door een mailprogramma is afgebroken en dan\nverder gaat op de volgende.", "Een lange regel die door een mailprogramma is afgebroken en dan\nverder gaat op de volgende."},
		{"rijbewijs b\nheftruck", "rijbewijs b|heftruck"},
		{"Alinea een\r\n\r\nalinea twee", "Alinea een|alinea twee"},
		{"1. Werk netjes. 2. Werk snel.", "1. Werk netjes.|2. Werk snel."},
	} {
		tx := Parse(c.in)
		var got []string
		for _, s := range tx.Sentences {
			got = append(got, c.in[s.Start:s.End])
		}
		if g := strings.Join(got, "|"); g != c.want {
			t.Errorf("%q\n got %q\nwant %q", c.in, g, c.want)
		}
	}
}

func TestStemJoins(t *testing.T) {
	for _, group := range []string{
		"keuken keukens", "foto foto's", "montage monteren monteert gemonteerd", "tillen tilt til getild",
		"medewerker medewerkers", "zwaar zware", "klant klanten", "machine machines", "pakket pakketten pakketje",
		"huis huizen", "bedrijf bedrijven", "taak taken", "mogelijkheid mogelijkheden", "werken werkt werk gewerkt werkend",
		"inpakken inpakt ingepakt", "verkopen verkoopt verkocht", "rijden rijdt reed gereden", "vacature vacatures",
		"monteur monteurs", "auto auto's", "chauffeur chauffeurs", "licht lichte", "schoonmaken", "vrachtwagen vrachtwagens",
		"cliënt cliënten", "functie functies", "categorie categorieën", "kantoor kantoren", "persoon personen", "doos dozen",
	} {
		words := strings.Fields(group)
		for _, w := range words[1:] {
			if Stem(w) != Stem(words[0]) {
				t.Errorf("Stem(%s) = %s, Stem(%s) = %s", w, Stem(w), words[0], Stem(words[0]))
			}
		}
	}
	for _, w := range []string{"c++", "c#", ".net", "hbo-v", "2-ploegen", "mbo-4", "24/7"} {
		if Stem(w) != w {
			t.Errorf("Stem(%s) = %s", w, Stem(w))
		}
	}
	for _, apart := range []string{"kant klant", "werk wer", "leiding leider", "bus buis", "kas kassa", "man maand"} {
		a, b, _ := strings.Cut(apart, " ")
		if Stem(a) == Stem(b) {
			t.Errorf("%s and %s share the stem %s", a, b, Stem(a))
		}
	}
}

func TestQuantities(t *testing.T) {
	for _, c := range []struct {
		text           string
		min, max       float64
		hasMin, hasMax bool
		unit           Unit
	}{
		{"tillen tot 25 kg", 25, 25, false, true, Kilogram},
		{"tot en met 25 kilo", 25, 25, false, true, Kilogram},
		{"10-15kg", 10, 15, true, true, Kilogram},
		{"maximaal 5 kilo", 5, 5, false, true, Kilogram},
		{"minimaal 2 jaar ervaring", 2, 2, true, false, Year},
		{"ten minste drie jaar", 3, 3, true, false, Year},
		{"tussen 24 en 32 uur", 24, 32, true, true, Hour},
		{"24 t/m 32 uur", 24, 32, true, true, Hour},
		{"24 à 32 uren", 24, 32, true, true, Hour},
		{"20+ uur", 20, 20, true, false, Hour},
		{"2 tot 4 graden", 2, 4, true, true, Celsius},
		{"bij -18 °C", -18, -18, true, true, Celsius},
		{"85 dB(A)", 85, 85, true, true, Decibel},
		{"€ 2.600 - € 3.200", 2600, 3200, true, true, Euro},
		{"€2.600,- tot €3.200,-", 2600, 3200, true, true, Euro},
		{"5 meter hoog", 5, 5, true, true, Metre},
		{"0,6–0,8 fte", 0.6, 0.8, true, true, FTE},
		{"200 stuks per uur", 200, 200, true, true, Piece},
	} {
		q := AppendQuantities(nil, Tokens(c.text))
		if len(q) == 0 || q[0].Min != c.min || q[0].Max != c.max || q[0].HasMin != c.hasMin || q[0].HasMax != c.hasMax || q[0].Unit != c.unit {
			t.Errorf("AppendQuantities(%q) = %+v", c.text, q)
		}
	}
}

func TestFindClocks(t *testing.T) {
	for _, c := range []struct {
		text     string
		from, to int
	}{
		{"07:00 - 15:30", 420, 930}, {"van 7.00 tot 15.30 uur", 420, 930}, {"van 8 tot 17 uur", 480, 1020},
		{"22:00-06:00", 1320, 1800}, {"8u30 tot 17u00", 510, 1020},
	} {
		k := FindClocks(Tokens(c.text))
		if len(k) != 1 || k[0].From != c.from || k[0].To != c.to {
			t.Errorf("FindClocks(%q) = %+v", c.text, k)
		}
	}
	for _, text := range []string{"een contract van 16 tot 24 uur", "tussen 24 en 32 uur", "van 24 tot 32 uur per week", "2.600 - 3.200"} {
		if k := FindClocks(Tokens(text)); len(k) != 0 {
			t.Errorf("FindClocks(%q) = %+v", text, k)
		}
	}
}

func TestAppendDates(t *testing.T) {
	ref := time.Date(2026, 11, 25, 9, 30, 0, 0, time.UTC) // a Wednesday
	for in, want := range map[string]string{
		"2026-11-02": "2026-11-02", "2026-7-27": "2026-07-27",
		"2-11-2026": "2026-11-02", "02/11/26": "2026-11-02", "2.11.2026": "2026-11-02", "2 november 2026": "2026-11-02",
		"maandag 2 nov. 2026": "2026-11-02", "1 januari": "2027-01-01", "31 okt": "2026-10-31", "vandaag": "2026-11-25",
		"gisteren": "2026-11-24", "eergisteren": "2026-11-23", "3 dagen geleden": "2026-11-22", "30+ dagen geleden": "2026-10-26",
		"een week geleden": "2026-11-18", "over twee weken": "2026-12-09", "volgende week": "2026-12-02", "vorige maand": "2026-10-25",
		"afgelopen maandag": "2026-11-23", "komende vrijdag": "2026-11-27", "per direct": "2026-11-25", "2 days ago": "2026-11-23",
		"november 2026": "2026-11-01",
		"5 uur geleden": "2026-11-25", "ma 2 nov 2026": "2026-11-02",
	} {
		if got := AppendDates(nil, Tokens(in), ref); len(got) == 0 || got[0].Day.Format(time.DateOnly) != want {
			t.Errorf("AppendDates(%q) = %v; want %s", in, got, want)
		}
	}
	for _, in := range []string{"", "geen datum", "31-02-2026", "99-99-9999", "32 uur"} {
		if got := AppendDates(nil, Tokens(in), ref); len(got) > 0 {
			t.Errorf("AppendDates(%q) = %v", in, got)
		}
	}
}

func TestParseNumber(t *testing.T) {
	for in, want := range map[string]float64{"2.600": 2600, "17,50": 17.5, "2.600,50": 2600.5, "3.5": 3.5, "1.234.567": 1234567, "0,125": 0.125, "36": 36, "3,000.50": 3000.5} {
		if got, ok := ParseNumber(in); !ok || got != want {
			t.Errorf("ParseNumber(%q) = %v, %v; want %v", in, got, ok, want)
		}
	}
	for word, want := range map[string]float64{"vierentwintig": 24, "zevenendertig": 37, "negenenveertig": 49, "twaalf": 12, "anderhalf": 1.5} {
		if got, ok := NumberWord(word); !ok || got != want {
			t.Errorf("NumberWord(%q) = %v, %v", word, got, ok)
		}
	}
}

func TestCompilePhrasesRefuses(t *testing.T) {
	for _, p := range []string{"", "..2 woord", "[te] tillen", "a ..x b", "a *"} {
		if _, err := CompilePhrases([]string{p}); err == nil {
			t.Errorf("pattern %q was accepted", p)
		}
	}
}

// FuzzParse: whatever the text, offsets are in order and literal, sentences
// cover all tokens, and every finder survives.
func FuzzParse(f *testing.F) {
	for _, s := range []string{"Je tilt tot 25 kg.", "€ 2.600 - € 3.200 p/m", "&euro;&nbsp;3k", "'s-Gravenhage", "ervaring)25", "\u0301\u00ad", "۰&#48;&#65;", "a@b.nl", "@", "4x9 0,6–0,8 fte 7:00-15:30", "1.2.3.4"} {
		f.Add(s)
	}
	ref := time.Date(2026, 1, 31, 0, 0, 0, 0, time.UTC)
	f.Fuzz(func(t *testing.T, s string) {
		tx := Parse(s)
		end := 0
		for _, k := range tx.Tokens {
			if k.Start < end || k.End <= k.Start || k.End > len(s) || s[k.Start:k.End] != k.Text {
				t.Fatalf("token %+v in %q", k, s)
			}
			if utf8.ValidString(s) && !utf8.ValidString(k.Text) {
				t.Fatalf("token cuts a rune: %q", k.Text)
			}
			end = k.End
			Split(k.Norm)
			Stem(k.Norm)
		}
		next := 0
		for _, x := range tx.Sentences {
			if x.First != next || x.Last <= x.First {
				t.Fatalf("sentence %+v in %q", x, s)
			}
			next = x.Last
		}
		if next != len(tx.Tokens) {
			t.Fatalf("sentences end at %d of %d", next, len(tx.Tokens))
		}
		for i := 0; i < len(tx.Tokens); i += 1 + len(tx.Tokens)/50 {
			if lo, hi := Clause(tx.Tokens, i); lo > i || hi <= i {
				t.Fatalf("clause %d-%d around %d", lo, hi, i)
			}
		}
		AppendQuantities(nil, tx.Tokens)
		FindClocks(tx.Tokens)
		AppendDates(nil, tx.Tokens, ref)
	})
}

const sample = "Je tilt regelmatig dozen tot 20 kg en bent de hele dag in beweging. Geen zwaar tilwerk, wél afwisseling!\n- 32-40 uur per week\n- € 2.600 - € 3.200 bruto per maand\nVrachtwagenchauffeurs en coördinatoren gezocht. "

func BenchmarkParse(b *testing.B) {
	s := strings.Repeat(sample, 10)
	tx := new(Text)
	b.SetBytes(int64(len(s)))
	b.ReportAllocs()
	for b.Loop() {
		tx.Reset(s)
	}
}

func BenchmarkSplit(b *testing.B) {
	buf := make([]string, 0, 8)
	b.ReportAllocs()
	for b.Loop() {
		buf = AppendSplit(buf[:0], "vrachtwagenchauffeurs")
	}
}

func BenchmarkStem(b *testing.B) {
	b.ReportAllocs()
	for b.Loop() {
		Stem("medewerkers")
	}
}
