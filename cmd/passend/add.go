package main

import (
	"context"
	"errors"
	"sync"
	"time"

	"passend/crawler"
	"passend/crawler/extract"
	"passend/crawler/fetch"
	"passend/index/archive"
	"passend/index/vacancy"
	"passend/matcher/dossier"
)

// adder brings single vacancies into the folder for the desk.
type adder struct {
	f *folder
	// contact is who a site can turn to; without it no page is fetched.
	contact string
}

// visits holds the one client of a folder for single pages: its pauses between
// requests to a site hold for all users together.
type visits struct {
	mu     sync.Mutex
	client *fetch.Client
}

func (v *visits) open(contact string) (*fetch.Client, error) {
	v.mu.Lock()
	defer v.mu.Unlock()
	if v.client == nil {
		c, err := fetch.New(fetch.Config{Version: version, Contact: contact})
		if err != nil {
			return nil, err
		}
		v.client = c
	}
	return v.client, nil
}

func (v *visits) close() error {
	v.mu.Lock()
	defer v.mu.Unlock()
	if v.client == nil {
		return nil
	}
	v.client.Close()
	v.client = nil
	return nil
}

// Visit fetches one page within the rules of robots.txt.
func (a adder) Visit(ctx context.Context, address string) ([]vacancy.Vacancy, error) {
	client, err := a.f.visits.open(a.contact)
	if errors.Is(err, fetch.ErrNoContact) {
		return nil, &dossier.InvalidError{Text: "Passend mag nog geen pagina's ophalen: de beheerder heeft geen contactadres ingesteld. Plak de tekst van de vacature."}
	}
	if err != nil {
		return nil, err
	}
	p, err := crawler.NewVisitor(crawler.Config{Fetcher: client, Now: time.Now}, false).Fetch(ctx, address)
	var refused *fetch.Error
	if errors.As(err, &refused) {
		return nil, &dossier.InvalidError{Text: refused.Outcome.Sentence() + " U kunt de tekst van de vacature ook plakken."}
	}
	if err != nil {
		return nil, err
	}
	r := extract.Page(p.Body, p.URL, extract.PageOptions{ContentType: p.ContentType, Robots: p.Robots, Agent: client.Product(), Now: time.Now()})
	if r.NoIndex {
		return nil, &dossier.InvalidError{Text: "De website vraagt om deze pagina niet te bewaren. Plak de tekst van de vacature."}
	}
	if len(r.Vacancies) == 0 {
		return nil, &dossier.InvalidError{Text: "Op deze pagina is geen open vacature gevonden. Plak de tekst van de vacature."}
	}
	for i := range r.Vacancies {
		if r.Vacancies[i].Source == "" {
			r.Vacancies[i].Source = p.URL.Hostname()
		}
		if r.Vacancies[i].URL == "" {
			r.Vacancies[i].URL = p.URL.String()
		}
	}
	return r.Vacancies, nil
}

// Keep keeps the vacancy and waits until it can be found.
func (a adder) Keep(ctx context.Context, v *vacancy.Vacancy) (string, error) {
	kept, err := a.f.archive.Keep(ctx, v, time.Now())
	if err != nil {
		return "", err
	}
	return kept.ID, a.f.sync(ctx)
}

// answering keeps what employers answer, for the desk.
type answering struct{ f *folder }

// PutAnswers keeps the answers and waits until every list rests on them.
func (a answering) PutAnswers(ctx context.Context, vacancyID string, answers ...archive.Answer) error {
	for _, x := range answers {
		if err := a.f.archive.PutAnswer(ctx, vacancyID, x); err != nil {
			return err
		}
	}
	return a.f.sync(ctx)
}
