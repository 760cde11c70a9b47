package main

import (
	"time"

	"passend/index/column"
	"passend/index/place"
	"passend/index/reading"
	"passend/index/taxonomy"
	"passend/index/vacancy"
	"passend/matcher"
	"passend/matcher/profile"
	"passend/web/desk"
)

// knowledge is what every command knows of work and places, without a data
// folder.
type knowledge struct {
	tax    *taxonomy.Taxonomy
	places *place.Gazetteer
}

func newKnowledge() knowledge { return knowledge{taxonomy.Default(), place.Default()} }

func (k knowledge) reader() (*reading.Reader, error) { return reading.New(k.tax) }

func (k knowledge) locator() column.Locator { return locator{k.places} }

func (k knowledge) world() matcher.World {
	return matcher.World{Knowledge: matcher.FromTaxonomy(k.tax), Places: newTravel(k.places)}
}

// readerOnly makes a reader without a data folder.
func readerOnly() (*reading.Reader, error) { return newKnowledge().reader() }

// locator finds where a vacancy's work is, for the columns.
type locator struct{ places *place.Gazetteer }

// Locate takes the point of the source, else resolves the place named in a
// field, else the first place that only the text names.
func (l locator) Locate(v *vacancy.Vacancy, f *reading.Facts) (column.Spot, bool) {
	for _, p := range v.Places {
		if p.Lat != 0 || p.Lon != 0 {
			return column.Spot{Lat: p.Lat, Lon: p.Lon, Country: p.Country}, true
		}
		if spot, ok := l.resolve(p.Name, p.Postcode, p.Region, p.Country); ok {
			return spot, true
		}
	}
	for _, p := range f.Places {
		if spot, ok := l.resolve(p.Name); ok {
			return spot, true
		}
	}
	return column.Spot{}, false
}

func (l locator) resolve(parts ...string) (column.Spot, bool) {
	p, ok := l.places.Resolve(join(", ", parts...))
	if !ok {
		return column.Spot{}, false
	}
	return column.Spot{Lat: p.Point.Lat, Lon: p.Point.Lon, Country: p.Country, Rough: p.Region}, true
}

// travel makes the places a matcher.Places. The columns hold straight distances,
// so the detours around wide waters that the model knows do not count here.
type travel struct {
	places *place.Gazetteer
	model  place.Model
}

func newTravel(places *place.Gazetteer) travel {
	return travel{places, place.Model{Paces: place.DefaultModel().Paces}}
}

// Home finds the postcode's place, else the place by name.
func (t travel) Home(h profile.Home) (lat, lon float64, ok bool) {
	p, ok := t.places.Postcode(h.Postcode4, "NL")
	if q, named := t.places.Resolve(h.Place); named && (!ok || p.Uncertain) {
		p, ok = q, true
	}
	return p.Point.Lat, p.Point.Lon, ok
}

// metresPerDegree is the length of a degree of latitude.
const metresPerDegree = 111_195

// Minutes estimates a single journey over a straight distance in metres.
func (t travel) Minutes(metres float64, by profile.Means) float64 {
	from := place.Point{Lat: 50, Lon: 5}
	minutes, ok := t.model.Minutes(from, place.Point{Lat: from.Lat + metres/metresPerDegree, Lon: from.Lon}, place.Means(by))
	if !ok {
		return -1
	}
	return float64(minutes)
}

// desk makes the desk over the open folder.
func (f *folder) desk() *desk.Desk {
	return &desk.Desk{People: f.people, Vacancies: f.archive, Columns: f.columns, Reader: f.reader, Matcher: f.matcher, Clock: time.Now}
}
