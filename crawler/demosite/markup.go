package demosite

import (
	"html"
	"html/template"
	"strings"
)

// block is one part of an ad's body. The bodies use three things of Markdown:
// "## heading", "- item" and paragraphs divided by an empty line.
type block struct {
	kind  byte // 'h' heading, 'l' list, 'p' paragraph
	lines []string
}

func blocks(body string) []block {
	var out []block
	open := false // the last block takes more lines
	for line := range strings.Lines(body) {
		line = strings.TrimSpace(line)
		kind := byte('p')
		switch {
		case line == "":
			open = false
			continue
		case strings.HasPrefix(line, "## "):
			out = append(out, block{'h', []string{line[3:]}})
			open = false
			continue
		case strings.HasPrefix(line, "- "):
			kind, line = 'l', line[2:]
		}
		if open && out[len(out)-1].kind == kind {
			last := &out[len(out)-1]
			last.lines = append(last.lines, line)
			continue
		}
		out = append(out, block{kind, []string{line}})
		open = true
	}
	return out
}

// htmlOf renders a body as HTML.
func htmlOf(body string) template.HTML {
	var b strings.Builder
	for _, bl := range blocks(body) {
		switch bl.kind {
		case 'h':
			b.WriteString("<h2>" + html.EscapeString(bl.lines[0]) + "</h2>\n")
		case 'l':
			b.WriteString("<ul>\n")
			for _, l := range bl.lines {
				b.WriteString("<li>" + html.EscapeString(l) + "</li>\n")
			}
			b.WriteString("</ul>\n")
		default:
			b.WriteString("<p>" + html.EscapeString(strings.Join(bl.lines, " ")) + "</p>\n")
		}
	}
	return template.HTML(b.String()) // every line above is escaped
}

// textOf renders a body as the plain text a reader of the page sees.
func textOf(body string) string {
	var parts []string
	for _, bl := range blocks(body) {
		switch bl.kind {
		case 'h':
			parts = append(parts, bl.lines[0])
		case 'l':
			parts = append(parts, "- "+strings.Join(bl.lines, "\n- "))
		default:
			parts = append(parts, strings.Join(bl.lines, " "))
		}
	}
	return strings.Join(parts, "\n\n")
}
