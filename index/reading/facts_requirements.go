package reading

import (
	"cmp"
	"slices"
)

// requirementMost is how many requirements a reading holds.
const requirementMost = 16

// readRequirements takes the sentences of the part that says what is asked and,
// where an advertisement has no such part, those that speak of the candidate.
func (x *factFinder) readRequirements() {
	d := x.d
	for i := range d.sentences {
		s := &d.sentences[i]
		if len(x.out.Requirements) >= requirementMost {
			break
		}
		if d.tokens[s.first].inTitle || s.last-s.first < 2 || !x.requires(s) {
			continue
		}
		mid := s.first + (s.last-s.first)/2
		need := x.need(mid, mid+1)
		if need == NeedUnknown {
			continue
		}
		x.out.Requirements = append(x.out.Requirements, Requirement{need, d.quote(s.first, s.last)})
	}
	slices.SortStableFunc(x.out.Requirements, func(a, b Requirement) int { return cmp.Compare(b.Need, a.Need) })
}

// requires reports whether a sentence says what is asked of the candidate.
func (x *factFinder) requires(s *sentence) bool {
	switch s.section {
	case sectionRequirements:
		return s.subject != subjectWe && !(s.colon && s.last-s.first <= headWords)
	case sectionOffer, sectionApply:
		return false
	}
	if s.subject == subjectWe {
		return false
	}
	for i := s.first; i < s.last; i++ {
		if t := &x.d.tokens[i]; t.to-t.from >= 6 && requireWords[string(x.d.wordBytes(int(i)))] {
			return true
		}
	}
	return false
}

// requireWords are words of demands that stand outside of the list of demands.
var requireWords = setOf(`ervaring werkervaring ervaren diploma beschikt affiniteit vereist kennis vaardigheden ingesteld gemotiveerd
flexibel stressbestendig nauwkeurig zelfstandig communicatief enthousiast enthousiaste bereidheid minimaal inzicht rijbewijs beheersing
teamspeler teamplayer klantgericht klantvriendelijk vaardig precisie gedreven hands-on leergierig experience skills ervaren passie
oplossingsgericht resultaatgericht proactief gestructureerd analytisch analytische nauwkeurige flexibele`)
