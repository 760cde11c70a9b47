package dutch

import (
	"strings"
	"unicode"
	"unicode/utf8"
)

func isApostrophe(r rune) bool { return r == '\'' || r == '’' || r == '‘' || r == '`' || r == '´' }

func isHyphen(r rune) bool { return r == '-' || r == '‑' || r == '‐' }

func letterAt(s string, i int) bool {
	if i >= len(s) {
		return false
	}
	r, _ := decode(s, i)
	return unicode.IsLetter(r)
}

func lowerAt(s string, i int) bool {
	if i >= len(s) {
		return false
	}
	r, _ := decode(s, i)
	return unicode.IsLower(r)
}

func digitAt(s string, i int) bool { return i < len(s) && s[i] >= '0' && s[i] <= '9' }

func runeLen(s string, i int) int {
	_, n := decode(s, i)
	return n
}

func wordBefore(s string, i int) bool {
	if i == 0 {
		return false
	}
	r, _ := utf8.DecodeLastRuneInString(s[:i])
	return unicode.IsLetter(r) || unicode.IsDigit(r)
}

// capitalised reports a glued new word: a capital and two small letters
// ("2025Wij").
func capitalised(s string, i int) bool {
	r, n := decode(s, i)
	return unicode.IsUpper(r) && lowerAt(s, i+n) && lowerAt(s, i+n+runeLenOr(s, i+n))
}

func runeLenOr(s string, i int) int {
	if i >= len(s) {
		return 0
	}
	return runeLen(s, i)
}

// fixed are tokens with a slash that is part of them.
var fixed = []string{"24/7", "7/7", "24/24", "m/v/x", "v/m/x", "m/v", "v/m", "m/w/d", "m/f/d", "m/f/x", "h/f/x", "x/v/m", "m/x/v", "v/x/m", "f/m/x", "m/w/x", "m/w", "m/f", "f/m", "h/f", "i/o"}

func fixedToken(s string, i int) int {
	rest := s[i:]
	if len(rest) < 3 || (rest[1] != '/' && (len(rest) < 4 || rest[2] != '/')) || wordBefore(s, i) {
		return 0
	}
	for _, f := range fixed {
		if len(rest) >= len(f) && strings.EqualFold(rest[:len(f)], f) {
			end := i + len(f)
			if !letterAt(s, end) && !digitAt(s, end) && (end >= len(s) || s[end] != '/') {
				return end
			}
		}
	}
	return 0
}

func dotNet(s string, i int) bool {
	return len(s) >= i+4 && strings.EqualFold(s[i:i+4], ".net") && !letterAt(s, i+4)
}

// dottedSuffixes are what may follow a dot inside a name; true for an address.
var dottedSuffixes = map[string]bool{
	"net": false, "js": false, "ts": false, "io": false, "ai": false,
	"nl": true, "be": true, "com": true, "eu": true, "org": true, "info": true, "jobs": true, "nu": true,
}

// dottedSuffix returns the length of the suffix at i and whether the whole is an
// address. A capital starts a glued sentence instead ("werk.Be").
func dottedSuffix(s string, i int) (int, bool) {
	n := 0
	for i+n < len(s) && n < 5 && (s[i+n]|0x20) >= 'a' && (s[i+n]|0x20) <= 'z' {
		n++
	}
	if letterAt(s, i+n) || digitAt(s, i+n) {
		return 0, false
	}
	word := s[i : i+n]
	if word == "NET" || word == "Net" || word == "JS" {
		return n, false
	}
	address, ok := dottedSuffixes[word]
	if !ok {
		return 0, false
	}
	return n, address
}

func pathEnd(s string, i int) int {
	if i < len(s) && s[i] == '/' {
		return addressEnd(s, i)
	}
	if i < len(s)-1 && s[i] == '.' && lowerAt(s, i+1) {
		return addressEnd(s, i)
	}
	return i
}

// addressEnd runs to the end of a web or mail address, leaving the marks of the
// sentence around it.
func addressEnd(s string, i int) int {
	for i < len(s) {
		r, n := utf8.DecodeRuneInString(s[i:])
		if unicode.IsSpace(r) || strings.ContainsRune("<>\"'()[]{}|,;’”“", r) {
			break
		}
		i += n
	}
	for i > 0 && strings.IndexByte(".!?:", s[i-1]) >= 0 {
		i--
	}
	return i
}

func webAddress(s string, i int) int {
	for _, p := range []string{"http://", "https://", "www."} {
		if len(s) > i+len(p) && strings.EqualFold(s[i:i+len(p)], p) {
			return addressEnd(s, i+len(p))
		}
	}
	return 0
}

// units are what may be glued to a number and is a word of its own there.
var units = map[string]bool{
	"kg": true, "kilo": true, "gram": true, "km": true, "m": true, "m2": true, "m3": true, "cm": true, "mm": true,
	"u": true, "uur": true, "uren": true, "h": true, "k": true, "fte": true, "min": true, "jaar": true, "ton": true,
	"euro": true, "eur": true, "db": true, "dba": true, "c": true, "v": true, "kv": true, "kw": true, "pw": true,
	"dagen": true, "weken": true, "maanden": true, "mnd": true, "minuten": true, "graden": true, "urige": true, "x": true,
	"t": true, "pj": true, "pm": true, "liter": true, "l": true, "n": true, "stuks": true,
}

// unitEnd reports whether the run of letters at i is a unit and ends there.
func unitEnd(s string, i int) bool {
	j := i
	for j < len(s) && ((s[j]|0x20) >= 'a' && (s[j]|0x20) <= 'z' || s[j] >= '0' && s[j] <= '9' || s[j] >= utf8.RuneSelf) {
		j++
	}
	if j < len(s)-1 && isHyphen(rune(s[j])) && letterAt(s, j+1) {
		return false
	}
	if j < len(s)-1 && s[j] == 'x' {
		return false
	}
	return j-i <= 7 && units[strings.ToLower(s[i:j])]
}

// camel are names that are written with a capital inside; other capitals after
// a small letter are glued sentences.
var camel = wordSet(`javascript typescript linkedin youtube github gitlab devops devsecops wordpress powerpoint
powerbi powershell powerapps facebook whatsapp paypal postgresql iphone ipad macbook autocad solidworks sharepoint
onedrive onenote teamviewer hubspot salesforce servicenow bigquery databricks mongodb openshift openstack openlayers
openai chatgpt mailchimp indesign teamlead graphql rabbitmq activemq cloudformation datawarehouse datalake datarobot
dataops mlops finops qlikview qliksense exactonline topdesk zorgdomein mediamarkt youngcapital leaseplan mijnoverheid
easyjet vmware bitbucket coworker fintech infosphere robotframework`)

func wordSet(words string) map[string]bool {
	m := map[string]bool{}
	for w := range strings.FieldsSeq(words) {
		m[w] = true
	}
	return m
}

// minGlued is the least number of letters before a capital for the capital to
// start a new word: "McDonald", "iPhone" and "DeKamer" stay whole.
const minGlued = 3

// longGlued is how many letters before a capital no name in two parts has
// ("FunctievereistenBachelordiploma").
const longGlued = 12

// splitCamel reports whether the capital at i starts a word that lost the space
// or line end before it.
func splitCamel(s string, segment, i int) bool {
	if i-segment < minGlued || i-segment > maxWord {
		return false
	}
	end := i
	for end-segment < maxWord && letterAt(s, end) {
		end += runeLen(s, end)
	}
	if camel[strings.ToLower(s[segment:end])] {
		return false
	}
	first, _ := decode(s, segment)
	return !unicode.IsUpper(first) || i-segment >= longGlued || dutchWord(Fold(s[segment:i])) || dutchWord(Fold(s[i:end]))
}

// openers are small words that often open a sentence.
var openers = wordSet(`je jij jouw jullie een het de wij we als in op om met voor wat wie waar hoe heb ben kun dit deze er
onze ons daarnaast bij aan ook en of geen minimaal goede nieuwe`)

// dutchWord reports a word that vacancy language knows: "Standplaats", but not
// "Tensor". A name such as "TensorFlow" is not cut.
func dutchWord(word string) bool {
	if _, inflected := irregular()[word]; inflected || openers[word] || compounds().at(word) > 0 {
		return true
	}
	var buf [maxParts]string
	return len(AppendSplit(buf[:0], word)) > 1 || strings.HasSuffix(word, "heden")
}

// abbreviations end in a dot that does not end the sentence.
var abbreviations = wordSet(`bijv bv max min incl excl evt ca resp nr nrs tel blz enz etc div dhr mevr mw drs ir ing dr mr
prof art jl vgl zgn mln mld temp gem ong vnl afd mnd wk jr vb bijz pag alg inl ged aansl gepl vlgs dir adm techn
comm rijbew dipl opl exp approx incl. excl. sr st`)

func isAbbreviation(word string) bool {
	return len(word) <= 6 && abbreviations[strings.ToLower(word)]
}
