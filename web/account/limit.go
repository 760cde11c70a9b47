package account

import (
	"sync"
	"time"

	"golang.org/x/time/rate"
)

// maxKeys bounds the memory that strangers can take.
const maxKeys = 10_000

// limiter allows a burst of tries for each key and then one in every refill:
// slow enough against guessing, quick enough for a person who mistypes.
type limiter struct {
	burst  int
	refill time.Duration

	mu  *sync.Mutex
	per map[string]*rate.Limiter
}

func newLimiter(burst int, refill time.Duration) limiter {
	return limiter{burst: burst, refill: refill, mu: &sync.Mutex{}, per: map[string]*rate.Limiter{}}
}

func (l limiter) allow(key string) bool {
	l.mu.Lock()
	defer l.mu.Unlock()
	r, ok := l.per[key]
	if !ok {
		if len(l.per) >= maxKeys {
			clear(l.per)
		}
		r = rate.NewLimiter(rate.Every(l.refill), l.burst)
		l.per[key] = r
	}
	return r.Allow()
}
