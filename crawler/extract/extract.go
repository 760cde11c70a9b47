package extract

import (
	"bytes"
	"errors"
	"fmt"
	"io"
	"iter"
	"net/url"
	"path"
	"strings"
	"time"

	"passend/crawler/extract/ats"
	"passend/crawler/extract/feed"
	"passend/crawler/extract/file"
	"passend/crawler/extract/page"
	"passend/crawler/extract/record"
	"passend/index/vacancy"
)

// The types of what is read, under one roof for those who call.
type (
	// Result is what one page yields.
	Result = page.Result
	// Link is an address that a page refers to.
	Link = page.Link
	// PageOptions are what is known about a page besides its bytes.
	PageOptions = page.Options
	// FeedOptions are what is known about a feed besides its bytes.
	FeedOptions = feed.Options
	// Mapping says where the fields of a vacancy stand in a record.
	Mapping = record.Mapping
	// Board is one employer's list in an applicant tracking system.
	Board = ats.Board
	// Request is an address of a Board to fetch.
	Request = ats.Request
	// Reply is what one answer of a Board yields.
	Reply = ats.Reply
	// LineError says which line of a file could not be read.
	LineError = file.LineError
)

// Page reads a web page; base is the address it came from, or nil.
func Page(body []byte, base *url.URL, opt PageOptions) Result { return page.Parse(body, base, opt) }

// Feed reads an RSS, Atom or JSON feed whole.
func Feed(body []byte, opt FeedOptions) ([]vacancy.Vacancy, error) { return feed.Parse(body, opt) }

// XML reads an XML job feed as a stream; an error ends it.
func XML(r io.Reader, opt FeedOptions) iter.Seq2[vacancy.Vacancy, error] { return feed.XML(r, opt) }

// Kind is a kind of file or reply.
type Kind string

// The kinds of files.
const (
	KindJSONLines Kind = "jsonl"
	KindJSON      Kind = "json"
	KindCSV       Kind = "csv"
	KindXLSX      Kind = "xlsx"
	KindHTML      Kind = "html"
	KindFeed      Kind = "feed"
	KindXML       Kind = "xml"
)

// ErrKind says that neither name nor content tells what a file is.
var ErrKind = errors.New("extract: unknown kind of file")

// KindOf tells the kind of a file by its name and, where that says too little,
// by its first bytes. It is empty when neither helps.
func KindOf(name string, head []byte) Kind {
	switch strings.ToLower(path.Ext(name)) {
	case ".jsonl", ".ndjson":
		return KindJSONLines
	case ".csv", ".tsv":
		return KindCSV
	case ".xlsx":
		return KindXLSX
	case ".html", ".htm", ".xhtml":
		return KindHTML
	case ".rss", ".atom":
		return KindFeed
	}
	head = bytes.TrimSpace(bytes.TrimPrefix(head, []byte("\xef\xbb\xbf")))
	lower := strings.ToLower(string(head[:min(len(head), 1024)]))
	switch {
	case strings.HasPrefix(lower, "{") || strings.HasPrefix(lower, "["):
		switch {
		case strings.Contains(lower, "jsonfeed.org/version"):
			return KindFeed
		case strings.HasPrefix(lower, "{") && bytes.Contains(head, []byte("}\n{")):
			return KindJSONLines
		}
		return KindJSON
	case strings.HasPrefix(lower, "<!doctype html"), strings.Contains(lower, "<html"):
		return KindHTML
	case strings.Contains(lower, "<rss"), strings.Contains(lower, "<feed"), strings.Contains(lower, "<rdf:rdf"):
		return KindFeed
	case strings.HasPrefix(lower, "<?xml"), strings.ToLower(path.Ext(name)) == ".xml":
		return KindXML
	case strings.HasPrefix(lower, "pk\x03\x04"):
		return KindXLSX
	case strings.HasPrefix(lower, "<"):
		return KindHTML
	}
	return ""
}

// FileOptions are what is known about a file besides its bytes.
type FileOptions struct {
	// Kind is the kind of file; empty means that KindOf decides.
	Kind Kind
	// Mapping is for tables and XML; nil means that columns and dialect are
	// recognised.
	Mapping *Mapping
	// Base is the address a saved page or feed came from; may be nil.
	Base *url.URL
	// Employer is used when the file names none.
	Employer string
	// Now is the moment of reading, for dates such as "gisteren"; may be zero.
	Now time.Time
}

// maxWhole bounds files that are read whole (pages, feeds, JSON), in bytes.
const maxWhole = 256 << 20

// File reads the vacancies of a file. A bad line or row is given as a
// *LineError and the rest goes on; any other error ends the sequence.
func File(name string, r io.Reader, opt FileOptions) iter.Seq2[vacancy.Vacancy, error] {
	head := make([]byte, 4096)
	n, err := io.ReadFull(r, head)
	if err != nil && !errors.Is(err, io.EOF) && !errors.Is(err, io.ErrUnexpectedEOF) {
		return failed(fmt.Errorf("extract: reading %s: %w", name, err))
	}
	head = head[:n]
	in := io.MultiReader(bytes.NewReader(head), r)
	kind := opt.Kind
	if kind == "" {
		kind = KindOf(name, head)
	}
	switch kind {
	case KindJSONLines:
		return file.JSONLines(in, opt.Now)
	case KindCSV:
		return file.CSV(in, opt.Mapping, opt.Now)
	case KindXLSX:
		return file.XLSX(in, opt.Mapping, opt.Now)
	case KindXML:
		return feed.XML(in, feed.Options{Base: opt.Base, Employer: opt.Employer, Mapping: opt.Mapping, Now: opt.Now})
	case KindHTML, KindFeed, KindJSON:
		body, err := io.ReadAll(io.LimitReader(in, maxWhole))
		if err != nil {
			return failed(fmt.Errorf("extract: reading %s: %w", name, err))
		}
		return whole(kind, body, opt)
	}
	return failed(fmt.Errorf("%w: %s", ErrKind, name))
}

func whole(kind Kind, body []byte, opt FileOptions) iter.Seq2[vacancy.Vacancy, error] {
	switch kind {
	case KindHTML:
		return each(Page(body, opt.Base, PageOptions{Employer: opt.Employer, Now: opt.Now}).Vacancies, nil)
	case KindFeed:
		return each(Feed(body, FeedOptions{Base: opt.Base, Employer: opt.Employer, Mapping: opt.Mapping, Now: opt.Now}))
	default:
		return file.Objects(body, opt.Now)
	}
}

func each(all []vacancy.Vacancy, err error) iter.Seq2[vacancy.Vacancy, error] {
	return func(yield func(vacancy.Vacancy, error) bool) {
		for _, v := range all {
			if !yield(v, nil) {
				return
			}
		}
		if err != nil {
			yield(vacancy.Vacancy{}, err)
		}
	}
}

func failed(err error) iter.Seq2[vacancy.Vacancy, error] { return each(nil, err) }
