package archive_test

import (
	"path/filepath"
	"testing"

	"passend/index/archive"
	"passend/index/archive/archivetest"
)

func open(t testing.TB) *archive.Archive {
	t.Helper()
	a, err := archive.Open(t.Context(), filepath.Join(t.TempDir(), "archive.db"), archive.Options{})
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { a.Close() })
	return a
}

func TestArchive(t *testing.T) {
	archivetest.Run(t, func(t *testing.T) archivetest.Store { return open(t) })
}
