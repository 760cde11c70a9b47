package page

import (
	"errors"
	"fmt"
	"net/http"
	"net/url"
	"strings"
	"time"

	"github.com/gin-gonic/gin"

	"passend/index/taxonomy"
	"passend/matcher/dossier"
	"passend/matcher/profile"
	"passend/web/desk"
	"passend/web/locale"
	"passend/web/view"
)

// refused takes the sentence out of an error that the form must show; ok is
// false for any other error.
func refused(err error) (text string, confirm, ok bool) {
	var invalid *dossier.InvalidError
	if errors.As(err, &invalid) {
		return invalid.Text, invalid.Confirmable, true
	}
	return "", false, false
}

// saved leads back to a page after a form was kept.
func saved(g *gin.Context, to string) {
	path, mark, _ := strings.Cut(to, "#")
	to = path + "?bewaard=1"
	if mark != "" {
		to += "#" + mark
	}
	g.Redirect(http.StatusSeeOther, to)
}

func (p *Pages) overview(g *gin.Context, s seat) error {
	return p.showOverview(g, s, http.StatusOK, nil, "")
}

// taskPlaces are the pages below a worker where a task is done.
var taskPlaces = map[desk.TaskKind]string{
	desk.TaskMilestone: "/overzicht#traject", desk.TaskWaiting: "/afwegingen", desk.TaskUnanswered: "/afwegingen", desk.TaskProposal: "/overzicht#correcties", desk.TaskNewFits: "", desk.TaskCall: "/afwegingen",
	desk.TaskWarnings: "/profiel", desk.TaskGaps: "/profiel", desk.TaskEmptyWeeks: "/afwegingen", desk.TaskNoSickDay: "/overzicht#traject", desk.TaskRetention: "/overzicht#einde",
}

func taskLines(c *locale.Catalogue, worker string, tasks []desk.Task) []view.TaskLine {
	var out []view.TaskLine
	for _, t := range tasks {
		l := view.TaskLine{Kind: string(t.Kind), Href: "/werknemers/" + worker + taskPlaces[t.Kind]}
		key := "task." + string(t.Kind)
		switch t.Kind {
		case desk.TaskMilestone:
			l.Text = text(c, key, c.Sentence(t.Name), c.Date(t.Date))
		case desk.TaskNoSickDay:
			l.Text = text(c, key)
		case desk.TaskRetention:
			l.Text = text(c, key, c.Date(t.Date))
		case desk.TaskWaiting, desk.TaskUnanswered, desk.TaskEmptyWeeks:
			l.Text = text(c, key, t.N)
		case desk.TaskGaps:
			if l.Text = text(c, key, t.N, c.Sentence(t.Name)); t.N == 0 {
				l.Text = text(c, "task.gap", c.Sentence(t.Name))
			}
		default:
			l.Text = text(c, key, t.N, c.Sentence(t.Name))
		}
		out = append(out, l)
	}
	return out
}

func (p *Pages) showOverview(g *gin.Context, s seat, status int, typed *view.TrajectoryForm, endError string) error {
	worker := g.Param("worker")
	o, err := p.Desk.Overview(g.Request.Context(), s.actor, worker)
	if err != nil {
		return err
	}
	base := "/werknemers/" + worker
	body := view.CoachOverview{
		Tabs: tabs(s.text, worker, o.Head.Label, "/overzicht"), Conditions: o.Head.Conditions, Directions: o.Head.Directions, Proposals: o.Proposals,
		Tasks: taskLines(s.text, worker, o.Tasks), Week: o.Week, Distance: o.Distance, Decisions: decisionLines(s.text, o.Decisions, base+"/vacatures/"),
		Saved: g.Query("bewaard") != "", List: base, Insight: base + "/inzicht", Number: worker,
	}
	for _, m := range o.Milestones {
		mark := view.TimelineMark{Name: s.text.Sentence(m.Name), Who: s.text.Sentence(m.Who), Basis: s.text.Sentence(m.Basis), Reason: m.Reason, Week: m.Week, Date: m.Date, Past: m.Past, Near: m.Near}
		body.Timeline = append(body.Timeline, mark)
		if m.Past {
			body.Passed = append(body.Passed, mark)
		} else {
			body.Upcoming = append(body.Upcoming, mark)
		}
		body.Sick.Milestones = append(body.Sick.Milestones, view.Choice{Value: m.Key, Text: s.text.Sentence(m.Name)})
	}
	for _, x := range o.Corrections {
		body.Corrections = append(body.Corrections, view.CorrectionLine{Field: x.Body.Field, Text: x.Body.Text, At: x.At})
	}
	body.Sick.FirstSickDay, body.Sick.Started = o.Trajectory.FirstSickDay, o.Trajectory.Started
	for _, i := range o.Trajectory.Interruptions {
		body.Sick.Interruptions = append(body.Sick.Interruptions, view.InterruptionRow{From: i.From, Until: i.Until, Maternity: i.Maternity})
	}
	body.End.Action, body.End.Error = base+"/einde", endError
	if !o.Ended.IsZero() {
		body.End.Day, body.End.EraseOn = o.Ended.Format(time.DateOnly), o.EraseOn
	}
	if typed != nil {
		typed.Milestones = body.Sick.Milestones
		body.Sick = *typed
	}
	body.Sick.Interruptions = append(body.Sick.Interruptions, view.InterruptionRow{})
	body.Sick.Action = base + "/traject"
	p.show(g, &s, status, "coach_overview", o.Head.Label, body)
	return nil
}

// trajectory keeps the dates of the process. Milestones that were set by hand
// before stay, the new one comes in the place of its own.
func (p *Pages) trajectory(g *gin.Context, s seat) error {
	worker := g.Param("worker")
	o, err := p.Desk.Overview(g.Request.Context(), s.actor, worker)
	if err != nil {
		return err
	}
	f := view.TrajectoryForm{FirstSickDay: g.PostForm("ziektedag"), Started: g.PostForm("gestart"),
		Milestone: g.PostForm("mijlpaal"), OverrideDate: g.PostForm("datum"), OverrideReason: g.PostForm("waarom"), Confirmed: g.PostForm("bevestig")}
	t := o.Trajectory
	t.FirstSickDay, t.Started, t.Interruptions = f.FirstSickDay, f.Started, nil
	until, kinds := g.PostFormArray("tot"), g.PostFormArray("soort")
	for i, from := range g.PostFormArray("van") {
		if i >= len(until) || i >= len(kinds) || from == "" && until[i] == "" {
			continue
		}
		t.Interruptions = append(t.Interruptions, dossier.Interruption{From: from, Until: until[i], Maternity: kinds[i] == "verlof"})
		f.Interruptions = append(f.Interruptions, view.InterruptionRow{From: from, Until: until[i], Maternity: kinds[i] == "verlof"})
	}
	if f.Milestone != "" {
		var kept []dossier.Override
		for _, x := range t.Overrides {
			if x.Milestone != f.Milestone {
				kept = append(kept, x)
			}
		}
		t.Overrides = append(kept, dossier.Override{Milestone: f.Milestone, Date: f.OverrideDate, Reason: f.OverrideReason})
	}
	err = p.Desk.SetTrajectory(g.Request.Context(), s.actor, worker, t, f.Confirmed)
	var ok bool
	if f.Error, f.Confirm, ok = refused(err); ok {
		return p.showOverview(g, s, http.StatusUnprocessableEntity, &f, "")
	}
	if err == nil {
		saved(g, "/werknemers/"+worker+"/overzicht")
	}
	return err
}

func (p *Pages) profile(g *gin.Context, s seat) error {
	worker := g.Param("worker")
	f, err := p.Desk.Profile(g.Request.Context(), s.actor, worker)
	if err != nil {
		return err
	}
	body := view.CoachProfile{Tabs: tabs(s.text, worker, f.Head.Label, "/profiel"), Sections: profileSections(s.text, &f.Worker), Edit: "/werknemers/" + worker + "/profiel/wijzig", Saved: g.Query("bewaard") != ""}
	for _, w := range f.Warnings {
		body.Warnings = append(body.Warnings, w.Text)
	}
	missing, err := p.Desk.Missing(g.Request.Context(), s.actor, worker)
	if err != nil {
		return err
	}
	body.Gaps, body.Read = gapLines(s.text, missing, ""), "/werknemers/"+worker+"/inlezen"
	p.show(g, &s, http.StatusOK, "coach_profile", "profile.title", body)
	return nil
}

// profileSections writes a worker's file as lines under headings.
func profileSections(c *locale.Catalogue, w *profile.Worker) []view.ProfileSection {
	p := &w.Person
	var work, study, skills, about []string
	for _, j := range p.Work {
		work = append(work, joined("; ", j.Title, years(c, j.Years), strings.Join(j.Tasks, ", ")))
	}
	for _, x := range p.Education {
		level := ""
		if x.Level != taxonomy.EducationUnknown {
			level = levelName(c, x.Level)
		}
		diploma := ""
		if x.Diploma {
			diploma = text(c, "profile.diploma")
		}
		study = append(study, joined("; ", x.Name, level, diploma))
	}
	for _, x := range p.Certificates {
		study = append(study, x.Name)
	}
	if len(p.Licences) > 0 {
		study = append(study, text(c, "profile.licences", strings.Join(p.Licences, ", ")))
	}
	for _, x := range p.Competences {
		skills = append(skills, joined(": ", x.Name, x.Evidence))
	}
	for _, x := range p.Languages {
		skills = append(skills, strings.TrimSpace(languageName(c, x.Language)+" "+x.Level))
	}
	about = append(append(append(about, p.Qualities...), p.Ambitions...), p.Wishes...)
	about = append(about, p.Obstacles...)
	home := strings.TrimSpace(p.Home.Postcode4 + " " + p.Home.Place)
	if home != "" {
		about = append(about, text(c, "profile.home", home))
	}
	var can []string
	for _, it := range w.Capacity.Items {
		can = append(can, strings.TrimSpace(it.Code+" "+it.Key.Label())+": "+desk.ItemWords(w.Capacity.Source.List(), it))
	}
	for _, h := range []struct {
		key string
		h   profile.HoursLimit
	}{{"profile.day", w.Capacity.HoursDay}, {"profile.week", w.Capacity.HoursWeek}} {
		if h.h.Hours > 0 {
			can = append(can, text(c, h.key, formDecimal(h.h.Hours)))
		}
	}
	var sought []string
	for _, d := range w.Search.Directions {
		sought = append(sought, joined(": ", d.Text, d.Reason))
	}
	for _, d := range w.Search.Excluded {
		sought = append(sought, joined(": ", text(c, "profile.not", d.Text), d.Reason))
	}
	return []view.ProfileSection{
		{Title: text(c, "profile.sought"), Lines: sought}, {Title: text(c, "profile.can"), Lines: can}, {Title: text(c, "profile.work"), Lines: work},
		{Title: text(c, "profile.study"), Lines: study}, {Title: text(c, "profile.skills"), Lines: skills}, {Title: text(c, "profile.about"), Lines: about},
	}
}

func years(c *locale.Catalogue, n float64) string {
	if n == 0 {
		return ""
	}
	return text(c, "profile.years", formDecimal(n))
}

// joined joins the parts that are not empty.
func joined(sep string, parts ...string) string {
	var kept []string
	for _, p := range parts {
		if p != "" {
			kept = append(kept, p)
		}
	}
	return strings.Join(kept, sep)
}

// coachAddForm asks for a vacancy by address or text, in every role that works
// with vacancies.
func (p *Pages) coachAddForm(g *gin.Context, s seat) error {
	if !dossier.MayAddVacancy(s.user.Role) {
		return dossier.ErrNotFound
	}
	if s.user.Role == dossier.RoleWorker { // has a page in plainer words
		g.Redirect(http.StatusSeeOther, "/zoek-werk/toevoegen")
		return nil
	}
	p.show(g, &s, http.StatusOK, "coach_add", "add.title", view.CoachAdd{})
	return nil
}

// coachAdd keeps the vacancy and shows for whom it can be looked at.
func (p *Pages) coachAdd(g *gin.Context, s seat) error {
	body := view.CoachAdd{Address: g.PostForm("adres"), Title: g.PostForm("titel"), Employer: g.PostForm("bedrijf"), Place: g.PostForm("plaats"), Text: g.PostForm("tekst"), Confirmed: g.PostForm("bevestig")}
	ctx := g.Request.Context()
	ids, err := p.Desk.Add(ctx, s.actor, desk.Draft{Address: body.Address, Title: body.Title, Employer: body.Employer, Place: body.Place, Text: body.Text, Confirmed: body.Confirmed})
	if sentence, confirm, ok := refused(err); ok {
		body.Error, body.Confirm = sentence, confirm
		p.show(g, &s, http.StatusUnprocessableEntity, "coach_add", "add.title", body)
		return nil
	}
	if err != nil {
		return err
	}
	if s.user.Role == dossier.RoleCoach && len(ids) == 1 {
		g.Redirect(http.StatusSeeOther, "/coach/vacatures/"+url.PathEscape(ids[0])+"?bewaard=1")
		return nil
	}
	done := view.CoachAdd{Done: true}
	var clients []desk.Client
	if dossier.May(s.user.Role, dossier.DataMatch) { // for others a coach releases it first
		if clients, err = p.Desk.Caseload(ctx, s.actor); err != nil && !errors.Is(err, dossier.ErrDenied) {
			return err
		}
	}
	for _, id := range ids {
		v, _, err := p.Desk.Load(ctx, id)
		if err != nil {
			return err
		}
		added := view.CoachAdded{Title: v.Title, Wait: !dossier.May(s.user.Role, dossier.DataMatch)}
		for _, c := range clients {
			added.For = append(added.For, view.Link{Href: "/werknemers/" + c.ID + "/vacatures/" + url.PathEscape(id), Text: c.Label})
		}
		done.Added = append(done.Added, added)
	}
	p.show(g, &s, http.StatusOK, "coach_add", "add.title", done)
	return nil
}

// formDecimal writes a number as a form has it: 7,5.
func formDecimal(x float64) string {
	if x == 0 {
		return ""
	}
	return strings.Replace(fmt.Sprintf("%g", x), ".", ",", 1)
}
