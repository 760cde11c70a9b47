package record

import (
	"encoding/xml"
	"errors"
	"fmt"
	"io"
	"strings"

	"golang.org/x/net/html/charset"
)

// maxItem bounds one item of an XML feed, in bytes of the source; the longest
// advertisement seen in real feeds is below 100 kB.
const maxItem = 4 << 20

// ErrItemTooLarge says that one item of a feed is beyond all measure.
var ErrItemTooLarge = errors.New("record: item larger than 4 MB")

func xmlDecoder(r io.Reader) *xml.Decoder {
	d := xml.NewDecoder(r)
	d.Strict = false
	d.Entity = xml.HTMLEntity
	d.CharsetReader = charset.NewReaderLabel
	return d
}

// XML reads a whole document into one tree; the root element is returned.
func XML(r io.Reader) (*Node, error) {
	var root *Node
	err := EachXML(r, nil, func(_, n *Node) bool { root = n; return false })
	if root == nil && err == nil {
		err = io.ErrUnexpectedEOF
	}
	return root, err
}

// EachXML reads a stream and yields every element whose name is in items, with
// the head: the texts of the elements outside items so far ("publisher").
// Without items it yields the root element. It holds one item at a time. An
// error in the middle is returned after the items before it.
func EachXML(r io.Reader, items []string, yield func(head, item *Node) bool) error {
	d := xmlDecoder(r)
	head := &Node{}
	var stack []string
	for {
		tok, err := d.Token()
		if errors.Is(err, io.EOF) {
			if len(stack) > 0 {
				return fmt.Errorf("record: document ends inside <%s>: %w", stack[len(stack)-1], io.ErrUnexpectedEOF)
			}
			return nil
		}
		if err != nil {
			return fmt.Errorf("record: reading XML: %w", err)
		}
		switch t := tok.(type) {
		case xml.StartElement:
			if items == nil || isItem(items, t.Name.Local, len(stack)) {
				n, err := element(d, t, 0, d.InputOffset())
				if err != nil {
					return err // an item cut short is no vacancy
				}
				if !yield(head, n) {
					return nil
				}
				continue
			}
			if stack = append(stack, t.Name.Local); len(stack) > maxDepth {
				return fmt.Errorf("record: XML nested deeper than %d", maxDepth)
			}
		case xml.EndElement:
			if len(stack) > 0 {
				stack = stack[:len(stack)-1]
			}
		case xml.CharData:
			if s := strings.TrimSpace(string(t)); s != "" && len(stack) > 0 && len(head.Kids) < 50 {
				head.Add(stack[len(stack)-1], s)
			}
		}
	}
}

// isItem never takes the root for an item: a root <jobs> may hold <job>.
func isItem(items []string, name string, depth int) bool {
	if depth == 0 {
		return false
	}
	for _, i := range items {
		if strings.EqualFold(i, name) {
			return true
		}
	}
	return false
}

func element(d *xml.Decoder, start xml.StartElement, depth int, from int64) (*Node, error) {
	n := &Node{Name: start.Name.Local}
	for _, a := range start.Attr {
		if a.Name.Space != "xmlns" && a.Name.Local != "xmlns" {
			n.Add("@"+a.Name.Local, a.Value)
		}
	}
	var text strings.Builder
	elements := false
	for {
		tok, err := d.Token()
		if err != nil {
			return n, fmt.Errorf("record: inside <%s>: %w", n.Name, err)
		}
		if depth > maxDepth || d.InputOffset()-from > maxItem {
			return nil, ErrItemTooLarge
		}
		switch t := tok.(type) {
		case xml.StartElement:
			if s := text.String(); !elements && strings.TrimSpace(s) != "" {
				n.Add("", s)
			}
			elements = true
			kid, err := element(d, t, depth+1, from)
			if kid != nil {
				n.Kids = append(n.Kids, kid)
			}
			if err != nil {
				return n, err
			}
		case xml.EndElement:
			n.Text = text.String()
			return n, nil
		case xml.CharData:
			if elements && strings.TrimSpace(string(t)) != "" {
				n.Add("", string(t))
			}
			text.Write(t)
		}
	}
}
