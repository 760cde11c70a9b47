package sqlite

import (
	"context"
	"database/sql"
	"encoding/hex"
	"fmt"
	"net/url"
	"os"
	"path/filepath"
	"runtime"
	"time"

	"github.com/ncruces/go-sqlite3"
	"github.com/ncruces/go-sqlite3/driver"
	_ "github.com/ncruces/go-sqlite3/vfs/adiantum" // the VFS that encrypts files
)

// Synchronous says when a commit is on the disk.
type Synchronous string

// Normal survives a killed process but may lose the last commits in a power
// cut; Full survives both (https://sqlite.org/pragma.html#pragma_synchronous).
const (
	Normal Synchronous = "NORMAL"
	Full   Synchronous = "FULL"
)

// KeySize is the length in bytes of a key of an encrypted database.
const KeySize = 32

const (
	// busyTimeout is how long a statement waits for another connection's write:
	// longer than the largest import batch takes, shorter than a reader's patience.
	busyTimeout = 15 * time.Second
	// cacheKiB is the page cache of one connection.
	cacheKiB = 8 << 10
	// idleFor closes connections that nobody uses, and gives their cache back.
	idleFor = 5 * time.Minute
)

// Options say how a database is opened. The zero value is a plain database
// with synchronous NORMAL.
type Options struct {
	// Key encrypts the file (Adiantum) when it is not empty: KeySize bytes.
	Key []byte
	// Synchronous is Normal when empty.
	Synchronous Synchronous
	// ReadOnly refuses every write; the file must exist.
	ReadOnly bool
}

// Open opens the database at path, creating the file (mode 0600) when it is
// absent: WAL, foreign keys on, temporary tables in memory, write transactions
// that begin IMMEDIATE so that two writers queue and never deadlock. The folder
// must exist. Errors can be told apart with ErrPermission, ErrFull, ErrDamaged
// and ErrKey.
func Open(ctx context.Context, path string, opt Options) (*sql.DB, error) {
	uri, err := location(path, opt)
	if err != nil {
		return nil, fmt.Errorf("open database %s: %w", path, err)
	}
	if err := touch(path, opt.ReadOnly); err != nil {
		return nil, fmt.Errorf("open database: %w", Explain(err))
	}
	db, err := driver.Open(uri, func(c *sqlite3.Conn) error { return prepare(c, opt) })
	if err != nil {
		return nil, fmt.Errorf("open database %s: %w", path, Explain(err))
	}
	db.SetMaxOpenConns(max(4, 2*runtime.NumCPU()))
	db.SetMaxIdleConns(4)
	db.SetConnMaxIdleTime(idleFor)

	var tables int
	if err := db.QueryRowContext(ctx, "SELECT count(*) FROM sqlite_schema").Scan(&tables); err != nil {
		db.Close()
		return nil, fmt.Errorf("open database %s: %w", path, explainKey(err, opt))
	}
	return db, nil
}

// location is the URI of the file for the driver. The key is not part of it:
// it would show in error messages.
func location(path string, opt Options) (string, error) {
	if n := len(opt.Key); n != 0 && n != KeySize {
		return "", fmt.Errorf("%w: a key has %d bytes, this one %d", ErrKey, KeySize, n)
	}
	abs, err := filepath.Abs(path)
	if err != nil {
		return "", err
	}
	q := url.Values{"_txlock": {"immediate"}}
	if opt.ReadOnly {
		q.Set("_txlock", "deferred")
		q.Set("mode", "ro")
	}
	if len(opt.Key) > 0 {
		q.Set("vfs", "adiantum")
	}
	return (&url.URL{Scheme: "file", Path: filepath.ToSlash(abs), RawQuery: q.Encode()}).String(), nil
}

// touch creates the file for its owner alone, and finds missing permission
// while the operating system still says so in clear words.
func touch(path string, readOnly bool) error {
	flag, mode := os.O_RDWR|os.O_CREATE, os.FileMode(0o600)
	if readOnly {
		flag = os.O_RDONLY
	}
	f, err := os.OpenFile(path, flag, mode)
	if err != nil {
		return err
	}
	return f.Close()
}

// prepare sets up one connection; the key comes before everything else.
func prepare(c *sqlite3.Conn, opt Options) error {
	if len(opt.Key) > 0 {
		if err := c.Exec("PRAGMA hexkey='" + hex.EncodeToString(opt.Key) + "'"); err != nil {
			return err
		}
	}
	if err := c.BusyTimeout(busyTimeout); err != nil {
		return err
	}
	sync := opt.Synchronous
	if sync == "" {
		sync = Normal
	}
	pragmas := fmt.Sprintf("PRAGMA foreign_keys=ON; PRAGMA temp_store=MEMORY; PRAGMA cache_size=-%d; PRAGMA synchronous=%s;", cacheKiB, sync)
	if opt.ReadOnly {
		return c.Exec(pragmas + "PRAGMA query_only=ON;")
	}
	return c.Exec("PRAGMA journal_mode=WAL;" + pragmas)
}

// Check reads the whole database and reports damage as ErrDamaged. It takes
// about a second per gigabyte.
func Check(ctx context.Context, db *sql.DB) error {
	var verdict string
	if err := db.QueryRowContext(ctx, "PRAGMA quick_check(1)").Scan(&verdict); err != nil {
		return fmt.Errorf("check database: %w", Explain(err))
	}
	if verdict != "ok" {
		return fmt.Errorf("check database: %w: %s", ErrDamaged, verdict)
	}
	return nil
}

// Backup writes a consistent copy to path while others read and write. The
// copy is encrypted with opt.Key when that is given; it may not yet exist.
func Backup(ctx context.Context, db *sql.DB, path string, opt Options) error {
	if _, err := os.Stat(path); err == nil {
		return fmt.Errorf("backup database to %s: %w", path, os.ErrExist)
	}
	opt.ReadOnly = false
	uri, err := location(path, opt)
	if err != nil {
		return fmt.Errorf("backup database to %s: %w", path, err)
	}
	if err := touch(path, false); err != nil {
		return fmt.Errorf("backup database: %w", Explain(err))
	}
	if len(opt.Key) > 0 {
		uri += "&hexkey=" + hex.EncodeToString(opt.Key)
	}
	conn, err := db.Conn(ctx)
	if err != nil {
		return fmt.Errorf("backup database to %s: %w", path, Explain(err))
	}
	defer conn.Close()
	err = conn.Raw(func(c any) error { return c.(driver.Conn).Raw().Backup("main", uri) })
	if err != nil {
		os.Remove(path)
		return fmt.Errorf("backup database to %s: %w", path, Explain(err))
	}
	return nil
}
