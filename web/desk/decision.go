package desk

import (
	"context"
	"fmt"
	"slices"
	"strings"
	"time"

	"passend/matcher"
	"passend/matcher/dossier"
	"passend/matcher/profile"
)

// Judgement is what a coach decides on a vacancy.
type Judgement struct {
	Verdict string `json:"verdict"`
	// Next is one of NextSteps.
	Next            string              `json:"next"`
	Motivation      string              `json:"motivation,omitempty"`
	Rejections      []dossier.Rejection `json:"rejections,omitempty"`
	Asked           string              `json:"asked,omitempty"`
	Answer          string              `json:"answer,omitempty"`
	ExcludeEmployer bool                `json:"exclude_employer,omitempty"`
	// Confirmed is why a text is kept that the guard warned of.
	Confirmed string `json:"confirmed,omitempty"`
}

// NextSteps are what can follow on a decision, in the order of the form.
var NextSteps = []string{"apply", "ask", "keep", "reject"}

// Verdicts are the words that a decision may use, best first.
var Verdicts = []string{
	matcher.Suitable.String(), matcher.Conditional.String(), matcher.Ask.String(), matcher.Unlikely.String(), matcher.Unsuitable.String(),
}

// Decision is a kept decision as the screen and the API show it.
type Decision struct {
	ID        string    `json:"id"`
	At        time.Time `json:"at"`
	By        string    `json:"by"`
	VacancyID string    `json:"vacancy_id"`
	Title     string    `json:"title"`
	Employer  string    `json:"employer,omitempty"`
	Proposal  string    `json:"proposal"`
	Judgement
	// Replaced is true when a later decision on the vacancy stands in its place.
	Replaced bool `json:"replaced,omitempty"`
	// Direction is the search direction that fitted best.
	Direction string `json:"direction,omitempty"`
}

// Decide keeps a decision with everything it rests on: the vacancy and its
// reading of this moment, and the versions. A later decision on the same
// vacancy corrects the one before; both are kept.
func (d *Desk) Decide(ctx context.Context, a dossier.Actor, workerID, vacancyID string, j Judgement) error {
	if !slices.Contains(Verdicts, j.Verdict) {
		return &dossier.InvalidError{Text: "Kies een oordeel."}
	}
	if !slices.Contains(NextSteps, j.Next) {
		return &dossier.InvalidError{Text: "Kies wat de volgende stap is."}
	}
	for _, r := range j.Rejections {
		if !slices.Contains(dossier.RejectionCodes, r.Code) {
			return &dossier.InvalidError{Text: "Deze reden van afwijzing bestaat niet."}
		}
	}
	s, err := d.subject(ctx, a, workerID)
	if err != nil {
		return err
	}
	rec, read, err := d.load(ctx, vacancyID)
	if err != nil {
		return err
	}
	m, err := d.one(ctx, a, &s, rec.ID)
	if err != nil {
		return err
	}
	earlier, err := d.Decisions(ctx, a, workerID, rec.ID)
	if err != nil {
		return err
	}
	n := dossier.New{WorkerID: workerID, VacancyID: rec.ID}
	if len(earlier) > 0 {
		n.Corrects = earlier[0].ID
	}
	if j.Next != "reject" {
		j.Rejections = nil
	}
	n.Body = dossier.Consideration{
		Vacancy: rec.Vacancy, Hash: rec.Fingerprint, SeenAt: rec.LastSeen, Reading: *read, Versions: versions(m.Versions, true),
		Proposal: m.Verdict.String(), Verdict: j.Verdict, Next: j.Next, Motivation: strings.TrimSpace(j.Motivation), Rejections: j.Rejections,
		Asked: strings.TrimSpace(j.Asked), Answer: strings.TrimSpace(j.Answer), Direction: m.Direction, ExcludeEmployer: j.ExcludeEmployer,
	}
	_, err = d.People.As(a).Confirming(j.Confirmed).Add(ctx, n)
	return err
}

// one judges a single vacancy with the rules of the worker's decisions.
func (d *Desk) one(ctx context.Context, a dossier.Actor, s *subject, vacancyID string) (*matcher.Match, error) {
	rules, err := d.rules(ctx, a, s.worker.ID)
	if err != nil {
		return nil, err
	}
	return d.oneBy(ctx, s, rules, vacancyID)
}

// oneBy judges a single vacancy with rules that were loaded before.
func (d *Desk) oneBy(ctx context.Context, s *subject, rules matcher.Rules, vacancyID string) (*matcher.Match, error) {
	k, err := d.ranking(ctx, s, time.Time{}, rules)
	if err != nil {
		return nil, err
	}
	return k.one(ctx, vacancyID)
}

// Decisions lists the decisions on a worker's vacancies, newest first;
// vacancyID narrows to one vacancy when it is not empty.
func (d *Desk) Decisions(ctx context.Context, a dossier.Actor, workerID, vacancyID string) ([]Decision, error) {
	all, err := dossier.Records[dossier.Consideration](ctx, d.People.As(a), workerID, vacancyID)
	if err != nil {
		return nil, err
	}
	current := map[string]bool{}
	for _, r := range dossier.Current(all) {
		current[r.ID] = true
	}
	names := map[string]string{}
	out := make([]Decision, 0, len(all))
	for _, r := range slices.Backward(all) {
		b := r.Body
		out = append(out, Decision{
			ID: r.ID, At: r.At, By: d.nameOf(ctx, names, r.By), VacancyID: r.VacancyID, Title: b.Vacancy.Title, Employer: b.Vacancy.Employer,
			Proposal: b.Proposal, Replaced: !current[r.ID], Direction: b.Direction,
			Judgement: Judgement{Verdict: b.Verdict, Next: b.Next, Motivation: b.Motivation, Rejections: b.Rejections,
				Asked: b.Asked, Answer: b.Answer, ExcludeEmployer: b.ExcludeEmployer},
		})
	}
	return out, nil
}

// systemID is the service itself as a writer.
const systemID = "system"

// nameOf is the label of a user, or the id when the user is gone.
func (d *Desk) nameOf(ctx context.Context, names map[string]string, id string) string {
	if n, ok := names[id]; ok {
		return n
	}
	names[id] = id
	if id == systemID {
		names[id] = "Passend"
	} else if u, err := d.People.User(ctx, id); err == nil {
		names[id] = u.Label
	}
	return names[id]
}

// standing keeps the decisions that no later one replaces, by vacancy.
func standing(all []Decision) map[string]*Decision {
	out := map[string]*Decision{}
	for i := range all {
		if !all[i].Replaced && out[all[i].VacancyID] == nil {
			out[all[i].VacancyID] = &all[i]
		}
	}
	return out
}

// tellsOfDirection are reasons for rejection that say something of the kind of
// work, not of this one vacancy.
var tellsOfDirection = []dossier.RejectionCode{dossier.RejectByWorker, dossier.RejectLevel}

// rules turns decisions and the worker's answers into the plain rules of the
// ranking: a direction counts a tenth more for every vacancy to apply for or
// that the worker likes, and a tenth less for every one refused because of the
// kind of work; an employer is left out on request. A role that may not see
// decisions gets the list without them, and without what users added and no
// coach released.
func (d *Desk) rules(ctx context.Context, a dossier.Actor, workerID string) (matcher.Rules, error) {
	if !d.People.As(a).May(ctx, dossier.DataDecisions, workerID) {
		added, err := d.addedFor(ctx, a)
		if err != nil {
			return matcher.Rules{}, err
		}
		without, err := d.unreleased(ctx, a, workerID, added)
		return matcher.Rules{Without: without}, err
	}
	all, err := d.Decisions(ctx, a, workerID, "")
	if err != nil {
		return matcher.Rules{}, err
	}
	answers, err := dossier.Records[dossier.Feedback](ctx, d.People.As(a), workerID, "")
	if err != nil {
		return matcher.Rules{}, err
	}
	return rulesOf(all, dossier.Current(answers)), nil
}

func rulesOf(all []Decision, answers []dossier.Record[dossier.Feedback]) (r matcher.Rules) {
	for _, x := range all {
		if x.Replaced {
			continue
		}
		if x.ExcludeEmployer && x.Employer != "" {
			r.ExcludedEmployers = append(r.ExcludedEmployers, x.Employer)
		}
		switch {
		case x.Direction == "":
		case x.Next == "apply":
			r.Up = append(r.Up, x.Direction)
		case slices.ContainsFunc(x.Rejections, func(y dossier.Rejection) bool { return slices.Contains(tellsOfDirection, y.Code) }):
			r.Down = append(r.Down, x.Direction)
		}
	}
	latest := map[string]dossier.Feedback{}
	for _, f := range answers {
		latest[f.VacancyID] = f.Body
	}
	for _, f := range latest {
		if f.Answer == "no" && f.Code == refusalEmployer && f.Employer != "" {
			r.ExcludedEmployers = append(r.ExcludedEmployers, f.Employer)
		}
		switch {
		case f.Direction == "":
		case f.Answer == "yes":
			r.Up = append(r.Up, f.Direction)
		case f.Answer == "no" && (f.Code == "" || f.Code == refusalWork):
			r.Down = append(r.Down, f.Direction)
		}
	}
	for _, list := range []*[]string{&r.ExcludedEmployers, &r.Up, &r.Down} {
		slices.Sort(*list)
	}
	r.ExcludedEmployers = slices.Compact(r.ExcludedEmployers)
	return r
}

// RuleLine is one rule of the ranking as the screen shows it: Kind is up, down
// or employer; Times is how often a direction was named.
type RuleLine struct {
	Kind  string `json:"kind"`
	Text  string `json:"text"`
	Times int    `json:"times,omitempty"`
}

// ruleLines says the rules, one line for each direction and employer. A
// direction that is no longer sought has no line.
func ruleLines(r matcher.Rules, s *profile.Search) []RuleLine {
	var out []RuleLine
	for _, dir := range s.Directions {
		n := 0
		for _, x := range r.Up {
			if strings.EqualFold(x, dir.Text) {
				n++
			}
		}
		for _, x := range r.Down {
			if strings.EqualFold(x, dir.Text) {
				n--
			}
		}
		switch {
		case n > 0:
			out = append(out, RuleLine{"up", dir.Text, n})
		case n < 0:
			out = append(out, RuleLine{"down", dir.Text, -n})
		}
	}
	for _, e := range r.ExcludedEmployers {
		out = append(out, RuleLine{Kind: "employer", Text: e})
	}
	return out
}

// aheadMost is how far down the proposals NextOpen looks for the vacancy that it
// goes on from.
const aheadMost = 200

// NextOpen returns the proposal on which nothing is decided yet that comes after
// a vacancy in the list, or the first of all when none does; "" when every
// proposal is decided on.
func (d *Desk) NextOpen(ctx context.Context, a dossier.Actor, workerID, after string) (string, error) {
	s, err := d.subject(ctx, a, workerID)
	if err != nil {
		return "", err
	}
	all, err := d.Decisions(ctx, a, workerID, "")
	if err != nil {
		return "", err
	}
	rules, err := d.rules(ctx, a, workerID)
	if err != nil {
		return "", err
	}
	decided := standing(all)
	k, err := d.ranking(ctx, &s, time.Time{}, rules)
	if err != nil {
		return "", err
	}
	r, err := k.top(ctx, matcher.ForCoach, matcher.BandProposals, len(decided)+aheadMost)
	if err != nil {
		return "", fmt.Errorf("next: %w", err)
	}
	first, passed := "", false
	for i := range r.Matches {
		id := r.Matches[i].VacancyID
		switch {
		case id == after:
			passed = true
		case decided[id] != nil:
		case passed:
			return id, nil
		case first == "":
			first = id
		}
	}
	return first, nil
}
