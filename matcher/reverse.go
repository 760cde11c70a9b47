package matcher

import (
	"context"
	"fmt"
	"slices"
	"time"

	"passend/index/column"
	"passend/matcher/profile"
)

// Hit is a vacancy that is proposed to a worker.
type Hit struct {
	WorkerID  string  `json:"worker_id"`
	VacancyID string  `json:"vacancy_id"`
	Verdict   Verdict `json:"verdict"`
	Order     float64 `json:"order"`
}

// ReverseRequest asks which workers of a caseload new or changed vacancies are
// for.
type ReverseRequest struct {
	Workers []*profile.Worker
	// Vacancies are the ids that are new or changed.
	Vacancies []string
	// Rules are by worker id.
	Rules               map[string]Rules
	AsOf, ExpectedStart time.Time
	// PerWorker bounds the hits of one worker, 20 when 0. Least is the lowest
	// order that is worth telling.
	PerWorker int
	Least     float64
	// Known tells whether the worker was told of this version of the vacancy
	// before; nil tells of everything. It must be safe for concurrent use.
	Known func(workerID, vacancyID string) bool
}

const (
	defaultPerWorker = 20
	defaultLeast     = 35
)

// Reverse judges only the given vacancies against every worker: the list "nieuw
// voor jou". Only proposals within the search profile are told, nothing twice.
// The hits are ordered by worker as given, then as in that worker's list.
func (m *Matcher) Reverse(ctx context.Context, q ReverseRequest, v *column.View) ([]Hit, error) {
	if q.PerWorker <= 0 {
		q.PerWorker = defaultPerWorker
	}
	if q.Least == 0 {
		q.Least = defaultLeast
	}
	rows := rowsOf(v.Open, q.Vacancies)
	found := make([][]Hit, len(q.Workers))
	parts := spread(len(q.Workers))
	err := forEach(len(parts), func(i int) error {
		for w := parts[i][0]; w < parts[i][1]; w++ {
			if err := ctx.Err(); err != nil {
				return err
			}
			found[w] = m.reverseOne(q, v, q.Workers[w], rows)
		}
		return nil
	})
	if err != nil {
		return nil, fmt.Errorf("reverse: %w", err)
	}
	return slices.Concat(found...), nil
}

func (m *Matcher) reverseOne(q ReverseRequest, v *column.View, w *profile.Worker, rows []int32) []Hit {
	if w.Capacity.NoUsableCapacity {
		return nil
	}
	p := m.Compile(w, v, q.AsOf, q.ExpectedStart, q.Rules[w.ID])
	best := shortlist{s: v.Open, most: q.PerWorker}
	verdicts := map[int32]Verdict{}
	var o Outcome
	var sc Scores
	gates := v.Open.Gates()
	for _, row := range rows {
		if p.barrier(&gates[row]) != 0 || p.far(&gates[row]) {
			continue
		}
		r := v.Open.Row(int(row))
		if p.place(&r, &sc); sc.Outside != 0 {
			continue
		}
		if p.judge(&r, &o); o.Verdict >= Unlikely {
			continue
		}
		if p.rest(&r, &o, &sc); float64(sc.Order) < q.Least || (q.Known != nil && q.Known(w.ID, v.Open.ID(int(row)))) {
			continue
		}
		verdicts[row] = o.Verdict
		best.add(placed{order: sc.Order, row: row})
	}
	best.cut()
	hits := make([]Hit, len(best.list))
	for i, x := range best.list {
		hits[i] = Hit{WorkerID: w.ID, VacancyID: v.Open.ID(int(x.row)), Verdict: verdicts[x.row], Order: round(x.order)}
	}
	return hits
}

// rowsOf finds the rows of ids; what is not open is left out.
func rowsOf(s *column.Segment, ids []string) []int32 {
	var out []int32
	for _, id := range ids {
		if row, ok := s.Find(id); ok {
			out = append(out, int32(row))
		}
	}
	slices.Sort(out)
	return slices.Compact(out)
}

// spread cuts n pieces of work into one part per processor, however few.
func spread(n int) [][2]int {
	parts := max(1, min(len(shares(1<<30)), n))
	out := make([][2]int, parts)
	for i := range out {
		out[i] = [2]int{n * i / parts, n * (i + 1) / parts}
	}
	return out
}
