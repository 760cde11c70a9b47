package desk

import (
	"context"
	"errors"
	"fmt"
	"strconv"
	"strings"
	"time"

	"passend/index/archive"
	"passend/index/vacancy"
	"passend/matcher/dossier"
)

// Posted is a vacancy as the record keeps it: public, the same for every role.
type Posted struct {
	vacancy.Vacancy
	EmployerKey string    `json:"employer_key,omitempty"`
	Agency      bool      `json:"agency,omitempty"`
	Version     int       `json:"version"`
	FirstSeen   time.Time `json:"first_seen"`
	LastSeen    time.Time `json:"last_seen"`
	ClosedAt    time.Time `json:"closed_at,omitzero"`
	CloseReason string    `json:"close_reason,omitempty"`
	Group       string    `json:"group,omitempty"`
	// Added: a user brought it in, no crawl.
	Added bool `json:"added,omitempty"`
}

func posted(r *archive.Record) Posted {
	p := Posted{
		Vacancy: r.Vacancy, EmployerKey: r.EmployerKey, Agency: r.Agency, Version: r.Version, FirstSeen: r.FirstSeen,
		LastSeen: r.LastSeen, ClosedAt: r.ClosedAt, CloseReason: r.CloseReason, Group: r.Group, Added: r.Vacancy.Source == addedSource,
	}
	if p.NoSnippet {
		p.Text = ""
	}
	return p
}

// Vacancy gives one vacancy as it was published. A page that asks not to be
// quoted comes without its text.
func (d *Desk) Vacancy(ctx context.Context, a dossier.Actor, id string) (Posted, error) {
	if a.UserID == "" {
		return Posted{}, dossier.ErrDenied
	}
	r, _, err := d.load(ctx, id)
	if err != nil {
		return Posted{}, err
	}
	return posted(r), nil
}

// Listing lists vacancies, the newest arrival first; next is the cursor of the
// following part, "" at the end.
func (d *Desk) Listing(ctx context.Context, a dossier.Actor, f archive.Filter, cursor string, limit int) (all []Posted, next string, err error) {
	if a.UserID == "" {
		return nil, "", dossier.ErrDenied
	}
	page, err := d.Hiring.List(ctx, f, cursor, max(1, min(limit, maxLimit)))
	if errors.Is(err, archive.ErrNotFound) {
		return nil, "", &dossier.InvalidError{Text: "Deze cursor klopt niet. Begin opnieuw zonder cursor."}
	}
	if err != nil {
		return nil, "", fmt.Errorf("vacancies: %w", err)
	}
	all = []Posted{}
	for i := range page.Records {
		all = append(all, posted(&page.Records[i]))
	}
	return all, page.Next, nil
}

// JobPosting writes the vacancy as a JobPosting of schema.org.
func (p *Posted) JobPosting() map[string]any {
	out := map[string]any{"@context": "https://schema.org", "@type": "JobPosting", "title": p.Title,
		"identifier": map[string]any{"@type": "PropertyValue", "name": "Passend", "value": p.ID}}
	set := func(key, value string) {
		if value != "" {
			out[key] = value
		}
	}
	set("description", p.Text)
	set("url", p.URL)
	set("industry", p.Industry)
	set("occupationalCategory", p.Occupation)
	set("skills", strings.Join(p.Skills, ", "))
	set("educationRequirements", p.Education)
	set("experienceRequirements", p.Experience)
	if p.Employer != "" {
		out["hiringOrganization"] = map[string]any{"@type": "Organization", "name": p.Employer}
	}
	for key, t := range map[string]time.Time{"datePosted": p.Posted, "validThrough": p.ValidThrough, "jobStartDate": p.Start} {
		if !t.IsZero() {
			out[key] = t.Format(time.RFC3339)
		}
	}
	if len(p.EmploymentTypes) > 0 {
		out["employmentType"] = p.EmploymentTypes
	}
	if p.Remote {
		out["jobLocationType"] = "TELECOMMUTE"
	}
	if !p.Hours.IsZero() {
		out["workHours"] = hoursOf(p.Hours)
	}
	var places []map[string]any
	for _, x := range p.Places {
		places = append(places, jobPlace(x))
	}
	if places != nil {
		out["jobLocation"] = places
	}
	if p.Pay.MinCents > 0 || p.Pay.MaxCents > 0 {
		out["baseSalary"] = basePay(p.Pay)
	}
	return out
}

func hoursOf(h vacancy.Hours) string {
	text := func(quarters int) string { return strconv.FormatFloat(float64(quarters)/4, 'f', -1, 64) }
	if h.Min == h.Max || h.Min == 0 || h.Max == 0 {
		return text(max(h.Min, h.Max))
	}
	return text(h.Min) + "-" + text(h.Max)
}

func jobPlace(p vacancy.Place) map[string]any {
	address := map[string]any{"@type": "PostalAddress"}
	for key, value := range map[string]string{"addressLocality": p.Name, "streetAddress": p.Street, "postalCode": p.Postcode, "addressRegion": p.Region, "addressCountry": p.Country} {
		if value != "" {
			address[key] = value
		}
	}
	place := map[string]any{"@type": "Place", "address": address}
	if p.Lat != 0 || p.Lon != 0 {
		place["geo"] = map[string]any{"@type": "GeoCoordinates", "latitude": p.Lat, "longitude": p.Lon}
	}
	return place
}

func basePay(p vacancy.Pay) map[string]any {
	value := map[string]any{"@type": "QuantitativeValue"}
	if p.MinCents > 0 {
		value["minValue"] = float64(p.MinCents) / 100
	}
	if p.MaxCents > 0 {
		value["maxValue"] = float64(p.MaxCents) / 100
	}
	if p.Period != "" {
		value["unitText"] = strings.ToUpper(string(p.Period))
	}
	currency := p.Currency
	if currency == "" {
		currency = "EUR"
	}
	return map[string]any{"@type": "MonetaryAmount", "currency": currency, "value": value}
}

// WorkerFile is a worker as the actor may see; what the role may not see is
// absent.
type WorkerFile struct {
	ID       string `json:"id"`
	Label    string `json:"label"`
	Person   any    `json:"person"`
	Search   any    `json:"search,omitempty"`
	Capacity any    `json:"capacity,omitempty"`
}

// Worker gives the profiles of a worker.
func (d *Desk) Worker(ctx context.Context, a dossier.Actor, id string) (WorkerFile, error) {
	view := d.People.As(a)
	w, err := view.Worker(ctx, id)
	if err != nil {
		return WorkerFile{}, err
	}
	f := WorkerFile{ID: w.ID, Label: w.Label, Person: w.Person}
	if view.May(ctx, dossier.DataSearch, id) {
		f.Search = w.Search
	}
	if view.May(ctx, dossier.DataCapacity, id) {
		f.Capacity = w.Capacity
	}
	return f, nil
}
