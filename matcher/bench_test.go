package matcher

import (
	"context"
	"fmt"
	"os"
	"slices"
	"syscall"
	"testing"
	"time"

	"passend/index/column"
	"passend/index/column/columntest"
	"passend/matcher/profile"
)

// cpu is the processor time that this process has used: on a machine that is
// shared with other work it says more than the clock on the wall.
func cpu() time.Duration {
	var u syscall.Rusage
	if err := syscall.Getrusage(syscall.RUSAGE_SELF, &u); err != nil {
		return 0
	}
	return time.Duration(u.Utime.Nano() + u.Stime.Nano())
}

// shown holds the records of the first page of a ranking, so that the page can
// be explained without half a million readings in memory.
func shown(b *testing.B, m *Matcher, q Request, s *column.Store, n int) library {
	q.Brief = true
	res, err := m.Rank(context.Background(), q, s.View(), nil)
	if err != nil {
		b.Fatal(err)
	}
	l := library{}
	for i := range res.Matches {
		l[res.Matches[i].VacancyID] = column.Record{}
	}
	g := columntest.New(1)
	for range n {
		rec := g.Next()
		if _, ok := l[rec.Vacancy.ID]; ok {
			l[rec.Vacancy.ID] = rec
		}
	}
	return l
}

// BenchmarkRank ranks all open vacancies for one worker and explains the first
// fifty.
func BenchmarkRank(b *testing.B) {
	sizes := []int{50_000, 500_000}
	if os.Getenv("PASSEND_BENCH_MILLION") != "" {
		sizes = append(sizes, 1_000_000)
	}
	for _, n := range sizes {
		s, err := columntest.Store(1, n)
		if err != nil {
			b.Fatal(err)
		}
		m := newMatcher(b)
		b.Run(fmt.Sprint(n), func(b *testing.B) {
			var took []time.Duration
			q := Request{Worker: warehouseWorker(), AsOf: testDay}
			l := shown(b, m, q, s, n)
			used := cpu()
			for b.Loop() {
				start := time.Now()
				if res, err := m.Rank(context.Background(), q, s.View(), l); err != nil || len(res.Matches[defaultTop-1].Reasons) == 0 {
					b.Fatal(err)
				}
				took = append(took, time.Since(start))
			}
			b.ReportMetric(float64((cpu()-used).Microseconds())/1000/float64(b.N), "cpu-ms")
			slices.Sort(took)
			b.ReportMetric(float64(took[len(took)*95/100].Microseconds())/1000, "p95-ms")
		})
	}
}

// BenchmarkScan judges pairs on one core: those gated out, and all scored.
func BenchmarkScan(b *testing.B) {
	s, err := columntest.Store(1, 200_000)
	if err != nil {
		b.Fatal(err)
	}
	v := s.View()
	m := newMatcher(b)
	few := warehouseWorker()
	few.Capacity.HoursWeek.Hours = 4 // nearly every vacancy asks more
	for name, p := range map[string]*Plan{
		"gated":  m.Compile(few, v, testDay, time.Time{}, Rules{}),
		"staged": m.Compile(warehouseWorker(), v, testDay, time.Time{}, Rules{}),
		"scored": m.Compile(warehouseWorker(), v, testDay, time.Time{}, Rules{}),
	} {
		b.Run(name, func(b *testing.B) {
			q := Request{Band: BandProposals, Top: 50}
			used := cpu()
			for b.Loop() {
				if name == "gated" {
					hidden := 0
					for i := range v.Open.Gates() {
						if p.barrier(&v.Open.Gates()[i]) != 0 && !v.Open.Removed(i) {
							hidden++
						}
					}
					b.ReportMetric(100*float64(hidden)/float64(v.Open.Len()), "%-gated")
					continue
				}
				if name == "staged" {
					p.scanner(v.Open, q, p.candidates(v.Open)).rows(0, v.Open.Len())
					continue
				}
				var o Outcome
				var sc Scores
				for i := range v.Open.Len() {
					r := v.Open.Row(i)
					p.judge(&r, &o)
					p.score(&r, &o, &sc)
				}
			}
			b.ReportMetric(float64(v.Open.Len())*float64(b.N)/b.Elapsed().Seconds()/1e6, "M-pairs/s")
			b.ReportMetric(float64(v.Open.Len())*float64(b.N)/(cpu()-used).Seconds()/1e6, "M-pairs/cpu-s")
		})
	}
}

// BenchmarkReverse judges new vacancies against a caseload.
func BenchmarkReverse(b *testing.B) {
	s, err := columntest.Store(1, 5000)
	if err != nil {
		b.Fatal(err)
	}
	v := s.View()
	q := ReverseRequest{AsOf: testDay}
	for i := range v.Open.Len() {
		q.Vacancies = append(q.Vacancies, v.Open.ID(i))
	}
	kinds := []func() *profile.Worker{warehouseWorker, careWorker, electrician}
	for i := range 1000 {
		w := kinds[i%3]()
		w.ID = fmt.Sprint(i)
		q.Workers = append(q.Workers, w)
	}
	m := newMatcher(b)
	for b.Loop() {
		if _, err := m.Reverse(context.Background(), q, v); err != nil {
			b.Fatal(err)
		}
	}
	b.ReportMetric(10*b.Elapsed().Seconds()/float64(b.N), "s/5000x10000")
}

// BenchmarkWhatIf and BenchmarkEmployers pass over 500,000 vacancies.
func BenchmarkWhatIf(b *testing.B) {
	s, err := columntest.Store(1, 500_000)
	if err != nil {
		b.Fatal(err)
	}
	m := newMatcher(b)
	for b.Loop() {
		if _, err := m.WhatIf(context.Background(), Request{Worker: warehouseWorker(), AsOf: testDay}, s.View(), false); err != nil {
			b.Fatal(err)
		}
	}
}

// BenchmarkEmployers finds employers for a caseload of 50.
func BenchmarkEmployers(b *testing.B) {
	q := EmployersRequest{AsOf: testDay}
	kinds := []func() *profile.Worker{warehouseWorker, careWorker, electrician}
	for i := range 50 {
		q.Workers = append(q.Workers, kinds[i%3]())
	}
	for _, n := range []int{50_000, 500_000} {
		b.Run(fmt.Sprint(n), func(b *testing.B) {
			s, err := columntest.Store(1, n)
			if err != nil {
				b.Fatal(err)
			}
			m := newMatcher(b)
			for b.Loop() {
				if _, err := m.Employers(context.Background(), q, s.View()); err != nil {
					b.Fatal(err)
				}
			}
		})
	}
}
