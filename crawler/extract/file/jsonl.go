package file

import (
	"bufio"
	"bytes"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"iter"
	"strings"
	"time"

	"passend/crawler/extract/field"
	"passend/crawler/extract/record"
	"passend/index/vacancy"
)

// maxLine bounds one line of JSON, in bytes.
const maxLine = 8 << 20

// LineError says which line of a file could not be read. Reading goes on after
// it.
type LineError struct {
	Line int // from 1
	Err  error
}

func (e *LineError) Error() string { return fmt.Sprintf("line %d: %v", e.Line, e.Err) }

// Unwrap gives the cause.
func (e *LineError) Unwrap() error { return e.Err }

// The causes of a LineError.
var (
	ErrNoTitle  = errors.New("neither title nor text")
	ErrTooLong  = errors.New("line longer than 8 MB")
	ErrNoObject = errors.New("not a JSON object")
)

// by is what FoundBy says for fields from files.
const by = "file"

// JSONLines reads one JSON object a line, of any of the shapes that Object
// takes. Empty lines are skipped; a bad line gives a *LineError and the rest
// goes on.
func JSONLines(r io.Reader, now time.Time) iter.Seq2[vacancy.Vacancy, error] {
	return func(yield func(vacancy.Vacancy, error) bool) {
		b := bufio.NewReaderSize(r, 1<<16)
		for line := 1; ; line++ {
			data, tooLong, err := readLine(b)
			data = bytes.TrimSpace(bytes.TrimPrefix(data, []byte("\xef\xbb\xbf")))
			var v vacancy.Vacancy
			var bad error
			switch {
			case tooLong:
				bad = ErrTooLong
			case len(data) > 0:
				v, bad = Object(data, now)
			}
			if bad != nil {
				bad = &LineError{line, bad}
			}
			if (len(data) > 0 || bad != nil) && !yield(v, bad) {
				return
			}
			if err != nil {
				if !errors.Is(err, io.EOF) {
					yield(vacancy.Vacancy{}, &LineError{line, err})
				}
				return
			}
		}
	}
}

// readLine reads a line of any length and keeps at most maxLine of it.
func readLine(b *bufio.Reader) (line []byte, tooLong bool, err error) {
	for {
		part, err := b.ReadSlice('\n')
		if len(line)+len(part) <= maxLine {
			line = append(line, part...)
		} else {
			tooLong = true
		}
		if !errors.Is(err, bufio.ErrBufferFull) {
			return line, tooLong, err
		}
	}
}

// row is our own shape of a vacancy with, on top, the loose notation of
// exports: the place in one string and dates as people write them.
type row struct {
	vacancy.Vacancy
	ID           text `json:"id"`
	Place        text `json:"place"`
	Country      text `json:"country"`
	Posted       text `json:"posted"`
	ValidThrough text `json:"valid_through"`
	Start        text `json:"start"`
}

// text takes a string or a number.
type text string

// UnmarshalJSON takes a string or a number; null is empty.
func (t *text) UnmarshalJSON(data []byte) error {
	var s string
	if data[0] == '"' {
		if err := json.Unmarshal(data, &s); err != nil {
			return err
		}
	} else if s = string(data); s == "null" {
		s = ""
	}
	*t = text(s)
	return nil
}

// Object reads one JSON object: a vacancy in our own shape, a row of an export
// {id, source, title, employer, place, text, posted, country}, or a VUM
// vacancy (version 2 or 3, bare or in its envelope).
func Object(data []byte, now time.Time) (vacancy.Vacancy, error) {
	if bytes.Contains(data, []byte(`"naamVacature"`)) || bytes.Contains(data, []byte(`"omschrijvingVacature"`)) {
		return VUM(data, now)
	}
	if !bytes.HasPrefix(data, []byte("{")) {
		return vacancy.Vacancy{}, ErrNoObject
	}
	var r row
	if err := json.Unmarshal(data, &r); err != nil {
		return vacancy.Vacancy{}, err
	}
	v := r.Vacancy
	v.ID = string(r.ID)
	v.Title, v.Employer, v.Text = field.Line(v.Title), field.Line(v.Employer), field.Text(v.Text)
	if v.Title == "" && v.Text == "" {
		return vacancy.Vacancy{}, ErrNoTitle
	}
	if v.ExternalID == "" {
		v.ExternalID = v.ID
	}
	if len(v.Places) == 0 && r.Place != "" {
		v.Places = field.Places(string(r.Place))
	}
	if c := field.Country(string(r.Country)); c != "" {
		for i := range v.Places {
			v.Places[i].Country = c
		}
		if len(v.Places) == 0 {
			v.Places = []vacancy.Place{{Country: c}}
		}
	}
	v.Posted, _ = field.Date(string(r.Posted), now)
	v.ValidThrough, _ = field.Date(string(r.ValidThrough), now)
	v.Start, _ = field.Date(string(r.Start), now)
	v.EmploymentTypes = field.EmploymentTypes(v.EmploymentTypes...)
	record.Found(&v, by)
	return v, nil
}

// Objects reads a JSON document that is an array of objects, an object with
// one array of them ("vacatures"), or one object. The line of an error is the
// number of the object.
func Objects(data []byte, now time.Time) iter.Seq2[vacancy.Vacancy, error] {
	return func(yield func(vacancy.Vacancy, error) bool) {
		list, err := objects(bytes.TrimSpace(bytes.TrimPrefix(data, []byte("\xef\xbb\xbf"))))
		if err != nil {
			yield(vacancy.Vacancy{}, err)
			return
		}
		for i, o := range list {
			v, err := Object(o, now)
			if err != nil {
				err = &LineError{i + 1, err}
			}
			if !yield(v, err) {
				return
			}
		}
	}
}

func objects(data []byte) ([]json.RawMessage, error) {
	var list []json.RawMessage
	if bytes.HasPrefix(data, []byte("[")) {
		err := json.Unmarshal(data, &list)
		return list, err
	}
	var wrapped map[string]json.RawMessage
	if err := json.Unmarshal(data, &wrapped); err != nil {
		return nil, err
	}
	for _, name := range []string{"vacatures", "vacancies", "matches", "jobs", "items", "data"} {
		if inner := bytes.TrimSpace(wrapped[name]); bytes.HasPrefix(inner, []byte("[")) {
			err := json.Unmarshal(inner, &list)
			return list, err
		}
	}
	return []json.RawMessage{data}, nil
}

func nonEmpty(parts ...string) []string {
	var all []string
	for _, p := range parts {
		if strings.TrimSpace(p) != "" {
			all = append(all, p)
		}
	}
	return all
}
