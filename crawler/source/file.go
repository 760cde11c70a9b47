package source

import (
	"bytes"
	"errors"
	"fmt"
	"strings"

	"github.com/goccy/go-yaml"
	"github.com/goccy/go-yaml/parser"
)

// File is the file of sources.
type File struct {
	Sources []Source `yaml:"sources"`
}

// Error is a mistake in the file of sources.
type Error struct {
	// Line is from 1; 0 when the place is not known.
	Line int
	// Source and Field say which entry and which field of it, when known.
	Source, Field string
	Problem       string
}

func (e *Error) Error() string {
	var b strings.Builder
	if e.Line > 0 {
		fmt.Fprintf(&b, "regel %d: ", e.Line)
	}
	if e.Source != "" {
		fmt.Fprintf(&b, "bron %s: ", e.Source)
	}
	if e.Field != "" {
		fmt.Fprintf(&b, "%s: ", e.Field)
	}
	return b.String() + e.Problem
}

// Parse reads a file of sources. Unknown fields, wrong types, double names and
// impossible combinations are refused with an *Error that names line and field.
func Parse(data []byte) (File, error) {
	var f File
	if len(bytes.TrimSpace(data)) == 0 {
		return f, nil
	}
	if err := decode(data, &f); err != nil {
		return File{}, err
	}
	seen := map[string]bool{}
	for i := range f.Sources {
		s := &f.Sources[i]
		bad := s.check()
		if bad == nil && seen[s.Name] {
			bad = &fault{"name", fmt.Sprintf("%q staat er twee keer", s.Name)}
		}
		seen[s.Name] = true
		if bad != nil {
			return File{}, &Error{Line: lineOf(data, i, bad.field), Source: s.Name, Field: bad.field, Problem: bad.problem}
		}
	}
	return f, nil
}

// decode also takes in the panics by which the YAML reader answers some broken
// files (a tag without a value, found by fuzzing).
func decode(data []byte, f *File) (err error) {
	defer func() {
		if recover() != nil {
			err = &Error{Problem: "cannot be read as YAML"}
		}
	}()
	if err := yaml.UnmarshalWithOptions(data, f, yaml.Strict()); err != nil {
		return decodeError(err)
	}
	return nil
}

func decodeError(err error) error {
	e := &Error{Problem: err.Error()}
	var at yaml.Error
	if errors.As(err, &at) {
		e.Problem = at.GetMessage()
		if t := at.GetToken(); t != nil && t.Position != nil {
			e.Line = t.Position.Line
			if strings.HasPrefix(e.Problem, "unknown field") {
				e.Field, e.Problem = t.Value, "dit veld bestaat niet"
			}
		}
	}
	return e
}

// lineOf is the line of a field of an entry, or of the entry when it has no
// such field; 0 when the file does not tell.
func lineOf(data []byte, i int, field string) (line int) {
	defer func() { _ = recover() }() // the reader's panics cost the line, not the message
	doc, err := parser.ParseBytes(data, 0)
	if err != nil {
		return 0
	}
	for _, where := range []string{fmt.Sprintf("$.sources[%d].%s", i, field), fmt.Sprintf("$.sources[%d].name", i), fmt.Sprintf("$.sources[%d]", i)} {
		path, err := yaml.PathString(where)
		if err != nil {
			continue
		}
		if node, err := path.FilterFile(doc); err == nil && node != nil && node.GetToken() != nil {
			return node.GetToken().Position.Line
		}
	}
	return 0
}

// Add writes a source behind the others of a file and leaves the rest of the
// file, its comments too, as it is. The result is checked.
func Add(data []byte, s Source) ([]byte, error) {
	if bad := s.check(); bad != nil {
		return nil, &Error{Source: s.Name, Field: bad.field, Problem: bad.problem}
	}
	before, err := Parse(data)
	if err != nil {
		return nil, err
	}
	entry, err := yaml.Marshal(s)
	if err != nil {
		return nil, fmt.Errorf("source: writing %s: %w", s.Name, err)
	}
	out := insert(string(data), string(entry), len(before.Sources) > 0)
	after, err := Parse([]byte(out))
	if err != nil {
		return nil, fmt.Errorf("source: adding %s: %w", s.Name, err)
	}
	if len(after.Sources) != len(before.Sources)+1 || after.Sources[len(before.Sources)].Name != s.Name {
		return nil, fmt.Errorf("source: adding %s: the list of sources in this file cannot be extended; add it by hand", s.Name)
	}
	return []byte(out), nil
}

// insert puts an entry at the end of the list: before the next key at the
// margin, after the last line that belongs to the list.
func insert(data, entry string, some bool) string {
	lines := strings.Split(strings.TrimRight(data, "\n"), "\n")
	if strings.TrimSpace(data) == "" {
		lines = nil
	}
	start := -1
	for i, l := range lines {
		if strings.HasPrefix(l, "sources:") {
			start = i
			break
		}
	}
	indent := "  "
	var end int
	switch {
	case start < 0:
		lines = append(lines, "sources:")
		end = len(lines)
	case !some:
		lines[start] = "sources:"
		end = start + 1
	default:
		last := start
		for i := start + 1; i < len(lines); i++ {
			l := lines[i]
			if dash := strings.TrimLeft(l, " "); strings.HasPrefix(dash, "- ") && last == start {
				indent = l[:len(l)-len(dash)]
			}
			if l != "" && l[0] != ' ' && l[0] != '#' && l[0] != '-' {
				break
			}
			if strings.TrimSpace(l) != "" && l[0] != '#' {
				last = i
			}
		}
		end = last + 1
	}
	var b strings.Builder
	for i, l := range strings.Split(strings.TrimRight(entry, "\n"), "\n") {
		if i == 0 {
			b.WriteString(indent + "- " + l)
		} else {
			b.WriteString("\n" + indent + "  " + l)
		}
	}
	all := append(append(append([]string{}, lines[:end]...), b.String()), lines[end:]...)
	return strings.Join(all, "\n") + "\n"
}
