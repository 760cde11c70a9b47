//go:build unix

package main

import (
	"os"
	"testing"
)

func TestOwnFolder(t *testing.T) {
	dir := t.TempDir()
	if err := os.Chmod(dir, 0o755); err != nil { //nolint:gosec // wide on purpose
		t.Fatal(err)
	}
	if err := ownFolder(dir); err != nil {
		t.Fatal(err)
	}
	if st, err := os.Stat(dir); err != nil || st.Mode().Perm() != 0o700 {
		t.Errorf("the folder is %v, %v", st.Mode(), err)
	}
	if err := ownFolder(dir + "x"); err == nil {
		t.Error("no folder is no error")
	}
}
