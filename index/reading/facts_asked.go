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
	if len(list) >= mostListed {
		return list
	}
	need := x.need(from, to)
	if need == NeedUnknown || x.refused(from) {
		return list
	}
	i := slices.IndexFunc(list, func(a Asked) bool { return a.ID == id })
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
	src, _ := d.raw(int(i))
	if t.end-t.start > 3 || strings.ToUpper(src[t.start:t.end]) != src[t.start:t.end] {
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
	x.r.terms.find(x.d, func(t *taxonomy.Term, sure bool, from, to int32) {
		switch {
		case t.Kind == taxonomy.KindCertificate:
			if x.certifies(t.ID, sure, from, to) {
				x.out.Certificates = x.add(x.out.Certificates, t.ID, t.Name, from, to)
			}
		case x.asked(from) && (sure || x.d.section(int(from)) == sectionRequirements):
			x.out.Competences = x.add(x.out.Competences, t.ID, t.Name, from, to)
		}
	})
	slices.SortStableFunc(x.out.Competences, func(a, b Asked) int { return cmp.Compare(b.Need, a.Need) })
}

// certifies reports whether the words are about holding the certificate and not
// about the work, the employer or what it pays for.
func (x *factFinder) certifies(id string, sure bool, from, to int32) bool {
	d := x.d
	if d.is(int(from), "pabo") {
		return false // a level of education
	}
	switch id {
	case "teacher", "haccp", "nen1010", "nen3140", "medicatie", "bhv", "ehbo", "nob", "noloc",
		"safe_agile", "itil", "scrum", "prince2", "lean", "togaf", "archimate", "iso9001", "ipma", "istqb",
		"rb", "ra", "rc", "aa":
		sure = false // the work, the method or the standard, where no paper is named
	}
	if !sure && !x.holds(from, to) || x.offered(from, to) {
		return false
	}
	switch d.section(int(from)) {
	case sectionCompany, sectionOffer:
		return x.requiring(from)
	}
	return d.clauses[d.tokens[from].clause].subject != subjectWe
}

// holds reports whether words of holding a paper stand beside it.
func (x *factFinder) holds(from, to int32) bool {
	d := x.d
	s := d.sentences[d.tokens[from].sentence]
	for i := max(s.first, from-5); i < min(s.last, to+4); i++ {
		if holdWords[string(d.wordBytes(int(i)))] {
			return true
		}
	}
	return false
}

// offered reports whether words beside a paper say that the employer pays for it.
func (x *factFinder) offered(from, to int32) bool {
	d := x.d
	s := d.sentences[d.tokens[from].sentence]
	for i := max(s.first, from-4); i < min(s.last, to+4); i++ {
		if offerWords[string(d.wordBytes(int(i)))] {
			return true
		}
	}
	return false
}

var offerWords = setOf(`vergoed vergoeden vergoedt vergoeding bieden aangeboden aanbieden betalen regelen doorgroeien cursussen opleidingen
trainingen volgen opleiden`)

var holdWords = setOf(`certificaat certificaten certificering gecertificeerd diploma diploma's bezit registratie geregistreerd bevoegdheid
attest brevet geldig geldige rijbewijs papieren behaald gediplomeerd beschikt certificate certified pas titel`)

// requiring reports whether the sentence of a token asks in so many words.
func (x *factFinder) requiring(i int32) bool {
	s := x.d.sentences[x.d.tokens[i].sentence]
	return s.subject == subjectYou && x.holds(s.first, s.last) || x.d.flat && s.subject != subjectWe
}

// readLanguages finds the languages that are asked.
func (x *factFinder) readLanguages() {
	defer x.each(factBilingual, x.readPairs)
	last := LanguageFact{}
	lastEnd := int32(-1)
	x.each(factLanguage, func(id string, m match) {
		if len(x.out.Languages) >= mostListed || !x.spoken(m) {
			return
		}
		level, speaks := x.languageLevel(m.from, m.to)
		need := x.need(m.from, m.to)
		if lastEnd >= 0 && x.d.tokens[m.from].sentence == x.d.tokens[lastEnd-1].sentence &&
			m.from-lastEnd <= 2 && need == NeedRequired && level == "" && x.d.tokens[m.from].inTitle == x.d.tokens[lastEnd-1].inTitle {
			level, need, speaks = last.Level, last.Need, true // "vlot in Nederlands, Frans en Engels"
		}
		if need == NeedPreferred || x.alternative(m, lastEnd) {
			speaks = true
		}
		if !speaks || need == NeedUnknown {
			return
		}
		if need == NeedRequired && x.alternative(m, lastEnd) {
			need = NeedReplaceable
		}
		last = LanguageFact{id, level, need, x.d.quote(m.from, m.to)}
		lastEnd = m.to
		i := slices.IndexFunc(x.out.Languages, func(l LanguageFact) bool { return l.Language == id })
		if i < 0 {
			x.out.Languages = append(x.out.Languages, last)
		} else if l := &x.out.Languages[i]; l.Level == "" && level != "" {
			l.Level = level
		}
	})
}

// spoken reports whether the name of a language is one, and not an adjective:
// "de Nederlandse taal", "spreekt Frans", not "de Franse markt".
func (x *factFinder) spoken(m match) bool {
	d := x.d
	w := d.word(int(m.from))
	if !strings.HasSuffix(w, "se") || w == "chinese" {
		next := int(m.to)
		name := next < len(d.tokens) && d.tokens[next].capital && d.tokens[next].sentence == d.tokens[m.from].sentence && d.gap(next) == " " && !d.flat
		if name {
			return x.isLanguage(m.to) // not "Nederlands Instituut voor …"
		}
		// not "een Nederlands bedrijf": a noun follows an adjective.
		noun := w == "nederlands" && next < len(d.tokens) && d.tokens[next].sentence == d.tokens[m.from].sentence && d.gap(next) == " " &&
			!d.tokens[next].capital && !d.tokens[next].number
		return !noun || afterLanguage[string(d.wordBytes(next))]
	}
	s := d.sentences[d.tokens[m.from].sentence]
	for i := m.to; i < min(s.last, m.to+5); i++ {
		switch n := string(d.wordBytes(int(i))); {
		case n == "taal" || strings.HasPrefix(n, "taalva") || strings.HasPrefix(n, "taalbe") || n == "talen" || n == "spraak":
			return true
		case n != "en" && n != "of" && !strings.HasSuffix(n, "se") && n != "als" && n != "de":
			return false
		}
	}
	return false
}

// afterLanguage are words that follow the name of a language, and not an
// adjective.
var afterLanguage = setOf(`en of als in is op te goed uitstekend spreekt spreken beheerst beheersen begrijpt begrijpen schrijft schrijven
machtig zijn zowel mondeling schriftelijk vloeiend volledig voldoende met voor om bij kunnen kunt kan sprekend spreekt ook maar niveau
niet heeft hebt aan vlot perfect strekt verstaat verstaan lezen ben bent minimaal tot via and or is as basis praat praten`)

// alternative reports whether one of several languages is enough: "Nederlands
// of Engels".
func (x *factFinder) alternative(m match, lastEnd int32) bool {
	d := x.d
	if lastEnd >= 0 && m.from-lastEnd <= 3 && d.tokens[m.from].sentence == d.tokens[lastEnd-1].sentence {
		for i := lastEnd; i < m.from; i++ {
			if d.is(int(i), "of") || d.is(int(i), "or") {
				return true
			}
		}
	}
	s := d.sentences[d.tokens[m.from].sentence]
	if m.to+1 < s.last && d.is(int(m.to), "of") {
		return x.isLanguage(m.to + 1)
	}
	return false
}

// isLanguage reports whether token i names a language.
func (x *factFinder) isLanguage(i int32) bool {
	k, _ := slices.BinarySearchFunc(x.found.facts, i, func(m match, t int32) int { return cmp.Compare(m.from, t) })
	for ; k < len(x.found.facts) && x.found.facts[k].from == i; k++ {
		if x.r.lexicon.rules[x.found.facts[k].rule].fact == factLanguage {
			return true
		}
	}
	return false
}

// phrase is the run of tokens around [from,to) without a comma, colon or other
// mark between them; it is wider than a clause where a text lost its line ends.
func (x *factFinder) phrase(from, to int32) (lo, hi int32) {
	d := x.d
	s := d.sentences[d.tokens[from].sentence]
	lo, hi = from, to
	for lo > s.first && lo > from-languageReach && !strings.ContainsAny(d.gap(int(lo)), ",;:(") {
		lo--
	}
	for hi < s.last && hi < to+languageReach && !strings.ContainsAny(d.gap(int(hi)), ",;:(") {
		hi++
	}
	return lo, hi
}

// readPairs finds languages by their codes: "tweetalig NL/FR".
func (x *factFinder) readPairs(_ string, m match) {
	d := x.d
	s := d.sentences[d.tokens[m.from].sentence]
	for i := m.to; i < min(s.last, m.to+5); i++ {
		src, _ := d.raw(int(i))
		code := src[d.tokens[i].start:d.tokens[i].end]
		if id, ok := languageCodes[code]; ok && !slices.ContainsFunc(x.out.Languages, func(l LanguageFact) bool { return l.Language == id }) {
			x.out.Languages = append(x.out.Languages, LanguageFact{id, "goed", x.need(m.from, m.to), d.quote(m.from, i+1)})
		}
	}
}

var languageCodes = map[string]string{"NL": "nl", "FR": "fr", "EN": "en", "ENG": "en", "DE": "de", "DU": "de"}

// languageLevel reads the level that the clause of tokens [from,to) asks of a
// language, and whether the sentence is about mastering one.
func (x *factFinder) languageLevel(from, to int32) (level string, speaks bool) {
	d := x.d
	s := d.sentences[d.tokens[from].sentence]
	lo, hi := x.phrase(from, to)
	speaks = s.last-s.first <= 6 && s.subject != subjectWe && d.tokens[from].capital
	for i := max(s.first, from-languageReach); i < min(s.last, to+languageReach); i++ {
		w := string(d.wordBytes(int(i)))
		inClause := i >= lo && i < hi
		switch {
		case len(w) == 1 && (w == "a" || w == "b" || w == "c") && i+1 < s.last && (d.is(int(i+1), "1") || d.is(int(i+1), "2")):
			level, speaks = strings.ToUpper(w)+d.word(int(i+1)), true
		case wellSpoken[w]:
			speaks = speaks || inClause
			if level == "" && inClause {
				level = "goed"
			}
		case w == "geschrift" || w == "schrift":
			speaks = true
			if level == "" {
				level = "goed"
			}
		case w == "kennis" && !d.is(int(i+1), "van"):
		case languageWords[w]:
			speaks = true
		}
	}
	if level == "" && d.is(int(to), "taal") && (d.is(int(from-2), "beheerst") || d.is(int(from-3), "beheerst")) {
		level = "goed" // "je beheerst de Nederlandse taal"
	}
	w := d.word(int(from))
	return level, speaks || strings.HasSuffix(w, "stalig") || strings.HasSuffix(w, "kundig")
}

const languageReach = 9

var wellSpoken = setOf(`goed goede uitstekend uitstekende vloeiend vloeiende vlot vlotte foutloos perfect perfecte fluent excellent
uitmuntend uitmuntende sterk sterke moedertaal native prima tweetalig drietalig grondige degelijke good strong correct talig viertalig fluently
uitstekend zeer`)

var languageWords = setOf(`taal talen taalvaardigheid spreek spreekt spreken beheers beheerst beheersing kennis woord mondeling schriftelijk
taalkennis schrijft schrijven taalniveau communiceren uitdrukken machtig verstaanbaar speak language languages written spoken
knowledge uitdrukkingsvaardigheid begrijpt lezen verstaat basisniveau noties voertaal proficiency command kunnen leest taalgebruik talenkennis communicatief communicatieve vaardig fluency`)
