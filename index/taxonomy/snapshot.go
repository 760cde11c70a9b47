package taxonomy

import (
	"bufio"
	"compress/gzip"
	"crypto/sha256"
	"encoding/gob"
	"encoding/hex"
	"errors"
	"fmt"
	"io"
	"os"
	"path/filepath"
)

// Snapshot is imported ESCO in compact form.
type Snapshot struct {
	// Version is the first twelve digits of the checksum of the imported files.
	Version     string
	Occupations []ESCOOccupation
	Skills      []ESCOSkill
}

// ESCOOccupation is an occupation of ESCO.
type ESCOOccupation struct {
	URI       string
	ISCO      string
	Label     string
	AltLabels []string
	Skills    []SkillLink
}

// ESCOSkill is a skill or knowledge of ESCO.
type ESCOSkill struct {
	URI       string
	Label     string
	AltLabels []string
	Knowledge bool
}

// SkillLink is a skill that an occupation asks, by its index in the snapshot.
type SkillLink struct {
	Skill     uint32
	Essential bool
}

// snapshotMagic opens a snapshot file; another layout gets another number.
const snapshotMagic = "passend-esco-1\n"

// SnapshotName is the name of the snapshot file in a data folder.
const SnapshotName = "esco.snapshot"

// ErrSnapshot marks a snapshot file that is damaged or of another version; it
// must be imported again.
var ErrSnapshot = errors.New("snapshot of ESCO is damaged or of another version")

// WriteFile keeps the snapshot at path, written beside it first so that a
// broken write leaves the old one.
func (s *Snapshot) WriteFile(path string) (err error) {
	tmp, err := os.CreateTemp(filepath.Dir(path), ".esco-*")
	if err != nil {
		return fmt.Errorf("write ESCO snapshot: %w", err)
	}
	defer func() {
		if err != nil {
			err = errors.Join(fmt.Errorf("write ESCO snapshot: %w", err), tmp.Close(), os.Remove(tmp.Name()))
		}
	}()
	if err = s.write(tmp); err != nil {
		return err
	}
	if err = tmp.Sync(); err != nil {
		return err
	}
	if err = tmp.Close(); err != nil {
		return err
	}
	return os.Rename(tmp.Name(), path)
}

// write writes magic, the checksum of the body, and the packed body.
func (s *Snapshot) write(w io.WriteSeeker) error {
	head := make([]byte, len(snapshotMagic)+sha256.Size)
	copy(head, snapshotMagic)
	if _, err := w.Write(head); err != nil {
		return err
	}
	sum := sha256.New()
	buf := bufio.NewWriter(io.MultiWriter(w, sum))
	zip, err := gzip.NewWriterLevel(buf, gzip.BestSpeed)
	if err != nil {
		return err
	}
	if err := gob.NewEncoder(zip).Encode(s); err != nil {
		return err
	}
	if err := errors.Join(zip.Close(), buf.Flush()); err != nil {
		return err
	}
	if _, err := w.Seek(int64(len(snapshotMagic)), io.SeekStart); err != nil {
		return err
	}
	_, err = w.Write(sum.Sum(nil))
	return err
}

// OpenSnapshot makes a taxonomy of the embedded data and the snapshot at path.
func OpenSnapshot(path string) (*Taxonomy, error) {
	s, err := readSnapshot(path)
	if err != nil {
		return nil, err
	}
	return build(s)
}

// Load makes the taxonomy of a data folder: with imported ESCO when it holds a
// snapshot, the embedded one otherwise.
func Load(dir string) (*Taxonomy, error) {
	t, err := OpenSnapshot(filepath.Join(dir, SnapshotName))
	if errors.Is(err, os.ErrNotExist) {
		return Default(), nil
	}
	return t, err
}

func readSnapshot(path string) (*Snapshot, error) {
	f, err := os.Open(path)
	if err != nil {
		return nil, fmt.Errorf("open ESCO snapshot: %w", err)
	}
	defer f.Close()
	head := make([]byte, len(snapshotMagic)+sha256.Size)
	if _, err := io.ReadFull(f, head); err != nil || string(head[:len(snapshotMagic)]) != snapshotMagic {
		return nil, fmt.Errorf("%s: %w", path, ErrSnapshot)
	}
	sum := sha256.New()
	if _, err := io.Copy(sum, f); err != nil {
		return nil, fmt.Errorf("read ESCO snapshot: %w", err)
	}
	if hex.EncodeToString(sum.Sum(nil)) != hex.EncodeToString(head[len(snapshotMagic):]) {
		return nil, fmt.Errorf("%s: %w", path, ErrSnapshot)
	}
	if _, err := f.Seek(int64(len(head)), io.SeekStart); err != nil {
		return nil, fmt.Errorf("read ESCO snapshot: %w", err)
	}
	zip, err := gzip.NewReader(bufio.NewReader(f))
	if err != nil {
		return nil, fmt.Errorf("%s: %w", path, ErrSnapshot)
	}
	s := &Snapshot{}
	if err := gob.NewDecoder(zip).Decode(s); err != nil {
		return nil, fmt.Errorf("%s: %w", path, ErrSnapshot)
	}
	return s, nil
}
