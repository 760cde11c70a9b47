package desk

import (
	"context"
	"fmt"
	"strings"
	"time"

	"passend/index/archive"
	"passend/matcher/dossier"
)

// Crawls is what the record of vacancies knows of where they come from.
type Crawls interface {
	Sources(ctx context.Context) ([]archive.Source, error)
	Health(ctx context.Context, source string) (archive.Health, error)
	Runs(ctx context.Context, source string, limit int) ([]archive.Run, error)
	Count(ctx context.Context) (open, total int, err error)
}

// AddAccount adds an account without a password; the person gets in by an
// invitation.
func (d *Desk) AddAccount(ctx context.Context, a dossier.Actor, login, label string, role dossier.Role) (dossier.User, error) {
	if !dossier.May(a.Role, dossier.DataAccounts) {
		return dossier.User{}, dossier.ErrDenied
	}
	if login = strings.TrimSpace(login); login == "" {
		return dossier.User{}, &dossier.InvalidError{Text: "Vul een inlognaam in."}
	}
	return d.People.AddUser(ctx, a, dossier.NewUser{Login: login, Label: strings.TrimSpace(label), Role: role})
}

// SourceHealth is how a source does, with its last runs, the newest first.
type SourceHealth struct {
	Name        string    `json:"name"`
	Kind        string    `json:"kind,omitempty"`
	URL         string    `json:"url,omitempty"`
	Open        int       `json:"open"`
	Total       int       `json:"total"`
	Usual       int       `json:"usual"`
	LastSuccess time.Time `json:"last_success,omitzero"`
	FrozenAt    time.Time `json:"frozen_at,omitzero"`
	FrozenWhy   string    `json:"frozen_why,omitempty"`
	Runs        []RunLine `json:"runs"`
}

// RunLine is one crawl of a source.
type RunLine struct {
	Source  string    `json:"source"`
	Started time.Time `json:"started"`
	Ended   time.Time `json:"ended,omitzero"`
	Outcome string    `json:"outcome"`
	Pages   int       `json:"pages"`
	// Known is how many pages there were to visit as far as the run knew.
	Known     int            `json:"known,omitempty"`
	Vacancies int            `json:"vacancies"`
	New       int            `json:"new"`
	Closed    int            `json:"closed"`
	Errors    map[string]int `json:"errors,omitempty"`
	Note      string         `json:"note,omitempty"`
}

// shownRuns is how many runs a source's picture shows.
const shownRuns = 14

// seesSources are the roles that may see where vacancies come from; sources are
// public, yet of no use to a worker.
func seesSources(r dossier.Role) bool {
	return dossier.May(r, dossier.DataAccounts) || dossier.May(r, dossier.DataEmployers)
}

// Sources lists all sources with their health.
func (d *Desk) Sources(ctx context.Context, a dossier.Actor) ([]SourceHealth, error) {
	if !seesSources(a.Role) {
		return nil, dossier.ErrDenied
	}
	all, err := d.Crawls.Sources(ctx)
	if err != nil {
		return nil, fmt.Errorf("sources: %w", err)
	}
	out := []SourceHealth{}
	for _, s := range all {
		h, err := d.Crawls.Health(ctx, s.Name)
		if err != nil {
			return nil, fmt.Errorf("sources: %w", err)
		}
		runs, err := d.Runs(ctx, a, s.Name, shownRuns)
		if err != nil {
			return nil, err
		}
		out = append(out, SourceHealth{
			Name: s.Name, Kind: s.Kind, URL: s.URL, Open: h.Open, Total: h.Total, Usual: h.Usual, LastSuccess: h.LastSuccess,
			FrozenAt: s.FrozenAt, FrozenWhy: s.FrozenWhy, Runs: runs,
		})
	}
	return out, nil
}

// Runs lists crawl runs, newest first; of all sources when source is empty.
func (d *Desk) Runs(ctx context.Context, a dossier.Actor, source string, limit int) ([]RunLine, error) {
	if !seesSources(a.Role) {
		return nil, dossier.ErrDenied
	}
	all, err := d.Crawls.Runs(ctx, source, limit)
	if err != nil {
		return nil, fmt.Errorf("runs: %w", err)
	}
	out := []RunLine{}
	for i := range all {
		r := &all[i]
		out = append(out, RunLine{
			Source: r.Source, Started: r.Started, Ended: r.Ended, Outcome: string(r.Outcome), Pages: r.Pages, Known: r.Known,
			Vacancies: r.Vacancies(), New: r.New, Closed: r.Closed, Errors: r.Errors, Note: r.Note,
		})
	}
	return out, nil
}

// Versions is what a match of this moment rests on.
type Versions struct {
	Reader string `json:"reader"`
	Match  string `json:"match"`
	Open   int    `json:"open"`
	Total  int    `json:"total"`
	// Seq is the last change of the record that the columns know.
	Seq int64 `json:"seq"`
}

// Version tells what is running; for the administrator.
func (d *Desk) Version(ctx context.Context, a dossier.Actor) (Versions, error) {
	if !dossier.May(a.Role, dossier.DataAccounts) {
		return Versions{}, dossier.ErrDenied
	}
	v := Versions{Reader: d.Reader.Version(), Match: d.Matcher.Version(), Seq: d.Columns.View().Seq}
	var err error
	if v.Open, v.Total, err = d.Crawls.Count(ctx); err != nil {
		return v, fmt.Errorf("versions: %w", err)
	}
	return v, nil
}
