package view

import (
	"time"

	"passend/matcher/dossier"
	"passend/web/desk"
)

// AccountsPage lists the accounts with the form for a new one.
type AccountsPage struct {
	Accounts []AccountLine
	Roles    []dossier.Role
	Form     AccountForm
	// Invitation is a link that was just made; it is shown once.
	Invitation *Invitation
}

// AccountLine is one account.
type AccountLine struct {
	dossier.User
	Self bool
	// Factor: signing in asks for more than a password.
	Factor bool
}

// AccountForm keeps what was typed.
type AccountForm struct {
	Login, Label, Role string
	Error              string // the sentence itself
}

// Invitation is a link by which a person chooses a password.
type Invitation struct {
	Login, Link string
	Expires     time.Time
}

// AssignmentsPage is who has access to whom.
type AssignmentsPage struct {
	Workers []AssignedWorker
	Users   []dossier.User // who can have dossiers
	Error   string         // the sentence itself
}

// AssignedWorker is a worker, by label, with the users.
type AssignedWorker struct {
	ID, Label string
	Users     []dossier.User
}

// SourcesPage shows how the sources do.
type SourcesPage struct{ Sources []SourcePicture }

// SourcePicture is a source with the picture of its runs.
type SourcePicture struct {
	desk.SourceHealth
	Picture Bars
	// State is frozen, failing, low, good or new.
	State string
}

// RunsPage lists the crawl runs; Running asks again by itself while one runs.
type RunsPage struct {
	Runs    []desk.RunLine
	Now     []desk.RunLine // those that go on
	Source  string         // whose runs; empty for all
	Here    string
	Running bool
}

// VersionsPage tells what is running.
type VersionsPage struct {
	desk.Versions
	Program string
}

// AuditPage searches the audit log.
type AuditPage struct {
	Worker, User, Action, From, Until string
	Lines                             []AuditLine
	Older                             string // link to the next lines
	Error                             string // the sentence itself
}

// AuditLine is one line with the label of who did it.
type AuditLine struct {
	dossier.Entry
	Label string
	What  string // the action in words
	Short string // the beginning of the worker's number
	Times int    // how often in a row
}

// RetentionPage lists the dossiers to erase.
type RetentionPage struct {
	Due    []DueLine
	Erased []ErasedLine
	// Worker and Reason keep what was typed.
	Worker, Reason string
	Error          string // the sentence itself
	// Proof is of an erasure that was just done.
	Proof *dossier.Proof
}

// ErasedLine is the proof of an erasure: how many rows went, and whether Passend
// did it by itself.
type ErasedLine struct {
	dossier.Proof
	Removed int
	System  bool
}

// DueLine is one dossier.
type DueLine struct {
	dossier.Due
	Overdue bool
}

// TokensPage lists the personal tokens of the API with the form for a new one.
type TokensPage struct {
	Tokens []dossier.Token
	Scopes []dossier.Scope
	// Secret is shown once.
	Secret string
	// Name and Until keep what was typed; Error is the sentence itself.
	Name, Until, Error string
}

// DocsPage is the documentation of the API, from its OpenAPI document.
type DocsPage struct {
	Version    string
	Operations []Operation
	// Schemas are the shapes that answers and inputs are made of.
	Schemas []Schema
	// Errors are the statuses of what can go wrong; Problem is an example.
	Errors  []int
	Problem string
}

// Schema is one shape with its fields.
type Schema struct {
	Name   string
	Fields []Parameter
}

// Operation is one operation of the API.
type Operation struct {
	Method, Path, Summary, Scope string
	Parameters                   []Parameter
	// Status is that of a good answer, Answer its type, Example how it looks; an
	// operation without an answer has no example.
	Status, Answer, AnswerSchema, Example string
	// Takes is an example of the body that it takes, or empty.
	Takes string
}

// Parameter is one input of an operation.
type Parameter struct {
	Name, In, Type, Text string
	Required             bool
	Schema               string // name of the shape that Type speaks of, or empty
}
