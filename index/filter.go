package index

import (
	"math"
	"strings"
	"time"

	"passend/index/column"
	"passend/index/taxonomy"
)

// Condition names one condition of a filter.
type Condition uint8

// The conditions, in the order in which they are told of.
const (
	OnHours Condition = iota
	OnDistance
	OnSector
	OnOccupation
	OnEducation
	OnContract
	OnShifts
	OnRemote
	OnFirstSeen
	OnEmployer
	conditions
)

var conditionNames = [conditions]string{"hours", "distance", "sector", "occupation", "education", "contract", "shifts", "remote", "first_seen", "employer"}

// String returns a short name ("hours").
func (c Condition) String() string { return conditionNames[c] }

// Conditions is a set of conditions.
type Conditions uint16

// With returns the set with c in it.
func (s Conditions) With(c Condition) Conditions { return s | 1<<c }

// Has reports whether c is in the set.
func (s Conditions) Has(c Condition) bool { return s>>c&1 != 0 }

// Point is a place in WGS 84 degrees.
type Point struct{ Lat, Lon float64 }

// Filter chooses open vacancies by what columns hold. Zero fields ask nothing.
// A vacancy that does not state what a condition asks is unknown on it: it is
// left out unless Unknown has the condition, and it is always counted.
type Filter struct {
	// HoursMin and HoursMax are quarter hours a week: what the vacancy offers
	// must overlap them.
	HoursMin, HoursMax int
	// Near and Within (metres) choose by distance.
	Near   *Point
	Within int
	// Sectors are SBI section letters.
	Sectors []string
	// Occupations are beginnings of ISCO-08 codes ("41", "4110").
	Occupations []string
	// Education is the highest level that may be asked.
	Education taxonomy.Education
	// Contracts are kinds of contract as in column.Contracts; one is enough.
	Contracts []string
	// NoShifts leaves out work in the evening, at night, at the weekend and in
	// shifts.
	NoShifts bool
	// Remote wants "hybrid" (or full) or "full".
	Remote string
	// SeenSince wants what was first seen at that day or later.
	SeenSince time.Time
	// Employers are names as published.
	Employers []string
	// Unknown are conditions on which an unknown vacancy counts as fitting.
	Unknown Conditions
}

// answer is what a vacancy says to a condition.
type answer uint8

const (
	no answer = iota
	yes
	unknown
)

type test struct {
	on Condition
	of func(*column.Gate) answer
}

func answerOf(known, fits bool) answer {
	switch {
	case !known:
		return unknown
	case fits:
		return yes
	}
	return no
}

const shiftFlags = column.Evening | column.Night | column.Saturday | column.Sunday | column.Shifts

// tests compiles the filter against the dictionaries of a view.
func (f *Filter) tests(d *column.Dicts) []test {
	var ts []test
	add := func(asked bool, on Condition, of func(*column.Gate) answer) {
		if asked {
			ts = append(ts, test{on, of})
		}
	}
	add(f.HoursMin > 0 || f.HoursMax > 0, OnHours, f.hours)
	if f.Near != nil && f.Within > 0 {
		add(true, OnDistance, within(*f.Near, float64(f.Within)))
	}
	var sectors [256]bool
	for _, s := range f.Sectors {
		if s != "" {
			sectors[s[0]] = true
		}
	}
	add(len(f.Sectors) > 0, OnSector, func(g *column.Gate) answer { return answerOf(g.Sector != 0, sectors[g.Sector]) })
	if len(f.Occupations) > 0 {
		fits := matching(d.Occupations.Names(), func(isco string) bool {
			for _, o := range f.Occupations {
				if strings.HasPrefix(isco, o) {
					return true
				}
			}
			return false
		})
		add(true, OnOccupation, func(g *column.Gate) answer {
			return answerOf(g.Occupation != 0, int(g.Occupation) < len(fits) && fits[g.Occupation])
		})
	}
	rank := f.Education.Rank()
	add(f.Education != taxonomy.EducationUnknown, OnEducation, func(g *column.Gate) answer {
		asked := taxonomy.Education(g.EducationLevel())
		return answerOf(asked != taxonomy.EducationUnknown, asked.Rank() <= rank)
	})
	var contracts uint16
	for _, c := range f.Contracts {
		contracts |= column.ContractBit(c)
	}
	add(len(f.Contracts) > 0, OnContract, func(g *column.Gate) answer { return answerOf(g.Contracts != 0, g.Contracts&contracts != 0) })
	// No vacancy says that there are no shifts; what says nothing of times is
	// unknown only when it says nothing of hours either.
	add(f.NoShifts, OnShifts, func(g *column.Gate) answer {
		return answerOf(g.Flags&(shiftFlags|column.HoursStated) != 0, g.Flags&shiftFlags == 0)
	})
	remote := column.FullRemote
	if f.Remote != "full" {
		remote |= column.Hybrid
	}
	add(f.Remote != "", OnRemote, func(g *column.Gate) answer {
		return answerOf(g.Flags&(column.FullRemote|column.Hybrid|column.NoRemote) != 0, g.Flags&remote != 0)
	})
	day := column.Day(f.SeenSince)
	add(day > 0, OnFirstSeen, func(g *column.Gate) answer { return answerOf(g.FirstSeen != 0, g.FirstSeen >= day) })
	wanted := map[uint32]bool{}
	for _, e := range f.Employers {
		if id, ok := d.Employers.Find(e); ok && id != 0 {
			wanted[id] = true
		}
	}
	add(len(f.Employers) > 0, OnEmployer, func(g *column.Gate) answer { return answerOf(g.Employer != 0, wanted[g.Employer]) })
	return ts
}

func (f *Filter) hours(g *column.Gate) answer {
	lo, hi := int(g.HoursMin), int(g.HoursMax)
	if lo == 0 && hi == 0 {
		return unknown
	}
	hi = max(lo, hi)
	return answerOf(true, (f.HoursMax == 0 || lo <= f.HoursMax) && hi >= f.HoursMin)
}

func matching(names []string, fits func(string) bool) []bool {
	m := make([]bool, len(names))
	for i, n := range names {
		m[i] = n != "" && fits(n)
	}
	return m
}

// earth is the mean radius in metres (IUGG).
const earth = 6371008.8

// distance in metres between near points, by the equirectangular projection:
// within 0.1 % up to 300 km at our latitude.
func distance(p Point, g *column.Gate) float64 {
	const rad = math.Pi / 180
	x := (float64(g.Lon) - p.Lon) * rad * math.Cos((float64(g.Lat)+p.Lat)/2*rad)
	y := (float64(g.Lat) - p.Lat) * rad
	return earth * math.Sqrt(x*x+y*y)
}

func within(p Point, metres float64) func(*column.Gate) answer {
	// Most are outside a box around the circle, and a box costs no square root.
	dLat := metres / earth * 180 / math.Pi * 1.01
	dLon := dLat / math.Max(0.1, math.Cos(p.Lat*math.Pi/180)) * 1.05
	return func(g *column.Gate) answer {
		if !g.Has(column.PlaceKnown) {
			return unknown
		}
		if math.Abs(float64(g.Lat)-p.Lat) > dLat || math.Abs(float64(g.Lon)-p.Lon) > dLon {
			return no
		}
		return answerOf(true, distance(p, g) <= metres)
	}
}

// choice is the part of the filter that rules out quickly: what it excludes, a
// test would answer with no.
func (f *Filter) choice() column.Choice {
	c := column.AnyChoice()
	c.HoursMin = uint8(min(max(f.HoursMin, 0), math.MaxUint8))
	if f.HoursMax > 0 {
		c.HoursMax = uint8(min(f.HoursMax, math.MaxUint8))
	}
	if len(f.Contracts) > 0 {
		c.Contracts = 0
		for _, kind := range f.Contracts {
			c.Contracts |= column.ContractBit(kind)
		}
	}
	if f.NoShifts {
		c.Barred = shiftFlags
	}
	c.SeenFrom = column.Day(f.SeenSince)
	return c
}

// sieve applies tests to vacancies and counts what is unknown.
type sieve struct {
	tests   []test
	allowed Conditions
	unknown [conditions]int
}

// passes reports whether a vacancy fits; a vacancy that fits but for one
// unknown condition is counted with that condition.
func (s *sieve) passes(g *column.Gate) bool {
	open, last := 0, Condition(0)
	var met Conditions
	for i := range s.tests {
		t := &s.tests[i]
		switch t.of(g) {
		case no:
			return false
		case unknown:
			if s.allowed.Has(t.on) {
				met = met.With(t.on)
			} else {
				open++
				last = t.on
			}
		}
	}
	switch {
	case open > 1:
		return false
	case open == 1:
		s.unknown[last]++
		return false
	}
	for c := Condition(0); met != 0 && c < conditions; c++ {
		if met.Has(c) {
			s.unknown[c]++
		}
	}
	return true
}
