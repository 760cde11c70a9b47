package fetch

import (
	"context"
	"crypto/tls"
	"errors"
	"net"
	"net/mail"
	"net/netip"
	"net/url"
	"strings"
	"sync"
	"time"
)

// ErrNoContact: a crawler must say whom a site can turn to.
var ErrNoContact = errors.New("the crawler needs a contact address: an e-mail address or a web page")

// Clock is the time that pace and budgets are kept by.
type Clock interface {
	Now() time.Time
	// Sleep returns the context's error when that ends first.
	Sleep(ctx context.Context, d time.Duration) error
}

// SystemClock is the time of the machine.
type SystemClock struct{}

// Now returns the current time.
func (SystemClock) Now() time.Time { return time.Now() }

// Sleep waits.
func (SystemClock) Sleep(ctx context.Context, d time.Duration) error {
	t := time.NewTimer(d)
	defer t.Stop()
	select {
	case <-ctx.Done():
		return ctx.Err()
	case <-t.C:
		return nil
	}
}

// Ledger counts the requests of a day, so that the budget holds over restarts.
type Ledger interface {
	// Spend notes one request to the host on the day ("2026-11-25") and reports
	// false, without noting, when it had limit of them.
	Spend(ctx context.Context, host, day string, limit int) (bool, error)
}

// Limits bound what one request may cost. Zero fields take the default.
type Limits struct {
	Bytes       int64         // of a body after decompression; 10 MiB
	HeaderBytes int64         // 256 KiB
	Redirects   int           // followed; 5, as RFC 9309 asks for robots.txt
	Connect     time.Duration // per address; 10 s
	Header      time.Duration // until the headers are there; 30 s
	Idle        time.Duration // without a byte of the body; 15 s
	MinRate     int64         // bytes per second of the body, once Idle has passed; 512
	Total       time.Duration // for one request without its redirects; 2 min
}

func (l Limits) withDefaults() Limits {
	def(&l.Bytes, 10<<20)
	def(&l.HeaderBytes, 256<<10)
	def(&l.Redirects, 5)
	def(&l.Connect, 10*time.Second)
	def(&l.Header, 30*time.Second)
	def(&l.Idle, 15*time.Second)
	def(&l.MinRate, 512)
	def(&l.Total, 2*time.Minute)
	return l
}

// Pace is how fast one host is asked. Zero fields take the default.
type Pace struct {
	// Min and Max bound the pause between two requests; 1 s and 60 s. A negative
	// Min means none (tests, demonstration).
	Min, Max time.Duration
	// Factor times the time that the last answer took is the pause: a host that
	// has trouble is asked less; 2.
	Factor float64
	// Patience is how long a request waits for its turn; with a longer wait it
	// ends as TooMany, and the caller does something else meanwhile; 2 min.
	Patience time.Duration
	// PerDay is the budget of one host in requests; 20,000, which is four
	// requests a second for an hour and a half.
	PerDay int
}

func (p Pace) withDefaults() Pace {
	def(&p.Min, time.Second)
	p.Min = max(p.Min, 0)
	def(&p.Max, time.Minute)
	def(&p.Factor, 2)
	def(&p.Patience, 2*time.Minute)
	def(&p.PerDay, 20_000)
	return p
}

func def[T comparable](field *T, value T) {
	var zero T
	if *field == zero {
		*field = value
	}
}

// Config sets up a client. Only Contact has no default.
type Config struct {
	// Product is the name in User-Agent and in robots.txt; "Passend".
	Product string
	// Version is shown after the product; "1".
	Version string
	// Contact is an e-mail address or a web page about the crawler.
	Contact string
	Limits  Limits
	Pace    Pace
	Clock   Clock  // SystemClock
	Ledger  Ledger // counts in memory
	// Resolver and TLS are for tests; nil takes those of the system.
	Resolver *net.Resolver
	TLS      *tls.Config
	// public says which addresses are; tests have no public ones.
	public func(netip.Addr) bool
}

// ProductName is the token that stands in robots.txt for this crawler.
const ProductName = "Passend"

func (c Config) withDefaults() Config {
	def(&c.Product, ProductName)
	def(&c.Version, "1")
	c.Limits, c.Pace = c.Limits.withDefaults(), c.Pace.withDefaults()
	if c.Clock == nil {
		c.Clock = SystemClock{}
	}
	if c.Ledger == nil {
		c.Ledger = &memoryLedger{}
	}
	if c.public == nil {
		c.public = public
	}
	return c
}

// checkContact accepts an e-mail address (with or without "mailto:") or an
// absolute web address, and says whether it is mail.
func checkContact(contact string) (isMail bool, err error) {
	contact = strings.TrimPrefix(contact, "mailto:")
	if strings.ContainsAny(contact, "\r\n") {
		return false, ErrNoContact
	}
	if a, err := mail.ParseAddress(contact); err == nil && a.Address == contact {
		return true, nil
	}
	u, err := url.Parse(contact)
	if err != nil || u.Host == "" || u.Scheme != "http" && u.Scheme != "https" {
		return false, ErrNoContact
	}
	return false, nil
}

// memoryLedger counts for as long as the process lives.
type memoryLedger struct {
	mu    sync.Mutex
	day   string
	spent map[string]int
}

func (l *memoryLedger) Spend(_ context.Context, host, day string, limit int) (bool, error) {
	l.mu.Lock()
	defer l.mu.Unlock()
	if l.day != day {
		l.day, l.spent = day, map[string]int{}
	}
	if l.spent[host] >= limit {
		return false, nil
	}
	l.spent[host]++
	return true, nil
}
