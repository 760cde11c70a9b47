package archivetest

import (
	"errors"
	"fmt"
	"testing"
	"time"

	"passend/index/archive"
)

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
