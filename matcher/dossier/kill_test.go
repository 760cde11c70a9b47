package dossier

import (
	"bufio"
	"context"
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"strconv"
	"strings"
	"testing"
	"time"
)

// killDir makes the test binary a child that writes until it is killed.
const killDir = "PASSEND_TEST_KILL_DIR"

// kills is how often the child is killed; PASSEND_KILLS asks for more.
func kills(t *testing.T) int {
	n, err := strconv.Atoi(os.Getenv("PASSEND_KILLS"))
	if err != nil {
		n = 15
	}
	if testing.Short() {
		n = min(n, 2)
	}
	return n
}

func TestMain(m *testing.M) {
	if dir := os.Getenv(killDir); dir != "" {
		fmt.Println("stopped:", writeUntilKilled(dir))
		os.Exit(1)
	}
	os.Exit(m.Run())
}

// writeUntilKilled adds workers and notes, and says of each when it is kept.
func writeUntilKilled(dir string) error {
	ctx := context.Background()
	s, err := Open(ctx, dir, Options{MasterKey: testKey})
	if err != nil {
		return err
	}
	coach := Actor{UserID: "coach", Role: RoleCoach}
	if users, err := s.Users(ctx, Actor{Role: RoleAdmin}); err != nil {
		return err
	} else if len(users) == 0 {
		if _, err := s.AddUser(ctx, System("test"), NewUser{Login: "coach", Role: RoleCoach}); err != nil {
			return err
		}
	}
	users, err := s.Users(ctx, Actor{Role: RoleAdmin})
	if err != nil {
		return err
	}
	coach.UserID = users[0].ID
	for {
		id, err := s.As(coach).AddWorker(ctx, testWorker())
		if err != nil {
			return err
		}
		fmt.Println("worker", id)
		for range 10 {
			note, err := s.As(coach).Add(ctx, New{WorkerID: id, Body: Note{Text: secretNote}})
			if err != nil {
				return err
			}
			fmt.Println("note", id, note)
		}
	}
}

// TestKilledWhileWriting kills a writing process again and again: nothing that
// it had acknowledged may be lost, and the audit chain stays whole.
func TestKilledWhileWriting(t *testing.T) {
	dir := t.TempDir()
	self, err := os.Executable()
	if err != nil {
		t.Fatal(err)
	}
	var kept []string
	n := kills(t)
	for i := range n {
		kept = append(kept, killAfter(t, self, dir, 1+(i*7)%23)...)
	}
	s := testStore(t, dir)
	c, err := s.Check(t.Context())
	if err != nil || len(c.Closed) > 0 {
		t.Fatalf("after %d kills: %+v, %v", n, c, err)
	}
	for _, line := range kept {
		f := strings.Fields(line)
		query, arg := `SELECT count(*) FROM worker WHERE id = ?`, f[1]
		if f[0] == "note" {
			query, arg = `SELECT count(*) FROM record WHERE id = ?`, f[2]
		}
		var found int
		if err := s.db.QueryRow(query, arg).Scan(&found); err != nil || found != 1 {
			t.Errorf("%q was acknowledged and is lost (%v)", line, err)
		}
	}
	if len(kept) < n {
		t.Errorf("%d kills, and only %d writes were acknowledged", n, len(kept))
	}
	t.Logf("%d kills, %d writes acknowledged, %d rows, %d lines of audit", n, len(kept), c.Rows, c.AuditLines)
}

// killAfter starts a writer, kills it (-9) a moment after the given number of
// acknowledgements, and returns them all.
func killAfter(t *testing.T, self, dir string, lines int) (kept []string) {
	t.Helper()
	cmd := exec.CommandContext(t.Context(), self)
	cmd.Env = append(os.Environ(), killDir+"="+dir)
	out, err := cmd.StdoutPipe()
	if err != nil {
		t.Fatal(err)
	}
	if err := cmd.Start(); err != nil {
		t.Fatal(err)
	}
	for in := bufio.NewScanner(out); in.Scan(); {
		if strings.HasPrefix(in.Text(), "stopped:") {
			t.Error(in.Text())
		}
		// A line that the kill cut short was not acknowledged.
		if f := strings.Fields(in.Text()); len(f) > 1 && len(f[len(f)-1]) == len(newID()) {
			kept = append(kept, in.Text())
		}
		if len(kept) == lines {
			time.AfterFunc(time.Duration(lines%5)*time.Millisecond, func() { _ = cmd.Process.Kill() })
		}
	}
	_ = cmd.Wait() // it was killed
	return kept
}

// TestKilledWhileBackingUp: what a stop leaves behind in a folder of backups is
// never taken for a backup.
func TestKilledWhileBackingUp(t *testing.T) {
	place := t.TempDir()
	if err := os.MkdirAll(filepath.Join(place, ".copy-1"), 0o700); err != nil {
		t.Fatal(err)
	}
	if err := os.WriteFile(filepath.Join(place, ".copy-1", "sealed"), []byte("half"), 0o600); err != nil {
		t.Fatal(err)
	}
	s := testStore(t, t.TempDir())
	path, err := s.Backup(t.Context(), System("test"), place, 0)
	if err != nil {
		t.Fatal(err)
	}
	if all, err := Backups(place); err != nil || len(all) != 1 || all[0] != path {
		t.Errorf("Backups = %v, %v", all, err)
	}
}
