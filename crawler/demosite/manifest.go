package demosite

import (
	"fmt"

	"github.com/goccy/go-yaml"
)

// Source is one entry of a sources file.
type Source struct {
	Name         string   `yaml:"name"`
	Kind         string   `yaml:"kind"`
	URL          string   `yaml:"url"`
	System       string   `yaml:"system,omitempty"`
	Sitemaps     []string `yaml:"sitemaps,omitempty"`
	AllowPrivate bool     `yaml:"allow_private"`
}

// Sources returns what a crawl of the running demonstration has to visit.
func (run *Running) Sources() []Source {
	var out []Source
	for _, o := range outlets {
		s := Source{Name: o.name, Kind: o.kind, URL: run.URLs[o.name] + o.entry, System: o.system, AllowPrivate: true}
		if o.sitemap != "" {
			s.Sitemaps = []string{run.URLs[o.name] + o.sitemap}
		}
		out = append(out, s)
	}
	return out
}

// SourcesYAML is Sources as a sources file.
func (run *Running) SourcesYAML() ([]byte, error) {
	raw, err := yaml.Marshal(map[string]any{"sources": run.Sources()})
	if err != nil {
		return nil, fmt.Errorf("demo sources: %w", err)
	}
	return raw, nil
}

// Listing is one ad on one site that a crawl must find.
type Listing struct {
	// Source is the site's name and Path the page below its address.
	Source, Path string
	// Vacancy is the id of the record in Vacancies that the ad is or repeats.
	Vacancy string
	// Title and Employer are as published.
	Title, Employer string
}

// Failure is a page that a crawl must not turn into an open vacancy.
type Failure struct {
	Source, Path, Why string
}

// Manifest says what is served.
type Manifest struct {
	Found   []Listing
	Failing []Failure
}

// Served lists every ad on every site, those to find and those meant to fail.
func (s *Site) Served() Manifest {
	var m Manifest
	for _, o := range outlets {
		for i := range s.ads {
			a := &s.ads[i]
			if !a.on(o.name) {
				continue
			}
			path := detailPath(o.name, a)
			if why := a.failure(); why != "" {
				m.Failing = append(m.Failing, Failure{o.name, path, why})
				continue
			}
			record := a.ID
			if a.DuplicateOf != "" {
				record = a.DuplicateOf
			}
			m.Found = append(m.Found, Listing{o.name, path, record, a.Title, a.by.Name})
		}
	}
	m.Failing = append(m.Failing, Failure{siteBoard, missingPath, "404: in the sitemap but gone"})
	return m
}
