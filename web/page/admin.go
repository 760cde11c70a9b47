package page

import "github.com/gin-gonic/gin"

// adminMenu and officerMenu are what an administrator and a privacy officer can
// go to.
var adminMenu, officerMenu [][2]string

// adminPages adds the pages of administrator and privacy officer.
func (p *Pages) adminPages(*gin.Engine) {}
