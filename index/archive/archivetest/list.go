package archivetest

import (
	"fmt"
	"testing"

	"passend/index/archive"
)

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
