package frontier

import (
	"context"
	"database/sql"
	"embed"
	"encoding/json"
	"errors"
	"fmt"
	"io/fs"
	"net/url"
	"time"

	"passend/index/sqlite"
)

//go:embed migrations/*.sql
var migrations embed.FS

// Frontier is the durable queue of all sources. It is safe for concurrent use.
type Frontier struct{ db *sql.DB }

// Open opens or creates the frontier's database at path. An entry that is
// written survives a killed process.
func Open(ctx context.Context, path string) (*Frontier, error) {
	db, err := sqlite.Open(ctx, path, sqlite.Options{})
	if err != nil {
		return nil, fmt.Errorf("frontier: %w", err)
	}
	files, err := fs.Sub(migrations, "migrations")
	if err == nil {
		err = sqlite.Migrate(ctx, db, files)
	}
	if err != nil {
		db.Close()
		return nil, fmt.Errorf("frontier %s: %w", path, err)
	}
	return &Frontier{db}, nil
}

// Close closes the database.
func (f *Frontier) Close() error { return f.db.Close() }

// Found is an address that a list or a page shows.
type Found struct {
	URL   string
	Depth int // links away from the start
	// LastMod is when a list says that the page changed; zero when it does not.
	LastMod time.Time
	// Listed is true for addresses from a sitemap or feed: their number is the
	// list's affair, so that no limit per shape holds.
	Listed bool
	// Probe: the vacancies are known from elsewhere (a feed); the page is only
	// to be looked at, from Due on, for whether it still exists.
	Probe     bool
	Due       time.Time // zero: at once
	Vacancies []string  // archive ids, with Probe
	// Fresh makes a known start page or overview due at once unless it was
	// fetched since then: its links are wanted in every run.
	Fresh time.Time
}

// The outcomes of visits that the frontier itself knows, beside those that say
// how fetching went.
const (
	// Overview: the page has links to vacancies, and none of its own.
	Overview = "overview"
	// Retired: the vacancies of the page are closed.
	Retired = "retired"
)

// retiredFor is how long a page whose vacancies are closed is left alone though
// a list still shows it.
const retiredFor = 7 * 24 * time.Hour

// Added counts what Add did.
type Added struct {
	// New addresses, Again known ones that are due again because a list says
	// that they changed or their links are wanted, Trapped ones refused for their number or form, Other
	// ones that are no web address.
	New, Again, Trapped, Other int
}

// Add adds addresses of a source that were seen at this time, in one
// transaction. Known addresses are marked as seen.
func (f *Frontier) Add(ctx context.Context, source string, found []Found, at time.Time) (a Added, err error) {
	err = f.write(ctx, "add addresses", func(tx *sql.Tx) error {
		a = Added{}
		ad := adder{ctx: ctx, tx: tx, source: source, at: at, Added: &a}
		if err := ad.prepare(); err != nil {
			return err
		}
		for _, item := range found {
			if err := ad.add(item); err != nil {
				return err
			}
		}
		return nil
	})
	return a, err
}

type adder struct {
	*Added
	ctx    context.Context
	tx     *sql.Tx
	source string
	at     time.Time

	find, insert, update, count *sql.Stmt // closed with the transaction
}

func (a *adder) prepare() error {
	for query, stmt := range map[string]**sql.Stmt{
		"SELECT id, due, lastmod, fetched, outcome FROM page WHERE source = ? AND url = ?":                                        &a.find,
		"INSERT INTO page (source, url, depth, probe, due, found, listed, lastmod, vacancies) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)": &a.insert,
		"UPDATE page SET listed = ?, lastmod = max(lastmod, ?), due = ?, depth = min(depth, ?) WHERE id = ?":                      &a.update,
		"INSERT INTO shape (source, shape, count) VALUES (?, ?, 1) ON CONFLICT DO UPDATE SET count = count + 1 RETURNING count":   &a.count,
	} {
		var err error
		if *stmt, err = a.tx.PrepareContext(a.ctx, query); err != nil { //nolint:sqlclosecheck // closed with the transaction
			return err
		}
	}
	return nil
}

func (a *adder) add(item Found) error {
	u := webAddress(item.URL)
	if u == nil {
		a.Other++
		return nil
	}
	address := Canonical(u)
	known, err := a.known(address, item)
	if err != nil || known {
		return err
	}
	if !item.Listed && !item.Probe && item.Depth > 0 {
		ok, err := a.room(u)
		if err != nil {
			return err
		}
		if !ok {
			a.Trapped++
			return nil
		}
	}
	due, ids := item.Due, item.Vacancies
	if due.IsZero() {
		due = a.at
	}
	list, err := json.Marshal(append([]string{}, ids...))
	if err != nil {
		return err
	}
	_, err = a.insert.ExecContext(a.ctx, a.source, address, item.Depth, item.Probe, millis(due), millis(a.at), millis(a.at), millis(item.LastMod), string(list))
	a.New++
	return err
}

// known marks a known address as seen, and as due when it changed since it was
// last fetched.
func (a *adder) known(address string, item Found) (bool, error) {
	var id, due, lastmod, fetched int64
	var outcome string
	err := a.find.QueryRowContext(a.ctx, a.source, address).
		Scan(&id, &due, &lastmod, &fetched, &outcome)
	if errors.Is(err, sql.ErrNoRows) {
		return false, nil
	} else if err != nil {
		return false, err
	}
	newer, now := millis(item.LastMod), millis(a.at)
	again := newer > lastmod && newer > fetched ||
		(item.Depth == 0 || outcome == Overview) && fetched < millis(item.Fresh) ||
		outcome == Retired && !item.Probe && now-fetched > retiredFor.Milliseconds()
	if again && due > now {
		due = now
		a.Again++
	}
	_, err = a.update.ExecContext(a.ctx, now, newer, due, item.Depth, id)
	return true, err
}

// room reports whether a link of this shape may be added, and counts it.
func (a *adder) room(u *url.URL) (bool, error) {
	s, limit := shapeOf(u)
	if limit == 0 {
		return false, nil
	}
	var count int
	err := a.count.QueryRowContext(a.ctx, a.source, s).Scan(&count)
	return count <= limit, err
}

// Page is an address with what is known of it.
type Page struct {
	ID                 int64
	Source, URL        string
	Depth              int
	Probe              bool
	LastMod            time.Time
	Fetched            time.Time // zero before the first answer
	Outcome            string
	Failures           int
	ETag, LastModified string
	Vacancies          []string // archive ids that it gave
}

const pageColumns = "id, source, url, depth, probe, lastmod, fetched, outcome, failures, etag, last_modified, vacancies"

// Due returns the pages of a source that are due, longest waiting first, and
// only those that a list or link has shown since listed (zero: all). They stay
// due until Done, so that a killed crawl repeats them.
func (f *Frontier) Due(ctx context.Context, source string, now, listed time.Time, limit int) ([]Page, error) {
	return f.pages(ctx, "WHERE source = ? AND due <= ? AND listed >= ? ORDER BY due, id LIMIT ?", source, millis(now), millis(listed), limit)
}

// Listed returns the vacancies of the pages that a list or link has shown since
// then, but that were not fetched since.
func (f *Frontier) Listed(ctx context.Context, source string, since time.Time) (ids []string, err error) {
	pages, err := f.pages(ctx, "WHERE source = ?1 AND listed >= ?2 AND fetched < ?2 AND vacancies <> '[]' ORDER BY id", source, millis(since))
	for _, p := range pages {
		ids = append(ids, p.Vacancies...)
	}
	return ids, err
}

// Find returns one page; found is false when its address is not known.
func (f *Frontier) Find(ctx context.Context, source, address string) (p Page, found bool, err error) {
	u := webAddress(address)
	if u == nil {
		return p, false, nil
	}
	pages, err := f.pages(ctx, "WHERE source = ? AND url = ?", source, Canonical(u))
	if err != nil || len(pages) == 0 {
		return p, false, err
	}
	return pages[0], true, nil
}

func (f *Frontier) pages(ctx context.Context, where string, args ...any) ([]Page, error) {
	rows, err := f.db.QueryContext(ctx, "SELECT "+pageColumns+" FROM page "+where, args...)
	if err != nil {
		return nil, fmt.Errorf("read frontier: %w", sqlite.Explain(err))
	}
	defer rows.Close()
	var out []Page
	for rows.Next() {
		var p Page
		var lastmod, fetched int64
		var ids []byte
		if err := rows.Scan(&p.ID, &p.Source, &p.URL, &p.Depth, &p.Probe, &lastmod, &fetched, &p.Outcome, &p.Failures, &p.ETag, &p.LastModified, &ids); err != nil {
			return nil, fmt.Errorf("read frontier: %w", sqlite.Explain(err))
		}
		p.LastMod, p.Fetched = fromMillis(lastmod), fromMillis(fetched)
		if err := json.Unmarshal(ids, &p.Vacancies); err != nil {
			return nil, fmt.Errorf("read frontier: %w", err)
		}
		out = append(out, p)
	}
	return out, sqlite.Explain(rows.Err())
}

// Visit is what came of one visit to a page.
type Visit struct {
	At time.Time
	// Next is when the page is due again.
	Next    time.Time
	Outcome string
	// Answered is false when nothing was learned about the page (no connection,
	// a resting host): then only Outcome and Next are kept, and it counts as a
	// failure.
	Answered           bool
	ETag, LastModified string
	// Vacancies are the archive ids that the page gave; nil leaves them.
	Vacancies []string
}

// Done notes a visit. What the visit yielded must have been kept before.
func (f *Frontier) Done(ctx context.Context, page int64, v Visit) error {
	return f.write(ctx, "note visit", func(tx *sql.Tx) error {
		if !v.Answered {
			_, err := tx.ExecContext(ctx, "UPDATE page SET due = ?, outcome = ?, failures = failures + 1 WHERE id = ?", millis(v.Next), v.Outcome, page)
			return err
		}
		var list any
		if v.Vacancies != nil {
			raw, err := json.Marshal(v.Vacancies)
			if err != nil {
				return err
			}
			list = string(raw)
		}
		_, err := tx.ExecContext(ctx, `UPDATE page SET due = ?, fetched = ?, outcome = ?, failures = 0, etag = ?, last_modified = ?,
			vacancies = coalesce(?, vacancies) WHERE id = ?`, millis(v.Next), millis(v.At), v.Outcome, v.ETag, v.LastModified, list, page)
		return err
	})
}

// Stats counts the pages of a source and those that are due.
func (f *Frontier) Stats(ctx context.Context, source string, now time.Time) (pages, due int, err error) {
	err = f.db.QueryRowContext(ctx, "SELECT count(*), count(*) FILTER (WHERE due <= ?) FROM page WHERE source = ?", millis(now), source).Scan(&pages, &due)
	return pages, due, sqlite.Explain(err)
}

// Prune forgets pages that nothing has shown since the given time, and the
// spending of days before it.
func (f *Frontier) Prune(ctx context.Context, before time.Time) error {
	return f.write(ctx, "prune", func(tx *sql.Tx) error {
		if _, err := tx.ExecContext(ctx, "DELETE FROM page WHERE listed < ? AND depth > 0", millis(before)); err != nil {
			return err
		}
		_, err := tx.ExecContext(ctx, "DELETE FROM spend WHERE day < ?", before.UTC().Format(time.DateOnly))
		return err
	})
}

// Forget removes everything that belongs to a source.
func (f *Frontier) Forget(ctx context.Context, source string) error {
	return f.write(ctx, "forget source", func(tx *sql.Tx) error {
		if _, err := tx.ExecContext(ctx, "DELETE FROM page WHERE source = ?", source); err != nil {
			return err
		}
		_, err := tx.ExecContext(ctx, "DELETE FROM shape WHERE source = ?", source)
		return err
	})
}

// Spend counts the requests to a host on a day, over all runs; it reports false
// when the host had limit of them. It fits the ledger that a fetcher asks for.
func (f *Frontier) Spend(ctx context.Context, host, day string, limit int) (bool, error) {
	var count int
	err := f.db.QueryRowContext(ctx, `INSERT INTO spend (host, day, count) VALUES (?1, ?2, 1)
		ON CONFLICT DO UPDATE SET count = count + 1 WHERE count < ?3 RETURNING count`, host, day, limit).Scan(&count)
	if errors.Is(err, sql.ErrNoRows) {
		return false, nil
	}
	if err != nil {
		return false, fmt.Errorf("note request: %w", sqlite.Explain(err))
	}
	return count <= limit, nil
}

func (f *Frontier) write(ctx context.Context, what string, do func(*sql.Tx) error) error {
	tx, err := f.db.BeginTx(ctx, nil)
	if err != nil {
		return fmt.Errorf("%s: %w", what, sqlite.Explain(err))
	}
	defer tx.Rollback()
	if err = do(tx); err == nil {
		err = tx.Commit()
	}
	if err != nil {
		return fmt.Errorf("%s: %w", what, sqlite.Explain(err))
	}
	return nil
}

func millis(t time.Time) int64 {
	if t.IsZero() {
		return 0
	}
	return t.UnixMilli()
}

func fromMillis(ms int64) time.Time {
	if ms == 0 {
		return time.Time{}
	}
	return time.UnixMilli(ms).UTC()
}
