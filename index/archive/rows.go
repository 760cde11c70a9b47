package archive

import (
	"context"
	"runtime"

	"golang.org/x/sync/errgroup"
)

// rows runs a query and reads each row with read.
func rows[T any](ctx context.Context, a *Archive, what, query string, args []any, read func(*T, func(...any) error) error) ([]T, error) {
	rs, err := a.db.QueryContext(ctx, query, args...)
	if err != nil {
		return nil, explain(what, err)
	}
	defer rs.Close()
	var all []T
	for rs.Next() {
		var one T
		if err := read(&one, rs.Scan); err != nil {
			return nil, explain(what, err)
		}
		all = append(all, one)
	}
	return all, explain(what, rs.Err())
}

// chunk is how many bodies one goroutine decodes at a time: enough that handing
// out work costs nothing.
const chunk = 64

// parallel runs do for 0 … n-1 on all cores.
func parallel(ctx context.Context, n int, do func(int) error) error {
	g, _ := errgroup.WithContext(ctx)
	g.SetLimit(runtime.GOMAXPROCS(0))
	for from := 0; from < n; from += chunk {
		g.Go(func() error {
			for i := from; i < min(from+chunk, n); i++ {
				if err := do(i); err != nil {
					return err
				}
			}
			return nil
		})
	}
	return g.Wait()
}
