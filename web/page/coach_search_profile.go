package page

import (
	"cmp"
	"fmt"
	"net/http"
	"slices"
	"strconv"
	"strings"

	"github.com/gin-gonic/gin"

	"passend/index/column"
	"passend/index/taxonomy"
	"passend/matcher/dossier"
	"passend/matcher/profile"
	"passend/web/desk"
	"passend/web/locale"
	"passend/web/view"
)

// Values of the form of a search profile, in its order.
var (
	means   = []profile.Means{profile.Car, profile.PublicTransport, profile.Bicycle, profile.EBike, profile.Moped, profile.Walking}
	remotes = []string{"", "none", "hybrid", "full", "hybrid_or_full"}
	wishes  = []string{"", "yes", "no"}
)

// spareRows are the empty rows for directions under those that there are.
const spareRows = 2

func (p *Pages) searchProfile(g *gin.Context, s seat) error {
	f, err := p.Desk.Profile(g.Request.Context(), s.actor, g.Param("worker"))
	if err != nil {
		return err
	}
	return p.showSearch(g, s, http.StatusOK, &f, f.Worker.Search, view.SearchForm{Saved: g.Query("bewaard") != ""})
}

// showSearch shows the form with a search profile as kept, or as typed.
func (p *Pages) showSearch(g *gin.Context, s seat, status int, f *desk.Profile, q profile.Search, form view.SearchForm) error {
	worker, c := g.Param("worker"), s.text
	form.Tabs, form.Action = tabs(c, worker, f.Head.Label, "/zoekprofiel"), "/werknemers/"+worker+"/zoekprofiel"
	form.Version, form.Wording = f.Worker.Search.Version, f.Wording
	for i := range len(q.Directions) + spareRows {
		row := view.DirectionRow{N: i + 1}
		if i < len(q.Directions) {
			d := q.Directions[i]
			row.Text, row.ISCO, row.Reason, row.Error = d.Text, strings.Join(d.ISCO, " "), d.Reason, wrongCodes(d.ISCO)
		}
		form.Directions = append(form.Directions, row)
	}
	for i := range len(q.Excluded) + spareRows {
		row := view.DirectionRow{N: i + 1}
		if i < len(q.Excluded) {
			d := q.Excluded[i]
			row.Text, row.ISCO, row.Reason, row.Error = d.Text, strings.Join(d.ISCO, " "), d.Reason, wrongCodes(d.ISCO)
		}
		form.Excluded = append(form.Excluded, row)
	}
	form.HoursMin, form.HoursMax, form.HoursDayMax = formDecimal(q.HoursMin), formDecimal(q.HoursMax), formDecimal(q.HoursDayMax)
	form.HoursError = wrongHours(&q)
	form.PayFloor, form.Training = formDecimal(q.PayFloor), formDecimal(q.TrainingMonths)
	form.LevelMin, form.LevelMax = levelChoices(c, q.LevelMin), levelChoices(c, q.LevelMax)
	form.Remote = choices(c, "remote.", remotes, q.Remote)
	form.Contracts = choices(c, "contract.", column.Contracts[:], q.Contracts...)
	form.Conditions, form.Approved, form.Abroad = q.Conditions, q.ConditionsApproved, q.Abroad
	for _, t := range times(&q.Times) {
		form.Times = append(form.Times, view.TimeRow{Name: t.name, Text: text(c, "times."+t.name), Choices: choices(c, "wish.", wishes, *t.at)})
	}
	for _, m := range means {
		row := view.TravelRow{Name: string(m), Text: text(c, "means."+string(m))}
		for _, t := range q.Travel {
			if t.Means == m {
				row.Minutes = strconv.Itoa(t.Minutes)
			}
		}
		form.Travel = append(form.Travel, row)
	}
	if !form.Reach.Shown {
		for _, w := range f.Warnings {
			form.Reach.Warnings = append(form.Reach.Warnings, w.Text)
		}
	}
	p.show(g, &s, status, "coach_search_profile", "search.title", form)
	return nil
}

type timeField struct {
	name string
	at   *string
}

// times names the parts of day and week with where their wish stands.
func times(t *profile.Times) []timeField {
	return []timeField{{"day", &t.Day}, {"evening", &t.Evening}, {"night", &t.Night}, {"saturday", &t.Saturday}, {"sunday", &t.Sunday}, {"shifts", &t.Shifts}}
}

func levelChoices(c *locale.Catalogue, chosen taxonomy.Education) []view.Choice {
	out := []view.Choice{{Text: text(c, "level.any"), Chosen: chosen == taxonomy.EducationUnknown}}
	for _, e := range educations() {
		out = append(out, view.Choice{Value: e.String(), Text: text(c, "level."+e.String()), Chosen: e == chosen})
	}
	return out
}

// typedSearch reads the form over the profile that there is, so that what the
// form does not ask stays.
func typedSearch(g *gin.Context, f *desk.Profile) (profile.Search, error) {
	q := f.Worker.Search
	q.Reason = strings.TrimSpace(g.PostForm("reden"))
	var err error
	number := func(field string, most float64) float64 {
		x, ok := formNumber(g.PostForm(field))
		if (!ok || x > most) && err == nil {
			err = &dossier.InvalidError{Text: "Dit is geen getal dat hier kan: " + g.PostForm(field) + "."}
		}
		return x
	}
	q.HoursMin, q.HoursMax, q.HoursDayMax = number("uren_min", 60), number("uren_max", 60), number("uren_dag", 24)
	q.PayFloor, q.TrainingMonths = number("loon", 1e6), number("scholing", 60)
	old := map[string]profile.Direction{}
	for _, d := range q.Directions {
		old[strings.ToLower(d.Text)] = d
	}
	q.Directions, q.Excluded, q.Travel = nil, nil, nil
	for _, row := range rows(g, "richting", "isco", "richting_reden") {
		d := profile.Direction{Origin: "coach"}
		if o, ok := old[strings.ToLower(row[0])]; ok {
			d = o
		}
		d.Text, d.ISCO, d.Reason, d.Priority = row[0], words(row[1]), row[2], len(q.Directions)+1
		q.Directions = append(q.Directions, d)
	}
	for _, row := range rows(g, "uitsluiting", "uitsluiting_isco", "uitsluiting_reden") {
		q.Excluded = append(q.Excluded, profile.Exclusion{Text: row[0], ISCO: words(row[1]), Reason: row[2]})
	}
	for _, t := range times(&q.Times) {
		if w := g.PostForm("t_" + t.name); slices.Contains(wishes, w) {
			*t.at = w
		}
	}
	for _, m := range means {
		if n := number("v_"+string(m), 300); n > 0 {
			q.Travel = append(q.Travel, profile.Limit{Means: m, Minutes: int(n)})
		}
	}
	q.LevelMin, q.LevelMax = education(g.PostForm("niveau_min")), education(g.PostForm("niveau_max"))
	if r := g.PostForm("thuis"); slices.Contains(remotes, r) {
		q.Remote = r
	}
	q.Contracts = nil
	for _, x := range g.PostFormArray("contract") {
		if slices.Contains(column.Contracts[:], x) {
			q.Contracts = append(q.Contracts, x)
		}
	}
	q.Abroad, q.ConditionsApproved = g.PostForm("buitenland") != "", g.PostForm("akkoord") != ""
	if q.Conditions = strings.TrimSpace(g.PostForm("voorwaarden")); g.PostForm("overnemen") != "" {
		q.Conditions = f.Wording
	}
	q.ConditionsApproved = q.ConditionsApproved && q.Conditions != ""
	if err == nil {
		err = wrong(&q)
	}
	return q, err
}

// wrong names the first mistake of a typed profile that its fields show too.
func wrong(q *profile.Search) error {
	found := wrongHours(q)
	for _, d := range q.Directions {
		found = cmp.Or(found, wrongCodes(d.ISCO))
	}
	for _, e := range q.Excluded {
		found = cmp.Or(found, wrongCodes(e.ISCO))
	}
	if found == "" {
		return nil
	}
	return &dossier.InvalidError{Text: found}
}

// wrongHours is a sentence when the least hours are above the most.
func wrongHours(q *profile.Search) string {
	if q.HoursMax == 0 || q.HoursMin <= q.HoursMax {
		return ""
	}
	return fmt.Sprintf("Het minimum aan uren (%s) is hoger dan het maximum (%s).", formDecimal(q.HoursMin), formDecimal(q.HoursMax))
}

// wrongCodes is a sentence about the first word that is no group of ISCO-08.
func wrongCodes(all []string) string {
	for _, x := range all {
		if len(codes(x)) == 0 || !slices.ContainsFunc(taxonomy.Default().Groups(), func(g taxonomy.UnitGroup) bool { return strings.HasPrefix(g.Code, x) }) {
			return fmt.Sprintf("%s is geen bekende ISCO-code. Vul een code van 1 tot 4 cijfers in, of laat het veld leeg.", x)
		}
	}
	return ""
}

// rows puts the fields of repeated lines together; lines without the first
// field are left out.
func rows(g *gin.Context, fields ...string) [][]string {
	var out [][]string
	for i, first := range g.PostFormArray(fields[0]) {
		if strings.TrimSpace(first) == "" {
			continue
		}
		row := make([]string, len(fields))
		for n, f := range fields {
			if all := g.PostFormArray(f); i < len(all) {
				row[n] = strings.TrimSpace(all[i])
			}
		}
		out = append(out, row)
	}
	return out
}

// codes reads ISCO-08 codes of 1 to 4 digits; other words are left out.
func codes(s string) (out []string) {
	for _, x := range words(s) {
		if n, err := strconv.Atoi(x); err == nil && n >= 0 && len(x) <= 4 {
			out = append(out, x)
		}
	}
	return out
}

// words are the words of a field, between spaces, commas and semicolons.
func words(s string) []string {
	return strings.FieldsFunc(s, func(r rune) bool { return r == ' ' || r == ',' || r == ';' })
}

// formNumber reads a number as people type it; empty is 0.
func formNumber(s string) (float64, bool) {
	s = strings.TrimSpace(s)
	if s == "" {
		return 0, true
	}
	x, err := strconv.ParseFloat(strings.Replace(s, ",", ".", 1), 64)
	return x, err == nil && x >= 0
}

// educations are the rungs in the order of the form.
func educations() (out []taxonomy.Education) {
	for e := taxonomy.EducationNone; e.String() != ""; e++ {
		out = append(out, e)
	}
	return out
}

func education(s string) taxonomy.Education {
	e, _ := taxonomy.ParseEducation(s)
	return e
}

// reach counts what the typed profile would give.
func (p *Pages) reach(g *gin.Context, s seat, q *profile.Search, c *profile.Capacity) (view.Reach, error) {
	r, err := p.Desk.Try(g.Request.Context(), s.actor, g.Param("worker"), q, c)
	if err != nil {
		return view.Reach{}, err
	}
	out := view.Reach{Shown: true}
	for _, key := range []string{desk.GroupProposals, desk.GroupOutside, desk.GroupCollapsed, desk.GroupHidden} {
		out.Groups = append(out.Groups, view.ReachLine{Key: key, Now: r.Now[key], Then: r.Then[key]})
	}
	for _, w := range r.Warnings {
		out.Warnings = append(out.Warnings, w.Text)
	}
	return out, nil
}

// countSearch is the part of the page that follows what is typed.
func (p *Pages) countSearch(g *gin.Context, s seat) error {
	f, err := p.Desk.Profile(g.Request.Context(), s.actor, g.Param("worker"))
	if err != nil {
		return err
	}
	q, err := typedSearch(g, &f)
	var out view.Reach
	if sentence, _, ok := refused(err); ok {
		out.Error = sentence
	} else if out, err = p.reach(g, s, &q, nil); err != nil {
		return err
	}
	g.Header("Content-Type", "text/html; charset=utf-8")
	return p.Views.RenderPart(g.Writer, "coach_search_profile", "reach", s.text.Tag, out)
}

func (p *Pages) saveSearch(g *gin.Context, s seat) error {
	worker := g.Param("worker")
	f, err := p.Desk.Profile(g.Request.Context(), s.actor, worker)
	if err != nil {
		return err
	}
	form := view.SearchForm{Reason: g.PostForm("reden"), Confirmed: g.PostForm("bevestig")}
	q, err := typedSearch(g, &f)
	status := http.StatusUnprocessableEntity
	switch {
	case err != nil:
	case g.PostForm("doe") == "tel":
		if form.Reach, err = p.reach(g, s, &q, nil); err != nil {
			return err
		}
		return p.showSearch(g, s, http.StatusOK, &f, q, form)
	default:
		err = p.Desk.SaveSearch(g.Request.Context(), s.actor, worker, q, form.Confirmed)
	}
	var ok bool
	if form.Error, form.Confirm, ok = refused(err); ok {
		return p.showSearch(g, s, status, &f, q, form)
	}
	if err == nil {
		saved(g, "/werknemers/"+worker+"/zoekprofiel")
	}
	return err
}
