package place

import (
	"bufio"
	"encoding/json"
	"errors"
	"os"
	"strings"
	"testing"

	"passend/index/corpustest"
)

func TestEmbeddedDataLoads(t *testing.T) {
	g, err := load()
	if err != nil {
		t.Fatal(err)
	}
	if len(g.places) < 3300 {
		t.Errorf("%d places", len(g.places))
	}
	for i := 1; i < len(g.ranges); i++ {
		a, b := g.ranges[i-1], g.ranges[i]
		if a.country == b.country && b.first <= a.last {
			t.Errorf("postcode ranges overlap at %d", b.first)
		}
	}
	for _, p := range g.places {
		if p.Point.Lat < 49.4 || p.Point.Lat > 53.6 || p.Point.Lon < 2.4 || p.Point.Lon > 7.3 {
			t.Errorf("%s lies outside the Low Countries: %v", p.Name, p.Point)
		}
	}
}

func TestResolve(t *testing.T) {
	g := Default()
	for _, c := range []struct {
		text, name, province string
		uncertain, region    bool
	}{
		{"Utrecht, Netherlands", "Utrecht", "UT", false, false},
		{"Rosmalen, NB, NL", "Rosmalen", "NB", false, false},
		{"TIELT", "Tielt", "VWV", false, false},
		{"regio Utrecht", "Utrecht", "UT", true, false},
		{"provincie Utrecht", "Utrecht", "UT", false, true},
		{"Noord-Brabant", "Noord-Brabant", "NB", false, true},
		{"North Brabant, Netherlands", "Noord-Brabant", "NB", false, true},
		{"Rotterdam e.o.", "Rotterdam", "ZH", true, false},
		{"'s-Hertogenbosch", "'s-Hertogenbosch", "NB", false, false},
		{"’s-Hertogenbosch", "'s-Hertogenbosch", "NB", false, false},
		{"Den Bosch, NB", "'s-Hertogenbosch", "NB", false, false},
		{"'s-Gravenhage", "Den Haag", "ZH", false, false},
		{"The Hague, South Holland, Netherlands", "Den Haag", "ZH", false, false},
		{"Ljouwert", "Leeuwarden", "FR", false, false},
		{"Bruxelles", "Brussel", "BRU", false, false},
		{"Courtrai", "Kortrijk", "VWV", false, false},
		{"Hengelo OV", "Hengelo", "OV", false, false},
		{"Hengelo (Gld)", "Hengelo", "GE", false, false},
		{"Hengelo, Gelderland", "Hengelo", "GE", false, false},
		{"Hengelo", "Hengelo", "OV", true, false},
		{"Rijswijk, NB", "Rijswijk", "NB", false, false},
		{"Vreewijk, Rotterdam", "Vreewijk", "ZH", false, false},
		{"Hogeweide, Utrecht", "Utrecht", "UT", true, false},
		{"Utrecht Noordwest, UT, NL", "Utrecht", "UT", true, false},
		{"3512 AB Utrecht", "Utrecht", "UT", false, false},
		{"3512 JE", "Utrecht", "UT", true, false},
		{"Capelle a/d IJssel", "Capelle aan den IJssel", "ZH", false, false},
		{"Almere", "Almere", "FL", false, false},
		{"Gent, Vlaanderen, België", "Gent", "VOV", false, false},
		{"Limburg (Provincie), België", "Belgisch-Limburg", "VLI", false, true},
		{"Nederland", "Nederland", "", false, true},
		{"the Randstad, Netherlands", "Randstad", "", false, true},
		{"Twente", "Twente", "OV", false, true},
	} {
		p, ok := g.Resolve(c.text)
		if !ok || p.Name != c.name || p.Province != c.province || p.Uncertain != c.uncertain || p.Region != c.region {
			t.Errorf("Resolve(%q) = %+v, %v", c.text, p, ok)
		}
	}
	for _, text := range []string{"", "  ", "xyzzy", "?!", "123456"} {
		if p, ok := g.Resolve(text); ok {
			t.Errorf("Resolve(%q) = %+v", text, p)
		}
	}
}

// TestCorpusPlaces measures the share of real place fields that resolve.
func TestCorpusPlaces(t *testing.T) {
	f, err := os.Open(corpustest.Path(t, "corpus", "vacancies.jsonl"))
	if err != nil {
		t.Fatal(err)
	}
	defer f.Close()
	g, total, resolved := Default(), 0, 0
	s := bufio.NewScanner(f)
	s.Buffer(nil, 1<<22)
	for s.Scan() {
		var v struct{ Place string }
		if err := json.Unmarshal(s.Bytes(), &v); err != nil {
			t.Fatal(err)
		}
		if v.Place == "" {
			continue
		}
		total++
		if _, ok := g.Resolve(v.Place); ok {
			resolved++
		}
	}
	share := float64(resolved) / float64(total)
	t.Logf("%d of %d place fields resolved: %.4f", resolved, total, share)
	if share < 0.97 {
		t.Errorf("share %.4f is below 0.97", share)
	}
}

const geoNames = "NL\t1234\tTestdorp\tNoord-Brabant\t06\tTeststad Municipality\t0001\t\t\t51.5\t5.2\t\nNL\t1235\tTestdorp\tNoord-Brabant\t06\tTeststad\t0001\t\t\t51.6\t5.3\t\nDE\t1236\tX\t\t\t\t\t\t\t50\t6\t\n"

const fourPP = "id,postcode,\"woonplaats\",\"alternatieve_schrijfwijzen\",\"gemeente\",\"provincie\",\"netnummer\",latitude,longitude,\"soort\"\n1,1234,\"Testdorp\",\"\",\"Teststad\",\"Noord-Brabant\",\"000\",51.5,5.2,\"\"\n2,1235,\"Leeg\",\"\",\"\",\"\",\"\",,,\"\"\n"

func TestImportPostcodes(t *testing.T) {
	for name, file := range map[string]string{"GeoNames": geoNames, "4pp": fourPP} {
		p, err := ImportPostcodes(strings.NewReader(file))
		if err != nil {
			t.Fatalf("%s: %v", name, err)
		}
		g := Default().WithPostcodes(p)
		got, ok := g.Postcode("1234 AB", "")
		if !ok || got.Name != "Testdorp" || got.Municipality != "Teststad" || got.Province != "NB" || got.Uncertain {
			t.Errorf("%s: %+v, %v", name, got, ok)
		}
		if town, ok := g.Resolve("Testdorp"); !ok || town.Point != (Point{51.5, 5.2}) {
			t.Errorf("%s: an imported place does not resolve: %+v", name, town)
		}
		if _, ok := Default().Resolve("Testdorp"); ok {
			t.Error("the import changed the embedded list")
		}
	}
	for _, bad := range []string{"", "a,b,c\n1,2,3\n", "postcode,latitude\nabc,def\n", "1\t2\t3\n"} {
		if _, err := ImportPostcodes(strings.NewReader(bad)); !errors.Is(err, ErrLayout) {
			t.Errorf("import of %q: %v", bad, err)
		}
	}
}

func TestPostcodeWithoutImport(t *testing.T) {
	for code, want := range map[string]string{"3512": "Utrecht", "3512 JE": "Utrecht", "1012AB": "Amsterdam", "6511": "Nijmegen", "9711": "Groningen", "5211": "'s-Hertogenbosch", "2511": "Den Haag"} {
		p, ok := Default().Postcode(code, "NL")
		if !ok || p.Name != want || !p.Uncertain {
			t.Errorf("Postcode(%s) = %+v, %v", code, p, ok)
		}
	}
	if p, ok := Default().Postcode("9000", "BE"); !ok || p.Name != "Gent" {
		t.Errorf("9000 in Belgium = %+v", p)
	}
	for _, bad := range []string{"", "12", "0512", "abcd", "12345"} {
		if p, ok := Default().Postcode(bad, ""); ok {
			t.Errorf("Postcode(%q) = %+v", bad, p)
		}
	}
}

// TestPostcodeRangesAreNear compares the hand-written ranges with real positions.
func TestPostcodeRangesAreNear(t *testing.T) {
	f, err := os.Open(corpustest.Path(t, "data", "geo", "pc4_4pp.csv"))
	if err != nil {
		t.Fatal(err)
	}
	defer f.Close()
	p, err := ImportPostcodes(f)
	if err != nil {
		t.Fatal(err)
	}
	found, near, far := 0, 0, 0
	for code, real := range p.byCode {
		got, ok := Default().Postcode(itoa(code), "NL")
		if !ok {
			continue
		}
		found++
		switch d := Distance(got.Point, real.Point); {
		case d < 15_000:
			near++
		case d > 35_000:
			far++
			t.Logf("%d %s: %s is %d km away", code, real.Name, got.Name, d/1000)
		}
	}
	t.Logf("%d of %d codes, %d within 15 km", found, len(p.byCode), near)
	if float64(found) < 0.97*float64(len(p.byCode)) || float64(near) < 0.85*float64(found) || far > found/50 {
		t.Errorf("%d of %d codes found, %d near, %d far", found, len(p.byCode), near, far)
	}
}

func itoa(n int) string {
	return string([]byte{byte('0' + n/1000), byte('0' + n/100%10), byte('0' + n/10%10), byte('0' + n%10)})
}

func at(t *testing.T, name string) Point {
	t.Helper()
	p, ok := Default().Resolve(name)
	if !ok {
		t.Fatalf("%s does not resolve", name)
	}
	return p.Point
}

func TestDistance(t *testing.T) {
	if d := Distance(at(t, "Utrecht"), at(t, "Amsterdam")); d < 33_000 || d > 37_000 {
		t.Errorf("Utrecht-Amsterdam = %d m", d)
	}
	if d := Distance(at(t, "Gent"), at(t, "Gent")); d != 0 {
		t.Errorf("from a place to itself: %d m", d)
	}
}

// TestTravel checks the model against journeys that are well known.
func TestTravel(t *testing.T) {
	for _, c := range []struct {
		from, to string
		means    Means
		min, max int
	}{
		{"Utrecht", "Amsterdam", Car, 35, 55},
		{"Utrecht", "Amsterdam", PublicTransport, 45, 75},
		{"Den Haag", "Utrecht", PublicTransport, 50, 80},
		{"Utrecht", "Amersfoort", PublicTransport, 35, 60},
		{"Utrecht", "Zeist", Bicycle, 25, 45},
		{"Utrecht", "Zeist", Car, 12, 25},
		{"Eindhoven", "Helmond", Car, 18, 30},
		{"Zwolle", "Groningen", Car, 60, 90},
		{"Vlissingen", "Terneuzen", Car, 30, 55},
		{"Enkhuizen", "Lelystad", Car, 30, 50},
		{"Hoorn", "Lelystad", Car, 45, 75},
		{"Den Helder", "Harlingen", Car, 45, 80},
		{"Lelystad", "Harderwijk", Car, 20, 45},
		{"Maassluis", "Rozenburg", Car, 10, 25},
	} {
		got := travel(at(t, c.from), at(t, c.to), c.means)
		if got < c.min || got > c.max {
			t.Errorf("%s-%s by %s: %d minutes, want %d-%d", c.from, c.to, c.means, got, c.min, c.max)
		}
		back := travel(at(t, c.to), at(t, c.from), c.means)
		if back != got {
			t.Errorf("%s-%s by %s: %d there, %d back", c.from, c.to, c.means, got, back)
		}
	}
	if travel(at(t, "Gent"), at(t, "Aalst"), "zeppelin") != -1 || travel(Point{}, at(t, "Aalst"), Car) != -1 {
		t.Error("an unknown means or point has a travel time")
	}
	e, b := travel(at(t, "Utrecht"), at(t, "Zeist"), EBike), travel(at(t, "Utrecht"), at(t, "Zeist"), Bicycle)
	if e >= b {
		t.Errorf("e-bike %d, bicycle %d", e, b)
	}
}

func TestSuggest(t *testing.T) {
	got := Default().Suggest("utr", 3)
	if len(got) == 0 || got[0].Name != "Utrecht" {
		t.Errorf("utr: %+v", got)
	}
	if got := Default().Suggest("den h", 5); len(got) == 0 || got[0].Name != "Den Haag" {
		t.Errorf("den h: %+v", got)
	}
	if got := Default().Suggest(" ", 5); got != nil {
		t.Errorf("blank: %+v", got)
	}
}

func FuzzResolve(f *testing.F) {
	for _, s := range []string{"Utrecht, NL", "(", "a/b", "regio", "3512 AB", "Ö"} {
		f.Add(s)
	}
	f.Fuzz(func(t *testing.T, s string) {
		if p, ok := Default().Resolve(s); ok && p.Name == "" {
			t.Errorf("%q resolves to a place without name", s)
		}
		Default().Postcode(s, "")
		Default().Suggest(s, 3)
	})
}

func FuzzImportPostcodes(f *testing.F) {
	f.Add(geoNames)
	f.Add(fourPP)
	f.Fuzz(func(t *testing.T, s string) {
		if p, err := ImportPostcodes(strings.NewReader(s)); err == nil && p.Len() == 0 {
			t.Error("an empty import is no error")
		}
	})
}

func BenchmarkResolve(b *testing.B) {
	g := Default()
	b.ReportAllocs()
	for b.Loop() {
		g.Resolve("Hengelo, Gelderland, Netherlands")
	}
}

func BenchmarkTravel(b *testing.B) {
	from, to := Point{52.09, 5.12}, Point{51.44, 5.48}
	for b.Loop() {
		travel(from, to, PublicTransport)
	}
}

func BenchmarkLoad(b *testing.B) {
	for b.Loop() {
		if _, err := load(); err != nil {
			b.Fatal(err)
		}
	}
}

var model = DefaultModel()

// travel is a journey in minutes by the default model, -1 for an unknown means
// or point.
func travel(a, b Point, means Means) int {
	if m, ok := model.Minutes(a, b, means); ok {
		return m
	}
	return -1
}
