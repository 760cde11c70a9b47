package page

import (
	"regexp"
	"strings"
	"unicode"

	"passend/crawler/extract/field"
	"passend/crawler/extract/record"
	"passend/index/vacancy"

	"github.com/PuerkitoBio/goquery"
	"golang.org/x/net/html"
)

// labelWords are the words that Dutch and English pages put before a value,
// folded as foldLabel does.
var labelWords = map[string]string{
	"locatie": "place", "standplaats": "place", "plaats": "place", "werklocatie": "place", "werkplek": "place", "vestiging": "place", "location": "place", "📍": "place", "regio": "region", "provincie": "region",
	"uren per week": "hours", "tijd per week": "hours", "uren": "hours", "aantal uren": "hours", "aantal uren per week": "hours", "werkuren": "hours", "werkweek": "hours", "urenperweek": "hours", "hours": "hours", "hours per week": "hours", "arbeidsduur": "hours",
	"salaris": "pay", "salarisindicatie": "pay", "loon": "pay", "brutosalaris": "pay", "bruto salaris": "pay", "salary": "pay", "beloning": "pay", "💰": "pay", "salarisomschrijving": "period", "maandsalaris": "pay",
	"soort dienstverband": "type", "dienstverband": "type", "contract": "type", "type contract": "type", "contractvorm": "type", "employment type": "type", "soort baan": "type", "💼": "type",
	"gepubliceerd": "posted", "gepubliceerd op": "posted", "geplaatst": "posted", "geplaatst op": "posted", "publicatiedatum": "posted", "datum": "posted", "posted": "posted", "online sinds": "posted",
	"sluitingsdatum": "until", "sluit op": "until", "einddatum": "until", "reageren voor": "until", "reageer voor": "until", "deadline": "until", "solliciteren tot": "until", "uiterste reactiedatum": "until", "reageren kan tot": "until", "vacature sluit op": "until",
	"opleidingsniveau": "education", "opleiding": "education", "niveau": "education", "werk- en denkniveau": "education", "education": "education", "🎓": "education",
	"ervaring": "experience", "werkervaring": "experience",
	"werkgever": "employer", "organisatie": "employer", "bedrijf": "employer", "bedrijfsnaam": "employer", "opdrachtgever": "employer", "company": "employer", "employer": "employer",
	"vacaturenummer": "id", "vacature nummer": "id", "referentienummer": "id", "referentie": "id", "vacature-id": "id", "vacaturecode": "id",
	"branche": "industry", "sector": "industry", "vakgebied": "occupation", "functiegroep": "occupation", "beroep": "occupation",
	"startdatum": "start", "ingangsdatum": "start", "per": "start",
}

// labels are the values found beside labels, the first of each kind.
type labels struct {
	values map[string]string
	count  int
}

const (
	maxLabel = 40  // characters; longer is a sentence
	maxValue = 200 // characters; longer is a paragraph
)

func foldLabel(s string) string {
	s = strings.ToLower(field.Line(s))
	return strings.TrimFunc(s, func(r rune) bool { return unicode.IsSpace(r) || r == ':' || r == '*' || r == '\ufe0f' })
}

func (l *labels) add(label, value string) {
	if len(label) > maxLabel*2 {
		return
	}
	kind, ok := labelWords[foldLabel(label)]
	if value = strings.Trim(field.Line(value), " :|•"); !ok || value == "" || len(value) > maxValue {
		return
	}
	if l.values[kind] == "" {
		l.values[kind] = value
		l.count++
	}
}

// read finds labels in the ways that pages lay them out: definition lists,
// rows of two cells, bold words before a value, titles of icons, pictograms,
// and the variables that pages hand to their statistics.
func (d *document) read() *labels {
	if d.labels != nil {
		return d.labels
	}
	l := &labels{values: map[string]string{}}
	d.labels = l
	if body := d.tags["body"]; len(body) > 0 {
		l.walk(body[0])
	}
	for _, s := range d.tags["script"] {
		if s.FirstChild != nil {
			l.script(s.FirstChild.Data)
		}
	}
	return l
}

// walk visits what is not a menu or footer.
func (l *labels) walk(n *html.Node) {
	for c := n.FirstChild; c != nil; c = c.NextSibling {
		if c.Type != html.ElementNode || c.Data == "nav" || c.Data == "footer" || isScript(c) || c.Data == "header" && !holds(c, "h1") {
			continue
		}
		switch c.Data {
		case "dt":
			l.add(textOf(c), textOf(after(c)))
		case "tr":
			if cells := children(c); len(cells) == 2 {
				l.add(textOf(cells[0]), textOf(cells[1]))
			}
		case "strong", "b", "h3", "h4", "h5", "h6", "label":
			l.beside(c)
		case "li", "p":
			l.line(c)
		case "span", "div":
			l.beside(c)
			l.line(c)
		}
		label := attr(c, "title")
		if label == "" {
			label = attr(c, "aria-label")
		}
		if label != "" && labelWords[foldLabel(label)] != "" {
			if value := textOf(c); strings.TrimSpace(value) != "" {
				l.add(label, value)
			} else {
				l.add(label, textOf(after(c)))
			}
		}
		l.walk(c)
	}
}

// after is the next element; a node without content when there is none.
func after(n *html.Node) *html.Node {
	for s := n.NextSibling; s != nil; s = s.NextSibling {
		if s.Type == html.ElementNode {
			return s
		}
	}
	return &html.Node{Type: html.TextNode}
}

func children(n *html.Node) []*html.Node {
	var all []*html.Node
	for c := n.FirstChild; c != nil; c = c.NextSibling {
		if c.Type == html.ElementNode {
			all = append(all, c)
		}
	}
	return all
}

// beside takes an element for a label and what follows it for the value.
func (l *labels) beside(n *html.Node) {
	text := ownText(n)
	if text == "" || len(text) > maxLabel || labelWords[foldLabel(text)] == "" {
		return
	}
	for next := n.NextSibling; next != nil; next = next.NextSibling {
		if value := strings.TrimSpace(textOf(next)); value != "" {
			l.add(text, value)
			return
		}
	}
}

// line reads "Label: value" and a pictogram before a value in one element.
func (l *labels) line(n *html.Node) {
	text := ownText(n)
	if text == "" || len(text) > maxLabel+maxValue {
		return
	}
	if label, value, ok := strings.Cut(text, ":"); ok && value != "" {
		l.add(label, value)
	} else if r := []rune(text); len(r) > 2 && r[0] > 0x2600 {
		l.add(string(r[0]), string(r[1:]))
	}
}

// ownText is the text of an element that holds text only.
func ownText(n *html.Node) string {
	if n.FirstChild == nil || n.FirstChild.NextSibling != nil || n.FirstChild.Type != html.TextNode {
		return ""
	}
	return strings.TrimSpace(n.FirstChild.Data)
}

// script reads the flat object that a page pushes to its data layer.
func (l *labels) script(s string) {
	i := strings.Index(s, "dataLayer.push({")
	if i < 0 || len(s) > 1<<16 {
		return
	}
	n, err := record.LenientJSON([]byte(s[i+len("dataLayer.push("):]))
	if err != nil {
		return
	}
	for _, k := range n.Kids {
		l.add(strings.ReplaceAll(k.Name, "-", " "), k.Text)
	}
}

// labelled fills from labels the fields that are still open.
func (d *document) labelled(v *vacancy.Vacancy) {
	get := d.read().values
	text := func(to *string, kind string) {
		if *to == "" {
			*to = get[kind]
		}
	}
	text(&v.Employer, "employer")
	text(&v.ExternalID, "id")
	text(&v.Education, "education")
	text(&v.Experience, "experience")
	text(&v.Industry, "industry")
	text(&v.Occupation, "occupation")
	if len(v.Places) == 0 && get["place"] != "" {
		v.Places = field.Places(get["place"])
	}
	if v.Hours.IsZero() {
		v.Hours = field.Hours(get["hours"])
	}
	if v.Pay.IsZero() && get["pay"] != "" {
		v.Pay = field.Pay(get["pay"])
		if v.Pay.Period == "" && v.Pay.MinCents > 0 {
			v.Pay.Period = field.Period(get["period"])
		}
	}
	if len(v.EmploymentTypes) == 0 {
		v.EmploymentTypes = field.EmploymentTypes(get["type"])
	}
	if v.Posted.IsZero() {
		v.Posted, _ = field.Date(get["posted"], d.opt.Now)
	}
	if v.ValidThrough.IsZero() {
		v.ValidThrough, _ = field.Date(get["until"], d.opt.Now)
	}
	record.Found(v, "label")
}

var (
	employerClass = regexp.MustCompile(`(?i)(?:company|employer|werkgever|organi[sz]ati(?:on|e)|bedrijfs?)[-_]{0,2}(?:name|naam)|title__link`)
	placeClass    = regexp.MustCompile(`(?i)(?:job|vacancy|vacature)[-_]{0,2}(?:location|locatie|plaats|city)`)
	siteWords     = regexp.MustCompile(`(?i)^\s*(?:werken bij|vacatures?(?: bij)?|kom werken bij|home)\s*[-:|–—]?\s*|\s*[-|–—:]\s*(?:vacatures?|werken bij|home|jobs|careers)\s*$`)
)

// employer looks for the hiring organisation on the page: an element whose
// class says so, the publisher in structured data, the name of the site.
func (d *document) employer() string {
	if s := d.byClass(employerClass); s != "" {
		return s
	}
	for _, kind := range []string{"Organization", "LocalBusiness", "Corporation", "EmploymentAgency", "GeneralContractor", "WebSite"} {
		for _, n := range d.graph.Typed(kind) {
			if s := d.graph.Name(n); s != "" {
				return strings.TrimSpace(siteWords.ReplaceAllString(s, ""))
			}
		}
	}
	if s := d.meta("og:site_name"); s != "" {
		return strings.TrimSpace(siteWords.ReplaceAllString(s, ""))
	}
	return ""
}

// byClass is the short text of the first element whose class matches.
func (d *document) byClass(re *regexp.Regexp) (found string) {
	d.Find("[class]").EachWithBreak(func(_ int, s *goquery.Selection) bool {
		if class := s.AttrOr("class", ""); len(class) > 5 && re.MatchString(class) {
			if t := field.Line(s.Text()); t != "" && len(t) <= 100 {
				found = t
				return false
			}
		}
		return true
	})
	return found
}
