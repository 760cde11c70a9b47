package feed

import (
	_ "embed"
	"fmt"
	"strings"
	"sync"

	"passend/crawler/extract/record"

	"github.com/goccy/go-yaml"
)

//go:embed dialects.yaml
var dialectData []byte

// dialects reads the table once; it is never changed after.
var dialects = sync.OnceValues(func() ([]record.Mapping, error) {
	var all []record.Mapping
	if err := yaml.UnmarshalWithOptions(dialectData, &all, yaml.Strict()); err != nil {
		return nil, fmt.Errorf("feed: dialects.yaml: %w", err)
	}
	for _, m := range all {
		if err := m.Validate(); err != nil {
			return nil, fmt.Errorf("feed: dialects.yaml: %w", err)
		}
	}
	return all, nil
})

// Dialect returns the mapping with this name.
func Dialect(name string) (*record.Mapping, error) {
	all, err := dialects()
	if err != nil {
		return nil, err
	}
	for i := range all {
		if all[i].Name == name {
			return &all[i], nil
		}
	}
	return nil, fmt.Errorf("feed: no dialect %q", name)
}

// general is the dialect that guesses.
const general = "algemeen"

// recognise chooses the dialect that explains most of an item: elements it
// names count for it, elements it does not know count against it.
func recognise(item *record.Node) (*record.Mapping, error) {
	all, err := dialects()
	if err != nil {
		return nil, err
	}
	var best *record.Mapping
	most := 4 // fewer named elements than this are chance
	for i := range all {
		m := &all[i]
		if m.Name == general || !holdsName(m.Items, item.Name) || firstOf(m, item, "title") == "" || firstOf(m, item, "text") == "" {
			continue
		}
		if n := score(m, item); n > most {
			best, most = m, n
		}
	}
	if best == nil {
		return Dialect(general)
	}
	return best, nil
}

func holdsName(names []string, name string) bool {
	for _, n := range names {
		if strings.EqualFold(n, name) {
			return true
		}
	}
	return false
}

func firstOf(m *record.Mapping, item *record.Node, name string) string {
	for _, p := range m.Fields[name] {
		if s := item.Get(p); s != "" {
			return s
		}
	}
	return ""
}

func score(m *record.Mapping, item *record.Node) int {
	known := map[string]bool{}
	n := 0
	for _, paths := range m.Fields {
		for _, p := range paths {
			top, _, _ := strings.Cut(p, "/")
			known[strings.ToLower(top)] = true
			if item.First(p) != nil {
				n += 2
				break
			}
		}
	}
	for _, k := range item.Kids {
		if !known[strings.ToLower(k.Name)] {
			n--
		}
	}
	return n
}
