package dossier

import (
	"context"
	"database/sql"
	"encoding/json"
	"errors"
	"fmt"
	"time"
)

// Retention is how long a dossier is kept after the end of the trajectory: the
// data protection authority calls at most two years reasonable (beleidsregels
// "De zieke werknemer", section 6.3).
const Retention = 24 // months

// The end of the retention is announced warnAhead before it, to the privacy
// officer and the coach; nothing is erased sooner than warnLeast after that.
const (
	warnAhead = 60 * 24 * time.Hour
	warnLeast = 30 * 24 * time.Hour
)

// EraseOn is when a dossier goes whose trajectory ended.
func EraseOn(ended time.Time) time.Time { return ended.AddDate(0, Retention, 0) }

// Due is a dossier whose retention has passed, or will within the warning time.
type Due struct {
	WorkerID string    `json:"worker_id"`
	Ended    time.Time `json:"ended"`
	EraseOn  time.Time `json:"erase_on"`
	// Warned is when the end was announced, zero when it was not yet.
	Warned time.Time `json:"warned,omitzero"`
	Hold   string    `json:"hold,omitempty"`
}

// RetentionList lists the dossiers to erase before the day, soonest first. It
// shows no labels: the privacy officer needs none.
func (s *Store) RetentionList(ctx context.Context, by Actor, before time.Time) ([]Due, error) {
	if by.Role != RolePrivacyOfficer {
		return nil, ErrDenied
	}
	return s.due(ctx, before)
}

func (s *Store) due(ctx context.Context, before time.Time) ([]Due, error) {
	rows, err := s.db.QueryContext(ctx,
		`SELECT id, ended_at, warned_at, legal_hold FROM worker WHERE ended_at IS NOT NULL AND erased_at IS NULL ORDER BY ended_at, id`)
	if err != nil {
		return nil, fmt.Errorf("retention: %w", err)
	}
	defer rows.Close()
	var all []Due
	for rows.Next() {
		var d Due
		var ended, warned int64
		if err := rows.Scan(&d.WorkerID, &ended, &warned, &d.Hold); err != nil {
			return nil, fmt.Errorf("retention: %w", err)
		}
		d.Ended = time.UnixMilli(ended).UTC()
		d.EraseOn = EraseOn(d.Ended)
		if warned > 0 {
			d.Warned = time.UnixMilli(warned).UTC()
			if first := d.Warned.Add(warnLeast); d.EraseOn.Before(first) {
				d.EraseOn = first
			}
		}
		if d.EraseOn.Before(before) {
			all = append(all, d)
		}
	}
	return all, rows.Err()
}

// Swept says what a sweep did.
type Swept struct {
	Warned, Held int
	Erased       []Proof
}

// Sweep is done every night by the service: it announces the end of a retention
// once, and erases what is due. The law asks erasure when the term is over (AVG
// art. 5, 1 e), so nobody has to confirm it; a legal hold keeps a dossier, and
// what was announced too late waits until the announcement stood for 30 days.
func (s *Store) Sweep(ctx context.Context, by Actor) (out Swept, err error) {
	if by.Role != RoleSystem {
		return out, ErrDenied
	}
	now := s.now()
	all, err := s.due(ctx, now.Add(warnAhead))
	if err != nil {
		return out, err
	}
	for _, d := range all {
		switch {
		case d.Hold != "":
			out.Held++
		case d.Warned.IsZero():
			if err := s.warn(ctx, by, d.WorkerID); err != nil {
				return out, err
			}
			out.Warned++
		case !d.EraseOn.After(now):
			proof, err := s.erase(ctx, by, d.WorkerID)
			var hold *HoldError
			if errors.As(err, &hold) { // set this very moment
				out.Held++
				continue
			}
			if err != nil {
				return out, err
			}
			out.Erased = append(out.Erased, proof)
		}
	}
	_, err = s.db.ExecContext(ctx, `DELETE FROM draft WHERE expires_at <= ?`, now.UnixMilli())
	if err != nil {
		return out, fmt.Errorf("sweep: %w", err)
	}
	return out, nil
}

func (s *Store) warn(ctx context.Context, by Actor, workerID string) error {
	return s.write(ctx, func(tx *sql.Tx) error {
		if _, err := tx.ExecContext(ctx, `UPDATE worker SET warned_at = ? WHERE id = ?`, s.now().UnixMilli(), workerID); err != nil {
			return fmt.Errorf("warn: %w", err)
		}
		return s.audit(ctx, tx, by, "retention.warn", workerID, "")
	})
}

// Erasures lists the proofs that were kept, the newest first; they hold nothing
// of a person. For the privacy officer.
func (s *Store) Erasures(ctx context.Context, by Actor, limit int) ([]Proof, error) {
	if by.Role != RolePrivacyOfficer {
		return nil, ErrDenied
	}
	rows, err := s.db.QueryContext(ctx, `SELECT worker_id, at, by_user, reason, counts FROM erasure ORDER BY at DESC, worker_id LIMIT ?`, limit)
	if err != nil {
		return nil, fmt.Errorf("erasures: %w", err)
	}
	defer rows.Close()
	var all []Proof
	for rows.Next() {
		var p Proof
		var at int64
		var counts string
		if err := rows.Scan(&p.WorkerID, &at, &p.By, &p.Reason, &counts); err != nil {
			return nil, fmt.Errorf("erasures: %w", err)
		}
		p.At = time.UnixMilli(at).UTC()
		if err := json.Unmarshal([]byte(counts), &p.Rows); err != nil {
			return nil, fmt.Errorf("erasures: %w", err)
		}
		all = append(all, p)
	}
	if err := rows.Err(); err != nil {
		return nil, err
	}
	keys, err := s.allKeys(ctx)
	for i := range all {
		all[i].KeyGone = keys[all[i].WorkerID] == nil
	}
	return all, err
}
