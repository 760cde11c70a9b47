package view

import (
	"fmt"
	"html/template"
	"strings"
	"time"

	"passend/web/desk"
)

// CoachOverview is the first page of a worker's file.
type CoachOverview struct {
	Tabs       *Tabs
	Conditions string
	Directions []string
	Proposals  int
	Tasks      []TaskLine
	Week       int
	Timeline   []TimelineMark
	// Upcoming and Passed are the milestones of the timeline, apart.
	Upcoming, Passed []TimelineMark
	Sick             TrajectoryForm
	End              EndForm
	Distance         []desk.DistancePoint
	Decisions        []DecisionLine
	Corrections      []CorrectionLine
	Saved            bool
	// List and Insight lead to these pages of the worker; Number is what the
	// privacy officer knows the file by.
	List, Insight, Number string
}

// TaskLine is one thing to do, with where to do it.
type TaskLine struct{ Kind, Text, Href string }

// CorrectionLine is what a worker proposes to change.
type CorrectionLine struct {
	Field, Text string
	At          time.Time
}

// TrajectoryForm asks the dates that deadlines count from.
type TrajectoryForm struct {
	Action, Error, Confirmed                string
	Confirm                                 bool
	FirstSickDay, Started                   string
	Interruptions                           []InterruptionRow
	OverrideDate, OverrideReason, Milestone string
	Milestones                              []Choice
}

// EndForm asks when a trajectory ended; EraseOn is when the file goes.
type EndForm struct {
	Action, Day, Error string
	EraseOn            time.Time
}

// InterruptionRow is one period that does not count.
type InterruptionRow struct {
	From, Until string
	Maternity   bool
}

// CoachProfile shows a worker's profile as it is.
type CoachProfile struct {
	Edit     string
	Saved    bool
	Tabs     *Tabs
	Sections []ProfileSection
	Warnings []string
	Gaps     []string
	Read     string // leads to where a file is read in
}

// ProfileSection is a heading with lines.
type ProfileSection struct {
	Title string
	Lines []string
}

// SearchForm edits a search profile.
type SearchForm struct {
	Tabs                                                *Tabs
	Action, Error                                       string
	Confirm                                             bool // the guard asks for a reason
	Confirmed                                           string
	Saved                                               bool
	Directions                                          []DirectionRow
	Excluded                                            []DirectionRow
	HoursMin, HoursMax, HoursDayMax, PayFloor, Training string
	HoursError                                          string // the sentence itself
	LevelMin, LevelMax                                  []Choice
	Times                                               []TimeRow
	Travel                                              []TravelRow
	Remote, Contracts                                   []Choice
	Conditions, Wording                                 string
	Approved, Abroad                                    bool
	Reason                                              string
	Reach                                               Reach
	Version                                             int
}

// DirectionRow is one direction, sought or excluded.
type DirectionRow struct {
	N                  int
	Text, ISCO, Reason string
	Error              string // what is wrong with the codes, the sentence itself
}

// TimeRow asks whether a part of day or week is sought.
type TimeRow struct {
	Name, Text string
	Choices    []Choice
}

// TravelRow asks the longest journey by a means.
type TravelRow struct{ Name, Text, Minutes string }

// Reach is what a change would give: the partial that htmx refreshes.
type Reach struct {
	Shown     bool
	Groups    []ReachLine
	Warnings  []string
	Error     string
	Unchanged bool
}

// ReachLine is a group with its number now and after the change.
type ReachLine struct {
	Key       string
	Now, Then int
}

// CoachLog is the log of what was weighed and done.
type CoachLog struct {
	Tabs     *Tabs
	Entries  []LogLine
	Activity ActivityForm
	Saved    bool
}

// LogLine is one line of the log.
type LogLine struct {
	At       time.Time
	By, Kind string
	Decision *DecisionLine
	Title    string
	Href     string // leads to the application
	Lines    []string
}

// ActivityForm adds a contact or activity.
type ActivityForm struct {
	Action, Error, What, Date, Result, Confirmed string
	Confirm                                      bool
	Phases, Statuses                             []Choice
}

// CoachNotes are the notes with the form for a new one.
type CoachNotes struct {
	Tabs                                   *Tabs
	Notes                                  []desk.NoteLine
	Action, Error                          string
	Confirm, Saved                         bool
	Text, Purpose, Agreed, Next, Confirmed string
}

// timeline draws the milestones on a line of weeks, with today. The list below
// it says the same in words.
func timeline(marks []TimelineMark, week int) template.HTML {
	const width, left, last = 760, 20, 156
	at := func(w int) int { return left + min(max(w, 0), last)*(width-2*left)/last }
	var b strings.Builder
	fmt.Fprintf(&b, `<svg class="timeline" viewBox="0 0 %d 74" aria-hidden="true" focusable="false">`, width)
	fmt.Fprintf(&b, `<path d="M%d 34H%d" stroke="var(--line-strong)" stroke-width="2"/><path d="M%d 34H%d" stroke="var(--accent)" stroke-width="5"/>`, left, width-left, left, at(week))
	for w := 0; w <= last; w += 26 {
		fmt.Fprintf(&b, `<path d="M%d 30v8" stroke="var(--line-strong)"/><text x="%d" y="62" text-anchor="middle" font-size="12" fill="var(--ink-soft)">%d</text>`, at(w), at(w), w)
	}
	for _, m := range marks {
		fill, r := "var(--sheet)", 6
		if m.Past {
			fill = "var(--line-strong)"
		}
		if m.Near {
			fill, r = "var(--focus)", 9
		}
		fmt.Fprintf(&b, `<circle cx="%d" cy="34" r="%d" fill="%s" stroke="var(--ink)" stroke-width="1.5"/>`, at(m.Week), r, fill)
	}
	fmt.Fprintf(&b, `<path d="M%d 8v44" stroke="var(--ink)" stroke-width="2"/><path d="m%d 8 7 5-7 5z" fill="var(--ink)"/></svg>`, at(week), at(week))
	return template.HTML(b.String()) //nolint:gosec // numbers only
}

// distancePlot draws the distance over time, 0 below and 100 above; one point is
// a dot. The table beside it says the same in numbers.
func distancePlot(points []desk.DistancePoint) template.HTML {
	if len(points) == 0 {
		return ""
	}
	const width, height, left, bottom = 560, 180, 36, 24
	first, span := points[0].At, points[len(points)-1].At.Sub(points[0].At)
	var b strings.Builder
	fmt.Fprintf(&b, `<svg class="plot" viewBox="0 0 %d %d" aria-hidden="true" focusable="false">`, width, height)
	y := func(v float64) float64 { return float64(height-bottom) - v*float64(height-bottom-12)/100 }
	for _, v := range []float64{0, 50, 100} {
		fmt.Fprintf(&b, `<path d="M%d %.1fH%d" stroke="var(--line)"/><text x="%d" y="%.1f" font-size="12" text-anchor="end" fill="var(--ink-soft)">%.0f</text>`, left, y(v), width-10, left-6, y(v)+4, v)
	}
	var path strings.Builder
	x := float64(left+width-10) / 2
	for i, p := range points {
		if span > 0 {
			x = float64(left) + float64(width-40-left)*float64(p.At.Sub(first))/float64(span)
		}
		letter := "L"
		if i == 0 {
			letter = "M"
		}
		fmt.Fprintf(&path, "%s%.1f %.1f", letter, x, y(p.Total))
		fmt.Fprintf(&b, `<circle cx="%.1f" cy="%.1f" r="4" fill="var(--accent)"/>`, x, y(p.Total))
		if i == 0 || i == len(points)-1 {
			fmt.Fprintf(&b, `<text x="%.1f" y="%d" font-size="12" text-anchor="middle" fill="var(--ink-soft)">%s</text>`, x, height-4, p.At.Format("2-1"))
		}
	}
	last := points[len(points)-1].Total
	fmt.Fprintf(&b, `<path d="%s" fill="none" stroke="var(--accent)" stroke-width="2"/><text x="%.1f" y="%.1f" font-size="14" font-weight="600" fill="var(--ink)">%.0f</text></svg>`, path.String(), x+9, y(last)+5, last)
	return template.HTML(b.String()) //nolint:gosec // numbers only
}

// PersonForm edits a person profile; lists are one thing on a line.
type PersonForm struct {
	Tabs                                                  *Tabs
	Action, Error, Confirmed, Levels                      string
	Confirm                                               bool
	Gaps                                                  []string
	Postcode, Place, Licences, Digital                    string
	HoursBefore, WageBefore, Available                    string
	Means                                                 []string
	Transport                                             []Choice
	Work, Education, Certificates, Competences, Languages string
	Qualities, Ambitions, Wishes, Obstacles               string
}
