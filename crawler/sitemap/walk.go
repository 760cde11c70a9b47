package sitemap

import (
	"context"
	"errors"
	"fmt"
	"io"
	"net/url"
)

const (
	// maxDepth is how deep an index may lie within indexes: the protocol knows
	// one level, real sites have two.
	maxDepth = 2
	// maxFiles bounds the sitemaps of one walk.
	maxFiles = 1000
	// MaxTotal is how many addresses one walk hands out. A site of a million
	// pages is no list of vacancies; the crawl takes the first part and says so.
	MaxTotal = 200_000
)

// Opener fetches a list. The walk closes the reader before it opens the next.
type Opener func(ctx context.Context, address string) (io.ReadCloser, error)

// Total says what a walk read.
type Total struct {
	// Files were read, Failed could not be.
	Files, Failed    int
	Entries, Skipped int
	// Kind is that of the first file.
	Kind Kind
	// Partial is the first reason why the list is not complete, "" if it is.
	Partial string
}

// Walk reads the list at start and, when it is an index, all lists below it.
// Entries go to emit as they are read. A part that cannot be fetched or read is
// counted and the rest goes on; the error is that of the start, of the context
// or of emit.
func Walk(ctx context.Context, start string, open Opener, emit func(Entry) error) (Total, error) {
	w := &walk{open: open, emit: emit, seen: map[string]bool{start: true}}
	queue := []file{{start, 0}}
	for len(queue) > 0 {
		f := queue[0]
		queue = queue[1:]
		more, err := w.file(ctx, f)
		switch {
		case errors.Is(err, errFull):
			return w.Total, nil
		case err != nil:
			return w.Total, err
		}
		queue = append(queue, more...)
	}
	return w.Total, nil
}

type file struct {
	address string
	depth   int
}

type walk struct {
	Total
	open Opener
	emit func(Entry) error
	seen map[string]bool
}

func (w *walk) partial(why string) {
	if w.Partial == "" {
		w.Partial = why
	}
}

// file reads one file and returns the files that it names.
func (w *walk) file(ctx context.Context, f file) (more []file, err error) {
	if err := ctx.Err(); err != nil {
		return nil, err
	}
	failed := func(err error) ([]file, error) {
		if ctx.Err() != nil {
			return nil, ctx.Err()
		}
		if f.depth == 0 {
			return nil, fmt.Errorf("sitemap %s: %w", f.address, err)
		}
		w.Failed++
		w.partial(PartialFetch)
		return more, nil
	}
	base, err := url.Parse(f.address)
	if err != nil {
		return failed(err)
	}
	body, err := w.open(ctx, f.address)
	if err != nil {
		return failed(err)
	}
	defer body.Close()
	rd := &reader{base: base}
	rd.emit = func(e Entry) error {
		if rd.Kind == Index {
			more = w.child(more, e, f.depth)
			return nil
		}
		if w.Entries >= MaxTotal {
			w.partial(PartialTotal)
			return errFull
		}
		w.Entries++
		return w.emit(e)
	}
	err = rd.read(body)
	w.Files++
	w.Skipped += rd.Skipped
	if f.depth == 0 {
		w.Kind = rd.Kind
	}
	if rd.Partial != "" {
		w.partial(rd.Partial)
	}
	switch {
	case errors.Is(err, ErrNotList):
		return failed(err)
	default:
		return more, err
	}
}

// child queues a file that an index names.
func (w *walk) child(more []file, e Entry, depth int) []file {
	switch {
	case w.seen[e.URL]:
	case depth >= maxDepth:
		w.partial(PartialDepth)
	case len(w.seen) >= maxFiles:
		w.partial(PartialTotal)
	default:
		w.seen[e.URL] = true
		more = append(more, file{e.URL, depth + 1})
	}
	return more
}
