package index

import (
	"context"
	"errors"
	"fmt"
	"os"
	"runtime"
	"sync"
	"time"

	"github.com/blevesearch/bleve/v2/document"
	"golang.org/x/sync/errgroup"
)

// ErrRebuilding: a rebuild runs already.
var ErrRebuilding = errors.New("the text index is being built already")

// batch puts changes into a batch: open vacancies are indexed, closed ones
// taken out.
func (x *Index) batch(add func(*document.Document) error, remove func(string), changes []change) error {
	for _, c := range changes {
		if !c.Open() {
			id, err := key(c.ID)
			if err != nil {
				return err
			}
			remove(id)
			continue
		}
		doc, err := x.docs.document(c.Record, c.reading)
		if err != nil {
			return fmt.Errorf("vacancy %s: %w", c.ID, err)
		}
		if err := add(doc); err != nil {
			return fmt.Errorf("vacancy %s: %w", c.ID, err)
		}
	}
	return nil
}

// Rebuild builds a new text index beside the one in use and swaps it in when it
// is complete. progress, which may be nil, is told now and then how many of how
// many open vacancies are done.
func (x *Index) Rebuild(ctx context.Context, progress func(done, total int)) error {
	if !x.rebuilding.CompareAndSwap(false, true) {
		return ErrRebuilding
	}
	defer x.rebuilding.Store(false)
	next, err := x.newText()
	if err != nil {
		return fmt.Errorf("rebuild text index: %w", err)
	}
	stop := x.watch(progress)
	err = x.load(ctx, next)
	stop()
	if err == nil {
		err = x.swap(ctx, next)
	}
	if err != nil {
		return errors.Join(fmt.Errorf("rebuild text index: %w", err), next.close(), os.RemoveAll(next.dir))
	}
	return nil
}

// swap brings a new text index up to date and puts it in the place of the old.
func (x *Index) swap(ctx context.Context, next *textIndex) error {
	x.writing.Lock()
	defer x.writing.Unlock()
	if err := x.fill(ctx, next); err != nil {
		return err
	}
	if err := writePointer(x.root, next.dir); err != nil {
		return err
	}
	old := x.text.Swap(next)
	if err := errors.Join(old.close(), os.RemoveAll(old.dir)); err != nil {
		x.opt.Log.Error("index: removing the replaced text index", "error", err)
	}
	return nil
}

// watch calls progress until it is stopped.
func (x *Index) watch(progress func(done, total int)) (stop func()) {
	if progress == nil {
		return func() {}
	}
	tell := func() { progress(int(x.indexed.Load()), int(x.wanted.Load())) }
	end := make(chan struct{})
	var done sync.WaitGroup
	done.Go(func() {
		tick := time.NewTicker(tellEvery)
		defer tick.Stop()
		for {
			select {
			case <-tick.C:
				tell()
			case <-end:
				tell()
				return
			}
		}
	})
	return func() { close(end); done.Wait() }
}

// tellEvery is how often progress is told.
const tellEvery = 200 * time.Millisecond

// load fills an empty index with everything up to the head of this moment.
// Several goroutines make batches: up to that head each vacancy occurs once, so
// their order does not matter, and the index counts as filled only at the end.
func (x *Index) load(ctx context.Context, t *textIndex) error {
	head, err := x.opt.Archive.Seq(ctx)
	if err != nil || head == 0 {
		return err
	}
	open, _, err := x.opt.Archive.Count(ctx)
	if err != nil {
		return err
	}
	x.indexed.Store(0)
	x.wanted.Store(int64(open))
	g, gctx := errgroup.WithContext(ctx)
	work := make(chan []change)
	for range runtime.GOMAXPROCS(0) {
		g.Go(func() error {
			for changes := range work {
				b := t.bleve.NewBatch()
				// Closed ones are not in an index that was empty.
				if err := x.batch(b.IndexAdvanced, func(string) {}, changes); err != nil {
					return err
				}
				if err := t.bleve.Batch(b); err != nil {
					return err
				}
				x.indexed.Add(int64(b.Size()))
			}
			return nil
		})
	}
	g.Go(func() error {
		defer close(work)
		return x.produce(gctx, head, work)
	})
	if err := g.Wait(); err != nil {
		return err
	}
	b := t.bleve.NewBatch()
	setSeq(b, head)
	return t.bleve.Batch(b)
}

// produce sends all changes up to the head.
func (x *Index) produce(ctx context.Context, head int64, work chan<- []change) error {
	for seq := int64(0); seq < head; {
		changes, err := x.changes(ctx, seq, batchDocs)
		if err != nil || len(changes) == 0 {
			return err
		}
		seq = changes[len(changes)-1].Seq
		for len(changes) > 0 && changes[len(changes)-1].Seq > head {
			changes = changes[:len(changes)-1]
		}
		select {
		case work <- changes:
		case <-ctx.Done():
			return ctx.Err()
		}
	}
	return nil
}

// Merge makes the text index one segment, once a night: many small updates make
// searches slow.
func (x *Index) Merge(ctx context.Context) error {
	x.writing.Lock()
	defer x.writing.Unlock()
	t := x.use()
	defer t.using.RUnlock()
	return t.merge(ctx)
}

// Verify compares the number of vacancies in the text index with the archive's,
// and builds it anew when it lacks or has too many. It reports whether they were
// the same; while the archive changes it cannot tell, and says true.
func (x *Index) Verify(ctx context.Context) (same bool, err error) {
	if err := x.Sync(ctx); err != nil {
		return false, err
	}
	one, err := x.Status(ctx)
	if err != nil {
		return false, err
	}
	two, err := x.Status(ctx)
	if err != nil || one != two || !one.Current() || one.Documents == one.Total {
		return err == nil, err
	}
	x.opt.Log.Warn("index: the text index has not what the archive has", "documents", one.Documents, "open", one.Total)
	return false, x.Rebuild(ctx, nil)
}
