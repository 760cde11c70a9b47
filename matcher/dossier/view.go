package dossier

import (
	"context"
	"database/sql"
	"encoding/json"
	"errors"
	"fmt"

	"passend/matcher/profile"
)

// Actor is who asks. Reason is given when access is out of the ordinary.
type Actor struct {
	UserID string
	Role   Role
	Reason string
}

// System is the actor of the service itself.
func System(reason string) Actor { return Actor{UserID: "system", Role: RoleSystem, Reason: reason} }

// View is the store as one actor may see it. Every method loads only what the
// table of roles and the caseload allow, and fails with ErrDenied otherwise.
type View struct {
	s *Store
	a Actor
	// confirmed is why a text is kept that the guard warned of.
	confirmed string
}

// As returns the store as the actor may see it.
func (s *Store) As(a Actor) *View { return &View{s: s, a: a} }

// allow checks role and caseload for one kind of data of one worker.
func (v *View) allow(ctx context.Context, d Data, workerID string) error {
	switch table[v.a.Role][d] {
	case everywhere:
		return nil
	case caseload:
		var one int
		err := v.s.db.QueryRowContext(ctx,
			`SELECT 1 FROM assignment WHERE user_id = ? AND worker_id = ? AND (expires_at IS NULL OR expires_at > ?)`,
			v.a.UserID, workerID, v.s.now().UnixMilli()).Scan(&one)
		if errors.Is(err, sql.ErrNoRows) {
			return ErrDenied
		}
		return err
	}
	return ErrDenied
}

// May reports whether the actor may see the kind of data of the worker.
func (v *View) May(ctx context.Context, d Data, workerID string) bool {
	return v.allow(ctx, d, workerID) == nil
}

// Worker loads the worker as far as the actor may see: without capacity for
// who may not see it, and then cut to what the role needs (see cut.go).
// Reading capacity is audited.
func (v *View) Worker(ctx context.Context, id string) (profile.Worker, error) {
	w, capacity, err := v.worker(ctx, id)
	if err != nil || !capacity {
		return w, err
	}
	return w, v.s.noteRead(ctx, v.a, "capacity.read", id)
}

// Workers loads several workers, with one write of the audit for all.
func (v *View) Workers(ctx context.Context, ids []string) ([]profile.Worker, error) {
	all := make([]profile.Worker, 0, len(ids))
	var read []string
	for _, id := range ids {
		w, capacity, err := v.worker(ctx, id)
		if err != nil {
			return nil, err
		}
		if capacity {
			read = append(read, id)
		}
		all = append(all, w)
	}
	if len(read) == 0 {
		return all, nil
	}
	return all, v.s.write(ctx, func(tx *sql.Tx) error {
		for _, id := range read {
			if err := v.s.auditRead(ctx, tx, v.a, "capacity.read", id); err != nil {
				return err
			}
		}
		return nil
	})
}

// worker loads a worker; capacity says whether the capacity was read.
func (v *View) worker(ctx context.Context, id string) (w profile.Worker, capacity bool, err error) {
	w.ID = id
	if err := v.allow(ctx, DataPerson, id); err != nil {
		return w, false, err
	}
	err = v.s.db.QueryRowContext(ctx, `SELECT label FROM worker WHERE id = ?`, id).Scan(&w.Label)
	if err != nil {
		return w, false, fmt.Errorf("worker: %w", err)
	}
	key, err := v.s.dataKey(ctx, id)
	if err != nil {
		return w, false, err
	}
	if w.Person.Version, err = v.s.latest(ctx, key, id, "person", &w.Person); err != nil {
		return w, false, err
	}
	if err = v.allow(ctx, DataSearch, id); err == nil {
		w.Search.Version, err = v.s.latest(ctx, key, id, "search", &w.Search)
	}
	if err != nil && !errors.Is(err, ErrDenied) {
		return w, false, err
	}
	v.cutPerson(&w.Person)
	v.cutSearch(&w.Search)
	switch err := v.allow(ctx, DataCapacity, id); {
	case errors.Is(err, ErrDenied):
		return w, false, nil
	case err != nil:
		return w, false, err
	}
	w.Capacity.Version, err = v.s.latestCapacity(ctx, key, id, &w.Capacity)
	return w, err == nil, err
}

// latest opens the newest version of a profile into out and returns its
// number; none leaves out zero.
func (s *Store) latest(ctx context.Context, key []byte, id, kind string, out any) (version int, err error) {
	var body []byte
	err = s.db.QueryRowContext(ctx,
		`SELECT version, body FROM profile WHERE worker_id = ? AND kind = ? ORDER BY version DESC LIMIT 1`, id, kind).Scan(&version, &body)
	return version, unseal(err, key, body, sealContext(id, kind, version), out)
}

func (s *Store) latestCapacity(ctx context.Context, key []byte, id string, out *profile.Capacity) (version int, err error) {
	var body []byte
	err = s.db.QueryRowContext(ctx,
		`SELECT version, body FROM capacity WHERE worker_id = ? ORDER BY version DESC LIMIT 1`, id).Scan(&version, &body)
	return version, unseal(err, key, body, sealContext(id, "capacity", version), out)
}

func unseal(err error, key, body []byte, context string, out any) error {
	if errors.Is(err, sql.ErrNoRows) {
		return nil
	}
	if err != nil {
		return fmt.Errorf("%s: %w", context, err)
	}
	text, err := open(key, body, context)
	if err != nil {
		return fmt.Errorf("%s: %w", context, err)
	}
	if err := json.Unmarshal(text, out); err != nil {
		return fmt.Errorf("%s: %w", context, err)
	}
	return nil
}

// sealContext binds sealed bytes to dossier, field and version.
func sealContext(id, field string, version int) string {
	return fmt.Sprintf("%s/%s/%d", id, field, version)
}

// AddWorker registers a worker with the first version of each profile and
// assigns the users to it. The worker gets a new random id.
func (v *View) AddWorker(ctx context.Context, w profile.Worker, users ...string) (string, error) {
	switch v.a.Role {
	case RoleSystem: // nobody is there to answer a warning
	case RoleCoach:
		texts := append(personProse(&w.Person), searchProse(&w.Search)...)
		if err := guard(v.confirmed, append(append(texts, capacityProse(&w.Capacity)...), plain(w.Label)...)); err != nil {
			return "", err
		}
	default:
		return "", ErrDenied
	}
	id := newID()
	key, err := v.s.newDataKey(ctx, id)
	if err != nil {
		return "", err
	}
	if v.a.Role == RoleCoach {
		users = append(users, v.a.UserID)
	}
	err = v.s.write(ctx, func(tx *sql.Tx) error {
		now := v.s.now().UnixMilli()
		if _, err := tx.ExecContext(ctx, `INSERT INTO worker (id, label, created_at) VALUES (?,?,?)`, id, w.Label, now); err != nil {
			return fmt.Errorf("add worker: %w", err)
		}
		for _, u := range users {
			if _, err := tx.ExecContext(ctx, `INSERT OR IGNORE INTO assignment (user_id, worker_id, created_at) VALUES (?,?,?)`, u, id, now); err != nil {
				return fmt.Errorf("assign: %w", err)
			}
		}
		for kind, body := range map[string]any{"person": w.Person, "search": w.Search, "capacity": w.Capacity} {
			if err := v.put(ctx, tx, key, id, kind, body); err != nil {
				return err
			}
		}
		return v.s.audit(ctx, tx, v.a, "worker.add", id, "")
	})
	return id, err
}

// put keeps body as the next version of its kind.
func (v *View) put(ctx context.Context, tx *sql.Tx, key []byte, id, kind string, body any) error {
	into, where, args := "profile", " AND kind = ?", []any{id, kind}
	if kind == "capacity" {
		into, where, args = "capacity", "", []any{id}
	}
	var version int
	err := tx.QueryRowContext(ctx, `SELECT coalesce(max(version), 0) + 1 FROM `+into+` WHERE worker_id = ?`+where, args...).Scan(&version)
	if err != nil {
		return fmt.Errorf("%s: %w", kind, err)
	}
	text, err := json.Marshal(body)
	if err != nil {
		return fmt.Errorf("%s: %w", kind, err)
	}
	sealed, err := seal(key, text, sealContext(id, kind, version))
	if err != nil {
		return fmt.Errorf("%s: %w", kind, err)
	}
	why, err := sealReason(key, v.confirmed, sealContext(id, kind, version))
	if err != nil {
		return fmt.Errorf("%s: %w", kind, err)
	}
	columns, marks := "version, at, by_user, body, confirmed, worker_id", "?,?,?,?,?,?"
	row := []any{version, v.s.now().UnixMilli(), v.a.UserID, sealed, why, id}
	if kind != "capacity" {
		columns, marks, row = columns+", kind", marks+",?", append(row, kind)
	}
	if _, err := tx.ExecContext(ctx, `INSERT INTO `+into+` (`+columns+`) VALUES (`+marks+`)`, row...); err != nil {
		return fmt.Errorf("%s: %w", kind, err)
	}
	return nil
}
