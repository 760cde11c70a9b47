package source

import (
	"fmt"
	"maps"
	"net/url"
	"regexp"
	"slices"
	"strings"

	"passend/crawler/extract"
	"passend/crawler/extract/ats"
	"passend/crawler/extract/feed"
	"passend/crawler/extract/record"
)

// Kind says how a source is read.
type Kind string

// The kinds of sources.
const (
	// KindSite is a web site: sitemaps, or start pages whose links are followed.
	KindSite Kind = "site"
	// KindFeed is an RSS, Atom or JSON feed.
	KindFeed Kind = "feed"
	// KindXML is an XML job feed.
	KindXML Kind = "xml"
	// KindATS is an employer's list in an applicant tracking system.
	KindATS Kind = "ats"
	// KindFiles is a file or a folder of files.
	KindFiles Kind = "files"
)

var kinds = []Kind{KindSite, KindFeed, KindXML, KindATS, KindFiles}

// Source is one entry of the file of sources.
type Source struct {
	// Name identifies the source; lower case letters, digits and hyphens.
	Name string `yaml:"name"`
	Kind Kind   `yaml:"kind"`
	// URL is the site, the feed or the careers page; not for files.
	URL string `yaml:"url,omitempty"`
	// Employer is used when a page or item names none.
	Employer string `yaml:"employer,omitempty"`
	// Terms is a note on the source's terms of use.
	Terms string `yaml:"terms,omitempty"`
	// Off keeps the source but does not crawl it.
	Off bool `yaml:"off,omitempty"`
	// AllowPrivate permits addresses in private networks.
	AllowPrivate bool `yaml:"allow_private,omitempty"`

	// Sitemaps and Start are the ways into a site; with neither, robots.txt and
	// the page at URL are.
	Sitemaps []string `yaml:"sitemaps,omitempty"`
	Start    []string `yaml:"start,omitempty"`
	// Follow and Skip are regular expressions over addresses: what a site's
	// vacancies and lists look like, and what is left alone.
	Follow []string `yaml:"follow,omitempty"`
	Skip   []string `yaml:"skip,omitempty"`
	// Depth is how many links away from a start page is still followed, 1–10;
	// 0 means 3.
	Depth int `yaml:"depth,omitempty"`
	// MaxPages bounds the pages of one run; 0 means no bound of its own.
	MaxPages int `yaml:"max_pages,omitempty"`

	// Dialect is the name of an XML dialect; empty means that it is recognised.
	Dialect string `yaml:"dialect,omitempty"`
	// Items and Mapping say where the fields stand, for XML of no known dialect
	// and for tables.
	Items   []string                `yaml:"items,omitempty"`
	Mapping map[string]record.Paths `yaml:"mapping,omitempty"`

	// System and Token name an employer's list when URL does not show them.
	System string `yaml:"system,omitempty"`
	Token  string `yaml:"token,omitempty"`

	// Path is a file or folder; Format its kind when the names do not tell.
	Path   string       `yaml:"path,omitempty"`
	Format extract.Kind `yaml:"format,omitempty"`
}

var goodName = regexp.MustCompile(`^[a-z0-9][a-z0-9-]{0,62}$`)

// fault is a mistake in one field of a source.
type fault struct {
	field   string
	problem string
}

// check returns the first mistake of a source.
func (s *Source) check() *fault {
	switch {
	case !goodName.MatchString(s.Name):
		return &fault{"name", fmt.Sprintf("%q is geen goede naam: gebruik kleine letters, cijfers en streepjes", s.Name)}
	case !slices.Contains(kinds, s.Kind):
		return &fault{"kind", fmt.Sprintf("onbekende soort %q: kies site, feed, xml, ats of files", s.Kind)}
	case s.Kind == KindFiles && s.Path == "":
		return &fault{"path", "een bron van bestanden heeft een path nodig"}
	case s.Kind != KindFiles && s.Path != "":
		return &fault{"path", "alleen een bron van bestanden heeft een path"}
	case s.Kind == KindATS && s.URL == "" && (s.System == "" || s.Token == ""):
		return &fault{"url", "een sollicitatiesysteem heeft een url nodig, of system en token"}
	case s.Kind != KindATS && s.Kind != KindFiles && s.URL == "":
		return &fault{"url", "ontbreekt"}
	case s.URL != "" && !webAddress(s.URL):
		return &fault{"url", fmt.Sprintf("%q is geen webadres", s.URL)}
	case s.Depth < 0 || s.Depth > 10:
		return &fault{"depth", "moet 1 tot en met 10 zijn"}
	case s.MaxPages < 0:
		return &fault{"max_pages", "mag niet negatief zijn"}
	case len(s.Mapping) > 0 && s.Kind != KindXML && s.Kind != KindFiles:
		return &fault{"mapping", "is alleen voor xml en files"}
	}
	return s.checkParts()
}

func (s *Source) checkParts() *fault {
	for field, list := range map[string][]string{"sitemaps": s.Sitemaps, "start": s.Start} {
		for _, address := range list {
			if !webAddress(address) {
				return &fault{field, fmt.Sprintf("%q is geen webadres", address)}
			}
		}
	}
	for field, list := range map[string][]string{"follow": s.Follow, "skip": s.Skip} {
		for _, pattern := range list {
			if _, err := regexp.Compile(pattern); err != nil {
				return &fault{field, err.Error()}
			}
		}
	}
	if s.Dialect != "" {
		if _, err := feed.Dialect(s.Dialect); err != nil {
			return &fault{"dialect", err.Error()}
		}
	}
	known := record.FieldNames()
	for _, name := range slices.Sorted(maps.Keys(s.Mapping)) {
		if !slices.Contains(known, name) {
			return &fault{"mapping", fmt.Sprintf("onbekend veld %q; bekend zijn %s", name, strings.Join(known, ", "))}
		}
	}
	if s.Kind == KindATS {
		if _, err := s.Board(); err != nil {
			return &fault{"url", err.Error()}
		}
	}
	return nil
}

func webAddress(s string) bool {
	u, err := url.Parse(s)
	return err == nil && (u.Scheme == "http" || u.Scheme == "https") && u.Host != ""
}

// Board is the list in an applicant tracking system that a source of that kind
// stands for.
func (s *Source) Board() (ats.Board, error) {
	if s.System != "" {
		b := ats.Board{System: s.System, Token: s.Token, Employer: s.Employer}
		if u, err := url.Parse(s.URL); err == nil {
			b.Host = u.Hostname()
		}
		_, err := b.First()
		return b, err
	}
	u, err := url.Parse(s.URL)
	if err != nil {
		return ats.Board{}, err
	}
	b, ok := ats.Detect(u)
	if !ok {
		return ats.Board{}, fmt.Errorf("%q is geen adres van een bekend sollicitatiesysteem: geef system en token", s.URL)
	}
	b.Employer = s.Employer
	return b, nil
}

// Map is the source's own mapping or dialect; nil means that it is recognised.
func (s *Source) Map() (*record.Mapping, error) {
	if s.Dialect != "" {
		return feed.Dialect(s.Dialect)
	}
	if len(s.Mapping) == 0 {
		return nil, nil
	}
	return &record.Mapping{Name: s.Name, Items: s.Items, Fields: s.Mapping}, nil
}

// Rules compiles Follow and Skip into one question about an address; whether
// it may be fetched as far as the source's own wishes go. It is nil when the
// source has no wishes.
func (s *Source) Rules() (func(address string) bool, error) {
	if len(s.Follow)+len(s.Skip) == 0 {
		return nil, nil
	}
	compile := func(patterns []string) ([]*regexp.Regexp, error) {
		var all []*regexp.Regexp
		for _, p := range patterns {
			re, err := regexp.Compile(p)
			if err != nil {
				return nil, fmt.Errorf("source %s: %w", s.Name, err)
			}
			all = append(all, re)
		}
		return all, nil
	}
	follow, err := compile(s.Follow)
	if err != nil {
		return nil, err
	}
	skip, err := compile(s.Skip)
	if err != nil {
		return nil, err
	}
	match := func(list []*regexp.Regexp, address string) bool {
		return slices.ContainsFunc(list, func(re *regexp.Regexp) bool { return re.MatchString(address) })
	}
	return func(address string) bool {
		return !match(skip, address) && (len(follow) == 0 || match(follow, address))
	}, nil
}
