package view

import (
	"time"

	"passend/web/desk"
)

// ShortlistPage is which employers to approach, as list and map.
type ShortlistPage struct {
	desk.Shortlist
	Map   MapPicture
	Query string // of the export: "?voor=…" or empty
}

// EmployersPage lists all employers with vacancies.
type EmployersPage struct {
	Lines []desk.EmployerLine
	Pager Pager
}

// EmployerPage is the file of one employer with the form for a contact.
type EmployerPage struct {
	desk.EmployerFile
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
	Sheets []desk.EmployerFile
	Today  time.Time
}
