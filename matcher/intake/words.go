package intake

import (
	"regexp"
	"strconv"
	"strings"
	"time"

	"passend/index/dutch"
	"passend/index/taxonomy"
	"passend/matcher/profile"
)

// period matches "jan 2015 - heden", "03/2012 tot 11-2019" and "2015–2020".
var period = regexp.MustCompile(`(?i)(?:([a-zé]{3,9})\.?\s+|(\d{1,2})\s*[-/.]\s*)?\b((?:19|20)\d\d)\b\s*(?:-|–|—|t/m|tot(?: en met)?|to|until|till)\s*(?:(?:([a-zé]{3,9})\.?\s+|(\d{1,2})\s*[-/.]\s*)?\b((?:19|20)\d\d)\b|(heden|nu|present|vandaag|today))`)

// lasting is a number of years in words: "12 jaar", "2,5 years".
var lasting = regexp.MustCompile(`(?i)\b(\d{1,2}(?:[.,]5)?)\s*(?:jaar|jaren|years?|yrs)\b`)

// lasted reads how many years a job lasted where no period stands, and where.
func lasted(text string) (n float64, at []int, ok bool) {
	m := lasting.FindStringSubmatchIndex(text)
	if m == nil {
		return 0, nil, false
	}
	n, ok = dutch.ParseNumber(text[m[2]:m[3]])
	return n, m[:2], ok && n > 0 && n <= 60
}

var months = map[string]int{
	"jan": 1, "feb": 2, "mrt": 3, "maa": 3, "mar": 3, "apr": 4, "mei": 5, "may": 5, "jun": 6, "jul": 7, "aug": 8,
	"sep": 9, "okt": 10, "oct": 10, "nov": 11, "dec": 12,
}

// years reads a period in a text: how many years it lasts, to half a year, and
// where it stands. A start without a month counts from the middle of the year.
func years(text string, now time.Time) (n float64, at []int, ok bool) {
	m := period.FindStringSubmatchIndex(text)
	if m == nil {
		return 0, nil, false
	}
	group := func(i int) string {
		if m[2*i] < 0 {
			return ""
		}
		return text[m[2*i]:m[2*i+1]]
	}
	from := moment(group(1), group(2), group(3))
	until := float64(now.Year()) + float64(now.YearDay())/366
	if group(7) == "" {
		until = moment(group(4), group(5), group(6))
	}
	if until < from {
		return 0, nil, false
	}
	// A word before the year that is no month is not part of the period.
	if w := group(1); w != "" && months[monthKey(w)] == 0 {
		m[0] = m[6]
	}
	return float64(int((until-from)*2+0.5)) / 2, m[:2], true
}

func monthKey(word string) string {
	w := dutch.Fold(word)
	return w[:min(len(w), 3)]
}

func moment(word, number, year string) float64 {
	y, _ := strconv.Atoi(year)
	month := months[monthKey(word)]
	if n, err := strconv.Atoi(number); err == nil && n >= 1 && n <= 12 {
		month = n
	}
	if month == 0 {
		return float64(y) + 0.5
	}
	return float64(y) + float64(month-1)/12
}

// levels are words of an education level, the most telling first.
var levels = []struct {
	pattern *regexp.Regexp
	level   taxonomy.Education
}{
	{regexp.MustCompile(`mbo\W{0,3}(?:niveau\W?)?1\b`), taxonomy.EducationMBO1},
	{regexp.MustCompile(`mbo\W{0,3}(?:niveau\W?)?2\b`), taxonomy.EducationMBO2},
	{regexp.MustCompile(`mbo\W{0,3}(?:niveau\W?)?3\b`), taxonomy.EducationMBO3},
	{regexp.MustCompile(`mbo\W{0,3}(?:niveau\W?)?4\b|\bmts\b|\bmeao\b|\bmdgo\b`), taxonomy.EducationMBO4},
	{regexp.MustCompile(`\bniveau 1\b`), taxonomy.EducationMBO1},
	{regexp.MustCompile(`\bniveau 2\b`), taxonomy.EducationMBO2},
	{regexp.MustCompile(`\bniveau 3\b|\bvig\b|verzorgende ig`), taxonomy.EducationMBO3},
	{regexp.MustCompile(`\bniveau 4\b`), taxonomy.EducationMBO4},
	{regexp.MustCompile(`\bvmbo\b|\bmavo\b|\blts\b|\bleao\b|\bmulo\b|\blbo\b|\bhuishoudschool\b`), taxonomy.EducationVMBO},
	{regexp.MustCompile(`\bmbo\b`), taxonomy.EducationMBO},
	{regexp.MustCompile(`\bhbo\b|\bbachelor\b|\bhts\b|\bheao\b|\bhogeschool\b|\bassociate degree\b`), taxonomy.EducationHBO},
	{regexp.MustCompile(`\buniversiteit\b|\bwo\b|\bmaster\b|\bdoctoraal\b`), taxonomy.EducationWO},
	{regexp.MustCompile(`\bhavo\b`), taxonomy.EducationHAVO},
	{regexp.MustCompile(`\bvwo\b|\batheneum\b|\bgymnasium\b`), taxonomy.EducationVWO},
	{regexp.MustCompile(`\bbasisschool\b|\bbasisonderwijs\b|\bpraktijkonderwijs\b`), taxonomy.EducationPractical},
}

func educationLevel(text string) taxonomy.Education {
	folded := dutch.Fold(text)
	for _, l := range levels {
		if l.pattern.MatchString(folded) {
			return l.level
		}
	}
	return taxonomy.EducationUnknown
}

// languageNames are the languages that CVs in the Netherlands name, with their
// codes (ISO 639-1).
var languageNames = map[string]string{
	"nederlands": "nl", "engels": "en", "duits": "de", "frans": "fr", "spaans": "es", "italiaans": "it", "portugees": "pt",
	"pools": "pl", "turks": "tr", "arabisch": "ar", "marokkaans": "ar", "berbers": "ber", "russisch": "ru", "oekraiens": "uk",
	"roemeens": "ro", "bulgaars": "bg", "hongaars": "hu", "grieks": "el", "perzisch": "fa", "farsi": "fa", "dari": "fa",
	"somalisch": "so", "tigrinya": "ti", "papiaments": "pap", "sranan": "srn", "chinees": "zh", "hindi": "hi", "urdu": "ur",
	"dutch": "nl", "english": "en", "german": "de", "french": "fr", "spanish": "es", "italian": "it", "portuguese": "pt",
	"polish": "pl", "turkish": "tr", "arabic": "ar", "russian": "ru", "ukrainian": "uk", "romanian": "ro", "bulgarian": "bg",
	"koerdisch": "ku", "servisch": "sr", "kroatisch": "hr", "tsjechisch": "cs", "slowaaks": "sk", "fries": "fy",
}

var cefr = regexp.MustCompile(`(?i)\b([ABC][12])\b`)

// skillWords are Dutch words of a language level, as a worker file writes it;
// the strongest first.
var skillWords = []struct{ word, level string }{
	{"moedertaal", "moedertaal"}, {"native", "moedertaal"}, {"mother tongue", "moedertaal"}, {"uitstekend", "C1"}, {"excellent", "C1"},
	{"vloeiend", "C1"}, {"fluent", "C1"}, {"zeer goed", "C1"}, {"goed", "goed"}, {"good", "goed"}, {"een beetje", "A1"}, {"redelijk", "B1"}, {"voldoende", "B1"}, {"gemiddeld", "B1"}, {"matig", "A2"}, {"basis", "A2"}, {"basic", "A2"}, {"beginner", "A1"},
}

// languageSkill reads "Engels: goed" or "Duits (B1)". A code of three letters is
// left out where the worker file wants two.
func languageSkill(text string) (profile.LanguageSkill, bool) {
	folded := dutch.Fold(text)
	for word := range strings.FieldsFuncSeq(folded, func(r rune) bool { return strings.ContainsRune(" \t:,;()-/.", r) }) {
		code, ok := languageNames[word]
		if !ok || len(code) != 2 {
			continue
		}
		skill := profile.LanguageSkill{Language: code}
		if m := cefr.FindString(text); m != "" {
			skill.Level = strings.ToUpper(m)
			return skill, true
		}
		for _, s := range skillWords {
			if strings.Contains(folded, s.word) {
				skill.Level = s.level
				break
			}
		}
		return skill, true
	}
	return profile.LanguageSkill{}, false
}

// licence is a category of driving licence (RDW).
var licence = regexp.MustCompile(`\b(AM|A1|A2|A|BE|B\+|B|C1E|C1|CE|C|D1E|D1|DE|D|T)\b`)

// licencesIn reads the categories that follow the word rijbewijs, or stand in a
// column of it; "ja" alone tells no category.
func licencesIn(text string) []string {
	var out []string
	for _, m := range licence.FindAllString(text, 8) {
		out = appendNew(out, m)
	}
	return out
}

// transportWords are ways to travel as forms name them.
var transportWords = []struct {
	word  string
	means profile.Means
}{
	{"e-bike", profile.EBike}, {"elektrische fiets", profile.EBike}, {"bromfiets", profile.Moped}, {"scooter", profile.Moped},
	{"openbaar vervoer", profile.PublicTransport}, {"ov", profile.PublicTransport}, {"auto", profile.Car}, {"wagen", profile.Car}, {"car", profile.Car},
	{"fiets", profile.Bicycle}, {"lopend", profile.Walking},
}

func transportIn(text string) []profile.Means {
	folded := " " + strings.Join(strings.FieldsFunc(dutch.Fold(text), func(r rune) bool { return strings.ContainsRune(" ,;/.+&:()\t", r) }), " ") + " "
	var out []profile.Means
	for _, w := range transportWords {
		if strings.Contains(folded, " "+w.word+" ") {
			out = appendNew(out, w.means)
			folded = strings.ReplaceAll(folded, " "+w.word+" ", "  ")
		}
	}
	return out
}

func appendNew[T comparable](all []T, x T) []T {
	for _, y := range all {
		if x == y {
			return all
		}
	}
	return append(all, x)
}

// postcode is a Dutch postcode; of a home only its four digits are kept.
var postcode = regexp.MustCompile(`\b([1-9]\d{3})\s?([A-Z]{2})\b`)

// residence names the place alone; belgian is a house number, a Belgian postcode
// (not kept: it would be read as a Dutch one) and the place.
var (
	residence = regexp.MustCompile(`(?i)^(?:woonplaats|woont in|city)\s*:\s*(\p{L}[\p{L} '-]{1,38})$`)
	belgian   = regexp.MustCompile(`\d\w?,\s*[1-9]\d{3}\s+(\p{Lu}[\p{L}'-]{1,38})$`)
)

// home reads a postcode and the place behind it, or a place alone.
func home(text string) (profile.Home, string, bool) {
	m := postcode.FindStringSubmatchIndex(text)
	if m == nil {
		for _, pattern := range []*regexp.Regexp{residence, belgian} {
			if at := pattern.FindStringSubmatch(text); at != nil {
				place := strings.TrimSpace(at[1])
				return profile.Home{Place: place}, place, true
			}
		}
		return profile.Home{}, "", false
	}
	h := profile.Home{Postcode4: text[m[2]:m[3]]}
	rest := strings.TrimLeft(text[m[1]:], " ,\t")
	if i := strings.IndexAny(rest, "\t,;|(0123456789"); i >= 0 {
		rest = rest[:i]
	}
	if rest = strings.TrimSpace(rest); rest != "" && len(rest) <= 40 {
		h.Place = rest
	}
	// Street and number before the postcode stay out, also of the source.
	return h, strings.TrimSpace(h.Postcode4 + " " + h.Place), true
}
