package column_test

import (
	"context"
	"math/bits"
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

// BenchmarkFilter tests five conditions (hours, contract, sector, first seen, place) on every vacancy.
func BenchmarkFilter(b *testing.B) {
	s, err := columntest.Store(1, 500_000)
	if err != nil {
		b.Fatal(err)
	}
	open := s.View().Open
	c := column.AnyChoice()
	c.HoursMin, c.HoursMax, c.Contracts, c.Sectors, c.South = 16*4, 24*4, column.ContractBit("vast"), ^column.SectorBit('Q'), 52
	c.SeenFrom = open.Gates()[open.Len()/2].FirstSeen
	n := 0
	for b.Loop() {
		n = 0
		for i := 0; i < open.Len(); i += column.Block {
			n += bits.OnesCount64(open.Select(&c, i))
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
	rows, postings := s.View().Open.Bytes()
	b.ReportMetric(float64(rows)/500_000, "B/vacancy")
	b.ReportMetric(float64(postings)/500_000, "postings-B/vacancy")
	b.ReportMetric(float64(after.HeapAlloc-before.HeapAlloc)/500_000, "heap-B/vacancy")
}
