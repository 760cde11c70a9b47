package locale

import (
	"strings"
	"testing"
	"unicode"
)

// Bounds of plain Dutch for a worker (level B1): a sentence is one thought.
const (
	maxWords   = 14   // of one sentence
	meanWords  = 8    // over all sentences
	leastWords = 4    // fewer are a label
	longWord   = 16   // letters; longer ones are few and known
	longShare  = 0.01 // of all words
	leastTexts = 100
)

// jargon are words of the trade that a worker need not know.
var jargon = []string{"belastbaarheid", "fml", "izp", "zoekprofiel", "persoonsprofiel", "spoor 2", "re-integratie", "kandidaat", "cliënt",
	"functie-eis", "verwerking", "conform", "middels", "betreffende", "dient ", "teneinde", "indien", "alsmede", "uwer", " uw ", " u "}

// TestWorkerTextsArePlain reads every text that a worker sees as a reader does:
// short sentences, no words of the trade, always "je".
func TestWorkerTextsArePlain(t *testing.T) {
	c := &Catalogue{Tag: Default, texts: map[string]string{}}
	for _, name := range []string{"worker", "account"} {
		if err := c.readFile("text/" + Default + "/" + name + ".json"); err != nil {
			t.Fatal(err)
		}
	}
	sentences, words, long := 0, 0, 0
	for key, text := range c.texts {
		low := " " + strings.ToLower(text) + " "
		for _, w := range jargon {
			if strings.Contains(low, w) {
				t.Errorf("%s holds %q: %s", key, strings.TrimSpace(w), text)
			}
		}
		for _, s := range strings.FieldsFunc(text, func(r rune) bool { return strings.ContainsRune(".?!:;", r) }) {
			fields := strings.FieldsFunc(s, func(r rune) bool { return !unicode.IsLetter(r) && r != '-' && r != '\'' && r != '%' })
			if len(fields) > maxWords {
				t.Errorf("%s has a sentence of %d words: %s", key, len(fields), s)
			}
			if len(fields) >= leastWords {
				sentences++
				words += len(fields)
			}
			for _, w := range fields {
				if len([]rune(w)) > longWord {
					long++
				}
			}
		}
	}
	if len(c.texts) < leastTexts {
		t.Fatalf("only %d texts", len(c.texts))
	}
	if mean := float64(words) / float64(sentences); mean > meanWords {
		t.Errorf("%.1f words a sentence, at most %d", mean, meanWords)
	}
	if share := float64(long) / float64(words); share > longShare {
		t.Errorf("%.1f %% of the words are long", 100*share)
	}
	t.Logf("%d texts, %.1f words a sentence, %d of %d words long", len(c.texts), float64(words)/float64(sentences), long, words)
}
