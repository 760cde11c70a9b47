package dossier

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"maps"
	"slices"
	"time"

	"passend/matcher/profile"
)

// Export is everything of one worker that the actor may see, in a form that
// machines read (AVG art. 15 and 20).
type Export struct {
	WorkerID string    `json:"worker_id"`
	Label    string    `json:"label"`
	At       time.Time `json:"at"`
	// For is the role that the export was made for: it decides what is in it.
	For        Role                        `json:"for"`
	Persons    []Version[profile.Person]   `json:"person,omitempty"`
	Searches   []Version[profile.Search]   `json:"search,omitempty"`
	Capacities []Version[profile.Capacity] `json:"capacity,omitempty"`
	// Records are by kind, oldest first, corrections among them.
	Records    map[Kind][]Record[json.RawMessage] `json:"records,omitempty"`
	Milestones []Milestone                        `json:"milestones,omitempty"`
	// Users gives the label of every user that is named by id.
	Users map[string]string `json:"users,omitempty"`
	// Access is who did what with the dossier, as the audit log holds it.
	Access []Entry `json:"access,omitempty"`
}

// Export collects everything of a worker: for the worker and for the coach. It
// is audited.
func (v *View) Export(ctx context.Context, workerID string) (Export, error) {
	e := Export{WorkerID: workerID, At: v.s.now(), For: v.a.Role, Records: map[Kind][]Record[json.RawMessage]{}}
	if v.a.Role != RoleWorker && v.a.Role != RoleCoach {
		return e, ErrDenied
	}
	if err := v.allow(ctx, DataContact, workerID); err != nil {
		return e, err
	}
	if err := v.s.note(ctx, v.a, "worker.export", workerID); err != nil {
		return e, err
	}
	err := v.s.db.QueryRowContext(ctx, `SELECT label FROM worker WHERE id = ?`, workerID).Scan(&e.Label)
	if err != nil {
		return e, fmt.Errorf("export: %w", err)
	}
	var errs [4]error
	e.Persons, errs[0] = v.Persons(ctx, workerID)
	e.Searches, errs[1] = v.Searches(ctx, workerID)
	e.Capacities, errs[2] = v.Capacities(ctx, workerID)
	e.Access, errs[3] = v.s.entriesOf(ctx, workerID)
	if err := errors.Join(errs[:]...); err != nil {
		return e, err
	}
	if e.Users, err = v.s.labelsOf(ctx, workerID); err != nil {
		return e, err
	}
	for _, kind := range slices.Sorted(maps.Keys(rules)) {
		all, err := records[json.RawMessage](ctx, v, kind, workerID, "")
		if err != nil {
			return e, err
		}
		if len(all) > 0 {
			e.Records[kind] = all
		}
	}
	if all := Current(e.Records[KindTrajectory]); len(all) > 0 {
		var t Trajectory
		if err := json.Unmarshal(all[len(all)-1].Body, &t); err != nil {
			return e, fmt.Errorf("export: %w", err)
		}
		e.Milestones = t.Milestones()
	}
	return e, nil
}

// labelsOf gives the labels of the users that did something with a dossier.
func (s *Store) labelsOf(ctx context.Context, workerID string) (map[string]string, error) {
	rows, err := s.db.QueryContext(ctx, `SELECT id, label FROM user WHERE label <> '' AND id IN (SELECT user_id FROM audit WHERE worker_id = ?)`, workerID)
	if err != nil {
		return nil, fmt.Errorf("users: %w", err)
	}
	defer rows.Close()
	labels := map[string]string{}
	for rows.Next() {
		var id, label string
		if err := rows.Scan(&id, &label); err != nil {
			return nil, fmt.Errorf("users: %w", err)
		}
		labels[id] = label
	}
	return labels, rows.Err()
}

// entriesOf lists the lines of the audit about one worker.
func (s *Store) entriesOf(ctx context.Context, workerID string) ([]Entry, error) {
	rows, err := s.db.QueryContext(ctx,
		`SELECT seq, at, user_id, role, action, worker_id, detail, hash FROM audit WHERE worker_id = ? ORDER BY seq`, workerID)
	if err != nil {
		return nil, fmt.Errorf("audit: %w", err)
	}
	defer rows.Close()
	var all []Entry
	for rows.Next() {
		e, err := scanEntry(rows)
		if err != nil {
			return nil, fmt.Errorf("audit: %w", err)
		}
		all = append(all, e)
	}
	return all, rows.Err()
}
