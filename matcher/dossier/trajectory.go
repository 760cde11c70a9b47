package dossier

import (
	"slices"
	"time"
)

// Trajectory holds the dates that all deadlines count from. Dates are days
// (YYYY-MM-DD).
type Trajectory struct {
	FirstSickDay  string         `json:"first_sick_day"`
	Interruptions []Interruption `json:"interruptions,omitempty"`
	Overrides     []Override     `json:"overrides,omitempty"`
	// Registered, Intake, Started and Ended are the agency's own dates.
	Registered string `json:"registered,omitempty"`
	Intake     string `json:"intake,omitempty"`
	Started    string `json:"started,omitempty"`
	Ended      string `json:"ended,omitempty"`
}

// Interruption is a period that does not count: recovery, or maternity leave
// (art. 7:629 lid 10 BW; WIA art. 23). Until is the last day of it.
type Interruption struct {
	From      string `json:"from"`
	Until     string `json:"until"`
	Maternity bool   `json:"maternity,omitempty"`
}

// Override is a milestone set by hand, with the reason.
type Override struct {
	Milestone string `json:"milestone"`
	Date      string `json:"date"`
	Reason    string `json:"reason"`
}

func (Trajectory) kind() Kind { return KindTrajectory }

func (t Trajectory) check() error {
	if err := wantDate(t.FirstSickDay, "Vul de eerste ziektedag in."); err != nil {
		return err
	}
	for _, i := range t.Interruptions {
		from, err1 := time.Parse(time.DateOnly, i.From)
		until, err2 := time.Parse(time.DateOnly, i.Until)
		if err1 != nil || err2 != nil || until.Before(from) {
			return &InvalidError{Text: "Vul van elke onderbreking de eerste en de laatste dag in."}
		}
	}
	for _, o := range t.Overrides {
		if err := wantDate(o.Date, "Vul de nieuwe datum van de mijlpaal in."); err != nil {
			return err
		}
		if err := wantText(o.Reason, "Geef de reden voor de andere datum."); err != nil {
			return err
		}
	}
	return nil
}

func (t Trajectory) prose() []prose {
	var out []prose
	for _, o := range t.Overrides {
		out = append(out, inside(o.Reason)...)
	}
	return out
}

// bridge is the shortest recovery after which illness begins anew: four weeks
// (art. 7:629 lid 10 BW).
const bridge = 28 * 24 * time.Hour

// Milestone is one date of the process.
type Milestone struct {
	Key  string `json:"key"`
	Week int    `json:"week"`
	// Name and Basis are Dutch texts for the screen: what, and by which rule.
	Name  string    `json:"name"`
	Basis string    `json:"basis"`
	Who   string    `json:"who"`
	Date  time.Time `json:"date"`
	// Reason is set when the date was set by hand.
	Reason string `json:"reason,omitempty"`
}

// The two deadlines of the start of track 2, which go once it has started.
const (
	Track2Target = "track2_target"
	Track2Limit  = "track2_limit"
)

// milestones are the fixed dates of domain brief 4.1. Week n means: at the
// latest n weeks after the first sick day.
var milestones = []Milestone{
	{Key: "problem_analysis", Week: 6, Name: "Probleemanalyse", Who: "bedrijfsarts", Basis: "Regeling procesgang art. 2 lid 2"},
	{Key: "action_plan", Week: 8, Name: "Plan van aanpak", Who: "werkgever en werknemer", Basis: "Regeling procesgang art. 4 lid 1"},
	{Key: "week_42", Week: 42, Name: "42e-weeksmelding bij UWV", Who: "werkgever", Basis: "Ziektewet art. 38"},
	{Key: "first_year_evaluation", Week: 52, Name: "Eerstejaarsevaluatie", Who: "werkgever en werknemer", Basis: "Regeling procesgang art. 4 lid 2"},
	{Key: Track2Target, Week: 52, Name: "Start van spoor 2 (streefdatum)", Who: "werkgever", Basis: "Werkwijzer Poortwachter"},
	{Key: Track2Limit, Week: 58, Name: "Start van spoor 2 (laatste dag)", Who: "werkgever", Basis: "Werkwijzer Poortwachter: zes weken na de eerstejaarsevaluatie"},
	{Key: "uwv_letter", Week: 88, Name: "Brief van UWV over de WIA-aanvraag", Who: "UWV", Basis: "Wet WIA art. 64 lid 2"},
	{Key: "reintegration_report", Week: 91, Name: "Re-integratieverslag klaar", Who: "werkgever en werknemer", Basis: "Wet WIA art. 25 lid 3"},
	{Key: "wia_claim", Week: 93, Name: "WIA-aanvraag", Who: "werknemer", Basis: "Wet WIA art. 64 lid 3"},
	{Key: "sanction_decision", Week: 98, Name: "Besluit van UWV over een loonsanctie", Who: "UWV", Basis: "Wet WIA art. 25 lid 10"},
	{Key: "end_of_waiting", Week: 104, Name: "Einde van de wachttijd", Who: "", Basis: "Wet WIA art. 23; art. 7:629 BW"},
	{Key: "sanction_end", Week: 156, Name: "Einde van een loonsanctie, uiterlijk", Who: "", Basis: "Wet WIA art. 25 lid 9"},
}

// span is a counted-out period in whole days.
type span struct {
	from time.Time
	days int
}

// Start is the day that the weeks count from: the first sick day, or the day
// after the last recovery of four weeks or more.
func (t Trajectory) Start() (time.Time, []span) {
	start, err := time.Parse(time.DateOnly, t.FirstSickDay)
	if err != nil {
		return time.Time{}, nil
	}
	list := slices.Clone(t.Interruptions)
	slices.SortFunc(list, func(a, b Interruption) int { return compare(a.From, b.From) })
	var out []span
	last := time.Time{} // the last day that is counted out already
	for _, i := range list {
		from, err1 := time.Parse(time.DateOnly, i.From)
		until, err2 := time.Parse(time.DateOnly, i.Until)
		if err1 != nil || err2 != nil || until.Before(start) {
			continue
		}
		if from.Before(start) {
			from = start
		}
		if !from.After(last) {
			from = last.AddDate(0, 0, 1) // periods that overlap count once
		}
		if until.Before(from) {
			continue
		}
		length := until.Sub(from) + 24*time.Hour
		if !i.Maternity && length >= bridge {
			start, out = until.AddDate(0, 0, 1), nil
			last = until
			continue
		}
		out = append(out, span{from, int(length / (24 * time.Hour))})
		last = until
	}
	return start, out
}

func compare(a, b string) int {
	switch {
	case a < b:
		return -1
	case a > b:
		return 1
	}
	return 0
}

// AtWeek is the day on which n weeks have passed, interruptions counted out.
func (t Trajectory) AtWeek(n int) time.Time {
	day, out := t.Start()
	if day.IsZero() {
		return day
	}
	day = day.AddDate(0, 0, 7*n)
	for _, s := range out {
		if !s.from.After(day) {
			day = day.AddDate(0, 0, s.days)
		}
	}
	return day
}

// WeekOn is the number of whole weeks that have passed on the day, 0 before.
func (t Trajectory) WeekOn(day time.Time) int {
	start, out := t.Start()
	if start.IsZero() || day.Before(start) {
		return 0
	}
	days := int(day.Sub(start) / (24 * time.Hour))
	for _, s := range out {
		passed := int(day.Sub(s.from) / (24 * time.Hour))
		days -= max(0, min(s.days, passed))
	}
	return days / 7
}

// Milestones computes all dates, in order, with overrides and their reasons.
func (t Trajectory) Milestones() []Milestone {
	if start, _ := t.Start(); start.IsZero() {
		return nil
	}
	all := slices.Clone(milestones)
	for i := range all {
		all[i].Date = t.AtWeek(all[i].Week)
		for _, o := range t.Overrides {
			if o.Milestone == all[i].Key {
				if d, err := time.Parse(time.DateOnly, o.Date); err == nil {
					all[i].Date, all[i].Reason = d, o.Reason
				}
			}
		}
	}
	slices.SortStableFunc(all, func(a, b Milestone) int { return a.Date.Compare(b.Date) })
	return all
}
