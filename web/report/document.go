package report

import (
	"bytes"
	"fmt"

	"github.com/gomutex/godocx"
	"github.com/gomutex/godocx/docx"
)

// Document is a report as text, for the page and for the word processor alike.
type Document struct {
	Title    string
	Lines    []string // below the title
	Sections []Section
}

// Section is a heading with lines, points and a table; what is empty is left out.
type Section struct {
	Heading string
	Lines   []string
	Points  []string
	Head    []string
	Rows    [][]string
}

// DOCXType is the media type of a Word document.
const DOCXType = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"

// DOCX writes a document that a word processor can edit.
func (d *Document) DOCX() ([]byte, error) {
	doc, err := godocx.NewDocument()
	if err != nil {
		return nil, fmt.Errorf("report: %w", err)
	}
	if _, err := doc.AddHeading(d.Title, 0); err != nil {
		return nil, fmt.Errorf("report: %w", err)
	}
	for _, l := range d.Lines {
		doc.AddParagraph(l)
	}
	for i := range d.Sections {
		if err := writeSection(doc, &d.Sections[i]); err != nil {
			return nil, fmt.Errorf("report: %w", err)
		}
	}
	var b bytes.Buffer
	if err := doc.Write(&b); err != nil {
		return nil, fmt.Errorf("report: %w", err)
	}
	return b.Bytes(), nil
}

func writeSection(doc *docx.RootDoc, s *Section) error {
	if _, err := doc.AddHeading(s.Heading, 1); err != nil {
		return err
	}
	for _, l := range s.Lines {
		doc.AddParagraph(l)
	}
	for _, p := range s.Points {
		doc.AddParagraph(p).Style("List Bullet")
	}
	if len(s.Rows) == 0 {
		return nil
	}
	t := doc.AddTable()
	t.Style("TableGrid")
	for i, row := range append([][]string{s.Head}, s.Rows...) {
		r := t.AddRow()
		for _, text := range row {
			p := r.AddCell().AddParagraph("")
			if run := p.AddText(text); i == 0 {
				run.Bold(true)
			}
		}
	}
	return nil
}
