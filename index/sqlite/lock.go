package sqlite

import (
	"context"
	"database/sql"
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"time"

	"github.com/ncruces/go-sqlite3"
	"github.com/ncruces/go-sqlite3/driver"
)

// lockFile holds the lock on a data folder and the number of its owner.
const lockFile = "lock"

// LockedError says who owns a data folder; it is an ErrLocked.
type LockedError struct {
	Dir string
	PID int // 0 when not known
}

func (e *LockedError) Error() string {
	if e.PID == 0 {
		return fmt.Sprintf("%v: %s", ErrLocked, e.Dir)
	}
	return fmt.Sprintf("%v: %s (process %d)", ErrLocked, e.Dir, e.PID)
}

// Is makes errors.Is(err, ErrLocked) true.
func (e *LockedError) Is(target error) bool { return target == ErrLocked }

// LockDir makes this process the owner of a data folder until unlock is called
// or the process ends, however it ends. When another one owns it the error is a
// *LockedError.
//
// The lock is a write transaction that stays open on a small database of its
// own: SQLite's locks work on every system, go with the process, and let others
// read who holds them.
func LockDir(dir string) (unlock func() error, err error) {
	path := filepath.Join(dir, lockFile)
	if err := touch(path, false); err != nil {
		return nil, fmt.Errorf("lock data folder: %w", Explain(err))
	}
	uri, err := location(path, Options{})
	if err != nil {
		return nil, fmt.Errorf("lock data folder: %w", err)
	}
	db, err := driver.Open(uri, func(c *sqlite3.Conn) error { return c.BusyTimeout(0) })
	if err != nil {
		return nil, fmt.Errorf("lock data folder: %w", Explain(err))
	}
	conn, err := hold(db)
	if err != nil {
		defer db.Close()
		if !errors.Is(err, sqlite3.BUSY) {
			return nil, fmt.Errorf("lock data folder: %w", Explain(err))
		}
		return nil, &LockedError{Dir: dir, PID: owner(db)}
	}
	return func() error { return errors.Join(conn.Close(), db.Close()) }, nil
}

func hold(db *sql.DB) (*sql.Conn, error) {
	ctx := context.Background()
	conn, err := db.Conn(ctx)
	if err != nil {
		return nil, err
	}
	_, err = conn.ExecContext(ctx, fmt.Sprintf(
		"BEGIN IMMEDIATE; CREATE TABLE IF NOT EXISTS owner (pid INTEGER, since INTEGER); DELETE FROM owner;"+
			"INSERT INTO owner VALUES (%d, %d); COMMIT; BEGIN IMMEDIATE", os.Getpid(), time.Now().Unix()))
	if err != nil {
		conn.Close()
		return nil, err
	}
	return conn, nil
}

func owner(db *sql.DB) (pid int) {
	// A failed read only means that the message lacks the number.
	_ = db.QueryRowContext(context.Background(), "SELECT pid FROM owner").Scan(&pid)
	return pid
}
