package taxonomy

import (
	"strings"
	"unicode/utf8"

	"passend/index/dutch"
)

// titleWord is one meaningful word of a title: its root and the segment it
// stands in. Titles are cut into segments at commas, bars and spaced dashes;
// the first names the work more often than the others, which hold places,
// employers and hours.
type titleWord struct {
	root    string
	segment int
}

// titleNoise are words of titles that do not name work: gender marks, levels,
// terms of the contract, and function words.
var titleNoise = wordSet(`m v x f d w h n mv mvx vm mvd mwd mfd mw gn senior medior junior sr jr snr jnr lead-
fulltime parttime full part time ft pt uur uren fte week weken pw dagen dag per gezocht gevraagd vacature vacatures zzp
freelance freelancer interim bijbaan vakantiewerk zomerbaan weekend weekendkracht avond ervaren ervaring zonder
enthousiaste gemotiveerde gedreven nieuwe startende beginnend aankomend allround all round regio locatie omgeving
provincie diverse locaties nederland belgie netherlands belgium vlaanderen amsterdam rotterdam utrecht gent antwerpen
brussel eindhoven zuid noord oost west holland brabant gelderland limburg zeeland friesland drenthe overijssel
de het een en of and the van voor in te bij met op aan om tot als je jij ons onze wij zoekt zoeken is uit of
for to at a an als per direct functie startend bbl niveau sollicitatie open team job jobs baan
tijdelijk vast vaste contract start salaris euro o n i e o.a zelfstandig zelfstandige zelfst bv nv inc`)

func wordSet(list string) map[string]bool {
	set := map[string]bool{}
	for w := range strings.FieldsSeq(list) {
		set[w] = true
	}
	return set
}

// titleWords appends the meaningful words of a title to dst.
func titleWords(dst []titleWord, title string) []titleWord {
	s := dutch.Fold(title)
	segment, depth := 0, 0
	for i := 0; i < len(s); {
		c := s[i]
		if !wordByte(c) {
			switch {
			case c == '(' && i > 0 && wordByte(s[i-1]):
				// "medewerk(st)er", "assistent(e)": the other gender's ending
				end := strings.IndexByte(s[i:], ')')
				if end > 0 && end <= 4 {
					if j := i + end + 1; j < len(s) && wordByte(s[j]) && len(dst) > 0 {
						n := wordEnd(s, j)
						dst[len(dst)-1].root = root(lastWord(s, i) + s[j:n])
						i = n
						continue
					}
					i += end + 1
					continue
				}
				depth++
			case c == '(' || c == '[':
				depth++
			case (c == ')' || c == ']') && depth > 0:
				depth--
			case segmentBorder(s, i):
				segment++
			}
			_, n := utf8.DecodeRuneInString(s[i:])
			i += n
			continue
		}
		end := wordEnd(s, i)
		word := s[i:end]
		i = end
		if titleNoise[word] || numeric(word) {
			continue
		}
		at := segment
		if depth > 0 {
			at = segment + 1
		}
		dst = append(dst, titleWord{root(word), at})
	}
	return dst
}

// lastWord is the word that ends at byte end of s.
func lastWord(s string, end int) string {
	i := end
	for i > 0 && wordByte(s[i-1]) {
		i--
	}
	return s[i:end]
}

func wordByte(c byte) bool {
	return 'a' <= c && c <= 'z' || '0' <= c && c <= '9' || c == '+' || c == '#' || c >= utf8.RuneSelf && c != 0xe2
}

// wordEnd is the end of the word that starts at i; a dot or ampersand between
// letters belongs to it (".net" loses its dot, "b.o.b" does not).
func wordEnd(s string, i int) int {
	for i < len(s) {
		if wordByte(s[i]) || (s[i] == '&' && i+1 < len(s) && i > 0 && wordByte(s[i+1]) && wordByte(s[i-1])) {
			i++
			continue
		}
		break
	}
	return i
}

func segmentBorder(s string, i int) bool {
	switch s[i] {
	case ',', '|', ':', ';':
		return true
	case '-':
		return i > 0 && i+1 < len(s) && s[i-1] == ' ' && s[i+1] == ' '
	case 0xe2: // the dashes and bullets of U+2013 to U+2022
		return strings.HasPrefix(s[i:], "–") || strings.HasPrefix(s[i:], "—") || strings.HasPrefix(s[i:], "•")
	}
	return false
}

func numeric(w string) bool {
	for i := range len(w) {
		if w[i] < '0' || w[i] > '9' {
			return false
		}
	}
	return true
}

// sameWord joins spellings and near synonyms of titles, Flemish and English
// ones among them, to one root.
var sameWord = func() map[string]string {
	m := map[string]string{}
	for line := range strings.Lines(sameWordData) {
		head, forms, ok := strings.Cut(strings.TrimSpace(line), ":")
		if !ok || head == "" || head[0] == '#' {
			continue
		}
		for form := range strings.FieldsSeq(forms) {
			m[form] = head
		}
	}
	return m
}()

// endings turn female and plural forms of occupations into the male singular,
// longest first. A root need not be a word; it only has to be shared.
var endings = []struct{ from, to string }{
	{"werksters", "werker"}, {"werkster", "werker"}, {"begeleidsters", "begeleider"}, {"begeleidster", "begeleider"},
	{"leidsters", "leider"}, {"leidster", "leider"}, {"eursters", "eur"}, {"zorgsters", "zorger"}, {"zorgster", "zorger"},
	{"koopsters", "koper"}, {"koopster", "koper"}, {"helpsters", "helper"}, {"helpster", "helper"},
	{"bezorgster", "bezorger"}, {"maaksters", "maker"}, {"maakster", "maker"}, {"kundigen", "kundige"},
	{"lieden", "man"}, {"lui", "man"}, {"vrouwen", "man"}, {"vrouw", "man"}, {"mannen", "man"}, {"heren", "man"}, {"heer", "man"},
	{"trices", "teur"}, {"trice", "teur"}, {"euses", "eur"}, {"euse", "eur"}, {"ieres", "ier"}, {"iere", "ier"},
	{"istes", "ist"}, {"iste", "ist"}, {"isten", "ist"}, {"entes", "ent"}, {"ente", "ent"}, {"enten", "ent"},
	{"aresse", "aris"}, {"aressen", "aris"}, {"logen", "loog"}, {"loge", "loog"}, {"loges", "loog"},
	{"ieken", "iek"}, {"eurs", "eur"}, {"iers", "ier"}, {"aars", "aar"}, {"ers", "er"}, {"ors", "or"}, {"ens", "en"},
	{"ianen", "ian"}, {"ienne", "ien"}, {"iciens", "icien"}, {"icus", "icus"}, {"ici", "icus"},
	{"isses", "is"}, {"anten", "ant"}, {"ante", "ant"}, {"istents", "istent"},
}

// root reduces a folded word of a title to what its gender and number forms
// share.
func root(w string) string {
	if r, ok := sameWord[w]; ok {
		return r
	}
	if len(w) < 5 {
		return w
	}
	for _, e := range endings {
		if head, ok := strings.CutSuffix(w, e.from); ok && len(head) >= 2 {
			w = head + e.to
			break
		}
	}
	if r, ok := sameWord[w]; ok {
		return r
	}
	return w
}
