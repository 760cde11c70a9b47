// Package account is the room of sessions and sign-in over the dossier's
// users: who is this, and how often may they try.
//
// A way to sign in proves who somebody is and ends in proceed, which asks for what
// else the role must show and opens the session: so do a password and an
// invitation, and an identity provider (OpenID Connect) would. A passkey is two
// factors in one and opens the session at once.
//
// Not allowed in here: what a role may see (that is the dossier's), and HTML.
package account

import (
	"context"
	"errors"
	"net/http"
	"strings"
	"time"

	"github.com/alexedwards/scs/v2"

	"passend/matcher/dossier"
	"passend/web/desk"
)

// Limits of sessions.
const (
	// lifetime ends a session for good: a working day, so that a forgotten
	// screen does not stay open over night.
	lifetime = 12 * time.Hour
	// idle ends a session that nobody uses.
	idle = 60 * time.Minute
	// pendingLife is how long somebody may take between password and code.
	pendingLife = 5 * time.Minute
	// tellReset is how long every new sign-in tells of a password that an
	// administrator had set anew: whoever set it may have read it first.
	tellReset = 30 * 24 * time.Hour
)

// What a session holds: the login that it is, or the user who gave a right
// password and still owes a code, until when.
const (
	keyLogin   = "login"
	keyPending = "pending"
	keyUntil   = "pending_until"
	keyRound   = "pending_round"
	// keyConfirmed: until when the password counts as just given.
	keyConfirmed = "confirmed_until"
	// keyReset: when an administrator had the password set anew, to be told once.
	keyReset = "reset"
)

// ErrCode: the password is right; a code of the second factor must follow.
var ErrCode = errors.New("a code is needed")

// Accounts keeps sessions over the users of the dossier.
type Accounts struct {
	Sessions *scs.SessionManager
	people   *dossier.Store
	origin   string
	// lenient lets people work who have no second factor yet.
	lenient bool
	now     func() time.Time

	attempts limiter // by address
	names    limiter // by login name and network: who guesses locks nobody else out
	slow     limiter // by login name, against guessing from many networks
	codes    limiter // by user: six digits can be guessed
}

// Config says where the accounts live.
type Config struct {
	// Secure marks the cookie for HTTPS only; leave it off only for loopback
	// without TLS.
	Secure bool
	// Origin is the address of the site as people type it
	// ("https://passend.example"); passkeys belong to it. Empty allows passkeys
	// on localhost only.
	Origin string
	// WithoutFactor lets people of roles that must have a second factor work
	// before they set one up; for trying out only.
	WithoutFactor bool
}

// New makes the accounts.
func New(people *dossier.Store, c Config) *Accounts {
	sm := scs.New()
	sm.Store = people.Sessions()
	sm.HashTokenInStore = true
	sm.Lifetime, sm.IdleTimeout = lifetime, idle
	sm.Cookie.Name = "passend"
	if c.Secure {
		sm.Cookie.Name = "__Host-passend"
	}
	sm.Cookie.HttpOnly, sm.Cookie.Secure = true, c.Secure
	sm.Cookie.SameSite = http.SameSiteLaxMode
	return &Accounts{
		Sessions: sm, people: people, origin: strings.TrimSuffix(c.Origin, "/"), lenient: c.WithoutFactor, now: time.Now,
		attempts: newLimiter(8, 15*time.Second), names: newLimiter(8, 30*time.Second), slow: newLimiter(100, time.Minute), codes: newLimiter(5, time.Minute),
	}
}

// Link is the address of a path as people type it: of the configured site, or
// of the host that was asked for where none is.
func (a *Accounts) Link(host, path string) string {
	if a.origin != "" {
		return a.origin + path
	}
	scheme := "http"
	if a.Sessions.Cookie.Secure {
		scheme = "https"
	}
	return scheme + "://" + host + path
}

// Client is where a sign-in comes from.
type Client struct {
	// Address limits how often one may try; Agent is what the browser calls
	// itself; Host is the host that was asked for.
	Address, Agent, Host string
}

// SignIn checks name and password and starts a session with a new token. It
// returns ErrCode when a code must follow, desk.ErrTooOften, or
// dossier.ErrSignIn when refused.
func (a *Accounts) SignIn(ctx context.Context, c Client, login, password string) error {
	if !a.attempts.allow(network(c.Address, 32)) {
		return desk.ErrTooOften
	}
	if err := a.mayTry(c, login); err != nil {
		return err
	}
	u, err := a.people.SignIn(ctx, login, password)
	if err != nil {
		return err
	}
	return a.proceed(ctx, c, u)
}

// mayTry says whether a password of the login name may be tried once more,
// wherever it is asked for.
func (a *Accounts) mayTry(c Client, login string) error {
	login = strings.ToLower(strings.TrimSpace(login))
	if !a.names.allow(network(c.Address, 24)+" "+login) || !a.slow.allow(login) {
		return desk.ErrTooOften
	}
	return nil
}

// proceed goes on after the first factor: to the code where the user has one,
// else into the session. Where a second factor is a must a passkey is one too:
// then the password alone is not enough.
func (a *Accounts) proceed(ctx context.Context, c Client, u dossier.User) error {
	second, err := a.people.HasTOTP(ctx, u.ID)
	if err == nil && !second && dossier.AsksFactor(u.Role) {
		second, err = a.people.HasFactor(ctx, u.ID)
	}
	if err != nil {
		return err
	}
	if !second {
		return a.open(ctx, c, u.ID)
	}
	e, err := a.people.Entrance(ctx, u.ID)
	if err != nil {
		return err
	}
	if err := a.Sessions.RenewToken(ctx); err != nil {
		return err
	}
	a.Sessions.Put(ctx, keyPending, u.ID)
	a.Sessions.Put(ctx, keyUntil, a.now().Add(pendingLife).Unix())
	a.Sessions.Put(ctx, keyRound, e.Round)
	return ErrCode
}

// Pending reports whether a right password was given and a code must follow.
func (a *Accounts) Pending(ctx context.Context) bool { return a.pending(ctx) != "" }

func (a *Accounts) pending(ctx context.Context) string {
	if a.now().Unix() > a.Sessions.GetInt64(ctx, keyUntil) {
		return ""
	}
	return a.Sessions.GetString(ctx, keyPending)
}

// PendingCode reports whether who gave a right password has an app for codes;
// otherwise a passkey or a recovery code must follow.
func (a *Accounts) PendingCode(ctx context.Context) (bool, error) {
	return a.people.HasTOTP(ctx, a.pending(ctx))
}

// Owes reports whether the user must set up a second factor before anything of
// a dossier is given.
func (a *Accounts) Owes(ctx context.Context, u dossier.User) (bool, error) {
	if a.lenient || !dossier.AsksFactor(u.Role) {
		return false, nil
	}
	has, err := a.people.HasFactor(ctx, u.ID)
	return !has, err
}

// longestCode is the most characters that a code of an app is typed in; a
// recovery code is longer.
const longestCode = 7

// Code checks the code that follows the password, of an app or a recovery code,
// and starts the session.
func (a *Accounts) Code(ctx context.Context, c Client, code string) error {
	id := a.pending(ctx)
	if id == "" {
		return dossier.ErrSignIn
	}
	if !a.codes.allow(id) {
		return desk.ErrTooOften
	}
	e, err := a.people.Entrance(ctx, id)
	if err != nil {
		return err
	}
	if e.Round != a.Sessions.GetInt64(ctx, keyRound) {
		return dossier.ErrSignIn // the password was changed since
	}
	check := a.people.CheckTOTP
	if len(strings.TrimSpace(code)) > longestCode {
		check = a.people.UseRecoveryCode
	}
	if err := check(ctx, id, code); err != nil {
		return err
	}
	return a.open(ctx, c, id)
}

// Accept sets the password of an invited user and signs in. It returns ErrCode
// when a code must follow: an invitation stands in place of the password, never
// of the second factor; and dossier.ErrSignIn for an invitation that is not good
// any more.
func (a *Accounts) Accept(ctx context.Context, c Client, token, password string) error {
	if !a.attempts.allow(network(c.Address, 32)) {
		return desk.ErrTooOften
	}
	u, err := a.people.AcceptInvitation(ctx, token, password)
	if err != nil {
		return err
	}
	return a.proceed(ctx, c, u)
}

// open starts a session: a new token at every change of rights, so that a token
// planted before sign-in is worth nothing after it.
func (a *Accounts) open(ctx context.Context, c Client, userID string) error {
	if err := a.Sessions.RenewToken(ctx); err != nil {
		return err
	}
	id, err := a.people.OpenLogin(ctx, userID, c.Agent)
	if err != nil {
		return err
	}
	e, err := a.people.Entrance(ctx, userID)
	if err != nil {
		return err
	}
	for _, k := range []string{keyPending, keyUntil, keyRound, keyConfirmed, keyReset} {
		a.Sessions.Remove(ctx, k)
	}
	a.Sessions.Put(ctx, keyLogin, id)
	if !e.Reset.IsZero() && a.now().Sub(e.Reset) < tellReset {
		a.Sessions.Put(ctx, keyReset, e.Reset.Unix())
	}
	return nil
}

// TellReset returns, once in a session, when an administrator had the password
// set anew; zero when there is nothing to tell.
func (a *Accounts) TellReset(ctx context.Context) time.Time {
	at := a.Sessions.GetInt64(ctx, keyReset)
	if at == 0 {
		return time.Time{}
	}
	a.Sessions.Remove(ctx, keyReset)
	return time.Unix(at, 0).UTC()
}

// Confirm asks who is signed in for the password once more, before a lock is
// taken off or a new way in is made: with the limits of signing in, since a
// screen that was left open is no place to guess at. It returns
// desk.ErrTooOften, or dossier.ErrSignIn for a wrong password.
func (a *Accounts) Confirm(ctx context.Context, c Client, u dossier.User, password string) error {
	if err := a.mayTry(c, u.Login); err != nil {
		return err
	}
	if err := a.people.CheckPassword(ctx, dossier.Actor{UserID: u.ID, Role: u.Role}, password); err != nil {
		return err
	}
	a.Sessions.Put(ctx, keyConfirmed, a.now().Add(pendingLife).Unix())
	return nil
}

// Confirmed reports whether the password was given a moment ago.
func (a *Accounts) Confirmed(ctx context.Context) bool {
	return a.now().Unix() <= a.Sessions.GetInt64(ctx, keyConfirmed)
}

// ChangePassword changes the password of who is signed in, with the same
// limits; this session goes on, every other way in ends.
func (a *Accounts) ChangePassword(ctx context.Context, c Client, u dossier.User, old, next string) error {
	if err := a.mayTry(c, u.Login); err != nil {
		return err
	}
	if err := a.people.ChangePassword(ctx, dossier.Actor{UserID: u.ID, Role: u.Role}, old, next, a.Login(ctx)); err != nil {
		return err
	}
	return a.Renew(ctx)
}

// SignOut ends the session and the login it belongs to.
func (a *Accounts) SignOut(ctx context.Context) error {
	if u, ok := a.User(ctx); ok {
		if err := a.people.EndLogin(ctx, u.ID, a.Login(ctx)); err != nil {
			return err
		}
	}
	return a.Sessions.Destroy(ctx)
}

// Login is the id of this login, "" when nobody is signed in.
func (a *Accounts) Login(ctx context.Context) string { return a.Sessions.GetString(ctx, keyLogin) }

// User returns who is signed in; ok is false when nobody is, when the login was
// ended elsewhere, or when the account was closed since.
func (a *Accounts) User(ctx context.Context) (u dossier.User, ok bool) {
	id := a.Login(ctx)
	if id == "" {
		return u, false
	}
	u, err := a.people.LoginUser(ctx, id)
	return u, err == nil
}

// MayConfirm says whether somebody who is signed in may try a code once more.
func (a *Accounts) MayConfirm(userID string) error {
	if !a.codes.allow(userID) {
		return desk.ErrTooOften
	}
	return nil
}

// Renew gives the session a new token, after a change of password or factor.
func (a *Accounts) Renew(ctx context.Context) error { return a.Sessions.RenewToken(ctx) }
