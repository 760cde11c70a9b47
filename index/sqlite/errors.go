package sqlite

import (
	"errors"
	"fmt"
	"io/fs"

	"github.com/ncruces/go-sqlite3"
)

// What can be wrong with a database that a person can do something about. Each
// wraps the error that SQLite or the operating system gave.
var (
	// ErrLocked: another process owns the data folder; see LockedError.
	ErrLocked = errors.New("the data folder is in use by another process")
	// ErrBusy: another connection wrote for longer than the time-out.
	ErrBusy = errors.New("the database is busy")
	// ErrFull: the disk, or the quota on it, is full.
	ErrFull = errors.New("the disk is full")
	// ErrPermission: the file or its folder may not be read or written.
	ErrPermission = errors.New("no permission for the database file")
	// ErrDamaged: the file is not, or no longer, a database.
	ErrDamaged = errors.New("the database file is damaged")
	// ErrKey: the file is encrypted with another key, or not at all.
	ErrKey = errors.New("the key does not fit the database")
	// ErrIO: the file cannot be read or written; DiskFull tells whether that is
	// for want of room, which SQLite does not always say.
	ErrIO = errors.New("the database file cannot be read or written")
	// ErrNewer: a newer version of the program has changed the tables.
	ErrNewer = errors.New("the database belongs to a newer version of the program")
)

var byCode = []struct {
	code sqlite3.ErrorCode
	err  error
}{
	{sqlite3.BUSY, ErrBusy},
	{sqlite3.FULL, ErrFull},
	{sqlite3.PERM, ErrPermission},
	{sqlite3.READONLY, ErrPermission},
	{sqlite3.CANTOPEN, ErrPermission},
	{sqlite3.CORRUPT, ErrDamaged},
	{sqlite3.NOTADB, ErrDamaged},
	{sqlite3.IOERR, ErrIO},
}

// Explain wraps err in the error above that fits it, or returns it unchanged.
// Rooms pass every error of a statement through it; nil stays nil.
func Explain(err error) error {
	if err == nil {
		return nil
	}
	for _, c := range byCode {
		if errors.Is(err, c.code) && !errors.Is(err, c.err) {
			return fmt.Errorf("%w: %w", c.err, err)
		}
	}
	if isFull(err) {
		return fmt.Errorf("%w: %w", ErrFull, err)
	}
	if errors.Is(err, fs.ErrPermission) {
		return fmt.Errorf("%w: %w", ErrPermission, err)
	}
	return err
}

// explainKey reads "not a database" as a wrong key when there is a key: with
// this encryption the two cannot be told apart.
func explainKey(err error, opt Options) error {
	if len(opt.Key) > 0 && errors.Is(err, sqlite3.NOTADB) {
		return fmt.Errorf("%w: %w", ErrKey, err)
	}
	return Explain(err)
}

// IsUnique reports whether err says that a row with this key exists already.
func IsUnique(err error) bool {
	return errors.Is(err, sqlite3.CONSTRAINT_UNIQUE) || errors.Is(err, sqlite3.CONSTRAINT_PRIMARYKEY)
}
