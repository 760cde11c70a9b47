package crawler_test

import (
	"net/url"
	"slices"
	"testing"
	"time"

	"passend/crawler"
	"passend/crawler/demosite"
	"passend/crawler/fetch"
	"passend/crawler/source"
	"passend/index/archive"
)

// TestDemonstration crawls the built-in sites and finds every ad that they
// serve, and none of those that are meant to fail.
func TestDemonstration(t *testing.T) {
	b := newBench(t, fetch.Limits{})
	site, err := demosite.New(demosite.Options{Now: b.clock.Now(), Slow: 10 * time.Millisecond})
	if err != nil {
		t.Fatal(err)
	}
	running, err := site.Serve(t.Context())
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { running.Close() })
	written, err := running.SourcesYAML()
	if err != nil {
		t.Fatal(err)
	}
	file, err := source.Parse(written)
	if err != nil {
		t.Fatal(err)
	}
	plan, err := crawler.Plan(file.Sources, b.clock.Now)
	if err != nil {
		t.Fatal(err)
	}
	report := b.crawl(0, plan...)
	for _, r := range report.BySource {
		t.Logf("%s: %s, %d pages, %d vacancies, errors %v", r.Source, r.Outcome, r.Pages, r.Vacancies(), r.Errors)
		if r.Outcome != archive.RunComplete {
			t.Errorf("%s: %s", r.Source, r.Outcome)
		}
	}
	list, err := b.archive.List(t.Context(), archive.Filter{}, "", 1000)
	if err != nil {
		t.Fatal(err)
	}
	found := map[string]string{} // path by source
	for _, r := range list.Records {
		u, err := url.Parse(r.URL)
		if err != nil {
			t.Fatal(err)
		}
		found[r.Source+u.Path] = r.Title
	}
	served := site.Served()
	for _, want := range served.Found {
		if got := found[want.Source+want.Path]; got != want.Title {
			t.Errorf("%s%s: found %q, served is %q", want.Source, want.Path, got, want.Title)
		}
	}
	for _, bad := range served.Failing {
		if got, ok := found[bad.Source+bad.Path]; ok {
			t.Errorf("%s%s: found %q, though it should fail: %s", bad.Source, bad.Path, got, bad.Why)
		}
	}
	if len(list.Records) != len(served.Found) {
		t.Errorf("found %d, served are %d", len(list.Records), len(served.Found))
	}
	if again := b.crawl(25*time.Hour, plan...); again.New != 0 || again.Changed != 0 {
		t.Errorf("a second crawl: %d new, %d changed", again.New, again.Changed)
	}
	if !slices.ContainsFunc(report.BySource, func(r crawler.SourceReport) bool { return r.WithPay > 0 }) {
		t.Error("no vacancy states its pay")
	}
}
