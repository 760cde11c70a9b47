package taxonomy

import (
	"strings"
	"sync"

	"passend/index/dutch"
)

// Hit is a term found in a text: Start and End are byte offsets, Score 0 to 1
// says how surely the words mean the term.
type Hit struct {
	ID    string
	Name  string
	Kind  Kind
	Start int
	End   int
	Score float64
}

// CompetenceHit is a competence, knowledge area, tool, machine or trait found
// in a text.
type CompetenceHit = Hit

// scanner finds the phrases of terms in one pass over the words of a text: a
// trie over words, the longest phrase at each place winning.
type scanner struct {
	words map[string]uint32
	next  map[uint64]uint32
	term  []int32 // by node: term that ends here, or -1
	sure  []float32
	terms []Term
}

func newScanner(terms []Term) *scanner {
	s := &scanner{words: map[string]uint32{}, next: map[uint64]uint32{}, term: []int32{-1}, sure: []float32{0}, terms: terms}
	for i, t := range terms {
		s.add(t.Name, int32(i))
		for _, name := range t.Synonyms {
			s.add(name, int32(i))
		}
	}
	return s
}

// unsure is the score of a phrase of one short or everyday word, marked "?" in
// the data.
const unsure = 0.6

func (s *scanner) add(phrase string, term int32) {
	sure := float32(1)
	if p, ok := strings.CutSuffix(phrase, "?"); ok {
		phrase, sure = p, unsure
	}
	node := uint32(0)
	for _, tok := range dutch.Tokens(phrase) {
		if tok.Kind == dutch.Punct || tok.Kind == dutch.Symbol && tok.Norm != "&" {
			continue
		}
		key := s.stem(tok.Norm)
		id, ok := s.words[key]
		if !ok {
			id = uint32(len(s.words) + 1)
			s.words[key] = id
		}
		edge := uint64(node)<<32 | uint64(id)
		to, ok := s.next[edge]
		if !ok {
			to = uint32(len(s.term))
			s.next[edge] = to
			s.term, s.sure = append(s.term, -1), append(s.sure, 0)
		}
		node = to
	}
	if node != 0 && s.term[node] < 0 {
		s.term[node], s.sure[node] = term, sure
	}
}

// stem joins the plain plural and the inflected adjective with their base.
func (s *scanner) stem(w string) string {
	n := len(w)
	switch {
	case n > 6 && strings.HasSuffix(w, "en"):
		return w[:n-2]
	case n > 5 && (w[n-1] == 's' || w[n-1] == 'e'):
		return w[:n-1]
	}
	return w
}

var tokenPool = sync.Pool{New: func() any { return new([]dutch.Token) }}

// find calls yield for every phrase in the text, in text order, not
// overlapping.
func (s *scanner) find(text string, yield func(Hit)) {
	if s == nil {
		return
	}
	buf := tokenPool.Get().(*[]dutch.Token)
	tokens := dutch.AppendTokens((*buf)[:0], text)
	for i := 0; i < len(tokens); {
		end, node := s.longest(tokens, i)
		if node == 0 {
			i++
			continue
		}
		t := &s.terms[s.term[node]]
		yield(Hit{t.ID, t.Name, t.Kind, tokens[i].Start, tokens[end-1].End, float64(s.sure[node])})
		i = end
	}
	clear(tokens)
	*buf = tokens[:0]
	tokenPool.Put(buf)
}

func (s *scanner) longest(tokens []dutch.Token, i int) (end int, node uint32) {
	at := uint32(0)
	for j := i; j < len(tokens); j++ {
		tok := &tokens[j]
		if tok.Kind == dutch.Punct && (tok.Norm == "-" || tok.Norm == "/" || tok.Norm == "'") && at != 0 && tok.Gap == dutch.Glued {
			continue
		}
		id, ok := s.words[s.stem(tok.Norm)]
		if !ok {
			break
		}
		if at, ok = s.next[uint64(at)<<32|uint64(id)]; !ok {
			break
		}
		if s.term[at] >= 0 {
			end, node = j+1, at
		}
	}
	return end, node
}

func (l *termList) hits(text string) []Hit {
	var out []Hit
	l.scan.find(text, func(h Hit) { out = append(out, h) })
	return out
}

// LinkCompetences finds competences, knowledge, tools, machines and traits in
// a text, in text order.
func (t *Taxonomy) LinkCompetences(text string) []CompetenceHit {
	return t.terms.competences.hits(text)
}

// LinkCertificates finds certificates and registrations.
func (t *Taxonomy) LinkCertificates(text string) []Hit { return t.terms.certificates.hits(text) }

// LinkLicences finds driving licence classes; ids are "B", "CE" and so on.
func (t *Taxonomy) LinkLicences(text string) []Hit { return t.terms.licences.hits(text) }

// LinkLanguages finds names of languages; ids are ISO 639-1 codes.
func (t *Taxonomy) LinkLanguages(text string) []Hit { return t.terms.languages.hits(text) }

// EducationHit is a level of education named in a text.
type EducationHit struct {
	Level Education
	Hit
}

// LinkEducation finds names of education levels, Flemish and old ones too.
func (t *Taxonomy) LinkEducation(text string) []EducationHit {
	var out []EducationHit
	t.terms.educations.scan.find(text, func(h Hit) {
		if level, ok := ParseEducation(h.ID); ok {
			out = append(out, EducationHit{level, h})
		}
	})
	return out
}
