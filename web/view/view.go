package view

import (
	"bytes"
	"embed"
	"fmt"
	"html/template"
	"io"
	"io/fs"
	"net/url"
	"path"
	"strings"
	"time"

	"passend/web/locale"
	"passend/web/static"
)

//go:embed template
var files embed.FS

// Views holds every page template, parsed once per language.
type Views struct {
	byLanguage map[string]map[string]*template.Template
}

// Frame is what every page has around its content.
type Frame struct {
	Title    string
	Language string
	Theme    string // "", "light", "dark" or "contrast"
	User     *User  // nil when nobody is signed in
	Nav      []Link
	Path     string
	Demo     bool
	Version  string
	// Reset is when an administrator had the password set anew; zero when there
	// is nothing to tell.
	Reset time.Time
}

// User is the person who is signed in, as shown in the bar.
type User struct {
	Label string
	Role  string
}

// Link is one entry of the navigation.
type Link struct {
	Href, Text string
	Current    bool
}

// Page is what a template gets: the frame and the page's own struct.
type Page struct {
	Frame Frame
	Body  any
}

// New parses all templates for all languages. Every file in template/page is a
// page; files in template/part are shared by all.
func New(catalogues map[string]*locale.Catalogue, assets *static.Files) (*Views, error) {
	v := &Views{byLanguage: map[string]map[string]*template.Template{}}
	pages, err := fs.Glob(files, "template/page/*.html")
	if err != nil {
		return nil, fmt.Errorf("templates: %w", err)
	}
	for tag, c := range catalogues {
		shared, err := template.New("").Funcs(functions(c, assets)).ParseFS(files, "template/part/*.html")
		if err != nil {
			return nil, fmt.Errorf("templates: %w", err)
		}
		v.byLanguage[tag] = map[string]*template.Template{}
		for _, p := range pages {
			t, err := shared.Clone()
			if err == nil {
				_, err = t.ParseFS(files, p)
			}
			if err != nil {
				return nil, fmt.Errorf("template %s: %w", p, err)
			}
			v.byLanguage[tag][strings.TrimSuffix(path.Base(p), ".html")] = t
		}
	}
	return v, nil
}

// functions are what templates may call beside html/template's own.
func functions(c *locale.Catalogue, assets *static.Files) template.FuncMap {
	return template.FuncMap{
		"t":            c.T,
		"said":         c.Sentence,
		"num":          c.Number,
		"decimal":      c.Decimal,
		"date":         c.Date,
		"euro":         c.Euro,
		"hours":        c.Hours,
		"asset":        assets.URL,
		"lang":         func() string { return c.Tag },
		"iso":          func(t time.Time) string { return t.UTC().Format(time.DateOnly) },
		"icon":         icon,
		"stateIcon":    stateIcon,
		"meter":        meter,
		"map":          drawMap,
		"bars":         drawBars,
		"levelBar":     levelBar,
		"timeline":     timeline,
		"verdictBar":   verdictBar,
		"rubricIcon":   rubricIcon,
		"distancePlot": distancePlot,
		"join":         strings.Join,
		"add":          func(a, b int) int { return a + b },
		"dict":         dict,
		"concat":       concat,
		"path":         url.PathEscape,
		"day":          day(c),
		"clock":        clock(),
		"span":         span(c),
	}
}

// dict makes the map that a shared part gets from a page: name, value, ….
func dict(pairs ...any) (map[string]any, error) {
	if len(pairs)%2 != 0 {
		return nil, fmt.Errorf("dict: odd number of arguments")
	}
	m := make(map[string]any, len(pairs)/2)
	for i := 0; i < len(pairs); i += 2 {
		k, ok := pairs[i].(string)
		if !ok {
			return nil, fmt.Errorf("dict: %v is no name", pairs[i])
		}
		m[k] = pairs[i+1]
	}
	return m, nil
}

// Render writes the page in the frame's language. Nothing is written when the
// template fails, so that no half page is ever sent.
func (v *Views) Render(w io.Writer, name string, p Page) error {
	return v.render(w, name, "frame", p.Frame.Language, p)
}

// RenderPart writes one named part of a page, for a partial update.
func (v *Views) RenderPart(w io.Writer, page, part, language string, data any) error {
	return v.render(w, page, part, language, data)
}

func (v *Views) render(w io.Writer, page, part, language string, data any) error {
	pages, ok := v.byLanguage[language]
	if !ok {
		pages = v.byLanguage[locale.Default]
	}
	t, ok := pages[page]
	if !ok {
		return fmt.Errorf("no page template %q", page)
	}
	var buf bytes.Buffer
	if err := t.ExecuteTemplate(&buf, part, data); err != nil {
		return fmt.Errorf("page %s: %w", page, err)
	}
	_, err := buf.WriteTo(w)
	return err
}
