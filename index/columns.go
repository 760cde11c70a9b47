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

	"passend/index/archive"
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

// reread puts into the columns and the text index, in the background, what this
// reader reads where another one read before. Both serve meanwhile.
func (x *Index) reread(ctx context.Context) error {
	before, err := x.text.Load().bleve.GetInternal(keyReader)
	if err != nil || !x.snapshot.stale.Load() && string(before) == x.opt.Reader.Version() {
		return err
	}
	head := x.columns.View().Seq
	for seq := int64(0); seq < head; {
		next, err := x.rereadSome(ctx, string(before), seq, head)
		if err != nil {
			return err
		}
		seq = next
	}
	x.writing.Lock()
	err = x.text.Load().bleve.SetInternal(keyReader, []byte(x.opt.Reader.Version()))
	x.writing.Unlock()
	if err != nil || !x.snapshot.stale.Load() {
		return err
	}
	x.snapshot.stale.Store(false)
	x.snapshot.mu.Lock()
	x.snapshot.seq = 0 // the file is another reader's
	x.snapshot.mu.Unlock()
	return x.saveColumns()
}

// rereadSome reads one batch; what changed after the head has been read by this
// reader already, or will be.
func (x *Index) rereadSome(ctx context.Context, before string, seq, head int64) (next int64, err error) {
	x.following.Lock()
	defer x.following.Unlock()
	// What follows the archive must not be overtaken by what was read before.
	x.writing.Lock()
	defer x.writing.Unlock()
	changes, err := x.changes(ctx, seq, batchDocs)
	if err != nil || len(changes) == 0 {
		return head, err
	}
	next = changes[len(changes)-1].Seq
	for len(changes) > 0 && changes[len(changes)-1].Seq > head {
		changes = changes[:len(changes)-1]
	}
	if err := x.reword(ctx, before, changes); err != nil || !x.snapshot.stale.Load() {
		return next, err
	}
	return next, x.pack(ctx, changes, x.columns.View().Seq)
}

// reword puts the vacancies into the text index of which this reader reads other
// words than the one before; most say the same.
func (x *Index) reword(ctx context.Context, before string, changes []change) error {
	if before == x.opt.Reader.Version() {
		return nil
	}
	records := make([]archive.Record, len(changes))
	for i, c := range changes {
		records[i] = *c.Record
	}
	old, err := x.opt.Archive.Readings(ctx, before, records)
	if err != nil {
		return err
	}
	var other []change
	for i, c := range changes {
		if c.Open() && (old[i] == nil || !sameWords(old[i], c.reading)) {
			other = append(other, c)
		}
	}
	t := x.text.Load()
	b := t.bleve.NewBatch()
	if err := x.batch(b.IndexAdvanced, b.Delete, other); err != nil || len(other) == 0 {
		return err
	}
	return t.bleve.Batch(b)
}
