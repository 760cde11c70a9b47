package intake

import (
	"fmt"
	"regexp"
	"strings"
	"time"

	"passend/index/dutch"
	"passend/matcher/profile"
)

// section is a part of a CV under a heading.
type section uint8

const (
	secNone section = iota
	secPersonal
	secWork
	secEducation
	secCertificates
	secLanguages
	secSkills
	secQualities
	secSkip // hobbies, references, summary
)

// headings are the words that begin a part, folded.
var headings = map[string]section{
	"persoonlijke gegevens": secPersonal, "personalia": secPersonal, "persoonsgegevens": secPersonal, "contactgegevens": secPersonal,
	"werkervaring": secWork, "ervaring": secWork, "loopbaan": secWork, "arbeidsverleden": secWork, "arbeidservaring": secWork,
	"werkervaringen": secWork, "relevante werkervaring": secWork, "work experience": secWork, "experience": secWork,
	"opleiding": secEducation, "opleidingen": secEducation, "onderwijs": secEducation, "education": secEducation, "opleiding(en)": secEducation,
	"cursussen": secCertificates, "cursus": secCertificates, "certificaten": secCertificates, "trainingen": secCertificates,
	"cursussen en certificaten": secCertificates, "cursussen en trainingen": secCertificates, "diploma's en certificaten": secCertificates,
	"talen": secLanguages, "talenkennis": secLanguages, "taalvaardigheden": secLanguages, "taalvaardigheid": secLanguages, "languages": secLanguages,
	"vaardigheden": secSkills, "competenties": secSkills, "skills": secSkills, "kennis en vaardigheden": secSkills, "computervaardigheden": secSkills,
	"eigenschappen": secQualities, "kwaliteiten": secQualities, "persoonlijke eigenschappen": secQualities, "sterke punten": secQualities,
	"hobby's": secSkip, "hobbys": secSkip, "interesses": secSkip, "referenties": secSkip, "profiel": secSkip, "persoonlijk profiel": secSkip,
	"samenvatting": secSkip, "over mij": secSkip, "hobby's en interesses": secSkip,
}

// heading returns the part that a line begins, and what follows on the line.
func heading(text string) (section, string, bool) {
	name, rest, colon := strings.Cut(text, ":")
	s, ok := headings[strings.TrimSpace(strings.ToLower(strings.ReplaceAll(name, "’", "'")))]
	if !ok || !colon && rest != "" {
		return secNone, "", false
	}
	return s, strings.TrimSpace(rest), true
}

// cvReader builds a draft line by line.
type cvReader struct {
	d   Draft
	now time.Time
	// job is the job that tasks below belong to, or -1; wanted is true when its
	// title stands on the next line.
	job    int
	wanted bool
}

// readCV reads running text of a CV into a person profile. It takes what it
// recognises and leaves the rest for a person: names, contact data, dates of
// birth, employers and hobbies stay out.
func readCV(lines []line, now time.Time) Draft {
	r := cvReader{d: Draft{Format: FormatCV}, now: now, job: -1}
	part := secNone
	for _, l := range lines {
		if s, rest, ok := heading(l.text); ok {
			part, r.job, r.wanted = s, -1, false
			if rest == "" {
				continue
			}
			l.text = rest
		}
		r.anywhere(l)
		switch part {
		case secWork:
			r.work(l)
		case secEducation:
			r.education(l)
		case secCertificates:
			r.certificate(l)
		case secLanguages:
			r.language(l)
		case secSkills, secQualities:
			r.skills(l, part)
		}
	}
	if len(r.d.Fields) == 0 {
		r.d.note("In dit bestand is niets herkend. Staan er koppen in zoals Werkervaring en Opleidingen?")
	}
	return r.d
}

var licenceWord = regexp.MustCompile(`(?i)\brijbewij(?:s|zen)\b(.*)`)

// anywhere reads what can stand in any part: licences, home and transport.
func (r *cvReader) anywhere(l line) {
	p := &r.d.Worker.Person
	if m := licenceWord.FindStringSubmatch(l.text); m != nil && !strings.Contains(dutch.Fold(l.text), "geen rijbewijs") {
		for _, x := range licencesIn(m[1]) {
			if before := len(p.Licences); len(appendNew(p.Licences, x)) > before {
				p.Licences = append(p.Licences, x)
				r.d.add(fmt.Sprintf("person.licences[%d]", before), x, l.text, l.place())
			}
		}
	}
	if p.Home == (profile.Home{}) {
		if h, source, ok := home(l.text); ok {
			p.Home = h
			r.d.add("person.home.postcode4", h.Postcode4, source, l.place())
			if h.Place != "" {
				r.d.add("person.home.place", h.Place, source, l.place())
			}
		}
	}
	if folded := dutch.Fold(l.text); strings.Contains(folded, "eigen vervoer") || strings.HasPrefix(folded, "vervoer") || strings.Contains(folded, "eigen auto") {
		for _, m := range transportIn(l.text) {
			if before := len(p.Transport); len(appendNew(p.Transport, m)) > before {
				p.Transport = append(p.Transport, m)
				r.d.add(fmt.Sprintf("person.transport[%d]", before), m, l.text, l.place())
			}
		}
	}
}

var bullet = regexp.MustCompile(`^(?:[-–•*·▪◦o]\s+|taken\s*:\s*|werkzaamheden\s*:\s*)(.+)`)

func (r *cvReader) work(l line) {
	p := &r.d.Worker.Person
	n, at, ok := years(l.text, r.now)
	if !ok {
		m := bullet.FindStringSubmatch(strings.ToLower(l.text))
		switch {
		case r.wanted:
			r.wanted = false
			p.Work[r.job].Title = title(l.text)
			r.d.add(fmt.Sprintf("person.work[%d].title", r.job), p.Work[r.job].Title, l.text, l.place())
		case m != nil && r.job >= 0:
			text := l.text[len(l.text)-len(m[1]):]
			i := len(p.Work[r.job].Tasks)
			p.Work[r.job].Tasks = append(p.Work[r.job].Tasks, text)
			r.d.add(fmt.Sprintf("person.work[%d].tasks[%d]", r.job, i), text, l.text, l.place())
		}
		return
	}
	r.job = len(p.Work)
	p.Work = append(p.Work, profile.Job{Years: n, Title: title(l.text[:at[0]] + "\t" + l.text[at[1]:])})
	r.wanted = p.Work[r.job].Title == ""
	if !r.wanted {
		r.d.add(fmt.Sprintf("person.work[%d].title", r.job), p.Work[r.job].Title, l.text, l.place())
	}
	r.d.add(fmt.Sprintf("person.work[%d].years", r.job), n, l.text, l.place())
}

var employerWord = regexp.MustCompile(`(?i)\s+(?:bij|at|@)\s+`)

// title takes the name of the job out of a line: the first part, without the
// employer behind "bij", a comma, a bar or a dash.
func title(text string) string {
	for cell := range strings.SplitSeq(text, "\t") {
		cell = strings.Trim(cell, " ,;:|–—-()")
		if cell == "" {
			continue
		}
		cell = employerWord.Split(cell, 2)[0]
		if i := strings.IndexAny(cell, ",|;("); i > 0 {
			cell = cell[:i]
		}
		for _, dash := range []string{" - ", " – ", " — "} {
			cell, _, _ = strings.Cut(cell, dash)
		}
		if cell = strings.Trim(cell, " ,;:|–—-()"); cell != "" && !fillers[strings.ToLower(cell)] {
			return cell
		}
	}
	return ""
}

// fillers are words around a period that name no job.
var fillers = map[string]bool{"vanaf": true, "van": true, "sinds": true, "periode": true, "datum": true, "functie": true}

func (r *cvReader) education(l line) {
	text, p := l.text, &r.d.Worker.Person
	_, at, dated := years(text, r.now)
	if dated {
		text = text[:at[0]] + "\t" + text[at[1]:]
	}
	level := educationLevel(text)
	name := title(text)
	if name == "" || !dated && level.Rank() < 0 {
		return
	}
	folded := dutch.Fold(l.text)
	diploma := (strings.Contains(folded, "diploma") || strings.Contains(folded, "behaald") || strings.Contains(folded, "afgerond")) &&
		!strings.Contains(folded, "geen diploma") && !strings.Contains(folded, "zonder diploma") && !strings.Contains(folded, "niet ")
	i := len(p.Education)
	p.Education = append(p.Education, profile.Study{Name: name, Level: level, Diploma: diploma})
	r.d.add(fmt.Sprintf("person.education[%d].name", i), name, l.text, l.place())
	if level.Rank() >= 0 {
		r.d.add(fmt.Sprintf("person.education[%d].level", i), level, l.text, l.place())
	}
	if diploma {
		r.d.add(fmt.Sprintf("person.education[%d].diploma", i), "ja", l.text, l.place())
	}
}

var year = regexp.MustCompile(`\(?\b(?:19|20)\d\d\b\)?`)

func (r *cvReader) certificate(l line) {
	p := &r.d.Worker.Person
	name := title(year.ReplaceAllString(strings.TrimLeft(l.text, "-–•*·▪ "), ""))
	if name == "" {
		return
	}
	r.d.add(fmt.Sprintf("person.certificates[%d].name", len(p.Certificates)), name, l.text, l.place())
	p.Certificates = append(p.Certificates, profile.Certificate{Name: name})
}

func (r *cvReader) language(l line) {
	for part := range strings.FieldsFuncSeq(l.text, func(r rune) bool { return r == ',' || r == ';' || r == '\t' }) {
		r.addLanguage(part, l)
	}
}

func (r *cvReader) addLanguage(part string, l line) {
	p := &r.d.Worker.Person
	s, ok := languageSkill(part)
	if !ok {
		// A level in a cell of its own belongs to the language before it.
		if n := len(p.Languages); n > 0 && p.Languages[n-1].Level == "" {
			if s, ok := languageSkill("nederlands " + part); ok && s.Level != "" {
				p.Languages[n-1].Level = s.Level
				r.d.add(fmt.Sprintf("person.languages[%d].level", n-1), s.Level, l.text, l.place())
			}
		}
		return
	}
	i := len(p.Languages)
	p.Languages = append(p.Languages, s)
	r.d.add(fmt.Sprintf("person.languages[%d].language", i), s.Language, l.text, l.place())
	if s.Level != "" {
		r.d.add(fmt.Sprintf("person.languages[%d].level", i), s.Level, l.text, l.place())
	}
}

// longestSkill is a bound in characters: what is longer is a sentence.
const longestSkill = 60

func (r *cvReader) skills(l line, part section) {
	p := &r.d.Worker.Person
	for x := range strings.FieldsFuncSeq(strings.TrimLeft(l.text, "-–•*·▪ "), func(r rune) bool { return r == ',' || r == ';' || r == '\t' || r == '•' }) {
		x = strings.TrimSpace(x)
		switch {
		case x == "" || len([]rune(x)) > longestSkill || licenceWord.MatchString(x):
		case part == secQualities:
			r.d.add(fmt.Sprintf("person.qualities[%d]", len(p.Qualities)), x, l.text, l.place())
			p.Qualities = append(p.Qualities, x)
		default:
			r.d.add(fmt.Sprintf("person.competences[%d].name", len(p.Competences)), x, l.text, l.place())
			p.Competences = append(p.Competences, profile.Competence{Name: x, Confidence: 1})
		}
	}
}
