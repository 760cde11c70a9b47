package matcher

import (
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

// Likeness by place in the ISCO-08 tree, and what the share of common tasks and
// skills is multiplied by: the cosine of two rich descriptions is small even
// for neighbours.
var treeLikeness = [5]float64{0, 0.08, 0.3, 0.55, 1}

const (
	sharedScale = 3
	sharedMost  = 0.8
)

// Similarity joins the likeness of what is done in two occupations with their
// place in the tree. A shorter code names a group as a whole: it is 1 within.
func (k taxonomyKnowledge) Similarity(a, b string) float64 {
	n := 0
	for n < len(a) && n < len(b) && a[n] == b[n] {
		n++
	}
	if n > 0 && (n == len(a) || n == len(b)) {
		return 1
	}
	shared := min(sharedMost, sharedScale*k.t.Similarity(a, b))
	return 1 - (1-treeLikeness[min(n, 4)])*(1-shared)
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

func (k taxonomyKnowledge) Term(id string) (string, bool) {
	t, _ := k.t.Term(id)
	return t.Name, t.Kind == taxonomy.KindTrait
}

func (k taxonomyKnowledge) Related(known, asked string) float64 { return k.t.Related(known, asked) }
