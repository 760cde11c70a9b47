package account

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"net"
	"net/url"
	"strings"

	"github.com/go-webauthn/webauthn/protocol"
	"github.com/go-webauthn/webauthn/webauthn"

	"passend/matcher/dossier"
	"passend/web/desk"
)

// keyCeremony holds what the server must remember between the two steps of a
// passkey.
const keyCeremony = "passkey"

// maxName is the longest name of a passkey, in characters.
const maxName = 40

// relying makes the party that passkeys belong to: the configured address of
// the site, or localhost without one. A host that a client merely claims is
// never trusted.
func (a *Accounts) relying(host string) (*webauthn.WebAuthn, error) {
	origin := a.origin
	if origin == "" {
		name := host
		if h, _, err := net.SplitHostPort(host); err == nil {
			name = h
		}
		if name != "localhost" {
			return nil, dossier.ErrNotFound
		}
		origin = "http://" + host
	}
	u, err := url.Parse(origin)
	if err != nil {
		return nil, fmt.Errorf("passkeys: %w", err)
	}
	w, err := webauthn.New(&webauthn.Config{
		RPID: u.Hostname(), RPDisplayName: "Passend", RPOrigins: []string{origin},
		AuthenticatorSelection: protocol.AuthenticatorSelection{
			ResidentKey: protocol.ResidentKeyRequirementRequired, UserVerification: protocol.VerificationRequired,
		},
	})
	if err != nil {
		return nil, fmt.Errorf("passkeys: %w", err)
	}
	return w, nil
}

// HasPasskeys reports whether passkeys can be used at the host.
func (a *Accounts) HasPasskeys(host string) bool {
	_, err := a.relying(host)
	return err == nil
}

// holder is a user with passkeys as the library sees it.
type holder struct {
	user dossier.User
	keys []webauthn.Credential
}

func (h holder) WebAuthnID() []byte                         { return []byte(h.user.ID) }
func (h holder) WebAuthnName() string                       { return h.user.Login }
func (h holder) WebAuthnDisplayName() string                { return h.user.Label }
func (h holder) WebAuthnCredentials() []webauthn.Credential { return h.keys }

func (a *Accounts) holder(ctx context.Context, u dossier.User) (holder, error) {
	h := holder{user: u}
	kept, err := a.people.Passkeys(ctx, u.ID)
	if err != nil {
		return h, err
	}
	for _, k := range kept {
		var c webauthn.Credential
		if err := json.Unmarshal(k.Credential, &c); err != nil {
			return h, fmt.Errorf("passkey: %w", err)
		}
		h.keys = append(h.keys, c)
	}
	return h, nil
}

// BeginPasskey starts adding a passkey to the user, who gives the password once
// more; the options go to the browser. Without this step a passkey cannot be
// added.
func (a *Accounts) BeginPasskey(ctx context.Context, c Client, u dossier.User, password string) (any, error) {
	w, err := a.relying(c.Host)
	if err != nil {
		return nil, err
	}
	if err := a.Confirm(ctx, c, u, password); err != nil {
		return nil, err
	}
	h, err := a.holder(ctx, u)
	if err != nil {
		return nil, err
	}
	var known []protocol.CredentialDescriptor
	for _, k := range h.keys {
		known = append(known, k.Descriptor())
	}
	options, ceremony, err := w.BeginRegistration(h, webauthn.WithExclusions(known))
	if err != nil {
		return nil, fmt.Errorf("passkey: %w", err)
	}
	return options, a.remember(ctx, ceremony)
}

// FinishPasskey checks the browser's answer and keeps the passkey under a name.
func (a *Accounts) FinishPasskey(ctx context.Context, c Client, by dossier.Actor, u dossier.User, name string, answer []byte) error {
	if name = strings.TrimSpace(name); name == "" || len([]rune(name)) > maxName {
		return &dossier.InvalidError{Text: "Geef de sleutel een korte naam."}
	}
	w, err := a.relying(c.Host)
	if err != nil {
		return err
	}
	h, err := a.holder(ctx, u)
	if err != nil {
		return err
	}
	ceremony, err := a.recall(ctx)
	if err != nil {
		return err
	}
	parsed, err := protocol.ParseCredentialCreationResponseBytes(answer)
	if err != nil {
		return errors.Join(dossier.ErrSignIn, err)
	}
	key, err := w.CreateCredential(h, ceremony, parsed)
	if err != nil {
		return errors.Join(dossier.ErrSignIn, err)
	}
	body, err := json.Marshal(key)
	if err != nil {
		return fmt.Errorf("passkey: %w", err)
	}
	return a.people.AddPasskey(ctx, by, key.ID, name, body)
}

// BeginPasskeySignIn starts a sign-in without a name: the browser offers the
// passkeys that it has.
func (a *Accounts) BeginPasskeySignIn(ctx context.Context, c Client) (any, error) {
	if !a.attempts.allow(network(c.Address, 32)) {
		return nil, desk.ErrTooOften
	}
	w, err := a.relying(c.Host)
	if err != nil {
		return nil, err
	}
	options, ceremony, err := w.BeginDiscoverableLogin(webauthn.WithUserVerification(protocol.VerificationRequired))
	if err != nil {
		return nil, fmt.Errorf("passkey: %w", err)
	}
	return options, a.remember(ctx, ceremony)
}

// FinishPasskeySignIn checks the browser's answer and starts the session. A
// passkey with user verification is two factors by itself: no code follows.
func (a *Accounts) FinishPasskeySignIn(ctx context.Context, c Client, answer []byte) error {
	w, err := a.relying(c.Host)
	if err != nil {
		return err
	}
	ceremony, err := a.recall(ctx)
	if err != nil {
		return err
	}
	parsed, err := protocol.ParseCredentialRequestResponseBytes(answer)
	if err != nil {
		return errors.Join(dossier.ErrSignIn, err)
	}
	var found holder
	_, key, err := w.ValidatePasskeyLogin(func(_, handle []byte) (webauthn.User, error) {
		u, err := a.people.User(ctx, string(handle))
		if err == nil && u.Disabled {
			err = dossier.ErrSignIn
		}
		if err == nil {
			found, err = a.holder(ctx, u)
		}
		return found, err
	}, ceremony, parsed)
	if err != nil {
		return errors.Join(dossier.ErrSignIn, err)
	}
	if key.Authenticator.CloneWarning {
		// The counter went back: a copy of the key may be about.
		return dossier.ErrSignIn
	}
	body, err := json.Marshal(key)
	if err != nil {
		return fmt.Errorf("passkey: %w", err)
	}
	if err := a.people.UsedPasskey(ctx, found.user.ID, key.ID, body); err != nil {
		return err
	}
	return a.open(ctx, c, found.user.ID)
}

func (a *Accounts) remember(ctx context.Context, ceremony *webauthn.SessionData) error {
	body, err := json.Marshal(ceremony)
	if err != nil {
		return fmt.Errorf("passkey: %w", err)
	}
	a.Sessions.Put(ctx, keyCeremony, body)
	return nil
}

// recall gives what was remembered, once.
func (a *Accounts) recall(ctx context.Context) (webauthn.SessionData, error) {
	var ceremony webauthn.SessionData
	body := a.Sessions.PopBytes(ctx, keyCeremony)
	if len(body) == 0 {
		return ceremony, dossier.ErrSignIn
	}
	if err := json.Unmarshal(body, &ceremony); err != nil {
		return ceremony, fmt.Errorf("passkey: %w", err)
	}
	return ceremony, nil
}
