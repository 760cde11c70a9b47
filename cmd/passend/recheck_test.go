package main

import (
	"fmt"
	"net/http"
	"net/http/httptest"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"passend/crawler/fetch"
	"passend/index/archive"
	"passend/index/vacancy"
	"passend/web/desk"
)

func TestLooked(t *testing.T) {
	begun := time.Date(2026, 11, 25, 9, 0, 0, 0, time.UTC)
	for _, c := range []struct {
		outcome fetch.Outcome
		record  archive.Record
		want    desk.Look
	}{
		{fetch.OK, archive.Record{LastSeen: begun}, desk.LookOpen},
		{fetch.NotModified, archive.Record{LastSeen: begun.Add(time.Second)}, desk.LookOpen},
		{fetch.OK, archive.Record{LastSeen: begun.Add(-time.Hour)}, desk.LookPage},
		{fetch.NotFound, archive.Record{}, desk.LookMissing},
		{fetch.Gone, archive.Record{ClosedAt: begun}, desk.LookClosed},
		{fetch.Unavailable, archive.Record{}, desk.LookFailed},
		{fetch.Refused, archive.Record{}, desk.LookFailed},
	} {
		if got := looked(c.outcome, &c.record, begun); got != c.want {
			t.Errorf("%v: %s, want %s", c.outcome, got, c.want)
		}
	}
}

// TestRecheckCommand: one vacancy is looked at on the command line, one that no
// crawl knows by its page, and closes when the page is gone for good.
func TestRecheckCommand(t *testing.T) {
	status := http.StatusOK
	site := httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		if r.URL.Path == "/robots.txt" {
			http.NotFound(w, r)
			return
		}
		w.WriteHeader(status)
		fmt.Fprint(w, "<html><body><h1>Planner</h1></body></html>")
	}))
	defer site.Close()
	s, out := testSession(t, t.Context())
	s.data = filepath.Join(s.dir, "data")
	f, err := openFolder(s)
	if err != nil {
		t.Fatal(err)
	}
	kept, err := f.archive.Keep(t.Context(), &vacancy.Vacancy{Source: "werk", ExternalID: "1", Title: "Planner", Employer: "De Korenaar", URL: site.URL + "/planner", Text: "Wij zoeken een planner."}, time.Now())
	if err != nil {
		t.Fatal(err)
	}
	if err := f.close(); err != nil {
		t.Fatal(err)
	}
	sources := filepath.Join(s.dir, "sources.yaml")
	if err := os.WriteFile(sources, []byte("sources:\n  - name: werk\n    kind: site\n    url: "+site.URL+"/\n    allow_private: true\n"), 0o600); err != nil {
		t.Fatal(err)
	}
	for _, c := range []struct {
		status int
		want   string
	}{{http.StatusOK, "staat er nog"}, {http.StatusNotFound, "nu niet te vinden"}, {http.StatusGone, "is gesloten"}} {
		status = c.status
		out.Reset()
		if code := run(s, []string{"crawl", "--recheck", kept.ID, "--sources", sources, "--contact", "test@passend.example"}); code != exitOK || !strings.Contains(out.String(), "Planner: ") || !strings.Contains(out.String(), c.want) {
			t.Errorf("after %d: exit code %d, %s", c.status, code, out)
		}
	}
	if code := run(s, []string{"crawl", "--contact", "test@passend.example"}); code != exitInput {
		t.Errorf("without sources or a vacancy: exit code %d", code)
	}
}
