package page

import (
	"regexp"
	"strings"

	"passend/crawler/extract/field"
	"passend/crawler/extract/record"
	"passend/index/vacancy"

	"golang.org/x/net/html"
)

var (
	// pageOfJobs are words by which a small employer's page says that the jobs
	// themselves stand on it.
	pageOfJobs = regexp.MustCompile(`(?i)vacature|werken bij|wij zoeken|jobs`)
	// partTitle are headings of parts of a vacancy, and of what stands around.
	partTitle = regexp.MustCompile(`(?i)^\W*(?:(?:jouw|je|ons|onze|het|de|over|functie)\W+)*(?:profiel|functie|functie-?eisen|eisen|taken|takenpakket|werkzaamheden|wat|wie|wij|we|waarom|hoe|aanbod|arbeidsvoorwaarden|interesse|solliciteren?|sollicitatie\w*|contact\w*|spontane|sollicitatie|vragen|kwaliteiten|competenties|jobgerelateerde|volgende|verantwoordelijkhe\w+|privacy|cookies?|adres|openingstijden|bedrijf|ons|koffie|mail|bel|team|stage|stages|nieuws|dit|bij ons)\b`)
)

// asks are words that only stand where a job asks something of a person.
var asks = regexp.MustCompile(`(?i)\b(?:functie-?eisen|profiel|wij vragen|we vragen|je hebt|je beschikt|je bent|in (?:het )?bezit van|ervaring (?:met|in|als)|heb jij|als \w[\w /-]{2,40} ben je)\b`)

// minSection is the least text under a heading that can be a vacancy, in
// characters.
const minSection = 80

// part is a heading with what follows it.
type part struct {
	level int
	title string
	nodes []*html.Node
}

// sections reads the page of a small employer that has its few vacancies one
// below the other, each under a heading of its own.
func (d *document) sections(main *html.Node, canonical string) []vacancy.Vacancy {
	if !pageOfJobs.MatchString(d.title()+" "+d.heading()) && !pageOfJobs.MatchString(d.self.Path) {
		return nil
	}
	var all []vacancy.Vacancy
	for _, p := range parts(prune(main)) {
		text := field.NodeText(p.nodes...)
		named := strings.Contains(strings.ToLower(p.title), "vacature") || apply.MatchString(p.title)
		if len(text) < minSection || !named && (!asks.MatchString(text) || strings.Count(text, "\n- ") < 3) {
			continue
		}
		title := apply.ReplaceAllString(p.title, "")
		v := vacancy.Vacancy{ExternalID: slug(title), Title: title, Text: p.title + "\n\n" + text, URL: canonical}
		if v.URL == "" && d.self.Host != "" {
			v.URL = d.resolve(d.self.String())
		}
		if v.Employer = d.opt.Employer; v.Employer == "" {
			if v.Employer = d.employer(); v.Employer == "" {
				v.Employer = d.employerInTitle(title)
			}
		}
		record.Found(&v, "section")
		all = append(all, v)
	}
	return all
}

// parts cuts an element at the headings that can be titles of jobs: at the
// level that has most of them. Headings of parts of a vacancy do not cut.
func parts(root *html.Node) []part {
	var flow []*html.Node
	var visit func(*html.Node)
	visit = func(n *html.Node) {
		for c := n.FirstChild; c != nil; c = c.NextSibling {
			if level(c) == 0 && c.Type == html.ElementNode && (holds(c, "h2") || holds(c, "h3") || holds(c, "h4") || holds(c, "h5")) {
				visit(c)
				continue
			}
			flow = append(flow, c)
		}
	}
	visit(root)
	count := [7]int{}
	for _, n := range flow {
		if l := level(n); l > 1 && isJobTitle(field.NodeText(n)) {
			count[l]++
		}
	}
	cut := 0
	for l := 2; l < 6; l++ {
		if count[l] > 0 && (cut == 0 || count[l] > count[cut]) {
			cut = l
		}
	}
	var all []part
	for _, n := range flow {
		l := level(n)
		switch {
		case l == cut && cut > 0 && isJobTitle(field.NodeText(n)):
			all = append(all, part{level: l, title: field.Line(field.NodeText(n))})
		case l > 0 && l < cut:
			all = append(all, part{}) // a heading above ends the part
		case len(all) > 0:
			last := &all[len(all)-1]
			last.nodes = append(last.nodes, n)
		}
	}
	kept := all[:0]
	for _, p := range all {
		if p.title != "" {
			kept = append(kept, p)
		}
	}
	return kept
}

func level(n *html.Node) int {
	if n.Type == html.ElementNode && len(n.Data) == 2 && n.Data[0] == 'h' && n.Data[1] >= '1' && n.Data[1] <= '6' {
		return int(n.Data[1] - '0')
	}
	return 0
}

func isJobTitle(s string) bool {
	s = field.Line(s)
	words := strings.Fields(s)
	return len(words) > 0 && len(words) <= 9 && len(s) >= 4 && len(s) <= 80 && !strings.ContainsAny(s, "?:") &&
		!generic.MatchString(s) && !partTitle.MatchString(s)
}
