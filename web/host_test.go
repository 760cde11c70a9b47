package web

import (
	"net/http"
	"net/http/httptest"
	"testing"

	"github.com/gin-gonic/gin"
)

// TestOnlyOwnHost: with an origin set, another host is refused (DNS rebinding);
// the check of health comes from the machine itself.
func TestOnlyOwnHost(t *testing.T) {
	for _, c := range []struct {
		origin, host, path string
		want               int
	}{
		{"", "elders.example", "/", http.StatusOK},
		{"https://passend.example", "passend.example", "/", http.StatusOK},
		{"https://passend.example/", "Passend.Example:443", "/", http.StatusOK},
		{"http://localhost:8080", "localhost:8080", "/", http.StatusOK},
		{"https://passend.example", "elders.example", "/", http.StatusMisdirectedRequest},
		{"https://passend.example", "passend.example.elders.example", "/", http.StatusMisdirectedRequest},
		{"https://passend.example", "127.0.0.1:8080", "/", http.StatusMisdirectedRequest},
		{"https://passend.example", "127.0.0.1:8080", healthPath, http.StatusOK},
	} {
		host, err := ownHost(c.origin)
		if err != nil {
			t.Fatal(err)
		}
		e := gin.New()
		e.Use(onlyHost(host))
		e.GET("/*any", func(g *gin.Context) { g.Status(http.StatusOK) })
		r := httptest.NewRequestWithContext(t.Context(), http.MethodGet, c.path, http.NoBody)
		r.Host = c.host
		w := httptest.NewRecorder()
		e.ServeHTTP(w, r)
		if w.Code != c.want {
			t.Errorf("%s at %s with origin %q gives %d, want %d", c.path, c.host, c.origin, w.Code, c.want)
		}
	}
	for _, origin := range []string{"passend.example", "ftp://passend.example", "https://", "://"} {
		if _, err := ownHost(origin); err == nil {
			t.Errorf("origin %q is taken", origin)
		}
	}
}
