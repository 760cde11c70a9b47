package main

import (
	"errors"
	"fmt"
	"os"

	"passend/index/sqlite"
	"passend/matcher/dossier"
)

// openDossiers opens the record of persons alone, or lends that of the running
// service: what concerns persons needs no vacancies.
func openDossiers(s *session) (*folder, error) {
	if s.service != nil {
		f := *s.service
		f.borrowed = true
		return &f, nil
	}
	f := &folder{dir: s.data}
	if err := os.MkdirAll(f.dir, 0o700); err != nil {
		return nil, fmt.Errorf("gegevensmap: %w", err)
	}
	unlock, err := sqlite.LockDir(f.dir)
	if err != nil {
		return nil, err
	}
	f.closers = append(f.closers, unlock)
	if err := f.openPeople(s); err != nil {
		return nil, errors.Join(err, f.close())
	}
	return f, nil
}

// withDossiers runs f over the record of persons.
func withDossiers(s *session, run func(people *dossier.Store) error) error {
	f, err := openDossiers(s)
	if err != nil {
		return err
	}
	return errors.Join(run(f.people), f.close())
}

// users are all who can log in, also who no longer can.
func users(s *session, people *dossier.Store) ([]dossier.User, error) {
	return people.Users(s.ctx, dossier.Actor{UserID: "system", Role: dossier.RoleAdmin})
}

// withUsers runs f over the record of persons and all its users.
func withUsers(s *session, run func(people *dossier.Store, all []dossier.User) error) error {
	return withDossiers(s, func(people *dossier.Store) error {
		all, err := users(s, people)
		if err != nil {
			return err
		}
		return run(people, all)
	})
}

// actor is the user that a command is run as: the roles hold on the command line
// as on the screen.
func actor(s *session, people *dossier.Store, login, reason string) (dossier.Actor, error) {
	all, err := users(s, people)
	if err != nil {
		return dossier.Actor{}, err
	}
	for _, u := range all {
		if u.Login == login && !u.Disabled {
			return dossier.Actor{UserID: u.ID, Role: u.Role, Reason: reason}, nil
		}
	}
	return dossier.Actor{}, input("er is geen gebruiker %q", login)
}

// refused turns what a person did wrong into a sentence for that person.
func refused(err error) error {
	var invalid *dossier.InvalidError
	var hold *dossier.HoldError
	switch {
	case errors.As(err, &invalid):
		return input("%s", invalid.Text)
	case errors.As(err, &hold):
		return input("dit dossier moet bewaard blijven: %s", hold.Reason)
	case errors.Is(err, dossier.ErrDenied):
		return input("deze gebruiker mag dit niet, of het dossier bestaat niet")
	case errors.Is(err, dossier.ErrNotFound):
		return input("niet gevonden")
	case errors.Is(err, dossier.ErrErased):
		return input("dit dossier is gewist")
	}
	return err
}
