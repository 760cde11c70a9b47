package page

import (
	"net/http"
	"slices"

	"github.com/gin-gonic/gin"

	"passend/matcher/dossier"
	"passend/web/desk"
	"passend/web/locale"
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
	e.GET(w+"plaatsingen", p.coach(p.placements))
	e.POST(w+"plaatsingen", p.coach(p.addPlacement))
	e.GET(w+"verslag", p.coach(p.progress))
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
	if body.Coach {
		body.Kinds = taskKinds(s.text, clients, g.Query("taak"))
		clients = slices.DeleteFunc(clients, func(c desk.Client) bool { return g.Query("taak") != "" && !hasTask(c, g.Query("taak")) })
	}
	for _, c := range clients {
		line := view.WorkerLine{Label: c.Label, Directions: c.Directions, Proposals: c.Proposals, Week: c.Week}
		if dossier.May(s.user.Role, dossier.DataBand) {
			line.Href = "/werknemers/" + c.ID
		}
		if body.Coach {
			line.File = line.Href + "/overzicht"
			line.Tasks = taskLines(s.text, c.ID, c.Tasks)
			line.Later = max(0, len(line.Tasks)-tasksShown)
		}
		body.Workers = append(body.Workers, line)
	}
	p.show(g, &s, http.StatusOK, "caseload", "caseload.title", body)
	return nil
}

// tasksShown is how many tasks of a worker a caseload shows at once: the most
// pressing.
const tasksShown = 3

// taskKinds are the kinds of tasks in a caseload with the number of workers that
// have one, to narrow the list by; chosen is the one it is narrowed to.
func taskKinds(c *locale.Catalogue, clients []desk.Client, chosen string) []view.KindLink {
	out := []view.KindLink{{Link: view.Link{Href: "/caseload", Text: text(c, "caseload.all"), Current: chosen == ""}, N: len(clients)}}
	for _, k := range desk.TaskKinds {
		kind := string(k)
		n := 0
		for _, x := range clients {
			if hasTask(x, kind) {
				n++
			}
		}
		if n > 0 {
			out = append(out, view.KindLink{Link: view.Link{Href: "/caseload?taak=" + kind, Text: text(c, "tasks."+kind), Current: chosen == kind}, N: n})
		}
	}
	return out
}

func hasTask(c desk.Client, kind string) bool {
	return slices.ContainsFunc(c.Tasks, func(t desk.Task) bool { return string(t.Kind) == kind })
}
