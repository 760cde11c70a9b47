package reading

import (
	"cmp"
	"slices"
	"strings"
)

// readLanguages finds the languages that are asked.
func (x *factFinder) readLanguages() {
	defer x.each(factBilingual, x.readPairs)
	last := LanguageFact{}
	lastEnd := int32(-1)
	chain := 0 // where the enumeration by commas that goes on here starts
	x.each(factLanguage, func(id string, m match) {
		if len(x.out.Languages) >= mostListed || !x.spoken(m) {
			return
		}
		level, speaks := x.languageLevel(m.from, m.to)
		need := x.need(m.from, m.to)
		if need == NeedPreferred && x.beyondList(m) {
			need = NeedRequired
		}
		if lastEnd >= 0 && x.d.tokens[m.from].sentence == x.d.tokens[lastEnd-1].sentence &&
			m.from-lastEnd <= 2 && need == NeedRequired && level == "" && x.d.tokens[m.from].inTitle == x.d.tokens[lastEnd-1].inTitle {
			level, need, speaks = last.Level, last.Need, true // "vlot in Nederlands, Frans en Engels"
		}
		oneOf := x.alternative(m, lastEnd) || x.oneOfThese(m.from)
		if need == NeedPreferred || oneOf {
			speaks = true
		}
		if !speaks || need == NeedUnknown {
			return
		}
		if need == NeedRequired && oneOf {
			need = NeedReplaceable
		}
		if lastEnd < 0 || !x.enumerated(lastEnd, m.from) {
			chain = len(x.out.Languages)
		}
		if oneOf && need == NeedReplaceable {
			x.listedBefore(m, id, level)
		}
		if need == NeedReplaceable && lastEnd >= 0 {
			for k := chain; k < len(x.out.Languages); k++ {
				if l := &x.out.Languages[k]; l.Need == NeedRequired {
					l.Need, l.OneOf = need, oneOf // "Nederlands, Engels of Pools"
				}
			}
		}
		last = LanguageFact{Language: id, Level: level, Need: need, OneOf: oneOf && need == NeedReplaceable && !(x.d.is(int(m.from-1), "of") && x.d.is(int(m.from-2), "en")), Quote: x.d.quote(m.from, m.to)}
		lastEnd = m.to
		i := slices.IndexFunc(x.out.Languages, func(l LanguageFact) bool { return l.Language == id })
		if i < 0 {
			x.out.Languages = append(x.out.Languages, last)
		} else if l := &x.out.Languages[i]; l.Level == "" && level != "" {
			l.Level = level
		}
	})
}

// beyondList reports whether a list of languages ends with "en …" at match m and
// a comma parts it from further ones: "Nederlands en Engels, Duits is een pré"
// wishes Duits alone.
func (x *factFinder) beyondList(m match) bool {
	d := x.d
	s := d.sentences[d.tokens[m.from].sentence]
	joined := m.from > s.first && d.is(int(m.from-1), "en")
	for i := m.to; i < min(s.last, m.to+4); i++ {
		switch {
		case strings.Contains(d.gap(int(i)), ","):
			return joined && x.isLanguage(i)
		case d.is(int(i), "en"):
			joined = true
		case !x.isLanguage(i):
			return false
		}
	}
	return false
}

// enumerated reports whether nothing but a comma or "of" parts two languages.
func (x *factFinder) enumerated(end, next int32) bool {
	d := x.d
	switch {
	case d.tokens[end-1].sentence != d.tokens[next].sentence:
		return false
	case next == end:
		return strings.TrimSpace(d.gap(int(next))) == ","
	}
	return next == end+1 && (d.is(int(end), "of") || d.is(int(end), "or"))
}

// spoken reports whether the name of a language is one, and not an adjective:
// "de Nederlandse taal", "spreekt Frans", not "de Franse markt".
func (x *factFinder) spoken(m match) bool {
	d := x.d
	w := d.word(int(m.from))
	if int(m.to) < len(d.tokens) && ofThisText[string(d.wordBytes(int(m.to)))] {
		return false // "English version below"
	}
	if strings.HasSuffix(w, "stalige") {
		return int(m.to) < len(d.tokens) && speakers[string(d.wordBytes(int(m.to)))]
	}
	if !strings.HasSuffix(w, "se") || w == "chinese" {
		next := int(m.to)
		name := next < len(d.tokens) && !startsSentence[string(d.wordBytes(next))] && d.tokens[next].capital && d.tokens[next].sentence == d.tokens[m.from].sentence && d.gap(next) == " " && !d.flat
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
		case n == "taal" || strings.HasPrefix(n, "communicati") || strings.HasPrefix(n, "taalva") || strings.HasPrefix(n, "taalbe") || n == "talen" || n == "spraak":
			return true
		case n != "en" && n != "of" && !strings.HasSuffix(n, "se") && n != "als" && n != "de":
			return false
		}
	}
	return false
}

// startsSentence are words that open a sentence where a text lost its stops.
var startsSentence = setOf(`naast je jij u wij we ben het een de in ervaring rijbewijs kennis goede dit dat wat hoe ook daarnaast dan onze jouw als met om wie hij zij bij heb`)

// ofThisText are nouns that a language describes and nobody speaks.
var ofThisText = setOf(`text version vacancy description tekst versie vacaturetekst vertaling`)

// afterLanguage are words that follow the name of a language, and not an
// adjective.
var afterLanguage = setOf(`spreek schrijf beheers en of als in is op te goed uitstekend spreekt spreken beheerst beheersen begrijpt begrijpen schrijft schrijven
machtig zijn zowel mondeling schriftelijk vloeiend volledig voldoende met voor om bij kunnen kunt kan sprekend spreekt ook maar niveau
niet heeft hebt aan vlot perfect strekt verstaat verstaan lezen taal speaking ben bent vereist vereiste verplicht noodzakelijk nodig gewenst essentieel belangrijk wordt worden minimaal tot via and or is as basis praat praten`)

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

// listedBefore adds the languages that commas list before match m, which nothing
// but the last of them says to be asked: "Nederlands, Engels of Pools is goed".
func (x *factFinder) listedBefore(m match, id, level string) {
	d := x.d
	for i := m.from - 1; i >= d.sentences[d.tokens[m.from].sentence].first; i-- {
		if d.is(int(i), "of") || d.is(int(i), "or") {
			continue
		}
		other := x.languageAt(i)
		if other == "" || other == id {
			return
		}
		if !slices.ContainsFunc(x.out.Languages, func(l LanguageFact) bool { return l.Language == other }) {
			x.out.Languages = append(x.out.Languages, LanguageFact{Language: other, Level: level, Need: NeedReplaceable, OneOf: true, Quote: d.quote(i, i+1)})
		}
		if strings.TrimSpace(d.gap(int(i))) != "," && i > 0 && !d.is(int(i-1), "of") {
			return
		}
	}
}

// oneOfThese reports that the sentence of token i asks one of the languages that it
// lists: "één van deze talen: Nederlands, Engels, Duits".
func (x *factFinder) oneOfThese(i int32) bool {
	d := x.d
	for k := d.sentences[d.tokens[i].sentence].first; k+2 < i; k++ {
		if d.is(int(k), "een") && d.is(int(k+1), "van") && (d.is(int(k+2), "deze") || d.is(int(k+2), "de")) && (d.is(int(k+3), "talen") || d.is(int(k+4), "talen")) {
			return true
		}
	}
	return false
}

// isLanguage reports whether token i names a language.
func (x *factFinder) isLanguage(i int32) bool { return x.languageAt(i) != "" }

// languageAt is the language that token i names, "" for none.
func (x *factFinder) languageAt(i int32) string {
	k, _ := slices.BinarySearchFunc(x.found.facts, i, func(m match, t int32) int { return cmp.Compare(m.from, t) })
	for ; k < len(x.found.facts) && x.found.facts[k].from == i; k++ {
		if r := &x.r.lexicon.rules[x.found.facts[k].rule]; r.fact == factLanguage {
			return r.id
		}
	}
	return ""
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
			x.out.Languages = append(x.out.Languages, LanguageFact{Language: id, Level: "goed", Need: x.need(m.from, m.to), Quote: d.quote(m.from, i+1)})
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
		case countsLanguages[w] && i < from && (inClause || strings.ContainsAny(d.gap(int(i+1)), "(:")):
			speaks = true
			if level == "" {
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
	return level, speaks || strings.HasSuffix(w, "stalig") || strings.HasSuffix(w, "kundig") ||
		strings.HasSuffix(w, "stalige")
}

const languageReach = 9

// speakers are persons, whom "Nederlandstalige" makes speak the language.
var speakers = setOf(`kandidaat kandidaten collega collega's medewerker medewerkers professional professionals persoon student studenten`)

// countsLanguages say how many languages are spoken, before a list of them.
var countsLanguages = setOf(`talig tweetalig drietalig viertalig`)

var wellSpoken = setOf(`goed goede uitstekend uitstekende vloeiend vloeiende vlot vlotte foutloos perfect perfecte fluent excellent
uitmuntend uitmuntende sterk sterke moedertaal native prima grondige degelijke good strong correct fluently
uitstekend zeer`)

var languageWords = setOf(`taal talen taalvaardigheid spreek spreekt spreken beheers beheerst beheersing kennis woord mondeling schriftelijk
taalkennis schrijft schrijven taalniveau communiceren uitdrukken machtig schrijf verstaanbaar speak language languages written spoken
knowledge communicatievaardigheden communicatievaardigheid taalbeheersing spreektaal werktaal gesproken communiceert communiceer mondelinge schriftelijke speaking proficient uitdrukkingsvaardigheid begrijpt lezen verstaat basisniveau noties voertaal proficiency command kunnen leest taalgebruik talenkennis communicatief communicatieve vaardig fluency`)
