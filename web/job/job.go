// Package job is the room of what the service does by itself: schedules that
// survive a restart, with the outcome of the last run for people to see.
//
// Not allowed in here: logic of its own. A job is a function of a room below.
package job

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"io/fs"
	"log/slog"
	"os"
	"path/filepath"
	"sync"
	"time"
)

// Job is one thing to do again and again.
type Job struct {
	// Name identifies the job in the state file, Text says in Dutch what it does.
	Name, Text string
	// Every is the time between two runs; Hour, when not negative, is the hour of
	// the day (0–23, local to the clock given) before which it does not start.
	Every time.Duration
	Hour  int
	// Run does it and says in one Dutch sentence what was done.
	Run func(ctx context.Context) (string, error)
}

// State is what is known of a job's last run.
type State struct {
	Name    string    `json:"name"`
	Text    string    `json:"text"`
	Started time.Time `json:"started,omitzero"`
	Ended   time.Time `json:"ended,omitzero"`
	Outcome string    `json:"outcome,omitempty"`
	Failed  bool      `json:"failed,omitempty"`
}

// StateFile is the name of the file that remembers the runs.
const StateFile = "jobs.json"

// poll is how often the runner looks whether something is due.
const poll = time.Minute

// Runner runs jobs one at a time: they share two cores with the people who work.
type Runner struct {
	jobs []Job
	path string
	now  func() time.Time
	log  *slog.Logger

	mu     sync.Mutex
	states map[string]State
}

// New makes a runner over jobs that remembers its runs in dir.
func New(dir string, now func() time.Time, log *slog.Logger, jobs ...Job) (*Runner, error) {
	r := &Runner{jobs: jobs, path: filepath.Join(dir, StateFile), now: now, log: log, states: map[string]State{}}
	text, err := os.ReadFile(r.path)
	switch {
	case errors.Is(err, fs.ErrNotExist):
		return r, nil
	case err != nil:
		return nil, fmt.Errorf("jobs: %w", err)
	}
	if err := json.Unmarshal(text, &r.states); err != nil {
		// What it remembers is when jobs ran last: without it they run now.
		log.Warn("jobs: the state file is not readable and is begun anew", "err", err)
		r.states = map[string]State{}
	}
	return r, nil
}

// States lists the jobs with their last run, in the order given to New.
func (r *Runner) States() []State {
	r.mu.Lock()
	defer r.mu.Unlock()
	var all []State
	for _, j := range r.jobs {
		s := r.states[j.Name]
		s.Name, s.Text = j.Name, j.Text
		all = append(all, s)
	}
	return all
}

// Run runs what is due until ctx ends.
func (r *Runner) Run(ctx context.Context) error {
	tick := time.NewTicker(poll)
	defer tick.Stop()
	for {
		if err := r.Once(ctx); err != nil {
			return err
		}
		select {
		case <-ctx.Done():
			return nil
		case <-tick.C:
		}
	}
}

// Once runs every job that is due. A job that fails is noted and tried again
// after its time; only a state that cannot be kept is an error.
func (r *Runner) Once(ctx context.Context) error {
	for _, j := range r.jobs {
		if ctx.Err() != nil || !r.due(j) {
			continue
		}
		s := State{Name: j.Name, Started: r.now().UTC()}
		text, err := j.Run(ctx)
		if ctx.Err() != nil {
			return nil //nolint:nilerr // stopped half-way: it is due again after the start
		}
		s.Ended, s.Outcome = r.now().UTC(), text
		if err != nil {
			s.Failed, s.Outcome = true, err.Error()
			r.log.Error("job", "job", j.Name, "err", err)
		}
		if err := r.keep(s); err != nil {
			return err
		}
	}
	return nil
}

func (r *Runner) due(j Job) bool {
	r.mu.Lock()
	defer r.mu.Unlock()
	now := r.now()
	if last := r.states[j.Name].Started; !last.IsZero() && now.Sub(last) < j.Every {
		return false
	}
	return j.Hour < 0 || now.Hour() >= j.Hour
}

// keep writes the state beside the old file and swaps, so that a stop half-way
// leaves one of the two whole.
func (r *Runner) keep(s State) error {
	r.mu.Lock()
	defer r.mu.Unlock()
	r.states[s.Name] = s
	text, err := json.MarshalIndent(r.states, "", "  ")
	if err == nil {
		err = os.WriteFile(r.path+".new", text, 0o600)
	}
	if err == nil {
		err = os.Rename(r.path+".new", r.path)
	}
	if err != nil {
		return fmt.Errorf("jobs: %w", err)
	}
	return nil
}
