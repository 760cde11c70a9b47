package intake

import (
	"bytes"
	"encoding/csv"
	"errors"
	"fmt"
	"io"
	"strings"
	"unicode/utf8"

	"github.com/xuri/excelize/v2"
	"golang.org/x/text/encoding/charmap"

	"passend/index/dutch"
	"passend/matcher/profile"
)

// Target is what a column of a caseload means.
type Target string

// The targets. Refused is a column that may not come in, Ignored one that is
// not used.
const (
	TargetLabel       Target = "label"
	TargetConsent     Target = "consent"
	TargetHours       Target = "hours"
	TargetEducation   Target = "education"
	TargetDirection   Target = "direction"
	TargetSector      Target = "sector"
	TargetSpoken      Target = "dutch_spoken"
	TargetWritten     Target = "dutch_written"
	TargetLicences    Target = "licences"
	TargetTransport   Target = "transport"
	TargetPostcode    Target = "postcode"
	TargetPlace       Target = "place"
	TargetCompetences Target = "competences"
	TargetIgnored     Target = "ignored"
	TargetRefused     Target = "refused"
)

// Targets lists what a person can choose for a column.
var Targets = []Target{TargetLabel, TargetConsent, TargetHours, TargetEducation, TargetDirection, TargetSector, TargetSpoken,
	TargetWritten, TargetLicences, TargetTransport, TargetPostcode, TargetPlace, TargetCompetences, TargetIgnored}

// Mapping says for every column by its header what it means. It can be kept
// under a name and used again.
type Mapping map[string]Target

// known are headers of Sonar and of lists that agencies make, folded.
var known = map[string]Target{
	"id_wz": TargetLabel, "dossiernummer": TargetLabel, "kenmerk": TargetLabel, "casusnummer": TargetLabel, "label": TargetLabel,
	"toestemming": TargetConsent, "akkoord": TargetConsent,
	"beschikbare uren/wk": TargetHours, "beschikbare uren": TargetHours, "uren per week": TargetHours, "uren": TargetHours,
	"opleidingsniveau": TargetEducation, "opleiding": TargetEducation, "niveau": TargetEducation,
	"bemiddelingsberoep": TargetDirection, "zoekrichting": TargetDirection, "gewenst beroep": TargetDirection, "beroep": TargetDirection,
	"beroepssector": TargetSector, "sector": TargetSector,
	"mondeling nederlands": TargetSpoken, "schriftelijk nederlands": TargetWritten,
	"rijbewijs": TargetLicences, "rijbewijzen": TargetLicences, "vervoer": TargetTransport, "vervoermiddel": TargetTransport,
	"postcode": TargetPostcode, "plaats": TargetPlace, "woonplaats": TargetPlace, "gemeente": TargetIgnored,
	"competenties": TargetCompetences, "vaardigheden": TargetCompetences,
}

// forbidden are headers of a BSN: there is no ground to keep one (UAVG art. 46).
var forbidden = []string{"bsn", "burgerservicenummer", "sofinummer", "sofi-nummer", "sofi"}

// personal are headers of what a match does not need.
var personal = []string{"naam", "voornaam", "achternaam", "telefoon", "e-mail", "email", "geslacht", "leeftijd", "geboortedatum", "straat", "huisnummer", "toevoeging"}

// Caseload is a table of workers as a dry run shows it.
type Caseload struct {
	Headers []string `json:"headers"`
	Mapping Mapping  `json:"mapping"`
	// Refused names the columns that were refused and why, in Dutch.
	Refused []string `json:"refused,omitempty"`
	Rows    []Row    `json:"rows"`
	// Rejected are the rows that cannot come in.
	Rejected []Rejected `json:"rejected,omitempty"`
}

// Row is a worker of the table; Number counts from 1 with the header.
type Row struct {
	Number int   `json:"number"`
	Draft  Draft `json:"draft"`
}

// Rejected is a row that was refused, with the reason in Dutch.
type Rejected struct {
	Number int    `json:"number"`
	Reason string `json:"reason"`
}

// maxRows and maxColumns bound a table.
const (
	maxRows    = 100_000
	maxColumns = 400
)

// Table is a caseload file without what may not come in: the cells of columns of
// a BSN, and of columns that a match does not need, are empty.
type Table struct {
	Headers []string   `json:"headers"`
	Cells   [][]string `json:"cells"`
	// Barred marks the columns that were refused, Refused says why in Dutch.
	Barred  []bool   `json:"barred"`
	Refused []string `json:"refused,omitempty"`
}

// OpenTable reads a CSV or XLSX. Columns of a BSN are refused whatever the
// mapping says, those of names and addresses unless it names them. A file without
// two columns is no table (ErrFormat).
func OpenTable(name string, data []byte, mapping Mapping) (Table, error) {
	if len(data) > MaxFile {
		return Table{}, fmt.Errorf("%s: %w", name, ErrTooLarge)
	}
	cells, err := tableOf(data)
	if err != nil {
		return Table{}, fmt.Errorf("%s: %w", name, err)
	}
	if len(cells) == 0 || len(cells[0]) < 2 || len(cells[0]) > maxColumns || len(cells) > maxRows {
		return Table{}, fmt.Errorf("%s: %w", name, ErrFormat)
	}
	t := Table{Cells: cells[1:]}
	var c Caseload
	for i, h := range cells[0] {
		h = strings.TrimSpace(strings.TrimPrefix(h, "\ufeff"))
		t.Headers = append(t.Headers, h)
		barred := c.target(h, mapping, t.Cells, i) == TargetRefused
		t.Barred = append(t.Barred, barred)
		for _, row := range t.Cells {
			if barred && i < len(row) {
				row[i] = ""
			}
		}
	}
	t.Refused = c.Refused
	return t, nil
}

// ReadCaseload reads a CSV or XLSX without saving anything. Without a mapping
// one is guessed from the headers; rows without consent are refused.
func ReadCaseload(name string, data []byte, mapping Mapping) (Caseload, error) {
	t, err := OpenTable(name, data, mapping)
	if err != nil {
		return Caseload{}, err
	}
	return t.Caseload(mapping), nil
}

// Caseload reads the rows, each column as the mapping says; what it does not name
// is guessed from the header.
func (t Table) Caseload(mapping Mapping) Caseload {
	c := Caseload{Headers: t.Headers, Mapping: Mapping{}, Refused: t.Refused}
	targets := make([]Target, len(t.Headers))
	for i, h := range t.Headers {
		target, ok := mapping[h]
		switch {
		case t.Barred[i]:
			target = TargetRefused
		case !ok:
			if target, ok = known[dutch.Fold(h)]; !ok {
				target = TargetIgnored
			}
		}
		targets[i] = target
		c.Mapping[h] = target
	}
	for i, cells := range t.Cells {
		if strings.TrimSpace(strings.Join(cells, "")) == "" {
			continue
		}
		c.row(i+2, cells, targets)
	}
	return c
}

// tableHead reports whether a text begins with the headers of a caseload.
func tableHead(text string) bool {
	first, _, _ := strings.Cut(text, "\n")
	n := 0
	for cell := range strings.FieldsFuncSeq(first, func(r rune) bool { return r == ';' || r == ',' || r == '\t' }) {
		if _, ok := known[dutch.Fold(strings.Trim(cell, " \"\r"))]; ok {
			n++
		}
	}
	return n > 1
}

// target decides what a column means and names it when it is refused.
func (c *Caseload) target(header string, mapping Mapping, rows [][]string, column int) Target {
	folded := dutch.Fold(header)
	for _, f := range forbidden {
		if folded == f || strings.HasPrefix(folded, f+" ") {
			c.Refused = append(c.Refused, fmt.Sprintf("Kolom %s is geweigerd: een BSN mag niet in Passend.", header))
			return TargetRefused
		}
	}
	if holdsServiceNumbers(rows, column) {
		c.Refused = append(c.Refused, fmt.Sprintf("Kolom %s is geweigerd: er staan nummers in die een BSN kunnen zijn.", header))
		return TargetRefused
	}
	if t, ok := mapping[header]; ok {
		return t
	}
	if t, ok := known[folded]; ok {
		return t
	}
	for _, p := range personal {
		if strings.Contains(folded, p) {
			c.Refused = append(c.Refused, fmt.Sprintf("Kolom %s wordt niet overgenomen: Passend heeft dit niet nodig.", header))
			return TargetRefused
		}
	}
	return TargetIgnored
}

// holdsServiceNumbers reports whether half of what stands in a column passes
// the test of a BSN; of numbers that are none one in eleven does.
func holdsServiceNumbers(rows [][]string, column int) bool {
	filled, hits := 0, 0
	for _, cells := range rows {
		if column >= len(cells) || strings.TrimSpace(cells[column]) == "" {
			continue
		}
		filled++
		for _, f := range profile.Guard(cells[column]) {
			if f.Kind == profile.BSN {
				hits++
				break
			}
		}
	}
	return hits > 0 && 2*hits >= filled
}

func (c *Caseload) row(number int, cells []string, targets []Target) {
	r := rowReader{d: Draft{Format: FormatCaseload}}
	consent := false
	for i, cell := range cells {
		cell = strings.Join(strings.Fields(cell), " ")
		if i >= len(targets) || cell == "" {
			continue
		}
		if targets[i] == TargetConsent {
			switch dutch.Fold(cell) {
			case "ja", "j", "yes", "true", "1", "waar":
				consent = true
			}
			continue
		}
		r.cell(targets[i], cell, "kolom "+c.Headers[i])
	}
	if !consent {
		c.Rejected = append(c.Rejected, Rejected{number, "Er staat geen Ja bij Toestemming."})
		return
	}
	r.d.screen()
	c.Rows = append(c.Rows, Row{number, r.d})
}

// rowReader builds the draft of one row.
type rowReader struct{ d Draft }

func (r *rowReader) cell(t Target, cell, place string) {
	d, p, s := &r.d, &r.d.Worker.Person, &r.d.Worker.Search
	switch t {
	case TargetLabel:
		d.Worker.Label = cell
		d.add("label", cell, cell, place)
	case TargetHours:
		if n, ok := dutch.ParseNumber(cell); ok && n > 0 && n <= 60 {
			s.HoursMax = n
			d.add("search.hours_max", n, cell, place)
		} else {
			d.note("%s: ‘%s’ is geen aantal uren.", place, cell)
		}
	case TargetEducation:
		if level := educationLevel(cell); level.Rank() >= 0 {
			p.Education = append(p.Education, profile.Study{Name: cell, Level: level})
			d.add("person.education[0].level", level, cell, place)
		} else {
			d.note("%s: het niveau ‘%s’ is niet herkend.", place, cell)
		}
	case TargetDirection:
		for text := range strings.FieldsFuncSeq(cell, func(r rune) bool { return r == ',' || r == ';' || r == '/' }) {
			text = strings.TrimSpace(text)
			d.add(fmt.Sprintf("search.directions[%d].text", len(s.Directions)), text, cell, place)
			s.Directions = append(s.Directions, profile.Direction{Text: text, Origin: "coach"})
		}
	case TargetLicences:
		for _, x := range licencesIn(strings.ToUpper(cell)) {
			d.add(fmt.Sprintf("person.licences[%d]", len(p.Licences)), x, cell, place)
			p.Licences = append(p.Licences, x)
		}
	case TargetTransport:
		for _, m := range transportIn(cell) {
			d.add(fmt.Sprintf("person.transport[%d]", len(p.Transport)), m, cell, place)
			p.Transport = append(p.Transport, m)
		}
	case TargetPostcode:
		if len(cell) >= 4 && strings.Trim(cell[:4], "0123456789") == "" && cell[0] != '0' {
			p.Home.Postcode4 = cell[:4]
			d.add("person.home.postcode4", cell[:4], cell[:4], place)
		}
	case TargetPlace:
		p.Home.Place = cell
		d.add("person.home.place", cell, cell, place)
	default:
		r.more(t, cell, place)
	}
}

func (r *rowReader) more(t Target, cell, place string) {
	d, p := &r.d, &r.d.Worker.Person
	switch t {
	case TargetSpoken, TargetWritten:
		skill, ok := languageSkill("nederlands " + cell)
		if !ok || skill.Level == "" {
			d.note("%s: ‘%s’ is geen taalniveau.", place, cell)
			return
		}
		// Spoken Dutch stands; written adds it when nothing is said of speaking.
		if len(p.Languages) > 0 && t == TargetWritten {
			return
		}
		p.Languages = []profile.LanguageSkill{skill}
		d.add("person.languages[0].level", skill.Level, cell, place)
	case TargetSector:
		d.note("%s: ‘%s’ is alleen getoond; kies zelf een sector.", place, cell)
	case TargetCompetences:
		for x := range strings.FieldsFuncSeq(cell, func(r rune) bool { return r == ',' || r == ';' }) {
			x = strings.TrimSpace(x)
			d.add(fmt.Sprintf("person.competences[%d].name", len(p.Competences)), x, cell, place)
			p.Competences = append(p.Competences, profile.Competence{Name: x, Confidence: 1})
		}
	}
}

// tableOf reads the first sheet of an XLSX, or a CSV in UTF-8 or Windows-1252
// with semicolons, commas or tabs.
func tableOf(data []byte) ([][]string, error) {
	if bytes.HasPrefix(data, []byte("PK")) {
		return sheet(data)
	}
	if bytes.IndexByte(data, 0) >= 0 {
		return nil, ErrFormat
	}
	text := data
	if !utf8.Valid(text) {
		var err error
		if text, err = charmap.Windows1252.NewDecoder().Bytes(data); err != nil {
			return nil, fmt.Errorf("%w: %w", ErrFormat, err)
		}
	}
	text = bytes.TrimPrefix(text, []byte("\ufeff"))
	first, _, _ := bytes.Cut(text, []byte("\n"))
	r := csv.NewReader(bytes.NewReader(text))
	r.FieldsPerRecord, r.LazyQuotes, r.Comma = -1, true, ','
	for _, sep := range []rune{';', '\t'} {
		if bytes.ContainsRune(first, sep) {
			r.Comma = sep
			break
		}
	}
	var table [][]string
	for len(table) <= maxRows {
		cells, err := r.Read()
		if errors.Is(err, io.EOF) {
			break
		}
		if err != nil {
			return nil, fmt.Errorf("%w: %w", ErrFormat, err)
		}
		table = append(table, cells)
	}
	return table, nil
}

func sheet(data []byte) (table [][]string, err error) {
	f, err := excelize.OpenReader(bytes.NewReader(data), excelize.Options{UnzipSizeLimit: 4 * MaxFile, UnzipXMLSizeLimit: MaxFile})
	if err != nil {
		return nil, fmt.Errorf("%w: %w", ErrFormat, err)
	}
	defer func() { err = errors.Join(err, f.Close()) }()
	names := f.GetSheetList()
	if len(names) == 0 {
		return nil, ErrFormat
	}
	rows, err := f.Rows(names[0])
	if err != nil {
		return nil, fmt.Errorf("%w: %w", ErrFormat, err)
	}
	defer rows.Close()
	for rows.Next() && len(table) <= maxRows {
		cells, err := rows.Columns()
		if err != nil {
			return nil, fmt.Errorf("%w: %w", ErrFormat, err)
		}
		table = append(table, cells)
	}
	return table, rows.Error()
}
