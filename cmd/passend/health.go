package main

import (
	"fmt"
	"net/http"
	"time"
)

// healthCmd asks a running service whether it works; the image's health check.
type healthCmd struct {
	URL string `help:"Adres van de webdienst." default:"http://127.0.0.1:8080"`
}

func (c *healthCmd) Run(s *session) error {
	req, err := http.NewRequestWithContext(s.ctx, http.MethodGet, c.URL+"/gezond", http.NoBody)
	if err != nil {
		return input("dit adres klopt niet: %w", err)
	}
	resp, err := (&http.Client{Timeout: 4 * time.Second}).Do(req)
	if err != nil {
		return &findingError{fmt.Sprintf("de webdienst antwoordt niet: %v", err)}
	}
	defer resp.Body.Close()
	if resp.StatusCode != http.StatusOK {
		return &findingError{"de webdienst meldt: " + resp.Status}
	}
	s.printf("De webdienst werkt.\n")
	return nil
}
