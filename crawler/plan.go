package crawler

import (
	"bytes"
	"errors"
	"fmt"
	"io/fs"
	"iter"
	"net/url"
	"os"
	"path/filepath"
	"time"
	"unicode/utf8"

	"passend/crawler/extract"
	"passend/crawler/extract/page"
	"passend/crawler/source"
	"passend/index/vacancy"
)

// shortText is how many characters an item of a feed must have to be a whole
// advertisement; a shorter one is a teaser, and its page is fetched.
const shortText = 400

// Plan makes the entries of a sources file ready to be crawled, those that are
// off left out. now dates what is read relatively ("gisteren").
func Plan(entries []source.Source, now func() time.Time) ([]Source, error) {
	var out []Source
	for i := range entries {
		if entries[i].Off {
			continue
		}
		s, err := plan(&entries[i], now)
		if err != nil {
			return nil, fmt.Errorf("source %s: %w", entries[i].Name, err)
		}
		out = append(out, s)
	}
	return out, nil
}

func plan(e *source.Source, now func() time.Time) (Source, error) {
	s := Source{Name: e.Name, Kind: string(e.Kind), URL: e.URL, Terms: e.Terms, Employer: e.Employer,
		AllowPrivate: e.AllowPrivate, MaxDepth: e.Depth, MaxPages: e.MaxPages}
	switch e.Kind {
	case source.KindSite:
		return s, planSite(&s, e)
	case source.KindFeed:
		s.Lists, s.Read = []string{e.URL}, readFeed(e.Employer, now)
		return s, nil
	case source.KindXML:
		mapping, err := e.Map()
		s.Lists, s.Read = []string{e.URL}, readXML(e.Employer, mapping, now)
		return s, err
	case source.KindATS:
		return s, planATS(&s, e, now)
	case source.KindFiles:
		mapping, err := e.Map()
		s.URL = e.Path
		s.Local = files(e, mapping, now)
		return s, err
	}
	return s, fmt.Errorf("unknown kind %q", e.Kind)
}

// planSite takes the ways in that the entry names; with none, the sitemaps of
// robots.txt as far as their addresses look like vacancies, and the page at URL.
func planSite(s *Source, e *source.Source) error {
	rules, err := e.Rules()
	if err != nil {
		return err
	}
	s.Sitemaps, s.Starts, s.Take = e.Sitemaps, e.Start, rules
	if len(s.Sitemaps) == 0 && len(s.Starts) == 0 {
		s.FromRobots, s.Starts = true, []string{e.URL}
		if rules == nil {
			s.Take = func(address string) bool {
				u, err := url.Parse(address)
				return err == nil && page.IsVacancyURL(u)
			}
		}
	}
	if rules != nil {
		named := len(e.Follow) > 0
		s.Follow = func(l extract.Link) bool { return rules(l.URL) && (named || l.Vacancy || l.Next) }
	}
	return nil
}

func readFeed(employer string, now func() time.Time) ReadList {
	return func(_ extract.Request, body []byte, from *url.URL) (Listing, error) {
		items, err := extract.Feed(body, extract.FeedOptions{Base: from, Employer: employer, Now: now()})
		var l Listing
		for _, v := range items {
			if v.URL != "" && utf8.RuneCountInString(v.Text) < shortText {
				l.Pages = append(l.Pages, v.URL)
			} else {
				l.Vacancies = append(l.Vacancies, v)
			}
		}
		return l, err
	}
}

func readXML(employer string, mapping *extract.Mapping, now func() time.Time) ReadList {
	return func(_ extract.Request, body []byte, from *url.URL) (l Listing, err error) {
		l.Complete = true
		opt := extract.FeedOptions{Base: from, Employer: employer, Mapping: mapping, Now: now()}
		for v, err := range extract.XML(bytes.NewReader(body), opt) {
			if err != nil {
				return l, err
			}
			l.Vacancies = append(l.Vacancies, v)
		}
		return l, nil
	}
}

// planATS asks the system's public address. For a private address (the
// demonstration, tests) URL is the list itself.
func planATS(s *Source, e *source.Source, now func() time.Time) error {
	board, err := e.Board()
	if err != nil {
		return err
	}
	s.Kind = board.System
	s.Lists = []string{e.URL}
	if !e.AllowPrivate {
		first, err := board.First()
		if err != nil {
			return err
		}
		s.Lists = []string{first.URL}
	}
	s.Read = func(req extract.Request, body []byte, _ *url.URL) (Listing, error) {
		reply, err := board.Parse(req, body, now())
		return Listing{Vacancies: reply.Vacancies, Next: reply.Next, Complete: true}, err
	}
	return nil
}

// files yields the vacancies of a file, or of all files of known kinds below a
// folder.
func files(e *source.Source, mapping *extract.Mapping, now func() time.Time) iter.Seq2[vacancy.Vacancy, error] {
	opt := extract.FileOptions{Kind: e.Format, Mapping: mapping, Employer: e.Employer}
	return func(yield func(vacancy.Vacancy, error) bool) {
		opt.Now = now()
		err := filepath.WalkDir(e.Path, func(path string, d fs.DirEntry, err error) error {
			if err != nil {
				if !yield(vacancy.Vacancy{}, err) {
					return fs.SkipAll
				}
				return nil
			}
			if d.IsDir() {
				return nil
			}
			return file(path, path != e.Path, opt, yield)
		})
		if err != nil && !errors.Is(err, fs.SkipAll) {
			yield(vacancy.Vacancy{}, err)
		}
	}
}

// file yields the vacancies of one file. Files in a folder that are of no known
// kind are passed over. A vacancy without an identity gets one from its place.
func file(path string, inFolder bool, opt extract.FileOptions, yield func(vacancy.Vacancy, error) bool) error {
	f, err := os.Open(path)
	if err != nil {
		if !yield(vacancy.Vacancy{}, err) {
			return fs.SkipAll
		}
		return nil
	}
	defer f.Close()
	for v, err := range extract.File(path, f, opt) {
		if inFolder && errors.Is(err, extract.ErrKind) {
			return nil
		}
		if err == nil && v.ExternalID == "" && v.ID == "" && v.URL == "" {
			identify(&v, filepath.Base(path), true)
		}
		if !yield(v, err) {
			return fs.SkipAll
		}
	}
	return nil
}
