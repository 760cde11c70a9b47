package intake

import (
	"fmt"
	"regexp"
	"slices"
	"strings"
	"time"

	"passend/index/dutch"
	"passend/index/taxonomy"
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
	secLanguagesSkills // languages and other skills in one
	secLicence
	secTransport
	secSkip // hobbies, references, summary
)

// headingWords are words that make a short line the heading of a part, folded. Of
// several the part that stands first here counts: under "opleiding en vorming"
// are courses, under "talen en vaardigheden" both.
var headingWords = []struct {
	part  section
	words string
}{
	{secSkip, "hobby's hobbys interesses interests vrije referenties references profiel profile samenvatting summary mij about doelstelling objective"},
	{secLanguages, "talen talenkennis taalvaardigheid taalvaardigheden languages"},
	{secCertificates, "cursus cursussen certificaten certificates certifications training trainingen courses vorming vormingen bijscholing"},
	{secQualities, "kwaliteiten kernkwaliteiten eigenschappen troeven strengths persoonlijkheid"},
	{secWork, "werkervaring werkervaringen ervaring beroepservaring arbeidservaring arbeidsverleden loopbaan functies experience employment career"},
	{secEducation, "opleiding opleidingen opleiding(en) onderwijs scholing studies studie diploma's education"},
	{secSkills, "vaardigheden computervaardigheden competenties kennis vakkennis skills"},
	{secLicence, "rijbewijs rijbewijzen"}, {secTransport, "vervoer mobiliteit transport"},
	{secPersonal, "gegevens personalia persoonsgegevens contactgegevens contact personal"},
}

// Bounds of a heading: what is longer is a sentence.
const (
	headingMost = 5  // words
	headingLong = 40 // characters
)

// heading returns the part that a line begins, and what follows on the line.
func heading(text string) (section, string, bool) {
	name, rest, colon := strings.Cut(strings.ReplaceAll(text, "’", "'"), ":")
	words := strings.FieldsFunc(strings.ToLower(name), func(r rune) bool { return r == ' ' || r == ',' || r == '&' || r == '/' })
	if len(words) == 0 || len(words) > headingMost || len(name) > headingLong || strings.ContainsAny(name, "0123456789\t.-–•*|@") {
		return secNone, "", false
	}
	rest = strings.TrimSpace(rest)
	for _, h := range headingWords {
		for word := range strings.FieldsSeq(h.words) {
			if !slices.Contains(words, word) {
				continue
			}
			// With a value behind it a line is a heading only when it is named in
			// full: "Ervaring met: lassen" is none.
			if colon && rest != "" && len(words) > 1 && h.part != secQualities && h.part != secLicence {
				return secNone, "", false
			}
			if h.part == secLanguages && slices.ContainsFunc(words, func(w string) bool { return strings.Contains(" "+skillHeadings+" ", " "+w+" ") }) {
				return secLanguagesSkills, rest, true
			}
			return h.part, rest, true
		}
	}
	return secNone, "", false
}

// skillHeadings beside languages in a heading: both stand below it.
const skillHeadings = "vaardigheden competenties kennis skills computer"

// cvReader builds a draft line by line.
type cvReader struct {
	d   Draft
	now time.Time
	// job is the job that tasks below belong to, or -1; wanted is true when its
	// title stands on the next line.
	job    int
	wanted bool
	// above is the line over this one when nothing was read in it: the title or
	// the employer of what follows.
	above line
}

// readCV reads running text of a CV into a person profile. It takes what it
// recognises and leaves the rest for a person: names, contact data, dates of
// birth, employers and hobbies stay out.
func readCV(lines []line, now time.Time) Draft {
	r := cvReader{d: Draft{Format: FormatCV}, now: now, job: -1}
	part := secNone
	for _, l := range columns(lines) {
		if s, rest, ok := heading(l.text); ok {
			part, r.job, r.wanted, r.above = s, -1, false, line{}
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
		case secLanguages, secLanguagesSkills:
			before := len(r.d.Fields)
			if r.language(l); part == secLanguagesSkills && len(r.d.Fields) == before {
				r.skills(l, secSkills)
			}
		case secLicence:
			r.licences(l, l.text)
		case secTransport:
			r.transport(l)
		case secSkills, secQualities:
			r.skills(l, part)
		}
	}
	if len(r.d.Fields) == 0 {
		r.d.note("In dit bestand is niets herkend. Staan er koppen in zoals Werkervaring en Opleidingen?")
	}
	return r.d
}

var licenceWord = regexp.MustCompile(`(?i)\b(?:rijbewij(?:s|zen)|driving licen[cs]es?)\b(.*)`)

// travelSigns are words by which a line tells how somebody travels.
var travelSigns = []string{"eigen vervoer", "eigen auto", "eigen wagen", "bezit van auto", "bezit van een auto", "own car", "own transport"}

// anywhere reads what can stand in any part: licences, home and transport.
func (r *cvReader) anywhere(l line) {
	p := &r.d.Worker.Person
	if m := licenceWord.FindStringSubmatch(l.text); m != nil && !strings.Contains(dutch.Fold(l.text), "geen rijbewijs") {
		r.licences(l, m[1])
	}
	if p.Home == (profile.Home{}) {
		if h, source, ok := home(l.text); ok {
			p.Home = h
			if h.Postcode4 != "" {
				r.d.add("person.home.postcode4", h.Postcode4, source, l.place())
			}
			if h.Place != "" {
				r.d.add("person.home.place", h.Place, source, l.place())
			}
		}
	}
	folded := dutch.Fold(l.text)
	if strings.HasPrefix(folded, "vervoer") || slices.ContainsFunc(travelSigns, func(sign string) bool { return strings.Contains(folded, sign) }) {
		r.transport(l)
	}
}

func (r *cvReader) licences(l line, text string) {
	p := &r.d.Worker.Person
	for _, x := range licencesIn(text) {
		if before := len(p.Licences); len(appendNew(p.Licences, x)) > before {
			p.Licences = append(p.Licences, x)
			r.d.add(fmt.Sprintf("person.licences[%d]", before), x, l.text, l.place())
		}
	}
}

func (r *cvReader) transport(l line) {
	p := &r.d.Worker.Person
	for _, m := range transportIn(l.text) {
		if before := len(p.Transport); len(appendNew(p.Transport, m)) > before {
			p.Transport = append(p.Transport, m)
			r.d.add(fmt.Sprintf("person.transport[%d]", before), m, l.text, l.place())
		}
	}
}

var bullet = regexp.MustCompile(`^(?:[-–•*·▪◦o]\s+|taken\s*:\s*|werkzaamheden\s*:\s*)(.+)`)

// taskHeading is a line that only says that tasks follow.
var taskHeading = regexp.MustCompile(`(?i)^(?:taken|werkzaamheden|tasks|duties|verantwoordelijkheden)\s*:?$`)

func (r *cvReader) work(l line) {
	n, at, ok := years(l.text, r.now)
	if !ok {
		n, at, ok = lasted(l.text)
	}
	m := bullet.FindStringSubmatch(strings.ToLower(l.text))
	switch {
	case ok:
		r.newJob(l, n, title(l.text[:at[0]]+"\t"+l.text[at[1]:]))
	case taskHeading.MatchString(l.text):
	case m != nil && r.job >= 0:
		p := &r.d.Worker.Person
		text := l.text[len(l.text)-len(m[1]):]
		i := len(p.Work[r.job].Tasks)
		p.Work[r.job].Tasks = append(p.Work[r.job].Tasks, text)
		r.d.add(fmt.Sprintf("person.work[%d].tasks[%d]", r.job, i), text, l.text, l.place())
	case r.wanted:
		r.name(title(l.text), l)
	default:
		r.above = l
		return
	}
	r.above = line{}
}

// newJob begins a job at the line with its years. Its name stands on that line,
// on the one above or, where neither has one, below: of two the one that is more
// like an occupation, since the other is the employer.
func (r *cvReader) newJob(l line, n float64, name string) {
	p := &r.d.Worker.Person
	r.job = len(p.Work)
	p.Work = append(p.Work, profile.Job{Years: n})
	from := l
	if above := title(r.above.text); above != "" && r.above.number+2 >= l.number && (name == "" || occupational(above) > occupational(name)) {
		name, from = above, r.above
	}
	if r.wanted = name == ""; !r.wanted {
		r.name(name, from)
	}
	r.d.add(fmt.Sprintf("person.work[%d].years", r.job), n, l.text, l.place())
}

func (r *cvReader) name(name string, from line) {
	r.wanted = false
	r.d.Worker.Person.Work[r.job].Title = name
	r.d.add(fmt.Sprintf("person.work[%d].title", r.job), name, from.text, from.place())
}

// occupational is how sure a text names an occupation, 0–1.
func occupational(text string) float64 {
	if links := taxonomy.Default().LinkTitle(text, 1); len(links) > 0 {
		return links[0].Score
	}
	return 0
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

// course is a name of something shorter than an education.
var course = regexp.MustCompile(`(?i)^(?:cursus|training|workshop|course)\b`)

func (r *cvReader) education(l line) {
	text, p := l.text, &r.d.Worker.Person
	_, at, dated := years(text, r.now)
	if dated {
		text = text[:at[0]] + "\t" + text[at[1]:]
	}
	level := educationLevel(text)
	name := title(strings.TrimLeft(text, "-–•*·▪ "))
	if course.MatchString(name) {
		r.certificate(l)
		return
	}
	if name == "" || !dated && level.Rank() < 0 {
		return
	}
	folded := dutch.Fold(l.text)
	diploma := (strings.Contains(folded, "diploma") || strings.Contains(folded, "behaald") || strings.Contains(folded, "afgerond") ||
		strings.Contains(folded, "degree obtained") || strings.Contains(folded, "graduated")) &&
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

// year is a year or a date, with what says until when, in a line of a certificate.
var year = regexp.MustCompile(`(?i)(?:,?\s*geldig (?:tot|t/m)\s*)?\(?(?:\b\d{1,2}[-/.])?(?:\d{1,2}[-/.])?\b(?:19|20)\d\d\b\)?`)

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
