package main

import (
	"encoding/hex"
	"errors"
	"os"
	"path/filepath"
	"time"

	"passend/index/sqlite"
	"passend/matcher/dossier"
)

// backupCmd writes a copy of all dossiers while the service runs.
type backupCmd struct {
	Dir  string `arg:"" name:"map" help:"Map voor de reservekopieën, het liefst op een andere schijf."`
	Keep int    `help:"Bewaar zoveel kopieën; 0 bewaart alles." default:"30"`
}

func (c *backupCmd) Run(s *session) error {
	return withDossiers(s, func(people *dossier.Store) error {
		path, err := people.Backup(s.ctx, dossier.System("opdrachtregel"), s.path(c.Dir), c.Keep)
		if err != nil {
			return err
		}
		s.printf("Reservekopie gemaakt: %s\nControleer haar met: passend restore --verify %s\n", path, path)
		return nil
	})
}

// restoreCmd checks a backup, or puts it back.
type restoreCmd struct {
	File   string `arg:"" name:"bestand" help:"Reservekopie (people-….age), of de map waar zij in staat: dan de nieuwste."`
	Verify bool   `help:"Controleer alleen of alles leesbaar is; verander niets."`
}

func (c *restoreCmd) Run(s *session) error {
	path, err := backupAt(s.path(c.File))
	if err != nil {
		return err
	}
	keyPath, err := masterKeyPath()
	if err != nil {
		return err
	}
	// A new key would open nothing: it is not made here.
	text, err := os.ReadFile(keyPath)
	if err != nil {
		return input("de hoofdsleutel %s is niet te lezen: %w", keyPath, err)
	}
	key, err := dossier.ParseMasterKey(string(text))
	if err != nil {
		return input("de hoofdsleutel %s is niet goed: %w", keyPath, err)
	}
	o := dossier.Options{MasterKey: key, Clock: time.Now}
	var found dossier.Checked
	if c.Verify {
		found, err = dossier.VerifyBackup(s.ctx, path, o)
	} else {
		found, err = c.restore(s, path, o)
	}
	if err != nil {
		return err
	}
	s.printf("Alles is leesbaar: %d dossiers, %d stukken, %d regels logboek (laatste hash %s).\n",
		found.Workers, found.Rows, found.AuditLines, hex.EncodeToString(found.AuditHash))
	if n := len(found.Closed); n > 0 {
		s.printf("%d dossiers zijn na deze kopie gewist en blijven dicht.\n", n)
	}
	if !c.Verify {
		s.printf("Teruggezet in %s.\n", s.data)
	}
	return nil
}

func (c *restoreCmd) restore(s *session, path string, o dossier.Options) (dossier.Checked, error) {
	if s.service != nil {
		return dossier.Checked{}, input("stop eerst de webdienst: terugzetten kan niet terwijl zij draait")
	}
	if err := os.MkdirAll(s.data, 0o700); err != nil {
		return dossier.Checked{}, err
	}
	unlock, err := sqlite.LockDir(s.data)
	if err != nil {
		return dossier.Checked{}, err
	}
	found, err := dossier.Restore(s.ctx, path, s.data, o)
	if errors.Is(err, os.ErrExist) {
		err = input("in %s staan al dossiers. Zet die map eerst opzij, of kies een lege map met --data", s.data)
	}
	return found, errors.Join(err, unlock())
}

// backupAt is the backup that a path names: a file, or the newest in a folder.
func backupAt(path string) (string, error) {
	if !isDir(path) {
		_, err := os.Stat(path)
		return path, err
	}
	all, err := dossier.Backups(path)
	if err == nil && len(all) == 0 {
		err = input("in %s staat geen reservekopie", path)
	}
	if err != nil {
		return "", err
	}
	return all[0], nil
}

// keyCmd manages the master key.
type keyCmd struct {
	Rotate keyRotateCmd `cmd:"" help:"Maak een nieuwe hoofdsleutel; de oude opent daarna niets meer."`
}

type keyRotateCmd struct {
	All bool `help:"Versleutel ook alle gegevens opnieuw, met een nieuwe sleutel per dossier. De webdienst moet dan stil staan; oudere reservekopieën gaan daarna niet meer open."`
}

func (c *keyRotateCmd) Run(s *session) error {
	path, err := masterKeyPath()
	if err != nil {
		return err
	}
	if c.All {
		if err := reseal(s, path); err != nil {
			return err
		}
	}
	return withDossiers(s, func(people *dossier.Store) error {
		err := people.Rotate(s.ctx, dossier.System("opdrachtregel"), dossier.NewMasterKey(), func(k dossier.MasterKey) error {
			if err := os.MkdirAll(filepath.Dir(path), 0o700); err != nil {
				return err
			}
			return dossier.KeepMasterKey(path, k)
		})
		if err != nil {
			return err
		}
		if c.All {
			if err := backUpAnew(s, people); err != nil {
				return err
			}
		}
		s.printf("De nieuwe hoofdsleutel staat in %s.\nBewaar hem ook op een andere plek dan de gegevens, en vernietig de kopieën van de oude.\n", path)
		return nil
	})
}

// reseal encrypts all dossiers anew under keys of their own; no service may run.
func reseal(s *session, keyPath string) error {
	if s.service != nil {
		return input("stop eerst de webdienst: opnieuw versleutelen kan niet terwijl zij draait")
	}
	text, err := os.ReadFile(keyPath)
	if err != nil {
		return input("de hoofdsleutel %s is niet te lezen: %w", keyPath, err)
	}
	key, err := dossier.ParseMasterKey(string(text))
	if err != nil {
		return input("de hoofdsleutel %s is niet goed: %w", keyPath, err)
	}
	if err := os.MkdirAll(s.data, 0o700); err != nil {
		return err
	}
	unlock, err := sqlite.LockDir(s.data)
	if err != nil {
		return err
	}
	err = dossier.Reseal(s.ctx, s.data, dossier.Options{MasterKey: key, Clock: time.Now}, dossier.System("opdrachtregel"), func(done, total int) error {
		if done%max(1, total/tenth) == 0 || done == total {
			s.printf("%d van %d dossiers opnieuw versleuteld.\n", done, total)
		}
		return s.ctx.Err()
	})
	return errors.Join(err, unlock())
}

// tenth is how often progress is told.
const tenth = 10

// backUpAnew makes a copy in every folder that holds backups: those that stand
// there no longer open.
func backUpAnew(s *session, people *dossier.Store) error {
	dirs, err := people.BackupPlaces(s.ctx, dossier.System("opdrachtregel"))
	if err != nil {
		return err
	}
	for _, dir := range dirs {
		path, err := people.Backup(s.ctx, dossier.System("opdrachtregel"), dir, 0)
		if err != nil {
			s.printf("In %s kon geen nieuwe reservekopie worden gemaakt (%v). De kopieën daar gaan niet meer open.\n", dir, err)
			continue
		}
		s.printf("Nieuwe reservekopie: %s. Oudere kopieën in die map gaan niet meer open; gooi ze weg.\n", path)
	}
	return nil
}
