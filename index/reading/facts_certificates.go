package reading

import (
	"cmp"
	"slices"
	"strings"
)

// paper is a certificate that tokens [from,to) name.
type paper struct {
	id, name string
	from, to int32
	need     Need
	said     bool // words say how strictly
}

func (x *factFinder) notePaper(id, name string, from, to int32) {
	if statements[id] {
		x.papers = append(x.papers, paper{id, name, from, to, NeedRequired, true})
		return
	}
	need, said := x.needOf(from, to, false)
	if end, ok := x.enumerationEnd(to); ok && !said {
		need, said = x.needOf(from, end, false)
	}
	if lo, hi, ok := x.bracket(from, to); ok && !said {
		need, said = x.needOf(lo, hi, false) // "certificeringen (VCA, BHV) zijn een pré"
	}
	x.papers = append(x.papers, paper{id, name, from, to, need, said})
}

// bracket is the run of tokens from the word before the brackets around tokens
// [from,to) to their end.
func (x *factFinder) bracket(from, to int32) (lo, hi int32, ok bool) {
	d := x.d
	s := d.sentences[d.tokens[from].sentence]
	for lo = from; lo > s.first && !strings.Contains(d.gap(int(lo)), "("); lo-- {
		if strings.Contains(d.gap(int(lo)), ")") {
			return 0, 0, false
		}
	}
	for hi = to; hi < s.last && !strings.Contains(d.gap(int(hi)), ")"); hi++ {
		if strings.Contains(d.gap(int(hi)), "(") {
			return 0, 0, false
		}
	}
	return lo - 1, hi, lo > s.first && hi < s.last
}

// addPapers puts the noted certificates on the list; what a word before the first
// of an enumeration says holds for all: "bij voorkeur VCA, BHV en EHBO".
func (x *factFinder) addPapers() {
	slices.SortStableFunc(x.papers, func(a, b paper) int { return cmp.Compare(a.from, b.from) })
	for i := range x.papers {
		p := &x.papers[i]
		if i > 0 && !p.said && x.papers[i-1].said && x.enumerates(x.papers[i-1].to, p.from) {
			p.need, p.said = x.papers[i-1].need, true
		}
		x.out.Certificates = x.addAs(x.out.Certificates, p.id, p.name, p.from, p.to, p.need)
	}
}

// enumerationEnd is where the enumeration ends that goes on behind token to, when
// "en", "of" or a stroke joins it: "VCA of BHV is een pré" wishes both.
func (x *factFinder) enumerationEnd(to int32) (end int32, joined bool) {
	d := x.d
	s := d.sentences[d.tokens[to-1].sentence]
	for end = to; end < min(s.last, to+enumerationMost); end++ {
		gap, w := d.gap(int(end)), d.wordBytes(int(end))
		join := joins[string(w)]
		if strings.ContainsAny(gap, ";:") || d.otherLine(end) || !join && !x.nameToken(end) && !holdWords[string(w)] {
			break
		}
		joined = joined || join || strings.ContainsAny(gap, "/&")
	}
	return end, joined && end > to
}

// enumerationMost is how many words an enumeration of certificates has.
const enumerationMost = 12

var joins = setOf(`en of or and`)

// enumerates reports whether tokens [from,to) hold nothing but names and words
// that link them.
func (x *factFinder) enumerates(from, to int32) bool {
	d := x.d
	if to < from || to-from > paperNameMost || d.tokens[max(from-1, 0)].sentence != d.tokens[to].sentence {
		return false
	}
	for i := from; i <= to; i++ {
		if strings.Contains(d.gap(int(i)), ";") || d.otherLine(i) {
			return false
		}
		if w := string(d.wordBytes(int(i))); i < to && !joins[w] && !x.nameToken(i) && !holdWords[w] && w != "met" {
			return false
		}
	}
	return true
}

// otherLine reports whether token i opens a former line of a text that lost its
// line ends: a clause that no mark opens.
func (d *document) otherLine(i int32) bool {
	return d.flat && i > 0 && d.tokens[i].clause != d.tokens[i-1].clause && !endsClause(d.gap(int(i))) && d.tokens[i].capital &&
		!joins[string(d.wordBytes(int(i-1)))]
}

// certifies reports whether the words are about holding the certificate and not
// about the work, the employer or what it pays for.
func (x *factFinder) certifies(id string, sure bool, from, to int32) bool {
	d := x.d
	switch {
	case d.is(int(from), "pabo"):
		return false // a level of education
	case id == "big" && to-from == 1 && !d.capitals(int(from)):
		return false // "big data"
	case statements[id]:
		return !x.mayBeAsked(from)
	case x.offered(from, to) || x.gained(from) || x.ofStaff(from, to):
		return false
	case x.holds(from, to):
	case subjects[id] || !sure:
		if !courses[id] || !x.listedPaper(from) {
			return false
		}
	case x.known(from), d.section(int(from)) == sectionTasks && !d.tokens[from].inTitle:
		return false // "kennis van VCA", "werken volgens VCA"
	}
	switch d.section(int(from)) {
	case sectionCompany, sectionOffer:
		return x.requiring(from)
	}
	return d.clauses[d.tokens[from].clause].subject != subjectWe
}

var (
	// statements are papers that an authority gives on request: who names one asks
	// it, wherever it stands.
	statements = setOf(`vog vgb prk`)
	// subjects are also the names of the work, the method or the standard; they are
	// certificates where a paper is named.
	subjects = setOf(`teacher haccp nen1010 nen3140 medicatie bhv ehbo nob noloc safe_agile itil scrum prince2 lean togaf archimate iso9001 ipma
istqb rb ra rc aa werken_op_hoogte besloten_ruimte gasmeten ademlucht blsd atex breeam nen2767 bisl msp agilepm mendix brl_sikb legionella
vertrouwenspersoon gwo kp_register tilcertificaat preventiemedewerker verkeersregelaar brandveilig nima evc`)
	// courses are subjects that as an item of the list of demands mean their paper.
	courses = setOf(`bhv ehbo nen3140 gasmeten ademlucht blsd gwo nima`)
)

// mayBeAsked reports whether a sentence says of a statement that it can be asked,
// which leaves it open.
func (x *factFinder) mayBeAsked(i int32) bool {
	d := x.d
	s := d.sentences[d.tokens[i].sentence]
	may, part := false, false
	for k := s.first; k < s.last; k++ {
		switch string(d.wordBytes(int(k))) {
		case "kan", "kunnen":
			may = true
		case "deel", "onderdeel", "onderdelen", "bestaan", "bevatten", "gevraagd":
			part = true
		}
	}
	return may && part
}

// known reports whether the sentence asks knowledge of what token i names.
func (x *factFinder) known(i int32) bool {
	d := x.d
	s := d.sentences[d.tokens[i].sentence]
	for k := i - 1; k >= s.first && k >= i-enumerationMost && !strings.Contains(d.gap(int(k+1)), ";"); k-- {
		if d.is(int(k), "kennis") || d.is(int(k), "volgens") {
			return !d.flat || d.tokens[k].clause == d.tokens[i].clause
		}
	}
	return false
}

// listedPaper reports whether token i stands in a short item of the demands that
// asks no knowledge or experience.
func (x *factFinder) listedPaper(i int32) bool {
	d := x.d
	s := d.sentences[d.tokens[i].sentence]
	if s.section != sectionRequirements || s.last-s.first > listedPaperMost {
		return false
	}
	for k := s.first; k < s.last; k++ {
		if knowsWords[string(d.wordBytes(int(k)))] {
			return false
		}
	}
	return true
}

// listedPaperMost is how many words an item has that names papers alone.
const listedPaperMost = 8

var knowsWords = setOf(`kennis ervaring affiniteit werken bekend bekendheid ervaren methodiek volgens interesse taken`)

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
		if offerWords[string(d.wordBytes(int(i)))] && !(d.flat && d.tokens[i].clause != d.tokens[from].clause) && !d.is(int(i-1), "wat") {
			return true
		}
	}
	return false
}

// gained reports whether the sentence of token i says that a paper is got in the
// job: "je behaalt het certificaat", "de mogelijkheid om certificaten te behalen".
func (x *factFinder) gained(i int32) bool {
	d := x.d
	s := d.sentences[d.tokens[i].sentence]
	chance := false
	for k := max(s.first, i-gainedReach); k < min(s.last, i+gainedReach); k++ {
		switch string(d.wordBytes(int(k))) {
		case "mogelijkheid", "mogelijkheden", "kans", "gelegenheid", "kosten":
			chance = true
		case "behaalt", "behaal":
			return true
		case "behalen", "halen":
			if chance {
				return true
			}
		}
	}
	return false
}

// ofStaff reports that a paper is that of the people who work there: "wij werken
// met VCA gecertificeerde monteurs".
func (x *factFinder) ofStaff(from, to int32) bool {
	d := x.d
	s := d.sentences[d.tokens[from].sentence]
	if s.subject != subjectWe || x.seeks(s.first, from) {
		return false
	}
	for i := to; i < min(s.last, to+4); i++ {
		if w := string(d.wordBytes(int(i))); w == "gecertificeerde" || w == "gediplomeerde" || w == "gekwalificeerde" {
			return true
		}
	}
	return false
}

// gainedReach is how many tokens from a paper it may be told that it is got.
const gainedReach = 16

var offerWords = setOf(`gratis vergoed vergoeden vergoedt vergoeding bieden aangeboden aanbieden betalen regelen doorgroeien cursussen opleidingen
trainingen volgen opleiden ontwikkelen kans mogelijkheid ontwikkeling`)

var holdWords = setOf(`certificaat certificaten certificering gecertificeerd diploma diploma's bezit registratie geregistreerd bevoegdheid
attest attesten brevet geldig geldige rijbewijs papieren behaald gediplomeerd beschikt certificate certificates certified certification certifications certificeringen pas titel
ingeschreven inschrijving`)

// requiring reports whether the sentence of a token asks in so many words.
func (x *factFinder) requiring(i int32) bool {
	s := x.d.sentences[x.d.tokens[i].sentence]
	return s.subject == subjectYou && x.holds(s.first, s.last) || x.d.flat && s.subject != subjectWe
}

// otherPaperNamed takes a certificate that the taxonomy does not know, by the
// word for a paper and the name beside it: "een stapelaarcertificaat", "DP-600
// certificaat", "certificaat in Zeilmakerij". Of a "strict" word only what is held
// or valid counts ("een geldige havenpas"); a "code" is the name of an exam.
func (x *factFinder) otherPaperNamed(kind string, m match) {
	d := x.d
	if kind == "strict" && !x.validBefore(m.from) || !x.asksPaper(m) || x.offered(m.from, m.to) || x.gained(m.from) {
		return
	}
	from, to, ok := m.from, m.to, d.number(int(m.to-1)) >= codeLeast && !d.is(int(m.to-1), "365")
	if kind != "code" {
		if x.knownPaper(m.from, m.from-paperNear, m.to+paperNear) {
			return
		}
		from, to, ok = x.paperName(m)
	}
	if !ok || x.knownPaper(from, from, to) {
		return
	}
	src, _ := d.raw(int(from))
	name := src[d.tokens[from].start:d.tokens[to-1].end]
	id := strings.ToLower(name)
	if kind == "code" {
		id = d.word(int(from)) + "_" + d.word(int(to-1))
		name = strings.ToUpper(strings.ReplaceAll(id, "_", "-"))
	}
	x.notePaper(id, name, from, to)
}

// paperNear is how many tokens from a certificate of the taxonomy a word for a
// paper speaks of it, and codeLeast the least number in the code of an exam.
const (
	paperNear = 8
	codeLeast = 100
)

// knownPaper reports whether the sentence of token i names a certificate within
// tokens [from,to).
func (x *factFinder) knownPaper(i, from, to int32) bool {
	s := x.d.tokens[i].sentence
	return slices.ContainsFunc(x.papers, func(p paper) bool { return p.from < to && p.to > from && x.d.tokens[p.from].sentence == s })
}

// asksPaper reports whether a paper is asked where it stands.
func (x *factFinder) asksPaper(m match) bool {
	d := x.d
	c := d.clauses[d.tokens[m.from].clause]
	if d.tokens[m.from].inTitle || c.subject == subjectWe {
		return false
	}
	switch d.section(int(m.from)) {
	case sectionRequirements:
		return true
	case sectionApply:
		return false
	}
	for k := m.from - 1; k >= c.first && k >= m.from-needBefore; k-- {
		if holdsVerb[string(d.wordBytes(int(k)))] {
			return c.subject == subjectYou || d.is(int(k), "bezit")
		}
	}
	return false
}

// validBefore reports whether words before token i say that it is held or valid.
func (x *factFinder) validBefore(i int32) bool {
	d := x.d
	s := d.sentences[d.tokens[i].sentence]
	for k := i - 1; k >= s.first && k >= i-4; k-- {
		switch string(d.wordBytes(int(k))) {
		case "geldig", "geldige", "bezit", "beschikt", "valid":
			return true
		}
	}
	return false
}

// paperName finds the name of a paper: the word itself when it is a compound,
// else names in capitals or digits before or behind it.
func (x *factFinder) paperName(m match) (from, to int32, ok bool) {
	d := x.d
	if n := paperPrefix(d.word(int(m.from))); n >= paperPrefixLeast {
		return m.from, m.to, !notPapers[d.word(int(m.from))[:n]]
	}
	s := d.sentences[d.tokens[m.from].sentence]
	from, strong := m.from, false
	for from > s.first && from > m.from-paperNameMost && x.nameToken(from-1) && !strings.ContainsAny(d.gap(int(from)), ",;:()") {
		from--
		strong = strong || x.strongName(from)
	}
	if strong {
		return from, m.from, true
	}
	to = m.to
	for to < s.last && to < m.to+2 && beforePaper[string(d.wordBytes(int(to)))] {
		to++
	}
	first := to
	for to < s.last && to < first+paperNameMost && x.nameToken(to) && !strings.ContainsAny(d.gap(int(to)), ",;(") {
		strong = strong || x.strongName(to)
		to++
	}
	return first, to, strong && d.tokens[to-1].end-d.tokens[first].start > 1
}

// A compound has so many letters before the word for a paper, and a name so many
// words.
const (
	paperPrefixLeast = 3
	paperNameMost    = 5
)

// paperPrefix is how many bytes of a folded word stand before the word for a
// paper in it.
func paperPrefix(w string) int {
	for _, p := range [...]string{"certificaat", "certificaten", "certificering", "certificatie", "attesten", "attest", "brevet", "registratie", "licentie",
		"bevoegdheid", "bewijs", "pas", "papieren"} {
		if rest, ok := strings.CutSuffix(w, p); ok {
			return len(rest)
		}
	}
	return 0
}

// nameToken reports whether token i can be part of a name.
func (x *factFinder) nameToken(i int32) bool {
	t := &x.d.tokens[i]
	return (t.capital || t.number) && !notNames[string(x.d.wordBytes(int(i)))]
}

// strongName reports whether token i is a name by how it is written: in capitals
// or digits, or with a capital within a sentence.
func (x *factFinder) strongName(i int32) bool {
	d := x.d
	t := &d.tokens[i]
	return t.number || t.end-t.start > 1 && d.capitals(int(i)) || i > d.sentences[t.sentence].first && !d.flat
}

var (
	beforePaper = setOf(`in van voor op als`)
	// notNames are words with a capital at the start of an item, and levels.
	notNames = setOf(`een geldig geldige relevante relevant je jij heb hebt het de dit deze eventuele eventueel benodigde diverse overige bij in
beschikt mbo hbo wo vmbo havo vwo nt2 en of ssl tls pki minimaal jouw uw alle meerdere verplichte vereiste vakgerichte technische`)
	// notPapers are first parts of compounds that are no paper of a person.
	notPapers = setOf(`rij identiteits legitimatie aandeel aandelen energie geboorte garantie product kwaliteits uren tijd data koop betalings
eigendoms toegangs aan toe in op bank urenregistratie project systeem order voorraad productie kosten klant onder be ver toegang credit beslissings teken
dossier patient client verzuim koopbewijs ontvangst afgifte lever aflever verzend doel zelf her software muziek tijds kenteken vennootschaps verblijfs start
opsporings muziek identi domein beslis handelings reis parkeer personeels klanten tank zorg les aanwezigheids`)
)
