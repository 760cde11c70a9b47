package place

import (
	"bufio"
	"encoding/csv"
	"errors"
	"fmt"
	"io"
	"maps"
	"slices"
	"sort"
	"strconv"
	"strings"
)

// postRange is a range of 4-digit codes and its main place.
type postRange struct {
	country     string
	first, last int
	place       int32
}

func (g *Gazetteer) addRange(f []string) error {
	first, err1 := strconv.Atoi(f[1])
	last, err2 := strconv.Atoi(f[2])
	if err1 != nil || err2 != nil || last < first {
		return fmt.Errorf("range %s-%s", f[1], f[2])
	}
	for _, id := range g.byKey[fold(f[3])] {
		if p := g.places[id]; p.Country == f[0] && p.Province == f[4] {
			g.ranges = append(g.ranges, postRange{f[0], first, last, id})
			return nil
		}
	}
	return fmt.Errorf("%s in %s %s is not in the list", f[3], f[0], f[4])
}

// Postcodes are 4-digit codes of the Netherlands with their positions, from an
// imported file. It is read-only.
type Postcodes struct {
	byCode map[int]Place
}

// Len returns the number of codes.
func (p *Postcodes) Len() int { return len(p.byCode) }

// ErrLayout is returned for a postcode file in neither known layout.
var ErrLayout = errors.New("place: postcode file is neither GeoNames (tab-separated, 12 columns) nor 4pp (CSV with postcode, woonplaats, latitude and longitude)")

// ImportPostcodes reads postcodes from a GeoNames postal file (tab-separated:
// country, code, place, province, …, latitude, longitude) or a 4pp file (CSV
// with headings). Other countries' lines are skipped; a line without position is
// skipped as well. A file without any usable line is an error.
func ImportPostcodes(r io.Reader) (*Postcodes, error) {
	br := bufio.NewReader(r)
	head, err := br.Peek(512)
	if err != nil && !errors.Is(err, io.EOF) && !errors.Is(err, bufio.ErrBufferFull) {
		return nil, fmt.Errorf("place: read postcodes: %w", err)
	}
	line, _, _ := strings.Cut(string(head), "\n")
	p := &Postcodes{byCode: map[int]Place{}}
	switch {
	case strings.Count(line, "\t") >= 10:
		err = p.readGeoNames(br)
	case strings.Contains(line, "postcode") && strings.Contains(line, "latitude"):
		err = p.read4pp(br)
	default:
		return nil, ErrLayout
	}
	if err != nil {
		return nil, fmt.Errorf("place: read postcodes: %w", err)
	}
	if len(p.byCode) == 0 {
		return nil, ErrLayout
	}
	return p, nil
}

func (p *Postcodes) readGeoNames(r io.Reader) error {
	s := bufio.NewScanner(r)
	for s.Scan() {
		f := strings.Split(s.Text(), "\t")
		if len(f) < 11 || f[0] != "NL" {
			continue
		}
		p.add(f[1], f[2], f[5], f[3], f[9], f[10])
	}
	return s.Err()
}

func (p *Postcodes) read4pp(r io.Reader) error {
	c := csv.NewReader(r)
	c.FieldsPerRecord = -1
	head, err := c.Read()
	if err != nil {
		return err
	}
	col := map[string]int{}
	for i, h := range head {
		col[strings.ToLower(strings.Trim(h, "\ufeff\" "))] = i
	}
	for {
		f, err := c.Read()
		if errors.Is(err, io.EOF) {
			return nil
		}
		if err != nil {
			return err
		}
		get := func(name string) string {
			if i, ok := col[name]; ok && i < len(f) {
				return f[i]
			}
			return ""
		}
		p.add(get("postcode"), get("woonplaats"), get("gemeente"), get("provincie"), get("latitude"), get("longitude"))
	}
}

// provinceCodes are the abbreviations of the Dutch provinces by folded name.
var provinceCodes = map[string]string{
	"groningen": "GR", "friesland": "FR", "fryslan": "FR", "drenthe": "DR", "overijssel": "OV", "flevoland": "FL", "gelderland": "GE",
	"utrecht": "UT", "noord holland": "NH", "zuid holland": "ZH", "zeeland": "ZE", "noord brabant": "NB", "limburg": "LI",
	"north holland": "NH", "south holland": "ZH", "north brabant": "NB",
}

func (p *Postcodes) add(code, name, municipality, province, lat, lon string) {
	n, ok := codeNumber(code)
	la, err1 := strconv.ParseFloat(strings.TrimSpace(lat), 64)
	lo, err2 := strconv.ParseFloat(strings.TrimSpace(lon), 64)
	if !ok || err1 != nil || err2 != nil || la == 0 || lo == 0 {
		return
	}
	if _, seen := p.byCode[n]; seen {
		return
	}
	municipality = strings.TrimSuffix(municipality, " Municipality")
	if municipality == name {
		municipality = ""
	}
	p.byCode[n] = Place{Name: name, Municipality: municipality, Province: provinceCodes[fold(province)], Country: "NL", Point: Point{la, lo}}
}

// codeNumber reads the four digits of "3512", "3512 AB" and "3512AB".
func codeNumber(code string) (int, bool) {
	code = strings.TrimSpace(code)
	if len(code) < 4 || !isDigits(code[:4]) || len(code) > 4 && isDigits(code[4:5]) {
		return 0, false
	}
	n, err := strconv.Atoi(code[:4])
	return n, err == nil && n >= 1000
}

// WithPostcodes returns a gazetteer that knows the imported postcodes as well,
// and the places in them that the embedded list lacks (at the position of their
// lowest code).
func (g *Gazetteer) WithPostcodes(p *Postcodes) *Gazetteer {
	c := *g
	c.postcodes = p
	c.places, c.byKey, c.keys = slices.Clone(g.places), maps.Clone(g.byKey), slices.Clone(g.keys)
	for _, code := range slices.Sorted(maps.Keys(p.byCode)) {
		place := p.byCode[code]
		key := fold(place.Name)
		known := c.filter(c.byKey[key], func(have *Place) bool { return have.Country == "NL" && have.Province == place.Province })
		if key == "" || len(known) > 0 || len(c.byKey[key]) > 0 && place.Province == "" {
			continue
		}
		if len(c.byKey[key]) == 0 {
			c.keys = append(c.keys, key)
		}
		c.byKey[key] = append(slices.Clone(c.byKey[key]), int32(len(c.places)))
		c.places = append(c.places, place)
	}
	slices.Sort(c.keys)
	return &c
}

// Postcode finds the place of a Dutch ("3512", "3512 AB") or, with country BE,
// Belgian postcode. Without an imported file it is the main place of the range,
// marked uncertain.
func (g *Gazetteer) Postcode(code, country string) (Place, bool) {
	n, ok := codeNumber(code)
	if !ok {
		return Place{}, false
	}
	if country == "" {
		country = "NL"
	}
	if g.postcodes != nil && country == "NL" {
		if p, ok := g.postcodes.byCode[n]; ok {
			return p, true
		}
	}
	i := sort.Search(len(g.ranges), func(i int) bool {
		r := g.ranges[i]
		return r.country < country || r.country == country && r.last >= n
	})
	if i == len(g.ranges) || g.ranges[i].country != country || g.ranges[i].first > n {
		return Place{}, false
	}
	p := g.places[g.ranges[i].place]
	p.Uncertain = true
	return p, true
}
