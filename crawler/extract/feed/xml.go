package feed

import (
	"bufio"
	"bytes"
	"io"
	"iter"
	"net/url"
	"slices"
	"time"

	"passend/crawler/extract/record"
	"passend/index/vacancy"
)

// Options are what is known about a feed besides its bytes.
type Options struct {
	// Base is the address of the feed, for links without a host; may be nil.
	Base *url.URL
	// Employer is used when an item names none.
	Employer string
	// Mapping is the source's own; nil means that the dialect is recognised.
	Mapping *record.Mapping
	// Now is the moment of reading, for dates such as "gisteren"; may be zero.
	Now time.Time
}

// XML reads a job feed as a stream: one vacancy at a time, in the order of the
// feed. An error ends the sequence; what came before it is sound, but the feed
// is then not complete and absence in it proves nothing.
func XML(r io.Reader, opt Options) iter.Seq2[vacancy.Vacancy, error] {
	return func(yield func(vacancy.Vacancy, error) bool) {
		m := opt.Mapping
		if m != nil {
			if err := m.Validate(); err != nil {
				yield(vacancy.Vacancy{}, err)
				return
			}
		}
		items, err := itemNames(m)
		if err != nil {
			yield(vacancy.Vacancy{}, err)
			return
		}
		var failed error
		stopped := false
		err = record.EachXML(withoutMark(r), items, func(head, item *record.Node) bool {
			if m == nil {
				if m, failed = recognise(item); failed != nil {
					return false
				}
			}
			v := m.Build(head, item, opt.Now)
			if v.Title == "" && v.Text == "" {
				return true
			}
			Finish(&v, opt)
			stopped = !yield(v, nil)
			return !stopped
		})
		if failed == nil {
			failed = err
		}
		if failed != nil && !stopped {
			yield(vacancy.Vacancy{}, failed)
		}
	}
}

// itemNames are the names of elements that hold a vacancy: the mapping's, or
// those of all dialects.
func itemNames(m *record.Mapping) ([]string, error) {
	if m != nil && len(m.Items) > 0 {
		return m.Items, nil
	}
	all, err := dialects()
	if err != nil {
		return nil, err
	}
	var names []string
	for _, d := range all {
		names = append(names, d.Items...)
	}
	slices.Sort(names)
	return slices.Compact(names), nil
}

// withoutMark drops a byte-order mark and white space before the declaration,
// which a strict reader stumbles over.
func withoutMark(r io.Reader) io.Reader {
	b := bufio.NewReaderSize(r, 1<<16)
	if mark, err := b.Peek(3); err == nil && bytes.Equal(mark, []byte("\xef\xbb\xbf")) {
		_, _ = b.Discard(3) // cannot fail: the bytes were peeked
	}
	for {
		c, err := b.ReadByte()
		if err != nil {
			return b
		}
		if c != ' ' && c != '\n' && c != '\r' && c != '\t' {
			_ = b.UnreadByte() // cannot fail after a read
			return b
		}
	}
}

// Finish gives an item what the feed as a whole says: its employer, an
// absolute address, an identity.
func Finish(v *vacancy.Vacancy, opt Options) {
	if v.Employer == "" && opt.Employer != "" {
		v.Employer = opt.Employer
		v.FoundBy["employer"] = "source"
	}
	if v.URL != "" && opt.Base != nil {
		if u, err := opt.Base.Parse(v.URL); err == nil {
			v.URL = u.String()
		}
	}
	if v.ExternalID == "" {
		v.ExternalID = v.URL
	}
}
