package web

import (
	"compress/gzip"
	"io"
	"net/http"
	"strings"
	"sync"

	"passend/web/static"
)

// leastCompressed is the smallest answer in bytes that is worth compressing: it
// fits one packet anyway.
const leastCompressed = 1400

// compress sends text compressed to browsers that can read it. There is no
// secret in a page that an attacker could guess by its size: sessions are in
// cookies, and forms carry no token.
func compress(next http.Handler) http.Handler {
	return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		w.Header().Add("Vary", "Accept-Encoding")
		if !static.ReadsGzip(r.Header.Get("Accept-Encoding")) || r.Header.Get("Range") != "" || r.Method == http.MethodHead {
			next.ServeHTTP(w, r)
			return
		}
		c := &compressor{ResponseWriter: w}
		defer c.close()
		next.ServeHTTP(c, r)
	})
}

var writers = sync.Pool{New: func() any { return gzip.NewWriter(io.Discard) }}

// compressor holds the first bytes back until it is known whether the answer is
// worth compressing.
type compressor struct {
	http.ResponseWriter
	status  int
	held    []byte
	zip     *gzip.Writer
	decided bool
}

func (c *compressor) WriteHeader(status int) {
	if c.status == 0 {
		c.status = status
	}
}

func (c *compressor) Write(p []byte) (int, error) {
	if c.status == 0 {
		c.status = http.StatusOK
	}
	if !c.decided {
		if c.held = append(c.held, p...); len(c.held) < leastCompressed {
			return len(p), nil
		}
		return len(p), c.decide(c.worth())
	}
	if c.zip != nil {
		return c.zip.Write(p)
	}
	return c.ResponseWriter.Write(p)
}

// worth reports whether the answer is text that nobody compressed yet.
func (c *compressor) worth() bool {
	h := c.Header()
	kind := h.Get("Content-Type")
	if kind == "" {
		kind = http.DetectContentType(c.held)
		h.Set("Content-Type", kind)
	}
	text := strings.HasPrefix(kind, "text/") || strings.Contains(kind, "json") || strings.Contains(kind, "javascript") || strings.Contains(kind, "svg")
	return text && h.Get("Content-Encoding") == "" && c.status != http.StatusPartialContent
}

// decide sends the header and what was held back.
func (c *compressor) decide(zip bool) error {
	c.decided = true
	if zip {
		c.Header().Set("Content-Encoding", "gzip")
		c.Header().Del("Content-Length")
		c.Header().Del("Accept-Ranges")
	}
	if c.status != 0 {
		c.ResponseWriter.WriteHeader(c.status)
	}
	if len(c.held) == 0 {
		return nil
	}
	if !zip {
		_, err := c.ResponseWriter.Write(c.held)
		return err
	}
	c.zip = writers.Get().(*gzip.Writer)
	c.zip.Reset(c.ResponseWriter)
	_, err := c.zip.Write(c.held)
	return err
}

// Flush sends what there is: an answer that comes in pieces is not held back.
func (c *compressor) Flush() {
	if !c.decided {
		if c.decide(false) != nil {
			return
		}
	}
	if c.zip != nil && c.zip.Flush() != nil {
		return
	}
	if f, ok := c.ResponseWriter.(http.Flusher); ok {
		f.Flush()
	}
}

// Unwrap lets http.ResponseController reach the writer below.
func (c *compressor) Unwrap() http.ResponseWriter { return c.ResponseWriter }

// close ends the answer. An error here means that the client is gone.
func (c *compressor) close() {
	if !c.decided {
		_ = c.decide(false)
	}
	if c.zip != nil {
		_ = c.zip.Close()
		c.zip.Reset(io.Discard)
		writers.Put(c.zip)
	}
}
