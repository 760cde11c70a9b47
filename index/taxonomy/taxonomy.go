package taxonomy

import (
	_ "embed"
	"slices"
	"sync"

	"passend/index/demand"
)

//go:embed data/samewords.txt
var sameWordData string

// embeddedVersion names the content of the embedded data; it changes whenever
// a link, prior or term may come out differently.
const embeddedVersion = "passend-4"

// Taxonomy is what is known of work. It never changes after it was made and
// may be used from any number of goroutines.
type Taxonomy struct {
	version  string
	groups   []UnitGroup
	byCode   map[string]int
	titles   *titleIndex
	terms    *terms
	priors   *priors
	branches *branches
	likes    func() *likeness // made at first use: matching a title does not need it
	esco     *Snapshot
}

// UnitGroup is a unit group of ISCO-08 (ILO, 2012), the finest level of that
// classification.
type UnitGroup struct {
	// Code has four digits.
	Code string
	// Title is the Dutch title, after the translation of Statistics
	// Netherlands (CBS).
	Title string
	// Labels are job titles that belong to the group, the commonest first.
	Labels []string
}

var embedded = sync.OnceValues(func() (*Taxonomy, error) { return build(nil) })

// Default returns the embedded taxonomy. It is made at the first call and
// shared from then on.
func Default() *Taxonomy {
	t, err := embedded()
	if err != nil {
		// the embedded data is checked by the tests; a build that carries
		// damaged data must still answer, with what could be read
		return &Taxonomy{version: embeddedVersion, titles: newTitleIndex(nil), terms: &terms{}, priors: &priors{}, likes: func() *likeness { return &likeness{} }}
	}
	return t
}

// build makes a taxonomy from the embedded data and, when given, imported ESCO.
func build(esco *Snapshot) (*Taxonomy, error) {
	t := &Taxonomy{version: embeddedVersion, esco: esco}
	var err error
	if t.groups, err = readGroups(); err != nil {
		return nil, err
	}
	t.byCode = make(map[string]int, len(t.groups))
	for i, g := range t.groups {
		t.byCode[g.Code] = i
	}
	if t.terms, err = readTerms(); err != nil {
		return nil, err
	}
	if t.priors, err = readPriors(t.groups); err != nil {
		return nil, err
	}
	if t.branches, err = readBranches(); err != nil {
		return nil, err
	}
	if esco != nil {
		t.version += "+esco-" + esco.Version
	}
	t.titles = newTitleIndex(t.labels())
	t.likes = sync.OnceValue(func() *likeness { return newLikeness(t) })
	return t, nil
}

// Version names the embedded content and the imported one.
func (t *Taxonomy) Version() string { return t.version }

// Groups returns all unit groups in the order of their codes. The caller may
// not change the labels.
func (t *Taxonomy) Groups() []UnitGroup { return slices.Clone(t.groups) }

// Group returns the unit group of a four-digit code.
func (t *Taxonomy) Group(isco string) (UnitGroup, bool) {
	i, ok := t.byCode[isco]
	if !ok {
		return UnitGroup{}, false
	}
	return t.groups[i], true
}

// Title returns the Dutch title of a unit group, "" for an unknown code.
func (t *Taxonomy) Title(isco string) string {
	g, _ := t.Group(isco)
	return g.Title
}

// HasESCO reports whether the official ESCO content was imported.
func (t *Taxonomy) HasESCO() bool { return t.esco != nil }

// Prior returns what a unit group usually asks for a demand, as an estimate:
// level 0 to 3 or demand.Unknown, and a confidence from 0 to 1. A prior is
// never evidence about a single vacancy.
func (t *Taxonomy) Prior(isco string, key demand.Key) (demand.Level, float64) {
	return t.priors.level(isco, key)
}
