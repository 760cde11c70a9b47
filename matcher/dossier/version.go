package dossier

import (
	"context"
	"database/sql"
	"fmt"
	"strings"
	"time"

	"passend/matcher/profile"
)

// save keeps body as a new version when the actor may see and write the data:
// a coach of the worker. Nothing is ever overwritten.
func (v *View) save(ctx context.Context, d Data, workerID, kind string, body any) error {
	if v.a.Role != RoleCoach {
		return ErrDenied
	}
	if err := v.allow(ctx, d, workerID); err != nil {
		return err
	}
	key, err := v.s.dataKey(ctx, workerID)
	if err != nil {
		return err
	}
	return v.s.write(ctx, func(tx *sql.Tx) error {
		if err := v.put(ctx, tx, key, workerID, kind, body); err != nil {
			return err
		}
		return v.s.audit(ctx, tx, v.a, kind+".save", workerID, "")
	})
}

// SavePerson keeps a new version of the person profile.
func (v *View) SavePerson(ctx context.Context, workerID string, p profile.Person) error {
	return v.save(ctx, DataPerson, workerID, "person", p)
}

// SaveSearch keeps a new version of the search profile. UWV tests whether
// choices were reasoned, so a change without a reason is refused.
func (v *View) SaveSearch(ctx context.Context, workerID string, s profile.Search) error {
	if strings.TrimSpace(s.Reason) == "" {
		return &InvalidError{"Geef de reden van de wijziging van het zoekprofiel."}
	}
	return v.save(ctx, DataSearch, workerID, "search", s)
}

// SaveCapacity keeps a new version of the capacity. A coach transcribes and
// never interprets: it must name the date of the document that it is taken from.
func (v *View) SaveCapacity(ctx context.Context, workerID string, c profile.Capacity) error {
	if err := wantDate(c.IssuedOn, "Vul de datum van het document van de arts in."); err != nil {
		return err
	}
	return v.save(ctx, DataCapacity, workerID, "capacity", c)
}

// Version is one kept version of a profile or capacity.
type Version[T any] struct {
	Version int       `json:"version"`
	At      time.Time `json:"at"`
	By      string    `json:"by"`
	Body    T         `json:"body"`
}

// Searches lists all versions of the search profile, oldest first: the log of
// how the search was widened.
func (v *View) Searches(ctx context.Context, workerID string) ([]Version[profile.Search], error) {
	return versions[profile.Search](ctx, v, DataSearch, workerID, "search",
		`SELECT version, at, by_user, body FROM profile WHERE worker_id = ? AND kind = 'search' ORDER BY version`)
}

// Persons lists all versions of the person profile, oldest first.
func (v *View) Persons(ctx context.Context, workerID string) ([]Version[profile.Person], error) {
	return versions[profile.Person](ctx, v, DataPerson, workerID, "person",
		`SELECT version, at, by_user, body FROM profile WHERE worker_id = ? AND kind = 'person' ORDER BY version`)
}

// Capacities lists all versions of the capacity, oldest first; it is audited.
func (v *View) Capacities(ctx context.Context, workerID string) ([]Version[profile.Capacity], error) {
	all, err := versions[profile.Capacity](ctx, v, DataCapacity, workerID, "capacity",
		`SELECT version, at, by_user, body FROM capacity WHERE worker_id = ? ORDER BY version`)
	if err != nil {
		return nil, err
	}
	return all, v.s.note(ctx, v.a, "capacity.read", workerID)
}

func versions[T any](ctx context.Context, v *View, d Data, workerID, kind, query string) ([]Version[T], error) {
	if err := v.allow(ctx, d, workerID); err != nil {
		return nil, err
	}
	key, err := v.s.dataKey(ctx, workerID)
	if err != nil {
		return nil, err
	}
	rows, err := v.s.db.QueryContext(ctx, query, workerID)
	if err != nil {
		return nil, fmt.Errorf("%s: %w", kind, err)
	}
	defer rows.Close()
	var all []Version[T]
	for rows.Next() {
		var x Version[T]
		var at int64
		var body []byte
		if err := rows.Scan(&x.Version, &at, &x.By, &body); err != nil {
			return nil, fmt.Errorf("%s: %w", kind, err)
		}
		x.At = time.UnixMilli(at).UTC()
		if err := unseal(nil, key, body, sealContext(workerID, kind, x.Version), &x.Body); err != nil {
			return nil, err
		}
		all = append(all, x)
	}
	return all, rows.Err()
}
