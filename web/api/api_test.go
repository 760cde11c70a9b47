package api

import (
	"encoding/json"
	"errors"
	"strings"
	"testing"

	"github.com/gin-gonic/gin"

	"passend/matcher/dossier"
	"passend/web/account"
	"passend/web/desk"
)

// TestCut: parts of a list hold every item once and say how many there are.
func TestCut(t *testing.T) {
	all := []int{1, 2, 3, 4, 5, 6, 7}
	for limit := 1; limit <= 8; limit++ {
		var got []int
		p := Paging{Limit: limit}
		for {
			x, err := cut(all, p)
			if err != nil || *x.Total != len(all) || len(x.Items) > limit {
				t.Fatalf("limit %d: %+v, %v", limit, x, err)
			}
			got = append(got, x.Items...)
			if p.Cursor = x.Next; p.Cursor == "" {
				break
			}
		}
		if len(got) != len(all) || got[0] != 1 || got[6] != 7 {
			t.Errorf("limit %d gives %v", limit, got)
		}
	}
	if x, err := cut(all, Paging{Limit: 3, Cursor: cursorAt(99)}); err != nil || len(x.Items) != 0 || x.Next != "" {
		t.Errorf("beyond the end: %+v, %v", x, err)
	}
}

func FuzzOffset(f *testing.F) {
	for _, s := range []string{"", "n5", "bjU", cursorAt(5), "bi01", "\xff"} {
		f.Add(s)
	}
	f.Fuzz(func(t *testing.T, cursor string) {
		n, err := Paging{Cursor: cursor}.offset()
		var invalid *dossier.InvalidError
		if err != nil && !errors.As(err, &invalid) {
			t.Errorf("%q: %v", cursor, err)
		}
		if err == nil && n < 0 {
			t.Errorf("%q gives %d", cursor, n)
		}
	})
}

// TestDocumentation: every operation has a sentence, a scope that exists, an id
// of its own and words for its inputs.
func TestDocumentation(t *testing.T) {
	gin.SetMode(gin.TestMode)
	people, err := dossier.Open(t.Context(), t.TempDir(), dossier.Options{MasterKey: dossier.MasterKey{1}})
	if err != nil {
		t.Fatal(err)
	}
	defer people.Close()
	doc := Register(gin.New(), &API{Desk: &desk.Desk{People: people}, Accounts: account.New(people, account.Config{})})
	if !strings.HasPrefix(doc.OpenAPI, "3.1") {
		t.Errorf("OpenAPI %s", doc.OpenAPI)
	}
	scopes := map[string]bool{}
	for _, s := range dossier.Scopes {
		scopes[string(s)] = true
	}
	page := Documentation(doc)
	if len(page.Operations) < 20 {
		t.Fatalf("%d operations", len(page.Operations))
	}
	shapes := map[string]bool{"": true}
	for _, s := range page.Schemas {
		shapes[s.Name] = true
	}
	for _, op := range page.Operations {
		if op.Status != "200" && op.Status != "201" || op.Answer == "" || !shapes[op.AnswerSchema] || !json.Valid([]byte(op.Example)) || len(op.Example) < 3 {
			t.Errorf("%s %s answers %s %s (%s): %s", op.Method, op.Path, op.Status, op.Answer, op.AnswerSchema, op.Example)
		}
		if op.Takes != "" && !json.Valid([]byte(op.Takes)) {
			t.Errorf("%s %s takes %s", op.Method, op.Path, op.Takes)
		}
		if op.Summary == "" || !scopes[op.Scope] || !strings.HasPrefix(op.Path, Prefix) {
			t.Errorf("%+v", op)
		}
		for _, p := range op.Parameters {
			if p.Type == "" || p.In != "body" && p.Text == "" {
				t.Errorf("%s %s: %s has no words or type", op.Method, op.Path, p.Name)
			}
			if !shapes[p.Schema] {
				t.Errorf("%s %s: no shape %s", op.Method, op.Path, p.Schema)
			}
		}
	}
}
