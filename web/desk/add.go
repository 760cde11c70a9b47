package desk

import (
	"context"
	"crypto/sha256"
	"encoding/hex"
	"fmt"
	"net/url"
	"strconv"
	"strings"
	"sync"
	"time"
	"unicode"

	"golang.org/x/text/unicode/norm"

	"passend/index/archive"
	"passend/index/vacancy"
	"passend/matcher/dossier"
	"passend/matcher/profile"
)

// Adder brings single vacancies into the record, outside a crawl.
type Adder interface {
	// Visit fetches the page politely and returns the vacancies on it; an
	// *dossier.InvalidError says in Dutch why there are none.
	Visit(ctx context.Context, address string) ([]vacancy.Vacancy, error)
	// Keep keeps the vacancy and brings columns and index up to date; it returns
	// the archive's id.
	Keep(ctx context.Context, v *vacancy.Vacancy) (string, error)
}

// addsADay is how many vacancies one user may bring in on a day: enough for
// daily work, too few to try out a worker's limits one by one.
const addsADay = 30

// daily counts by user and day, in memory: a restart starts anew.
type daily struct {
	mu  sync.Mutex
	day string
	by  map[string]int
}

// take counts n more of the user and reports whether the day has room
// for them below most.
func (c *daily) take(user string, at time.Time, n, most int) bool {
	c.mu.Lock()
	defer c.mu.Unlock()
	if day := at.UTC().Format(time.DateOnly); day != c.day {
		c.day, c.by = day, map[string]int{}
	}
	if c.by[user]+n > most {
		return false
	}
	c.by[user] += n
	return true
}

// Draft is a vacancy as a person adds it: by the address of its page, or as
// text. With both, the text is kept with the address as its source.
type Draft struct {
	Address, Title, Employer, Place, Text string
	// Confirmed is why a text is kept that the guard warned of.
	Confirmed string
}

// addedSource is the source of all vacancies that users add, by text or by
// address: what a user chose is told apart from what a crawl found.
const addedSource = "toegevoegd"

// minText is the shortest text in characters that is worth reading as a vacancy.
const minText = 40

// mostText is the longest text and mostName the longest title or name in
// characters: far beyond any vacancy, and short enough that reading one takes a
// moment and the record stays small.
const (
	mostText = 50_000
	mostName = 200
)

// Add brings a vacancy into the record, reads it, and returns its ids: a page
// can hold several. What is added is public like every vacancy, so a text with a
// number that may be a BSN is refused, and medical words ask a confirmation. The
// audit keeps who added what. A role that sees bands only gets the vacancy in a
// worker's list once a coach has released it.
func (d *Desk) Add(ctx context.Context, a dossier.Actor, draft Draft) ([]string, error) {
	if a.UserID == "" || !dossier.MayAddVacancy(a.Role) {
		return nil, dossier.ErrDenied
	}
	full := &dossier.InvalidError{Text: "U heeft vandaag al " + strconv.Itoa(addsADay) + " vacatures toegevoegd. Morgen kan het weer."}
	if !d.adds.take(a.UserID, d.Clock(), 1, addsADay) {
		return nil, full
	}
	draft.Address, draft.Text = strings.TrimSpace(draft.Address), strings.TrimSpace(draft.Text)
	found, err := d.draft(ctx, draft)
	if err != nil {
		return nil, err
	}
	if !d.adds.take(a.UserID, d.Clock(), len(found)-1, addsADay) {
		return nil, full
	}
	var ids []string
	for i := range found {
		markAdded(&found[i])
		id, err := d.Adder.Keep(ctx, &found[i])
		if err != nil {
			return nil, fmt.Errorf("add vacancy: %w", err)
		}
		if err := d.People.As(a).NoteVacancies(ctx, draft.Text != "" && draft.Confirmed != "", id); err != nil {
			return nil, err
		}
		ids = append(ids, id)
	}
	return ids, nil
}

// markAdded names the source, keeps the ids of sites apart, and cleans the
// title and names of what cannot be seen.
func markAdded(v *vacancy.Vacancy) {
	if v.Source != addedSource {
		sum := sha256.Sum256([]byte(v.Source + "\n" + v.ExternalID + "\n" + v.URL))
		v.Source, v.ExternalID = addedSource, hex.EncodeToString(sum[:12])
	}
	v.Title, v.Employer = visible(v.Title), visible(v.Employer)
	for i := range v.Places {
		v.Places[i].Name = visible(v.Places[i].Name)
	}
}

// visible is one line without control and format characters: those that turn
// the direction of writing can make a title read as another.
func visible(s string) string {
	s = strings.Map(func(r rune) rune {
		switch {
		case unicode.IsSpace(r):
			return ' '
		case unicode.IsControl(r), unicode.Is(unicode.Cf, r):
			return -1
		}
		return r
	}, s)
	return strings.Join(strings.Fields(s), " ")
}

// addedFor gives, for a role that sees bands only, the vacancies whose text or
// demands somebody chose who does not weigh them, and until when: what users
// added, and what a job hunter recorded an employer's answer on. It is nil for
// who sees the reasons of a match.
func (d *Desk) addedFor(ctx context.Context, a dossier.Actor) (map[string]time.Time, error) {
	if dossier.May(a.Role, dossier.DataMatch) {
		return nil, nil
	}
	ids := map[string]time.Time{}
	for cursor := ""; ; {
		page, err := d.Hiring.List(ctx, archive.Filter{State: archive.OpenAndClosed, Source: addedSource}, cursor, maxLimit)
		if err != nil {
			return nil, fmt.Errorf("added vacancies: %w", err)
		}
		for i := range page.Records {
			ids[page.Records[i].ID] = page.Records[i].Changed // adding its page again changes it
		}
		if cursor = page.Next; cursor == "" {
			break
		}
	}
	answered, err := d.Hiring.AnsweredBy(ctx)
	if err != nil {
		return nil, fmt.Errorf("answered vacancies: %w", err)
	}
	weighs := map[string]bool{}
	for _, x := range answered {
		if _, known := weighs[x.By]; !known {
			// Who is not known any more is no coach.
			u, err := d.People.User(ctx, x.By)
			weighs[x.By] = err == nil && dossier.May(u.Role, dossier.DataMatch)
		}
		if at, in := ids[x.ID]; !weighs[x.By] && (!in || x.Last.After(at)) {
			ids[x.ID] = x.Last
		}
	}
	return ids, nil
}

// unreleased is what a role that sees bands only may not have in the worker's
// list: a vacancy that somebody chose and wrote, or of which he said what the work
// asks, would answer a question on the capacity. Once a coach goes on with it as
// it is, it is in.
func (d *Desk) unreleased(ctx context.Context, a dossier.Actor, workerID string, added map[string]time.Time) (map[string]bool, error) {
	if len(added) == 0 {
		return nil, nil
	}
	released, err := d.People.As(a).Released(ctx, workerID)
	if err != nil {
		return nil, err
	}
	without := map[string]bool{}
	for id, until := range added {
		if !released[id].After(until) {
			without[id] = true
		}
	}
	return without, nil
}

// draft makes vacancies of what a person filled in.
func (d *Desk) draft(ctx context.Context, in Draft) ([]vacancy.Vacancy, error) {
	if in.Address != "" {
		u, err := url.Parse(in.Address)
		if err != nil || u.Host == "" || u.Scheme != "https" && u.Scheme != "http" || u.User != nil {
			return nil, &dossier.InvalidError{Text: "Dit is geen webadres. Een adres begint met https://."}
		}
	}
	switch {
	case in.Text == "" && in.Address == "":
		return nil, &dossier.InvalidError{Text: "Vul het adres van de vacature in, of plak de tekst."}
	case in.Text == "":
		return d.Adder.Visit(ctx, in.Address)
	case len([]rune(in.Text)) < minText:
		return nil, &dossier.InvalidError{Text: "Deze tekst is te kort. Plak de hele vacature."}
	case len([]rune(in.Text)) > mostText, len([]rune(in.Title)) > mostName, len([]rune(in.Employer)) > mostName, len([]rune(in.Place)) > mostName:
		return nil, &dossier.InvalidError{Text: "Dit is te lang. Plak alleen de tekst van de vacature, met een korte titel."}
	}
	for _, f := range profile.Guard(strings.Join([]string{in.Title, in.Employer, in.Place, in.Text}, "\n")) {
		if f.Kind == profile.BSN {
			return nil, &dossier.InvalidError{Text: "In de tekst staat een nummer dat een BSN kan zijn: " + f.Text + ". Haal het weg."}
		}
		if strings.TrimSpace(in.Confirmed) == "" {
			return nil, &dossier.InvalidError{Confirmable: true, Text: "Het woord ‘" + f.Text + "’ kan over iemands gezondheid gaan, en iedereen in Passend kan de tekst lezen. Haal het weg, of geef de reden waarom het mag blijven staan: het gaat bijvoorbeeld over het werk zelf."}
		}
	}
	text := norm.NFC.String(strings.ReplaceAll(in.Text, "\r\n", "\n"))
	title := visible(in.Title)
	if title == "" {
		title, _, _ = strings.Cut(text, "\n")
		title = visible(string([]rune(title)[:min(len([]rune(title)), 120)]))
	}
	v := vacancy.Vacancy{Source: addedSource, URL: in.Address, Title: title, Employer: visible(in.Employer), Text: text}
	if p := strings.TrimSpace(in.Place); p != "" {
		v.Places = []vacancy.Place{{Name: p}}
	}
	// The same text added twice is the same vacancy.
	sum := sha256.Sum256([]byte(title + "\n" + v.Employer + "\n" + text))
	v.ExternalID = hex.EncodeToString(sum[:12])
	return []vacancy.Vacancy{v}, nil
}
