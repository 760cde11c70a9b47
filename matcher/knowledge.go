package matcher

import (
	"strings"

	"passend/index/demand"
	"passend/index/reading"
	"passend/index/taxonomy"
)

// taxonomyKnowledge is Knowledge over the taxonomy.
type taxonomyKnowledge struct{ t *taxonomy.Taxonomy }

// FromTaxonomy returns the knowledge of the taxonomy.
func FromTaxonomy(t *taxonomy.Taxonomy) Knowledge { return taxonomyKnowledge{t} }

// priorLeast is the confidence below which an estimate is held to be unknown.
const priorLeast = 0.3

func (k taxonomyKnowledge) Version() string { return k.t.Version() }

func (k taxonomyKnowledge) Occupations(title string) []reading.OccupationFact {
	var out []reading.OccupationFact
	for _, l := range k.t.LinkTitle(title, 3) {
		out = append(out, reading.OccupationFact{ISCO: l.ISCO, Concept: l.Concept, Score: l.Score})
	}
	return out
}

// Similarity of shorter codes is 1 within the group and 0 outside: such a code
// names the group as a whole.
func (k taxonomyKnowledge) Similarity(a, b string) float64 {
	if len(a) < 4 || len(b) < 4 {
		if a != "" && b != "" && (strings.HasPrefix(a, b) || strings.HasPrefix(b, a)) {
			return 1
		}
		return 0
	}
	return k.t.Similarity(a, b)
}

func (k taxonomyKnowledge) Prior(isco string) (out Levels, ok bool) {
	for key := range out {
		out[key] = demand.Unknown
		if level, sure := k.t.Prior(isco, demand.Key(key)); sure >= priorLeast {
			out[key] = level
			ok = true
		}
	}
	return out, ok
}

func (k taxonomyKnowledge) Competence(name string) string {
	return best(k.t.LinkCompetences(name), name)
}

func (k taxonomyKnowledge) Certificate(name string) string {
	return best(k.t.LinkCertificates(name), name)
}

// best is the term that covers most of the name.
func best(hits []taxonomy.Hit, name string) string {
	id, most := "", 0
	for _, h := range hits {
		if n := h.End - h.Start; n > most {
			id, most = h.ID, n
		}
	}
	if most*3 < len(name) {
		return ""
	}
	return id
}

func (k taxonomyKnowledge) Related(known, asked string) float64 { return k.t.Related(known, asked) }
