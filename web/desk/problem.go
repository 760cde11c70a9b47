package desk

import (
	"context"
	"errors"
	"net/http"

	"passend/index/sqlite"
	"passend/matcher/dossier"
)

// ErrTooOften: this address tried to sign in too often; wait a little.
var ErrTooOften = errors.New("too many sign-in attempts")

// problem is one row of the table from error to answer: the status and the key
// of the sentence that the user reads.
type problem struct {
	err    error
	status int
	text   string
}

// problems is the only place where errors become statuses and sentences; the
// first row that fits counts. The sentences stand in the catalogues.
var problems = []problem{
	{dossier.ErrDenied, http.StatusNotFound, "error.not_found"}, // not 403: ids must not be guessable
	{dossier.ErrNotFound, http.StatusNotFound, "error.not_found"},
	{dossier.ErrErased, http.StatusGone, "error.erased"},
	{dossier.ErrSignIn, http.StatusUnauthorized, "error.signin"},
	{ErrTooOften, http.StatusTooManyRequests, "error.too_often"},
	{sqlite.ErrFull, http.StatusInsufficientStorage, "error.disk_full"},
	{sqlite.ErrBusy, http.StatusServiceUnavailable, "error.busy"},
	{context.DeadlineExceeded, http.StatusServiceUnavailable, "error.busy"},
}

// Explain gives the status and the text key for an error.
func Explain(err error) (status int, text string) {
	for _, p := range problems {
		if errors.Is(err, p.err) {
			return p.status, p.text
		}
	}
	return http.StatusInternalServerError, "error.internal"
}
