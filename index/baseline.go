package index

import (
	"context"
	"fmt"

	"github.com/blevesearch/bleve/v2"
	"github.com/blevesearch/bleve/v2/document"
	"github.com/blevesearch/bleve/v2/index/scorch"
	"github.com/blevesearch/bleve/v2/mapping"
	"github.com/blevesearch/bleve/v2/search/query"
	index "github.com/blevesearch/bleve_index_api"

	"passend/index/vacancy"
)

// Baseline is a plain search engine to measure against: Bleve in memory with
// the Dutch analyzer and BM25 over title and text, and nothing else of what a
// search here does.
type Baseline struct {
	bleve   bleve.Index
	analyze *analyzer
	size    int
}

// NewBaseline indexes the vacancies by their ids.
func NewBaseline(vacancies []*vacancy.Vacancy) (*Baseline, error) {
	m := mapping.NewIndexMapping()
	m.ScoringModel = index.BM25Scoring
	m.DefaultMapping = mapping.NewDocumentStaticMapping()
	b, err := bleve.NewUsing("", m, scorch.Name, scorch.Name, nil) // no path: in memory
	if err != nil {
		return nil, fmt.Errorf("baseline: %w", err)
	}
	x := &Baseline{bleve: b, analyze: &analyzer{words: newWords()}, size: len(vacancies)}
	batch := b.NewBatch()
	for _, v := range vacancies {
		doc := document.NewDocument(v.ID)
		doc.AddField(document.NewTextFieldCustom(fieldTitle, nil, []byte(v.Title), optText, x.analyze))
		doc.AddField(document.NewTextFieldCustom(fieldBody, nil, []byte(v.Text), optText, x.analyze))
		if err := batch.IndexAdvanced(doc); err != nil {
			return nil, fmt.Errorf("baseline: %w", err)
		}
	}
	if err := b.Batch(batch); err != nil {
		return nil, fmt.Errorf("baseline: %w", err)
	}
	return x, nil
}

// Close frees the index.
func (x *Baseline) Close() error { return x.bleve.Close() }

// RankText orders the vacancies that hold a word of the text in title or body,
// the best first and equals by id.
func (x *Baseline) RankText(ctx context.Context, text string) ([]string, error) {
	var terms []query.Query
	seen := map[string]bool{}
	for _, t := range x.analyze.Analyze([]byte(text)) {
		term := string(t.Term)
		if seen[term] {
			continue
		}
		seen[term] = true
		for _, field := range []string{fieldTitle, fieldBody} {
			q := bleve.NewTermQuery(term)
			q.SetField(field)
			terms = append(terms, q)
		}
	}
	if len(terms) == 0 {
		return nil, nil
	}
	req := bleve.NewSearchRequestOptions(bleve.NewDisjunctionQuery(terms...), x.size, 0, false)
	req.SortBy([]string{"-_score", "_id"})
	found, err := x.bleve.SearchInContext(ctx, req)
	if err != nil {
		return nil, fmt.Errorf("baseline: %w", err)
	}
	ids := make([]string, len(found.Hits))
	for i, h := range found.Hits {
		ids[i] = h.ID
	}
	return ids, nil
}
