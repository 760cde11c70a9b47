package duplicate

import (
	"bufio"
	"encoding/json"
	"fmt"
	"math"
	"os"
	"regexp"
	"slices"
	"strings"
	"testing"

	"passend/index/corpustest"
	"passend/index/vacancy"

	"github.com/google/go-cmp/cmp"
	"github.com/google/go-cmp/cmp/cmpopts"
	"pgregory.net/rapid"
)

func ad(id, title, employer, place, text string) vacancy.Vacancy {
	v := vacancy.Vacancy{ID: id, Title: title, Employer: employer, Text: text}
	if place != "" {
		v.Places = []vacancy.Place{{Name: place}}
	}
	return v
}

const baker = `Bakkerij De Gouden Korst in Meppel zoekt een inpakker voor de ochtend. Je pakt brood en banket in voor de winkels in de regio.
Je controleert of de bestelling klopt en zet de kratten klaar voor de chauffeur. Het werk is staand, je tilt kratten tot ongeveer tien kilo.
Wij vragen dat je op tijd kunt beginnen, netjes werkt en Nederlands verstaat. Ervaring is niet nodig, wij leren je alles wat je moet weten.
Wij bieden een contract voor vierentwintig uur per week, loon volgens de cao en brood voor thuis. De werkdag begint om vijf uur en eindigt om elf uur.
Bij ons werk je in een klein team waarin iedereen elkaar helpt. Reageren kan met een korte brief en een overzicht van je werk tot nu toe.`

func TestCompare(t *testing.T) {
	base := ad("a", "Inpakker bakkerij", "Bakkerij De Gouden Korst B.V.", "Meppel", baker)
	agency := ad("b", "Inpakker bakkerij (m/v)", "Uitzendbureau Noorderflex", "Meppel",
		"Ben jij een ochtendmens? Lees dan snel verder!\n"+strings.ReplaceAll(strings.ReplaceAll(baker, "Bakkerij De Gouden Korst", "Onze opdrachtgever"), "Reageren kan met een korte brief en een overzicht van je werk tot nu toe.", "Solliciteer direct via de knop of bel met onze intercedent."))
	tests := []struct {
		name string
		b    vacancy.Vacancy
		want Relation
	}{
		{"itself", base, Duplicate},
		{"an agency's wording", agency, Duplicate},
		{"another place", ad("c", "Inpakker bakkerij", "Bakkerij De Gouden Korst", "Assen", strings.ReplaceAll(baker, "Meppel", "Assen")), Variant},
		{"no place stated", ad("d", "Inpakker bakkerij", "Bakkerij De Gouden Korst", "", baker), Duplicate},
		{"another job in the same words", ad("e", "Chauffeur bakwagen", "Bakkerij De Gouden Korst", "Meppel", baker), Different},
		{"another rank", ad("f", "Teamleider inpakker bakkerij", "Bakkerij De Gouden Korst", "Meppel", baker), Different},
		{"hours in the title", ad("g", "Inpakker bakkerij (24 uur)", "De Gouden Korst", "Meppel", baker), Duplicate},
		{"another text", ad("h", "Inpakker bakkerij", "Bakkerij De Gouden Korst", "Meppel", "Wij zoeken iemand die in het weekend helpt met het vullen van dozen met gebak, in een rustige hal met vaste collega's en een vaste plek."), Different},
		{"an employer with the same template", ad("i", "Inpakker bakkerij", "Broodhuis Vledder", "Meppel", baker[:len(baker)/2]+" Bij het Broodhuis gaat alles met de hand, en op zaterdag bakken we samen met de klanten in de winkel achter de molen aan de vaart."), Different},
	}
	a := Of(&base)
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			b := Of(&tt.b)
			if got := Compare(&a, &b); got != tt.want {
				j, c, n := Overlap(&a, &b)
				t.Errorf("got %v, want %v (jaccard %.2f, containment %.2f, shared %d)", got, tt.want, j, c, n)
			}
			if Compare(&a, &b) != Compare(&b, &a) {
				t.Error("not symmetric")
			}
		})
	}
}

func TestGroups(t *testing.T) {
	x := NewIndex()
	for _, v := range []vacancy.Vacancy{
		ad("1", "Inpakker", "De Gouden Korst", "Meppel", baker),
		ad("2", "Planner", "Vervoer Oost", "Almelo", "Je plant ritten en spreekt met chauffeurs over hun dag. Je werkt aan een bureau en belt veel met klanten en garages."),
		ad("3", "Inpakker", "De Gouden Korst", "Assen", baker),
		ad("4", "Inpakker (m/v)", "Flexbureau Drenthe", "Meppel", baker+" Solliciteer via ons uitzendbureau."),
	} {
		x.Add(v.ID, Of(&v))
	}
	if diff := cmp.Diff([][]string{{"1", "3", "4"}}, x.Groups()); diff != "" {
		t.Error(diff)
	}
}

func TestNormalizeEmployer(t *testing.T) {
	tests := []struct{ in, want string }{
		{"Bakkerij Jansma B.V.", "bakkerij jansma"}, {"Bakkerij Jansma BV", "bakkerij jansma"}, {"BAKKERIJ JANSMA", "bakkerij jansma"},
		{"Jansma Holding N.V.", "jansma"}, {"De Jansma Groep", "jansma"}, {"Stichting Zorg & Co", "zorg en"},
		{"Bakkerij Jansma via Flexbureau Noord", "bakkerij jansma"}, {"Flexbureau Noord namens Bakkerij Jansma", "bakkerij jansma"},
		{"www.jansma.nl", "jansma"}, {"Jansma Nederland B.V.", "jansma"}, {"A.B.C. Techniek", "abc techniek"}, {"Groep", "groep"}, {"", ""}, {"Café ’t Hoekje", "cafe t hoekje"},
	}
	for _, tt := range tests {
		if got := NormalizeEmployer(tt.in); got != tt.want {
			t.Errorf("NormalizeEmployer(%q) = %q, want %q", tt.in, got, tt.want)
		}
	}
	rapid.Check(t, func(t *rapid.T) {
		s := rapid.String().Draw(t, "name")
		once := NormalizeEmployer(s)
		if strings.Contains(" "+once+" ", " via ") || strings.Contains(once, " namens ") {
			return // a name whose words only meet after folding
		}
		if strings.TrimSpace(once) != once {
			t.Fatalf("%q has spaces around it", once)
		}
	})
}

// TestBranches: the place of a branch is no other employer, and a place that
// tells two employers apart is kept.
func TestBranches(t *testing.T) {
	for _, same := range [][]string{
		{"Bakkerij Jansma", "Bakkerij Jansma (Zwolle)", "Bakkerij Jansma B.V. (vestiging Zwolle)", "Bakkerij Jansma - Zwolle", "Bakkerij Jansma, Zwolle",
			"Bakkerij Jansma B.V. Zwolle", "Bakkerij Jansma BV Den Haag", "Bakkerij Jansma vestiging Sint Odiliënberg", "Bakkerij Jansma locatie Zwolle"},
		{"Jansma", "Jansma N.V. Utrecht", "Jansma B.V. - Utrecht", "Jansma Holding B.V. (Utrecht)"},
	} {
		for _, name := range same[1:] {
			if got, want := NormalizeEmployer(name), NormalizeEmployer(same[0]); got != want {
				t.Errorf("%q has the key %q, %q has %q", name, got, same[0], want)
			}
		}
	}
	for _, pair := range [][2]string{
		{"Gemeente Zwolle", "Gemeente Utrecht"}, {"Gemeente (Zwolle)", "Gemeente (Utrecht)"}, {"Hogeschool Utrecht", "Hogeschool Rotterdam"},
		{"Hotel Restaurant - Zwolle", "Hotel Restaurant - Utrecht"}, {"Apotheek Zwolle", "Apotheek"}, {"Politie, Rotterdam", "Politie, Utrecht"},
		{"GGD regio Utrecht", "GGD regio Zwolle"}, {"Zwolle B.V.", "Utrecht B.V."}, {"Jansma B.V. Transport", "Jansma B.V."},
		{"Bakkerij Jansma (met winkel)", "Bakkerij Jansma (groothandel)"}, {"Waterschap Voorst", "Waterschap Lochem"}, {"De Groep Zwolle", "De Groep Utrecht"},
		{"Thuiszorg (Utrecht)", "Thuiszorg (Zwolle)"}, {"Autobedrijf Jansma", "Autobedrijf Jansen"}, {"Bouwbedrijf Jansma", "Bakkerij Jansma"},
	} {
		if a, b := NormalizeEmployer(pair[0]), NormalizeEmployer(pair[1]); a == b {
			t.Errorf("%q and %q are both %q", pair[0], pair[1], a)
		}
	}
}

func TestIsAgency(t *testing.T) {
	tests := []struct {
		name, text string
		want       bool
	}{
		{"Uitzendbureau Noord", "", true}, {"Bakkerij Jansma via Flexteam", "", true}, {"Techniek Detachering Oost", "", true},
		{"Bakkerij Jansma", "Wij zoeken een inpakker.", false}, {"Bureau Kans", "Voor onze opdrachtgever in Zwolle zoeken wij een inpakker.", true},
		{"Bureau Kans", "Je werkt op uitzendbasis. De intercedent belt je.", true}, {"Adviesbureau Kade", "Je denkt mee met de opdrachtgever.", false},
		{"", "", false},
	}
	for _, tt := range tests {
		if got := IsAgency(tt.name, tt.text); got != tt.want {
			t.Errorf("IsAgency(%q, %q) = %v", tt.name, tt.text, got)
		}
	}
}

func FuzzOf(f *testing.F) {
	f.Add("Inpakker", "Jansma via Noord", "Wij zoeken iemand.", "Meppel")
	f.Add("", "", "", "")
	f.Fuzz(func(t *testing.T, title, employer, text, place string) {
		v := ad("x", title, employer, place, text)
		s := Of(&v)
		if len(s.Hashes) > sample {
			t.Fatalf("%d hashes", len(s.Hashes))
		}
		if len(s.Hashes) >= shortSketch && Compare(&s, &s) != Duplicate {
			t.Fatal("not a duplicate of itself")
		}
	})
}

func TestStoredForm(t *testing.T) {
	for _, v := range []vacancy.Vacancy{ad("a", "Inpakker bakkerij", "Flexbureau Noord", "Meppel", baker), ad("b", "", "", "", ""), ad("c", "x", "", "Den Haag", "kort")} {
		s := Of(&v)
		b, err := s.MarshalBinary()
		if err != nil {
			t.Fatal(err)
		}
		var back Sketch
		if err := back.UnmarshalBinary(b); err != nil {
			t.Fatal(err)
		}
		if diff := cmp.Diff(s, back, cmpopts.EquateEmpty()); diff != "" {
			t.Error(diff)
		}
	}
}

func FuzzUnmarshal(f *testing.F) {
	f.Add([]byte{sketchVersion, 0, 1, 1, 'a', 0, 0, 7, 9})
	f.Fuzz(func(t *testing.T, b []byte) {
		var s Sketch
		if s.UnmarshalBinary(b) != nil {
			return
		}
		again, err := s.MarshalBinary()
		var back Sketch
		if err != nil || back.UnmarshalBinary(again) != nil || !cmp.Equal(s, back) {
			t.Fatalf("%v: %+v is not %+v", err, back, s)
		}
	})
}

func corpus(t testing.TB) []vacancy.Vacancy {
	f, err := os.Open(corpustest.Path(t, "corpus", "vacancies.jsonl"))
	if err != nil {
		t.Fatal(err)
	}
	defer f.Close()
	var all []vacancy.Vacancy
	lines := bufio.NewScanner(f)
	lines.Buffer(nil, 1<<22)
	for lines.Scan() {
		var r struct{ ID, Title, Employer, Place, Text string }
		if err := json.Unmarshal(lines.Bytes(), &r); err != nil {
			t.Fatal(err)
		}
		all = append(all, ad(r.ID, r.Title, r.Employer, r.Place, r.Text))
	}
	if err := lines.Err(); err != nil {
		t.Fatal(err)
	}
	return all
}

// score counts judgements; a duplicate taken for a variant, or the other way
// round, is an error in both.
type score struct {
	right, wrong, missed int
	say                  []string
}

func (s *score) judge(name string, got, want Relation) {
	if got != Different && got == want {
		s.right++
		return
	}
	if got != Different {
		s.wrong++
	}
	if want != Different {
		s.missed++
	}
	if got != want {
		s.say = append(s.say, fmt.Sprintf("%s: %v, want %v", name, got, want))
	}
}

func (s *score) report(t *testing.T, what string) {
	precision := float64(s.right) / math.Max(1, float64(s.right+s.wrong))
	recall := float64(s.right) / math.Max(1, float64(s.right+s.missed))
	t.Logf("%s: precision %.3f, recall %.3f (%d right, %d wrong, %d missed)", what, precision, recall, s.right, s.wrong, s.missed)
	for i, line := range s.say {
		if i < 12 {
			t.Log(line)
		}
	}
	if precision < 0.98 || recall < 0.90 {
		t.Errorf("%s: want precision 0.98 and recall 0.90", what)
	}
}

// TestLabelledPairs measures on natural pairs of the corpus.
func TestLabelledPairs(t *testing.T) {
	byID := map[string]Sketch{}
	for _, v := range corpus(t) {
		byID[v.ID] = Of(&v)
	}
	labels, err := os.ReadFile("testdata/labels.txt")
	if err != nil {
		t.Fatal(err)
	}
	var s score
	for line := range strings.Lines(string(labels)) {
		var a, b, want string
		if n, _ := fmt.Sscan(line, &a, &b, &want); n != 3 || a == "#" {
			continue
		}
		x, okX := byID[a]
		y, okY := byID[b]
		if !okX || !okY {
			continue
		}
		s.judge(a+" "+b, Compare(&x, &y), map[string]Relation{"different": Different, "variant": Variant, "duplicate": Duplicate}[want])
	}
	s.report(t, "natural pairs")
}

var (
	intros = []string{"Ben jij toe aan een nieuwe stap? Dan is dit iets voor jou!", "Voor een mooie organisatie in de regio zijn wij op zoek naar versterking.", "Lees snel verder en ontdek of deze baan bij je past."}
	outros = []string{"Enthousiast geworden? Solliciteer via de knop of bel met onze intercedent voor meer informatie.", "Je start op uitzendbasis met uitzicht op een contract bij de opdrachtgever. Ons bureau begeleidt je van begin tot eind."}
	ends   = regexp.MustCompile(`[.!?]\s+|\n`)
)

// asAgency is the advertisement as an agency would post it: the employer's
// name gone, words before and after, every ninth sentence left out.
func asAgency(v vacancy.Vacancy, n int) vacancy.Vacancy {
	text := v.Text
	if len(v.Employer) > 3 {
		text = strings.ReplaceAll(text, v.Employer, "onze opdrachtgever")
	}
	var b strings.Builder
	b.WriteString(intros[n%len(intros)] + "\n")
	last, i := 0, 0
	for _, at := range append(ends.FindAllStringIndex(text, -1), []int{len(text), len(text)}) {
		if i++; i%9 != n%9 {
			b.WriteString(text[last:at[1]])
		}
		last = at[1]
	}
	b.WriteString("\n" + outros[n%len(outros)])
	w := ad(v.ID+"+", v.Title+" m/v", "Uitzendbureau De Schakel", v.PlaceNames(), b.String())
	return w
}

// TestRewrittenAds measures on corpus texts changed as agencies and
// cross-posters change them, each against every other in the index.
func TestRewrittenAds(t *testing.T) {
	all := corpus(t)
	x := NewIndex()
	var chosen []vacancy.Vacancy
	seen := map[string]bool{}
	for i, v := range all {
		key := NormalizeEmployer(v.Employer)
		if i%3 != 0 || len(v.Text) < 600 || len(v.Places) == 0 || len(Of(&v).Places) == 0 || seen[key] || len(Of(&v).Title) == 0 {
			continue
		}
		seen[key] = true
		chosen = append(chosen, v)
		x.Add(v.ID, Of(&v))
	}
	var s score
	unbanded := 0
	for i, v := range chosen {
		moved := v
		moved.ID, moved.Places = v.ID+"~", []vacancy.Place{{Name: "Sint Odiliënberg"}}
		moved.Text = strings.ReplaceAll(v.Text, strings.Split(v.PlaceNames(), ",")[0], "Sint Odiliënberg")
		// The third is another job of the same employer: the frame of the text
		// with another text's middle.
		other := chosen[(i+1)%len(chosen)]
		mixed := ad(v.ID+"x", other.Title, v.Employer, v.PlaceNames(), cut(v.Text, 0, 0.25)+cut(other.Text, 0.25, 0.75)+cut(v.Text, 0.75, 1))
		for _, c := range []struct {
			v    vacancy.Vacancy
			want Relation
		}{{asAgency(v, i), Duplicate}, {moved, Variant}, {mixed, Different}} {
			sketch := Of(&c.v)
			got := Different
			if base := Of(&v); c.want != Different && !meetAny(sketch.Bands(), base.Bands()) {
				unbanded++
			}
			for _, m := range x.Find(&sketch) {
				if m.ID == v.ID {
					got = m.Relation
				} else if c.want != Different {
					s.wrong++
					s.say = append(s.say, c.v.ID+" also found "+m.ID)
				}
			}
			s.judge(c.v.ID, got, c.want)
		}
	}
	t.Logf("%d advertisements, three changed ones of each", len(chosen))
	s.report(t, "rewritten ads")
	t.Logf("%d pairs share no band", unbanded)
	if unbanded > len(chosen)/50 {
		t.Error("bands lose duplicates")
	}
}

func meetAny(a, b []uint64) bool {
	return slices.ContainsFunc(a, func(x uint64) bool { return slices.Contains(b, x) })
}

func cut(s string, from, to float64) string {
	return strings.ToValidUTF8(s[int(from*float64(len(s))):int(to*float64(len(s)))], "")
}

func BenchmarkOf(b *testing.B) {
	v := ad("a", "Inpakker bakkerij", "Bakkerij De Gouden Korst B.V.", "Meppel", strings.Repeat(baker+"\n", 2))
	b.SetBytes(int64(len(v.Text)))
	for b.Loop() {
		Of(&v)
	}
}

func BenchmarkFind(b *testing.B) {
	all := corpus(b)
	x := NewIndex()
	var sketches []Sketch
	for _, v := range all {
		s := Of(&v)
		sketches = append(sketches, s)
		x.Add(v.ID, s)
	}
	for i := 0; b.Loop(); i++ {
		x.Find(&sketches[i%len(sketches)])
	}
}
