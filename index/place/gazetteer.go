package place

import (
	"bufio"
	"bytes"
	"compress/gzip"
	_ "embed"
	"fmt"
	"io"
	"slices"
	"sort"
	"strconv"
	"strings"
	"sync"

	"golang.org/x/text/unicode/norm"
)

// Point is a position in WGS 84 degrees.
type Point struct{ Lat, Lon float64 }

// IsZero reports whether the point is not set.
func (p Point) IsZero() bool { return p == Point{} }

// Place is a place or region.
type Place struct {
	Name string
	// Municipality is given when it differs from the name and is known.
	Municipality string
	// Province is an abbreviation: DR … ZH, or VAN … WNA for Belgium; empty for
	// regions that cross provinces and for countries.
	Province string
	// Country is NL or BE.
	Country    string
	Point      Point
	Population int
	// Uncertain is true when the text allows other places: a homonym without
	// province, a quarter of a town, the main place of a postcode range.
	Uncertain bool
	// Region is true for provinces, regions and countries: Point is its middle.
	Region bool
}

// Gazetteer resolves the text of place fields. It is read-only.
type Gazetteer struct {
	places    []Place
	byKey     map[string][]int32
	regions   map[string]int32
	keys      []string // sorted, for suggestions
	ranges    []postRange
	postcodes *Postcodes
}

//go:embed data/places.tsv.gz
var placeData []byte

//go:embed data/extra.tsv
var extraData string

//go:embed data/names.tsv
var nameData string

//go:embed data/regions.tsv
var regionData string

//go:embed data/postcodes.tsv
var rangeData string

var embedded = sync.OnceValues(load)

// Default returns the embedded gazetteer. It is built once, on first use; the
// embedded data is tested to load, so that no error can occur here.
func Default() *Gazetteer {
	g, err := embedded()
	if err != nil {
		return &Gazetteer{byKey: map[string][]int32{}, regions: map[string]int32{}}
	}
	return g
}

func load() (*Gazetteer, error) {
	z, err := gzip.NewReader(bytes.NewReader(placeData))
	if err != nil {
		return nil, fmt.Errorf("place: embedded places: %w", err)
	}
	defer z.Close()
	g := &Gazetteer{byKey: make(map[string][]int32, 4096), regions: make(map[string]int32, 256)}
	for _, r := range []io.Reader{z, strings.NewReader(extraData)} {
		if err := eachRow(r, 7, g.addPlace); err != nil {
			return nil, fmt.Errorf("place: places: %w", err)
		}
	}
	if err := eachRow(strings.NewReader(nameData), 4, g.addNames); err != nil {
		return nil, fmt.Errorf("place: names: %w", err)
	}
	if err := eachRow(strings.NewReader(regionData), 5, g.addRegion); err != nil {
		return nil, fmt.Errorf("place: regions: %w", err)
	}
	if err := eachRow(strings.NewReader(rangeData), 5, g.addRange); err != nil {
		return nil, fmt.Errorf("place: postcode ranges: %w", err)
	}
	for key, ids := range g.byKey {
		slices.SortFunc(ids, func(a, b int32) int { return g.places[b].Population - g.places[a].Population })
		g.keys = append(g.keys, key)
	}
	sort.Strings(g.keys)
	return g, nil
}

// eachRow calls add for every row of a tab-separated list.
func eachRow(r io.Reader, columns int, add func(f []string) error) error {
	s := bufio.NewScanner(r)
	for n := 1; s.Scan(); n++ {
		line := s.Text()
		if line == "" || line[0] == '#' {
			continue
		}
		f := strings.Split(line, "\t")
		if len(f) < columns {
			return fmt.Errorf("line %d: %d columns, want %d", n, len(f), columns)
		}
		if err := add(f); err != nil {
			return fmt.Errorf("line %d: %w", n, err)
		}
	}
	return s.Err()
}

func (g *Gazetteer) addPlace(f []string) error {
	lat, err1 := strconv.Atoi(f[4])
	lon, err2 := strconv.Atoi(f[5])
	people, err3 := strconv.Atoi(f[6])
	if err1 != nil || err2 != nil || err3 != nil {
		return fmt.Errorf("%s: not a number", f[0])
	}
	id := int32(len(g.places))
	g.places = append(g.places, Place{
		Name: f[0], Country: f[1], Province: f[2], Municipality: f[3], Population: people,
		Point: Point{float64(lat) / 1e5, float64(lon) / 1e5},
	})
	g.index(f[0], id)
	return nil
}

// index adds a name; names with brackets or "Sint" get their other spellings.
func (g *Gazetteer) index(name string, id int32) {
	key := fold(name)
	if !slices.Contains(g.byKey[key], id) {
		g.byKey[key] = append(g.byKey[key], id)
	}
	if rest, ok := strings.CutPrefix(key, "sint "); ok {
		g.index("st "+rest, id)
	}
	if rest, ok := strings.CutPrefix(key, "saint "); ok {
		g.index("st "+rest, id)
	}
}

func (g *Gazetteer) addNames(f []string) error {
	for _, id := range g.byKey[fold(f[0])] {
		p := &g.places[id]
		if p.Country != f[1] || p.Province != f[2] {
			continue
		}
		for _, v := range f[3:] {
			if shown, ok := strings.CutPrefix(v, "!"); ok {
				p.Name, v = shown, shown
				if fold(p.Municipality) == fold(f[0]) || fold(p.Municipality) == fold(shown) {
					p.Municipality = ""
				}
			}
			g.index(v, id)
		}
		return nil
	}
	return fmt.Errorf("%s in %s %s is not in the list", f[0], f[1], f[2])
}

func (g *Gazetteer) addRegion(f []string) error {
	lat, err1 := strconv.ParseFloat(f[3], 64)
	lon, err2 := strconv.ParseFloat(f[4], 64)
	if err1 != nil || err2 != nil {
		return fmt.Errorf("%s: position is not a number", f[0])
	}
	id := int32(len(g.places))
	g.places = append(g.places, Place{Name: f[0], Country: f[1], Province: f[2], Point: Point{lat, lon}, Region: true})
	for _, name := range append(f[5:], f[0]) {
		key := fold(name)
		g.regions[f[1]+" "+key] = id
		if _, taken := g.regions[key]; !taken {
			g.regions[key] = id
		}
	}
	return nil
}

// fold lower-cases a name, takes its diacritics off and writes all marks as
// single spaces: "'s-Hertogenbosch" is "s hertogenbosch".
func fold(name string) string {
	var b strings.Builder
	space := true
	for _, r := range norm.NFKD.String(name) {
		switch {
		case r >= 'A' && r <= 'Z':
			b.WriteByte(byte(r) + 'a' - 'A')
			space = false
		case r >= 'a' && r <= 'z' || r >= '0' && r <= '9':
			b.WriteByte(byte(r))
			space = false
		case r >= 0x300 && r < 0x370:
		case !space:
			b.WriteByte(' ')
			space = true
		}
	}
	return strings.TrimSuffix(b.String(), " ")
}

// Suggest returns at most n places whose name starts with the typed text,
// the largest first.
func (g *Gazetteer) Suggest(typed string, n int) []Place {
	prefix := fold(typed)
	if prefix == "" {
		return nil
	}
	var ids []int32
	for i := sort.SearchStrings(g.keys, prefix); i < len(g.keys) && strings.HasPrefix(g.keys[i], prefix); i++ {
		for _, id := range g.byKey[g.keys[i]] {
			if !slices.Contains(ids, id) {
				ids = append(ids, id)
			}
		}
	}
	slices.SortStableFunc(ids, func(a, b int32) int { return g.places[b].Population - g.places[a].Population })
	out := make([]Place, 0, min(n, len(ids)))
	for _, id := range ids[:min(n, len(ids))] {
		out = append(out, g.places[id])
	}
	return out
}
