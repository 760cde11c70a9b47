package intake

import (
	"bytes"
	"encoding/json"
	"fmt"
	"strings"
	"time"

	"passend/index/taxonomy"
	"passend/matcher/profile"
)

// word is a JSON string or number: VUM writes codes as either.
type word string

// UnmarshalJSON takes strings and numbers; anything else is left out.
func (w *word) UnmarshalJSON(b []byte) error {
	switch {
	case len(b) > 1 && b[0] == '"':
		var s string
		if err := json.Unmarshal(b, &s); err != nil {
			return err
		}
		*w = word(strings.TrimSpace(s))
	case len(b) > 0 && (b[0] == '-' || b[0] >= '0' && b[0] <= '9'):
		*w = word(b)
	}
	return nil
}

// occupation is a title in the shapes of v3 (a URI) and v2 (coded or not).
type occupation struct {
	URI   string `json:"codeBeroepsnaam"`
	Coded struct {
		Name string `json:"omschrijvingBeroepsnaam"`
	} `json:"beroepsnaamGecodeerd"`
	Uncoded struct {
		Name string `json:"naamBeroepOngecodeerd"`
	} `json:"beroepsnaamOngecodeerd"`
}

func (o occupation) name() string {
	if o.Uncoded.Name != "" {
		return o.Uncoded.Name
	}
	return o.Coded.Name
}

// jobSeeker holds the fields of a VUM werkzoekende (v1 to v3) that a profile
// takes. Name, contact data, presentation and the flags on adaptation of work
// have no field here, so they cannot come through.
type jobSeeker struct {
	ID       word         `json:"idWerkzoekende"`
	Seeks    []occupation `json:"bemiddelingsberoep"`
	WorkTime struct {
		Min word `json:"aantalWerkurenPerWeekMinimaal"`
		Max word `json:"aantalWerkurenPerWeekMaximaal"`
	} `json:"werktijden"`
	Flexible struct {
		From   string `json:"datumAanvangBeschikbaarVoorWerk"`
		Shifts word   `json:"indicatieOnregelmatigWerkOfPloegendienst"`
	} `json:"flexibiliteit"`
	Mobility struct {
		Postcode string `json:"bemiddelingspostcode"`
		Minutes  word   `json:"maximaleReistijd"`
		Distance word   `json:"maximaleReisafstand"`
	} `json:"mobiliteit"`
	Transport []struct {
		Code    word `json:"codeVervoermiddel"`
		Commute word `json:"indicatieBeschikbaarVoorWoonWerkverkeer"`
	} `json:"vervoermiddel"`
	Qualification struct {
		Competences []struct {
			Code string `json:"codeCompetentie"`
		} `json:"competentiebeheersing"`
		Behaviour []struct {
			Code word   `json:"codeGedragscompetentie"`
			Name string `json:"omschrijvingGedragscompetentie"`
		} `json:"gedragscompetentie"`
		Skills []struct {
			Name string `json:"omschrijving"`
		} `json:"vakvaardigheid"`
		Interests []struct {
			Name string `json:"naamInteresse"`
		} `json:"interesse"`
		Licences []struct {
			Code string `json:"codeSoortRijbewijs"`
		} `json:"rijbewijs"`
		Languages []struct {
			Code    string `json:"codeTaal"`
			Spoken  word   `json:"codeNiveauTaalbeheersingMondeling"`
			Written word   `json:"codeNiveauTaalbeheersingSchriftelijk"`
		} `json:"taalbeheersing"`
		Education []struct {
			Level   word   `json:"codeNiveauOpleiding"`
			Diploma word   `json:"indicatieDiploma"`
			Note    string `json:"toelichtingOpleiding"`
			Name    struct {
				Coded struct {
					Name string `json:"omschrijvingOpleidingsnaam"`
				} `json:"opleidingsnaamGecodeerd"`
				Uncoded struct {
					Name string `json:"naamOpleidingOngecodeerd"`
				} `json:"opleidingsnaamOngecodeerd"`
			} `json:"opleidingsnaam"`
		} `json:"opleiding"`
		Courses []struct {
			Name string `json:"naamCursus"`
		} `json:"cursus"`
		Work []struct {
			Occupation occupation `json:"beroep"`
			From       string     `json:"datumAanvangWerkzaamheden"`
			Until      string     `json:"datumEindeWerkzaamheden"`
			Note       string     `json:"toelichtingWerkervaring"`
		} `json:"werkervaring"`
	} `json:"arbeidsmarktkwalificatie"`
}

// old reports whether the profile has the shapes of v1 and v2.
func (s *jobSeeker) old() bool {
	q := &s.Qualification
	if len(q.Behaviour) > 0 || len(q.Skills) > 0 {
		return true
	}
	for _, o := range s.Seeks {
		if o.name() != "" {
			return true
		}
	}
	for _, w := range q.Work {
		if w.Occupation.name() != "" {
			return true
		}
	}
	return false
}

// readJSON reads a JSON Resume, or every VUM profile in the document, however
// it is wrapped.
func readJSON(data []byte, now time.Time) ([]Draft, error) {
	data = bytes.TrimPrefix(data, []byte("\ufeff"))
	if d, ok := readResume(data, now); ok {
		return []Draft{d}, nil
	}
	var found []json.RawMessage
	if err := findSeekers(data, 0, &found); err != nil {
		return nil, fmt.Errorf("%w: %w", ErrFormat, err)
	}
	var out []Draft
	for i, raw := range found {
		var s jobSeeker
		if err := json.Unmarshal(raw, &s); err != nil {
			return nil, fmt.Errorf("%w: profile %d: %w", ErrFormat, i+1, err)
		}
		out = append(out, s.draft(now))
	}
	if len(out) == 0 {
		return nil, ErrFormat
	}
	return out, nil
}

// Limits of a wrapped document: deeper and more than any exchange sends.
const (
	maxNesting = 6
	maxSeekers = 10_000
)

func findSeekers(data json.RawMessage, depth int, found *[]json.RawMessage) error {
	data = bytes.TrimSpace(data)
	if depth > maxNesting || len(data) == 0 || len(*found) >= maxSeekers {
		return nil
	}
	switch data[0] {
	case '[':
		var all []json.RawMessage
		if err := json.Unmarshal(data, &all); err != nil {
			return err
		}
		for _, x := range all {
			if err := findSeekers(x, depth+1, found); err != nil {
				return err
			}
		}
	case '{':
		var fields map[string]json.RawMessage
		if err := json.Unmarshal(data, &fields); err != nil {
			return err
		}
		for _, mark := range []string{"idWerkzoekende", "arbeidsmarktkwalificatie", "bemiddelingsberoep", "mobiliteit"} {
			if _, ok := fields[mark]; ok {
				*found = append(*found, data)
				return nil
			}
		}
		for _, wrap := range []string{"werkzoekende", "werkzoekenden", "werkzoekendeProfiel", "werkzoekendeProfielen", "profiel", "matches", "resultaten"} {
			if x, ok := fields[wrap]; ok {
				if err := findSeekers(x, depth+1, found); err != nil {
					return err
				}
			}
		}
	}
	return nil
}

func (s *jobSeeker) draft(now time.Time) Draft {
	d := Draft{Format: FormatVUM3}
	if s.old() {
		d.Format = FormatVUM2
	}
	p, search := &d.Worker.Person, &d.Worker.Search
	if code := s.Mobility.Postcode; len(code) >= 4 && postcode.MatchString(strings.ToUpper(code)) {
		p.Home.Postcode4 = code[:4]
		d.add("person.home.postcode4", p.Home.Postcode4, code[:4], "mobiliteit.bemiddelingspostcode")
	}
	for i, o := range s.Seeks {
		place := fmt.Sprintf("bemiddelingsberoep[%d]", i)
		if o.name() == "" {
			d.note("%s: het beroep staat er alleen als code (%s). Vul de zoekrichting zelf in.", place, o.URI)
			continue
		}
		d.add(fmt.Sprintf("search.directions[%d].text", len(search.Directions)), o.name(), o.name(), place)
		search.Directions = append(search.Directions, profile.Direction{Text: o.name()})
	}
	hours := func(w word, into *float64, path, place string) {
		if n := number(w); n > 0 && n < 100 {
			*into = n
			d.add(path, n, string(w), place)
		}
	}
	hours(s.WorkTime.Min, &search.HoursMin, "search.hours_min", "werktijden.aantalWerkurenPerWeekMinimaal")
	hours(s.WorkTime.Max, &search.HoursMax, "search.hours_max", "werktijden.aantalWerkurenPerWeekMaximaal")
	if s.Flexible.From != "" {
		if _, err := time.Parse(time.DateOnly, s.Flexible.From); err == nil {
			p.AvailableFrom = s.Flexible.From
			d.add("person.available_from", s.Flexible.From, s.Flexible.From, "flexibiliteit.datumAanvangBeschikbaarVoorWerk")
		}
	}
	if v := map[word]string{"1": "yes", "2": "no"}[s.Flexible.Shifts]; v != "" {
		search.Times.Shifts = v
		d.add("search.times.shifts", v, string(s.Flexible.Shifts), "flexibiliteit.indicatieOnregelmatigWerkOfPloegendienst")
	}
	s.travel(&d)
	s.qualities(&d)
	s.history(&d, now)
	d.note("Naam, contactgegevens, persoonlijke presentatie, doelgroepregister en eisen aan het werk zijn niet overgenomen.")
	return d
}

var vumMeans = map[word]profile.Means{"1": profile.Car, "2": profile.Moped, "3": profile.Bicycle, "5": profile.PublicTransport}

func (s *jobSeeker) travel(d *Draft) {
	p, search := &d.Worker.Person, &d.Worker.Search
	minutes := int(number(s.Mobility.Minutes))
	for i, t := range s.Transport {
		means, ok := vumMeans[t.Code]
		if !ok || t.Commute == "2" {
			continue
		}
		d.add(fmt.Sprintf("person.transport[%d]", len(p.Transport)), means, string(t.Code), fmt.Sprintf("vervoermiddel[%d]", i))
		p.Transport = appendNew(p.Transport, means)
		if minutes > 0 {
			d.add(fmt.Sprintf("search.travel[%d].minutes", len(search.Travel)), minutes, string(s.Mobility.Minutes), "mobiliteit.maximaleReistijd")
			search.Travel = append(search.Travel, profile.Limit{Means: means, Minutes: minutes})
		}
	}
	switch {
	case minutes > 0 && len(search.Travel) == 0:
		d.note("De reistijd van %d minuten is niet overgenomen: er staat geen vervoermiddel bij.", minutes)
	case minutes == 0 && number(s.Mobility.Distance) > 0:
		d.note("De reisafstand van %s km is niet overgenomen: Passend rekent in minuten.", s.Mobility.Distance)
	}
}

func (s *jobSeeker) qualities(d *Draft) {
	p, q := &d.Worker.Person, &s.Qualification
	for i, l := range q.Licences {
		for _, x := range licencesIn(strings.ToUpper(l.Code)) {
			d.add(fmt.Sprintf("person.licences[%d]", len(p.Licences)), x, l.Code, fmt.Sprintf("rijbewijs[%d]", i))
			p.Licences = appendNew(p.Licences, x)
		}
	}
	for i, l := range q.Languages {
		place := fmt.Sprintf("taalbeheersing[%d]", i)
		code, ok := iso6391[strings.ToLower(l.Code)]
		if !ok {
			d.note("%s: taal %s is niet overgenomen.", place, l.Code)
			continue
		}
		level := l.Spoken
		if vumLevels[level] == "" {
			level = l.Written
		}
		skill := profile.LanguageSkill{Language: code, Level: vumLevels[level]}
		d.add(fmt.Sprintf("person.languages[%d].language", len(p.Languages)), code, l.Code, place)
		if skill.Level != "" {
			d.add(fmt.Sprintf("person.languages[%d].level", len(p.Languages)), skill.Level, string(level), place)
		}
		p.Languages = append(p.Languages, skill)
	}
	competence := func(name, place string) {
		if name != "" {
			d.add(fmt.Sprintf("person.competences[%d].name", len(p.Competences)), name, name, place)
			p.Competences = append(p.Competences, profile.Competence{Name: name, Confidence: 1})
		}
	}
	for i, b := range q.Behaviour {
		name := b.Name
		if name == "" {
			name = behaviours[b.Code]
		}
		competence(name, fmt.Sprintf("gedragscompetentie[%d]", i))
	}
	for i, x := range q.Skills {
		competence(x.Name, fmt.Sprintf("vakvaardigheid[%d]", i))
	}
	if len(q.Competences) > 0 {
		d.note("%d competenties staan er alleen als code en zijn niet overgenomen.", len(q.Competences))
	}
	for i, x := range q.Interests {
		if x.Name != "" {
			d.add(fmt.Sprintf("person.ambitions[%d]", len(p.Ambitions)), x.Name, x.Name, fmt.Sprintf("interesse[%d]", i))
			p.Ambitions = append(p.Ambitions, x.Name)
		}
	}
}

// vumEducation are the codes of codeNiveauOpleiding of a person.
var vumEducation = map[word]taxonomy.Education{
	"1": taxonomy.EducationPractical, "2": taxonomy.EducationVMBO, "3": taxonomy.EducationHAVO,
	"4": taxonomy.EducationMBO, "5": taxonomy.EducationHBO, "6": taxonomy.EducationWO,
}

func (s *jobSeeker) history(d *Draft, now time.Time) {
	p, q := &d.Worker.Person, &s.Qualification
	for i, e := range q.Education {
		name := e.Name.Uncoded.Name + e.Name.Coded.Name
		if name == "" {
			name, _, _ = strings.Cut(e.Note, "\n")
		}
		study := profile.Study{Name: name, Level: vumEducation[e.Level], Diploma: e.Diploma == "1"}
		if study.Name == "" {
			study.Name = "opleiding"
		}
		place, path := fmt.Sprintf("opleiding[%d]", i), fmt.Sprintf("person.education[%d]", len(p.Education))
		d.add(path+".name", study.Name, name, place)
		if study.Level.Rank() >= 0 {
			d.add(path+".level", study.Level, string(e.Level), place)
		}
		if study.Diploma {
			d.add(path+".diploma", "ja", string(e.Diploma), place)
		}
		p.Education = append(p.Education, study)
	}
	for i, c := range q.Courses {
		if c.Name != "" {
			d.add(fmt.Sprintf("person.certificates[%d].name", len(p.Certificates)), c.Name, c.Name, fmt.Sprintf("cursus[%d]", i))
			p.Certificates = append(p.Certificates, profile.Certificate{Name: c.Name})
		}
	}
	for i, w := range q.Work {
		place := fmt.Sprintf("werkervaring[%d]", i)
		job := profile.Job{Title: w.Occupation.name(), Years: yearsBetween(w.From, w.Until, now)}
		if job.Title == "" {
			d.note("%s: het beroep staat er alleen als code (%s). Vul de functie zelf in.", place, w.Occupation.URI)
			if job.Title = title(w.Note); job.Title == "" || len(job.Title) > 2*longestSkill {
				continue
			}
		}
		path := fmt.Sprintf("person.work[%d]", len(p.Work))
		d.add(path+".title", job.Title, job.Title, place)
		if job.Years > 0 {
			d.add(path+".years", job.Years, w.From+" – "+w.Until, place)
		}
		p.Work = append(p.Work, job)
	}
}

func number(w word) float64 {
	var n float64
	if _, err := fmt.Sscanf(string(w), "%g", &n); err != nil {
		return 0
	}
	return n
}

// yearsBetween is the time between two dates (YYYY, YYYY-MM or YYYY-MM-DD) in
// years, to half a year; an empty end is now.
func yearsBetween(from, until string, now time.Time) float64 {
	parse := func(s string) (time.Time, bool) {
		for _, layout := range []string{time.DateOnly, "2006-01", "2006", time.RFC3339} {
			if t, err := time.Parse(layout, s); err == nil {
				return t, true
			}
		}
		return now, s == ""
	}
	a, ok1 := parse(from)
	b, ok2 := parse(until)
	if from == "" || !ok1 || !ok2 || b.Before(a) {
		return 0
	}
	return float64(int(b.Sub(a).Hours()/24/365.25*2+0.5)) / 2
}

// iso6391 gives the code of two letters for the codes of three that VUM (ISO
// 639-3) and Europass (ISO 639-2) use.
var iso6391 = map[string]string{
	"nld": "nl", "dut": "nl", "eng": "en", "deu": "de", "ger": "de", "fra": "fr", "fre": "fr", "spa": "es", "ita": "it", "por": "pt",
	"pol": "pl", "tur": "tr", "ara": "ar", "rus": "ru", "ukr": "uk", "ron": "ro", "rum": "ro", "bul": "bg", "hun": "hu", "ell": "el",
	"gre": "el", "fas": "fa", "per": "fa", "som": "so", "tir": "ti", "zho": "zh", "chi": "zh", "hin": "hi", "urd": "ur", "kur": "ku",
	"srp": "sr", "hrv": "hr", "ces": "cs", "cze": "cs", "slk": "sk", "slo": "sk", "fry": "fy",
}

// vumLevels maps codeNiveauTaalbeheersing; 0, 1 and 8 say nothing that counts.
var vumLevels = map[word]string{"2": "B1", "3": "goed", "4": "C1"}

// behaviours are the codes of codeGedragscompetentie (v1 and v2).
var behaviours = map[word]string{
	"24100": "beslissen en activiteiten initiëren", "24101": "aansturen", "24102": "begeleiden", "24104": "aandacht en begrip tonen",
	"24105": "samenwerken en overleggen", "24106": "ethisch en integer handelen", "24107": "relaties bouwen en netwerken",
	"24108": "overtuigen en beïnvloeden", "24109": "presenteren", "24110": "formuleren en rapporteren", "24111": "vakdeskundigheid toepassen",
	"24112": "materialen en middelen inzetten", "24113": "analyseren", "24114": "onderzoeken", "24115": "creëren en innoveren",
	"24116": "leren", "24118": "plannen en organiseren", "24119": "op de behoeften en verwachtingen van de klant richten",
	"24120": "kwaliteit leveren", "24121": "instructies en procedures opvolgen", "24122": "omgaan met verandering en aanpassen",
	"24123": "met druk en tegenslag omgaan", "24124": "gedrevenheid en ambitie tonen", "24125": "ondernemend en commercieel handelen",
	"24126": "bedrijfsmatig handelen",
}
