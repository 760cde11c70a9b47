package archivetest

import (
	"errors"
	"fmt"
	"strconv"
	"testing"
	"time"

	"passend/index/archive"
)

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
