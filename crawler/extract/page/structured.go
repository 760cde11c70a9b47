package page

import (
	"bytes"
	"net/url"
	"strings"

	"passend/crawler/extract/record"
	"passend/index/vacancy"

	"golang.org/x/net/html"
)

// teaser is the length below which a posting's text is taken for a teaser of
// another page when it has an address of its own.
const teaser = 300

// structured reads the postings that the page states for machines.
func (d *document) structured(r *Result) {
	for _, s := range d.tags["script"] {
		if !strings.Contains(strings.ToLower(attr(s, "type")), "ld+json") || s.FirstChild == nil {
			continue
		}
		data := s.FirstChild.Data
		if n, err := record.LenientJSON([]byte(data)); err == nil {
			d.graph.Add(n)
		}
	}
	found := map[string][]*record.Node{"json-ld": d.graph.Typed("JobPosting")}
	by := "json-ld"
	if len(found[by]) == 0 {
		for _, syntax := range []markup{microdata, rdfa} {
			var g record.Graph
			for _, n := range syntax.items(d.Nodes[0]) {
				g.Add(n)
			}
			if nodes := g.Typed("JobPosting"); len(nodes) > 0 {
				d.graph, by = g, syntax.name
				found[by] = nodes
				break
			}
		}
	}
	var all, elsewhere []vacancy.Vacancy
	for _, n := range found[by] {
		v := d.graph.JobPosting(n, by, d.opt.Now)
		if v.Title == "" && v.Text == "" {
			continue
		}
		if v.URL != "" {
			v.URL = d.resolve(v.URL)
		}
		if v.URL != "" && !d.isSelf(v.URL, r.Canonical) && (len(v.Text) < teaser || len(found[by]) > 1) {
			elsewhere = append(elsewhere, v)
			continue
		}
		all = append(all, v)
	}
	if len(all) == 0 && len(elsewhere) == 1 {
		all, elsewhere = elsewhere, nil
	}
	if len(all) == 0 && len(elsewhere) > 0 && len(elsewhere[0].Text) >= teaser {
		all, elsewhere = elsewhere, nil
	}
	for _, v := range elsewhere {
		r.Kind = KindOverview
		r.Links = append(r.Links, Link{URL: v.URL, Text: v.Title, Vacancy: true})
	}
	for i := range all {
		d.complete(&all[i], r.Canonical, len(all) == 1)
	}
	r.Vacancies = all
}

// isSelf reports whether an address is the page's own, whatever its scheme,
// "www." and final slash.
func (d *document) isSelf(address, canonical string) bool {
	a := pageKey(address)
	return a == "" || a == pageKey(canonical) || a == pageKey(d.self.String())
}

func pageKey(address string) string {
	u, err := url.Parse(address)
	if err != nil || address == "" {
		return ""
	}
	return strings.TrimPrefix(strings.ToLower(u.Host), "www.") + strings.TrimSuffix(u.Path, "/") + "?" + u.RawQuery
}

// complete fills from the page what the posting leaves open.
func (d *document) complete(v *vacancy.Vacancy, canonical string, alone bool) {
	v.FoundBy["text"] = v.FoundBy["title"]
	if v.URL == "" {
		v.URL = canonical
		if v.URL == "" && d.self.Host != "" {
			v.URL = d.resolve(d.self.String())
		}
		if !alone && v.ExternalID == "" {
			v.ExternalID = slug(v.Title)
		}
	}
	if alone {
		if v.Title == "" {
			v.Title = d.heading()
		}
		d.labelled(v)
		if full := d.fullText(v.Text); full != "" {
			v.Text = full
			v.FoundBy["text"] = "page"
		}
	}
	if v.Employer == "" {
		v.Employer = d.opt.Employer
	}
	if v.Employer == "" {
		v.Employer = d.employer()
	}
	record.Found(v, "page")
}

func slug(s string) string {
	words := strings.FieldsFunc(strings.ToLower(s), func(r rune) bool { return !(r >= 'a' && r <= 'z' || r >= '0' && r <= '9') })
	return strings.Join(words, "-")
}

// cut reports whether a description is only the beginning of the text.
func cut(text string) bool {
	return strings.HasSuffix(text, "…") || strings.HasSuffix(text, "...") || strings.HasSuffix(text, "[…]")
}

// fullText finds the text of which a posting gave only the beginning: the
// innermost element that holds that beginning whole and goes on after it.
func (d *document) fullText(text string) string {
	if !cut(text) && len(text) >= teaser {
		return ""
	}
	start := squeeze(strings.TrimRight(text, "….[] \n"))
	if len(start) < 20 {
		return ""
	}
	body := d.tags["body"]
	if len(body) == 0 || !strings.Contains(squeeze(textOf(body[0])), start) {
		return ""
	}
	n := body[0]
	for {
		var inner *html.Node
		for c := n.FirstChild; c != nil; c = c.NextSibling {
			if c.Type == html.ElementNode && !isScript(c) && strings.Contains(squeeze(textOf(c)), start) {
				inner = c
				break
			}
		}
		if inner == nil {
			break
		}
		n = inner
	}
	full := d.cleanText(n)
	if i := strings.Index(full, firstWords(text)); i > 0 {
		full = full[strings.LastIndexByte(full[:i], '\n')+1:]
	}
	if len(full) <= len(text) {
		return ""
	}
	return full
}

func firstWords(s string) string {
	words := strings.Fields(s)
	return strings.Join(words[:min(3, len(words))], " ")
}

func squeeze(s string) string { return strings.Join(strings.Fields(s), "") }

// markup is a syntax that puts structured data into attributes of elements.
type markup struct{ name, scope, kind, prop string }

var (
	microdata = markup{"microdata", "itemscope", "itemtype", "itemprop"}
	rdfa      = markup{"rdfa", "typeof", "typeof", "property"}
)

// items returns the outermost items of the syntax below root.
func (m markup) items(root *html.Node) []*record.Node {
	top := &record.Node{}
	m.walk(root, top, 0)
	return top.Kids
}

func (m markup) walk(n *html.Node, scope *record.Node, depth int) {
	if depth > 500 {
		return
	}
	for c := n.FirstChild; c != nil; c = c.NextSibling {
		if c.Type != html.ElementNode || isScript(c) && c.Data != "script" {
			continue
		}
		inner := scope
		props := strings.Fields(attr(c, m.prop))
		if has(c, m.scope) {
			inner = &record.Node{Name: "item"}
			for kind := range strings.FieldsSeq(attr(c, m.kind)) {
				inner.Add("@type", local(kind))
			}
			if len(props) == 0 {
				scope.Kids = append(scope.Kids, inner)
			}
			for _, p := range props {
				named := inner
				if len(props) > 1 {
					named = &record.Node{}
				}
				named.Name = local(p)
				scope.Kids = append(scope.Kids, named)
				inner = named
			}
		} else {
			for _, p := range props {
				scope.Add(local(p), value(c))
			}
		}
		m.walk(c, inner, depth+1)
	}
}

// local is the last part of a name ("http://schema.org/JobPosting", "schema:title").
func local(s string) string { return s[strings.LastIndexAny(s, "/#:")+1:] }

// value is what an element with a property states.
func value(n *html.Node) string {
	if has(n, "content") {
		return attr(n, "content")
	}
	switch n.Data {
	case "a", "link", "area":
		if has(n, "href") && n.FirstChild == nil {
			return attr(n, "href")
		}
		if p := attr(n, "itemprop") + attr(n, "property"); strings.HasSuffix(p, "url") || strings.HasSuffix(p, "sameAs") {
			return attr(n, "href")
		}
	case "img", "iframe", "source":
		return attr(n, "src")
	case "time", "data", "meter":
		for _, a := range []string{"datetime", "value"} {
			if has(n, a) {
				return attr(n, a)
			}
		}
	}
	var b bytes.Buffer
	for c := n.FirstChild; c != nil; c = c.NextSibling {
		if err := html.Render(&b, c); err != nil {
			return textOf(n)
		}
	}
	return b.String()
}

func attr(n *html.Node, name string) string {
	for _, a := range n.Attr {
		if a.Key == name {
			return a.Val
		}
	}
	return ""
}

func has(n *html.Node, name string) bool {
	for _, a := range n.Attr {
		if a.Key == name {
			return true
		}
	}
	return false
}

func isScript(n *html.Node) bool {
	return n.Data == "script" || n.Data == "style" || n.Data == "template" || n.Data == "noscript" || n.Data == "svg"
}

// textOf is the bare text of an element, words of neighbours kept apart.
func textOf(n *html.Node) string {
	var b strings.Builder
	var visit func(*html.Node)
	visit = func(n *html.Node) {
		if n.Type == html.TextNode {
			b.WriteString(n.Data)
			return
		}
		if n.Type == html.ElementNode && isScript(n) {
			return
		}
		for c := n.FirstChild; c != nil; c = c.NextSibling {
			visit(c)
		}
		if n.Type == html.ElementNode && n.Data != "b" && n.Data != "i" && n.Data != "em" && n.Data != "span" && n.Data != "strong" && n.Data != "a" {
			b.WriteByte('\n')
		}
	}
	visit(n)
	return b.String()
}
