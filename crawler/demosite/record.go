package demosite

import (
	"strings"
	"time"

	"passend/index/vacancy"
)

// Vacancies returns the plain records that a crawl of all sites at the given
// time should yield: every ad once, without those that are meant to fail. ID
// and ExternalID are the ad's id; URL is that of the site under a name that
// does not resolve. Dates are days relative to now.
func Vacancies(now time.Time) ([]vacancy.Vacancy, error) {
	ads, err := load()
	if err != nil {
		return nil, err
	}
	var out []vacancy.Vacancy
	for i := range ads {
		a := &ads[i]
		if a.DuplicateOf != "" || a.failure() != "" {
			continue
		}
		out = append(out, a.record(now))
	}
	return out, nil
}

// record is the ad as a vacancy. The hours were checked when the ad was read.
func (a *ad) record(now time.Time) vacancy.Vacancy {
	hours, _ := parseHours(a.Hours)
	return vacancy.Vacancy{
		ID:              a.ID,
		Source:          a.by.Site,
		ExternalID:      a.ID,
		URL:             "https://" + a.by.Site + ".example" + detailPath(a.by.Site, a),
		Title:           a.Title,
		Employer:        a.by.Name,
		Places:          []vacancy.Place{{Name: a.Place, Postcode: a.Postcode, Country: a.Country}},
		Text:            textOf(a.Body),
		Language:        a.Language,
		Hours:           hours,
		Pay:             parsePay(a.Pay),
		EmploymentTypes: strings.Fields(a.Type),
		Education:       a.Education,
		Industry:        a.Sector,
		Posted:          a.posted(now),
		ValidThrough:    a.validThrough(now),
	}
}

// failure says why a crawl must not yield the ad, or "" when it must.
func (a *ad) failure() string {
	switch a.Quirk {
	case quirkExpired:
		return "validThrough has passed"
	case quirkForbidden:
		return "robots.txt disallows the path"
	}
	return ""
}
