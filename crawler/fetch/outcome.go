package fetch

// Outcome is what came of a request.
type Outcome uint8

// The outcomes. Only Gone and NotFound say something about the page itself;
// the others that are not OK say something about the host, the line or a limit.
const (
	// OK: status 2xx with a body.
	OK Outcome = iota
	// NotModified: 304, the page is as it was.
	NotModified
	// Gone: 410.
	Gone
	// NotFound: 404.
	NotFound
	// Denied: 401, 402, 403, 407, 451 or another refusal of this page.
	Denied
	// TooMany: 429, or a host that rests after 429 or 503.
	TooMany
	// Unavailable: 5xx.
	Unavailable
	// BadStatus: a status that means nothing here.
	BadStatus
	// BadAddress: no absolute http or https address.
	BadAddress
	// BadRedirect: a redirect to another scheme, without or with an unreadable
	// address.
	BadRedirect
	// RedirectLoop: a redirect back to an address of the same chain, as sites
	// do that wait for a cookie.
	RedirectLoop
	// TooManyRedirects: more than Limits.Redirects.
	TooManyRedirects
	// Refused: Request.Allow said no to the address or to a redirect.
	Refused
	// Private: the name leads to an address within a private network.
	Private
	// Budget: the host had its requests for today.
	Budget
	// NoHost: the name does not exist or cannot be resolved.
	NoHost
	// NoConnection: refused, reset, or broken off.
	NoConnection
	// NoTrust: TLS failed (certificate, version).
	NoTrust
	// TooSlow: the server sent less per second than Limits.MinRate, or nothing
	// for Limits.Idle.
	TooSlow
	// TimeOut: the whole request took longer than Limits.Total.
	TimeOut
	// TooLarge: the body, after decompression, is larger than the limit.
	TooLarge
	// BadBody: the body cannot be decompressed or is no text.
	BadBody
	// Stopped: the caller's context ended.
	Stopped
)

var outcomes = [...]struct{ name, sentence string }{
	OK:               {"ok", "De pagina is opgehaald."},
	NotModified:      {"not modified", "De pagina is niet veranderd."},
	Gone:             {"gone", "De pagina is weg. De site zegt dat ze niet terugkomt."},
	NotFound:         {"not found", "De pagina bestaat niet (404)."},
	Denied:           {"denied", "De site weigert deze pagina aan ons te geven."},
	TooMany:          {"too many requests", "De site vindt dat wij te vaak komen. Wij wachten."},
	Unavailable:      {"server error", "De site heeft een storing."},
	BadStatus:        {"odd status", "De site gaf een antwoord dat wij niet kennen."},
	BadAddress:       {"bad address", "Dit is geen goed webadres."},
	BadRedirect:      {"bad redirect", "De site stuurt door naar een adres dat niet mag."}, //nolint:misspell // Dutch
	RedirectLoop:     {"redirect loop", "De site stuurt ons in een kring rond. Vaak wil ze dan eerst cookies plaatsen."},
	TooManyRedirects: {"too many redirects", "De site stuurt te vaak door."},
	Refused:          {"refused by rules", "De site wil niet dat robots deze pagina ophalen."},
	Private:          {"private address", "Het adres ligt in een besloten netwerk. Dat halen wij niet op."}, //nolint:misspell // Dutch
	Budget:           {"day budget", "Wij hebben vandaag genoeg bij deze site opgehaald."},
	NoHost:           {"no such host", "De naam van de site bestaat niet."},
	NoConnection:     {"no connection", "De verbinding met de site lukt niet of brak af."},
	NoTrust:          {"tls", "De beveiligde verbinding met de site klopt niet."},
	TooSlow:          {"too slow", "De site stuurt te langzaam."},
	TimeOut:          {"timeout", "Het ophalen duurde te lang."},
	TooLarge:         {"too large", "De pagina is te groot."},
	BadBody:          {"unreadable", "De inhoud van de pagina is niet te lezen."},
	Stopped:          {"stopped", "Het ophalen is gestopt."},
}

// String names the outcome in a word or two, fit to count by.
func (o Outcome) String() string {
	if int(o) < len(outcomes) {
		return outcomes[o].name
	}
	return "unknown"
}

// Sentence says in plain Dutch what happened.
func (o Outcome) Sentence() string {
	if int(o) < len(outcomes) {
		return outcomes[o].sentence
	}
	return "Er ging iets mis."
}

// Passing reports whether it makes sense to ask again soon: the fault lies with
// the host or the line, not with the page.
func (o Outcome) Passing() bool {
	switch o {
	case TooMany, Unavailable, NoHost, NoConnection, TooSlow, TimeOut, Budget, Stopped:
		return true
	}
	return false
}

// Error is an outcome in place of a page.
type Error struct {
	Outcome Outcome
	Host    string
}

// Error names host and outcome; Outcome.Sentence is for people.
func (e *Error) Error() string { return e.Host + ": " + e.Outcome.String() }

// ofStatus is the outcome of a final status; redirects are dealt with before.
func ofStatus(status int) Outcome {
	switch {
	case status >= 200 && status < 300:
		return OK
	case status == 304:
		return NotModified
	case status == 404:
		return NotFound
	case status == 410:
		return Gone
	case status == 429:
		return TooMany
	case status >= 500:
		return Unavailable
	case status >= 400:
		return Denied
	}
	return BadStatus
}
