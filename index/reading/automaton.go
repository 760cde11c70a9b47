package reading

import (
	"slices"
	"sync"
)

// symbols of the automaton: other, a-z, 0-9, apostrophe, space.
const symbols = 39

func symbol(b byte) int {
	switch {
	case b >= 'a' && b <= 'z':
		return int(b-'a') + 1
	case b >= '0' && b <= '9':
		return int(b-'0') + 27
	case b == '\'':
		return 37
	case b == ' ':
		return 38
	}
	return 0
}

// automaton finds all atoms of all elements in one pass over the folded text
// (Aho and Corasick, CACM 18(6), 1975), with the transitions filled in.
type automaton struct {
	next [][symbols]int32
	// out[state] lists the elements whose atoms end in the state, in order.
	out [][]int32
}

// newAutomaton builds the automaton of atoms written as in patterns.
func newAutomaton(atoms map[string][]int32) *automaton {
	a := &automaton{next: make([][symbols]int32, 1), out: make([][]int32, 1)}
	words := make([]string, 0, len(atoms))
	for w := range atoms {
		words = append(words, w)
	}
	slices.Sort(words) // the same lexicon gives the same automaton
	for _, w := range words {
		a.insert(atomText(w), atoms[w])
	}
	a.link()
	return a
}

// atomText spells an atom with the spaces that bound words.
func atomText(atom string) string {
	text := atom
	if text[0] == '*' {
		text = text[1:]
	} else {
		text = " " + text
	}
	if n := len(text) - 1; text[n] == '*' {
		return text[:n]
	}
	return text + " "
}

func (a *automaton) insert(text string, elements []int32) {
	state := int32(0)
	for i := range len(text) {
		c := symbol(text[i])
		if a.next[state][c] == 0 {
			a.next[state][c] = int32(len(a.next))
			a.next = append(a.next, [symbols]int32{})
			a.out = append(a.out, nil)
		}
		state = a.next[state][c]
	}
	a.out[state] = append(a.out[state], elements...)
}

// link fills the missing transitions, breadth first.
func (a *automaton) link() {
	fail := make([]int32, len(a.next))
	var queue []int32
	for _, s := range a.next[0] {
		if s != 0 {
			queue = append(queue, s)
		}
	}
	for len(queue) > 0 {
		state := queue[0]
		queue = queue[1:]
		a.out[state] = append(a.out[state], a.out[fail[state]]...)
		slices.Sort(a.out[state])
		a.out[state] = slices.Compact(a.out[state])
		for c, s := range a.next[state] {
			if s == 0 {
				a.next[state][c] = a.next[fail[state]][c]
				continue
			}
			fail[s] = a.next[fail[state]][c]
			queue = append(queue, s)
		}
	}
}

// scan holds which elements each token of a document matches.
type scan struct {
	doc   *document
	hits  []int32 // elements, grouped by token, in order within it
	start []int32 // hits of token t are hits[start[t]:start[t+1]]
}

var scans = sync.Pool{New: func() any { return new(scan) }}

// run finds the elements of all tokens.
func (a *automaton) run(d *document) *scan {
	s := scans.Get().(*scan)
	s.doc, s.hits, s.start = d, s.hits[:0], s.start[:0]
	state := a.next[0][symbol(' ')]
	for t := range d.tokens {
		first := len(s.hits)
		s.start = append(s.start, int32(first))
		lists := 0
		for _, b := range d.folded[d.tokens[t].from : d.tokens[t].to+1] {
			state = a.next[state][symbol(b)]
			if out := a.out[state]; len(out) > 0 {
				s.hits = append(s.hits, out...)
				lists++
			}
		}
		if lists > 1 {
			slices.Sort(s.hits[first:])
			s.hits = s.hits[:first+len(slices.Compact(s.hits[first:]))]
		}
	}
	s.start = append(s.start, int32(len(s.hits)))
	return s
}

// release gives the buffers back; the scan must not be used after it.
func (s *scan) release() {
	s.doc = nil
	scans.Put(s)
}

// has reports whether token t matches the element.
func (s *scan) has(t, element int32) bool {
	if element == numberElement {
		return s.doc.tokens[t].number || s.doc.tokens[t].spelled > 0
	}
	_, found := slices.BinarySearch(s.hits[s.start[t]:s.start[t+1]], element)
	return found
}
