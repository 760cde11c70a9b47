package ats

import (
	"errors"
	"net/url"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"passend/index/corpustest"
	"passend/index/vacancy"

	"github.com/google/go-cmp/cmp"
)

func TestDetect(t *testing.T) {
	tests := []struct{ in, system, token, first string }{
		{"https://jansma.recruitee.com/o/inpakker", "recruitee", "jansma", "https://jansma.recruitee.com/api/offers/"},
		{"https://boards.greenhouse.io/jansma/jobs/12", "greenhouse", "jansma", "https://boards-api.greenhouse.io/v1/boards/jansma/jobs?content=true"},
		{"https://boards.greenhouse.io/embed/job_board/js?for=jansma", "greenhouse", "jansma", "https://boards-api.greenhouse.io/v1/boards/jansma/jobs?content=true"},
		{"https://jobs.lever.co/jansma", "lever", "jansma", "https://api.lever.co/v0/postings/jansma?mode=json&skip=0&limit=100"},
		{"https://jobs.eu.lever.co/jansma/1", "lever", "jansma", "https://api.eu.lever.co/v0/postings/jansma?mode=json&skip=0&limit=100"},
		{"https://jobs.ashbyhq.com/jansma", "ashby", "jansma", "https://api.ashbyhq.com/posting-api/job-board/jansma?includeCompensation=true"},
		{"https://apply.workable.com/jansma/", "workable", "jansma", "https://apply.workable.com/api/v1/widget/accounts/jansma?details=true"},
		{"https://careers.smartrecruiters.com/Jansma", "smartrecruiters", "Jansma", "https://api.smartrecruiters.com/v1/companies/Jansma/postings?limit=100&offset=0"},
		{"https://jansma.jobs.personio.com/?language=nl", "personio", "jansma", "https://jansma.jobs.personio.com/xml?language=nl"},
		{"https://jansma.teamtailor.com/jobs", "teamtailor", "jansma", "https://jansma.teamtailor.com/jobs.json"},
		{"https://jansma.homerun.co/", "homerun", "jansma", "https://feed.homerun.co/jansma"},
		{"https://feed.homerun.co/jansma", "homerun", "jansma", "https://feed.homerun.co/jansma"},
		{"https://www.recruitee.com/", "", "", ""}, {"https://apply.workable.com/j/ABC", "", "", ""}, {"https://jansma.test/recruitee", "", "", ""},
	}
	for _, tt := range tests {
		u, err := url.Parse(tt.in)
		if err != nil {
			t.Fatal(err)
		}
		b, ok := Detect(u)
		if ok != (tt.system != "") || b.System != tt.system && ok || b.Token != tt.token && ok {
			t.Errorf("%s: %+v %v", tt.in, b, ok)
			continue
		}
		if ok {
			if req, err := b.First(); err != nil || req.URL != tt.first {
				t.Errorf("%s: first %q, want %q (%v)", tt.in, req.URL, tt.first, err)
			}
		}
	}
}

// replies is one invented job as each system sends it.
var replies = map[string]string{
	"recruitee":  `{"offers":[{"id":7,"title":"Inpakker","careers_url":"https://jansma.test/7","company_name":"Jansma","description":"<p>Je tilt.</p>","requirements":"<p>Je loopt.</p>","locations":[{"city":"Meppel","postal_code":"7941 AB","country_code":"NL","state":"Drenthe"}],"min_hours_per_week":"24","max_hours_per_week":"32","salary":{"min":"2400","max":"2800","period":"month","currency":"EUR"},"employment_type_code":"parttime_permanent","published_at":"2026-10-21 12:00:00 UTC","close_at":null,"remote":false}]}`,
	"greenhouse": `{"jobs":[{"id":7,"title":"Inpakker","absolute_url":"https://jansma.test/7","company_name":"Jansma ","location":{"name":"Meppel, Drenthe, NL"},"content":"&lt;p&gt;Je tilt.&lt;/p&gt;&lt;p&gt;Je loopt.&lt;/p&gt;","first_published":"2026-10-21T14:00:00+02:00"}],"meta":{"total":1}}`,
	"lever":      `[{"id":"7","text":"Inpakker","hostedUrl":"https://jansma.test/7","categories":{"location":"Meppel","commitment":"Part-time","allLocations":["Meppel"]},"country":"NL","createdAt":1792584000000,"description":"<div>Je tilt.</div>","lists":[{"text":"Eisen","content":"<li>rijbewijs</li>"}],"additional":"<div>Je loopt.</div>","workplaceType":"onsite"}]`,
	"ashby":      `{"jobs":[{"id":"7","title":"Inpakker","jobUrl":"https://jansma.test/7","location":"Meppel","address":{"postalAddress":{"addressLocality":"","addressRegion":"Drenthe","addressCountry":"Nederland"}},"descriptionHtml":"<p>Je tilt.</p><p>Je loopt.</p>","employmentType":"PartTime","publishedAt":"2026-10-21T12:00:00.000+00:00","isRemote":false}]}`,
	"workable":   `{"name":"Jansma","jobs":[{"shortcode":"7","title":"Inpakker","url":"https://jansma.test/7","description":"<p>Je tilt.</p><p>Je loopt.</p>","locations":[{"city":"Meppel","region":"Drenthe","countryCode":"NL"}],"employment_type":"Part-time","published_on":"2026-10-21","telecommuting":false}]}`,
	"personio":   `<?xml version="1.0" encoding="UTF-8"?><workzag-jobs><position><id>7</id><subcompany>Jansma</subcompany><office>Meppel</office><additionalOffices><office>Assen</office></additionalOffices><name>Inpakker</name><jobDescriptions><jobDescription><name>Taken</name><value><![CDATA[<p>Je tilt.</p>]]></value></jobDescription><jobDescription><name>Eisen</name><value><![CDATA[<p>Je loopt.</p>]]></value></jobDescription></jobDescriptions><schedule>part-time</schedule><createdAt>2026-10-21T12:00:00+00:00</createdAt></position></workzag-jobs>`,
	"teamtailor": `{"version":"https://jsonfeed.org/version/1.1","title":"Jansma","next_url":"https://jansma.test/jobs.json?page=2","items":[{"id":"u","title":"Inpakker","url":"https://jansma.test/7","_jobposting":{"@type":"JobPosting","identifier":{"value":7},"description":"<p>Je tilt.</p><p>Je loopt.</p>","datePosted":"2026-10-21","employmentType":"PART_TIME","jobLocation":[{"address":{"addressLocality":"Meppel","addressCountry":"NL"}}]}}]}`,
	"homerun":    `<?xml version="1.0"?><feed xmlns="http://www.w3.org/2005/Atom"><title>Jansma</title><entry><author><name>Jansma</name></author><title>Inpakker</title><link rel="alternate" href="https://jansma.test/7"/><id>7</id><description type="html"><![CDATA[<p>Je tilt.</p><p>Je loopt.</p>]]></description><location><name>Meppel</name></location><type><name>Part-time</name></type><updated>2026-10-21 12:00:00</updated></entry></feed>`,
}

func TestParse(t *testing.T) {
	for system, body := range replies {
		t.Run(system, func(t *testing.T) {
			b := Board{System: system, Token: "jansma", Employer: "Jansma"}
			req, err := b.First()
			if err != nil {
				t.Fatal(err)
			}
			r, err := b.Parse(req, []byte(body), time.Time{})
			if err != nil || len(r.Vacancies) != 1 {
				t.Fatalf("%d vacancies, %v", len(r.Vacancies), err)
			}
			v := r.Vacancies[0]
			if v.ExternalID != "7" || v.Title != "Inpakker" || v.Employer != "Jansma" || v.URL == "" {
				t.Errorf("%q %q %q %q", v.ExternalID, v.Title, v.Employer, v.URL)
			}
			if !strings.HasPrefix(v.PlaceNames(), "Meppel") || !strings.Contains(v.Text, "Je tilt.\n\n") || !strings.Contains(v.Text, "Je loopt.") {
				t.Errorf("%q %q", v.PlaceNames(), v.Text)
			}
			if v.Posted.Format(time.DateOnly) != "2026-10-21" {
				t.Errorf("posted %v", v.Posted)
			}
			if system != "greenhouse" && !cmp.Equal(v.EmploymentTypes, []string{"PART_TIME"}) {
				t.Errorf("types %v", v.EmploymentTypes)
			}
			if system == "teamtailor" && !cmp.Equal(r.Next, []Request{{URL: "https://jansma.test/jobs.json?page=2"}}) {
				t.Errorf("next %v", r.Next)
			}
			if system == "recruitee" && (v.Hours != vacancy.Hours{Min: 96, Max: 128} || v.Pay.Period != vacancy.PerMonth) {
				t.Errorf("%+v %+v", v.Hours, v.Pay)
			}
			// An answer cut short must not pass for the whole list.
			if _, err := b.Parse(req, []byte(body[:len(body)-8]), time.Time{}); !errors.Is(err, ErrReply) {
				t.Errorf("cut short: %v", err)
			}
			if _, err := b.Parse(req, []byte(`{"error":"niet gevonden"}`), time.Time{}); !errors.Is(err, ErrReply) {
				t.Errorf("an error page: %v", err)
			}
		})
	}
}

func TestSmartRecruiters(t *testing.T) {
	b := Board{System: "smartrecruiters", Token: "Jansma"}
	req, err := b.First()
	if err != nil {
		t.Fatal(err)
	}
	r, err := b.Parse(req, []byte(`{"offset":0,"limit":100,"totalFound":150,"content":[{"id":"7","name":"Inpakker","company":{"name":"Jansma"}},{"id":"8","name":"Bakker"}]}`), time.Time{})
	if err != nil {
		t.Fatal(err)
	}
	want := []Request{
		{URL: "https://api.smartrecruiters.com/v1/companies/Jansma/postings/7", Detail: true}, {URL: "https://api.smartrecruiters.com/v1/companies/Jansma/postings/8", Detail: true},
		{URL: "https://api.smartrecruiters.com/v1/companies/Jansma/postings?limit=100&offset=2"},
	}
	if diff := cmp.Diff(want, r.Next); diff != "" || r.Total != 150 || len(r.Vacancies) != 0 {
		t.Errorf("%d %d %s", r.Total, len(r.Vacancies), diff)
	}
	d, err := b.Parse(want[0], []byte(`{"id":"7","name":"Inpakker","company":{"name":"Jansma"},"location":{"city":"Meppel","country":"nl","latitude":"52.7","longitude":"6.2"},"typeOfEmployment":{"label":"Part-time"},"jobAd":{"sections":{"jobDescription":{"title":"Taken","text":"<p>Je tilt.</p>"},"qualifications":{"title":"Eisen","text":""}}}}`), time.Time{})
	if err != nil || len(d.Vacancies) != 1 {
		t.Fatal(err)
	}
	v := d.Vacancies[0]
	if v.URL != "https://jobs.smartrecruiters.com/Jansma/7" || v.Text != "Taken\n\nJe tilt.\n\nEisen" || v.Places[0].Country != "NL" || v.Places[0].Lat != 52.7 {
		t.Errorf("%+v", v)
	}
}

func TestEmptyLists(t *testing.T) {
	for system, body := range map[string]string{"recruitee": `{"offers":[]}`, "greenhouse": `{"jobs":[],"meta":{"total":0}}`, "lever": `[]`, "personio": `<workzag-jobs></workzag-jobs>`, "homerun": `<feed xmlns="http://www.w3.org/2005/Atom"><title>x</title></feed>`} {
		b := Board{System: system, Token: "x"}
		req, _ := b.First()
		if r, err := b.Parse(req, []byte(body), time.Time{}); err != nil || len(r.Vacancies)+len(r.Next) != 0 {
			t.Errorf("%s: %+v %v", system, r, err)
		}
	}
}

func TestCorpusReplies(t *testing.T) {
	files, _ := filepath.Glob(filepath.Join(corpustest.Path(t, "corpus", "ats"), "*", "*"))
	names, err := Systems()
	if err != nil {
		t.Fatal(err)
	}
	read := 0
	for _, path := range files {
		for _, name := range names {
			if !strings.HasPrefix(filepath.Base(path), name) || strings.Contains(path, "detail") {
				continue
			}
			body, err := os.ReadFile(path)
			if err != nil {
				t.Fatal(err)
			}
			b := Board{System: name, Token: "x"}
			req, _ := b.First()
			r, err := b.Parse(req, body, time.Time{})
			if err != nil {
				t.Errorf("%s: %v", filepath.Base(path), err)
				continue
			}
			read++
			text, place, posted := 0, 0, 0
			for _, v := range r.Vacancies {
				if len(v.Text) > 100 {
					text++
				}
				if len(v.Places) > 0 {
					place++
				}
				if !v.Posted.IsZero() {
					posted++
				}
			}
			t.Logf("%s: %d vacancies (text %d, place %d, posted %d), %d to fetch, total %d", filepath.Join(filepath.Base(filepath.Dir(path)), filepath.Base(path)), len(r.Vacancies), text, place, posted, len(r.Next), r.Total)
			if len(r.Vacancies)+len(r.Next) == 0 || posted < len(r.Vacancies) || place < len(r.Vacancies) {
				t.Errorf("%s: fields missing", path)
			}
		}
	}
	if read < 12 {
		t.Errorf("only %d replies read", read)
	}
}

func FuzzParse(f *testing.F) {
	for system, body := range replies {
		f.Add(system, body)
	}
	f.Fuzz(func(t *testing.T, system, body string) {
		b := Board{System: system, Token: "x"}
		req, err := b.First()
		if err != nil {
			return
		}
		for _, detail := range []bool{false, true} {
			req.Detail = detail
			_, _ = b.Parse(req, []byte(body), time.Time{})
		}
	})
}
