package page

import (
	"net/http"
	"net/url"
	"strconv"

	"github.com/gin-gonic/gin"

	"passend/matcher/dossier"
	"passend/web/desk"
	"passend/web/view"
)

// workerMenu is what a worker can go to.
var workerMenu = [][2]string{
	{"/voor-mij", "nav.for_me"}, {"/zoek-werk", "nav.find"}, {"/mijn-gegevens", "nav.my_file"},
}

// workerPages adds the pages that workers alone have.
func (p *Pages) workerPages(e *gin.Engine) {
	e.GET("/voor-mij", p.own(p.shelf))
	e.GET("/voor-mij/alles", p.own(p.wholeList))
	e.GET("/voor-mij/vacatures/:vacancy", p.own(p.ownVacancy))
	e.POST("/voor-mij/oordeel", p.own(p.judge))
	e.POST("/voor-mij/sollicitatie", p.own(p.apply))
	e.GET("/zoek-werk", p.own(p.find))
	e.GET("/zoek-werk/toevoegen", p.own(p.addForm))
	e.POST("/zoek-werk/toevoegen", p.own(p.add))
	e.GET("/mijn-gegevens", p.own(p.file))
	e.POST("/mijn-gegevens/voorstel", p.own(p.propose))
	e.GET("/mijn-gegevens/inzage", p.own(p.trail))
	e.GET("/mijn-gegevens/verslag", p.own(p.ownReport))
	e.POST("/mijn-gegevens/verslag", p.own(p.readReport))
	e.GET("/mijn-gegevens/kopie", p.own(p.exportPage))
	e.GET("/mijn-gegevens/kopie.json", p.own(p.exportJSON))
	e.GET("/mijn-gegevens/kopie.html", p.own(p.exportHTML))
}

// own is a page of a worker about the own dossier.
func (p *Pages) own(h func(g *gin.Context, s seat, workerID string) error) gin.HandlerFunc {
	return p.signedIn(func(g *gin.Context, s seat) error {
		id, err := p.Desk.Own(g.Request.Context(), s.actor)
		if err != nil {
			return err
		}
		return h(g, s, id)
	})
}

// lineStep is how many vacancies the whole list adds each time: as many as fit a
// telephone's patience.
const lineStep = 20

// wholeList is the whole list, by group, in short lines.
func (p *Pages) wholeList(g *gin.Context, s seat, workerID string) error {
	const base = "/voor-mij/alles"
	from, err := strconv.Atoi(g.DefaultQuery("vanaf", "0"))
	if err != nil || from < 0 {
		from = 0
	}
	limit := amount(g, lineStep)
	l, err := p.Desk.List(g.Request.Context(), s.actor, workerID, desk.Query{Group: g.Query("groep"), Offset: from, Limit: limit})
	if err != nil {
		return err
	}
	body := view.WorkerListPage{Scanned: l.Scanned, AsOf: l.AsOf}
	for _, x := range l.Groups {
		at := func(from, n int) string {
			q := url.Values{"groep": {x.Key}}
			if from > 0 {
				q.Set("vanaf", strconv.Itoa(from))
			}
			if n > lineStep {
				q.Set("aantal", strconv.Itoa(n))
			}
			return base + "?" + q.Encode()
		}
		group := view.WorkerGroup{Key: x.Key, Count: x.Count, From: from}
		for _, i := range x.Items {
			c := card(s.text, i)
			c.Href = "/voor-mij/vacatures/" + url.PathEscape(i.Vacancy.ID)
			group.Cards = append(group.Cards, c)
		}
		switch shown := from + len(x.Items); {
		case len(x.Items) == 0 && x.Count > 0:
			group.Href = at(0, lineStep) + "#" + x.Key
		case len(x.Items) == limit && limit < mostCards:
			body.More = at(from, limit+lineStep) + "#rij-" + strconv.Itoa(shown+1)
		case len(x.Items) == limit:
			body.Next = at(shown, lineStep)
		}
		if len(x.Items) > 0 && from > 0 {
			body.First = at(0, lineStep)
		}
		body.Groups = append(body.Groups, group)
	}
	p.show(g, &s, http.StatusOK, "worker_all", "list.own", body)
	return nil
}

// toOwn leads a worker from the address that others use for the own file to the
// own page. Another worker's address is as good as none.
func (p *Pages) toOwn(g *gin.Context, s *seat) (led bool, err error) {
	if s.user.Role != dossier.RoleWorker {
		return false, nil
	}
	own, err := p.Desk.Own(g.Request.Context(), s.actor)
	if err != nil {
		return false, err
	}
	if g.Param("worker") != own {
		return false, dossier.ErrNotFound
	}
	to := "/voor-mij/alles"
	if v := g.Param("vacancy"); v != "" {
		to = "/voor-mij/vacatures/" + url.PathEscape(v)
	}
	g.Redirect(http.StatusSeeOther, to)
	return true, nil
}
