package record

import (
	"encoding/json"
	"errors"
	"fmt"
	"strconv"
	"strings"
	"unicode/utf16"
	"unicode/utf8"
)

// maxDepth bounds nesting; real data stays below 20.
const maxDepth = 100

// ErrNotJSON says that the data holds no JSON value at all.
var ErrNotJSON = errors.New("record: not JSON")

// JSON reads valid JSON. An array at the top becomes kids named "item". It
// refuses what is not valid, so that a reply cut short is not taken for a
// complete one.
func JSON(data []byte) (*Node, error) {
	if !json.Valid(data) {
		var v any
		return nil, fmt.Errorf("%w: %w", ErrNotJSON, json.Unmarshal(data, &v))
	}
	return LenientJSON(data)
}

// LenientJSON reads what people write into pages as JSON: with comments,
// trailing or missing commas, raw line ends and unescaped quotes' neighbours
// in strings, single quotes, bare keys, CDATA marks around it, and cut short.
// It fails only when no object or array begins at all.
func LenientJSON(data []byte) (*Node, error) {
	p := &jsonParser{s: string(data)}
	p.skip()
	start := strings.IndexAny(p.s[p.i:], "{[")
	if start < 0 {
		return nil, ErrNotJSON
	}
	start += p.i
	p.i = start
	root := &Node{}
	p.value(root, "item", 0)
	if len(root.Kids) == 1 && p.s[start] == '{' {
		root = root.Kids[0]
		root.Name = ""
	}
	return root, nil
}

type jsonParser struct {
	s string
	i int
}

// skip passes white space, comments and CDATA marks.
func (p *jsonParser) skip() {
	for p.i < len(p.s) {
		rest := p.s[p.i:]
		switch {
		case rest[0] <= ' ':
			p.i++
		case strings.HasPrefix(rest, "//"):
			p.past("\n")
		case strings.HasPrefix(rest, "/*"):
			p.past("*/")
		case strings.HasPrefix(rest, "<!--"), strings.HasPrefix(rest, "-->"), strings.HasPrefix(rest, "]]>"):
			p.i += 3
		case strings.HasPrefix(rest, "<![CDATA["):
			p.i += 9
		case strings.HasPrefix(rest, "\u00a0"), strings.HasPrefix(rest, "\u2028"), strings.HasPrefix(rest, "\ufeff"):
			_, n := utf8.DecodeRuneInString(rest)
			p.i += n
		default:
			return
		}
	}
}

func (p *jsonParser) past(end string) {
	if j := strings.Index(p.s[p.i:], end); j >= 0 {
		p.i += j + len(end)
	} else {
		p.i = len(p.s)
	}
}

// value reads one value into parent under name; arrays add one kid each.
func (p *jsonParser) value(parent *Node, name string, depth int) {
	p.skip()
	if p.i >= len(p.s) || depth > maxDepth {
		p.i = len(p.s)
		return
	}
	switch c := p.s[p.i]; c {
	case '{':
		p.i++
		kid := &Node{Name: name}
		parent.Kids = append(parent.Kids, kid)
		p.object(kid, depth+1)
	case '[':
		p.i++
		for p.next(']') {
			before := p.i
			p.value(parent, name, depth+1)
			if p.i == before {
				p.i++
			}
		}
	case '"', '\'':
		p.i++
		parent.Add(name, p.str(c))
	default:
		if word := p.bare(); word != "null" && word != "undefined" && word != "" {
			parent.Add(name, word)
		}
	}
}

// next skips commas and says whether another item comes before end; end is
// consumed, and so is a stray closing mark of the other kind.
func (p *jsonParser) next(end byte) bool {
	for {
		p.skip()
		if p.i >= len(p.s) {
			return false
		}
		switch c := p.s[p.i]; {
		case c == end:
			p.i++
			return false
		case c == '}' || c == ']':
			return false
		case c == ',' || c == ';':
			p.i++
		default:
			return true
		}
	}
}

func (p *jsonParser) object(n *Node, depth int) {
	for p.next('}') {
		before := p.i
		var key string
		if c := p.s[p.i]; c == '"' || c == '\'' {
			p.i++
			key = p.str(c)
		} else {
			key = p.bare()
		}
		p.skip()
		if p.i < len(p.s) && p.s[p.i] == ':' {
			p.i++
			p.value(n, key, depth)
		}
		if p.i == before {
			p.i++
		}
	}
}

func (p *jsonParser) bare() string {
	start := p.i
	for p.i < len(p.s) && !strings.ContainsRune(",:;{}[]\"'\n\r\t ", rune(p.s[p.i])) {
		p.i++
	}
	return p.s[start:p.i]
}

// str reads up to the closing quote. A quote closes only when what follows can
// follow a string; authors forget to escape quotes in their texts.
func (p *jsonParser) str(quote byte) string {
	start := p.i
	for p.i < len(p.s) && p.s[p.i] != quote && p.s[p.i] != '\\' {
		p.i++
	}
	if p.i < len(p.s) && p.s[p.i] == quote && p.closes() {
		p.i++
		return p.s[start : p.i-1]
	}
	var b strings.Builder
	b.WriteString(p.s[start:p.i])
	for p.i < len(p.s) {
		switch c := p.s[p.i]; {
		case c == '\\':
			p.i++
			p.escape(&b)
		case c == quote && p.closes():
			p.i++
			return b.String()
		default:
			b.WriteByte(c)
			p.i++
		}
	}
	return b.String()
}

func (p *jsonParser) closes() bool {
	rest := strings.TrimLeft(p.s[p.i+1:min(len(p.s), p.i+64)], " \t\r\n")
	if rest == "" {
		return true
	}
	switch rest[0] {
	case '}', ']', ':', '/', '<':
		return true
	case ',':
		// A comma in prose is followed by a word, one in JSON by a quote,
		// a bracket, a figure or a line end.
		after := strings.TrimLeft(rest[1:], " \t")
		return after == "" || strings.ContainsRune("\"'{[}]\r\n-0123456789tfn/", rune(after[0]))
	case '"', '\'':
		return true // a forgotten comma
	}
	return false
}

func (p *jsonParser) escape(b *strings.Builder) {
	if p.i >= len(p.s) {
		return
	}
	c := p.s[p.i]
	p.i++
	switch c {
	case 'n':
		b.WriteByte('\n')
	case 't':
		b.WriteByte('\t')
	case 'r', 'b', 'f':
		b.WriteByte(' ')
	case 'u':
		r := p.hex()
		if utf16.IsSurrogate(r) && strings.HasPrefix(p.s[p.i:], `\u`) {
			p.i += 2
			r = utf16.DecodeRune(r, p.hex())
		}
		b.WriteRune(r)
	default:
		b.WriteByte(c)
	}
}

func (p *jsonParser) hex() rune {
	end := min(p.i+4, len(p.s))
	n, err := strconv.ParseUint(p.s[p.i:end], 16, 32)
	if err != nil {
		return utf8.RuneError
	}
	p.i = end
	return rune(n)
}
