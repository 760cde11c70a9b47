// Package corpustest finds the reference and judged data that tests measure on
// but that is not part of the project. Tests that need it skip when it is
// absent. It is a helper of tests only; no product code may import it.
package corpustest

import (
	"os"
	"path/filepath"
	"testing"
)

// Path returns the path of a file or folder of the data, given as elements
// below its root ("gold", "readings-dev.jsonl"). The root is $PASSEND_SHARED,
// or the folder "shared" beside the module. The test skips when it is absent.
func Path(t testing.TB, elem ...string) string {
	t.Helper()
	root := os.Getenv("PASSEND_SHARED")
	if root == "" {
		dir, err := os.Getwd()
		if err != nil {
			t.Fatal(err)
		}
		for {
			if _, err := os.Stat(filepath.Join(dir, "go.mod")); err == nil {
				root = filepath.Join(filepath.Dir(dir), "shared")
				break
			}
			parent := filepath.Dir(dir)
			if parent == dir {
				break
			}
			dir = parent
		}
	}
	path := filepath.Join(append([]string{root}, elem...)...)
	if _, err := os.Stat(path); err != nil {
		t.Skipf("data absent: %s", filepath.Join(elem...))
	}
	return path
}
