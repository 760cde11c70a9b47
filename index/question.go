package index

import (
	"context"
	"errors"
	"strings"
	"unicode/utf8"

	"github.com/blevesearch/bleve/v2/search"
	"github.com/blevesearch/bleve/v2/search/query"
	index "github.com/blevesearch/bleve_index_api"

	"passend/index/dutch"
)

// The weight of a hit by field: a title says what the work is, the body may
// name it in passing.
const (
	boostTitle    = 3.0
	boostBody     = 1.0
	boostEmployer = 1.5
	boostPlace    = 1.5
	// synonymShare and partsShare weaken other words for what was asked.
	synonymShare = 0.5
	partsShare   = 0.5
	gramsShare   = 0.3
)

// manyWords is from how many words on a question is a description rather than
// a demand: then any word counts, and more words count more.
const manyWords = 6

// term is one clause as the index sees it.
type term struct {
	Clause
	// stems are the stems in order, "" for a stop word within a phrase.
	stems []string
	// parts are the parts of a compound that stands alone.
	parts []string
	// others are stems of synonyms, each a phrase.
	others [][]string
	// words are the terms of a name of several words that were typed without
	// quotes; all must be there, or a synonym of the name.
	words []term
	// fixed is the word that was found instead of a misspelt one.
	fixed string
}

// question is a search box, understood.
type question struct {
	terms []term
	// any makes one word enough.
	any bool
}

// ask understands clauses. Stop words count within phrases only.
func (x *Index) ask(clauses []Clause) question {
	var q question
	words := 0
	for len(clauses) > 0 {
		t, n := x.name(clauses)
		if n == 0 {
			t, n = x.term(clauses[0]), 1
		}
		if !clauses[0].Not {
			words += n
		}
		clauses = clauses[n:]
		if len(t.stems) == 0 && len(t.words) == 0 {
			continue
		}
		q.terms = append(q.terms, t)
	}
	q.any = words > manyWords
	return q
}

// term understands one clause.
func (x *Index) term(c Clause) term {
	t := term{Clause: c}
	t.stems, t.parts = x.stems(c.Text)
	if !c.Not && c.Field != fieldEmployer && c.Field != fieldPlace {
		t.others = x.synonyms(c.Text)
	}
	return t
}

// maxName is of how many words a name with synonyms may be.
const maxName = 4

// name finds the longest name with synonyms that the clauses begin with, and of
// how many clauses it is; 0 when they begin with none.
func (x *Index) name(clauses []Clause) (t term, n int) {
	var text []string
	for i, c := range clauses[:min(maxName, len(clauses))] {
		if c.Field != "" || c.Phrase || c.Not {
			break
		}
		text = append(text, c.Text)
		if i == 0 {
			continue
		}
		if others := x.synonyms(strings.Join(text, " ")); len(others) > 0 {
			t, n = term{Clause: Clause{Text: strings.Join(text, " ")}, others: others}, i+1
		}
	}
	for _, c := range clauses[:n] {
		w := term{Clause: c}
		if w.stems, w.parts = x.stems(c.Text); len(w.stems) > 0 {
			t.words = append(t.words, w)
		}
	}
	return t, n
}

// synonyms returns the stems of other words for a text.
func (x *Index) synonyms(text string) (all [][]string) {
	if x.opt.Synonyms == nil {
		return nil
	}
	for _, s := range x.opt.Synonyms.Synonyms(text) {
		if stems, _ := x.stems(s); len(stems) > 0 {
			all = append(all, stems)
		}
	}
	return all
}

// stems returns the stems of a text (an address too, which nothing is found by
// because none is indexed), without stop words at its ends, and the
// parts when it is one compound.
func (x *Index) stems(text string) (stems, parts []string) {
	var last *lexeme
	for _, t := range dutch.Tokens(text) {
		if t.Kind == dutch.Punct || t.Kind == dutch.Symbol || t.Norm == "" {
			continue
		}
		last = x.docs.text.words.of(t.Norm)
		if !last.stop {
			stems = append(stems, last.stem)
		} else if len(stems) > 0 {
			stems = append(stems, "")
		}
	}
	for len(stems) > 0 && stems[len(stems)-1] == "" {
		stems = stems[:len(stems)-1]
	}
	if len(stems) == 1 {
		parts = last.parts
	}
	return stems, parts
}

// build makes the Bleve queries: what must (or, with any, may) be there, and
// what may not.
func (q *question) build() (wanted, unwanted []query.Query) {
	for i := range q.terms {
		t := &q.terms[i]
		switch {
		case t.Not:
			unwanted = append(unwanted, disjunction(t.queries()))
		case q.any:
			for w := range t.words {
				wanted = append(wanted, t.words[w].queries()...)
			}
			alone := *t
			alone.words = nil
			wanted = append(wanted, alone.queries()...)
		default:
			wanted = append(wanted, disjunction(t.queries()))
		}
	}
	return wanted, unwanted
}

// both wants all of the one and none of the other.
func both(wanted, unwanted []query.Query) query.Query {
	var must query.Query
	switch len(wanted) {
	case 0:
		must = query.NewMatchAllQuery()
	case 1:
		must = wanted[0]
	default:
		must = query.NewConjunctionQuery(wanted)
	}
	if len(unwanted) == 0 {
		return must
	}
	return query.NewBooleanQuery([]query.Query{must}, nil, unwanted)
}

func disjunction(qs []query.Query) query.Query {
	if len(qs) == 1 {
		return qs[0]
	}
	return query.NewDisjunctionQuery(qs)
}

// queries are the ways in which a vacancy can have the term.
func (t *term) queries() []query.Query {
	fields := []struct {
		name  string
		boost float64
	}{{fieldTitle, boostTitle}, {fieldBody, boostBody}, {fieldEmployer, boostEmployer}, {fieldPlace, boostPlace}}
	var qs []query.Query
	if len(t.words) > 0 {
		var all []query.Query
		for i := range t.words {
			all = append(all, disjunction(t.words[i].queries()))
		}
		qs = append(qs, query.NewConjunctionQuery(all))
	}
	for _, f := range fields {
		if t.Field != "" && t.Field != f.name {
			continue
		}
		// Only title and body know places of words; of a name all words count.
		phrase := f.name == fieldTitle || f.name == fieldBody
		if len(t.stems) > 0 {
			qs = append(qs, stemsQuery(t.stems, f.name, f.boost, phrase))
		}
		if t.Not || f.name == fieldEmployer || f.name == fieldPlace {
			continue
		}
		for _, o := range t.others {
			qs = append(qs, stemsQuery(o, f.name, f.boost*synonymShare, phrase))
		}
		if f.name == fieldTitle && len(t.parts) > 1 && !t.Phrase {
			qs = append(qs, stemsQuery(t.parts, f.name, f.boost*partsShare, false))
		}
	}
	if t.fixed == gramsFixed {
		g := query.NewTermQuery(t.stems[0])
		g.SetField(fieldGrams)
		g.SetBoost(gramsShare)
		qs = append(qs, g)
	}
	return qs
}

func stemsQuery(stems []string, field string, boost float64, phrase bool) query.Query {
	if len(stems) == 1 {
		q := query.NewTermQuery(stems[0])
		q.SetField(field)
		q.SetBoost(boost)
		return q
	}
	if phrase {
		q := query.NewPhraseQuery(stems, field)
		q.SetBoost(boost)
		return q
	}
	var all []query.Query
	for _, s := range stems {
		if s != "" {
			all = append(all, stemsQuery([]string{s}, field, boost, false))
		}
	}
	return query.NewConjunctionQuery(all)
}

// searchContext tells Bleve's searchers how to score. It is what Bleve's own
// search sets up.
func searchContext(ctx context.Context, reader index.IndexReader) (context.Context, error) {
	ctx = context.WithValue(ctx, search.GetScoringModelCallbackKey,
		search.GetScoringModelCallbackFn(func() string { return index.BM25Scoring }))
	n, err := reader.DocCount()
	if err != nil {
		return nil, err
	}
	stats := &search.BM25Stats{DocCount: float64(n), FieldCardinality: map[string]int{}}
	if r, ok := reader.(index.BM25Reader); ok {
		for _, f := range []string{fieldTitle, fieldBody, fieldEmployer, fieldPlace, fieldGrams} {
			if stats.FieldCardinality[f], err = r.FieldCardinality(f); err != nil {
				return nil, err
			}
		}
	}
	return context.WithValue(ctx, search.BM25StatsKey, stats), nil
}

// Typing errors are looked for in words of this many letters and more: shorter
// ones are too like other words ("manager" and "manger").
const (
	minTypo = 8
	// twoTypos is the length from which two letters may differ.
	twoTypos = 12
	// samePrefix letters at the beginning must be right.
	samePrefix = 2
)

// gramsFixed marks a word of which only the beginning was found in titles.
const gramsFixed = "\x00grams"

// correct replaces words that occur nowhere by the most frequent word that
// differs by one letter (two in long words), or lets them count as the
// beginning of a title word. It returns what was replaced.
func (q *question) correct(reader index.IndexReader) (map[string]string, error) {
	var fixed map[string]string
	for i := range q.terms {
		t := &q.terms[i]
		if t.Not || t.Phrase || t.Field == fieldEmployer || t.Field == fieldPlace || len(t.stems) != 1 || len(t.others) > 0 || len(t.parts) > 0 {
			continue
		}
		known, err := occurs(reader, t.stems[0], fieldBody, fieldTitle, fieldEmployer, fieldPlace)
		if err != nil || known {
			if err != nil {
				return nil, err
			}
			continue
		}
		if starts, err := occurs(reader, t.stems[0], fieldGrams); err != nil {
			return nil, err
		} else if starts {
			t.fixed = gramsFixed
			continue
		}
		near, err := nearest(reader, dutch.Fold(t.Text))
		if err != nil {
			return nil, err
		}
		if near != "" {
			if fixed == nil {
				fixed = map[string]string{}
			}
			fixed[t.Text] = near
			t.stems, t.fixed = []string{near}, near
		}
	}
	return fixed, nil
}

// occurs reports whether one of the fields has the stem.
func occurs(reader index.IndexReader, stem string, fields ...string) (bool, error) {
	for _, f := range fields {
		if n, err := frequency(reader, stem, f); err != nil || n > 0 {
			return n > 0, err
		}
	}
	return false, nil
}

// frequency is in how many vacancies a field has the stem.
func frequency(reader index.IndexReader, stem, field string) (uint64, error) {
	r, err := reader.TermFieldReader(context.Background(), []byte(stem), field, false, false, false)
	if err != nil {
		return 0, err
	}
	return r.Count(), r.Close()
}

// nearest finds the most frequent of the nearest stems, "" when there is none.
func nearest(reader index.IndexReader, word string) (best string, err error) {
	n := utf8.RuneCountInString(word)
	fuzzy, ok := reader.(index.IndexReaderFuzzy)
	if n < minTypo || !ok || word[0] >= utf8.RuneSelf || word[1] >= utf8.RuneSelf {
		return "", nil
	}
	distance := 1
	if n >= twoTypos {
		distance = 2
	}
	least, most := uint8(distance), uint64(0)
	for _, f := range []string{fieldTitle, fieldBody} {
		dict, err := fuzzy.FieldDictFuzzy(f, dutch.Stem(word), distance, word[:samePrefix])
		if err != nil {
			return "", err
		}
		e, err := dict.Next()
		for ; err == nil && e != nil; e, err = dict.Next() {
			if len(e.Term) < minTypo-1 || e.EditDistance > least || strings.ContainsAny(e.Term, "0123456789") {
				continue
			}
			n, err := frequency(reader, e.Term, f)
			if err != nil {
				return "", errors.Join(err, dict.Close())
			}
			if e.EditDistance < least || n > most {
				best, least, most = e.Term, e.EditDistance, n
			}
		}
		if err := errors.Join(err, dict.Close()); err != nil {
			return "", err
		}
	}
	return best, nil
}
