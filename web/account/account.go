// Package account is the room of sessions and sign-in over the dossier's
// users: who is this, and how often may they try.
//
// Not allowed in here: what a role may see (that is the dossier's), and HTML.
package account

import (
	"context"
	"net/http"
	"sync"
	"time"

	"github.com/alexedwards/scs/v2"
	"golang.org/x/time/rate"

	"passend/matcher/dossier"
	"passend/web/desk"
)

// Limits of sessions and sign-in.
const (
	// lifetime ends a session for good: a working day, so that a forgotten
	// screen does not stay open over night.
	lifetime = 12 * time.Hour
	// idle ends a session that nobody uses.
	idle = 60 * time.Minute
	// tries is how many sign-ins one address may try in a burst; refill gives
	// one more in that time. Slow enough against guessing, quick enough for a
	// person who mistypes.
	tries  = 8
	refill = 15 * time.Second
	// maxAddresses bounds the memory that strangers can take.
	maxAddresses = 10_000
)

const keyUser = "user"

// Accounts keeps sessions over the users of the dossier.
type Accounts struct {
	Sessions *scs.SessionManager
	people   *dossier.Store

	mu      sync.Mutex
	limiter map[string]*rate.Limiter
}

// New makes the accounts. Secure marks the cookie for HTTPS only; leave it off
// only for loopback without TLS.
func New(people *dossier.Store, secure bool) *Accounts {
	sm := scs.New()
	sm.Store = people.Sessions()
	sm.HashTokenInStore = true
	sm.Lifetime, sm.IdleTimeout = lifetime, idle
	sm.Cookie.Name = "passend"
	if secure {
		sm.Cookie.Name = "__Host-passend"
	}
	sm.Cookie.HttpOnly, sm.Cookie.Secure = true, secure
	sm.Cookie.SameSite = http.SameSiteLaxMode
	return &Accounts{Sessions: sm, people: people, limiter: map[string]*rate.Limiter{}}
}

// SignIn checks name and password and starts a session with a new token. It
// returns desk.ErrTooOften, or dossier.ErrSignIn when refused.
func (a *Accounts) SignIn(ctx context.Context, address, login, password string) (dossier.User, error) {
	if !a.mayTry(address) {
		return dossier.User{}, desk.ErrTooOften
	}
	u, err := a.people.SignIn(ctx, login, password)
	if err != nil {
		return u, err
	}
	// A new token at every change of rights: a token planted before sign-in is
	// worth nothing after it.
	if err := a.Sessions.RenewToken(ctx); err != nil {
		return u, err
	}
	a.Sessions.Put(ctx, keyUser, u.ID)
	return u, nil
}

// SignOut ends the session.
func (a *Accounts) SignOut(ctx context.Context) error { return a.Sessions.Destroy(ctx) }

// User returns who is signed in; ok is false when nobody is, or when the
// account was closed since.
func (a *Accounts) User(ctx context.Context) (u dossier.User, ok bool) {
	id := a.Sessions.GetString(ctx, keyUser)
	if id == "" {
		return u, false
	}
	u, err := a.people.User(ctx, id)
	return u, err == nil && !u.Disabled
}

func (a *Accounts) mayTry(address string) bool {
	a.mu.Lock()
	defer a.mu.Unlock()
	l, ok := a.limiter[address]
	if !ok {
		if len(a.limiter) >= maxAddresses {
			clear(a.limiter)
		}
		l = rate.NewLimiter(rate.Every(refill), tries)
		a.limiter[address] = l
	}
	return l.Allow()
}
