package dossier

import (
	_ "embed"
	"encoding/json"
	"fmt"
	"html/template"
	"io"
	"maps"
	"slices"
	"strconv"
	"strings"
	"time"

	"passend/index/demand"
)

//go:embed readable.html
var readableText string

//go:embed labels.txt
var labelText string

// part is a heading of the readable export with a tree below it.
type part struct {
	Title string
	Nodes []node
}

// node is a field: a value, or more fields below it.
type node struct {
	Name, Value string
	Below       []node
}

// WriteHTML writes the export as one page that a person can read and print,
// with Dutch names for all fields.
func (e Export) WriteHTML(w io.Writer) error {
	page, err := template.New("export").Parse(readableText)
	if err != nil {
		return fmt.Errorf("export: %w", err)
	}
	t := translator{labels: labels()}
	maps.Copy(t.labels, e.Users)
	parts := []part{
		{"Persoonsprofiel", t.list(e.Persons)}, {"Zoekprofiel", t.list(e.Searches)}, {"Belastbaarheid", t.list(e.Capacities)},
		{"Mijlpalen", t.milestones(e.Milestones)},
	}
	for _, kind := range slices.Sorted(maps.Keys(e.Records)) {
		parts = append(parts, part{t.name(kindLabel + string(kind)), t.list(e.Records[kind])})
	}
	parts = append(parts, part{"Wie heeft het dossier gebruikt", t.list(e.Access)})
	if t.err != nil {
		return fmt.Errorf("export: %w", t.err)
	}
	parts = slices.DeleteFunc(parts, func(p part) bool { return len(p.Nodes) == 0 })
	err = page.Execute(w, struct {
		Label, At string
		Parts     []part
	}{e.Label, t.when(e.At), parts})
	if err != nil {
		return fmt.Errorf("export: %w", err)
	}
	return nil
}

// kindLabel begins the label of a kind of record: "note" is a field as well.
const kindLabel = "kind."

// labels are the Dutch names of fields, values, kinds and items of an FML.
func labels() map[string]string {
	m := map[string]string{}
	for _, it := range demand.Items() {
		m[it.Key.String()] = it.Label
	}
	for line := range strings.Lines(labelText) {
		if key, name, ok := strings.Cut(strings.TrimSpace(line), "\t"); ok {
			m[key] = name
		}
	}
	return m
}

// translator turns what JSON says into nodes; the first error stays.
type translator struct {
	labels map[string]string
	err    error
}

// left out: hashes say nothing to a reader, and the reading of a vacancy is
// bytes and offsets; both stand in the JSON.
var unreadable = map[string]bool{"hash": true, "reading": true, "seq": true, "fingerprint": true, "kind": true, "worker_id": true}

func (t *translator) list(v any) []node {
	text, err := json.Marshal(v)
	if err != nil {
		t.err = err
		return nil
	}
	dec := json.NewDecoder(strings.NewReader(string(text)))
	dec.UseNumber()
	var tree any
	if err := dec.Decode(&tree); err != nil {
		t.err = err
		return nil
	}
	return t.nodes(tree)
}

// milestones are a line each: what, when, who and by which rule.
func (t *translator) milestones(all []Milestone) []node {
	var out []node
	for _, m := range all {
		text := m.Date.Format(dutchDay)
		for _, more := range []string{m.Who, m.Basis, m.Reason} {
			if more != "" {
				text += "; " + more
			}
		}
		out = append(out, node{Name: m.Name, Value: text})
	}
	return out
}

// dutchDay is how a day is written in Dutch.
const dutchDay = "02-01-2006"

func (t *translator) nodes(v any) []node {
	var out []node
	switch v := v.(type) {
	case map[string]any:
		// What somebody wrote comes before when and by whom.
		out = t.nodes(v["body"])
		delete(v, "body")
		for _, k := range slices.Sorted(maps.Keys(v)) {
			if n := t.node(t.name(k), v[k]); !unreadable[k] && (n.Value != "" || len(n.Below) > 0) {
				out = append(out, n)
			}
		}
	case []any:
		for i, x := range v {
			if n := t.node(strconv.Itoa(i+1), x); n.Value != "" || len(n.Below) > 0 {
				out = append(out, n)
			}
		}
	}
	return out
}

func (t *translator) node(name string, v any) node {
	switch v := v.(type) {
	case string:
		if at, err := time.Parse(time.RFC3339Nano, v); err == nil {
			return node{Name: name, Value: t.when(at)}
		}
		if day, err := time.Parse(time.DateOnly, v); err == nil {
			return node{Name: name, Value: day.Format(dutchDay)}
		}
		return node{Name: name, Value: t.name(v)}
	case json.Number:
		return node{Name: name, Value: strings.Replace(v.String(), ".", ",", 1)}
	case bool:
		if v {
			return node{Name: name, Value: "ja"}
		}
		return node{Name: name, Value: "nee"}
	case nil:
		return node{Name: name}
	}
	below := t.nodes(v)
	if words, ok := t.plain(v, below); ok {
		return node{Name: name, Value: words}
	}
	return node{Name: name, Below: below}
}

// plain writes a list of single values in one line.
func (t *translator) plain(v any, below []node) (string, bool) {
	if _, ok := v.([]any); !ok {
		return "", false
	}
	var words []string
	for _, n := range below {
		if len(n.Below) > 0 {
			return "", false
		}
		words = append(words, n.Value)
	}
	return strings.Join(words, "; "), true
}

// name is the Dutch name, or the word itself.
func (t *translator) name(key string) string {
	if n, ok := t.labels[key]; ok {
		return n
	}
	return key
}

func (t *translator) when(at time.Time) string {
	if zone, err := time.LoadLocation("Europe/Amsterdam"); err == nil {
		at = at.In(zone)
	}
	if at.IsZero() {
		return ""
	}
	return at.Format(dutchDay + " 15:04")
}
