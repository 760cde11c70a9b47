package demosite

import (
	"bytes"
	"embed"
	"fmt"
	"io/fs"
	"path"
	"sort"
	"strconv"
	"strings"
	"time"

	"github.com/goccy/go-yaml"

	"passend/index/vacancy"
)

//go:embed employers.yaml vacancies/*.md
var content embed.FS

// employer is an invented organisation and the site that carries its vacancies.
type employer struct {
	Name   string `yaml:"name"`
	Site   string `yaml:"site"`
	Agency bool   `yaml:"agency"`
}

// ad is one advertisement: the front matter of a file in vacancies, and its
// body in a small subset of Markdown (see markup.go).
type ad struct {
	ID        string `yaml:"-"` // the file's name without its ending
	Title     string `yaml:"title"`
	Employer  string `yaml:"employer"` // a key of employers.yaml
	Sector    string `yaml:"sector"`
	Place     string `yaml:"place"`
	Postcode  string `yaml:"postcode"`
	Country   string `yaml:"country"`  // ISO 3166-1 alpha-2; NL when left out
	Language  string `yaml:"language"` // BCP 47; nl when left out
	Hours     string `yaml:"hours"`    // "24-32" or "36" hours a week
	Pay       string `yaml:"pay"`      // "2450-2900 month", "14.80 hour", or words
	Type      string `yaml:"type"`     // schema.org values after one another
	Education string `yaml:"education"`
	Posted    int    `yaml:"posted"` // days before the given date
	Valid     int    `yaml:"valid"`  // days after the given date; 0: not stated
	// Also names a second site that carries the same ad word for word.
	Also string `yaml:"also"`
	// DuplicateOf names the ad that this one repeats in other words.
	DuplicateOf string `yaml:"duplicate_of"`
	// Quirk is what is odd about how the ad is served; see the quirk constants.
	Quirk string `yaml:"quirk"`

	Body string   `yaml:"-"`
	by   employer // the employer's record
}

// The oddities of real sites that single ads show.
const (
	quirkExpired   = "expired"    // validThrough has passed
	quirkForbidden = "forbidden"  // under a path that robots.txt disallows
	quirkSlow      = "slow"       // answers after Options.Slow
	quirkShortDate = "short-date" // "2026-7-27"
	quirkDutchDate = "dutch-date" // "12 november 2026"
	quirkGraph     = "graph"      // JobPosting inside @graph
	quirkArray     = "array"      // JobPosting inside an array
	quirkStringOrg = "string-org" // hiringOrganization as a string
)

// load reads the embedded ads, in the order of their ids.
func load() ([]ad, error) {
	raw, err := content.ReadFile("employers.yaml")
	if err != nil {
		return nil, fmt.Errorf("demo employers: %w", err)
	}
	var employers map[string]employer
	if err := yaml.Unmarshal(raw, &employers); err != nil {
		return nil, fmt.Errorf("demo employers: %w", err)
	}
	names, err := fs.Glob(content, "vacancies/*.md")
	if err != nil {
		return nil, fmt.Errorf("demo vacancies: %w", err)
	}
	sort.Strings(names)
	ads := make([]ad, 0, len(names))
	for _, name := range names {
		raw, err := content.ReadFile(name)
		if err != nil {
			return nil, fmt.Errorf("demo vacancy: %w", err)
		}
		a, err := parseAd(raw)
		if err != nil {
			return nil, fmt.Errorf("demo vacancy %s: %w", name, err)
		}
		a.ID = strings.TrimSuffix(path.Base(name), ".md")
		by, ok := employers[a.Employer]
		if !ok {
			return nil, fmt.Errorf("demo vacancy %s: unknown employer %q", name, a.Employer)
		}
		a.by = by
		ads = append(ads, a)
	}
	return ads, nil
}

// parseAd splits the front matter from the body and reads both.
func parseAd(raw []byte) (ad, error) {
	var a ad
	rest, ok := bytes.CutPrefix(raw, []byte("---\n"))
	if !ok {
		return a, fmt.Errorf("no front matter")
	}
	head, body, ok := bytes.Cut(rest, []byte("\n---\n"))
	if !ok {
		return a, fmt.Errorf("front matter has no end")
	}
	if err := yaml.UnmarshalWithOptions(head, &a, yaml.Strict()); err != nil {
		return a, fmt.Errorf("front matter: %w", err)
	}
	if a.Title == "" || a.Place == "" {
		return a, fmt.Errorf("front matter lacks a title or a place")
	}
	if a.Country == "" {
		a.Country = "NL"
	}
	if a.Language == "" {
		a.Language = "nl"
	}
	a.Body = strings.TrimSpace(string(body))
	if _, err := parseHours(a.Hours); err != nil {
		return a, err
	}
	return a, nil
}

// on reports whether the site carries the ad.
func (a *ad) on(site string) bool { return a.by.Site == site || a.Also == site }

// posted is the day the ad came out, at nine in the morning UTC.
func (a *ad) posted(now time.Time) time.Time { return morning(now.AddDate(0, 0, -a.Posted)) }

// validThrough is the last day of the ad, or zero when it states none.
func (a *ad) validThrough(now time.Time) time.Time {
	if a.Valid == 0 {
		return time.Time{}
	}
	return morning(now.AddDate(0, 0, a.Valid))
}

func morning(t time.Time) time.Time {
	y, m, d := t.UTC().Date()
	return time.Date(y, m, d, 9, 0, 0, 0, time.UTC)
}

// hoursText is the weekly range as an ad writes it, or "".
func (a *ad) hoursText() string {
	if a.Hours == "" {
		return ""
	}
	return strings.Replace(a.Hours, "-", " tot ", 1) + " uur per week"
}

// parseHours reads "24-32" or "36" hours into quarter hours; "" is no hours.
func parseHours(s string) (vacancy.Hours, error) {
	if s == "" {
		return vacancy.Hours{}, nil
	}
	low, high, ranged := strings.Cut(s, "-")
	if !ranged {
		high = low
	}
	lo, errLo := strconv.ParseFloat(low, 64)
	hi, errHi := strconv.ParseFloat(high, 64)
	if errLo != nil || errHi != nil || lo > hi {
		return vacancy.Hours{}, fmt.Errorf("hours %q are no range", s)
	}
	return vacancy.Hours{Min: int(lo * 4), Max: int(hi * 4)}, nil
}

// parsePay reads "2450-2900 month" into cents; other words are kept as text.
func parsePay(s string) vacancy.Pay {
	amount, period, ok := strings.Cut(s, " ")
	if !ok {
		return vacancy.Pay{Text: s}
	}
	low, high, ranged := strings.Cut(amount, "-")
	if !ranged {
		high = low
	}
	lo, errLo := strconv.ParseFloat(low, 64)
	hi, errHi := strconv.ParseFloat(high, 64)
	if errLo != nil || errHi != nil {
		return vacancy.Pay{Text: s}
	}
	return vacancy.Pay{
		MinCents: int64(lo*100 + 0.5), MaxCents: int64(hi*100 + 0.5),
		Period: vacancy.Period(period),
	}
}
