//go:build !unix

package sqlite

// isFull has no further sign of a full disk here than SQLite's own code.
func isFull(error) bool { return false }

// DiskFull cannot tell here.
func DiskFull(string) bool { return false }
