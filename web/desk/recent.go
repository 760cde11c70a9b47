package desk

import (
	"context"
	"fmt"
	"sync"
	"time"

	"golang.org/x/sync/singleflight"

	"passend/index/column"
)

const (
	// recentMost bounds the weight of what is kept, in units of about 10 kB.
	recentMost = 4000
	light      = 1
	middling   = 3
	heavy      = 10
	// recentFor bounds how long it is kept: a sitting, not a day.
	recentFor = 15 * time.Minute
)

// recent keeps what was computed from all open vacancies a short while ago: the
// next page of a list, a card of it, or a colleague ask for the same. It is in
// memory only, and forgets everything when the vacancies change. Who may ask is
// decided before, each time; what is asked is in the key, with the versions of
// everything that the answer rests on.
type recent struct {
	flights singleflight.Group
	mu      sync.Mutex
	view    *column.View
	all     map[string]*kept
	weight  int
	// sweeping is true while a sweep is to come.
	sweeping bool
}

type kept struct {
	value      any
	weight     int
	made, used time.Time
}

// get returns what is kept under the key for this view.
func (r *recent) get(view *column.View, key string, now time.Time) (any, bool) {
	r.mu.Lock()
	defer r.mu.Unlock()
	k := r.all[key]
	if r.view != view || k == nil || now.Sub(k.made) > recentFor {
		return nil, false
	}
	k.used = now
	return k.value, true
}

// put keeps a value, in the place of those that were asked for longest ago.
func (r *recent) put(view *column.View, key string, k kept, clock func() time.Time) {
	r.mu.Lock()
	defer r.mu.Unlock()
	if r.view != view || r.all == nil {
		if r.view != nil && view.Seq < r.view.Seq {
			return // computed from what is no longer so
		}
		r.view, r.all, r.weight = view, map[string]*kept{}, 0
	}
	r.drop(key)
	for r.weight+k.weight > recentMost {
		r.drop(r.oldest())
	}
	r.all[key] = &k
	r.weight += k.weight
	if !r.sweeping {
		r.sweeping = true
		time.AfterFunc(recentFor, func() { r.sweep(clock) })
	}
}

// sweep forgets what is too old, also when nobody asks for anything any more, and
// comes back until nothing is left.
func (r *recent) sweep(clock func() time.Time) {
	r.mu.Lock()
	defer r.mu.Unlock()
	now := clock()
	for key, k := range r.all {
		if now.Sub(k.made) > recentFor {
			r.drop(key)
		}
	}
	if r.sweeping = len(r.all) > 0; r.sweeping {
		time.AfterFunc(time.Minute, func() { r.sweep(clock) })
	}
}

func (r *recent) drop(key string) {
	if k := r.all[key]; k != nil {
		r.weight -= k.weight
		delete(r.all, key)
	}
}

func (r *recent) oldest() (key string) {
	for other, k := range r.all {
		if key == "" || k.used.Before(r.all[key].used) {
			key = other
		}
	}
	return key
}

// remembered returns what is kept under the key for this view, or computes it:
// once, however many ask at the same time. The value is shared: nobody may
// change it.
func remembered[T any](ctx context.Context, d *Desk, view *column.View, weight int, key string, compute func(context.Context) (T, error)) (T, error) {
	if v, ok := d.recent.get(view, key, d.Clock()); ok {
		return v.(T), nil
	}
	// Who asked first may leave; the others still wait for the answer.
	ctx = context.WithoutCancel(ctx)
	v, err, _ := d.recent.flights.Do(fmt.Sprintf("%p %s", view, key), func() (any, error) {
		// Who looked just before the answer was there comes when it is.
		if v, ok := d.recent.get(view, key, d.Clock()); ok {
			return v, nil
		}
		v, err := compute(ctx)
		if err == nil {
			now := d.Clock()
			d.recent.put(view, key, kept{v, weight, now, now}, d.Clock)
		}
		return v, err
	})
	if err != nil {
		var none T
		return none, err
	}
	return v.(T), nil
}
