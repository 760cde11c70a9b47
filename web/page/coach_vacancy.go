package page

import (
	"net/http"
	"net/url"
	"slices"
	"strconv"
	"strings"

	"github.com/gin-gonic/gin"

	"passend/matcher"
	"passend/matcher/dossier"
	"passend/web/desk"
	"passend/web/locale"
	"passend/web/view"
)

// decide keeps the coach's decision and opens the next proposal, or stays on
// the vacancy when that is asked or nothing is left.
func (p *Pages) decide(g *gin.Context, s seat) error {
	worker, vacancy := g.Param("worker"), g.Param("vacancy")
	f := formOf(g)
	j := desk.Judgement{
		Verdict: f.Verdict, Next: f.Next, Motivation: joined(" ", append([]string{strings.TrimSpace(f.Motivation)}, f.Taken...)...), Asked: f.Asked, Answer: f.Answer,
		ExcludeEmployer: f.ExcludeEmployer, Confirmed: f.Confirmed,
	}
	for _, code := range f.Chosen {
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
		return p.weigh(g, s, http.StatusUnprocessableEntity, &f, nil)
	}
	if err != nil {
		return err
	}
	base := "/werknemers/" + worker + "/vacatures/"
	to := base + url.PathEscape(vacancy) + "?bewaard=1#besluit"
	if g.PostForm("doe") != "blijf" {
		next, err := p.Desk.NextOpen(g.Request.Context(), s.actor, worker, vacancy)
		if err != nil {
			return err
		}
		if next != "" {
			to = base + url.PathEscape(next) + "?na=" + url.QueryEscape(vacancy)
		} else {
			to = base + url.PathEscape(vacancy) + "?bewaard=laatste#besluit"
		}
	}
	g.Redirect(http.StatusSeeOther, to)
	return nil
}

// skip opens the next proposal without a decision on this one.
func (p *Pages) skip(g *gin.Context, s seat) error {
	worker, vacancy := g.Param("worker"), g.Param("vacancy")
	next, err := p.Desk.NextOpen(g.Request.Context(), s.actor, worker, vacancy)
	if err != nil {
		return err
	}
	to := "/werknemers/" + worker
	if next != "" {
		to += "/vacatures/" + url.PathEscape(next)
	}
	g.Redirect(http.StatusSeeOther, to)
	return nil
}

func formOf(g *gin.Context) view.DecisionForm {
	return view.DecisionForm{
		Verdict: g.PostForm("oordeel"), Next: g.PostForm("stap"), Motivation: g.PostForm("motivering"), Asked: g.PostForm("gevraagd"),
		Answer: g.PostForm("antwoord"), Item: g.PostForm("punt"), Reasonable: g.PostForm("redelijk"), ExcludeEmployer: g.PostForm("werkgever") != "", Confirmed: g.PostForm("bevestig"),
		Chosen: g.PostFormArray("reden"), Taken: g.PostFormArray("zin"),
	}
}

// weigh shows a vacancy as a coach weighs it; decision and application are what
// a refused form held.
func (p *Pages) weigh(g *gin.Context, s seat, status int, decision *view.DecisionForm, application *view.CoachApplication) error {
	worker := g.Param("worker")
	ctx := g.Request.Context()
	w, err := p.Desk.Weigh(ctx, s.actor, worker, g.Param("vacancy"))
	if err != nil {
		return err
	}
	body, err := p.vacancyBody(g, s, w.Detail)
	if err != nil {
		return err
	}
	body.Back, body.Tabs = "/werknemers/"+worker, tabs(s.text, worker, w.Worker.Label, "")
	body.Rubrics = rubricMarks(w.Reasons)
	for i := range body.Groups {
		body.Groups[i].Reasons = merged(body.Groups[i].Reasons)
	}
	own := "/werknemers/" + worker + "/vacatures/" + url.PathEscape(w.Vacancy.ID)
	c := &view.CoachVacancy{Rubrics: w.Rubrics, Feedback: w.Feedback, FeedbackReason: w.FeedbackReason, Skip: own + "/volgende",
		Decisions: decisionLines(s.text, w.Decisions, ""), Clients: "/coach/vacatures/" + url.PathEscape(w.Vacancy.ID)}
	if before := g.Query("na"); before != "" {
		// What was decided just now, with the way back to it.
		done, err := p.Desk.Decisions(ctx, s.actor, worker, before)
		if err != nil {
			return err
		}
		if len(done) > 0 {
			c.Done = &decisionLines(s.text, done[:1], "/werknemers/"+worker+"/vacatures/")[0]
		}
	}
	f := view.DecisionForm{Verdict: w.Verdict}
	if len(w.Decisions) > 0 {
		f = standingForm(&w.Decisions[0])
	}
	f.Saved, f.Last = g.Query("bewaard") != "", g.Query("bewaard") == "laatste"
	if decision != nil {
		f = *decision
	}
	f.Action, f.Proposal = own+"/besluit", w.Verdict
	fillChoices(s.text, &f, &w)
	c.Form = f
	if application == nil {
		a := applicationForm(w.Applied, p.Desk.Clock())
		a.Saved = g.Query("sollicitatie") != ""
		application = &a
	}
	application.Action = own + "/sollicitatie"
	application.Channels, application.Outcomes = choices(s.text, "apply.by.", desk.Channels, application.Channel), choices(s.text, "apply.state.", desk.Outcomes, application.Outcome)
	c.Application = *application
	body.Coach = c
	p.show(g, &s, status, "vacancy", w.Vacancy.Title, body)
	return nil
}

// standingForm is the form with the decision that stands.
func standingForm(d *desk.Decision) view.DecisionForm {
	f := view.DecisionForm{Verdict: d.Verdict, Next: d.Next, Motivation: d.Motivation, Asked: d.Asked, Answer: d.Answer, ExcludeEmployer: d.ExcludeEmployer}
	for _, r := range d.Rejections {
		f.Chosen = append(f.Chosen, string(r.Code))
		if r.Key != "" {
			f.Item = r.Key
		}
		if r.Reasonable != nil {
			f.Reasonable = map[bool]string{true: "ja", false: "nee"}[*r.Reasonable]
		}
	}
	return f
}

// stepKeys are the keys on the keyboard for the next steps.
var stepKeys = map[string]string{"apply": "s", "ask": "v", "keep": "b", "reject": "a"}

// Reasons of the match that can be taken over, and the first key for them.
const (
	sentencesMost  = 6
	suggestedMost  = 4
	suggestedFirst = 6
)

// codeOf are the reasons for rejection that a reason of a match stands for, by
// the first word of its key; those of capacity have one of their own.
var codeOf = map[string]dossier.RejectionCode{
	"hours": dossier.RejectHours, "times": dossier.RejectTimes, "education": dossier.RejectEducation, "experience": dossier.RejectExperience, "certificate": dossier.RejectCertificate,
	"licence": dossier.RejectCertificate, "language": dossier.RejectLanguage, "languages": dossier.RejectLanguage, "travel": dossier.RejectTravel, "pay": dossier.RejectPay,
}

func fillChoices(c *locale.Catalogue, f *view.DecisionForm, w *desk.Weighing) {
	for i, v := range desk.Verdicts {
		f.Verdicts = append(f.Verdicts, view.Choice{Value: v, Text: text(c, "verdict."+v), Key: strconv.Itoa(i + 1), Chosen: v == f.Verdict})
	}
	for _, n := range desk.NextSteps {
		f.Steps = append(f.Steps, view.Choice{Value: n, Text: text(c, "next."+n), Key: stepKeys[n], Chosen: n == f.Next})
	}
	near := nearCodes(w.Reasons)
	for _, code := range near {
		f.Near = append(f.Near, view.Choice{Value: string(code), Text: text(c, "reject."+string(code)), Key: strconv.Itoa(suggestedFirst + len(f.Near)), Chosen: slices.Contains(f.Chosen, string(code))})
	}
	for _, code := range dossier.RejectionCodes {
		if !slices.Contains(near, code) {
			f.Codes = append(f.Codes, view.Choice{Value: string(code), Text: text(c, "reject."+string(code)), Chosen: slices.Contains(f.Chosen, string(code))})
		}
	}
	for _, r := range w.Reasons {
		if (against(r) || r.Effect == "ask") && len(f.Sentences) < sentencesMost && !slices.ContainsFunc(f.Sentences, func(x view.Choice) bool { return x.Value == r.Text }) {
			f.Sentences = append(f.Sentences, view.Choice{Value: r.Text, Text: r.Text, Chosen: slices.Contains(f.Taken, r.Text)})
		}
	}
	for _, r := range w.Rubrics {
		for _, side := range r.Sides {
			if side.Severity > 0 {
				f.Items = append(f.Items, view.Choice{Value: side.Key, Text: strings.TrimSpace(side.Code + " " + side.Label), Chosen: side.Key == f.Item})
			}
		}
	}
}

// against reports a reason that speaks against the vacancy.
func against(r desk.Reason) bool {
	return r.Effect != "ask" && (r.State == string(matcher.Exceeds) || r.State == string(matcher.NotFound))
}

// nearCodes are the reasons for rejection that the match itself gives.
func nearCodes(reasons []desk.Reason) (out []dossier.RejectionCode) {
	for _, r := range reasons {
		word, _, _ := strings.Cut(r.Key, ":")
		code, ok := codeOf[word]
		if r.Kind == string(matcher.KindCapacity) {
			code, ok = dossier.RejectCapacity, true
		}
		if ok && against(r) && len(out) < suggestedMost && !slices.Contains(out, code) {
			out = append(out, code)
		}
	}
	return out
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
	{"/belastbaarheid", "tab.capacity"}, {"/afwegingen", "tab.log"}, {"/plaatsingen", "placement.title"}, {"/notities", "tab.notes"}, {"/inzicht", "tab.insight"}, {"/verslag", "report.menu"},
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
