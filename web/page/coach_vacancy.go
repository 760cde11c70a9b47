package page

import (
	"net/http"
	"net/url"
	"strconv"
	"strings"

	"github.com/gin-gonic/gin"

	"passend/matcher/dossier"
	"passend/web/desk"
	"passend/web/locale"
	"passend/web/view"
)

// decide keeps the coach's decision and goes on.
func (p *Pages) decide(g *gin.Context, s seat) error {
	worker, vacancy := g.Param("worker"), g.Param("vacancy")
	f := formOf(g)
	j := desk.Judgement{
		Verdict: f.Verdict, Next: f.Next, Motivation: f.Motivation, Asked: f.Asked, Answer: f.Answer, ExcludeEmployer: f.ExcludeEmployer, Confirmed: f.Confirmed,
	}
	for _, code := range g.PostFormArray("reden") {
		r := dossier.Rejection{Code: dossier.RejectionCode(code)}
		switch r.Code {
		case dossier.RejectCapacity:
			r.Key = f.Item
		case dossier.RejectByWorker:
			if f.Reasonable != "" {
				yes := f.Reasonable == "ja"
				r.Reasonable = &yes
			}
		}
		j.Rejections = append(j.Rejections, r)
	}
	err := p.Desk.Decide(g.Request.Context(), s.actor, worker, vacancy, j)
	var ok bool
	if f.Error, f.Confirm, ok = refused(err); ok {
		return p.weigh(g, s, http.StatusUnprocessableEntity, &f, g.PostFormArray("reden"))
	}
	if err != nil {
		return err
	}
	to := "/werknemers/" + worker + "/vacatures/" + url.PathEscape(vacancy) + "?bewaard=1#besluit"
	if g.PostForm("doe") == "volgende" {
		next, err := p.Desk.NextOpen(g.Request.Context(), s.actor, worker)
		if err != nil {
			return err
		}
		to = "/werknemers/" + worker
		if next != "" {
			to += "/vacatures/" + url.PathEscape(next)
		}
	}
	g.Redirect(http.StatusSeeOther, to)
	return nil
}

func formOf(g *gin.Context) view.DecisionForm {
	return view.DecisionForm{
		Verdict: g.PostForm("oordeel"), Next: g.PostForm("stap"), Motivation: g.PostForm("motivering"), Asked: g.PostForm("gevraagd"),
		Answer: g.PostForm("antwoord"), Item: g.PostForm("punt"), Reasonable: g.PostForm("redelijk"), ExcludeEmployer: g.PostForm("werkgever") != "", Confirmed: g.PostForm("bevestig"),
	}
}

// weigh shows a vacancy as a coach weighs it; typed is what a refused form held.
func (p *Pages) weigh(g *gin.Context, s seat, status int, typed *view.DecisionForm, codes []string) error {
	worker := g.Param("worker")
	w, err := p.Desk.Weigh(g.Request.Context(), s.actor, worker, g.Param("vacancy"))
	if err != nil {
		return err
	}
	body := vacancyBody(s.text, w.Detail)
	body.Back, body.Tabs = "/werknemers/"+worker, tabs(s.text, worker, w.Worker.Label, "")
	base := "/werknemers/" + worker + "/vacatures/"
	c := &view.CoachVacancy{Rubrics: w.Rubrics, Feedback: w.Feedback, FeedbackReason: w.FeedbackReason,
		Decisions: decisionLines(s.text, w.Decisions, ""), Clients: "/coach/vacatures/" + url.PathEscape(w.Vacancy.ID)}
	f := view.DecisionForm{Verdict: w.Verdict, Saved: g.Query("bewaard") != ""}
	if len(w.Decisions) > 0 && typed == nil {
		last := w.Decisions[0]
		f.Verdict, f.Next, f.Motivation, f.Asked, f.Answer, f.ExcludeEmployer = last.Verdict, last.Next, last.Motivation, last.Asked, last.Answer, last.ExcludeEmployer
		for _, r := range last.Rejections {
			codes = append(codes, string(r.Code))
			if r.Key != "" {
				f.Item = r.Key
			}
			if r.Reasonable != nil {
				f.Reasonable = map[bool]string{true: "ja", false: "nee"}[*r.Reasonable]
			}
		}
	}
	if typed != nil {
		f = *typed
	}
	f.Action, f.Proposal = base+url.PathEscape(w.Vacancy.ID)+"/besluit", w.Verdict
	fillChoices(s.text, &f, codes, w.Rubrics)
	c.Form = f
	body.Coach = c
	p.show(g, &s, status, "vacancy", w.Vacancy.Title, body)
	return nil
}

// stepKeys are the keys on the keyboard for the next steps.
var stepKeys = map[string]string{"apply": "s", "ask": "v", "keep": "b", "reject": "a"}

func fillChoices(c *locale.Catalogue, f *view.DecisionForm, codes []string, rubrics []desk.RubricSides) {
	for i, v := range desk.Verdicts {
		f.Verdicts = append(f.Verdicts, view.Choice{Value: v, Text: text(c, "verdict."+v), Key: strconv.Itoa(i + 1), Chosen: v == f.Verdict})
	}
	for _, n := range desk.NextSteps {
		f.Steps = append(f.Steps, view.Choice{Value: n, Text: text(c, "next."+n), Key: stepKeys[n], Chosen: n == f.Next})
	}
	for _, code := range dossier.RejectionCodes {
		x := view.Choice{Value: string(code), Text: text(c, "reject."+string(code))}
		for _, chosen := range codes {
			x.Chosen = x.Chosen || chosen == x.Value
		}
		f.Codes = append(f.Codes, x)
	}
	for _, r := range rubrics {
		for _, side := range r.Sides {
			if side.Severity > 0 {
				f.Items = append(f.Items, view.Choice{Value: side.Key, Text: strings.TrimSpace(side.Code + " " + side.Label), Chosen: side.Key == f.Item})
			}
		}
	}
}

// text is a text of the catalogue, or the key when it has none.
func text(c *locale.Catalogue, key string, args ...any) string {
	t, err := c.T(key, args...)
	if err != nil {
		return key
	}
	return t
}

// decisionLines puts decisions in words; base leads to the vacancies, "" for a
// list under one vacancy.
func decisionLines(c *locale.Catalogue, all []desk.Decision, base string) []view.DecisionLine {
	var out []view.DecisionLine
	for i := range all {
		out = append(out, decisionLine(c, &all[i], base))
	}
	return out
}

func decisionLine(c *locale.Catalogue, d *desk.Decision, base string) view.DecisionLine {
	l := view.DecisionLine{Decision: *d}
	if base != "" {
		l.Href = base + url.PathEscape(d.VacancyID)
	}
	for _, r := range d.Rejections {
		l.Codes = append(l.Codes, strings.ToLower(text(c, "reject."+string(r.Code))))
	}
	return l
}

// grouped sorts reasons by what they do to the verdict: what does not fit, what
// to ask, what fits, what usually fits in the occupation, and what is only not
// stated.
func grouped(all []view.Reason) []view.ReasonGroup {
	groups := []view.ReasonGroup{{Key: "no"}, {Key: "ask"}, {Key: "yes"}, {Key: "usual"}, {Key: "unstated"}}
	for _, r := range all {
		n := 2
		switch {
		case r.Effect == "ask":
			n = 1
		case r.State == "exceeds" || r.State == "not_found":
			n = 0
		case r.State == "not_stated":
			n = 4
		case r.State == "usual":
			n = 3
		}
		groups[n].Reasons = append(groups[n].Reasons, r)
	}
	return groups
}

// workerTabs are the pages of a worker: the path below the worker and the key of
// its text.
var workerTabs = [][2]string{
	{"/overzicht", "tab.overview"}, {"", "tab.list"}, {"/profiel", "tab.profile"}, {"/zoekprofiel", "tab.search"},
	{"/belastbaarheid", "tab.capacity"}, {"/afwegingen", "tab.log"}, {"/notities", "tab.notes"}, {"/inzicht", "tab.insight"},
}

// tabs leads to the pages of a worker; current is the path of this one below
// the worker, "-" for the list.
func tabs(c *locale.Catalogue, worker, label, current string) *view.Tabs {
	t := &view.Tabs{Label: label}
	for _, x := range workerTabs {
		here := x[0] == current && current != "" || current == "-" && x[0] == ""
		t.Links = append(t.Links, view.Link{Href: "/werknemers/" + worker + x[0], Text: text(c, x[1]), Current: here})
	}
	return t
}
