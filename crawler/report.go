package crawler

import (
	"sync"
	"time"

	"passend/index/archive"
)

// Progress is the state of a run, fit for a progress bar. Known grows while
// pages are discovered.
type Progress struct {
	// Pages were visited, of Known that were due.
	Pages, Known int
	// Vacancies were seen, of which New and Changed.
	Vacancies, New, Changed int
	// Closed were closed, Errors counts visits and sources that went wrong.
	Closed, Errors int
	// Hosts were asked so far.
	Hosts int
	// Sources ended, of Of.
	Sources, Of int
	// Source and Host were the last to move.
	Source, Host string
	Bytes        int64
	Elapsed      time.Duration
}

// Report is what a run did.
type Report struct {
	Progress
	// Stopped says why the run ended early: "", StoppedPages, StoppedTime or
	// StoppedCaller. A stopped run goes on where it was when it is run again.
	Stopped string
	// BySource is in the order of the sources.
	BySource []SourceReport
}

// Why a run can end early.
const (
	StoppedPages  = "max pages"
	StoppedTime   = "max time"
	StoppedCaller = "stopped"
)

// SourceReport is what a run did for one source.
type SourceReport struct {
	archive.Run
	// Frozen says why closing is frozen, in Dutch; "" when it is not.
	Frozen string
	// Left is how many pages are still due.
	Left int
}

// meter adds up the progress of all sources.
type meter struct {
	mu    sync.Mutex
	p     Progress
	hosts map[string]bool
	begun time.Time
	now   func() time.Time
	tell  func(Progress)
}

// add changes the progress and tells it, one at a time.
func (m *meter) add(change func(*Progress)) {
	m.mu.Lock()
	defer m.mu.Unlock()
	change(&m.p)
	if m.p.Host != "" && !m.hosts[m.p.Host] {
		m.hosts[m.p.Host] = true
	}
	m.p.Hosts, m.p.Elapsed = len(m.hosts), m.now().Sub(m.begun)
	if m.tell != nil {
		m.tell(m.p)
	}
}

// Errors adds up the errors of all sources by kind.
func (r *Report) Errors() map[string]int {
	sum := map[string]int{}
	for _, s := range r.BySource {
		for kind, n := range s.Errors {
			sum[kind] += n
		}
	}
	return sum
}
