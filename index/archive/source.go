package archive

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"slices"
	"time"
)

// Source is what the archive remembers of a place that vacancies come from. How
// it is crawled stands in the sources file, not here.
type Source struct {
	Name, Kind, URL string
	Terms           string // note on the source's terms of use
	Added           time.Time
	// FrozenAt is when closing was frozen, with the reason; zero when it is not.
	FrozenAt  time.Time
	FrozenWhy string
}

// RunOutcome says how a crawl run ended.
type RunOutcome string

// The outcomes of a run. Only a complete run is evidence of absence.
const (
	RunUnfinished RunOutcome = "unfinished" // it runs, or was killed
	RunComplete   RunOutcome = "complete"
	RunPartial    RunOutcome = "partial" // stopped by a limit or a person
	RunFailed     RunOutcome = "failed"
)

// Run is one crawl of one source.
type Run struct {
	ID             int64      `json:"-"`
	Source         string     `json:"-"`
	Started, Ended time.Time  `json:"-"`
	Outcome        RunOutcome `json:"-"`

	Pages int `json:"pages,omitempty"`
	// Known is how many pages there were to visit as far as the run knew.
	Known   int `json:"known,omitempty"`
	New     int `json:"new,omitempty"`
	Changed int `json:"changed,omitempty"`
	Same    int `json:"same,omitempty"`
	Closed  int `json:"closed,omitempty"`
	// WithPlace, WithHours and WithPay count the vacancies that state them.
	WithPlace int `json:"with_place,omitempty"`
	WithHours int `json:"with_hours,omitempty"`
	WithPay   int `json:"with_pay,omitempty"`
	// Errors counts by kind ("timeout", "status 500", "no vacancy" …).
	Errors map[string]int `json:"errors,omitempty"`
	Note   string         `json:"note,omitempty"`
}

// Vacancies is how many vacancies the run saw.
func (r *Run) Vacancies() int { return r.New + r.Changed + r.Same }

// Health is how a source does.
type Health struct {
	Source
	Open        int // open vacancies in the archive
	Total       int
	LastRun     *Run      // nil before the first run
	LastSuccess time.Time // end of the last complete run
	// Usual is the median number of vacancies in the last complete runs (at
	// most healthRuns) before the last run; 0 when there are none.
	Usual int
}

// healthRuns is how many runs tell what is usual: two weeks of daily runs.
const healthRuns = 14

// PutSource adds a source, or changes its kind, address and terms; when it was
// added and whether it is frozen stay.
func (a *Archive) PutSource(ctx context.Context, s Source) error {
	return a.write(ctx, "keep source "+s.Name, func(c *change) error {
		return c.exec(`INSERT INTO source (name, kind, url, terms, added) VALUES (?, ?, ?, ?, ?)
			ON CONFLICT DO UPDATE SET kind = excluded.kind, url = excluded.url, terms = excluded.terms`, s.Name, s.Kind, s.URL, s.Terms, millis(s.Added))
	})
}

// Freeze stops closing for a source because of why; an empty why lifts it.
func (a *Archive) Freeze(ctx context.Context, source, why string, at time.Time) error {
	if why == "" {
		at = time.Time{}
	}
	return a.write(ctx, "freeze source "+source, func(c *change) error {
		var name string
		found, err := c.one("UPDATE source SET frozen_at = ?, frozen_why = ? WHERE name = ? RETURNING name", []any{millis(at), why, source}, &name)
		if err == nil && !found {
			err = ErrNotFound
		}
		return err
	})
}

// Sources returns all sources by name.
func (a *Archive) Sources(ctx context.Context) ([]Source, error) {
	return rows(ctx, a, "list sources", selectSource+"ORDER BY name", nil, scanSource)
}

const selectSource = "SELECT name, kind, url, terms, added, frozen_at, frozen_why FROM source "

func scanSource(s *Source, scan func(...any) error) error {
	var added, frozen int64
	err := scan(&s.Name, &s.Kind, &s.URL, &s.Terms, &added, &frozen, &s.FrozenWhy)
	s.Added, s.FrozenAt = fromMillis(added), fromMillis(frozen)
	return err
}

// StartRun notes that a crawl of a source begins, and returns the run's number.
func (a *Archive) StartRun(ctx context.Context, source string, at time.Time) (id int64, err error) {
	err = a.write(ctx, "start run of "+source, func(c *change) error {
		_, err := c.one("INSERT INTO run (source, started, ended, outcome, body) VALUES (?, ?, 0, ?, '{}') RETURNING n", []any{source, millis(at), RunUnfinished}, &id)
		return err
	})
	return id, err
}

// PutRun keeps what a run counts, during the run or at its end (Ended and
// Outcome set). Source and Started stay as they were.
func (a *Archive) PutRun(ctx context.Context, r Run) error {
	body, err := json.Marshal(&r)
	if err != nil {
		return fmt.Errorf("keep run: %w", err)
	}
	if r.Outcome == "" {
		r.Outcome = RunUnfinished
	}
	return a.write(ctx, fmt.Sprintf("keep run %d", r.ID), func(c *change) error {
		var n int64
		found, err := c.one("UPDATE run SET ended = ?, outcome = ?, body = ? WHERE n = ? RETURNING n", []any{millis(r.Ended), r.Outcome, string(body), r.ID}, &n)
		if err == nil && !found {
			err = ErrNotFound
		}
		return err
	})
}

// Runs returns the last runs, newest first; of all sources when source is "".
func (a *Archive) Runs(ctx context.Context, source string, limit int) ([]Run, error) {
	query, args := "SELECT n, source, started, ended, outcome, body FROM run ", []any{}
	if source != "" {
		query, args = query+"WHERE source = ? ", append(args, source)
	}
	return rows(ctx, a, "list runs", query+"ORDER BY n DESC LIMIT ?", append(args, limit), scanRun)
}

func scanRun(r *Run, scan func(...any) error) error {
	var started, ended int64
	var body []byte
	if err := scan(&r.ID, &r.Source, &started, &ended, &r.Outcome, &body); err != nil {
		return err
	}
	r.Started, r.Ended = fromMillis(started), fromMillis(ended)
	return json.Unmarshal(body, r)
}

// Health returns how a source does. A source that only has runs or vacancies,
// and was never put, is known by its name alone.
func (a *Archive) Health(ctx context.Context, source string) (Health, error) {
	h := Health{Source: Source{Name: source}}
	what := "read health of " + source
	err := explain(what, scanSource(&h.Source, a.db.QueryRowContext(ctx, selectSource+"WHERE name = ?", source).Scan))
	if err != nil && !errors.Is(err, ErrNotFound) {
		return h, err
	}
	err = a.db.QueryRowContext(ctx, "SELECT (SELECT count(*) FROM vacancy WHERE source = ?1 AND open = 1), (SELECT count(*) FROM vacancy WHERE source = ?1)", source).Scan(&h.Open, &h.Total)
	if err != nil {
		return h, explain(what, err)
	}
	runs, err := a.Runs(ctx, source, 4*healthRuns)
	if err != nil || len(runs) == 0 {
		return h, err
	}
	h.LastRun = &runs[0]
	var usual []int
	for i := range runs {
		if runs[i].Outcome != RunComplete {
			continue
		}
		if h.LastSuccess.IsZero() {
			h.LastSuccess = runs[i].Ended
		}
		if i > 0 && len(usual) < healthRuns {
			usual = append(usual, runs[i].Vacancies())
		}
	}
	h.Usual = median(usual)
	return h, nil
}

func median(ns []int) int {
	if len(ns) == 0 {
		return 0
	}
	slices.Sort(ns)
	return ns[len(ns)/2]
}
