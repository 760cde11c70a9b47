package page

import (
	"bytes"
	"log/slog"
	"net/http"
	"strings"

	"github.com/gin-gonic/gin"

	"passend/matcher/dossier"
	"passend/web/account"
	"passend/web/desk"
	"passend/web/locale"
	"passend/web/view"
)

// Pages holds what every page needs.
type Pages struct {
	Desk       *desk.Desk
	Accounts   *account.Accounts
	Views      *view.Views
	Catalogues map[string]*locale.Catalogue
	Log        *slog.Logger
	Demo       bool
	Version    string
	// Documentation describes the operations of the API.
	Documentation func() view.DocsPage
}

// handler is a page: an error it returns becomes the page that explains it.
type handler func(g *gin.Context, s seat) error

// seat is who asks, in which language.
type seat struct {
	user  dossier.User
	actor dossier.Actor
	text  *locale.Catalogue
}

// home is where each role begins.
var home = map[dossier.Role]string{
	dossier.RoleWorker:    "/voor-mij",
	dossier.RoleCoach:     "/caseload",
	dossier.RoleJobHunter: "/caseload",
	dossier.RoleClient:    "/caseload",
	dossier.RoleAdmin:     "/beheer/accounts",

	dossier.RolePrivacyOfficer: "/privacy/logboek",
}

// Register adds all pages to the engine.
func Register(e *gin.Engine, p *Pages) {
	e.GET("/", p.signedIn(func(g *gin.Context, s seat) error {
		to, ok := home[s.user.Role]
		if !ok {
			to = "/account"
		}
		g.Redirect(http.StatusSeeOther, to)
		return nil
	}))
	e.GET("/werknemers/:worker", p.signedIn(p.suggestions))
	e.GET("/werknemers/:worker/vacatures/:vacancy", p.signedIn(p.vacancy))
	p.accountPages(e)
	p.workerPages(e)
	p.coachPages(e)
	p.intakePages(e)
	p.hunterPages(e)
	p.recheckPages(e)
	p.answerPages(e)
	p.adminPages(e)
	e.NoRoute(p.signedIn(func(*gin.Context, seat) error { return dossier.ErrNotFound }))
}

// signedIn lets only people in who are signed in, and explains errors.
func (p *Pages) signedIn(h handler) gin.HandlerFunc {
	return func(g *gin.Context) {
		u, ok := p.Accounts.User(g.Request.Context())
		if !ok {
			g.Redirect(http.StatusSeeOther, wayBack(g.Request.URL.RequestURI()))
			return
		}
		s := seat{user: u, actor: dossier.Actor{UserID: u.ID, Role: u.Role}, text: p.catalogue(u.Language)}
		owes, err := p.Accounts.Owes(g.Request.Context(), u)
		if owes && !beforeFactor[g.FullPath()] {
			g.Redirect(http.StatusSeeOther, "/account")
			return
		}
		if err == nil {
			err = h(g, s)
		}
		if err != nil {
			p.fail(g, &s, err)
		}
	}
}

// beforeFactor are the addresses that are open to who must set up a second
// factor first: what it takes to do that.
var beforeFactor = map[string]bool{
	"/account": true, "/account/weergave": true, "/account/code": true, "/account/code/aan": true, "/account/herstelcodes": true,
	"/account/sleutel/begin": true, "/account/sleutel/klaar": true,
}

func (p *Pages) catalogue(tag string) *locale.Catalogue {
	if c, ok := p.Catalogues[tag]; ok {
		return c
	}
	return p.Catalogues[locale.Default]
}

// fail shows the sentence for the error and what to do next; what is not
// expected goes to the log under the request's id.
func (p *Pages) fail(g *gin.Context, s *seat, err error) {
	status, key := desk.Explain(err)
	id := g.GetString("request_id")
	if status == http.StatusInternalServerError {
		p.Log.Error("page", "request", id, "route", g.FullPath(), "err", err)
	}
	p.show(g, s, status, "error", key, view.ErrorPage{Text: key, Request: id})
}

// show renders a page with its frame. title is the key of a text.
func (p *Pages) show(g *gin.Context, s *seat, status int, name, title string, body any) {
	f := view.Frame{Language: locale.Default, Path: g.Request.URL.Path, Demo: p.Demo, Version: p.Version}
	c := p.catalogue(f.Language)
	if s != nil {
		c = s.text
		f.Language, f.Theme = c.Tag, s.user.Theme
		f.User = &view.User{Label: s.user.Label, Role: string(s.user.Role)}
		f.Nav = nav(c, s.user.Role, f.Path)
		f.Reset = p.Accounts.TellReset(g.Request.Context())
	}
	f.Title = title
	if t, err := c.T(title); err == nil {
		f.Title = t
	}
	var buf bytes.Buffer
	if err := p.Views.Render(&buf, name, view.Page{Frame: f, Body: body}); err != nil {
		p.Log.Error("render", "request", g.GetString("request_id"), "err", err)
		g.String(http.StatusInternalServerError, "Er ging iets mis bij het maken van deze pagina. Probeer het opnieuw.\n")
		return
	}
	g.Data(status, "text/html; charset=utf-8", buf.Bytes())
}

// menu is the navigation per role: path and the key of its text. Each role's
// entries stand with its pages.
var menu = map[dossier.Role][][2]string{
	dossier.RoleWorker:         workerMenu,
	dossier.RoleCoach:          coachMenu,
	dossier.RoleJobHunter:      hunterMenu,
	dossier.RoleAdmin:          adminMenu,
	dossier.RolePrivacyOfficer: officerMenu,
	dossier.RoleClient:         {{"/caseload", "nav.caseload"}},
}

func nav(c *locale.Catalogue, r dossier.Role, path string) []view.Link {
	var links []view.Link
	for _, m := range menu[r] {
		text, err := c.T(m[1])
		if err != nil {
			text = m[1]
		}
		links = append(links, view.Link{Href: m[0], Text: text, Current: path == m[0] || strings.HasPrefix(path, m[0]+"/")})
	}
	return links
}

// safePath keeps a way back inside this site: an address of another site, or
// one that a browser reads as such ("//evil"), becomes the start page.
func safePath(path string) string {
	if !strings.HasPrefix(path, "/") || strings.HasPrefix(path, "//") || strings.ContainsAny(path, "\\\r\n\t") {
		return "/"
	}
	return path
}
