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
func (v *View) save(ctx context.Context, d Data, workerID, kind string, body any, texts []prose) error {
	if v.a.Role != RoleCoach {
		return ErrDenied
	}
	if err := v.allow(ctx, d, workerID); err != nil {
		return err
	}
	if err := guard(v.confirmed, texts); err != nil {
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
	return v.save(ctx, DataPerson, workerID, "person", p, personProse(&p))
}

// SaveSearch keeps a new version of the search profile. UWV tests whether
// choices were reasoned, so a change without a reason is refused.
func (v *View) SaveSearch(ctx context.Context, workerID string, s profile.Search) error {
	if strings.TrimSpace(s.Reason) == "" {
		return &InvalidError{Text: "Geef de reden van de wijziging van het zoekprofiel."}
	}
	return v.save(ctx, DataSearch, workerID, "search", s, searchProse(&s))
}

// SaveCapacity keeps a new version of the capacity. A coach transcribes and
// never interprets: it must name the date of the document that it is taken from.
func (v *View) SaveCapacity(ctx context.Context, workerID string, c profile.Capacity) error {
	if err := wantDate(c.IssuedOn, "Vul de datum van het document van de arts in."); err != nil {
		return err
	}
	return v.save(ctx, DataCapacity, workerID, "capacity", c, capacityProse(&c))
}

// Version is one kept version of a profile or capacity.
type Version[T any] struct {
	Version int       `json:"version"`
	At      time.Time `json:"at"`
	By      string    `json:"by"`
	// Confirmed is why a text was kept that the guard warned of.
	Confirmed string `json:"confirmed,omitempty"`
	Body      T      `json:"body"`
}

// Searches lists all versions of the search profile, oldest first: the log of
// how the search was widened.
func (v *View) Searches(ctx context.Context, workerID string) ([]Version[profile.Search], error) {
	return versions(ctx, v, DataSearch, workerID, "search", v.cutSearch,
		`SELECT version, at, by_user, body, confirmed FROM profile WHERE worker_id = ? AND kind = 'search' ORDER BY version`)
}

// Persons lists all versions of the person profile, oldest first.
func (v *View) Persons(ctx context.Context, workerID string) ([]Version[profile.Person], error) {
	return versions(ctx, v, DataPerson, workerID, "person", v.cutPerson,
		`SELECT version, at, by_user, body, confirmed FROM profile WHERE worker_id = ? AND kind = 'person' ORDER BY version`)
}

// Capacities lists all versions of the capacity, oldest first; it is audited.
func (v *View) Capacities(ctx context.Context, workerID string) ([]Version[profile.Capacity], error) {
	all, err := versions(ctx, v, DataCapacity, workerID, "capacity", func(*profile.Capacity) {},
		`SELECT version, at, by_user, body, confirmed FROM capacity WHERE worker_id = ? ORDER BY version`)
	if err != nil {
		return nil, err
	}
	return all, v.s.noteRead(ctx, v.a, "capacity.read", workerID)
}

// versions opens all versions that the query gives and cuts each to the role.
func versions[T any](ctx context.Context, v *View, d Data, workerID, kind string, cut func(*T), query string) ([]Version[T], error) {
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
		var body, why []byte
		if err := rows.Scan(&x.Version, &at, &x.By, &body, &why); err != nil {
			return nil, fmt.Errorf("%s: %w", kind, err)
		}
		x.At = time.UnixMilli(at).UTC()
		where := sealContext(workerID, kind, x.Version)
		if err := unseal(nil, key, body, where, &x.Body); err != nil {
			return nil, err
		}
		if May(v.a.Role, DataCapacity) {
			if x.Confirmed, err = openReason(key, why, where); err != nil {
				return nil, err
			}
		}
		cut(&x.Body)
		all = append(all, x)
	}
	return all, rows.Err()
}
