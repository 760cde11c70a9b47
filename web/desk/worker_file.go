package desk

import (
	"context"
	"slices"
	"time"

	"passend/matcher/dossier"
	"passend/matcher/profile"
)

// File is a worker's own file as the worker reads it.
type File struct {
	Worker profile.Worker `json:"worker"`
	// Possible says the capacity in plain functional words.
	Possible []string `json:"possible,omitempty"`
	// Proposals are the corrections that the worker asked for, newest first.
	Proposals []Proposed `json:"proposals,omitempty"`
}

// Proposed is a correction with its date.
type Proposed struct {
	At time.Time `json:"at"`
	dossier.Proposal
}

// Own returns the id of the worker that the actor is; dossier.ErrNotFound when
// no dossier was assigned.
func (d *Desk) Own(ctx context.Context, a dossier.Actor) (string, error) {
	if a.Role != dossier.RoleWorker {
		return "", dossier.ErrNotFound
	}
	all, err := d.People.As(a).Caseload(ctx)
	if err != nil {
		return "", err
	}
	if len(all) == 0 {
		return "", dossier.ErrNotFound
	}
	return all[0].ID, nil
}

// File reads the own file.
func (d *Desk) File(ctx context.Context, a dossier.Actor, workerID string) (File, error) {
	view := d.People.As(a)
	w, err := view.Worker(ctx, workerID)
	if err != nil {
		return File{}, err
	}
	f := File{Worker: w, Possible: w.Capacity.Wording(d.Clock())}
	all, err := dossier.Records[dossier.Proposal](ctx, view, workerID, "")
	for _, r := range slices.Backward(all) {
		f.Proposals = append(f.Proposals, Proposed{At: r.At, Proposal: r.Body})
	}
	return f, err
}

// ProposalFields are the parts of the file that a worker can ask to correct.
var ProposalFields = []string{"work", "education", "skills", "travel", "directions", "hours", "possible", "other"}

// proposalWords say a field in the words of the dossier.
var proposalWords = map[string]string{
	"work": "werkervaring", "education": "opleiding", "skills": "wat ik kan", "travel": "wonen en reizen",
	"directions": "werk dat ik zoek", "hours": "uren en tijden", "possible": "wat kan met mijn gezondheid", "other": "iets anders",
}

// Propose keeps a correction for the coach to judge; the file itself stays as
// it is until the coach changes it.
func (d *Desk) Propose(ctx context.Context, a dossier.Actor, workerID, field, text string) error {
	word, ok := proposalWords[field]
	if !ok {
		return &dossier.InvalidError{Text: "Kies waar het over gaat."}
	}
	_, err := d.People.As(a).Add(ctx, dossier.New{WorkerID: workerID, Body: dossier.Proposal{Field: word, Text: text}})
	return err
}

// Looked is somebody who did something with the own file, on one day.
type Looked struct {
	Day    time.Time    `json:"day"`
	Role   dossier.Role `json:"role"`
	Label  string       `json:"label,omitempty"`
	Own    bool         `json:"own,omitempty"`
	Action string       `json:"action"`
	Times  int          `json:"times"`
}

// WhoLooked lists who did what with the own file, one line a day for each
// person and act, newest first.
func (d *Desk) WhoLooked(ctx context.Context, a dossier.Actor, workerID string) ([]Looked, error) {
	trail, err := d.People.As(a).Trail(ctx, workerID)
	if err != nil {
		return nil, err
	}
	var out []Looked
	at := map[Looked]int{}
	for _, x := range trail {
		key := Looked{Day: x.At.Truncate(24 * time.Hour), Role: x.Role, Label: x.Label, Own: x.Own, Action: x.Action}
		i, ok := at[key]
		if !ok {
			i, at[key] = len(out), len(out)
			out = append(out, key)
		}
		out[i].Times += 1 + x.Again
	}
	return out, nil
}
