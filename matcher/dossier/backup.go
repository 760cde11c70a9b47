package dossier

import (
	"cmp"
	"context"
	"database/sql"
	"encoding/base64"
	"errors"
	"fmt"
	"io"
	"os"
	"path/filepath"
	"slices"

	"filippo.io/age"

	"passend/index/sqlite"
)

// Names in a folder of backups. There are many copies of the persons and one of
// the keys, that every backup and every erasure writes anew: a key that is
// erased is in no backup, and no older copy of its dossier can be read.
const (
	backupPrefix = "people-"
	backupSuffix = ".age"
	keyBackup    = "keys.age"
	copyPattern  = ".copy-*" // a folder for a copy on its way
	// backupStamp sorts by time.
	backupStamp = "20060102T150405.000Z"
)

// ageWork is the cost of the passphrase of a backup as a power of two. The
// passphrase is a random key and not a person's, so stretching adds nothing.
const ageWork = 10

// Backup writes a consistent copy of all persons into dir while the service
// runs, encrypted (age) under the root key, and keeps the newest keep copies (0
// keeps all). It returns the path of the copy.
func (s *Store) Backup(ctx context.Context, by Actor, dir string, keep int) (path string, err error) {
	if !manages(by) {
		return "", ErrDenied
	}
	if dir, err = filepath.Abs(dir); err == nil {
		err = os.MkdirAll(dir, 0o700)
	}
	if err != nil {
		return "", fmt.Errorf("backup: %w", err)
	}
	// The line in the audit comes first: it is then in the copy too.
	err = s.write(ctx, func(tx *sql.Tx) error {
		_, err := tx.ExecContext(ctx, `INSERT INTO backup_place (dir, last_at) VALUES (?,?)
			ON CONFLICT (dir) DO UPDATE SET last_at = excluded.last_at`, dir, s.now().UnixMilli())
		if err != nil {
			return fmt.Errorf("backup: %w", err)
		}
		return s.audit(ctx, tx, by, "backup", "", "")
	})
	if err != nil {
		return "", err
	}
	path = filepath.Join(dir, backupPrefix+s.now().Format(backupStamp)+backupSuffix)
	// Persons before keys: every dossier in the copy then has its key.
	if err := s.encryptCopy(ctx, s.db, PeopleFile, path); err != nil {
		return "", fmt.Errorf("backup: %w", err)
	}
	if err := s.backupKeys(ctx, dir); err != nil {
		return "", fmt.Errorf("backup: %w", err)
	}
	return path, prune(dir, keep)
}

// backupKeys puts the copy of the keys in dir in the place of the one there. It
// also removes what a backup left that was stopped half-way: a copy of keys that
// were erased since may be in it.
func (s *Store) backupKeys(ctx context.Context, dir string) error {
	left, err := filepath.Glob(filepath.Join(dir, copyPattern))
	if err != nil {
		return err
	}
	for _, old := range left {
		if err := os.RemoveAll(old); err != nil {
			return err
		}
	}
	root, err := os.ReadFile(filepath.Join(s.dir, RootFile))
	if err == nil {
		err = replaceFile(filepath.Join(dir, RootFile), root)
	}
	if err != nil {
		return err
	}
	return s.encryptCopy(ctx, s.keys, KeyFile, filepath.Join(dir, keyBackup))
}

// renewBackups writes the copy of the keys anew in every folder that holds
// backups, and returns by folder what went wrong ("" is well).
func (s *Store) renewBackups(ctx context.Context) (map[string]string, error) {
	dirs, err := s.backupPlaces(ctx)
	if err != nil {
		return nil, err
	}
	state := map[string]string{}
	for _, dir := range dirs {
		state[dir] = ""
		if err := s.backupKeys(ctx, dir); err != nil {
			state[dir] = err.Error()
		}
	}
	return state, nil
}

// BackupPlaces lists the folders that hold backups, for who makes them.
func (s *Store) BackupPlaces(ctx context.Context, by Actor) ([]string, error) {
	if !manages(by) {
		return nil, ErrDenied
	}
	return s.backupPlaces(ctx)
}

func (s *Store) backupPlaces(ctx context.Context) ([]string, error) {
	rows, err := s.db.QueryContext(ctx, `SELECT dir FROM backup_place ORDER BY dir`)
	if err != nil {
		return nil, fmt.Errorf("backups: %w", err)
	}
	defer rows.Close()
	var dirs []string
	for rows.Next() {
		var dir string
		if err := rows.Scan(&dir); err != nil {
			return nil, fmt.Errorf("backups: %w", err)
		}
		dirs = append(dirs, dir)
	}
	return dirs, rows.Err()
}

// encryptCopy writes a consistent copy of db to path, encrypted. The copy on
// the way is under the key of its file, so that no plain page touches the disk.
func (s *Store) encryptCopy(ctx context.Context, db *sql.DB, name, path string) error {
	tmp, err := os.MkdirTemp(filepath.Dir(path), copyPattern)
	if err != nil {
		return err
	}
	defer os.RemoveAll(tmp)
	copied := filepath.Join(tmp, name)
	if err := sqlite.Backup(ctx, db, copied, sqlite.Options{Key: s.root.derive("file/" + name)}); err != nil {
		return err
	}
	from, err := os.Open(copied)
	if err != nil {
		return err
	}
	defer from.Close()
	sealed := filepath.Join(tmp, "sealed")
	if err := encryptTo(sealed, from, s.root); err != nil {
		return err
	}
	if err := os.Rename(sealed, path); err != nil {
		return err
	}
	return syncDir(filepath.Dir(path))
}

func passphrase(root MasterKey) string {
	return base64.RawStdEncoding.EncodeToString(root.derive("backup"))
}

func encryptTo(path string, from io.Reader, root MasterKey) error {
	recipient, err := age.NewScryptRecipient(passphrase(root))
	if err != nil {
		return err
	}
	recipient.SetWorkFactor(ageWork)
	f, err := os.OpenFile(path, os.O_WRONLY|os.O_CREATE|os.O_EXCL, 0o600)
	if err != nil {
		return err
	}
	w, err := age.Encrypt(f, recipient)
	if err == nil {
		_, err = io.Copy(w, from)
		err = errors.Join(err, w.Close())
	}
	return errors.Join(err, f.Sync(), f.Close())
}

func decryptTo(path, from string, root MasterKey) error {
	identity, err := age.NewScryptIdentity(passphrase(root))
	if err != nil {
		return err
	}
	in, err := os.Open(from)
	if err != nil {
		return err
	}
	defer in.Close()
	r, err := age.Decrypt(in, identity)
	if err != nil {
		return fmt.Errorf("%s: %w: %w", filepath.Base(from), ErrWrongKey, err)
	}
	f, err := os.OpenFile(path, os.O_WRONLY|os.O_CREATE|os.O_EXCL, 0o600)
	if err != nil {
		return err
	}
	_, err = io.Copy(f, r)
	return errors.Join(err, f.Sync(), f.Close())
}

// Backups lists the copies of persons in a folder, newest first.
func Backups(dir string) ([]string, error) {
	all, err := filepath.Glob(filepath.Join(dir, backupPrefix+"*"+backupSuffix))
	slices.SortFunc(all, func(a, b string) int { return cmp.Compare(b, a) })
	return all, err
}

func prune(dir string, keep int) error {
	all, err := Backups(dir)
	if err != nil || keep < 1 {
		return err
	}
	for _, old := range all[min(keep, len(all)):] {
		if err := os.Remove(old); err != nil {
			return fmt.Errorf("backup: %w", err)
		}
	}
	return nil
}

// Restore puts a copy of persons, with the keys that stand beside it, into dir,
// which must not hold persons yet; it checks everything, finishes erasures that
// were done after the copy was made, and returns what it found. Sessions end.
func Restore(ctx context.Context, copied, dir string, o Options) (Checked, error) {
	if _, err := os.Stat(filepath.Join(dir, PeopleFile)); err == nil {
		return Checked{}, fmt.Errorf("restore: %s: %w", filepath.Join(dir, PeopleFile), os.ErrExist)
	}
	if err := os.MkdirAll(dir, 0o700); err != nil {
		return Checked{}, fmt.Errorf("restore: %w", err)
	}
	text, err := os.ReadFile(filepath.Join(filepath.Dir(copied), RootFile))
	if err != nil {
		return Checked{}, fmt.Errorf("restore: %w", err)
	}
	root, err := openRoot(string(text), o.MasterKey)
	if err != nil {
		return Checked{}, fmt.Errorf("restore: %w", err)
	}
	// Persons last: a stop on the way leaves a folder that can be restored into.
	if err := errors.Join(os.RemoveAll(filepath.Join(dir, KeyFile)), replaceFile(filepath.Join(dir, RootFile), text)); err != nil {
		return Checked{}, fmt.Errorf("restore: %w", err)
	}
	for _, f := range []struct{ to, from string }{
		{KeyFile, filepath.Join(filepath.Dir(copied), keyBackup)},
		{PeopleFile, copied},
	} {
		part := filepath.Join(dir, f.to+".part")
		if err := errors.Join(os.RemoveAll(part), decryptTo(part, f.from, root)); err != nil {
			return Checked{}, fmt.Errorf("restore: %w", err)
		}
		if err := os.Rename(part, filepath.Join(dir, f.to)); err != nil {
			return Checked{}, fmt.Errorf("restore: %w", err)
		}
	}
	s, err := Open(ctx, dir, o)
	if err != nil {
		return Checked{}, err
	}
	c, err := s.afterRestore(ctx)
	return c, errors.Join(err, s.Close())
}

// VerifyBackup restores a copy into a folder of its own, checks it, and removes
// it again.
func VerifyBackup(ctx context.Context, copied string, o Options) (c Checked, err error) {
	dir, err := os.MkdirTemp("", "passend-verify-*")
	if err != nil {
		return c, fmt.Errorf("verify: %w", err)
	}
	defer func() { err = errors.Join(err, os.RemoveAll(dir)) }()
	return Restore(ctx, copied, dir, o)
}

func (s *Store) afterRestore(ctx context.Context) (Checked, error) {
	c, err := s.Check(ctx)
	if err != nil {
		return c, err
	}
	by := System("teruggezet uit een reservekopie")
	return c, s.write(ctx, func(tx *sql.Tx) error {
		for _, table := range []string{"session", "login", "invitation"} {
			if _, err := tx.ExecContext(ctx, `DELETE FROM `+table); err != nil {
				return fmt.Errorf("restore: %w", err)
			}
		}
		for _, id := range c.Closed {
			p := Proof{WorkerID: id, At: s.now(), By: by.UserID, Reason: by.Reason, Rows: map[string]int{}}
			if err := s.removeRows(ctx, tx, by, &p); err != nil {
				return err
			}
		}
		return s.audit(ctx, tx, by, "restore", "", "")
	})
}
