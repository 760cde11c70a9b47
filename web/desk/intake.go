package desk

import (
	"context"
	"errors"
	"slices"
	"strings"

	"passend/matcher/dossier"
	"passend/matcher/intake"
)

// MaxUpload is the largest file that is read in, in bytes: a scanned CV fits.
const MaxUpload = 10 << 20

// Reading is a file about one worker as it was read, until a person approves it.
type Reading struct {
	// Name is what the file was called, without a folder.
	Name string `json:"name"`
	intake.Draft
}

// unreadable turns what is wrong with a file into a sentence.
func unreadable(err error) error {
	for _, x := range []struct {
		err  error
		text string
	}{
		{intake.ErrTooLarge, "Dit bestand is te groot. Kies een bestand van ten hoogste 10 MB."},
		{intake.ErrNoText, "In dit bestand staat geen tekst. Is het een scan? Laat er dan eerst tekst van maken."},
		{intake.ErrTable, "Dit is een tabel met meer mensen. Lees die in bij Mijn werknemers."},
		{intake.ErrFormat, "Dit soort bestand kan Passend niet lezen. Kies DOCX, PDF, tekst, VUM, Europass of JSON Resume."},
	} {
		if errors.Is(err, x.err) {
			return &dossier.InvalidError{Text: x.text}
		}
	}
	return err
}

// ReadIn reads a file about a worker and keeps what it found as a draft of the
// actor's own. Nothing of the worker's profile changes.
func (d *Desk) ReadIn(ctx context.Context, a dossier.Actor, workerID, name string, data []byte) (id string, err error) {
	if !d.People.As(a).May(ctx, dossier.DataCapacity, workerID) {
		return "", dossier.ErrDenied
	}
	if len(data) > MaxUpload {
		return "", unreadable(intake.ErrTooLarge)
	}
	all, err := intake.Read(name, data, d.Clock())
	if err != nil {
		return "", unreadable(err)
	}
	if len(all) != 1 {
		return "", &dossier.InvalidError{Text: "Dit bestand gaat over meer mensen. Kies een bestand over één werknemer."}
	}
	return d.People.As(a).KeepDraft(ctx, workerID, Reading{Name: name, Draft: all[0]})
}

// Draft opens a draft of the actor's own.
func (d *Desk) Draft(ctx context.Context, a dossier.Actor, workerID, id string) (r Reading, err error) {
	return r, d.People.As(a).Draft(ctx, id, workerID, &r)
}

// Approval is what a person made of a draft.
type Approval struct {
	// Fields are the paths that were ticked, Values the texts as they were edited.
	Fields []string
	Values map[string]string
	// IssuedOn is the date of the document of a capacity; Compared says that every
	// item was held against the document.
	IssuedOn  string
	Compared  bool
	Confirmed string // why a text is kept that the guard warned of
}

// parts of a profile in the order in which they are kept: the strictest first.
var parts = []string{"capacity.", "person.", "search."}

// Approve keeps what was ticked as a new version of each part of the profile, and
// throws the draft away. When a part is refused (*dossier.InvalidError) those
// before it are kept and leave the draft, so that nothing is kept twice. It
// returns the parts that were kept ("person.").
func (d *Desk) Approve(ctx context.Context, a dossier.Actor, workerID, id string, in Approval) (kept []string, err error) {
	r, err := d.Draft(ctx, a, workerID, id)
	if err != nil {
		return nil, err
	}
	edited, err := r.Edited(in.Values)
	if errors.Is(err, intake.ErrValue) {
		return nil, &dossier.InvalidError{Text: "Deze waarde past niet in het veld: " + strings.TrimSuffix(err.Error(), ": "+intake.ErrValue.Error()) + "."}
	}
	if err != nil {
		return nil, err
	}
	if len(in.Fields) == 0 {
		return nil, &dossier.InvalidError{Text: "Vink eerst aan wat klopt, punt voor punt."}
	}
	for _, part := range parts {
		var ticked []string
		for _, f := range r.Fields { // what was kept before is not among them
			if strings.HasPrefix(f.Path, part) && slices.Contains(in.Fields, f.Path) {
				ticked = append(ticked, f.Path)
			}
		}
		if len(ticked) == 0 {
			continue
		}
		if err := d.approve(ctx, a, workerID, part, ticked, edited, in); err != nil {
			if len(kept) > 0 {
				err = errors.Join(err, d.People.As(a).ReplaceDraft(ctx, id, workerID, r))
			}
			return kept, err
		}
		kept = append(kept, part)
		r.Fields = slices.DeleteFunc(r.Fields, func(f intake.Field) bool { return strings.HasPrefix(f.Path, part) })
	}
	return kept, d.People.As(a).DropDraft(ctx, id, workerID)
}

// approve keeps one part.
func (d *Desk) approve(ctx context.Context, a dossier.Actor, workerID, part string, ticked []string, draft intake.Draft, in Approval) error {
	if part == "capacity." {
		// What kind of document it is, and of when, belongs to every item.
		ticked = append(ticked, "capacity.source", "capacity.issued_on")
	}
	found, err := draft.Approved(ticked)
	if err != nil {
		return err
	}
	old, err := d.Profile(ctx, a, workerID)
	if err != nil {
		return err
	}
	w := intake.Merge(old.Worker, found)
	switch part {
	case "person.":
		return d.SavePerson(ctx, a, workerID, w.Person, in.Confirmed)
	case "search.":
		w.Search.Reason = "Overgenomen uit een ingelezen bestand en nagekeken."
		return d.SaveSearch(ctx, a, workerID, w.Search, in.Confirmed)
	}
	if !in.Compared {
		return &dossier.InvalidError{Text: "Vink aan dat u alle punten met het document hebt vergeleken. Wat u weglaat, telt als: geen beperking."}
	}
	w.Capacity.Status, w.Capacity.IssuedOn = "active", in.IssuedOn
	return d.SaveCapacity(ctx, a, workerID, w.Capacity, in.Confirmed)
}
