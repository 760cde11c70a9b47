package sqlite_test

import (
	"bytes"
	"context"
	"database/sql"
	"errors"
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"sync"
	"testing"
	"testing/fstest"

	"passend/index/sqlite"
)

var room = os.DirFS("testdata/room")

func open(t *testing.T, path string, opt sqlite.Options) *sql.DB {
	t.Helper()
	db, err := sqlite.Open(t.Context(), path, opt)
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { db.Close() })
	return db
}

func fill(t *testing.T, db *sql.DB, names ...string) {
	t.Helper()
	if err := sqlite.Migrate(t.Context(), db, room); err != nil {
		t.Fatal(err)
	}
	for _, n := range names {
		if _, err := db.Exec("INSERT INTO thing (name) VALUES (?)", n); err != nil {
			t.Fatal(err)
		}
	}
}

func TestPragmas(t *testing.T) {
	for _, sync := range []struct {
		opt  sqlite.Synchronous
		want string
	}{{"", "1"}, {sqlite.Normal, "1"}, {sqlite.Full, "2"}} {
		db := open(t, filepath.Join(t.TempDir(), "a b?&#%.db"), sqlite.Options{Synchronous: sync.opt})
		for pragma, want := range map[string]string{"journal_mode": "wal", "foreign_keys": "1", "synchronous": sync.want, "busy_timeout": "15000"} {
			var got string
			if err := db.QueryRow("PRAGMA " + pragma).Scan(&got); err != nil || got != want {
				t.Errorf("%s = %q, %v, want %q", pragma, got, err, want)
			}
		}
	}
}

func TestFileIsForItsOwnerAlone(t *testing.T) {
	path := filepath.Join(t.TempDir(), "x.db")
	fill(t, open(t, path, sqlite.Options{}), "one")
	info, err := os.Stat(path)
	if err != nil || info.Mode().Perm() != 0o600 {
		t.Errorf("mode %v, %v", info.Mode(), err)
	}
}

func TestEncrypted(t *testing.T) {
	path := filepath.Join(t.TempDir(), "x.db")
	key := bytes.Repeat([]byte{7}, sqlite.KeySize)
	db := open(t, path, sqlite.Options{Key: key, Synchronous: sqlite.Full})
	fill(t, db, "geheim-woord")
	copyPath := filepath.Join(t.TempDir(), "copy.db")
	if err := sqlite.Backup(t.Context(), db, copyPath, sqlite.Options{Key: key}); err != nil {
		t.Fatal(err)
	}
	db.Close()
	for _, p := range []string{path, copyPath} {
		raw, err := os.ReadFile(p)
		if err != nil || bytes.Contains(raw, []byte("geheim")) || bytes.Contains(raw, []byte("SQLite format")) {
			t.Errorf("%s: readable without the key (%v)", p, err)
		}
		var name string
		if err := open(t, p, sqlite.Options{Key: key}).QueryRow("SELECT name FROM thing").Scan(&name); err != nil || name != "geheim-woord" {
			t.Errorf("%s: %q, %v", p, name, err)
		}
	}
	for what, k := range map[string][]byte{"other": bytes.Repeat([]byte{8}, sqlite.KeySize), "short": []byte("x")} {
		if _, err := sqlite.Open(t.Context(), path, sqlite.Options{Key: k}); !errors.Is(err, sqlite.ErrKey) {
			t.Errorf("%s key: %v", what, err)
		}
	}
}

func TestReadOnly(t *testing.T) {
	path := filepath.Join(t.TempDir(), "x.db")
	if _, err := sqlite.Open(t.Context(), path, sqlite.Options{ReadOnly: true}); !errors.Is(err, os.ErrNotExist) {
		t.Errorf("absent file: %v", err)
	}
	fill(t, open(t, path, sqlite.Options{}), "one")
	db := open(t, path, sqlite.Options{ReadOnly: true})
	if _, err := db.Exec("DELETE FROM thing"); !errors.Is(sqlite.Explain(err), sqlite.ErrPermission) {
		t.Errorf("write: %v", err)
	}
}

func TestDamaged(t *testing.T) {
	path := filepath.Join(t.TempDir(), "x.db")
	if err := os.WriteFile(path, []byte(strings.Repeat("no database ", 1000)), 0o600); err != nil {
		t.Fatal(err)
	}
	if _, err := sqlite.Open(t.Context(), path, sqlite.Options{}); !errors.Is(err, sqlite.ErrDamaged) {
		t.Errorf("not a database: %v", err)
	}

	path = filepath.Join(t.TempDir(), "y.db")
	db := open(t, path, sqlite.Options{})
	fill(t, db)
	for i := range 2000 {
		if _, err := db.Exec("INSERT INTO thing (name) VALUES (?)", fmt.Sprint("name ", i)); err != nil {
			t.Fatal(err)
		}
	}
	if err := sqlite.Check(t.Context(), db); err != nil {
		t.Fatal(err)
	}
	db.Close()
	raw, err := os.ReadFile(path)
	if err != nil {
		t.Fatal(err)
	}
	copy(raw[len(raw)/2:], bytes.Repeat([]byte{0xAA}, 8192))
	if err := os.WriteFile(path, raw, 0o600); err != nil {
		t.Fatal(err)
	}
	if err := sqlite.Check(t.Context(), open(t, path, sqlite.Options{})); !errors.Is(err, sqlite.ErrDamaged) {
		t.Errorf("overwritten page: %v", err)
	}
}

func TestNoPermission(t *testing.T) {
	if os.Getuid() == 0 {
		t.Skip("root may write everywhere")
	}
	dir := t.TempDir()
	if err := os.Chmod(dir, 0o500); err != nil {
		t.Fatal(err)
	}
	if _, err := sqlite.Open(t.Context(), filepath.Join(dir, "x.db"), sqlite.Options{}); !errors.Is(err, sqlite.ErrPermission) {
		t.Error(err)
	}
	if _, err := sqlite.LockDir(dir); !errors.Is(err, sqlite.ErrPermission) {
		t.Error(err)
	}
}

func TestFullDisk(t *testing.T) {
	db := open(t, filepath.Join(t.TempDir(), "x.db"), sqlite.Options{})
	fill(t, db)
	conn, err := db.Conn(context.Background())
	if err != nil {
		t.Fatal(err)
	}
	defer conn.Close()
	if _, err := conn.ExecContext(t.Context(), "PRAGMA max_page_count=8"); err != nil {
		t.Fatal(err)
	}
	_, err = conn.ExecContext(t.Context(), "INSERT INTO thing (name) VALUES (?)", strings.Repeat("x", 1<<20))
	if err := sqlite.Explain(err); !errors.Is(err, sqlite.ErrFull) {
		t.Error(err)
	}
}

func TestMigrateRefusesNewer(t *testing.T) {
	db := open(t, filepath.Join(t.TempDir(), "x.db"), sqlite.Options{})
	newer := fstest.MapFS{
		"0001_first.sql":  {Data: []byte("-- +goose Up\nCREATE TABLE thing (id INTEGER PRIMARY KEY, name TEXT NOT NULL UNIQUE);\n")},
		"0002_second.sql": {Data: []byte("-- +goose Up\nCREATE TABLE other (id INTEGER PRIMARY KEY);\n")},
	}
	if err := sqlite.Migrate(t.Context(), db, newer); err != nil {
		t.Fatal(err)
	}
	if err := sqlite.Migrate(t.Context(), db, room); !errors.Is(err, sqlite.ErrNewer) {
		t.Error(err)
	}
}

func TestUnique(t *testing.T) {
	db := open(t, filepath.Join(t.TempDir(), "x.db"), sqlite.Options{})
	fill(t, db, "one")
	if _, err := db.Exec("INSERT INTO thing (name) VALUES ('one')"); !sqlite.IsUnique(err) {
		t.Error(err)
	}
	if sqlite.IsUnique(sql.ErrNoRows) || sqlite.Explain(nil) != nil {
		t.Error("other errors are not about keys")
	}
}

func TestWritersQueue(t *testing.T) {
	db := open(t, filepath.Join(t.TempDir(), "x.db"), sqlite.Options{})
	fill(t, db)
	var wg sync.WaitGroup
	for w := range 8 {
		wg.Go(func() {
			for i := range 20 {
				tx, err := db.BeginTx(context.Background(), nil)
				if err != nil {
					t.Error(err)
					return
				}
				var n int
				if err := tx.QueryRow("SELECT count(*) FROM thing").Scan(&n); err != nil {
					t.Error(err)
				}
				if _, err := tx.Exec("INSERT INTO thing (name) VALUES (?)", fmt.Sprint(w, " ", i)); err != nil {
					t.Error(err)
				}
				if err := tx.Commit(); err != nil {
					t.Error(err)
				}
			}
		})
	}
	wg.Wait()
	var n int
	if err := db.QueryRow("SELECT count(*) FROM thing").Scan(&n); err != nil || n != 160 {
		t.Errorf("%d rows, %v", n, err)
	}
}

func TestLockDir(t *testing.T) {
	dir := t.TempDir()
	unlock, err := sqlite.LockDir(dir)
	if err != nil {
		t.Fatal(err)
	}
	_, err = sqlite.LockDir(dir)
	var locked *sqlite.LockedError
	if !errors.Is(err, sqlite.ErrLocked) || !errors.As(err, &locked) || locked.PID != os.Getpid() {
		t.Errorf("second lock: %v", err)
	}
	if err := unlock(); err != nil {
		t.Fatal(err)
	}
	again, err := sqlite.LockDir(dir)
	if err != nil {
		t.Fatalf("after unlock: %v", err)
	}
	again()
}

// TestLockGoesWithItsProcess kills a process that holds the lock.
func TestLockGoesWithItsProcess(t *testing.T) {
	if dir := os.Getenv("LOCK_DIR"); dir != "" {
		if _, err := sqlite.LockDir(dir); err != nil {
			t.Fatal(err)
		}
		fmt.Println("locked")
		select {}
	}
	dir := t.TempDir()
	cmd := exec.Command(os.Args[0], "-test.run=^TestLockGoesWithItsProcess$")
	cmd.Env = append(os.Environ(), "LOCK_DIR="+dir)
	out, err := cmd.StdoutPipe()
	if err != nil {
		t.Fatal(err)
	}
	if err := cmd.Start(); err != nil {
		t.Fatal(err)
	}
	line := make([]byte, 6)
	if _, err := out.Read(line); err != nil || string(line) != "locked" {
		t.Fatalf("%q, %v", line, err)
	}
	_, err = sqlite.LockDir(dir)
	var locked *sqlite.LockedError
	if !errors.As(err, &locked) || locked.PID != cmd.Process.Pid {
		t.Errorf("while it lives: %v", err)
	}
	cmd.Process.Kill()
	cmd.Wait()
	unlock, err := sqlite.LockDir(dir)
	if err != nil {
		t.Fatalf("after its death: %v", err)
	}
	unlock()
}
