package taxonomy

import (
	_ "embed"
	"fmt"
	"strconv"
	"strings"

	"passend/index/dutch"
)

//go:embed data/sector-shares.tsv
var shareData string

//go:embed data/sector-names.tsv
var sectorNameData string

// SectorShare is a section of SBI 2008 with the share of people of an
// occupation who work there, from 0 to 1.
type SectorShare struct {
	Section string
	Share   float64
}

// branches says where occupations are worked in and what names of employers
// tell.
type branches struct {
	shares map[string][]SectorShare
	names  []nameSign
}

// nameSign is a part of a name; no section marks agencies.
type nameSign struct{ part, section string }

func readBranches() (*branches, error) {
	b := &branches{shares: map[string][]SectorShare{}}
	for line := range strings.Lines(shareData) {
		f := strings.Fields(line)
		if len(f) == 0 || strings.HasPrefix(f[0], "#") {
			continue
		}
		for _, s := range f[1:] {
			share, err := strconv.ParseFloat(s[1:], 64)
			if err != nil || share <= 0 || share > 1 {
				return nil, fmt.Errorf("sector-shares.tsv: %s: bad share %q", f[0], s)
			}
			b.shares[f[0]] = append(b.shares[f[0]], SectorShare{s[:1], share})
		}
	}
	for line := range strings.Lines(sectorNameData) {
		section, parts, ok := strings.Cut(line, "\t")
		if !ok || strings.HasPrefix(line, "#") {
			continue
		}
		for part := range strings.FieldsSeq(parts) {
			b.names = append(b.names, nameSign{strings.ReplaceAll(part, `\s`, " "), strings.Trim(section, "-")})
		}
	}
	return b, nil
}

// SectorShares returns where people of a unit group of ISCO-08 mostly work, as
// an estimate; it is empty for groups that work everywhere. The caller may not
// change it.
func (t *Taxonomy) SectorShares(isco string) []SectorShare {
	if t.branches == nil {
		return nil
	}
	for n := len(isco); n > 0; n-- {
		if s := t.branches.shares[isco[:n]]; s != nil {
			return s
		}
	}
	return nil
}

// EmployerSector returns the section of SBI 2008 that the name of an employer
// tells, "" when it tells none or several, or is that of an agency.
func (t *Taxonomy) EmployerSector(name string) string {
	if t.branches == nil || name == "" {
		return ""
	}
	name = dutch.Fold(name) + " "
	section := ""
	for _, n := range t.branches.names {
		if !strings.Contains(name, n.part) {
			continue
		}
		if n.section == "" || section != "" && section != n.section {
			return ""
		}
		section = n.section
	}
	return section
}
