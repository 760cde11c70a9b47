package page

import (
	"net/http"
	"net/url"

	"github.com/gin-gonic/gin"

	"passend/web/desk"
	"passend/web/view"
)

func (p *Pages) signInForm(g *gin.Context) {
	to := safePath(g.Query("naar"))
	if _, ok := p.Accounts.User(g.Request.Context()); ok {
		g.Redirect(http.StatusSeeOther, to)
		return
	}
	p.show(g, nil, http.StatusOK, "signin", "signin.title", view.SignInPage{To: to, Demo: p.Demo})
}

func (p *Pages) signIn(g *gin.Context) {
	to, login := safePath(g.PostForm("naar")), g.PostForm("naam")
	_, err := p.Accounts.SignIn(g.Request.Context(), g.ClientIP(), login, g.PostForm("wachtwoord"))
	if err != nil {
		status, key := desk.Explain(err)
		if status == http.StatusInternalServerError {
			p.Log.Error("sign-in", "request", g.GetString("request_id"), "err", err)
		}
		p.show(g, nil, status, "signin", "signin.title", view.SignInPage{To: to, Login: login, Error: key, Demo: p.Demo})
		return
	}
	g.Redirect(http.StatusSeeOther, to)
}

func (p *Pages) signOut(g *gin.Context) {
	if err := p.Accounts.SignOut(g.Request.Context()); err != nil {
		p.fail(g, nil, err)
		return
	}
	g.Redirect(http.StatusSeeOther, "/inloggen")
}

// wayBack is the address of the sign-in page that returns to path.
func wayBack(path string) string { return "/inloggen?naar=" + url.QueryEscape(safePath(path)) }
