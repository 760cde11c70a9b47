package index

import (
	"context"
	"fmt"
	"math/bits"

	"github.com/blevesearch/bleve/v2/index/scorch"
	"github.com/blevesearch/bleve/v2/search"
	"github.com/blevesearch/bleve/v2/search/query"

	"passend/index/archive"
	"passend/index/column"
)

// Sort is the order of a result.
type Sort uint8

// The orders. ByRelevance of a search without words is ByNewest; ByDistance
// needs Filter.Near, and has those without a known place last.
const (
	ByRelevance Sort = iota
	ByNewest
	ByDistance
)

// Request is a search of open vacancies.
type Request struct {
	// Box is what was typed; "" finds all that the filter lets through.
	Box    string
	Filter Filter
	Sort   Sort
	// From and Size choose the page; at most maxDepth hits can be paged over.
	From, Size int
	// Facets asks for counts.
	Facets bool
	// Duplicates wants all members of a duplicate group; else one stands for
	// the group (Record.Group tells which), in counts too.
	Duplicates bool
}

// maxDepth bounds From + Size: nobody reads further, and a heap of that size
// stays cheap.
const maxDepth = 10_000

// Hit is one vacancy found.
type Hit struct {
	archive.Record
	Score float64
	// Metres is the distance to Filter.Near, -1 when not asked or not known.
	Metres float64
	// Words are the words of the vacancy that hit, as it writes them, in the
	// order of the search box.
	Words []Word
}

// Result is the answer to a search.
type Result struct {
	Hits  []Hit
	Total int
	// Unknown counts, for each condition of the filter, the vacancies that fit
	// otherwise but do not state it; they are among the hits only when
	// Filter.Unknown has the condition.
	Unknown map[Condition]int
	// Facets is nil when not asked.
	Facets *Facets
	// Clauses is how the box was understood.
	Clauses []Clause
	// Corrected holds words that occur nowhere, with what was searched instead.
	Corrected map[string]string
	// AnyWord is true when vacancies with some of the words count: because the
	// box is long, or because no vacancy has all of them (Loosened).
	AnyWord, Loosened bool
}

// Search finds open vacancies.
func (x *Index) Search(ctx context.Context, req Request) (*Result, error) {
	if req.Size <= 0 {
		req.Size = 20
	}
	if req.From < 0 || req.Size > maxDepth || req.From > maxDepth-req.Size {
		return nil, fmt.Errorf("search: page from %d of size %d is beyond %d", req.From, req.Size, maxDepth)
	}
	t := x.use()
	defer t.using.RUnlock()
	s, err := x.begin(t)
	if err != nil {
		return nil, fmt.Errorf("search: %w", err)
	}
	defer s.reader.Close()
	res := &Result{Clauses: ParseBox(req.Box)}
	q := x.ask(res.Clauses)
	if err := s.run(ctx, req, &q, res); err != nil {
		return nil, fmt.Errorf("search %q: %w", req.Box, err)
	}
	for typed, stem := range res.Corrected {
		if res.Corrected[typed], err = x.written(ctx, s.reader, stem); err != nil {
			return nil, fmt.Errorf("search %q: %w", req.Box, err)
		}
	}
	if err := x.show(ctx, req, &q, s, res); err != nil {
		return nil, fmt.Errorf("search %q: %w", req.Box, err)
	}
	return res, nil
}

// searching is one search on one snapshot of text index and columns.
type searching struct {
	reader *scorch.IndexSnapshot
	rows   *locator
	view   *column.View
	found  *top
}

func (x *Index) begin(t *textIndex) (*searching, error) {
	adv, err := t.bleve.Advanced()
	if err != nil {
		return nil, err
	}
	r, err := adv.Reader()
	if err != nil {
		return nil, err
	}
	reader, ok := r.(*scorch.IndexSnapshot)
	if !ok {
		r.Close()
		return nil, fmt.Errorf("text index of kind %T", r)
	}
	rows, err := x.join.locate(reader, &t.tables, x.columns)
	if err != nil {
		reader.Close()
		return nil, err
	}
	return &searching{reader: reader, rows: rows, view: rows.view}, nil
}

// run finds, filters, counts and sorts. When no vacancy has all words it looks
// for misspelt ones, and then for vacancies with some of the words.
func (s *searching) run(ctx context.Context, req Request, q *question, res *Result) error {
	for attempt := 0; ; attempt++ {
		c := s.collect(req, q)
		if err := s.each(ctx, q, req.Filter.choice(), c.take); err != nil {
			return err
		}
		s.found, res.Total = c.top, c.total
		res.Unknown = c.unknowns()
		if c.facets != nil {
			f := c.facets.facets(s.view.Dicts)
			res.Facets = &f
		}
		res.AnyWord = q.any
		if c.matched > 0 || len(q.terms) == 0 {
			return nil
		}
		switch attempt {
		case 0:
			fixed, err := q.correct(s.reader)
			if err != nil {
				return err
			}
			res.Corrected = fixed
		case 1:
			if q.any || len(q.terms) < 2 {
				return nil
			}
			q.any, res.Loosened = true, true
		default:
			return nil
		}
	}
}

// each calls take with row and score of every vacancy that has the words, or,
// when there are none, of every open vacancy that the choice does not rule out.
func (s *searching) each(ctx context.Context, q *question, c column.Choice, take func(row int32, score float64)) error {
	wanted, unwanted := q.build()
	if len(wanted) == 0 && len(unwanted) == 0 {
		for from := 0; from < s.view.Open.Len(); from += column.Block {
			for set := s.view.Open.Select(&c, from); set != 0; set &= set - 1 {
				take(int32(from+bits.TrailingZeros64(set)), 0)
			}
		}
		return ctx.Err()
	}
	ctx, err := searchContext(ctx, s.reader)
	if err != nil {
		return err
	}
	toRow := func(doc uint64, score float64) {
		if row := s.rows.row(doc); row >= 0 {
			take(row, score)
		}
	}
	if q.any {
		return s.sum(ctx, wanted, unwanted, toRow)
	}
	return s.walk(ctx, both(wanted, unwanted), toRow)
}

// walk calls take for every document of a query, in order.
func (s *searching) walk(ctx context.Context, q query.Query, take func(doc uint64, score float64)) error {
	searcher, err := q.Searcher(ctx, s.reader, plainMapping, search.SearcherOptions{})
	if err != nil {
		return err
	}
	defer searcher.Close()
	sc := &search.SearchContext{DocumentMatchPool: search.NewDocumentMatchPool(searcher.DocumentMatchPoolSize()+2, 0), IndexReader: s.reader}
	for n := 0; ; n++ {
		if n&1023 == 0 && ctx.Err() != nil {
			return ctx.Err()
		}
		m, err := searcher.Next(sc)
		if err != nil || m == nil {
			return err
		}
		take(m.IndexInternalID.Value(), m.Score)
		sc.DocumentMatchPool.Put(m)
	}
}

// sum adds up, for every document, the scores of all queries, and weakens it by
// the share of the queries that hit. Query by query into an array, because a
// merge of many lists through a heap costs twice as much as reading them.
func (s *searching) sum(ctx context.Context, wanted, unwanted []query.Query, take func(doc uint64, score float64)) error {
	scores := make([]float32, s.rows.documents())
	hits := make([]uint8, len(scores))
	for _, q := range wanted {
		if err := s.walk(ctx, q, func(doc uint64, score float64) {
			scores[doc] += float32(score)
			if hits[doc] < 255 {
				hits[doc]++
			}
		}); err != nil {
			return err
		}
	}
	for _, q := range unwanted {
		if err := s.walk(ctx, q, func(doc uint64, _ float64) { hits[doc] = 0 }); err != nil {
			return err
		}
	}
	for doc, n := range hits {
		if n > 0 {
			take(uint64(doc), float64(scores[doc])*float64(n)/float64(len(wanted)))
		}
	}
	return nil
}
