package file

import (
	"bufio"
	"bytes"
	"encoding/csv"
	"errors"
	"fmt"
	"io"
	"iter"
	"maps"
	"slices"
	"strings"
	"time"
	"unicode/utf8"

	"passend/crawler/extract/record"
	"passend/index/vacancy"

	"github.com/xuri/excelize/v2"
	"golang.org/x/text/encoding/charmap"
)

// ErrNoColumns says that a table has no column that can be the title.
var ErrNoColumns = errors.New("file: no column for the title; give a mapping")

// columns are the headings by which the columns of a table are recognised when
// the source gives no mapping; compared without regard to case.
var columns = map[string]record.Paths{
	"id":              {"id", "job id", "vacature-id", "vacaturenummer", "vacature nr", "nummer", "referentie", "reference", "code"},
	"title":           {"title", "titel", "functie", "functietitel", "functienaam", "vacature", "vacaturetitel", "job title", "naam vacature", "beroep"},
	"employer":        {"employer", "company", "werkgever", "bedrijf", "bedrijfsnaam", "organisatie", "opdrachtgever", "klant"},
	"place":           {"place", "plaats", "locatie", "location", "standplaats", "werkplek", "stad", "city", "woonplaats", "location id", "address", "adres"},
	"postcode":        {"postcode", "postal code", "zip"},
	"region":          {"regio", "provincie", "region", "province"},
	"country":         {"country", "land"},
	"text":            {"text", "tekst", "omschrijving", "vacaturetekst", "beschrijving", "description", "functieomschrijving", "inhoud"},
	"url":             {"url", "link", "website", "final url", "vacaturelink"},
	"posted":          {"posted", "geplaatst", "geplaatst op", "publicatiedatum", "datum", "date", "datum plaatsing"},
	"valid_through":   {"valid_through", "sluitingsdatum", "einddatum", "reageren voor", "deadline", "valid through"},
	"start":           {"startdatum", "start", "ingangsdatum"},
	"hours":           {"hours", "uren", "uren per week", "aantal uren", "uren/week"},
	"hours_min":       {"uren min", "min uren", "minimum uren", "uren minimaal", "hours_min"},
	"hours_max":       {"uren max", "max uren", "maximum uren", "uren maximaal", "hours_max"},
	"pay":             {"salary", "salaris", "salarisindicatie", "loon"},
	"employment_type": {"dienstverband", "contract", "contractvorm", "employment type", "soort dienstverband"},
	"education":       {"opleiding", "opleidingsniveau", "niveau", "education"},
	"experience":      {"ervaring", "werkervaring", "experience"},
	"industry":        {"branche", "sector", "industry"},
	"occupation":      {"category", "categorie", "vakgebied", "functiegroep"},
	"skills":          {"vaardigheden", "competenties", "skills"},
}

// slash stands for "/" in headings, which is a separator in paths.
var slash = strings.NewReplacer("/", "\u2215")

// table turns rows into vacancies by the headings of the first row.
type table struct {
	m       record.Mapping
	heading []string
	now     time.Time
}

// newTable binds a mapping to a heading. The mapping's paths are headings of
// columns; fields that it does not name are recognised.
func newTable(own *record.Mapping, heading []string, now time.Time) (*table, error) {
	t := &table{m: record.Mapping{Name: by, Fields: map[string]record.Paths{}}, now: now}
	for _, h := range heading {
		t.heading = append(t.heading, slash.Replace(strings.TrimSpace(strings.TrimPrefix(h, "\ufeff"))))
	}
	known := func(name string) bool {
		return slices.ContainsFunc(t.heading, func(h string) bool { return strings.EqualFold(h, name) })
	}
	bind := func(field string, paths record.Paths) {
		if t.m.Fields[field] != nil {
			return
		}
		for _, p := range paths {
			if strings.HasPrefix(p, "=") || strings.Contains(p, " + ") || known(slash.Replace(p)) {
				t.m.Fields[field] = append(t.m.Fields[field], slash.Replace(p))
			}
		}
	}
	if own != nil {
		for field, paths := range own.Fields {
			if bind(field, paths); t.m.Fields[field] == nil {
				return nil, fmt.Errorf("file: mapping of %q: the table has no column %q", field, strings.Join(paths, ", "))
			}
		}
	}
	for _, field := range slices.Sorted(maps.Keys(columns)) {
		bind(field, columns[field])
	}
	if t.m.Fields["title"] == nil {
		return nil, ErrNoColumns
	}
	return t, t.m.Validate()
}

func (t *table) row(cells []string) (vacancy.Vacancy, error) {
	n := &record.Node{}
	for i, c := range cells {
		if i < len(t.heading) && t.heading[i] != "" && strings.TrimSpace(c) != "" {
			n.Add(t.heading[i], c)
		}
	}
	v := t.m.Build(nil, n, t.now)
	if v.Title == "" && v.Text == "" {
		return v, ErrNoTitle
	}
	v.ID = v.ExternalID
	if v.ExternalID == "" {
		v.ExternalID = v.URL
	}
	return v, nil
}

func blank(cells []string) bool {
	return !slices.ContainsFunc(cells, func(c string) bool { return strings.TrimSpace(c) != "" })
}

// CSV reads a table with a heading. Comma, semicolon or tab is found out, and
// so is Windows-1252, which spreadsheets in the Netherlands still write. A bad
// row gives a *LineError and the rest goes on.
func CSV(r io.Reader, own *record.Mapping, now time.Time) iter.Seq2[vacancy.Vacancy, error] {
	return func(yield func(vacancy.Vacancy, error) bool) {
		b := bufio.NewReaderSize(r, 1<<16)
		head, _ := b.Peek(1 << 16) // a short file is no error
		var in io.Reader = b
		if !validPrefix(head) {
			in = charmap.Windows1252.NewDecoder().Reader(b)
		}
		c := csv.NewReader(in)
		c.Comma, c.LazyQuotes, c.FieldsPerRecord = delimiter(head), true, -1
		heading, err := c.Read()
		if err != nil {
			yield(vacancy.Vacancy{}, &LineError{1, err})
			return
		}
		t, err := newTable(own, heading, now)
		if err != nil {
			yield(vacancy.Vacancy{}, &LineError{1, err})
			return
		}
		for {
			cells, err := c.Read()
			if errors.Is(err, io.EOF) {
				return
			}
			var parse *csv.ParseError
			switch {
			case errors.As(err, &parse):
				if !yield(vacancy.Vacancy{}, &LineError{parse.StartLine, parse.Err}) {
					return
				}
				continue
			case err != nil:
				yield(vacancy.Vacancy{}, err)
				return
			case blank(cells):
				continue
			}
			line, _ := c.FieldPos(0)
			v, err := t.row(cells)
			if err != nil {
				err = &LineError{line, err}
			}
			if !yield(v, err) {
				return
			}
		}
	}
}

// validPrefix allows a character cut in two at the end.
func validPrefix(b []byte) bool {
	for i := 0; i < 4 && len(b) > 0; i++ {
		if utf8.Valid(b) {
			return true
		}
		b = b[:len(b)-1]
	}
	return len(b) == 0
}

// delimiter is the one of the three that the first line has most of.
func delimiter(head []byte) rune {
	line, _, _ := bytes.Cut(head, []byte("\n"))
	best, most := ',', 0
	for _, d := range ",;\t" {
		if n := bytes.Count(line, []byte(string(d))); n > most {
			best, most = d, n
		}
	}
	return best
}

// maxUnzipped bounds what a workbook may unpack to, in bytes.
const maxUnzipped = 512 << 20

// XLSX reads the first sheet of a workbook as CSV reads a table.
func XLSX(r io.Reader, own *record.Mapping, now time.Time) iter.Seq2[vacancy.Vacancy, error] {
	return func(yield func(vacancy.Vacancy, error) bool) {
		f, err := excelize.OpenReader(r, excelize.Options{UnzipSizeLimit: maxUnzipped})
		if err != nil {
			yield(vacancy.Vacancy{}, fmt.Errorf("file: workbook: %w", err))
			return
		}
		defer f.Close()
		rows, err := f.Rows(f.GetSheetName(0))
		if err != nil {
			yield(vacancy.Vacancy{}, fmt.Errorf("file: workbook: %w", err))
			return
		}
		defer rows.Close()
		var t *table
		for line := 1; rows.Next(); line++ {
			cells, err := rows.Columns()
			if err != nil {
				yield(vacancy.Vacancy{}, &LineError{line, err})
				return
			}
			if blank(cells) {
				continue
			}
			if t == nil {
				if t, err = newTable(own, cells, now); err != nil {
					yield(vacancy.Vacancy{}, &LineError{line, err})
					return
				}
				continue
			}
			v, err := t.row(cells)
			if err != nil {
				err = &LineError{line, err}
			}
			if !yield(v, err) {
				return
			}
		}
	}
}
