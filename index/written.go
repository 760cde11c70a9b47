package index

import (
	"context"
	"errors"
	"strings"

	"github.com/blevesearch/bleve/v2/index/scorch"
	"github.com/google/uuid"

	"passend/index/dutch"
)

// writtenIn is in how many vacancies a word is looked up.
const writtenIn = 20

// written returns the word of a stem as vacancies write it: the form that most
// of the first ones have. A stem is no word to show to people.
func (x *Index) written(ctx context.Context, reader *scorch.IndexSnapshot, stem string) (string, error) {
	var ids []string
	for _, field := range []string{fieldTitle, fieldBody} {
		found, err := having(ctx, reader, stem, field, writtenIn-len(ids))
		if err != nil {
			return "", err
		}
		ids = append(ids, found...)
	}
	records, err := x.opt.Archive.Records(ctx, ids)
	if err != nil {
		return "", err
	}
	best, counts := stem, map[string]int{}
	for i := range records {
		for _, t := range dutch.Tokens(records[i].Title + "\n" + records[i].Text) {
			form := x.form(&t, stem)
			if counts[form]++; form != "" && counts[form] > counts[best] {
				best = form
			}
		}
	}
	return best, nil
}

// form returns the word, or the part of a compound, if it has the stem; "" if
// it has another.
func (x *Index) form(t *dutch.Token, stem string) string {
	if t.Kind != dutch.Word || t.Norm == "" {
		return ""
	}
	l := x.docs.text.words.of(t.Norm)
	if l.stem == stem {
		return strings.ToLower(t.Text)
	}
	for _, part := range l.parts {
		if part == stem {
			for _, p := range dutch.Split(t.Norm) {
				if dutch.Stem(p) == stem {
					return p
				}
			}
		}
	}
	return ""
}

// having returns the ids of the first n vacancies that have the stem in a field.
func having(ctx context.Context, reader *scorch.IndexSnapshot, stem, field string, n int) (ids []string, err error) {
	r, err := reader.TermFieldReader(ctx, []byte(stem), field, false, false, false)
	if err != nil {
		return nil, err
	}
	defer func() { err = errors.Join(err, r.Close()) }()
	for len(ids) < n {
		d, err := r.Next(nil)
		if err != nil || d == nil {
			return ids, err
		}
		key, err := reader.ExternalID(d.ID)
		if err != nil {
			return nil, err
		}
		id, err := uuid.FromBytes([]byte(key))
		if err != nil {
			return nil, err
		}
		ids = append(ids, id.String())
	}
	return ids, nil
}
