package record

import (
	"fmt"
	"maps"
	"slices"
	"strconv"
	"strings"
	"time"

	"passend/crawler/extract/field"
	"passend/index/vacancy"

	"github.com/goccy/go-yaml"
)

// Mapping says where the fields of a vacancy stand in records of one shape:
// elements of an XML feed, objects of an API reply, columns of a table.
type Mapping struct {
	// Name is what FoundBy says for the fields found by it.
	Name string `yaml:"name"`
	// Items are the names of the elements that hold one vacancy each (XML), or
	// the paths to them (JSON). Tables need none.
	Items []string `yaml:"items"`
	// Fields maps a field to the paths it may stand at, the first that has
	// text winning. See FieldNames.
	Fields map[string]Paths `yaml:"fields"`
}

// Paths are alternatives, in order. A path is names parted by "/" ("@id" is an
// attribute, "*" any name); one beginning with "/" is looked up in the head of
// the feed; one beginning with "=" is a constant; parts joined by " + " are
// all taken, each on its own paragraph.
type Paths []string

// UnmarshalYAML takes one path or a list of them.
func (p *Paths) UnmarshalYAML(data []byte) error {
	var one string
	if err := yaml.Unmarshal(data, &one); err == nil {
		*p = Paths{one}
		return nil
	}
	var many []string
	if err := yaml.Unmarshal(data, &many); err != nil {
		return err
	}
	*p = many
	return nil
}

// fieldNames are the fields a mapping may fill and what they mean.
var fieldNames = map[string]string{
	"id": "identity within the source", "url": "page of the vacancy", "title": "job title", "employer": "hiring organisation",
	"text": "advertisement, markup or plain; all nodes on the path are taken", "language": "BCP 47 tag",
	"places": "base path of a list of places; the place fields are then relative to it",
	"place":  "place in one string", "city": "town", "street": "street", "postcode": "postcode", "region": "province or state",
	"country": "name or ISO code", "lat": "degrees", "lon": "degrees",
	"posted": "date", "valid_through": "date", "start": "date",
	"hours": "weekly hours in words", "hours_min": "number", "hours_max": "number",
	"pay": "pay in words", "pay_min": "amount", "pay_max": "amount", "pay_period": "word", "pay_currency": "ISO code",
	"employment_type": "kinds, any notation", "education": "text", "experience": "text", "industry": "text",
	"occupation": "text", "skills": "list or parted by comma or semicolon", "remote": "yes or no",
}

// FieldNames lists the fields that a mapping may fill.
func FieldNames() []string { return slices.Sorted(maps.Keys(fieldNames)) }

// Validate reports the first field that does not exist, or a mapping that
// fills no title.
func (m Mapping) Validate() error {
	for _, name := range slices.Sorted(maps.Keys(m.Fields)) {
		if _, ok := fieldNames[name]; !ok {
			return fmt.Errorf("mapping %q: unknown field %q, known are %s", m.Name, name, strings.Join(FieldNames(), ", "))
		}
	}
	if len(m.Fields["title"]) == 0 {
		return fmt.Errorf("mapping %q: no path for the title", m.Name)
	}
	return nil
}

// blanks are words that systems write where there is nothing.
var blanks = map[string]bool{"undisclosed": true, "n/a": true, "n.v.t.": true, "nvt": true, "null": true, "none": true, "-": true, "undefined": true, "onbekend": true}

// source is one record with the head of its feed.
type source struct {
	m          *Mapping
	head, item *Node
}

func (s source) get(name string) string { return s.at(s.item, name) }

func (s source) at(item *Node, name string) string {
	for _, path := range s.m.Fields[name] {
		if v := s.one(item, path); v != "" && !blanks[strings.ToLower(v)] {
			return v
		}
	}
	return ""
}

func (s source) one(item *Node, path string) string {
	if c, ok := strings.CutPrefix(path, "="); ok {
		return c
	}
	if h, ok := strings.CutPrefix(path, "/"); ok {
		if s.head == nil {
			return ""
		}
		return s.head.Get(h)
	}
	return item.Get(path)
}

// nodes are what the first alternative that leads anywhere leads to, the parts
// joined by " + " after each other.
func (s source) nodes(name string) []*Node {
	for _, alternative := range s.m.Fields[name] {
		var all []*Node
		for path := range strings.SplitSeq(alternative, " + ") {
			all = append(all, s.item.All(strings.TrimSpace(path))...)
		}
		all = slices.DeleteFunc(all, func(n *Node) bool { return strings.TrimSpace(n.Text) == "" && len(n.Kids) == 0 })
		if len(all) > 0 {
			return all
		}
	}
	return nil
}

// text joins the texts of nodes, each a paragraph.
func (s source) text() string {
	var parts []string
	for _, n := range s.nodes("text") {
		if t := field.Text(n.Markup()); t != "" {
			parts = append(parts, t)
		}
	}
	return strings.Join(parts, "\n\n")
}

func (s source) list(name string) []string {
	var all []string
	for _, n := range s.nodes(name) {
		if t := strings.TrimSpace(n.Text); t != "" {
			all = append(all, t)
		}
	}
	return all
}

// Build makes the vacancy that the mapping finds in item; head may be nil. now
// is used for dates such as "gisteren"; it may be zero.
func (m *Mapping) Build(head, item *Node, now time.Time) vacancy.Vacancy {
	s := source{m, head, item}
	v := vacancy.Vacancy{
		ExternalID: field.Line(s.get("id")), URL: field.Address(s.get("url")),
		Title: field.Line(s.get("title")), Employer: field.Line(s.get("employer")),
		Text: s.text(), Language: strings.TrimSpace(s.get("language")),
		EmploymentTypes: field.EmploymentTypes(s.list("employment_type")...),
		Education:       field.Line(s.get("education")), Experience: field.Line(s.get("experience")),
		Industry: field.Line(s.get("industry")), Occupation: field.Line(s.get("occupation")),
		Skills: Skills(s.list("skills")), Remote: field.Yes(s.get("remote")),
	}
	if strings.Contains(v.ExternalID, "://") {
		v.ExternalID = field.Address(v.ExternalID)
	}
	v.Places = s.places()
	v.Hours = field.HoursRange(s.get("hours_min"), s.get("hours_max"))
	if v.Hours.IsZero() {
		v.Hours = field.Hours(s.get("hours"))
	}
	v.Pay = s.pay()
	v.Posted, _ = field.Date(s.get("posted"), now)
	v.ValidThrough, _ = field.Date(s.get("valid_through"), now)
	v.Start, _ = field.Date(s.get("start"), now)
	Found(&v, m.Name)
	return v
}

func (s source) pay() vacancy.Pay {
	low, okLow := field.Amount(s.get("pay_min"))
	high, okHigh := field.Amount(s.get("pay_max"))
	if !okLow && !okHigh || low == 0 && high == 0 {
		return field.Pay(s.get("pay"))
	}
	if low == 0 {
		low = high
	}
	return vacancy.Pay{MinCents: low, MaxCents: max(low, high), Period: field.Period(s.get("pay_period")), Currency: field.Currency(s.get("pay_currency"))}
}

func (s source) places() []vacancy.Place {
	bases := s.nodes("places")
	if len(bases) == 0 {
		bases = []*Node{s.item}
	}
	var all []vacancy.Place
	for _, b := range bases {
		if p := s.place(b); p != (vacancy.Place{}) && !slices.Contains(all, p) {
			all = append(all, p)
		}
	}
	return all
}

func (s source) place(base *Node) vacancy.Place {
	p := vacancy.Place{
		Name: field.Line(s.at(base, "city")), Street: field.Line(s.at(base, "street")), Postcode: field.Line(s.at(base, "postcode")),
		Region: field.Line(s.at(base, "region")), Country: field.Country(s.at(base, "country")),
	}
	if p.Name == "" {
		free := field.Place(s.at(base, "place"))
		p.Name = free.Name
		p.Street, p.Postcode = first(p.Street, free.Street), first(p.Postcode, free.Postcode)
		p.Region, p.Country = first(p.Region, free.Region), first(p.Country, free.Country)
	}
	p.Lat, p.Lon = Point(s.at(base, "lat"), s.at(base, "lon"))
	return p
}

func first(a, b string) string {
	if a != "" {
		return a
	}
	return b
}

// Point reads WGS 84 degrees; both are zero when either is no such number.
func Point(lat, lon string) (float64, float64) {
	a, err1 := strconv.ParseFloat(strings.TrimSpace(lat), 64)
	b, err2 := strconv.ParseFloat(strings.TrimSpace(lon), 64)
	if err1 != nil || err2 != nil || !(a >= -90 && a <= 90 && b >= -180 && b <= 180) {
		return 0, 0
	}
	return a, b
}

// Skills splits lists that stand in one string and drops repeats.
func Skills(fields []string) []string {
	var all []string
	for _, f := range fields {
		for part := range strings.FieldsFuncSeq(field.Text(f), func(r rune) bool { return r == ';' || r == ',' || r == '\n' || r == '|' }) {
			if part = strings.Trim(part, " -•"); part != "" && len(part) <= 120 && !slices.Contains(all, part) {
				all = append(all, part)
			}
		}
	}
	return all
}

// Found notes for every field that is filled and not yet accounted for that it
// was found by the given way.
func Found(v *vacancy.Vacancy, by string) {
	if v.FoundBy == nil {
		v.FoundBy = map[string]string{}
	}
	for name, filled := range map[string]bool{
		"external_id": v.ExternalID != "", "url": v.URL != "", "title": v.Title != "", "employer": v.Employer != "",
		"places": len(v.Places) > 0, "text": v.Text != "", "language": v.Language != "", "hours": !v.Hours.IsZero(), "pay": !v.Pay.IsZero(),
		"employment_types": len(v.EmploymentTypes) > 0, "education": v.Education != "", "experience": v.Experience != "",
		"industry": v.Industry != "", "occupation": v.Occupation != "", "skills": len(v.Skills) > 0, "remote": v.Remote,
		"posted": !v.Posted.IsZero(), "valid_through": !v.ValidThrough.IsZero(), "start": !v.Start.IsZero(),
	} {
		if _, known := v.FoundBy[name]; filled && !known {
			v.FoundBy[name] = by
		}
	}
}
