package duplicate

import (
	"encoding/binary"
	"errors"
	"strings"
)

// ErrSketch says that bytes are not those of a sketch of this version.
var ErrSketch = errors.New("duplicate: not a sketch of this version")

// sketchVersion changes when the hashes or words of a sketch do; sketches of
// another version are made again from the text.
const sketchVersion = 1

// bands is how many hashes a vacancy is found by in a store. Two texts with a
// Jaccard index of 0.5 share none of their 24 lowest hashes once in ten
// million; a text that stands whole in one four times its size, once in a
// thousand.
const bands = 24

// Bands are keys of which duplicates share at least one: the lowest hashes.
func (s *Sketch) Bands() []uint64 {
	all := make([]uint64, 0, bands)
	for _, h := range s.Hashes[:min(len(s.Hashes), bands)] {
		all = append(all, uint64(h))
	}
	return all
}

// AppendBinary appends the sketch in its stored form, about 450 bytes.
func (s *Sketch) AppendBinary(b []byte) ([]byte, error) {
	agency := byte(0)
	if s.Agency {
		agency = 1
	}
	b = append(b, sketchVersion, s.Shift, agency)
	for _, text := range []string{s.Employer, strings.Join(s.Title, "\n"), strings.Join(s.Places, "\n")} {
		b = binary.AppendUvarint(b, uint64(len(text)))
		b = append(b, text...)
	}
	last := uint32(0)
	for _, h := range s.Hashes {
		b = binary.AppendUvarint(b, uint64(h-last))
		last = h
	}
	return b, nil
}

// MarshalBinary gives the sketch in its stored form.
func (s *Sketch) MarshalBinary() ([]byte, error) { return s.AppendBinary(nil) }

// UnmarshalBinary reads a stored sketch; the error is ErrSketch.
func (s *Sketch) UnmarshalBinary(b []byte) error {
	if len(b) < 3 || b[0] != sketchVersion || b[1] > 31 || b[2] > 1 {
		return ErrSketch
	}
	out := Sketch{Shift: b[1], Agency: b[2] == 1}
	b = b[3:]
	var texts [3]string
	for i := range texts {
		n, used := binary.Uvarint(b)
		if used <= 0 || n > uint64(len(b)-used) {
			return ErrSketch
		}
		texts[i] = string(b[used : used+int(n)])
		b = b[used+int(n):]
	}
	out.Employer, out.Title, out.Places = texts[0], lines(texts[1]), lines(texts[2])
	last := uint64(0)
	for len(b) > 0 {
		d, used := binary.Uvarint(b)
		if used <= 0 || last+d > 1<<32-1 || len(out.Hashes) >= sample || d == 0 && len(out.Hashes) > 0 {
			return ErrSketch
		}
		last += d
		out.Hashes = append(out.Hashes, uint32(last))
		b = b[used:]
	}
	*s = out
	return nil
}

func lines(s string) []string {
	if s == "" {
		return nil
	}
	return strings.Split(s, "\n")
}
