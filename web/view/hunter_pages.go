package view

import (
	"time"

	"passend/web/desk"
)

// ShortlistPage is which employers to approach, as list and map.
type ShortlistPage struct {
	desk.Shortlist
	Map   MapPicture
	Query string // that made the list: "?voor=…" or empty
	// Direct leaves agencies out; First is how many call sheets one button makes.
	Direct    bool
	First     int
	FirstHref string
	// Due is how many employers were to be contacted by today.
	Due int
}

// EmployersPage lists all employers with vacancies.
type EmployersPage struct {
	Lines []desk.EmployerLine
	Pager Pager
}

// EmployerPage is the file of one employer with the form for a contact.
type EmployerPage struct {
	desk.EmployerFile
	Here     string      // the address of the page
	Other    []desk.Card // open, and in nobody's list
	Map      MapPicture
	Activity Bars
	Form     ContactForm
}

// ContactForm keeps what was typed.
type ContactForm struct {
	Channel, Outcome, FollowUp, Note string
	Error                            string // the sentence itself
	Saved                            bool
	Channels, Outcomes               []string
	// Employer and Back are set on a page with several forms, Number tells them
	// apart.
	Employer, Back string
	Number         int
}

// ContactsPage is the log of contacts with what is to be followed up.
type ContactsPage struct {
	FollowUps []FollowUp
	Contacts  []desk.Contact
}

// FollowUp is a contact to follow up; Due today or earlier.
type FollowUp struct {
	desk.Contact
	Due bool
}

// CallPage holds call sheets, one for each employer chosen.
type CallPage struct {
	Sheets []CallSheet
	Today  time.Time
	Saved  string // key of the employer whose contact was just kept
}

// CallSheet is what is at hand while calling one employer.
type CallSheet struct {
	desk.EmployerFile
	Number int
	Here   string // leads back to this sheet
	Other  []desk.Card
	Form   ContactForm
}
