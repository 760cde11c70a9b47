package reading

import (
	"bufio"
	"embed"
	"fmt"
	"hash/fnv"
	"io/fs"
	"path"
	"slices"
	"strconv"
	"strings"

	"passend/index/demand"
)

// The lexicon is data: see lexicon/README.md for its format.
//
//go:embed lexicon/*.txt
var lexiconFiles embed.FS

// kind says what a rule does.
type kind uint8

const (
	kindCue     kind = iota // evidence for demands
	kindBlock               // figurative use: cues on these words do not count
	kindSoften              // lowers or caps a demand
	kindMark                // grammar: negators, frequency, options
	kindSection             // the head of a section
	kindDesk                // names of work at a desk, or with the hands, in the title
	kindFact                // a property of the job: contract, place of work, openness
)

// negation says what a denied cue means.
type negation uint8

const (
	negationDrop negation = iota // nothing ("niet flexibel" says no demand)
	negationZero                 // level 0 ("geen tilwerk")
	negationKeep                 // the denial belongs to the cue ("geen hoogtevrees")
)

// keyLevel is one demand of a cue.
type keyLevel struct {
	key   demand.Key
	level demand.Level
	basis Basis
}

// rule is one entry of the lexicon.
type rule struct {
	id   string
	kind kind
	keys []keyLevel
	// job is true for names of occupations: they count in the title, and in the
	// text only where it names the job itself ("als chauffeur").
	job bool
	// open means that the words leave the limit open.
	open bool
	// level and delta of a softener: a cap (-1 for none) and what is taken off.
	capAt, minus demand.Level
	alone        demand.Level // level when nothing else is said; Unknown for none
	negation     negation
	// anywhere lifts the lower weight of what the employer says of itself.
	anywhere bool
	// ownWords is false for what holds also where the employer speaks of itself.
	ownWords  bool
	frequency bool // frequency words change the level
	scale     *scale
	in, notIn sectionSet
	forbid    []int32 // elements that must not stand in the clause
	require   []int32 // elements of which one must stand in the sentence
	marks     mark
	section   section
	byHand    bool
	fact      factGroup // group of a fact; id holds its value
	mask      keySet    // keys that a block or softener is about
}

// keySet is a set of demand keys.
type keySet [2]uint64

func (s *keySet) add(k demand.Key)     { s[k>>6] |= 1 << (k & 63) }
func (s keySet) has(k demand.Key) bool { return s[k>>6]&(1<<(k&63)) != 0 }

// scale turns a number into a level: the first step that is not exceeded.
type scale struct {
	unit  string
	steps []step
}

type step struct {
	upTo  float64
	level demand.Level
}

func (s *scale) level(v float64) demand.Level {
	for _, st := range s.steps {
		if v <= st.upTo {
			return st.level
		}
	}
	return demand.Unknown
}

// lexicon is the compiled rules. It is read only after it was built.
type lexicon struct {
	rules     []rule
	patterns  []pattern
	byAnchor  [][]int32 // element to patterns that are anchored on it
	automaton *automaton
	version   string
	jobIntro  int32 // element of words that name the job itself
	clock     int32 // rule of stated times of work, -1 for none
}

// loader reads the files of a lexicon.
type loader struct {
	compiler *compiler
	lexicon  *lexicon
	scales   map[string]*scale
	ids      map[string]bool
	current  int // index of the open rule, -1 outside of one
}

// loadLexicon compiles the files below dir, in name order. Classes may be used
// before the file that defines them.
func loadLexicon(files fs.FS, dir string) (*lexicon, error) {
	names, err := fs.Glob(files, path.Join(dir, "*.txt"))
	if err != nil {
		return nil, fmt.Errorf("lexicon: %w", err)
	}
	slices.Sort(names)
	l := &loader{compiler: newCompiler(), lexicon: &lexicon{}, scales: map[string]*scale{}, ids: map[string]bool{}}
	sum := fnv.New64a()
	for _, pass := range []func(string) error{l.define, l.rule} {
		for _, name := range names {
			data, err := fs.ReadFile(files, name)
			if err != nil {
				return nil, fmt.Errorf("lexicon: %w", err)
			}
			sum.Write(data)
			if err := eachLine(string(data), pass); err != nil {
				return nil, fmt.Errorf("lexicon %s: %w", name, err)
			}
			l.current = -1
		}
	}
	return l.finish(sum.Sum64())
}

func (l *loader) finish(sum uint64) (*lexicon, error) {
	lex := l.lexicon
	var err error
	if lex.jobIntro, err = l.compiler.element("{jobintro}"); err != nil {
		return nil, fmt.Errorf("lexicon: %w", err)
	}
	lex.clock = int32(slices.IndexFunc(lex.rules, func(r rule) bool { return r.id == clockRule }))
	lex.byAnchor = make([][]int32, len(l.compiler.weight))
	for i := range lex.patterns {
		p := &lex.patterns[i]
		e := p.nodes[p.anchor].element
		lex.byAnchor[e] = append(lex.byAnchor[e], int32(i))
	}
	lex.automaton = newAutomaton(l.compiler.atoms)
	lex.version = strconv.FormatUint(sum, 36)
	return lex, nil
}

func eachLine(data string, do func(string) error) error {
	sc := bufio.NewScanner(strings.NewReader(data))
	for n := 1; sc.Scan(); n++ {
		line, _, _ := strings.Cut(sc.Text(), "#")
		if line = strings.TrimSpace(line); line == "" {
			continue
		}
		if err := do(line); err != nil {
			return fmt.Errorf("line %d: %w", n, err)
		}
	}
	return sc.Err()
}

// define reads classes and scales.
func (l *loader) define(line string) error {
	if rest, ok := strings.CutPrefix(line, "@class "); ok {
		name, words, ok := strings.Cut(rest, "=")
		if !ok {
			return fmt.Errorf("class without words: %q", line)
		}
		name = strings.TrimSpace(name)
		for _, w := range strings.Fields(words) {
			l.compiler.classes[name] = appendAtom(l.compiler.classes[name], w)
		}
	}
	if rest, ok := strings.CutPrefix(line, "@scale "); ok {
		f := strings.Fields(rest)
		s := &scale{unit: f[0]}
		for _, st := range f[1:] {
			upTo, level, ok := strings.Cut(st, ":")
			v, err1 := strconv.ParseFloat(upTo, 64)
			n, err2 := strconv.Atoi(level)
			if !ok || err1 != nil || err2 != nil {
				return fmt.Errorf("bad step %q", st)
			}
			s.steps = append(s.steps, step{v, demand.Level(n)})
		}
		l.scales[s.unit] = s
	}
	return nil
}

// rule reads the heads of rules and the lines below them.
func (l *loader) rule(line string) error {
	if strings.HasPrefix(line, "@class ") || strings.HasPrefix(line, "@scale ") {
		l.current = -1
		return nil
	}
	if line[0] == '@' {
		r, err := l.head(line)
		if err != nil {
			return err
		}
		l.current = len(l.lexicon.rules)
		l.lexicon.rules = append(l.lexicon.rules, r)
		return nil
	}
	if l.current < 0 {
		return fmt.Errorf("pattern outside of a rule: %q", line)
	}
	r := &l.lexicon.rules[l.current]
	if line[0] == '!' || line[0] == '&' {
		for _, spec := range strings.Fields(line[1:]) {
			id, err := l.compiler.element(spec)
			if err != nil {
				return err
			}
			if line[0] == '!' {
				r.forbid = append(r.forbid, id)
			} else {
				r.require = append(r.require, id)
			}
		}
		return nil
	}
	for _, alternative := range strings.Split(line, ";") {
		for _, ordered := range orders(alternative) {
			p, err := l.compiler.pattern(ordered, int32(l.current))
			if err != nil {
				return err
			}
			l.lexicon.patterns = append(l.lexicon.patterns, p)
		}
	}
	return nil
}

var kindNames = map[string]kind{"@cue": kindCue, "@block": kindBlock, "@soften": kindSoften,
	"@mark": kindMark, "@section": kindSection, "@desk": kindDesk, "@fact": kindFact}

var markNames = map[string]mark{"negator": markNegator, "negator_after": markNegatorAfter, "affirms": markAffirms,
	"optional": markOptional, "rare": markRare, "some": markSome, "most": markMost, "preferred": markPreferred, "former": markFormer}

// head reads "@cue id key:2,key:1/trait option …".
func (l *loader) head(line string) (rule, error) {
	f := strings.Fields(line)
	k, ok := kindNames[f[0]]
	if !ok || len(f) < 2 {
		return rule{}, fmt.Errorf("bad head %q", line)
	}
	r := rule{id: f[1], kind: k, capAt: demand.Unknown, alone: demand.Unknown, frequency: true, ownWords: true}
	if k == kindMark {
		if r.marks = markNames[f[1]]; r.marks == 0 {
			return r, fmt.Errorf("unknown mark %q", f[1])
		}
		return r, nil
	}
	if k == kindDesk {
		r.byHand = f[1] == "hand"
		return r, nil
	}
	if k == kindFact {
		return l.factHead(f, r)
	}
	if k == kindSection {
		if r.section = parseSection(f[1]); r.section == sectionNone {
			return r, fmt.Errorf("unknown section %q", f[1])
		}
		return r, nil
	}
	if l.ids[r.id] {
		return r, fmt.Errorf("rule %q stands twice", r.id)
	}
	l.ids[r.id] = true
	if len(f) < 3 {
		return r, fmt.Errorf("rule %q without keys", r.id)
	}
	if err := r.readKeys(f[2]); err != nil {
		return r, err
	}
	for _, o := range f[3:] {
		if err := l.option(&r, o); err != nil {
			return r, fmt.Errorf("rule %q: %w", r.id, err)
		}
	}
	return r, nil
}

func (r *rule) readKeys(list string) error {
	if list == "all" {
		r.mask = keySet{^uint64(0), ^uint64(0)}
		return nil
	}
	for _, part := range strings.Split(list, ",") {
		part, basis, _ := strings.Cut(part, "/")
		name, level, hasLevel := strings.Cut(part, ":")
		key, ok := demand.ParseKey(name)
		if !ok || key == demand.None {
			return fmt.Errorf("rule %q: unknown key %q", r.id, name)
		}
		r.mask.add(key)
		n := 0
		if hasLevel {
			var err error
			if n, err = strconv.Atoi(level); err != nil || n < 0 || n > 3 {
				return fmt.Errorf("rule %q: bad level %q", r.id, level)
			}
		} else if r.kind == kindCue {
			return fmt.Errorf("rule %q: key %s without level", r.id, name)
		}
		b := BasisTask
		if basis == "trait" {
			b = BasisTrait
		} else if basis != "" {
			return fmt.Errorf("rule %q: bad basis %q", r.id, basis)
		}
		r.keys = append(r.keys, keyLevel{key, demand.Level(n), b})
	}
	return nil
}

func (l *loader) option(r *rule, o string) error {
	name, value, _ := strings.Cut(o, "=")
	n, _ := strconv.Atoi(value)
	switch name {
	case "trait":
		for i := range r.keys {
			r.keys[i].basis = BasisTrait
		}
	case "job":
		r.job, r.anywhere = true, true
	case "open":
		r.open = true
	case "we":
		r.ownWords = false
	case "any":
		r.anywhere = true
	case "nofreq":
		r.frequency = false
	case "neg":
		neg, ok := map[string]negation{"drop": negationDrop, "zero": negationZero, "keep": negationKeep}[value]
		if !ok {
			return fmt.Errorf("bad negation %q", value)
		}
		r.negation = neg
	case "cap":
		r.capAt = demand.Level(n)
	case "minus":
		r.minus = demand.Level(n)
	case "alone":
		r.alone = demand.Level(n)
	case "scale":
		if r.scale = l.scales[value]; r.scale == nil {
			return fmt.Errorf("unknown scale %q", value)
		}
	case "in", "notin":
		var set sectionSet
		for _, s := range strings.Split(value, ",") {
			sec := parseSection(s)
			if sec == sectionNone {
				return fmt.Errorf("unknown section %q", s)
			}
			set |= 1 << sec
		}
		if name == "in" {
			r.in = set
		} else {
			r.notIn = set
		}
	default:
		return fmt.Errorf("unknown option %q", o)
	}
	return nil
}
