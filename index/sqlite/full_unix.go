//go:build unix

package sqlite

import (
	"errors"
	"syscall"
)

func isFull(err error) bool {
	return errors.Is(err, syscall.ENOSPC) || errors.Is(err, syscall.EDQUOT)
}

// fullBelow is how many free bytes count as none: less than SQLite needs to
// grow its write-ahead log by one commit.
const fullBelow = 1 << 20

// DiskFull reports whether the disk that holds the folder has no room left.
func DiskFull(dir string) bool {
	var st syscall.Statfs_t
	//nolint:unconvert // the type of Bavail differs by system
	return syscall.Statfs(dir, &st) == nil && uint64(st.Bavail)*uint64(st.Bsize) < fullBelow
}
