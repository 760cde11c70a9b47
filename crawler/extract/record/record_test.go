package record

import (
	"errors"
	"io"
	"strings"
	"testing"
	"time"

	"passend/index/vacancy"

	"github.com/google/go-cmp/cmp"
)

func TestLenientJSON(t *testing.T) {
	tests := []struct{ name, in string }{
		{"valid", `{"title":"Inpakker","n":{"m":["a","b"]}}`},
		{"trailing commas", `{"title":"Inpakker","n":{"m":["a","b",],},}`},
		{"comments", "/* x */{\"title\":\"Inpakker\", // naam\n\"n\":{\"m\":[\"a\",\"b\"]}}"},
		{"CDATA", "//<![CDATA[\n{\"title\":\"Inpakker\",\"n\":{\"m\":[\"a\",\"b\"]}}\n//]]>"},
		{"HTML comment", "<!-- {\"title\":\"Inpakker\",\"n\":{\"m\":[\"a\",\"b\"]}} -->"},
		{"single quotes and bare keys", `{title:'Inpakker',n:{m:['a','b']}}`},
		{"missing comma", `{"title":"Inpakker" "n":{"m":["a" "b"]}}`},
		{"cut short", `{"title":"Inpakker","n":{"m":["a","b"`},
		{"semicolon behind it", `{"title":"Inpakker","n":{"m":["a","b"]}};`},
		{"mark before it", "\ufeff{\"title\":\"Inpakker\",\"n\":{\"m\":[\"a\",\"b\"]}}"},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			n, err := LenientJSON([]byte(tt.in))
			if err != nil {
				t.Fatal(err)
			}
			if n.Get("title") != "Inpakker" || strings.Join(n.Texts("n/m"), "") != "ab" {
				t.Errorf("%q %v", n.Get("title"), n.Texts("n/m"))
			}
		})
	}
	n, err := LenientJSON([]byte("{\"d\":\"regel\nregel \"twee\", en meer\",\"u\":\"caf\\u00e9 \\ud83d\\ude00\",\"z\":null}"))
	if err != nil || n.Get("d") != "regel\nregel \"twee\", en meer" || n.Get("u") != "café 😀" || n.First("z") != nil {
		t.Errorf("%+v %v", n, err)
	}
	if _, err := LenientJSON([]byte("geen json")); !errors.Is(err, ErrNotJSON) {
		t.Error(err)
	}
	if _, err := JSON([]byte(`{"a":1`)); !errors.Is(err, ErrNotJSON) {
		t.Error("a reply cut short passed for whole")
	}
}

func TestEachXML(t *testing.T) {
	in := `<?xml version="1.0"?><jobs><publisher>Jansma</publisher><job id="7"><title>In &amp; uit</title><description>Een <b>mooie</b> baan &eacute;n</description></job><job><title>Twee</title></job><job><title>Drie`
	var titles []string
	var head, first *Node
	err := EachXML(strings.NewReader(in), []string{"job"}, func(h, n *Node) bool {
		titles = append(titles, n.Get("title"))
		if first == nil {
			head, first = h, n
		}
		return true
	})
	if diff := cmp.Diff([]string{"In & uit", "Twee"}, titles); diff != "" {
		t.Error(diff)
	}
	if err == nil {
		t.Error("no error for a feed cut short")
	}
	if head.Get("publisher") != "Jansma" || first.Get("@id") != "7" || first.Get("description") != "Een <b>mooie</b> baan én" {
		t.Errorf("%q %q", head.Get("publisher"), first.Get("description"))
	}
	if err := EachXML(strings.NewReader("<a>"), nil, func(_, _ *Node) bool { return true }); !errors.Is(err, io.ErrUnexpectedEOF) && err == nil {
		t.Error(err)
	}
}

func TestMapping(t *testing.T) {
	n, err := JSON([]byte(`{"nr":12,"naam":"Inpakker","waar":[{"stad":"Meppel","cp":"7941 AB"},{"stad":"Assen"}],"tekst":["<p>Een</p>","Twee"],
		"loon":{"van":"2.400","tot":"2.800","per":"MONTH"},"uren":{"van":24,"tot":32},"sinds":"1 juli 2026","soort":"parttime","kunde":"tillen; rijden"}`))
	if err != nil {
		t.Fatal(err)
	}
	m := Mapping{Name: "eigen", Fields: map[string]Paths{
		"id": {"nr"}, "title": {"titel", "naam"}, "employer": {"=Jansma"}, "places": {"waar"}, "city": {"stad"}, "postcode": {"cp"}, "text": {"intro + tekst"},
		"pay_min": {"loon/van"}, "pay_max": {"loon/tot"}, "pay_period": {"loon/per"}, "hours_min": {"uren/van"}, "hours_max": {"uren/tot"},
		"posted": {"sinds"}, "employment_type": {"soort"}, "skills": {"kunde"},
	}}
	got := m.Build(nil, n, time.Time{})
	if got.FoundBy["pay"] != "eigen" {
		t.Error("found by", got.FoundBy)
	}
	got.FoundBy = nil
	want := vacancy.Vacancy{
		ExternalID: "12", Title: "Inpakker", Employer: "Jansma", Text: "Een\n\nTwee",
		Places: []vacancy.Place{{Name: "Meppel", Postcode: "7941 AB"}, {Name: "Assen"}}, Hours: vacancy.Hours{Min: 96, Max: 128},
		Pay:    vacancy.Pay{MinCents: 240000, MaxCents: 280000, Period: vacancy.PerMonth},
		Posted: time.Date(2026, 7, 1, 0, 0, 0, 0, time.UTC), EmploymentTypes: []string{"PART_TIME"}, Skills: []string{"tillen", "rijden"},
	}
	if diff := cmp.Diff(want, got); diff != "" {
		t.Error(diff)
	}
	if (Mapping{Fields: map[string]Paths{"titel": {"x"}}}).Validate() == nil || (Mapping{}).Validate() == nil {
		t.Error("a bad mapping passed")
	}
}

func TestJobPosting(t *testing.T) {
	posting := `{"@context":"https://schema.org","@graph":[{"@type":["Organization","LocalBusiness"],"@id":"#ik","name":"Jansma B.V."},
	 {"@type":["JobPosting","Thing"],"title":"Inpakker","identifier":{"@type":"PropertyValue","value":"j-1"},"description":"&lt;p&gt;Je tilt dozen.&lt;/p&gt;",
	  "hiringOrganization":{"@id":"#ik"},"employmentType":["PART_TIME","TEMPORARY"],"datePosted":"2026-7-27","validThrough":"2026-09-01",
	  "jobLocation":[{"@type":"Place","address":{"addressLocality":"Meppel","postalCode":"7941 AB","addressCountry":{"name":"Nederland"}},"geo":{"latitude":"52.69","longitude":6.19}},{"address":"Assen, Nederland"}],
	  "baseSalary":{"currency":"EUR","value":{"minValue":14.5,"maxValue":"16,20","unitText":"HOUR"}},"workHours":"24-32 uur","jobLocationType":"TELECOMMUTE",
	  "skills":["tillen","rijden"],"experienceRequirements":{"@type":"OccupationalExperienceRequirements","monthsOfExperience":12}}]}`
	n, err := LenientJSON([]byte(posting))
	if err != nil {
		t.Fatal(err)
	}
	var g Graph
	g.Add(n)
	nodes := g.Typed("JobPosting")
	if len(nodes) != 1 {
		t.Fatalf("%d postings", len(nodes))
	}
	got := g.JobPosting(nodes[0], "json-ld", time.Time{})
	got.FoundBy = nil
	want := vacancy.Vacancy{
		ExternalID: "j-1", Title: "Inpakker", Employer: "Jansma B.V.", Text: "Je tilt dozen.",
		Places:          []vacancy.Place{{Name: "Meppel", Postcode: "7941 AB", Country: "NL", Lat: 52.69, Lon: 6.19}, {Name: "Assen", Country: "NL"}},
		EmploymentTypes: []string{"PART_TIME", "TEMPORARY"}, Hours: vacancy.Hours{Min: 96, Max: 128}, Experience: "12 maanden", Skills: []string{"tillen", "rijden"}, Remote: true,
		Pay:    vacancy.Pay{MinCents: 1450, MaxCents: 1620, Period: vacancy.PerHour},
		Posted: time.Date(2026, 7, 27, 0, 0, 0, 0, time.UTC), ValidThrough: time.Date(2026, 9, 1, 0, 0, 0, 0, time.UTC),
	}
	if diff := cmp.Diff(want, got); diff != "" {
		t.Error(diff)
	}
}

func FuzzLenientJSON(f *testing.F) {
	f.Add(`{"a":[1,{"b":"c\u00e9"}],}`)
	f.Add("[[[[{'x':/*")
	f.Fuzz(func(t *testing.T, in string) {
		n, err := LenientJSON([]byte(in))
		if err != nil {
			return
		}
		var g Graph
		g.Add(n)
		for _, p := range g.Typed("JobPosting") {
			g.JobPosting(p, "x", time.Time{})
		}
	})
}

func FuzzXML(f *testing.F) {
	f.Add("<jobs><job id='1'><title>a</title><description>b <i>c</i></description></job></jobs>")
	f.Fuzz(func(t *testing.T, in string) {
		m := Mapping{Fields: map[string]Paths{"title": {"title", "."}, "text": {"description + *"}, "places": {"*"}, "city": {"."}}}
		_ = EachXML(strings.NewReader(in), []string{"job"}, func(h, n *Node) bool { m.Build(h, n, time.Time{}); return true })
		_, _ = XML(strings.NewReader(in))
	})
}
