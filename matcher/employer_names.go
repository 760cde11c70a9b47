package matcher

import (
	"sync"

	"passend/index/column"
	"passend/index/duplicate"
)

// employerNames remembers which names of a dictionary are one employer. A
// dictionary only grows, so what was found stays right.
type employerNames struct {
	mu    sync.Mutex
	dict  *column.Dict
	first map[string]uint32 // by key: the number of the first name with it
	same  []uint32          // by number: the number of the first name with its key
}

// groups gives for every number of the dictionary the one that stands for its
// employer: "Voorbeeld B.V." and "Voorbeeld" count as one.
func (n *employerNames) groups(d *column.Dict) []uint32 {
	n.mu.Lock()
	defer n.mu.Unlock()
	if n.dict != d {
		n.dict, n.first, n.same = d, map[string]uint32{}, nil
	}
	names := d.Names()
	for id := len(n.same); id < len(names); id++ {
		key := duplicate.NormalizeEmployer(names[id])
		first, known := n.first[key]
		if !known || key == "" {
			first = uint32(id)
			n.first[key] = first
		}
		n.same = append(n.same, first)
	}
	return n.same[:len(names)]
}

// among are the groups of the keys.
func (n *employerNames) among(keys []string) map[uint32]bool {
	n.mu.Lock()
	defer n.mu.Unlock()
	only := map[uint32]bool{}
	for _, key := range keys {
		if group, ok := n.first[key]; ok {
			only[group] = true
		}
	}
	return only
}

// published is the name to show for each group: the one with most vacancies in
// the last year.
func published(groups []uint32, act []activity) []uint32 {
	name := make([]uint32, len(groups))
	for id, group := range groups {
		if best := name[group]; best == 0 || act[id].year > act[best].year {
			name[group] = uint32(id)
		}
	}
	return name
}
