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

// killDir makes the test binary a child that writes until it is killed; with
// killBackups it makes backups there all the while.
const (
	killDir     = "PASSEND_TEST_KILL_DIR"
	killBackups = "PASSEND_TEST_KILL_BACKUPS"
)

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
	if dir := os.Getenv(resealDir); dir != "" {
		fmt.Println("stopped:", resealUntilKilled(dir))
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
			if place := os.Getenv(killBackups); place != "" {
				if _, err := s.Backup(ctx, System("test"), place, 0); err != nil {
					return err
				}
			}
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

// TestKilledWhileBackingUp kills the process in the middle of backups: every
// backup that stands there can be restored, whatever was left half.
func TestKilledWhileBackingUp(t *testing.T) {
	dir, place := t.TempDir(), t.TempDir()
	t.Setenv(killBackups, place)
	self, err := os.Executable()
	if err != nil {
		t.Fatal(err)
	}
	for i := range min(kills(t), 3) {
		killAfter(t, self, dir, 3+i)
	}
	s := testStore(t, dir)
	if _, err := s.Backup(t.Context(), System("test"), place, 0); err != nil {
		t.Fatal(err)
	}
	// A copy that was left half-way may hold keys that are erased later.
	if left, err := filepath.Glob(filepath.Join(place, copyPattern)); err != nil || len(left) > 0 {
		t.Errorf("copies on their way stay behind: %v, %v", left, err)
	}
	all, err := Backups(place)
	if err != nil || len(all) == 0 {
		t.Fatalf("Backups = %v, %v", all, err)
	}
	for _, path := range all {
		if c, err := VerifyBackup(t.Context(), path, Options{MasterKey: testKey}); err != nil || c.Workers == 0 || len(c.Closed) > 0 {
			t.Errorf("%s: %+v, %v", filepath.Base(path), c, err)
		}
	}
}
