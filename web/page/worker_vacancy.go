package page

import (
	"net/http"
	"net/url"
	"slices"

	"github.com/gin-gonic/gin"

	"passend/web/view"
)

// ownVacancy is one vacancy with its text, for the worker.
func (p *Pages) ownVacancy(g *gin.Context, s seat, workerID string) error {
	return p.showOwnVacancy(g, s, workerID, g.Param("vacancy"), http.StatusOK, nil)
}

func (p *Pages) showOwnVacancy(g *gin.Context, s seat, workerID, id string, status int, form *view.ApplyForm) error {
	x, d, err := p.Desk.Suggestion(g.Request.Context(), s.actor, workerID, id)
	if err != nil {
		return err
	}
	here := "/voor-mij/vacatures/" + url.PathEscape(d.Vacancy.ID)
	body := view.WorkerVacancyPage{
		SuggestionCard: p.suggestionCard(s, x, here, 1), Back: "/voor-mij", URL: d.Vacancy.URL, CheckedOn: d.CheckedOn,
		Closed: d.Closed, Unread: d.Unread, NoSnippet: d.NoSnippet, Check: check(g, &d),
	}
	if body.Answers, err = p.answersOf(g, s, d.Vacancy.ID); err != nil {
		return err
	}
	body.Questions = d.Questions
	if form != nil {
		form.Number, form.Again = 1, body.Form.Again
		form.Channels, form.Outcomes = body.Form.Channels, body.Form.Outcomes
		body.Form = *form
	}
	if said := g.Query("gezegd"); slices.Contains([]string{"yes", "maybe", "no", "applied"}, said) {
		body.Said = said
	}
	var reasons []view.Reason
	body.Text, reasons = segments(d.Text, d.Reasons)
	for i, r := range reasons {
		switch {
		case d.Reasons[i].Kind == "capacity" && r.Quote == "":
			body.Open = append(body.Open, r) // what is usual in the occupation; the text does not say it
		case r.State == "within" || r.State == "found":
			body.Fits = append(body.Fits, r)
		case r.State == "exceeds" || r.State == "not_found":
			body.Not = append(body.Not, r)
		default:
			body.Open = append(body.Open, r)
		}
	}
	p.show(g, &s, status, "worker_vacancy", d.Vacancy.Title, body)
	return nil
}
