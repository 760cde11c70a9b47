package main

import (
	"bytes"
	"encoding/json"
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"strings"

	"passend/matcher/intake"
	"passend/matcher/profile"
)

// workerConvertCmd writes worker files from descriptions in plain JSON.
type workerConvertCmd struct {
	File string `arg:"" name:"bestand" help:"JSON met één werknemer of een lijst; zie docs/worker-file.md."`
	Out  string `help:"Map voor de werknemersbestanden, één per werknemer." required:"" short:"o" placeholder:"MAP"`
}

func (c *workerConvertCmd) Run(s *session) error {
	text, err := os.ReadFile(s.path(c.File))
	if err != nil {
		return err
	}
	workers, notes, err := intake.Plain(text)
	if err != nil {
		return input("%s: %w", c.File, err)
	}
	for _, n := range notes {
		fmt.Fprintf(s.stderr, "%s\n", n)
	}
	dir := s.path(c.Out)
	if err := os.MkdirAll(dir, 0o700); err != nil {
		return err
	}
	var errs []error
	for i := range workers {
		w := &workers[i]
		if w.ID == "" || strings.ContainsAny(w.ID, `/\`) {
			errs = append(errs, fmt.Errorf("werknemer %d heeft geen bruikbaar id", i+1))
			continue
		}
		out, err := json.MarshalIndent(w, "", "  ")
		if err != nil {
			return err
		}
		// What is written must be a worker file: the loader has the last word.
		if _, err := profile.Load(bytes.NewReader(out)); err != nil {
			errs = append(errs, fmt.Errorf("werknemer %s: %w", w.ID, err))
		}
		file := filepath.Join(dir, w.ID+".json")
		if err := os.WriteFile(file, append(out, '\n'), 0o600); err != nil {
			return err
		}
		s.printf("%s\n", file)
	}
	if err := errors.Join(errs...); err != nil {
		return &inputError{err}
	}
	return nil
}
