package profile

import (
	"bytes"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"slices"
	"strconv"
	"strings"

	"github.com/santhosh-tekuri/jsonschema/v6"
	"github.com/santhosh-tekuri/jsonschema/v6/kind"
	"gopkg.in/yaml.v3"
)

// maxFile is the largest worker file in bytes; a real one is a few kilobytes.
const maxFile = 4 << 20

// FieldError is one thing that is wrong in a worker file, for the user: where it
// stands and what is allowed there.
type FieldError struct {
	Line  int    // from 1
	Field string // "search.travel[0].means"
	Text  string // in Dutch
}

// Error writes line, field and what is wrong.
func (e *FieldError) Error() string {
	if e.Field == "" {
		return fmt.Sprintf("regel %d: %s", e.Line, e.Text)
	}
	return fmt.Sprintf("regel %d, veld %s: %s", e.Line, e.Field, e.Text)
}

// Load reads a worker file in YAML or JSON. Spelling variants of fixed values
// are taken where they can mean one thing only ("OV", "mbo-4", "ten hoogste").
// Its errors are *FieldError, joined when there are several; they name line,
// field and allowed values.
func Load(r io.Reader) (Worker, error) {
	var w Worker
	text, err := io.ReadAll(io.LimitReader(r, maxFile+1))
	if err != nil {
		return w, fmt.Errorf("worker file: %w", err)
	}
	if len(text) > maxFile {
		return w, &FieldError{Line: 1, Text: "het bestand is te groot; een werknemersbestand is enkele kilobytes"}
	}
	schema, err := theSchema()
	if err != nil {
		return w, errors.Join(errNoSchema, err)
	}
	var root yaml.Node
	if err := yaml.Unmarshal(text, &root); err != nil {
		return w, syntaxError(err)
	}
	if len(root.Content) == 0 {
		return w, &FieldError{Line: 1, Text: "het bestand is leeg"}
	}
	in := &instance{schema: schema}
	value := in.value(root.Content[0], schema.document, 0)
	if in.err != nil {
		return w, in.err
	}
	var invalid *jsonschema.ValidationError
	if err := schema.compiled.Validate(value); errors.As(err, &invalid) {
		return w, explain(root.Content[0], invalid)
	} else if err != nil {
		return w, fmt.Errorf("worker file: %w", err)
	}
	clean, err := json.Marshal(value)
	if err != nil {
		return w, fmt.Errorf("worker file: %w", err)
	}
	dec := json.NewDecoder(bytes.NewReader(clean))
	if err := dec.Decode(&w); err != nil {
		return w, fmt.Errorf("worker file: %w", err)
	}
	return w, nil
}

// syntaxError takes the line out of the parser's message.
func syntaxError(err error) error {
	text := strings.TrimPrefix(err.Error(), "yaml: ")
	line := 1
	if rest, ok := strings.CutPrefix(text, "line "); ok {
		if number, after, ok := strings.Cut(rest, ":"); ok {
			if n, err := strconv.Atoi(number); err == nil {
				line, text = n, strings.TrimSpace(after)
			}
		}
	}
	return &FieldError{Line: line, Text: "dit is geen geldige YAML of JSON (" + text + ")"}
}

// instance turns YAML nodes into the values that the schema speaks of.
type instance struct {
	schema *workerSchema
	nodes  int
	err    error
}

// Limits against files that are made to explode.
const (
	maxDepth = 24
	maxNodes = 200_000
)

func (in *instance) value(n *yaml.Node, part map[string]any, depth int) any {
	in.nodes++
	if in.err == nil && (depth > maxDepth || in.nodes > maxNodes) {
		in.err = &FieldError{Line: n.Line, Text: "het bestand is te diep of te groot"}
	}
	if in.err != nil {
		return nil
	}
	part = in.schema.resolve(part)
	switch n.Kind {
	case yaml.AliasNode:
		return in.value(n.Alias, part, depth+1)
	case yaml.MappingNode:
		properties, _ := part["properties"].(map[string]any)
		out := make(map[string]any, len(n.Content)/2)
		for i := 0; i+1 < len(n.Content); i += 2 {
			name := n.Content[i].Value
			sub, known := properties[name].(map[string]any)
			// An empty field is as good as absent, if there is such a field.
			if v := in.value(n.Content[i+1], sub, depth+1); v != nil || !known {
				out[name] = v
			}
		}
		return out
	case yaml.SequenceNode:
		items, _ := part["items"].(map[string]any)
		out := make([]any, 0, len(n.Content))
		for _, c := range n.Content {
			if v := in.value(c, items, depth+1); v != nil {
				out = append(out, v)
			}
		}
		return out
	}
	return scalar(n, part)
}

// scalar reads one value as the schema wants it: 3512 is a text where a text is
// asked, and a date stays as it is written.
func scalar(n *yaml.Node, part map[string]any) any {
	if n.Tag == "!!null" {
		return nil
	}
	if enum, ok := part["enum"].([]any); ok {
		return spelled(n.Value, enum)
	}
	// "ja" and "no" are as plain as true and false.
	if part["type"] == "boolean" && n.Tag == "!!str" {
		switch variants[fold(n.Value)] {
		case "yes":
			return true
		case "no":
			return false
		}
		if f := fold(n.Value); f == "yes" || f == "no" {
			return f == "yes"
		}
	}
	if part["type"] == "string" || n.Tag == "!!str" && n.Style != 0 {
		return n.Value
	}
	switch n.Tag {
	case "!!bool":
		return n.Value == "true" || n.Value == "True" || n.Value == "TRUE"
	case "!!int", "!!float":
		return json.Number(n.Value)
	}
	// "7,5" is how a number is written in Dutch.
	if t := part["type"]; t == "number" || t == "integer" {
		if v := strings.Replace(n.Value, ",", ".", 1); isNumber(v) {
			return json.Number(v)
		}
	}
	return n.Value
}

func isNumber(s string) bool {
	_, err := strconv.ParseFloat(s, 64)
	return err == nil
}

// variants are other spellings of fixed values, in the form that fold gives.
var variants = map[string]string{
	"auto": "car", "ov": "public_transport", "openbaarvervoer": "public_transport", "publictransport": "public_transport", "bike": "bicycle", "fiets": "bicycle",
	"ebike": "e_bike", "elektrischefiets": "e_bike", "bromfiets": "moped", "scooter": "moped", "lopen": "walking", "tevoet": "walking", "walk": "walking",
	"ja": "yes", "true": "yes", "nee": "no", "false": "no",
	"tenhoogste": "at_most", "max": "at_most", "gemiddeldongeveer": "about", "ongeveer": "about",
	"bedrijfsarts": "company_doctor", "verzekeringsarts": "insurance_physician", "arts": "delegated_physician", "artstaakdelegatie": "delegated_physician",
	"concept": "draft", "actief": "active", "vervangen": "superseded",
	"ad": "labour_expert", "arbeidsdeskundige": "labour_expert", "werknemer": "worker",
	"links": "left", "rechts": "right", "beide": "both", "tweezijdig": "both",
	"fml": "FML_A", "vrij": "FREE", "geen": "none", "hybride": "hybrid", "volledig": "full", "thuis": "full",
	"universiteit": "wo", "master": "wo", "bachelor": "hbo", "lbo": "vmbo", "mavo": "vmbo", "praktijkonderwijs": "praktijk", "basisonderwijs": "praktijk",
	"native": "moedertaal", "good": "goed",
}

// fold makes spellings comparable: lower case, without spaces and signs.
func fold(s string) string {
	return strings.Map(func(r rune) rune {
		if strings.ContainsRune(" -_./", r) {
			return -1
		}
		return r
	}, strings.ToLower(strings.TrimSpace(s)))
}

// spelled returns the allowed value that s is a spelling of, or s itself.
func spelled(s string, allowed []any) string {
	f := fold(s)
	if v, ok := variants[f]; ok && slices.Contains(allowed, any(v)) {
		return v
	}
	for _, a := range allowed {
		if text, ok := a.(string); ok && fold(text) == f {
			return text
		}
	}
	return s
}

// explain turns the findings of the schema into field errors, by line.
func explain(root *yaml.Node, v *jsonschema.ValidationError) error {
	var all []*FieldError
	var walk func(*jsonschema.ValidationError)
	walk = func(v *jsonschema.ValidationError) {
		if len(v.Causes) > 0 {
			for _, c := range v.Causes {
				walk(c)
			}
			return
		}
		node, name := find(root, v.InstanceLocation)
		for _, e := range sentences(v.ErrorKind, node) {
			e.Line = max(e.Line, node.Line)
			e.Field = strings.TrimPrefix(name+e.Field, ".")
			all = append(all, &e)
		}
	}
	walk(v)
	slices.SortStableFunc(all, func(a, b *FieldError) int { return a.Line - b.Line })
	errs := make([]error, len(all))
	for i, e := range all {
		errs[i] = e
	}
	return errors.Join(errs...)
}

// find follows a location to its node and writes it as "a.b[0].c".
func find(n *yaml.Node, at []string) (*yaml.Node, string) {
	var name strings.Builder
	for _, step := range at {
		for n.Kind == yaml.AliasNode {
			n = n.Alias
		}
		if i, err := strconv.Atoi(step); err == nil && n.Kind == yaml.SequenceNode {
			fmt.Fprintf(&name, "[%d]", i)
			if i < len(n.Content) {
				n = n.Content[i]
			}
			continue
		}
		name.WriteString("." + step)
		if v := child(n, step); v != nil {
			n = v
		}
	}
	return n, name.String()
}

func child(n *yaml.Node, name string) *yaml.Node {
	for i := 0; i+1 < len(n.Content); i += 2 {
		if n.Content[i].Value == name {
			return n.Content[i+1]
		}
	}
	return nil
}

// sentences says in Dutch what is wrong and what is allowed.
func sentences(k jsonschema.ErrorKind, n *yaml.Node) []FieldError {
	switch k := k.(type) {
	case *kind.Enum:
		return []FieldError{{Text: fmt.Sprintf("%q is geen geldige waarde; kies uit: %s", n.Value, list(k.Want))}}
	case *kind.AdditionalProperties:
		var all []FieldError
		for _, p := range k.Properties {
			line := n.Line
			for i := 0; i+1 < len(n.Content); i += 2 {
				if n.Content[i].Value == p {
					line = n.Content[i].Line
				}
			}
			all = append(all, FieldError{Line: line, Field: "." + p, Text: "dit veld bestaat niet; zie 'passend schema worker'"})
		}
		return all
	case *kind.Required:
		return []FieldError{{Text: "dit ontbreekt: " + strings.Join(k.Missing, ", ")}}
	case *kind.Type:
		return []FieldError{{Text: fmt.Sprintf("hier hoort %s te staan", typeNames(k.Want))}}
	case *kind.Minimum:
		want, _ := k.Want.Float64()
		return []FieldError{{Text: fmt.Sprintf("%s is te klein; het minste is %g", n.Value, want)}}
	case *kind.Maximum:
		want, _ := k.Want.Float64()
		return []FieldError{{Text: fmt.Sprintf("%s is te groot; het meeste is %g", n.Value, want)}}
	case *kind.Pattern:
		return []FieldError{{Text: fmt.Sprintf("%q heeft niet de goede vorm; verwacht wordt %s", n.Value, forms[k.Want])}}
	case *kind.MinLength:
		return []FieldError{{Text: "dit mag niet leeg zijn"}}
	}
	return []FieldError{{Text: "deze waarde is niet toegestaan"}}
}

// forms explains the patterns of the schema; a test keeps it complete.
var forms = map[string]string{
	"^[0-9]{4}-(0[1-9]|1[0-2])-(0[1-9]|[12][0-9]|3[01])$": "een datum als 2026-11-25",
	"^[A-U]$":         "een letter A tot en met U (SBI-sectie)",
	"^[0-9]{1,4}$":    "een ISCO-08-code van 1 tot 4 cijfers",
	"^[1-9][0-9]{3}$": "vier cijfers",
	"^[a-z]{2}$":      "een taalcode van twee kleine letters, zoals nl",
}

func list(values []any) string {
	texts := make([]string, len(values))
	for i, v := range values {
		texts[i] = fmt.Sprint(v)
	}
	return strings.Join(texts, ", ")
}

func typeNames(types []string) string {
	names := map[string]string{"string": "een tekst", "integer": "een heel getal", "number": "een getal", "boolean": "true of false", "array": "een lijst", "object": "een blok met velden"}
	out := make([]string, len(types))
	for i, t := range types {
		out[i] = names[t]
	}
	return strings.Join(out, " of ")
}
