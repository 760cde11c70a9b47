package reading

import (
	"fmt"

	"passend/index/vacancy"
)

// engineVersion changes when the same lexicon would be read differently.
const engineVersion = "1"

// Taxonomy is what a reader asks of the room of knowledge about work.
type Taxonomy interface {
	Version() string
}

// Reader reads vacancies. It is safe for concurrent use.
type Reader struct {
	lexicon  *lexicon
	taxonomy Taxonomy
	version  string
}

// New compiles the embedded lexicon. The taxonomy links facts to concepts; it
// may be nil, and then occupations and competences stay unread. It fails only
// on a lexicon that does not compile.
func New(tax Taxonomy) (*Reader, error) {
	lex, err := loadLexicon(lexiconFiles, "lexicon")
	if err != nil {
		return nil, fmt.Errorf("reading: %w", err)
	}
	return &Reader{lexicon: lex, taxonomy: tax, version: engineVersion + "-" + lex.version}, nil
}

// Version names engine and lexicon; another version may read differently.
func (r *Reader) Version() string { return r.version }

// Read says what the vacancy asks. It is pure and deterministic, takes time
// linear in the text, never panics and keeps no reference to v.
func (r *Reader) Read(v *vacancy.Vacancy) Reading {
	out := Reading{Version: r.version}
	if v == nil {
		return out
	}
	d := newDocument(v)
	out.Language = d.language()
	if out.Language != "nl" && out.Language != "en" {
		out.Unread = true
		return out
	}
	s := r.lexicon.automaton.run(d)
	defer s.release()
	found := r.lexicon.find(s)
	out.Demands = r.lexicon.demands(s, found)
	return out
}
