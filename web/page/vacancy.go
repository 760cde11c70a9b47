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
	workerID := g.Param("worker")
	d, err := p.Desk.Match(g.Request.Context(), s.actor, workerID, g.Param("vacancy"))
	if err != nil {
		return err
	}
	own := s.user.Role == dossier.RoleWorker
	body := view.VacancyPage{
		Card: card(s.text, d.Item), Back: "/werknemers/" + workerID, URL: d.Vacancy.URL, Source: d.Vacancy.Source,
		CheckedOn: d.CheckedOn, Closed: d.Closed, Unread: d.Unread, NoSnippet: d.NoSnippet,
		Changes: d.Changes, Conditions: d.Worker.Conditions, Own: own,
	}
	if own {
		body.Back = "/voor-mij"
	}
	body.Text, body.Reasons = segments(d.Text, d.Reasons)
	p.show(g, &s, http.StatusOK, "vacancy", d.Vacancy.Title, body)
	return nil
}

// segments cuts the text at the quotes of the reasons and numbers them in the
// order of the text. A quote that overlaps an earlier one keeps its words
// beside the reason but gets no mark.
func segments(text string, reasons []desk.Reason) ([]view.Segment, []view.Reason) {
	out := make([]view.Reason, len(reasons))
	order := make([]int, 0, len(reasons))
	for i, r := range reasons {
		out[i] = view.Reason{State: r.State, Text: r.Text, Quote: r.Quote}
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
