package dossier

import (
	"errors"
	"fmt"
	"testing"
)

func TestCaseloadPage(t *testing.T) {
	s := testStore(t, t.TempDir())
	ctx := t.Context()
	coach, other, admin := addUser(t, s, "coach", RoleCoach), addUser(t, s, "other", RoleCoach), addUser(t, s, "admin", RoleAdmin)
	for i := range 7 {
		w := testWorker()
		w.Label = fmt.Sprintf("Case-%02d", 9-i)
		a := coach
		if i == 3 {
			a = other
		}
		if _, err := s.As(a).AddWorker(ctx, w); err != nil {
			t.Fatal(err)
		}
	}
	for _, c := range []struct {
		a     Actor
		page  Page
		want  string
		total int
	}{
		{coach, Page{}, "[Case-03 Case-04 Case-05 Case-07 Case-08 Case-09]", 6},
		{coach, Page{Limit: 2}, "[Case-03 Case-04]", 6},
		{coach, Page{Offset: 4, Limit: 5}, "[Case-08 Case-09]", 6},
		{coach, Page{Offset: 9, Limit: 5}, "[]", 6},
		{coach, Page{Match: "case-07", Limit: 5}, "[Case-07]", 1},
		{other, Page{Limit: 5}, "[Case-06]", 1},
		{System("test"), Page{Limit: 2}, "[Case-03 Case-04]", 7},
	} {
		part, total, err := s.As(c.a).CaseloadPage(ctx, c.page)
		labels := []string{}
		for _, x := range part {
			labels = append(labels, x.Label)
		}
		if got := fmt.Sprint(labels); err != nil || got != c.want || total != c.total {
			t.Errorf("%+v: %s of %d, %v, want %s of %d", c.page, got, total, err, c.want, c.total)
		}
	}
	if _, _, err := s.As(admin).CaseloadPage(ctx, Page{}); !errors.Is(err, ErrDenied) {
		t.Errorf("an administrator lists workers: %v", err)
	}
}
