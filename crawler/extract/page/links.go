package page

import (
	"net/url"
	"regexp"
	"strings"

	"passend/crawler/extract/field"

	"github.com/PuerkitoBio/goquery"
	"golang.org/x/net/html"
)

var (
	// vacancyPath is an address of one vacancy: a word for vacancies, then a
	// name or number of its own.
	vacancyPath = regexp.MustCompile(`(?i)/(?:[a-z-]*vacatures?|vacanc(?:y|ies)|jobs?|job-openings?|functies?|positions?|offers?|o|j|werken-bij[a-z-]*|careers?|stages?|find-jobs[a-z-]*)(?:/[a-z-]{2,20}){0,2}/[^/?#]*[a-z0-9][^/?#]*|/(?:vacature|vacancy|job|functie)-[a-z0-9-]{6,}/?$`)
	// listPath is an address of a list, though it looks like one vacancy's.
	listPath   = regexp.MustCompile(`(?i)/(?:vacature-(?:opgeven|plaatsen|aanmelden|links|alert|melden)|plaatsen|aanmelden|open-sollicitatie|page|pagina|zoeken|search|categorie|category|tag|filter|alerts?|login|inloggen|registreren|feed|rss|branche|regio|plaats|provincie|sector|vakgebied|solliciteren|sollicitatie|apply|over-ons|contact|privacy[a-z-]*|cookies?)(?:/|\?|$)|/(?:vacatures?|jobs?|index\.(?:html?|php))/?(?:\?|$)|\.(?:css|js|png|jpe?g|svg|pdf|xml|ico|webp)$`)
	queryJob   = regexp.MustCompile(`(?i)[?&](?:vacature|vacancy|job|job_?id|vacature_?id|vac)=[^&]+`)
	nextText   = regexp.MustCompile(`(?i)^(?:volgende(?: pagina)?|next(?: page)?|meer vacatures|toon meer|laad meer|load more|oudere vacatures|[›»→>]+|\d{1,3})$`)
	nextQuery  = regexp.MustCompile(`(?i)[?&](?:page|pagina|p|paged|pg|start|offset|_page)=\d+|/(?:page|pagina)/\d+/?$`)
	genericJob = regexp.MustCompile(`(?i)^(?:(?:alle|onze|bekijk(?: alle)?|openstaande|actuele|meer) )?(?:\d+ )?(?:vacatures?|jobs|careers?|openings)(?: zoeken| bekijken| plaatsen| opgeven)?$`)
	jobText    = regexp.MustCompile(`(?i)^vacature:?\s+\S`)
)

// IsVacancyURL reports whether an address looks like one vacancy's page.
func IsVacancyURL(u *url.URL) bool {
	path := u.Path
	if queryJob.MatchString("?" + u.RawQuery) {
		return true
	}
	return vacancyPath.MatchString(path) && !listPath.MatchString(path)
}

// links collects what the page refers to.
func (d *document) links(r *Result) {
	seen := map[string]int{}
	for i, l := range r.Links {
		seen[l.URL] = i
	}
	for _, n := range append(d.tags["a"], d.tags["area"]...) {
		d.link(r, n, seen)
	}
	d.siblings(r)
	for _, n := range d.rel("next") {
		if address := d.resolve(attr(n, "href")); address != "" {
			if i, ok := seen[address]; ok {
				r.Links[i].Next = true
			} else {
				r.Links = append(r.Links, Link{URL: address, Next: true})
			}
		}
	}
	for _, n := range d.rel("alternate") {
		if feedType.MatchString(attr(n, "type")) {
			if address := d.resolve(attr(n, "href")); address != "" {
				r.Feeds = append(r.Feeds, address)
			}
		}
	}
	for _, n := range append(d.tags["iframe"], d.tags["script"]...) {
		if address := d.resolve(attr(n, "src")); address != "" && has(n, "src") {
			r.Frames = append(r.Frames, address)
		}
	}
}

var feedType = regexp.MustCompile(`rss|atom|feed\+json`)

// link takes in one element that refers.
func (d *document) link(r *Result, n *html.Node, seen map[string]int) {
	href, rel := attr(n, "href"), attr(n, "rel")
	if strings.Contains(rel, "nofollow") || strings.HasPrefix(href, "#") || href == "" {
		return
	}
	u := d.address(href)
	if u == nil {
		return
	}
	address := u.String()
	text := field.Line(textOf(n))
	if text == "" {
		if text = field.Line(attr(n, "title")); text == "" {
			text = field.Line(attr(n, "aria-label"))
		}
	}
	next := strings.Contains(rel, "next") || nextText.MatchString(text) && nextQuery.MatchString(address)
	if i, ok := seen[address]; ok {
		if len(text) > len(r.Links[i].Text) && len(text) < maxValue {
			r.Links[i].Text = text
		}
		r.Links[i].Next = r.Links[i].Next || next
		return
	}
	seen[address] = len(r.Links)
	// The page's own address and mere lists are no vacancies.
	job := !next && (IsVacancyURL(u) || jobText.MatchString(text) && u.Hostname() == d.base.Hostname() && !listPath.MatchString(u.Path)) &&
		!genericJob.MatchString(text) && !d.isSelf(address, r.Canonical)
	r.Links = append(r.Links, Link{URL: address, Text: text, Vacancy: job, Next: next})
}

// alike is how many links into one folder make a list.
const alike = 4

// siblings marks the links of a list of vacancies whose addresses do not say
// so ("/2026/08/theater-zaalwacht"): on a page that calls itself vacancies,
// several links with texts of their own into one folder, outside the menus.
func (d *document) siblings(r *Result) {
	if !generic.MatchString(d.heading()) || !strings.Contains(strings.ToLower(d.title()), "vacature") {
		return
	}
	menu := map[string]bool{}
	d.Find("nav a[href],footer a[href],header a[href],ul.menu a[href]").Each(func(_ int, s *goquery.Selection) {
		menu[d.resolve(s.AttrOr("href", ""))] = true
	})
	folders := map[string][]int{}
	for i, l := range r.Links {
		u, err := url.Parse(l.URL)
		if err != nil || l.Vacancy || l.Next || menu[l.URL] || u.Hostname() != d.base.Hostname() || listPath.MatchString(u.Path) || len(l.Text) < 12 {
			continue
		}
		path := strings.TrimSuffix(u.Path, "/")
		if slash := strings.LastIndexByte(path, '/'); slash > 0 {
			folders[path[:slash]] = append(folders[path[:slash]], i)
		}
	}
	for _, list := range folders {
		if len(list) >= alike {
			for _, i := range list {
				r.Links[i].Vacancy = true
			}
		}
	}
}
