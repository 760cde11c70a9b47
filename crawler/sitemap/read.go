package sitemap

import (
	"bufio"
	"bytes"
	"compress/gzip"
	"encoding/xml"
	"errors"
	"fmt"
	"io"
	"net/url"
	"strings"
	"time"

	"golang.org/x/net/html/charset"
)

// Kind is what a list turned out to be.
type Kind string

// The kinds of lists.
const (
	Unknown Kind = ""
	URLSet  Kind = "urlset"
	Index   Kind = "index" // its entries are sitemaps
	RSS     Kind = "rss"
	Atom    Kind = "atom"
	Text    Kind = "text"
)

// Entry is one address of a list.
type Entry struct {
	// URL is absolute, http or https, without fragment.
	URL string
	// LastMod is when the page changed, UTC; zero when not stated or unreadable.
	LastMod time.Time
}

// The limits of one file in the sitemap protocol.
const (
	MaxBytes   = 50 << 20 // after decompression
	MaxEntries = 50_000
	maxAddress = 2048
)

// ErrNotList: the file is no list of addresses (an HTML page, for example).
var ErrNotList = errors.New("not a sitemap, feed or list of addresses")

// Result says what was read.
type Result struct {
	Kind Kind
	// Entries were handed out, Skipped had no usable address.
	Entries, Skipped int
	// Partial says why the list is not complete ("" when it is): an incomplete
	// list is no evidence that an address is gone.
	Partial string
}

// What a Partial can say.
const (
	PartialBytes   = "larger than 50 MB"
	PartialEntries = "more than 50,000 addresses"
	PartialBroken  = "broken before its end"
	PartialTotal   = "more addresses in total than are followed"
	PartialDepth   = "an index within an index within an index"
	PartialFetch   = "a part could not be fetched"
)

// Read streams the entries of one list to emit, in file order. Relative
// addresses are resolved against base. What comes before the place where a list
// breaks is still handed out, with Partial set; the error is ErrNotList, or the
// first error of emit.
func Read(r io.Reader, base *url.URL, emit func(Entry) error) (Result, error) {
	rd := &reader{base: base, emit: emit}
	err := rd.read(r)
	return rd.Result, err
}

type reader struct {
	Result
	base *url.URL
	emit func(Entry) error
}

// emitError tells an error of the caller from one of the file.
type emitError struct{ error }

func (rd *reader) read(r io.Reader) error {
	buf := bufio.NewReaderSize(r, 4096)
	if magic, _ := buf.Peek(2); bytes.Equal(magic, []byte{0x1f, 0x8b}) {
		z, err := gzip.NewReader(buf)
		if err != nil {
			return fmt.Errorf("%w: %w", ErrNotList, err)
		}
		defer z.Close()
		buf = bufio.NewReaderSize(z, 4096)
	}
	limited := &io.LimitedReader{R: buf, N: MaxBytes}
	buf = bufio.NewReaderSize(limited, 4096)
	head, _ := buf.Peek(512)
	var err error
	if looksLikeXML(head) {
		err = rd.xml(buf)
	} else {
		err = rd.text(buf)
	}
	var own emitError
	switch {
	case errors.As(err, &own):
		return own.error
	case errors.Is(err, ErrNotList):
		return err
	case errors.Is(err, errFull):
		rd.Partial = PartialEntries
	case limited.N <= 0:
		rd.Partial = PartialBytes
	case err != nil:
		rd.Partial = PartialBroken
	}
	if rd.Kind == Unknown {
		return ErrNotList
	}
	return nil
}

var errFull = errors.New("enough")

func looksLikeXML(head []byte) bool {
	head = bytes.TrimPrefix(head, []byte("\xef\xbb\xbf"))
	head = bytes.TrimLeft(head, " \t\r\n")
	return bytes.HasPrefix(head, []byte("<")) ||
		bytes.HasPrefix(head, []byte("\xfe\xff")) || bytes.HasPrefix(head, []byte("\xff\xfe"))
}

// add hands out one entry.
func (rd *reader) add(address, modified string) error {
	u := rd.resolve(address)
	if u == "" {
		rd.Skipped++
		return nil
	}
	if rd.Entries >= MaxEntries {
		return errFull
	}
	rd.Entries++
	if err := rd.emit(Entry{URL: u, LastMod: parseTime(modified)}); err != nil {
		return emitError{err}
	}
	return nil
}

func (rd *reader) resolve(address string) string {
	address = strings.TrimSpace(address)
	if address == "" || len(address) > maxAddress {
		return ""
	}
	u, err := url.Parse(address)
	if err != nil {
		return ""
	}
	if rd.base != nil {
		u = rd.base.ResolveReference(u)
	}
	if u.Host == "" || u.Scheme != "http" && u.Scheme != "https" || u.User != nil {
		return ""
	}
	u.Fragment, u.RawFragment = "", ""
	return u.String()
}

// text reads one address a line. A first line that is no address makes it
// another kind of file.
func (rd *reader) text(r io.Reader) error {
	lines := bufio.NewScanner(r)
	lines.Buffer(make([]byte, 0, 4096), 2*maxAddress)
	for first := true; lines.Scan(); {
		line := strings.TrimSpace(strings.TrimPrefix(lines.Text(), "\ufeff"))
		if line == "" {
			continue
		}
		if !strings.HasPrefix(line, "http://") && !strings.HasPrefix(line, "https://") {
			if first {
				return ErrNotList
			}
			rd.Skipped++
			continue
		}
		first, rd.Kind = false, Text
		if err := rd.add(line, ""); err != nil {
			return err
		}
	}
	return lines.Err()
}

// shape is how a kind of XML list names its things: which element is an entry,
// and which of its direct children hold address and date.
type shape struct {
	kind  Kind
	entry string
	link  string
	dates []string
}

var shapes = map[string]shape{
	"urlset":       {URLSet, "url", "loc", []string{"lastmod"}},
	"sitemapindex": {Index, "sitemap", "loc", []string{"lastmod"}},
	"rss":          {RSS, "item", "link", []string{"pubDate", "date"}},
	"RDF":          {RSS, "item", "link", []string{"date"}},
	"feed":         {Atom, "entry", "link", []string{"updated", "published"}},
}

func (rd *reader) xml(r io.Reader) error {
	d := xml.NewDecoder(r)
	d.Strict = false
	d.CharsetReader = charset.NewReaderLabel
	d.Entity = xml.HTMLEntity
	var s shape
	for {
		token, err := d.RawToken()
		if errors.Is(err, io.EOF) {
			if rd.Kind == Unknown {
				return ErrNotList
			}
			return nil
		}
		if err != nil {
			return err
		}
		start, ok := token.(xml.StartElement)
		if !ok {
			continue
		}
		if rd.Kind == Unknown {
			if s, ok = shapes[start.Name.Local]; !ok {
				return ErrNotList
			}
			rd.Kind = s.kind
			continue
		}
		if start.Name.Local == s.entry && start.Name.Space != "image" && start.Name.Space != "video" {
			if err := rd.entry(d, s, start.Name); err != nil {
				return err
			}
		}
	}
}

// entry reads one entry up to its end. Only direct children count: an image or
// a translation within an entry has addresses of its own.
func (rd *reader) entry(d *xml.Decoder, s shape, name xml.Name) error {
	var address, modified string
	var into *string
	depth := 0
	for {
		token, err := d.RawToken()
		if err != nil {
			return err // the entry is not whole: not used
		}
		switch t := token.(type) {
		case xml.StartElement:
			depth++
			if depth == 1 {
				into = s.field(t, &address, &modified)
			}
		case xml.EndElement:
			if depth == 0 || t.Name == name {
				return rd.add(address, modified)
			}
			depth--
			into = nil
		case xml.CharData:
			if depth == 1 && into != nil && len(*into)+len(t) <= 2*maxAddress {
				*into += string(t)
			}
		}
	}
}

// field says where the text of a child goes, nil when it is of no use. An Atom
// link has its address in an attribute.
func (s shape) field(t xml.StartElement, address, modified *string) *string {
	if t.Name.Local == s.link && (t.Name.Space == "" || s.kind != RSS) && !strings.HasPrefix(t.Name.Space, "image") {
		if s.kind == Atom {
			href, rel := "", "alternate"
			for _, a := range t.Attr {
				switch a.Name.Local {
				case "href":
					href = a.Value
				case "rel":
					rel = a.Value
				}
			}
			if rel == "alternate" && *address == "" {
				*address = href
			}
			return nil
		}
		if *address == "" {
			return address
		}
	}
	for _, name := range s.dates {
		if t.Name.Local == name && *modified == "" {
			return modified
		}
	}
	return nil
}

// layouts are those of W3C Datetime and of RSS, and what real files hold.
var layouts = []string{
	time.RFC3339, "2006-01-02T15:04:05", "2006-01-02T15:04Z07:00", "2006-01-02T15:04", "2006-01-02T15:04:05-0700",
	"2006-01-02 15:04:05", "2006-01-02 15:04", time.DateOnly, "2006-01", "2006",
	time.RFC1123Z, time.RFC1123, "Mon, 2 Jan 2006 15:04:05 -0700", "Mon, 2 Jan 2006 15:04:05 MST",
}

// parseTime reads a date; zero when it is none. A date without a zone is UTC.
func parseTime(s string) time.Time {
	s = strings.TrimSpace(s)
	if s == "" || len(s) > 40 {
		return time.Time{}
	}
	for _, layout := range layouts {
		if t, err := time.Parse(layout, s); err == nil && t.Year() >= 1990 {
			return t.UTC()
		}
	}
	return time.Time{}
}
