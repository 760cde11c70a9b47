package static

import (
	"bytes"
	"crypto/sha256"
	"embed"
	"encoding/hex"
	"fmt"
	"io/fs"
	"maps"
	"mime"
	"net/http"
	"path"
	"slices"
	"strings"
	"time"
)

//go:embed asset
var assets embed.FS

// Prefix is the path below which the files are served.
const Prefix = "/static/"

// sheet is the one stylesheet that pages load: the files of asset/css, base
// first, joined.
const sheet = "site.css"

// Files holds the embedded files under names that carry a hash of their
// content, so that browsers may keep them for a year.
type Files struct {
	byHashed map[string][]byte
	hashed   map[string]string
}

// New reads the embedded files.
func New() (*Files, error) {
	f := &Files{byHashed: map[string][]byte{}, hashed: map[string]string{}}
	styles := map[string][]byte{}
	err := fs.WalkDir(assets, "asset", func(p string, d fs.DirEntry, err error) error {
		if err != nil || d.IsDir() {
			return err
		}
		body, err := assets.ReadFile(p)
		if err != nil {
			return err
		}
		if path.Ext(p) == ".css" {
			styles[path.Base(p)] = body
			return nil
		}
		f.add(strings.TrimPrefix(p, "asset/"), body)
		return nil
	})
	if err != nil {
		return nil, fmt.Errorf("static files: %w", err)
	}
	joined := styles["base.css"]
	delete(styles, "base.css")
	for _, name := range slices.Sorted(maps.Keys(styles)) {
		joined = append(joined, styles[name]...)
	}
	f.add(sheet, joined)
	return f, nil
}

// add keeps a file under its name and under the name with its hash.
func (f *Files) add(name string, body []byte) {
	sum := sha256.Sum256(body)
	ext := path.Ext(name)
	hashed := strings.TrimSuffix(name, ext) + "." + hex.EncodeToString(sum[:6]) + ext
	f.hashed[name], f.byHashed[hashed] = hashed, body
}

// URL returns the address of a file by its plain name ("base.css"); it fails
// on a name that is not embedded, so that a template cannot ask for nothing.
func (f *Files) URL(name string) (string, error) {
	h, ok := f.hashed[name]
	if !ok {
		return "", fmt.Errorf("no static file %q", name)
	}
	return Prefix + h, nil
}

// ServeHTTP serves a file by its hashed name, for a year.
func (f *Files) ServeHTTP(w http.ResponseWriter, r *http.Request) {
	name := strings.TrimPrefix(r.URL.Path, Prefix)
	body, ok := f.byHashed[name]
	if !ok {
		http.NotFound(w, r)
		return
	}
	w.Header().Set("Content-Type", mime.TypeByExtension(path.Ext(name)))
	w.Header().Set("Cache-Control", "public, max-age=31536000, immutable")
	http.ServeContent(w, r, name, time.Time{}, bytes.NewReader(body))
}
