package dossier

import (
	"bytes"
	"errors"
	"io/fs"
	"os"
	"path/filepath"
	"testing"
	"time"
)

func TestBackupAndRestore(t *testing.T) {
	var now time.Time
	s := clockStore(t, &now)
	ctx, place := t.Context(), t.TempDir()
	coach, officer := addUser(t, s, "coach", RoleCoach), addUser(t, s, "officer", RolePrivacyOfficer)
	officer.Reason = "verzoek van de werknemer"
	var ids [2]string
	for i := range ids {
		var err error
		if ids[i], err = s.As(coach).AddWorker(ctx, testWorker()); err != nil {
			t.Fatal(err)
		}
		if _, err := s.As(coach).Add(ctx, New{WorkerID: ids[i], Body: Note{Text: secretNote}}); err != nil {
			t.Fatal(err)
		}
	}
	if _, err := s.Backup(ctx, coach, place, 0); !errors.Is(err, ErrDenied) {
		t.Errorf("a coach makes a backup: %v", err)
	}
	first, err := s.Backup(ctx, System("test"), place, 0)
	if err != nil {
		t.Fatal(err)
	}
	o := Options{MasterKey: testKey, Clock: func() time.Time { return now }}
	c, err := VerifyBackup(ctx, first, o)
	if err != nil || c.Workers != 2 || c.Rows != 8 || len(c.Closed) != 0 {
		t.Errorf("VerifyBackup = %+v, %v", c, err)
	}
	if _, err := VerifyBackup(ctx, first, Options{MasterKey: MasterKey{9}}); !errors.Is(err, ErrWrongKey) {
		t.Errorf("another master key opens the backup: %v", err)
	}

	p, err := s.Erase(ctx, officer, ids[0])
	if err != nil || !p.KeyGone || len(p.Backups) != 1 || p.Backups[place] != "" {
		t.Fatalf("Erase = %+v, %v", p, err)
	}
	to := t.TempDir()
	if c, err = Restore(ctx, first, to, o); err != nil || c.Workers != 1 || len(c.Closed) != 1 || c.Closed[0] != ids[0] {
		t.Fatalf("Restore = %+v, %v", c, err)
	}
	r, err := Open(ctx, to, o)
	if err != nil {
		t.Fatal(err)
	}
	defer r.Close()
	if w, err := r.As(coach).Worker(ctx, ids[1]); err != nil || w.Capacity.Items[0].Note != secretNote {
		t.Errorf("the other dossier: %+v, %v", w, err)
	}
	if _, err := r.dataKey(ctx, ids[0]); !errors.Is(err, ErrErased) {
		t.Errorf("the key of the erased dossier: %v", err)
	}
	if n := countRows(t, r, ids[0]); n != 0 {
		t.Errorf("the restored store keeps %d rows of the erased dossier", n)
	}
	if _, err := Restore(ctx, first, to, o); !errors.Is(err, fs.ErrExist) {
		t.Errorf("restored over persons that are there: %v", err)
	}

	now = now.Add(time.Hour)
	if _, err := s.Backup(ctx, System("test"), place, 1); err != nil {
		t.Fatal(err)
	}
	if all, err := Backups(place); err != nil || len(all) != 1 || all[0] == first {
		t.Errorf("after pruning: %v, %v", all, err)
	}
}

func countRows(t *testing.T, s *Store, id string) (n int) {
	t.Helper()
	err := s.db.QueryRow(`SELECT (SELECT count(*) FROM record WHERE worker_id = ?1) + (SELECT count(*) FROM profile WHERE worker_id = ?1)
		+ (SELECT count(*) FROM capacity WHERE worker_id = ?1)`, id).Scan(&n)
	if err != nil {
		t.Fatal(err)
	}
	return n
}

// TestDamagedBackupIsFound changes one byte in the middle of each file.
func TestDamagedBackupIsFound(t *testing.T) {
	var now time.Time
	s := clockStore(t, &now)
	ctx, place := t.Context(), t.TempDir()
	if _, err := s.As(System("test")).AddWorker(ctx, testWorker()); err != nil {
		t.Fatal(err)
	}
	path, err := s.Backup(ctx, System("test"), place, 0)
	if err != nil {
		t.Fatal(err)
	}
	for _, name := range []string{path, filepath.Join(place, keyBackup), filepath.Join(place, RootFile)} {
		whole, err := os.ReadFile(name)
		if err != nil {
			t.Fatal(err)
		}
		damaged := bytes.Clone(whole)
		damaged[len(damaged)/2] ^= 1
		if err := os.WriteFile(name, damaged, 0o600); err != nil {
			t.Fatal(err)
		}
		if c, err := VerifyBackup(ctx, path, Options{MasterKey: testKey}); err == nil {
			t.Errorf("%s is damaged, and VerifyBackup = %+v", filepath.Base(name), c)
		}
		if err := os.WriteFile(name, whole, 0o600); err != nil {
			t.Fatal(err)
		}
	}
}

// TestNothingInPlainText searches every byte of database, write-ahead log,
// keys and backup for what stands in a dossier.
func TestNothingInPlainText(t *testing.T) {
	dir, place := t.TempDir(), t.TempDir()
	s := testStore(t, dir)
	ctx := t.Context()
	coach := addUser(t, s, "coach", RoleCoach)
	id, err := s.As(coach).AddWorker(ctx, testWorker())
	if err != nil {
		t.Fatal(err)
	}
	if _, err := s.As(coach).Add(ctx, New{WorkerID: id, Body: Note{Text: secretNote}}); err != nil {
		t.Fatal(err)
	}
	if _, err := s.Backup(ctx, System("test"), place, 0); err != nil {
		t.Fatal(err)
	}
	seen := map[string]bool{}
	for _, root := range []string{dir, place} {
		err := filepath.WalkDir(root, func(path string, d fs.DirEntry, err error) error {
			if err != nil || d.IsDir() {
				return err
			}
			body, err := os.ReadFile(path)
			seen[filepath.Base(path)] = len(body) > 0
			for _, secret := range []string{secretNote, "rechterarm", "case-0417", "lift_carry", id, "SQLite format", string(s.root[:])} {
				if bytes.Contains(body, []byte(secret)) {
					t.Errorf("%s holds %q in plain text", d.Name(), secret)
				}
			}
			return err
		})
		if err != nil {
			t.Fatal(err)
		}
	}
	for _, name := range []string{PeopleFile, PeopleFile + "-wal", KeyFile + "-wal", RootFile, keyBackup} {
		if !seen[name] {
			t.Errorf("%s was not there to search: %v", name, seen)
		}
	}
}

func TestRotate(t *testing.T) {
	dir, place, file := t.TempDir(), t.TempDir(), filepath.Join(t.TempDir(), "master.key")
	s := testStore(t, dir)
	ctx := t.Context()
	id, err := s.As(System("test")).AddWorker(ctx, testWorker())
	if err != nil {
		t.Fatal(err)
	}
	path, err := s.Backup(ctx, System("test"), place, 0)
	if err != nil {
		t.Fatal(err)
	}
	stopped := errors.New("stopped")
	next := NewMasterKey()
	if err := s.Rotate(ctx, System("test"), next, func(MasterKey) error { return stopped }); !errors.Is(err, stopped) {
		t.Fatal(err)
	}
	s.Close()
	// Stopped half-way: nobody knows whether the new key was kept, so both open.
	for _, key := range []MasterKey{testKey, next} {
		half, err := Open(ctx, dir, Options{MasterKey: key})
		if err != nil {
			t.Fatalf("half-way: %v", err)
		}
		half.Close()
	}
	s = testStore(t, dir)
	if err := s.Rotate(ctx, System("test"), next, func(k MasterKey) error { return KeepMasterKey(file, k) }); err != nil {
		t.Fatal(err)
	}
	s.Close()
	kept, _, err := LoadMasterKey(file)
	if err != nil || kept != next {
		t.Fatalf("the new key is not kept: %v", err)
	}
	if _, err := Open(ctx, dir, Options{MasterKey: testKey}); !errors.Is(err, ErrWrongKey) {
		t.Errorf("the old key still opens: %v", err)
	}
	r, err := Open(ctx, dir, Options{MasterKey: next})
	if err != nil {
		t.Fatal(err)
	}
	defer r.Close()
	if w, err := r.As(System("test")).Worker(ctx, id); err != nil || len(w.Capacity.Items) == 0 {
		t.Errorf("after rotation: %+v, %v", w, err)
	}
	if _, err := VerifyBackup(ctx, path, Options{MasterKey: next}); err != nil {
		t.Errorf("the backup under the new key: %v", err)
	}
	if _, err := VerifyBackup(ctx, path, Options{MasterKey: testKey}); !errors.Is(err, ErrWrongKey) {
		t.Errorf("the backup under the old key: %v", err)
	}
}
