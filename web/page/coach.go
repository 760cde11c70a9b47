package page

import (
	"net/http"

	"github.com/gin-gonic/gin"

	"passend/matcher/dossier"
	"passend/web/view"
)

// coachMenu is what a coach can go to.
var coachMenu = [][2]string{{"/caseload", "nav.caseload"}, {"/coach/zoeken", "nav.coach_find"}, {"/toevoegen", "nav.add"}}

// coachPages adds the pages of coaches; those that a job hunter shares decide
// by role what they show.
func (p *Pages) coachPages(e *gin.Engine) {
	e.GET("/caseload", p.signedIn(p.caseload))
	e.GET("/coach/zoeken", p.coach(p.coachFind))
	e.GET("/coach/vacatures/:vacancy", p.coach(p.vacancyFor))
	e.GET("/toevoegen", p.signedIn(p.coachAddForm))
	e.POST("/toevoegen", p.signedIn(p.coachAdd))
	w := "/werknemers/:worker/"
	e.POST(w+"vacatures/:vacancy/besluit", p.coach(p.decide))
	e.GET(w+"vacatures/:vacancy/volgende", p.coach(p.skip))
	e.POST(w+"vacatures/:vacancy/sollicitatie", p.coach(p.recordApplication))
	e.GET(w+"overzicht", p.coach(p.overview))
	e.POST(w+"traject", p.coach(p.trajectory))
	e.GET(w+"profiel", p.coach(p.profile))
	e.GET(w+"profiel/wijzig", p.coach(p.personForm))
	e.POST(w+"profiel/wijzig", p.coach(p.savePerson))
	e.GET(w+"zoekprofiel", p.coach(p.searchProfile))
	e.POST(w+"zoekprofiel", p.coach(p.saveSearch))
	e.POST(w+"zoekprofiel/telling", p.coach(p.countSearch))
	e.GET(w+"belastbaarheid", p.coach(p.capacity))
	e.POST(w+"belastbaarheid", p.coach(p.saveCapacity))
	e.POST(w+"belastbaarheid/regels", p.coach(p.readLines))
	e.GET(w+"afwegingen", p.coach(p.log))
	e.POST(w+"activiteiten", p.coach(p.addActivity))
	e.GET(w+"notities", p.coach(p.notes))
	e.POST(w+"notities", p.coach(p.addNote))
	e.GET(w+"inzicht", p.coach(p.insight))
}

// coach is a page for coaches alone. What they may see of whom is decided by
// the desk; other roles have pages of their own.
func (p *Pages) coach(h handler) gin.HandlerFunc {
	return p.signedIn(func(g *gin.Context, s seat) error {
		if s.user.Role != dossier.RoleCoach {
			return dossier.ErrDenied
		}
		return h(g, s)
	})
}

// caseload lists the workers of a coach, with what needs doing, or of a job
// hunter; who may see no vacancies gets no way to them.
func (p *Pages) caseload(g *gin.Context, s seat) error {
	if s.user.Role == dossier.RoleWorker {
		g.Redirect(http.StatusSeeOther, home[s.user.Role])
		return nil
	}
	clients, err := p.Desk.Caseload(g.Request.Context(), s.actor)
	if err != nil {
		return err
	}
	body := view.CaseloadPage{Coach: s.user.Role == dossier.RoleCoach}
	for _, c := range clients {
		line := view.WorkerLine{Label: c.Label, Directions: c.Directions, Proposals: c.Proposals, Week: c.Week}
		if dossier.May(s.user.Role, dossier.DataBand) {
			line.Href = "/werknemers/" + c.ID
		}
		if body.Coach {
			line.File = line.Href + "/overzicht"
			line.Tasks = taskLines(s.text, c.ID, c.Tasks)
		}
		body.Workers = append(body.Workers, line)
	}
	p.show(g, &s, http.StatusOK, "caseload", "caseload.title", body)
	return nil
}
