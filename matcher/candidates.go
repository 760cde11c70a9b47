package matcher

import "passend/index/column"

// rounding is more than rounding takes off a fit.
const rounding = 1e-4

// candidates marks, from the postings, the rows that can lie within a search
// direction: those with a word of one in the title, and those of an occupation
// near one. Every other row is outside, whatever else it says; so what asks for
// fitting vacancies only need not look at it.
func (p *Plan) candidates(s *column.Segment) []uint64 {
	set := make([]uint64, (s.Len()+63)/64)
	mark := func(rows []uint32) {
		for _, r := range rows {
			set[r>>6] |= 1 << (r & 63)
		}
	}
	for occ := range p.occupations {
		if p.occupations[occ].direction >= p.weights.DirectionLeast*(1-rounding) {
			mark(s.WithOccupation(uint32(occ)))
			mark(s.WithSecond(uint32(occ)))
		}
	}
	for stem, at := range p.stemAt {
		if at != 0 {
			mark(s.WithStem(uint32(stem)))
		}
	}
	if p.directions == 0 { // nothing is sought in particular
		for i := range set {
			set[i] = ^uint64(0)
		}
	}
	return set
}

// elsewhere tells why a row that is no candidate is outside, as place would.
func (p *Plan) elsewhere(r *column.Row) (out Outside) {
	out = OutsideDirection
	if p.excludes(r, 0) {
		out = OutsideExcluded
	}
	switch {
	case r.Flags&column.FullRemote != 0:
	case p.abroad(r.Gate):
		out |= OutsideCountry
	case p.tooFar(r.Gate):
		out |= OutsideTravel
	}
	if p.barredEmpl[r.Employer] {
		out |= OutsideEmployer
	}
	return out
}
