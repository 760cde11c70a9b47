package archive

import (
	"context"
	"crypto/rand"
	"database/sql"
	"embed"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"sync"

	"passend/index/sqlite"
)

//go:embed migrations/*.sql
var migrations embed.FS

// Archive keeps vacancies in one SQLite database. Its methods may be called by
// many goroutines at once; writes queue. Every error of the database can be
// told apart with the errors of the sqlite room.
type Archive struct {
	db     *sql.DB
	random io.Reader
	// writing lets writers of this process wait on each other instead of on
	// the database's polling.
	writing sync.Mutex
}

// Options say how an archive is opened; the zero value serves.
type Options struct {
	ReadOnly bool
	// Random gives the random part of ids; crypto/rand when nil.
	Random io.Reader
}

// Open opens the archive at path and creates or updates its tables. Commits
// survive a killed process but the last of them not a power cut: vacancies can
// be crawled again.
func Open(ctx context.Context, path string, opt Options) (*Archive, error) {
	db, err := sqlite.Open(ctx, path, sqlite.Options{Synchronous: sqlite.Normal, ReadOnly: opt.ReadOnly})
	if err != nil {
		return nil, fmt.Errorf("archive: %w", err)
	}
	a := &Archive{db: db, random: opt.Random}
	if a.random == nil {
		a.random = rand.Reader
	}
	if opt.ReadOnly {
		return a, nil
	}
	files, err := fs.Sub(migrations, "migrations")
	if err == nil {
		err = sqlite.Migrate(ctx, db, files)
	}
	if err != nil {
		db.Close()
		return nil, fmt.Errorf("archive %s: %w", path, err)
	}
	return a, nil
}

// Close closes the database. (A vacancy is closed with MarkClosed.)
func (a *Archive) Close() error { return a.db.Close() }

// Check reads the whole database and reports damage as sqlite.ErrDamaged.
func (a *Archive) Check(ctx context.Context) error { return sqlite.Check(ctx, a.db) }

// Backup writes a consistent copy to path, which may not yet exist.
func (a *Archive) Backup(ctx context.Context, path string) error {
	return sqlite.Backup(ctx, a.db, path, sqlite.Options{})
}

// Seq is the head of the change sequence: the number of the last change.
func (a *Archive) Seq(ctx context.Context) (seq int64, err error) {
	err = a.db.QueryRowContext(ctx, "SELECT value FROM sequence").Scan(&seq)
	return seq, explain("read the change sequence", err)
}

// Count returns how many vacancies are open and how many there are at all.
func (a *Archive) Count(ctx context.Context) (open, total int, err error) {
	err = a.db.QueryRowContext(ctx, "SELECT (SELECT count(*) FROM vacancy WHERE open = 1), (SELECT count(*) FROM vacancy)").Scan(&open, &total)
	return open, total, explain("count vacancies", err)
}

// change is a write transaction with the change sequence in hand. Sequence
// numbers are given out inside the one write transaction that the database
// allows, so a reader that has seen number n has seen all below it.
type change struct {
	*sql.Tx
	ctx context.Context
	seq int64
	// stmts are prepared once for a transaction.
	stmts map[string]*sql.Stmt
}

// write runs do in a write transaction.
func (a *Archive) write(ctx context.Context, what string, do func(*change) error) error {
	a.writing.Lock()
	defer a.writing.Unlock()
	tx, err := a.db.BeginTx(ctx, nil)
	if err != nil {
		return explain(what, err)
	}
	defer tx.Rollback()
	c := &change{Tx: tx, ctx: ctx, stmts: map[string]*sql.Stmt{}}
	if err := tx.QueryRowContext(ctx, "SELECT value FROM sequence").Scan(&c.seq); err != nil {
		return explain(what, err)
	}
	first := c.seq
	if err := do(c); err != nil {
		return explain(what, err)
	}
	if c.seq != first {
		if _, err := tx.ExecContext(ctx, "UPDATE sequence SET value = ?", c.seq); err != nil {
			return explain(what, err)
		}
	}
	return explain(what, tx.Commit())
}

// next is the number of one more change.
func (c *change) next() int64 {
	c.seq++
	return c.seq
}

func (c *change) stmt(query string) (*sql.Stmt, error) {
	if s := c.stmts[query]; s != nil {
		return s, nil
	}
	s, err := c.PrepareContext(c.ctx, query)
	if err == nil {
		c.stmts[query] = s
	}
	return s, err
}

func (c *change) exec(query string, args ...any) error {
	s, err := c.stmt(query) //nolint:sqlclosecheck // kept for the transaction, closed with it
	if err != nil {
		return err
	}
	_, err = s.ExecContext(c.ctx, args...)
	return err
}

// one reads one row; it reports false when there is none.
func (c *change) one(query string, args []any, dest ...any) (bool, error) {
	s, err := c.stmt(query) //nolint:sqlclosecheck // kept for the transaction, closed with it
	if err != nil {
		return false, err
	}
	switch err = s.QueryRowContext(c.ctx, args...).Scan(dest...); {
	case errors.Is(err, sql.ErrNoRows):
		return false, nil
	default:
		return err == nil, err
	}
}

// explain says what failed and why; an absent row becomes ErrNotFound.
func explain(what string, err error) error {
	if err == nil {
		return nil
	}
	if errors.Is(err, sql.ErrNoRows) {
		err = ErrNotFound
	}
	return fmt.Errorf("%s: %w", what, sqlite.Explain(err))
}
