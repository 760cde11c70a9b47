package page

import (
	"net/http"
	"net/url"
	"strings"

	"github.com/gin-gonic/gin"

	"passend/matcher/dossier"
	"passend/web/desk"
	"passend/web/locale"
	"passend/web/view"
)

func (p *Pages) log(g *gin.Context, s seat) error {
	return p.showLog(g, s, http.StatusOK, view.ActivityForm{}, dossier.Activity{Phase: phases[0], Status: activityStates[2]})
}

// phases and activityStates are what an activity can be, as the dossier has it.
var (
	phases         = []string{"orientatie", "activering", "arbeidsmarkt", "nazorg"}
	activityStates = []string{"planned", "busy", "done", "dropped"}
)

func (p *Pages) showLog(g *gin.Context, s seat, status int, f view.ActivityForm, typed dossier.Activity) error {
	worker := g.Param("worker")
	head, entries, err := p.Desk.Log(g.Request.Context(), s.actor, worker)
	if err != nil {
		return err
	}
	f.Action, f.What, f.Date, f.Result = "/werknemers/"+worker+"/activiteiten", typed.What, typed.Date, typed.Result
	f.Phases = choices(s.text, "phase.", phases, typed.Phase)
	f.Statuses = choices(s.text, "activity.status.", activityStates, typed.Status)
	body := view.CoachLog{Tabs: tabs(s.text, worker, head.Label, "/afwegingen"), Activity: f, Saved: g.Query("bewaard") != ""}
	for i := range entries {
		body.Entries = append(body.Entries, logLine(s.text, &entries[i], "/werknemers/"+worker+"/vacatures/"))
	}
	p.show(g, &s, status, "coach_log", "log.title", body)
	return nil
}

func logLine(c *locale.Catalogue, e *desk.LogEntry, base string) view.LogLine {
	l := view.LogLine{At: e.At, By: e.By, Kind: e.Kind}
	switch {
	case e.Decision != nil:
		d := decisionLine(c, e.Decision, base)
		l.Decision = &d
	case e.Application != nil:
		x := e.Application
		l.Title, l.Href = joined(", ", x.Title, x.Employer), base+url.PathEscape(e.VacancyID)+"#sollicitatie"
		l.Lines = nonempty(joined(", ", writtenDay(c, x.Date), text(c, "apply.by."+x.Channel), text(c, "apply.state."+x.Outcome)), after(text(c, "apply.call"), writtenDay(c, x.FollowUp)),
			after(text(c, "apply.response"), x.Response), after(text(c, "apply.reason"), x.Reason))
	case e.Activity != nil:
		l.Title = e.Activity.What
		l.Lines = nonempty(joined(", ", text(c, "phase."+e.Activity.Phase), text(c, "activity.status."+e.Activity.Status), writtenDay(c, e.Activity.Date)), e.Activity.Result)
	case e.Search != nil:
		l.Title = text(c, "version", e.Version)
		var dirs []string
		for _, d := range e.Search.Directions {
			dirs = append(dirs, d.Text)
		}
		l.Lines = nonempty(e.Search.Reason, strings.Join(dirs, " · "))
	}
	return l
}

// writtenDay writes a kept date in words, "" for none.
func writtenDay(c *locale.Catalogue, kept string) string {
	if t := day(kept); !t.IsZero() {
		return c.Date(t)
	}
	return ""
}

// after puts a name before a text, "" for no text.
func after(name, text string) string {
	if text == "" {
		return ""
	}
	return name + ": " + text
}

func nonempty(lines ...string) (out []string) {
	for _, l := range lines {
		if l != "" {
			out = append(out, l)
		}
	}
	return out
}

// choices makes the options of a form from values with texts under a prefix.
func choices(c *locale.Catalogue, prefix string, values []string, chosen ...string) []view.Choice {
	var out []view.Choice
	for _, v := range values {
		x := view.Choice{Value: v, Text: text(c, prefix+v)}
		for _, y := range chosen {
			x.Chosen = x.Chosen || y == v
		}
		out = append(out, x)
	}
	return out
}

func (p *Pages) addActivity(g *gin.Context, s seat) error {
	worker := g.Param("worker")
	a := dossier.Activity{Phase: g.PostForm("fase"), What: g.PostForm("wat"), Date: g.PostForm("wanneer"), Status: g.PostForm("stand"), Result: g.PostForm("resultaat")}
	f := view.ActivityForm{Confirmed: g.PostForm("bevestig")}
	err := p.Desk.AddActivity(g.Request.Context(), s.actor, worker, a, f.Confirmed)
	var ok bool
	if f.Error, f.Confirm, ok = refused(err); ok {
		return p.showLog(g, s, http.StatusUnprocessableEntity, f, a)
	}
	if err == nil {
		saved(g, "/werknemers/"+worker+"/afwegingen")
	}
	return err
}

func (p *Pages) notes(g *gin.Context, s seat) error {
	return p.showNotes(g, s, http.StatusOK, view.CoachNotes{Saved: g.Query("bewaard") != ""})
}

func (p *Pages) showNotes(g *gin.Context, s seat, status int, body view.CoachNotes) error {
	worker := g.Param("worker")
	head, notes, err := p.Desk.Notes(g.Request.Context(), s.actor, worker)
	if err != nil {
		return err
	}
	body.Tabs, body.Notes, body.Action = tabs(s.text, worker, head.Label, "/notities"), notes, "/werknemers/"+worker+"/notities"
	p.show(g, &s, status, "coach_notes", "notes.title", body)
	return nil
}

func (p *Pages) addNote(g *gin.Context, s seat) error {
	worker := g.Param("worker")
	body := view.CoachNotes{Text: g.PostForm("tekst"), Purpose: g.PostForm("doel"), Agreed: g.PostForm("afspraak"), Next: g.PostForm("vervolg"), Confirmed: g.PostForm("bevestig")}
	err := p.Desk.AddNote(g.Request.Context(), s.actor, worker,
		dossier.Note{Text: body.Text, Purpose: body.Purpose, Agreed: body.Agreed, Next: body.Next}, body.Confirmed)
	var ok bool
	if body.Error, body.Confirm, ok = refused(err); ok {
		return p.showNotes(g, s, http.StatusUnprocessableEntity, body)
	}
	if err == nil {
		saved(g, "/werknemers/"+worker+"/notities")
	}
	return err
}
