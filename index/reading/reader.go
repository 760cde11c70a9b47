package reading

import (
	"fmt"

	"passend/index/taxonomy"
	"passend/index/vacancy"
)

// engineVersion changes when the same lexicon would be read differently.
const engineVersion = "4"

// Reader reads vacancies. It is safe for concurrent use.
type Reader struct {
	lexicon  *lexicon
	taxonomy *taxonomy.Taxonomy
	// terms are certificates and competences, sectors the words of employers.
	terms, sectors *termIndex
	version        string
}

// New compiles the embedded lexicon. The taxonomy links facts to concepts; it
// may be nil, and then occupations and competences stay unread. It fails only
// on a lexicon that does not compile.
func New(tax *taxonomy.Taxonomy) (*Reader, error) {
	lex, err := loadLexicon(lexiconFiles, "lexicon")
	if err != nil {
		return nil, fmt.Errorf("reading: %w", err)
	}
	version := engineVersion + "-" + lex.version
	var terms, sectors []taxonomy.Term
	if tax != nil {
		version += "-" + tax.Version()
		terms, sectors = append(tax.Certificates(), tax.Competences()...), tax.Sectors()
	}
	return &Reader{lexicon: lex, taxonomy: tax, terms: newTermIndex(terms), sectors: newTermIndex(sectors), version: version}, nil
}

// Version names engine, lexicon and taxonomy; another version may read differently.
func (r *Reader) Version() string { return r.version }

// Read says what the vacancy asks. It is pure and deterministic, takes time
// linear in the text, never panics and keeps no reference to v.
func (r *Reader) Read(v *vacancy.Vacancy) Reading {
	out := Reading{Version: r.version}
	if v == nil {
		return out
	}
	d := newDocument(v)
	defer d.release()
	out.Language = d.language()
	if out.Language != "nl" && out.Language != "en" {
		out.Unread = true
		return out
	}
	s := r.lexicon.automaton.run(d)
	defer s.release()
	found := r.lexicon.find(s)
	out.Demands = r.lexicon.demands(s, found)
	r.facts(v, d, &found, &out.Facts)
	return out
}
