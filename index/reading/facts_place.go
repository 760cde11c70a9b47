package reading

import (
	"slices"
	"strings"
)

const (
	// placeWords is how many words the name of a place may have.
	placeWords = 4
	// mostPlaces bounds the names that are kept; the gazetteer takes the first it knows.
	mostPlaces = 3
)

// readPlaces finds the places that only the text names, the most telling first:
// behind a label ("Standplaats: Den Haag"), in the title ("Werkvoorbereider,
// Oegstgeest"), where the text speaks to the reader ("Je werkt in Wormerveer"),
// then anywhere. Whether a name is a place is for the gazetteer to say, and
// whether the text is needed beside the field of the source for who locates it.
func (x *factFinder) readPlaces() {
	x.each(factPlace, func(_ string, m match) {
		d := x.d
		if !d.tokens[m.from].inTitle && d.tokens[m.from].capital {
			x.addPlace(m.to, m.to < d.sentences[d.tokens[m.from].sentence].last)
		}
	})
	for _, near := range []func(*token, *sentence) bool{
		func(t *token, _ *sentence) bool { return t.inTitle },
		func(t *token, s *sentence) bool {
			return !t.inTitle && (s.subject == subjectYou || s.section == sectionTasks)
		},
		func(t *token, _ *sentence) bool { return !t.inTitle },
	} {
		x.placesWhere(near)
	}
}

// placesWhere adds the names behind "in", "te" and the like that near accepts;
// a row of names ("vestigingen in Gouda, Delft en Leiden") says where the
// employer is, not where the work is.
func (x *factFinder) placesWhere(near func(*token, *sentence) bool) {
	d := x.d
	for i := range d.tokens[:max(len(d.tokens)-1, 0)] {
		t := &d.tokens[i]
		if !d.tokens[i+1].capital || d.tokens[i+1].sentence != t.sentence || !near(t, &d.sentences[t.sentence]) {
			continue
		}
		switch string(d.wordBytes(i)) {
		case "in", "te", "nabij", "regio", "omgeving", "rondom", "vanuit", "locatie", "vestiging":
			x.addPlace(int32(i)+1, true)
		default:
			if t.inTitle && strings.TrimSpace(d.gap(i+1)) == "," {
				x.addPlace(int32(i)+1, true)
			}
		}
	}
}

// addPlace keeps the name of capitals that starts at token from, unless it is
// one of a row; inside says that it must stand in the sentence of the token before.
func (x *factFinder) addPlace(from int32, inside bool) {
	d := x.d
	if int(from) >= len(d.tokens) || len(x.out.Places) >= mostPlaces {
		return
	}
	s := d.sentences[d.tokens[from].sentence]
	if inside && s.first == from {
		return
	}
	to := from
	for i := from; i < s.last && i < from+placeWords && (i == from || d.gap(int(i)) == " " || strings.Trim(d.gap(int(i)), " ") == "-"); i++ {
		if d.tokens[i].capital {
			to = i + 1
		} else if i == from || !inName(d.wordBytes(int(i))) {
			break
		}
	}
	if to == from || to < s.last && x.ofRow(to, s.last) {
		return
	}
	q := d.cut(from, to)
	if !slices.ContainsFunc(x.out.Places, func(p PlaceFact) bool { return p.Name == q.Text }) {
		x.out.Places = append(x.out.Places, PlaceFact{Name: q.Text, Quote: q})
	}
}

// ofRow reports whether another name follows a comma or "en" at token to.
func (x *factFinder) ofRow(to, last int32) bool {
	d := x.d
	if strings.TrimSpace(d.gap(int(to))) == "," && d.tokens[to].capital {
		return true
	}
	return to+1 < last && string(d.wordBytes(int(to))) == "en" && d.tokens[to+1].capital
}

// inName reports whether the word stands small inside a name: "Bergen op Zoom".
func inName(word []byte) bool {
	switch string(word) {
	case "op", "aan", "de", "den", "van", "bij":
		return true
	}
	return false
}
