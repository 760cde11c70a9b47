package main

import (
	"errors"
	"fmt"
	"time"

	"github.com/schollz/progressbar/v3"
)

// indexCmd manages what is derived from the archive.
type indexCmd struct {
	Rebuild indexRebuildCmd `cmd:"" help:"Bouw de index opnieuw op, naast de oude, en wissel dan."`
	Status  indexStatusCmd  `cmd:"" help:"Toon hoe ver de index is."`
}

type indexRebuildCmd struct{}

func (c *indexRebuildCmd) Run(s *session) error {
	f, err := openFolder(s)
	if err != nil {
		return err
	}
	start := time.Now()
	var bar *progressbar.ProgressBar
	err = f.index.Rebuild(s.ctx, func(done, total int) {
		if !s.interactive {
			return
		}
		if bar == nil {
			bar = progressbar.NewOptions(total, progressbar.OptionSetWriter(s.stderr), progressbar.OptionSetDescription("index"), progressbar.OptionClearOnFinish())
		}
		_ = bar.Set(done) // a bar that cannot be drawn stops nothing
	})
	if err == nil {
		err = f.sync(s.ctx)
	}
	if err == nil {
		s.printf("De index is opnieuw opgebouwd in %.1f s.\n", time.Since(start).Seconds())
	}
	return errors.Join(err, f.close())
}

type indexStatusCmd struct{}

func (c *indexStatusCmd) Run(s *session) error {
	f, err := openFolder(s)
	if err != nil {
		return err
	}
	if err := f.sync(s.ctx); err != nil {
		return errors.Join(err, f.close())
	}
	st, err := f.index.Status(s.ctx)
	if err == nil {
		state := "alles is bijgewerkt"
		if !st.Current() {
			state = fmt.Sprintf("bezig: %d van %d", st.Text, st.Archive)
		}
		s.printf("In het archief: %d, in de tekstindex: %d; %s.\n", st.Total, st.Documents, state)
	}
	return errors.Join(err, f.close())
}
