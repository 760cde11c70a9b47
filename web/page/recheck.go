package page

import (
	"errors"
	"net/http"
	"net/url"
	"slices"
	"strings"

	"github.com/gin-gonic/gin"

	"passend/matcher/dossier"
	"passend/web/desk"
	"passend/web/view"
)

// recheckPages adds the button that every role has on a vacancy's page.
func (p *Pages) recheckPages(e *gin.Engine) {
	e.POST("/vacatures/:vacancy/nakijken", p.signedIn(p.recheck))
}

// recheck looks at the vacancy's own site and goes back with what was seen.
func (p *Pages) recheck(g *gin.Context, s seat) error {
	back := safePath(g.PostForm("terug"))
	look, err := p.Desk.Recheck(g.Request.Context(), s.actor, g.Param("vacancy"))
	var invalid *dossier.InvalidError
	if errors.As(err, &invalid) {
		p.show(g, &s, http.StatusUnprocessableEntity, "worker_problem", "check.problem", view.Problem{Form: back, Text: invalid.Text})
		return nil
	}
	if err != nil {
		return err
	}
	u, err := url.Parse(back)
	if err != nil {
		return dossier.ErrNotFound
	}
	q := u.Query()
	q.Set(looked, string(look))
	u.RawQuery, u.Fragment = q.Encode(), looked
	g.Redirect(http.StatusSeeOther, u.String())
	return nil
}

// looked is the part of the address that holds what was seen.
const looked = "nagekeken"

// check is the button of a vacancy on the page that is open.
func check(g *gin.Context, d *desk.Detail) view.CheckForm {
	f := view.CheckForm{ID: d.Vacancy.ID, Back: strings.TrimSuffix(g.Request.URL.Path, "/besluit"), CheckedOn: d.CheckedOn, Closed: d.Closed, NoPage: d.Vacancy.URL == ""}
	if look := desk.Look(g.Query(looked)); slices.Contains(desk.Looks, look) {
		f.Said = string(look)
	}
	return f
}
