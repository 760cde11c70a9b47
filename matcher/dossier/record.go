package dossier

import (
	"context"
	"database/sql"
	"encoding/json"
	"errors"
	"fmt"
	"slices"
	"time"
)

// Kind is what a record is about.
type Kind string

// The kinds of record.
const (
	KindConsideration Kind = "consideration" // a vacancy weighed and decided on
	KindApplication   Kind = "application"   // an application and what came of it
	KindNote          Kind = "note"          // a note of the coach
	KindActivity      Kind = "activity"      // a contact or activity in a phase
	KindPlacement     Kind = "placement"     // a placement elsewhere
	KindFeedback      Kind = "feedback"      // the worker's yes, maybe or no
	KindProposal      Kind = "proposal"      // the worker's correction of a profile
	KindShown         Kind = "shown"         // what was shown to whom
	KindTrajectory    Kind = "trajectory"    // first sick day, interruptions, overrides
	KindDistance      Kind = "distance"      // the weekly distance
	KindReportRead    Kind = "report_read"   // the worker has read a report
)

// rule says which data of the table of roles a kind belongs to, and who writes.
type rule struct {
	data   Data
	writer []Role
}

var rules = map[Kind]rule{
	KindConsideration: {DataDecisions, []Role{RoleCoach}},
	KindApplication:   {DataDecisions, []Role{RoleCoach, RoleWorker}},
	KindNote:          {DataNotes, []Role{RoleCoach}},
	KindActivity:      {DataDecisions, []Role{RoleCoach}},
	KindPlacement:     {DataDecisions, []Role{RoleCoach}},
	KindFeedback:      {DataDecisions, []Role{RoleCoach, RoleWorker}},
	KindProposal:      {DataSearch, []Role{RoleWorker}},
	KindShown:         {DataDecisions, []Role{RoleCoach, RoleWorker, RoleJobHunter, RoleLabourExpert, RoleSystem}},
	KindTrajectory:    {DataDecisions, []Role{RoleCoach}},
	KindDistance:      {DataMatch, []Role{RoleCoach, RoleSystem}},
	KindReportRead:    {DataReports, []Role{RoleWorker}},
}

// Record is one thing that happened, with its typed body.
type Record[T any] struct {
	ID        string    `json:"id"`
	Kind      Kind      `json:"kind"`
	At        time.Time `json:"at"`
	By        string    `json:"by"`
	Role      Role      `json:"role"`
	VacancyID string    `json:"vacancy_id,omitempty"`
	// Corrects names the record that this one puts right; both are kept.
	Corrects string `json:"corrects,omitempty"`
	// Confirmed is why a text was kept that the guard warned of.
	Confirmed string `json:"confirmed,omitempty"`
	Body      T      `json:"body"`
}

// New describes a record to add.
type New struct {
	WorkerID  string
	VacancyID string
	Corrects  string
	// Body is one of the types of this package; it decides the kind.
	Body Body
}

// Body is the content of a record: it knows its kind and what makes it valid.
type Body interface {
	kind() Kind
	// check returns an *InvalidError when something obligatory is missing.
	check() error
	// prose lists what a person typed, for the guard.
	prose() []prose
}

// InvalidError says in Dutch what a record lacks; it is for the screen.
type InvalidError struct {
	Text string
	// Confirmable: the writer may keep the text with a reason (View.Confirming).
	Confirmable bool
}

func (e *InvalidError) Error() string { return e.Text }

// Add keeps a record. The writer must be allowed to write this kind and to see
// the worker.
func (v *View) Add(ctx context.Context, n New) (string, error) {
	kind := n.Body.kind()
	r, ok := rules[kind]
	if !ok || !slices.Contains(r.writer, v.a.Role) {
		return "", ErrDenied
	}
	if kind == KindShown {
		return "", ErrDenied // a list is noted by Show
	}
	if err := v.allow(ctx, r.data, n.WorkerID); err != nil {
		return "", err
	}
	if err := n.Body.check(); err != nil {
		return "", err
	}
	confirmed := v.confirmed
	if note, ok := n.Body.(Note); ok && confirmed == "" {
		confirmed = note.Confirmed
	}
	if err := guard(confirmed, n.Body.prose()); err != nil {
		return "", err
	}
	key, err := v.s.dataKey(ctx, n.WorkerID)
	if err != nil {
		return "", err
	}
	var id string
	err = v.s.write(ctx, func(tx *sql.Tx) error {
		if n.Corrects != "" {
			if err := v.s.corrects(ctx, tx, n.Corrects, n.WorkerID, kind); err != nil {
				return err
			}
		}
		if id, err = v.insert(ctx, tx, key, n, confirmed); err != nil {
			return err
		}
		return v.s.audit(ctx, tx, v.a, "record."+string(kind), n.WorkerID, "")
	})
	return id, err
}

// insert seals a record and keeps it under a new id.
func (v *View) insert(ctx context.Context, tx *sql.Tx, key []byte, n New, confirmed string) (id string, err error) {
	kind := n.Body.kind()
	id = newID()
	text, err := json.Marshal(n.Body)
	if err != nil {
		return "", fmt.Errorf("%s: %w", kind, err)
	}
	sealed, err := seal(key, text, recordContext(n.WorkerID, kind, id))
	if err != nil {
		return "", fmt.Errorf("%s: %w", kind, err)
	}
	why, err := sealReason(key, confirmed, recordContext(n.WorkerID, kind, id))
	if err != nil {
		return "", err
	}
	_, err = tx.ExecContext(ctx,
		`INSERT INTO record (id, worker_id, kind, at, by_user, by_role, vacancy_id, corrects, body, confirmed) VALUES (?,?,?,?,?,?,?,?,?,?)`,
		id, n.WorkerID, string(kind), v.s.now().UnixMilli(), v.a.UserID, string(v.a.Role), n.VacancyID, n.Corrects, sealed, why)
	if err != nil {
		return "", fmt.Errorf("%s: %w", kind, err)
	}
	return id, nil
}

// corrects checks that the record to correct is one of the same worker and kind.
func (s *Store) corrects(ctx context.Context, tx *sql.Tx, id, workerID string, kind Kind) error {
	var one int
	err := tx.QueryRowContext(ctx, `SELECT 1 FROM record WHERE id = ? AND worker_id = ? AND kind = ?`, id, workerID, string(kind)).Scan(&one)
	if errors.Is(err, sql.ErrNoRows) {
		return ErrNotFound
	}
	return err
}

func recordContext(workerID string, kind Kind, id string) string {
	return workerID + "/" + string(kind) + "/" + id
}

// sealReason seals why a text was kept; no reason gives nil.
func sealReason(key []byte, reason, context string) ([]byte, error) {
	if reason == "" {
		return nil, nil
	}
	return seal(key, []byte(reason), context+"/confirmed")
}

func openReason(key, sealed []byte, context string) (string, error) {
	if sealed == nil {
		return "", nil
	}
	text, err := open(key, sealed, context+"/confirmed")
	if err != nil {
		return "", fmt.Errorf("%s: %w", context, err)
	}
	return string(text), nil
}

// Records lists the records of one kind of a worker, oldest first, corrections
// among them; vacancyID narrows to one vacancy when it is not empty.
func Records[T Body](ctx context.Context, v *View, workerID, vacancyID string) ([]Record[T], error) {
	var zero T
	return records[T](ctx, v, zero.kind(), workerID, vacancyID)
}

func records[T any](ctx context.Context, v *View, kind Kind, workerID, vacancyID string) ([]Record[T], error) {
	if err := v.allow(ctx, rules[kind].data, workerID); err != nil {
		return nil, err
	}
	return openRecords[T](ctx, v.s, kind, workerID, vacancyID)
}

// openRecords reads the records for a caller who has checked the access.
func openRecords[T any](ctx context.Context, s *Store, kind Kind, workerID, vacancyID string) ([]Record[T], error) {
	key, err := s.dataKey(ctx, workerID)
	if err != nil {
		return nil, err
	}
	rows, err := s.db.QueryContext(ctx,
		`SELECT id, at, by_user, by_role, vacancy_id, corrects, body, confirmed FROM record
		 WHERE worker_id = ? AND kind = ? AND (? = '' OR vacancy_id = ?) ORDER BY at, rowid`,
		workerID, string(kind), vacancyID, vacancyID)
	if err != nil {
		return nil, fmt.Errorf("%s: %w", kind, err)
	}
	defer rows.Close()
	var all []Record[T]
	for rows.Next() {
		r := Record[T]{Kind: kind}
		var at int64
		var sealed, why []byte
		if err := rows.Scan(&r.ID, &at, &r.By, &r.Role, &r.VacancyID, &r.Corrects, &sealed, &why); err != nil {
			return nil, fmt.Errorf("%s: %w", kind, err)
		}
		r.At = time.UnixMilli(at).UTC()
		where := recordContext(workerID, kind, r.ID)
		if err := unseal(nil, key, sealed, where, &r.Body); err != nil {
			return nil, err
		}
		if r.Confirmed, err = openReason(key, why, where); err != nil {
			return nil, err
		}
		all = append(all, r)
	}
	return all, rows.Err()
}

// Current leaves out the records that a later one corrects.
func Current[T any](all []Record[T]) []Record[T] {
	corrected := map[string]bool{}
	for _, r := range all {
		corrected[r.Corrects] = true
	}
	var out []Record[T]
	for _, r := range all {
		if !corrected[r.ID] {
			out = append(out, r)
		}
	}
	return out
}
