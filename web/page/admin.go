package page

import (
	"errors"
	"net/http"
	"net/url"
	"slices"
	"strings"
	"time"

	"github.com/gin-gonic/gin"

	"passend/index/archive"
	"passend/matcher/dossier"
	"passend/web/desk"
	"passend/web/locale"
	"passend/web/view"
)

// adminMenu is what an administrator can go to.
var adminMenu = [][2]string{
	{"/beheer/accounts", "nav.accounts"}, {"/beheer/toewijzingen", "nav.assign"}, {"/beheer/bronnen", "nav.sources"},
	{"/beheer/ophalen", "nav.runs"}, {"/beheer/versies", "nav.versions"},
}

// adminPages adds the pages of the administrator.
func (p *Pages) adminPages(e *gin.Engine) {
	e.GET("/beheer/accounts", p.signedIn(p.accounts))
	e.POST("/beheer/accounts", p.signedIn(p.addAccount))
	e.POST("/beheer/accounts/:account/uitnodigen", p.signedIn(p.invite))
	e.POST("/beheer/accounts/:account/stap-weg", p.signedIn(p.removeFactors))
	e.POST("/beheer/accounts/:account/sluiten", p.signedIn(p.disable(true)))
	e.POST("/beheer/accounts/:account/openen", p.signedIn(p.disable(false)))
	e.GET("/beheer/toewijzingen", p.signedIn(p.assignments))
	e.POST("/beheer/toewijzingen", p.signedIn(p.assign))
	e.POST("/beheer/toewijzingen/weg", p.signedIn(p.unassign))
	e.GET("/beheer/bronnen", p.signedIn(p.sources))
	e.GET("/beheer/ophalen", p.signedIn(p.runs))
	e.GET("/beheer/versies", p.signedIn(p.versions))
	p.officerPages(e)
	p.tokenPages(e)
}

func (p *Pages) accounts(g *gin.Context, s seat) error {
	return p.showAccounts(g, s, http.StatusOK, view.AccountsPage{})
}

func (p *Pages) showAccounts(g *gin.Context, s seat, status int, body view.AccountsPage) error {
	all, err := p.Desk.People.Users(g.Request.Context(), s.actor)
	if err != nil {
		return err
	}
	for _, u := range all {
		factor, err := p.Desk.People.HasFactor(g.Request.Context(), u.ID)
		if err != nil {
			return err
		}
		body.Accounts = append(body.Accounts, view.AccountLine{User: u, Self: u.ID == s.user.ID, Factor: factor})
	}
	body.Roles = dossier.Roles
	p.show(g, &s, status, "admin_accounts", "accounts.title", body)
	return nil
}

func (p *Pages) addAccount(g *gin.Context, s seat) error {
	form := view.AccountForm{Login: g.PostForm("naam"), Label: g.PostForm("label"), Role: g.PostForm("rol")}
	if !slices.Contains(dossier.Roles, dossier.Role(form.Role)) {
		form.Error = text(s.text, "accounts.role.unknown")
		return p.showAccounts(g, s, http.StatusUnprocessableEntity, view.AccountsPage{Form: form})
	}
	u, err := p.Desk.AddAccount(g.Request.Context(), s.actor, form.Login, form.Label, dossier.Role(form.Role))
	var invalid *dossier.InvalidError
	switch {
	case errors.As(err, &invalid):
		form.Error = invalid.Text
	case errors.Is(err, dossier.ErrTaken):
		form.Error = text(s.text, "accounts.taken")
	case err != nil:
		return err
	default:
		return p.showLink(g, s, u.ID)
	}
	return p.showAccounts(g, s, http.StatusUnprocessableEntity, view.AccountsPage{Form: form})
}

func (p *Pages) invite(g *gin.Context, s seat) error {
	return p.showLink(g, s, g.Param("account"))
}

// showLink makes a link and shows it this once.
func (p *Pages) showLink(g *gin.Context, s seat, userID string) error {
	ctx := g.Request.Context()
	token, expires, err := p.Desk.People.Invite(ctx, s.actor, userID)
	if err != nil {
		return err
	}
	u, err := p.Desk.People.User(ctx, userID)
	if err != nil {
		return err
	}
	return p.showAccounts(g, s, http.StatusOK, view.AccountsPage{Invitation: &view.Invitation{
		Login: u.Login, Link: p.Accounts.Link(g.Request.Host, "/uitnodiging/"+token), Expires: expires,
	}})
}

// removeFactors helps who lost the telephone and the recovery codes.
func (p *Pages) removeFactors(g *gin.Context, s seat) error {
	if err := p.Desk.People.RemoveFactors(g.Request.Context(), s.actor, g.Param("account")); err != nil {
		return err
	}
	g.Redirect(http.StatusSeeOther, "/beheer/accounts")
	return nil
}

func (p *Pages) disable(closed bool) handler {
	return func(g *gin.Context, s seat) error {
		if err := p.Desk.People.Disable(g.Request.Context(), s.actor, g.Param("account"), closed); err != nil {
			return err
		}
		g.Redirect(http.StatusSeeOther, "/beheer/accounts")
		return nil
	}
}

func (p *Pages) assignments(g *gin.Context, s seat) error {
	return p.showAssignments(g, s, http.StatusOK, "")
}

func (p *Pages) showAssignments(g *gin.Context, s seat, status int, sentence string) error {
	ctx := g.Request.Context()
	all, err := p.Desk.People.Assignments(ctx, s.actor)
	if err != nil {
		return err
	}
	users, err := p.Desk.People.Users(ctx, s.actor)
	if err != nil {
		return err
	}
	body := view.AssignmentsPage{Error: sentence}
	by := map[string]dossier.User{}
	for _, u := range users {
		by[u.ID] = u
		if dossier.May(u.Role, dossier.DataContact) && !u.Disabled {
			body.Users = append(body.Users, u)
		}
	}
	for _, a := range all {
		if n := len(body.Workers); n == 0 || body.Workers[n-1].ID != a.WorkerID {
			body.Workers = append(body.Workers, view.AssignedWorker{ID: a.WorkerID, Label: a.Label})
		}
		if w := &body.Workers[len(body.Workers)-1]; a.UserID != "" {
			w.Users = append(w.Users, by[a.UserID])
		}
	}
	p.show(g, &s, status, "admin_assignments", "assign.title", body)
	return nil
}

func (p *Pages) assign(g *gin.Context, s seat) error {
	err := p.Desk.People.Assign(g.Request.Context(), s.actor, g.PostForm("account"), g.PostForm("werknemer"))
	var invalid *dossier.InvalidError
	if errors.As(err, &invalid) {
		return p.showAssignments(g, s, http.StatusUnprocessableEntity, invalid.Text)
	}
	if err != nil {
		return err
	}
	g.Redirect(http.StatusSeeOther, "/beheer/toewijzingen")
	return nil
}

func (p *Pages) unassign(g *gin.Context, s seat) error {
	if s.user.Role != dossier.RoleAdmin {
		return dossier.ErrDenied
	}
	if err := p.Desk.People.Unassign(g.Request.Context(), s.actor, g.PostForm("account"), g.PostForm("werknemer")); err != nil {
		return err
	}
	g.Redirect(http.StatusSeeOther, "/beheer/toewijzingen")
	return nil
}

func (p *Pages) sources(g *gin.Context, s seat) error {
	if !dossier.May(s.actor.Role, dossier.DataAccounts) {
		return dossier.ErrDenied
	}
	all, err := p.Desk.Sources(g.Request.Context(), s.actor)
	if err != nil {
		return err
	}
	var body view.SourcesPage
	for _, x := range all {
		pic := view.SourcePicture{SourceHealth: x, State: sourceState(&x), Picture: view.Bars{Name: text(s.text, "sources.picture.name", x.Name), Usual: x.Usual}}
		for _, r := range slices.Backward(x.Runs) {
			pic.Picture.Bars = append(pic.Picture.Bars, view.Bar{Label: r.Started.Format("02-01"), Value: r.Vacancies, Failed: r.Outcome == string(archive.RunFailed)})
		}
		body.Sources = append(body.Sources, pic)
	}
	p.show(g, &s, http.StatusOK, "admin_sources", "sources.title", body)
	return nil
}

// sourceState says how a source does: a last crawl that brought less than half
// of what is usual is worth a look.
func sourceState(x *desk.SourceHealth) string {
	switch {
	case x.FrozenWhy != "":
		return "frozen"
	case len(x.Runs) == 0:
		return "new"
	case x.Runs[0].Outcome == string(archive.RunFailed):
		return "failing"
	case x.Runs[0].Vacancies*2 < x.Usual:
		return "low"
	}
	return "good"
}

// listedRuns is how many crawls the list shows.
const listedRuns = 100

// longestRun is how long a crawl may take: one that has not ended by then was
// killed.
const longestRun = 12 * time.Hour

func (p *Pages) runs(g *gin.Context, s seat) error {
	if !dossier.May(s.actor.Role, dossier.DataAccounts) {
		return dossier.ErrDenied
	}
	all, err := p.Desk.Runs(g.Request.Context(), s.actor, g.Query("bron"), listedRuns)
	if err != nil {
		return err
	}
	body := view.RunsPage{Source: g.Query("bron"), Here: "/beheer/ophalen"}
	if body.Source != "" {
		body.Here += "?" + url.Values{"bron": {body.Source}}.Encode()
	}
	for _, r := range all {
		r.Errors = errorWords(s.text, r.Errors)
		if r.Outcome == string(archive.RunUnfinished) && p.Desk.Clock().Sub(r.Started) < longestRun {
			r.Known = max(r.Known, r.Pages, 1)
			body.Now = append(body.Now, r)
		} else {
			body.Runs = append(body.Runs, r)
		}
	}
	body.Running = len(body.Now) > 0
	p.show(g, &s, http.StatusOK, "admin_runs", "runs.title", body)
	return nil
}

// errorWords says the kinds of errors in words; one without words stays as it is
// counted.
func errorWords(c *locale.Catalogue, kinds map[string]int) map[string]int {
	said := map[string]int{}
	for kind, n := range kinds {
		key := "crawl.error." + strings.ReplaceAll(kind, " ", "_")
		if words, err := c.T(key); err == nil {
			kind = words
		}
		said[kind] += n
	}
	return said
}

func (p *Pages) versions(g *gin.Context, s seat) error {
	v, err := p.Desk.Version(g.Request.Context(), s.actor)
	if err != nil {
		return err
	}
	p.show(g, &s, http.StatusOK, "admin_versions", "versions.title", view.VersionsPage{Versions: v, Program: p.Version})
	return nil
}
