package intake

import (
	"bytes"
	"encoding/xml"
	"fmt"
	"html"
	"regexp"
	"strings"
	"time"

	"golang.org/x/net/html/charset"

	"passend/index/taxonomy"
	"passend/matcher/profile"
)

// europass holds what a profile takes of both generations of the Europass CV:
// Candidate (HR-XML 3, since 2020) and SkillsPassport (V3). Elements are matched
// by local name; names of persons and contact data have no field here.
type europass struct {
	XMLName xml.Name
	// Candidate.
	MotherTongues []string `xml:"CandidatePerson>PrimaryLanguageCode"`
	City          []string `xml:"CandidatePerson>Communication>Address>CityName"`
	Profile       []struct {
		Employers []struct {
			Positions []position `xml:"PositionHistory"`
		} `xml:"EmploymentHistory>EmployerHistory"`
		Schools []struct {
			Degrees []struct {
				Name string `xml:"DegreeName"`
			} `xml:"EducationDegree"`
		} `xml:"EducationHistory>EducationOrganizationAttendance"`
		Competences []struct {
			Taxonomy string   `xml:"TaxonomyID"`
			ID       string   `xml:"CompetencyID"`
			Scores   []string `xml:"CompetencyDimension>Score>ScoreText"`
		} `xml:"PersonQualifications>PersonCompetency"`
		Licences []string `xml:"Licenses>License>LicenseTypeCode"`
	} `xml:"CandidateProfile"`
	// SkillsPassport.
	Old struct {
		Work []struct {
			Period   oldPeriod `xml:"Period"`
			Position string    `xml:"Position>Label"`
			Tasks    string    `xml:"Activities"`
		} `xml:"WorkExperienceList>WorkExperience"`
		Education []struct {
			Title string `xml:"Title"`
			Level string `xml:"Level>Label"`
		} `xml:"EducationList>Education"`
		Mother  []string `xml:"Skills>Linguistic>MotherTongueList>MotherTongue>Description>Code"`
		Foreign []struct {
			Code   string `xml:"Description>Code"`
			Spoken string `xml:"ProficiencyLevel>SpokenInteraction"`
		} `xml:"Skills>Linguistic>ForeignLanguageList>ForeignLanguage"`
		Licences []string `xml:"Skills>Driving>Description>Licence"`
		City     string   `xml:"Identification>ContactInfo>Address>Contact>Municipality"`
	} `xml:"LearnerInfo"`
}

type position struct {
	Title struct {
		Text string `xml:",chardata"`
		// When the person chose an ESCO occupation, its URI stands in languageID.
		URI string `xml:"languageID,attr"`
	} `xml:"PositionTitle"`
	Start       string `xml:"EmploymentPeriod>StartDate>FormattedDateTime"`
	End         string `xml:"EmploymentPeriod>EndDate>FormattedDateTime"`
	Description string `xml:"Description"`
}

type oldPeriod struct {
	From oldDate `xml:"From"`
	To   oldDate `xml:"To"`
}

type oldDate struct {
	Year  string `xml:"year,attr"`
	Month string `xml:"month,attr"` // --05
}

func (o oldDate) date() string {
	if m := strings.Trim(o.Month, "-"); len(m) == 2 && o.Year != "" {
		return o.Year + "-" + m
	}
	return o.Year
}

// readEuropass reads a Europass CV. Time that runs on has no end here: years of
// the present post are left for a person when the file gives no end.
func readEuropass(data []byte) (Draft, error) {
	var e europass
	dec := xml.NewDecoder(bytes.NewReader(data))
	dec.CharsetReader = charset.NewReaderLabel
	if err := dec.Decode(&e); err != nil {
		return Draft{}, fmt.Errorf("%w: %w", ErrFormat, err)
	}
	if n := e.XMLName.Local; n != "Candidate" && n != "SkillsPassport" {
		return Draft{}, fmt.Errorf("%w: XML with root %q", ErrFormat, n)
	}
	d := Draft{Format: FormatEuropass}
	for _, city := range append(e.City, e.Old.City) {
		if city = strings.TrimSpace(city); city != "" && d.Worker.Person.Home.Place == "" {
			d.Worker.Person.Home.Place = city
			d.add("person.home.place", city, city, "adres")
		}
	}
	for _, p := range e.Profile {
		for _, employer := range p.Employers {
			for _, x := range employer.Positions {
				d.europassJob(x.Title.Text, x.Title.URI, x.Start, x.End, x.Description)
			}
		}
		for _, s := range p.Schools {
			for _, degree := range s.Degrees {
				d.europassStudy(degree.Name, "")
			}
		}
		for _, c := range p.Competences {
			if c.Taxonomy == "language" && len(c.Scores) > 0 {
				d.europassLanguage(c.ID, c.Scores[0])
			}
		}
		d.europassLicences(p.Licences)
	}
	for _, w := range e.Old.Work {
		d.europassJob(w.Position, "", w.Period.From.date(), w.Period.To.date(), w.Tasks)
	}
	for _, s := range e.Old.Education {
		d.europassStudy(s.Title, s.Level)
	}
	for _, code := range append(e.MotherTongues, e.Old.Mother...) {
		d.europassLanguage(code, "moedertaal")
	}
	for _, f := range e.Old.Foreign {
		d.europassLanguage(f.Code, f.Spoken)
	}
	d.europassLicences(e.Old.Licences)
	d.note("Naam, geboortedatum, contactgegevens en werkgevers zijn niet overgenomen.")
	return d, nil
}

func (d *Draft) europassJob(name, uri, from, until, description string) {
	if name = strings.TrimSpace(name); name == "" {
		return
	}
	p := &d.Worker.Person
	path := fmt.Sprintf("person.work[%d]", len(p.Work))
	job := profile.Job{Title: name}
	place := "werkervaring"
	if strings.HasPrefix(uri, "http") {
		place += " (ESCO " + uri + ")"
	}
	d.add(path+".title", name, name, place)
	if until != "" {
		job.Years = yearsBetween(day(from), day(until), time.Time{})
	}
	if job.Years > 0 {
		d.add(path+".years", job.Years, from+" – "+until, place)
	} else {
		d.note("%s: er staat geen begin en einde bij. Vul het aantal jaren in.", name)
	}
	for _, l := range textLines(plainText(description)) {
		task := strings.TrimLeft(l.text, "-–•*· ")
		d.add(fmt.Sprintf("%s.tasks[%d]", path, len(job.Tasks)), task, l.text, place)
		job.Tasks = append(job.Tasks, task)
	}
	p.Work = append(p.Work, job)
}

func day(s string) string { return s[:min(len(s), len(time.DateOnly))] }

var (
	blockTag = regexp.MustCompile(`(?i)</?(?:p|li|br|ul|ol|div)\b[^>]*>`)
	anyTag   = regexp.MustCompile(`<[^>]*>`)
)

// plainText takes mark-up out of a description.
func plainText(s string) string {
	return html.UnescapeString(anyTag.ReplaceAllString(blockTag.ReplaceAllString(s, "\n"), ""))
}

func (d *Draft) europassStudy(name, level string) {
	if name = strings.TrimSpace(name); name == "" {
		return
	}
	p := &d.Worker.Person
	path := fmt.Sprintf("person.education[%d]", len(p.Education))
	study := profile.Study{Name: name, Level: educationLevel(name + " " + level)}
	d.add(path+".name", name, name, "opleiding")
	if study.Level != taxonomy.EducationUnknown {
		d.add(path+".level", study.Level, strings.TrimSpace(name+" "+level), "opleiding")
	}
	p.Education = append(p.Education, study)
}

func (d *Draft) europassLanguage(code, level string) {
	two, ok := iso6391[strings.ToLower(strings.TrimSpace(code))]
	if !ok && len(strings.TrimSpace(code)) == 2 {
		two, ok = strings.ToLower(strings.TrimSpace(code)), true
	}
	if !ok {
		d.note("Taal %s is niet overgenomen.", code)
		return
	}
	p := &d.Worker.Person
	skill := profile.LanguageSkill{Language: two}
	if level == "moedertaal" {
		skill.Level = level
	} else if m := cefr.FindString(level); m != "" {
		skill.Level = strings.ToUpper(m)
	}
	d.add(fmt.Sprintf("person.languages[%d].language", len(p.Languages)), two, code, "talen")
	if skill.Level != "" {
		d.add(fmt.Sprintf("person.languages[%d].level", len(p.Languages)), skill.Level, level, "talen")
	}
	p.Languages = append(p.Languages, skill)
}

func (d *Draft) europassLicences(codes []string) {
	p := &d.Worker.Person
	for _, c := range codes {
		for _, x := range licencesIn(strings.ToUpper(c)) {
			if n := len(p.Licences); len(appendNew(p.Licences, x)) > n {
				p.Licences = append(p.Licences, x)
				d.add(fmt.Sprintf("person.licences[%d]", n), x, c, "rijbewijs")
			}
		}
	}
}
