// Package control is the room of the socket by which a command reaches a
// running service: the service owns the data folder, so it runs the command
// itself and sends back what the command prints.
//
// Not allowed in here: the network (the socket is a file in the data folder,
// for its owner only) and any command of its own.
package control

import (
	"bytes"
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"net"
	"net/http"
	"os"
	"path/filepath"
	"sync"
	"time"
)

// SocketName is the socket's name in the data folder.
const SocketName = "control.sock"

// ErrNoService: nothing listens on the socket of this data folder.
var ErrNoService = errors.New("no service is running on this data folder")

// Command is a command line with the folder it was given in.
type Command struct {
	Args []string `json:"args"`
	Dir  string   `json:"dir"`
}

// Runner runs a command and returns its exit code.
type Runner func(ctx context.Context, c Command, stdout, stderr io.Writer) int

// frame is one piece of the answer: output, or the exit code at the end.
type frame struct {
	Out  string `json:"out,omitempty"`
	Err  string `json:"err,omitempty"`
	Exit *int   `json:"exit,omitempty"`
}

// Serve answers commands on the socket in dataDir until ctx ends.
func Serve(ctx context.Context, dataDir string, run Runner) error {
	path := filepath.Join(dataDir, SocketName)
	// A socket left by a killed service: the caller owns the folder's lock, so
	// nobody listens on it any more.
	if err := os.Remove(path); err != nil && !errors.Is(err, os.ErrNotExist) {
		return fmt.Errorf("control socket: %w", err)
	}
	l, err := (&net.ListenConfig{}).Listen(ctx, "unix", path)
	if err != nil {
		return fmt.Errorf("control socket: %w", err)
	}
	if err := os.Chmod(path, 0o600); err != nil {
		return errors.Join(fmt.Errorf("control socket: %w", err), l.Close())
	}
	srv := &http.Server{
		Handler:           handler(run),
		ReadHeaderTimeout: 5 * time.Second,
		BaseContext:       func(net.Listener) context.Context { return ctx },
	}
	stop := context.AfterFunc(ctx, func() { srv.Close() })
	defer stop()
	if err := srv.Serve(l); !errors.Is(err, http.ErrServerClosed) {
		return fmt.Errorf("control socket: %w", err)
	}
	return nil
}

func handler(run Runner) http.Handler {
	return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		var c Command
		if err := json.NewDecoder(io.LimitReader(r.Body, 1<<20)).Decode(&c); err != nil {
			http.Error(w, err.Error(), http.StatusBadRequest)
			return
		}
		out := &frames{enc: json.NewEncoder(w), flush: http.NewResponseController(w).Flush}
		code := run(r.Context(), c, writer(func(s string) frame { return frame{Out: s} }, out), writer(func(s string) frame { return frame{Err: s} }, out))
		// The connection may be gone; then nobody waits for the code.
		_ = out.send(frame{Exit: &code})
	})
}

// frames sends pieces one at a time: a command may print from many goroutines.
type frames struct {
	mu    sync.Mutex
	enc   *json.Encoder
	flush func() error
}

func (f *frames) send(x frame) error {
	f.mu.Lock()
	defer f.mu.Unlock()
	return errors.Join(f.enc.Encode(x), f.flush())
}

type writerFunc func([]byte) (int, error)

func (w writerFunc) Write(p []byte) (int, error) { return w(p) }

func writer(wrap func(string) frame, to *frames) io.Writer {
	return writerFunc(func(p []byte) (int, error) { return len(p), to.send(wrap(string(p))) })
}

// Call has the service on dataDir run the command, copies what it prints, and
// returns its exit code. It fails with ErrNoService when none answers.
func Call(ctx context.Context, dataDir string, c Command, stdout, stderr io.Writer) (int, error) {
	body, err := json.Marshal(c)
	if err != nil {
		return 0, fmt.Errorf("control: %w", err)
	}
	path := filepath.Join(dataDir, SocketName)
	client := &http.Client{Transport: &http.Transport{
		DisableKeepAlives: true,
		DialContext: func(ctx context.Context, _, _ string) (net.Conn, error) {
			return (&net.Dialer{}).DialContext(ctx, "unix", path)
		},
	}}
	req, err := http.NewRequestWithContext(ctx, http.MethodPost, "http://control/run", bytes.NewReader(body))
	if err != nil {
		return 0, fmt.Errorf("control: %w", err)
	}
	resp, err := client.Do(req)
	if err != nil {
		var op *net.OpError
		if errors.As(err, &op) && op.Op == "dial" {
			return 0, ErrNoService
		}
		return 0, fmt.Errorf("control: %w", err)
	}
	defer resp.Body.Close()
	for dec := json.NewDecoder(resp.Body); ; {
		var f frame
		if err := dec.Decode(&f); err != nil {
			return 0, fmt.Errorf("control: the service stopped before the command ended: %w", err)
		}
		if f.Exit != nil {
			return *f.Exit, nil
		}
		if _, err := io.WriteString(stdout, f.Out); err != nil {
			return 0, err
		}
		if _, err := io.WriteString(stderr, f.Err); err != nil {
			return 0, err
		}
	}
}
