package view

import (
	"passend/matcher"
	"passend/web/desk"
)

// CoachInsight is what could change for a worker.
type CoachInsight struct {
	Tabs    *Tabs
	Now     int
	Scanned int
	// Levers can be arranged; Medical ones only change with the document of the
	// doctor. Pairs open vacancies only together, on request.
	Levers, Medical, Pairs []LeverLine
	PairsShown             bool
	PairsHref              string
	Directions             []matcher.Prospect
	Gap                    *matcher.Gap
	Least                  int // vacancies that a distance needs to mean something
	Distance               []desk.DistancePoint
	Searching              string
}

// stepsShown is how many steps are shown at once: those that help most.
const stepsShown = 5

// Steps are the steps that help most.
func (c CoachInsight) Steps() []matcher.Suggestion {
	return c.Gap.Suggestions[:min(len(c.Gap.Suggestions), stepsShown)]
}

// MoreSteps are the others.
func (c CoachInsight) MoreSteps() []matcher.Suggestion { return c.Gap.Suggestions[len(c.Steps()):] }

// LeverLine is one thing that could change, with examples of what it opens.
type LeverLine struct {
	matcher.Lever
	Links []Link
}

// CoachFind is a search over all vacancies.
type CoachFind struct {
	Box, Sort                                string
	HoursMin, HoursMax, Near, Within, Remote string
	Sectors, Contracts, Education, Remotes   []Choice
	Sorts                                    []Choice
	NoShifts, Unknown                        bool
	Total                                    int
	Cards                                    []Card
	Facets                                   []FacetBox
	UnknownLines                             []string
	Corrected                                []string
	Loosened                                 bool
	PlaceUnknown                             bool
	Pager                                    Pager
}

// FacetBox counts the result by one property.
type FacetBox struct {
	Key    string
	Values []FacetLine
}

// FacetLine is one value; Href narrows the search to it.
type FacetLine struct {
	Text, Href string
	N          int
}

// CoachVacancyFor is one vacancy with the coach's clients.
type CoachVacancyFor struct {
	Card  Card
	URL   string
	Text  string
	Fits  []FitLine
	Saved bool
}

// FitLine is what the vacancy means for one client.
type FitLine struct {
	desk.Fit
	Href string
}

// CoachAdd adds a vacancy by address or text.
type CoachAdd struct {
	Error                                 string
	Address, Title, Employer, Place, Text string
	Done                                  bool
	Confirm                               bool
	Confirmed                             string
	Added                                 []CoachAdded
}

// CoachAdded is a vacancy that was added, and for whom it can be looked at.
type CoachAdded struct {
	Title string
	For   []Link
	// Wait: a coach has to release it first.
	Wait bool
}
