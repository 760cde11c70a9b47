package matcher

import (
	"passend/index/place"
	"passend/matcher/profile"
)

// FromGazetteer returns places over the gazetteer and its travel model. The
// columns hold points, and a scan and a card both know straight distances only:
// detours around wide waters do not count, so that a place may seem nearer than
// it is, never further.
func FromGazetteer(g *place.Gazetteer, paces map[place.Means]place.Pace) Places {
	return gazetteerPlaces{g, place.Model{Paces: paces}}
}

type gazetteerPlaces struct {
	g     *place.Gazetteer
	model place.Model
}

// Home finds the place of the postcode, else the place by name.
func (p gazetteerPlaces) Home(h profile.Home) (lat, lon float64, ok bool) {
	at, ok := p.g.Postcode(h.Postcode4, "NL")
	if named, found := p.g.Resolve(h.Place); found && (!ok || at.Uncertain) {
		at, ok = named, true
	}
	return at.Point.Lat, at.Point.Lon, ok
}

// Minutes estimates a single journey over a straight distance in metres, -1
// when the means is not known.
func (p gazetteerPlaces) Minutes(metres float64, by profile.Means) float64 {
	from := place.Point{Lat: 52, Lon: 5}
	to := place.Point{Lat: 52 + metres/metresPerDegree, Lon: 5}
	minutes, ok := p.model.Minutes(from, to, place.Means(by))
	if !ok {
		return -1
	}
	return float64(minutes)
}
