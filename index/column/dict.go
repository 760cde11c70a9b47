package column

import (
	"sync"
	"sync/atomic"
)

// Dict gives strings small numbers, from 1; 0 is the empty string. It only
// grows, so a number means the same for as long as the dictionary lives. It is
// safe for concurrent use.
type Dict struct {
	mu    sync.RWMutex
	ids   map[string]uint32
	names atomic.Pointer[[]string]
}

// NewDict returns a dictionary that holds the names in order.
func NewDict(names ...string) *Dict {
	d := &Dict{ids: make(map[string]uint32, len(names)+1)}
	d.names.Store(&[]string{""})
	for _, n := range names {
		d.ID(n)
	}
	return d
}

// ID returns the number of a name, giving it one when it is new.
func (d *Dict) ID(name string) uint32 {
	if id, ok := d.Find(name); ok {
		return id
	}
	d.mu.Lock()
	defer d.mu.Unlock()
	if id, ok := d.ids[name]; ok {
		return id
	}
	names := append(*d.names.Load(), name)
	id := uint32(len(names) - 1)
	d.ids[name] = id
	d.names.Store(&names)
	return id
}

// Find returns the number of a name without adding it.
func (d *Dict) Find(name string) (uint32, bool) {
	if name == "" {
		return 0, true
	}
	d.mu.RLock()
	defer d.mu.RUnlock()
	id, ok := d.ids[name]
	return id, ok
}

// Name returns the name of a number, "" for one that is not given out.
func (d *Dict) Name(id uint32) string {
	names := *d.names.Load()
	if int(id) >= len(names) {
		return ""
	}
	return names[id]
}

// Len is one more than the highest number.
func (d *Dict) Len() int { return len(*d.names.Load()) }

// Names returns all names by number; it must not be changed.
func (d *Dict) Names() []string { return *d.names.Load() }

// Dicts are the dictionaries of one store.
type Dicts struct {
	Occupations, Employers, Asked, Stems, Languages, Groups *Dict
}

func newDicts() *Dicts {
	return &Dicts{
		Occupations: NewDict(), Employers: NewDict(), Asked: NewDict(), Stems: NewDict(),
		Languages: NewDict("nl", "en", "de", "fr"), Groups: NewDict(),
	}
}

func (d *Dicts) all() []*Dict {
	return []*Dict{d.Occupations, d.Employers, d.Asked, d.Stems, d.Languages, d.Groups}
}
