package page

import (
	"net/url"
	"regexp"
	"strings"

	"passend/crawler/extract/field"

	"github.com/PuerkitoBio/goquery"
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
	d.Find("a[href],area[href]").Each(func(_ int, s *goquery.Selection) {
		href := s.AttrOr("href", "")
		if strings.Contains(s.AttrOr("rel", ""), "nofollow") || strings.HasPrefix(href, "#") || href == "" {
			return
		}
		address := d.resolve(href)
		u, err := url.Parse(address)
		if err != nil || address == "" {
			return
		}
		text := field.Line(s.Text())
		if text == "" {
			text = field.Line(s.AttrOr("title", s.AttrOr("aria-label", "")))
		}
		next := strings.Contains(s.AttrOr("rel", ""), "next") || nextText.MatchString(text) && nextQuery.MatchString(address)
		if i, ok := seen[address]; ok {
			if len(text) > len(r.Links[i].Text) && len(text) < maxValue {
				r.Links[i].Text = text
			}
			r.Links[i].Next = r.Links[i].Next || next
			return
		}
		seen[address] = len(r.Links)
		// The page's own address and mere lists are no vacancies.
		job := (IsVacancyURL(u) || jobText.MatchString(text) && u.Hostname() == d.base.Hostname() && !listPath.MatchString(u.Path)) && !d.isSelf(address, r.Canonical) && !genericJob.MatchString(text) && !next
		r.Links = append(r.Links, Link{URL: address, Text: text, Vacancy: job, Next: next})
	})
	d.siblings(r)
	d.Find("link[rel=next]").Each(func(_ int, s *goquery.Selection) {
		if address := d.resolve(s.AttrOr("href", "")); address != "" {
			if i, ok := seen[address]; ok {
				r.Links[i].Next = true
			} else {
				r.Links = append(r.Links, Link{URL: address, Next: true})
			}
		}
	})
	d.Find(`link[rel~=alternate][type*="rss"],link[rel~=alternate][type*="atom"],link[rel~=alternate][type*="feed+json"]`).Each(func(_ int, s *goquery.Selection) {
		if address := d.resolve(s.AttrOr("href", "")); address != "" {
			r.Feeds = append(r.Feeds, address)
		}
	})
	d.Find("iframe[src],script[src]").Each(func(_ int, s *goquery.Selection) {
		if address := d.resolve(s.AttrOr("src", "")); address != "" {
			r.Frames = append(r.Frames, address)
		}
	})
}

// alike is how many links into one folder make a list.
const alike = 4

// siblings marks the links of a list of vacancies whose addresses do not say
// so ("/2026/08/theater-zaalwacht"): on a page that calls itself vacancies,
// several links with texts of their own into one folder, outside the menus.
func (d *document) siblings(r *Result) {
	if !generic.MatchString(d.heading()) || !strings.Contains(strings.ToLower(d.Find("head title").Text()), "vacature") {
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
