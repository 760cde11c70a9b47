package dutch

import "strings"

// Sentence is a stretch of text between sentence borders: a sentence, a bullet,
// a heading, or a line.
type Sentence struct {
	// Start and End are byte offsets; First and Last a half-open token range.
	Start, End  int
	First, Last int
	// Bullet is true when the sentence opens with a list mark.
	Bullet bool
	// Gap is what precedes the sentence.
	Gap Gap
}

// Text is a text cut into tokens and sentences. A Text can be reused: Reset
// keeps its buffers.
type Text struct {
	Source    string
	Tokens    []Token
	Sentences []Sentence
}

// Parse cuts s into tokens and sentences.
func Parse(s string) *Text {
	t := new(Text)
	t.Reset(s)
	return t
}

// Reset cuts s into tokens and sentences, reusing the buffers of t.
func (t *Text) Reset(s string) {
	t.Source = s
	if t.Tokens == nil {
		t.Tokens = make([]Token, 0, len(s)/5+4)
	}
	t.Tokens = AppendTokens(t.Tokens[:0], s)
	t.Sentences = AppendSentences(t.Sentences[:0], t.Tokens)
}

// Of returns the tokens of the sentence.
func (t *Text) Of(s Sentence) []Token { return t.Tokens[s.First:s.Last] }

// SentenceAt returns the index of the sentence that holds token i, by binary
// search; -1 when there is none.
func (t *Text) SentenceAt(i int) int {
	lo, hi := 0, len(t.Sentences)
	for lo < hi {
		mid := (lo + hi) / 2
		if t.Sentences[mid].Last <= i {
			lo = mid + 1
		} else {
			hi = mid
		}
	}
	if lo == len(t.Sentences) || i < t.Sentences[lo].First {
		return -1
	}
	return lo
}

// AppendSentences appends the sentences of a token sequence to dst. Borders are
// end marks, bullets, line ends, and the places where a line end was lost
// ("ervaring)25 vakantiedagen", "Utrecht.Wat ga je doen?").
func AppendSentences(dst []Sentence, tokens []Token) []Sentence {
	if len(tokens) == 0 {
		return dst
	}
	first, line := 0, tokens[0].Start
	closeAt := func(last int) {
		dst = append(dst, Sentence{
			Start: tokens[first].Start, End: tokens[last-1].End, First: first, Last: last,
			Bullet: isBullet(tokens[first]) && !bold(tokens, first), Gap: tokens[first].Gap,
		})
		first = last
	}
	for i := 1; i < len(tokens); i++ {
		if sentenceBreak(tokens, first, i, line) {
			closeAt(i)
		}
		if tokens[i].Gap >= NewLine {
			line = tokens[i].Start
		}
	}
	closeAt(len(tokens))
	return dst
}

// bold reports whether token i opens a stretch in bold ("**Wat bieden wij?**"),
// which is a head and no item of a list.
func bold(tokens []Token, i int) bool {
	return tokens[i].Norm == "**" || tokens[i].Norm == "*" && i+1 < len(tokens) && tokens[i+1].Norm == "*" && tokens[i+1].Gap == Glued
}

// wrapWidth is the least length in bytes of a line for a small letter on the
// next line to continue it: shorter lines are list items.
const wrapWidth = 60

// sentenceBreak reports a border between tokens i-1 and i; the sentence in hand
// starts at token first, its last line at byte line.
func sentenceBreak(tokens []Token, first, i, line int) bool {
	prev, t := &tokens[i-1], &tokens[i]
	switch {
	case t.Gap == Paragraph || alwaysBullet(t):
		return true
	case t.Gap == NewLine:
		wrapped := prev.End-line >= wrapWidth && t.Kind == Word && !t.Upper && !isTerminal(prev) && prev.Norm != ":"
		return !wrapped
	case t.Gap == Glued:
		return gluedBreak(tokens, i)
	case isTerminal(prev):
		if prev.Norm == "." && i-2 == first && tokens[first].Kind == Number {
			return false // "1. Je ..."
		}
		return prev.Norm != "." && prev.Norm != "…" || startsSentence(t)
	case isCloser(prev) && i-2 >= first && isTerminal(&tokens[i-2]):
		return startsSentence(t)
	case endingAbbreviation(prev):
		return t.Upper
	}
	return false
}

// gluedBreak finds borders that lost their white space.
func gluedBreak(tokens []Token, i int) bool {
	prev, t := &tokens[i-1], &tokens[i]
	long := t.Upper && len(t.Text) > 1
	switch {
	case prev.Kind == Word && t.Kind == Word:
		return t.Upper
	case prev.Kind == Number && t.Kind == Word:
		return t.Upper && len(t.Text) > 2
	case prev.Norm == ")":
		return t.Upper || t.Kind == Number
	case prev.Norm == "." || prev.Norm == "!" || prev.Norm == "?" || prev.Norm == "…":
		return long || t.Kind == Number && i > 1 && tokens[i-2].Kind == Word && prev.Norm != "."
	}
	return false
}

func startsSentence(t *Token) bool {
	return t.Upper || t.Kind == Number || t.Kind == Symbol || t.Kind == Address || isBullet(*t) ||
		strings.ContainsAny(t.Text, "\"“‘'(") || t.Norm == ".net"
}

func isTerminal(t *Token) bool {
	switch t.Norm {
	case ".", "!", "?", "…":
		return true
	}
	return false
}

func isCloser(t *Token) bool {
	switch t.Norm {
	case ")", "]", "\"", "”", "'", "»":
		return true
	}
	return false
}

// endingAbbreviation reports abbreviations that often end a sentence.
func endingAbbreviation(t *Token) bool {
	if t.Kind != Word || t.Text[len(t.Text)-1] != '.' {
		return false
	}
	switch t.Norm {
	case "etc", "enz", "ed", "ea", "dgl", "bv", "nv", "eo":
		return true
	}
	return false
}

// alwaysBullet reports list marks that are nothing else, wherever they stand.
func alwaysBullet(t *Token) bool {
	switch t.Norm {
	case "•", "●", "▪", "◦", "■", "□", "✓", "✔", "✅", "➢", "►", "▶", "➤", "➔", "☑", "❖", "‣", "⁃", "○", "":
		return true
	}
	return false
}

func isBullet(t Token) bool {
	if t.Kind != Punct && t.Kind != Symbol {
		return false
	}
	switch t.Norm {
	case "-", "*", "–", "—", "·", "+", "o", ">", "»", "→":
		return t.Gap >= NewLine
	}
	return alwaysBullet(&t)
}

// maxClause bounds a clause on each side, so that a text without marks costs no
// more than one with them.
const maxClause = 80

// Clause returns the half-open token range of the clause around token i: the
// stretch between commas, brackets, dashes, semicolons, conjunctions that open
// a new statement, and sentence borders.
func Clause(tokens []Token, i int) (first, last int) {
	first, last = i, i+1
	for first > max(0, i-maxClause) && !clauseBreak(tokens, first) {
		first--
	}
	for last < min(len(tokens), i+maxClause) && !clauseBreak(tokens, last) {
		last++
	}
	return first, last
}

// clauseWords open a clause of their own.
var clauseWords = wordSet(`maar want doch terwijl zodat omdat hoewel tenzij mits echter waardoor waarbij waarvoor
waarin waarmee dus anders wel indien zodra daarnaast verder ook but because while although unless however whereas`)

var pronouns = wordSet(`je jij jou we wij u er het ze zij hij ben heb kun kan werk krijg draag you we they it`)

// clauseBreak reports a clause border between tokens i-1 and i.
func clauseBreak(tokens []Token, i int) bool {
	prev, t := &tokens[i-1], &tokens[i]
	if t.Gap == Paragraph || t.Gap == NewLine && (t.Upper || t.Kind != Word) {
		return true
	}
	if t.Gap == Glued && t.Upper && prev.Kind != Punct && prev.Kind != Symbol {
		return true
	}
	switch prev.Norm {
	case ".", "!", "?", "…", ";", ":", ",", "(", ")", "•", "–", "—", "|":
		return !(prev.Norm == "–" && t.Kind == Number)
	case "-":
		return prev.Gap != Glued && t.Gap != Glued
	}
	switch t.Norm {
	case ".", "!", "?", "…", ";", ":", ",", "(", ")":
		return false
	case "en", "of", "and", "or":
		return i+1 < len(tokens) && pronouns[tokens[i+1].Norm]
	}
	return clauseWords[t.Norm]
}
