package page

import (
	"errors"
	"net/http"
	"net/url"
	"slices"
	"strconv"
	"time"

	"github.com/gin-gonic/gin"

	"passend/matcher/dossier"
	"passend/web/desk"
	"passend/web/view"
)

// Cards on a page: five new ones are judged in a minute; a shelf shows ten. Each
// "show more" adds as many, so that nothing that was seen moves away.
const (
	newCards   = 5
	shelfCards = 10
	mostCards  = 200
)

// shownQuestions is how many questions a card shows, the most important first;
// the vacancy shows them all.
const shownQuestions = 4

// shelfNames are the shelves in addresses.
var shelfNames = map[string]string{desk.ShelfNew: "", desk.ShelfSaved: "bewaard", desk.ShelfApplied: "gesolliciteerd", desk.ShelfRefused: "nee"}

func shelfAddress(key string) string {
	if name := shelfNames[key]; name != "" {
		return "/voor-mij?toon=" + name
	}
	return "/voor-mij"
}

func shelfKey(name string) string {
	for key, n := range shelfNames {
		if n == name {
			return key
		}
	}
	return desk.ShelfNew
}

// shelf shows suggestions to judge, or those judged before.
func (p *Pages) shelf(g *gin.Context, s seat, workerID string) error {
	return p.showShelf(g, s, workerID, shelfKey(g.Query("toon")), http.StatusOK, nil)
}

func (p *Pages) showShelf(g *gin.Context, s seat, workerID, key string, status int, form *view.ApplyForm) error {
	step := shelfCards
	if key == desk.ShelfNew {
		step = newCards
	}
	limit := amount(g, step)
	x, err := p.Desk.Shelf(g.Request.Context(), s.actor, workerID, key, limit)
	if err != nil {
		return err
	}
	body := view.ShelfPage{Shelf: x.Key, Left: x.Left, Scanned: x.Scanned, AsOf: x.AsOf, Notice: x.Notice}
	if said := g.Query("gezegd"); slices.Contains([]string{"yes", "maybe", "no", "applied"}, said) {
		body.Said = said
	}
	for _, k := range desk.Shelves {
		tab := view.ShelfTab{Key: k, Href: shelfAddress(k), Count: x.Counts[k], Current: k == x.Key}
		if k == desk.ShelfNew {
			tab.Count = -1
		}
		body.Tabs = append(body.Tabs, tab)
	}
	if form != nil {
		// Beside its card below; here when the card is no longer on this shelf.
		body.Problem = &view.Problem{Form: "apply", Text: form.Error}
	}
	for i, item := range x.Items {
		c := p.suggestionCard(s, item, shelfAddress(key), i+1)
		if form != nil && form.ID == c.ID {
			form.Number, form.Again = c.Form.Number, c.Form.Again
			form.Channels, form.Outcomes = c.Form.Channels, c.Form.Outcomes
			c.Form, body.Problem = *form, nil
		}
		body.Cards = append(body.Cards, c)
	}
	if key != desk.ShelfNew {
		body.Left = x.Counts[x.Key] - len(x.Items)
	} else if len(body.Cards) > 1 {
		body.Cards, body.Later = body.Cards[:1], body.Cards[1:] // one thing at a time
	}
	if body.Left > 0 && limit < mostCards {
		q := url.Values{"aantal": {strconv.Itoa(limit + step)}}
		if name := shelfNames[x.Key]; name != "" {
			q.Set("toon", name)
		}
		body.More = "/voor-mij?" + q.Encode() + "#kaart-" + strconv.Itoa(limit+1)
	}
	for _, r := range x.Rules {
		body.Rules = append(body.Rules, view.RuleLine{Kind: r.Kind, Text: r.Text, Times: r.Times})
	}
	p.show(g, &s, status, "worker_shelf", "worker.shelf."+x.Key, body)
	return nil
}

// amount is how many of a list to show: a first part, and more by "aantal".
func amount(g *gin.Context, step int) int {
	n, err := strconv.Atoi(g.Query("aantal"))
	if err != nil {
		return step
	}
	return min(max(n, step), mostCards)
}

// suggestionCard turns a suggestion into a card with its forms.
func (p *Pages) suggestionCard(s seat, x desk.Suggestion, back string, number int) view.SuggestionCard {
	id := x.Vacancy.ID
	c := view.SuggestionCard{
		Card: card(s.text, x.Item), ID: id, Number: number, Answer: x.Answer, Reason: x.Why, AnsweredAt: x.AnsweredAt, Advised: x.Advised, Gone: x.Gone,
		Judge: view.JudgeForm{ID: id, Title: x.Vacancy.Title, Answer: x.Answer, Back: back, Number: number, Keys: number == 1, Refusals: desk.RefusalCodes},
		Form: view.ApplyForm{ID: id, Back: back, Number: number, Date: p.Desk.Clock().Format(time.DateOnly), Channels: desk.Channels, Outcomes: desk.Outcomes,
			Channel: desk.Channels[0], Outcome: desk.Outcomes[0]},
	}
	c.Questions = c.Questions[:min(len(c.Questions), shownQuestions)]
	c.Href = "/voor-mij/vacatures/" + url.PathEscape(id)
	if !x.Gone {
		c.Why, c.Quote = why(s.text, x)
	}
	if a := x.Applied; a != nil {
		c.Applied = &view.AppliedLine{Date: day(a.Date), FollowUp: day(a.FollowUp), Channel: a.Channel, Outcome: a.Outcome, Response: a.Response, Reason: a.Reason}
		c.Form.Again, c.Form.Date, c.Form.FollowUp, c.Form.Response = true, a.Date, a.FollowUp, a.Response
		c.Form.Channel, c.Form.Outcome = a.Channel, a.Outcome
	}
	return c
}

// day reads a kept date; zero when there is none.
func day(text string) time.Time {
	t, err := time.Parse(time.DateOnly, text)
	if err != nil {
		return time.Time{}
	}
	return t
}

// judge keeps a yes, maybe or no and goes back to where it was said.
func (p *Pages) judge(g *gin.Context, s seat, workerID string) error {
	in := desk.Answer{Answer: g.PostForm("antwoord"), Code: g.PostForm("reden"), Note: g.PostForm("waarom")}
	if in.Code != "" {
		in.Answer = "no"
	}
	if err := p.Desk.Judge(g.Request.Context(), s.actor, workerID, g.PostForm("vacature"), in); err != nil {
		return p.beside(g, s, err)
	}
	g.Redirect(http.StatusSeeOther, said(g.PostForm("terug"), in.Answer, g.PostForm("nummer")))
	return nil
}

// said is the address to go back to, with what was said and the card that now
// stands in that place: the next one to judge.
func said(back, answer, number string) string {
	u, err := url.Parse(safePath(back))
	if err != nil {
		return "/voor-mij"
	}
	q := u.Query()
	q.Set("gezegd", answer)
	u.RawQuery = q.Encode()
	if n, err := strconv.Atoi(number); err == nil && n > 0 {
		u.Fragment = "kaart-" + strconv.Itoa(n)
	}
	return u.RequestURI() + "#" + u.Fragment
}

// beside shows what is wrong with a judgement in words; there is nothing typed
// that could be lost.
func (p *Pages) beside(g *gin.Context, s seat, err error) error {
	var invalid *dossier.InvalidError
	if !errors.As(err, &invalid) {
		return err
	}
	p.show(g, &s, http.StatusUnprocessableEntity, "worker_problem", "worker.problem", view.Problem{Form: safePath(g.PostForm("terug")), Text: invalid.Text})
	return nil
}

// apply keeps an application with its dates.
func (p *Pages) apply(g *gin.Context, s seat, workerID string) error {
	id, back := g.PostForm("vacature"), safePath(g.PostForm("terug"))
	app := dossier.Application{
		Date: g.PostForm("datum"), Channel: g.PostForm("hoe"), FollowUp: g.PostForm("bellen"), Outcome: g.PostForm("stand"), Response: g.PostForm("antwoord"),
	}
	err := p.Desk.Apply(g.Request.Context(), s.actor, workerID, id, app)
	var invalid *dossier.InvalidError
	if errors.As(err, &invalid) {
		form := view.ApplyForm{ID: id, Back: back, Date: app.Date, FollowUp: app.FollowUp, Response: app.Response, Channel: app.Channel, Outcome: app.Outcome, Error: invalid.Text}
		u, perr := url.Parse(back)
		if perr == nil && u.Path == "/voor-mij" {
			return p.showShelf(g, s, workerID, shelfKey(u.Query().Get("toon")), http.StatusUnprocessableEntity, &form)
		}
		return p.showOwnVacancy(g, s, workerID, id, http.StatusUnprocessableEntity, &form)
	}
	if err != nil {
		return err
	}
	g.Redirect(http.StatusSeeOther, said(back, "applied", ""))
	return nil
}
