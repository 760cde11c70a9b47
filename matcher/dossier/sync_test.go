package dossier

import (
	"errors"
	"io"
	"os"
	"path/filepath"
	"sync"
	"testing"

	"github.com/ncruces/go-sqlite3/util/vfsutil"
	"github.com/ncruces/go-sqlite3/vfs"
	"github.com/ncruces/go-sqlite3/vfs/adiantum"
)

// recorder is a file system under the encryption that remembers what of every
// file is on the disk for certain: its content at the last sync.
type recorder struct {
	vfs.VFS
	mu     sync.Mutex
	synced map[string][]byte
}

func (r *recorder) OpenFilename(name *vfs.Filename, flags vfs.OpenFlag) (vfs.File, vfs.OpenFlag, error) {
	f, flags, err := vfsutil.WrapOpenFilename(r.VFS, name, flags)
	if err != nil {
		return f, flags, err
	}
	return &recorded{File: f, r: r, name: filepath.Base(name.String())}, flags, nil
}

func (r *recorder) Delete(name string, syncDir bool) error {
	err := r.VFS.Delete(name, syncDir)
	if err == nil {
		r.mu.Lock()
		defer r.mu.Unlock()
		delete(r.synced, filepath.Base(name))
	}
	return err
}

// powerCut writes the files as a power cut at this moment would leave them at
// worst: nothing of what was written after the last sync.
func (r *recorder) powerCut(dir string) error {
	r.mu.Lock()
	defer r.mu.Unlock()
	for name, body := range r.synced {
		if err := os.WriteFile(filepath.Join(dir, name), body, 0o600); err != nil {
			return err
		}
	}
	return nil
}

type recorded struct {
	vfs.File
	r    *recorder
	name string
}

func (f *recorded) Unwrap() vfs.File                { return f.File }
func (f *recorded) SharedMemory() vfs.SharedMemory  { return vfsutil.WrapSharedMemory(f.File) }
func (f *recorded) LockState() vfs.LockLevel        { return vfsutil.WrapLockState(f.File) }
func (f *recorded) PersistWAL() bool                { return vfsutil.WrapPersistWAL(f.File) }
func (f *recorded) SetPersistWAL(keep bool)         { vfsutil.WrapSetPersistWAL(f.File, keep) }
func (f *recorded) PowersafeOverwrite() bool        { return vfsutil.WrapPowersafeOverwrite(f.File) }
func (f *recorded) SetPowersafeOverwrite(psow bool) { vfsutil.WrapSetPowersafeOverwrite(f.File, psow) }

func (f *recorded) Sync(flags vfs.SyncFlag) error {
	if err := f.File.Sync(flags); err != nil {
		return err
	}
	size, err := f.Size()
	if err != nil {
		return err
	}
	body := make([]byte, size)
	if n, err := f.ReadAt(body, 0); err != nil && !errors.Is(err, io.EOF) {
		return err
	} else if n < len(body) {
		body = body[:n]
	}
	f.r.mu.Lock()
	defer f.r.mu.Unlock()
	f.r.synced[f.name] = body
	return nil
}

// TestSyncBeforeAcknowledgement cuts the power right after an operation has
// returned: what it acknowledged must be on the disk.
func TestSyncBeforeAcknowledgement(t *testing.T) {
	r := &recorder{VFS: vfs.Find(""), synced: map[string][]byte{}}
	plain := vfs.Find("adiantum")
	vfs.Register("adiantum", adiantum.Wrap(r, nil))
	defer vfs.Register("adiantum", plain)

	dir := t.TempDir()
	s := testStore(t, dir)
	ctx := t.Context()
	coach := addUser(t, s, "coach", RoleCoach)
	// after opens what a power cut leaves and counts the notes of the worker.
	after := func(id string) (notes int, err error) {
		t.Helper()
		vfs.Register("adiantum", plain)
		defer vfs.Register("adiantum", adiantum.Wrap(r, nil))
		cut := t.TempDir()
		root, err := os.ReadFile(filepath.Join(dir, RootFile))
		if err != nil {
			t.Fatal(err)
		}
		if err := errors.Join(r.powerCut(cut), os.WriteFile(filepath.Join(cut, RootFile), root, 0o600)); err != nil {
			t.Fatal(err)
		}
		left := testStore(t, cut)
		defer left.Close()
		if _, err := left.Check(ctx); err != nil {
			t.Errorf("after a power cut: %v", err)
		}
		all, err := Records[Note](ctx, left.As(coach), id, "")
		return len(all), err
	}
	id, err := s.As(coach).AddWorker(ctx, testWorker())
	if err != nil {
		t.Fatal(err)
	}
	if _, err := after(id); err != nil {
		t.Errorf("AddWorker was acknowledged and lost: %v", err)
	}
	for i := range 12 {
		if _, err := s.As(coach).Add(ctx, New{WorkerID: id, Body: Note{Text: secretNote}}); err != nil {
			t.Fatal(err)
		}
		if n, err := after(id); err != nil || n != i+1 {
			t.Errorf("note %d was acknowledged; after a power cut there are %d, %v", i+1, n, err)
		}
	}
	officer := addUser(t, s, "officer", RolePrivacyOfficer)
	officer.Reason = "verzoek van de werknemer"
	if _, err := s.Erase(ctx, officer, id); err != nil {
		t.Fatal(err)
	}
	if n, err := after(id); !errors.Is(err, ErrDenied) {
		t.Errorf("Erase was acknowledged; after a power cut %d notes, %v", n, err)
	}
}
