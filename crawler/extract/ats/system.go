package ats

import (
	_ "embed"
	"fmt"
	"net/url"
	"regexp"
	"slices"
	"strings"
	"sync"

	"passend/crawler/extract/record"

	"github.com/goccy/go-yaml"
)

//go:embed systems.yaml
var systemData []byte

type system struct {
	Name    string         `yaml:"name"`
	Hosts   []string       `yaml:"hosts"`
	List    string         `yaml:"list"`
	Pages   pages          `yaml:"pages"`
	Total   string         `yaml:"total"`
	Detail  string         `yaml:"detail"`
	Page    string         `yaml:"page"`
	XML     bool           `yaml:"xml"`
	Mapping record.Mapping `yaml:"mapping"`

	hosts []*regexp.Regexp
}

type pages struct {
	Skip string `yaml:"skip"`
	Size string `yaml:"size"`
	Next string `yaml:"next"`
}

// systems reads the table once; it is never changed after.
var systems = sync.OnceValues(func() ([]system, error) {
	var all []system
	if err := yaml.UnmarshalWithOptions(systemData, &all, yaml.Strict()); err != nil {
		return nil, fmt.Errorf("ats: systems.yaml: %w", err)
	}
	for i := range all {
		s := &all[i]
		s.Mapping.Name = s.Name
		if err := s.Mapping.Validate(); err != nil {
			return nil, fmt.Errorf("ats: systems.yaml: %w", err)
		}
		for _, h := range s.Hosts {
			re, err := regexp.Compile(h)
			if err != nil {
				return nil, fmt.Errorf("ats: systems.yaml: %s: %w", s.Name, err)
			}
			s.hosts = append(s.hosts, re)
		}
	}
	return all, nil
})

// Board is the list of vacancies of one employer in one system.
type Board struct {
	// System is the name of the system, one of Systems.
	System string
	// Token is the employer's name in the system.
	Token string
	// Host is the careers site, for systems that serve it there (Teamtailor).
	Host string
	// Variant holds what else the address says: "eu", "tld".
	Variant map[string]string
	// Employer is used when the system's replies name none.
	Employer string
}

// Systems lists the names of the systems known.
func Systems() ([]string, error) {
	all, err := systems()
	if err != nil {
		return nil, err
	}
	var names []string
	for _, s := range all {
		names = append(names, s.Name)
	}
	return names, nil
}

// notTokens are names that systems use for themselves.
var notTokens = []string{"www", "apply", "api", "app", "static", "cdn", "assets", "feed", "help", "support", "career", "careers", "jobs", "embed", "j", "o"}

// Detect recognises the board that an address belongs to. A careers site under
// the employer's own name is not recognised by its address; its page names the
// system in its frames and scripts.
func Detect(u *url.URL) (Board, bool) {
	all, err := systems()
	if err != nil || u == nil {
		return Board{}, false
	}
	address := strings.ToLower(u.Hostname()) + u.Path
	if u.RawQuery != "" {
		address += "?" + u.RawQuery
	}
	for _, s := range all {
		for _, re := range s.hosts {
			m := re.FindStringSubmatch(address)
			if m == nil {
				continue
			}
			b := Board{System: s.Name, Host: strings.ToLower(u.Hostname()), Variant: map[string]string{}}
			for i, name := range re.SubexpNames() {
				switch name {
				case "":
				case "token":
					b.Token = m[i]
				default:
					b.Variant[name] = m[i]
				}
			}
			if !slices.Contains(notTokens, strings.ToLower(b.Token)) {
				return b, true
			}
		}
	}
	return Board{}, false
}

func (b Board) system() (*system, error) {
	all, err := systems()
	if err != nil {
		return nil, err
	}
	for i := range all {
		if all[i].Name == b.System {
			return &all[i], nil
		}
	}
	return nil, fmt.Errorf("ats: no system %q", b.System)
}

// expand fills an address pattern.
func (b Board) expand(pattern, id string) string {
	host := b.Host
	if host == "" && b.System == "teamtailor" {
		host = b.Token + ".teamtailor.com"
	}
	pairs := []string{"{token}", url.PathEscape(b.Token), "{host}", host, "{id}", url.PathEscape(id)}
	for _, name := range []string{"eu", "tld", "region"} {
		v := b.Variant[name]
		if v == "" && name == "tld" {
			v = "de"
		}
		pairs = append(pairs, "{"+name+"}", v)
	}
	return strings.NewReplacer(pairs...).Replace(pattern)
}
