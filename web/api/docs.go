package api

import (
	"cmp"
	"encoding/json"
	"maps"
	"net/http"
	"slices"
	"strings"

	"github.com/danielgtaylor/huma/v2"

	"passend/web/view"
)

// problems are the statuses of what can go wrong, of every operation.
var problems = []int{
	http.StatusUnauthorized, http.StatusForbidden, http.StatusNotFound, http.StatusUnprocessableEntity,
	http.StatusTooManyRequests, http.StatusInternalServerError, http.StatusServiceUnavailable,
}

// Documentation lists the operations of the document for people, with what they
// take and answer.
func Documentation(doc *huma.OpenAPI) view.DocsPage {
	d := documenter{doc}
	page := view.DocsPage{Errors: problems, Problem: indented(huma.ErrorModel{
		Title: http.StatusText(http.StatusNotFound), Status: http.StatusNotFound, Detail: "Deze pagina is er niet, of u mag haar niet zien.",
	})}
	for path, item := range doc.Paths {
		for method, op := range map[string]*huma.Operation{"GET": item.Get, "POST": item.Post, "PUT": item.Put, "DELETE": item.Delete} {
			if op != nil {
				page.Operations = append(page.Operations, d.operation(method, path, op))
			}
		}
	}
	slices.SortFunc(page.Operations, func(a, b view.Operation) int {
		return cmp.Or(cmp.Compare(a.Path, b.Path), cmp.Compare(a.Method, b.Method))
	})
	shapes := doc.Components.Schemas.Map()
	for _, name := range slices.Sorted(maps.Keys(shapes)) {
		if fields := d.fields(shapes[name], ""); len(fields) > 0 && !strings.HasPrefix(name, "Error") {
			page.Schemas = append(page.Schemas, view.Schema{Name: name, Fields: fields})
		}
	}
	return page
}

// documenter reads one document.
type documenter struct{ doc *huma.OpenAPI }

func (d documenter) operation(method, path string, op *huma.Operation) view.Operation {
	scope, _ := op.Extensions[scopeKey].(string)
	out := view.Operation{Method: method, Path: Prefix + path, Summary: op.Summary, Scope: scope}
	for _, p := range op.Parameters {
		kind, shape := d.kind(p.Schema)
		out.Parameters = append(out.Parameters, view.Parameter{Name: p.Name, In: p.In, Type: kind, Schema: shape, Text: p.Description, Required: p.Required})
	}
	if op.RequestBody != nil {
		if s := jsonOf(op.RequestBody.Content); s != nil {
			out.Parameters = append(out.Parameters, d.fields(s, "body")...)
			out.Takes = indented(d.example(s, 0))
		}
	}
	for _, status := range slices.Sorted(maps.Keys(op.Responses)) {
		if s := jsonOf(op.Responses[status].Content); s != nil && strings.HasPrefix(status, "2") {
			out.Status, out.Example = status, indented(d.example(s, 0))
			out.Answer, out.AnswerSchema = d.kind(s)
		}
	}
	return out
}

// jsonOf is the shape of a JSON body, nil when there is none.
func jsonOf(content map[string]*huma.MediaType) *huma.Schema {
	for kind, m := range content {
		if strings.Contains(kind, "json") {
			return m.Schema
		}
	}
	return nil
}

// fields are the fields of an object, in the order of their names.
func (d documenter) fields(s *huma.Schema, in string) []view.Parameter {
	s = d.resolve(s)
	var out []view.Parameter
	for name, p := range s.Properties {
		kind, shape := d.kind(p)
		out = append(out, view.Parameter{Name: name, In: in, Type: kind, Schema: shape, Text: p.Description, Required: slices.Contains(s.Required, name)})
	}
	slices.SortFunc(out, func(a, b view.Parameter) int { return cmp.Compare(a.Name, b.Name) })
	return out
}

func (d documenter) resolve(s *huma.Schema) *huma.Schema {
	if s.Ref != "" {
		if found := d.doc.Components.Schemas.SchemaFromRef(s.Ref); found != nil {
			return found
		}
	}
	return s
}

// kind names the type of a value ("integer", "date", "open | closed", "list of
// Card") and the shape that it speaks of, "" when it is none of its own.
func (d documenter) kind(s *huma.Schema) (kind, shape string) {
	if s == nil {
		return "", ""
	}
	if s.Ref != "" {
		shape = s.Ref[strings.LastIndexByte(s.Ref, '/')+1:]
		return shape, shape
	}
	switch {
	case len(s.Enum) > 0:
		words := make([]string, len(s.Enum))
		for i, e := range s.Enum {
			words[i], _ = e.(string)
		}
		return strings.Join(words, " | "), ""
	case s.Type == "array" && s.Items != nil:
		kind, shape = d.kind(s.Items)
		return kind + "[]", shape
	case s.Format != "" && s.Type == "string":
		return s.Format, ""
	}
	return s.Type, ""
}

// exampleDepth is how deep an example goes: what lies deeper has its own shape.
const exampleDepth = 4

// example makes a value of the shape.
func (d documenter) example(s *huma.Schema, depth int) any {
	s = d.resolve(s)
	switch {
	case len(s.Examples) > 0:
		return s.Examples[0]
	case len(s.Enum) > 0:
		return s.Enum[0]
	}
	switch s.Type {
	case "object":
		out := map[string]any{}
		if depth < exampleDepth {
			for name, p := range s.Properties {
				out[name] = d.example(p, depth+1)
			}
		}
		return out
	case "array":
		if s.Items == nil || depth >= exampleDepth {
			return []any{}
		}
		return []any{d.example(s.Items, depth+1)}
	case "integer":
		return 1
	case "number":
		return 0.5
	case "boolean":
		return true
	}
	switch s.Format {
	case "date":
		return "2026-11-25"
	case "date-time":
		return "2026-11-25T09:00:00Z"
	case "uri":
		return "https://voorbeeld.example/vacature"
	}
	return "tekst"
}

func indented(x any) string {
	b, err := json.MarshalIndent(x, "", "  ")
	if err != nil {
		return ""
	}
	return string(b)
}
