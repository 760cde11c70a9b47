package field

import (
	"regexp"
	"strings"
	"unicode"

	"golang.org/x/net/html"
	"golang.org/x/net/html/atom"
	"golang.org/x/text/unicode/norm"
)

var (
	tagLike       = regexp.MustCompile(`<(?:[a-zA-Z][a-zA-Z0-9]*(?:[\s/>])|/[a-zA-Z]|!--)`)
	escapedTag    = regexp.MustCompile(`&(?:amp;)?lt;/?[a-zA-Z!]`)
	entityLike    = regexp.MustCompile(`&(?:[a-zA-Z]{2,8}|#[0-9]{2,6}|#x[0-9a-fA-F]{2,5});`)
	literalBreaks = regexp.MustCompile(`(?:\\r)?\\n`)
)

// Text turns markup or plain text into the text of a vacancy: NFC, lines ended
// by "\n", paragraphs apart by one empty line, list items led by "- ". Markup
// that was escaped once too often is read as markup, entities left over in
// the text are resolved, scripts and styles are left out. Plain text keeps its
// lines.
func Text(s string) string {
	if !strings.ContainsAny(s, "<&\\") {
		return tidy(s)
	}
	for range 2 {
		if tagLike.MatchString(s) || !escapedTag.MatchString(s) {
			break
		}
		s = html.UnescapeString(s)
	}
	if strings.Contains(s, `\n`) {
		s = literalBreaks.ReplaceAllString(s, "\n")
	}
	if !tagLike.MatchString(s) {
		s = html.UnescapeString(s)
	} else {
		s = walk(html.NewTokenizer(strings.NewReader(s)))
	}
	if entityLike.MatchString(s) {
		s = html.UnescapeString(s)
	}
	return tidy(s)
}

// Line is Text on one line, for titles and names.
func Line(s string) string {
	if !strings.ContainsAny(s, "<&\\\n") {
		return strings.Join(strings.Fields(tidy(s)), " ")
	}
	return strings.Join(strings.Fields(Text(s)), " ")
}

var tracking = regexp.MustCompile(`(?i)(?:utm_[a-z]+|gclid|fbclid|msclkid|mc_[ce]id)=[^&#]*&?`)

// Address is a web address without the parameters that only say where a
// visitor came from, so that one page has one address.
func Address(s string) string {
	s = strings.TrimSpace(Line(s))
	if !strings.Contains(s, "?") {
		return s
	}
	return strings.TrimRight(strings.ReplaceAll(tracking.ReplaceAllString(s, ""), "?#", "#"), "?&")
}

// NodeText is Text of a parsed tree.
func NodeText(nodes ...*html.Node) string {
	var w writer
	for _, n := range nodes {
		w.node(n)
		w.block(1)
	}
	return tidy(w.b.String())
}

// breaks says how many line ends a tag asks for around itself: 2 for what is
// set apart as a paragraph, 1 for what starts a line.
var breaks = map[atom.Atom]int{
	atom.P: 2, atom.H1: 2, atom.H2: 2, atom.H3: 2, atom.H4: 2, atom.H5: 2, atom.H6: 2,
	atom.Ul: 2, atom.Ol: 2, atom.Section: 2, atom.Article: 2, atom.Blockquote: 2, atom.Table: 2, atom.Dl: 2, atom.Pre: 2,
	atom.Div: 1, atom.Li: 1, atom.Tr: 1, atom.Dt: 1, atom.Dd: 1, atom.Header: 1, atom.Footer: 1, atom.Main: 1,
	atom.Aside: 1, atom.Nav: 1, atom.Figure: 1, atom.Figcaption: 1, atom.Form: 1, atom.Fieldset: 1, atom.Address: 1,
	atom.Hr: 1, atom.Option: 1, atom.Details: 1, atom.Summary: 1, atom.Button: 1, atom.Body: 1,
}

var silent = map[atom.Atom]bool{
	atom.Script: true, atom.Style: true, atom.Head: true, atom.Template: true, atom.Svg: true,
	atom.Noscript: true, atom.Iframe: true, atom.Select: true, atom.Textarea: true, atom.Object: true,
}

func walk(z *html.Tokenizer) string {
	var w writer
	var mute atom.Atom
	depth := 0
	for {
		kind := z.Next()
		if kind == html.ErrorToken {
			return w.b.String()
		}
		switch kind {
		case html.TextToken:
			if depth == 0 {
				w.text(string(z.Text()))
			}
		case html.StartTagToken, html.EndTagToken, html.SelfClosingTagToken:
			name, _ := z.TagName()
			a := atom.Lookup(name)
			switch {
			case depth > 0:
				if a == mute && kind == html.StartTagToken {
					depth++
				} else if a == mute && kind == html.EndTagToken {
					depth--
				}
			case silent[a] && kind == html.StartTagToken:
				mute, depth = a, 1
			default:
				w.tag(a, kind != html.EndTagToken)
			}
		}
	}
}

// writer collects text with the breaks that tags ask for; breaks are written
// only when text follows, the largest wish winning.
type writer struct {
	b       strings.Builder
	pending int
	dash    bool // a list item has begun and has no text yet
	item    bool // a list item has ended and nothing followed yet
	space   bool
}

func (w *writer) block(n int) {
	if n > w.pending {
		w.pending = n
	}
	w.space = false
}

func (w *writer) tag(a atom.Atom, open bool) {
	switch {
	case a == atom.Br && open:
		w.pending = min(w.pending+1, 2)
		w.space = false
	case a == atom.Td || a == atom.Th:
		w.space = true
	case a == atom.Li && open && w.item:
		w.pending, w.space, w.dash = 1, false, true // items stay together
	case w.dash && open && a != atom.Li:
		// a paragraph inside an item is the item
	case breaks[a] > 0:
		w.block(breaks[a])
		w.dash = open && (a == atom.Li || w.dash)
		w.item = w.item || a == atom.Li && !open
	}
}

func (w *writer) node(n *html.Node) {
	switch n.Type {
	case html.TextNode:
		w.text(n.Data)
		return
	case html.ElementNode:
		if silent[n.DataAtom] {
			return
		}
		w.tag(n.DataAtom, true)
	}
	for c := n.FirstChild; c != nil; c = c.NextSibling {
		w.node(c)
	}
	if n.Type == html.ElementNode {
		w.tag(n.DataAtom, false)
	}
}

func (w *writer) text(s string) {
	words := strings.Fields(s)
	if len(words) == 0 {
		w.space = w.space || s != ""
		return
	}
	if w.b.Len() > 0 {
		switch {
		case w.pending > 0:
			w.b.WriteString("\n\n"[:w.pending])
		case w.space || unicode.IsSpace(rune(s[0])) || strings.HasPrefix(s, "\u00a0"):
			w.b.WriteByte(' ')
		}
	}
	if w.dash {
		// Authors often type the bullet themselves inside the list item.
		if bullet := strings.Trim(words[0], "-–•*·"); bullet == "" && len(words) > 1 {
			words = words[1:]
		}
		w.b.WriteString("- ")
	}
	w.pending, w.dash, w.item = 0, false, false
	w.b.WriteString(strings.Join(words, " "))
	last := s[len(s)-1]
	w.space = last == ' ' || last == '\n' || last == '\t' || last == '\r' || strings.HasSuffix(s, "\u00a0")
}

// tidy gives text its final form. Soft hyphens, zero-width and control
// characters are invisible and would split words; they are left out.
func tidy(s string) string {
	s = strings.ToValidUTF8(s, "\uFFFD")
	var b strings.Builder
	b.Grow(len(s))
	empty := 0
	for line := range strings.SplitSeq(strings.ReplaceAll(strings.ReplaceAll(s, "\r\n", "\n"), "\r", "\n"), "\n") {
		line = cleanLine(line)
		if line == "" {
			empty++
			continue
		}
		if b.Len() > 0 {
			b.WriteString("\n\n"[:min(empty+1, 2)])
		}
		b.WriteString(line)
		empty = 0
	}
	// Last, because what was taken out can have parted a letter from its accent.
	return norm.NFC.String(b.String())
}

func cleanLine(line string) string {
	if plain(line) {
		return strings.TrimSpace(line)
	}
	line = strings.Map(func(r rune) rune {
		switch {
		case r == '\t' || r == '\u2028' || r == '\u2029' || unicode.Is(unicode.Zs, r):
			return ' '
		case r == '\u00ad' || r == '\u200b' || r == '\u200c' || r == '\u2060' || r == '\ufeff' || unicode.Is(unicode.Cc, r):
			return -1
		}
		return r
	}, line)
	line = strings.TrimSpace(line)
	if strings.Contains(line, "  ") {
		line = strings.Join(strings.Fields(line), " ")
	}
	return line
}

// plain reports whether a line is printable ASCII without double spaces.
func plain(line string) bool {
	for i := range len(line) {
		if c := line[i]; c < ' ' || c > '~' || c == ' ' && i+1 < len(line) && line[i+1] == ' ' {
			return false
		}
	}
	return true
}
