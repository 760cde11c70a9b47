package main

import (
	"encoding/json"
	"errors"
	"io"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"testing"
)

// room is one package of the house. A room imports rooms on lower floors only.
type room struct {
	floor  int
	path   string // below the module; "…/*" holds for all packages below it
	reason string // why it stands on this floor
}

var rooms = []room{
	{1, "index/vacancy", "every other room speaks of vacancies, so it speaks of none"},
	{1, "index/demand", "a table of definitions: no vacancy, no person"},
	{1, "index/place", "points and distances only"},
	{1, "index/personal", "where personal data stands in a text; for the index and logs to leave out"},
	{1, "index/sqlite", "opens databases for others and knows no table"},
	{1, "index/dutch", "words, not meanings"},
	{2, "index/taxonomy", "knows words, demands and nothing that changes"},
	{2, "index/duplicate", "pure fingerprints over vacancies"},
	{3, "index/reading", "reads a vacancy with the words and the taxonomy; no person"},
	{3, "matcher/profile", "describes a person with demands, places and the taxonomy; no vacancy text"},
	{4, "index/archive", "keeps vacancies and their readings; no person"},
	{4, "index/column", "packs vacancies and readings; derived, never the only copy"},
	{4, "matcher/intake", "turns outside files into drafts of profiles; saves nothing"},
	{4, "matcher/dossier", "keeps persons; knows no crawler and no index"},
	{4, "crawler/robots", "one job: may this address be fetched"},
	{4, "crawler/sitemap", "one job: addresses from a sitemap"},
	{4, "crawler/fetch", "one job: fetch politely"},
	{4, "crawler/frontier", "one job: what to fetch next, durably"},
	{2, "crawler/extract/field", "single values as sources write them; knows no format"},
	{3, "crawler/extract/record", "structured data of any notation and mappings over it; knows no page"},
	{4, "crawler/extract/*", "one job: vacancies from bytes"},
	{4, "crawler/demosite", "a web site of fictional vacancies; serves, never fetches"},
	{5, "crawler/extract", "chooses among the extractors"},
	{6, "crawler/source", "detects a source with fetch and extract; keeps nothing"},
	{5, "index", "ties archive, reading, columns and Bleve together"},
	{5, "matcher", "pure: reads columns, readings and profiles"},
	{7, "crawler", "the crawl: uses everything that fetches, and keeps through an interface"},
	{6, "matcher/evaluate", "measures product paths, is in none of them"},
	{7, "web/desk", "what a person of a role may see and do: ties dossier, index and matcher"},
	{7, "web/locale", "texts only"},
	{7, "web/static", "embedded files only"},
	{8, "web/view", "templates and drawings over what the desk returns"},
	{8, "web/account", "sessions and sign-in over the dossier's users"},
	{8, "web/report", "documents over what the desk returns"},
	{8, "web/job", "schedules work of the rooms below; has no logic of its own"},
	{8, "web/control", "the socket by which a command reaches a running service"},
	{9, "web/page", "one page per file"},
	{9, "web/api", "the JSON API over the same desk"},
	{10, "web", "engine and middleware around pages and API"},
	{11, "cmd/passend", "wiring only"},
}

// testOnly are helpers of tests: any test may import them, no product code may.
var testOnly = []string{"web/browsertest", "index/corpustest", "index/archive/archivetest", "index/column/columntest"}

// apart are pairs that may not know each other though their floors allow it.
var apart = []struct{ from, to, reason string }{
	{"crawler", "matcher", "collecting vacancies must not know persons"},
	{"matcher", "crawler", "matching must not reach the network"},
	{"index", "matcher", "vacancies are public and must not know persons"},
	{"index", "crawler", "the record does not know where it comes from"},
	{"index", "web", "rooms below the web do not know it"},
	{"matcher", "web", "rooms below the web do not know it"},
	{"crawler", "web", "rooms below the web do not know it"},
	{"crawler/robots", "crawler/fetch", "one job each"},
	{"crawler/sitemap", "crawler/fetch", "one job each"},
	{"crawler/frontier", "crawler/fetch", "one job each"},
}

// onlyIn keeps third parties and sharp tools in the rooms that exist for them.
var onlyIn = []struct {
	dep, reason string
	rooms       []string
}{
	{"github.com/blevesearch/", "Bleve's traps are paid for in one room", []string{"index"}},
	{"github.com/gin-gonic/gin", "the web framework stays in the web", []string{"web", "web/*"}},
	{"github.com/PuerkitoBio/goquery", "HTML is read where pages are extracted", []string{"crawler/extract", "crawler/extract/*", "crawler/source"}},
	{"database/sql", "SQL stays where records are kept", []string{"index/sqlite", "index/archive", "index/archive/archivetest", "matcher/dossier", "crawler/frontier"}},
	{"github.com/ncruces/go-sqlite3", "SQL stays where records are kept", []string{"index/sqlite", "index/archive", "matcher/dossier", "crawler/frontier"}},
}

// pure rooms may not touch files, network, time of day or randomness.
var pure = []string{"index/vacancy", "index/demand", "index/dutch", "index/reading", "index/duplicate", "matcher/profile", "matcher"}

var impure = map[string]string{
	"net": "network", "net/http": "network", "os": "files", "os/exec": "processes",
	"math/rand": "randomness", "math/rand/v2": "randomness", "crypto/rand": "randomness", "database/sql": "storage",
}

type listed struct {
	ImportPath   string
	Doc          string
	Name         string
	Imports      []string
	TestImports  []string
	XTestImports []string
	GoFiles      []string
}

// packages lists the module's packages with their direct imports.
func packages(t *testing.T) []listed {
	t.Helper()
	cmd := exec.Command("go", "list", "-json=ImportPath,Doc,Name,Imports,TestImports,XTestImports,GoFiles", "./...")
	cmd.Dir = filepath.Join("..", "..")
	cmd.Stderr = os.Stderr
	out, err := cmd.Output()
	if err != nil {
		t.Fatalf("go list: %v", err)
	}
	var all []listed
	for dec := json.NewDecoder(strings.NewReader(string(out))); ; {
		var p listed
		if err := dec.Decode(&p); errors.Is(err, io.EOF) {
			return all
		} else if err != nil {
			t.Fatal(err)
		}
		p.ImportPath = strings.TrimPrefix(strings.TrimPrefix(p.ImportPath, "passend"), "/")
		all = append(all, p)
	}
}

func roomOf(path string) (room, bool) {
	for _, r := range rooms {
		if r.path == path {
			return r, true
		}
	}
	for _, r := range rooms {
		if base, ok := strings.CutSuffix(r.path, "/*"); ok && strings.HasPrefix(path, base+"/") {
			return r, true
		}
	}
	return room{}, false
}

func within(path, tree string) bool {
	return path == tree || strings.HasPrefix(path, tree+"/")
}

func matchesAny(path string, patterns []string) bool {
	for _, p := range patterns {
		if base, ok := strings.CutSuffix(p, "/*"); path == p || ok && strings.HasPrefix(path, base+"/") {
			return true
		}
	}
	return false
}

// TestRooms keeps the direction of imports: downwards only, with the reason of
// the room that is broken into.
func TestRooms(t *testing.T) {
	for _, p := range packages(t) {
		if matchesAny(p.ImportPath, testOnly) || len(p.GoFiles) == 0 || p.Name == "main" && p.ImportPath != "cmd/passend" {
			continue
		}
		here, ok := roomOf(p.ImportPath)
		if !ok {
			t.Errorf("%s is in no room: give it a floor and a reason", p.ImportPath)
			continue
		}
		for _, imp := range p.Imports {
			checkThirdParty(t, p.ImportPath, imp)
			inner, ok := strings.CutPrefix(imp, "passend/")
			if !ok {
				continue
			}
			if matchesAny(inner, testOnly) {
				t.Errorf("%s imports %s: only tests may", p.ImportPath, inner)
				continue
			}
			if there, ok := roomOf(inner); ok && there.floor >= here.floor {
				t.Errorf("%s (floor %d) imports %s (floor %d): %s", p.ImportPath, here.floor, inner, there.floor, there.reason)
			}
			for _, a := range apart {
				if within(p.ImportPath, a.from) && within(inner, a.to) {
					t.Errorf("%s imports %s: %s", p.ImportPath, inner, a.reason)
				}
			}
		}
	}
}

func checkThirdParty(t *testing.T, path, imp string) {
	t.Helper()
	for _, o := range onlyIn {
		if strings.HasPrefix(imp, o.dep) && !matchesAny(path, o.rooms) {
			t.Errorf("%s imports %s: %s", path, imp, o.reason)
		}
	}
	if why, bad := impure[imp]; bad && matchesAny(path, pure) {
		t.Errorf("%s imports %s (%s) but is a pure room", path, imp, why)
	}
}

// TestPackageDocs wants one sentence for every room that says what it is.
func TestPackageDocs(t *testing.T) {
	for _, p := range packages(t) {
		if len(p.GoFiles) == 0 {
			continue
		}
		if want := "Package " + p.Name + " "; p.Name != "main" && !strings.HasPrefix(p.Doc, want) {
			t.Errorf("%s: package comment must begin with %q, is %q", p.ImportPath, want, p.Doc)
		} else if p.Doc == "" {
			t.Errorf("%s has no package comment", p.ImportPath)
		}
	}
}
