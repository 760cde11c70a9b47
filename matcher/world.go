package matcher

import (
	"context"

	"passend/index/demand"
	"passend/index/reading"
	"passend/index/vacancy"
	"passend/matcher/profile"
)

// Levels are the demands of an occupation by key; demand.Unknown where the
// occupation says nothing.
type Levels [demand.Count]demand.Level

// Knowledge is what the matcher asks of the room of knowledge about work.
type Knowledge interface {
	Version() string
	// Occupations links a title or the text of a direction to ISCO-08 unit
	// groups, likeliest first, with a probability.
	Occupations(title string) []reading.OccupationFact
	// Similarity of two ISCO-08 codes, 0–1; codes may be shorter than 4 digits.
	Similarity(a, b string) float64
	// Prior tells what the occupation usually asks on a full day of 8 hours.
	Prior(isco string) (Levels, bool)
	// Competence and Certificate find the id of a name; "" when unknown.
	Competence(name string) string
	Certificate(name string) string
	// Term tells how a competence or certificate is called, "" when unknown,
	// and whether it is a trait ("enthousiast") rather than something to learn.
	Term(id string) (name string, trait bool)
	// Related tells how much knowing one competence helps with another, 0–1.
	Related(known, asked string) float64
}

// Places is what the matcher asks of the room of places.
type Places interface {
	// Home finds a 4-digit postcode or a place name.
	Home(h profile.Home) (lat, lon float64, ok bool)
	// Minutes estimates a single journey over a straight distance.
	Minutes(metres float64, by profile.Means) float64
}

// World is what the matcher needs of other rooms besides the columns.
type World struct {
	Knowledge Knowledge
	Places    Places
}

// Loader fetches what is shown: the vacancy and its reading by id.
type Loader interface {
	Load(ctx context.Context, id string) (*vacancy.Vacancy, *reading.Reading, error)
}
