package page

import (
	"errors"
	"net/http"
	"time"

	"github.com/gin-gonic/gin"

	"passend/matcher/dossier"
	"passend/web/desk"
	"passend/web/view"
)

func (p *Pages) tokenPages(e *gin.Engine) {
	e.GET("/account/sleutels", p.signedIn(p.tokens))
	e.POST("/account/sleutels", p.signedIn(p.addToken))
	e.POST("/account/sleutels/:token/intrekken", p.signedIn(p.revokeToken))
	e.GET("/account/api", p.signedIn(p.apiDocs))
}

// tokenDays is how long a token is good for when nobody says otherwise.
const tokenDays = 90

func (p *Pages) tokens(g *gin.Context, s seat) error {
	return p.showTokens(g, s, http.StatusOK, view.TokensPage{Until: p.Desk.Clock().AddDate(0, 0, tokenDays).Format(time.DateOnly)})
}

func (p *Pages) showTokens(g *gin.Context, s seat, status int, body view.TokensPage) error {
	all, err := p.Desk.People.Tokens(g.Request.Context(), s.actor)
	if err != nil {
		return err
	}
	for _, t := range all {
		if t.UserID == s.user.ID {
			body.Tokens = append(body.Tokens, t)
		}
	}
	for _, x := range dossier.Scopes {
		if x != dossier.ScopeAdmin || dossier.May(s.user.Role, dossier.DataAccounts) {
			body.Scopes = append(body.Scopes, x)
		}
	}
	p.show(g, &s, status, "api_tokens", "tokens.title", body)
	return nil
}

func (p *Pages) addToken(g *gin.Context, s seat) error {
	body := view.TokensPage{Name: g.PostForm("naam"), Until: g.PostForm("tot")}
	var scopes []dossier.Scope
	for _, x := range g.PostFormArray("onderdeel") {
		scopes = append(scopes, dossier.Scope(x))
	}
	// A day counts whole.
	_, until, err := period("", body.Until)
	if err != nil || until.IsZero() {
		body.Error = text(s.text, "tokens.date")
		return p.showTokens(g, s, http.StatusUnprocessableEntity, body)
	}
	if err := p.confirm(g, s); err != nil {
		status, key := desk.Explain(err)
		switch {
		case errors.Is(err, dossier.ErrSignIn):
			key = "account.wrong.password"
		case status == http.StatusInternalServerError:
			return err
		}
		body.Error = text(s.text, key)
		return p.showTokens(g, s, status, body)
	}
	secret, _, err := p.Desk.People.NewToken(g.Request.Context(), s.actor, body.Name, scopes, until)
	var invalid *dossier.InvalidError
	if errors.As(err, &invalid) {
		body.Error = invalid.Text
		return p.showTokens(g, s, http.StatusUnprocessableEntity, body)
	}
	if err != nil {
		return err
	}
	return p.showTokens(g, s, http.StatusOK, view.TokensPage{Secret: secret, Until: body.Until})
}

func (p *Pages) revokeToken(g *gin.Context, s seat) error {
	if err := p.Desk.People.RevokeToken(g.Request.Context(), s.actor, g.Param("token")); err != nil {
		return err
	}
	g.Redirect(http.StatusSeeOther, "/account/sleutels")
	return nil
}

// apiDocs lists the operations of the API.
func (p *Pages) apiDocs(g *gin.Context, s seat) error {
	body := p.Documentation()
	body.Version = p.Version
	p.show(g, &s, http.StatusOK, "api_docs", "docs.title", body)
	return nil
}
