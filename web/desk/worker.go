package desk

import (
	"context"
	"errors"
	"fmt"
	"slices"
	"strings"
	"time"

	"passend/matcher"
	"passend/matcher/dossier"
)

// The shelves on which a worker finds vacancies back.
const (
	ShelfNew     = "new"     // proposals without an answer
	ShelfSaved   = "saved"   // answered yes or maybe
	ShelfApplied = "applied" // applied for
	ShelfRefused = "refused" // answered no
)

// Shelves lists them in the order of the screen.
var Shelves = []string{ShelfNew, ShelfSaved, ShelfApplied, ShelfRefused}

// Shelf is one shelf of a worker.
type Shelf struct {
	Key    string         `json:"key"`
	Counts map[string]int `json:"counts"` // of saved, applied and refused
	Items  []Suggestion   `json:"items"`
	// Left is about how many proposals wait behind those of the new shelf.
	Left int `json:"left"`
	// Scanned is the number of open vacancies that were compared: all of them.
	Scanned int        `json:"scanned"`
	AsOf    time.Time  `json:"as_of"`
	Rules   []RuleLine `json:"rules,omitempty"`
	// Notice says why nothing was matched; empty otherwise.
	Notice string `json:"notice,omitempty"`
}

// Suggestion is a vacancy as a worker judges it.
type Suggestion struct {
	Item
	// Direction is the search direction that it resembles, "" when none does.
	Direction string `json:"direction,omitempty"`
	// Answer is yes, maybe, no or "", Why the reason in words.
	Answer     string    `json:"answer,omitempty"`
	Why        string    `json:"why,omitempty"`
	AnsweredAt time.Time `json:"answered_at,omitzero"`
	// Applied is the application, nil when there is none.
	Applied *Applied `json:"applied,omitempty"`
	// Advised: the coach decided that this is one to apply for.
	Advised bool `json:"advised,omitempty"`
	// Gone: the vacancy can no longer be shown; what was kept remains.
	Gone bool `json:"gone,omitempty"`
}

// Applied is an application with the id of its record.
type Applied struct {
	ID string `json:"id"`
	dossier.Application
}

// answers is what a worker said so far, the last of each vacancy.
type answers struct {
	feedback map[string]dossier.Record[dossier.Feedback]
	applied  map[string]dossier.Record[dossier.Application]
	// order holds the vacancies of each shelf, newest first.
	order map[string][]string
}

func (d *Desk) answers(ctx context.Context, view *dossier.View, workerID string) (answers, error) {
	a := answers{feedback: map[string]dossier.Record[dossier.Feedback]{}, applied: map[string]dossier.Record[dossier.Application]{}, order: map[string][]string{}}
	feedback, err := dossier.Records[dossier.Feedback](ctx, view, workerID, "")
	if err != nil {
		return a, err
	}
	applied, err := dossier.Records[dossier.Application](ctx, view, workerID, "")
	if err != nil {
		return a, err
	}
	for _, r := range slices.Backward(dossier.Current(applied)) {
		if _, twice := a.applied[r.VacancyID]; !twice {
			a.applied[r.VacancyID] = r
			a.order[ShelfApplied] = append(a.order[ShelfApplied], r.VacancyID)
		}
	}
	for _, r := range slices.Backward(dossier.Current(feedback)) {
		if _, twice := a.feedback[r.VacancyID]; twice {
			continue
		}
		a.feedback[r.VacancyID] = r
		_, done := a.applied[r.VacancyID]
		switch {
		case r.Body.Answer == "no":
			a.order[ShelfRefused] = append(a.order[ShelfRefused], r.VacancyID)
		case !done:
			a.order[ShelfSaved] = append(a.order[ShelfSaved], r.VacancyID)
		}
	}
	return a, nil
}

// Shelf returns one shelf of a worker with at most limit vacancies; an unknown
// key is the new one. What is shown is noted in the dossier.
func (d *Desk) Shelf(ctx context.Context, a dossier.Actor, workerID, key string, limit int) (Shelf, error) {
	if !slices.Contains(Shelves, key) {
		key = ShelfNew
	}
	view := d.People.As(a)
	said, err := d.answers(ctx, view, workerID)
	if err != nil {
		return Shelf{}, err
	}
	s, err := d.subject(ctx, a, workerID)
	if err != nil {
		return Shelf{}, err
	}
	rules, err := d.rules(ctx, a, workerID)
	if err != nil {
		return Shelf{}, err
	}
	decisions, err := d.Decisions(ctx, a, workerID, "")
	if err != nil {
		return Shelf{}, err
	}
	out := Shelf{Key: key, Counts: map[string]int{}, Rules: ruleLines(rules, &s.worker.Search), AsOf: d.Clock()}
	for k, ids := range said.order {
		out.Counts[k] = len(ids)
	}
	ids := said.order[key]
	if key == ShelfNew {
		if ids, err = d.unanswered(ctx, &s, rules, said, standing(decisions), limit, &out); err != nil {
			return out, err
		}
	}
	for _, id := range ids[:min(len(ids), limit)] {
		x, err := d.suggestion(ctx, a, &s, id, said, standing(decisions)[id])
		if err != nil {
			return out, err
		}
		out.Items = append(out.Items, x)
	}
	return out, d.noteShown(ctx, view, workerID, a.UserID, out.Items)
}

// unanswered picks the best proposals that the worker did not answer and the
// coach did not refuse. All proposals compete; none is left out for speed.
func (d *Desk) unanswered(ctx context.Context, s *subject, rules matcher.Rules, said answers, decided map[string]*Decision, limit int, out *Shelf) ([]string, error) {
	skip := map[string]bool{}
	for id := range said.feedback {
		skip[id] = true
	}
	for id := range said.applied {
		skip[id] = true
	}
	for id, x := range decided {
		if x.Next == "reject" {
			skip[id] = true
		}
	}
	r, err := d.Matcher.Rank(ctx, matcher.Request{
		Worker: &s.worker, AsOf: out.AsOf, ExpectedStart: out.AsOf.Add(startAfter), Rules: rules, Top: len(skip) + limit, Brief: true,
	}, d.Columns.View(), nil)
	if err != nil {
		return nil, fmt.Errorf("new suggestions: %w", err)
	}
	out.Scanned, out.Notice = r.Scanned, r.Notice
	var ids []string
	left := r.Counts[matcher.BandProposals]
	for i := range r.Matches {
		switch id := r.Matches[i].VacancyID; {
		case skip[id]:
			left--
		case len(ids) < limit:
			ids = append(ids, id)
			left -= 1 + len(r.Matches[i].Also)
		}
	}
	out.Left = max(0, left)
	return ids, nil
}

// suggestion explains one vacancy with what the worker said of it. One that is
// no longer known shows what was kept.
func (d *Desk) suggestion(ctx context.Context, a dossier.Actor, s *subject, id string, said answers, decided *Decision) (Suggestion, error) {
	var x Suggestion
	if f, ok := said.feedback[id]; ok {
		x.Answer, x.Why, x.AnsweredAt = f.Body.Answer, f.Body.Reason, f.At
		x.Vacancy = Card{ID: id, Title: f.Body.Title, Employer: f.Body.Employer}
	}
	if r, ok := said.applied[id]; ok {
		x.Applied = &Applied{ID: r.ID, Application: r.Body}
		x.Vacancy = Card{ID: id, Title: r.Body.Title, Employer: r.Body.Employer}
	}
	x.Advised = decided != nil && decided.Next == "apply"
	m, err := d.one(ctx, a, s, id)
	if errors.Is(err, dossier.ErrNotFound) {
		x.Gone = true
		return x, nil
	}
	if err != nil {
		return x, err
	}
	x.Direction = m.Direction
	x.Item, err = d.item(ctx, m, s.full)
	return x, err
}

func (d *Desk) noteShown(ctx context.Context, view *dossier.View, workerID, to string, items []Suggestion) error {
	shown := dossier.Shown{To: to}
	for _, x := range items {
		shown.Vacancies = append(shown.Vacancies, x.Vacancy.ID)
	}
	if len(shown.Vacancies) == 0 {
		return nil
	}
	_, err := view.Add(ctx, dossier.New{WorkerID: workerID, Body: shown})
	return err
}

// Suggestion returns one vacancy with its text and what the worker said of it.
func (d *Desk) Suggestion(ctx context.Context, a dossier.Actor, workerID, vacancyID string) (Suggestion, Detail, error) {
	det, err := d.Match(ctx, a, workerID, vacancyID)
	if err != nil {
		return Suggestion{}, det, err
	}
	said, err := d.answers(ctx, d.People.As(a), workerID)
	if err != nil {
		return Suggestion{}, det, err
	}
	s, err := d.subject(ctx, a, workerID)
	if err != nil {
		return Suggestion{}, det, err
	}
	decisions, err := d.Decisions(ctx, a, workerID, det.Vacancy.ID)
	if err != nil {
		return Suggestion{}, det, err
	}
	x, err := d.suggestion(ctx, a, &s, det.Vacancy.ID, said, standing(decisions)[det.Vacancy.ID])
	return x, det, err
}

// RefusalCodes are why a worker says no, in the order of the screen.
var RefusalCodes = []string{"far", "work", "hours", "times", "heavy", "pay", "employer", "other"}

// Those that change the list: other vacancies share the ground.
const (
	refusalWork     = "work"
	refusalEmployer = "employer"
)

// refusals say a code in the words of the dossier.
var refusals = map[string]string{
	"far": "te ver weg", refusalWork: "dit soort werk wil ik niet", "hours": "de uren passen niet", "times": "de werktijden passen niet",
	"heavy": "het lijkt mij te zwaar", "pay": "het loon is te laag", refusalEmployer: "bij dit bedrijf wil ik niet werken", "other": "anders",
}

// Answer is what a worker says of a vacancy. Code is one of RefusalCodes, for
// a no; Note adds words of the worker's own.
type Answer struct{ Answer, Code, Note string }

// Judge keeps the worker's answer; a later one corrects the one before.
func (d *Desk) Judge(ctx context.Context, a dossier.Actor, workerID, vacancyID string, in Answer) error {
	f := dossier.Feedback{Answer: in.Answer, Saved: in.Answer != "no"}
	note := strings.TrimSpace(in.Note)
	if in.Answer == "no" {
		word, ok := refusals[in.Code]
		if !ok {
			return &dossier.InvalidError{Text: "Kies waarom niet."}
		}
		f.Code, f.Reason = in.Code, word
	}
	if note != "" {
		f.Reason = strings.TrimPrefix(f.Reason+": "+note, ": ")
	}
	said, err := d.answers(ctx, d.People.As(a), workerID)
	if err != nil {
		return err
	}
	n := dossier.New{WorkerID: workerID, VacancyID: vacancyID}
	before, again := said.feedback[vacancyID]
	if again {
		n.Corrects = before.ID
		f.Title, f.Employer, f.Direction = before.Body.Title, before.Body.Employer, before.Body.Direction
	}
	s, err := d.subject(ctx, a, workerID)
	if err != nil {
		return err
	}
	m, err := d.one(ctx, a, &s, vacancyID)
	switch {
	case err == nil:
		v, _, err := d.Load(ctx, vacancyID)
		if err != nil {
			return err
		}
		f.Title, f.Employer, f.Direction = v.Title, v.Employer, m.Direction
	case !errors.Is(err, dossier.ErrNotFound) || !again:
		return err
	}
	n.Body = f
	_, err = d.People.As(a).Add(ctx, n)
	return err
}

// Outcomes are what can come of an application, in the order of the screen.
var Outcomes = []string{"open", "interview", "hired", "rejected", "withdrawn"}

// Channels are how somebody can apply.
var Channels = []string{"website", "email", "phone", "visit", "coach"}

// Apply keeps an application with its dates; with one on the vacancy already,
// it is a correction, and both are kept.
func (d *Desk) Apply(ctx context.Context, a dossier.Actor, workerID, vacancyID string, app dossier.Application) error {
	if app.Outcome == "" {
		app.Outcome = Outcomes[0]
	}
	if !slices.Contains(Outcomes, app.Outcome) {
		return &dossier.InvalidError{Text: "Kies hoe het ervoor staat."}
	}
	if !slices.Contains(Channels, app.Channel) {
		return &dossier.InvalidError{Text: "Kies hoe je hebt gesolliciteerd."}
	}
	if app.FollowUp != "" {
		if _, err := time.Parse(time.DateOnly, app.FollowUp); err != nil {
			return &dossier.InvalidError{Text: "Deze datum om te bellen bestaat niet."}
		}
	}
	said, err := d.answers(ctx, d.People.As(a), workerID)
	if err != nil {
		return err
	}
	n := dossier.New{WorkerID: workerID, VacancyID: vacancyID}
	if before, ok := said.applied[vacancyID]; ok {
		n.Corrects, app.Employer, app.Title = before.ID, before.Body.Employer, before.Body.Title
	} else {
		v, _, err := d.Load(ctx, vacancyID)
		if err != nil {
			return err
		}
		app.Employer, app.Title = v.Employer, v.Title
	}
	n.Body = app
	_, err = d.People.As(a).Add(ctx, n)
	return err
}
