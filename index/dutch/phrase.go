package dutch

import (
	"fmt"
	"strconv"
	"strings"
)

// Phrases is a set of word patterns that are found in a token sequence in one
// pass. It is read-only after it has been compiled.
//
// A pattern is elements separated by spaces, each matched against the Norm of
// one token: "woord", "een|twee" (either), "til*" (prefix), "*werk" (suffix),
// "*vracht*" (inside), "[te]" (optional), "..3" (up to three tokens of the same
// clause). Patterns are folded, so they may be written with accents.
type Phrases struct {
	patterns [][]element
	exact    map[string][]int32
	prefix   map[string][]int32 // by the first prefixKey bytes
	rest     []int32            // patterns that start with a suffix or infix
}

// Match is a pattern found: its index in the compiled list and the half-open
// token range.
type Match struct{ ID, First, Last int }

type element struct {
	alts     []alternative
	optional bool
	gap      int
}

type alternative struct {
	word        string
	front, back bool // wildcard before, after
}

// prefixKey is the least length of a prefix in the first place of a pattern.
const prefixKey = 2

// CompilePhrases compiles patterns; the error names the pattern that is wrong.
func CompilePhrases(patterns []string) (*Phrases, error) {
	p := &Phrases{exact: map[string][]int32{}, prefix: map[string][]int32{}}
	for id, text := range patterns {
		elems, err := compilePattern(text)
		if err != nil {
			return nil, fmt.Errorf("phrase %d %q: %w", id, text, err)
		}
		p.patterns = append(p.patterns, elems)
		for _, a := range elems[0].alts {
			switch {
			case a.front || a.back && len(a.word) < prefixKey:
				p.rest = append(p.rest, int32(id))
			case a.back:
				p.prefix[a.word[:prefixKey]] = append(p.prefix[a.word[:prefixKey]], int32(id))
			default:
				p.exact[a.word] = append(p.exact[a.word], int32(id))
			}
		}
	}
	return p, nil
}

func compilePattern(text string) ([]element, error) {
	var elems []element
	for field := range strings.FieldsSeq(Fold(text)) {
		if n, ok := strings.CutPrefix(field, ".."); ok {
			gap, err := strconv.Atoi(n)
			if err != nil || gap < 1 {
				return nil, fmt.Errorf("gap %q is not a number above 0", field)
			}
			elems = append(elems, element{gap: gap})
			continue
		}
		var e element
		if inner, ok := strings.CutPrefix(field, "["); ok {
			field, e.optional = strings.TrimSuffix(inner, "]"), true
		}
		for a := range strings.SplitSeq(field, "|") {
			alt := alternative{word: a}
			alt.word, alt.front = strings.CutPrefix(alt.word, "*")
			alt.word, alt.back = strings.CutSuffix(alt.word, "*")
			if alt.word == "" {
				return nil, fmt.Errorf("empty alternative in %q", field)
			}
			e.alts = append(e.alts, alt)
		}
		elems = append(elems, e)
	}
	if len(elems) == 0 || elems[0].gap > 0 || elems[0].optional {
		return nil, fmt.Errorf("a pattern must start with a word")
	}
	return elems, nil
}

// At calls found for every pattern that starts at token i, with the index of
// the pattern and the token after its last one.
func (p *Phrases) At(tokens []Token, i int, found func(id, last int)) {
	word := tokens[i].Norm
	if word == "" {
		return
	}
	p.try(p.exact[word], tokens, i, found)
	if len(word) >= prefixKey {
		p.try(p.prefix[word[:prefixKey]], tokens, i, found)
	}
	p.try(p.rest, tokens, i, found)
}

func (p *Phrases) try(ids []int32, tokens []Token, i int, found func(id, last int)) {
	for _, id := range ids {
		if last := matchElements(p.patterns[id], tokens, i, i); last > 0 {
			found(int(id), last)
		}
	}
}

// Append appends all matches in tokens to dst, in token order. Patterns may
// overlap.
func (p *Phrases) Append(dst []Match, tokens []Token) []Match {
	for i := range tokens {
		p.At(tokens, i, func(id, last int) { dst = append(dst, Match{id, i, last}) })
	}
	return dst
}

// matchElements returns the token after the match of elems at i, or 0.
func matchElements(elems []element, tokens []Token, i, start int) int {
	if len(elems) == 0 {
		return i
	}
	if i >= len(tokens) || i > start && tokens[i].Gap == Paragraph {
		for _, e := range elems {
			if !e.optional {
				return 0
			}
		}
		return i
	}
	e := elems[0]
	if e.gap > 0 {
		for skip := 0; skip <= e.gap && i+skip < len(tokens); skip++ {
			if skip > 0 && clauseBreak(tokens, i+skip) {
				return 0
			}
			if last := matchElements(elems[1:], tokens, i+skip, start); last > 0 {
				return last
			}
		}
		return 0
	}
	if e.matches(tokens[i].Norm) {
		if last := matchElements(elems[1:], tokens, i+1, start); last > 0 {
			return last
		}
	}
	if e.optional {
		return matchElements(elems[1:], tokens, i, start)
	}
	return 0
}

func (e *element) matches(word string) bool {
	for i := range e.alts {
		a := &e.alts[i]
		switch {
		case a.front && a.back:
			if strings.Contains(word, a.word) {
				return true
			}
		case a.front:
			if strings.HasSuffix(word, a.word) {
				return true
			}
		case a.back:
			if strings.HasPrefix(word, a.word) {
				return true
			}
		case word == a.word:
			return true
		}
	}
	return false
}
