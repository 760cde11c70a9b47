package intake

import (
	"bytes"
	"cmp"
	"fmt"
	"io"
	"math"
	"slices"
	"strings"
	"time"

	"github.com/ledongthuc/pdf"
)

// Limits of a PDF: more pages than a person's file has, and a tree of attached
// files no deeper than any program writes.
const (
	maxPages = 200
	maxDepth = 8
)

// readPDF reads the Europass XML that is attached to the file, or its text.
func readPDF(data []byte, now time.Time) (drafts []Draft, err error) {
	// The library panics on some damaged files; a damaged file is no crash.
	defer func() {
		if r := recover(); r != nil {
			drafts, err = nil, fmt.Errorf("%w: damaged PDF: %v", ErrFormat, r)
		}
	}()
	r, err := pdf.NewReader(bytes.NewReader(data), int64(len(data)))
	if err != nil {
		return nil, fmt.Errorf("%w: %w", ErrFormat, err)
	}
	for _, attached := range attachments(r) {
		if d, err := readEuropass(attached); err == nil {
			return []Draft{d}, nil
		}
	}
	lines, err := pdfLines(r)
	if err != nil {
		return nil, err
	}
	return readText(lines, now)
}

// attachments returns the files in the name tree of embedded files (ISO 32000
// 7.11.4); what cannot be read is left out.
func attachments(r *pdf.Reader) [][]byte {
	var out [][]byte
	var walk func(node pdf.Value, depth int)
	walk = func(node pdf.Value, depth int) {
		if depth > maxDepth || len(out) > maxDepth {
			return
		}
		names := node.Key("Names")
		for i := 1; i < min(names.Len(), 2*maxPages); i += 2 {
			file := names.Index(i).Key("EF").Key("F")
			if file.Kind() != pdf.Stream {
				continue
			}
			body, err := io.ReadAll(io.LimitReader(file.Reader(), MaxFile))
			if err == nil && bytes.Contains(body[:min(len(body), 4096)], []byte("<")) {
				out = append(out, body)
			}
		}
		kids := node.Key("Kids")
		for i := range min(kids.Len(), maxPages) {
			walk(kids.Index(i), depth+1)
		}
	}
	walk(r.Trailer().Key("Root").Key("Names").Key("EmbeddedFiles"), 0)
	return out
}

// Distances between glyphs in units of the font size: a word ends at wordGap, a
// column at cellGap; rows are apart when their base lines differ by rowGap.
const (
	wordGap = 0.2
	cellGap = 1.6
	rowGap  = 0.4
	// guessed is the width of a glyph whose font does not tell it.
	guessed = 0.5
)

// maxGlyphs bounds the work on one page.
const maxGlyphs = 200_000

// pdfLines reads the text by rows, from the top of each page.
func pdfLines(r *pdf.Reader) ([]line, error) {
	var text strings.Builder
	for i := range min(r.NumPage(), maxPages) {
		page := r.Page(i + 1)
		if page.V.IsNull() || page.V.Key("Contents").Kind() == pdf.Null {
			continue
		}
		glyphs := page.Content().Text
		rows := rowsOf(glyphs[:min(len(glyphs), maxGlyphs)])
		margin := math.Inf(1)
		for _, row := range rows {
			for _, g := range row {
				margin = min(margin, g.X)
			}
		}
		for _, row := range rows {
			writeRow(&text, row, margin)
		}
	}
	return textLines(text.String()), nil
}

// rowsOf groups glyphs by base line, the highest first.
func rowsOf(glyphs []pdf.Text) [][]pdf.Text {
	slices.SortStableFunc(glyphs, func(a, b pdf.Text) int { return cmp.Compare(b.Y, a.Y) })
	var rows [][]pdf.Text
	for _, g := range glyphs {
		n := len(rows)
		if n == 0 || rows[n-1][0].Y-g.Y > rowGap*max(g.FontSize, 1) {
			rows = append(rows, nil)
			n++
		}
		rows[n-1] = append(rows[n-1], g)
	}
	return rows
}

// columnAt is how far from the margin a row begins that stands in a second column,
// in points: further than any text is indented.
const columnAt = 120

func writeRow(text *strings.Builder, row []pdf.Text, margin float64) {
	slices.SortStableFunc(row, func(a, b pdf.Text) int { return cmp.Compare(a.X, b.X) })
	if row[0].X-margin > columnAt {
		text.WriteByte('\t')
	}
	for i, g := range row {
		if i > 0 {
			before := row[i-1]
			width := before.W
			if width <= 0 {
				width = guessed * before.FontSize
			}
			switch gap := (g.X - before.X - width) / max(g.FontSize, 1); {
			case gap > cellGap:
				text.WriteByte('\t')
			case gap > wordGap:
				text.WriteByte(' ')
			}
		}
		text.WriteString(g.S)
	}
	text.WriteByte('\n')
}
