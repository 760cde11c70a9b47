package main

import (
	"bytes"
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"

	"passend/index/place"
	"passend/index/sqlite"
	"passend/index/taxonomy"
)

// postcodesName is the imported postcode file in the data folder.
const postcodesName = "postcodes.txt"

// loadKnowledge is newKnowledge with what was imported into a data folder.
func loadKnowledge(dir string) (knowledge, error) {
	k := knowledge{places: place.Default()}
	tax, err := taxonomy.Load(dir)
	if errors.Is(err, taxonomy.ErrSnapshot) {
		return k, input("het bestand %s is beschadigd of van een andere versie; lees ESCO opnieuw in met 'passend import esco'", filepath.Join(dir, taxonomy.SnapshotName))
	}
	if err != nil {
		return k, err
	}
	k.tax = tax
	path := filepath.Join(dir, postcodesName)
	file, err := os.Open(path)
	if errors.Is(err, fs.ErrNotExist) {
		return k, nil
	}
	if err != nil {
		return k, err
	}
	defer file.Close()
	codes, err := place.ImportPostcodes(file)
	if err != nil {
		return k, input("het bestand %s is beschadigd; lees de postcodes opnieuw in met 'passend import postcodes'", path)
	}
	k.places = k.places.WithPostcodes(codes)
	return k, nil
}

type importESCOCmd struct {
	Dir string `arg:"" help:"Map met de CSV-bestanden van ESCO: beroepen, vaardigheden en hun relaties." name:"map"`
}

func (c *importESCOCmd) Run(s *session) error {
	dir := s.path(c.Dir)
	if !isDir(dir) {
		return input("de map %s bestaat niet", dir)
	}
	snap, rep, err := taxonomy.ImportESCO(dir)
	var half *taxonomy.IncompleteError
	if errors.As(err, &half) {
		return &inputError{half}
	}
	if err != nil {
		return err
	}
	return s.keepKnowledge(func() error {
		if err := snap.WriteFile(filepath.Join(s.data, taxonomy.SnapshotName)); err != nil {
			return err
		}
		s.printf("ESCO ingelezen: %d beroepen, %d namen, %d vaardigheden, %d relaties; %d regels overgeslagen. Controlegetal %.12s.\n",
			rep.Occupations, rep.Labels, rep.Skills, rep.Relations, rep.Skipped, rep.Checksum)
		return nil
	})
}

type importPostcodesCmd struct {
	File string `arg:"" help:"Bestand met postcodes: van GeoNames of 4pp." name:"bestand"`
}

func (c *importPostcodesCmd) Run(s *session) error {
	data, err := os.ReadFile(s.path(c.File))
	if err != nil {
		return err
	}
	codes, err := place.ImportPostcodes(bytes.NewReader(data))
	if err != nil {
		return input("in %s staan geen postcodes zoals GeoNames of 4pp ze levert; download het bestand opnieuw", c.File)
	}
	return s.keepKnowledge(func() error {
		if err := replaceFile(filepath.Join(s.data, postcodesName), data); err != nil {
			return err
		}
		s.printf("%d postcodes ingelezen.\n", codes.Len())
		return nil
	})
}

type importONETCmd struct {
	Files []string `arg:"" help:"Het bestand met werkomstandigheden (work context) en de koppeltabel naar ISCO-08." name:"bestand"`
}

// Run compares the estimates per occupation with O*NET; it changes none of them
// and keeps nothing.
func (c *importONETCmd) Run(s *session) error {
	if len(c.Files) != 2 {
		return input("geef twee bestanden: de werkomstandigheden van O*NET en de koppeltabel naar ISCO-08")
	}
	first, second := s.path(c.Files[0]), s.path(c.Files[1])
	w, err := taxonomy.ImportONETFiles(first, second)
	if errors.Is(err, taxonomy.ErrONET) {
		w, err = taxonomy.ImportONETFiles(second, first)
	}
	if errors.Is(err, taxonomy.ErrONET) {
		return &inputError{taxonomy.ErrONET}
	}
	if err != nil {
		return err
	}
	s.printf("O*NET gelezen: %d beroepen gekoppeld, %d niet. De schattingen van Passend veranderen hier niet door.\n", w.Occupations, w.Unlinked)
	s.printf("Overeenkomst van de schattingen met O*NET (rangcorrelatie, 1 is gelijk):\n")
	for _, p := range taxonomy.Default().CheckPriors(w) {
		s.printf("  %-28s %5.2f over %d beroepsgroepen\n", p.Key, p.Rho, p.Groups)
	}
	return nil
}

// keepKnowledge writes into the data folder while no other process owns it. A
// running service goes on with what it has until it is started again.
func (s *session) keepKnowledge(write func() error) error {
	if s.service != nil {
		if err := write(); err != nil {
			return err
		}
		s.printf("Start Passend opnieuw om dit te gebruiken.\n")
		return nil
	}
	if err := os.MkdirAll(s.data, 0o700); err != nil {
		return fmt.Errorf("gegevensmap: %w", err)
	}
	unlock, err := sqlite.LockDir(s.data)
	if err != nil {
		return err
	}
	return errors.Join(write(), unlock())
}

// replaceFile writes beside the old file first, so that a broken write leaves it.
func replaceFile(path string, data []byte) error {
	tmp, err := os.CreateTemp(filepath.Dir(path), ".import-*")
	if err != nil {
		return err
	}
	_, err = tmp.Write(data)
	if err = errors.Join(err, tmp.Sync(), tmp.Close()); err == nil {
		err = os.Rename(tmp.Name(), path)
	}
	if err != nil {
		return errors.Join(err, os.Remove(tmp.Name()))
	}
	return nil
}
