package desk

import (
	"context"
	"errors"
	"testing"
	"time"

	"passend/index/archive"
	"passend/index/vacancy"
	"passend/matcher/dossier"
)

// site is a record with one vacancy and its page; it counts visits.
type site struct {
	oneVacancy
	record archive.Record
	visits int
}

func (s *site) Get(context.Context, string) (*archive.Record, error) { return &s.record, nil }

func (s *site) Check(context.Context, *archive.Record) (Look, error) {
	s.visits++
	return LookMissing, nil
}

// TestRecheck: who may, and when a page is not asked for again.
func TestRecheck(t *testing.T) {
	d, now, hunter := hunterDesk(t)
	s := &site{record: archive.Record{Vacancy: vacancy.Vacancy{ID: "v", URL: "https://werk.example/1"}}}
	d.Vacancies, d.Reader, d.Checker = s, oldReader{}, s
	for _, r := range []dossier.Role{dossier.RoleClient, dossier.RoleCompanyDoctor} {
		if _, err := d.Recheck(t.Context(), dossier.Actor{UserID: "u", Role: r}, "v"); !errors.Is(err, dossier.ErrDenied) {
			t.Errorf("%s has a page visited: %v", r, err)
		}
	}
	if _, err := d.Recheck(t.Context(), dossier.Actor{}, "v"); !errors.Is(err, dossier.ErrDenied) || s.visits != 0 {
		t.Errorf("a stranger has a page visited: %v, %d", err, s.visits)
	}
	look := func(want Look, visits int) {
		t.Helper()
		got, err := d.Recheck(t.Context(), hunter, "v")
		if err != nil || got != want || s.visits != visits {
			t.Errorf("%s, %v after %d visits, want %s after %d", got, err, s.visits, want, visits)
		}
	}
	look(LookMissing, 1)
	s.record.LastSeen = now.Add(-time.Minute)
	look(LookOpen, 1) // just seen
	s.record.LastSeen, s.record.ClosedAt = now.AddDate(0, 0, -3), *now
	look(LookClosed, 1)
	s.record.ClosedAt = time.Time{}
	for range checksADay - 1 {
		look(LookMissing, s.visits+1)
	}
	var invalid *dossier.InvalidError
	if _, err := d.Recheck(t.Context(), hunter, "v"); !errors.As(err, &invalid) || s.visits != checksADay {
		t.Errorf("after %d visits on one day: %v", s.visits, err)
	}
	*now = now.AddDate(0, 0, 1)
	look(LookMissing, checksADay+1)
	s.record.Vacancy.URL = ""
	if _, err := d.Recheck(t.Context(), hunter, "v"); !errors.As(err, &invalid) {
		t.Errorf("without an address: %v", err)
	}
}

// TestSpread: who is easily passed over stands on top.
func TestSpread(t *testing.T) {
	a, b, c := Ref{"1", "a"}, Ref{"2", "b"}, Ref{"3", "c"}
	got := spread([]Ref{a, b, c}, []Prospect{{Workers: []Ref{a, b}}, {Workers: []Ref{a}}}, []Prospect{{Workers: []Ref{a}}})
	want := []Share{{c, 0}, {b, 1}, {a, 3}}
	for i := range want {
		if got[i] != want[i] {
			t.Errorf("share %d is %+v, want %+v", i, got[i], want[i])
		}
	}
}
