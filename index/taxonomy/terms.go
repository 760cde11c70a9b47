package taxonomy

import (
	"bufio"
	_ "embed"
	"fmt"
	"slices"
	"strings"

	"passend/index/dutch"
)

//go:embed data/competences.tsv
var competenceData string

//go:embed data/certificates.tsv
var certificateData string

//go:embed data/languages.tsv
var languageData string

//go:embed data/education.tsv
var educationData string

//go:embed data/sectors.tsv
var sectorData string

// Kind says what kind of thing a term names.
type Kind string

// The kinds of terms.
const (
	KindCompetence  Kind = "competence"
	KindKnowledge   Kind = "knowledge"
	KindTool        Kind = "tool"
	KindMachine     Kind = "machine"
	KindTrait       Kind = "trait"
	KindCertificate Kind = "certificate"
	KindLicence     Kind = "licence"
	KindLanguage    Kind = "language"
	KindEducation   Kind = "education"
	KindSector      Kind = "sector"
)

// Term is a thing that work asks for, by an id that stays the same.
type Term struct {
	ID   string
	Name string
	Kind Kind
	// Synonyms are the ways it is written, the name left out.
	Synonyms []string
	// Asks are the occupations that ask it.
	Asks []Ask
}

// Ask is an occupation, or a group of them, that asks a term.
type Ask struct {
	// ISCO is a code of one to four digits; a shorter one means the whole group.
	ISCO      string
	Essential bool
}

// terms holds the lists of terms with their scanners.
type terms struct {
	competences  termList
	certificates termList
	licences     termList
	languages    termList
	educations   termList
	sectors      termList
}

type termList struct {
	all  []Term
	byID map[string]int
	scan *scanner
}

// readTerms reads all lists. A line holds, by tabs: id (empty for the name in
// lower case with underscores), name and synonyms by bars, and occupations by
// commas, an essential one with a star. A line in square brackets sets the kind.
func readTerms() (*terms, error) {
	t := &terms{}
	for _, f := range []struct {
		name, data string
		list       *termList
		kind       Kind
	}{
		{"competences.tsv", competenceData, &t.competences, KindCompetence},
		{"certificates.tsv", certificateData, &t.certificates, KindCertificate},
		{"languages.tsv", languageData, &t.languages, KindLanguage},
		{"education.tsv", educationData, &t.educations, KindEducation},
		{"sectors.tsv", sectorData, &t.sectors, KindSector},
	} {
		all, err := parseTerms(f.data, f.kind)
		if err != nil {
			return nil, fmt.Errorf("%s: %w", f.name, err)
		}
		if f.kind == KindCertificate {
			isLicence := func(t Term) bool { return t.Kind == KindLicence }
			for _, term := range all {
				if isLicence(term) {
					t.licences.all = append(t.licences.all, term)
				}
			}
			all = slices.DeleteFunc(all, isLicence)
		}
		f.list.all = all
	}
	for _, l := range []*termList{&t.competences, &t.certificates, &t.licences, &t.languages, &t.educations, &t.sectors} {
		l.byID = make(map[string]int, len(l.all))
		for i, term := range l.all {
			l.byID[term.ID] = i
		}
		l.scan = newScanner(l.all)
	}
	return t, nil
}

func parseTerms(data string, kind Kind) ([]Term, error) {
	var out []Term
	sc := bufio.NewScanner(strings.NewReader(data))
	sc.Buffer(nil, 1<<16)
	for n := 1; sc.Scan(); n++ {
		line := sc.Text()
		if line == "" || line[0] == '#' {
			continue
		}
		if name, ok := strings.CutPrefix(line, "["); ok {
			kind = Kind(strings.TrimSuffix(name, "]"))
			continue
		}
		f := strings.Split(line, "\t")
		if len(f) < 2 {
			return nil, fmt.Errorf("line %d: want id and names", n)
		}
		names := strings.Split(f[1], "|")
		term := Term{ID: f[0], Name: names[0], Kind: kind, Synonyms: names[1:]}
		if term.ID == "" {
			term.ID = slug(term.Name)
		}
		if len(f) > 2 {
			for code := range strings.SplitSeq(f[2], ",") {
				isco, essential := strings.CutSuffix(strings.TrimSpace(code), "*")
				if isco != "" {
					term.Asks = append(term.Asks, Ask{isco, essential})
				}
			}
		}
		out = append(out, term)
	}
	return out, sc.Err()
}

// slug is the id of a name.
func slug(name string) string {
	return strings.Map(func(r rune) rune {
		switch {
		case r == '+':
			return 'p'
		case r == '#':
			return 's'
		case 'a' <= r && r <= 'z' || '0' <= r && r <= '9':
			return r
		}
		return '_'
	}, dutch.Fold(name))
}

// Competences returns all competences, knowledge, tools, machines and traits.
// The caller may not change what they point to.
func (t *Taxonomy) Competences() []Term { return slices.Clone(t.terms.competences.all) }

// Certificates returns all certificates and registrations.
func (t *Taxonomy) Certificates() []Term { return slices.Clone(t.terms.certificates.all) }

// Licences returns the driving licence classes.
func (t *Taxonomy) Licences() []Term { return slices.Clone(t.terms.licences.all) }

// Languages returns the languages, with ISO 639-1 codes as ids.
func (t *Taxonomy) Languages() []Term { return slices.Clone(t.terms.languages.all) }

// Sectors returns the sections (one letter) and divisions (two digits) of SBI
// 2008.
func (t *Taxonomy) Sectors() []Term { return slices.Clone(t.terms.sectors.all) }

// Term finds a term of any kind but education by its id.
func (t *Taxonomy) Term(id string) (Term, bool) {
	for _, l := range []*termList{&t.terms.competences, &t.terms.certificates, &t.terms.licences, &t.terms.languages, &t.terms.sectors} {
		if i, ok := l.byID[id]; ok {
			return l.all[i], true
		}
	}
	return Term{}, false
}
