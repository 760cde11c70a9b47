package fetch

import (
	"bufio"
	"compress/flate"
	"compress/gzip"
	"compress/zlib"
	"context"
	"crypto/tls"
	"crypto/x509"
	"errors"
	"fmt"
	"io"
	"net"
	"net/http"
	"strings"
	"time"
)

var (
	errTotal = errors.New("longer than the total time")
	errSlow  = errors.New("slower than the least rate")
	errLarge = errors.New("larger than the limit")
	errBody  = errors.New("unreadable body")
	errStop  = errors.New("stopped by the caller")
)

// because puts the reason of a cancelled request in place of its symptom.
func because(ctx context.Context, err error) error {
	switch cause := context.Cause(ctx); {
	case err == nil || cause == nil:
		return err
	case errors.Is(cause, errTotal) || errors.Is(cause, errSlow):
		return cause
	default:
		return fmt.Errorf("%w: %w", errStop, cause)
	}
}

// body sets the stream to read the decompressed body within all limits.
func (c *Client) body(ctx context.Context, cancel context.CancelCauseFunc, req Request, s *Stream, got *http.Response) error {
	limit := req.MaxBytes
	if limit == 0 {
		limit = c.cfg.Limits.Bytes
	}
	if got.ContentLength > limit {
		return fmt.Errorf("%w: %d bytes", errLarge, got.ContentLength)
	}
	if !req.Raw && !textual(s.ContentType) {
		return fmt.Errorf("%w: %s", errBody, s.ContentType)
	}
	line := watch(ctx, cancel, got.Body, c.cfg.Limits)
	closeBody := s.close
	s.close = func() { line.idle.Stop(); closeBody() }
	// The compressed body has the limit too: empty gzip members have no content.
	r, err := decompress(&capped{line, limit}, got.Header.Get("Content-Encoding"))
	if err != nil {
		return err
	}
	s.Reader, s.contentType = &capped{r, limit}, got.Header.Get("Content-Type")
	return nil
}

// textual reports whether a body of this type can hold vacancies or links. An
// absent or vague type can.
func textual(contentType string) bool {
	switch major, minor, _ := strings.Cut(contentType, "/"); major {
	case "image", "audio", "video", "font", "model":
		return strings.HasSuffix(minor, "+xml")
	case "application":
		for _, no := range []string{"pdf", "zip", "vnd.", "msword", "x-7z", "x-tar", "wasm", "java"} {
			if strings.HasPrefix(minor, no) && !strings.HasSuffix(minor, "xml") && !strings.HasSuffix(minor, "json") && minor != "javascript" {
				return false
			}
		}
	}
	return true
}

func decompress(r io.Reader, coding string) (io.Reader, error) {
	switch coding = strings.ToLower(strings.TrimSpace(coding)); coding {
	case "", "identity", "none":
		return r, nil
	case "gzip", "x-gzip":
		z, err := gzip.NewReader(r)
		if errors.Is(err, io.EOF) {
			return strings.NewReader(""), nil // no body at all
		}
		return &inflated{z}, asBody(err)
	case "deflate":
		// RFC 9110 means zlib; some servers send bare deflate.
		buf := bufio.NewReader(r)
		if head, err := buf.Peek(2); err == nil && head[0]&15 == 8 && (int(head[0])<<8|int(head[1]))%31 == 0 {
			z, err := zlib.NewReader(buf)
			return &inflated{z}, asBody(err)
		}
		return &inflated{flate.NewReader(buf)}, nil
	}
	return nil, fmt.Errorf("%w: content coding %q", errBody, coding)
}

// inflated marks errors of decompression, apart from those of the line.
type inflated struct{ io.Reader }

func (i *inflated) Read(p []byte) (int, error) {
	n, err := i.Reader.Read(p)
	return n, asBody(err)
}

func asBody(err error) error {
	var corrupt flate.CorruptInputError
	if errors.Is(err, gzip.ErrHeader) || errors.Is(err, gzip.ErrChecksum) || errors.Is(err, zlib.ErrHeader) ||
		errors.Is(err, zlib.ErrChecksum) || errors.As(err, &corrupt) {
		return fmt.Errorf("%w: %w", errBody, err)
	}
	return err
}

// capped fails with errLarge when more than left bytes are read.
type capped struct {
	io.Reader
	left int64
}

func (c *capped) Read(p []byte) (int, error) {
	if c.left < 0 {
		return 0, errLarge
	}
	if int64(len(p)) > c.left+1 {
		p = p[:c.left+1]
	}
	n, err := c.Reader.Read(p)
	if c.left -= int64(n); c.left < 0 {
		return n, errLarge
	}
	return n, err
}

// watched reads from the line and cancels the request when it is too slow.
type watched struct {
	ctx    context.Context
	body   io.Reader
	idle   *time.Timer
	limits Limits
	begun  time.Time
	n      int64
}

func watch(ctx context.Context, cancel context.CancelCauseFunc, body io.Reader, l Limits) *watched {
	return &watched{ctx: ctx, body: body, limits: l, begun: time.Now(),
		idle: time.AfterFunc(l.Idle, func() { cancel(errSlow) })}
}

func (w *watched) Read(p []byte) (int, error) {
	n, err := w.body.Read(p)
	w.n += int64(n)
	if err != nil && !errors.Is(err, io.EOF) {
		return n, because(w.ctx, err)
	}
	if spent := time.Since(w.begun); err == nil && spent > w.limits.Idle && float64(w.n) < float64(w.limits.MinRate)*spent.Seconds() {
		return n, errSlow
	}
	if err == nil {
		w.idle.Reset(w.limits.Idle)
	}
	return n, err
}

// ofError is the outcome that an error of a request or a body means.
func ofError(err error) Outcome {
	var (
		noName  *net.DNSError
		cert    *tls.CertificateVerificationError
		record  tls.RecordHeaderError
		alert   tls.AlertError
		unknown x509.UnknownAuthorityError
		timeout net.Error
	)
	switch {
	case errors.Is(err, errTotal):
		return TimeOut
	case errors.Is(err, errSlow):
		return TooSlow
	case errors.Is(err, errLarge):
		return TooLarge
	case errors.Is(err, errBody):
		return BadBody
	case errors.Is(err, errPrivate):
		return Private
	case errors.Is(err, errStop):
		return Stopped
	case errors.As(err, &noName):
		return NoHost
	case errors.As(err, &cert), errors.As(err, &record), errors.As(err, &alert), errors.As(err, &unknown),
		strings.Contains(err.Error(), "tls: "), strings.Contains(err.Error(), "server gave HTTP response to HTTPS client"):
		return NoTrust
	case strings.Contains(err.Error(), "response headers exceeded"):
		return TooLarge // net/http has no error value for it
	case errors.As(err, &timeout) && timeout.Timeout():
		return TimeOut
	}
	return NoConnection
}
