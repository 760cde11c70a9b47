package main

import (
	"bufio"
	"crypto/rand"
	"encoding/base32"
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"slices"
	"strings"

	"passend/matcher/dossier"
)

// userCmd manages who may sign in. The first administrator is made here.
type userCmd struct {
	Add  userAddCmd  `cmd:"" help:"Voeg een gebruiker toe."`
	List userListCmd `cmd:"" help:"Toon alle gebruikers."`
	Lost userLostCmd `cmd:"" help:"Haal de extra code en de toegangssleutels van een gebruiker weg, als de telefoon en de herstelcodes kwijt zijn. De volgende keer inloggen vraagt om nieuwe."`
}

type userAddCmd struct {
	Login string `arg:"" name:"inlognaam" help:"Inlognaam."`
	Role  string `help:"Rol: ${enum}." required:"" enum:"worker,coach,job_hunter,admin,privacy_officer,labour_expert,company_doctor,client"`
	Label string `help:"Naam op het scherm; standaard de inlognaam."`
	Stdin bool   `help:"Lees het wachtwoord van stdin." name:"stdin"`
}

func (c *userAddCmd) Run(s *session) error {
	f, err := openDossiers(s)
	if err != nil {
		return err
	}
	defer f.close()
	password := newPassword()
	if c.Stdin {
		line, err := bufio.NewReader(s.stdin).ReadString('\n')
		if err != nil && line == "" {
			return input("geen wachtwoord op stdin: %w", err)
		}
		password = strings.TrimRight(line, "\r\n")
	}
	u, err := f.people.AddUser(s.ctx, dossier.System("opdrachtregel"), dossier.NewUser{
		Login: c.Login, Role: dossier.Role(c.Role), Label: c.Label, Password: password,
	})
	if errors.Is(err, dossier.ErrTaken) {
		return input("de inlognaam %s bestaat al; kies een andere", c.Login)
	}
	if err != nil {
		return input("gebruiker niet toegevoegd: %w", err)
	}
	s.printf("Gebruiker %s (%s) toegevoegd.\n", u.Login, u.Role)
	if !c.Stdin {
		s.printf("Wachtwoord: %s\n", password)
	}
	return nil
}

type userListCmd struct{}

func (c *userListCmd) Run(s *session) error {
	return withUsers(s, func(_ *dossier.Store, all []dossier.User) error {
		for _, u := range all {
			state := ""
			if u.Disabled {
				state = " (gesloten)"
			}
			s.printf("%-24s %-16s %s%s\n", u.Login, u.Role, u.Label, state)
		}
		return nil
	})
}

// userLostCmd helps who lost every second factor, also the only administrator.
type userLostCmd struct {
	Login string `arg:"" name:"inlognaam" help:"Inlognaam."`
}

func (c *userLostCmd) Run(s *session) error {
	return withUsers(s, func(people *dossier.Store, all []dossier.User) error {
		i := slices.IndexFunc(all, func(u dossier.User) bool { return strings.EqualFold(u.Login, c.Login) })
		if i < 0 {
			return input("de inlognaam %s bestaat niet", c.Login)
		}
		if err := people.RemoveFactors(s.ctx, dossier.System("opdrachtregel"), all[i].ID); err != nil {
			return err
		}
		s.printf("%s zet bij het inloggen een nieuwe tweede stap aan. Sessies en API-sleutels van voor nu werken niet meer.\n", all[i].Login)
		return nil
	})
}

// auditCmd checks the chain of the log.
type auditCmd struct {
	Verify auditVerifyCmd `cmd:"" help:"Controleer of het logboek niet is veranderd."`
}

type auditVerifyCmd struct{}

func (c *auditVerifyCmd) Run(s *session) error {
	f, err := openDossiers(s)
	if err != nil {
		return err
	}
	defer f.close()
	lines, last, err := f.people.VerifyAudit(s.ctx)
	var tampered *dossier.TamperedError
	if errors.As(err, &tampered) {
		return &findingError{fmt.Sprintf("het logboek is veranderd bij regel %d", tampered.Seq)}
	}
	if err != nil {
		return err
	}
	s.printf("Het logboek klopt: %d regels, laatste hash %x.\n", lines, last)
	return nil
}

// newPassword makes a password of 80 random bits in groups that can be read
// out loud.
func newPassword() string {
	raw := make([]byte, 10)
	_, _ = rand.Read(raw) // crypto/rand.Read never fails since Go 1.24
	text := strings.ToLower(base32.StdEncoding.EncodeToString(raw))
	return strings.Join(slices.Collect(chunks(text, 4)), "-")
}

func chunks(s string, n int) func(func(string) bool) {
	return func(yield func(string) bool) {
		for len(s) > 0 {
			k := min(n, len(s))
			if !yield(s[:k]) {
				return
			}
			s = s[k:]
		}
	}
}

// masterKeyPath is where the master key lies: never in the data folder.
func masterKeyPath() (string, error) {
	if p := os.Getenv("PASSEND_MASTER_KEY_FILE"); p != "" {
		return p, nil
	}
	dir, err := os.UserConfigDir()
	if err != nil {
		return "", fmt.Errorf("map voor de hoofdsleutel: %w", err)
	}
	return filepath.Join(dir, "passend", "master.key"), nil
}
