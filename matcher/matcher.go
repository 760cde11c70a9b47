package matcher

import (
	"fmt"
	"strings"
	"sync"

	"passend/index/demand"
	"passend/matcher/profile"
)

// Matcher judges, scores and ranks. It is safe for concurrent use; it keeps
// only what follows from the taxonomy, so that the next worker is quicker.
type Matcher struct {
	world   World
	weights Weights

	employers employerNames

	mu      sync.Mutex
	similar map[string][]float32
	related map[string][]float32
	priorOf map[string]Levels
	noPrior map[string]bool
	terms   map[string]named
}

// New returns a matcher with the weights that come with the program.
func New(w World) (*Matcher, error) {
	weights, err := DefaultWeights()
	if err != nil {
		return nil, err
	}
	if w.Knowledge == nil || w.Places == nil {
		return nil, fmt.Errorf("matcher: knowledge and places are needed")
	}
	return &Matcher{
		world: w, weights: weights, similar: map[string][]float32{}, related: map[string][]float32{},
		priorOf: map[string]Levels{}, noPrior: map[string]bool{}, terms: map[string]named{},
	}, nil
}

// Version names the weights.
func (m *Matcher) Version() string { return m.weights.Version }

// similarities returns the similarity of a code to each of the names.
func (m *Matcher) similarities(code string, names []string) []float32 {
	return m.grow(m.similar, code, names, m.world.Knowledge.Similarity)
}

// relations returns how much a known competence covers each of the names.
func (m *Matcher) relations(id string, names []string) []float32 {
	return m.grow(m.related, id, names, func(a, b string) float64 {
		if a == b {
			return 1
		}
		return m.world.Knowledge.Related(a, b)
	})
}

// grow fills the cached row of one name up to all names there are now. A
// dictionary only grows, so what was filled stays right.
func (m *Matcher) grow(cache map[string][]float32, of string, names []string, f func(a, b string) float64) []float32 {
	m.mu.Lock()
	row := cache[of]
	m.mu.Unlock()
	if len(row) >= len(names) {
		return row[:len(names)]
	}
	next := make([]float32, len(names))
	copy(next, row)
	for i := len(row); i < len(names); i++ {
		if names[i] != "" {
			next[i] = float32(f(of, names[i]))
		}
	}
	m.mu.Lock()
	cache[of] = next
	m.mu.Unlock()
	return next
}

// named is a name with whether it is that of a trait.
type named struct {
	name  string
	trait bool
}

// term tells how a competence or certificate is called, its id when that is
// not known.
func (m *Matcher) term(id string) (string, bool) {
	m.mu.Lock()
	defer m.mu.Unlock()
	t, ok := m.terms[id]
	if !ok {
		t.name, t.trait = m.world.Knowledge.Term(id)
		if t.name == "" {
			t.name = strings.ReplaceAll(id, "_", " ")
		}
		m.terms[id] = t
	}
	return t.name, t.trait
}

func (m *Matcher) prior(code string) (Levels, bool) {
	m.mu.Lock()
	defer m.mu.Unlock()
	if m.noPrior[code] {
		return Levels{}, false
	}
	if l, ok := m.priorOf[code]; ok {
		return l, true
	}
	l, ok := m.world.Knowledge.Prior(code)
	if !ok {
		m.noPrior[code] = true
		return Levels{}, false
	}
	for k := range l {
		if k == int(demand.None) {
			l[k] = demand.Unknown
		}
	}
	m.priorOf[code] = l
	return l, true
}

// known gives the competences of a worker by id, with how sure they are: those
// stated, and at the lowest confidence the tasks of work done before.
func (m *Matcher) known(w *profile.Person, weights *Weights) map[string]float32 {
	out := map[string]float32{}
	add := func(name string, confidence int) {
		id := m.world.Knowledge.Competence(name)
		if id == "" {
			id = strings.ToLower(name)
		}
		out[id] = max(out[id], weights.Confidence[min(max(confidence, 1), 3)-1])
	}
	for _, c := range w.Competences {
		confidence := c.Confidence
		if confidence == 0 {
			confidence = 2
		}
		add(c.Name, confidence)
	}
	for _, j := range w.Work {
		for _, t := range j.Tasks {
			add(t, 2)
		}
	}
	return out
}
