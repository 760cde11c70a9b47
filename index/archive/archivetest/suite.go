package archivetest

import (
	"context"
	"errors"
	"fmt"
	"strconv"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"
	"github.com/google/go-cmp/cmp/cmpopts"

	"passend/index/archive"
	"passend/index/demand"
	"passend/index/reading"
	"passend/index/vacancy"
)

// The parts of an archive, as small as their users need them.
type (
	// Keeper takes in what sources show.
	Keeper interface {
		Keep(context.Context, *vacancy.Vacancy, time.Time) (archive.Kept, error)
		KeepAll(context.Context, []*vacancy.Vacancy, time.Time) ([]archive.Kept, error)
	}
	// Watcher follows the life of vacancies that are kept.
	Watcher interface {
		Seen(context.Context, string, time.Time) error
		Checked(context.Context, string, time.Time) error
		Miss(context.Context, string, string, time.Time) (archive.Miss, error)
	}
	// Closer ends and revives vacancies.
	Closer interface {
		MarkClosed(context.Context, string, string, time.Time) error
		Reopen(context.Context, string, string, time.Time) error
		Unseen(context.Context, string, time.Time) ([]string, error)
	}
	// Finder gets vacancies by identity.
	Finder interface {
		Get(context.Context, string) (*archive.Record, error)
		ByExternal(context.Context, string, string) (*archive.Record, error)
		Records(context.Context, []string) ([]archive.Record, error)
	}
	// Lister walks over vacancies.
	Lister interface {
		List(context.Context, archive.Filter, string, int) (archive.Page, error)
		Since(context.Context, int64, int) ([]archive.Record, error)
		Seq(context.Context) (int64, error)
	}
	// Historian knows what was.
	Historian interface {
		Versions(context.Context, string) ([]archive.VersionOf, error)
		Events(context.Context, string) ([]archive.Event, error)
		Count(context.Context) (open, total int, err error)
	}
	// ReadingStore keeps readings by version and reader.
	ReadingStore interface {
		PutReadings(context.Context, []archive.Read) error
		Readings(context.Context, string, []archive.Record) ([]*reading.Reading, error)
		Reading(context.Context, string, int, string) (*reading.Reading, error)
	}
	// ReadingKeeper keeps readings fresh.
	ReadingKeeper interface {
		Stale(context.Context, string, int64, int) ([]archive.Record, error)
		DropReadings(context.Context, ...string) (int64, error)
	}
	// Grouper finds and groups duplicates.
	Grouper interface {
		PutSignatures(context.Context, []archive.Signature) error
		Signed(context.Context, []archive.Record) ([]int, error)
		Candidates(context.Context, []uint64) ([]archive.Candidate, error)
		SetGroup(context.Context, string, []string, time.Time) error
		Group(context.Context, string) ([]archive.Record, error)
	}
	// EmployerBook counts hiring activity.
	EmployerBook interface {
		Employers(context.Context, int, int) ([]archive.Employer, error)
		Employer(context.Context, string) (archive.Employer, error)
		Activity(context.Context, string, string) ([]archive.Month, error)
		FlagAgency(context.Context, string, bool) error
	}
	// SourceBook remembers sources and runs.
	SourceBook interface {
		PutSource(context.Context, archive.Source) error
		Sources(context.Context) ([]archive.Source, error)
		Freeze(context.Context, string, string, time.Time) error
	}
	// RunBook remembers crawl runs.
	RunBook interface {
		StartRun(context.Context, string, time.Time) (int64, error)
		PutRun(context.Context, archive.Run) error
		Runs(context.Context, string, int) ([]archive.Run, error)
		Health(context.Context, string) (archive.Health, error)
	}
)

// Store is the whole archive. It exists for the suite alone: users name the
// parts that they need.
type Store interface {
	Keeper
	Watcher
	Closer
	Finder
	Lister
	Historian
	ReadingStore
	ReadingKeeper
	Grouper
	EmployerBook
	SourceBook
	RunBook
}

// Run runs the suite; open gives an empty store for each test.
func Run(t *testing.T, open func(*testing.T) Store) {
	for name, test := range map[string]func(*testing.T, Store){
		"keep": testKeep, "identity": testIdentity, "batch is all or none": testBatch, "life": testLife,
		"misses": testMisses, "list": testList, "changes": testChanges, "readings": testReadings,
		"groups": testGroups, "employers": testEmployers, "sources and runs": testSources,
	} {
		t.Run(name, func(t *testing.T) { test(t, open(t)) })
	}
}

var day0 = time.Date(2026, 3, 2, 8, 0, 0, 0, time.UTC)

func day(n int) time.Time { return day0.AddDate(0, 0, n) }

func must[T any](v T, err error) func(*testing.T) T {
	return func(t *testing.T) T {
		t.Helper()
		if err != nil {
			t.Fatal(err)
		}
		return v
	}
}

func ok(t *testing.T, err error) {
	t.Helper()
	if err != nil {
		t.Fatal(err)
	}
}

func want(t *testing.T, what string, got, want any) {
	t.Helper()
	if diff := cmp.Diff(want, got, cmpopts.IgnoreUnexported(reading.EducationFact{})); diff != "" {
		t.Errorf("%s (-want +got):\n%s", what, diff)
	}
}

func ad(source, id string) *vacancy.Vacancy {
	return &vacancy.Vacancy{Source: source, ExternalID: id, URL: "https://" + source + ".example/" + id, Title: "Magazijnmedewerker " + id,
		Employer: "Van Dalen Opslag B.V.", Text: "Je verzamelt bestellingen.\nJe tilt tot 10 kg.", Hours: vacancy.Hours{Min: 96, Max: 128},
		Places: []vacancy.Place{{Name: "Zutphen", Country: "NL"}}, Posted: day(-3), FoundBy: map[string]string{"title": "json-ld"}}
}

func keep(t *testing.T, s Store, v *vacancy.Vacancy, at time.Time) archive.Kept {
	t.Helper()
	return must(s.Keep(t.Context(), v, at))(t)
}

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

func testLife(t *testing.T, s Store) {
	ctx := t.Context()
	id := keep(t, s, ad("a", "1"), day(0)).ID
	ok(t, s.Seen(ctx, id, day(2)))
	ok(t, s.Seen(ctx, id, day(1)))
	ok(t, s.Checked(ctx, id, day(3)))
	r := must(s.Get(ctx, id))(t)
	want(t, "seen and checked", []time.Time{r.LastSeen, r.LastChecked}, []time.Time{day(2), day(3)})

	if err := s.MarkClosed(ctx, id, "", day(4)); err == nil {
		t.Error("closed without evidence")
	}
	ok(t, s.MarkClosed(ctx, id, "410", day(4)))
	ok(t, s.MarkClosed(ctx, id, "404", day(5)))
	r = must(s.Get(ctx, id))(t)
	want(t, "closed", []any{r.ClosedAt, r.CloseReason, r.Open()}, []any{day(4), "410", false})
	want(t, "shown again", keep(t, s, ad("a", "1"), day(6)), archive.Kept{ID: id, Number: r.Number, Version: 1, Reopened: true})
	ok(t, s.MarkClosed(ctx, id, "410", day(7)))
	ok(t, s.Reopen(ctx, id, "by hand", day(8)))
	ok(t, s.Reopen(ctx, id, "by hand", day(8)))
	want(t, "open", must(s.Get(ctx, id))(t).Open(), true)

	var kinds []string
	for _, e := range must(s.Events(ctx, id))(t) {
		kinds = append(kinds, fmt.Sprint(e.Kind, " ", e.Evidence, " ", e.At.Format("01-02")))
	}
	want(t, "events", kinds, []string{"new  03-02", "closed 410 03-06", "reopened shown again 03-08", "closed 410 03-09", "reopened by hand 03-10"})
	if err := s.MarkClosed(ctx, "absent", "410", day(1)); !errors.Is(err, archive.ErrNotFound) {
		t.Errorf("close absent: %v", err)
	}
}

func testMisses(t *testing.T, s Store) {
	ctx := t.Context()
	id, other := keep(t, s, ad("a", "1"), day(0)).ID, keep(t, s, ad("a", "2"), day(0)).ID
	want(t, "first", must(s.Miss(ctx, id, "404", day(1)))(t), archive.Miss{Count: 1, First: day(1), Last: day(1)})
	want(t, "second", must(s.Miss(ctx, id, "404", day(3)))(t), archive.Miss{Count: 2, First: day(1), Last: day(3)})
	want(t, "other kind", must(s.Miss(ctx, id, "listing", day(3)))(t).Count, 1)
	ok(t, s.Seen(ctx, id, day(4)))
	want(t, "after seen", must(s.Miss(ctx, id, "404", day(5)))(t).Count, 1)
	want(t, "unseen", must(s.Unseen(ctx, "a", day(4)))(t), []string{other})
}

func testList(t *testing.T, s Store) {
	ctx := t.Context()
	ids := map[string]string{}
	for i := range 7 {
		v := ad([]string{"a", "b"}[i%2], fmt.Sprint(i))
		if i == 3 {
			v.Employer = "Zorg & Zo"
		}
		ids[v.ExternalID] = keep(t, s, v, day(i)).ID
	}
	ok(t, s.MarkClosed(ctx, ids["4"], "410", day(8)))
	for _, c := range []struct {
		filter archive.Filter
		want   string
	}{
		{archive.Filter{}, "653210"},
		{archive.Filter{State: archive.OpenAndClosed}, "6543210"},
		{archive.Filter{State: archive.OnlyClosed}, "4"},
		{archive.Filter{Source: "a"}, "620"},
		{archive.Filter{Source: "a", State: archive.OpenAndClosed}, "6420"},
		{archive.Filter{Employer: "zorg en zo"}, "3"},
		{archive.Filter{Source: "a", Employer: "zorg en zo"}, ""},
	} {
		got, cursor := "", ""
		for pages := 0; ; pages++ {
			page := must(s.List(ctx, c.filter, cursor, 2))(t)
			for _, r := range page.Records {
				got += r.ExternalID
			}
			if cursor = page.Next; cursor == "" {
				break
			}
			if pages > 9 {
				t.Fatal("the list does not end")
			}
		}
		want(t, fmt.Sprintf("%+v", c.filter), got, c.want)
	}
	if _, err := s.List(ctx, archive.Filter{}, "no cursor!", 2); err == nil {
		t.Error("a wrong cursor is accepted")
	}
	open, total, err := s.Count(ctx)
	ok(t, err)
	want(t, "counts", []int{open, total}, []int{6, 7})
}

func testChanges(t *testing.T, s Store) {
	ctx := t.Context()
	a, b := keep(t, s, ad("x", "a"), day(0)), keep(t, s, ad("x", "b"), day(0))
	follow := func(from int64) (got string, last int64) {
		for last = from; ; {
			rs := must(s.Since(ctx, last, 1))(t)
			if len(rs) == 0 {
				return got, last
			}
			got, last = got+rs[0].ExternalID, rs[0].Seq
		}
	}
	got, last := follow(0)
	want(t, "all", got, "ab")
	want(t, "head", must(s.Seq(ctx))(t), last)
	keep(t, s, ad("x", "a"), day(1))
	ok(t, s.Seen(ctx, a.ID, day(1)))
	got, _ = follow(last)
	want(t, "nothing changed", got, "")
	v := ad("x", "a")
	v.Title = "Orderpicker"
	keep(t, s, v, day(2))
	ok(t, s.MarkClosed(ctx, b.ID, "410", day(2)))
	got, mid := follow(last)
	want(t, "changed and closed", got, "ab")
	ok(t, s.SetGroup(ctx, "g", []string{a.ID}, day(3)))
	got, end := follow(mid)
	want(t, "grouped", got, "a")
	ok(t, s.FlagAgency(ctx, "van dalen opslag", true))
	got, _ = follow(end)
	want(t, "flagged", got, "a")
}

func read(version string, level demand.Level) *reading.Reading {
	return &reading.Reading{Version: version, Language: "nl", Demands: []reading.Demand{{Key: demand.LiftCarry, Level: level, Basis: reading.BasisNumber,
		Quote: reading.Quote{Field: reading.InText, Start: 27, End: 43, Text: "Je tilt tot 10 kg"}, Value: 10, Unit: "kg"}}}
}

func testReadings(t *testing.T, s Store) {
	ctx := t.Context()
	one, two := keep(t, s, ad("a", "1"), day(0)), keep(t, s, ad("a", "2"), day(0))
	stale := func(reader string, after int64) (got string) {
		for _, r := range must(s.Stale(ctx, reader, after, 10))(t) {
			got += r.ExternalID
		}
		return got
	}
	want(t, "none read", stale("r1", 0), "12")
	want(t, "after the first", stale("r1", one.Number), "2")
	ok(t, s.PutReadings(ctx, []archive.Read{{ID: one.ID, Version: 1, Reading: read("r1", 1)}}))
	want(t, "one read", stale("r1", 0), "2")
	ok(t, s.PutReadings(ctx, []archive.Read{{ID: one.ID, Version: 1, Reading: read("r2", 2)}, {ID: two.ID, Version: 1, Reading: read("r2", 3)}}))
	want(t, "new reader", stale("r2", 0), "")
	want(t, "old reader", stale("r1", 0), "12")

	v := ad("a", "2")
	v.Text = "Je tilt niet."
	keep(t, s, v, day(1))
	want(t, "new version", stale("r2", 0), "2")
	records := must(s.Records(ctx, []string{two.ID, one.ID}))(t)
	want(t, "current readings", must(s.Readings(ctx, "r2", records))(t), []*reading.Reading{nil, read("r2", 2)})
	want(t, "of an old version", must(s.Reading(ctx, two.ID, 1, "r2"))(t), read("r2", 3))
	want(t, "by the old reader", must(s.Reading(ctx, one.ID, 1, "r1"))(t), read("r1", 1))
	if _, err := s.Reading(ctx, two.ID, 2, "r2"); !errors.Is(err, archive.ErrNotFound) {
		t.Errorf("absent reading: %v", err)
	}
	ok(t, s.PutReadings(ctx, []archive.Read{{ID: one.ID, Version: 1, Reading: read("r2", 0)}}))
	want(t, "replaced", must(s.Reading(ctx, one.ID, 1, "r2"))(t), read("r2", 0))
	if err := s.PutReadings(ctx, []archive.Read{{ID: one.ID, Version: 9, Reading: read("r2", 0)}}); !errors.Is(err, archive.ErrNotFound) {
		t.Errorf("reading of an absent version: %v", err)
	}
	want(t, "dropped", must(s.DropReadings(ctx, "r2"))(t), int64(1))
	want(t, "kept", must(s.Reading(ctx, one.ID, 1, "r2"))(t), read("r2", 0))
}

func testGroups(t *testing.T, s Store) {
	ctx := t.Context()
	one, two := keep(t, s, ad("a", "1"), day(0)), keep(t, s, ad("b", "2"), day(1))
	three := keep(t, s, ad("b", "3"), day(1))
	ok(t, s.PutSignatures(ctx, []archive.Signature{
		{ID: one.ID, Version: 1, Bytes: []byte{1, 2}, Bands: []uint64{7, 1 << 63}},
		{ID: two.ID, Version: 3, Bytes: []byte{1, 3}, Bands: []uint64{7, 9}},
		{ID: three.ID, Version: 1, Bytes: []byte{9, 9}, Bands: []uint64{11}},
	}))
	candidates := func(bands ...uint64) (got []string) {
		for _, c := range must(s.Candidates(ctx, bands))(t) {
			got = append(got, fmt.Sprintf("%t %q %s %t %v", c.ID == one.ID, c.Group, c.EmployerKey, c.Open, c.Signature))
		}
		return got
	}
	want(t, "two share", candidates(7, 1<<63), []string{`true "" van dalen opslag true [1 2]`, `false "" van dalen opslag true [1 3]`})
	ok(t, s.PutSignatures(ctx, []archive.Signature{{ID: one.ID, Version: 2, Bytes: []byte{4}, Bands: []uint64{8}}, {ID: three.ID}}))
	want(t, "replaced", candidates(1<<63), []string(nil))
	want(t, "forgotten", candidates(11), []string(nil))
	var kept []archive.Record
	for _, k := range []archive.Kept{one, two, three} {
		kept = append(kept, *must(s.Get(ctx, k.ID))(t))
	}
	want(t, "signed", must(s.Signed(ctx, kept))(t), []int{2, 3, 0})
	var crowd []archive.Signature
	for i := range 60 {
		k := keep(t, s, ad("c", strconv.Itoa(i)), day(1))
		crowd = append(crowd, archive.Signature{ID: k.ID, Version: 1, Bytes: []byte{byte(i)}, Bands: []uint64{5, uint64(100 + i), uint64(1000 + i/20)}})
	}
	ok(t, s.PutSignatures(ctx, crowd))
	many := must(s.Candidates(ctx, []uint64{5, 103, 159, 1000}))(t)
	if len(many) != 24 || many[0].Signature[0] != 3 || many[1].Signature[0] != 59 {
		t.Errorf("of a crowd: %d, first %v and %v", len(many), many[0].Signature, many[1].Signature)
	}
	ok(t, s.SetGroup(ctx, one.ID, []string{one.ID, two.ID}, day(2)))
	members := func(group string) (got string) {
		for _, r := range must(s.Group(ctx, group))(t) {
			got += r.ExternalID
		}
		return got
	}
	want(t, "members", members(one.ID), "12")
	ok(t, s.SetGroup(ctx, "", []string{two.ID}, day(3)))
	want(t, "taken out", members(one.ID), "1")
	want(t, "no group is no group", members(""), "")
}

func testEmployers(t *testing.T, s Store) {
	ctx := t.Context()
	first := keep(t, s, ad("a", "1"), day(0))
	v := ad("a", "2")
	v.Employer = "VAN DALEN opslag bv"
	second := keep(t, s, v, day(1))
	agency := ad("a", "3")
	agency.Employer = "Vlot Uitzendbureau"
	keep(t, s, agency, day(1))
	ok(t, s.MarkClosed(ctx, first.ID, "410", day(35)))

	e := must(s.Employer(ctx, "van dalen opslag"))(t)
	want(t, "employer", e, archive.Employer{Key: "van dalen opslag", Name: "Van Dalen Opslag B.V.", FirstSeen: day(0), Open: 1, Total: 2})
	want(t, "activity", must(s.Activity(ctx, e.Key, "2026-01"))(t), []archive.Month{{Month: "2026-03", Opened: 2}, {Month: "2026-04", Closed: 1}})
	want(t, "since", len(must(s.Activity(ctx, e.Key, "2026-04"))(t)), 1)

	v.Employer = "Vlot Uitzendbureau"
	keep(t, s, v, day(36))
	list := must(s.Employers(ctx, 0, 10))(t)
	want(t, "list", []any{len(list), list[0].Key, list[0].Open, list[0].Agency, list[1].Open, list[1].Total}, []any{2, "vlot uitzendbureau", 2, true, 0, 1})
	want(t, "second page", must(s.Employers(ctx, 1, 10))(t)[0].Key, "van dalen opslag")
	ok(t, s.FlagAgency(ctx, "vlot uitzendbureau", false))
	want(t, "by hand", must(s.Get(ctx, second.ID))(t).Agency, false)
	if err := s.FlagAgency(ctx, "nobody", true); !errors.Is(err, archive.ErrNotFound) {
		t.Error(err)
	}
}

func testSources(t *testing.T, s Store) {
	ctx := t.Context()
	src := archive.Source{Name: "a", Kind: "site", URL: "https://a.example/", Terms: "ok", Added: day(0)}
	ok(t, s.PutSource(ctx, src))
	ok(t, s.Freeze(ctx, "a", "sudden drop", day(1)))
	src.Kind = "feed"
	ok(t, s.PutSource(ctx, archive.Source{Name: "a", Kind: "feed", URL: src.URL, Terms: "ok", Added: day(9)}))
	src.FrozenAt, src.FrozenWhy = day(1), "sudden drop"
	want(t, "sources", must(s.Sources(ctx))(t), []archive.Source{src})
	ok(t, s.Freeze(ctx, "a", "", day(2)))
	src.FrozenAt, src.FrozenWhy = time.Time{}, ""
	if err := s.Freeze(ctx, "absent", "x", day(2)); !errors.Is(err, archive.ErrNotFound) {
		t.Error(err)
	}

	keep(t, s, ad("a", "1"), day(0))
	for i, n := range []int{10, 30, 20} {
		id := must(s.StartRun(ctx, "a", day(i)))(t)
		ok(t, s.PutRun(ctx, archive.Run{ID: id, Ended: day(i).Add(time.Hour), Outcome: archive.RunComplete, Same: n, Pages: 50, Errors: map[string]int{"timeout": i + 1}}))
	}
	last := must(s.StartRun(ctx, "a", day(5)))(t)
	h := must(s.Health(ctx, "a"))(t)
	want(t, "health", h, archive.Health{Source: src, Open: 1, Total: 1, LastSuccess: day(2).Add(time.Hour), Usual: 20,
		LastRun: &archive.Run{ID: last, Source: "a", Started: day(5), Outcome: archive.RunUnfinished}})
	runs := must(s.Runs(ctx, "", 2))(t)
	want(t, "runs", []any{len(runs), runs[1].Errors["timeout"], runs[1].Vacancies(), runs[1].Ended}, []any{2, 3, 20, day(2).Add(time.Hour)})
	want(t, "unknown source", must(s.Health(ctx, "b"))(t), archive.Health{Source: archive.Source{Name: "b"}})
	if err := s.PutRun(ctx, archive.Run{ID: 99}); !errors.Is(err, archive.ErrNotFound) {
		t.Error(err)
	}
}
