package archive

import (
	"context"
	"time"

	"passend/index/duplicate"
	"passend/index/vacancy"
)

// Employer is one hiring organisation.
type Employer struct {
	Key, Name string
	Agency    bool
	FirstSeen time.Time
	Open      int // open vacancies now
	Total     int // vacancies ever
}

// Month is the hiring activity of an employer in one month.
type Month struct {
	Month          string // "2026-11", UTC
	Opened, Closed int
}

const selectEmployer = "SELECT key, name, agency, first_seen, open, total FROM employer "

func scanEmployer(e *Employer, scan func(...any) error) error {
	var first int64
	err := scan(&e.Key, &e.Name, &e.Agency, &first, &e.Open, &e.Total)
	e.FirstSeen = fromMillis(first)
	return err
}

// Employers returns the employers with the most open vacancies, most first.
func (a *Archive) Employers(ctx context.Context, offset, limit int) ([]Employer, error) {
	return rows(ctx, a, "list employers", selectEmployer+"WHERE key <> '' ORDER BY open DESC, n DESC LIMIT ? OFFSET ?", []any{limit, offset}, scanEmployer)
}

// Employer returns one employer by its key.
func (a *Archive) Employer(ctx context.Context, key string) (Employer, error) {
	var e Employer
	err := scanEmployer(&e, a.db.QueryRowContext(ctx, selectEmployer+"WHERE key = ?", key).Scan)
	return e, explain("get employer "+key, err)
}

// Activity returns an employer's months with activity since the month given
// ("2026-01"), oldest first.
func (a *Archive) Activity(ctx context.Context, key, since string) ([]Month, error) {
	return rows(ctx, a, "read activity of "+key, "SELECT month, opened, closed FROM activity WHERE employer = (SELECT n FROM employer WHERE key = ?) AND month >= ? ORDER BY month",
		[]any{key, since}, func(m *Month, scan func(...any) error) error { return scan(&m.Month, &m.Opened, &m.Closed) })
}

// FlagAgency records a person's judgment that an employer is, or is not, an
// agency; its open vacancies count as changed.
func (a *Archive) FlagAgency(ctx context.Context, key string, agency bool) error {
	return a.write(ctx, "flag employer "+key, func(c *change) error {
		var n int64
		found, err := c.one("UPDATE employer SET agency = ? WHERE key = ? RETURNING n", []any{agency, key}, &n)
		if err != nil || !found {
			if err == nil {
				err = ErrNotFound
			}
			return err
		}
		numbers, err := openOf(c, n)
		if err != nil {
			return err
		}
		for _, v := range numbers {
			if err := c.exec("UPDATE vacancy SET seq = ? WHERE n = ?", c.next(), v); err != nil {
				return err
			}
		}
		return nil
	})
}

// openOf returns the numbers of an employer's open vacancies.
func openOf(c *change, employer int64) (numbers []int64, err error) {
	rs, err := c.QueryContext(c.ctx, "SELECT n FROM vacancy WHERE employer = ? AND open = 1 ORDER BY n", employer)
	if err != nil {
		return nil, err
	}
	defer rs.Close()
	for rs.Next() {
		var n int64
		if err := rs.Scan(&n); err != nil {
			return nil, err
		}
		numbers = append(numbers, n)
	}
	return numbers, rs.Err()
}

// employerOf returns the employer of a vacancy, adding it when it is new; then
// name and text tell whether it mediates.
func (c *change) employerOf(v *vacancy.Vacancy, at time.Time) (n int64, err error) {
	key := duplicate.NormalizeEmployer(v.Employer)
	found, err := c.one("SELECT n FROM employer WHERE key = ?", []any{key}, &n)
	if err != nil || found {
		return n, err
	}
	_, err = c.one("INSERT INTO employer (key, name, agency, first_seen) VALUES (?, ?, ?, ?) RETURNING n",
		[]any{key, v.Employer, duplicate.IsAgency(v.Employer, v.Text), millis(at)}, &n)
	return n, err
}

// step is what happens to an employer's counts.
type step struct{ open, total, opened, closed int }

var (
	opened   = step{open: 1, total: 1, opened: 1}
	closed   = step{open: -1, closed: 1}
	reopened = step{open: 1, opened: 1}
)

func (c *change) count(employer int64, at time.Time, s step) error {
	if err := c.exec("UPDATE employer SET open = open + ?, total = total + ? WHERE n = ?", s.open, s.total, employer); err != nil {
		return err
	}
	if s.opened == 0 && s.closed == 0 {
		return nil
	}
	return c.exec(`INSERT INTO activity (employer, month, opened, closed) VALUES (?, ?, ?, ?)
		ON CONFLICT DO UPDATE SET opened = opened + excluded.opened, closed = closed + excluded.closed`,
		employer, at.UTC().Format("2006-01"), s.opened, s.closed)
}

// moveEmployer corrects the counts when a new version names another employer.
func (c *change) moveEmployer(v known, to int64, at time.Time) error {
	open := 0
	if v.open {
		open = 1
	}
	if err := c.count(v.employer, at, step{open: -open, total: -1}); err != nil {
		return err
	}
	return c.count(to, at, step{open: open, total: 1})
}
