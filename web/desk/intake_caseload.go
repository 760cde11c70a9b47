package desk

import (
	"context"
	"errors"
	"fmt"
	"path/filepath"
	"slices"
	"strings"
	"unicode/utf8"

	"passend/matcher/dossier"
	"passend/matcher/intake"
	"passend/matcher/profile"
)

// MaxLabel is the longest label of a dossier in characters: it stands on tabs and cards.
const MaxLabel = 40

// Open makes an empty dossier under a label that the coach's caseload has not yet,
// for one worker who consented. The label is for the screen and holds no name.
func (d *Desk) Open(ctx context.Context, a dossier.Actor, label string, consent bool) (id string, err error) {
	view := d.People.As(a)
	present, err := view.Caseload(ctx)
	if err != nil {
		return "", err
	}
	label = strings.TrimSpace(label)
	switch {
	case label == "" || utf8.RuneCountInString(label) > MaxLabel:
		return "", &dossier.InvalidError{Text: "Geef het dossier een kenmerk van ten hoogste 40 tekens."}
	case !consent:
		return "", &dossier.InvalidError{Text: "Zonder toestemming van de werknemer komt er geen dossier."}
	case slices.ContainsFunc(present, func(w dossier.Summary) bool { return w.Label == label }):
		return "", &dossier.InvalidError{Text: "Dit kenmerk bestaat al. Kies een ander."}
	}
	return view.AddWorker(ctx, profile.Worker{Label: label})
}

// Import is a table of workers on trial: the file without what may not come in,
// and what each column means.
type Import struct {
	Name    string         `json:"name"`
	Table   intake.Table   `json:"table"`
	Mapping intake.Mapping `json:"mapping,omitempty"`
}

// ReadTable reads a caseload file and keeps it as a draft; no worker is made.
// mapping is the name of a kept mapping, "" for none.
func (d *Desk) ReadTable(ctx context.Context, a dossier.Actor, name, mapping string, data []byte) (id string, err error) {
	view := d.People.As(a)
	if len(data) > MaxUpload {
		return "", unreadable(intake.ErrTooLarge)
	}
	in := Import{Name: name}
	if in.Table, err = intake.OpenTable(name, data, nil); errors.Is(err, intake.ErrFormat) {
		return "", &dossier.InvalidError{Text: "Dit is geen tabel die Passend kan lezen. Kies een CSV of XLSX met koppen in de eerste rij."}
	} else if err != nil {
		return "", unreadable(err)
	}
	if mapping != "" {
		kept, err := view.Mapping(ctx, mapping)
		if err != nil {
			return "", err
		}
		in.Mapping = intake.Mapping{}
		for header, target := range kept {
			in.Mapping[header] = intake.Target(target)
		}
	}
	return view.KeepDraft(ctx, "", in)
}

// Import opens a table on trial.
func (d *Desk) Import(ctx context.Context, a dossier.Actor, id string) (in Import, err error) {
	return in, d.People.As(a).Draft(ctx, id, "", &in)
}

// MapColumns changes what the columns mean, and with a name keeps that for the
// next file.
func (d *Desk) MapColumns(ctx context.Context, a dossier.Actor, id string, mapping intake.Mapping, name string) error {
	in, err := d.Import(ctx, a, id)
	if err != nil {
		return err
	}
	in.Mapping = mapping
	view := d.People.As(a)
	if name = strings.TrimSpace(name); name != "" {
		columns := map[string]string{}
		for header, target := range in.Table.Caseload(mapping).Mapping {
			if target != intake.TargetRefused {
				columns[header] = string(target)
			}
		}
		if err := view.KeepMapping(ctx, name, columns); err != nil {
			return err
		}
	}
	return view.ReplaceDraft(ctx, id, "", in)
}

// Imported says what became of a table.
type Imported struct {
	Saved int
	// Left are Dutch sentences on the rows that were not kept.
	Left []string
}

// SaveImport makes a dossier for every good row of the table whose label is new,
// and throws the table away. A row that the guard refuses is named and left out.
func (d *Desk) SaveImport(ctx context.Context, a dossier.Actor, id string) (out Imported, err error) {
	in, err := d.Import(ctx, a, id)
	if err != nil {
		return out, err
	}
	view := d.People.As(a)
	present, err := view.Caseload(ctx)
	if err != nil {
		return out, err
	}
	known := map[string]bool{}
	for _, w := range present {
		known[w.Label] = true
	}
	table := in.Table.Caseload(in.Mapping)
	for _, r := range table.Rejected {
		out.Left = append(out.Left, fmt.Sprintf("Rij %d: %s", r.Number, r.Reason))
	}
	for _, row := range table.Rows {
		w := row.Draft.Worker
		if w.Label == "" {
			w.Label = fmt.Sprintf("%s-%d", strings.TrimSuffix(in.Name, filepath.Ext(in.Name)), row.Number)
		}
		if known[w.Label] {
			out.Left = append(out.Left, fmt.Sprintf("Rij %d: %s bestaat al.", row.Number, w.Label))
			continue
		}
		known[w.Label] = true
		w.Search.Reason = "overgenomen uit een caseloadbestand"
		_, err := view.AddWorker(ctx, w)
		var invalid *dossier.InvalidError
		switch {
		case errors.As(err, &invalid):
			out.Left = append(out.Left, fmt.Sprintf("Rij %d: %s", row.Number, invalid.Text))
		case err != nil:
			return out, err
		default:
			out.Saved++
		}
	}
	return out, view.DropDraft(ctx, id, "")
}
