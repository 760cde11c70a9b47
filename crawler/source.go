package crawler

import (
	"iter"
	"net/url"
	"strings"

	"golang.org/x/net/publicsuffix"

	"passend/crawler/extract"
	"passend/index/vacancy"
)

// Source is one place to collect vacancies from, ready to be crawled. It has
// one or more ways in: Sitemaps, Starts, Lists or Local.
type Source struct {
	// Name identifies the source in archive, frontier and reports.
	Name, Kind, URL string
	// Terms is a note on the source's terms of use.
	Terms string
	// AllowPrivate permits addresses in private networks (demonstration, tests).
	AllowPrivate bool
	// Employer is used when a page or item names none.
	Employer string
	// MaxPages bounds the requests of one run; 0 means no bound of its own.
	MaxPages int

	// Sitemaps are addresses of lists of pages; FromRobots adds the ones that
	// robots.txt names.
	Sitemaps   []string
	FromRobots bool
	// Starts are pages whose links are followed, up to MaxDepth links away (3
	// when 0) and as far as Follow allows; a nil Follow takes links within the
	// site that look like a vacancy or like a next page of a list.
	Starts   []string
	MaxDepth int
	Follow   func(extract.Link) bool
	// Take says which addresses of a sitemap are pages to fetch; nil takes all.
	Take func(address string) bool
	// Lists are the first addresses of feeds and APIs, which Read reads.
	Lists []string
	Read  ReadList
	// Local yields the vacancies of files. An error means that it is not
	// complete.
	Local iter.Seq2[vacancy.Vacancy, error]
}

// ReadList reads one reply (UTF-8) of a feed or API; from is the address that
// answered. An error means that the reply was not what was expected; vacancies
// that come with it are kept all the same.
type ReadList func(req extract.Request, body []byte, from *url.URL) (Listing, error)

// Listing is what one reply of a feed or API holds.
type Listing struct {
	Vacancies []vacancy.Vacancy
	// Next are the replies to fetch after this one: the next page, or vacancies
	// whose texts the list does not hold.
	Next []extract.Request
	// Complete is true when the replies together hold all that is open at the
	// source, so that an absent vacancy is evidence. A news feed with the latest
	// items is not complete.
	Complete bool
	// Pages are addresses of web pages with vacancies whose texts the list does
	// not hold.
	Pages []string
}

// defaultDepth is enough for start page, list, further list and vacancy.
const defaultDepth = 3

func (s *Source) depth() int {
	if s.MaxDepth > 0 {
		return s.MaxDepth
	}
	return defaultDepth
}

// follows reports whether a link on a page of the source is followed.
func (s *Source) follows(from *url.URL, l extract.Link) bool {
	u, err := url.Parse(l.URL)
	if err != nil || !sameSite(from, u) {
		return false
	}
	if s.Follow != nil {
		return s.Follow(l)
	}
	return l.Vacancy || l.Next
}

// sameSite reports whether two addresses belong to one registered domain, or to
// one host when they have none (numbers, single names).
func sameSite(a, b *url.URL) bool {
	ha, hb := strings.ToLower(a.Hostname()), strings.ToLower(b.Hostname())
	if ha == hb {
		return a.Port() == b.Port() || publicName(ha)
	}
	da, errA := publicsuffix.EffectiveTLDPlusOne(ha)
	db, errB := publicsuffix.EffectiveTLDPlusOne(hb)
	return errA == nil && errB == nil && da == db && publicName(ha)
}

// publicName tells a domain name from an address in numbers: there another port
// is another site.
func publicName(host string) bool {
	last := host[strings.LastIndexByte(host, '.')+1:]
	return strings.Contains(host, ".") && strings.Trim(last, "0123456789") != ""
}
