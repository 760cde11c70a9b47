//go:build unix

package index

import (
	"context"
	"database/sql"
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"strconv"
	"strings"
	"syscall"
	"testing"
	"time"

	"github.com/blevesearch/bleve/v2"
	_ "github.com/blevesearch/bleve/v2/analysis/lang/nl" // the peer's analyzer
	"github.com/blevesearch/bleve/v2/index/scorch"
	"github.com/blevesearch/bleve/v2/mapping"
	"github.com/ncruces/go-sqlite3"
	"github.com/ncruces/go-sqlite3/driver"
	"github.com/ncruces/go-sqlite3/ext/fts5"

	"passend/index/archive"
	"passend/index/archive/archivetest"
	"passend/index/vacancy"
)

// benchDocs is how many vacancies the benchmarks work on: PASSEND_BENCH_DOCS,
// else few enough for a quick run.
func benchDocs(b *testing.B) int {
	if n, err := strconv.Atoi(os.Getenv("PASSEND_BENCH_DOCS")); err == nil {
		return n
	}
	return 2000
}

// filled is an archive of generated vacancies with their readings.
func filled(b *testing.B, dir string, n int) *archive.Archive {
	b.Helper()
	ctx, a, g := context.Background(), openArchive(b, dir), archivetest.Generator{Seed: 1, Newest: day0}
	for from := 0; from < n; from += 1000 {
		var vs []*vacancy.Vacancy
		for i := from; i < min(n, from+1000); i++ {
			vs = append(vs, g.Vacancy(i))
		}
		kept, err := a.KeepAll(ctx, vs, day0)
		if err != nil {
			b.Fatal(err)
		}
		var reads []archive.Read
		for i, k := range kept {
			r := plainReader{"plain 1"}.Read(vs[i])
			reads = append(reads, archive.Read{ID: k.ID, Version: k.Version, Reading: &r})
		}
		if err := a.PutReadings(ctx, reads); err != nil {
			b.Fatal(err)
		}
	}
	return a
}

// bare is a lean Bleve index without any of ours: static mapping, BM25, Bleve's
// own Dutch analyzer, title and body as text, keywords as keywords.
func bare(b *testing.B, dir string) bleve.Index {
	b.Helper()
	doc := mapping.NewDocumentStaticMapping()
	text := mapping.NewTextFieldMapping()
	text.Analyzer, text.Store, text.IncludeInAll, text.DocValues = "nl", false, false, false
	keyword := mapping.NewKeywordFieldMapping()
	keyword.Store, keyword.IncludeInAll, keyword.DocValues = false, false, false
	for _, f := range []string{"title", "body", "employer", "place"} {
		doc.AddFieldMappingsAt(f, text)
	}
	doc.AddFieldMappingsAt("occupation", keyword)
	m := mapping.NewIndexMapping()
	m.DefaultMapping, m.ScoringModel = doc, "bm25"
	ix, err := bleve.NewUsing(dir, m, scorch.Name, scorch.Name, nil)
	if err != nil {
		b.Fatal(err)
	}
	b.Cleanup(func() { ix.Close() })
	return ix
}

type bareDoc struct {
	Title      string `json:"title"`
	Body       string `json:"body"`
	Employer   string `json:"employer"`
	Place      string `json:"place"`
	Occupation string `json:"occupation"`
}

func fillBare(b *testing.B, ix bleve.Index, n int) {
	b.Helper()
	g := archivetest.Generator{Seed: 1, Newest: day0}
	for from := 0; from < n; from += batchDocs {
		batch := ix.NewBatch()
		for i := from; i < min(n, from+batchDocs); i++ {
			v := g.Vacancy(i)
			if err := batch.Index(strconv.Itoa(i), bareDoc{v.Title, v.Text, v.Employer, v.PlaceNames(), v.Occupation}); err != nil {
				b.Fatal(err)
			}
		}
		if err := ix.Batch(batch); err != nil {
			b.Fatal(err)
		}
	}
}

// BenchmarkIndexRate builds a text index from archive and readings, and a bare
// Bleve index of the same vacancies.
func BenchmarkIndexRate(b *testing.B) {
	n := benchDocs(b)
	// On a machine that does other work, processor time compares better.
	rate := func(b *testing.B, before time.Duration) {
		b.ReportMetric(float64(n*b.N)/b.Elapsed().Seconds(), "docs/s")
		b.ReportMetric(float64(n*b.N)/(cpuTime(b)-before).Seconds(), "docs/cpu-s")
	}
	b.Run(fmt.Sprintf("passend/%d", n), func(b *testing.B) {
		dir := b.TempDir()
		a := filled(b, dir, n)
		s := openIndex(b, dir, a, Options{})
		defer s.Close()
		before := cpuTime(b)
		for b.Loop() {
			if err := s.Rebuild(context.Background(), nil); err != nil {
				b.Fatal(err)
			}
		}
		rate(b, before)
		b.ReportMetric(float64(size(b, s.text.Load().dir))/1e6, "MB")
	})
	b.Run(fmt.Sprintf("bare/%d", n), func(b *testing.B) {
		var dir string
		before := cpuTime(b)
		for i := 0; b.Loop(); i++ {
			dir = filepath.Join(b.TempDir(), strconv.Itoa(i))
			fillBare(b, bare(b, dir), n)
		}
		rate(b, before)
		b.ReportMetric(float64(size(b, dir))/1e6, "MB")
	})
}

// cpuTime is the processor time that this process has used.
func cpuTime(b *testing.B) time.Duration {
	var u syscall.Rusage
	if err := syscall.Getrusage(syscall.RUSAGE_SELF, &u); err != nil {
		b.Fatal(err)
	}
	return time.Duration(u.Utime.Nano() + u.Stime.Nano())
}

// perOp reports the processor time of one turn.
func perOp(b *testing.B, before time.Duration) {
	b.ReportMetric(float64((cpuTime(b)-before).Microseconds())/1e3/float64(b.N), "cpu-ms/op")
}

func size(b *testing.B, dir string) (total int64) {
	err := filepath.Walk(dir, func(_ string, info os.FileInfo, err error) error {
		if err == nil && !info.IsDir() {
			total += info.Size()
		}
		return nil
	})
	if err != nil {
		b.Fatal(err)
	}
	return total
}

// twentyWords are words of which any may hit, as a description of work has.
const twentyWords = "magazijn heftruck dozen tillen lossen vrachtwagens pallets bestellingen scanner ploegen klanten telefoon administratie agenda facturen beeldscherm schoonmaken keuken monteur verpleegkundige"

// BenchmarkTextQuery asks twenty words, the best fifty wanted, of our index
// without and with filters and facets, of a bare Bleve index, and of FTS5.
func BenchmarkTextQuery(b *testing.B) {
	n := benchDocs(b)
	dir := b.TempDir()
	s := openIndex(b, dir, filled(b, dir, n), Options{})
	defer s.Close()
	if err := s.Sync(context.Background()); err != nil {
		b.Fatal(err)
	}
	filter := Filter{HoursMin: 64, HoursMax: 128, Sectors: []string{"G", "V", "Z"}, Near: &Point{52.2, 6.1}, Within: 60_000,
		Unknown: Conditions(0).With(OnHours).With(OnDistance).With(OnEducation), Remote: ""}
	ours := func(name string, req Request) {
		b.Run(fmt.Sprintf("%s/%d", name, n), func(b *testing.B) {
			defer perOp(b, cpuTime(b))
			for b.Loop() {
				if res, err := s.Search(context.Background(), req); err != nil || res.Total == 0 {
					b.Fatal(res, err)
				}
			}
		})
	}
	ours("passend", Request{Box: twentyWords, Size: 50})
	ours("passend filtered", Request{Box: twentyWords, Size: 50, Filter: filter})
	ours("passend filtered and counted", Request{Box: twentyWords, Size: 50, Filter: filter, Facets: true})
	ours("passend no words, counted", Request{Size: 50, Facets: true})
	ours("passend two words", Request{Box: "magazijn heftruck", Size: 20})
	b.Run(fmt.Sprintf("passend hits only/%d", n), func(b *testing.B) {
		defer perOp(b, cpuTime(b))
		for b.Loop() {
			hitsOnly(b, s)
		}
	})

	peer := bare(b, filepath.Join(dir, "bare"))
	fillBare(b, peer, n)
	title, body := bleve.NewMatchQuery(twentyWords), bleve.NewMatchQuery(twentyWords)
	title.SetField("title")
	title.SetBoost(boostTitle)
	body.SetField("body")
	req := bleve.NewSearchRequestOptions(bleve.NewDisjunctionQuery(title, body), 50, 0, false)
	b.Run(fmt.Sprintf("bare Bleve/%d", n), func(b *testing.B) {
		defer perOp(b, cpuTime(b))
		for b.Loop() {
			if res, err := peer.Search(req); err != nil || res.Total == 0 {
				b.Fatal(res, err)
			}
		}
	})
	benchFTS(b, filepath.Join(dir, "fts.db"), n)
}

// hitsOnly finds the best fifty without getting the vacancies from the archive:
// what a bare index does.
func hitsOnly(b *testing.B, s *setup) {
	t := s.use()
	defer t.using.RUnlock()
	found, err := s.begin(t)
	if err != nil {
		b.Fatal(err)
	}
	defer found.reader.Close()
	q := s.ask(ParseBox(twentyWords))
	if err := found.run(context.Background(), Request{Box: twentyWords, Size: 50}, &q, &Result{}); err != nil {
		b.Fatal(err)
	}
}

func benchFTS(b *testing.B, path string, n int) {
	db, err := driver.Open("file:"+path, func(c *sqlite3.Conn) error { return fts5.Register(c) })
	if err != nil {
		b.Fatal(err)
	}
	defer db.Close()
	if _, err := db.Exec("CREATE VIRTUAL TABLE ads USING fts5(title, body, content='')"); err != nil {
		b.Logf("FTS5 is not in this SQLite: %v", err)
		return
	}
	if err := fillFTS(db, n); err != nil {
		b.Fatal(err)
	}
	match := strings.Join(strings.Fields(twentyWords), " OR ")
	b.Run(fmt.Sprintf("SQLite FTS5/%d", n), func(b *testing.B) {
		defer perOp(b, cpuTime(b))
		for b.Loop() {
			rows, err := db.Query("SELECT rowid FROM ads WHERE ads MATCH ? ORDER BY bm25(ads, 3.0, 1.0) LIMIT 50", match)
			if err != nil {
				b.Fatal(err)
			}
			count := 0
			for rows.Next() {
				count++
			}
			if err := errors.Join(rows.Err(), rows.Close()); err != nil || count == 0 { //nolint:sqlclosecheck // closed in the loop
				b.Fatal(count, err)
			}
		}
	})
}

func fillFTS(db *sql.DB, n int) error {
	tx, err := db.Begin()
	if err != nil {
		return err
	}
	defer tx.Rollback()
	insert, err := tx.Prepare("INSERT INTO ads (rowid, title, body) VALUES (?, ?, ?)")
	if err != nil {
		return err
	}
	defer insert.Close()
	g := archivetest.Generator{Seed: 1, Newest: day0}
	for i := range n {
		v := g.Vacancy(i)
		if _, err := insert.Exec(i, v.Title, v.Text); err != nil {
			return err
		}
	}
	return tx.Commit()
}

// BenchmarkColumnsFromArchive fills empty columns from archive and readings, the
// duplicates grouped before: that is done once for every version.
func BenchmarkColumnsFromArchive(b *testing.B) {
	n := benchDocs(b)
	dir := b.TempDir()
	a := filled(b, dir, n)
	fill := func(i int) {
		x := &Index{root: filepath.Join(dir, strconv.Itoa(i)), opt: Options{Archive: a, Reader: plainReader{"plain 1"}, Locator: towns{}, Now: func() time.Time { return day0 }}}
		if err := os.Mkdir(x.root, 0o700); err != nil {
			b.Fatal(err)
		}
		if err := x.openColumns(1 << 62); err != nil {
			b.Fatal(err)
		}
		if err := x.syncColumns(context.Background()); err != nil {
			b.Fatal(err)
		}
		if got := x.columns.View().Open.Live(); got != n {
			b.Fatal(got)
		}
	}
	start := time.Now()
	fill(-1)
	grouping := float64(n) / time.Since(start).Seconds()
	for i := 0; b.Loop(); i++ {
		fill(i)
	}
	b.ReportMetric(grouping, "grouped/s")
	b.ReportMetric(float64(n*b.N)/b.Elapsed().Seconds(), "docs/s")
}

// BenchmarkOpen opens an index with its archive, and waits until it is healed.
func BenchmarkOpen(b *testing.B) {
	n := benchDocs(b)
	dir := b.TempDir()
	a := filled(b, dir, n)
	s := openIndex(b, dir, a, Options{})
	if err := s.Close(); err != nil {
		b.Fatal(err)
	}
	for b.Loop() {
		s := openIndex(b, dir, a, Options{})
		if err := s.Close(); err != nil {
			b.Fatal(err)
		}
	}
}

// BenchmarkAnalyze makes stems of a text.
func BenchmarkAnalyze(b *testing.B) {
	g := archivetest.Generator{Seed: 1, Newest: day0}
	a := &analyzer{words: newWords()}
	var texts [][]byte
	total := 0
	for i := range 200 {
		texts = append(texts, []byte(g.Vacancy(i).Text))
		total += len(texts[i])
	}
	b.SetBytes(int64(total / len(texts)))
	for i := 0; b.Loop(); i++ {
		a.Analyze(texts[i%len(texts)])
	}
}
