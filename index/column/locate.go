package column

import (
	"strings"

	"passend/index/place"
	"passend/index/reading"
	"passend/index/vacancy"
)

// FromGazetteer returns a locator: the point of the source first, then the
// place named in a field, then the place that only the text names. A field
// that names a region only gives way to a town in the text.
func FromGazetteer(g *place.Gazetteer) Locator { return gazetteer{g} }

type gazetteer struct{ g *place.Gazetteer }

// Locate finds where the work is.
func (l gazetteer) Locate(v *vacancy.Vacancy, f *reading.Facts) (best Spot, found bool) {
	for i := range v.Places {
		p := &v.Places[i]
		if p.Lat != 0 || p.Lon != 0 {
			return Spot{Lat: p.Lat, Lon: p.Lon, Country: p.Country}, true
		}
		s, ok := l.resolve(p.Name, p.Postcode, p.Country)
		if !ok && p.Region != "" {
			s, ok = l.resolve(p.Region, "", p.Country)
			s.Rough = true
		}
		if p.Country != "" {
			s.Country = p.Country
			best.Country = p.Country
		}
		if ok && !s.Rough {
			return s, true
		}
		if ok && !found {
			best, found = s, true
		}
	}
	for i := range f.Places {
		if s, ok := l.resolve(f.Places[i].Name, "", ""); ok && !s.Rough {
			return s, true
		}
	}
	return best, found
}

func (l gazetteer) resolve(name, postcode, country string) (Spot, bool) {
	p, ok := l.g.Postcode(postcode, country)
	if q, named := l.g.Resolve(strings.TrimSpace(name)); named && (!ok || p.Uncertain) {
		p, ok = q, true
	}
	if !ok {
		return Spot{}, false
	}
	return Spot{Lat: p.Point.Lat, Lon: p.Point.Lon, Country: p.Country, Rough: p.Region}, true
}
