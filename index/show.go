package index

import (
	"context"
	"slices"

	"github.com/blevesearch/bleve/v2/mapping"

	"passend/index/archive"
	"passend/index/column"
	"passend/index/dutch"
)

// plainMapping answers the little that Bleve's searchers ask of a mapping:
// every query here names its field and holds stems.
var plainMapping = mapping.NewIndexMapping()

// Word is a word of a vacancy that hit.
type Word struct {
	// Text is the word as the vacancy writes it, the first time.
	Text string
	// Field is where: "title", "body", "employer" or "place".
	Field string
	// Start and End are byte offsets in title or text; both 0 elsewhere.
	Start, End int
}

// show gets the vacancies of the page and finds out which of their words hit.
func (x *Index) show(ctx context.Context, req Request, q *question, s *searching, res *Result) error {
	page := s.found.sorted()
	page = page[min(req.From, len(page)):]
	ids := make([]string, len(page))
	for i, f := range page {
		ids[i] = s.view.Open.ID(int(f.row))
	}
	records, err := x.opt.Archive.Records(ctx, ids)
	if err != nil {
		return err
	}
	byID := make(map[string]*archive.Record, len(records))
	for i := range records {
		byID[records[i].ID] = &records[i]
	}
	for i, f := range page {
		r := byID[ids[i]]
		if r == nil {
			continue
		}
		h := Hit{Record: *r, Score: f.score, Metres: -1, Words: x.hits(q, r)}
		if g := &s.view.Open.Gates()[f.row]; req.Filter.Near != nil && g.Has(column.PlaceKnown) {
			h.Metres = distance(*req.Filter.Near, g)
		}
		res.Hits = append(res.Hits, h)
	}
	return nil
}

// hits returns the words of a vacancy that answer the question, one for each
// form and field, in the order of the question.
func (x *Index) hits(q *question, r *archive.Record) []Word {
	wanted := map[string]int{} // stem to its place in the question
	grams := map[string]int{}
	for i, t := range q.terms {
		if t.Not {
			continue
		}
		for _, stems := range t.allStems() {
			for _, s := range stems {
				if _, taken := wanted[s]; !taken && s != "" {
					wanted[s] = i
				}
			}
		}
		if t.fixed == gramsFixed {
			grams[t.stems[0]] = i
		}
	}
	if len(wanted) == 0 {
		return nil
	}
	type at struct {
		Word
		term int
	}
	var all []at
	for _, f := range []struct{ name, text string }{{fieldTitle, r.Title}, {fieldBody, r.Text}, {fieldEmployer, r.Employer}, {fieldPlace, r.PlaceNames()}} {
		seen := map[string]bool{}
		tokens := dutch.Tokens(f.text)
		marks := private(f.text, tokens)
		for i, t := range tokens {
			if marks[i] || t.Kind != dutch.Word && t.Kind != dutch.Number || seen[t.Norm] {
				continue
			}
			term, ok := x.answers(t.Norm, wanted)
			if !ok && f.name == fieldTitle {
				for _, g := range beginnings(t.Norm, x.docs.text.words.of(t.Norm)) {
					if term, ok = grams[g]; ok {
						break
					}
				}
			}
			if !ok || q.terms[term].Field != "" && q.terms[term].Field != f.name {
				continue
			}
			seen[t.Norm] = true
			w := Word{Text: t.Text, Field: f.name}
			if f.name == fieldTitle || f.name == fieldBody {
				w.Start, w.End = t.Start, t.End
			}
			all = append(all, at{w, term})
		}
	}
	slices.SortStableFunc(all, func(a, b at) int { return a.term - b.term })
	words := make([]Word, len(all))
	for i, a := range all {
		words[i] = a.Word
	}
	return words
}

// allStems are the stems by which a vacancy can answer the term.
func (t *term) allStems() [][]string {
	all := append([][]string{t.stems, t.parts}, t.others...)
	for i := range t.words {
		all = append(all, t.words[i].allStems()...)
	}
	return all
}

// answers reports which term of the question a word of a vacancy answers.
func (x *Index) answers(norm string, wanted map[string]int) (int, bool) {
	l := x.docs.text.words.of(norm)
	if l.stop {
		return 0, false
	}
	if i, ok := wanted[l.stem]; ok {
		return i, true
	}
	for _, p := range l.parts {
		if i, ok := wanted[p]; ok {
			return i, true
		}
	}
	return 0, false
}
