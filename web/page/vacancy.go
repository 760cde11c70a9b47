package page

import (
	"cmp"
	"net/http"
	"slices"
	"unicode/utf8"

	"github.com/gin-gonic/gin"

	"passend/matcher/dossier"
	"passend/web/desk"
	"passend/web/view"
)

func (p *Pages) vacancy(g *gin.Context, s seat) error {
	if led, err := p.toOwn(g, &s); led || err != nil {
		return err
	}
	if s.user.Role == dossier.RoleCoach {
		return p.weigh(g, s, http.StatusOK, nil, nil)
	}
	workerID := g.Param("worker")
	d, err := p.Desk.Match(g.Request.Context(), s.actor, workerID, g.Param("vacancy"))
	if err != nil {
		return err
	}
	own := s.user.Role == dossier.RoleWorker
	body, err := p.vacancyBody(g, s, d)
	if err != nil {
		return err
	}
	body.Back, body.Own = "/werknemers/"+workerID, own
	if own {
		body.Back = "/voor-mij"
	}
	p.show(g, &s, http.StatusOK, "vacancy", d.Vacancy.Title, body)
	return nil
}

// vacancyBody is what every role sees of a vacancy as a worker's match.
func (p *Pages) vacancyBody(g *gin.Context, s seat, d desk.Detail) (view.VacancyPage, error) {
	body := view.VacancyPage{
		Card: card(s.text, d.Item), URL: d.Vacancy.URL, Source: d.Vacancy.Source,
		CheckedOn: d.CheckedOn, Closed: d.Closed, Unread: d.Unread, NoSnippet: d.NoSnippet,
		Changes: d.Changes, Conditions: d.Worker.Conditions, Check: check(g, &d),
	}
	body.Text, body.Reasons = segments(d.Text, d.Reasons)
	body.Groups = grouped(body.Reasons)
	body.AnswerHref = answerHref(s.user.Role, d.Vacancy.ID, body.Check.Back)
	var err error
	body.Answers, err = p.answersOf(g, s, d.Vacancy.ID)
	return body, err
}

// segments cuts the text at the quotes of the reasons and numbers them in the
// order of the text. A quote that overlaps an earlier one keeps its words
// beside the reason but gets no mark.
func segments(text string, reasons []desk.Reason) ([]view.Segment, []view.Reason) {
	out := make([]view.Reason, len(reasons))
	order := make([]int, 0, len(reasons))
	for i, r := range reasons {
		out[i] = view.Reason{State: r.State, Effect: r.Effect, Text: r.Text, Quote: r.Quote}
		if r.End > r.Start && r.Start >= 0 && r.End <= len(text) && text[r.Start:r.End] == r.Quote {
			order = append(order, i)
		}
	}
	slices.SortStableFunc(order, func(a, b int) int { return cmp.Compare(reasons[a].Start, reasons[b].Start) })
	var segs []view.Segment
	at, mark := 0, 0
	var last desk.Reason
	for _, i := range order {
		r := reasons[i]
		if mark > 0 && r.Start == last.Start && r.End == last.End {
			out[i].Mark = mark // two reasons with the same quote share its mark
			continue
		}
		if r.Start < at || !utf8.RuneStart(text[r.Start]) {
			continue
		}
		if r.Start > at {
			segs = append(segs, view.Segment{Text: text[at:r.Start]})
		}
		mark++
		segs = append(segs, view.Segment{Text: r.Quote, Mark: mark, State: r.State})
		out[i].Mark, at, last = mark, r.End, r
	}
	if at < len(text) {
		segs = append(segs, view.Segment{Text: text[at:]})
	}
	return segs, out
}
