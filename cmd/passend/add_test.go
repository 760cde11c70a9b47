package main

import (
	"errors"
	"net/http"
	"net/http/httptest"
	"strings"
	"testing"

	"passend/matcher/dossier"
)

// TestAdderStaysOutside: an address inside the own network is not visited, and
// without a contact address no page is fetched at all.
func TestAdderStaysOutside(t *testing.T) {
	fetched := 0
	site := httptest.NewServer(http.HandlerFunc(func(http.ResponseWriter, *http.Request) { fetched++ }))
	defer site.Close()
	for _, c := range []struct{ contact, says string }{{"beheer@passend.example", "besloten netwerk"}, {"", "contactadres"}} {
		_, err := adder{f: &folder{visits: &visits{}}, contact: c.contact}.Visit(t.Context(), site.URL+"/vacature")
		var invalid *dossier.InvalidError
		if !errors.As(err, &invalid) || !strings.Contains(invalid.Text, c.says) {
			t.Errorf("contact %q: %v", c.contact, err)
		}
	}
	if fetched > 0 {
		t.Errorf("%d visits", fetched)
	}
}
