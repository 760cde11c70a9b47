package desk

import (
	"cmp"
	"context"
	"slices"
	"time"

	"passend/matcher/dossier"
	"passend/matcher/profile"
)

// TaskKind says what a coach is asked to do.
type TaskKind string

// The kinds of tasks, the most pressing first.
const (
	TaskMilestone  TaskKind = "milestone"   // a date of the process is near
	TaskWaiting    TaskKind = "waiting"     // the worker answered and waits for the coach
	TaskUnanswered TaskKind = "unanswered"  // asked an employer, no answer noted
	TaskProposal   TaskKind = "proposal"    // the worker proposes a correction
	TaskCall       TaskKind = "call"        // an application to call about
	TaskNewFits    TaskKind = "new_fits"    // new vacancies among the best
	TaskWarnings   TaskKind = "warnings"    // something in the file should be looked at
	TaskGaps       TaskKind = "gaps"        // empty fields that would tell vacancies apart
	TaskEmptyWeeks TaskKind = "empty_weeks" // whole weeks in which nothing is noted
	TaskNoSickDay  TaskKind = "no_sick_day" // the first sick day is not known
	TaskRetention  TaskKind = "retention"   // the file is erased soon
)

// TaskKinds lists them.
var TaskKinds = []TaskKind{TaskMilestone, TaskWaiting, TaskUnanswered, TaskProposal, TaskCall, TaskNewFits, TaskWarnings, TaskGaps, TaskEmptyWeeks, TaskNoSickDay, TaskRetention}

// Task is one thing to do for a worker.
type Task struct {
	Kind TaskKind `json:"kind"`
	// N is a number of vacancies or weeks.
	N    int       `json:"n,omitempty"`
	Name string    `json:"name,omitempty"` // of a milestone, or the first of several
	Date time.Time `json:"date,omitzero"`
}

const (
	nearWeeks   = 6  // a milestone this near is a task
	freshDays   = 7  // a vacancy first seen within these days is new
	bestOf      = 20 // new among this many best proposals
	quietWeeks  = 4  // whole weeks that are looked back on
	weekOfHours = 7 * 24 * time.Hour
	// retentionNear is how long before its day a coach hears that a file goes.
	retentionNear = 60 * 24 * time.Hour
)

// Overview is the first page of a worker's file for a coach.
type Overview struct {
	Head       Head               `json:"head"`
	Week       int                `json:"week"` // of the illness, 0 when not known
	Trajectory dossier.Trajectory `json:"trajectory"`
	Milestones []MilestoneOn      `json:"milestones,omitempty"`
	Tasks      []Task             `json:"tasks"`
	Proposals  int                `json:"proposals"`
	Decisions  []Decision         `json:"decisions,omitempty"`
	Distance   []DistancePoint    `json:"distance,omitempty"`
	Warnings   []profile.Warning  `json:"warnings,omitempty"`
	// Ended is when the trajectory ended, EraseOn when the file goes after that.
	Ended, EraseOn time.Time `json:"-"`
	// Corrections are what the worker proposes to change in the profile.
	Corrections []dossier.Record[dossier.Proposal] `json:"corrections,omitempty"`
}

// MilestoneOn is a milestone seen from a day.
type MilestoneOn struct {
	dossier.Milestone
	Past, Near bool
}

// file is what a worker's tasks are counted from.
type file struct {
	subject
	decisions  []Decision
	feedback   []dossier.Record[dossier.Feedback]
	activities []dossier.Record[dossier.Activity]
	applied    []dossier.Record[dossier.Application]
	proposals  []dossier.Record[dossier.Proposal]
	trajectory dossier.Trajectory
	created    time.Time
	ended      *time.Time // nil while the trajectory goes on
}

// file loads what a coach may see of a worker, or fails with ErrDenied.
func (d *Desk) file(ctx context.Context, a dossier.Actor, id string) (f file, err error) {
	view := d.People.As(a)
	if !view.May(ctx, dossier.DataDecisions, id) || !view.May(ctx, dossier.DataMatch, id) {
		return f, dossier.ErrDenied
	}
	if f.subject, err = d.subject(ctx, a, id); err != nil {
		return f, err
	}
	lines, err := view.Caseload(ctx)
	if err != nil {
		return f, err
	}
	for _, l := range lines {
		if l.ID == id {
			f.created, f.ended = l.Created, l.Ended
		}
	}
	return f, d.records(ctx, a, &f)
}

// records loads what was noted on a worker.
func (d *Desk) records(ctx context.Context, a dossier.Actor, f *file) (err error) {
	view, id := d.People.As(a), f.head.ID
	if f.decisions, err = d.Decisions(ctx, a, id, ""); err != nil {
		return err
	}
	if f.feedback, err = dossier.Records[dossier.Feedback](ctx, view, id, ""); err != nil {
		return err
	}
	if f.activities, err = dossier.Records[dossier.Activity](ctx, view, id, ""); err != nil {
		return err
	}
	if f.applied, err = dossier.Records[dossier.Application](ctx, view, id, ""); err != nil {
		return err
	}
	if f.proposals, err = dossier.Records[dossier.Proposal](ctx, view, id, ""); err != nil {
		return err
	}
	if len(f.proposals) > 0 {
		f.proposals = openProposals(f.proposals, d.lastSave(ctx, a, id))
	}
	f.trajectory, err = d.trajectory(ctx, a, id)
	return err
}

func (d *Desk) trajectory(ctx context.Context, a dossier.Actor, id string) (dossier.Trajectory, error) {
	all, err := dossier.Records[dossier.Trajectory](ctx, d.People.As(a), id, "")
	if err != nil || len(all) == 0 {
		return dossier.Trajectory{}, err
	}
	return all[len(all)-1].Body, nil
}

// SetTrajectory keeps the dates that all deadlines count from.
func (d *Desk) SetTrajectory(ctx context.Context, a dossier.Actor, workerID string, t dossier.Trajectory, confirmed string) error {
	_, err := d.People.As(a).Confirming(confirmed).Add(ctx, dossier.New{WorkerID: workerID, Body: t})
	return err
}

// Overview gathers what a coach needs on the first page of a worker.
func (d *Desk) Overview(ctx context.Context, a dossier.Actor, workerID string) (Overview, error) {
	f, err := d.file(ctx, a, workerID)
	if err != nil {
		return Overview{}, err
	}
	now := d.Clock()
	gap, err := d.gapTask(ctx, a.Role, &f)
	if err != nil {
		return Overview{}, err
	}
	tasks, proposals, err := d.tasks(ctx, a.Role, &f, gap, now)
	if err != nil {
		return Overview{}, err
	}
	o := Overview{
		Head: f.head, Week: f.trajectory.WeekOn(now), Trajectory: f.trajectory, Milestones: milestones(f.trajectory, now), Tasks: tasks,
		Proposals: proposals, Decisions: f.decisions[:min(len(f.decisions), 5)], Warnings: f.worker.Warnings(now),
		Corrections: f.proposals,
	}
	if f.ended != nil {
		o.Ended, o.EraseOn = *f.ended, dossier.EraseOn(*f.ended)
	}
	o.Distance, err = d.distances(ctx, a, workerID)
	return o, err
}

// milestones are the dates of the process as they stand on a day. When track 2
// has started by then, that day stands in the place of its two deadlines.
func milestones(t dossier.Trajectory, now time.Time) []MilestoneOn {
	started, err := time.Parse(time.DateOnly, t.Started)
	begun := err == nil && !started.After(now)
	var out []MilestoneOn
	for _, m := range t.Milestones() {
		done := begun && m.Key == dossier.Track2Target
		switch {
		case begun && m.Key == dossier.Track2Limit:
			continue
		case done:
			m.Name, m.Date, m.Week, m.Reason = "Spoor 2 gestart", started, t.WeekOn(started), ""
		}
		past := done || m.Date.Before(now.Truncate(24*time.Hour))
		out = append(out, MilestoneOn{m, past, !past && m.Date.Before(now.Add(nearWeeks*weekOfHours))})
	}
	slices.SortStableFunc(out, func(a, b MilestoneOn) int { return a.Date.Compare(b.Date) })
	return out
}

// lastSave is when the search or person profile was last saved: corrections
// from before count as dealt with.
func (d *Desk) lastSave(ctx context.Context, a dossier.Actor, id string) time.Time {
	var last time.Time
	if all, err := d.People.As(a).Searches(ctx, id); err == nil && len(all) > 1 {
		last = all[len(all)-1].At
	}
	if all, err := d.People.As(a).Persons(ctx, id); err == nil && len(all) > 1 && all[len(all)-1].At.After(last) {
		last = all[len(all)-1].At
	}
	return last
}

func openProposals(all []dossier.Record[dossier.Proposal], since time.Time) (out []dossier.Record[dossier.Proposal]) {
	for _, p := range dossier.Current(all) {
		if p.At.After(since) {
			out = append(out, p)
		}
	}
	return out
}

// tasks says what needs doing for one worker, with what to ask if there is
// anything, and how many proposals there are.
func (d *Desk) tasks(ctx context.Context, role dossier.Role, f *file, gap *Task, now time.Time) ([]Task, int, error) {
	var out []Task
	if f.trajectory.FirstSickDay == "" {
		out = append(out, Task{Kind: TaskNoSickDay})
	}
	for _, m := range milestones(f.trajectory, now) {
		if m.Near {
			out = append(out, Task{Kind: TaskMilestone, Name: m.Name, Date: m.Date})
		}
	}
	decided := standing(f.decisions)
	if n := waiting(f, decided); n > 0 {
		out = append(out, Task{Kind: TaskWaiting, N: n})
	}
	if n := unanswered(decided); n > 0 {
		out = append(out, Task{Kind: TaskUnanswered, N: n})
	}
	if n := len(f.proposals); n > 0 {
		out = append(out, Task{Kind: TaskProposal, N: n, Name: f.proposals[n-1].Body.Field})
	}
	if n, first := toCall(f, now); n > 0 {
		out = append(out, Task{Kind: TaskCall, N: n, Name: first})
	}
	r, err := d.glance(ctx, role, &f.worker, rulesOf(f.decisions, dossier.Current(f.feedback)))
	if err != nil {
		return nil, 0, err
	}
	fresh := Task{Kind: TaskNewFits}
	for _, x := range r.best {
		if decided[x.id] == nil && x.first.After(now.AddDate(0, 0, -freshDays)) {
			if fresh.N++; fresh.N == 1 {
				fresh.Name = x.title
			}
		}
	}
	if fresh.N > 0 {
		out = append(out, fresh)
	}
	if w := f.worker.Warnings(now); len(w) > 0 {
		out = append(out, Task{Kind: TaskWarnings, N: len(w), Name: w[0].Text})
	}
	if gap != nil {
		out = append(out, *gap)
	}
	if f.ended != nil {
		if day := dossier.EraseOn(*f.ended); day.Before(now.Add(retentionNear)) {
			out = append(out, Task{Kind: TaskRetention, Date: day})
		}
	}
	if n := emptyWeeks(f, now); n > 0 {
		out = append(out, Task{Kind: TaskEmptyWeeks, N: n})
	}
	return out, r.proposals, nil
}

// waiting counts what waits for the coach: a worker's yes or maybe without a
// decision, and questions to employers without an answer.
func waiting(f *file, decided map[string]*Decision) int {
	n := 0
	answered := map[string]string{}
	for _, x := range dossier.Current(f.feedback) {
		answered[x.VacancyID] = x.Body.Answer
	}
	for id, answer := range answered {
		if answer != "no" && decided[id] == nil {
			n++
		}
	}
	return n
}

// unanswered counts the decisions to ask an employer that have no answer yet.
func unanswered(decided map[string]*Decision) int {
	n := 0
	for _, x := range decided {
		if x.Next == "ask" && x.Answer == "" {
			n++
		}
	}
	return n
}

// toCall counts the applications without an outcome whose day to call has come,
// with the title of the first.
func toCall(f *file, now time.Time) (n int, first string) {
	for _, x := range dossier.Current(f.applied) {
		if x.Body.Outcome == Outcomes[0] && x.Body.FollowUp != "" && x.Body.FollowUp <= now.Format(time.DateOnly) {
			if n++; n == 1 {
				first = x.Body.Title
			}
		}
	}
	return n, first
}

// emptyWeeks counts the whole weeks (Monday to Sunday) of the last four in which
// no decision, application or activity was noted. Before the file existed no
// week counts.
func emptyWeeks(f *file, now time.Time) int {
	monday := now.UTC().Truncate(24*time.Hour).AddDate(0, 0, -(int(now.UTC().Weekday())+6)%7)
	var busy [quietWeeks]bool
	note := func(t time.Time) {
		if ago := monday.Sub(t); ago > 0 && ago <= quietWeeks*weekOfHours {
			busy[min(int((ago-1)/weekOfHours), quietWeeks-1)] = true
		}
	}
	for _, x := range f.decisions {
		note(x.At)
	}
	for _, x := range f.applied {
		note(x.At)
	}
	for _, x := range f.activities {
		note(x.At)
		if t, err := time.Parse(time.DateOnly, x.Body.Date); err == nil {
			note(t)
		}
	}
	n := 0
	for i, b := range busy {
		end := monday.AddDate(0, 0, -7*i)
		if !b && f.created.Before(end.AddDate(0, 0, -7)) {
			n++
		}
	}
	return n
}

// LogEntry is one line of the log of a worker's trajectory.
type LogEntry struct {
	At   time.Time
	By   string
	Kind string // decision, application, activity or search
	// One of these is set.
	Decision    *Decision
	Application *dossier.Application
	Activity    *dossier.Activity
	Search      *profile.Search
	Version     int
	// VacancyID is set for an application.
	VacancyID string
}

// Log is everything that was weighed, applied for and done, with the widening
// of the search, newest first.
func (d *Desk) Log(ctx context.Context, a dossier.Actor, workerID string) (Head, []LogEntry, error) {
	f, err := d.file(ctx, a, workerID)
	if err != nil {
		return Head{}, nil, err
	}
	names := map[string]string{}
	var out []LogEntry
	for i := range f.decisions {
		x := &f.decisions[i]
		out = append(out, LogEntry{At: x.At, By: x.By, Kind: "decision", Decision: x})
	}
	for _, x := range dossier.Current(f.applied) {
		out = append(out, LogEntry{At: x.At, By: d.nameOf(ctx, names, x.By), Kind: "application", Application: &x.Body, VacancyID: x.VacancyID})
	}
	for _, x := range dossier.Current(f.activities) {
		out = append(out, LogEntry{At: x.At, By: d.nameOf(ctx, names, x.By), Kind: "activity", Activity: &x.Body})
	}
	searches, err := d.People.As(a).Searches(ctx, workerID)
	if err != nil {
		return Head{}, nil, err
	}
	for _, x := range searches {
		out = append(out, LogEntry{At: x.At, By: d.nameOf(ctx, names, x.By), Kind: "search", Search: &x.Body, Version: x.Version})
	}
	slices.SortStableFunc(out, func(x, y LogEntry) int { return cmp.Compare(y.At.UnixMilli(), x.At.UnixMilli()) })
	return f.head, out, nil
}

// AddActivity keeps a contact or activity of the trajectory.
func (d *Desk) AddActivity(ctx context.Context, a dossier.Actor, workerID string, act dossier.Activity, confirmed string) error {
	_, err := d.People.As(a).Confirming(confirmed).Add(ctx, dossier.New{WorkerID: workerID, Body: act})
	return err
}

// NoteLine is a note with its writer.
type NoteLine struct {
	dossier.Note
	At        time.Time
	By        string
	Confirmed string
}

// Notes lists the coach's notes, newest first.
func (d *Desk) Notes(ctx context.Context, a dossier.Actor, workerID string) (Head, []NoteLine, error) {
	all, err := dossier.Records[dossier.Note](ctx, d.People.As(a), workerID, "")
	if err != nil {
		return Head{}, nil, err
	}
	s, err := d.subject(ctx, a, workerID)
	if err != nil {
		return Head{}, nil, err
	}
	names := map[string]string{}
	var out []NoteLine
	for _, n := range slices.Backward(dossier.Current(all)) {
		out = append(out, NoteLine{Note: n.Body, At: n.At, By: d.nameOf(ctx, names, n.By), Confirmed: cmp.Or(n.Confirmed, n.Body.Confirmed)})
	}
	return s.head, out, nil
}

// AddNote keeps a note. When the guard finds medical words it is refused with a
// *dossier.InvalidError that is Confirmable, until confirmed says why they stay.
func (d *Desk) AddNote(ctx context.Context, a dossier.Actor, workerID string, n dossier.Note, confirmed string) error {
	_, err := d.People.As(a).Confirming(confirmed).Add(ctx, dossier.New{WorkerID: workerID, Body: n})
	return err
}
