package view

import "time"

// ShelfPage is one shelf of a worker: new, saved, applied or refused.
type ShelfPage struct {
	Shelf   string
	Tabs    []ShelfTab
	Said    string // the answer that was just given, or "applied", or empty
	Problem *Problem
	Cards   []SuggestionCard
	Later   []SuggestionCard // new ones that come after the one to judge now
	Left    int
	More    string // leads to more cards, or empty
	Scanned int
	AsOf    time.Time
	Notice  string
	Rules   []RuleLine
}

// ShelfTab leads to a shelf; Count is below zero for the one that has none.
type ShelfTab struct {
	Key, Href string
	Count     int
	Current   bool
}

// RuleLine is one way in which answers changed the list: up, down or employer.
type RuleLine struct {
	Kind, Text string
	Times      int
}

// SuggestionCard is a vacancy that a worker can judge.
type SuggestionCard struct {
	Card
	ID     string
	Number int // place on the page, from 1
	Why    []WhyLine
	Quote  string // the vacancy's own words
	// Answer is yes, maybe, no or empty; Reason in words.
	Answer, Reason string
	AnsweredAt     time.Time
	Applied        *AppliedLine
	Advised        bool
	Gone           bool
	Form           ApplyForm
	Judge          JudgeForm
}

// WorkerListPage is the whole list of a worker, by group.
type WorkerListPage struct {
	Groups  []WorkerGroup
	Scanned int
	AsOf    time.Time
	// More shows more of the open group, Next leads to what comes after the most
	// that one page shows, First back to the beginning; each may be empty.
	More, Next, First string
}

// WorkerGroup is one group of the list; Href opens one that is closed.
type WorkerGroup struct {
	Key, Href   string
	Count, From int
	Cards       []Card
}

// WhyLine is one plain sentence of why a vacancy fits, with a picture.
type WhyLine struct{ Icon, Text string }

// JudgeForm asks for yes, maybe or no.
type JudgeForm struct {
	ID, Title, Answer string
	Back              string // the shelf or page to return to
	Number            int
	Keys              bool // the keys of the keyboard work on this one
	Refusals          []string
}

// AppliedLine is an application with its dates.
type AppliedLine struct {
	Date, FollowUp                     time.Time
	Channel, Outcome, Response, Reason string
}

// ApplyForm asks when and how somebody applied.
type ApplyForm struct {
	ID, Back                 string
	Number                   int
	Again                    bool   // there is an application: this changes it
	Date, FollowUp, Response string // dates as YYYY-MM-DD
	Channel, Outcome         string
	Channels, Outcomes       []string
	Error                    string
}

// WorkerVacancyPage is one vacancy with its text for the worker.
type WorkerVacancyPage struct {
	SuggestionCard
	Back      string
	URL       string
	CheckedOn time.Time
	Closed    bool
	Unread    bool
	NoSnippet bool
	Fits      []Reason // what fits
	Not       []Reason // what does not, or is missing
	Open      []Reason // what is not known
	Text      []Segment
	Said      string
	Check     CheckForm
	Answers   []AnswerLine
}

// FindPage is the worker's own search box with what was found.
type FindPage struct {
	Query     string
	Searched  bool
	Total     int
	Corrected []string
	Loosened  bool
	Cards     []SuggestionCard
	Pager     Pager
}

// AddPage takes a vacancy by its address or its text.
type AddPage struct {
	Address, Title, Employer, Place, Text string
	Error                                 string
	Confirm                               bool
	Confirmed                             string
}

// FilePage is the worker's own file.
type FilePage struct {
	Parts     []FilePart
	Possible  []string
	Approved  string // the wording that a person approved, or empty
	Source    string // kind of document behind it
	IssuedOn  time.Time
	Proposals []ProposalLine
	Fields    []string
	Field     string
	Text      string
	Error     string
	Done      bool
}

// FilePart is one part of the file: a heading with lines.
type FilePart struct {
	Key   string
	Lines []FileLine
}

// FileLine is one fact: a label by its key, and what is known.
type FileLine struct {
	Key  string
	Text string
}

// ProposalLine is a correction that the worker asked for.
type ProposalLine struct {
	At          time.Time
	Field, Text string
}

// TrailPage is who did what with the worker's file.
type TrailPage struct {
	Others []TrailLine
	Own    []TrailLine // what the worker did
	// Computed is what Passend worked out by itself, or for somebody who looked.
	Computed []TrailLine
}

// TrailLine is one act of one person on one day.
type TrailLine struct {
	Day         time.Time
	Label, Role string
	Own         bool
	Action      string // key of the sentence
	Times       int
}

// ExportPage is the readable copy of the worker's file.
type ExportPage struct {
	FilePage
	At           time.Time
	Label        string
	Saved        []SuggestionCard
	Refused      []SuggestionCard
	Applications []SuggestionCard
	Trail        []TrailLine
}
