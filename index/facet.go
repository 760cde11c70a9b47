package index

import (
	"slices"

	"passend/index/column"
	"passend/index/taxonomy"
)

// Count is one value of a facet with the number of vacancies that have it.
type Count struct {
	Value string
	N     int
}

// Facets count the vacancies of a result by what they state, most first. A
// vacancy that does not state it is counted under the value "".
type Facets struct {
	Sectors, Occupations, Employers, Education, Contracts, Remote, Hours []Count
}

// topCounts is how many values of a facet with many values are told.
const topCounts = 12

// The bands of weekly hours, in quarter hours from.
var hourBands = [...]struct {
	from int
	name string
}{{0, "0-16"}, {16 * 4, "16-24"}, {24 * 4, "24-32"}, {32 * 4, "32-36"}, {36 * 4, "36-40"}}

// counter counts facets; it is an array for each facet, so that counting one
// vacancy is a few additions.
type counter struct {
	sectors     [256]int32
	education   [16]int32
	contracts   [len(column.Contracts) + 1]int32
	remote      [4]int32
	hours       [len(hourBands) + 1]int32
	occupations []int32
	employers   []int32
}

func newCounter(d *column.Dicts) *counter {
	return &counter{occupations: make([]int32, d.Occupations.Len()), employers: make([]int32, d.Employers.Len())}
}

func (c *counter) add(g *column.Gate) {
	c.sectors[g.Sector]++
	c.education[g.EducationLevel()]++
	if int(g.Occupation) < len(c.occupations) {
		c.occupations[g.Occupation]++
	}
	if int(g.Employer) < len(c.employers) {
		c.employers[g.Employer]++
	}
	if g.Contracts == 0 {
		c.contracts[len(column.Contracts)]++
	}
	for b, i := g.Contracts, 0; b != 0; b, i = b>>1, i+1 {
		c.contracts[i] += int32(b & 1)
	}
	switch {
	case g.Has(column.FullRemote):
		c.remote[3]++
	case g.Has(column.Hybrid):
		c.remote[2]++
	case g.Has(column.NoRemote):
		c.remote[1]++
	default:
		c.remote[0]++
	}
	c.hours[bandOf(g)]++
}

// bandOf returns the band of the most hours offered, the last for unknown.
func bandOf(g *column.Gate) int {
	h := int(max(g.HoursMin, g.HoursMax))
	if h == 0 {
		return len(hourBands)
	}
	b := len(hourBands) - 1
	for b > 0 && h <= hourBands[b].from {
		b--
	}
	return b
}

func (c *counter) facets(d *column.Dicts) Facets {
	sector := func(i int) string {
		if i == 0 {
			return ""
		}
		return string(rune(i))
	}
	return Facets{
		Sectors:     counts(c.sectors[:], len(c.sectors), sector),
		Education:   counts(c.education[:], len(c.education), func(i int) string { return taxonomy.Education(i).String() }),
		Contracts:   counts(c.contracts[:], len(c.contracts), func(i int) string { return append(column.Contracts[:], "")[i] }),
		Remote:      counts(c.remote[:], len(c.remote), func(i int) string { return [...]string{"", "none", "hybrid", "full"}[i] }),
		Hours:       counts(c.hours[:], len(c.hours), bandName),
		Occupations: counts(c.occupations, topCounts, func(i int) string { return d.Occupations.Name(uint32(i)) }),
		Employers:   counts(c.employers, topCounts, func(i int) string { return d.Employers.Name(uint32(i)) }),
	}
}

func bandName(i int) string {
	if i == len(hourBands) {
		return ""
	}
	return hourBands[i].name
}

// counts names the values that occur, the most frequent first, at most top. Of
// thousands of employers few are told, so only those are kept in order.
func counts(ns []int32, top int, name func(int) string) []Count {
	best := make([]int, 0, top+1)
	for i, n := range ns {
		if n == 0 || len(best) == top && n <= ns[best[top-1]] {
			continue
		}
		at := len(best)
		for at > 0 && ns[best[at-1]] < n {
			at--
		}
		if best = slices.Insert(best, at, i); len(best) > top {
			best = best[:top]
		}
	}
	all := make([]Count, len(best))
	for k, i := range best {
		all[k] = Count{name(i), int(ns[i])}
	}
	return all
}
