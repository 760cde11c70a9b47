package page

import (
	"regexp"
	"strings"

	"passend/crawler/extract/field"
	"passend/crawler/extract/record"
	"passend/index/vacancy"

	"codeberg.org/readeck/go-readability/v2"
	"golang.org/x/net/html"
)

var (
	closedText = regexp.MustCompile(`(?i)deze (?:vacature|functie) is (?:inmiddels |helaas |al |niet )*(?:gesloten|vervuld|verlopen|meer (?:actief|beschikbaar|open)|niet langer)|vacature (?:is )?(?:gesloten|vervuld|verlopen)\b|(?:this )?(?:job|position|vacancy) (?:is )?no longer (?:available|open)|(?:job|position) has been filled`)
	noneText   = regexp.MustCompile(`(?i)(?:momenteel|op dit moment|helaas)[^.]{0,40}geen (?:openstaande |actuele )?vacatures|geen vacatures (?:gevonden|beschikbaar)|no (?:open positions|vacancies)`)
	// generic are headings of pages about work that name no job.
	generic  = regexp.MustCompile(`(?i)^\W*(?:(?:de|onze|alle|openstaande|actuele|huidige|zoek|home|overzicht)\W+)*(?:vacatures?|vacatures? zoeken|jobs?|careers?|werken bij\b.*|kom werken bij\b.*|werk mee\b.*|home|welkom.*|contact|over ons|nieuws|word (?:onze )?collega.*|breng je .*|kom .* team .*|.*\?|join (?:us|our team).*)\W*$`)
	junkTag  = map[string]bool{"nav": true, "footer": true, "form": true, "aside": true, "dialog": true, "button": true, "script": true, "style": true, "noscript": true, "template": true, "svg": true, "iframe": true, "select": true}
	titleEnd = regexp.MustCompile(`\s+(?:[|–—/»·]|-{1,2}|::|\|\|)\s+`)
	apply    = regexp.MustCompile(`(?i)^(?:vacature|gezocht|job)\s*[:–-]?\s+|\s+gezocht!?$`)
)

const (
	minText  = 280  // characters of a vacancy that has nothing but text
	minCues  = 3    // kinds of cues, of the five
	mostText = 60e3 // characters; longer is not one vacancy
)

// heading is the title of the page as its reader sees it.
func (d *document) heading() string {
	for _, s := range d.tags["h1"] {
		if t := field.Line(textOf(s)); t != "" && len(t) <= maxValue {
			return t
		}
	}
	if t := d.meta("og:title"); t != "" {
		return titleEnd.Split(t, 2)[0]
	}
	return titleEnd.Split(d.title(), 2)[0]
}

// plain decides what a page without structured data is, and reads its vacancy.
func (d *document) plain(r *Result) {
	main := d.main()
	if main == nil {
		return
	}
	text := d.cleanText(main)
	jobs := 0
	for _, l := range r.Links {
		if l.Vacancy {
			jobs++
		}
	}
	title := apply.ReplaceAllString(d.heading(), "")
	lower := strings.ToLower(text)
	signs := countCues(lower)
	l := d.read()
	facts := 0
	for _, kind := range []string{"hours", "pay", "type", "education", "place", "until"} {
		if l.values[kind] != "" {
			facts++
		}
	}
	stated := facts >= 2 && (l.values["hours"] != "" || l.values["pay"] != "")
	switch {
	case jobs < 3 && holdsAny(lower, closedHints) && closedText.MatchString(text):
		r.Kind = KindClosed
	case jobs == 0 && holdsAny(lower, noneHints) && noneText.MatchString(text):
		r.Kind = KindNone
	case title != "" && !generic.MatchString(title) && len(text) < mostText &&
		(stated || len(text) >= minText && signs >= minCues) && (jobs < 6 || IsVacancyURL(d.self) || signs >= 4 && len(text) > 5*minText && jobs < 12):
		r.Vacancies = []vacancy.Vacancy{d.build(title, text, r.Canonical)}
	default:
		// A few links beside more jobs on the page itself are no overview.
		if r.Vacancies = d.sections(main, r.Canonical); jobs >= max(1, len(r.Vacancies)) {
			r.Vacancies, r.Kind = nil, KindOverview
		}
	}
}

func (d *document) build(title, text, canonical string) vacancy.Vacancy {
	v := vacancy.Vacancy{Title: title, Text: text, URL: canonical, FoundBy: map[string]string{"text": "page", "title": "page", "url": "page"}}
	if v.URL == "" && d.self.Host != "" {
		v.URL = d.resolve(d.self.String())
	}
	d.labelled(&v)
	if v.Employer == "" {
		if v.Employer = d.opt.Employer; v.Employer == "" {
			v.Employer = d.employer()
		}
		if v.Employer == "" {
			v.Employer = d.employerInTitle(title)
		}
	}
	if len(v.Places) == 0 {
		if s := d.byClass(placeClass); s != "" {
			v.Places = field.Places(s)
		}
	}
	record.Found(&v, "page")
	return v
}

// employerInTitle takes the name of the site from the end of its title:
// "Vacatures | Glashandel Voorbeeld", "Werken bij X in Y".
func (d *document) employerInTitle(title string) string {
	whole := d.title()
	parts := titleEnd.Split(whole, -1)
	for i := len(parts) - 1; i > 0; i-- {
		p := strings.TrimSpace(parts[i])
		if p != "" && !generic.MatchString(p) && !strings.Contains(title, p) && len(p) <= 80 {
			return p
		}
	}
	first := strings.TrimSpace(parts[0])
	if first == "" || len(first) > 80 || generic.MatchString(first) || strings.Contains(strings.ToLower(first), strings.ToLower(title)) {
		return ""
	}
	return first
}

// main is the element that holds the page's own text: the innermost main or
// article around the heading, else the body when it has a heading of its own,
// else what the readability rules choose.
func (d *document) main() *html.Node {
	for _, selector := range []string{"main", "[role=main]", "article", "#content", "#main"} {
		s := d.Find(selector)
		if s.Length() == 0 {
			continue
		}
		n := s.Nodes[0]
		if s.Length() > 1 && selector == "article" {
			continue // a list of teasers, or several parts
		}
		if len(textOf(n)) >= minText/2 {
			return n
		}
	}
	body := d.tags["body"]
	if len(body) == 0 {
		return nil
	}
	own := len(d.cleanText(body[0]))
	if own > 6000 {
		if a, err := readability.FromDocument(d.Nodes[0], d.self); err == nil && a.Node != nil {
			if n := len(field.NodeText(a.Node)); n*3 > own {
				return a.Node
			}
		}
	}
	return body[0]
}

// cleanText is the text of an element without menus, share buttons, forms and
// what else surrounds it.
func (d *document) cleanText(n *html.Node) string {
	return field.NodeText(prune(n))
}

// prune copies an element without what is not its own text. A header is kept
// when it holds the heading.
func prune(n *html.Node) *html.Node {
	c := &html.Node{Type: n.Type, Data: n.Data, DataAtom: n.DataAtom, Attr: n.Attr}
	for k := n.FirstChild; k != nil; k = k.NextSibling {
		if k.Type == html.TextNode {
			c.AppendChild(&html.Node{Type: html.TextNode, Data: k.Data})
			continue
		}
		if k.Type != html.ElementNode || junk(k) {
			continue
		}
		c.AppendChild(prune(k))
	}
	return c
}

func junk(n *html.Node) bool {
	if junkTag[n.Data] {
		return !(n.Data == "form" && len(textOf(n)) > 5*minText)
	}
	if n.Data == "header" && !holds(n, "h1") {
		return true
	}
	if has(n, "hidden") || attr(n, "aria-hidden") == "true" || strings.Contains(strings.ReplaceAll(attr(n, "style"), " ", ""), "display:none") {
		return true
	}
	if role := attr(n, "role"); role == "navigation" || role == "banner" && !holds(n, "h1") || role == "contentinfo" || role == "search" {
		return true
	}
	return n.Data != "body" && n.Data != "main" && n.Data != "article" && (junkName(attr(n, "class")) || junkName(attr(n, "id"))) && !holds(n, "h1")
}

// junkWords are parts of class names and ids of what surrounds the text.
var junkWords = map[string]bool{
	"share": true, "sharing": true, "social": true, "socials": true, "related": true, "gerelateerd": true, "breadcrumb": true, "breadcrumbs": true, "cookie": true, "cookies": true,
	"consent": true, "nav": true, "navbar": true, "navigation": true, "menu": true, "sidebar": true, "newsletter": true, "nieuwsbrief": true, "footer": true, "skip": true, "sr": true,
	"reader": true, "pagination": true, "similar": true, "modal": true, "popup": true,
}

func junkName(s string) bool {
	for part := range strings.FieldsFuncSeq(s, func(r rune) bool { return r == ' ' || r == '-' || r == '_' || r == '\n' || r == '\t' }) {
		if junkWords[strings.ToLower(part)] {
			return true
		}
	}
	return false
}

func holds(n *html.Node, tag string) bool {
	for c := n.FirstChild; c != nil; c = c.NextSibling {
		if c.Type == html.ElementNode && (c.Data == tag || holds(c, tag)) {
			return true
		}
	}
	return false
}
