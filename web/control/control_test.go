package control

import (
	"context"
	"errors"
	"fmt"
	"io"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"
)

func TestCallRunsInTheService(t *testing.T) {
	dir := t.TempDir()
	if _, err := Call(t.Context(), dir, Command{}, io.Discard, io.Discard); !errors.Is(err, ErrNoService) {
		t.Fatalf("without a service: %v", err)
	}
	ctx, cancel := context.WithCancel(t.Context())
	served := make(chan error, 1)
	go func() {
		served <- Serve(ctx, dir, func(_ context.Context, c Command, stdout, stderr io.Writer) int {
			fmt.Fprintf(stdout, "in %s: %s", c.Dir, strings.Join(c.Args, " "))
			fmt.Fprint(stderr, "let op")
			return 7
		})
	}()
	var out, errs strings.Builder
	var code int
	var err error
	for range 100 { // until the socket is there
		if code, err = Call(t.Context(), dir, Command{Args: []string{"match", "--top", "3"}, Dir: "/ergens"}, &out, &errs); !errors.Is(err, ErrNoService) {
			break
		}
		time.Sleep(10 * time.Millisecond)
	}
	if err != nil || code != 7 || out.String() != "in /ergens: match --top 3" || errs.String() != "let op" {
		t.Errorf("Call = %d, %v, %q, %q", code, err, out.String(), errs.String())
	}
	if info, err := os.Stat(filepath.Join(dir, SocketName)); err != nil || info.Mode().Perm() != 0o600 {
		t.Errorf("socket: %v, %v", info, err)
	}
	cancel()
	if err := <-served; err != nil {
		t.Errorf("Serve: %v", err)
	}
}
