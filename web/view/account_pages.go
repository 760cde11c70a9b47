package view

import (
	"html/template"
	"time"
)

// Problem is a sentence beside the form that it is about.
type Problem struct{ Form, Text string }

// OwnAccountPage is the account of who is signed in.
type OwnAccountPage struct {
	Login, Role     string
	Language, Theme string
	Languages       []string
	Problem         *Problem
	Done            string // the form that was just done, or empty

	Code     bool         // a second factor is on
	Recovery int          // recovery codes that were not used yet
	Secret   string       // to be confirmed with a first code
	Picture  template.URL // the secret as a code that a telephone reads
	Passkeys bool         // passkeys can be used at this address
	Keys     []PasskeyLine
	Logins   []LoginLine
}

// RecoveryPage shows recovery codes, once.
type RecoveryPage struct{ Codes []string }

// PasskeyLine is one passkey of the account.
type PasskeyLine struct {
	ID, Name      string
	Created, Used time.Time
}

// LoginLine is one place where the account is open.
type LoginLine struct {
	ID, Browser, Device string
	Created, Seen       time.Time
	// CreatedAt and SeenAt are the times of day of the two.
	CreatedAt, SeenAt string
	Here              bool
}

// InvitationPage asks an invited person for a password.
type InvitationPage struct {
	Login string
	Least int  // characters of a password
	Gone  bool // used, or too old
	Error string
}
