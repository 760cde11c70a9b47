package intake

import (
	"encoding/json"
	"fmt"
	"slices"
	"strconv"
	"strings"

	"passend/matcher/profile"
)

// heads are the fields that make an entry of a list: without a title there is
// no job, without a key no limitation. An entry whose head is not approved goes.
var heads = map[string]bool{"title": true, "name": true, "key": true, "text": true, "language": true, "minutes": true}

// Approved returns the worker with the fields that a person approved, by their
// paths, and nothing else of the draft.
func (d Draft) Approved(paths []string) (profile.Worker, error) {
	var w profile.Worker
	text, err := json.Marshal(d.Worker)
	if err != nil {
		return w, fmt.Errorf("draft: %w", err)
	}
	var tree any
	if err := json.Unmarshal(text, &tree); err != nil {
		return w, fmt.Errorf("draft: %w", err)
	}
	for _, f := range d.Fields {
		if !slices.Contains(paths, f.Path) {
			drop(tree, steps(f.Path))
		}
	}
	if text, err = json.Marshal(compact(tree)); err != nil {
		return w, fmt.Errorf("draft: %w", err)
	}
	if err := json.Unmarshal(text, &w); err != nil {
		return w, fmt.Errorf("draft: %w", err)
	}
	return w, nil
}

// steps cuts "person.work[0].title" into person, work, 0, title.
func steps(path string) []string {
	return strings.FieldsFunc(path, func(r rune) bool { return r == '.' || r == '[' || r == ']' })
}

// drop empties the place that the steps lead to: an entry of a list becomes nil,
// so that the places of the others stay, and is taken out by compact.
func drop(tree any, at []string) {
	switch node := tree.(type) {
	case map[string]any:
		if len(at) == 1 {
			delete(node, at[0])
			return
		}
		drop(node[at[0]], at[1:])
	case []any:
		i, err := strconv.Atoi(at[0])
		if err != nil || i >= len(node) {
			return
		}
		if len(at) == 1 || len(at) == 2 && heads[at[1]] {
			node[i] = nil
			return
		}
		drop(node[i], at[1:])
	}
}

func compact(tree any) any {
	switch node := tree.(type) {
	case map[string]any:
		for k, v := range node {
			v = compact(v)
			if list, ok := v.([]any); ok && len(list) == 0 {
				delete(node, k)
				continue
			}
			node[k] = v
		}
	case []any:
		kept := node[:0]
		for _, v := range node {
			if v != nil {
				kept = append(kept, compact(v))
			}
		}
		return kept
	}
	return tree
}
