package main

import (
	"context"
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"time"

	"passend/crawler"
	"passend/crawler/fetch"
	"passend/crawler/frontier"
	"passend/crawler/source"
	"passend/index/archive"
	"passend/matcher/dossier"
	"passend/web/desk"
)

// checker looks for the desk whether vacancies are still on their sites.
type checker struct {
	f       *folder
	contact string
}

// Check visits the page of a vacancy within the rules of robots.txt and the
// pauses that hold for all users together.
func (c checker) Check(ctx context.Context, r *archive.Record) (desk.Look, error) {
	client, err := c.f.visits.open(c.contact)
	if errors.Is(err, fetch.ErrNoContact) {
		return "", &dossier.InvalidError{Text: "Passend mag nog geen pagina's ophalen: de beheerder heeft geen contactadres ingesteld. Open de vacature zelf."}
	}
	if err != nil {
		return "", err
	}
	src, err := c.f.source(r.Source)
	if err != nil {
		return "", err
	}
	front, err := frontier.Open(ctx, filepath.Join(c.f.dir, "frontier.db"))
	if err != nil {
		return "", err
	}
	begun := time.Now().Truncate(time.Millisecond) // as the archive keeps times
	outcome, err := crawler.Recheck(ctx, crawler.Config{Archive: c.f.archive, Frontier: front, Fetcher: client}, src, r.Vacancy.URL, r.ID)
	if err = errors.Join(err, front.Close()); err != nil {
		return "", err
	}
	if err := c.f.sync(ctx); err != nil {
		return "", err
	}
	now, err := c.f.archive.Get(ctx, r.ID)
	if err != nil {
		return "", err
	}
	return looked(outcome, now, begun), nil
}

// looked says what a visit means for the vacancy, whose record is of after it.
func looked(o fetch.Outcome, r *archive.Record, begun time.Time) desk.Look {
	switch {
	case !r.ClosedAt.IsZero():
		return desk.LookClosed
	case o == fetch.NotFound || o == fetch.Gone:
		return desk.LookMissing
	case o != fetch.OK && o != fetch.NotModified:
		return desk.LookFailed
	case !r.LastSeen.Before(begun):
		return desk.LookOpen
	}
	return desk.LookPage
}

// source is the source of this name as its file plans it; one that no file plans
// is known by its name alone.
func (f *folder) source(name string) (*crawler.Source, error) {
	planned := f.planned
	if planned == nil && f.nightly.sources != "" {
		text, err := os.ReadFile(f.nightly.sources)
		if err != nil {
			return nil, err
		}
		entries, err := source.Parse(text)
		if err != nil {
			return nil, input("het bestand met bronnen klopt niet: %w", err)
		}
		if planned, err = crawler.Plan(entries.Sources, time.Now); err != nil {
			return nil, &inputError{err}
		}
	}
	for i := range planned {
		if planned[i].Name == name {
			return &planned[i], nil
		}
	}
	return &crawler.Source{Name: name}, nil
}

// lookWords say a look on the command line.
var lookWords = map[desk.Look]string{
	desk.LookOpen:    "staat er nog",
	desk.LookPage:    "de pagina staat er nog; lees zelf of de vacature nog open is",
	desk.LookClosed:  "is gesloten",
	desk.LookMissing: "de pagina is nu niet te vinden; is zij er een andere dag ook niet, dan sluit de vacature",
	desk.LookFailed:  "de pagina is nu niet te bereiken",
}

// recheck looks at one vacancy and says what came of it.
func (c *crawlCmd) recheck(s *session) error {
	f, err := openFolder(s)
	if err != nil {
		return err
	}
	if c.Sources != "" {
		f.nightly.sources = s.path(c.Sources)
	}
	r, err := f.archive.Get(s.ctx, c.Recheck)
	if err == nil {
		var look desk.Look
		look, err = checker{f, c.Contact}.Check(s.ctx, r)
		var invalid *dossier.InvalidError
		if errors.As(err, &invalid) {
			err = input("%s", invalid.Text)
		}
		if err == nil {
			fmt.Fprintf(s.stdout, "%s: %s.\n", r.Vacancy.Title, lookWords[look])
		}
	}
	return errors.Join(err, f.close())
}
