package column

import (
	"context"
	"fmt"
	"sync"
	"sync/atomic"
	"unsafe"
)

// Segment holds vacancies in columns. It never changes: a store makes a new one
// that shares what did not change.
type Segment struct {
	gates []Gate
	needs []Need
	// briefs repeat what filters read first.
	briefs []brief
	// askedAt and stemsAt are where a row's lists start; they have one more
	// element than there are rows.
	askedAt, stemsAt []uint32
	asked            []Asked
	stems            []uint32
	// names holds the ids one after the other; nameAt is where one starts.
	nameAt []uint32
	names  []byte
	dead   []uint64
	live   int
	post   postings
	find   *finder
}

// Len is the number of rows, removed ones included.
func (s *Segment) Len() int { return len(s.gates) }

// Live is the number of rows that were not removed.
func (s *Segment) Live() int { return s.live }

// Removed reports whether row i was removed or replaced.
func (s *Segment) Removed(i int) bool { return s.dead[i>>6]>>(i&63)&1 != 0 }

// Row returns row i without allocating.
func (s *Segment) Row(i int) Row {
	return Row{
		Gate: &s.gates[i], Need: &s.needs[i],
		Asked: s.asked[s.askedAt[i]:s.askedAt[i+1]],
		Stems: s.stems[s.stemsAt[i]:s.stemsAt[i+1]],
	}
}

// Gates returns the gate column; it must not be changed.
func (s *Segment) Gates() []Gate { return s.gates }

// Bytes returns what the rows and what the postings hold, without room to grow.
func (s *Segment) Bytes() (rows, postings int) {
	n := len(s.gates)
	rows = n*int(unsafe.Sizeof(Gate{})+unsafe.Sizeof(Need{})+unsafe.Sizeof(brief{})+3*4) + 4*(len(s.asked)+len(s.stems)) + len(s.names) + n/8
	for _, lists := range [][][]uint32{s.post.asked, s.post.occupations, s.post.seconds, s.post.stems, s.post.groups} {
		for _, l := range lists {
			postings += 4 * len(l)
		}
	}
	return rows, postings
}

// ID returns the vacancy's id.
func (s *Segment) ID(i int) string { return string(s.names[s.nameAt[i]:s.nameAt[i+1]]) }

// idBytes returns the id without allocating.
func (s *Segment) idBytes(i int) []byte { return s.names[s.nameAt[i]:s.nameAt[i+1]] }

// CompareIDs orders two rows by id: -1, 0 or 1.
func (s *Segment) CompareIDs(i, j int) int {
	a, b := s.idBytes(i), s.idBytes(j)
	for k := range min(len(a), len(b)) {
		if a[k] != b[k] {
			if a[k] < b[k] {
				return -1
			}
			return 1
		}
	}
	return len(a) - len(b)
}

// View is what readers see: both segments at one moment. It never changes.
type View struct {
	Dicts *Dicts
	// Open holds the open vacancies, Closed those closed in the last year.
	Open, Closed *Segment
	// Seq is the last change that the view knows.
	Seq int64
}

// Store keeps the columns current. Readers take a View and are never stopped;
// one writer at a time applies changes.
type Store struct {
	mu   sync.Mutex
	pack packer
	view atomic.Pointer[View]
	open map[string]int32
	shut map[string]int32
}

// NewStore returns an empty store. The locator may be nil: then no place is
// known.
func NewStore(locator Locator) *Store {
	s := &Store{pack: packer{dicts: newDicts(), locator: locator}, open: map[string]int32{}, shut: map[string]int32{}}
	s.view.Store(&View{Dicts: s.pack.dicts, Open: newSegment(), Closed: newSegment()})
	return s
}

func newSegment() *Segment {
	return &Segment{askedAt: []uint32{0}, stemsAt: []uint32{0}, nameAt: []uint32{0}, find: &finder{}}
}

// View returns the columns as they are now.
func (s *Store) View() *View { return s.view.Load() }

// Upsert adds or replaces one vacancy; for many, use Apply.
func (s *Store) Upsert(rec Record) error {
	return s.Apply(context.Background(), []Record{rec}, nil, rec.Seq)
}

// Remove takes vacancies out by id; unknown ids are ignored.
func (s *Store) Remove(seq int64, ids ...string) error {
	return s.Apply(context.Background(), nil, ids, seq)
}

// Apply makes all changes visible at once. A record with ClosedAt goes to the
// closed segment. It fails on a record without vacancy, reading or id, and
// then changes nothing.
func (s *Store) Apply(ctx context.Context, records []Record, remove []string, seq int64) error {
	for i := range records {
		if records[i].Vacancy == nil || records[i].Reading == nil || records[i].Vacancy.ID == "" {
			return fmt.Errorf("column: record %d has no vacancy, reading or id", i)
		}
	}
	if err := ctx.Err(); err != nil {
		return err
	}
	s.mu.Lock()
	defer s.mu.Unlock()
	old := s.view.Load()
	old.Open.index(&s.open)
	old.Closed.index(&s.shut)
	open, shut := old.Open.grown(len(records)), old.Closed.grown(0)
	for _, id := range remove {
		s.drop(open, s.open, id)
		s.drop(shut, s.shut, id)
	}
	for i := range records {
		rec := &records[i]
		id := rec.Vacancy.ID
		s.drop(open, s.open, id)
		s.drop(shut, s.shut, id)
		row := s.pack.row(rec)
		if rec.ClosedAt.IsZero() {
			s.open[id] = int32(open.add(id, row))
		} else {
			s.shut[id] = int32(shut.add(id, row))
		}
		seq = max(seq, rec.Seq)
	}
	s.compact(&open, s.open)
	s.compact(&shut, s.shut)
	s.view.Store(&View{Dicts: s.pack.dicts, Open: open, Closed: shut, Seq: max(seq, old.Seq)})
	return nil
}

// Pack returns the row of one record without keeping it: the slow path that
// the columns are compared with, and what explains a single vacancy.
func (s *Store) Pack(rec Record) Row {
	p := packer{dicts: s.pack.dicts, locator: s.pack.locator}
	return p.row(&rec)
}

// Expire removes what closed before the day, as of Day.
func (s *Store) Expire(before uint16) error {
	v := s.View()
	var gone []string
	for i := range v.Closed.Len() {
		if !v.Closed.Removed(i) && v.Closed.needs[i].Closed < before {
			gone = append(gone, v.Closed.ID(i))
		}
	}
	return s.Remove(v.Seq, gone...)
}

func (s *Store) drop(seg *Segment, at map[string]int32, id string) {
	if i, ok := at[id]; ok {
		seg.dead[i>>6] |= 1 << (i & 63)
		seg.live--
		delete(at, id)
	}
}

// compactShare is the share of removed rows from which a segment is rewritten.
const compactShare = 4

// compact rewrites a segment when a quarter of its rows is gone.
func (s *Store) compact(seg **Segment, at map[string]int32) {
	old := *seg
	if gone := old.Len() - old.live; gone < 1024 || gone*compactShare < old.Len() {
		return
	}
	next := newSegment()
	for i := range old.Len() {
		if !old.Removed(i) {
			id := old.ID(i)
			at[id] = int32(next.add(id, old.Row(i)))
		}
	}
	*seg = next
}

// grown returns a segment that shares the rows and may be appended to: earlier
// views are shorter and never see what comes after their end.
func (s *Segment) grown(more int) *Segment {
	c := *s
	c.dead = make([]uint64, len(s.dead), (len(s.gates)+more+63)>>6+1)
	copy(c.dead, s.dead)
	c.post = s.post.shared()
	c.find = &finder{}
	return &c
}

func (s *Segment) add(id string, r Row) int {
	i := len(s.gates)
	s.gates = append(s.gates, *r.Gate)
	s.briefs = append(s.briefs, briefOf(r.Gate))
	s.needs = append(s.needs, *r.Need)
	s.asked = append(s.asked, r.Asked...)
	s.askedAt = append(s.askedAt, uint32(len(s.asked)))
	s.stems = append(s.stems, r.Stems...)
	s.stemsAt = append(s.stemsAt, uint32(len(s.stems)))
	s.names = append(s.names, id...)
	s.nameAt = append(s.nameAt, uint32(len(s.names)))
	if i>>6 >= len(s.dead) {
		s.dead = append(s.dead, 0)
	}
	s.live++
	s.post.add(uint32(i), r)
	return i
}
