package page

import (
	"net/http"
	"net/url"

	"github.com/gin-gonic/gin"

	"passend/matcher/dossier"
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

// wholeList is the whole list, by group.
func (p *Pages) wholeList(g *gin.Context, s seat, workerID string) error {
	return p.list(g, s, workerID, "/voor-mij/alles")
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
