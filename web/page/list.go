package page

import (
	"net/http"
	"net/url"
	"slices"
	"strconv"

	"github.com/gin-gonic/gin"

	"passend/matcher/dossier"
	"passend/web/desk"
	"passend/web/locale"
	"passend/web/view"
)

// perPage is how many vacancies one page of a list shows: what a person judges
// in one sitting.
const perPage = 20

// shownReasons is how many reasons a card shows; the vacancy shows them all.
const shownReasons = 4

func (p *Pages) suggestions(g *gin.Context, s seat) error {
	if led, err := p.toOwn(g, &s); led || err != nil {
		return err
	}
	id := g.Param("worker")
	return p.list(g, s, id, "/werknemers/"+id)
}

func (p *Pages) list(g *gin.Context, s seat, workerID, base string) error {
	number, err := strconv.Atoi(g.DefaultQuery("blad", "1"))
	if err != nil || number < 1 {
		number = 1
	}
	group := g.Query("groep")
	l, err := p.Desk.List(g.Request.Context(), s.actor, workerID, desk.Query{Group: group, Offset: (number - 1) * perPage, Limit: perPage})
	if err != nil {
		return err
	}
	body := view.ListPage{
		Label: l.Worker.Label, Own: s.user.Role == dossier.RoleWorker, Base: base,
		Conditions: l.Worker.Conditions, Directions: l.Worker.Directions, AsOf: l.AsOf, Scanned: l.Scanned,
	}
	if s.user.Role == dossier.RoleCoach {
		body.Tabs, body.Rules = tabs(s.text, workerID, l.Worker.Label, "-"), l.Rules
	}
	for _, x := range l.Groups {
		shown := view.Group{Key: x.Key, Count: x.Count}
		for _, i := range x.Items {
			c := card(s.text, i)
			c.Href = "/werknemers/" + workerID + "/vacatures/" + url.PathEscape(i.Vacancy.ID)
			c.Reasons, c.Rubrics = brief(c.Reasons), rubricMarks(i.Reasons)
			shown.Cards = append(shown.Cards, c)
		}
		if len(x.Items) == 0 && x.Count > 0 {
			shown.Href = base + "?groep=" + x.Key
		}
		if len(x.Items) > 0 {
			body.Pager = pager(base, x, number)
		}
		body.Groups = append(body.Groups, shown)
	}
	title := text(s.text, "list.title", l.Worker.Label)
	if body.Own {
		title = "list.own"
	}
	p.show(g, &s, http.StatusOK, "list", title, body)
	return nil
}

// brief chooses the reasons for a card: first what decides against it, then those
// with the vacancy's own words, and among these what does not fit or must be
// asked. A vacancy without a minimum of hours in words is hidden by a field: its
// card must say so too.
func brief(all []view.Reason) []view.Reason {
	rank := func(r view.Reason) int {
		if r.Effect == "hard" || r.Effect == "red" {
			return -1
		}
		n := 0
		if r.Quote == "" {
			n += 2
		}
		if r.State == "within" || r.State == "found" {
			n++
		}
		return n
	}
	all = slices.Clone(all)
	slices.SortStableFunc(all, func(a, b view.Reason) int { return rank(a) - rank(b) })
	return all[:min(len(all), shownReasons)]
}

func pager(base string, x desk.Group, number int) view.Pager {
	pg := view.Pager{Page: number, Pages: (x.Count + perPage - 1) / perPage}
	at := func(n int) string {
		return base + "?" + url.Values{"groep": {x.Key}, "blad": {strconv.Itoa(n)}}.Encode()
	}
	if number > 1 {
		pg.Prev = at(number - 1)
	}
	if number < pg.Pages {
		pg.Next = at(number + 1)
	}
	return pg
}

// card turns an item into what a card shows.
func card(c *locale.Catalogue, i desk.Item) view.Card {
	v := i.Vacancy
	out := view.Card{
		Title: v.Title, Employer: v.Employer, Places: v.Places, Hours: hours(c, v.HoursMin, v.HoursMax), Pay: pay(c, v),
		TravelMinutes: v.Travel, Posted: v.Posted, Verdict: i.Verdict, Preference: i.Preference,
		Qualification: i.Qualification, Certainty: i.Certainty, Questions: i.Questions, Open: i.Open, MorePlaces: len(i.Others), Added: v.Added,
	}
	if i.Decision != nil {
		line := decisionLine(c, i.Decision, "")
		out.Decision = &line
	}
	for _, r := range i.Reasons {
		out.Reasons = append(out.Reasons, view.Reason{State: r.State, Effect: r.Effect, Text: r.Text, Quote: r.Quote})
	}
	return out
}

// hours writes a range of quarter hours: "24–32", "36", "vanaf 24", "tot 32".
func hours(c *locale.Catalogue, lo, hi int) string {
	switch {
	case lo == 0 && hi == 0:
		return ""
	case lo == hi || hi == 0:
		return c.Hours(lo)
	case lo == 0:
		return c.Hours(hi)
	}
	return c.Hours(lo) + "–" + c.Hours(hi)
}

func pay(c *locale.Catalogue, v desk.Card) string {
	if v.PayMin == 0 && v.PayMax == 0 {
		return v.PayText
	}
	text := c.Euro(max(v.PayMin, 0))
	switch {
	case v.PayMin == 0:
		text = c.Euro(v.PayMax)
	case v.PayMax > v.PayMin:
		text += " – " + c.Euro(v.PayMax)
	}
	if per, err := c.T("pay." + v.PayPer); err == nil {
		text += " " + per
	}
	return text
}
