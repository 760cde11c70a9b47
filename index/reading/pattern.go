package reading

import (
	"fmt"
	"strconv"
	"strings"
)

// A pattern is a run of elements that match one token each:
//
//	til          the word itself            til*   words that begin so
//	*werk        words that end so          *til*  words that hold it
//	a|b|c*       one of several             a?     may be absent
//	{tillen}     a class of the lexicon     <n>    a number
//	+tillen      all forms of the verb
//	~3           at most three words of any kind between
//	a <>3 b      as ~3, in either order
//	+a ~<3 b     as ~3, or b and then the whole verb ("auto's wassen")
//
// Words are in folded form: lower case, no accents, cut at hyphens, digits
// apart from letters. A pattern never crosses the end of a sentence.
type pattern struct {
	nodes  []node
	anchor int // the node that the search starts from: the rarest one
	rule   int32
	level  int8 // overrides the rule's level; -1 when not given
}

type node struct {
	element  int32 // id of the element; numberElement for <n>
	gap      int8  // words allowed between the previous node and this one
	optional bool
}

// numberElement matches any number token.
const numberElement int32 = 0

// compiler turns pattern lines into nodes and gathers the atoms of elements.
type compiler struct {
	classes  map[string][]string
	elements map[string]int32
	atoms    map[string][]int32 // atom as written (til*, *werk) to elements
	weight   []int              // how rare an element is: its shortest atom's length
}

func newCompiler() *compiler {
	return &compiler{
		classes:  map[string][]string{},
		elements: map[string]int32{"<n>": numberElement},
		atoms:    map[string][]int32{},
		weight:   []int{0}, // the search never starts from a number
	}
}

// element returns the id of an element such as "til*|draag" or "{tillen}".
func (c *compiler) element(spec string) (int32, error) {
	if id, ok := c.elements[spec]; ok {
		return id, nil
	}
	var atoms []string
	for _, a := range strings.Split(spec, "|") {
		if name, ok := strings.CutPrefix(a, "{"); ok {
			class, ok := c.classes[strings.TrimSuffix(name, "}")]
			if !ok {
				return 0, fmt.Errorf("unknown class %s", a)
			}
			atoms = append(atoms, class...)
			continue
		}
		atoms = appendAtom(atoms, a)
	}
	id := int32(len(c.weight))
	shortest := 99
	for _, a := range atoms {
		n := len(strings.Trim(a, "*"))
		if n == 0 || strings.Trim(a, "*abcdefghijklmnopqrstuvwxyz0123456789'") != "" {
			return 0, fmt.Errorf("bad word %q in %q", a, spec)
		}
		if strings.HasPrefix(a, "*") && n < 3 {
			return 0, fmt.Errorf("%q is too short to be searched within words", a)
		}
		shortest = min(shortest, n)
		c.atoms[a] = append(c.atoms[a], id)
	}
	c.weight = append(c.weight, shortest)
	c.elements[spec] = id
	return id, nil
}

// appendAtom adds a word, or all forms of a verb that is marked with "+".
func appendAtom(atoms []string, a string) []string {
	if verb, ok := strings.CutPrefix(a, "+"); ok {
		return append(atoms, verbForms(verb)...)
	}
	if verb, ok := strings.CutPrefix(a, "-"); ok {
		return append(atoms, verb)
	}
	return append(atoms, a)
}

// orders gives the pattern, or its two orders where "<>3" or "~<3" stands in it:
// "a <>3 b" is "a ~3 b" and "b ~3 a"; "+a ~<3 b" is "+a ~3 b" and "b ~3 -a", with
// "-a" for the whole verb alone.
func orders(line string) []string {
	line, level, hasLevel := strings.Cut(line, "=")
	if hasLevel {
		level = " =" + level
	}
	for _, mark := range []string{"<>", "~<"} {
		before, after, ok := strings.Cut(line, mark)
		if !ok {
			continue
		}
		gap, after, _ := strings.Cut(after, " ")
		last := before
		if mark == "~<" {
			last = strings.ReplaceAll(before, "+", "-")
		}
		return []string{before + "~" + gap + " " + after + level, after + " ~" + gap + " " + last + level}
	}
	return []string{line + level}
}

// pattern compiles one line.
func (c *compiler) pattern(line string, rule int32) (pattern, error) {
	p := pattern{rule: rule, level: -1}
	gap, best := 0, -1
	for _, f := range strings.Fields(line) {
		if n, ok := strings.CutPrefix(f, "~"); ok {
			v, err := strconv.Atoi(n)
			if err != nil || v < 1 || v > 12 || len(p.nodes) == 0 {
				return p, fmt.Errorf("bad gap %q in %q", f, line)
			}
			gap = v
			continue
		}
		if n, ok := strings.CutPrefix(f, "="); ok {
			v, err := strconv.Atoi(n)
			if err != nil || v < 0 || v > 3 {
				return p, fmt.Errorf("bad level %q in %q", f, line)
			}
			p.level = int8(v)
			continue
		}
		spec, optional := strings.CutSuffix(f, "?")
		id, err := c.element(spec)
		if err != nil {
			return p, fmt.Errorf("%q: %w", line, err)
		}
		p.nodes = append(p.nodes, node{element: id, gap: int8(gap), optional: optional})
		gap = 0
		if !optional && c.weight[id] > best {
			best, p.anchor = c.weight[id], len(p.nodes)-1
		}
	}
	if best < 0 {
		return p, fmt.Errorf("empty pattern %q", line)
	}
	return p, nil
}

// span is a run of tokens [from,to); number is the token of the last <n> in it,
// or -1.
type span struct{ from, to, number int32 }

// match tries the pattern with its anchor on token t, within the sentence
// [lo,hi). The nearest words are taken first.
func (p *pattern) match(s *scan, t, lo, hi int32) (span, bool) {
	number := int32(-1)
	if p.nodes[p.anchor].element == numberElement {
		number = t
	}
	from, n1, ok := p.back(s, p.anchor-1, t, lo)
	if !ok {
		return span{}, false
	}
	to, n2, ok := p.forth(s, p.anchor+1, t, hi)
	if !ok {
		return span{}, false
	}
	if n2 >= 0 {
		number = n2
	} else if number < 0 {
		number = n1
	}
	return span{from, to + 1, number}, true
}

// back matches the nodes before the anchor; node k must end before token t.
func (p *pattern) back(s *scan, k int, t, lo int32) (from, number int32, ok bool) {
	if k < 0 {
		return t, -1, true
	}
	gap := int32(p.nodes[k+1].gap)
	for j := t - 1; j >= lo && j >= t-1-gap; j-- {
		if !s.has(j, p.nodes[k].element) {
			continue
		}
		if from, number, ok = p.back(s, k-1, j, lo); ok {
			if number < 0 && p.nodes[k].element == numberElement {
				number = j
			}
			return from, number, true
		}
	}
	if p.nodes[k].optional {
		return p.back(s, k-1, t, lo)
	}
	return 0, -1, false
}

// forth matches the nodes after the anchor; node k must start after token t.
func (p *pattern) forth(s *scan, k int, t, hi int32) (to, number int32, ok bool) {
	if k >= len(p.nodes) {
		return t, -1, true
	}
	gap := int32(p.nodes[k].gap)
	for j := t + 1; j < hi && j <= t+1+gap; j++ {
		if !s.has(j, p.nodes[k].element) {
			continue
		}
		if to, number, ok = p.forth(s, k+1, j, hi); ok {
			if number < 0 && p.nodes[k].element == numberElement {
				number = j
			}
			return to, number, true
		}
	}
	if p.nodes[k].optional {
		return p.forth(s, k+1, t, hi)
	}
	return 0, -1, false
}
