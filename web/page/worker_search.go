package page

import (
	"errors"
	"net/http"
	"net/url"
	"strconv"
	"strings"

	"github.com/gin-gonic/gin"

	"passend/matcher/dossier"
	"passend/web/desk"
	"passend/web/view"
)

// Pages of the search: foundCards fit a telephone's patience; deeper than
// maxPages nobody reads, and another word finds more.
const (
	foundCards = 10
	maxPages   = 50
)

// find is the worker's own search over all vacancies, each with its match.
func (p *Pages) find(g *gin.Context, s seat, workerID string) error {
	body := view.FindPage{Query: strings.TrimSpace(g.Query("q"))}
	if body.Query == "" {
		p.show(g, &s, http.StatusOK, "worker_find", "nav.find", body)
		return nil
	}
	number, err := strconv.Atoi(g.DefaultQuery("blad", "1"))
	if err != nil || number < 1 || number > maxPages {
		number = 1
	}
	found, err := p.Desk.Find(g.Request.Context(), s.actor, workerID, body.Query, (number-1)*foundCards, foundCards)
	if err != nil {
		return err
	}
	body.Searched, body.Total, body.Loosened, body.Corrected = true, found.Total, found.Loosened, found.Corrected
	at := func(n int) string {
		return "/zoek-werk?" + url.Values{"q": {body.Query}, "blad": {strconv.Itoa(n)}}.Encode()
	}
	for i, x := range found.Items {
		body.Cards = append(body.Cards, p.suggestionCard(s, x, at(number), i+1))
	}
	body.Pager = view.Pager{Page: number, Pages: min((found.Total+foundCards-1)/foundCards, maxPages)}
	if number > 1 {
		body.Pager.Prev = at(number - 1)
	}
	if number < body.Pager.Pages {
		body.Pager.Next = at(number + 1)
	}
	p.show(g, &s, http.StatusOK, "worker_find", "nav.find", body)
	return nil
}

// addForm asks for a vacancy that Passend does not know yet.
func (p *Pages) addForm(g *gin.Context, s seat, _ string) error {
	p.show(g, &s, http.StatusOK, "worker_add", "worker.add", view.AddPage{})
	return nil
}

// add brings the vacancy in and shows it with its match at once.
func (p *Pages) add(g *gin.Context, s seat, _ string) error {
	body := view.AddPage{
		Address: g.PostForm("adres"), Title: g.PostForm("titel"), Employer: g.PostForm("bedrijf"), Place: g.PostForm("plaats"), Text: g.PostForm("tekst"), Confirmed: g.PostForm("bevestig"),
	}
	ids, err := p.Desk.Add(g.Request.Context(), s.actor, desk.Draft{Address: body.Address, Title: body.Title, Employer: body.Employer, Place: body.Place, Text: body.Text, Confirmed: body.Confirmed})
	var invalid *dossier.InvalidError
	if errors.As(err, &invalid) {
		body.Error, body.Confirm = invalid.Text, invalid.Confirmable
		p.show(g, &s, http.StatusUnprocessableEntity, "worker_add", "worker.add", body)
		return nil
	}
	if err != nil {
		return err
	}
	if len(ids) == 0 {
		return dossier.ErrNotFound
	}
	g.Redirect(http.StatusSeeOther, "/voor-mij/vacatures/"+url.PathEscape(ids[0]))
	return nil
}
