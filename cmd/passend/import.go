package main

import (
	"errors"
	"fmt"
	"iter"
	"os"
	"path/filepath"
	"time"

	"passend/crawler"
	"passend/crawler/source"
	"passend/index/archive"
	"passend/index/vacancy"
)

// importCmd reads files into the data folder.
type importCmd struct {
	Vacancies importVacanciesCmd `cmd:"" help:"Lees vacatures uit een bestand: JSONL, JSON, CSV, XLSX of opgeslagen HTML."`
	ESCO      importESCOCmd      `cmd:"" name:"esco" help:"Lees de officiële ESCO-download: duizenden beroepen en vaardigheden erbij."`
	ONET      importONETCmd      `cmd:"" name:"onet" help:"Vergelijk de schattingen per beroep met O*NET."`
	Postcodes importPostcodesCmd `cmd:"" help:"Lees Nederlandse postcodes, voor nauwkeurige afstanden."`
}

type importVacanciesCmd struct {
	Files  []string `arg:"" help:"Bestanden of mappen." name:"bestand"`
	Source string   `help:"Naam van de bron; standaard de bron in het bestand, of de naam van het bestand."`
}

// importBatch is how many vacancies one transaction keeps.
const importBatch = 500

// shownErrors is how many bad lines are shown; all are counted.
const shownErrors = 10

func (c *importVacanciesCmd) Run(s *session) error {
	f, err := openFolder(s)
	if err != nil {
		return err
	}
	return errors.Join(c.run(s, f), f.close())
}

func (c *importVacanciesCmd) run(s *session, f *folder) error {
	start := time.Now()
	var n imported
	for _, name := range c.Files {
		path := s.path(name)
		if _, err := os.Stat(path); err != nil {
			return err
		}
		source := c.Source
		if source == "" {
			source = filepath.Base(path)
		}
		if err := n.file(s, f, path, source); err != nil {
			return err
		}
	}
	if err := f.sync(s.ctx); err != nil {
		return err
	}
	took := time.Since(start)
	s.printf("Gelezen: %d (%d nieuw, %d veranderd, %d bekend). Niet gelezen: %d.\n",
		n.read, n.added, n.changed, n.read-n.added-n.changed, n.bad)
	s.printf("%.1f s, %.0f vacatures per seconde, index bijgewerkt.\n", took.Seconds(), float64(n.read)/took.Seconds())
	if n.read == 0 {
		return input("geen enkele vacature gevonden")
	}
	return nil
}

// imported counts what files gave.
type imported struct{ read, added, changed, bad int }

func (n *imported) file(s *session, f *folder, path, source string) error {
	var batch []*vacancy.Vacancy
	flush := func() error {
		kept, err := f.archive.KeepAll(s.ctx, batch, time.Now())
		if err != nil {
			return err
		}
		for _, k := range kept {
			n.read++
			switch k.Outcome {
			case archive.New:
				n.added++
			case archive.Changed:
				n.changed++
			}
		}
		batch = batch[:0]
		return nil
	}
	for v, err := range vacanciesIn(path) {
		if s.ctx.Err() != nil {
			return s.ctx.Err()
		}
		if err != nil {
			if n.bad++; n.bad <= shownErrors {
				fmt.Fprintln(s.stderr, unreadText(path, err))
			}
			continue
		}
		if v.Source == "" {
			v.Source = source
		}
		if batch = append(batch, &v); len(batch) == importBatch {
			if err := flush(); err != nil {
				return err
			}
		}
	}
	return flush()
}

// vacanciesIn yields the vacancies of a file, or of all files in a folder.
func vacanciesIn(path string) iter.Seq2[vacancy.Vacancy, error] {
	planned, err := crawler.Plan([]source.Source{{Name: "bestand", Kind: source.KindFiles, Path: path}}, time.Now)
	if err != nil {
		return func(yield func(vacancy.Vacancy, error) bool) { yield(vacancy.Vacancy{}, err) }
	}
	return planned[0].Local
}
