package record

import (
	"slices"
	"strconv"
	"strings"
	"time"

	"passend/crawler/extract/field"
	"passend/index/vacancy"
)

// Graph is a set of linked schema.org nodes: what stands in one page.
type Graph struct {
	roots []*Node
	byID  map[string]*Node
}

// Add takes in one document of the page.
func (g *Graph) Add(root *Node) {
	g.roots = append(g.roots, root)
	if g.byID == nil {
		g.byID = map[string]*Node{}
	}
	g.index(root, 0)
}

func (g *Graph) index(n *Node, depth int) {
	if id := n.Get("@id"); id != "" && len(n.Kids) > 1 && g.byID[id] == nil {
		g.byID[id] = n
	}
	if depth < maxDepth {
		for _, k := range n.Kids {
			g.index(k, depth+1)
		}
	}
}

// deref follows a node that is only a reference to the node itself.
func (g *Graph) deref(n *Node) *Node {
	if n != nil && len(n.Kids) == 1 && n.Kids[0].Name == "@id" {
		if full := g.byID[n.Kids[0].Text]; full != nil {
			return full
		}
	}
	return n
}

// Typed returns the nodes of a schema.org type, outermost first, none of them
// inside another of them.
func (g *Graph) Typed(kind string) []*Node {
	var all []*Node
	var visit func(n *Node, depth int)
	visit = func(n *Node, depth int) {
		if IsType(n, kind) && len(n.Kids) > 2 {
			if !slices.Contains(all, n) {
				all = append(all, n)
			}
			return
		}
		if depth < maxDepth {
			for _, k := range n.Kids {
				visit(k, depth+1)
			}
		}
	}
	for _, r := range g.roots {
		visit(r, 0)
	}
	return all
}

// IsType reports whether one of the node's types is kind, with or without the
// vocabulary's address before it.
func IsType(n *Node, kind string) bool {
	for _, t := range n.Texts("@type") {
		if t = t[strings.LastIndexAny(t, "/#:")+1:]; t == kind {
			return true
		}
	}
	return false
}

// Name is the name of a thing that may be given as text or as an object.
func (g *Graph) Name(n *Node) string {
	if n = g.deref(n); n == nil {
		return ""
	}
	for _, path := range []string{"name", "legalName", "."} {
		if s := field.Line(n.Get(path)); s != "" {
			return s
		}
	}
	return ""
}

// JobPosting maps a schema.org/JobPosting node. by goes into FoundBy.
func (g *Graph) JobPosting(n *Node, by string, now time.Time) vacancy.Vacancy {
	v := vacancy.Vacancy{
		ExternalID: g.identifier(n), URL: field.Address(first(n.Get("url"), n.Get("mainEntityOfPage/@id"))),
		Title: field.Line(first(n.Get("title"), n.Get("name"))), Employer: g.Name(n.First("hiringOrganization")),
		Text: postingText(n), Language: first(n.Get("inLanguage/name"), n.Get("inLanguage")),
		EmploymentTypes: field.EmploymentTypes(n.Texts("employmentType")...),
		Education:       plainOf(n, "educationRequirements", "credentialCategory", "name"),
		Experience:      experience(n),
		Industry:        g.names(n, "industry"), Occupation: g.names(n, "occupationalCategory"),
		Skills: g.skills(n),
		Remote: strings.EqualFold(n.Get("jobLocationType"), "TELECOMMUTE"),
		Pay:    g.pay(n),
		Hours:  field.Hours(n.Get("workHours")),
	}
	for _, l := range n.All("jobLocation") {
		if p := g.place(l); p != (vacancy.Place{}) && !slices.Contains(v.Places, p) {
			v.Places = append(v.Places, p)
		}
	}
	v.Posted, _ = field.Date(n.Get("datePosted"), now)
	v.ValidThrough, _ = field.Date(n.Get("validThrough"), now)
	v.Start, _ = field.Date(n.Get("jobStartDate"), now)
	Found(&v, by)
	return v
}

func (g *Graph) identifier(n *Node) string {
	id := g.deref(n.First("identifier"))
	if id == nil {
		return ""
	}
	return field.Line(first(first(id.Get("value"), id.Get("@value")), id.Text))
}

// postingText is the description, followed by the parts that some sites keep
// apart and do not repeat in it.
func postingText(n *Node) string {
	text := field.Text(n.Get("description"))
	for _, name := range []string{"responsibilities", "qualifications", "experienceRequirements", "educationRequirements", "physicalRequirement", "sensoryRequirement", "jobBenefits", "specialCommitments"} {
		part := field.Text(n.Get(name))
		if len(part) >= 40 && !strings.Contains(squeeze(text), squeeze(part)) {
			text = strings.TrimSpace(text + "\n\n" + part)
		}
	}
	return text
}

func squeeze(s string) string { return strings.Join(strings.Fields(s), "") }

// short is the longest value that goes into a structured field; longer is
// prose and belongs in the text.
const short = 300

func plainOf(n *Node, name string, subs ...string) string {
	for _, sub := range append(subs, ".") {
		for _, k := range n.All(name) {
			if s := field.Line(k.Get(sub)); s != "" && len(s) <= short {
				return s
			}
		}
	}
	return ""
}

func experience(n *Node) string {
	if m, err := strconv.Atoi(n.Get("experienceRequirements/monthsOfExperience")); err == nil && m > 0 {
		return strconv.Itoa(m) + " maanden"
	}
	return plainOf(n, "experienceRequirements", "name")
}

func (g *Graph) names(n *Node, path string) string {
	var all []string
	for _, k := range n.All(path) {
		if s := g.Name(k); s != "" && len(s) <= short && !slices.Contains(all, s) {
			all = append(all, s)
		}
	}
	return strings.Join(all, "; ")
}

func (g *Graph) skills(n *Node) []string {
	var all []string
	for _, k := range n.All("skills") {
		if s := first(g.deref(k).Get("name"), k.Text); len(s) <= 1000 {
			all = append(all, s)
		}
	}
	return Skills(all)
}

func (g *Graph) place(l *Node) vacancy.Place {
	l = g.deref(l)
	a := g.deref(l.First("address"))
	if a == nil {
		if a = l; l.Get("addressLocality") == "" && len(l.Kids) > 0 && l.Get("name") != "" {
			return field.Place(l.Get("name"))
		}
	}
	var p vacancy.Place
	if len(a.Kids) == 0 {
		p = field.Place(a.Text)
	} else {
		p = vacancy.Place{
			Name: field.Line(first(a.Get("addressLocality"), a.Get("name"))), Street: field.Line(a.Get("streetAddress")),
			Postcode: field.Line(a.Get("postalCode")), Region: field.Line(a.Get("addressRegion")),
			Country: field.Country(first(a.Get("addressCountry/name"), a.Get("addressCountry"))),
		}
		if strings.Contains(p.Name, ",") {
			free := field.Place(p.Name)
			p.Name, p.Region, p.Country = free.Name, first(p.Region, free.Region), first(p.Country, free.Country)
		}
	}
	p.Lat, p.Lon = Point(first(l.Get("geo/latitude"), l.Get("latitude")), first(l.Get("geo/longitude"), l.Get("longitude")))
	return p
}

func (g *Graph) pay(n *Node) vacancy.Pay {
	s := g.deref(n.First("baseSalary"))
	if s == nil {
		if s = g.deref(n.First("estimatedSalary")); s == nil {
			return vacancy.Pay{}
		}
	}
	if len(s.Kids) == 0 {
		p := field.Pay(s.Text)
		p.Currency = first(p.Currency, field.Currency(n.Get("salaryCurrency")))
		return p
	}
	get := func(names ...string) string {
		for _, name := range names {
			if v := first(s.Get("value/"+name), s.Get(name)); v != "" {
				return v
			}
		}
		return ""
	}
	low, _ := field.Amount(first(get("minValue"), get("value")))
	high, _ := field.Amount(first(get("maxValue"), get("value")))
	if low == 0 {
		low = high
	}
	if low == 0 {
		return field.Pay(get("value", "name", "description"))
	}
	p := vacancy.Pay{MinCents: low, MaxCents: max(low, high), Period: field.Period(get("unitText", "unitCode"))}
	p.Currency = field.Currency(first(get("currency"), n.Get("salaryCurrency")))
	return p
}
