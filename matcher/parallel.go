package matcher

import (
	"runtime"

	"golang.org/x/sync/errgroup"
)

// partLeast is the least number of rows that is worth a goroutine.
const partLeast = 4096

// shares cuts n rows into one part per processor.
func shares(n int) [][2]int {
	parts := max(1, min(runtime.GOMAXPROCS(0), n/partLeast))
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
