package web

import (
	"compress/gzip"
	"io"
	"net/http"
	"net/http/httptest"
	"strings"
	"testing"
)

func TestCompress(t *testing.T) {
	long := strings.Repeat("passend werk ", 500)
	for name, c := range map[string]struct {
		accept, kind, body string
		status             int
		zipped             bool
	}{
		"page":           {"gzip, br", "text/html; charset=utf-8", long, 200, true},
		"error page":     {"gzip", "text/html", long, 404, true},
		"data":           {"br;q=1, gzip;q=0.5", "application/problem+json", long, 422, true},
		"refused":        {"gzip;q=0", "text/html", long, 200, false},
		"refused fully":  {"gzip; q=0.000", "text/html", long, 200, false},
		"old browser":    {"", "text/html", long, 200, false},
		"short":          {"gzip", "text/html", "kort", 200, false},
		"sheet of excel": {"gzip", "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet", long, 200, false},
		"redirect":       {"gzip", "", "", 303, false},
		"not changed":    {"gzip", "", "", 304, false},
	} {
		h := compress(http.HandlerFunc(func(w http.ResponseWriter, _ *http.Request) {
			if c.kind != "" {
				w.Header().Set("Content-Type", c.kind)
			}
			w.Header().Set("Content-Length", "1")
			if c.status != 200 {
				w.WriteHeader(c.status)
			}
			for part := range strings.SplitAfterSeq(c.body, " ") {
				if _, err := io.WriteString(w, part); err != nil {
					t.Error(err)
				}
			}
		}))
		r := httptest.NewRequestWithContext(t.Context(), http.MethodGet, "/", nil)
		r.Header.Set("Accept-Encoding", c.accept)
		w := httptest.NewRecorder()
		h.ServeHTTP(w, r)
		body := io.Reader(w.Body)
		if zipped := w.Header().Get("Content-Encoding") == "gzip"; zipped != c.zipped || w.Code != c.status || w.Header().Get("Vary") == "" {
			t.Errorf("%s: status %d, encoding %q", name, w.Code, w.Header().Get("Content-Encoding"))
			continue
		}
		if c.zipped {
			if w.Header().Get("Content-Length") != "" || w.Body.Len() > len(c.body)/4 {
				t.Errorf("%s: %d bytes of %d, length %q", name, w.Body.Len(), len(c.body), w.Header().Get("Content-Length"))
			}
			var err error
			if body, err = gzip.NewReader(w.Body); err != nil {
				t.Fatal(err)
			}
		}
		if got, err := io.ReadAll(body); err != nil || string(got) != c.body {
			t.Errorf("%s: the body is not what was written, %v", name, err)
		}
	}
}

// TestCompressPieces: an answer in pieces is sent piece by piece.
func TestCompressPieces(t *testing.T) {
	h := compress(http.HandlerFunc(func(w http.ResponseWriter, _ *http.Request) {
		for range 2 {
			if _, err := io.WriteString(w, "stap\n"); err != nil {
				t.Error(err)
			}
			if err := http.NewResponseController(w).Flush(); err != nil {
				t.Error(err)
			}
		}
	}))
	r := httptest.NewRequestWithContext(t.Context(), http.MethodGet, "/", nil)
	r.Header.Set("Accept-Encoding", "gzip")
	w := httptest.NewRecorder()
	h.ServeHTTP(w, r)
	if w.Body.String() != "stap\nstap\n" || !w.Flushed {
		t.Errorf("got %q", w.Body)
	}
}
