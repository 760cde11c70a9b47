package archivetest

import (
	"errors"
	"testing"

	"passend/index/archive"
	"passend/index/demand"
	"passend/index/reading"
)

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
