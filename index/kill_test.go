package index

import (
	"bufio"
	"context"
	"fmt"
	"math/rand/v2"
	"os"
	"os/exec"
	"testing"
	"time"

	"passend/index/archive/archivetest"
	"passend/index/vacancy"
)

// killDir tells a child process to keep and index in that folder until it is
// killed.
const killDir = "PASSEND_TEST_KILL_DIR"

// keepForEver keeps and indexes vacancies, and says after each batch that the
// archive has acknowledged it.
func keepForEver(t *testing.T, dir string) {
	ctx := context.Background()
	a := openArchive(t, dir)
	s := openIndex(t, dir, a, Options{})
	_, from, err := a.Count(ctx)
	if err != nil {
		t.Fatal(err)
	}
	g := archivetest.Generator{Seed: 1, Newest: day0}
	fmt.Println("open")
	for ; ; from += 40 {
		var batch []*vacancy.Vacancy
		for i := range 40 {
			batch = append(batch, g.Vacancy(from+i))
		}
		batch = append(batch, &vacancy.Vacancy{Source: "test", ExternalID: "changes", Title: "Bakker", Text: fmt.Sprint("Versie ", from)})
		if _, err := a.KeepAll(ctx, batch, day0); err != nil {
			t.Fatal(err)
		}
		fmt.Println("kept", from+40)
		if err := s.Sync(ctx); err != nil {
			t.Fatal(err)
		}
		if from%3 == 0 {
			if err := s.saveColumns(); err != nil {
				t.Fatal(err)
			}
		}
	}
}

// TestKill kills the process in the middle of indexing, again and again on the
// same data: nothing that the archive acknowledged may be missing afterwards,
// without a manual step.
func TestKill(t *testing.T) {
	if dir := os.Getenv(killDir); dir != "" {
		keepForEver(t, dir)
	}
	times, dir := 20, t.TempDir()
	if testing.Short() {
		times = 4
	}
	r := rand.New(rand.NewPCG(1, 2))
	var slowest time.Duration
	for range times {
		acknowledged := killWhileIndexing(t, dir, time.Duration(r.IntN(120))*time.Millisecond)
		start := time.Now()
		a := openArchive(t, dir)
		s := openIndex(t, dir, a, Options{})
		slowest = max(slowest, time.Since(start))
		st := s.settle(t)
		if st.Total < acknowledged {
			t.Fatalf("the archive lost vacancies: %d of %d", st.Total, acknowledged)
		}
		if live := s.Columns().View().Open.Live(); live != st.Total {
			t.Fatalf("%d in the columns, %d in the archive", live, st.Total)
		}
		if err := s.Close(); err != nil {
			t.Fatal(err)
		}
		a.Close()
	}
	t.Logf("the slowest opening, healed, took %v", slowest)
}

// killWhileIndexing starts a child, kills it some time after it opened, and
// returns how many vacancies it had said to be kept.
func killWhileIndexing(t *testing.T, dir string, after time.Duration) (acknowledged int) {
	t.Helper()
	cmd := exec.Command(os.Args[0], "-test.run=^TestKill$")
	cmd.Env = append(os.Environ(), killDir+"="+dir)
	out, err := cmd.StdoutPipe()
	if err != nil {
		t.Fatal(err)
	}
	if err := cmd.Start(); err != nil {
		t.Fatal(err)
	}
	lines := bufio.NewScanner(out)
	if !lines.Scan() || lines.Text() != "open" {
		t.Fatalf("the child says %q", lines.Text())
	}
	timer := time.AfterFunc(after, func() { cmd.Process.Kill() })
	defer timer.Stop()
	for lines.Scan() {
		if _, err := fmt.Sscanf(lines.Text(), "kept %d", &acknowledged); err != nil {
			t.Errorf("the child says %q", lines.Text())
		}
	}
	cmd.Wait()
	return acknowledged
}
