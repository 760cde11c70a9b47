package archive

import (
	"errors"
	"time"

	"passend/index/vacancy"
)

// Errors that callers decide on.
var (
	// ErrNotFound: no vacancy, version, reading, employer, source or run with
	// this identity.
	ErrNotFound = errors.New("not in the archive")
	// ErrAmbiguous: several sources use this external id; ask with ByExternal.
	ErrAmbiguous = errors.New("more than one vacancy has this id")
	// ErrNoIdentity: the vacancy has no external id, no id and no address.
	ErrNoIdentity = errors.New("the vacancy has neither an id nor an address")
)

// Record is one vacancy as the archive keeps it: its current version with the
// archive's identity, and its life. Times are UTC; zero when there is none.
type Record struct {
	// Vacancy is the current version. Its ID is the archive's UUIDv7.
	vacancy.Vacancy
	// Number counts vacancies in order of arrival, from 1; it is never reused.
	Number int64
	// Version counts the versions of this vacancy, from 1.
	Version     int
	Fingerprint string // of the current version, as vacancy.Fingerprint gives it
	// FirstSeen and LastSeen are when a source showed it, LastChecked when it
	// was looked for, Changed when the current version was first seen.
	FirstSeen, LastSeen, LastChecked, Changed time.Time
	// ClosedAt is zero while it is open; CloseReason is the evidence.
	ClosedAt    time.Time
	CloseReason string
	// Group is the identity of its duplicate group, "" when it stands alone.
	Group string
	// EmployerKey is the normalised employer, Agency whether that one mediates.
	EmployerKey string
	Agency      bool
	// Seq is the place of its last change in the change sequence.
	Seq int64
}

// Open reports whether the vacancy is open.
func (r *Record) Open() bool { return r.ClosedAt.IsZero() }

// Outcome says what keeping a vacancy did.
type Outcome uint8

// The outcomes of Keep.
const (
	Same Outcome = iota // this version was there already
	New
	Changed
)

// String returns "same", "new" or "changed".
func (o Outcome) String() string { return [...]string{"same", "new", "changed"}[o] }

// Kept is the result of keeping one vacancy.
type Kept struct {
	ID      string
	Number  int64
	Version int
	Outcome Outcome
	// Reopened is true when it had been closed.
	Reopened bool
}

// EventKind names a step in the life of a vacancy.
type EventKind string

// The steps in the life of a vacancy.
const (
	EventNew      EventKind = "new"
	EventChanged  EventKind = "changed"
	EventClosed   EventKind = "closed"
	EventReopened EventKind = "reopened"
	EventGrouped  EventKind = "grouped"
)

// Event is one step in the life of a vacancy.
type Event struct {
	At       time.Time
	Kind     EventKind
	Version  int
	Evidence string
}

// VersionOf is one version of a vacancy as it was published.
type VersionOf struct {
	vacancy.Vacancy
	Version     int
	Fingerprint string
	Seen        time.Time // when it was first seen
}

func millis(t time.Time) int64 {
	if t.IsZero() {
		return 0
	}
	return t.UnixMilli()
}

func fromMillis(ms int64) time.Time {
	if ms == 0 {
		return time.Time{}
	}
	return time.UnixMilli(ms).UTC()
}
