package dossier

import (
	"errors"
	"testing"
	"time"
)

func TestSearchAudit(t *testing.T) {
	s := testStore(t, t.TempDir())
	ctx := t.Context()
	officer, coach := addUser(t, s, "officer", RolePrivacyOfficer), addUser(t, s, "coach", RoleCoach)
	id, err := s.As(coach).AddWorker(ctx, testWorker())
	if err != nil {
		t.Fatal(err)
	}
	if _, err := s.SearchAudit(ctx, coach, AuditQuery{}); !errors.Is(err, ErrDenied) {
		t.Errorf("a coach reads the log: %v", err)
	}
	for name, c := range map[string]struct {
		q    AuditQuery
		want int
	}{
		"worker": {AuditQuery{WorkerID: id, Action: "worker"}, 1},
		"action": {AuditQuery{Action: "user."}, 2},
		"user":   {AuditQuery{UserID: coach.UserID}, 1},
		"newest": {AuditQuery{Action: "user.", Limit: 1}, 1},
		"below":  {AuditQuery{Action: "user.", Before: 2}, 1},
		"time":   {AuditQuery{Until: s.now().Add(-time.Hour)}, 0},
	} {
		all, err := s.SearchAudit(ctx, officer, c.q)
		if err != nil || len(all) != c.want {
			t.Errorf("%s: %d lines, %v; want %d", name, len(all), err, c.want)
		}
	}
}

// TestHoldNamesADossier: a mistyped number must not look like a hold.
func TestHoldNamesADossier(t *testing.T) {
	s := testStore(t, t.TempDir())
	officer := addUser(t, s, "officer", RolePrivacyOfficer)
	if err := s.Hold(t.Context(), officer, "nothing", "lopende zaak"); !errors.Is(err, ErrNotFound) {
		t.Errorf("a hold on no dossier: %v", err)
	}
}
