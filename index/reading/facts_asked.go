package reading

import (
	"cmp"
	"slices"
	"strings"

	"passend/index/taxonomy"
)

// add puts a thing that tokens [from,to) name on a list; of one id the
// strictest stays.
func (x *factFinder) add(list []Asked, id, name string, from, to int32) []Asked {
	return x.addAs(list, id, name, from, to, x.need(from, to))
}

// addAs is add for a thing of which it is known how strictly it is asked.
func (x *factFinder) addAs(list []Asked, id, name string, from, to int32, need Need) []Asked {
	if len(list) >= mostListed {
		return list
	}
	i := slices.IndexFunc(list, func(a Asked) bool { return a.ID == id })
	if need == NeedUnknown || x.refused(from) {
		if i >= 0 && list[i].Need == NeedRequired && x.d.question(from) {
			list[i].Need = NeedReplaceable // "nog geen VCA? Dan …"
		}
		return list
	}
	if i < 0 {
		return append(list, Asked{ID: id, Name: name, Need: need, Quote: x.d.quote(from, to)})
	}
	if need > list[i].Need {
		list[i].Need, list[i].Quote = need, x.d.quote(from, to)
	}
	return list
}

// refused reports whether a negator stands just before token i: "geen rijbewijs".
func (x *factFinder) refused(i int32) bool {
	for k := i - 1; k >= 0 && k >= i-3 && x.d.tokens[k].clause == x.d.tokens[i].clause; k-- {
		if x.d.tokens[k].marks&markNegator != 0 {
			return true
		}
	}
	return false
}

// licenceClasses are the driving licence categories of the Netherlands (RDW),
// with the old E for BE.
var licenceClasses = map[string]string{"am": "AM", "a": "A", "b": "B", "be": "BE", "c": "C", "c1": "C", "ce": "CE", "d": "D",
	"de": "DE", "t": "T", "g": "T", "bce": "CE", "bc": "C", "cde": "CE", "b+e": "BE", "c+e": "CE", "e": "E"}

// readLicences finds the classes around the word "rijbewijs", and behind the
// name of a driver's job ("chauffeur CE").
func (x *factFinder) readLicences() {
	d := x.d
	x.each(factLicence, func(_ string, m match) {
		w := string(d.wordBytes(int(m.from)))
		driver := strings.Contains(w, "chauffeur")
		if w == "rijbewijzen" && !x.classAfter(m.to) {
			return
		}
		if id := namedLicence(w); id != "" {
			x.out.Licences = x.add(x.out.Licences, id, "rijbewijs "+id, m.from, m.to)
			return
		}
		if strings.HasSuffix(w, "truckrijbewijs") || strings.HasSuffix(w, "vaarbewijs") {
			return
		}
		n := x.classesAfter(m) + x.classBefore(m, driver)
		if n == 0 && !driver && !x.otherPaper(m.to) {
			x.out.Licences = x.add(x.out.Licences, "B", "rijbewijs B", m.from, m.to)
		}
	})
}

func namedLicence(word string) string {
	switch strings.TrimSuffix(word, "rijbewijs") {
	case "motor":
		return "A"
	case "bromfiets", "scooter":
		return "AM"
	case "vrachtwagen":
		return "C"
	case "bus":
		return "D"
	case "trekker", "tractor":
		return "T"
	case "aanhanger":
		return "BE"
	case "auto":
		return "B"
	}
	return ""
}

// classAt is the class that token i names; single letters must be capitals, so
// that "a" and "de" stay words.
func (x *factFinder) classAt(i int32) string {
	d := x.d
	if int(i) >= len(d.tokens) || i < 0 || !d.tokens[i].capital {
		return ""
	}
	t := &d.tokens[i]
	if t.end-t.start > 3 || !d.capitals(int(i)) {
		return ""
	}
	return licenceClasses[string(d.wordBytes(int(i)))]
}

func (x *factFinder) classAfter(i int32) bool { return x.classAt(i) != "" }

// betweenClasses may stand between "rijbewijs" and its classes.
var betweenClasses = setOf(`type categorie cat klasse certificaat en of met minimaal het een certificaten`)

// classesAfter adds the classes behind a match and returns how many there are.
func (x *factFinder) classesAfter(m match) int {
	d := x.d
	s := d.sentences[d.tokens[m.from].sentence]
	n, last := 0, ""
	for i := m.to; i < s.last && i < m.to+10; i++ {
		id := x.classAt(i)
		switch {
		case id == "E" && (last == "B" || last == "C" || last == "D"):
			id = last + "E"
			fallthrough
		case id != "" && id != "E":
			x.out.Licences = x.add(x.out.Licences, id, "rijbewijs "+id, i, i+1)
			n, last = n+1, id
		case d.tokens[i].number && last == "C":
		case !betweenClasses[string(d.wordBytes(int(i)))]:
			return n
		}
	}
	return n
}

// classBefore adds the class before a match: "BE rijbewijs", "C/CE-chauffeur".
func (x *factFinder) classBefore(m match, driver bool) int {
	n := 0
	s := x.d.sentences[x.d.tokens[m.from].sentence]
	for i := m.from - 1; i >= s.first && i >= m.from-3; i-- {
		id := x.classAt(i)
		if id == "" || id == "E" || driver && id == "A" {
			if !betweenClasses[string(x.d.wordBytes(int(i)))] || n == 0 {
				break
			}
			continue
		}
		x.out.Licences = x.add(x.out.Licences, id, "rijbewijs "+id, i, m.to)
		n++
	}
	return n
}

// otherPaper reports whether "rijbewijs" is only the label of another paper:
// "rijbewijs/certificaat: heftruck", "rijbewijs heftruck".
func (x *factFinder) otherPaper(i int32) bool {
	for k := i; k < i+2 && int(k) < len(x.d.tokens); k++ {
		w := string(x.d.wordBytes(int(k)))
		if strings.HasSuffix(w, "truck") || w == "certificaat" {
			return true
		}
	}
	return false
}

// readTerms finds certificates and registrations, and what must or may be known.
func (x *factFinder) readTerms() {
	x.papers, x.titleTools = x.papers[:0], x.titleTools[:0]
	x.r.terms.find(x.d, func(t *taxonomy.Term, sure bool, from, to int32) bool {
		if x.d.tokens[from].inTitle {
			x.titleTools = append(x.titleTools, t.ID)
		}
		switch {
		case t.Kind == taxonomy.KindCertificate:
			if !x.certifies(t.ID, sure, from, to) {
				return false
			}
			x.notePaper(t.ID, t.Name, from, to)
		case x.asked(from) && (sure || x.d.section(int(from)) == sectionRequirements):
			x.out.Competences = x.add(x.out.Competences, t.ID, t.Name, from, to)
			x.notePractised(t, from)
		}
		return true
	})
	x.each(factPaper, x.otherPaperNamed)
	x.addPapers()
	slices.SortStableFunc(x.out.Competences, func(a, b Asked) int { return cmp.Compare(b.Need, a.Need) })
}

// capitals reports whether token i is written in capitals.
func (d *document) capitals(i int) bool {
	src, _ := d.raw(i)
	w := src[d.tokens[i].start:d.tokens[i].end]
	return strings.ToUpper(w) == w
}
