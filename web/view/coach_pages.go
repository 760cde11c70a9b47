package view

import (
	"fmt"
	"html/template"
	"time"

	"passend/web/desk"
)

// Tabs are the pages of one worker for a coach.
type Tabs struct {
	Label string
	Links []Link
}

// ReasonGroup holds the reasons with one effect: Key is no, ask, yes, usual
// or unstated.
type ReasonGroup struct {
	Key     string
	Reasons []Reason
}

// CoachVacancy is what a coach sees and fills in beside the match.
type CoachVacancy struct {
	Form           DecisionForm
	Decisions      []DecisionLine
	Rubrics        []desk.RubricSides
	Feedback       string
	FeedbackReason string
	Clients        string // leads to the coach's other clients for this vacancy
	Skip           string // leads to the next proposal without a decision
	// Done is what was decided just before this vacancy was opened.
	Done        *DecisionLine
	Application CoachApplication
}

// CoachApplication is an application for a worker, or the form for one.
type CoachApplication struct {
	Action, Error, Confirmed                           string
	Kept, Saved, Confirm                               bool
	Date, Channel, FollowUp, Response, Outcome, Reason string
	Channels, Outcomes                                 []Choice
}

// DecisionForm is the form of a decision, with what was typed.
type DecisionForm struct {
	Action                    string
	Error                     string // Dutch sentence
	Saved, Last               bool   // Last: no other proposal is open
	Confirm                   bool   // the guard asks for a reason
	Confirmed                 string
	Proposal, Verdict, Next   string
	Verdicts, Steps           []Choice
	Near, Codes               []Choice // reasons for rejection: those of the match, and the others
	Sentences                 []Choice // of the match, to take over in the motivation
	Chosen, Taken             []string // codes and sentences as ticked
	Items                     []Choice // restricted items, for a rejection on capacity
	Item                      string
	Reasonable                string // "", ja or nee
	Motivation, Asked, Answer string
	ExcludeEmployer           bool
}

// Choice is one option of a form; Key is the key on the keyboard for it.
type Choice struct {
	Value, Text, Key string
	Chosen           bool
}

// DecisionLine is one decision in a list.
type DecisionLine struct {
	desk.Decision
	Href  string
	Codes []string // texts of the reasons for rejection
}

// levelBar draws three steps of demand: those beyond the limit are hatched, and
// a dot stands at what the work asks. It repeats the words beside it.
func levelBar(severity, level int) template.HTML {
	out := `<svg class="levels" viewBox="0 0 66 16" aria-hidden="true" focusable="false">`
	for i := 1; i <= 3; i++ {
		fill := "var(--sunk)"
		x := (i - 1) * 22
		beyond := severity > 0 && i >= 4-severity
		if i <= level {
			fill = "var(--good)"
			if beyond {
				fill = "var(--bad)"
			}
		}
		out += fmt.Sprintf(`<rect x="%d" y="1" width="20" height="14" rx="3" fill="%s" stroke="var(--line-strong)"/>`, x+1, fill)
		if beyond {
			out += fmt.Sprintf(`<path d="M%d 13 %d 3M%d 13 %d 3" stroke="var(--ink)" stroke-width="1.5"/>`, x+5, x+11, x+11, x+17)
		}
	}
	return template.HTML(out + `</svg>`) //nolint:gosec // numbers only
}

// Timeline draws the milestones of a trajectory on a line, with today.
type Timeline struct {
	Week  int
	Marks []TimelineMark
}

// TimelineMark is one milestone; Past says that its date is behind us.
type TimelineMark struct {
	Name, Who, Basis, Reason string
	Week                     int
	Date                     time.Time
	Past, Near               bool
}
