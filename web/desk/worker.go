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

// sitting is everything that judging vacancies for one worker needs, loaded once.
type sitting struct {
	subject
	rules   matcher.Rules
	decided map[string]*Decision
	// feedback and applied hold the last word on each vacancy.
	feedback map[string]dossier.Record[dossier.Feedback]
	applied  map[string]dossier.Record[dossier.Application]
	// order holds the vacancies of each shelf, newest first.
	order map[string][]string
}

func (d *Desk) sit(ctx context.Context, a dossier.Actor, workerID string) (*sitting, error) {
	view := d.People.As(a)
	feedback, err := dossier.Records[dossier.Feedback](ctx, view, workerID, "")
	if err != nil {
		return nil, err
	}
	applied, err := dossier.Records[dossier.Application](ctx, view, workerID, "")
	if err != nil {
		return nil, err
	}
	decisions, err := d.Decisions(ctx, a, workerID, "")
	if err != nil {
		return nil, err
	}
	s, err := d.subject(ctx, a, workerID)
	if err != nil {
		return nil, err
	}
	feedback, applied = dossier.Current(feedback), dossier.Current(applied)
	x := &sitting{
		subject: s, rules: rulesOf(decisions, feedback), decided: standing(decisions), order: map[string][]string{},
		feedback: map[string]dossier.Record[dossier.Feedback]{}, applied: map[string]dossier.Record[dossier.Application]{},
	}
	for _, r := range slices.Backward(applied) {
		if _, twice := x.applied[r.VacancyID]; !twice {
			x.applied[r.VacancyID] = r
			x.order[ShelfApplied] = append(x.order[ShelfApplied], r.VacancyID)
		}
	}
	for _, r := range slices.Backward(feedback) {
		if _, twice := x.feedback[r.VacancyID]; twice {
			continue
		}
		x.feedback[r.VacancyID] = r
		_, done := x.applied[r.VacancyID]
		switch {
		case r.Body.Answer == "no":
			x.order[ShelfRefused] = append(x.order[ShelfRefused], r.VacancyID)
		case !done:
			x.order[ShelfSaved] = append(x.order[ShelfSaved], r.VacancyID)
		}
	}
	return x, nil
}

// Shelf returns one shelf of a worker with at most limit vacancies; an unknown
// key is the new one. What is shown is noted in the dossier.
func (d *Desk) Shelf(ctx context.Context, a dossier.Actor, workerID, key string, limit int) (Shelf, error) {
	if !slices.Contains(Shelves, key) {
		key = ShelfNew
	}
	s, err := d.sit(ctx, a, workerID)
	if err != nil {
		return Shelf{}, err
	}
	out := Shelf{Key: key, Counts: map[string]int{}, Rules: ruleLines(s.rules, &s.worker.Search), AsOf: d.Clock()}
	for k, ids := range s.order {
		out.Counts[k] = len(ids)
	}
	ids := s.order[key]
	if key == ShelfNew {
		if ids, err = d.unanswered(ctx, s, limit, &out); err != nil {
			return out, err
		}
	}
	ids = ids[:min(len(ids), limit)]
	if ctx, err = d.gather(ctx, ids); err != nil {
		return out, err
	}
	for _, id := range ids {
		x, err := d.suggestion(ctx, s, id)
		if err != nil {
			return out, err
		}
		out.Items = append(out.Items, x)
	}
	return out, d.noteShown(ctx, a, workerID, out.Items)
}

// unanswered picks the best proposals that the worker did not answer and the
// coach did not refuse. All proposals compete; none is left out for speed.
func (d *Desk) unanswered(ctx context.Context, s *sitting, limit int, out *Shelf) ([]string, error) {
	skip := map[string]bool{}
	for id := range s.feedback {
		skip[id] = true
	}
	for id := range s.applied {
		skip[id] = true
	}
	for id, x := range s.decided {
		if x.Next == "reject" {
			skip[id] = true
		}
	}
	k, err := d.ranking(ctx, &s.subject, time.Time{}, s.rules)
	if err != nil {
		return nil, fmt.Errorf("new suggestions: %w", err)
	}
	r, err := k.top(ctx, matcher.ForCoach, matcher.BandProposals, len(skip)+limit)
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
func (d *Desk) suggestion(ctx context.Context, s *sitting, id string) (Suggestion, error) {
	m, err := d.oneBy(ctx, &s.subject, s.rules, id)
	if errors.Is(err, dossier.ErrNotFound) {
		x := s.about(id)
		x.Gone = true
		return x, nil
	}
	if err != nil {
		return Suggestion{}, err
	}
	item, err := d.item(ctx, m, s.full)
	x := s.about(id)
	x.Item, x.Direction = item, m.Direction
	return x, err
}

// about is what was said and decided on a vacancy, and what was kept of it.
func (s *sitting) about(id string) Suggestion {
	x := Suggestion{Item: Item{Vacancy: Card{ID: id}}}
	if f, ok := s.feedback[id]; ok {
		x.Answer, x.Why, x.AnsweredAt = f.Body.Answer, f.Body.Reason, f.At
		x.Vacancy.Title, x.Vacancy.Employer = f.Body.Title, f.Body.Employer
	}
	if r, ok := s.applied[id]; ok {
		x.Applied = &Applied{ID: r.ID, Application: r.Body}
		x.Vacancy.Title, x.Vacancy.Employer = r.Body.Title, r.Body.Employer
	}
	x.Advised = s.decided[id] != nil && s.decided[id].Next == "apply"
	return x
}

func (d *Desk) noteShown(ctx context.Context, a dossier.Actor, workerID string, items []Suggestion) error {
	shown := dossier.Shown{To: a.UserID}
	for _, x := range items {
		shown.Put(x.Vacancy.ID, x.Vacancy.hash)
	}
	if len(shown.Vacancies) == 0 {
		return nil
	}
	return d.People.As(a).Show(ctx, workerID, shown)
}

// Suggestion returns one vacancy with its text and what the worker said of it.
func (d *Desk) Suggestion(ctx context.Context, a dossier.Actor, workerID, vacancyID string) (Suggestion, Detail, error) {
	s, err := d.sit(ctx, a, workerID)
	if err != nil {
		return Suggestion{}, Detail{}, err
	}
	det, m, _, err := d.detail(ctx, a, &s.subject, vacancyID)
	if err != nil {
		return Suggestion{}, det, err
	}
	x := s.about(m.VacancyID)
	x.Item, x.Direction = det.Item, m.Direction
	return x, det, nil
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
	s, err := d.sit(ctx, a, workerID)
	if err != nil {
		return err
	}
	n := dossier.New{WorkerID: workerID, VacancyID: vacancyID}
	before, again := s.feedback[vacancyID]
	if again {
		n.Corrects = before.ID
		f.Title, f.Employer, f.Direction = before.Body.Title, before.Body.Employer, before.Body.Direction
	}
	m, err := d.oneBy(ctx, &s.subject, s.rules, vacancyID)
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
	return d.RecordApplication(ctx, a, workerID, vacancyID, app, "")
}

// RecordApplication does the same for a coach, who can confirm why a text stays
// that the guard warned of.
func (d *Desk) RecordApplication(ctx context.Context, a dossier.Actor, workerID, vacancyID string, app dossier.Application, confirmed string) error {
	if app.Outcome == "" {
		app.Outcome = Outcomes[0]
	}
	if !slices.Contains(Outcomes, app.Outcome) {
		return &dossier.InvalidError{Text: "Kies hoe het ervoor staat."}
	}
	if !slices.Contains(Channels, app.Channel) {
		return &dossier.InvalidError{Text: "Kies hoe er is gesolliciteerd."}
	}
	if app.FollowUp != "" {
		if _, err := time.Parse(time.DateOnly, app.FollowUp); err != nil {
			return &dossier.InvalidError{Text: "Deze datum om te bellen bestaat niet."}
		}
	}
	earlier, err := dossier.Records[dossier.Application](ctx, d.People.As(a), workerID, vacancyID)
	if err != nil {
		return err
	}
	n := dossier.New{WorkerID: workerID, VacancyID: vacancyID}
	if k := len(earlier) - 1; k >= 0 {
		before := earlier[k]
		n.Corrects, app.Employer, app.Title = before.ID, before.Body.Employer, before.Body.Title
	} else {
		v, _, err := d.Load(ctx, vacancyID)
		if err != nil {
			return err
		}
		app.Employer, app.Title = v.Employer, v.Title
	}
	n.Body = app
	_, err = d.People.As(a).Confirming(confirmed).Add(ctx, n)
	return err
}
