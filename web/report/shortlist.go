package report

import (
	"bytes"
	"encoding/csv"
	"fmt"
	"slices"
	"strconv"
	"strings"
	"time"
	"unicode"
	"unicode/utf8"

	"github.com/xuri/excelize/v2"

	"passend/web/desk"
	"passend/web/locale"
)

// Format is a kind of table.
type Format struct {
	Extension, Type string
	write           func(rows [][]any) ([]byte, error)
}

// The formats of a table.
var (
	XLSX = Format{"xlsx", "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet", writeXLSX}
	CSV  = Format{"csv", "text/csv; charset=utf-8", writeCSV}
)

// columns are the keys of the headings, in order.
var columns = []string{"name", "kind", "open", "past", "active", "minutes", "workers", "contacts", "last", "reasons", "agency"}

// Shortlist writes a shortlist as a table in the catalogue's language.
func Shortlist(l *desk.Shortlist, c *locale.Catalogue, f Format) ([]byte, error) {
	var head []any
	for _, k := range columns {
		t, err := c.T("export." + k)
		if err != nil {
			return nil, fmt.Errorf("shortlist: %w", err)
		}
		head = append(head, t)
	}
	rows := [][]any{head}
	for _, part := range []struct {
		kind string
		list []desk.Prospect
	}{{"map.open", l.WithVacancy}, {"map.past", l.Speculative}} {
		kind, err := c.T(part.kind)
		if err != nil {
			return nil, fmt.Errorf("shortlist: %w", err)
		}
		yes, err := c.T("export.yes")
		if err != nil {
			return nil, fmt.Errorf("shortlist: %w", err)
		}
		for i := range part.list {
			rows = append(rows, row(&part.list[i], kind, yes))
		}
	}
	return f.write(rows)
}

func row(p *desk.Prospect, kind, yes string) []any {
	var workers []string
	for _, w := range p.Workers {
		workers = append(workers, w.Label)
	}
	last, agency := "", ""
	if !p.LastContact.IsZero() {
		last = p.LastContact.Format(time.DateOnly)
	}
	if p.Agency {
		agency = yes
	}
	return []any{p.Name, kind, p.Open, p.Past, p.Active, p.Minutes, strings.Join(workers, ", "), p.Contacts, last, strings.Join(p.Reasons, " "), agency}
}

// harmless keeps a text from being read as a formula by a spreadsheet: names
// come from web sites (OWASP, CSV injection). Spreadsheets skip space at the
// start, and some read full-width signs as the plain ones.
func harmless(text string) string {
	text = strings.TrimLeftFunc(text, func(r rune) bool { return unicode.IsSpace(r) || unicode.IsControl(r) || unicode.Is(unicode.Cf, r) })
	if first, _ := utf8.DecodeRuneInString(text); strings.ContainsRune("=+-@\uff1d\uff0b\uff0d\uff20", first) {
		return "'" + text
	}
	return text
}

// writeCSV separates by semicolons and begins with a byte-order mark, as Dutch
// spreadsheets expect.
func writeCSV(rows [][]any) ([]byte, error) {
	b := bytes.NewBufferString("\ufeff")
	w := csv.NewWriter(b)
	w.Comma, w.UseCRLF = ';', true
	for _, r := range rows {
		cells := make([]string, len(r))
		for i, x := range r {
			switch x := x.(type) {
			case string:
				cells[i] = harmless(x)
			case int:
				cells[i] = strconv.Itoa(x)
			}
		}
		if err := w.Write(cells); err != nil {
			return nil, fmt.Errorf("csv: %w", err)
		}
	}
	w.Flush()
	return b.Bytes(), w.Error()
}

func writeXLSX(rows [][]any) (out []byte, err error) {
	f := excelize.NewFile()
	defer func() {
		if cerr := f.Close(); err == nil {
			err = cerr
		}
	}()
	const sheet = "Sheet1"
	bold, err := f.NewStyle(&excelize.Style{Font: &excelize.Font{Bold: true}})
	if err != nil {
		return nil, fmt.Errorf("xlsx: %w", err)
	}
	w, err := f.NewStreamWriter(sheet)
	if err != nil {
		return nil, fmt.Errorf("xlsx: %w", err)
	}
	if err := w.SetColWidth(1, 1, 34); err != nil {
		return nil, fmt.Errorf("xlsx: %w", err)
	}
	if err := w.SetColWidth(2, len(columns), 16); err != nil {
		return nil, fmt.Errorf("xlsx: %w", err)
	}
	if err := w.SetPanes(&excelize.Panes{Freeze: true, YSplit: 1, TopLeftCell: "A2", ActivePane: "bottomLeft"}); err != nil {
		return nil, fmt.Errorf("xlsx: %w", err)
	}
	for i, r := range rows {
		r = slices.Clone(r)
		for j, x := range r {
			if text, ok := x.(string); ok {
				r[j] = harmless(text)
			}
		}
		cell := "A" + strconv.Itoa(i+1)
		var opts []excelize.RowOpts
		if i == 0 {
			opts = append(opts, excelize.RowOpts{StyleID: bold})
		}
		if err := w.SetRow(cell, r, opts...); err != nil {
			return nil, fmt.Errorf("xlsx: %w", err)
		}
	}
	if err := w.Flush(); err != nil {
		return nil, fmt.Errorf("xlsx: %w", err)
	}
	b, err := f.WriteToBuffer()
	if err != nil {
		return nil, fmt.Errorf("xlsx: %w", err)
	}
	return b.Bytes(), nil
}
