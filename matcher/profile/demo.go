package profile

import (
	"embed"
	"fmt"
	"io/fs"
	"path"
)

//go:embed demo/*.yaml
var demoFiles embed.FS

// Demo returns the three fictional workers of the demonstration, by file name.
func Demo() ([]Worker, error) {
	names, err := fs.Glob(demoFiles, "demo/*.yaml")
	if err != nil {
		return nil, fmt.Errorf("demo workers: %w", err)
	}
	var all []Worker
	for _, n := range names {
		f, err := demoFiles.Open(n)
		if err != nil {
			return nil, fmt.Errorf("demo workers: %w", err)
		}
		w, err := Load(f)
		f.Close()
		if err != nil {
			return nil, fmt.Errorf("demo worker %s: %w", path.Base(n), err)
		}
		all = append(all, w)
	}
	return all, nil
}
