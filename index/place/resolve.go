package place

import "strings"

// Resolve finds the place that the text of a place field means: "Utrecht,
// Netherlands", "Rosmalen, NB, NL", "TIELT", "regio Utrecht", "Rotterdam e.o.",
// "Meulebeke, Tielt". Words after the first comma choose among homonyms; a
// quarter resolves to its town; a text that only names a province, region or
// country gives a Region, a bare postcode the place of Postcode. ok is false
// when nothing in the text is known.
func (g *Gazetteer) Resolve(text string) (Place, bool) {
	parts := splitField(text)
	if len(parts) == 0 {
		return Place{}, false
	}
	var q qualifier
	for _, p := range parts[1:] {
		g.qualify(&q, p)
	}
	if p, ok := g.town(parts[0], q); ok {
		return p, true
	}
	for _, p := range parts[1:] {
		if found, ok := g.town(p, qualifier{country: q.country, province: q.province}); ok && !found.Region {
			found.Uncertain = true
			return found, true
		}
	}
	for _, p := range parts {
		if r, ok := g.region(stripWords(p, areaWords), q); ok {
			return r, true
		}
	}
	return g.Postcode(text, q.country)
}

// splitField cuts a field at its marks into folded parts; a part may be a
// bracketed province or country.
func splitField(text string) []string {
	var parts []string
	if key := fold(text); key != "" && !strings.ContainsAny(text, ",;|(/") {
		return []string{key}
	}
	whole := fold(text)
	for p := range strings.FieldsFuncSeq(text, func(r rune) bool { return strings.ContainsRune(",;|()", r) }) {
		if key := fold(p); key != "" {
			parts = append(parts, key)
		}
	}
	if strings.Contains(text, "/") && len(parts) == 1 {
		parts = []string{whole}
		for p := range strings.SplitSeq(text, "/") {
			if key := fold(p); len(key) > 1 {
				parts = append(parts, key)
			}
		}
	}
	return parts
}

// qualifier is what the words behind the name say of where it is.
type qualifier struct {
	country, province string
	near              []string // municipality or larger town
}

func (g *Gazetteer) qualify(q *qualifier, part string) {
	part = stripWords(part, areaWords)
	if id, ok := g.regions[part]; ok {
		r := g.places[id]
		if q.country == "" {
			q.country = r.Country
		}
		if q.province == "" && r.Province != "" {
			q.province = r.Province
		}
		if _, town := g.byKey[part]; !town {
			return
		}
	}
	q.near = append(q.near, part)
}

// areaWords say that a name is meant roughly; they carry no name.
var areaWords = map[string]bool{
	"regio": true, "omgeving": true, "eo": true, "e": true, "o": true, "en": true, "rondom": true, "rond": true, "nabij": true,
	"gemeente": true, "provincie": true, "stad": true, "te": true, "in": true, "de": false, "arrondissement": true, "area": true,
	"greater": true, "region": true, "omstreken": true, "bij": true, "standplaats": true, "locatie": true, "werklocatie": true,
	"city": true, "metropolitan": true,
}

// quarterWords are parts of towns that follow the town's name.
var quarterWords = map[string]bool{
	"centrum": true, "noord": true, "oost": true, "zuid": true, "west": true, "zuidoost": true, "noordwest": true, "noordoost": true,
	"zuidwest": true, "binnenstad": true, "nieuw": true, "airport": true, "haven": true,
}

// stripWords takes area words off both ends.
func stripWords(key string, words map[string]bool) string {
	f := strings.Fields(key)
	for len(f) > 1 && words[f[0]] {
		f = f[1:]
	}
	for len(f) > 1 && words[f[len(f)-1]] {
		f = f[:len(f)-1]
	}
	return strings.Join(f, " ")
}

// town finds the place a folded part names.
func (g *Gazetteer) town(part string, q qualifier) (Place, bool) {
	if ids := g.byKey[part]; len(ids) > 0 && (len(part) > 2 || g.regions[part] == 0) {
		return g.choose(ids, q), true
	}
	if r, ok := g.region(part, q); ok {
		return r, true
	}
	part = g.trimCodes(part, &q)
	bare := stripWords(part, areaWords)
	if ids := g.byKey[bare]; len(ids) > 0 {
		p := g.choose(ids, q)
		p.Uncertain = p.Uncertain || bare != part && !strings.HasPrefix(part, "gemeente ")
		return p, true
	}
	if r, ok := g.region(bare, q); ok {
		return r, true
	}
	f := strings.Fields(bare)
	for n := len(f) - 1; n > 0; n-- { // a quarter behind its town
		if ids := g.byKey[strings.Join(f[:n], " ")]; len(ids) > 0 && (quarterWords[f[n]] || g.places[ids[0]].Population >= quarterTown) {
			p := g.choose(ids, q)
			p.Uncertain = true
			return p, true
		}
	}
	for n := 1; n < len(f); n++ { // a quarter or street before its town
		if ids := g.byKey[strings.Join(f[n:], " ")]; len(ids) > 0 && g.places[ids[0]].Population >= quarterTown {
			p := g.choose(ids, q)
			p.Uncertain = true
			return p, true
		}
	}
	return Place{}, false
}

// region finds a province, region or country; a country that the field names
// tells namesakes apart (Limburg).
func (g *Gazetteer) region(key string, q qualifier) (Place, bool) {
	id, ok := g.regions[q.country+" "+key]
	if !ok {
		id, ok = g.regions[key]
	}
	if !ok {
		return Place{}, false
	}
	return g.places[id], true
}

// quarterTown is the least population of a town whose name beside unknown words
// is taken to be meant; smaller names are often surnames or streets.
const quarterTown = 30000

// trimCodes takes a province or country code off the end ("Hengelo OV") and a
// postcode off the start.
func (g *Gazetteer) trimCodes(part string, q *qualifier) string {
	f := strings.Fields(part)
	for len(f) > 1 && len(f[0]) == 4 && isDigits(f[0]) {
		f = f[1:]
		if len(f) > 1 && len(f[0]) == 2 && g.byKey[f[0]] == nil {
			f = f[1:]
		}
	}
	for len(f) > 1 {
		last := f[len(f)-1]
		id, ok := g.regions[last]
		if !ok || last == "nederland" && len(f) == 2 && (f[0] == "noord" || f[0] == "zuid" || f[0] == "oost" || f[0] == "midden") {
			break
		}
		if _, town := g.byKey[strings.Join(f[:len(f)-1], " ")]; !town && len(last) > 3 {
			break
		}
		r := g.places[id]
		if q.country == "" {
			q.country = r.Country
		}
		if q.province == "" {
			q.province = r.Province
		}
		f = f[:len(f)-1]
	}
	return strings.Join(f, " ")
}

func isDigits(s string) bool {
	for i := range len(s) {
		if s[i] < '0' || s[i] > '9' {
			return false
		}
	}
	return true
}

// sureFactor is how many times larger the largest homonym must be than the next
// for a bare name to mean it for certain.
const sureFactor = 20

// nearBy is the distance in metres within which a named municipality or larger
// town tells a homonym apart.
const nearBy = 40_000

// choose picks among homonyms, which are sorted by population.
func (g *Gazetteer) choose(ids []int32, q qualifier) Place {
	left := g.filter(ids, func(p *Place) bool { return q.province == "" || p.Province == q.province })
	if len(left) == 0 {
		left = ids
	}
	if q.country != "" {
		if same := g.filter(left, func(p *Place) bool { return p.Country == q.country }); len(same) > 0 {
			left = same
		}
	}
	told := q.province != ""
	for _, near := range q.near {
		same := g.filter(left, func(p *Place) bool { return p.Municipality != "" && fold(p.Municipality) == near })
		if len(same) == 0 {
			same = g.filter(left, func(p *Place) bool {
				for _, id := range g.byKey[near] {
					if Distance(p.Point, g.places[id].Point) < nearBy {
						return true
					}
				}
				return false
			})
		}
		if len(same) > 0 {
			left, told = same, true
		}
	}
	p := g.places[left[0]]
	mismatch := q.province != "" && p.Province != q.province
	p.Uncertain = mismatch || len(left) > 1 && !(p.Population > sureFactor*g.places[left[1]].Population && !told)
	if len(left) > 1 && p.Population > 0 && g.places[left[1]].Population == 0 {
		p.Uncertain = mismatch
	}
	return p
}

func (g *Gazetteer) filter(ids []int32, keep func(*Place) bool) []int32 {
	var out []int32
	for _, id := range ids {
		if keep(&g.places[id]) {
			out = append(out, id)
		}
	}
	return out
}
