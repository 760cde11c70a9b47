package page

import (
	"net/http"
	"slices"
	"strings"
	"time"

	"github.com/gin-gonic/gin"

	"passend/index/taxonomy"
	"passend/matcher/dossier"
	"passend/matcher/profile"
	"passend/web/desk"
	"passend/web/view"
)

func (p *Pages) personForm(g *gin.Context, s seat) error {
	f, err := p.Desk.Profile(g.Request.Context(), s.actor, g.Param("worker"))
	if err != nil {
		return err
	}
	return p.showPerson(g, s, http.StatusOK, &f, personLines(&f.Worker.Person))
}

// showPerson shows the form of the person profile with its lines.
func (p *Pages) showPerson(g *gin.Context, s seat, status int, f *desk.Profile, form view.PersonForm) error {
	worker := g.Param("worker")
	form.Tabs, form.Action = tabs(s.text, worker, f.Head.Label, "/profiel"), "/werknemers/"+worker+"/profiel/wijzig"
	for _, m := range means {
		form.Transport = append(form.Transport, view.Choice{Value: string(m), Text: text(s.text, "means."+string(m)), Chosen: slices.Contains(form.Means, string(m))})
	}
	missing, err := p.Desk.Missing(g.Request.Context(), s.actor, worker)
	if err != nil {
		return err
	}
	form.Gaps = gapLines(s.text, missing, "person.")
	form.Levels = strings.Join(levelNames(), ", ")
	p.show(g, &s, status, "coach_person", "person.title", form)
	return nil
}

func levelNames() (out []string) {
	for _, e := range educations()[1:] { // the first asks for no diploma
		out = append(out, e.String())
	}
	return out
}

// personLines writes lists as people edit them: one thing on a line, its parts
// between semicolons.
func personLines(p *profile.Person) view.PersonForm {
	f := view.PersonForm{
		Postcode: p.Home.Postcode4, Place: p.Home.Place, Licences: strings.Join(p.Licences, " "), HoursBefore: formDecimal(p.HoursBefore), WageBefore: formDecimal(p.WageBefore),
		Available: p.AvailableFrom, Qualities: strings.Join(p.Qualities, "\n"), Ambitions: strings.Join(p.Ambitions, "\n"),
		Wishes: strings.Join(p.Wishes, "\n"), Obstacles: strings.Join(p.Obstacles, "\n"), Digital: formDecimal(float64(p.DigitalSkill)),
	}
	lines := func(n int, line func(i int) string) string {
		all := make([]string, n)
		for i := range all {
			all[i] = strings.TrimRight(line(i), "; ")
		}
		return strings.Join(all, "\n")
	}
	f.Work = lines(len(p.Work), func(i int) string {
		return p.Work[i].Title + "; " + formDecimal(p.Work[i].Years) + "; " + strings.Join(p.Work[i].Tasks, ", ")
	})
	f.Education = lines(len(p.Education), func(i int) string {
		return p.Education[i].Name + "; " + p.Education[i].Level.String() + "; " + map[bool]string{true: "diploma"}[p.Education[i].Diploma]
	})
	f.Certificates = lines(len(p.Certificates), func(i int) string { return p.Certificates[i].Name + "; " + p.Certificates[i].ValidUntil })
	f.Competences = lines(len(p.Competences), func(i int) string { return p.Competences[i].Name + "; " + p.Competences[i].Evidence })
	f.Languages = lines(len(p.Languages), func(i int) string { return p.Languages[i].Language + "; " + p.Languages[i].Level })
	for _, m := range p.Transport {
		f.Means = append(f.Means, string(m))
	}
	return f
}

// typedPerson reads the form over the profile that there is: what a line does
// not hold (codes, sector, confidence) stays with the thing of the same name.
func typedPerson(g *gin.Context, old profile.Person) (p profile.Person, f view.PersonForm, err error) {
	post := func(name string) string { return strings.TrimSpace(g.PostForm(name)) }
	f = view.PersonForm{
		Postcode: post("postcode"), Place: post("plaats"), Licences: post("rijbewijs"), HoursBefore: post("uren"), WageBefore: post("loon"), Available: post("vanaf"), Digital: post("digitaal"),
		Work: post("werk"), Education: post("opleiding"), Certificates: post("certificaten"), Competences: post("vaardigheden"), Languages: post("talen"),
		Qualities: post("kwaliteiten"), Ambitions: post("ambities"), Wishes: post("wensen"), Obstacles: post("belemmeringen"), Means: g.PostFormArray("vervoer"), Confirmed: post("bevestig"),
	}
	p = old
	wrong := func(what string) {
		if err == nil {
			err = &dossier.InvalidError{Text: "Dit is niet te lezen: " + what + "."}
		}
	}
	number := func(s string, most float64) float64 {
		x, ok := formNumber(s)
		if !ok || x > most {
			wrong(s)
		}
		return x
	}
	if len(f.Postcode) != 0 && (len(f.Postcode) != 4 || strings.Trim(f.Postcode, "0123456789") != "") {
		wrong(f.Postcode)
	}
	if _, e := time.Parse(time.DateOnly, f.Available); e != nil && f.Available != "" {
		wrong(f.Available)
	}
	p.Home = profile.Home{Postcode4: f.Postcode, Place: f.Place}
	p.Licences = strings.FieldsFunc(strings.ToUpper(f.Licences), func(r rune) bool { return r == ' ' || r == ',' })
	p.HoursBefore, p.WageBefore, p.DigitalSkill, p.AvailableFrom = number(f.HoursBefore, 60), number(f.WageBefore, 1e5), int(number(f.Digital, 5)), f.Available
	p.Qualities, p.Ambitions, p.Wishes, p.Obstacles = entries(f.Qualities), entries(f.Ambitions), entries(f.Wishes), entries(f.Obstacles)
	p.Transport, p.Work, p.Education, p.Certificates, p.Competences, p.Languages = nil, nil, nil, nil, nil, nil
	for _, m := range means {
		if slices.Contains(f.Means, string(m)) {
			p.Transport = append(p.Transport, m)
		}
	}
	for _, l := range entries(f.Work) {
		x := split(l, 3)
		j := profile.Job{Title: x[0]}
		for _, o := range old.Work {
			if o.Title == x[0] {
				j = o
			}
		}
		j.Years, j.Tasks = number(x[1], 60), nil
		for _, t := range strings.Split(x[2], ",") {
			if t = strings.TrimSpace(t); t != "" {
				j.Tasks = append(j.Tasks, t)
			}
		}
		p.Work = append(p.Work, j)
	}
	for _, l := range entries(f.Education) {
		x := split(l, 3)
		level, ok := taxonomy.ParseEducation(strings.ToLower(strings.ReplaceAll(x[1], " ", "")))
		if !ok {
			wrong(l)
		}
		p.Education = append(p.Education, profile.Study{Name: x[0], Level: level, Diploma: x[2] != "" && !strings.HasPrefix(x[2], "g")})
	}
	for _, l := range entries(f.Certificates) {
		x := split(l, 2)
		p.Certificates = append(p.Certificates, profile.Certificate{Name: x[0], ValidUntil: x[1]})
	}
	for _, l := range entries(f.Competences) {
		x := split(l, 2)
		c := profile.Competence{Name: x[0]}
		for _, o := range old.Competences {
			if o.Name == x[0] {
				c = o
			}
		}
		c.Evidence = x[1]
		p.Competences = append(p.Competences, c)
	}
	for _, l := range entries(f.Languages) {
		x := split(l, 2)
		p.Languages = append(p.Languages, profile.LanguageSkill{Language: x[0], Level: x[1]})
	}
	return p, f, err
}

// entries are the lines that are not empty.
func entries(text string) (out []string) {
	for l := range strings.Lines(text) {
		if l = strings.TrimSpace(l); l != "" {
			out = append(out, l)
		}
	}
	return out
}

// split cuts a line at its semicolons into n parts; those that lack are empty.
func split(line string, n int) []string {
	out := make([]string, n)
	for i, x := range strings.SplitN(line, ";", n) {
		out[i] = strings.TrimSpace(x)
	}
	return out
}

func (p *Pages) savePerson(g *gin.Context, s seat) error {
	worker := g.Param("worker")
	f, err := p.Desk.Profile(g.Request.Context(), s.actor, worker)
	if err != nil {
		return err
	}
	person, form, err := typedPerson(g, f.Worker.Person)
	if err == nil {
		err = p.Desk.SavePerson(g.Request.Context(), s.actor, worker, person, form.Confirmed)
	}
	var ok bool
	if form.Error, form.Confirm, ok = refused(err); ok {
		return p.showPerson(g, s, http.StatusUnprocessableEntity, &f, form)
	}
	if err == nil {
		saved(g, "/werknemers/"+worker+"/profiel")
	}
	return err
}
