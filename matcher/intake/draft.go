package intake

import (
	"bytes"
	"errors"
	"fmt"
	"strings"
	"time"
	"unicode/utf8"

	"passend/matcher/profile"
)

// Format is what a file turned out to be.
type Format string

// The formats.
const (
	FormatCV         Format = "cv"          // running text: DOCX, PDF, TXT
	FormatCapacity   Format = "capacity"    // FML or IZP: DOCX, PDF, TXT
	FormatVUM3       Format = "vum3"        // VUM werkzoekende, data standard v3
	FormatVUM2       Format = "vum2"        // the same, v1 and v2
	FormatEuropass   Format = "europass"    // Europass XML, alone or in a PDF
	FormatJSONResume Format = "json_resume" // JSON Resume 1.x
	FormatCaseload   Format = "caseload"    // a row of a CSV or XLSX
)

// Limits of what is read: a caseload of 10,000 rows is about 3 MB, a scanned CV
// seldom over 10 MB; more in one file is not a person's.
const (
	MaxFile = 32 << 20 // bytes
	// maxLines bounds the work on a text.
	maxLines = 20_000
)

// Errors of Read.
var (
	// ErrFormat: the file is of no format that is known here.
	ErrFormat = errors.New("unknown file format")
	// ErrTooLarge: the file, or what it unpacks to, is over MaxFile.
	ErrTooLarge = errors.New("file is too large")
	// ErrNoText: the file holds no text (a scan without recognised text).
	ErrNoText = errors.New("file holds no text")
	// ErrTable: the file is a table; read it with ReadCaseload.
	ErrTable = errors.New("file is a table of workers")
)

// Field is one value of a draft beside what it was read from.
type Field struct {
	// Path names the field as in a worker file ("person.work[0].title").
	Path string `json:"path"`
	// Value is what was read, as text.
	Value string `json:"value"`
	// Source is the text it was read from, as it stands in the file.
	Source string `json:"source"`
	// Place says where that is ("regel 12", "kolom Postcode", a path in the file).
	Place string `json:"place"`
}

// Draft is a worker as a file describes it, for a person to look through.
// Nothing of it is kept until that person saves it.
type Draft struct {
	Format Format `json:"format"`
	// Worker holds what was found and nothing else: the label is empty unless
	// the file has a neutral one.
	Worker profile.Worker `json:"worker"`
	Fields []Field        `json:"fields"`
	// Notes are Dutch sentences: what was left out and why, what was not read.
	Notes []string `json:"notes,omitempty"`
}

// add records a value beside its source.
func (d *Draft) add(path string, value any, source, place string) {
	d.Fields = append(d.Fields, Field{path, fmt.Sprint(value), strings.TrimSpace(source), place})
}

// note adds a remark once.
func (d *Draft) note(format string, args ...any) {
	text := fmt.Sprintf(format, args...)
	for _, n := range d.Notes {
		if n == text {
			return
		}
	}
	d.Notes = append(d.Notes, text)
}

// Read turns a file into drafts: one, or several from a list of VUM profiles.
// The name helps to tell formats apart; now is the day that "heden" means.
// Errors are ErrFormat, ErrTooLarge, ErrNoText or ErrTable, with the cause.
func Read(name string, data []byte, now time.Time) ([]Draft, error) {
	if len(data) > MaxFile {
		return nil, fmt.Errorf("%s: %w", name, ErrTooLarge)
	}
	drafts, err := read(data, now)
	if err != nil {
		return nil, fmt.Errorf("%s: %w", name, err)
	}
	for i := range drafts {
		drafts[i].screen()
	}
	return drafts, nil
}

func read(data []byte, now time.Time) ([]Draft, error) {
	start := bytes.TrimSpace(bytes.TrimPrefix(data[:min(len(data), 512)], []byte("\ufeff")))
	switch {
	case len(start) == 0:
		return nil, ErrNoText
	case bytes.HasPrefix(start, []byte("%PDF")):
		return readPDF(data, now)
	case bytes.HasPrefix(start, []byte("PK")):
		lines, err := docxLines(data)
		if err != nil {
			return nil, err
		}
		return readText(lines, now)
	case start[0] == '<':
		d, err := readEuropass(data)
		return []Draft{d}, err
	case start[0] == '{' || start[0] == '[':
		return readJSON(data, now)
	case tableHead(string(start)):
		return nil, ErrTable
	case utf8.Valid(data):
		return readText(textLines(string(data)), now)
	}
	return nil, ErrFormat
}

// readText reads running text as a capacity when it looks like one, as a CV
// otherwise.
func readText(lines []line, now time.Time) ([]Draft, error) {
	if len(lines) == 0 {
		return nil, ErrNoText
	}
	if looksLikeCapacity(lines) {
		return []Draft{readCapacity(lines)}, nil
	}
	return []Draft{readCV(lines, now)}, nil
}

// screen names what the guard finds, so that it is seen before saving.
func (d *Draft) screen() {
	for _, f := range d.Fields {
		if strings.HasPrefix(f.Path, "person.work") || strings.HasPrefix(f.Path, "person.education") {
			continue // words of a trade
		}
		if strings.HasPrefix(f.Path, "capacity.") && !strings.HasSuffix(f.Path, ".note") {
			continue // codes
		}
		for _, g := range profile.Guard(f.Value) {
			if g.Kind == profile.BSN {
				d.note("%s: het nummer kan een BSN zijn. Haal het weg.", f.Path)
			} else {
				d.note("%s: het woord ‘%s’ kan over gezondheid gaan. Schrijf wat iemand kan.", f.Path, g.Text)
			}
		}
	}
}
