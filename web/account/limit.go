package account

import (
	"container/list"
	"net/netip"
	"sync"
	"time"

	"golang.org/x/time/rate"
)

// maxKeys bounds the memory that strangers can take.
const maxKeys = 10_000

// limiter allows a burst of tries for each key and then one in every refill:
// slow enough against guessing, quick enough for a person who mistypes. When it
// is full the key that was tried longest ago goes: its tries are back by then.
type limiter struct {
	burst  int
	refill time.Duration
	most   int

	mu    *sync.Mutex
	per   map[string]*list.Element // of *tries
	order *list.List               // the last tried first
}

type tries struct {
	key  string
	left *rate.Limiter
}

func newLimiter(burst int, refill time.Duration) limiter {
	return limiter{burst: burst, refill: refill, most: maxKeys, mu: &sync.Mutex{}, per: map[string]*list.Element{}, order: list.New()}
}

func (l limiter) allow(key string) bool {
	l.mu.Lock()
	defer l.mu.Unlock()
	e, ok := l.per[key]
	if !ok {
		if l.order.Len() >= l.most {
			oldest := l.order.Back()
			delete(l.per, l.order.Remove(oldest).(*tries).key)
		}
		e = l.order.PushFront(&tries{key, rate.NewLimiter(rate.Every(l.refill), l.burst)})
		l.per[key] = e
	}
	l.order.MoveToFront(e)
	return e.Value.(*tries).left.Allow()
}

// network is the part of an address that neighbours share: of IPv4 as many
// bits as given, of IPv6 the 64 bits that one subscriber has (RFC 6177). What
// is no address stays as it is.
func network(address string, four int) string {
	a, err := netip.ParseAddr(address)
	if err != nil {
		return address
	}
	a = a.Unmap()
	bits := 64
	if a.Is4() {
		bits = four
	}
	p, err := a.WithZone("").Prefix(bits)
	if err != nil {
		return address
	}
	return p.String()
}
