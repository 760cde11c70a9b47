package reading

import (
	"slices"
	"strings"
	"testing"

	"passend/index/vacancy"
)

// cutText returns the folded words of a text: clauses parted by "|", sentences by "||".
func cutText(text string) string {
	d := newDocument(&vacancy.Vacancy{Text: text})
	defer d.release()
	var b strings.Builder
	for i := range d.tokens {
		switch {
		case i == 0:
		case d.tokens[i].sentence != d.tokens[i-1].sentence:
			b.WriteString(" || ")
		case d.tokens[i].clause != d.tokens[i-1].clause:
			b.WriteString(" | ")
		default:
			b.WriteString(" ")
		}
		b.WriteString(d.word(i))
	}
	return b.String()
}

func TestDocumentCuts(t *testing.T) {
	for _, c := range []struct{ text, want string }{
		{"Je tilt dozen. Je werkt buiten.", "je tilt dozen || je werkt buiten"},
		{"Je tilt, sjouwt en duwt.", "je tilt | sjouwt en duwt"},
		{"2-ploegendienst tot 25kg", "2 ploegendienst tot 25 kg"},
		{"• Kraan bedienen\n• Sloop", "kraan bedienen || sloop"},
		{"Ruime ervaringMinimaal mbo", "ruime ervaring || minimaal mbo"},
		{"Café, één collega's", "cafe | een collega's"},
		{"", ""},
		{"...", ""},
	} {
		if got := cutText(c.text); got != c.want {
			t.Errorf("%q: %q, want %q", c.text, got, c.want)
		}
	}
}

// TestDocumentOffsets: every token's bytes fold to its word, tokens do not
// overlap, and clauses and sentences cover them without gap.
func TestDocumentOffsets(t *testing.T) {
	v := &vacancy.Vacancy{Title: "Stratenmaker (m/v)", Text: sampleText + " • E\u0301\u00e9n 2.500,50 \u0133zer \ufeffx"}
	d := newDocument(v)
	defer d.release()
	var last int32
	for i := range d.tokens {
		tok := &d.tokens[i]
		src, _ := d.raw(i)
		if got := string(foldTo(nil, src[tok.start:tok.end])); got != d.word(i) {
			t.Errorf("token %d: %q folds to %q, kept %q", i, src[tok.start:tok.end], got, d.word(i))
		}
		if i > 0 && d.tokens[i-1].inTitle == tok.inTitle && tok.start < last {
			t.Errorf("token %d starts at %d, before %d", i, tok.start, last)
		}
		last = tok.end
	}
	var next int32
	for k, s := range d.sentences {
		if s.first != next {
			t.Errorf("sentence %d starts at %d, want %d", k, s.first, next)
		}
		next = s.last
	}
	next = 0
	for k, c := range d.clauses {
		if c.first != next {
			t.Errorf("clause %d starts at %d, want %d", k, c.first, next)
		}
		next = c.last
	}
	if int(next) != len(d.tokens) {
		t.Errorf("clauses end at %d of %d tokens", next, len(d.tokens))
	}
}

func TestPatterns(t *testing.T) {
	for _, c := range []struct {
		pattern, text string
		want          bool
	}{
		{"til", "je til wat", true}, {"til", "je tilt wat", false}, {"til*", "je tilt wat", true},
		{"*werk", "tilwerk hier", true}, {"*lwer*", "tilwerk hier", true}, {"*werk", "werkt hier", false},
		{"zwaar|licht werk", "licht werk", true}, {"zwaar ~2 werk", "zwaar en vies werk", true},
		{"zwaar ~1 werk", "zwaar en vies werk", false}, {"zeer? zwaar werk", "zwaar werk", true},
		{"tot <n> kg", "tot 25kg", true}, {"zwaar werk", "zwaar. Werk", false},
	} {
		comp := newCompiler()
		p, err := comp.pattern(c.pattern, 0)
		if err != nil {
			t.Fatal(err)
		}
		d := newDocument(&vacancy.Vacancy{Text: c.text})
		s := newAutomaton(comp.atoms).run(d)
		found := false
		for i := range d.tokens {
			sent := d.sentences[d.tokens[i].sentence]
			if s.has(int32(i), p.nodes[p.anchor].element) {
				_, ok := p.match(s, int32(i), sent.first, sent.last)
				found = found || ok
			}
		}
		if found != c.want {
			t.Errorf("%q in %q: %v", c.pattern, c.text, found)
		}
		s.release()
		d.release()
	}
}

func TestBadPatterns(t *testing.T) {
	for _, p := range []string{"", "~3", "til ~0 x", "til ~99 x", "{onbekend}", "*ab", "Til", "til =7", "a? b?"} {
		if _, err := newCompiler().pattern(p, 0); err == nil {
			t.Errorf("%q was accepted", p)
		}
	}
}

func TestNumbers(t *testing.T) {
	d := newDocument(&vacancy.Vacancy{Text: "25 2,5 1.500 10.5"})
	defer d.release()
	var got []float64
	for i := range d.tokens {
		got = append(got, d.number(i))
	}
	if want := []float64{25, 2.5, 1500, 10.5}; !slices.Equal(got, want) {
		t.Errorf("%v, want %v", got, want)
	}
}
