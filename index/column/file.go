package column

import (
	"bufio"
	"encoding/binary"
	"errors"
	"fmt"
	"hash/crc32"
	"io"
	"os"
	"path/filepath"
	"unsafe"
)

// ErrSnapshot is returned for a snapshot that was written by another version
// or is damaged: build the columns again.
var ErrSnapshot = errors.New("columns: snapshot is not usable")

// snapshotFormat changes with the layout of Gate, Need, Asked or the dictionaries.
const snapshotFormat = uint32(8)

// snapshotMagic begins a snapshot file.
const snapshotMagic = uint32(0x50434f4c)

// Save writes the columns to a file, beside it first and then in its place.
// The format is this machine's: a snapshot is a cache, not a record.
func (s *Store) Save(path string) (err error) {
	f, err := os.CreateTemp(filepath.Dir(path), ".columns-*")
	if err != nil {
		return fmt.Errorf("columns: %w", err)
	}
	defer func() {
		if err != nil {
			err = errors.Join(fmt.Errorf("columns: %w", err), f.Close(), os.Remove(f.Name()))
		}
	}()
	if err = s.View().write(f); err != nil {
		return err
	}
	if err = f.Sync(); err != nil {
		return err
	}
	if err = f.Close(); err != nil {
		return err
	}
	return os.Rename(f.Name(), path)
}

// Open returns a store filled from a snapshot. It fails with ErrSnapshot when
// the file cannot be trusted, and with fs.ErrNotExist when there is none.
func Open(path string, locator Locator) (*Store, error) {
	data, err := os.ReadFile(path)
	if err != nil {
		return nil, fmt.Errorf("columns: %w", err)
	}
	s := NewStore(locator)
	v, err := readView(data)
	if err != nil {
		return nil, err
	}
	s.pack.dicts = v.Dicts
	s.open, s.shut = nil, nil // found again by the first change
	s.view.Store(v)
	return s, nil
}

// index makes the map from id to row when there is none.
func (s *Segment) index(at *map[string]int32) {
	if *at != nil {
		return
	}
	m := make(map[string]int32, s.live)
	all := string(s.names) // one allocation for all the keys
	for i := range s.gates {
		if !s.Removed(i) {
			m[all[s.nameAt[i]:s.nameAt[i+1]]] = int32(i)
		}
	}
	*at = m
}

func (v *View) write(f io.Writer) error {
	sum := crc32.New(castagnoli)
	buf := bufio.NewWriterSize(f, 1<<20)
	w := &columnWriter{w: io.MultiWriter(buf, sum)}
	w.words(snapshotMagic, snapshotFormat, uint32(unsafe.Sizeof(Gate{})), uint32(unsafe.Sizeof(Need{})))
	w.words(uint32(v.Seq), uint32(v.Seq>>32))
	for _, d := range v.Dicts.all() {
		w.strings(d.Names())
	}
	for _, s := range []*Segment{v.Open, v.Closed} {
		put(w, s.gates)
		put(w, s.needs)
		put(w, s.askedAt)
		put(w, s.stemsAt)
		put(w, s.asked)
		put(w, s.stems)
		put(w, s.nameAt)
		put(w, s.names)
		put(w, s.dead)
		w.words(uint32(s.live))
		for _, lists := range [][][]uint32{s.post.asked, s.post.occupations, s.post.seconds, s.post.stems, s.post.groups} {
			w.words(uint32(len(lists)))
			for _, l := range lists {
				put(w, l)
			}
		}
	}
	if w.err == nil {
		w.err = binary.Write(buf, binary.LittleEndian, sum.Sum32())
	}
	if w.err != nil {
		return w.err
	}
	return buf.Flush()
}

var castagnoli = crc32.MakeTable(crc32.Castagnoli)

type columnWriter struct {
	w   io.Writer
	err error
}

func (w *columnWriter) words(list ...uint32) {
	for _, x := range list {
		if w.err == nil {
			w.err = binary.Write(w.w, binary.LittleEndian, x)
		}
	}
}

func (w *columnWriter) strings(list []string) {
	w.words(uint32(len(list)))
	var ends []uint32
	var all []byte
	for _, s := range list {
		all = append(all, s...)
		ends = append(ends, uint32(len(all)))
	}
	put(w, ends)
	put(w, all)
}

// put writes the memory of a slice of plain values.
func put[T any](w *columnWriter, list []T) {
	w.words(uint32(len(list)))
	if w.err == nil && len(list) > 0 {
		_, w.err = w.w.Write(unsafe.Slice((*byte)(unsafe.Pointer(&list[0])), len(list)*int(unsafe.Sizeof(list[0]))))
	}
}

// columnReader reads what columnWriter wrote; after a failure it reads nothing.
type columnReader struct {
	data []byte
	bad  bool
}

func (r *columnReader) word() uint32 {
	if r.bad || len(r.data) < 4 {
		r.bad = true
		return 0
	}
	x := binary.LittleEndian.Uint32(r.data)
	r.data = r.data[4:]
	return x
}

// take copies the next list, so that it can grow and is aligned.
func take[T any](r *columnReader) []T {
	n := int(r.word())
	var t T
	size := n * int(unsafe.Sizeof(t))
	if r.bad || n < 0 || size > len(r.data) {
		r.bad = true
		return nil
	}
	if n == 0 {
		return nil
	}
	out := make([]T, n)
	copy(unsafe.Slice((*byte)(unsafe.Pointer(&out[0])), size), r.data)
	r.data = r.data[size:]
	return out
}

func (r *columnReader) strings() []string {
	n := int(r.word())
	ends, all := take[uint32](r), string(take[byte](r))
	if r.bad || len(ends) != n {
		r.bad = true
		return nil
	}
	out := make([]string, n)
	at := uint32(0)
	for i, e := range ends {
		if e < at || int(e) > len(all) {
			r.bad = true
			return nil
		}
		out[i] = all[at:e]
		at = e
	}
	return out
}

func readView(data []byte) (*View, error) {
	if len(data) < 24 || crc32.Checksum(data[:len(data)-4], castagnoli) != binary.LittleEndian.Uint32(data[len(data)-4:]) {
		return nil, fmt.Errorf("%w: damaged", ErrSnapshot)
	}
	r := &columnReader{data: data[:len(data)-4]}
	if r.word() != snapshotMagic || r.word() != snapshotFormat || r.word() != uint32(unsafe.Sizeof(Gate{})) || r.word() != uint32(unsafe.Sizeof(Need{})) {
		return nil, fmt.Errorf("%w: another version", ErrSnapshot)
	}
	v := &View{Seq: int64(r.word()) | int64(r.word())<<32, Dicts: &Dicts{}}
	for _, d := range []**Dict{&v.Dicts.Occupations, &v.Dicts.Employers, &v.Dicts.Asked, &v.Dicts.Stems, &v.Dicts.Languages, &v.Dicts.Groups} {
		if *d = NewDict(); !r.bad {
			(*d).fill(r.strings())
		}
	}
	v.Open, v.Closed = readSegment(r), readSegment(r)
	if r.bad || len(r.data) != 0 || !v.Open.sound() || !v.Closed.sound() {
		return nil, fmt.Errorf("%w: cut off", ErrSnapshot)
	}
	return v, nil
}

// fill gives the names their places; the first is the empty one.
func (d *Dict) fill(names []string) {
	if len(names) == 0 {
		return
	}
	for i, n := range names[1:] {
		d.ids[n] = uint32(i + 1)
	}
	d.names.Store(&names)
}

func readSegment(r *columnReader) *Segment {
	s := &Segment{
		gates: take[Gate](r), needs: take[Need](r), askedAt: take[uint32](r), stemsAt: take[uint32](r), asked: take[Asked](r),
		stems: take[uint32](r), nameAt: take[uint32](r), names: take[byte](r), dead: take[uint64](r), live: int(r.word()), find: &finder{},
	}
	s.briefs = make([]brief, len(s.gates))
	for i := range s.gates {
		s.briefs[i] = briefOf(&s.gates[i])
	}
	for _, lists := range []*[][]uint32{&s.post.asked, &s.post.occupations, &s.post.seconds, &s.post.stems, &s.post.groups} {
		n := int(r.word())
		if r.bad || n > len(r.data) {
			r.bad = true
			return s
		}
		*lists = make([][]uint32, n)
		for i := range *lists {
			(*lists)[i] = take[uint32](r)
		}
	}
	return s
}

// sound reports whether the lengths fit together.
func (s *Segment) sound() bool {
	n := len(s.gates)
	ends := func(at []uint32, end int) bool { return len(at) == n+1 && int(at[n]) == end }
	return len(s.needs) == n && ends(s.askedAt, len(s.asked)) && ends(s.stemsAt, len(s.stems)) && ends(s.nameAt, len(s.names)) && len(s.dead)*64 >= n
}
