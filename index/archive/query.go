package archive

import (
	"context"
	"encoding/hex"
	"encoding/json"
	"fmt"
	"strconv"
	"strings"
	"time"
)

const recordColumns = `v.n, v.id, v.source, v.external_id, v.url, v.version, v.fingerprint, v.first_seen, v.last_seen,
	v.last_checked, v.changed, v.closed_at, v.close_reason, v.grp, v.seq, e.key, e.agency, b.body`

const recordTables = ` FROM vacancy v JOIN employer e ON e.n = v.employer JOIN version b ON b.id = v.current `

const selectRecord = "SELECT " + recordColumns + recordTables

// Get returns the vacancy with this id: the archive's own, or an external id
// when only one vacancy has it (ErrAmbiguous otherwise).
func (a *Archive) Get(ctx context.Context, id string) (*Record, error) {
	for _, where := range []string{"WHERE v.id = ?", "WHERE v.external_id = ? LIMIT 2"} {
		found, err := a.records(ctx, "get "+id, selectRecord+where, id)
		switch {
		case err != nil:
			return nil, err
		case len(found) == 1:
			return &found[0], nil
		case len(found) > 1:
			return nil, fmt.Errorf("get %s: %w", id, ErrAmbiguous)
		}
	}
	return nil, fmt.Errorf("get %s: %w", id, ErrNotFound)
}

// ByExternal returns the vacancy that a source knows by this id.
func (a *Archive) ByExternal(ctx context.Context, source, externalID string) (*Record, error) {
	found, err := a.records(ctx, "get by external id", selectRecord+"WHERE v.external_id = ? AND v.source = ?", externalID, source)
	if err == nil && len(found) == 0 {
		err = fmt.Errorf("get %s of %s: %w", externalID, source, ErrNotFound)
	}
	if err != nil {
		return nil, err
	}
	return &found[0], nil
}

// Records returns the vacancies with these archive ids in the order asked;
// ids that are not in the archive are left out.
func (a *Archive) Records(ctx context.Context, ids []string) ([]Record, error) {
	list, err := json.Marshal(ids)
	if err != nil {
		return nil, fmt.Errorf("get records: %w", err)
	}
	return a.records(ctx, "get records", "SELECT "+recordColumns+" FROM json_each(?) j JOIN vacancy v ON v.id = j.value"+
		" JOIN employer e ON e.n = v.employer JOIN version b ON b.id = v.current ORDER BY j.key", string(list))
}

// State chooses vacancies by whether they are open.
type State uint8

// The states that List can choose.
const (
	OnlyOpen State = iota
	OnlyClosed
	OpenAndClosed
)

// Filter chooses vacancies for a list; empty fields choose all.
type Filter struct {
	State    State
	Source   string
	Employer string // EmployerKey
}

// Page is one page of a list. Next is the cursor of the next one, "" at the end.
type Page struct {
	Records []Record
	Next    string
}

// List returns one page of vacancies, the newest arrival first. cursor is "" or
// the Next of the page before; limit is at least 1.
func (a *Archive) List(ctx context.Context, f Filter, cursor string, limit int) (Page, error) {
	before := int64(1<<63 - 1)
	if cursor != "" {
		n, err := strconv.ParseInt(cursor, 36, 64)
		if err != nil {
			return Page{}, fmt.Errorf("list vacancies: cursor %q: %w", cursor, ErrNotFound)
		}
		before = n
	}
	where, args := "v.n < ?", []any{before}
	if f.Source != "" {
		where += " AND v.source = ?"
		args = append(args, f.Source)
	}
	if f.Employer != "" {
		where += " AND v.employer = (SELECT n FROM employer WHERE key = ?)"
		args = append(args, f.Employer)
	}
	// One branch for each state, so that each can walk an index backwards and
	// none has to sort.
	var branches []string
	var all []any
	for open, wanted := range [...]bool{f.State != OnlyOpen, f.State != OnlyClosed} {
		if wanted {
			branches = append(branches, fmt.Sprintf("SELECT * FROM (SELECT v.n FROM vacancy v WHERE v.open = %d AND %s ORDER BY v.n DESC LIMIT ?)", open, where))
			all = append(append(all, args...), limit+1)
		}
	}
	found, err := a.records(ctx, "list vacancies", selectRecord+"WHERE v.n IN ("+strings.Join(branches, " UNION ALL ")+") ORDER BY v.n DESC LIMIT ?", append(all, limit+1)...)
	if err != nil {
		return Page{}, err
	}
	page := Page{Records: found}
	if len(found) > limit {
		page.Records = found[:limit]
		page.Next = strconv.FormatInt(found[limit-1].Number, 36)
	}
	return page, nil
}

// Since returns the vacancies whose last change comes after seq, in the order
// of the change sequence. The Seq of the last one is where to go on; fewer than
// limit means that the head is reached.
func (a *Archive) Since(ctx context.Context, seq int64, limit int) ([]Record, error) {
	return a.records(ctx, "read changes", selectRecord+"WHERE v.seq > ? ORDER BY v.seq LIMIT ?", seq, limit)
}

// Unseen returns ids of open vacancies of a source that were last seen before a
// run began: what a complete listing did not show.
func (a *Archive) Unseen(ctx context.Context, source string, before time.Time) ([]string, error) {
	return rows(ctx, a, "find unseen of "+source, "SELECT id FROM vacancy WHERE source = ? AND open = 1 AND last_seen < ? ORDER BY n",
		[]any{source, millis(before)}, func(id *string, scan func(...any) error) error { return scan(id) })
}

// Versions returns all versions of a vacancy, oldest first.
func (a *Archive) Versions(ctx context.Context, id string) ([]VersionOf, error) {
	found, err := rows(ctx, a, "read versions of "+id, `SELECT v.id, v.source, v.external_id, v.url, b.version, b.fingerprint, b.seen, b.body
		FROM vacancy v JOIN version b ON b.vacancy = v.n WHERE v.id = ? ORDER BY b.version`, []any{id},
		func(r *VersionOf, scan func(...any) error) error {
			var fingerprint, body []byte
			var seen int64
			var id, source, ext, url string
			if err := scan(&id, &source, &ext, &url, &r.Version, &fingerprint, &seen, &body); err != nil {
				return err
			}
			if err := json.Unmarshal(body, &r.Vacancy); err != nil {
				return err
			}
			r.ID, r.Source, r.ExternalID, r.URL = id, source, ext, url
			r.Fingerprint, r.Seen = hex.EncodeToString(fingerprint), fromMillis(seen)
			return nil
		})
	if err == nil && len(found) == 0 {
		err = fmt.Errorf("read versions of %s: %w", id, ErrNotFound)
	}
	return found, err
}

// records reads whole records; decoding their bodies is shared by all cores.
func (a *Archive) records(ctx context.Context, what, query string, args ...any) ([]Record, error) {
	var bodies [][]byte
	found, err := rows(ctx, a, what, query, args, func(r *Record, scan func(...any) error) error {
		var fingerprint, body []byte
		var first, last, checked, changed, closed int64
		if err := scan(&r.Number, &r.ID, &r.Source, &r.ExternalID, &r.URL, &r.Version, &fingerprint, &first, &last,
			&checked, &changed, &closed, &r.CloseReason, &r.Group, &r.Seq, &r.EmployerKey, &r.Agency, &body); err != nil {
			return err
		}
		r.Fingerprint = hex.EncodeToString(fingerprint)
		r.FirstSeen, r.LastSeen, r.LastChecked = fromMillis(first), fromMillis(last), fromMillis(checked)
		r.Changed, r.ClosedAt = fromMillis(changed), fromMillis(closed)
		bodies = append(bodies, body)
		return nil
	})
	if err != nil {
		return nil, err
	}
	return found, parallel(ctx, len(found), func(i int) error {
		r := &found[i]
		id, source, ext, url := r.ID, r.Source, r.ExternalID, r.URL
		if err := json.Unmarshal(bodies[i], &r.Vacancy); err != nil {
			return fmt.Errorf("%s: read body of %s: %w", what, id, err)
		}
		r.ID, r.Source, r.ExternalID, r.URL = id, source, ext, url
		return nil
	})
}
