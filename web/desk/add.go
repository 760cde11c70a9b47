package desk

import (
	"context"
	"crypto/sha256"
	"encoding/hex"
	"fmt"
	"net/url"
	"strings"

	"golang.org/x/text/unicode/norm"

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

// Draft is a vacancy as a person adds it: by the address of its page, or as
// text. With both, the text is kept with the address as its source.
type Draft struct {
	Address, Title, Employer, Place, Text string
}

// addedSource is the source of vacancies that people add as text.
const addedSource = "toegevoegd"

// minText is the shortest text in characters that is worth reading as a vacancy.
const minText = 40

// Add brings a vacancy into the record for any role, reads it, and returns its
// ids: a page can hold several. What is added is public like every vacancy, so
// a text with a number that may be a BSN is refused.
func (d *Desk) Add(ctx context.Context, a dossier.Actor, draft Draft) ([]string, error) {
	if a.UserID == "" {
		return nil, dossier.ErrDenied
	}
	draft.Address, draft.Text = strings.TrimSpace(draft.Address), strings.TrimSpace(draft.Text)
	found, err := d.draft(ctx, draft)
	if err != nil {
		return nil, err
	}
	var ids []string
	for i := range found {
		id, err := d.Adder.Keep(ctx, &found[i])
		if err != nil {
			return nil, fmt.Errorf("add vacancy: %w", err)
		}
		ids = append(ids, id)
	}
	return ids, nil
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
	}
	for _, f := range profile.Guard(in.Text) {
		if f.Kind == profile.BSN {
			return nil, &dossier.InvalidError{Text: "In de tekst staat een nummer dat een BSN kan zijn: " + f.Text + ". Haal het weg."}
		}
	}
	text := norm.NFC.String(strings.ReplaceAll(in.Text, "\r\n", "\n"))
	title := strings.TrimSpace(in.Title)
	if title == "" {
		title, _, _ = strings.Cut(text, "\n")
		title = strings.TrimSpace(string([]rune(title)[:min(len([]rune(title)), 120)]))
	}
	v := vacancy.Vacancy{Source: addedSource, URL: in.Address, Title: title, Employer: strings.TrimSpace(in.Employer), Text: text}
	if p := strings.TrimSpace(in.Place); p != "" {
		v.Places = []vacancy.Place{{Name: p}}
	}
	// The same text added twice is the same vacancy.
	sum := sha256.Sum256([]byte(title + "\n" + v.Employer + "\n" + text))
	v.ExternalID = hex.EncodeToString(sum[:12])
	return []vacancy.Vacancy{v}, nil
}
