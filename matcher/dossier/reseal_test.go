package dossier

import (
	"context"
	"errors"
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"testing"
	"time"
)

// resealDir makes the test binary a child that reseals the store there again and
// again until it is killed.
const resealDir = "PASSEND_TEST_RESEAL_DIR"

func resealUntilKilled(dir string) error {
	for {
		if err := Reseal(context.Background(), dir, Options{MasterKey: testKey}, System("test"), nil); err != nil {
			return err
		}
		fmt.Println("sealed")
	}
}

// filled makes a store with some of everything that is sealed, closes it, and
// returns what its keys were.
func filled(t *testing.T, dir string) (worker string, key []byte, root MasterKey) {
	t.Helper()
	ctx := t.Context()
	s := testStore(t, dir)
	coach := addUser(t, s, "coach", RoleCoach)
	for range 20 {
		id, err := s.As(coach).AddWorker(ctx, testWorker())
		if err != nil {
			t.Fatal(err)
		}
		worker = id
		if _, err := s.As(coach).Confirming("de werknemer vroeg hierom").Add(ctx, New{WorkerID: id, Body: Note{Text: secretNote}}); err != nil {
			t.Fatal(err)
		}
	}
	for _, of := range []string{worker, ""} {
		if _, err := s.As(coach).KeepDraft(ctx, of, secretNote); err != nil {
			t.Fatal(err)
		}
	}
	if _, _, err := s.StartTOTP(ctx, coach); err != nil {
		t.Fatal(err)
	}
	key, err := s.dataKey(ctx, worker)
	if err != nil {
		t.Fatal(err)
	}
	root = s.root
	if err := s.Close(); err != nil {
		t.Fatal(err)
	}
	return worker, key, root
}

// whole opens the store and checks that everything in it opens.
func whole(t *testing.T, dir, worker string) (key []byte, root MasterKey) {
	t.Helper()
	ctx := t.Context()
	s, err := Open(ctx, dir, Options{MasterKey: testKey})
	if err != nil {
		t.Fatal(err)
	}
	defer s.Close()
	if c, err := s.Check(ctx); err != nil || c.Workers != 20 || len(c.Closed) > 0 || c.Rows != 20*4+1 {
		t.Errorf("%+v, %v", c, err)
	}
	users, err := s.Users(ctx, Actor{Role: RoleAdmin})
	if err != nil {
		t.Fatal(err)
	}
	coach := Actor{UserID: users[0].ID, Role: RoleCoach}
	notes, err := Records[Note](ctx, s.As(coach), worker, "")
	if err != nil || len(notes) != 1 || notes[0].Body.Text != secretNote || notes[0].Confirmed == "" {
		t.Errorf("notes %+v, %v", notes, err)
	}
	for _, of := range []string{worker, ""} {
		list, err := s.As(coach).Drafts(ctx, of)
		if err != nil || len(list) != 1 {
			t.Fatalf("drafts %v, %v", list, err)
		}
		var text string
		if err := s.As(coach).Draft(ctx, list[0].ID, of, &text); err != nil || text != secretNote {
			t.Errorf("draft %q, %v", text, err)
		}
	}
	// The secret opens, so a wrong code is refused for what it is.
	if err := s.ConfirmTOTP(ctx, coach, "000000"); !errors.Is(err, ErrSignIn) {
		t.Errorf("the second factor: %v", err)
	}
	if key, err = s.dataKey(ctx, worker); err != nil {
		t.Fatal(err)
	}
	return key, s.root
}

func TestReseal(t *testing.T) {
	dir := t.TempDir()
	worker, key, root := filled(t, dir)
	var told []int
	err := Reseal(t.Context(), dir, Options{MasterKey: testKey}, System("test"), func(done, total int) error {
		told = append(told, done*1000+total)
		return nil
	})
	if err != nil || len(told) != 20 || told[19] != 20020 {
		t.Fatalf("%v, told %v", err, told)
	}
	nextKey, nextRoot := whole(t, dir, worker)
	if string(nextKey) == string(key) || nextRoot == root {
		t.Error("the keys are the old ones")
	}
	if left, err := filepath.Glob(filepath.Join(dir, "rotate.*")); err != nil || len(left) > 0 {
		t.Errorf("left behind: %v", left)
	}
	if err := Reseal(t.Context(), dir, Options{MasterKey: testKey}, Actor{Role: RoleCoach}, nil); !errors.Is(err, ErrDenied) {
		t.Errorf("a coach reseals: %v", err)
	}
}

// TestResealStopped stops after every dossier, and between the steps of the
// change of places: the old store or the new one stands there, whole.
func TestResealStopped(t *testing.T) {
	dir := t.TempDir()
	worker, key, _ := filled(t, dir)
	stop := errors.New("stop")
	for at := 1; at <= 20; at += 4 {
		err := Reseal(t.Context(), dir, Options{MasterKey: testKey}, System("test"), func(done, _ int) error {
			if done == at {
				return stop
			}
			return nil
		})
		if !errors.Is(err, stop) {
			t.Fatalf("at %d: %v", at, err)
		}
		if got, _ := whole(t, dir, worker); string(got) != string(key) {
			t.Fatalf("stopped at %d, and the key is another", at)
		}
	}
	for moved := 0; moved <= len(sealed); moved++ {
		s, err := Open(t.Context(), dir, Options{MasterKey: testKey})
		if err != nil {
			t.Fatal(err)
		}
		next := filepath.Join(dir, sealNext)
		if err := errors.Join(s.resealTo(t.Context(), next, Options{MasterKey: testKey}, System("test"), nil), s.Close()); err != nil {
			t.Fatal(err)
		}
		if err := os.WriteFile(filepath.Join(dir, sealReady), nil, 0o600); err != nil {
			t.Fatal(err)
		}
		for _, name := range sealed[:moved] {
			if err := os.Rename(filepath.Join(next, name), filepath.Join(dir, name)); err != nil {
				t.Fatal(err)
			}
		}
		got, _ := whole(t, dir, worker)
		if string(got) == string(key) {
			t.Errorf("stopped after %d files: the old key is back", moved)
		}
		key = got
	}
}

// TestResealKilled kills (-9) a process that reseals again and again.
func TestResealKilled(t *testing.T) {
	dir := t.TempDir()
	worker, _, _ := filled(t, dir)
	self, err := os.Executable()
	if err != nil {
		t.Fatal(err)
	}
	n := kills(t)
	for i := range n {
		cmd := exec.CommandContext(t.Context(), self)
		cmd.Env = append(os.Environ(), resealDir+"="+dir)
		if err := cmd.Start(); err != nil {
			t.Fatal(err)
		}
		time.Sleep(time.Duration(20+(i*37)%400) * time.Millisecond)
		_ = cmd.Process.Kill()
		_ = cmd.Wait() // it was killed
		whole(t, dir, worker)
	}
}

// TestNothingOfTheOldKeys: with the old master key and copies of the old root and
// keys nothing that stands there now can be read.
func TestNothingOfTheOldKeys(t *testing.T) {
	dir, old := t.TempDir(), t.TempDir()
	_, _, _ = filled(t, dir)
	for _, name := range []string{RootFile, KeyFile} {
		body, err := os.ReadFile(filepath.Join(dir, name))
		if err == nil {
			err = os.WriteFile(filepath.Join(old, name), body, 0o600)
		}
		if err != nil {
			t.Fatal(err)
		}
	}
	if err := Reseal(t.Context(), dir, Options{MasterKey: testKey}, System("test"), nil); err != nil {
		t.Fatal(err)
	}
	body, err := os.ReadFile(filepath.Join(dir, PeopleFile))
	if err == nil {
		err = os.WriteFile(filepath.Join(old, PeopleFile), body, 0o600)
	}
	if err != nil {
		t.Fatal(err)
	}
	if s, err := Open(t.Context(), old, Options{MasterKey: testKey}); err == nil {
		s.Close()
		t.Error("the old keys open the new file")
	}
}

// BenchmarkReseal encrypts a store of 1,000 dossiers anew.
func BenchmarkReseal(b *testing.B) {
	dir := b.TempDir()
	s, err := Open(b.Context(), dir, Options{MasterKey: testKey})
	if err != nil {
		b.Fatal(err)
	}
	for range 1000 {
		if _, err := s.As(System("test")).AddWorker(b.Context(), testWorker()); err != nil {
			b.Fatal(err)
		}
	}
	if err := s.Close(); err != nil {
		b.Fatal(err)
	}
	for b.Loop() {
		if err := Reseal(b.Context(), dir, Options{MasterKey: testKey}, System("test"), nil); err != nil {
			b.Fatal(err)
		}
	}
}
