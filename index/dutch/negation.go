package dutch

import (
	_ "embed"
	"fmt"
	"sort"
	"strconv"
	"strings"
	"sync"
)

// Class is the kind of a sign that changes what a phrase says.
type Class uint8

// The classes. A Negator stands before what it denies, a Denial after it
// ("tillen is niet nodig"). A Pseudo looks like a negation and raises the
// demand ("geen 9-tot-5-mentaliteit"). A Softener lowers or caps a demand, an
// Optional turns a requirement into a wish.
const (
	Negator Class = iota + 1
	Denial
	Pseudo
	Softener
	Optional
	// NotNegator marks words with "niet" that deny nothing ("niet alleen").
	NotNegator
)

var classNames = map[string]Class{
	"negator": Negator, "denial": Denial, "pseudo": Pseudo, "softener": Softener, "optional": Optional, "not_negator": NotNegator,
}

// Rule is one line of the table of signs.
type Rule struct {
	// ID is stable and names the rule in explanations ("neg.geen").
	ID    string
	Class Class
	// Topic is what it speaks of: lift, physical, push, posture, hours, place,
	// noise, pace, deadlines, routine, customers, heights, adaptable, …
	Topic string
	// Effect is cap, set, lower, raise, satisfy, flag or "".
	Effect string
	// Amount is the level of cap and set, or the steps of lower and raise.
	Amount  int
	Pattern string
}

// Sign is a rule found at a half-open token range.
type Sign struct {
	Rule        *Rule
	First, Last int
}

//go:embed data/signs.tsv
var signData string

type signTable struct {
	rules   []Rule
	phrases *Phrases
	err     error
}

var signs = sync.OnceValue(func() *signTable {
	rules, err := parseRules(signData)
	if err != nil {
		return &signTable{err: err, phrases: &Phrases{}}
	}
	patterns := make([]string, len(rules))
	for i := range rules {
		patterns[i] = rules[i].Pattern
	}
	phrases, err := CompilePhrases(patterns)
	if err != nil {
		return &signTable{err: err, phrases: &Phrases{}}
	}
	return &signTable{rules: rules, phrases: phrases}
})

// Rules returns the table of signs. The caller must not change it.
func Rules() []Rule { return signs().rules }

func parseRules(data string) ([]Rule, error) {
	var rules []Rule
	n := 0
	for line := range strings.Lines(data) {
		n++
		line = strings.TrimRight(line, "\r\n")
		if line == "" || line[0] == '#' {
			continue
		}
		f := strings.Split(line, "\t")
		if len(f) != 5 {
			return nil, fmt.Errorf("signs line %d: %d columns, want 5", n, len(f))
		}
		class, ok := classNames[f[1]]
		if !ok {
			return nil, fmt.Errorf("signs line %d: unknown class %q", n, f[1])
		}
		r := Rule{ID: f[0], Class: class, Topic: f[2], Pattern: f[4]}
		effect, amount, has := strings.Cut(f[3], " ")
		r.Effect = effect
		if has {
			a, err := strconv.Atoi(amount)
			if err != nil {
				return nil, fmt.Errorf("signs line %d: amount: %w", n, err)
			}
			r.Amount = a
		}
		rules = append(rules, r)
	}
	return rules, nil
}

// Signs holds all signs of a token sequence, so that many phrases can be
// checked after one pass over the words.
type Signs struct {
	tokens []Token
	all    []Sign
}

// ScanSigns finds all signs in tokens.
func ScanSigns(tokens []Token) Signs {
	s := Signs{tokens: tokens}
	table := signs()
	for i := range tokens {
		table.phrases.At(tokens, i, func(id, last int) {
			s.all = append(s.all, Sign{&table.rules[id], i, last})
		})
	}
	return s
}

// All returns the signs in token order. The caller must not change them.
func (s Signs) All() []Sign { return s.all }

// maxSign is the length in tokens of the longest pattern with its gaps filled.
const maxSign = 16

// after returns the index of the first sign that starts behind token i.
func (s Signs) after(i int) int {
	return sort.Search(len(s.all), func(k int) bool { return s.all[k].First > i })
}

// scope is how many tokens a negator reaches forward, and a denial backward.
const scope = 5

// Negated reports whether the phrase at the half-open token range is denied: by
// a negator before it or a denial after it, in the same clause and within five
// tokens, unless the negator is part of a pseudo-negation.
func (s Signs) Negated(first, last int) (Sign, bool) {
	for i := s.after(last + scope); i > 0 && s.all[i-1].First >= first-maxSign-scope; i-- {
		sign := s.all[i-1]
		switch sign.Rule.Class {
		case Negator:
			if sign.Last <= first && first-sign.Last <= scope && s.reaches(sign.Last, first) && !s.covered(sign) {
				return sign, true
			}
			if sign.First == last && s.closes(sign.Last) && !s.covered(sign) {
				return sign, true
			}
		case Denial:
			if sign.First >= last && sign.First-last <= scope && s.sameClause(last, sign.First) {
				return sign, true
			}
		}
	}
	return Sign{}, false
}

// PseudoAt returns the pseudo-negation that overlaps the token range.
func (s Signs) PseudoAt(first, last int) (Sign, bool) {
	for i := s.after(last - 1); i > 0 && s.all[i-1].First >= first-maxSign; i-- {
		if sign := s.all[i-1]; sign.Rule.Class == Pseudo && sign.First < last && first < sign.Last {
			return sign, true
		}
	}
	return Sign{}, false
}

// covered reports whether the negator is part of a pseudo-negation or of words
// that deny nothing.
func (s Signs) covered(neg Sign) bool {
	for i := s.after(neg.First); i > 0 && s.all[i-1].First >= neg.First-maxSign; i-- {
		sign := s.all[i-1]
		switch sign.Rule.Class {
		case Pseudo, NotNegator:
			if sign.First <= neg.First && neg.First < sign.Last && sign.Rule != neg.Rule {
				return true
			}
		}
	}
	return false
}

// closes reports whether a clause ends before token i: "je tilt niet." denies
// the verb before it.
func (s Signs) closes(i int) bool {
	if i >= len(s.tokens) {
		return true
	}
	k := s.tokens[i].Kind
	return k == Punct || clauseBreak(s.tokens, i)
}

func (s Signs) sameClause(from, to int) bool {
	for i := max(from, 1); i <= to && i < len(s.tokens); i++ {
		if clauseBreak(s.tokens, i) {
			return false
		}
	}
	return true
}

// maxListItem is the number of tokens of one part of an enumeration that a
// negator still reaches ("geen stress, strakke deadlines of targets").
const maxListItem = 3

// reaches reports whether a negator that ends at token from still denies token
// to: no clause border between them, or only the commas of an enumeration that
// closes with "of", "en" or "noch".
func (s Signs) reaches(from, to int) bool {
	item, commas, closed := 0, 0, false
	for i := from; i <= to; i++ {
		if clauseBreak(s.tokens, i) {
			if s.tokens[i-1].Norm != "," || item > maxListItem {
				return false
			}
			commas, item = commas+1, 0
		}
		if s.tokens[i].Kind == Word {
			item++
		}
		closed = commas > 0 && (closed || isListEnd(s.tokens[i].Norm))
	}
	return commas == 0 || closed || s.listCloses(to)
}

func isListEnd(norm string) bool {
	return norm == "of" || norm == "en" || norm == "noch" || norm == "or"
}

// listCloses looks for the conjunction that shows that the comma before token i
// belongs to an enumeration.
func (s Signs) listCloses(i int) bool {
	item := 0
	for ; i < len(s.tokens) && item <= maxListItem; i++ {
		if isListEnd(s.tokens[i].Norm) {
			return i+1 < len(s.tokens) && !pronouns[s.tokens[i+1].Norm]
		}
		switch s.tokens[i].Norm {
		case ",":
			item = 0
		case ".", "!", "?", ";", ":":
			return false
		}
		item++
	}
	return false
}

// Negation is the outcome of Negated for one token.
type Negation struct {
	Rule *Rule
	// Start and End are the byte offsets of the negating words.
	Start, End int
}

// Negated reports whether token i is denied. For many phrases of one text
// ScanSigns is cheaper.
func Negated(tokens []Token, i int) (Negation, bool) {
	lo, hi := max(0, i-3*scope), min(len(tokens), i+3*scope)
	s := ScanSigns(tokens[lo:hi])
	sign, ok := s.Negated(i-lo, i-lo+1)
	if !ok {
		return Negation{}, false
	}
	return Negation{sign.Rule, tokens[lo+sign.First].Start, tokens[lo+sign.Last-1].End}, true
}

// Free reports a word that denies its own stem: "stressvrij", "geluidloos",
// "rookvrij"; stem is what is denied.
func Free(word string) (stem string, ok bool) {
	if strings.HasPrefix(word, "werkloo") {
		return "", false
	}
	for _, suffix := range []string{"vrije", "vrij", "loze", "loos"} {
		if s, found := strings.CutSuffix(word, suffix); found && len(s) >= 3 {
			return s, true
		}
	}
	return "", false
}
