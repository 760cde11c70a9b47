package page

import "github.com/gin-gonic/gin"

// coachMenu is what a coach can go to.
var coachMenu = [][2]string{{"/caseload", "nav.caseload"}}

// coachPages adds the pages of coaches; those that a job hunter shares decide
// by role what they show.
func (p *Pages) coachPages(e *gin.Engine) {
	e.GET("/caseload", p.signedIn(p.caseload))
	e.POST("/werknemers/:worker/vacatures/:vacancy/besluit", p.signedIn(p.decide))
}
