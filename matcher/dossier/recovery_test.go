package dossier

import (
	"errors"
	"strings"
	"testing"
)

func TestRecoveryCodes(t *testing.T) {
	s := testStore(t, t.TempDir())
	ctx := t.Context()
	coach, other := addUser(t, s, "coach", RoleCoach), addUser(t, s, "other", RoleCoach)
	codes, err := s.NewRecoveryCodes(ctx, coach)
	if err != nil || len(codes) != recoveryCodes || len(codes[0]) != 19 {
		t.Fatalf("%v, %v", codes, err)
	}
	for _, c := range []struct {
		user, code string
		ok         bool
	}{
		{other.UserID, codes[0], false},
		{coach.UserID, codes[0], true},
		{coach.UserID, codes[0], false}, // it works once
		{coach.UserID, strings.ToLower(strings.ReplaceAll(codes[1], "-", " ")), true},
		{coach.UserID, "ABCD-EFGH-IJKL-MNOP", false},
	} {
		if err := s.UseRecoveryCode(ctx, c.user, c.code); c.ok != (err == nil) || !c.ok && !errors.Is(err, ErrSignIn) {
			t.Errorf("%s: %v, want ok %v", c.code, err, c.ok)
		}
	}
	if n, err := s.RecoveryLeft(ctx, coach.UserID); err != nil || n != recoveryCodes-2 {
		t.Errorf("%d left, %v", n, err)
	}
	if _, err := s.NewRecoveryCodes(ctx, coach); err != nil {
		t.Fatal(err)
	}
	if err := s.UseRecoveryCode(ctx, coach.UserID, codes[2]); !errors.Is(err, ErrSignIn) {
		t.Errorf("a code of before works: %v", err)
	}
}

func TestAsksFactor(t *testing.T) {
	for role, want := range map[Role]bool{
		RoleCoach: true, RoleJobHunter: true, RoleAdmin: true, RolePrivacyOfficer: true, RoleLabourExpert: true, RoleCompanyDoctor: true,
		RoleWorker: false, RoleClient: false,
	} {
		if AsksFactor(role) != want {
			t.Errorf("%s: %v", role, !want)
		}
		if May(role, DataCapacity) && role != RoleWorker && !AsksFactor(role) {
			t.Errorf("%s sees the capacity of others without a second factor", role)
		}
	}
}

func TestRemoveFactors(t *testing.T) {
	s := testStore(t, t.TempDir())
	ctx := t.Context()
	coach, admin := addUser(t, s, "coach", RoleCoach), addUser(t, s, "admin", RoleAdmin)
	codes, err := s.NewRecoveryCodes(ctx, coach)
	if err != nil {
		t.Fatal(err)
	}
	if err := s.AddPasskey(ctx, coach, []byte{1}, "telefoon", []byte("{}")); err != nil {
		t.Fatal(err)
	}
	login, err := s.OpenLogin(ctx, coach.UserID, "")
	if err != nil {
		t.Fatal(err)
	}
	for name, by := range map[string]Actor{"a coach": coach, "the own account": {UserID: coach.UserID, Role: RoleAdmin}} {
		if err := s.RemoveFactors(ctx, by, coach.UserID); !errors.Is(err, ErrDenied) {
			t.Errorf("%s: %v", name, err)
		}
	}
	if err := s.RemoveFactors(ctx, admin, "nobody"); !errors.Is(err, ErrNotFound) {
		t.Errorf("nobody: %v", err)
	}
	if err := s.RemoveFactors(ctx, admin, coach.UserID); err != nil {
		t.Fatal(err)
	}
	if has, err := s.HasFactor(ctx, coach.UserID); err != nil || has {
		t.Errorf("a factor is left: %v, %v", has, err)
	}
	if err := s.UseRecoveryCode(ctx, coach.UserID, codes[0]); !errors.Is(err, ErrSignIn) {
		t.Errorf("a recovery code is left: %v", err)
	}
	if _, err := s.LoginUser(ctx, login); err == nil {
		t.Error("a login goes on")
	}
}

func TestHasFactor(t *testing.T) {
	s := testStore(t, t.TempDir())
	ctx := t.Context()
	coach := addUser(t, s, "coach", RoleCoach)
	if _, _, err := s.StartTOTP(ctx, coach); err != nil {
		t.Fatal(err)
	}
	if has, err := s.HasFactor(ctx, coach.UserID); err != nil || has {
		t.Errorf("a secret that was not confirmed counts: %v, %v", has, err)
	}
	if err := s.AddPasskey(ctx, coach, []byte{1}, "telefoon", []byte("{}")); err != nil {
		t.Fatal(err)
	}
	if has, err := s.HasFactor(ctx, coach.UserID); err != nil || !has {
		t.Errorf("a passkey does not count: %v, %v", has, err)
	}
}
