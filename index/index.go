package index

import (
	"context"
	"errors"
	"fmt"
	"iter"
	"log/slog"
	"os"
	"sync"
	"sync/atomic"
	"time"

	"passend/index/archive"
	"passend/index/column"
	"passend/index/place"
	"passend/index/reading"
	"passend/index/vacancy"
)

// Archive is the truth that the index follows.
type Archive interface {
	Since(ctx context.Context, seq int64, limit int) ([]archive.Record, error)
	Seq(ctx context.Context) (int64, error)
	Count(ctx context.Context) (open, total int, err error)
}

// Readings keeps what the reader has read.
type Readings interface {
	Readings(ctx context.Context, reader string, records []archive.Record) ([]*reading.Reading, error)
	PutReadings(ctx context.Context, reads []archive.Read) error
	// Answers are what employers told about the vacancies: they stand above
	// what was read.
	Answers(ctx context.Context, records []archive.Record) ([][]archive.Answer, error)
}

// Records gets whole vacancies for the page that is shown.
type Records interface {
	Records(ctx context.Context, ids []string) ([]archive.Record, error)
}

// Store is all that the index asks of the archive.
type Store interface {
	Grouping
	Archive
	Readings
	Records
}

var _ Store = (*archive.Archive)(nil)

// Reader reads a vacancy; it must be safe for concurrent use.
type Reader interface {
	Read(v *vacancy.Vacancy) reading.Reading
	Version() string
}

// Synonyms knows other words for a word or phrase of a question.
type Synonyms interface {
	Synonyms(phrase string) []string
}

// Places completes the names of places, the largest first.
type Places interface {
	Suggest(typed string, n int) []place.Place
}

// Options say what the index ties together. Archive and Reader are needed.
type Options struct {
	Archive Store
	Reader  Reader
	// Locator finds where the work is; without it no distance is known.
	Locator column.Locator
	// Synonyms may be nil.
	Synonyms Synonyms
	// Names are the occupations and competences that can be suggested, and
	// Places the gazetteer; both may be nil. Employers come from the columns.
	Names  iter.Seq[Suggestion]
	Places Places
	// Now is the clock; time.Now when nil.
	Now func() time.Time
	// Log may be nil.
	Log *slog.Logger
}

// Index keeps columns and text index in step with the archive, and answers
// searches. Its methods may be called by many goroutines at once.
type Index struct {
	root string
	opt  Options
	hash string
	docs *builder

	// text is the index in use; a rebuild swaps it.
	text atomic.Pointer[textIndex]
	// writing is held by the one writer of the text index.
	writing sync.Mutex
	// following is held by the one writer of the columns.
	following sync.Mutex
	columns   *column.Store
	snapshot  snapshot

	rebuilding atomic.Bool
	// indexed of wanted vacancies are done by the load that runs.
	indexed, wanted atomic.Int64
	stop            context.CancelFunc
	done            sync.WaitGroup
	// healed is closed when what happened while nobody followed is made good.
	healed  chan struct{}
	nudge   chan struct{}
	join    *join
	suggest suggester
}

// The flush rule of the one writer: many tiny batches make many segments, and
// those make searches slow.
const (
	flushDocs  = 100
	flushAfter = 5 * time.Second
	pollEvery  = 500 * time.Millisecond
	// batchDocs is the batch of bulk work: larger ones make slower merges.
	batchDocs = 400
)

// keepClosed is how long closed vacancies stay in the columns.
const keepClosed = 365 * 24 * time.Hour

// Open opens the index in a folder, which is made when absent, and starts to
// follow the archive in the background: what was changed while nobody followed
// is made good, and an index that is absent, damaged, outdated or incomplete is
// built anew beside the old one. Open itself does not wait for that; Sync does.
func Open(ctx context.Context, root string, opt Options) (*Index, error) {
	if opt.Archive == nil || opt.Reader == nil {
		return nil, errors.New("open index: archive and reader are needed")
	}
	if opt.Now == nil {
		opt.Now = time.Now
	}
	if opt.Log == nil {
		opt.Log = slog.New(slog.DiscardHandler)
	}
	if err := os.MkdirAll(root, 0o700); err != nil {
		return nil, fmt.Errorf("open index: %w", err)
	}
	w := newWords()
	x := &Index{root: root, opt: opt, hash: schemaHash(), docs: newBuilder(w), nudge: make(chan struct{}, 1), healed: make(chan struct{}), join: newJoin()}
	head, err := opt.Archive.Seq(ctx)
	if err != nil {
		return nil, fmt.Errorf("open index: %w", err)
	}
	if err := x.openColumns(head); err != nil {
		return nil, fmt.Errorf("open index: %w", err)
	}
	outdated, err := x.openText(head)
	if err != nil {
		return nil, fmt.Errorf("open index: %w", err)
	}
	run, stop := context.WithCancel(context.WithoutCancel(ctx))
	x.stop = stop
	x.done.Go(func() { x.follow(run, outdated) })
	return x, nil
}

// openText opens the text index that the pointer names. One that is absent or
// damaged, or ahead of the archive (which then was put back from a backup), is
// replaced by an empty one, which following fills; one that is outdated serves
// until it is replaced.
func (x *Index) openText(head int64) (outdated bool, err error) {
	dir, err := readPointer(x.root)
	var t *textIndex
	if err == nil {
		t, err = openText(dir, x.hash, head)
	}
	if outdated = errors.Is(err, errOutdated); err != nil && !outdated {
		if !errors.Is(err, os.ErrNotExist) {
			x.opt.Log.Warn("index: the text index cannot be used and is built anew", "error", err)
		}
		if t, err = x.newText(); err != nil {
			return false, err
		}
		if err := writePointer(x.root, t.dir); err != nil {
			return false, errors.Join(err, t.close())
		}
	}
	x.text.Store(t)
	return outdated, sweep(x.root, t.dir)
}

func (x *Index) newText() (*textIndex, error) {
	dir, err := freshDir(x.root)
	if err != nil {
		return nil, err
	}
	return createText(dir, x.hash, x.opt.Reader.Version())
}

// Close stops following, saves the columns and closes the text index.
func (x *Index) Close() error {
	x.stop()
	x.done.Wait()
	return errors.Join(x.saveColumns(), x.text.Load().close())
}

// Columns are the columns that the index keeps current: for the matcher.
func (x *Index) Columns() *column.Store { return x.columns }

// Notify says that the archive has changed. It never waits; without it changes
// are noticed within half a second.
func (x *Index) Notify() {
	select {
	case x.nudge <- struct{}{}:
	default:
	}
}

// Status is how far the index is.
type Status struct {
	// Archive is the head of the change sequence; Columns and Text are how far
	// each has followed.
	Archive, Columns, Text int64
	// Documents is the number of vacancies in the text index.
	Documents int
	// Rebuilding is true while a text index is built from the start; Rebuilt of
	// Total are in it.
	Rebuilding     bool
	Rebuilt, Total int
}

// Current reports whether everything has been followed.
func (s Status) Current() bool {
	return !s.Rebuilding && s.Columns >= s.Archive && s.Text >= s.Archive
}

// Status reports how far the index is.
func (x *Index) Status(ctx context.Context) (Status, error) {
	head, err := x.opt.Archive.Seq(ctx)
	if err != nil {
		return Status{}, fmt.Errorf("index status: %w", err)
	}
	t := x.use()
	defer t.using.RUnlock()
	seq, err := t.seq()
	if err != nil {
		return Status{}, fmt.Errorf("index status: %w", err)
	}
	n, err := t.bleve.DocCount()
	if err != nil {
		return Status{}, fmt.Errorf("index status: %w", err)
	}
	s := Status{Archive: head, Columns: x.columns.View().Seq, Text: seq, Documents: int(n), Rebuilding: x.rebuilding.Load(), Rebuilt: int(x.indexed.Load())}
	if s.Total, _, err = x.opt.Archive.Count(ctx); err != nil {
		return Status{}, fmt.Errorf("index status: %w", err)
	}
	return s, nil
}

// use returns the text index in use, held open for a search: the caller calls
// using.RUnlock.
func (x *Index) use() *textIndex {
	for {
		t := x.text.Load()
		t.using.RLock()
		if t == x.text.Load() {
			return t
		}
		t.using.RUnlock() // swapped in between: it is about to be closed
	}
}
