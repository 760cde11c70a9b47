package page

import "github.com/gin-gonic/gin"

// hunterMenu is what a job hunter can go to.
var hunterMenu = [][2]string{{"/caseload", "nav.caseload"}}

// hunterPages adds the pages that job hunters alone have.
func (p *Pages) hunterPages(*gin.Engine) {}
