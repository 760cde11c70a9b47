package archivetest

import (
	"errors"
	"testing"
	"time"

	"passend/index/archive"
	"passend/index/vacancy"
)

func testKeep(t *testing.T, s Store) {
	ctx, v := t.Context(), ad("a", "1")
	first := keep(t, s, v, day(0))
	want(t, "first", first, archive.Kept{ID: first.ID, Number: first.Number, Version: 1, Outcome: archive.New})
	if len(first.ID) != 36 || first.ID[14] != '7' {
		t.Errorf("id %q is no UUIDv7", first.ID)
	}
	want(t, "vacancy given", v, ad("a", "1"))

	r := must(s.Get(ctx, first.ID))(t)
	stored := *ad("a", "1")
	stored.ID = first.ID
	want(t, "vacancy", r.Vacancy, stored)
	want(t, "times", []time.Time{r.FirstSeen, r.LastSeen, r.LastChecked, r.Changed, r.ClosedAt}, []time.Time{day(0), day(0), day(0), day(0), {}})
	want(t, "fingerprint", r.Fingerprint, v.Fingerprint())

	v.URL += "?utm"
	again := keep(t, s, v, day(1))
	want(t, "again", again, archive.Kept{ID: first.ID, Number: first.Number, Version: 1, Outcome: archive.Same})
	r2 := must(s.Get(ctx, first.ID))(t)
	want(t, "seen again", []any{r2.LastSeen, r2.Changed, r2.Seq, r2.URL}, []any{day(1), day(0), r.Seq, v.URL})

	v.Text += "\nNu met laarzen."
	changed := keep(t, s, v, day(2))
	want(t, "changed", changed, archive.Kept{ID: first.ID, Number: first.Number, Version: 2, Outcome: archive.Changed})
	r3 := must(s.Get(ctx, first.ID))(t)
	want(t, "current text", r3.Text, v.Text)
	want(t, "changed at", r3.Changed, day(2))
	if r3.Seq <= r2.Seq {
		t.Errorf("seq %d after %d", r3.Seq, r2.Seq)
	}
	versions := must(s.Versions(ctx, first.ID))(t)
	if len(versions) != 2 {
		t.Fatalf("%d versions", len(versions))
	}
	want(t, "old text", []any{versions[0].Text, versions[0].Seen, versions[1].Version}, []any{stored.Text, day(0), 2})
}

func testIdentity(t *testing.T, s Store) {
	ctx := t.Context()
	one, two := keep(t, s, ad("a", "1"), day(0)), keep(t, s, ad("b", "1"), day(0))
	if one.ID == two.ID {
		t.Fatal("two sources share an identity")
	}
	if _, err := s.Get(ctx, "1"); !errors.Is(err, archive.ErrAmbiguous) {
		t.Errorf("external id of two: %v", err)
	}
	want(t, "by external", must(s.ByExternal(ctx, "b", "1"))(t).ID, two.ID)
	file := &vacancy.Vacancy{ID: "G-17", Source: "file", Title: "Bakker", Text: "Je bakt."}
	kept := keep(t, s, file, day(0))
	want(t, "by the file's id", must(s.Get(ctx, "G-17"))(t).ID, kept.ID)
	want(t, "file again", keep(t, s, file, day(1)).Outcome, archive.Same)
	page := keep(t, s, &vacancy.Vacancy{Source: "site", URL: "https://x.example/1", Title: "Slager", Text: "Je slacht."}, day(0))
	want(t, "by address", must(s.ByExternal(ctx, "site", "https://x.example/1"))(t).ID, page.ID)
	if _, err := s.Keep(ctx, &vacancy.Vacancy{Source: "site", Title: "x"}, day(0)); !errors.Is(err, archive.ErrNoIdentity) {
		t.Errorf("no identity: %v", err)
	}
	if _, err := s.Get(ctx, "absent"); !errors.Is(err, archive.ErrNotFound) {
		t.Errorf("absent: %v", err)
	}
	var ids []string
	for _, r := range must(s.Records(ctx, []string{two.ID, "absent", kept.ID, one.ID}))(t) {
		ids = append(ids, r.ID)
	}
	want(t, "records in order", ids, []string{two.ID, kept.ID, one.ID})
}

func testBatch(t *testing.T, s Store) {
	if _, err := s.KeepAll(t.Context(), []*vacancy.Vacancy{ad("a", "1"), {Source: "a"}}, day(0)); !errors.Is(err, archive.ErrNoIdentity) {
		t.Fatal(err)
	}
	kept := must(s.KeepAll(t.Context(), []*vacancy.Vacancy{ad("a", "1"), ad("a", "2"), ad("a", "1")}, day(0)))(t)
	want(t, "outcomes", []archive.Outcome{kept[0].Outcome, kept[1].Outcome, kept[2].Outcome}, []archive.Outcome{archive.New, archive.New, archive.Same})
	_, total, err := s.Count(t.Context())
	ok(t, err)
	want(t, "total", total, 2)
}
