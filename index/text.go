package index

import (
	"context"
	"encoding/binary"
	"encoding/json"
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"sync"

	"github.com/blevesearch/bleve/v2"
	"github.com/blevesearch/bleve/v2/index/scorch"
	"github.com/blevesearch/bleve/v2/index/scorch/mergeplan"
	"github.com/blevesearch/bleve/v2/mapping"
	index "github.com/blevesearch/bleve_index_api"
)

// textIndex is one Bleve index on disk. Searches hold it open; closing waits
// for them.
type textIndex struct {
	dir   string
	bleve bleve.Index
	using sync.RWMutex
	// tables find the row of a document; see join.
	tables tables
}

// Internal keys of the Bleve index, written in the same commit as documents.
var (
	keySeq    = []byte("passend-seq")
	keySchema = []byte("passend-schema")
	keyReader = []byte("passend-reader")
)

// openTimeout is how long opening waits for another holder of the files; Bleve
// waits for ever without it.
const openTimeout = "1s"

// errOutdated: the index was built with another schema or analyzer.
var errOutdated = errors.New("the text index was built by another version")

// errAhead: the archive is older than what was derived from it.
var errAhead = errors.New("it has followed changes that the archive does not have")

// createText makes a new, empty index in dir for what a reader reads.
func createText(dir, hash, reader string) (*textIndex, error) {
	m := mapping.NewIndexMapping()
	m.ScoringModel = index.BM25Scoring
	m.DefaultMapping = mapping.NewDocumentStaticMapping()
	b, err := bleve.NewUsing(dir, m, scorch.Name, scorch.Name, map[string]any{"bolt_timeout": openTimeout})
	if err != nil {
		return nil, fmt.Errorf("create text index: %w", err)
	}
	if err := errors.Join(b.SetInternal(keySchema, []byte(hash)), b.SetInternal(keyReader, []byte(reader))); err != nil {
		b.Close()
		return nil, fmt.Errorf("create text index: %w", err)
	}
	return &textIndex{dir: dir, bleve: b}, nil
}

// openText opens the index in dir; errOutdated comes together with the index,
// which still answers. head is the end of the change sequence.
func openText(dir, hash string, head int64) (*textIndex, error) {
	// Bleve returns an interface that is not nil on error: only err counts.
	b, err := bleve.OpenUsing(dir, map[string]any{"bolt_timeout": openTimeout})
	if err != nil {
		return nil, fmt.Errorf("open text index: %w", err)
	}
	t := &textIndex{dir: dir, bleve: b}
	have, err := b.GetInternal(keySchema)
	seq, serr := t.seq()
	if err = errors.Join(err, serr); err == nil && seq > head {
		err = errAhead
	}
	if err != nil {
		return nil, errors.Join(fmt.Errorf("open text index: %w", err), b.Close())
	}
	if string(have) != hash {
		return t, errOutdated
	}
	return t, nil
}

// seq is the last change that the index holds.
func (t *textIndex) seq() (int64, error) {
	v, err := t.bleve.GetInternal(keySeq)
	if err != nil || len(v) != 8 {
		return 0, err
	}
	return int64(binary.BigEndian.Uint64(v)), nil
}

func setSeq(b *bleve.Batch, seq int64) {
	b.SetInternal(keySeq, binary.BigEndian.AppendUint64(nil, uint64(seq)))
}

// close waits for running searches and closes the files.
func (t *textIndex) close() error {
	t.using.Lock()
	defer t.using.Unlock()
	return t.bleve.Close()
}

// merge makes one segment of all, which many small updates make necessary.
func (t *textIndex) merge(ctx context.Context) error {
	adv, err := t.bleve.Advanced()
	if err != nil {
		return fmt.Errorf("merge text index: %w", err)
	}
	s, ok := adv.(*scorch.Scorch)
	if !ok {
		return nil
	}
	if err := s.ForceMerge(ctx, &mergeplan.SingleSegmentMergePlanOptions); err != nil {
		return fmt.Errorf("merge text index: %w", err)
	}
	return nil
}

// pointer is the small file that names the index in use; it is replaced
// atomically, so that at any moment a whole index is named.
const pointer = "text.json"

// textPrefix begins the names of the folders that hold an index.
const textPrefix = "text-"

type pointed struct {
	Dir string `json:"dir"`
}

func readPointer(root string) (string, error) {
	raw, err := os.ReadFile(filepath.Join(root, pointer))
	if err != nil {
		return "", err
	}
	var p pointed
	if err := json.Unmarshal(raw, &p); err != nil || !strings.HasPrefix(p.Dir, textPrefix) || strings.ContainsAny(p.Dir, `/\`) {
		return "", fmt.Errorf("%s names no index: %q", pointer, raw)
	}
	return filepath.Join(root, p.Dir), nil
}

func writePointer(root, dir string) error {
	raw, err := json.Marshal(pointed{Dir: filepath.Base(dir)})
	if err != nil {
		return err
	}
	next := filepath.Join(root, pointer+".next")
	if err := os.WriteFile(next, raw, 0o600); err != nil {
		return err
	}
	return os.Rename(next, filepath.Join(root, pointer))
}

// freshDir returns the name of a folder that is not there yet.
func freshDir(root string) (string, error) {
	for i := 1; ; i++ {
		dir := filepath.Join(root, fmt.Sprintf("%s%06d", textPrefix, i))
		if _, err := os.Stat(dir); errors.Is(err, os.ErrNotExist) {
			return dir, nil
		} else if err != nil {
			return "", err
		}
	}
}

// sweep removes folders of indexes that are not in use: what a rebuild left
// that was killed, and what it replaced.
func sweep(root string, keep ...string) error {
	entries, err := os.ReadDir(root)
	if err != nil {
		return err
	}
	for _, e := range entries {
		path := filepath.Join(root, e.Name())
		if !strings.HasPrefix(e.Name(), textPrefix) || !e.IsDir() {
			continue
		}
		used := false
		for _, k := range keep {
			used = used || k == path
		}
		if !used {
			if err := os.RemoveAll(path); err != nil {
				return err
			}
		}
	}
	return nil
}
