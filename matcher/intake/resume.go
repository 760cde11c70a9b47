package intake

import (
	"encoding/json"
	"fmt"
	"time"

	"passend/index/dutch"
	"passend/matcher/profile"
)

// resume holds the fields of JSON Resume 1.x that a profile takes; name and
// contact data have no field here.
type resume struct {
	Basics *struct {
		Location struct{ City string } `json:"location"`
	} `json:"basics"`
	Work []struct {
		Position, StartDate, EndDate string
		Highlights                   []string
	} `json:"work"`
	Education    []struct{ Area, StudyType, EndDate string } `json:"education"`
	Certificates []struct{ Name string }                     `json:"certificates"`
	Skills       []struct {
		Name     string
		Keywords []string
	} `json:"skills"`
	Languages []struct{ Language, Fluency string } `json:"languages"`
}

// readResume reads a JSON Resume; ok is false when the document is not one.
func readResume(data []byte, now time.Time) (d Draft, ok bool) {
	var r resume
	if json.Unmarshal(data, &r) != nil || r.Basics == nil && len(r.Work) == 0 && len(r.Education) == 0 {
		return d, false
	}
	d.Format = FormatJSONResume
	p := &d.Worker.Person
	if r.Basics != nil && r.Basics.Location.City != "" {
		p.Home.Place = r.Basics.Location.City
		d.add("person.home.place", p.Home.Place, p.Home.Place, "basics.location.city")
	}
	for i, w := range r.Work {
		if w.Position == "" {
			continue
		}
		path, place := fmt.Sprintf("person.work[%d]", len(p.Work)), fmt.Sprintf("work[%d]", i)
		job := profile.Job{Title: w.Position, Years: yearsBetween(w.StartDate, w.EndDate, now), Tasks: w.Highlights}
		d.add(path+".title", job.Title, w.Position, place)
		if job.Years > 0 {
			d.add(path+".years", job.Years, w.StartDate+" – "+w.EndDate, place)
		}
		for j, t := range w.Highlights {
			d.add(fmt.Sprintf("%s.tasks[%d]", path, j), t, t, place)
		}
		p.Work = append(p.Work, job)
	}
	for i, e := range r.Education {
		name, place := e.Area, fmt.Sprintf("education[%d]", i)
		if name == "" {
			name = e.StudyType
		}
		if name == "" {
			continue
		}
		path := fmt.Sprintf("person.education[%d]", len(p.Education))
		study := profile.Study{Name: name, Level: educationLevel(e.StudyType + " " + e.Area)}
		d.add(path+".name", name, e.StudyType+" "+e.Area, place)
		if study.Level.Rank() >= 0 {
			d.add(path+".level", study.Level, e.StudyType, place)
		}
		p.Education = append(p.Education, study)
	}
	for i, c := range r.Certificates {
		if c.Name != "" {
			d.add(fmt.Sprintf("person.certificates[%d].name", len(p.Certificates)), c.Name, c.Name, fmt.Sprintf("certificates[%d]", i))
			p.Certificates = append(p.Certificates, profile.Certificate{Name: c.Name})
		}
	}
	for i, s := range r.Skills {
		for _, name := range append([]string{s.Name}, s.Keywords...) {
			if name != "" {
				d.add(fmt.Sprintf("person.competences[%d].name", len(p.Competences)), name, name, fmt.Sprintf("skills[%d]", i))
				p.Competences = append(p.Competences, profile.Competence{Name: name, Confidence: 1})
			}
		}
	}
	for i, l := range r.Languages {
		if skill, ok := languageSkill(dutchName(l.Language) + " " + l.Fluency); ok {
			d.add(fmt.Sprintf("person.languages[%d].language", len(p.Languages)), skill.Language, l.Language+" "+l.Fluency, fmt.Sprintf("languages[%d]", i))
			p.Languages = append(p.Languages, skill)
		}
	}
	d.note("Naam, contactgegevens en werkgevers zijn niet overgenomen.")
	return d, true
}

// dutchName gives the Dutch name for the English names that JSON Resume uses.
func dutchName(language string) string {
	names := map[string]string{"dutch": "nederlands", "english": "engels", "german": "duits", "french": "frans", "spanish": "spaans",
		"polish": "pools", "turkish": "turks", "arabic": "arabisch", "italian": "italiaans", "portuguese": "portugees"}
	if n, ok := names[dutch.Fold(language)]; ok {
		return n
	}
	return language
}
