package column

import (
	"math/bits"

	"passend/index/demand"
)

// Keys is a set of demand keys: those under 64 are bits of low, the others of
// high. Two words stay in registers, which an array of two does not.
type Keys struct{ low, high uint64 }

// oneKey is the set of one key.
func oneKey(k demand.Key) Keys {
	if k < 64 {
		return Keys{low: 1 << k}
	}
	return Keys{high: 1 << (k - 64)}
}

// Set adds the key.
func (s *Keys) Set(k demand.Key) { *s = s.Or(oneKey(k)) }

// Clear removes the key.
func (s *Keys) Clear(k demand.Key) { *s = s.Without(oneKey(k)) }

// Has reports whether the key is in the set.
func (s Keys) Has(k demand.Key) bool { return s.And(oneKey(k)).Any() }

// And returns the keys in both sets.
func (s Keys) And(o Keys) Keys { return Keys{s.low & o.low, s.high & o.high} }

// Or returns the keys in either set.
func (s Keys) Or(o Keys) Keys { return Keys{s.low | o.low, s.high | o.high} }

// Without returns the keys of s that are not in o.
func (s Keys) Without(o Keys) Keys { return Keys{s.low &^ o.low, s.high &^ o.high} }

// Any reports whether the set holds a key.
func (s Keys) Any() bool { return s.low|s.high != 0 }

// Len returns how many keys the set holds.
func (s Keys) Len() int { return bits.OnesCount64(s.low) + bits.OnesCount64(s.high) }

// Levels holds the demands of one vacancy as bit planes over the keys, so that
// all keys are compared at once. Level 0–3 is Hi·2+Lo; it counts only where
// Task or Trait is set.
type Levels struct {
	Lo, Hi Keys
	// Task marks keys stated by a number, a task sentence or an answer of the
	// employer; Trait those stated by a trait phrase, or as a free choice. A
	// key in neither is silent.
	Task, Trait Keys
	// Open marks keys whose softener leaves the limit open.
	Open Keys
}

// Put states the demand for a key, replacing an earlier one.
func (l *Levels) Put(k demand.Key, level demand.Level, explicit, open bool) {
	for _, p := range []*Keys{&l.Lo, &l.Hi, &l.Task, &l.Trait, &l.Open} {
		p.Clear(k)
	}
	if level < 0 {
		return
	}
	if level&1 != 0 {
		l.Lo.Set(k)
	}
	if level&2 != 0 {
		l.Hi.Set(k)
	}
	if explicit {
		l.Task.Set(k)
	} else {
		l.Trait.Set(k)
	}
	if open {
		l.Open.Set(k)
	}
}

// Level returns the stated level of a key, Unknown when the vacancy is silent.
func (l *Levels) Level(k demand.Key) demand.Level {
	if !l.Task.Has(k) && !l.Trait.Has(k) {
		return demand.Unknown
	}
	v := demand.Level(0)
	if l.Lo.Has(k) {
		v |= 1
	}
	if l.Hi.Has(k) {
		v |= 2
	}
	return v
}

// AtLeast returns the keys whose level is n (1–3) or more, stated or not:
// combine it with Task or Trait.
func (l *Levels) AtLeast(n int) Keys {
	switch n {
	case 1:
		return l.Lo.Or(l.Hi)
	case 2:
		return l.Hi
	case 3:
		return l.Hi.And(l.Lo)
	}
	return Keys{low: ^uint64(0), high: ^uint64(0)}
}
