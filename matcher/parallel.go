package matcher

import (
	"context"
	"runtime"
	"sync/atomic"

	"golang.org/x/sync/errgroup"
)

// partLeast is the least number of rows that is worth a goroutine.
const partLeast = 4096

// processors is over how many processors n rows are spread.
func processors(n int) int { return max(1, min(runtime.GOMAXPROCS(0), n/partLeast)) }

// shares cuts n rows into one part per processor.
func shares(n int) [][2]int {
	parts := processors(n)
	out := make([][2]int, parts)
	for i := range out {
		out[i] = [2]int{n * i / parts, n * (i + 1) / parts}
	}
	return out
}

// forEach runs f for 0…n-1 at the same time and returns the first error.
func forEach(n int, f func(i int) error) error {
	if n == 1 {
		return f(0)
	}
	var g errgroup.Group
	for i := range n {
		g.Go(func() error { return f(i) })
	}
	return g.Wait()
}

// inPieces runs f over n rows by pieces of partLeast on so many processors, of
// which each takes the next piece when it is done: one that is held up does not
// hold up the rest. f gets the number of the processor. Only the context fails it.
func inPieces(ctx context.Context, n, processors int, f func(processor, from, to int)) error {
	var next atomic.Int64
	return forEach(processors, func(i int) error {
		for {
			to := int(next.Add(partLeast))
			if to-partLeast >= n {
				return nil
			}
			if err := ctx.Err(); err != nil {
				return err
			}
			f(i, to-partLeast, min(to, n))
		}
	})
}
