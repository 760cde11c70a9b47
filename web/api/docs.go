package api

import (
	"cmp"
	"slices"

	"github.com/danielgtaylor/huma/v2"

	"passend/web/view"
)

// Documentation lists the operations of the document for people.
func Documentation(doc *huma.OpenAPI) view.DocsPage {
	var page view.DocsPage
	for path, item := range doc.Paths {
		for method, op := range map[string]*huma.Operation{"GET": item.Get, "POST": item.Post, "PUT": item.Put, "DELETE": item.Delete} {
			if op == nil {
				continue
			}
			scope, _ := op.Extensions[scopeKey].(string)
			out := view.Operation{Method: method, Path: Prefix + path, Summary: op.Summary, Scope: scope}
			for _, p := range op.Parameters {
				out.Parameters = append(out.Parameters, view.Parameter{Name: p.Name, In: p.In, Type: kind(doc, p.Schema), Text: p.Description, Required: p.Required})
			}
			out.Parameters = append(out.Parameters, fields(doc, op)...)
			page.Operations = append(page.Operations, out)
		}
	}
	slices.SortFunc(page.Operations, func(a, b view.Operation) int {
		return cmp.Or(cmp.Compare(a.Path, b.Path), cmp.Compare(a.Method, b.Method))
	})
	return page
}

// fields are the fields of the body that the operation takes.
func fields(doc *huma.OpenAPI, op *huma.Operation) []view.Parameter {
	if op.RequestBody == nil || op.RequestBody.Content["application/json"] == nil {
		return nil
	}
	s := resolve(doc, op.RequestBody.Content["application/json"].Schema)
	var out []view.Parameter
	for name, p := range s.Properties {
		out = append(out, view.Parameter{Name: name, In: "body", Type: kind(doc, p), Text: p.Description, Required: slices.Contains(s.Required, name)})
	}
	slices.SortFunc(out, func(a, b view.Parameter) int { return cmp.Compare(a.Name, b.Name) })
	return out
}

func resolve(doc *huma.OpenAPI, s *huma.Schema) *huma.Schema {
	if s.Ref != "" {
		if found := doc.Components.Schemas.SchemaFromRef(s.Ref); found != nil {
			return found
		}
	}
	return s
}

// kind names the type of a value: "integer", "date", "open | closed".
func kind(doc *huma.OpenAPI, s *huma.Schema) string {
	if s == nil {
		return ""
	}
	s = resolve(doc, s)
	if len(s.Enum) > 0 {
		text := ""
		for i, e := range s.Enum {
			if i > 0 {
				text += " | "
			}
			word, _ := e.(string)
			text += word
		}
		return text
	}
	if s.Format != "" && s.Type == "string" {
		return s.Format
	}
	return s.Type
}
