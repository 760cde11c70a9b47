//go:build unix

package main

import (
	"fmt"
	"os"
	"syscall"
)

// ownFilesOnly keeps every file that the program makes from other users of the
// machine, also those that SQLite makes beside a database (-wal, -shm).
func ownFilesOnly() { syscall.Umask(0o077) }

// ownFolder takes the rights of other users on the folder away.
func ownFolder(dir string) error {
	st, err := os.Stat(dir)
	if err != nil {
		return fmt.Errorf("gegevensmap: %w", err)
	}
	if st.Mode().Perm()&0o077 == 0 {
		return nil
	}
	return os.Chmod(dir, 0o700)
}
