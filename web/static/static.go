package static

import (
	"bytes"
	"compress/gzip"
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
	"strconv"
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
	byHashed map[string]file
	hashed   map[string]string
}

// file is a body as it is and, where that is smaller, compressed with gzip: once,
// as small as it gets.
type file struct{ plain, zipped []byte }

// New reads the embedded files.
func New() (*Files, error) {
	f := &Files{byHashed: map[string]file{}, hashed: map[string]string{}}
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
		return f.add(strings.TrimPrefix(p, "asset/"), body)
	})
	if err != nil {
		return nil, fmt.Errorf("static files: %w", err)
	}
	joined := styles["base.css"]
	delete(styles, "base.css")
	for _, name := range slices.Sorted(maps.Keys(styles)) {
		joined = append(joined, styles[name]...)
	}
	if err := f.add(sheet, joined); err != nil {
		return nil, fmt.Errorf("static files: %w", err)
	}
	return f, nil
}

// add keeps a file under its name and under the name with its hash.
func (f *Files) add(name string, body []byte) error {
	sum := sha256.Sum256(body)
	ext := path.Ext(name)
	hashed := strings.TrimSuffix(name, ext) + "." + hex.EncodeToString(sum[:6]) + ext
	var small bytes.Buffer
	z, err := gzip.NewWriterLevel(&small, gzip.BestCompression)
	if err == nil {
		_, err = z.Write(body)
	}
	if err == nil {
		err = z.Close()
	}
	if err != nil {
		return err
	}
	f.hashed[name], f.byHashed[hashed] = hashed, file{plain: body}
	if small.Len() < len(body) {
		f.byHashed[hashed] = file{body, small.Bytes()}
	}
	return nil
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
	found, ok := f.byHashed[name]
	if !ok {
		http.NotFound(w, r)
		return
	}
	body := found.plain
	w.Header().Set("Content-Type", mime.TypeByExtension(path.Ext(name)))
	w.Header().Set("Cache-Control", "public, max-age=31536000, immutable")
	if found.zipped != nil && r.Header.Get("Range") == "" && ReadsGzip(r.Header.Get("Accept-Encoding")) {
		body = found.zipped
		w.Header().Set("Content-Encoding", "gzip")
	}
	http.ServeContent(w, r, name, time.Time{}, bytes.NewReader(body))
}

// ReadsGzip reports whether a browser that sends this Accept-Encoding reads
// gzip. A refusal by weight (q=0) is respected, other weights do not matter.
func ReadsGzip(header string) bool {
	for part := range strings.SplitSeq(header, ",") {
		name, weight, _ := strings.Cut(strings.TrimSpace(part), ";")
		if strings.EqualFold(strings.TrimSpace(name), "gzip") {
			number, _ := strings.CutPrefix(strings.TrimSpace(weight), "q=")
			q, err := strconv.ParseFloat(number, 64)
			return err != nil || q > 0
		}
	}
	return false
}
