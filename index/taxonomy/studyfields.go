package taxonomy

import (
	_ "embed"
	"strings"

	"passend/index/dutch"
)

//go:embed data/studyfields.txt
var studyFieldData string

// StudyFields is a set of fields of study, roughly the narrow fields of ISCED-F.
type StudyFields uint32

type studyField struct {
	id string
	// wider are the field itself and those that who learnt it also learnt.
	wider StudyFields
	parts []fieldPart
}

type fieldPart struct {
	text         string
	whole, first bool
}

// shortPart is the most letters of a part that must be a whole word.
const shortPart = 4

var studyFields = func() []studyField {
	var list []studyField
	wider := map[string]string{}
	at := map[string]int{}
	for line := range strings.Lines(studyFieldData) {
		if line[0] == '#' {
			continue
		}
		names, also, _ := strings.Cut(strings.TrimSpace(line), " > ")
		words := strings.Fields(names)
		f := studyField{id: words[0]}
		for _, w := range words[1:] {
			text := strings.TrimLeft(w, "-=")
			first := w[0] == '-'
			f.parts = append(f.parts, fieldPart{text, !first && (w[0] == '=' || len(text) <= shortPart), first})
		}
		at[f.id], wider[f.id] = len(list), also
		list = append(list, f)
	}
	for i := range list {
		list[i].wider = 1 << i
		for _, id := range strings.Fields(wider[list[i].id]) {
			list[i].wider |= 1 << at[id]
		}
	}
	return list
}()

// AskedFields are the fields of study that a text names: "informatica of
// bedrijfskunde". None is 0.
func AskedFields(text string) (out StudyFields) {
	for _, w := range fieldWords(text) {
		out |= wordFields(w)
	}
	return out
}

// LearntFields are the fields that who learnt what the text names has learnt,
// with the wider ones.
func LearntFields(text string) (out StudyFields) {
	asked := AskedFields(text)
	for i := range studyFields {
		if asked>>i&1 != 0 {
			out |= studyFields[i].wider
		}
	}
	return out
}

// FieldReader gives AskedFields of many texts and remembers their words. It is not
// safe for use by several goroutines.
type FieldReader struct{ seen map[string]StudyFields }

// mostWords bounds the words that a FieldReader remembers.
const mostWords = 1 << 16

// Asked is AskedFields.
func (r *FieldReader) Asked(text string) (out StudyFields) {
	for _, w := range fieldWords(text) {
		f, ok := r.seen[w]
		if !ok {
			if f = wordFields(w); r.seen == nil || len(r.seen) >= mostWords {
				r.seen = map[string]StudyFields{}
			}
			r.seen[w] = f
		}
		out |= f
	}
	return out
}

func fieldWords(text string) []string {
	return strings.FieldsFunc(dutch.Fold(text), func(r rune) bool { return (r < 'a' || r > 'z') && (r < '0' || r > '9') })
}

func wordFields(w string) (out StudyFields) {
	for i := range studyFields {
		if studyFields[i].named(w) {
			out |= 1 << i
		}
	}
	return out
}

func (f *studyField) named(word string) bool {
	for _, p := range f.parts {
		switch {
		case p.whole && word == p.text, p.first && strings.HasPrefix(word, p.text), !p.whole && !p.first && strings.Contains(word, p.text):
			return true
		}
	}
	return false
}

// Names are the ids of the fields in the set.
func (s StudyFields) Names() []string {
	var out []string
	for i := range studyFields {
		if s>>i&1 != 0 {
			out = append(out, studyFields[i].id)
		}
	}
	return out
}
