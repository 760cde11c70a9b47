package main

import (
	"context"
	"fmt"
	"os"
	"time"

	"passend/index/column"
	"passend/matcher/dossier"
	"passend/web/job"
)

// nightly is what a service was told to do at night.
type nightly struct {
	sources, contact string
}

// Times of the nightly work: after the last visitors and before the first.
const (
	crawlHour = 1
	mergeHour = 4
	// After the last write of the day: what is erased is in no backup made later.
	retainHour = 3
	// onceADay is a little less than a day, so that the hour does not creep.
	onceADay = 20 * time.Hour
)

// jobs lists what the service does by itself.
func (f *folder) jobs(s *session) (*job.Runner, error) {
	list := []job.Job{
		{Name: "merge", Text: "De tekstindex samenvoegen", Every: onceADay, Hour: mergeHour, Run: func(ctx context.Context) (string, error) {
			return "De tekstindex is samengevoegd.", f.index.Merge(ctx)
		}},
		{Name: "distance", Text: "De afstand van elke werknemer bewaren, eens per week", Every: onceADay, Hour: mergeHour, Run: f.keepDistances},
		{Name: "expire", Text: "Oude lezingen en gesloten vacatures opruimen", Every: onceADay, Hour: mergeHour, Run: f.expire},
		{Name: "retention", Text: "Bewaartermijnen nakijken", Every: onceADay, Hour: retainHour, Run: f.retain},
	}
	if f.nightly.sources != "" {
		list = append([]job.Job{{Name: "crawl", Text: "Vacatures ophalen", Every: onceADay, Hour: crawlHour, Run: func(ctx context.Context) (string, error) {
			return f.nightlyCrawl(ctx, s)
		}}}, list...)
	}
	return job.New(f.dir, time.Now, s.log, list...)
}

// expire removes readings by older readers, and from the columns what was closed
// more than a year ago; the archive keeps every vacancy.
func (f *folder) expire(ctx context.Context) (string, error) {
	dropped, err := f.archive.DropReadings(ctx, f.reader.Version())
	if err != nil {
		return "", err
	}
	if err := f.columns.Expire(column.Day(time.Now().AddDate(-1, 0, 0))); err != nil {
		return "", err
	}
	return fmt.Sprintf("%d oude lezingen verwijderd.", dropped), nil
}

// keepDistances keeps the weekly distances that are due. It looks every day, so
// that a new worker, or one that failed, does not wait a week.
func (f *folder) keepDistances(ctx context.Context) (string, error) {
	kept, failed, err := f.desk().KeepDistances(ctx)
	if err != nil {
		return "", fmt.Errorf("%d afstanden bewaard, %d mislukt: %w", kept, failed, err)
	}
	return fmt.Sprintf("%d afstanden bewaard.", kept), nil
}

// retain announces which dossiers reach the end of their retention, and erases
// what is due.
func (f *folder) retain(ctx context.Context) (string, error) {
	done, err := f.people.Sweep(ctx, dossier.System("bewaartermijn verstreken"))
	if err != nil {
		return "", err
	}
	for _, p := range done.Erased {
		for dir, trouble := range p.Backups {
			if trouble != "" {
				return "", fmt.Errorf("%d dossiers gewist; een sleutel staat nog in de reservekopie in %s (%s). Maak daar een nieuwe reservekopie", len(done.Erased), dir, trouble)
			}
		}
	}
	return fmt.Sprintf("%d dossiers gewist, %d aangekondigd, %d bewaard om een geschil.", len(done.Erased), done.Warned, done.Held), nil
}

func (f *folder) nightlyCrawl(ctx context.Context, s *session) (string, error) {
	file, err := os.Open(f.nightly.sources)
	if err != nil {
		return "", err
	}
	defer file.Close()
	quiet := *s
	quiet.ctx, quiet.interactive = ctx, false
	r, err := f.crawl(&quiet, file, crawlOptions{contact: f.nightly.contact})
	if err != nil {
		return "", err
	}
	return fmt.Sprintf("%d pagina's, %d vacatures, %d nieuw, %d gesloten, %d fouten.", r.Pages, r.Vacancies, r.New, r.Closed, r.Progress.Errors), nil
}
