package main

import (
	"bytes"
	"encoding/json"
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"time"

	"passend/matcher/dossier"
	"passend/matcher/intake"
)

// workerCmd is what the command line does with dossiers.
type workerCmd struct {
	Export workerExportCmd `cmd:"" help:"Geef alles van één werknemer, om te lezen (HTML) of te verwerken (JSON)."`
	Erase  workerEraseCmd  `cmd:"" help:"Wis een dossier, ook uit alle reservekopieën."`
	Import workerImportCmd `cmd:"" help:"Lees een caseload in: CSV of XLSX. Zonder --save alleen op proef."`
	Draft  workerDraftCmd  `cmd:"" help:"Laat zien wat Passend in een cv, FML of ander bestand leest. Er wordt niets bewaard."`

	Convert workerConvertCmd `cmd:"" help:"Maak werknemersbestanden van gewone JSON."`
}

type workerExportCmd struct {
	ID     string `arg:"" name:"nummer" help:"Nummer van het dossier."`
	As     string `help:"Inlognaam van de coach of de werknemer voor wie dit is." required:""`
	Format string `help:"Vorm: ${enum}." enum:"html,json" default:"html"`
	Out    string `help:"Bestand; standaard het scherm." short:"o"`
}

func (c *workerExportCmd) Run(s *session) error {
	return withDossiers(s, func(people *dossier.Store) error {
		a, err := actor(s, people, c.As, "opdrachtregel")
		if err != nil {
			return err
		}
		e, err := people.As(a).Export(s.ctx, c.ID)
		if err != nil {
			return refused(err)
		}
		var text bytes.Buffer
		if c.Format == "html" {
			err = e.WriteHTML(&text)
		} else {
			enc := json.NewEncoder(&text)
			enc.SetIndent("", "  ")
			err = enc.Encode(e)
		}
		if err != nil {
			return err
		}
		if c.Out == "" {
			_, err = text.WriteTo(s.stdout)
			return err
		}
		// For the owner alone: it holds everything.
		return os.WriteFile(s.path(c.Out), text.Bytes(), 0o600)
	})
}

type workerEraseCmd struct {
	ID     string `arg:"" name:"nummer" help:"Nummer van het dossier."`
	As     string `help:"Inlognaam van de privacyfunctionaris." required:""`
	Reason string `help:"Reden van het wissen." required:""`
}

func (c *workerEraseCmd) Run(s *session) error {
	return withDossiers(s, func(people *dossier.Store) error {
		a, err := actor(s, people, c.As, c.Reason)
		if err != nil {
			return err
		}
		proof, err := people.Erase(s.ctx, a, c.ID)
		if err != nil {
			return refused(err)
		}
		enc := json.NewEncoder(s.stdout)
		enc.SetIndent("", "  ")
		if err := enc.Encode(proof); err != nil {
			return err
		}
		for dir, trouble := range proof.Backups {
			if trouble != "" {
				return &findingError{fmt.Sprintf("de sleutel staat nog in de reservekopie in %s (%s). Maak daar een nieuwe reservekopie", dir, trouble)}
			}
		}
		return nil
	})
}

type workerImportCmd struct {
	File    string            `arg:"" name:"bestand" help:"CSV of XLSX."`
	As      string            `help:"Inlognaam van de coach die de werknemers krijgt." required:""`
	Save    bool              `help:"Bewaar de werknemers; zonder dit is het een proef."`
	Mapping string            `help:"Naam van een bewaarde kolomindeling." placeholder:"NAAM"`
	Column  map[string]string `help:"Wat een kolom is, bijvoorbeeld --column 'Kolom A=hours'. Met --mapping wordt de indeling onder die naam bewaard." placeholder:"KOLOM=BETEKENIS"`
}

func (c *workerImportCmd) Run(s *session) error {
	path := s.path(c.File)
	data, err := os.ReadFile(path)
	if err != nil {
		return err
	}
	return withDossiers(s, func(people *dossier.Store) error {
		a, err := actor(s, people, c.As, "")
		if err != nil {
			return err
		}
		view := people.As(a)
		mapping, err := c.mapping(s, view)
		if err != nil {
			return err
		}
		table, err := intake.ReadCaseload(filepath.Base(path), data, mapping)
		if err != nil {
			return input("dit bestand is niet te lezen: %w", err)
		}
		printCaseload(s, table)
		if !c.Save {
			s.printf("Dit was een proef: er is niets bewaard. Met --save wel.\n")
			return nil
		}
		if c.Mapping != "" {
			if err := view.KeepMapping(s.ctx, c.Mapping, columnsOf(table.Mapping)); err != nil {
				return refused(err)
			}
		}
		return c.save(s, view, table)
	})
}

// mapping is the kept one with the columns of the command line over it; nil lets
// the headers decide.
func (c *workerImportCmd) mapping(s *session, view *dossier.View) (intake.Mapping, error) {
	out := intake.Mapping{}
	if c.Mapping != "" {
		kept, err := view.Mapping(s.ctx, c.Mapping)
		if err != nil && (len(c.Column) == 0 || !errors.Is(err, dossier.ErrNotFound)) {
			return nil, refused(err)
		}
		for header, target := range kept {
			out[header] = intake.Target(target)
		}
	}
	for header, target := range c.Column {
		if !slices.Contains(intake.Targets, intake.Target(target)) {
			return nil, input("%q is geen betekenis van een kolom; kies uit: %s", target, targetList())
		}
		out[header] = intake.Target(target)
	}
	return out, nil
}

func (c *workerImportCmd) save(s *session, view *dossier.View, table intake.Caseload) error {
	known := map[string]bool{}
	present, err := view.Caseload(s.ctx)
	if err != nil {
		return refused(err)
	}
	for _, w := range present {
		known[w.Label] = true
	}
	saved := 0
	for _, row := range table.Rows {
		w := row.Draft.Worker
		if w.Label == "" {
			w.Label = fmt.Sprintf("%s-%d", strings.TrimSuffix(filepath.Base(c.File), filepath.Ext(c.File)), row.Number)
		}
		if known[w.Label] {
			s.printf("Rij %d: %s bestaat al en is overgeslagen.\n", row.Number, w.Label)
			continue
		}
		w.Search.Reason = "overgenomen uit een caseloadbestand"
		id, err := view.AddWorker(s.ctx, w)
		if err != nil {
			return fmt.Errorf("rij %d: %w", row.Number, refused(err))
		}
		known[w.Label] = true
		saved++
		s.printf("Rij %d: %s is bewaard als %s.\n", row.Number, w.Label, id)
	}
	s.printf("%d werknemers bewaard.\n", saved)
	return nil
}

func printCaseload(s *session, table intake.Caseload) {
	for _, h := range table.Headers {
		s.printf("%-28s %s\n", h, table.Mapping[h])
	}
	for _, text := range table.Refused {
		s.printf("%s\n", text)
	}
	for _, r := range table.Rejected {
		s.printf("Rij %d geweigerd: %s\n", r.Number, r.Reason)
	}
	for _, r := range table.Rows {
		for _, n := range r.Draft.Notes {
			s.printf("Rij %d: %s\n", r.Number, n)
		}
	}
	s.printf("%d rijen goed, %d geweigerd.\n", len(table.Rows), len(table.Rejected))
}

func columnsOf(m intake.Mapping) map[string]string {
	out := map[string]string{}
	for header, target := range m {
		if target != intake.TargetRefused {
			out[header] = string(target)
		}
	}
	return out
}

func targetList() string {
	texts := make([]string, len(intake.Targets))
	for i, t := range intake.Targets {
		texts[i] = string(t)
	}
	return strings.Join(texts, ", ")
}

type workerDraftCmd struct {
	File string `arg:"" name:"bestand" help:"DOCX, PDF, TXT, XML of JSON."`
	JSON bool   `help:"Toon het als JSON." name:"json"`
}

func (c *workerDraftCmd) Run(s *session) error {
	path := s.path(c.File)
	data, err := os.ReadFile(path)
	if err != nil {
		return err
	}
	drafts, err := intake.Read(filepath.Base(path), data, time.Now())
	if err != nil {
		return input("dit bestand is niet te lezen: %w", err)
	}
	if c.JSON {
		enc := json.NewEncoder(s.stdout)
		enc.SetIndent("", "  ")
		return enc.Encode(drafts)
	}
	for _, d := range drafts {
		s.printf("%s\n", d.Format)
		for _, f := range d.Fields {
			s.printf("  %-32s %-28s ← %s: %s\n", f.Path, f.Value, f.Place, f.Source)
		}
		for _, n := range d.Notes {
			s.printf("  let op: %s\n", n)
		}
	}
	s.printf("Er is niets bewaard.\n")
	return nil
}
