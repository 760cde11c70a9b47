package index

import (
	"encoding/binary"
	"sync"

	"github.com/blevesearch/bleve/v2/index/scorch"
	"github.com/google/uuid"

	"passend/index/column"
)

// join finds the row in the columns of a vacancy in the text index. It knows
// where each open vacancy stands, by the random half of its UUIDv7: 62 bits, so
// that among ten million two share one with a chance of one in 100,000, and a
// page of results compares the whole id.
type join struct {
	mu   sync.Mutex
	view *column.View
	rows map[uint64]int32
	// known rows of the view are in rows; the last of them is lastID.
	known  int
	lastID string
	// epoch counts how often the columns were rewritten, so that rows moved.
	epoch int
}

func newJoin() *join { return &join{rows: map[uint64]int32{}} }

func random(key string) uint64 {
	if len(key) != 16 {
		return 0
	}
	return binary.BigEndian.Uint64([]byte(key[8:]))
}

// to brings the join up to a view. Columns only append, until they are
// rewritten; then all rows have moved. The lock is held.
func (j *join) to(v *column.View) {
	if j.view == v {
		return
	}
	j.view = v
	n := v.Open.Len()
	if n < j.known || j.known > 0 && v.Open.ID(j.known-1) != j.lastID {
		j.rows, j.known = make(map[uint64]int32, n), 0
		j.epoch++
	}
	for ; j.known < n; j.known++ {
		if v.Open.Removed(j.known) {
			continue
		}
		if u, err := uuid.Parse(v.Open.ID(j.known)); err == nil {
			j.rows[random(string(u[:]))] = int32(j.known)
		}
	}
	if n > 0 {
		j.lastID = v.Open.ID(n - 1)
	}
}

// row returns the row of a document key, -1 when the columns do not have it.
// The lock is held.
func (j *join) row(key []byte) int32 {
	if r, ok := j.rows[random(string(key))]; ok {
		return r
	}
	return -1
}

// tables hold, for each segment of a text index, the rows of its documents.
// Segments never change, so a table is made once and serves until the segment
// is merged away or the rows move.
type tables struct {
	epoch int
	rows  map[uint64][]int32
}

// locator finds rows of the documents of one snapshot; documents are asked in
// ascending order.
type locator struct {
	join     *join
	view     *column.View
	segments []located
	at       int
}

type located struct {
	base, end uint64
	rows      []int32
	segment   *scorch.SegmentSnapshot
}

// locate takes the columns as they are now and makes the locator of a snapshot,
// with the tables that are not there yet.
func (j *join) locate(s *scorch.IndexSnapshot, t *tables, columns *column.Store) (*locator, error) {
	j.mu.Lock()
	defer j.mu.Unlock()
	j.to(columns.View())
	if t.rows == nil || t.epoch != j.epoch {
		t.rows, t.epoch = map[uint64][]int32{}, j.epoch
	}
	l := &locator{join: j, view: j.view}
	used := make(map[uint64][]int32, len(t.rows))
	base := uint64(0)
	for _, seg := range s.Segments() {
		n := seg.Segment().Count()
		rows, ok := t.rows[seg.Id()]
		if !ok {
			rows = make([]int32, n)
			for i := range rows {
				id, err := seg.DocID(uint64(i))
				if err != nil {
					return nil, err
				}
				rows[i] = j.row(id)
			}
		}
		used[seg.Id()] = rows
		l.segments = append(l.segments, located{base, base + n, rows, seg})
		base += n
	}
	t.rows = used
	return l, nil
}

// documents is one more than the highest document of the snapshot.
func (l *locator) documents() uint64 {
	if len(l.segments) == 0 {
		return 0
	}
	return l.segments[len(l.segments)-1].end
}

// row returns the row of a document, -1 when the columns do not have it.
func (l *locator) row(doc uint64) int32 {
	for l.at > 0 && doc < l.segments[l.at].base {
		l.at--
	}
	for doc >= l.segments[l.at].end {
		l.at++
	}
	s := &l.segments[l.at]
	row := s.rows[doc-s.base]
	if open := l.view.Open; row >= 0 && int(row) < open.Len() && !open.Removed(int(row)) {
		return row
	}
	return l.moved(s, doc)
}

// moved finds the row of a vacancy that was changed after the table was made.
func (l *locator) moved(s *located, doc uint64) int32 {
	id, err := s.segment.DocID(doc - s.base)
	if err != nil {
		return -1
	}
	l.join.mu.Lock()
	row := l.join.row(id)
	l.join.mu.Unlock()
	// The join may know a later view by now, in which rows have moved.
	open := l.view.Open
	if row < 0 || int(row) >= open.Len() || open.Removed(int(row)) {
		return -1
	}
	if u, err := uuid.Parse(open.ID(int(row))); err != nil || string(u[:]) != string(id) {
		return -1
	}
	return row
}
