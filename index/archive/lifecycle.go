package archive

import (
	"context"
	"fmt"
	"time"
)

// Seen notes that a source still shows the vacancy unchanged, without its text
// having been fetched: a listing or a "not modified". It clears all misses; a
// closed vacancy is open again.
func (a *Archive) Seen(ctx context.Context, id string, at time.Time) error {
	return a.onVacancy(ctx, "note as seen", id, func(c *change, v known) error {
		if err := c.seen(v.n, "", at); err != nil {
			return err
		}
		if v.open {
			return nil
		}
		return c.reopen(v.n, "shown again", at)
	})
}

// Checked notes that the vacancy was looked for, whatever was found.
func (a *Archive) Checked(ctx context.Context, id string, at time.Time) error {
	return a.onVacancy(ctx, "note as checked", id, func(c *change, v known) error {
		return c.exec("UPDATE vacancy SET last_checked = max(last_checked, ?) WHERE n = ?", millis(at), v.n)
	})
}

// MarkClosed closes a vacancy on evidence ("410", "404 on 2 days", "valid
// through 2026-11-01" …). Closing a closed vacancy changes nothing.
func (a *Archive) MarkClosed(ctx context.Context, id, evidence string, at time.Time) error {
	if evidence == "" {
		return fmt.Errorf("close %s: a vacancy is closed on evidence only", id)
	}
	return a.onVacancy(ctx, "close", id, func(c *change, v known) error {
		if !v.open {
			return nil
		}
		if err := c.exec("UPDATE vacancy SET open = 0, closed_at = ?, close_reason = ?, last_checked = max(last_checked, ?), seq = ? WHERE n = ?",
			millis(at), evidence, millis(at), c.next(), v.n); err != nil {
			return err
		}
		if err := c.count(v.employer, at, closed); err != nil {
			return err
		}
		return c.event(v.n, at, EventClosed, v.version, evidence)
	})
}

// Reopen opens a closed vacancy again; an open one is left alone.
func (a *Archive) Reopen(ctx context.Context, id, evidence string, at time.Time) error {
	return a.onVacancy(ctx, "reopen", id, func(c *change, v known) error {
		if v.open {
			return nil
		}
		return c.reopen(v.n, evidence, at)
	})
}

// Miss is how often in a row a vacancy was not found in one way.
type Miss struct {
	Count       int
	First, Last time.Time
}

// Miss notes that the vacancy was not found, in the way that kind names ("404",
// "listing"), and returns all misses of that kind since it was last seen. What
// number of them is evidence enough is for the crawler to say.
func (a *Archive) Miss(ctx context.Context, id, kind string, at time.Time) (m Miss, err error) {
	err = a.onVacancy(ctx, "note as missed", id, func(c *change, v known) error {
		var first, last int64
		_, err := c.one(`INSERT INTO miss (vacancy, kind, count, first, last) VALUES (?, ?, 1, ?, ?)
			ON CONFLICT DO UPDATE SET count = count + 1, last = max(last, excluded.last) RETURNING count, first, last`,
			[]any{v.n, kind, millis(at), millis(at)}, &m.Count, &first, &last)
		m.First, m.Last = fromMillis(first), fromMillis(last)
		if err != nil {
			return err
		}
		return c.exec("UPDATE vacancy SET last_checked = max(last_checked, ?) WHERE n = ?", millis(at), v.n)
	})
	return m, err
}

// Events returns the life of a vacancy, oldest step first.
func (a *Archive) Events(ctx context.Context, id string) ([]Event, error) {
	return rows(ctx, a, "read events of "+id,
		"SELECT at, kind, version, evidence FROM event WHERE vacancy = (SELECT n FROM vacancy WHERE id = ?) ORDER BY id", []any{id},
		func(e *Event, scan func(...any) error) error {
			var at int64
			err := scan(&at, &e.Kind, &e.Version, &e.Evidence)
			e.At = fromMillis(at)
			return err
		})
}

// onVacancy runs do in a transaction on the vacancy with this archive id.
func (a *Archive) onVacancy(ctx context.Context, what, id string, do func(*change, known) error) error {
	return a.write(ctx, what+" "+id, func(c *change) error {
		v, err := c.known(id)
		if err != nil {
			return err
		}
		return do(c, v)
	})
}

func (c *change) known(id string) (known, error) {
	v := known{id: id}
	found, err := c.one("SELECT n, version, employer, open FROM vacancy WHERE id = ?", []any{id}, &v.n, &v.version, &v.employer, &v.open)
	if err == nil && !found {
		err = ErrNotFound
	}
	return v, err
}

func (c *change) seen(n int64, url string, at time.Time) error {
	if err := c.exec("DELETE FROM miss WHERE vacancy = ?", n); err != nil {
		return err
	}
	return c.exec("UPDATE vacancy SET last_seen = max(last_seen, ?1), last_checked = max(last_checked, ?1), url = CASE ?2 WHEN '' THEN url ELSE ?2 END WHERE n = ?3",
		millis(at), url, n)
}

func (c *change) reopen(n int64, evidence string, at time.Time) error {
	if err := c.exec("UPDATE vacancy SET open = 1, closed_at = 0, close_reason = '', seq = ? WHERE n = ?", c.next(), n); err != nil {
		return err
	}
	var version int
	var employer int64
	if _, err := c.one("SELECT version, employer FROM vacancy WHERE n = ?", []any{n}, &version, &employer); err != nil {
		return err
	}
	if err := c.count(employer, at, reopened); err != nil {
		return err
	}
	return c.event(n, at, EventReopened, version, evidence)
}

func (c *change) event(n int64, at time.Time, kind EventKind, version int, evidence string) error {
	return c.exec("INSERT INTO event (vacancy, at, kind, version, evidence) VALUES (?, ?, ?, ?, ?)", n, millis(at), kind, version, evidence)
}
