package dossier

import (
	"context"
	"crypto/rand"
	"database/sql"
	"embed"
	"errors"
	"fmt"
	"io/fs"
	"path/filepath"
	"sync"
	"time"

	"github.com/google/uuid"

	"passend/index/sqlite"
)

//go:embed migrations/*.sql
var migrations embed.FS

//go:embed keymigrations/*.sql
var keyMigrations embed.FS

// Files of the store inside the data folder. Keys stand in a file of their own
// with its own short-lived backup: erasing a key there erases the dossier from
// every backup of the other.
const (
	PeopleFile = "people.db"
	KeyFile    = "keys.db"
)

// Store is the record of persons in one data folder. It is safe for concurrent
// use; every write is on disk before it returns (synchronous=FULL).
type Store struct {
	dir      string
	db, keys *sql.DB
	root     MasterKey
	clock    func() time.Time
	// writing lets writers wait on each other: waiting for the database, each
	// would hold a connection that readers need.
	writing sync.Mutex
}

// Options of Open.
type Options struct {
	MasterKey MasterKey
	// Clock tells the time; nil means the machine's clock.
	Clock func() time.Time
}

// Open opens or creates the store in dir. It fails with ErrWrongKey when the
// files were made with another master key.
func Open(ctx context.Context, dir string, o Options) (*Store, error) {
	if err := finishReseal(dir); err != nil {
		return nil, fmt.Errorf("dossier: %w", err)
	}
	root, err := loadRoot(dir, o.MasterKey)
	if err != nil {
		return nil, fmt.Errorf("dossier: %w", err)
	}
	s := &Store{dir: dir, root: root, clock: o.Clock}
	if s.clock == nil {
		s.clock = time.Now
	}
	if s.db, err = s.openFile(ctx, filepath.Join(dir, PeopleFile), migrations, "migrations"); err != nil {
		return nil, err
	}
	if s.keys, err = s.openFile(ctx, filepath.Join(dir, KeyFile), keyMigrations, "keymigrations"); err != nil {
		return nil, errors.Join(err, s.db.Close())
	}
	return s, nil
}

func (s *Store) openFile(ctx context.Context, path string, files embed.FS, dir string) (*sql.DB, error) {
	db, err := sqlite.Open(ctx, path, sqlite.Options{Key: s.root.derive("file/" + filepath.Base(path)), Synchronous: sqlite.Full})
	if err != nil {
		return nil, fmt.Errorf("dossier: %w", err)
	}
	sub, err := fs.Sub(files, dir)
	if err == nil {
		err = sqlite.Migrate(ctx, db, sub)
	}
	if err != nil {
		return nil, errors.Join(fmt.Errorf("dossier: %w", err), db.Close())
	}
	return db, nil
}

// Close closes the files.
func (s *Store) Close() error { return errors.Join(s.db.Close(), s.keys.Close()) }

func (s *Store) now() time.Time { return s.clock().UTC() }

// write runs f in one transaction and commits it.
func (s *Store) write(ctx context.Context, f func(tx *sql.Tx) error) error {
	s.writing.Lock()
	defer s.writing.Unlock()
	tx, err := s.db.BeginTx(ctx, nil)
	if err != nil {
		return fmt.Errorf("dossier: %w", err)
	}
	defer tx.Rollback() //nolint:errcheck // after Commit it does nothing
	if err := f(tx); err != nil {
		return err
	}
	if err := tx.Commit(); err != nil {
		return fmt.Errorf("dossier: %w", err)
	}
	return nil
}

// note writes one audit line by itself.
func (s *Store) note(ctx context.Context, a Actor, action, workerID string) error {
	return s.write(ctx, func(tx *sql.Tx) error { return s.audit(ctx, tx, a, action, workerID, "") })
}

// dataKey returns the key of one dossier. It fails with ErrErased when the key
// was destroyed.
func (s *Store) dataKey(ctx context.Context, workerID string) ([]byte, error) {
	var wrapped []byte
	err := s.keys.QueryRowContext(ctx, `SELECT wrapped FROM data_key WHERE worker_id = ?`, workerID).Scan(&wrapped)
	if errors.Is(err, sql.ErrNoRows) {
		return nil, ErrErased
	}
	if err != nil {
		return nil, fmt.Errorf("data key: %w", err)
	}
	return open(s.root.derive("wrap"), wrapped, workerID)
}

// wrapKey makes a random key for a dossier, and wraps it.
func (s *Store) wrapKey(workerID string) (key, wrapped []byte, err error) {
	key = make([]byte, KeySize)
	_, _ = rand.Read(key) // crypto/rand.Read never fails since Go 1.24
	if wrapped, err = seal(s.root.derive("wrap"), key, workerID); err != nil {
		return nil, nil, fmt.Errorf("data key: %w", err)
	}
	return key, wrapped, nil
}

// newDataKey makes the key of a new dossier.
func (s *Store) newDataKey(ctx context.Context, workerID string) ([]byte, error) {
	key, wrapped, err := s.wrapKey(workerID)
	if err != nil {
		return nil, err
	}
	_, err = s.keys.ExecContext(ctx, `INSERT INTO data_key (worker_id, wrapped, at) VALUES (?,?,?)`,
		workerID, wrapped, s.now().UnixMilli())
	if err != nil {
		return nil, fmt.Errorf("data key: %w", err)
	}
	return key, nil
}

// newID is a random identifier that tells nothing (UUIDv4: the time of
// registration would be in a v7).
func newID() string { return uuid.NewString() }
