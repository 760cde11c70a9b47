package page

import "github.com/gin-gonic/gin"

// workerMenu is what a worker can go to.
var workerMenu = [][2]string{{"/voor-mij", "nav.for_me"}}

// workerPages adds the pages that workers alone have.
func (p *Pages) workerPages(e *gin.Engine) {
	e.GET("/voor-mij", p.signedIn(p.forMe))
}
