package reading

import "strings"

// findCatalogue marks the lines that Flemish advertisements copy out of the
// catalogue of competences: they tell of the occupation, not of this job. Such
// lines hold "Domein: …" and no "je"; short lines beside them are of the same kind
// when they do not speak to the reader either.
func (d *document) findCatalogue() {
	type line struct {
		first, last  int // sentences
		domain, mine bool
	}
	var lines []line
	found := false
	for i := range d.sentences {
		s := &d.sentences[i]
		if len(lines) == 0 || strings.Contains(d.gap(int(s.first)), "\n") || d.tokens[s.first].inTitle {
			lines = append(lines, line{first: i})
		}
		l := &lines[len(lines)-1]
		l.last = i + 1
		l.mine = l.mine || s.subject == subjectYou || s.item || d.tokens[s.first].inTitle
		for t := s.first; t < s.last && !l.domain; t++ {
			l.domain = d.is(int(t), "domein") && strings.HasPrefix(d.behind(t), ":")
		}
		found = found || l.domain
	}
	if !found {
		return
	}
	for i := range lines {
		l := &lines[i]
		words := d.sentences[l.last-1].last - d.sentences[l.first].first
		beside := words <= catalogueLine && (i > 0 && lines[i-1].domain && !lines[i-1].mine || i+1 < len(lines) && lines[i+1].domain && !lines[i+1].mine)
		for s := l.first; s < l.last && !l.mine && (l.domain || beside); s++ {
			d.sentences[s].catalogue = true
		}
	}
}

// catalogueLine is how many words a line of the catalogue without a domain has.
const catalogueLine = 14

// behind is the text of the field that follows token t.
func (d *document) behind(t int32) string {
	src, _ := d.raw(int(t))
	return src[d.tokens[t].end:]
}
