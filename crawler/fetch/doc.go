// Package fetch is the room that fetches one address politely and safely: one
// request at a time per host, at the pace the host can bear, with conditional
// requests, limits on everything a server can send, and no way to addresses
// inside the own network. What comes of a request is one of a few outcomes that
// a person can read.
//
// Who may be asked (robots.txt) and what to ask next are not decided here, and
// no cookie, log-in or other means to pass a refusal may enter.
package fetch
