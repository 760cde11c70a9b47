package reading

import (
	"slices"
	"strings"

	"passend/index/taxonomy"
)

// ask adds a term that stands at bytes [start,end) of the text to list; of one
// id the strictest stays.
func (x *factFinder) ask(list []Asked, h *taxonomy.Hit) []Asked {
	from, to, ok := x.span(InText, h.Start, h.End)
	if !ok || len(list) >= mostListed {
		return list
	}
	if s := x.d.section(int(from)); s == sectionCompany || s == sectionOffer {
		return list
	}
	if _, denied := x.d.denied(match{span: span{from, to, -1}}); denied {
		return list
	}
	need := x.need(from, to)
	if need == NeedUnknown {
		return list
	}
	i := slices.IndexFunc(list, func(a Asked) bool { return a.ID == h.ID })
	if i < 0 {
		return append(list, Asked{ID: h.ID, Name: h.Name, Need: need, Quote: x.d.quote(from, to)})
	}
	if need > list[i].Need {
		list[i].Need, list[i].Quote = need, x.d.quote(from, to)
	}
	return list
}

func (x *factFinder) readLicences() {
	if x.r.taxonomy == nil {
		return
	}
	for _, h := range x.r.taxonomy.LinkLicences(x.clean.text) {
		x.out.Licences = x.ask(x.out.Licences, &h)
	}
}

func (x *factFinder) readCertificates() {
	if x.r.taxonomy == nil {
		return
	}
	for _, h := range x.r.taxonomy.LinkCertificates(x.clean.text) {
		if h.Score < 1 {
			continue
		}
		x.out.Certificates = x.ask(x.out.Certificates, &h)
	}
}

func (x *factFinder) readLanguages() {
	if x.r.taxonomy == nil {
		return
	}
	for _, h := range x.r.taxonomy.LinkLanguages(x.clean.text) {
		from, to, ok := x.span(InText, h.Start, h.End)
		if !ok || !x.asked(from) || len(x.out.Languages) >= mostListed {
			continue
		}
		level, spoken := x.languageLevel(from, to)
		if !spoken {
			continue
		}
		need := x.need(from, to)
		if need == NeedUnknown {
			continue
		}
		i := slices.IndexFunc(x.out.Languages, func(l LanguageFact) bool { return l.Language == h.ID })
		if i < 0 {
			x.out.Languages = append(x.out.Languages, LanguageFact{h.ID, level, need, x.d.quote(from, to)})
		} else if l := &x.out.Languages[i]; l.Level == "" && level != "" {
			l.Level = level
		}
	}
}

// languageLevel reads the level that the sentence of tokens [from,to) asks of a
// language, and whether it is about speaking a language at all.
func (x *factFinder) languageLevel(from, to int32) (level string, spoken bool) {
	d := x.d
	s := d.sentences[d.tokens[from].sentence]
	for i := max(s.first, from-languageReach); i < min(s.last, to+languageReach); i++ {
		w := string(d.wordBytes(int(i)))
		switch {
		case len(w) == 1 && strings.Contains("abc", w) && i+1 < s.last && (d.is(int(i+1), "1") || d.is(int(i+1), "2")):
			level, spoken = strings.ToUpper(w)+d.word(int(i+1)), true
		case wellSpoken[w]:
			spoken = true
			if level == "" {
				level = "goed"
			}
		case languageWords[w]:
			spoken = true
		}
	}
	return level, spoken
}

const languageReach = 10

var wellSpoken = setOf(`goed goede uitstekend uitstekende vloeiend vloeiende vlot vlotte foutloos perfect perfecte fluent excellent
uitmuntend uitmuntende sterk sterke moedertaal native prima tweetalig drietalig grondige degelijke good strong correct`)

var languageWords = setOf(`taal talen taalvaardigheid spreek spreekt spreken beheers beheerst beheersing kennis woord geschrift mondeling schriftelijk
taalkennis schrijft schrijven taalniveau communiceren communicatie uitdrukken machtig verstaanbaar speak language languages written spoken
knowledge uitdrukkingsvaardigheid niveau begrijpt lezen verstaat`)
