package record

import (
	"html"
	"strings"
)

// Node is one element of structured data, whatever notation it came from: a
// JSON object's members and an XML element's children are its kids, an array
// is a run of kids with one name, attributes are kids named "@name". A scalar
// is its Text. In XML with mixed content, runs of text are kids without a name.
type Node struct {
	Name string
	Text string
	Kids []*Node
}

// Add appends a kid with a text.
func (n *Node) Add(name, text string) *Node {
	kid := &Node{Name: name, Text: text}
	n.Kids = append(n.Kids, kid)
	return kid
}

// Each yields the nodes that path leads to: names parted by "/", "*" for any
// name, "." or "" for the node itself. Names compare without regard to case.
func (n *Node) Each(path string, yield func(*Node) bool) bool {
	if path == "" || path == "." {
		return yield(n)
	}
	name, rest, _ := strings.Cut(path, "/")
	for _, kid := range n.Kids {
		if kid.Name != "" && (name == "*" || strings.EqualFold(kid.Name, name)) && !kid.Each(rest, yield) {
			return false
		}
	}
	return true
}

// All returns the nodes that path leads to.
func (n *Node) All(path string) []*Node {
	var all []*Node
	n.Each(path, func(k *Node) bool { all = append(all, k); return true })
	return all
}

// First returns the first node that path leads to, or nil.
func (n *Node) First(path string) (found *Node) {
	n.Each(path, func(k *Node) bool { found = k; return false })
	return found
}

// Get returns the first text that is not blank under path, trimmed.
func (n *Node) Get(path string) (text string) {
	n.Each(path, func(k *Node) bool {
		text = strings.TrimSpace(k.Markup())
		return text == ""
	})
	return text
}

// Texts returns every text under path that is not blank.
func (n *Node) Texts(path string) []string {
	var all []string
	n.Each(path, func(k *Node) bool {
		if s := strings.TrimSpace(k.Text); s != "" {
			all = append(all, s)
		}
		return true
	})
	return all
}

// Markup is the node's content: its text, or, when text and elements are mixed
// (a description with unescaped tags), the elements written out again.
func (n *Node) Markup() string {
	mixed := false
	for _, k := range n.Kids {
		if k.Name == "" || inline[strings.ToLower(k.Name)] {
			mixed = true
			break
		}
	}
	if !mixed {
		return n.Text
	}
	var b strings.Builder
	n.write(&b)
	return b.String()
}

var inline = map[string]bool{"p": true, "ul": true, "ol": true, "li": true, "div": true, "span": true, "strong": true, "b": true, "em": true, "i": true, "br": true, "h1": true, "h2": true, "h3": true, "h4": true}

func (n *Node) write(b *strings.Builder) {
	if len(n.Kids) == 0 {
		b.WriteString(html.EscapeString(n.Text))
		return
	}
	for _, k := range n.Kids {
		switch {
		case k.Name == "":
			b.WriteString(html.EscapeString(k.Text))
		case !strings.HasPrefix(k.Name, "@"):
			b.WriteString("<" + k.Name + ">")
			k.write(b)
			b.WriteString("</" + k.Name + ">")
		}
	}
}
