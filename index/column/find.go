package column

import (
	"hash/maphash"
	"sync"
)

// finder finds rows by id. It is made when it is first asked for, once for each
// state of a segment: about two milliseconds for 100,000 rows.
type finder struct {
	once sync.Once
	seed maphash.Seed
	// slots hold a row plus one where the hash of its id says, or the next free
	// place after it; 0 is free. There are twice as many as rows and more.
	slots []uint32
}

// Find returns the row of a vacancy; ok is false when the segment does not have
// it, or not any more.
func (s *Segment) Find(id string) (row int, ok bool) {
	f := s.find
	f.once.Do(func() { f.fill(s) })
	mask := uint64(len(f.slots) - 1)
	for at := maphash.String(f.seed, id) & mask; f.slots[at] != 0; at = (at + 1) & mask {
		if row = int(f.slots[at] - 1); string(s.idBytes(row)) == id {
			return row, true
		}
	}
	return 0, false
}

func (f *finder) fill(s *Segment) {
	size := 8
	for size < 2*s.live+1 {
		size *= 2
	}
	f.seed, f.slots = maphash.MakeSeed(), make([]uint32, size)
	for row := range s.gates {
		if s.Removed(row) {
			continue
		}
		at := maphash.Bytes(f.seed, s.idBytes(row)) & uint64(size-1)
		for f.slots[at] != 0 {
			at = (at + 1) & uint64(size-1)
		}
		f.slots[at] = uint32(row + 1)
	}
}
