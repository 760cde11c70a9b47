package archive_test

import (
	"context"
	"fmt"
	"os"
	"path/filepath"
	"strconv"
	"testing"
	"time"

	"passend/index/archive"
	"passend/index/archive/archivetest"
	"passend/index/vacancy"
)

var benchDay = time.Date(2026, 3, 2, 8, 0, 0, 0, time.UTC)

// benchVacancies is how many vacancies the benchmarks work on:
// PASSEND_BENCH_DOCS, else few enough for a quick run.
func benchVacancies() int {
	if n, err := strconv.Atoi(os.Getenv("PASSEND_BENCH_DOCS")); err == nil {
		return n
	}
	return 5000
}

func keepMany(b *testing.B, a *archive.Archive, from, n int) {
	b.Helper()
	g := archivetest.Generator{Seed: 1, Newest: benchDay}
	for end := from + n; from < end; from += 1000 {
		var vs []*vacancy.Vacancy
		for i := from; i < min(end, from+1000); i++ {
			vs = append(vs, g.Vacancy(i))
		}
		if _, err := a.KeepAll(context.Background(), vs, benchDay); err != nil {
			b.Fatal(err)
		}
	}
}

// BenchmarkKeep imports in batches of a thousand, generating included; then the
// same again, unchanged.
func BenchmarkKeep(b *testing.B) {
	const n = 5000
	rate := func(b *testing.B) { b.ReportMetric(float64(n*b.N)/b.Elapsed().Seconds(), "docs/s") }
	b.Run("new", func(b *testing.B) {
		a := open(b)
		for i := 0; b.Loop(); i++ {
			keepMany(b, a, i*n, n)
		}
		rate(b)
	})
	b.Run("same", func(b *testing.B) {
		a := open(b)
		keepMany(b, a, 0, n)
		for b.Loop() {
			keepMany(b, a, 0, n)
		}
		rate(b)
	})
	b.Run("one", func(b *testing.B) {
		a, g := open(b), archivetest.Generator{Seed: 1, Newest: benchDay}
		for i := 0; b.Loop(); i++ {
			if _, err := a.Keep(context.Background(), g.Vacancy(i), benchDay); err != nil {
				b.Fatal(err)
			}
		}
	})
}

// BenchmarkReads lists, pages, follows and gets in a large archive. With
// PASSEND_BENCH_ARCHIVE the archive is kept there for the next run.
func BenchmarkReads(b *testing.B) {
	ctx, n := context.Background(), benchVacancies()
	path := os.Getenv("PASSEND_BENCH_ARCHIVE")
	if path == "" {
		path = filepath.Join(b.TempDir(), "archive.db")
	}
	a, err := archive.Open(ctx, path, archive.Options{})
	if err != nil {
		b.Fatal(err)
	}
	defer a.Close()
	if _, total, err := a.Count(ctx); err != nil {
		b.Fatal(err)
	} else if total < n {
		keepMany(b, a, total, n-total)
	}
	middle, err := a.List(ctx, archive.Filter{}, strconv.FormatInt(int64(n/2), 36), 1)
	if err != nil {
		b.Fatal(err)
	}
	at := middle.Records[0]
	must := func(name string, do func() (int, error)) {
		b.Run(fmt.Sprintf("%s/%d", name, n), func(b *testing.B) {
			for b.Loop() {
				if got, err := do(); err != nil || got == 0 {
					b.Fatal(got, err)
				}
			}
		})
	}
	list := func(f archive.Filter, cursor string) func() (int, error) {
		return func() (int, error) {
			p, err := a.List(ctx, f, cursor, 50)
			return len(p.Records), err
		}
	}
	must("first page", list(archive.Filter{}, ""))
	must("page in the middle", list(archive.Filter{}, middle.Next))
	must("of a source, open and closed", list(archive.Filter{Source: at.Source, State: archive.OpenAndClosed}, middle.Next))
	must("of an employer", list(archive.Filter{Employer: at.EmployerKey}, ""))
	must("changes since", func() (int, error) { rs, err := a.Since(ctx, at.Seq-1, 100); return len(rs), err })
	must("get", func() (int, error) { r, err := a.Get(ctx, at.ID); return r.Version, err })
	must("by external id", func() (int, error) { r, err := a.Get(ctx, at.ExternalID); return r.Version, err })
	must("employers", func() (int, error) { es, err := a.Employers(ctx, 0, 50); return len(es), err })
	must("count", func() (int, error) { _, total, err := a.Count(ctx); return total, err })
	must("stale readings", func() (int, error) { rs, err := a.Stale(ctx, "none", at.Number, 100); return len(rs), err })
}
