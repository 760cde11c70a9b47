package dossier

import (
	"context"
	"database/sql"
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"

	"passend/index/sqlite"
)

// A store under new keys is made beside the old one and put in its place once it
// is whole: sealNext is the folder that it is made in, sealReady the file that
// says it is whole.
const (
	sealNext  = "rotate.next"
	sealReady = "rotate.ready"
)

// sealed are the files that change places, the root key last: until it does,
// opening goes on with the change.
var sealed = []string{KeyFile, PeopleFile, RootFile}

// Reseal encrypts everything in dir anew: another root key, so that both files
// get other keys, and another key for every dossier. The master key stays (see
// Rotate). The store must not be open. A stop at any moment leaves the old store
// or the new one, never a mixture. progress is told how many dossiers are done;
// an error from it stops the work. Copies that were made before no longer open.
func Reseal(ctx context.Context, dir string, o Options, by Actor, progress func(done, total int) error) error {
	if !manages(by) {
		return ErrDenied
	}
	old, err := Open(ctx, dir, o)
	if err != nil {
		return err
	}
	err = old.resealTo(ctx, filepath.Join(dir, sealNext), o, by, progress)
	if err = errors.Join(err, old.Close()); err != nil {
		return fmt.Errorf("reseal: %w", err)
	}
	if err := replaceFile(filepath.Join(dir, sealReady), []byte("\n")); err != nil {
		return fmt.Errorf("reseal: %w", err)
	}
	return finishReseal(dir)
}

// resealTo writes the store under new keys to next and checks it whole.
func (s *Store) resealTo(ctx context.Context, next string, o Options, by Actor, progress func(done, total int) error) error {
	if err := errors.Join(os.RemoveAll(next), os.MkdirAll(next, 0o700)); err != nil {
		return err
	}
	root := NewMasterKey()
	line, err := sealedRoot(o.MasterKey, root)
	if err != nil {
		return err
	}
	for _, f := range []struct {
		name string
		db   *sql.DB
	}{{PeopleFile, s.db}, {KeyFile, s.keys}} {
		if err := sqlite.Backup(ctx, f.db, filepath.Join(next, f.name), sqlite.Options{Key: root.derive("file/" + f.name)}); err != nil {
			return err
		}
	}
	if err := replaceFile(filepath.Join(next, RootFile), []byte(line+"\n")); err != nil {
		return err
	}
	to, err := Open(ctx, next, o)
	if err != nil {
		return err
	}
	err = to.reseal(ctx, s, by, progress)
	if err == nil {
		_, err = to.Check(ctx)
	}
	return errors.Join(err, to.Close(), syncDir(next))
}

// reseal gives every dossier in the copy a new key, and seals what stood under
// the old root.
func (s *Store) reseal(ctx context.Context, old *Store, by Actor, progress func(done, total int) error) error {
	keys, err := old.allKeys(ctx)
	if err != nil {
		return err
	}
	wrapped, err := s.keys.BeginTx(ctx, nil)
	if err != nil {
		return err
	}
	defer wrapped.Rollback() //nolint:errcheck // after Commit it does nothing
	err = s.write(ctx, func(tx *sql.Tx) error {
		done := 0
		for id, key := range keys {
			next, sealed, err := s.wrapKey(id)
			if err != nil {
				return err
			}
			if _, err := wrapped.ExecContext(ctx, `UPDATE data_key SET wrapped = ? WHERE worker_id = ?`, sealed, id); err != nil {
				return err
			}
			if err := resealRows(ctx, tx, id, key, next); err != nil {
				return err
			}
			if done++; progress != nil {
				if err := progress(done, len(keys)); err != nil {
					return err
				}
			}
		}
		return s.resealRoot(ctx, tx, old, by)
	})
	if err != nil {
		return err
	}
	return wrapped.Commit()
}

// resealRoot seals anew what stood under keys of the old root.
func (s *Store) resealRoot(ctx context.Context, tx *sql.Tx, old *Store, by Actor) error {
	for _, x := range []struct{ purpose, query, update string }{
		{"totp", `SELECT rowid, user_id, secret, NULL FROM second_factor`, `UPDATE second_factor SET secret = ?1 WHERE rowid = ?3`},
		{"draft", `SELECT rowid, 'draft/'||id, body, NULL FROM draft WHERE worker_id = ''`, `UPDATE draft SET body = ?1 WHERE rowid = ?3`},
	} {
		if err := resealTable(ctx, tx, x.query, x.update, old.root.derive(x.purpose), s.root.derive(x.purpose)); err != nil {
			return err
		}
	}
	return s.audit(ctx, tx, by, "key.reseal", "", "")
}

// resealRows seals every row of one dossier with its next key, in its own
// context.
func resealRows(ctx context.Context, tx *sql.Tx, id string, key, next []byte) error {
	for _, t := range []struct{ table, where string }{
		{"profile", `worker_id||'/'||kind||'/'||version`}, {"capacity", `worker_id||'/capacity/'||version`},
		{"record", `worker_id||'/'||kind||'/'||id`},
	} {
		err := resealTable(ctx, tx, `SELECT rowid, `+t.where+`, body, confirmed FROM `+t.table+` WHERE worker_id = ?`,
			`UPDATE `+t.table+` SET body = ?1, confirmed = ?2 WHERE rowid = ?3`, key, next, id)
		if err != nil {
			return err
		}
	}
	return resealTable(ctx, tx, `SELECT rowid, 'draft/'||id, body, NULL FROM draft WHERE worker_id = ?`,
		`UPDATE draft SET body = ?1 WHERE rowid = ?3`, key, next, id)
}

// resealTable opens what the query gives (row, context, body, reason) and writes
// it back under the next key; the update takes body (1), reason (2) and row (3).
func resealTable(ctx context.Context, tx *sql.Tx, query, update string, key, next []byte, args ...any) error {
	type row struct {
		id        int64
		body, why []byte
	}
	rows, err := tx.QueryContext(ctx, query, args...)
	if err != nil {
		return err
	}
	defer rows.Close()
	var all []row
	for rows.Next() {
		var r row
		var where string
		if err := rows.Scan(&r.id, &where, &r.body, &r.why); err != nil {
			return err
		}
		text, err := open(key, r.body, where)
		if err != nil {
			return fmt.Errorf("%s: %w", where, err)
		}
		reason, err := openReason(key, r.why, where)
		if err != nil {
			return err
		}
		if r.body, err = seal(next, text, where); err != nil {
			return err
		}
		if r.why, err = sealReason(next, reason, where); err != nil {
			return err
		}
		all = append(all, r)
	}
	if err := errors.Join(rows.Err(), rows.Close()); err != nil {
		return err
	}
	for _, r := range all {
		if _, err := tx.ExecContext(ctx, update, r.body, r.why, r.id); err != nil {
			return err
		}
	}
	return nil
}

// finishReseal puts a store that is whole in the place of the old one, or throws
// away one that is not. It may be stopped and done again at any moment.
func finishReseal(dir string) error {
	next := filepath.Join(dir, sealNext)
	if _, err := os.Stat(filepath.Join(dir, sealReady)); errors.Is(err, fs.ErrNotExist) {
		return os.RemoveAll(next)
	} else if err != nil {
		return err
	}
	for _, name := range sealed {
		from, to := filepath.Join(next, name), filepath.Join(dir, name)
		if _, err := os.Stat(from); errors.Is(err, fs.ErrNotExist) {
			continue // it changed places before
		}
		// The log of the old file must not be taken for one of the new.
		if err := errors.Join(os.RemoveAll(to+"-wal"), os.RemoveAll(to+"-shm"), os.Rename(from, to)); err != nil {
			return fmt.Errorf("reseal: %w", err)
		}
	}
	if err := syncDir(dir); err != nil {
		return err
	}
	return errors.Join(os.Remove(filepath.Join(dir, sealReady)), os.RemoveAll(next), syncDir(dir))
}
