package index

import (
	"slices"
	"strings"
	"sync"

	"github.com/blevesearch/bleve/v2/analysis"

	"passend/index/dutch"
)

// stopWords are too frequent to find anything by. Words that turn a meaning
// (niet, geen, zonder) are not among them.
var stopWords = func() map[string]bool {
	m := map[string]bool{}
	for _, w := range strings.Fields("de het een en van in op te dat die dit is zijn was je jij jouw wij we ons onze u uw ik met voor aan bij als er om of ook naar door over uit tot dan maar wordt worden bent heb hebt hebben heeft the and of to a an in for with you your we our is are") {
		m[w] = true
	}
	return m
}()

// lexeme is what the index keeps of one word: its stem and, for a compound, the
// stems of its parts.
type lexeme struct {
	stem  string
	parts []string
	stop  bool
}

// words turns words into lexemes. Vacancies use few different words, so most
// are found in the cache.
type words struct {
	mu    sync.RWMutex
	known map[string]*lexeme
}

// maxKnown bounds the cache: about 30 MB of words.
const maxKnown = 200_000

func newWords() *words { return &words{known: map[string]*lexeme{}} }

func (w *words) of(norm string) *lexeme {
	w.mu.RLock()
	l := w.known[norm]
	w.mu.RUnlock()
	if l != nil {
		return l
	}
	norm = strings.Clone(norm) // it may be a piece of a whole text
	l = analyse(norm)
	w.mu.Lock()
	defer w.mu.Unlock()
	if len(w.known) >= maxKnown {
		w.known = map[string]*lexeme{}
	}
	w.known[norm] = l
	return l
}

// minPart is the least length of a part of a compound that is found alone:
// shorter ones are endings and accidents.
const minPart = 3

func analyse(norm string) *lexeme {
	l := &lexeme{stem: dutch.Stem(norm), stop: stopWords[norm]}
	parts := dutch.Split(norm)
	if len(parts) < 2 {
		return l
	}
	add := func(w string) {
		if s := dutch.Stem(w); len(s) >= minPart && s != l.stem && !stopWords[w] && !slices.Contains(l.parts, s) {
			l.parts = append(l.parts, s)
		}
	}
	at := 0
	for i, p := range parts {
		add(p)
		start := at + max(0, strings.Index(norm[at:], p))
		at = start + len(p)
		// The beginning and the end of a long compound are words too: of
		// "vrachtwagenchauffeur" vrachtwagen and wagenchauffeur.
		if i > 0 && i < len(parts)-1 {
			add(norm[:at])
			add(norm[start:])
		}
	}
	return l
}

// analyzer is the Dutch analyzer as Bleve wants it: stems with their places,
// the parts of a compound at the place of the whole. Fields are made with it
// directly, so no analyzer has to be registered and no dictionary stands in the
// mapping.
type analyzer struct {
	words *words
	// grams makes it produce the beginnings of words and parts instead.
	grams bool
}

// The lengths of the beginnings of title words that are indexed.
const minGram, maxGram = 3, 12

// Analyze implements analysis.Analyzer.
func (a *analyzer) Analyze(input []byte) analysis.TokenStream {
	text := string(input)
	tokens := dutch.Tokens(text)
	marks := private(text, tokens)
	out := make(analysis.TokenStream, 0, len(tokens))
	pool := make([]analysis.Token, 0, len(tokens)+len(tokens)/2)
	emit := func(t *dutch.Token, term string, position int) {
		pool = append(pool, analysis.Token{Start: t.Start, End: t.End, Term: []byte(term), Position: position, Type: analysis.AlphaNumeric})
	}
	position := 0
	for i := range tokens {
		t := &tokens[i]
		if t.Kind != dutch.Word && t.Kind != dutch.Number {
			continue
		}
		position++
		if marks[i] || t.Norm == "" {
			continue
		}
		l := a.words.of(t.Norm)
		switch {
		case l.stop:
		case a.grams:
			for _, g := range beginnings(t.Norm, l) {
				emit(t, g, position)
			}
		default:
			emit(t, l.stem, position)
			for _, p := range l.parts {
				emit(t, p, position)
			}
		}
	}
	for i := range pool {
		out = append(out, &pool[i])
	}
	return out
}

// beginnings returns the n-grams at the beginning of a word and of its parts.
func beginnings(norm string, l *lexeme) []string {
	var all []string
	for _, w := range append([]string{norm}, l.parts...) {
		for n := minGram; n <= min(maxGram, len(w)); n++ {
			if w[n-1] >= 0x80 {
				break // folded words are nearly always ASCII
			}
			all = append(all, w[:n])
		}
	}
	return all
}
