package locale

import (
	"go/ast"
	"go/parser"
	"go/token"
	"os"
	"path/filepath"
	"regexp"
	"strconv"
	"strings"
	"testing"
	"unicode"
)

// spoken are the files whose sentences people read, and which literals in them:
// all that are sentences, or those in a refusal alone.
var spoken = []struct {
	glob string
	all  bool
}{
	{"matcher/explain.go", true}, {"matcher/reasons.go", true}, {"matcher/topics.go", true}, {"matcher/whatif.go", true}, {"matcher/profile/advice.go", true},
	{"matcher/dossier/*.go", false}, {"web/desk/*.go", false}, {"web/page/*.go", false}, {"cmd/passend/*.go", false},
}

// TestEverySentenceIsTranslated holds the list against the code.
func TestEverySentenceIsTranslated(t *testing.T) {
	all, err := Load()
	if err != nil {
		t.Fatal(err)
	}
	root := filepath.Join("..", "..")
	found := map[string]bool{}
	for _, s := range spoken {
		files, err := filepath.Glob(filepath.Join(root, s.glob))
		if err != nil || len(files) == 0 {
			t.Fatalf("%s: %v", s.glob, err)
		}
		for _, f := range files {
			if !strings.HasSuffix(f, "_test.go") {
				sentencesOf(t, f, s.all, found)
			}
		}
	}
	topics, err := os.ReadFile(filepath.Join(root, "matcher", "topics.tsv"))
	if err != nil {
		t.Fatal(err)
	}
	for line := range strings.Lines(string(topics)) {
		if f := strings.Split(strings.TrimSpace(line), "\t"); len(f) == 3 {
			found[f[1]], found[f[2]] = true, true
		}
	}
	if len(found) < 250 {
		t.Fatalf("only %d sentences found in the code", len(found))
	}
	for tag, c := range all {
		if tag == Default {
			continue
		}
		for dutch := range found {
			// Something that is no sentence is filled in.
			if whole := strings.ReplaceAll(dutch, "%s", "Xyz"); c.Sentence(whole) == whole {
				t.Errorf("%s lacks %q", tag, dutch)
			}
		}
	}
}

func TestSentence(t *testing.T) {
	all, err := Load()
	if err != nil {
		t.Fatal(err)
	}
	for dutch, want := range map[string]string{
		"Blijft binnen de grens: tillen of dragen.":                               "Stays within the limit: lifting or carrying.",
		"Minimaal 36 uur per week; mogelijk is 24 uur.":                           "At least 36 hours a week; possible are 24 hours.",
		"Rijbewijs vereist? Vraag na hoe streng dit is.":                          "Driving licence required? Ask how strict this is.",
		"Hoe streng is deze eis: taal vereist?":                                   "How strict is this demand: language required?",
		"Gevraagd en niet bekend: heftruck.":                                      "Asked and not known: heftruck.",
		"Een zin die niemand kent.":                                               "Een zin die niemand kent.",
		"De site heeft een storing. U kunt de tekst van de vacature ook plakken.": "The site has a failure. You can also paste the text of the vacancy.",
	} {
		if got := all["en"].Sentence(dutch); got != want {
			t.Errorf("%q is %q, want %q", dutch, got, want)
		}
		if got := all[Default].Sentence(dutch); got != dutch {
			t.Errorf("Dutch %q became %q", dutch, got)
		}
	}
}

// sentencesOf collects the sentences of a file as patterns.
func sentencesOf(t *testing.T, path string, all bool, found map[string]bool) {
	t.Helper()
	file, err := parser.ParseFile(token.NewFileSet(), path, nil, 0)
	if err != nil {
		t.Fatal(err)
	}
	ast.Inspect(file, func(n ast.Node) bool {
		switch n := n.(type) {
		case *ast.ImportSpec:
			return false
		case *ast.KeyValueExpr:
			if key, ok := n.Key.(*ast.Ident); !all && ok && key.Name == "Text" {
				keepSentence(n.Value, found)
			}
		case *ast.CallExpr:
			if name, ok := n.Fun.(*ast.Ident); !all && ok && (name.Name == "wantText" || name.Name == "wantDate") {
				keepSentence(n.Args[1], found)
			}
			if s, ok := n.Fun.(*ast.SelectorExpr); ok && all && s.Sel.Name == "Errorf" {
				return false
			}
		case *ast.BinaryExpr, *ast.BasicLit:
			if all {
				keepSentence(n.(ast.Expr), found)
				return false
			}
		}
		return true
	})
}

func keepSentence(e ast.Expr, found map[string]bool) {
	s := patternOf(e)
	bare := strings.TrimSpace(strings.ReplaceAll(s, "%s", ""))
	first := []rune(strings.TrimPrefix(s, "%s") + " ")[0]
	if strings.Contains(bare, " ") && (unicode.IsUpper(first) || strings.HasPrefix(s, "%s")) && strings.ContainsAny(bare[len(bare)-1:], ".?") {
		found[s] = true
	}
}

// gaps are the other verbs that fill a sentence in.
var gaps = regexp.MustCompile(`%(?:\.\d)?[dgqvf]`)

// patternOf writes an expression with %s for what is filled in.
func patternOf(e ast.Expr) string {
	switch e := e.(type) {
	case *ast.BasicLit:
		if s, err := strconv.Unquote(e.Value); err == nil && e.Kind == token.STRING {
			return gaps.ReplaceAllString(s, "%s")
		}
	case *ast.BinaryExpr:
		return patternOf(e.X) + patternOf(e.Y)
	case *ast.CallExpr:
		if s, ok := e.Fun.(*ast.SelectorExpr); ok && s.Sel.Name == "Sprintf" {
			return patternOf(e.Args[0])
		}
	}
	return "%s"
}
