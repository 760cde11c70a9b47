package page

import (
	"bytes"
	"net/url"
	"slices"
	"strings"
	"time"
	"unicode/utf8"

	"passend/crawler/extract/field"
	"passend/crawler/extract/record"
	"passend/index/vacancy"

	"github.com/PuerkitoBio/goquery"
	"golang.org/x/net/html"
	"golang.org/x/net/html/charset"
)

// Kind says what a page is.
type Kind string

// The kinds of pages.
const (
	// KindVacancy is a page with one vacancy or more on it.
	KindVacancy Kind = "vacancy"
	// KindOverview is a list that leads to vacancies.
	KindOverview Kind = "overview"
	// KindClosed says in words that its vacancy is no longer open.
	KindClosed Kind = "closed"
	// KindNone has no vacancy and leads to none that was recognised.
	KindNone Kind = "none"
)

// Options are what is known about a page besides its bytes.
type Options struct {
	// ContentType is the header of the reply; it may name the character set.
	ContentType string
	// Robots are the values of the X-Robots-Tag headers.
	Robots []string
	// Agent is the crawler's product token, for robots rules that name it.
	Agent string
	// Employer is used when the page names none.
	Employer string
	// Now is the moment of reading, for dates such as "gisteren"; may be zero.
	Now time.Time
}

// Link is an address that a page refers to.
type Link struct {
	URL  string
	Text string
	// Vacancy is true when address or text look like one vacancy's page.
	Vacancy bool
	// Next is true when it leads to the next page of a list.
	Next bool
}

// Result is what one page yields.
type Result struct {
	Kind      Kind
	Vacancies []vacancy.Vacancy
	// Links are the http and https links, each once, without fragments; empty
	// when the page asks not to follow them.
	Links []Link
	// Feeds are the addresses of feeds that the page names as its own.
	Feeds []string
	// Frames are addresses of frames and scripts, by which embedded applicant
	// systems are recognised.
	Frames    []string
	Canonical string
	NoIndex   bool
	NoSnippet bool
}

// document is a page while it is read.
type document struct {
	*goquery.Document
	base, self *url.URL
	opt        Options
	graph      record.Graph
	labels     *labels
	// tags holds the elements that are asked for more than once, by name, in
	// the order of the page: one walk instead of a search for each.
	tags map[string][]*html.Node
}

var indexed = map[string]bool{"script": true, "a": true, "area": true, "meta": true, "link": true, "iframe": true, "h1": true, "base": true, "title": true, "body": true}

func (d *document) index(n *html.Node) {
	for c := n.FirstChild; c != nil; c = c.NextSibling {
		if c.Type != html.ElementNode {
			continue
		}
		if indexed[c.Data] {
			d.tags[c.Data] = append(d.tags[c.Data], c)
		}
		d.index(c)
	}
}

// rel returns the links of a page's head or body with this relation.
func (d *document) rel(name string) []*html.Node {
	var all []*html.Node
	for _, n := range d.tags["link"] {
		if slices.Contains(strings.Fields(strings.ToLower(attr(n, "rel"))), name) && has(n, "href") {
			all = append(all, n)
		}
	}
	return all
}

// title is the text of the title element of the head.
func (d *document) title() string {
	for _, n := range d.tags["title"] {
		if n.Parent != nil && n.Parent.Data == "head" {
			return field.Line(textOf(n))
		}
	}
	return ""
}

// Parse reads one page. base is the address it was fetched from; nil is
// allowed for saved pages.
func Parse(body []byte, base *url.URL, opt Options) Result {
	d := open(body, base, opt)
	if d == nil {
		return Result{Kind: KindNone}
	}
	r := Result{Kind: KindNone, Canonical: d.canonical()}
	noFollow := d.robots(&r)
	d.structured(&r)
	if !noFollow {
		d.links(&r)
	}
	if len(r.Vacancies) == 0 && r.Kind != KindOverview {
		d.plain(&r)
	}
	for i := range r.Vacancies {
		r.Vacancies[i].NoSnippet = r.NoSnippet
	}
	if len(r.Vacancies) > 0 {
		r.Kind = KindVacancy
	}
	return r
}

func open(body []byte, base *url.URL, opt Options) *document {
	enc, name, _ := charset.DetermineEncoding(body, opt.ContentType)
	if name != "utf-8" || !utf8.Valid(body) {
		if decoded, err := enc.NewDecoder().Bytes(body); err == nil {
			body = decoded
		}
	}
	root, err := html.Parse(bytes.NewReader(bytes.TrimPrefix(body, []byte("\xef\xbb\xbf"))))
	if err != nil {
		return nil
	}
	if base == nil {
		base = &url.URL{}
	}
	d := &document{Document: goquery.NewDocumentFromNode(root), base: base, self: base, opt: opt, tags: map[string][]*html.Node{}}
	d.index(root)
	if bases := d.tags["base"]; len(bases) > 0 && has(bases[0], "href") {
		if u, err := base.Parse(strings.TrimSpace(attr(bases[0], "href"))); err == nil {
			d.base = u
		}
	}
	return d
}

// resolve makes an address absolute and drops its fragment; empty when it is
// no web address.
func (d *document) resolve(href string) string {
	if u := d.address(href); u != nil {
		return u.String()
	}
	return ""
}

func (d *document) address(href string) *url.URL {
	u, err := d.base.Parse(strings.TrimSpace(href))
	if err != nil || u.Host != "" && u.Scheme != "http" && u.Scheme != "https" || u.Opaque != "" {
		return nil
	}
	u.Fragment = ""
	return u
}

func (d *document) canonical() string {
	for _, n := range d.rel("canonical") {
		return d.resolve(attr(n, "href"))
	}
	return ""
}

// robots applies X-Robots-Tag and meta robots, general and for our agent, and
// reports whether links may not be followed.
func (d *document) robots(r *Result) (noFollow bool) {
	apply := func(rules string) {
		for rule := range strings.SplitSeq(strings.ToLower(rules), ",") {
			switch strings.ReplaceAll(strings.TrimSpace(rule), " ", "") {
			case "noindex":
				r.NoIndex = true
			case "nosnippet", "max-snippet:0":
				r.NoSnippet = true
			case "nofollow":
				noFollow = true
			case "none":
				r.NoIndex, noFollow = true, true
			}
		}
	}
	for _, h := range d.opt.Robots {
		if agent, rules, named := strings.Cut(h, ":"); named && !strings.Contains(agent, ",") && !isRule(agent) {
			if d.opt.Agent == "" || !strings.EqualFold(strings.TrimSpace(agent), d.opt.Agent) {
				continue
			}
			h = rules
		}
		apply(h)
	}
	for _, n := range d.tags["meta"] {
		if name := attr(n, "name"); strings.EqualFold(name, "robots") || d.opt.Agent != "" && strings.EqualFold(name, d.opt.Agent) {
			apply(attr(n, "content"))
		}
	}
	return noFollow
}

// isRule tells rules that have a colon of their own from an agent's name.
func isRule(s string) bool {
	s = strings.ToLower(strings.TrimSpace(s))
	return strings.HasPrefix(s, "max-") || s == "unavailable_after"
}

// meta returns the content of a meta element by name or property.
func (d *document) meta(name string) string {
	for _, n := range d.tags["meta"] {
		if attr(n, "property") == name || attr(n, "name") == name {
			return field.Line(attr(n, "content"))
		}
	}
	return ""
}
