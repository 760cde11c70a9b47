package index

import (
	"context"
	"crypto/sha256"
	"encoding/hex"
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"sync"
	"sync/atomic"
	"time"

	"passend/index/column"
)

// snapshot is the file of the columns. Its name tells by which reader they were
// read, so that a new reader knows that it has to read anew.
type snapshot struct {
	path string
	// stale is true until what another reader read has been read anew; columns
	// that are partly stale are not saved.
	stale atomic.Bool

	mu    sync.Mutex
	seq   int64 // the last change that the file has
	saved time.Time
}

// A snapshot that is old costs following after a crash: 20,000 changes take
// about a second.
const (
	saveAfter   = 20_000
	saveEvery   = 10 * time.Minute
	columnsGlob = "columns-*.bin"
)

// openColumns opens the snapshot of this reader, else that of another one, else
// empty columns. A snapshot that cannot be trusted, or that is ahead of the
// archive, is thrown away.
func (x *Index) openColumns(head int64) error {
	h := sha256.Sum256([]byte(x.opt.Reader.Version()))
	x.snapshot.path = filepath.Join(x.root, "columns-"+hex.EncodeToString(h[:6])+".bin")
	x.snapshot.saved = x.opt.Now()
	others, err := filepath.Glob(filepath.Join(x.root, columnsGlob))
	if err != nil {
		return err
	}
	for _, path := range append([]string{x.snapshot.path}, others...) {
		store, err := column.Open(path, x.opt.Locator)
		if err == nil && store.View().Seq > head {
			err = fmt.Errorf("%w: %w", column.ErrSnapshot, errAhead)
		}
		switch {
		case err == nil:
			x.columns = store
			x.snapshot.stale.Store(path != x.snapshot.path)
			x.snapshot.seq = store.View().Seq
			return nil
		case errors.Is(err, column.ErrSnapshot):
			x.opt.Log.Warn("index: the snapshot of the columns is thrown away", "error", err)
			if err := os.Remove(path); err != nil {
				return err
			}
		case !errors.Is(err, os.ErrNotExist):
			return err
		}
	}
	x.columns = column.NewStore(x.opt.Locator)
	return nil
}

// due reports whether so much has changed that it is worth a new snapshot.
func (s *snapshot) due(seq int64, now time.Time) bool {
	s.mu.Lock()
	defer s.mu.Unlock()
	return seq-s.seq >= saveAfter || seq > s.seq && now.Sub(s.saved) >= saveEvery
}

// saveColumns writes the snapshot, unless it would say what the file says, and
// removes those of other readers.
func (x *Index) saveColumns() error {
	s := &x.snapshot
	s.mu.Lock()
	defer s.mu.Unlock()
	seq := x.columns.View().Seq
	if s.stale.Load() || seq == s.seq {
		return nil
	}
	if err := x.columns.Save(s.path); err != nil {
		return fmt.Errorf("save columns: %w", err)
	}
	s.seq, s.saved = seq, x.opt.Now()
	all, err := filepath.Glob(filepath.Join(x.root, columnsGlob))
	for _, path := range all {
		if path != s.path {
			err = errors.Join(err, os.Remove(path))
		}
	}
	return err
}

// reread puts into the columns, in the background, what this reader reads where
// another one read before. The columns serve meanwhile. (The text index is built
// anew beside the old one when the reader changes.)
func (x *Index) reread(ctx context.Context) error {
	if !x.snapshot.stale.Load() {
		return nil
	}
	head := x.columns.View().Seq
	for seq := int64(0); seq < head; {
		next, err := x.rereadSome(ctx, seq, head)
		if err != nil {
			return err
		}
		seq = next
	}
	x.snapshot.stale.Store(false)
	x.snapshot.mu.Lock()
	x.snapshot.seq = 0 // the file is another reader's
	x.snapshot.mu.Unlock()
	return x.saveColumns()
}

// rereadSome reads one batch; what changed after the head has been read by this
// reader already, or will be.
func (x *Index) rereadSome(ctx context.Context, seq, head int64) (next int64, err error) {
	x.following.Lock()
	defer x.following.Unlock()
	changes, err := x.changes(ctx, seq, batchDocs)
	if err != nil || len(changes) == 0 {
		return head, err
	}
	next = changes[len(changes)-1].Seq
	for len(changes) > 0 && changes[len(changes)-1].Seq > head {
		changes = changes[:len(changes)-1]
	}
	return next, x.pack(ctx, changes, x.columns.View().Seq)
}
