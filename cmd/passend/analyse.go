package main

import (
	"errors"
	"fmt"
	"strings"
	"text/tabwriter"
	"time"

	"passend/matcher"
	"passend/matcher/profile"
)

// analyse is what the commands over one or more workers share.
type analyse struct {
	JSON bool `help:"Schrijf JSON." name:"json"`
	dateFlags
}

// with opens the folder, brings it up to date and runs f.
func (c *analyse) with(s *session, f func(fo *folder, asOf, start time.Time) error) error {
	asOf, start, err := c.parse(time.Now())
	if err != nil {
		return err
	}
	fo, err := openFolder(s)
	if err != nil {
		return err
	}
	if err = fo.sync(s.ctx); err == nil {
		err = f(fo, asOf, start)
	}
	return errors.Join(err, fo.close())
}

// loadWorkers reads worker files, or all files of folders.
func loadWorkers(s *session, paths []string) ([]*profile.Worker, error) {
	var all []*profile.Worker
	for _, p := range paths {
		path := s.path(p)
		if isDir(path) {
			ws, err := workersIn(s, path)
			if err != nil {
				return nil, err
			}
			for i := range ws {
				all = append(all, &ws[i])
			}
			continue
		}
		w, err := loadWorker(path)
		if err != nil {
			return nil, err
		}
		all = append(all, &w)
	}
	return all, nil
}

// whatIfCmd tells what a change of one blocker would open.
type whatIfCmd struct {
	Worker string `help:"Werknemersbestand." required:"" placeholder:"BESTAND"`
	Pairs  bool   `help:"Ook paren die alleen samen iets openen."`
	Top    int    `help:"Hoeveel regels." default:"20"`
	analyse
}

func (c *whatIfCmd) Run(s *session) error {
	w, err := loadWorker(s.path(c.Worker))
	if err != nil {
		return err
	}
	return c.with(s, func(f *folder, asOf, start time.Time) error {
		r, err := f.matcher.WhatIf(s.ctx, matcher.Request{Worker: &w, AsOf: asOf, ExpectedStart: start}, f.columns.View(), c.Pairs)
		if err != nil {
			return err
		}
		if c.JSON {
			return printJSON(s.stdout, r)
		}
		s.printf("%d vacatures bekeken, nu %d voorstellen.\n", r.Scanned, r.Now)
		t := tabwriter.NewWriter(s.stdout, 0, 0, 2, ' ', 0)
		fmt.Fprintln(t, "OPENT\tALS")
		levers := append(r.Levers, r.Pairs...)
		for _, l := range levers[:min(len(levers), c.Top)] {
			fmt.Fprintf(t, "%d\t%s\n", l.Opens, l.Text)
		}
		return t.Flush()
	})
}

// gapCmd shows the distance between person profile and search profile.
type gapCmd struct {
	Worker string `help:"Werknemersbestand." required:"" placeholder:"BESTAND"`
	analyse
}

func (c *gapCmd) Run(s *session) error {
	w, err := loadWorker(s.path(c.Worker))
	if err != nil {
		return err
	}
	return c.with(s, func(f *folder, asOf, start time.Time) error {
		q := matcher.Request{Worker: &w, AsOf: asOf, ExpectedStart: start}
		view := f.columns.View()
		g, err := f.matcher.Gap(s.ctx, q, view)
		if err != nil {
			return err
		}
		levers, err := f.matcher.WhatIf(s.ctx, q, view, false)
		if err != nil {
			return err
		}
		g.AddLevers(levers)
		if c.JSON {
			return printJSON(s.stdout, g)
		}
		if g.Measured() {
			s.printf("Afstand tussen persoonsprofiel en zoekprofiel: %.0f van 100 (0 is geen afstand)\n", g.Total)
		} else {
			s.printf("Afstand tussen persoonsprofiel en zoekprofiel: niet te meten, er zijn geen vacatures in de zoekrichtingen\n")
		}
		for _, d := range g.Directions {
			if d.Vacancies < matcher.GapLeast {
				s.printf("\n%s: te weinig vacatures om te meten (%d)\n", d.Direction, d.Vacancies)
				continue
			}
			s.printf("\n%s: afstand %.0f, op grond van %d vacatures\n", d.Direction, d.Gap, d.Vacancies)
			t := tabwriter.NewWriter(s.stdout, 0, 0, 2, ' ', 0)
			for _, e := range d.Elements[:min(len(d.Elements), 8)] {
				fmt.Fprintf(t, "  %s\tgevraagd in %.0f %%\taanwezig %.0f %%\n", e.Name, e.Share, e.Has)
			}
			if err := t.Flush(); err != nil {
				return err
			}
		}
		if len(g.Suggestions) > 0 {
			s.printf("\nWat de afstand kleiner maakt:\n")
		}
		for _, x := range g.Suggestions {
			s.printf("  - %s\n", x.Text)
		}
		return nil
	})
}

// employersCmd lists employers to approach for workers.
type employersCmd struct {
	Workers []string `help:"Werknemersbestanden of mappen." required:"" placeholder:"BESTAND"`
	Top     int      `help:"Hoeveel werkgevers per lijst." default:"15"`
	analyse
}

func (c *employersCmd) Run(s *session) error {
	workers, err := loadWorkers(s, c.Workers)
	if err != nil {
		return err
	}
	return c.with(s, func(f *folder, asOf, start time.Time) error {
		r, err := f.matcher.Employers(s.ctx, matcher.EmployersRequest{Workers: workers, AsOf: asOf, ExpectedStart: start, Top: c.Top}, f.columns.View())
		if err != nil {
			return err
		}
		if c.JSON {
			return printJSON(s.stdout, r)
		}
		for _, x := range []struct {
			head string
			list []matcher.Employer
		}{{"Werkgevers met een passende vacature", r.WithVacancy}, {"Voor een open sollicitatie", r.Speculative}} {
			s.printf("%s (%d)\n", x.head, len(x.list))
			t := tabwriter.NewWriter(s.stdout, 0, 0, 2, ' ', 0)
			fmt.Fprintln(t, "  WERKGEVER\tNU\tAFGELOPEN JAAR\tOPEN IN TOTAAL\tWAAROM")
			for _, e := range x.list {
				fmt.Fprintf(t, "  %s\t%d\t%d\t%d\t%s\n", clip(e.Name, 32), e.Open, e.Past, e.Active, clip(strings.Join(e.Reasons, " "), 70))
			}
			if err := t.Flush(); err != nil {
				return err
			}
		}
		return nil
	})
}

// reverseCmd tells for which workers new vacancies are.
type reverseCmd struct {
	Workers []string `help:"Werknemersbestanden of mappen." required:"" placeholder:"BESTAND"`
	Since   string   `help:"Vacatures die nieuw of veranderd zijn sinds deze dag (jjjj-mm-dd); standaard gisteren." placeholder:"DATUM"`
	analyse
}

func (c *reverseCmd) Run(s *session) error {
	workers, err := loadWorkers(s, c.Workers)
	if err != nil {
		return err
	}
	return c.with(s, func(f *folder, asOf, start time.Time) error {
		since := asOf.AddDate(0, 0, -1)
		if c.Since != "" {
			if since, err = time.Parse(time.DateOnly, c.Since); err != nil {
				return input("--since moet een datum zijn als 2026-11-25, niet %q", c.Since)
			}
		}
		ids, err := f.changedSince(s, since)
		if err != nil {
			return err
		}
		hits, err := f.matcher.Reverse(s.ctx, matcher.ReverseRequest{Workers: workers, Vacancies: ids, AsOf: asOf, ExpectedStart: start}, f.columns.View())
		if err != nil {
			return err
		}
		if c.JSON {
			return printJSON(s.stdout, hits)
		}
		s.printf("%d nieuwe of veranderde vacatures, %d voorstellen.\n", len(ids), len(hits))
		t := tabwriter.NewWriter(s.stdout, 0, 0, 2, ' ', 0)
		for _, h := range hits {
			v, _, err := f.Load(s.ctx, h.VacancyID)
			if err != nil {
				return err
			}
			fmt.Fprintf(t, "%s\t%s\t%s\t%s\n", h.WorkerID, verdictWords[h.Verdict], clip(v.Title, 48), clip(v.Employer, 28))
		}
		return t.Flush()
	})
}

// changedSince lists the open vacancies whose version was first seen since t.
func (f *folder) changedSince(s *session, t time.Time) ([]string, error) {
	var ids []string
	for seq := int64(0); ; {
		records, err := f.archive.Since(s.ctx, seq, 1000)
		if err != nil || len(records) == 0 {
			return ids, err
		}
		for i := range records {
			r := &records[i]
			seq = r.Seq
			if r.ClosedAt.IsZero() && !r.Changed.Before(t) {
				ids = append(ids, r.ID)
			}
		}
	}
}
