package demosite

import (
	"encoding/json"
	"fmt"
	"strings"
	"time"

	"passend/index/vacancy"
)

// jsonLD is the ad as schema.org JobPosting, in the variant of its quirk.
func (a *ad) jsonLD(now time.Time, url string) ([]byte, error) {
	posting := map[string]any{
		"@type":              "JobPosting",
		"title":              a.Title,
		"description":        string(htmlOf(a.Body)),
		"datePosted":         a.datePosted(now),
		"hiringOrganization": a.organisation(),
		"identifier":         map[string]any{"@type": "PropertyValue", "name": a.by.Name, "value": a.ID},
		"url":                url,
		"inLanguage":         a.Language,
		"industry":           a.Sector,
		"jobLocation": map[string]any{
			"@type": "Place",
			"address": map[string]any{
				"@type": "PostalAddress", "addressLocality": a.Place,
				"postalCode": a.Postcode, "addressCountry": a.Country,
			},
		},
	}
	if v := a.validThrough(now); !v.IsZero() {
		posting["validThrough"] = v.Format(time.RFC3339)
	}
	if h := a.hoursText(); h != "" {
		posting["workHours"] = h
	}
	if a.Education != "" {
		posting["educationRequirements"] = a.Education
	}
	if types := strings.Fields(a.Type); len(types) > 0 {
		posting["employmentType"] = types
	}
	if salary := baseSalary(parsePay(a.Pay)); salary != nil {
		posting["baseSalary"] = salary
	}
	raw, err := json.Marshal(a.wrap(posting))
	if err != nil {
		return nil, fmt.Errorf("demo posting %s: %w", a.ID, err)
	}
	return raw, nil
}

// wrap puts the posting in the envelope that the ad's quirk asks for.
func (a *ad) wrap(posting map[string]any) any {
	const context = "https://schema.org"
	if a.Quirk == quirkGraph {
		page := map[string]any{"@type": "WebPage", "name": a.Title}
		return map[string]any{"@context": context, "@graph": []any{page, posting}}
	}
	posting["@context"] = context
	if a.Quirk == quirkArray {
		crumbs := map[string]any{"@context": context, "@type": "BreadcrumbList", "itemListElement": []any{}}
		return []any{crumbs, posting}
	}
	return posting
}

func (a *ad) organisation() any {
	if a.Quirk == quirkStringOrg {
		return a.by.Name
	}
	return map[string]any{"@type": "Organization", "name": a.by.Name}
}

func (a *ad) datePosted(now time.Time) string {
	posted := a.posted(now)
	switch a.Quirk {
	case quirkShortDate:
		return posted.Format("2006-1-2")
	case quirkDutchDate:
		return dutchDate(posted)
	}
	return posted.Format(time.DateOnly)
}

// baseSalary is the pay as MonetaryAmount, or nil when it is words or absent.
func baseSalary(p vacancy.Pay) map[string]any {
	if p.MinCents == 0 {
		return nil
	}
	return map[string]any{
		"@type": "MonetaryAmount", "currency": "EUR",
		"value": map[string]any{
			"@type": "QuantitativeValue", "unitText": strings.ToUpper(string(p.Period)),
			"minValue": float64(p.MinCents) / 100, "maxValue": float64(p.MaxCents) / 100,
		},
	}
}
