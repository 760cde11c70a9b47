package view

import (
	"time"

	"passend/web/desk"
)

// ErrorPage explains what went wrong and what can be done.
type ErrorPage struct {
	Text    string // key of the sentence; key + ".do" is what to do
	Request string
}

// SignInPage asks for a name and a password.
type SignInPage struct {
	To, Login string
	Error     string // key of the sentence, or empty
	Demo      bool
	Passkeys  bool // passkeys can be used at this address
	Code      bool // an app for codes was set up
}

// CaseloadPage lists the workers of a coach or job hunter.
type CaseloadPage struct {
	Workers []WorkerLine
	Coach   bool
	// Kinds narrow a coach's list to those with a kind of task.
	Kinds []KindLink
}

// WorkerLine is one worker in a list.
type WorkerLine struct {
	Href, Label string
	Directions  []string
	Proposals   int
	// File, Tasks and Week are for a coach.
	File  string
	Tasks []TaskLine
	Later int // of the tasks, the last ones, which are folded
	Week  int
}

// KindLink narrows a list; N is how many are left then.
type KindLink struct {
	Link
	N int
}

// ListPage is a worker's ranked list.
type ListPage struct {
	Label      string
	Own        bool // the worker looks at the own list
	Base       string
	Conditions string
	Directions []string
	AsOf       time.Time
	Scanned    int
	Groups     []Group
	Pager      Pager
	Tabs       *Tabs // for a coach
	Rules      []desk.RuleLine
}

// Group is one part of the list: a band, or the vacancies outside the search
// profile. Closed groups show their number and open by their link.
type Group struct {
	Key   string
	Count int
	Href  string // opens the group; empty when it is shown
	Cards []Card
}

// Pager leads to the pages before and after.
type Pager struct {
	Page, Pages int
	Prev, Next  string
}

// Card is one vacancy with its match.
type Card struct {
	Href, Title, Employer, Places string
	Hours, Pay                    string
	TravelMinutes                 int // 0 is unknown
	Posted                        time.Time
	Verdict                       string
	Preference, Qualification     int // 0–100
	Certainty                     int // 0–100
	Reasons                       []Reason
	Questions                     []string
	Open                          int // questions that this vacancy leaves open
	MorePlaces                    int
	Added                         bool          // brought in by a user
	Decision                      *DecisionLine // the standing decision, for who may see it
	Rubrics                       []RubricMark  // capacity against the work, for who may see it
}

// Reason is one reason in words, with its proof.
type Reason struct {
	State  string // within, exceeds, found, not_found, not_stated
	Effect string // hard, red, amber, ask or empty
	Text   string
	Quote  string
	Mark   int // number of the mark in the text; 0 is none
}

// Shown is the state by which a reason is drawn: what is only to be asked is no
// "does not fit".
func (r Reason) Shown() string {
	if r.Effect == "ask" {
		return "ask"
	}
	return r.State
}

// VacancyPage is one vacancy as one worker's match.
type VacancyPage struct {
	Card
	Back       string
	URL        string
	Source     string
	CheckedOn  time.Time
	Closed     bool
	Text       []Segment
	Unread     bool
	NoSnippet  bool
	Changes    []string // what would change the verdict
	Conditions string
	Own        bool
	Groups     []ReasonGroup
	Tabs       *Tabs         // for a coach
	Coach      *CoachVacancy // for a coach
	Check      CheckForm
	Answers    []AnswerLine
	AnswerHref string // where an answer of the employer is recorded, for who may
}

// CheckForm has a vacancy looked up on its own site.
type CheckForm struct {
	ID, Back  string
	Said      string // what was seen, or empty
	CheckedOn time.Time
	Closed    bool
	NoPage    bool // no address is known
}

// Segment is a piece of the vacancy text; Mark > 0 is a quote with that number.
type Segment struct {
	Text  string
	Mark  int
	State string
}
