package column_test

import (
	"context"
	"path/filepath"
	"runtime"
	"testing"

	"passend/index/column"
	"passend/index/column/columntest"
)

// BenchmarkBuild packs readings that are there already.
func BenchmarkBuild(b *testing.B) {
	recs := records(50000)
	for b.Loop() {
		s := column.NewStore(columntest.Locator{})
		if err := s.Apply(context.Background(), recs, nil, 1); err != nil {
			b.Fatal(err)
		}
	}
	b.ReportMetric(float64(len(recs))*float64(b.N)/b.Elapsed().Seconds(), "vacancies/s")
}

// BenchmarkFilter tests five conditions on every vacancy.
func BenchmarkFilter(b *testing.B) {
	s, err := columntest.Store(1, 500_000)
	if err != nil {
		b.Fatal(err)
	}
	gates := s.View().Open.Gates()
	vast := column.ContractBit("vast")
	n := 0
	for b.Loop() {
		n = 0
		for i := range gates {
			g := &gates[i]
			if g.HoursMin <= 24*4 && g.HoursMax >= 16*4 && g.Contracts&vast != 0 && g.Flags&column.PlaceKnown != 0 && g.Lat > 52 && g.Sector != 'Q' {
				n++
			}
		}
	}
	b.ReportMetric(float64(n), "found")
}

// BenchmarkOpen opens a snapshot of 500,000.
func BenchmarkOpen(b *testing.B) {
	runtime.GC()
	var before, after runtime.MemStats
	runtime.ReadMemStats(&before)
	s, err := columntest.Store(1, 500_000)
	if err != nil {
		b.Fatal(err)
	}
	runtime.GC()
	runtime.ReadMemStats(&after)
	path := filepath.Join(b.TempDir(), "columns")
	if err := s.Save(path); err != nil {
		b.Fatal(err)
	}
	for b.Loop() {
		if _, err := column.Open(path, nil); err != nil {
			b.Fatal(err)
		}
	}
	b.ReportMetric(float64(after.HeapAlloc-before.HeapAlloc)/500_000, "heap-B/vacancy")
}
