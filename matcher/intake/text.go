package intake

import (
	"archive/zip"
	"bytes"
	"encoding/xml"
	"errors"
	"fmt"
	"io"
	"strings"
)

// line is one line or table row of a document; cells are parted by tabs.
type line struct {
	number int
	text   string
	// indented: the line begins in a later column.
	indented bool
}

func (l line) place() string { return fmt.Sprintf("regel %d", l.number) }

// textLines cuts a text into lines that say something.
func textLines(text string) []line {
	var out []line
	n := 0
	for raw := range strings.Lines(text) {
		n++
		if t := tidy(raw); t != "" && len(out) < maxLines {
			out = append(out, line{n, t, strings.HasPrefix(raw, "\t")})
		}
	}
	return out
}

// columns takes a page of two columns apart: what stands on the left first, then
// what stands beside it. A page has two when headings of parts stand in both.
func columns(lines []line) []line {
	left, right := 0, 0
	for _, l := range lines {
		cells := strings.Split(l.text, "\t")
		for i, c := range cells {
			if _, _, ok := heading(c); ok && i == 0 && !l.indented && len(cells) > 1 {
				left++
			} else if ok && (i > 0 || l.indented) {
				right++
			}
		}
	}
	if left == 0 || right == 0 {
		return lines
	}
	var first, second []line
	for _, l := range lines {
		if l.indented {
			second = append(second, l)
			continue
		}
		cell, rest, _ := strings.Cut(l.text, "\t")
		first = append(first, line{number: l.number, text: cell})
		if rest = strings.Trim(rest, "\t"); rest != "" {
			second = append(second, line{number: l.number, text: rest})
		}
	}
	return append(first, second...)
}

// tidy makes spaces plain and drops empty cells at the ends.
func tidy(raw string) string {
	cells := strings.Split(raw, "\t")
	for i, c := range cells {
		cells[i] = strings.Join(strings.Fields(strings.ReplaceAll(c, "\u00a0", " ")), " ")
	}
	return strings.Trim(strings.Join(cells, "\t"), "\t")
}

// unzip returns one member of an archive, never more than MaxFile bytes of it:
// a small file can unpack to one that fills the memory.
func unzip(z *zip.Reader, name string) ([]byte, error) {
	f, err := z.Open(name)
	if err != nil {
		return nil, err
	}
	defer f.Close()
	body, err := io.ReadAll(io.LimitReader(f, MaxFile+1))
	if err == nil && len(body) > MaxFile {
		err = ErrTooLarge
	}
	return body, err
}

// docxLines reads the paragraphs and table rows of a DOCX in their order.
func docxLines(data []byte) ([]line, error) {
	z, err := zip.NewReader(bytes.NewReader(data), int64(len(data)))
	if err != nil {
		return nil, fmt.Errorf("%w: %w", ErrFormat, err)
	}
	body, err := unzip(z, "word/document.xml")
	if err != nil {
		if _, err := z.Open("xl/workbook.xml"); err == nil {
			return nil, ErrTable
		}
		return nil, errors.Join(ErrFormat, err)
	}
	return wordLines(bytes.NewReader(body))
}

// wordLines walks WordprocessingML: text of w:t, tabs and breaks, a line at the
// end of a paragraph outside a table and of a row inside one.
func wordLines(r io.Reader) ([]line, error) {
	var text strings.Builder
	dec := xml.NewDecoder(r)
	inText, rows := false, 0
	for {
		token, err := dec.Token()
		if errors.Is(err, io.EOF) {
			return textLines(text.String()), nil
		}
		if err != nil {
			return nil, fmt.Errorf("%w: %w", ErrFormat, err)
		}
		switch t := token.(type) {
		case xml.StartElement:
			switch t.Name.Local {
			case "t":
				inText = true
			case "tr":
				rows++
			case "tab":
				text.WriteByte('\t')
			case "br", "cr":
				breakLine(&text, rows)
			}
		case xml.EndElement:
			switch t.Name.Local {
			case "t":
				inText = false
			case "p":
				breakLine(&text, rows)
			case "tc":
				text.WriteByte('\t')
			case "tr":
				rows--
				text.WriteByte('\n')
			}
		case xml.CharData:
			if inText {
				text.Write(t)
			}
		}
	}
}

func breakLine(text *strings.Builder, rows int) {
	if rows > 0 {
		text.WriteByte(' ')
		return
	}
	text.WriteByte('\n')
}
