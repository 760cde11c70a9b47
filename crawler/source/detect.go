package source

import (
	"bytes"
	"context"
	"errors"
	"fmt"
	"net/url"
	"regexp"
	"slices"
	"strings"
	"time"

	"passend/crawler/extract"
	"passend/crawler/extract/ats"
	"passend/crawler/extract/page"
	"passend/crawler/sitemap"
	"passend/index/vacancy"
)

// Page is one reply to a Fetcher.
type Page struct {
	// URL is where the reply came from, after redirects.
	URL         *url.URL
	Body        []byte
	ContentType string
	// Robots are the X-Robots-Tag headers.
	Robots []string
}

// Fetcher gets one page, politely. An error means that there is no page there.
type Fetcher interface {
	Fetch(ctx context.Context, address string) (Page, error)
}

// Finding is what an address turned out to be.
type Finding struct {
	// Source is the entry for the file of sources, ready to be added.
	Source Source
	// Why says in one Dutch sentence what was found.
	Why string
	// Preview holds up to five vacancies.
	Preview []vacancy.Vacancy
}

// ErrNothing says that an address leads to no vacancies in a way that is known.
var ErrNothing = errors.New("op dit adres zijn geen vacatures gevonden")

const (
	previews   = 5 // vacancies shown before a source is kept
	tries      = 8 // pages fetched at most to find them
	sitemapTry = 4 // sitemaps opened of an index
)

// detector looks at one address.
type detector struct {
	Fetcher
	now   time.Time
	start Page
}

// Detect looks at an address and says what it is: a list in an applicant
// system, a feed, an XML job feed, a site with vacancy pages in its sitemap, or
// a careers page whose links lead to them. It fetches at most a few dozen
// pages. ErrNothing means that nothing was recognised.
func Detect(ctx context.Context, f Fetcher, address string, now time.Time) (Finding, error) {
	u, err := url.Parse(strings.TrimSpace(address))
	if err == nil && u.Scheme == "" {
		u, err = url.Parse("https://" + strings.TrimSpace(address))
	}
	if err != nil || !webAddress(u.String()) {
		return Finding{}, fmt.Errorf("source: %q is no web address", address)
	}
	d := &detector{Fetcher: f, now: now}
	if b, ok := ats.Detect(u); ok {
		return d.board(ctx, b, u.String())
	}
	if d.start, err = f.Fetch(ctx, u.String()); err != nil {
		return Finding{}, fmt.Errorf("source: %w", err)
	}
	if d.start.URL == nil {
		d.start.URL = u
	}
	if b, ok := ats.Detect(d.start.URL); ok {
		return d.board(ctx, b, d.start.URL.String())
	}
	switch kind := extract.KindOf(u.Path, d.start.Body); kind {
	case extract.KindFeed, extract.KindXML:
		if found, err := d.list(kind, d.start, u.String()); err == nil {
			return found, nil
		}
		return d.bySitemap(ctx, []string{u.String()}, nil)
	}
	return d.site(ctx)
}

// site tries the ways into a web site, the surest first.
func (d *detector) site(ctx context.Context) (Finding, error) {
	r := page.Parse(d.start.Body, d.start.URL, d.options(d.start))
	for _, address := range append(slices.Clone(r.Frames), linkURLs(r.Links)...) {
		u, err := url.Parse(address)
		if err != nil {
			continue
		}
		if b, ok := ats.Detect(u); ok {
			if found, err := d.board(ctx, b, address); err == nil {
				return found, nil
			}
		}
	}
	for _, address := range r.Feeds {
		p, err := d.Fetch(ctx, address)
		if err != nil {
			continue
		}
		if found, err := d.list(extract.KindFeed, p, address); err == nil && d.aboutJobs(found.Preview) {
			return found, nil
		}
	}
	if found, err := d.bySitemap(ctx, d.sitemaps(ctx), &r); err == nil {
		return found, nil
	}
	return d.byLinks(ctx, r)
}

func linkURLs(links []page.Link) []string {
	var all []string
	for _, l := range links {
		all = append(all, l.URL)
	}
	return all
}

func (d *detector) options(p Page) page.Options {
	return page.Options{ContentType: p.ContentType, Robots: p.Robots, Now: d.now}
}

// aboutJobs tells a feed of vacancies from one of news: most items lead to
// addresses of vacancies, or say where or for whom the work is.
func (d *detector) aboutJobs(items []vacancy.Vacancy) bool {
	jobs := 0
	for _, v := range items {
		u, err := url.Parse(v.URL)
		if err == nil && page.IsVacancyURL(u) || len(v.Places) > 0 && v.Employer != "" || !v.Hours.IsZero() {
			jobs++
		}
	}
	return jobs*2 > len(items)
}

func (d *detector) board(ctx context.Context, b ats.Board, address string) (Finding, error) {
	req, err := b.First()
	if err != nil {
		return Finding{}, err
	}
	found := Finding{
		Source: Source{Name: nameOf(b.Token), Kind: KindATS, URL: address},
		Why:    fmt.Sprintf("Dit is de vacaturelijst van %q in het systeem %s.", b.Token, b.System),
	}
	if u, err := url.Parse(address); err != nil {
		return Finding{}, err
	} else if again, ok := ats.Detect(u); !ok || again.Token != b.Token {
		found.Source.System, found.Source.Token = b.System, b.Token
	}
	queue := []ats.Request{req}
	total := -1
	for i := 0; i < len(queue) && i < tries && len(found.Preview) < previews; i++ {
		p, err := d.Fetch(ctx, queue[i].URL)
		if err == nil {
			var reply ats.Reply
			if reply, err = b.Parse(queue[i], p.Body, d.now); err == nil {
				found.Preview = append(found.Preview, reply.Vacancies...)
				queue = append(queue, reply.Next...)
				total = max(total, reply.Total)
			}
		}
		if err != nil && i == 0 {
			return Finding{}, fmt.Errorf("source: %w", err)
		}
	}
	found.Preview = found.Preview[:min(len(found.Preview), previews)]
	return found, nil
}

// list reads a feed or XML job feed.
func (d *detector) list(kind extract.Kind, p Page, address string) (Finding, error) {
	found := Finding{Source: Source{Name: nameOf(hostOf(address)), Kind: KindFeed, URL: address}, Why: "Dit is een feed (RSS, Atom of JSON) met vacatures."}
	opt := extract.FileOptions{Kind: kind, Base: p.URL, Now: d.now}
	if kind == extract.KindXML {
		found.Source.Kind, found.Why = KindXML, "Dit is een XML-bestand met vacatures."
	}
	for v, err := range extract.File(address, bytes.NewReader(p.Body), opt) {
		if err != nil {
			break
		}
		found.Preview = append(found.Preview, v)
		if len(found.Preview) == previews {
			break
		}
	}
	if len(found.Preview) == 0 || found.Preview[0].Title == "" {
		return Finding{}, ErrNothing
	}
	return found, nil
}

var sitemapLine = regexp.MustCompile(`(?im)^\s*sitemap\s*:\s*(\S+)`)

// sitemaps are those that robots.txt names, else the usual address.
func (d *detector) sitemaps(ctx context.Context) []string {
	at := func(path string) string { return d.start.URL.ResolveReference(&url.URL{Path: path}).String() }
	if p, err := d.Fetch(ctx, at("/robots.txt")); err == nil {
		var all []string
		for _, m := range sitemapLine.FindAllSubmatch(p.Body, 20) {
			if u, err := d.start.URL.Parse(string(m[1])); err == nil {
				all = append(all, u.String())
			}
		}
		if len(all) > 0 {
			return all
		}
	}
	return []string{at("/sitemap.xml")}
}

// bySitemap looks for pages with vacancies in sitemaps. start is the page that
// the address led to; nil when that was the sitemap itself.
func (d *detector) bySitemap(ctx context.Context, maps []string, start *page.Result) (Finding, error) {
	jobs, used := d.vacancyPages(ctx, maps)
	if len(jobs) == 0 {
		return Finding{}, ErrNothing
	}
	// The middle of a list is more typical than its beginning.
	sample := []string{}
	for i := range min(previews, len(jobs)) {
		sample = append(sample, jobs[i*len(jobs)/min(previews, len(jobs))])
	}
	preview := d.preview(ctx, sample)
	if len(preview) == 0 {
		return Finding{}, ErrNothing
	}
	s := Source{Name: nameOf(d.start.URL.Hostname()), Kind: KindSite, URL: d.start.URL.String(), Sitemaps: used}
	if start == nil {
		s.URL = d.start.URL.ResolveReference(&url.URL{Path: "/"}).String()
	}
	how := "gewone tekst"
	if by := preview[0].FoundBy["title"]; by == "json-ld" || by == "microdata" || by == "rdfa" {
		how = "gegevens voor zoekmachines (" + by + ")"
	}
	return Finding{Source: s, Preview: preview, Why: fmt.Sprintf("Dit is een website met een sitemap. Daarin staan %d pagina's die op een vacature lijken, met %s.", len(jobs), how)}, nil
}

// vacancyPages are the addresses in sitemaps that look like vacancies, and the
// sitemaps they stand in. Of an index, the parts named after vacancies come
// first.
func (d *detector) vacancyPages(ctx context.Context, maps []string) (jobs, used []string) {
	opened := 0
	var read func(address string, depth int)
	read = func(address string, depth int) {
		if opened++; opened > sitemapTry*2 {
			return
		}
		p, err := d.Fetch(ctx, address)
		if err != nil {
			return
		}
		base, err := url.Parse(address)
		if err != nil {
			return
		}
		var entries []string
		res, err := sitemap.Read(bytes.NewReader(p.Body), base, func(e sitemap.Entry) error {
			entries = append(entries, e.URL)
			return nil
		})
		if err != nil {
			return
		}
		if res.Kind == sitemap.Index {
			if depth > 1 {
				return
			}
			slices.SortStableFunc(entries, func(a, b string) int { return jobWords(b) - jobWords(a) })
			for _, e := range entries[:min(len(entries), sitemapTry)] {
				read(e, depth+1)
			}
			return
		}
		before := len(jobs)
		for _, e := range entries {
			if u, err := url.Parse(e); err == nil && page.IsVacancyURL(u) {
				jobs = append(jobs, e)
			}
		}
		if len(jobs) > before {
			used = append(used, address)
		}
	}
	for _, m := range maps {
		read(m, 0)
	}
	return jobs, used
}

var jobWord = regexp.MustCompile(`(?i)vacatur|vacanc|job|career|functie|werken`)

func jobWords(s string) int {
	if jobWord.MatchString(s) {
		return 1
	}
	return 0
}

// byLinks takes the page for a careers page.
func (d *detector) byLinks(ctx context.Context, r page.Result) (Finding, error) {
	s := Source{Name: nameOf(d.start.URL.Hostname()), Kind: KindSite, URL: d.start.URL.String(), Start: []string{d.start.URL.String()}}
	if len(r.Vacancies) > 0 {
		return Finding{Source: s, Preview: r.Vacancies[:min(len(r.Vacancies), previews)], Why: fmt.Sprintf("Op deze pagina zelf staat een vacature (aantal: %d).", len(r.Vacancies))}, nil
	}
	jobs := vacancyLinks(r)
	if len(jobs) == 0 {
		// The home page of an employer leads to its careers page.
		for _, l := range r.Links {
			if jobWord.MatchString(l.URL) || jobWord.MatchString(l.Text) {
				p, err := d.Fetch(ctx, l.URL)
				if err != nil || p.URL == nil {
					continue
				}
				next := page.Parse(p.Body, p.URL, d.options(p))
				if jobs = vacancyLinks(next); len(jobs) > 0 || len(next.Vacancies) > 0 {
					s.URL, s.Start = l.URL, []string{l.URL}
					if len(jobs) == 0 {
						return Finding{Source: s, Preview: next.Vacancies[:min(len(next.Vacancies), previews)], Why: "Op de vacaturepagina van deze site staan de vacatures zelf."}, nil
					}
					break
				}
			}
		}
	}
	preview := d.preview(ctx, jobs)
	if len(preview) == 0 {
		return Finding{}, ErrNothing
	}
	return Finding{Source: s, Preview: preview, Why: fmt.Sprintf("Dit is een vacaturepagina met links naar %d vacatures.", len(jobs))}, nil
}

func vacancyLinks(r page.Result) []string {
	var all []string
	for _, l := range r.Links {
		if l.Vacancy {
			all = append(all, l.URL)
		}
	}
	return all
}

// preview reads pages until there is enough to show.
func (d *detector) preview(ctx context.Context, addresses []string) []vacancy.Vacancy {
	var all []vacancy.Vacancy
	for _, address := range addresses[:min(len(addresses), tries)] {
		p, err := d.Fetch(ctx, address)
		if err != nil {
			continue
		}
		if p.URL == nil {
			p.URL, _ = url.Parse(address)
		}
		all = append(all, page.Parse(p.Body, p.URL, d.options(p)).Vacancies...)
		if len(all) >= previews {
			return all[:previews]
		}
	}
	return all
}

func hostOf(address string) string {
	u, err := url.Parse(address)
	if err != nil {
		return ""
	}
	return u.Hostname()
}

var notName = regexp.MustCompile(`[^a-z0-9]+`)

// nameOf makes a name for a source of a host or token.
func nameOf(s string) string {
	s = strings.TrimPrefix(strings.ToLower(s), "www.")
	s = strings.Trim(notName.ReplaceAllString(s, "-"), "-")
	if s == "" {
		return "bron"
	}
	return strings.Trim(s[:min(len(s), 60)], "-")
}
