package page

import (
	"bytes"
	"encoding/base64"
	"encoding/hex"
	"errors"
	"html/template"
	"image/png"
	"net/http"
	"net/url"
	"slices"

	"github.com/gin-gonic/gin"
	"github.com/pquerna/otp"

	"passend/matcher/dossier"
	"passend/web/account"
	"passend/web/desk"
	"passend/web/view"
)

// accountPages adds sign-in in all its ways and the page of the own account.
func (p *Pages) accountPages(e *gin.Engine) {
	e.GET("/inloggen", p.signInForm)
	e.POST("/inloggen", p.signIn)
	e.GET("/inloggen/code", p.codeForm)
	e.POST("/inloggen/code", p.code)
	e.POST("/inloggen/sleutel/begin", p.passkeySignInBegin)
	e.POST("/inloggen/sleutel/klaar", p.passkeySignIn)
	e.GET("/uitnodiging/:token", p.invitationForm)
	e.POST("/uitnodiging/:token", p.invitation)
	e.POST("/uitloggen", p.signOut)

	e.GET("/account", p.signedIn(func(g *gin.Context, s seat) error { return p.ownAccount(g, s, http.StatusOK, view.OwnAccountPage{}) }))
	for path, do := range map[string]func(*gin.Context, seat) error{
		"weergave": p.setLook, "wachtwoord": p.setPassword, "code": p.startCode, "code/aan": p.confirmCode, "code/uit": p.removeCode,
		"sleutel/weg": p.removePasskey, "sessie/weg": p.endLogin, "herstelcodes": p.newRecovery,
	} {
		e.POST("/account/"+path, p.signedIn(p.accountForm(path, do)))
	}
	e.POST("/account/sleutel/begin", p.signedIn(p.passkeyBegin))
	e.POST("/account/sleutel/klaar", p.signedIn(p.passkeyAdd))
}

// accountForm runs one form of the account page: then the page again, with what
// was done, or with the problem beside the form.
func (p *Pages) accountForm(name string, do func(*gin.Context, seat) error) handler {
	return func(g *gin.Context, s seat) error {
		err := do(g, s)
		if g.Writer.Written() {
			return nil // a page of its own
		}
		if err == nil {
			g.Redirect(http.StatusSeeOther, "/account?klaar="+url.QueryEscape(name))
			return nil
		}
		status, text := p.problem(&s, err)
		if status == http.StatusInternalServerError {
			return err
		}
		if errors.Is(err, dossier.ErrSignIn) {
			text, err = s.text.T("account.wrong." + map[bool]string{true: "code", false: "password"}[name == "code/aan"])
			if err != nil {
				return err
			}
		}
		body := view.OwnAccountPage{Problem: &view.Problem{Form: name, Text: text}}
		if name == "code/aan" && p.Accounts.Confirmed(g.Request.Context()) {
			// The secret is shown once more, so that the code can be typed again.
			if body.Secret, body.Picture, err = p.secret(g, s); err != nil {
				return err
			}
		}
		return p.ownAccount(g, s, status, body)
	}
}

// problem gives the status and the sentence for an error beside a form.
func (p *Pages) problem(s *seat, err error) (status int, text string) {
	var invalid *dossier.InvalidError
	if errors.As(err, &invalid) {
		return http.StatusUnprocessableEntity, invalid.Text
	}
	status, key := desk.Explain(err)
	text, terr := s.text.T(key)
	if terr != nil {
		text = key
	}
	return status, text
}

// done are the forms whose success has a sentence of its own.
var done = []string{"weergave", "wachtwoord", "code/aan", "code/uit", "sleutel", "sleutel/weg", "sessie/weg"}

func (p *Pages) ownAccount(g *gin.Context, s seat, status int, body view.OwnAccountPage) error {
	ctx, people := g.Request.Context(), p.Desk.People
	body.Login, body.Role, body.Language, body.Theme = s.user.Login, string(s.user.Role), s.user.Language, s.user.Theme
	body.Passkeys = p.Accounts.HasPasskeys(g.Request.Host)
	if k := g.Query("klaar"); slices.Contains(done, k) && status == http.StatusOK {
		body.Done = k
	}
	for tag := range p.Catalogues {
		body.Languages = append(body.Languages, tag)
	}
	slices.Sort(body.Languages)
	slices.Reverse(body.Languages) // nl before en
	var err error
	if body.Code, err = people.HasTOTP(ctx, s.user.ID); err != nil {
		return err
	}
	if body.Recovery, err = people.RecoveryLeft(ctx, s.user.ID); err != nil {
		return err
	}
	keys, err := people.Passkeys(ctx, s.user.ID)
	if err != nil {
		return err
	}
	for _, k := range keys {
		line := view.PasskeyLine{ID: hex.EncodeToString(k.ID), Name: k.Name, Created: k.Created}
		if k.Used != nil {
			line.Used = *k.Used
		}
		body.Keys = append(body.Keys, line)
	}
	logins, err := people.Logins(ctx, s.user.ID)
	if err != nil {
		return err
	}
	for _, l := range logins {
		browser, device := agent(l.Agent)
		body.Logins = append(body.Logins, view.LoginLine{
			ID: l.ID, Browser: browser, Device: device, Created: l.Created, Seen: l.Seen, CreatedAt: s.text.Clock(l.Created), SeenAt: s.text.Clock(l.Seen), Here: l.ID == p.Accounts.Login(ctx),
		})
	}
	owes, err := p.Accounts.Owes(ctx, s.user)
	if err != nil {
		return err
	}
	if owes {
		p.show(g, &s, status, "account_factor", "factor.title", body)
		return nil
	}
	p.show(g, &s, status, "account_own", "account.title", body)
	return nil
}

func (p *Pages) setLook(g *gin.Context, s seat) error {
	language := g.PostForm("taal")
	if _, ok := p.Catalogues[language]; !ok {
		return &dossier.InvalidError{Text: "Kies een taal uit de lijst."}
	}
	return p.Desk.People.SetPreferences(g.Request.Context(), s.user.ID, language, g.PostForm("beeld"))
}

func (p *Pages) setPassword(g *gin.Context, s seat) error {
	return p.Accounts.ChangePassword(g.Request.Context(), client(g), s.user, g.PostForm("oud"), g.PostForm("nieuw"))
}

// startCode makes a new secret for the second factor and shows it.
func (p *Pages) startCode(g *gin.Context, s seat) error {
	if err := p.confirm(g, s); err != nil {
		return err
	}
	var body view.OwnAccountPage
	var err error
	body.Secret, body.Picture, err = p.secret(g, s)
	if errors.Is(err, dossier.ErrTaken) {
		return nil // it is on already
	}
	if err != nil {
		return err
	}
	return p.ownAccount(g, s, http.StatusOK, body)
}

// pictureSize is the width of the square code that a telephone reads, in pixels.
const pictureSize = 240

func (p *Pages) secret(g *gin.Context, s seat) (string, template.URL, error) {
	secret, address, err := p.Desk.People.StartTOTP(g.Request.Context(), s.actor)
	if err != nil {
		return "", "", err
	}
	key, err := otp.NewKeyFromURL(address)
	if err != nil {
		return "", "", err
	}
	picture, err := key.Image(pictureSize, pictureSize)
	if err != nil {
		return "", "", err
	}
	var buf bytes.Buffer
	if err := png.Encode(&buf, picture); err != nil {
		return "", "", err
	}
	// The address is made here from a picture; nothing of a user's is in it.
	return secret, template.URL("data:image/png;base64," + base64.StdEncoding.EncodeToString(buf.Bytes())), nil //nolint:gosec // own picture
}

func (p *Pages) confirmCode(g *gin.Context, s seat) error {
	if err := p.Accounts.MayConfirm(s.user.ID); err != nil {
		return err
	}
	ctx := g.Request.Context()
	if err := p.Desk.People.ConfirmTOTP(ctx, s.actor, g.PostForm("code")); err != nil {
		return err
	}
	if err := p.Accounts.Renew(ctx); err != nil {
		return err
	}
	if left, err := p.Desk.People.RecoveryLeft(ctx, s.user.ID); err != nil || left > 0 {
		return err
	}
	return p.showRecovery(g, s)
}

// newRecovery makes new recovery codes after the password was asked.
func (p *Pages) newRecovery(g *gin.Context, s seat) error {
	if err := p.confirm(g, s); err != nil {
		return err
	}
	return p.showRecovery(g, s)
}

// showRecovery makes recovery codes and shows them: this once.
func (p *Pages) showRecovery(g *gin.Context, s seat) error {
	codes, err := p.Desk.People.NewRecoveryCodes(g.Request.Context(), s.actor)
	if err != nil {
		return err
	}
	p.show(g, &s, http.StatusOK, "account_recovery", "recovery.title", view.RecoveryPage{Codes: codes})
	return nil
}

func (p *Pages) removeCode(g *gin.Context, s seat) error {
	if err := p.confirm(g, s); err != nil {
		return err
	}
	return p.Desk.People.RemoveTOTP(g.Request.Context(), s.actor, s.user.ID)
}

// confirm asks again who it is, before a lock is taken off or a way in is made.
func (p *Pages) confirm(g *gin.Context, s seat) error {
	return p.Accounts.Confirm(g.Request.Context(), client(g), s.user, g.PostForm("wachtwoord"))
}

func (p *Pages) removePasskey(g *gin.Context, s seat) error {
	if err := p.confirm(g, s); err != nil {
		return err
	}
	id, err := hex.DecodeString(g.PostForm("sleutel"))
	if err != nil {
		return dossier.ErrNotFound
	}
	return p.Desk.People.RemovePasskey(g.Request.Context(), s.actor, s.user.ID, id)
}

func (p *Pages) endLogin(g *gin.Context, s seat) error {
	ctx := g.Request.Context()
	if id := g.PostForm("sessie"); id != "" {
		return p.Desk.People.EndLogin(ctx, s.user.ID, id)
	}
	return p.Desk.People.EndOtherLogins(ctx, s.user.ID, p.Accounts.Login(ctx))
}

func (p *Pages) passkeyBegin(g *gin.Context, s seat) error {
	options, err := p.Accounts.BeginPasskey(g.Request.Context(), client(g), s.user, g.PostForm("wachtwoord"))
	if errors.Is(err, dossier.ErrSignIn) {
		err = &dossier.InvalidError{Text: text(s.text, "account.wrong.password")}
	}
	p.answer(g, &s, options, err)
	return nil
}

func (p *Pages) passkeyAdd(g *gin.Context, s seat) error {
	body, err := g.GetRawData()
	if err == nil {
		err = p.Accounts.FinishPasskey(g.Request.Context(), client(g), s.actor, s.user, g.Query("naam"), body)
	}
	p.answer(g, &s, gin.H{"to": "/account?klaar=sleutel#herstel"}, err)
	return nil
}

// answer sends what the script of passkeys waits for: data, or a sentence.
func (p *Pages) answer(g *gin.Context, s *seat, data any, err error) {
	if err == nil {
		g.JSON(http.StatusOK, data)
		return
	}
	status, text := p.problem(s, err)
	if status == http.StatusInternalServerError {
		p.Log.Error("passkey", "request", g.GetString("request_id"), "err", err)
	}
	if errors.Is(err, dossier.ErrSignIn) {
		if t, terr := s.text.T("passkey.refused"); terr == nil {
			text = t
		}
	}
	g.JSON(status, gin.H{"text": text})
}

// client is where the request comes from.
func client(g *gin.Context) account.Client {
	return account.Client{Address: g.ClientIP(), Agent: g.Request.UserAgent(), Host: g.Request.Host}
}
