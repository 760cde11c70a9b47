package index

import (
	"crypto/sha256"
	"encoding/hex"
	"slices"
	"strings"

	"github.com/blevesearch/bleve/v2/document"
	index "github.com/blevesearch/bleve_index_api"
	"github.com/google/uuid"

	"passend/index/archive"
	"passend/index/reading"
)

// The fields of the text index. There is no number, date or point among them:
// columns filter, count and sort.
const (
	fieldTitle      = "title"
	fieldBody       = "body"
	fieldEmployer   = "employer"
	fieldPlace      = "place"
	fieldGrams      = "grams"      // beginnings of title words
	fieldOccupation = "occupation" // ISCO-08 unit groups, as keywords
	fieldCompetence = "competence" // ids of the taxonomy, as keywords
	fieldCompany    = "company"    // EmployerKey, as a keyword
)

// schema names what is in the index; it changes with every change of the
// fields, their options or the analyzer, and then the index is built anew.
const schema = "1"

// schemaHash names schema and words: what the index was built with. Synonyms
// come in when a question is asked, and what another reader reads is put in
// vacancy by vacancy (reread).
func schemaHash() string {
	h := sha256.Sum256([]byte(schema + "\n" + strings.Join(probe(), " ")))
	return hex.EncodeToString(h[:8])
}

// probe is what the analyzer makes of a few words: a change of the Dutch room
// that matters shows here and gives another hash.
func probe() []string {
	var out []string
	a := analyzer{words: newWords()}
	for _, t := range a.Analyze([]byte("Vrachtwagenchauffeurs tilden foto's, keukens en C++ in 2-ploegendienst; geen financiële medewerkers.")) {
		out = append(out, string(t.Term))
	}
	return out
}

const (
	optText    = index.IndexField | index.IncludeTermVectors
	optKeyword = index.IndexField | index.SkipFreqNorm
)

// key is the id of a vacancy in the text index: the 16 bytes of its UUID.
func key(id string) (string, error) {
	u, err := uuid.Parse(id)
	return string(u[:]), err
}

// builder makes documents of vacancies.
type builder struct{ text, grams *analyzer }

func newBuilder(w *words) *builder {
	return &builder{text: &analyzer{words: w}, grams: &analyzer{words: w, grams: true}}
}

func (b *builder) document(r *archive.Record, read *reading.Reading) (*document.Document, error) {
	id, err := key(r.ID)
	if err != nil {
		return nil, err
	}
	doc := document.NewDocument(id)
	text := func(field, value string, options index.FieldIndexingOptions, a *analyzer) {
		if value != "" {
			doc.AddField(document.NewTextFieldCustom(field, nil, []byte(value), options, a))
		}
	}
	keyword := func(field, value string) {
		if value != "" {
			doc.AddField(document.NewTextFieldCustom(field, nil, []byte(value), optKeyword, nil))
		}
	}
	text(fieldTitle, r.Title, optText, b.text)
	text(fieldGrams, r.Title, optKeyword, b.grams)
	text(fieldBody, r.Text, optText, b.text)
	text(fieldEmployer, r.Employer, index.IndexField, b.text)
	text(fieldPlace, placeNames(r, read), index.IndexField, b.text)
	keyword(fieldCompany, r.EmployerKey)
	if read != nil {
		for _, o := range read.Facts.Occupations {
			keyword(fieldOccupation, o.ISCO)
		}
		for _, c := range read.Facts.Competences {
			keyword(fieldCompetence, c.ID)
		}
	}
	return doc, nil
}

// sameWords reports whether two readings put the same into the text index.
func sameWords(a, b *reading.Reading) bool {
	return slices.EqualFunc(a.Facts.Occupations, b.Facts.Occupations, func(x, y reading.OccupationFact) bool { return x.ISCO == y.ISCO }) &&
		slices.EqualFunc(a.Facts.Competences, b.Facts.Competences, func(x, y reading.Asked) bool { return x.ID == y.ID }) &&
		slices.EqualFunc(a.Facts.Places, b.Facts.Places, func(x, y reading.PlaceFact) bool { return x.Name == y.Name })
}

// placeNames joins all places that field or text name.
func placeNames(r *archive.Record, read *reading.Reading) string {
	var names []string
	for _, p := range r.Places {
		names = append(names, p.Name, p.Region)
	}
	if read != nil {
		for _, p := range read.Facts.Places {
			names = append(names, p.Name)
		}
	}
	return strings.Join(names, "\n")
}
