package main

import (
	"context"
	"errors"
	"fmt"
	"net"
	"os"
	"strings"
	"text/tabwriter"
	"time"

	"passend/crawler/demosite"
	"passend/matcher"
	"passend/matcher/dossier"
	"passend/matcher/profile"
	"passend/web"
)

// demoCmd shows the main job from live pages to explained suggestions, on a
// built-in site with fictional vacancies.
type demoCmd struct {
	NoServe bool `help:"Stop na de tabel, zonder webdienst."`
	Port    int  `help:"Poort van de webdienst op 127.0.0.1; 0 kiest een vrije poort." default:"8080"`
	Top     int  `help:"Hoeveel voorstellen per werknemer in de tabel." default:"5"`

	// Factor asks staff for a second factor, as a real service does; tests use it.
	Factor bool `kong:"-"`
	// ready is told the address and accounts when the service answers; tests
	// use it.
	ready func(url string, accounts []demoAccount) `kong:"-"`
}

// demoAccount is one of the accounts that the demonstration prints.
type demoAccount struct {
	login, password, label string
	role                   dossier.Role
	id                     string
}

func (c *demoCmd) Run(s *session) (err error) {
	if s.service != nil {
		return input("de demonstratie kan niet op een draaiende webdienst; kies een andere map met --data")
	}
	if os.Getenv("PASSEND_DATA") == "" && s.data == defaultData() {
		// Nothing of a demonstration belongs in the real data folder.
		if s.data, err = os.MkdirTemp("", "passend-demo-"); err != nil {
			return fmt.Errorf("tijdelijke map: %w", err)
		}
		defer func() { err = errors.Join(err, os.RemoveAll(s.data)) }()
		key := dossier.NewMasterKey()
		s.key = &key
	}
	var l net.Listener
	if !c.NoServe {
		// Before the crawl: who has no port should not wait for the table.
		if l, err = listen(s, fmt.Sprintf("127.0.0.1:%d", c.Port)); err != nil {
			return err
		}
		defer l.Close()
	}
	f, err := openFolder(s)
	if err != nil {
		return err
	}
	defer func() { err = errors.Join(err, f.close()) }()

	now := time.Now()
	site, err := c.collect(s, f, now)
	if err != nil {
		return err
	}
	// The site stays: a vacancy can be looked up again from its page.
	defer site.Close()
	workers, err := profile.Demo()
	if err != nil {
		return err
	}
	if err := c.table(s, f, workers, now); err != nil || c.NoServe {
		return err
	}
	accounts, err := demoAccounts(s.ctx, f.people, workers, now)
	if err != nil {
		return err
	}
	return f.serve(s, l, web.Config{Demo: true, WithoutFactor: !c.Factor}, func(url string) {
		s.printf("\nPassend draait op %s. Stoppen met Ctrl-C.\n\n", url)
		w := tabwriter.NewWriter(s.stdout, 0, 0, 2, ' ', 0)
		fmt.Fprintln(w, "ROL\tINLOGNAAM\tWACHTWOORD")
		for _, a := range accounts {
			fmt.Fprintf(w, "%s\t%s\t%s\n", a.label, a.login, a.password)
		}
		w.Flush()
		s.printf("\nInloggen gaat hier in één stap. Een echte dienst vraagt medewerkers ook een code of een toegangssleutel.\n")
		if c.ready != nil {
			c.ready(url, accounts)
		}
	})
}

// collect serves the demonstration site on loopback, crawls it and brings the
// index up to date.
func (c *demoCmd) collect(s *session, f *folder, now time.Time) (site *demosite.Running, err error) {
	pages, err := demosite.New(demosite.Options{Now: now})
	if err != nil {
		return nil, err
	}
	if site, err = pages.Serve(s.ctx); err != nil {
		return nil, fmt.Errorf("demonstratiesite: %w", err)
	}
	defer func() {
		if err != nil {
			site.Close()
		}
	}()
	sources, err := site.SourcesYAML()
	if err != nil {
		return nil, err
	}
	s.printf("De demonstratiesite draait; Passend haalt de vacatures nu echt op.\n")
	f.nightly.contact = "demo@passend.example"
	report, err := f.crawl(s, strings.NewReader(string(sources)), crawlOptions{contact: f.nightly.contact, unpaced: true})
	if err != nil {
		return nil, err
	}
	printCrawl(s.stdout, report)
	return site, f.sync(s.ctx)
}

// table prints the best proposals for each worker.
func (c *demoCmd) table(s *session, f *folder, workers []profile.Worker, now time.Time) error {
	for i := range workers {
		w := &workers[i]
		r, err := f.matcher.Rank(s.ctx, matcher.Request{Worker: w, AsOf: now, Top: c.Top}, f.columns.View(), f)
		if err != nil {
			return err
		}
		s.printf("\n%s zoekt: %s\n%d vacatures bekeken: %d voorstellen, %d buiten zoekprofiel, %d waarschijnlijk niet passend, %d niet passend\n",
			w.Label, strings.Join(texts(w.Search.Directions), "; "), r.Scanned, r.Counts[matcher.BandProposals],
			r.Counts[matcher.BandOutside], r.Counts[matcher.BandCollapsed], r.Counts[matcher.BandHidden])
		t := tabwriter.NewWriter(s.stdout, 0, 0, 2, ' ', 0)
		fmt.Fprintln(t, "  \tOORDEEL\tWENS\tKANS\tVACATURE\tWERKGEVER\tPLAATS\tUREN")
		for j := range r.Matches {
			m := &r.Matches[j]
			v, read, err := f.Load(s.ctx, m.VacancyID)
			if err != nil {
				return err
			}
			fmt.Fprintf(t, "  %d\t%s\t%.0f\t%.0f\t%s\t%s\t%s\t%s\n", j+1, verdictWords[m.Verdict], m.Preference, m.Qualification,
				clip(v.Title, 44), clip(v.Employer, 24), clip(v.PlaceNames(), 18), hoursText(read))
		}
		if err := t.Flush(); err != nil {
			return err
		}
		if len(r.Matches) > 0 {
			s.printf("  Waarom nummer 1:\n")
			for _, x := range shortReasons(r.Matches[0].Reasons) {
				s.printf("    %s %s%s\n", marks[x.State], x.Note, quoted(x))
			}
		}
	}
	return nil
}

// shortReasons are a few reasons that show what an explanation is: first those
// with a quote.
func shortReasons(all []matcher.Reason) []matcher.Reason {
	var with, without []matcher.Reason
	for _, r := range all {
		if r.Quote != nil {
			with = append(with, r)
		} else {
			without = append(without, r)
		}
	}
	all = append(with, without...)
	return all[:min(4, len(all))]
}

func quoted(r matcher.Reason) string {
	if r.Quote == nil {
		return ""
	}
	return " «" + clip(strings.Join(strings.Fields(r.Quote.Text), " "), 90) + "»"
}

func texts(ds []profile.Direction) []string {
	var out []string
	for _, d := range ds {
		out = append(out, d.Text)
	}
	return out
}

// clip shortens a text to n characters.
func clip(s string, n int) string {
	r := []rune(s)
	if len(r) <= n {
		return s
	}
	return strings.TrimSpace(string(r[:n-1])) + "…"
}

// demoWeeks is the week of illness in which each worker of the demonstration
// is today, so that a timeline and milestones show.
var demoWeeks = [...]int{46, 58, 50}

// demoAccounts makes the accounts with random passwords and the dossiers of the
// three workers: the coach and the job hunter have all three, the worker the
// first. In a folder of an earlier demonstration they get new names beside it.
func demoAccounts(ctx context.Context, people *dossier.Store, workers []profile.Worker, now time.Time) ([]demoAccount, error) {
	accounts := []demoAccount{
		{login: "coach", label: "coach", role: dossier.RoleCoach},
		{login: "jobhunter", label: "jobhunter", role: dossier.RoleJobHunter},
		{login: "werknemer", label: "werknemer", role: dossier.RoleWorker},
		{login: "beheerder", label: "beheerder", role: dossier.RoleAdmin},
		{login: "privacy", label: "privacy officer", role: dossier.RolePrivacyOfficer},
	}
	system := dossier.System("demonstratie")
	for i := range accounts {
		a := &accounts[i]
		a.password = newPassword()
		u, err := people.AddUser(ctx, system, dossier.NewUser{Login: a.login, Label: a.label, Role: a.role, Password: a.password})
		if errors.Is(err, dossier.ErrTaken) {
			a.login += "-" + newPassword()[:4]
			u, err = people.AddUser(ctx, system, dossier.NewUser{Login: a.login, Label: a.label, Role: a.role, Password: a.password})
		}
		if err != nil {
			return nil, err
		}
		a.id = u.ID
	}
	for i := range workers {
		users := []string{accounts[0].id, accounts[1].id}
		if i == 0 {
			users = append(users, accounts[2].id)
		}
		id, err := people.As(system).AddWorker(ctx, workers[i], users...)
		if err != nil {
			return nil, err
		}
		coach := people.As(dossier.Actor{UserID: accounts[0].id, Role: dossier.RoleCoach})
		sick := now.AddDate(0, 0, -7*demoWeeks[i%len(demoWeeks)]).Format(time.DateOnly)
		if _, err := coach.Add(ctx, dossier.New{WorkerID: id, Body: dossier.Trajectory{FirstSickDay: sick}}); err != nil {
			return nil, err
		}
	}
	return accounts, nil
}
