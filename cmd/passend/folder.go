package main

import (
	"context"
	"errors"
	"fmt"
	"os"
	"path/filepath"

	"passend/crawler"
	"passend/index"
	"passend/index/archive"
	"passend/index/column"
	"passend/index/reading"
	"passend/index/sqlite"
	"passend/matcher"
	"passend/matcher/dossier"
)

// folder is an open data folder: this process owns it until close.
type folder struct {
	dir string
	knowledge
	reader   *reading.Reader
	archive  *archive.Archive
	columns  *column.Store
	index    *index.Index
	matcher  *matcher.Matcher
	people   *dossier.Store
	nightly  nightly
	visits   *visits
	planned  []crawler.Source // known without a file: those of the demonstration
	borrowed bool
	closers  []func() error
}

// openFolder opens the data folder of the session, or lends the one that the
// running service has open.
func openFolder(s *session) (*folder, error) {
	if s.service != nil {
		f := *s.service
		f.borrowed = true
		return &f, nil
	}
	f := &folder{dir: s.data, visits: &visits{}}
	f.closers = append(f.closers, f.visits.close)
	if err := f.open(s); err != nil {
		return nil, errors.Join(err, f.close())
	}
	return f, nil
}

func (f *folder) open(s *session) error {
	if err := os.MkdirAll(f.dir, 0o700); err != nil {
		return fmt.Errorf("gegevensmap: %w", err)
	}
	unlock, err := sqlite.LockDir(f.dir)
	if err != nil {
		return err
	}
	f.closers = append(f.closers, unlock)
	if err := ownFolder(f.dir); err != nil {
		fmt.Fprintf(s.stderr, "Let op: andere gebruikers van deze computer kunnen in de gegevensmap %s kijken. Maak haar alleen voor uzelf leesbaar.\n", f.dir)
	}
	if f.knowledge, err = loadKnowledge(f.dir); err != nil {
		return err
	}
	if f.reader, err = f.knowledge.reader(); err != nil {
		return err
	}
	if f.matcher, err = matcher.New(f.world()); err != nil {
		return err
	}
	if f.archive, err = archive.Open(s.ctx, filepath.Join(f.dir, "vacancies.db"), archive.Options{}); err != nil {
		return err
	}
	f.closers = append(f.closers, f.archive.Close)
	words := index.NewVocabulary(f.tax)
	f.index, err = index.Open(s.ctx, filepath.Join(f.dir, "index"), index.Options{
		Archive: f.archive, Reader: f.reader, Locator: f.locator(),
		Synonyms: words, Names: words.Names, Places: f.places, Log: s.log,
	})
	if err != nil {
		return err
	}
	f.closers = append(f.closers, f.index.Close)
	f.columns = f.index.Columns()
	return f.openPeople(s)
}

// openPeople opens the record of persons with the master key, and tells where a
// new key was put: without it nobody can ever read a dossier.
func (f *folder) openPeople(s *session) (err error) {
	var key dossier.MasterKey
	if s.key != nil {
		key = *s.key
	} else if key, err = readMasterKey(s); err != nil {
		return err
	}
	f.people, err = dossier.Open(s.ctx, f.dir, dossier.Options{MasterKey: key})
	if err != nil {
		return err
	}
	f.closers = append(f.closers, f.people.Close)
	return nil
}

// readMasterKey reads the key from its file, or makes it there.
func readMasterKey(s *session) (key dossier.MasterKey, err error) {
	path, err := masterKeyPath()
	if err != nil {
		return key, err
	}
	key, created, err := dossier.LoadMasterKey(path)
	if created {
		fmt.Fprintf(s.stderr, "Er is een nieuwe hoofdsleutel gemaakt: %s\nBewaar hem ook op een andere plek dan de gegevens. Zonder deze sleutel kan niemand de dossiers lezen.\n", path)
	}
	return key, err
}

// sync brings index and columns up to what the archive holds now.
func (f *folder) sync(ctx context.Context) error { return f.index.Sync(ctx) }

// close closes what was opened, the lock last; a borrowed folder stays open.
func (f *folder) close() error {
	if f.borrowed {
		return nil
	}
	var errs []error
	for i := len(f.closers) - 1; i >= 0; i-- {
		errs = append(errs, f.closers[i]())
	}
	f.closers = nil
	return errors.Join(errs...)
}
