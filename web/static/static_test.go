package static

import (
	"bytes"
	"compress/gzip"
	"io"
	"net/http"
	"net/http/httptest"
	"testing"
)

func TestFilesAreSmallForWhoReadsGzip(t *testing.T) {
	f, err := New()
	if err != nil {
		t.Fatal(err)
	}
	address, err := f.URL(sheet)
	if err != nil {
		t.Fatal(err)
	}
	get := func(encoding string) *httptest.ResponseRecorder {
		r := httptest.NewRequestWithContext(t.Context(), http.MethodGet, address, nil)
		r.Header.Set("Accept-Encoding", encoding)
		w := httptest.NewRecorder()
		f.ServeHTTP(w, r)
		return w
	}
	plain, small := get("gzip;q=0"), get("br, gzip")
	if plain.Header().Get("Content-Encoding") != "" || small.Header().Get("Content-Encoding") != "gzip" || small.Body.Len() > plain.Body.Len()/2 {
		t.Fatalf("%d bytes as they are, %d compressed", plain.Body.Len(), small.Body.Len())
	}
	z, err := gzip.NewReader(small.Body)
	if err != nil {
		t.Fatal(err)
	}
	text, err := io.ReadAll(z)
	if err != nil || !bytes.Equal(text, plain.Body.Bytes()) {
		t.Errorf("not the same file: %v", err)
	}
	for _, w := range []*httptest.ResponseRecorder{plain, small} {
		if w.Header().Get("Content-Type") != "text/css; charset=utf-8" || w.Header().Get("Cache-Control") == "" {
			t.Errorf("header %v", w.Header())
		}
	}
	if _, err := f.URL("absent.css"); err == nil {
		t.Error("a file that is not there has an address")
	}
}
