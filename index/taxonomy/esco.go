package taxonomy

import (
	"bytes"
	"crypto/sha256"
	"encoding/csv"
	"encoding/hex"
	"errors"
	"fmt"
	"hash"
	"io"
	"os"
	"path/filepath"
	"slices"
	"strings"
)

// ImportReport counts what an import found.
type ImportReport struct {
	Occupations int    `json:"occupations"`
	Skills      int    `json:"skills"`
	Relations   int    `json:"relations"`
	Labels      int    `json:"labels"`
	Skipped     int    `json:"skipped"` // rows without a URI or with an unknown one
	Checksum    string `json:"checksum"`
}

// IncompleteError says which official files a folder lacks, as a Dutch sentence
// for the one who imports.
type IncompleteError struct{ Missing []string }

// Error is a Dutch sentence.
func (e *IncompleteError) Error() string {
	return "De ESCO-download is niet compleet: " + strings.Join(e.Missing, ", ") +
		" ontbreekt of is leeg; download beroepen, vaardigheden en hun relaties opnieuw als CSV in één taal."
}

// ImportESCO reads the official ESCO download (European Commission, CSV, any
// language, layouts of 1.0 to 1.2) from a folder. Columns are found by their
// names. It returns an *IncompleteError for half a download.
func ImportESCO(dir string) (*Snapshot, ImportReport, error) {
	im := &escoImport{snap: &Snapshot{}, skill: map[string]uint32{}, occupation: map[string]int{}, sum: sha256.New()}
	var missing []string
	for _, f := range []struct {
		name string
		row  func(escoRow)
		n    *int
	}{
		{"skills", im.addSkill, &im.rep.Skills},
		{"occupations", im.addOccupation, &im.rep.Occupations},
		{"occupationSkillRelations", im.addRelation, &im.rep.Relations},
	} {
		skipped := im.rep.Skipped
		err := im.read(dir, f.name, f.row)
		var cut *csv.ParseError
		if err != nil && !errors.As(err, &cut) {
			return nil, ImportReport{}, fmt.Errorf("import ESCO: %w", err)
		}
		if err != nil || *f.n == 0 || im.rep.Skipped-skipped > *f.n {
			missing = append(missing, f.name+"_*.csv")
		}
	}
	if len(missing) == 0 && 2*im.skilled() < im.rep.Occupations {
		missing = append(missing, "het grootste deel van occupationSkillRelations_*.csv")
	}
	if len(missing) > 0 {
		return nil, ImportReport{}, &IncompleteError{missing}
	}
	im.rep.Checksum = hex.EncodeToString(im.sum.Sum(nil))
	im.snap.Version = im.rep.Checksum[:12]
	return im.snap, im.rep, nil
}

type escoImport struct {
	snap       *Snapshot
	rep        ImportReport
	skill      map[string]uint32
	occupation map[string]int
	sum        hash.Hash
}

// skilled counts the occupations that have skills; in the official files nearly
// all have.
func (im *escoImport) skilled() int {
	n := 0
	for _, o := range im.snap.Occupations {
		if len(o.Skills) > 0 {
			n++
		}
	}
	return n
}

// escoRow gives the fields of a row by the name of the column.
type escoRow func(column string) string

// read reads name_LANGUAGE.csv or name.csv; a missing file yields no rows.
func (im *escoImport) read(dir, name string, row func(escoRow)) error {
	paths, err := filepath.Glob(filepath.Join(dir, name+"_*.csv"))
	if err != nil {
		return err
	}
	if plain := filepath.Join(dir, name+".csv"); len(paths) == 0 {
		paths = []string{plain}
	}
	slices.Sort(paths)
	data, err := os.ReadFile(paths[0])
	if os.IsNotExist(err) {
		return nil
	}
	if err != nil {
		return err
	}
	if _, err := im.sum.Write(data); err != nil {
		return err
	}
	r := csv.NewReader(bytes.NewReader(bytes.TrimPrefix(data, []byte("\xef\xbb\xbf"))))
	r.FieldsPerRecord, r.ReuseRecord, r.LazyQuotes = -1, true, true
	head, err := r.Read()
	if errors.Is(err, io.EOF) {
		return nil // an empty file is counted as missing
	}
	if err != nil {
		return fmt.Errorf("%s: %w", filepath.Base(paths[0]), err)
	}
	col := map[string]int{}
	for i, h := range head {
		col[strings.ToLower(strings.TrimSpace(h))] = i
	}
	for {
		rec, err := r.Read()
		if err == io.EOF {
			return nil
		}
		if err != nil {
			return fmt.Errorf("%s: %w", filepath.Base(paths[0]), err)
		}
		row(func(column string) string {
			if i, ok := col[strings.ToLower(column)]; ok && i < len(rec) {
				return strings.TrimSpace(strings.Clone(rec[i]))
			}
			return ""
		})
	}
}

func (im *escoImport) addSkill(row escoRow) {
	uri, label := row("conceptUri"), row("preferredLabel")
	if uri == "" || label == "" {
		im.rep.Skipped++
		return
	}
	im.skill[uri] = uint32(len(im.snap.Skills))
	im.snap.Skills = append(im.snap.Skills, ESCOSkill{
		URI: uri, Label: label, AltLabels: altLabels(row), Knowledge: row("skillType") == "knowledge",
	})
	im.rep.Skills++
}

func (im *escoImport) addOccupation(row escoRow) {
	uri, label := row("conceptUri"), row("preferredLabel")
	isco := strings.TrimPrefix(row("iscoGroup"), "C")
	if len(isco) == 3 { // a spreadsheet took the leading zero of the armed forces off
		isco = "0" + isco
	}
	if uri == "" || label == "" || len(isco) != 4 {
		im.rep.Skipped++
		return
	}
	alt := altLabels(row)
	im.occupation[uri] = len(im.snap.Occupations)
	im.snap.Occupations = append(im.snap.Occupations, ESCOOccupation{URI: uri, ISCO: isco, Label: label, AltLabels: alt})
	im.rep.Occupations++
	im.rep.Labels += 1 + len(alt)
}

// altLabels are separated by line breaks, within a quoted field.
func altLabels(row escoRow) []string {
	var out []string
	for _, column := range []string{"altLabels", "hiddenLabels"} {
		for l := range strings.Lines(row(column)) {
			if l = strings.TrimSpace(l); l != "" {
				out = append(out, l)
			}
		}
	}
	return out
}

func (im *escoImport) addRelation(row escoRow) {
	o, ok := im.occupation[row("occupationUri")]
	s, ok2 := im.skill[row("skillUri")]
	if !ok || !ok2 {
		im.rep.Skipped++
		return
	}
	occ := &im.snap.Occupations[o]
	occ.Skills = append(occ.Skills, SkillLink{s, row("relationType") == "essential"})
	im.rep.Relations++
}
