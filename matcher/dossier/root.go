package dossier

import (
	"context"
	"crypto/rand"
	"encoding/base64"
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"strings"
)

// RootFile holds the root key of the store, sealed by the master key: all other
// keys come from the root. A new master key seals the root anew and nothing else
// has to be written.
const RootFile = "root.key"

// sealedRoot is the root key sealed by a master key, as a line of RootFile.
func sealedRoot(master, root MasterKey) (string, error) {
	sealed, err := seal(master.derive("root"), root[:], RootFile)
	if err != nil {
		return "", err
	}
	return base64.StdEncoding.EncodeToString(sealed), nil
}

// loadRoot opens the root key of the data folder, or makes one for a folder
// that holds no persons yet.
func loadRoot(dir string, master MasterKey) (MasterKey, error) {
	path := filepath.Join(dir, RootFile)
	text, err := os.ReadFile(path)
	switch {
	case err == nil:
		return openRoot(string(text), master)
	case !errors.Is(err, fs.ErrNotExist):
		return MasterKey{}, fmt.Errorf("root key: %w", err)
	}
	if _, err := os.Stat(filepath.Join(dir, PeopleFile)); err == nil {
		return MasterKey{}, fmt.Errorf("root key: %s is missing: %w", path, ErrWrongKey)
	}
	var root MasterKey
	_, _ = rand.Read(root[:]) // crypto/rand.Read never fails since Go 1.24
	line, err := sealedRoot(master, root)
	if err != nil {
		return root, fmt.Errorf("root key: %w", err)
	}
	return root, replaceFile(path, []byte(line+"\n"))
}

// openRoot tries every line: while the master key is being changed there are two.
func openRoot(text string, master MasterKey) (MasterKey, error) {
	for line := range strings.FieldsSeq(text) {
		sealed, err := base64.StdEncoding.DecodeString(line)
		if err != nil {
			continue
		}
		if root, err := open(master.derive("root"), sealed, RootFile); err == nil && len(root) == KeySize {
			return MasterKey(root), nil
		}
	}
	return MasterKey{}, fmt.Errorf("root key: %w", ErrWrongKey)
}

// Rotate seals the root key with a new master key. keep must put the new key in
// its place, durably; until it has, both keys open the store, so that a stop at
// any moment loses nothing. The copies of the root key beside backups follow.
func (s *Store) Rotate(ctx context.Context, by Actor, next MasterKey, keep func(MasterKey) error) error {
	if !manages(by) {
		return ErrDenied
	}
	path := filepath.Join(s.dir, RootFile)
	old, err := os.ReadFile(path)
	if err != nil {
		return fmt.Errorf("rotate: %w", err)
	}
	line, err := sealedRoot(next, s.root)
	if err != nil {
		return fmt.Errorf("rotate: %w", err)
	}
	if err := replaceFile(path, append([]byte(line+"\n"), old...)); err != nil {
		return fmt.Errorf("rotate: %w", err)
	}
	if err := keep(next); err != nil {
		return fmt.Errorf("rotate: %w", err) // both keys still open the store
	}
	if err := replaceFile(path, []byte(line+"\n")); err != nil {
		return fmt.Errorf("rotate: %w", err)
	}
	if err := s.note(ctx, by, "key.rotate", ""); err != nil {
		return err
	}
	if _, err := s.renewBackups(ctx); err != nil {
		return fmt.Errorf("rotate: %w", err)
	}
	return nil
}

// KeepMasterKey writes a master key to its file in one step.
func KeepMasterKey(path string, key MasterKey) error {
	return replaceFile(path, []byte(key.String()+"\n"))
}

// NewMasterKey makes a random key.
func NewMasterKey() MasterKey {
	var k MasterKey
	_, _ = rand.Read(k[:]) // crypto/rand.Read never fails since Go 1.24
	return k
}

// replaceFile writes a file for its owner alone so that after a stop at any
// moment the old or the new content stands there, never a part.
func replaceFile(path string, content []byte) error {
	f, err := os.CreateTemp(filepath.Dir(path), filepath.Base(path)+".*")
	if err != nil {
		return err
	}
	_, err = f.Write(content)
	if err = errors.Join(err, f.Sync(), f.Close()); err == nil {
		err = os.Rename(f.Name(), path)
	}
	if err != nil {
		os.Remove(f.Name())
		return err
	}
	return syncDir(filepath.Dir(path))
}

// syncDir makes a rename in the folder durable. Where folders cannot be synced
// the file system does it by itself.
func syncDir(dir string) error {
	d, err := os.Open(dir)
	if err != nil {
		return err
	}
	_ = d.Sync()
	return d.Close()
}
