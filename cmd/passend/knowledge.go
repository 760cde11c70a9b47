package main

import (
	"os"
	"time"

	"passend/index/column"
	"passend/index/place"
	"passend/index/reading"
	"passend/index/taxonomy"
	"passend/index/vacancy"
	"passend/matcher"
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
	return matcher.World{Knowledge: matcher.FromTaxonomy(k.tax), Places: matcher.FromGazetteer(k.places, place.DefaultModel().Paces)}
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

// desk makes the desk over the open folder.
func (f *folder) desk() *desk.Desk {
	return &desk.Desk{People: f.people, Vacancies: f.archive, Hiring: f.archive, Crawls: f.archive, Columns: f.columns, Reader: f.reader, Matcher: f.matcher,
		Search: f.index, Adder: adder{f, os.Getenv("PASSEND_CONTACT")}, Clock: time.Now}
}
