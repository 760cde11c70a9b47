package taxonomy

import (
	"math"
	"slices"
	"strings"
)

// likeness holds, per unit group and per term, the vectors that similarity is
// measured on.
type likeness struct {
	groups []map[uint32]float64 // by group: weight by term or task word, of length one
	terms  map[string]map[uint32]float64
}

// The shares of what an occupation is made of: terms that it needs, terms that
// are useful, and the task words of its job titles.
const (
	essentialWeight = 1.0
	optionalWeight  = 0.5
	taskWeight      = 0.4
)

// taskSpace is the first feature number of task words.
const taskSpace = 1 << 24

// escoSpace is the first feature number of imported skills.
const escoSpace = 1 << 28

func newLikeness(t *Taxonomy) *likeness {
	l := &likeness{groups: make([]map[uint32]float64, len(t.groups)), terms: map[string]map[uint32]float64{}}
	for i := range l.groups {
		l.groups[i] = map[uint32]float64{}
	}
	for id, term := range t.terms.competences.all {
		if term.Kind == KindTrait {
			continue // everybody asks them: they tell no occupations apart
		}
		asked := map[uint32]float64{}
		for _, a := range term.Asks {
			w := optionalWeight
			if a.Essential {
				w = essentialWeight
			}
			for i, g := range t.groups {
				if strings.HasPrefix(g.Code, a.ISCO) {
					l.groups[i][uint32(id)] = max(l.groups[i][uint32(id)], w)
					asked[uint32(i)] = max(asked[uint32(i)], w)
				}
			}
		}
		unit(asked)
		l.terms[term.ID] = asked
	}
	l.addTasks(t)
	if t.esco != nil {
		l.addSkills(t)
	}
	l.weigh()
	return l
}

// addTasks adds the word parts of the job titles: what is worked on and how.
func (l *likeness) addTasks(t *Taxonomy) {
	for _, lab := range t.titles.labels {
		if lab.concept >= 0 {
			continue
		}
		for _, w := range titleWords(nil, lab.text) {
			for _, p := range t.titles.ranker.word(w.root).parts {
				l.groups[lab.group][taskSpace+p] = taskWeight
			}
		}
	}
}

func (l *likeness) addSkills(t *Taxonomy) {
	for _, o := range t.esco.Occupations {
		i, ok := t.byCode[o.ISCO]
		if !ok {
			continue
		}
		for _, s := range o.Skills {
			w := optionalWeight
			if s.Essential {
				w = essentialWeight
			}
			f := escoSpace + s.Skill
			l.groups[i][f] = max(l.groups[i][f], w)
		}
	}
}

// weigh multiplies by rarity over the groups and brings the vectors to length
// one.
func (l *likeness) weigh() {
	count := map[uint32]int{}
	for _, g := range l.groups {
		for f := range g {
			count[f]++
		}
	}
	for _, g := range l.groups {
		for f := range g {
			g[f] *= math.Log(float64(len(l.groups)+1) / float64(count[f]+1))
		}
		unit(g)
	}
}

func unit(v map[uint32]float64) {
	sum := 0.0
	for _, k := range sortedKeys(v) {
		sum += v[k] * v[k]
	}
	if sum == 0 {
		return
	}
	by := 1 / math.Sqrt(sum)
	for k := range v {
		v[k] *= by
	}
}

func sortedKeys(v map[uint32]float64) []uint32 {
	keys := make([]uint32, 0, len(v))
	for k := range v {
		keys = append(keys, k)
	}
	slices.Sort(keys)
	return keys
}

// dot sums in the order of the keys, so that the result never varies.
func dot(a, b map[uint32]float64) float64 {
	if len(a) > len(b) {
		a, b = b, a
	}
	sum := 0.0
	for _, k := range sortedKeys(a) {
		sum += a[k] * b[k]
	}
	return min(max(sum, 0), 1)
}

// Similarity tells how alike the work of two unit groups is, 0 to 1: the
// cosine over the competences, knowledge, tools and tasks they share, rare ones
// weighing more. It is 1 for the same group and 0 for an unknown one.
func (t *Taxonomy) Similarity(iscoA, iscoB string) float64 {
	a, ok := t.byCode[iscoA]
	b, ok2 := t.byCode[iscoB]
	if !ok || !ok2 {
		return 0
	}
	if a == b {
		return 1
	}
	return dot(t.likes().groups[a], t.likes().groups[b])
}

// Related tells how related two competences are, 0 to 1: by the occupations
// that ask both and the words their names share. It is 1 for the same id and 0
// for an unknown one.
func (t *Taxonomy) Related(idA, idB string) float64 {
	a, okA := t.terms.competences.byID[idA]
	b, okB := t.terms.competences.byID[idB]
	if !okA || !okB {
		return 0
	}
	if a == b {
		return 1
	}
	asked := dot(t.likes().terms[idA], t.likes().terms[idB])
	return 0.7*asked + 0.3*t.sharedWords(t.terms.competences.all[a].Name, t.terms.competences.all[b].Name)
}

func (t *Taxonomy) sharedWords(a, b string) float64 {
	wa, wb := map[uint32]float64{}, map[uint32]float64{}
	for name, v := range map[string]map[uint32]float64{a: wa, b: wb} {
		for _, w := range titleWords(nil, name) {
			for _, p := range t.titles.ranker.word(w.root).parts {
				v[p] = 1
			}
		}
		unit(v)
	}
	return dot(wa, wb)
}
