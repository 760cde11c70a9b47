package profile

import (
	"bytes"
	_ "embed"
	"encoding/json"
	"errors"
	"fmt"
	"strings"
	"sync"

	"github.com/santhosh-tekuri/jsonschema/v6"

	"passend/index/demand"
)

//go:embed schema.json
var schemaFile []byte

// schemaURL is the schema's own name; nothing is ever fetched from it.
const schemaURL = "https://passend.example/schema/worker.json"

// workerSchema is the schema of a worker file, as a document and compiled.
type workerSchema struct {
	document map[string]any
	text     []byte
	compiled *jsonschema.Schema
}

// theSchema is made once and never changes. The keys of the FML come from the
// table of demands, so that the schema cannot lag behind it.
var theSchema = sync.OnceValues(func() (*workerSchema, error) {
	var s workerSchema
	if err := json.Unmarshal(schemaFile, &s.document); err != nil {
		return nil, fmt.Errorf("worker schema: %w", err)
	}
	var keys []any
	for k := demand.None + 1; int(k) < demand.Count; k++ {
		if k != demand.PhysicalGeneral {
			keys = append(keys, k.String())
		}
	}
	s.definition("key")["enum"] = keys
	var err error
	if s.text, err = json.MarshalIndent(s.document, "", "  "); err != nil {
		return nil, fmt.Errorf("worker schema: %w", err)
	}
	doc, err := jsonschema.UnmarshalJSON(bytes.NewReader(s.text))
	c := jsonschema.NewCompiler()
	if err == nil {
		err = c.AddResource(schemaURL, doc)
	}
	if err == nil {
		s.compiled, err = c.Compile(schemaURL)
	}
	if err != nil {
		return nil, fmt.Errorf("worker schema: %w", err)
	}
	return &s, nil
})

// Schema returns the JSON Schema (2020-12) of a worker file.
func Schema() ([]byte, error) {
	s, err := theSchema()
	if err != nil {
		return nil, err
	}
	return append(bytes.Clone(s.text), '\n'), nil
}

func (s *workerSchema) definition(name string) map[string]any {
	defs, _ := s.document["$defs"].(map[string]any)
	d, _ := defs[name].(map[string]any)
	return d
}

// resolve follows a $ref into the definitions.
func (s *workerSchema) resolve(part map[string]any) map[string]any {
	if ref, ok := part["$ref"].(string); ok {
		return s.definition(strings.TrimPrefix(ref, "#/$defs/"))
	}
	return part
}

// errNoSchema cannot happen with the embedded file; a test compiles it.
var errNoSchema = errors.New("worker schema does not compile")
