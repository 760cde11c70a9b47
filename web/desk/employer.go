package desk

import (
	"context"
	"errors"
	"fmt"
	"time"

	"passend/index"
	"passend/index/archive"
	"passend/matcher"
	"passend/matcher/dossier"
)

// EmployerFile is what is known of one employer.
type EmployerFile struct {
	EmployerLine
	FirstSeen time.Time `json:"first_seen"`
	// Fitting are the open vacancies in the list of a worker of the actor;
	// Vacancies are all that are open, newest first.
	Fitting   []FittingCard   `json:"fitting,omitempty"`
	Vacancies []Card          `json:"vacancies"`
	Past      []PastCard      `json:"past"`
	Months    []archive.Month `json:"months"` // the last twelve, oldest first, none left out
	Contacts  []Contact       `json:"contacts"`
	Points    []Point         `json:"points,omitempty"`
	// Questions are neutral: the same for every employer and every worker.
	Questions []string `json:"questions"`
}

// FittingCard is an open vacancy with the workers for whom it is a proposal.
type FittingCard struct {
	Card
	Workers []Ref `json:"workers"`
}

// PastCard is a vacancy that is closed.
type PastCard struct {
	Card
	Closed time.Time `json:"closed"`
}

// shownVacancies bounds each list of an employer's page.
const shownVacancies = 50

// months is how much hiring activity is shown: a year.
const months = 12

// Employer opens the file of one employer.
func (d *Desk) Employer(ctx context.Context, a dossier.Actor, key string) (EmployerFile, error) {
	files, err := d.CallSheets(ctx, a, "", []string{key})
	if err != nil {
		return EmployerFile{}, err
	}
	f := files[0]
	closed, err := d.Hiring.List(ctx, archive.Filter{State: archive.OnlyClosed, Employer: key}, "", shownVacancies)
	if err != nil {
		return f, fmt.Errorf("employer: %w", err)
	}
	cards, err := d.cards(ctx, closed.Records)
	if err != nil {
		return f, err
	}
	for i := range cards {
		f.Past = append(f.Past, PastCard{cards[i], closed.Records[i].ClosedAt})
	}
	if f.Months, err = d.months(ctx, key); err != nil {
		return f, err
	}
	e := matcher.Employer{Name: f.Name}
	for i := range closed.Records {
		e.Names = append(e.Names, closed.Records[i].Employer)
	}
	for _, c := range f.Vacancies {
		e.Names = append(e.Names, c.Employer)
	}
	f.Points = pointsOf(d.Columns.View(), []matcher.Employer{e})[e.Name]
	return f, nil
}

// CallSheets are the files of several employers as far as a call needs them: what
// is open, what fits a worker of the caseload (or the whole of it when workerID is
// empty), the questions, and earlier contacts.
func (d *Desk) CallSheets(ctx context.Context, a dossier.Actor, workerID string, keys []string) ([]EmployerFile, error) {
	if !dossier.May(a.Role, dossier.DataEmployers) {
		return nil, dossier.ErrDenied
	}
	fits, err := d.fits(ctx, a, workerID, keys)
	if err != nil {
		return nil, err
	}
	files := make([]EmployerFile, 0, len(keys))
	for _, key := range keys {
		f, err := d.callSheet(ctx, a, key, fits)
		if err != nil {
			return nil, err
		}
		files = append(files, f)
	}
	return files, nil
}

// fits finds, by vacancy, the workers for whom what the employers have open is a
// proposal.
func (d *Desk) fits(ctx context.Context, a dossier.Actor, workerID string, keys []string) (map[string][]Ref, error) {
	if len(keys) == 0 {
		return nil, nil
	}
	h, err := d.hunt(ctx, a, workerID)
	if err != nil {
		return nil, err
	}
	now, view := d.Clock(), d.Columns.View()
	r, err := remembered(ctx, d, view, heavy, fmt.Sprintf("fits %q%s", keys, h.key(d, a.Role)), func(ctx context.Context) (*matcher.EmployersResult, error) {
		return d.Matcher.Employers(ctx, matcher.EmployersRequest{
			Workers: h.workers, Rules: h.rules, AsOf: now, ExpectedStart: now.Add(startAfter), Of: keys, Top: len(keys),
		}, view)
	})
	if err != nil {
		return nil, fmt.Errorf("what fits: %w", err)
	}
	out := map[string][]Ref{}
	for _, e := range r.WithVacancy {
		for _, f := range e.Fits {
			out[f.VacancyID] = append(out[f.VacancyID], Ref{f.WorkerID, h.labels[f.WorkerID]})
		}
	}
	return out, nil
}

func (d *Desk) callSheet(ctx context.Context, a dossier.Actor, key string, fits map[string][]Ref) (EmployerFile, error) {
	e, err := d.Hiring.Employer(ctx, key)
	if errors.Is(err, archive.ErrNotFound) {
		return EmployerFile{}, dossier.ErrNotFound
	}
	if err != nil {
		return EmployerFile{}, fmt.Errorf("employer: %w", err)
	}
	f := EmployerFile{EmployerLine: EmployerLine{e.Key, e.Name, e.Open, e.Total, e.Agency}, FirstSeen: e.FirstSeen, Past: []PastCard{}}
	open, err := d.Hiring.List(ctx, archive.Filter{State: archive.OnlyOpen, Employer: key}, "", shownVacancies)
	if err != nil {
		return f, fmt.Errorf("employer: %w", err)
	}
	if f.Vacancies, err = d.cards(ctx, open.Records); err != nil {
		return f, err
	}
	for _, c := range f.Vacancies {
		if workers := fits[c.ID]; workers != nil {
			f.Fitting = append(f.Fitting, FittingCard{c, workers})
		}
	}
	for _, q := range matcher.NeutralQuestions() {
		f.Questions = append(f.Questions, q.Text)
	}
	f.Contacts, err = d.Contacts(ctx, a, key, shownVacancies)
	return f, err
}

// cards reads the vacancies of records, all in one go.
func (d *Desk) cards(ctx context.Context, records []archive.Record) ([]Card, error) {
	out := make([]Card, len(records))
	kept, err := d.Vacancies.Readings(ctx, d.Reader.Version(), records)
	if err != nil {
		return nil, fmt.Errorf("employer: %w", err)
	}
	answers, err := d.Vacancies.Answers(ctx, records)
	if err != nil {
		return nil, fmt.Errorf("employer: %w", err)
	}
	for i := range records {
		r := kept[i]
		if r == nil {
			read := d.Reader.Read(&records[i].Vacancy)
			r = &read
		}
		out[i] = card(records[i].ID, &records[i].Vacancy, index.Answered(r, answers[i]))
	}
	return out, nil
}

// months fills the months without activity in.
func (d *Desk) months(ctx context.Context, key string) ([]archive.Month, error) {
	now := d.Clock().UTC()
	first := time.Date(now.Year(), now.Month(), 1, 0, 0, 0, 0, time.UTC).AddDate(0, 1-months, 0)
	active, err := d.Hiring.Activity(ctx, key, first.Format("2006-01"))
	if err != nil {
		return nil, fmt.Errorf("activity: %w", err)
	}
	by := map[string]archive.Month{}
	for _, m := range active {
		by[m.Month] = m
	}
	out := make([]archive.Month, months)
	for i := range out {
		name := first.AddDate(0, i, 0).Format("2006-01")
		out[i] = by[name]
		out[i].Month = name
	}
	return out, nil
}
