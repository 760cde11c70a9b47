package reading

import (
	"passend/index/taxonomy"
)

// How much tells the sector of an employer: a sure word of a branch counts 1,
// where the employer speaks of itself more, among the demands less; the name of
// the employer and what the occupation lets expect weigh as so many words.
const (
	sectorUnsure      = 0.6
	sectorCompany     = 1.5
	sectorRequirement = 0.4
	sectorName        = 3.0
	sectorOccupation  = 2.5
	sectorRepeat      = 0.5 // how fast the weight of further words falls
	sectorLeast       = 0.8 // below this nothing tells the sector
)

// sectorSigns are the weights of the sections A to U, and the words that first
// pointed to each.
type sectorSigns struct {
	weight [26]float64
	first  [26]span
}

// add counts a word that points to a section.
func (s *sectorSigns) add(section string, weight float64, from, to int32) {
	k, ok := sectionIndex(section)
	if !ok {
		return
	}
	if s.first[k].to == 0 {
		s.first[k] = span{from, to, -1}
	}
	s.weight[k] += weight / (1 + s.weight[k]*sectorRepeat)
}

// readSector takes the section of SBI 2008 that most points to: words of
// branches in the text, the name of the employer, and where people of the
// occupation mostly work. Repeating itself a word adds ever less.
func (x *factFinder) readSector() {
	var signs sectorSigns
	x.r.sectors.find(x.d, func(t *taxonomy.Term, sure bool, from, to int32) bool {
		section := t.ID
		if len(t.Asks) > 0 {
			section = t.Asks[0].ISCO // the section of a division stands there
		}
		signs.add(section, x.sectorWeight(sure, from), from, to)
		return true
	})
	x.each(factSector, func(section string, m match) {
		signs.add(section, x.sectorWeight(true, m.from), m.from, m.to)
	})
	if x.r.taxonomy != nil {
		if k, ok := sectionIndex(x.r.taxonomy.EmployerSector(x.v.Employer)); ok {
			signs.weight[k] += sectorName
		}
		if len(x.out.Occupations) > 0 {
			for _, s := range x.r.taxonomy.SectorShares(x.out.Occupations[0].ISCO) {
				if k, ok := sectionIndex(s.Section); ok {
					signs.weight[k] += s.Share * sectorOccupation
				}
			}
		}
	}
	best := 0
	for k := range signs.weight {
		if signs.weight[k] > signs.weight[best] {
			best = k
		}
	}
	if signs.weight[best] < sectorLeast {
		return
	}
	quote := Quote{Field: InTitle, End: len(x.v.Title), Text: x.v.Title}
	if s := signs.first[best]; s.to > 0 {
		quote = x.d.quote(s.from, s.to)
	} else if x.v.Title == "" {
		return
	}
	x.out.Sector = Tag{string(rune('A' + best)), quote}
}

// sectionIndex is the place of a section in the alphabet.
func sectionIndex(section string) (int, bool) {
	if len(section) != 1 || section[0] < 'A' || section[0] > 'U' {
		return 0, false
	}
	return int(section[0] - 'A'), true
}

// sectorWeight is how much a word of a branch at token i tells.
func (x *factFinder) sectorWeight(sure bool, i int32) float64 {
	w := 1.0
	if !sure {
		w = sectorUnsure
	}
	switch x.d.section(int(i)) {
	case sectionCompany:
		return w * sectorCompany
	case sectionRequirements, sectionOffer:
		return w * sectorRequirement
	}
	if x.d.clauses[x.d.tokens[i].clause].subject == subjectWe {
		return w * sectorCompany
	}
	return w
}
