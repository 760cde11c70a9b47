package page

import (
	"errors"
	"net/http"
	"net/url"

	"github.com/gin-gonic/gin"

	"passend/matcher/dossier"
	"passend/web/account"
	"passend/web/desk"
	"passend/web/locale"
	"passend/web/view"
)

func (p *Pages) signInForm(g *gin.Context) {
	to := safePath(g.Query("naar"))
	if _, ok := p.Accounts.User(g.Request.Context()); ok {
		g.Redirect(http.StatusSeeOther, to)
		return
	}
	p.showSignIn(g, http.StatusOK, view.SignInPage{To: to})
}

func (p *Pages) showSignIn(g *gin.Context, status int, body view.SignInPage) {
	body.Demo, body.Passkeys = p.Demo, p.Accounts.HasPasskeys(g.Request.Host)
	p.show(g, nil, status, "signin", "signin.title", body)
}

func (p *Pages) signIn(g *gin.Context) {
	to, login := safePath(g.PostForm("naar")), g.PostForm("naam")
	err := p.Accounts.SignIn(g.Request.Context(), client(g), login, g.PostForm("wachtwoord"))
	if errors.Is(err, account.ErrCode) {
		g.Redirect(http.StatusSeeOther, "/inloggen/code?naar="+url.QueryEscape(to))
		return
	}
	if err != nil {
		status, key := p.explain(g, "sign-in", err)
		p.showSignIn(g, status, view.SignInPage{To: to, Login: login, Error: key})
		return
	}
	g.Redirect(http.StatusSeeOther, to)
}

// explain gives status and text key, and logs what is not expected.
func (p *Pages) explain(g *gin.Context, what string, err error) (int, string) {
	status, key := desk.Explain(err)
	if status == http.StatusInternalServerError {
		p.Log.Error(what, "request", g.GetString("request_id"), "err", err)
	}
	return status, key
}

// codeForm asks for the code of the second factor after the password.
func (p *Pages) codeForm(g *gin.Context) {
	to := safePath(g.Query("naar"))
	if !p.Accounts.Pending(g.Request.Context()) {
		g.Redirect(http.StatusSeeOther, wayBack(to))
		return
	}
	p.showCode(g, http.StatusOK, view.SignInPage{To: to})
}

// showCode asks for what must follow the password: a code of an app where there
// is one, a passkey, or a recovery code.
func (p *Pages) showCode(g *gin.Context, status int, body view.SignInPage) {
	var err error
	if body.Code, err = p.Accounts.PendingCode(g.Request.Context()); err != nil {
		p.fail(g, nil, err)
		return
	}
	body.Passkeys = p.Accounts.HasPasskeys(g.Request.Host)
	p.show(g, nil, status, "signin_code", "signin.code.title", body)
}

func (p *Pages) code(g *gin.Context) {
	to := safePath(g.PostForm("naar"))
	if !p.Accounts.Pending(g.Request.Context()) {
		g.Redirect(http.StatusSeeOther, wayBack(to)) // it took too long
		return
	}
	err := p.Accounts.Code(g.Request.Context(), client(g), g.PostForm("code"))
	if err != nil {
		status, key := p.explain(g, "sign-in", err)
		if errors.Is(err, dossier.ErrSignIn) {
			key = "error.code"
		}
		p.showCode(g, status, view.SignInPage{To: to, Error: key})
		return
	}
	g.Redirect(http.StatusSeeOther, to)
}

// stranger is the seat of somebody who is not signed in.
func (p *Pages) stranger() *seat { return &seat{text: p.catalogue(locale.Default)} }

func (p *Pages) passkeySignInBegin(g *gin.Context) {
	options, err := p.Accounts.BeginPasskeySignIn(g.Request.Context(), client(g))
	p.answer(g, p.stranger(), options, err)
}

func (p *Pages) passkeySignIn(g *gin.Context) {
	body, err := g.GetRawData()
	if err == nil {
		err = p.Accounts.FinishPasskeySignIn(g.Request.Context(), client(g), body)
	}
	p.answer(g, p.stranger(), gin.H{"to": safePath(g.Query("naar"))}, err)
}

// invitationForm greets somebody who was invited and asks for a password.
func (p *Pages) invitationForm(g *gin.Context) {
	u, err := p.Desk.People.Invited(g.Request.Context(), g.Param("token"))
	p.showInvitation(g, http.StatusOK, u, err)
}

func (p *Pages) invitation(g *gin.Context) {
	ctx, token := g.Request.Context(), g.Param("token")
	u, err := p.Desk.People.Invited(ctx, token)
	if err != nil {
		p.showInvitation(g, http.StatusOK, u, err)
		return
	}
	password := g.PostForm("nieuw")
	if len([]rune(password)) < dossier.MinPassword {
		p.show(g, nil, http.StatusUnprocessableEntity, "invitation", "invite.title", view.InvitationPage{Login: u.Login, Least: dossier.MinPassword, Error: "invite.short"})
		return
	}
	err = p.Accounts.Accept(ctx, client(g), token, password)
	if errors.Is(err, account.ErrCode) {
		g.Redirect(http.StatusSeeOther, "/inloggen/code")
		return
	}
	if err != nil {
		p.showInvitation(g, http.StatusOK, u, err)
		return
	}
	g.Redirect(http.StatusSeeOther, "/")
}

func (p *Pages) showInvitation(g *gin.Context, status int, u dossier.User, err error) {
	body := view.InvitationPage{Login: u.Login, Least: dossier.MinPassword}
	switch {
	case errors.Is(err, dossier.ErrSignIn) || errors.Is(err, dossier.ErrNotFound):
		status, body.Gone = http.StatusNotFound, true
	case err != nil:
		status, body.Error = p.explain(g, "invitation", err)
	}
	p.show(g, nil, status, "invitation", "invite.title", body)
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
