package archive

import (
	"context"
	"encoding/hex"
	"encoding/json"
	"fmt"
	"io"
	"time"

	"github.com/google/uuid"

	"passend/index/vacancy"
)

// Keep keeps a vacancy that a source showed at the given time. What identifies
// it is its source with its external id, else its own id, else its address. The
// archive gives it an id of its own; v is not changed. A closed vacancy that is
// shown again is open again.
func (a *Archive) Keep(ctx context.Context, v *vacancy.Vacancy, at time.Time) (Kept, error) {
	kept, err := a.KeepAll(ctx, []*vacancy.Vacancy{v}, at)
	if err != nil {
		return Kept{}, err
	}
	return kept[0], nil
}

// KeepAll keeps many vacancies in one transaction: all or none. It is the fast
// way in; a thousand at a time is a good batch.
func (a *Archive) KeepAll(ctx context.Context, vs []*vacancy.Vacancy, at time.Time) ([]Kept, error) {
	kept := make([]Kept, len(vs))
	err := a.write(ctx, "keep vacancies", func(c *change) error {
		k := keeper{change: c, archive: a, at: at.UTC(), employers: map[string]int64{}}
		if err := c.QueryRowContext(ctx, "SELECT (SELECT coalesce(max(n), 0) FROM vacancy), (SELECT coalesce(max(id), 0) FROM version)").Scan(&k.lastN, &k.lastVersion); err != nil {
			return err
		}
		for i, v := range vs {
			var err error
			if kept[i], err = k.keep(v); err != nil {
				return fmt.Errorf("%s %s: %w", v.Source, externalID(v), err)
			}
		}
		return nil
	})
	if err != nil {
		return nil, err
	}
	return kept, nil
}

func externalID(v *vacancy.Vacancy) string {
	switch {
	case v.ExternalID != "":
		return v.ExternalID
	case v.ID != "":
		return v.ID
	}
	return v.URL
}

// keeper keeps vacancies within one transaction.
type keeper struct {
	*change
	archive            *Archive
	at                 time.Time
	lastN, lastVersion int64
	employers          map[string]int64 // by published name
}

// employer returns the number of the employer of a vacancy.
func (k *keeper) employer(v *vacancy.Vacancy) (int64, error) {
	if n, ok := k.employers[v.Employer]; ok {
		return n, nil
	}
	n, err := k.employerOf(v, k.at)
	k.employers[v.Employer] = n
	return n, err
}

// known is what the archive already holds of a vacancy.
type known struct {
	n           int64
	id          string
	version     int
	fingerprint []byte
	employer    int64
	open        bool
}

func (k *keeper) keep(v *vacancy.Vacancy) (Kept, error) {
	ext := externalID(v)
	if ext == "" {
		return Kept{}, ErrNoIdentity
	}
	fingerprint, err := hex.DecodeString(v.Fingerprint())
	if err != nil {
		return Kept{}, err
	}
	var old known
	found, err := k.one("SELECT n, id, version, fingerprint, employer, open FROM vacancy WHERE external_id = ? AND source = ?",
		[]any{ext, v.Source}, &old.n, &old.id, &old.version, &old.fingerprint, &old.employer, &old.open)
	if err != nil {
		return Kept{}, err
	}
	if !found {
		return k.add(v, ext, fingerprint)
	}
	kept := Kept{ID: old.id, Number: old.n, Version: old.version, Reopened: !old.open}
	if string(old.fingerprint) != string(fingerprint) {
		kept.Version++
		kept.Outcome = Changed
		if err := k.replace(v, old, fingerprint); err != nil {
			return Kept{}, err
		}
	}
	if err := k.seen(old.n, v.URL, k.at); err != nil {
		return Kept{}, err
	}
	if kept.Reopened {
		return kept, k.reopen(old.n, "shown again", k.at)
	}
	return kept, nil
}

func (k *keeper) add(v *vacancy.Vacancy, ext string, fingerprint []byte) (Kept, error) {
	id, err := newID(k.at, k.archive.random)
	if err != nil {
		return Kept{}, err
	}
	employer, err := k.employer(v)
	if err != nil {
		return Kept{}, err
	}
	k.lastN++
	n, at := k.lastN, millis(k.at)
	if err := k.exec(`INSERT INTO vacancy (n, id, source, external_id, url, employer, version, current, fingerprint, first_seen, last_seen, last_checked, changed, seq)
		VALUES (?, ?, ?, ?, ?, ?, 1, ?, ?, ?, ?, ?, ?, ?)`,
		n, id, v.Source, ext, v.URL, employer, k.lastVersion+1, fingerprint, at, at, at, at, k.next()); err != nil {
		return Kept{}, err
	}
	if err := k.addVersion(v, n, 1, fingerprint); err != nil {
		return Kept{}, err
	}
	if err := k.count(employer, k.at, opened); err != nil {
		return Kept{}, err
	}
	return Kept{ID: id, Number: n, Version: 1, Outcome: New}, k.event(n, k.at, EventNew, 1, "")
}

func (k *keeper) replace(v *vacancy.Vacancy, old known, fingerprint []byte) error {
	employer, err := k.employer(v)
	if err != nil {
		return err
	}
	if employer != old.employer {
		if err := k.moveEmployer(old, employer, k.at); err != nil {
			return err
		}
	}
	if err := k.addVersion(v, old.n, old.version+1, fingerprint); err != nil {
		return err
	}
	if err := k.exec("UPDATE vacancy SET version = ?, current = ?, fingerprint = ?, employer = ?, reader = 0, changed = ?, seq = ? WHERE n = ?",
		old.version+1, k.lastVersion, fingerprint, employer, millis(k.at), k.next(), old.n); err != nil {
		return err
	}
	return k.event(old.n, k.at, EventChanged, old.version+1, "")
}

func (k *keeper) addVersion(v *vacancy.Vacancy, n int64, version int, fingerprint []byte) error {
	bare := *v
	bare.ID, bare.Source, bare.ExternalID, bare.URL = "", "", "", ""
	body, err := json.Marshal(&bare)
	if err != nil {
		return err
	}
	k.lastVersion++
	return k.exec("INSERT INTO version (id, vacancy, version, fingerprint, seen, body) VALUES (?, ?, ?, ?, ?, ?)",
		k.lastVersion, n, version, fingerprint, millis(k.at), body)
}

// newID makes a UUIDv7 (RFC 9562, 5.7) of a time that is given, so that ids of
// an import of old files sort by their own time.
func newID(at time.Time, random io.Reader) (string, error) {
	var id uuid.UUID
	if _, err := io.ReadFull(random, id[6:]); err != nil {
		return "", fmt.Errorf("random part of an id: %w", err)
	}
	ms := at.UnixMilli()
	for i := range 6 {
		id[i] = byte(ms >> (40 - 8*i))
	}
	id[6] = id[6]&0x0f | 0x70
	id[8] = id[8]&0x3f | 0x80
	return id.String(), nil
}
