package fetch

import (
	"context"
	"net/http"
	"strconv"
	"sync"
	"time"
)

const (
	// maxRetryAfter is the longest pause that is believed.
	maxRetryAfter = 24 * time.Hour
	// restFactor times Pace.Min is the first rest after 429 or 503 without a
	// Retry-After; each further one doubles it, up to maxRest.
	restFactor = 30
	maxRest    = time.Hour
	// maxStrikes keeps the doubling from overflowing.
	maxStrikes = 16
)

// hosts gives turns: one request at a time per host and port.
type hosts struct {
	pace  Pace
	clock Clock
	mu    sync.Mutex
	known map[string]*host
}

type host struct {
	turn chan struct{} // holds one token: who has it may ask
	// next is when the host may be asked again; strikes counts faults in a row.
	// Both belong to the holder of the turn.
	next    time.Time
	strikes int
}

func (hs *hosts) get(name string) *host {
	hs.mu.Lock()
	defer hs.mu.Unlock()
	h := hs.known[name]
	if h == nil {
		h = &host{turn: make(chan struct{}, 1)}
		h.turn <- struct{}{}
		hs.known[name] = h
	}
	return h
}

// take waits for a turn and for the pause before it. When the pause is longer
// than the patience, and than the crawl delay that the host asks for, it returns
// that pause at once, without a turn.
func (hs *hosts) take(ctx context.Context, name string, crawlDelay time.Duration) (*host, time.Duration, error) {
	h := hs.get(name)
	select {
	case <-ctx.Done():
		return nil, 0, ctx.Err()
	case <-h.turn:
	}
	wait := h.next.Sub(hs.clock.Now())
	if wait > max(hs.pace.Patience, crawlDelay) {
		h.turn <- struct{}{}
		return nil, wait, nil
	}
	if wait > 0 {
		if err := hs.clock.Sleep(ctx, wait); err != nil {
			h.turn <- struct{}{}
			return nil, 0, err
		}
	}
	return h, 0, nil
}

// give hands the turn back and sets the pause before the next.
func (hs *hosts) give(h *host, o Outcome, took, crawlDelay, retryAfter time.Duration) {
	pause := min(max(time.Duration(float64(took)*hs.pace.Factor), hs.pace.Min), hs.pace.Max)
	switch {
	case o == TooMany || o == Unavailable && retryAfter > 0:
		pause = max(pause, retryAfter, backoff(restFactor*hs.pace.Min, h.strikes))
		h.strikes++
	case o == Stopped:
	case o.Passing():
		pause = max(pause, backoff(hs.pace.Min, h.strikes))
		h.strikes++
	default:
		h.strikes = 0
	}
	h.next = hs.clock.Now().Add(max(pause, crawlDelay))
	h.turn <- struct{}{}
}

func backoff(first time.Duration, strikes int) time.Duration {
	return min(first<<min(strikes, maxStrikes), maxRest)
}

// retryAfter reads seconds or a date (RFC 9110, 10.2.3); zero when there is none.
func retryAfter(h http.Header, now time.Time) time.Duration {
	s := h.Get("Retry-After")
	if s == "" {
		return 0
	}
	d := time.Duration(0)
	if n, err := strconv.ParseInt(s, 10, 64); err == nil {
		d = time.Duration(min(n, int64(maxRetryAfter/time.Second))) * time.Second
	} else if t, err := http.ParseTime(s); err == nil {
		d = t.Sub(now)
	}
	return min(max(d, 0), maxRetryAfter)
}
