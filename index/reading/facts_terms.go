package reading

import (
	"strings"

	"passend/index/taxonomy"
	"passend/index/vacancy"
)

// termIndex finds the names of the taxonomy's terms in the tokens of a
// document, the longest at each place: a trie over words in folded form, cut at
// hyphens as documents are.
type termIndex struct {
	words map[string]uint32
	next  map[uint64]uint32
	term  []int32 // by node: the term that ends there, or -1
	sure  []bool
	also  map[uint32]namesake // by node: a term of another list with the same name
	terms []taxonomy.Term
}

// namesake is a term that shares its name with one of another list.
type namesake struct {
	term int32
	sure bool
}

// newTermIndex indexes terms; of two with one name the first counts, and the
// second where the first does not fit.
func newTermIndex(terms []taxonomy.Term) *termIndex {
	x := &termIndex{words: map[string]uint32{}, next: map[uint64]uint32{}, term: []int32{-1}, sure: []bool{false}, also: map[uint32]namesake{}, terms: terms}
	for i := range x.terms {
		x.add(x.terms[i].Name, int32(i))
		for _, s := range x.terms[i].Synonyms {
			x.add(s, int32(i))
		}
	}
	return x
}

// add indexes a name; a trailing "?" marks one that alone is not sure.
func (x *termIndex) add(name string, term int32) {
	name, unsure := strings.CutSuffix(name, "?")
	d := newDocument(&vacancy.Vacancy{Text: name})
	node := uint32(0)
	for i := range d.tokens {
		w := string(stemBytes(d.wordBytes(i)))
		id, ok := x.words[w]
		if !ok {
			id = uint32(len(x.words) + 1)
			x.words[w] = id
		}
		edge := uint64(node)<<32 | uint64(id)
		to, ok := x.next[edge]
		if !ok {
			to = uint32(len(x.term))
			x.next[edge] = to
			x.term, x.sure = append(x.term, -1), append(x.sure, false)
		}
		node = to
	}
	switch {
	case node == 0:
	case x.term[node] < 0:
		x.term[node], x.sure[node] = term, !unsure
	case x.terms[x.term[node]].Kind != x.terms[term].Kind:
		if _, taken := x.also[node]; !taken {
			x.also[node] = namesake{term, !unsure}
		}
	}
}

// stemBytes joins the plain plural and the inflected adjective with their base.
func stemBytes(w []byte) []byte {
	n := len(w)
	switch {
	case n > 6 && w[n-2] == 'e' && w[n-1] == 'n':
		return w[:n-2]
	case n > 5 && (w[n-1] == 's' || w[n-1] == 'e'):
		return w[:n-1]
	}
	return w
}

// find calls yield for every term in the document, in text order, and for the
// other term of the same name where yield refuses the first.
func (x *termIndex) find(d *document, yield func(t *taxonomy.Term, sure bool, from, to int32) bool) {
	if len(x.terms) == 0 {
		return
	}
	for i := 0; i < len(d.tokens); {
		at, end, best := uint32(0), i, uint32(0)
		for j := i; j < len(d.tokens); j++ {
			if j > i && d.tokens[j].sentence != d.tokens[i].sentence {
				break
			}
			id, ok := x.words[string(stemBytes(d.wordBytes(j)))]
			if !ok {
				break
			}
			if at, ok = x.next[uint64(at)<<32|uint64(id)]; !ok {
				break
			}
			if x.term[at] >= 0 {
				end, best = j+1, at
			}
		}
		if best == 0 || end == i+1 && initials(x.terms[x.term[best]].Name) && d.plainWord(i) {
			i++
			continue
		}
		if !yield(&x.terms[x.term[best]], x.sure[best], int32(i), int32(end)) {
			if n, ok := x.also[best]; ok {
				yield(&x.terms[n.term], n.sure, int32(i), int32(end))
			}
		}
		i = end
	}
}

// mostInitials is the most letters of a name that is written in capitals because
// its letters stand for words.
const mostInitials = 4

// initials reports a short name all in capitals, such as SAP or .NET.
func initials(name string) bool {
	name = strings.Trim(name, ".")
	return len(name) <= mostInitials && name == strings.ToUpper(name) && name != strings.ToLower(name)
}

// plainWord reports a token without a capital or a dot before it: "sap" and "net"
// are words, "SAP" and ".net" are names.
func (d *document) plainWord(i int) bool {
	src, _ := d.raw(i)
	return !d.tokens[i].capital && !strings.HasPrefix(src[d.tokens[i].start:], ".")
}
