package page

import (
	"net/http"
	"net/url"
	"time"

	"github.com/gin-gonic/gin"

	"passend/matcher/dossier"
	"passend/web/desk"
	"passend/web/view"
)

// applicationForm is the form with the application that is kept, or an empty one
// of today.
func applicationForm(kept *dossier.Application, today time.Time) view.CoachApplication {
	if kept == nil {
		return view.CoachApplication{Date: today.Format(time.DateOnly), Channel: desk.Channels[0], Outcome: desk.Outcomes[0]}
	}
	return view.CoachApplication{
		Kept: true, Date: kept.Date, Channel: kept.Channel, FollowUp: kept.FollowUp, Response: kept.Response, Outcome: kept.Outcome, Reason: kept.Reason,
	}
}

// recordApplication keeps an application for a worker, or how one stands.
func (p *Pages) recordApplication(g *gin.Context, s seat) error {
	worker, vacancy := g.Param("worker"), g.Param("vacancy")
	app := dossier.Application{
		Date: g.PostForm("datum"), Channel: g.PostForm("hoe"), FollowUp: g.PostForm("bellen"), Response: g.PostForm("reactie"), Outcome: g.PostForm("stand"), Reason: g.PostForm("waarom"),
	}
	confirmed := g.PostForm("bevestig")
	err := p.Desk.RecordApplication(g.Request.Context(), s.actor, worker, vacancy, app, confirmed)
	if sentence, confirm, ok := refused(err); ok {
		f := applicationForm(&app, time.Time{})
		f.Error, f.Confirm, f.Confirmed = sentence, confirm, confirmed
		return p.weigh(g, s, http.StatusUnprocessableEntity, nil, &f)
	}
	if err != nil {
		return err
	}
	g.Redirect(http.StatusSeeOther, "/werknemers/"+worker+"/vacatures/"+url.PathEscape(vacancy)+"?sollicitatie=1#sollicitatie")
	return nil
}
