package reading

import (
	"bufio"
	"os"
	"strings"
	"testing"

	"passend/index/vacancy"
)

// sentence tests: testdata/traps.tsv and testdata/positives.tsv were written
// from the names of the items alone, without sight of the lexicon.

func testReader(t testing.TB) *Reader {
	t.Helper()
	r, err := New(nil)
	if err != nil {
		t.Fatal(err)
	}
	return r
}

// readSentence reads one sentence as the text of a vacancy.
func readSentence(r *Reader, sentence string) map[string]GuideDemand {
	v := &vacancy.Vacancy{ID: "x", Title: "Medewerker", Text: sentence}
	reading := r.Read(v)
	g := AsGuide(v, &reading)
	out := map[string]GuideDemand{}
	for _, d := range append(g.Demands, g.Beyond...) {
		out[d.Key] = d
	}
	return out
}

func sentences(t *testing.T, file string, check func(keys []string, sentence string)) {
	t.Helper()
	f, err := os.Open(file)
	if err != nil {
		t.Fatal(err)
	}
	defer f.Close()
	for sc := bufio.NewScanner(f); sc.Scan(); {
		keys, sentence, ok := strings.Cut(sc.Text(), "\t")
		if !ok || strings.HasPrefix(keys, "#") {
			continue
		}
		check(strings.Split(keys, ","), strings.TrimSpace(sentence))
	}
}

func TestTraps(t *testing.T) {
	r := testReader(t)
	n := 0
	sentences(t, "testdata/traps.tsv", func(keys []string, sentence string) {
		n++
		got := readSentence(r, sentence)
		for _, key := range keys {
			for k, d := range got {
				if (key == "*" || key == k) && d.Level >= 1 {
					t.Errorf("%q raises %s %d by %s", sentence, k, d.Level, d.Cue)
				}
			}
		}
	})
	if n < 250 {
		t.Errorf("%d traps, want 250 or more", n)
	}
}

func TestPositives(t *testing.T) {
	r := testReader(t)
	n := 0
	sentences(t, "testdata/positives.tsv", func(keys []string, sentence string) {
		n++
		got := readSentence(r, sentence)
		for _, key := range keys {
			if got[key].Level < 1 {
				t.Errorf("%s\t%q", key, sentence)
			}
		}
	})
	if n < 400 {
		t.Errorf("%d sentences, want 400 or more", n)
	}
}
