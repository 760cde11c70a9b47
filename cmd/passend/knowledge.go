package main

import (
	"cmp"
	"os"
	"time"

	"passend/index/column"
	"passend/index/place"
	"passend/index/reading"
	"passend/index/taxonomy"
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

func (k knowledge) locator() column.Locator { return column.FromGazetteer(k.places) }

func (k knowledge) world() matcher.World {
	return matcher.World{Knowledge: matcher.FromTaxonomy(k.tax), Places: matcher.FromGazetteer(k.places, place.DefaultModel().Paces)}
}

// readerOnly makes a reader without a data folder.
func readerOnly() (*reading.Reader, error) { return newKnowledge().reader() }

// desk makes the desk over the open folder.
func (f *folder) desk() *desk.Desk {
	contact := cmp.Or(f.nightly.contact, os.Getenv("PASSEND_CONTACT"))
	return &desk.Desk{People: f.people, Vacancies: f.archive, Hiring: f.archive, Crawls: f.archive, Columns: f.columns, Reader: f.reader, Matcher: f.matcher,
		Search: f.index, Adder: adder{f, contact}, Checker: checker{f, contact}, Answering: answering{f}, Clock: time.Now}
}
